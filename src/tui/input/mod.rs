//! The thread that waits for keys, the mouse and changes of size: what a terminal says of itself is told from them, and it stands aside
//! while another program has the terminal.

mod answers;
mod gate;

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyEventKind};

use answers::{Came, Input};
pub(super) use gate::Gate;

use super::event::Event;
use super::fault;

/// How long to wait before looking up where nothing ends the wait.
const GLANCE: Duration = Duration::from_millis(50);

/// Starts the thread. It reads nothing while the gate is closed. Where the terminal was asked for its ground, `asked` is how long the
/// first frame waits for the answer.
pub(super) fn watch(events: Sender<Event>, gate: Gate, asked: Option<Duration>) {
    if let Some(patience) = asked {
        let events = events.clone();
        thread::spawn(move || {
            thread::sleep(patience);
            // Where nobody listens any more the program is ending already.
            let _ = events.send(Event::GroundUntold);
        });
    }
    thread::spawn(move || {
        // However this thread ends, the program does too: without keys it could not be left.
        let _last = LastWord(events.clone());
        let mut input = Input::new(asked.is_some());
        loop {
            gate.pass();
            let event = match input.next(&mut |patience| read(patience, &gate)) {
                Ok(Some(Came::Event(event::Event::Key(key)))) if key.kind != KeyEventKind::Release => {
                    fault::place("input");
                    Event::Key(key)
                }
                Ok(Some(Came::Event(event::Event::Mouse(mouse)))) => Event::Mouse(mouse),
                Ok(Some(Came::Event(event::Event::Paste(text)))) => Event::Paste(text),
                Ok(Some(Came::Event(event::Event::Resize(columns, rows)))) => Event::Resize(columns, rows),
                Ok(Some(Came::Ground(kind))) => Event::Ground(kind),
                Ok(_) => continue,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => return,
            };
            if events.send(event).is_err() {
                return;
            }
        }
    });
}

/// The next event, or `None` where none came within a time, or where another program is to have the terminal.
fn read(patience: Option<Duration>, gate: &Gate) -> io::Result<Option<event::Event>> {
    let came = match patience {
        Some(patience) => event::poll(patience)?,
        // A signal ends this wait where another program is to have the terminal.
        None if cfg!(unix) => true,
        // Nothing ends it here, so it looks up from time to time.
        None => loop {
            if event::poll(GLANCE)? {
                break true;
            }
            if gate.is_closed() {
                break false;
            }
        },
    };
    if came { event::read().map(Some) } else { Ok(None) }
}

/// Says at its end that no keys will come.
struct LastWord(Sender<Event>);

impl Drop for LastWord {
    fn drop(&mut self) {
        // Where nobody listens any more the program is ending already.
        let _ = self.0.send(Event::InputClosed);
    }
}
