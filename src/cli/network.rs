//! What commands that use the network have in common: the client, the word to stop, and the status of a program that heard it.

use std::sync::Arc;

use super::report::warn;
use crate::config::Config;
use crate::fetch::Client;
use crate::update::{self, Stop};

/// The status of a program ended by Ctrl-C, as shells count.
pub(super) const INTERRUPTED: u8 = 130;

/// The client, with a warning for what it cannot go by.
pub(super) fn client(config: &Config) -> Arc<Client> {
    let (client, warnings) = update::client(config);
    warn(&warnings);
    client
}

/// The word to stop, which Ctrl-C and SIGTERM say. Said once more they end the program at once, as they do where there is nothing
/// to hear them.
pub(super) fn stop() -> Stop {
    let flag = Arc::default();
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // The order makes the first signal set the flag and the second find it set. What cannot be registered ends the program,
        // which loses nothing that was kept.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, INTERRUPTED.into(), Arc::clone(&flag));
        let _ = signal_hook::flag::register(signal, Arc::clone(&flag));
    }
    Stop::on(flag)
}
