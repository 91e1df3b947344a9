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

/// When each host was last asked; a host is held while it is asked.
#[derive(Debug, Default)]
pub(super) struct Gate(Mutex<BTreeMap<String, Arc<Mutex<Option<Timestamp>>>>>);

impl Gate {
    /// Does something when it is the host's turn: nobody else asks it, and the pause since the last is over.
    pub(super) fn turn<T>(
        &self,
        host: &str,
        pause: Duration,
        clock: &dyn Clock,
        stop: &Stop,
        ask: impl FnOnce() -> Result<T, FetchError>,
    ) -> Result<T, FetchError> {
        // A request that panicked left a moment behind that still holds.
        let host = {
            let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        let mut last = host.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = *last {
            let since = Duration::try_from(clock.now().duration_since(last)).unwrap_or_default();
            clock.wait(pause.saturating_sub(since), stop);
        }
        if stop.is_said() {
            return Err(FetchError::Stopped);
        }
        let answer = ask();
        *last = Some(clock.now());
        answer
    }
}
