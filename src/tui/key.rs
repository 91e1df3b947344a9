//! One key press, and how the configuration and the screen write it.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::config::document::nearest;

/// A key with its modifiers, in the one form all spellings of it are brought to.
///
/// Shift is part of a character (`G`, not `shift-g`), since that is all a terminal tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Whether Control was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
    /// Whether Shift was held; never for characters.
    pub shift: bool,
}

/// Keys with a name: as the configuration writes it, as the screen shows it, and what it is.
const NAMED: &[(&str, &str, KeyCode)] = &[
    ("space", "Space", KeyCode::Char(' ')),
    ("enter", "Enter", KeyCode::Enter),
    ("esc", "Esc", KeyCode::Esc),
    ("tab", "Tab", KeyCode::Tab),
    ("backtab", "Shift-Tab", KeyCode::BackTab),
    ("backspace", "Backspace", KeyCode::Backspace),
    ("delete", "Del", KeyCode::Delete),
    ("insert", "Ins", KeyCode::Insert),
    ("home", "Home", KeyCode::Home),
    ("end", "End", KeyCode::End),
    ("pageup", "PgUp", KeyCode::PageUp),
    ("pagedown", "PgDn", KeyCode::PageDown),
    ("up", "Up", KeyCode::Up),
    ("down", "Down", KeyCode::Down),
    ("left", "Left", KeyCode::Left),
    ("right", "Right", KeyCode::Right),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    fn normal(self) -> Key {
        match self.code {
            KeyCode::Char(c) if self.ctrl => Key { code: KeyCode::Char(c.to_ascii_lowercase()), shift: false, ..self },
            KeyCode::Char(c) if self.shift && c.is_ascii_lowercase() => {
                Key { code: KeyCode::Char(c.to_ascii_uppercase()), shift: false, ..self }
            }
            KeyCode::Tab if self.shift => Key { code: KeyCode::BackTab, shift: false, ..self },
            KeyCode::Char(_) | KeyCode::BackTab => Key { shift: false, ..self },
            _ => self,
        }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Key {
        let held = |modifier| event.modifiers.contains(modifier);
        Key {
            code: event.code,
            ctrl: held(KeyModifiers::CONTROL),
            alt: held(KeyModifiers::ALT),
            shift: held(KeyModifiers::SHIFT),
        }
        .normal()
    }
}

impl FromStr for Key {
    type Err = String;

    /// Reads `j`, `G`, `ctrl-f`, `alt-enter`, `f1`, `space`, `backtab`; the error says what a key may be.
    fn from_str(text: &str) -> Result<Key, String> {
        let mut key = Key::plain(KeyCode::Null);
        let mut rest = text;
        loop {
            let lower = rest.to_ascii_lowercase();
            let modifier = [("ctrl-", &mut key.ctrl), ("alt-", &mut key.alt), ("shift-", &mut key.shift)]
                .into_iter()
                .find(|(name, _)| lower.starts_with(name) && rest.len() > name.len());
            let Some((name, held)) = modifier else { break };
            *held = true;
            rest = &rest[name.len()..];
        }
        key.code = code(rest).ok_or_else(|| {
            let names: Vec<&str> = NAMED.iter().map(|&(name, ..)| name).collect();
            nearest(rest, &names).map_or_else(
                || "write one character, or a name such as ctrl-f, space, enter, pagedown, backtab, f1".to_owned(),
                |near| format!("did you mean `{}{near}`?", &text[..text.len() - rest.len()]),
            )
        })?;
        Ok(key.normal())
    }
}

fn code(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control()).then_some(KeyCode::Char(c));
    }
    let lower = name.to_ascii_lowercase();
    // What keyboards have printed on them.
    let lower = match &*lower {
        "escape" => "esc".to_owned(),
        "return" => "enter".to_owned(),
        _ => lower,
    };
    // As the screen shows it, too: `PgDn`.
    let named = |(known, shown, _): &&(&str, &str, _)| *known == lower || shown.eq_ignore_ascii_case(name);
    if let Some(&(.., code)) = NAMED.iter().find(named) {
        return Some(code);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(KeyCode::F(number))
}

impl fmt::Display for Key {
    /// As help and footer show it: `Ctrl-f`, `PgDn`, `G`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((_, shown, _)) = NAMED.iter().find(|&&(.., code)| code == self.code) {
            return f.write_str(shown);
        }
        match self.code {
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            other => write!(f, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_key(written: &str, shown: &str) {
        let key: Key = written.parse().unwrap_or_else(|error| panic!("{written}: {error}"));
        assert_eq!(key.to_string(), shown, "{written}");
    }

    #[test]
    fn reads_the_notation() {
        check_key("j", "j");
        check_key("G", "G");
        check_key("shift-g", "G");
        check_key("ctrl-f", "Ctrl-f");
        check_key("Ctrl-F", "Ctrl-f");
        check_key("ctrl-alt-x", "Ctrl-Alt-x");
        check_key("-", "-");
        check_key("ctrl--", "Ctrl--");
        check_key("space", "Space");
        check_key("PageDown", "PgDn");
        check_key("ctrl-PgDn", "Ctrl-PgDn");
        check_key("Del", "Del");
        check_key("Escape", "Esc");
        check_key("return", "Enter");
        check_key("shift-tab", "Shift-Tab");
        check_key("backtab", "Shift-Tab");
        check_key("f12", "F12");
        check_key("é", "é");
        check_key("shift-up", "Shift-Up");
    }

    #[test]
    fn says_what_a_key_may_be() {
        for wrong in ["", "hyper-x", "f99", "ctrl-", "jj", "\u{1b}"] {
            let error = wrong.parse::<Key>().expect_err(wrong);
            assert!(error.contains("ctrl-f"), "{wrong}: {error}");
        }
        assert_eq!("Ctrl-pagedwn".parse::<Key>(), Err("did you mean `Ctrl-pagedown`?".to_owned()));
    }

    #[test]
    fn a_press_is_the_key_it_is_written_as() {
        let press = |code, modifiers| Key::from(KeyEvent::new(code, modifiers)).to_string();
        assert_eq!(press(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(press(KeyCode::Char('?'), KeyModifiers::SHIFT), "?");
        assert_eq!(press(KeyCode::BackTab, KeyModifiers::SHIFT), "Shift-Tab");
        assert_eq!(press(KeyCode::Char('f'), KeyModifiers::CONTROL), "Ctrl-f");
    }
}
