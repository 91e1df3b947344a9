//! What is seen of a round while it runs: a line that is drawn over on a terminal, and gone at the end.

use std::io::{self, IsTerminal, Write};

use super::report::{harmless, width};
use crate::update::Progress;

/// The line on standard error; nothing where that is no terminal that can take a line back.
pub(super) struct Display {
    shown: bool,
    state: State,
}

/// What there is to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct State {
    pages: bool,
    all: usize,
    done: usize,
    last: String,
}

impl State {
    fn hear(&mut self, progress: &Progress<'_>) {
        match progress {
            Progress::Sources(all) => *self = State { all: *all, ..State::default() },
            Progress::Pages(all) => *self = State { all: *all, pages: true, ..State::default() },
            Progress::Source(report) => self.step(&report.name),
            Progress::Page(address) => self.step(address),
        }
    }

    fn step(&mut self, name: &str) {
        self.done += 1;
        self.last = harmless(name);
    }

    fn line(&self, width: usize) -> String {
        let what = if self.pages { "pages" } else { "sources" };
        let last = if self.last.is_empty() { String::new() } else { format!(": {}", self.last) };
        let line = format!("{} of {} {what}{last}", self.done, self.all);
        // One column is left free: some terminals break a full line.
        let mut shown = String::new();
        let mut left = width.saturating_sub(1);
        for c in line.chars() {
            let columns = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if columns > left {
                break;
            }
            left -= columns;
            shown.push(c);
        }
        shown
    }
}

impl Display {
    /// A display for a round that begins; `wanted` is false where the command asked for plain lines.
    pub(super) fn start(wanted: bool) -> Display {
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        Display { shown: wanted && !dumb && io::stderr().is_terminal(), state: State::default() }
    }

    /// Draws what happened.
    pub(super) fn hear(&mut self, progress: &Progress<'_>) {
        self.state.hear(progress);
        if self.shown && self.state.all > 0 {
            draw(&format!("\r{}\x1b[K", self.state.line(width())));
        }
    }

    /// Takes the line away, for lines that stay.
    pub(super) fn clear(&self) {
        if self.shown {
            draw("\r\x1b[K");
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.clear();
    }
}

/// What cannot be drawn is not missed: the results are written elsewhere.
fn draw(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is_and_fits() {
        let mut state = State::default();
        state.hear(&Progress::Pages(12));
        assert_eq!(state.line(80), "0 of 12 pages");
        state.hear(&Progress::Page("https://coast.example/a\u{1b}[2J"));
        assert_eq!(state.line(80), "1 of 12 pages: https://coast.example/a\u{fffd}[2J");
        assert_eq!(state.line(10), "1 of 12 p");
        state.hear(&Progress::Page("新聞新聞"));
        assert_eq!(state.line(20), "2 of 12 pages: 新聞");
        assert_eq!(state.line(0), "");
    }
}
