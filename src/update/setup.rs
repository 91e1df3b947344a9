//! What commands and screens that use the network have in common: the client and the settings of a round.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::Settings;
use crate::config::Config;
use crate::fetch::{Client, Limits, Roots, SystemClock};
use crate::model::Warning;
use crate::store::Keep;

/// The client all commands and screens use, and what is wrong with the files of roots it is to trust.
///
/// In a debug build the variable `NEWSDIFF_PAUSE` names another pause between two requests to a host, in milliseconds: the tests'
/// server need not be spared. A release build does not know the variable.
pub fn client(config: &Config) -> (Arc<Client>, Vec<Warning>) {
    let asked = std::env::var("NEWSDIFF_PAUSE").ok().filter(|_| cfg!(debug_assertions));
    let mut limits = Limits::default();
    if let Some(millis) = asked.and_then(|millis| millis.parse().ok()) {
        limits.pause = Duration::from_millis(millis);
    }
    let (roots, warnings) = roots(config, std::env::var_os("SSL_CERT_FILE"));
    (Arc::new(Client::trusting(limits, Arc::new(SystemClock), None, &roots)), warnings)
}

/// The reader's own roots: those the configuration names, and those of the variable that other programs read too.
fn roots(config: &Config, variable: Option<OsString>) -> (Roots, Vec<Warning>) {
    let folder = config.folder.clone().unwrap_or_default();
    let configured = config
        .update
        .roots
        .as_ref()
        .map(|file| (folder.join(file), format!("correct `roots` under [update] in {}", config.source)));
    let variable = variable.filter(|file| !file.is_empty());
    let variable = variable.map(|file| (PathBuf::from(file), "correct or unset SSL_CERT_FILE".to_owned()));
    let (mut roots, mut warnings) = (Roots::default(), Vec::new());
    for (file, remedy) in configured.into_iter().chain(variable) {
        if let Err(why) = roots.add(&file) {
            warnings.push(Warning {
                source: file.display().to_string(),
                line: None,
                message: format!("{why}; no root is taken from it"),
                hint: Some(remedy),
            });
        }
    }
    (roots, warnings)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of the roots of a configuration and of the variable, part by part; the configuration's folder is the one with
    /// the tests' certificates.
    fn check_roots(configured: &str, variable: &str, expected: &[[&str; 2]]) {
        let mut config = Config { source: "config.toml".to_owned(), ..Config::default() };
        config.folder = Some("tests/black_box/net/tls".into());
        config.update.roots = Some(configured.into()).filter(|_| !configured.is_empty());
        let (_, warnings) = roots(&config, Some(variable.into()));
        let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), expected.len(), "{said:?}");
        for (said, [what, remedy]) in said.iter().zip(expected) {
            assert!(said.contains(what) && said.ends_with(remedy), "{said}");
        }
    }

    #[test]
    fn files_of_roots_that_are_none_are_named_with_a_remedy() {
        let (wrong, unset) = ("(correct `roots` under [update] in config.toml)", "(correct or unset SSL_CERT_FILE)");
        check_roots("", "", &[]);
        check_roots("root.pem", "tests/black_box/net/tls/root.pem", &[]);
        check_roots("none.pem", "", &[["none.pem: cannot be read: ", wrong]]);
        check_roots("key.pem", "", &[["key.pem: holds no certificate; ", wrong]]);
        check_roots("key.pem", "none", &[["key.pem: ", wrong], ["none: cannot be read: ", unset]]);
    }
}
