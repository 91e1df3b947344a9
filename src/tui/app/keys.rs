//! Keys on their way to what they mean: at once, or when what they are meant for has come.

use crossterm::event::KeyCode;

use super::{App, Screen};
use crate::theme::StyleRole;
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::key::Key;
use crate::tui::keymap;

impl App {
    /// A key goes to what is on screen, or waits for it: who types faster than a story loads means the story. Keys that leave
    /// or explain act at once.
    pub(super) fn key_in_turn(&mut self, key: Key) -> Vec<Effect> {
        let at_once = match self.keymap.command(self.scopes(), key) {
            // Behind other keys it may be a letter of words to find.
            None => self.ahead.is_empty(),
            Some(Command::Quit | Command::QuitNow | Command::Back | Command::Suspend | Command::Help) => true,
            Some(_) => false,
        };
        if at_once || !self.waiting() {
            return self.key(key);
        }
        self.ahead.push_back(key);
        Vec::new()
    }

    /// Takes the keys that waited, as far as what they are meant for has come.
    pub(super) fn catch_up(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while !self.waiting()
            && let Some(key) = self.ahead.pop_front()
        {
            effects.extend(self.key(key));
        }
        effects
    }

    /// Whether the screen still lacks what it shows, or something is being done that what comes next may undo.
    fn waiting(&self) -> bool {
        self.deeds.pending
            || self.overlay.is_none()
                && match self.screen() {
                    Screen::Stories => self.stories.is_waiting(),
                    Screen::Search(_) => false,
                    Screen::Sources(sources) => sources.is_waiting(),
                    Screen::Claims(claiming) => claiming.view.is_none(),
                    Screen::Timeline(timeline) => timeline.is_waiting(),
                    Screen::Compare(comparing) => comparing.view.is_none(),
                    Screen::Reader(reader) => reader.version().is_none(),
                }
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.message = None;
        if self.is_typing() {
            return self.type_key(key);
        }
        // An overlay lies over any screen; the keys of lists serve it.
        let scopes = if self.overlay.is_some() { keymap::LIST } else { self.scopes() };
        match self.keymap.command(scopes, key) {
            Some(command) => self.command(command),
            None if key.code == KeyCode::Null => Vec::new(),
            None => {
                let help = self.keymap.keys(Command::Help).first();
                let remedy = help.map_or_else(String::new, |help| format!("; {help} lists all keys"));
                self.say(StyleRole::Info, format!("{key} does nothing here{remedy}"));
                Vec::new()
            }
        }
    }
}
