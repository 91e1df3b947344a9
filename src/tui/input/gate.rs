//! The gate of the thread that reads keys: shut, it stands aside while another program has the terminal.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the thread may take to stand aside. It is a matter of microseconds, and a thread that is gone would never.
const PATIENCE: Duration = Duration::from_secs(1);

/// What lets the thread read, or keeps it from reading while another program has the terminal: two readers would share the keys.
#[derive(Debug, Clone, Default)]
pub(in crate::tui) struct Gate(Arc<(Mutex<Way>, Condvar)>);

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Way {
    #[default]
    Open,
    /// The thread is asked to stand aside.
    Closing,
    /// It stands aside.
    Closed,
}

impl Gate {
    /// Waits until the thread reads nothing any more.
    pub(in crate::tui) fn close(&self) {
        let mut way = self.way();
        *way = Way::Closing;
        // The thread waits in the system for keys, which this ends: crossterm takes it for a change of size.
        #[cfg(unix)]
        let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
        drop(self.0.1.wait_timeout_while(way, PATIENCE, |way| *way == Way::Closing));
    }

    /// Lets the thread read again.
    pub(in crate::tui) fn open(&self) {
        *self.way() = Way::Open;
        self.0.1.notify_all();
    }

    pub(super) fn is_closed(&self) -> bool {
        *self.way() != Way::Open
    }

    /// Goes through, or stands aside until it may.
    pub(super) fn pass(&self) {
        let mut way = self.way();
        if *way != Way::Open {
            *way = Way::Closed;
            self.0.1.notify_all();
            drop(self.0.1.wait_while(way, |way| *way != Way::Open));
        }
    }

    fn way(&self) -> MutexGuard<'_, Way> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gate_waits_until_nobody_reads() {
        let gate = Gate::default();
        let (told, hears) = std::sync::mpsc::channel();
        let (go, waits) = std::sync::mpsc::channel::<()>();
        let other = gate.clone();
        let thread = std::thread::spawn(move || {
            while waits.recv().is_ok() {
                other.pass();
                told.send(()).expect("heard");
            }
        });
        go.send(()).expect("sent");
        hears.recv().expect("an open gate is gone through");
        go.send(()).expect("sent");
        hears.recv().expect("and again");
        *gate.way() = Way::Closing;
        go.send(()).expect("sent");
        drop(gate.0.1.wait_while(gate.way(), |way| *way != Way::Closed));
        assert!(hears.try_recv().is_err(), "nobody goes through");
        gate.open();
        hears.recv().expect("through at last");
        drop(go);
        thread.join().expect("ended");
    }
}
