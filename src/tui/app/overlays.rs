//! Keys while something lies over the screen.

use crossterm::event::KeyCode;

use super::App;
use crate::theme::StyleRole;
use crate::tui::command::Command;
use crate::tui::event::{Effect, Request};
use crate::tui::key::Key;
use crate::tui::overlay::{Overlay, help, messages, sheet_width};

/// The longest search: more is a paste gone astray.
const LONGEST: usize = 200;

impl App {
    /// A command while an overlay has the keys.
    pub(super) fn overlay_command(&mut self, command: Command) -> Vec<Effect> {
        let width = sheet_width(self.size);
        let scopes = self.scopes();
        match &mut self.overlay {
            Some(Overlay::Help(top)) => {
                let sheet = help(scopes, &self.keymap, width, &self.theme);
                match sheet.scrolled(*top, command, self.size) {
                    Some(to) => *top = to,
                    None => self.overlay = None,
                }
            }
            Some(Overlay::Messages(top)) => {
                let sheet = messages(&self.warnings, width, &self.theme);
                match sheet.scrolled(*top, command, self.size) {
                    Some(to) => *top = to,
                    None => self.overlay = None,
                }
            }
            Some(Overlay::Themes(_)) => return self.picker_command(command),
            Some(Overlay::Search { .. }) | None => {}
        }
        Vec::new()
    }

    fn picker_command(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Themes(picker)) = &mut self.overlay else { return Vec::new() };
        match command {
            Command::Down => picker.step(1),
            Command::Up => picker.step(-1),
            Command::PageDown | Command::HalfDown => picker.step(8),
            Command::PageUp | Command::HalfUp => picker.step(-8),
            Command::Top => picker.step(isize::MIN),
            Command::Bottom => picker.step(isize::MAX),
            Command::Open => {
                let name = self.theme.name.clone();
                self.overlay = None;
                self.say(StyleRole::Info, format!("To keep it: theme = \"{name}\" at the top of config.toml"));
                return Vec::new();
            }
            _ => {
                self.theme = (*picker.before).clone();
                self.overlay = None;
                return Vec::new();
            }
        }
        picker.name().map_or_else(Vec::new, |name| App::ask(Request::Theme(name.to_owned())))
    }

    /// The wheel over an overlay.
    pub(super) fn wheel_overlay(&mut self, by: isize) -> Vec<Effect> {
        if matches!(self.overlay, Some(Overlay::Search { .. })) {
            return Vec::new();
        }
        let command = if by > 0 { Command::Down } else { Command::Up };
        (0..by.unsigned_abs()).flat_map(|_| self.overlay_command(command)).collect()
    }

    /// A key while words are typed: the list follows every letter.
    pub(super) fn type_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Search { text, before }) = &mut self.overlay else { return Vec::new() };
        match key.code {
            KeyCode::Char('c') if key.ctrl => return vec![Effect::Quit(None)],
            KeyCode::Char('u') if key.ctrl => text.clear(),
            KeyCode::Char('w') if key.ctrl => {
                let end = text.trim_end().rfind(' ').map_or(0, |at| at + 1);
                text.truncate(end);
            }
            KeyCode::Char(c) if !key.ctrl && !key.alt && text.chars().count() < LONGEST => text.push(c),
            KeyCode::Backspace => {
                // Backspace in an empty line leaves it, as everywhere where `/` opens one.
                if text.pop().is_none() {
                    self.overlay = None;
                    return Vec::new();
                }
            }
            KeyCode::Enter => {
                self.overlay = None;
                return Vec::new();
            }
            KeyCode::Esc => {
                let before = std::mem::take(before);
                self.overlay = None;
                self.stories.set_filter(before);
                return Vec::new();
            }
            _ => return Vec::new(),
        }
        let filter = text.trim().to_owned();
        self.stories.set_filter(filter);
        Vec::new()
    }

    /// Pasted text: words to search for, and nothing else. A paste is never taken for commands.
    pub(super) fn paste(&mut self, pasted: &str) -> Vec<Effect> {
        if let Some(Overlay::Search { text, .. }) = &mut self.overlay {
            let room = LONGEST.saturating_sub(text.chars().count());
            text.extend(crate::tui::cells::clean(pasted).chars().take(room));
            let filter = text.trim().to_owned();
            self.stories.set_filter(filter);
        }
        Vec::new()
    }
}
