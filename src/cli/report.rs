//! What the program says: results on standard output, and warnings and errors on standard error. The one printer of all.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use jiff::tz::TimeZone;
use serde::Serialize;

use super::args::{Global, When};
use crate::export::Marks;
use crate::model::{Moment, Warning};
use crate::store::StoreError;
use crate::text::neutralise;
use crate::theme::{Depth, wished};

/// The width of output that goes nowhere near a terminal, in columns.
const WIDTH_ELSEWHERE: usize = 100;

/// Why a command could not do what was asked: ends the program with status 1.
#[derive(Debug)]
pub(super) struct Failure {
    what: String,
    hint: Option<String>,
}

impl Failure {
    pub(super) fn new(what: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure { what: what.into(), hint: Some(hint.into()) }
    }

    /// The same failure with something to know put after it.
    pub(super) fn and(mut self, more: &str) -> Failure {
        self.what.push_str(more);
        self
    }

    /// Prints it on standard error and gives the exit status.
    pub(super) fn tell(&self) -> ExitCode {
        say(&format!("newsdiff: {}", self.what));
        if let Some(hint) = &self.hint {
            say(&format!("hint: {hint}"));
        }
        ExitCode::FAILURE
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::new(error.to_string(), error.hint())
    }
}

impl From<Warning> for Failure {
    /// For an input without which nothing can be done.
    fn from(warning: Warning) -> Failure {
        let bare = Warning { hint: None, ..warning };
        Failure { what: bare.to_string(), hint: warning.hint }
    }
}

/// Prints warnings on standard error.
pub(super) fn warn(warnings: &[Warning]) {
    for warning in warnings {
        say(&format!("newsdiff: warning: {warning}"));
    }
}

/// A warning as JSON has it.
#[derive(Serialize)]
pub(super) struct WarningShape<'a> {
    source: &'a str,
    line: Option<usize>,
    message: &'a str,
    hint: Option<&'a str>,
}

impl WarningShape<'_> {
    pub(super) fn of(warning: &Warning) -> WarningShape<'_> {
        let Warning { source, line, message, hint } = warning;
        WarningShape { source, line: *line, message, hint: hint.as_deref() }
    }
}

/// Standard output. A reader that has seen enough (`| head`) closes it, which is no failure: the rest is left unsaid.
#[derive(Debug, Default)]
pub(super) struct Output {
    closed: bool,
}

impl Output {
    /// Writes a text that ends its line.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        if self.closed {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(e) if e.kind() == ErrorKind::BrokenPipe => self.closed = true,
            Err(e) => {
                let hint = "check where the output goes";
                return Err(Failure::new(format!("standard output cannot be written: {e}"), hint));
            }
            Ok(()) => {}
        }
        Ok(())
    }
}

/// Whether standard output is a terminal.
pub(super) fn on_terminal() -> bool {
    io::stdout().is_terminal()
}

/// The columns there are for output.
pub(super) fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH_ELSEWHERE, |(width, _)| usize::from(width.0))
}

/// How differences are marked on standard output.
pub(super) fn marks(global: &Global) -> Marks {
    let coloured = match global.color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let env = |name: &str| env::var(name).ok();
            wished(&env).unwrap_or_else(|| on_terminal() && Depth::detect(&env) != Depth::Mono)
        }
    };
    if coloured { Marks::Colour } else { Marks::Brackets }
}

/// A moment for a person: a day, or day and time where they are.
pub(super) fn shown(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.to_string(),
        Moment::Instant(at) => at.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// Text from outside on one line, made harmless for a terminal.
pub(super) fn harmless(text: &str) -> String {
    neutralise(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line on standard error. When that is closed too, there is nobody left to tell.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", neutralise(line));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_that_stops_all_keeps_its_hint_apart() {
        let warning = Warning {
            source: "a.txt".to_owned(),
            line: Some(3),
            message: "is empty".to_owned(),
            hint: Some("write something".to_owned()),
        };
        let failure = Failure::from(warning);
        assert_eq!((failure.what.as_str(), failure.hint.as_deref()), ("a.txt:3: is empty", Some("write something")));
    }

    #[test]
    fn titles_are_shown_on_one_harmless_line() {
        assert_eq!(harmless("Bridge\n\tcloses\u{1b}[2J"), "Bridge closes\u{fffd}[2J");
    }
}
