//! The word to stop, shared by all who work on a round.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A flag that many hold and anyone may set; once set it stays.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// A flag that something else sets, a signal handler for one.
    pub fn on(flag: Arc<AtomicBool>) -> Stop {
        Stop(flag)
    }

    /// Says stop.
    pub fn say(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether it was said.
    pub fn is_said(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
