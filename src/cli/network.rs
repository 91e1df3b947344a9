//! What commands that use the network have in common: the client, the settings of a round, the word to stop.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::config::Config;
use crate::fetch::{Client, Limits, SystemClock};
use crate::update::{Settings, Stop};

/// The status of a program ended by Ctrl-C, as shells count.
pub(super) const INTERRUPTED: u8 = 130;

/// The client all commands use.
///
/// In a debug build the variable `NEWSDIFF_PAUSE` names another pause between two requests to a host, in milliseconds: the tests'
/// server need not be spared. A release build does not know the variable.
pub(super) fn client() -> Arc<Client> {
    let asked = std::env::var("NEWSDIFF_PAUSE").ok().filter(|_| cfg!(debug_assertions));
    let mut limits = Limits::default();
    if let Some(millis) = asked.and_then(|millis| millis.parse().ok()) {
        limits.pause = Duration::from_millis(millis);
    }
    Arc::new(Client::new(limits, Arc::new(SystemClock), None))
}

/// A round as the configuration has it.
pub(super) fn settings(config: &Config) -> Settings {
    Settings {
        interval: Duration::from_mins(config.update.interval.into()),
        reread: Duration::from_hours(u64::from(config.update.reread) * 24),
        pages: config.update.pages.into(),
        ..Settings::default()
    }
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

/// Whether what was given for a path is an address of the web.
pub(super) fn as_address(given: &Path) -> Option<&str> {
    let text = given.to_str()?;
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https")).then_some(text)
}
