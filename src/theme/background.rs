//! Asking the terminal whether its ground is dark or light: the only input and output of this room.

use std::io::IsTerminal;
use std::time::Duration;

use terminal_colorsaurus::{Error, QueryOptions, background_color};

use super::Kind;

/// Asks the terminal for the colour of its ground (OSC 11), with `COLORFGBG` where it does not say.
///
/// Call it before anything reads events, or the answer arrives as key presses. The question is fenced by one every
/// terminal answers, so only a terminal that answers nothing at all costs the whole time-out. Beside the ground it tells whether the
/// terminal still owes its answer, or the rest of it.
pub fn ask(env: &dyn Fn(&str) -> Option<String>) -> (Option<Kind>, bool) {
    let at_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let answer = (at_terminal && answers(env)).then(|| {
        let mut options = QueryOptions::default();
        options.timeout = patience(env);
        background_color(options)
    });
    let owes = matches!(answer, Some(Err(Error::Timeout(_))));
    let ground = match answer {
        Some(Ok(colour)) if colour.perceived_lightness() > 0.5 => Some(Kind::Light),
        Some(Ok(_)) => Some(Kind::Dark),
        Some(Err(_)) | None => from_colorfgbg(env),
    };
    (ground, owes)
}

/// Whether the terminal may answer at all; those known to keep silent are not asked.
fn answers(env: &dyn Fn(&str) -> Option<String>) -> bool {
    let term = env("TERM").unwrap_or_default();
    let silent = ["", "dumb", "linux", "screen", "Eterm", "cons25"].contains(&term.as_str());
    // Windows sets no TERM; its terminal answers.
    cfg!(windows) || !(silent || term.starts_with("screen.") || term.starts_with("vt"))
}

/// How long to wait: here an answer takes a few milliseconds, over ssh a round trip.
fn patience(env: &dyn Fn(&str) -> Option<String>) -> Duration {
    let remote = env("SSH_CONNECTION").or_else(|| env("SSH_TTY")).is_some();
    Duration::from_millis(if remote { 250 } else { 50 })
}

/// `COLORFGBG` is "letters;ground" or "letters;x;ground", each a number of the sixteen colours; 7 and above 8 are light.
fn from_colorfgbg(env: &dyn Fn(&str) -> Option<String>) -> Option<Kind> {
    let ground: u8 = env("COLORFGBG")?.rsplit(';').next()?.parse().ok()?;
    match ground {
        7 | 9..=15 => Some(Kind::Light),
        0..=8 => Some(Kind::Dark),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_colorfgbg(value: &str, expected: Option<Kind>) {
        assert_eq!(from_colorfgbg(&|_| Some(value.to_owned())), expected, "{value:?}");
    }

    #[test]
    fn reads_colorfgbg() {
        check_colorfgbg("15;0", Some(Kind::Dark));
        check_colorfgbg("0;15", Some(Kind::Light));
        check_colorfgbg("0;default;7", Some(Kind::Light));
        check_colorfgbg("7;8", Some(Kind::Dark));
        check_colorfgbg("0;default", None);
        check_colorfgbg("", None);
        check_colorfgbg("0;999", None);
    }

    fn check_asked(term: &str, expected: bool) {
        assert_eq!(answers(&|name| (name == "TERM").then(|| term.to_owned())), expected, "{term}");
    }

    #[test]
    #[cfg(not(windows))]
    fn leaves_silent_terminals_alone() {
        check_asked("xterm-256color", true);
        check_asked("tmux-256color", true);
        check_asked("dumb", false);
        check_asked("linux", false);
        check_asked("screen", false);
        check_asked("screen.xterm-256color", false);
        check_asked("", false);
    }
}
