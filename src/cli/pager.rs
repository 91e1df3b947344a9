//! What is longer than the terminal, in the reader's pager; all else goes to standard output at once.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use terminal_size::{Height, Width, terminal_size};
use unicode_width::UnicodeWidthStr;

use super::open::Setting;
use super::report::{Failure, Output, on_terminal, warn};
use crate::config;
use crate::model::Warning;
use crate::program;

/// Where nobody names a pager. That a system has none is no fault, and then nothing is said.
const USUAL: &str = if cfg!(windows) { "more" } else { "less" };

/// What pagers are told where the reader told them nothing: `less` to quit where all fits, to let colours through and to leave
/// the text on screen, and `lv` to let colours through. These are git's.
const TOLD: [(&str, &str); 2] = [("LESS", "FRX"), ("LV", "-c")];

/// A pager and who asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pager {
    /// The program and its arguments, in one line.
    line: String,
    /// The variable or file that names it; `None` for the usual one.
    from: Option<String>,
}

/// Writes a text that ends its line: to the pager where standard output is a terminal too low for it, else to standard output.
///
/// A pager that cannot be started costs a warning and nothing else; one that is left early is no failure.
pub(super) fn show(text: &str, setting: &Setting) -> Result<(), Failure> {
    let wanted = !setting.global.no_pager && !setting.global.plain && on_terminal() && outgrows(text, terminal_size());
    let env = |name: &str| env::var(name).ok();
    let Some(pager) = wanted.then(|| chosen(&setting.config, &env)).flatten() else {
        return Output::default().write(text);
    };
    let started = program::words(&pager.line).and_then(|words| through(&words, text));
    let Err(why) = started else { return Ok(()) };
    Output::default().write(text)?;
    if let Some(source) = pager.from {
        let hint = Some("what it was to show is above; --no-pager asks for none".to_owned());
        warn(&[Warning { source, line: None, message: why, hint }]);
    }
    Ok(())
}

/// The pager that is asked for, the most particular wish first; `None` where none is wanted.
fn chosen(config: &config::Config, env: &dyn Fn(&str) -> Option<String>) -> Option<Pager> {
    let named = |line: &str, from: &str| {
        let line = line.trim();
        // What only copies its input is asked for by those who want no pager.
        (!line.is_empty() && line != "cat").then(|| Pager { line: line.to_owned(), from: Some(from.to_owned()) })
    };
    if let Some(line) = env("NEWSDIFF_PAGER") {
        return named(&line, "NEWSDIFF_PAGER");
    }
    match &config.open.pager {
        config::Pager::Never => return None,
        config::Pager::Line(line) => return named(line, &config.source),
        config::Pager::Auto => {}
    }
    // Such a terminal cannot move its cursor, and a pager would only complain of it.
    if !cfg!(windows) && ["", "dumb"].contains(&env("TERM").unwrap_or_default().as_str()) {
        return None;
    }
    match env("PAGER") {
        Some(line) => named(&line, "PAGER"),
        None => Some(Pager { line: USUAL.to_owned(), from: None }),
    }
}

/// Whether a text takes more lines than a terminal shows above the next prompt.
fn outgrows(text: &str, size: Option<(Width, Height)>) -> bool {
    let Some((Width(width), Height(height))) = size else { return false };
    let (width, room) = (usize::from(width).max(1), usize::from(height).saturating_sub(1));
    let mut rows = 0;
    // The rest of a long text is not looked at.
    text.lines().any(|line| {
        rows += columns(line).div_ceil(width).max(1);
        rows > room
    })
}

/// The columns a line takes. What newsdiff writes has no escapes but those for colour, which take none.
fn columns(line: &str) -> usize {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().map_or(0, UnicodeWidthStr::width);
    first + parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest).width()).sum::<usize>()
}

/// Hands a text to the pager and waits for its end. The error says why it could not be started.
fn through(words: &[String], text: &str) -> Result<(), String> {
    let [program, arguments @ ..] = words else { return Err("names no program".to_owned()) };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped());
    for (name, value) in TOLD {
        if env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    let _interrupts = Interrupts::left_to_the_pager();
    let mut pager = command.spawn().map_err(|why| format!("{program} cannot be started: {why}"))?;
    if let Some(mut pipe) = pager.stdin.take() {
        // Who leaves a pager has read enough, and what the pager did not take is not missed.
        let _ = pipe.write_all(text.as_bytes()).and_then(|()| pipe.flush());
    }
    // How a pager ends is between it and the reader, who has seen its messages.
    let _ = pager.wait();
    Ok(())
}

/// While this lives Ctrl-C means something to the pager alone. If newsdiff ended by it, the shell would read the keys that are
/// meant for the pager.
struct Interrupts(Arc<AtomicBool>);

impl Interrupts {
    fn left_to_the_pager() -> Interrupts {
        let ours = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        {
            // What cannot be registered leaves Ctrl-C as it was, which loses nothing but the rest of the text.
            let flag = Arc::clone(&ours);
            let _: Result<_, io::Error> =
                signal_hook::flag::register_conditional_default(signal_hook::consts::SIGINT, flag);
        }
        Interrupts(ours)
    }
}

impl Drop for Interrupts {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// Checks the pager for these variables, and what the configuration says of it.
    fn check_chosen(variables: &[(&str, &str)], configured: &str, expected: Option<&str>) {
        let (config, faults) = config::read("config.toml", &format!("[open]\npager = \"{configured}\"\n"));
        assert_eq!(faults, []);
        let env = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let found = chosen(&config, &env);
        assert_eq!(found.as_ref().map(|pager| &*pager.line), expected, "{variables:?}, {configured:?}");
    }

    #[test]
    #[cfg(not(windows))]
    fn the_most_particular_wish_is_heard() {
        let term = ("TERM", "xterm");
        check_chosen(&[term], "auto", Some("less"));
        check_chosen(&[term, ("PAGER", "more -s")], "auto", Some("more -s"));
        check_chosen(&[term, ("PAGER", "more")], "moar", Some("moar"));
        check_chosen(&[term, ("PAGER", "more"), ("NEWSDIFF_PAGER", "most")], "moar", Some("most"));
        for none in ["", " ", "cat"] {
            check_chosen(&[term, ("PAGER", none)], "auto", None);
            check_chosen(&[term, ("NEWSDIFF_PAGER", none)], "moar", None);
            check_chosen(&[term, ("PAGER", "more")], none, None);
        }
        check_chosen(&[term, ("PAGER", "more")], "never", None);
        check_chosen(&[("TERM", "dumb"), ("PAGER", "more")], "auto", None);
        check_chosen(&[("PAGER", "more")], "auto", None);
        check_chosen(&[("TERM", "dumb")], "moar", Some("moar"));
    }

    #[test]
    fn only_a_pager_somebody_named_is_missed() {
        let env = |name: &str| (name == "TERM").then(|| "xterm".to_owned());
        assert_eq!(chosen(&Config::default(), &env).expect("one").from, None);
    }

    fn check_outgrows(text: &str, (width, height): (u16, u16), expected: bool) {
        assert_eq!(outgrows(text, Some((Width(width), Height(height)))), expected, "{text:?} on {width} x {height}");
    }

    #[test]
    fn a_text_is_long_where_the_terminal_is_low() {
        check_outgrows("", (80, 1), false);
        check_outgrows("a\nb\nc\n", (80, 4), false);
        check_outgrows("a\nb\nc\n", (80, 3), true);
        check_outgrows("abcdefgh\n", (4, 3), false);
        check_outgrows("abcdefghi\n", (4, 3), true);
        check_outgrows("橋橋橋\n", (4, 2), true);
        check_outgrows("\u{1b}[38;5;3mabcd\u{1b}[0m\n", (4, 2), false);
        check_outgrows("a\nb\n", (0, 0), true);
        assert!(!outgrows("a\nb\n", None));
    }
}
