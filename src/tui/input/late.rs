//! What a terminal says of itself too late, told from keys.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crossterm::event::{self, KeyCode, KeyEvent, KeyModifiers};

/// How long the next character of an answer may take. A terminal writes its answer in one piece.
const PAUSE: Duration = Duration::from_millis(50);

/// How long the next character of the rest of an answer may take: what came in one piece is there at once, and no finger is so fast.
const AT_ONCE: Duration = Duration::from_millis(2);

/// The longest answer that is left out, in bytes; the answers to what newsdiff asks take about thirty.
const LONGEST: usize = 256;

/// Events without the answers of a terminal.
///
/// A terminal that tells its colours after newsdiff has stopped waiting for them writes `ESC ] 11 ; rgb:… BEL`, which reads as
/// Alt-], 1, 1 and so on: keys that would fold, filter and mark stories as read. On a slow line an answer may come in two pieces, of
/// which newsdiff may have read the first while it still waited.
#[derive(Default)]
pub(super) struct Input {
    /// Events that are no part of an answer.
    ready: VecDeque<event::Event>,
    /// Events that were read while looking for the end of an answer, and are still to be looked at.
    held: VecDeque<event::Event>,
    /// Whether the rest of an answer may come.
    rest: bool,
    /// Whether the `ESC` of an answer's end has come and not its `\`.
    half_an_end: bool,
}

impl Input {
    /// Events of a terminal that owes the rest of an answer, or none.
    pub(super) fn new(owes: bool) -> Input {
        Input { rest: owes, ..Input::default() }
    }

    /// The next event that is no part of an answer. `read` waits for one without end, or for so long.
    pub(super) fn next(
        &mut self,
        read: &mut dyn FnMut(Option<Duration>) -> io::Result<Option<event::Event>>,
    ) -> io::Result<Option<event::Event>> {
        if let Some(event) = self.ready.pop_front() {
            return Ok(Some(event));
        }
        let first = match self.held.pop_front() {
            Some(event) => Some(event),
            None => read(None)?,
        };
        match first {
            Some(first) if key_with(&first, KeyModifiers::ALT) == Some(']') => {
                self.after_the_beginning(first, read)?;
                Ok(self.ready.pop_front())
            }
            Some(first)
                if std::mem::take(&mut self.half_an_end) && key_with(&first, KeyModifiers::NONE) == Some('\\') =>
            {
                Ok(None)
            }
            Some(first) if self.rest && key_with(&first, KeyModifiers::NONE).is_some_and(in_an_answer) => {
                self.after_a_gap(first, read)?;
                Ok(self.ready.pop_front())
            }
            other => Ok(other),
        }
    }

    /// Reads on where an answer may have begun, and sorts what comes into what is ready and what is to be looked at again.
    fn after_the_beginning(
        &mut self,
        first: event::Event,
        read: &mut dyn FnMut(Option<Duration>) -> io::Result<Option<event::Event>>,
    ) -> io::Result<()> {
        let mut text = String::new();
        let mut letters = vec![first];
        let mut breaks_off = None;
        while text.len() < LONGEST && (text.is_empty() || may_be_answer(&text)) {
            let next = match self.held.pop_front() {
                Some(event) => Some(event),
                None => read(Some(PAUSE))?,
            };
            let Some(event) = next else { break };
            if matches!(event, event::Event::Resize(..)) {
                self.ready.push_back(event);
            } else if is_answer(&text) && self.ends_answer(&event, &text) {
                return Ok(());
            } else if let Some(letter) = key_with(&event, KeyModifiers::NONE) {
                text.push(letter);
                letters.push(event);
            } else {
                breaks_off = Some(event);
                break;
            }
        }
        self.rest = true;
        if let Some(event) = breaks_off {
            self.held.push_front(event);
        }
        // What began as an answer and was broken off is none of the reader's keys either.
        if !is_answer(&text) {
            let mut letters = letters.into_iter();
            self.ready.extend(letters.next());
            for event in letters.rev() {
                self.held.push_front(event);
            }
        }
        Ok(())
    }

    /// Reads on where the rest of an answer may have begun. It comes in one piece down to its end; what has no end are keys.
    fn after_a_gap(
        &mut self,
        first: event::Event,
        read: &mut dyn FnMut(Option<Duration>) -> io::Result<Option<event::Event>>,
    ) -> io::Result<()> {
        let mut text = String::from_iter(key_with(&first, KeyModifiers::NONE));
        let mut letters = vec![first];
        while text.len() < LONGEST {
            let next = match self.held.pop_front() {
                Some(event) => Some(event),
                None => read(Some(AT_ONCE))?,
            };
            let Some(event) = next else { break };
            if matches!(event, event::Event::Resize(..)) {
                self.ready.push_back(event);
            } else if self.ends_answer(&event, &text) {
                return Ok(());
            } else if let Some(letter) = key_with(&event, KeyModifiers::NONE).filter(|&letter| in_an_answer(letter)) {
                text.push(letter);
                letters.push(event);
            } else {
                self.held.push_front(event);
                break;
            }
        }
        if !ends_attributes(&text) {
            self.ready.extend(letters);
        }
        Ok(())
    }

    /// Whether a key press is how an answer with this text ends: BEL, or `ESC \`, of which a colour may have the first half alone.
    fn ends_answer(&mut self, event: &event::Event, text: &str) -> bool {
        let escape = matches!(event, event::Event::Key(KeyEvent { code: KeyCode::Esc, .. }));
        self.half_an_end = escape && ends_colour(text);
        self.half_an_end
            || key_with(event, KeyModifiers::CONTROL) == Some('g')
            || key_with(event, KeyModifiers::ALT) == Some('\\')
    }
}

/// Whether a character stands in the answers to what newsdiff asks.
fn in_an_answer(c: char) -> bool {
    c.is_ascii_hexdigit() || "rg:/;#]?[".contains(c)
}

/// Whether it is the end of what a terminal says it is, `ESC [ ? 62 ; 22 c`.
fn ends_attributes(text: &str) -> bool {
    text.strip_suffix('c')
        .is_some_and(|text| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || ";?[".contains(c)))
}

/// Whether it ends as a colour does: `1e/1e1e`.
fn ends_colour(text: &str) -> bool {
    text.rsplit_once('/')
        .is_some_and(|(_, last)| (1..=4).contains(&last.len()) && last.chars().all(|c| c.is_ascii_hexdigit()))
}

/// Whether a text after `ESC ]` begins as an answer: a number and a semicolon.
fn is_answer(text: &str) -> bool {
    text.split_once(';').is_some_and(|(number, _)| is_number(number))
}

/// Whether it still may become one.
fn may_be_answer(text: &str) -> bool {
    is_answer(text) || is_number(text)
}

fn is_number(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The character of a key press with this modifier and, where it is a capital, Shift.
fn key_with(event: &event::Event, modifier: KeyModifiers) -> Option<char> {
    match event {
        event::Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. })
            if modifiers.difference(KeyModifiers::SHIFT) == modifier =>
        {
            Some(*c)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The keys of some bytes as crossterm reads them: `^x` is Ctrl-x, `~x` Alt-x, `_` Esc, `|` a pause, `%` a change of size.
    fn keys(written: &str) -> VecDeque<Option<event::Event>> {
        let mut keys = VecDeque::new();
        let mut rest = written.chars();
        while let Some(c) = rest.next() {
            let press = |c: Option<char>, held| {
                let code = KeyCode::Char(c.expect("a character"));
                Some(event::Event::Key(KeyEvent::new(code, held)))
            };
            keys.push_back(match c {
                '^' => press(rest.next(), KeyModifiers::CONTROL),
                '~' => press(rest.next(), KeyModifiers::ALT),
                '|' => None,
                '_' => Some(event::Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))),
                '%' => Some(event::Event::Resize(80, 24)),
                c if c.is_ascii_uppercase() => press(Some(c), KeyModifiers::SHIFT),
                c => press(Some(c), KeyModifiers::NONE),
            });
        }
        keys
    }

    /// What comes through, written in the same way without pauses.
    fn through(written: &str) -> String {
        through_of(Input::new(false), written)
    }

    fn through_of(mut input: Input, written: &str) -> String {
        let mut waiting = keys(written);
        let mut came = String::new();
        loop {
            let mut read = |patience: Option<Duration>| {
                while patience.is_none() && waiting.front() == Some(&None) {
                    waiting.pop_front();
                }
                Ok(waiting.pop_front().flatten())
            };
            let Some(event) = input.next(&mut read).expect("no failure") else {
                if waiting.is_empty() && input.held.is_empty() && input.ready.is_empty() {
                    return came;
                }
                continue;
            };
            let signs = [("^", KeyModifiers::CONTROL), ("~", KeyModifiers::ALT), ("", KeyModifiers::NONE)];
            let pressed = signs.iter().find_map(|(sign, held)| Some((sign, key_with(&event, *held)?)));
            match pressed {
                Some((sign, c)) => came.extend([(*sign).to_owned(), c.to_string()]),
                None if matches!(event, event::Event::Resize(..)) => came.push('%'),
                None => came.push('_'),
            }
        }
    }

    fn check_through(written: &str, expected: &str) {
        assert_eq!(through(written), expected, "{written}");
    }

    /// What comes through of a terminal that was asked and has not answered in time.
    fn check_rest(written: &str, expected: &str) {
        assert_eq!(through_of(Input::new(true), written), expected, "{written}");
    }

    #[test]
    fn answers_are_no_keys() {
        check_through("~]11;rgb:1E1e/1e1e/1e1e^g", "");
        check_through("j~]11;rgb:1e1e/1e1e/1e1e~\\k", "jk");
        check_through("~]11;rgb:ff/ff/ff~\\~]10;#ffffff^gq", "q");
        check_through("~]11;%rgb:ff/ff/ff^gj", "%j");
        check_through("~]11;what is this^gj", "j");
        check_through("~]11;rgb:ff/f|j", "j");
        check_through("~]11;rgb:ff/f~]11;rgb:ff/ff/ff^g", "");
        check_through("~]11;rgb:ff/f~]j", "~]j");
    }

    #[test]
    fn answers_in_two_pieces_are_no_keys() {
        check_through("~]11;rgb:1e1e/1e|1e/1e1e^gj", "j");
        check_through("~]11;|rgb:1e1e/1e1e/1e1e~\\j", "j");
        check_through("~]|11;rgb:1e1e/1e1e/1e1e^gj", "~]j");
        check_through("~]11;rgb:1e1e/1e1e/1e1|e^gj", "j");
        check_through("~]11;rgb:1e1e/1e1e/1e1e_|\\j", "j");
        check_through("~]11;rgb:1e1e/1e1e/1e1e_|j\\", "j\\");
        check_through("~]11;rgb:1e1e/1e1e/1e1e|b|/", "b/");
    }

    #[test]
    fn of_an_answer_that_is_owed_the_rest_is_no_key() {
        check_rest("e/1e1e/1e1e^gj", "j");
        check_rest("/1%e1e~\\j", "%j");
        check_rest("]11;rgb:1e1e/1e1e/1e1e^g", "");
        check_rest("1e/1e1e_|\\j", "j");
        check_rest("[?62;22cj", "j");
        check_rest("2c", "");
        check_rest("b", "b");
        check_rest("/feed", "/feed");
        check_rest("1j2", "1j2");
        check_rest("c_", "c_");
        check_rest("/|1|1_", "/11_");
    }

    #[test]
    fn keys_are_keys() {
        check_through("~]", "~]");
        check_through("~]|1", "~]1");
        check_through("~]j", "~]j");
        check_through("~]1|1;", "~]11;");
        check_through("~]123456;", "~]123456;");
        check_through("~]^g", "~]^g");
        check_through("]11;^g", "]11;^g");
        check_through("%~\\", "%~\\");
    }

    #[test]
    fn an_answer_without_end_leaves_the_reader_the_keys() {
        let written = format!("~]11;{}", "x".repeat(2 * LONGEST));
        assert!(through(&written).len() > LONGEST / 2);
    }

    proptest! {
        #[test]
        fn what_is_no_answer_comes_through_whole(written in "[a-zA-Z0-9;%|]{0,20}") {
            prop_assert_eq!(through(&written), written.replace('|', ""));
        }

        #[test]
        fn what_has_no_end_comes_through_whole_though_an_answer_is_owed(written in "[abd-zA-Z0-9/;:%|]{0,20}") {
            let came = through_of(Input::new(true), &written).replace('%', "");
            prop_assert_eq!(came, written.replace(['|', '%'], ""));
        }

        #[test]
        fn nothing_is_made_up(written in "([a-z0-9;/]|~\\]|~\\]11;|\\^g|\\||_|%){0,30}", owes: bool) {
            let came = through_of(Input::new(owes), &written);
            let mut wanted = written.chars();
            // Changes of size may come earlier, for the rest the order holds.
            for c in came.chars().filter(|&c| c != '%') {
                prop_assert!(wanted.any(|w| w == c), "{} from {}", came, written);
            }
            prop_assert_eq!(came.matches('%').count(), written.matches('%').count());
        }
    }
}
