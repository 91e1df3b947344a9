//! Turns: one request at a time to a host, and a pause before the next.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::{FetchError, Stop};

/// The time, and waiting. A test's clock jumps instead of waiting.
pub trait Clock: Debug + Send + Sync {
    /// The moment it is.
    fn now(&self) -> Timestamp;
    /// Waits; shorter, where it is said to stop.
    fn wait(&self, time: Duration, stop: &Stop);
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// How quickly a word to stop is heard while waiting.
const SLICE: Duration = Duration::from_millis(50);

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn wait(&self, time: Duration, stop: &Stop) {
        let mut left = time;
        while !left.is_zero() && !stop.is_said() {
            let slice = left.min(SLICE);
            std::thread::sleep(slice);
            left -= slice;
        }
    }
}

/// How long a host that is busy and does not say until when is asked nothing.
const BUSY: Duration = Duration::from_mins(1);

/// What is known of each host; one is held while it is asked.
#[derive(Debug, Default)]
pub(super) struct Gate(Mutex<BTreeMap<String, Arc<Mutex<Host>>>>);

#[derive(Debug, Default)]
struct Host {
    /// When it was last asked.
    last: Option<Timestamp>,
    /// The status by which it said that it is busy, and until when.
    busy: Option<(u16, Timestamp)>,
}

impl Gate {
    /// Does something when it is the host's turn: nobody else asks it, and the pause since the last is over. A host that said it is
    /// busy has no turn until the time it named.
    pub(super) fn turn<T>(
        &self,
        host: &str,
        pause: Duration,
        clock: &dyn Clock,
        stop: &Stop,
        ask: impl FnOnce() -> Result<T, FetchError>,
    ) -> Result<T, FetchError> {
        let host = {
            let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        // A request that panicked left something behind that still holds.
        let mut host = host.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((status, until)) = host.busy.filter(|(_, until)| *until > clock.now()) {
            return Err(FetchError::Busy { status, until: Some(until) });
        }
        if let Some(last) = host.last {
            let since = Duration::try_from(clock.now().duration_since(last)).unwrap_or_default();
            clock.wait(pause.saturating_sub(since), stop);
        }
        if stop.is_said() {
            return Err(FetchError::Stopped);
        }
        let answer = ask();
        host.last = Some(clock.now());
        if let Err(FetchError::Busy { status, until }) = &answer {
            host.busy = Some((*status, until.unwrap_or(clock.now() + BUSY)));
        }
        answer
    }
}
