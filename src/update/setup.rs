//! What commands and screens that use the network have in common: the client and the settings of a round.

use std::sync::Arc;
use std::time::Duration;

use super::Settings;
use crate::config::Config;
use crate::fetch::{Client, Limits, SystemClock};
use crate::store::Keep;

/// The client all commands and screens use.
///
/// In a debug build the variable `NEWSDIFF_PAUSE` names another pause between two requests to a host, in milliseconds: the tests'
/// server need not be spared. A release build does not know the variable.
pub fn client() -> Arc<Client> {
    let asked = std::env::var("NEWSDIFF_PAUSE").ok().filter(|_| cfg!(debug_assertions));
    let mut limits = Limits::default();
    if let Some(millis) = asked.and_then(|millis| millis.parse().ok()) {
        limits.pause = Duration::from_millis(millis);
    }
    Arc::new(Client::new(limits, Arc::new(SystemClock), None))
}

/// How long and how much is kept, as the configuration has it.
pub fn keep(config: &Config) -> Keep {
    let some = |number: u16| Some(number).filter(|&number| number > 0);
    Keep { days: some(config.keep_days), megabytes: some(config.keep_megabytes) }
}

/// A round as the configuration has it.
pub fn settings(config: &Config) -> Settings {
    Settings {
        interval: Duration::from_mins(config.update.interval.into()),
        reread: Duration::from_hours(u64::from(config.update.reread) * 24),
        pages: config.update.pages.into(),
        ..Settings::default()
    }
}
