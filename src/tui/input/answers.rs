//! What a terminal says of itself, told from keys.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crossterm::event::{self, KeyCode, KeyEvent, KeyModifiers};

use crate::theme::{Kind, background};

/// How long the next character of an answer may take. A terminal writes its answer in one piece.
const PAUSE: Duration = Duration::from_millis(50);

/// How long the next character of the rest of an answer may take: what came in one piece is there at once, and no finger is so fast.
const AT_ONCE: Duration = Duration::from_millis(2);

/// How long the `ESC` an answer begins with may come before its `]`. Every press of Esc waits so long while an answer is owed, which
/// nobody feels; a line that parts them is seldom, and this is many characters of a slow one.
const BEHIND_ESC: Duration = Duration::from_millis(20);

/// The longest answer that is left out, in bytes; the answer to what newsdiff asks takes about thirty.
const LONGEST: usize = 256;

/// What the number of an answer about the ground is.
const GROUND: &str = "11;";

/// What came from the terminal.
#[derive(Debug, PartialEq)]
pub(super) enum Came {
    /// A key or another event.
    Event(event::Event),
    /// The answer about its ground.
    Ground(Kind),
}

/// Waits for an event without end, or for so long.
type Read<'a> = dyn FnMut(Option<Duration>) -> io::Result<Option<event::Event>> + 'a;

/// Events, and the answers of a terminal told from them.
///
/// A terminal that is asked for the colour of its ground writes `ESC ] 11 ; rgb:… BEL`, which reads as Alt-], 1, 1 and so on: keys that
/// would fold, filter and mark stories as read. On a slow line an answer may come in two pieces.
#[derive(Default)]
pub(super) struct Input {
    /// What is to be given out next.
    ready: VecDeque<Came>,
    /// Events that were read while looking for the end of an answer, and are still to be looked at.
    held: VecDeque<event::Event>,
    /// Whether the terminal was asked for its ground and has not answered.
    owed: bool,
    /// Whether the rest of an answer may come.
    rest: bool,
    /// What has come of an answer that broke off, from behind its `ESC ]`.
    begun: String,
    /// Whether the `ESC` of an answer's end has come and not its `\`.
    half_an_end: bool,
}

impl Input {
    /// Events of a terminal that owes an answer about its ground, or none.
    pub(super) fn new(owed: bool) -> Input {
        Input { owed, rest: owed, ..Input::default() }
    }

    /// What comes next. `read` waits for an event without end, or for so long.
    pub(super) fn next(&mut self, read: &mut Read<'_>) -> io::Result<Option<Came>> {
        if self.ready.is_empty() {
            let first = match self.held.pop_front() {
                Some(event) => Some(event),
                None => read(None)?,
            };
            if let Some(first) = first {
                self.look_at(first, read)?;
            }
        }
        Ok(self.ready.pop_front())
    }

    /// Sorts an event, and those behind it that belong to it, into what is ready and what is to be looked at again.
    fn look_at(&mut self, first: event::Event, read: &mut Read<'_>) -> io::Result<()> {
        let plain = key_with(&first, KeyModifiers::NONE);
        let half_an_end = std::mem::take(&mut self.half_an_end);
        if key_with(&first, KeyModifiers::ALT) == Some(']') {
            return self.after_the_beginning(vec![first], read);
        }
        if self.owed && is_escape(&first) {
            match self.read_on(read, BEHIND_ESC)? {
                Some(next) if key_with(&next, KeyModifiers::NONE) == Some(']') => {
                    return self.after_the_beginning(vec![first, next], read);
                }
                Some(next) => self.held.push_front(next),
                None => {}
            }
        } else if half_an_end && plain == Some('\\') {
            return Ok(());
        } else if self.rest && plain.is_some_and(in_an_answer) {
            return self.after_a_gap(first, read);
        } else if !self.begun.is_empty() && ends(&first) {
            self.hear("");
            return Ok(());
        }
        self.ready.push_back(Came::Event(first));
        Ok(())
    }

    /// Reads on where an answer may have begun with these events.
    fn after_the_beginning(&mut self, mut letters: Vec<event::Event>, read: &mut Read<'_>) -> io::Result<()> {
        let mut text = String::new();
        self.begun.clear();
        while text.len() < LONGEST && (text.is_empty() || may_be_answer(&text)) {
            let Some(event) = self.read_on(read, PAUSE)? else { break };
            if matches!(event, event::Event::Resize(..)) {
                self.ready.push_back(Came::Event(event));
            } else if is_answer(&text) && self.ends_answer(&event, &text) {
                self.hear(&text);
                return Ok(());
            } else if let Some(letter) = key_with(&event, KeyModifiers::NONE) {
                text.push(letter);
                letters.push(event);
            } else {
                self.held.push_front(event);
                break;
            }
        }
        self.rest = true;
        // What began as an answer and was broken off is none of the reader's keys either.
        if is_answer(&text) || (self.owed && !text.is_empty() && GROUND.starts_with(&text)) {
            self.begun = text;
            return Ok(());
        }
        let mut letters = letters.into_iter();
        self.ready.extend(letters.next().map(Came::Event));
        for event in letters.rev() {
            self.held.push_front(event);
        }
        Ok(())
    }

    /// Reads on where the rest of an answer may have begun. It comes in one piece down to its end; what has no end are keys.
    fn after_a_gap(&mut self, first: event::Event, read: &mut Read<'_>) -> io::Result<()> {
        let mut text = String::from_iter(key_with(&first, KeyModifiers::NONE));
        let mut letters = vec![first];
        while text.len() < LONGEST {
            let Some(event) = self.read_on(read, AT_ONCE)? else { break };
            if matches!(event, event::Event::Resize(..)) {
                self.ready.push_back(Came::Event(event));
            } else if self.ends_answer(&event, &text) && ends_colour(&(self.begun.clone() + &text)) {
                self.hear(&text);
                return Ok(());
            } else if let Some(letter) = key_with(&event, KeyModifiers::NONE).filter(|&letter| in_an_answer(letter)) {
                text.push(letter);
                letters.push(event);
            } else {
                self.held.push_front(event);
                break;
            }
        }
        if self.begun.is_empty() && ground(&text).is_some() {
            // Where a terminal writes controls in one byte, which is no character of UTF-8, nothing else of an answer gets here.
            self.hear(&text);
            self.begun = text;
        } else {
            self.ready.extend(letters.into_iter().map(Came::Event));
        }
        Ok(())
    }

    /// The next of the events that are still to be looked at, or one that comes in time.
    fn read_on(&mut self, read: &mut Read<'_>, patience: Duration) -> io::Result<Option<event::Event>> {
        match self.held.pop_front() {
            Some(event) => Ok(Some(event)),
            None => read(Some(patience)),
        }
    }

    /// Takes an answer that has come down to its end, of which this is the last piece. Only the first about the ground counts, and only
    /// where it was asked for.
    fn hear(&mut self, last: &str) {
        let answer = std::mem::take(&mut self.begun) + last;
        if answer.trim_start_matches(']').starts_with(GROUND) && std::mem::take(&mut self.owed) {
            self.ready.extend(ground(&answer).map(Came::Ground));
        }
    }

    /// Whether a key press is how an answer with this text ends: BEL, or `ESC \`, of which a colour may have the first half alone.
    fn ends_answer(&mut self, event: &event::Event, text: &str) -> bool {
        self.half_an_end = is_escape(event) && ends_colour(text);
        self.half_an_end || ends(event)
    }
}

/// What an answer says of the ground; its `ESC` may have been read before the `]`.
fn ground(answer: &str) -> Option<Kind> {
    background::told(answer.trim_start_matches(']').strip_prefix(GROUND)?)
}

/// Whether a key press is how an answer ends: BEL or `ESC \`.
fn ends(event: &event::Event) -> bool {
    key_with(event, KeyModifiers::CONTROL) == Some('g') || key_with(event, KeyModifiers::ALT) == Some('\\')
}

fn is_escape(event: &event::Event) -> bool {
    matches!(event, event::Event::Key(KeyEvent { code: KeyCode::Esc, .. }))
}

/// Whether a character stands in the answers to what newsdiff asks.
fn in_an_answer(c: char) -> bool {
    c.is_ascii_hexdigit() || "rg:/;#]?[".contains(c)
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
mod tests;
