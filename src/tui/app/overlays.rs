//! Keys while something lies over the screen.

use super::App;
use crate::theme::StyleRole;
use crate::tui::command::Command;
use crate::tui::event::{Effect, Request};
use crate::tui::overlay::{Overlay, Palette, help, messages, sheet_width};

impl App {
    /// A command while an overlay has the keys.
    pub(super) fn overlay_command(&mut self, command: Command) -> Vec<Effect> {
        let width = sheet_width(self.size);
        let scopes = self.scopes();
        match &mut self.overlay {
            // Help is searched where every command can be found.
            Some(Overlay::Help(_)) if matches!(command, Command::Search | Command::Palette) => {
                self.overlay = Some(Overlay::Palette(Palette::new()));
            }
            Some(Overlay::Help(top)) => {
                let sheet = help(scopes, &self.keymap, width, &self.theme);
                match sheet.scrolled(*top, command, self.size) {
                    Some(to) => *top = to,
                    None => self.overlay = None,
                }
            }
            Some(Overlay::Info(top)) => {
                let top = *top;
                let to = self.info_sheet(width).scrolled(top, command, self.size);
                self.overlay = to.map(Overlay::Info);
            }
            Some(Overlay::Messages(top)) => {
                let sheet = messages(&self.warnings, width, &self.theme);
                match sheet.scrolled(*top, command, self.size) {
                    Some(to) => *top = to,
                    None => self.overlay = None,
                }
            }
            Some(Overlay::Themes(_)) => return self.picker_command(command),
            Some(Overlay::Export(_)) => return self.export_command(command),
            Some(
                Overlay::Search { .. }
                | Overlay::Find(_)
                | Overlay::Palette(_)
                | Overlay::Add(_)
                | Overlay::Remove { .. },
            )
            | None => {}
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
                self.choose_theme(name.clone());
                self.say(StyleRole::Info, format!("To keep it: theme = \"{name}\" at the top of config.toml"));
                return Vec::new();
            }
            _ => {
                self.theme = (*picker.before).clone();
                self.overlay = None;
                return Vec::new();
            }
        }
        self.look_at_theme()
    }

    /// Asks for the theme under the cursor.
    fn look_at_theme(&self) -> Vec<Effect> {
        let Some(Overlay::Themes(picker)) = &self.overlay else { return Vec::new() };
        picker.name().map_or_else(Vec::new, |name| App::ask(Request::Theme(name.to_owned())))
    }

    /// A click in a list that lies over the screen selects there; a click on what is selected takes it.
    pub(super) fn click_overlay(&mut self, cell: (u16, u16)) -> Vec<Effect> {
        let (size, scopes) = (self.size, self.scopes());
        match &mut self.overlay {
            Some(Overlay::Themes(picker)) => match picker.click(size, cell, &self.theme) {
                Some(true) => self.overlay_command(Command::Open),
                Some(false) => self.look_at_theme(),
                None => Vec::new(),
            },
            Some(Overlay::Export(menu)) => {
                if menu.click(size, cell) {
                    self.overlay_command(Command::Open)
                } else {
                    Vec::new()
                }
            }
            Some(Overlay::Palette(palette)) => {
                if palette.click(size, cell, scopes) {
                    self.take_from_palette()
                } else {
                    Vec::new()
                }
            }
            _ => Vec::new(),
        }
    }

    /// The wheel over an overlay.
    pub(super) fn wheel_overlay(&mut self, by: isize) -> Vec<Effect> {
        let scopes = self.scopes();
        match &mut self.overlay {
            Some(Overlay::Search { .. } | Overlay::Find(_) | Overlay::Add(_) | Overlay::Remove { .. }) => {
                return Vec::new();
            }
            Some(Overlay::Palette(palette)) => {
                palette.step(by.signum(), scopes);
                return Vec::new();
            }
            _ => {}
        }
        let command = if by > 0 { Command::Down } else { Command::Up };
        (0..by.unsigned_abs()).flat_map(|_| self.overlay_command(command)).collect()
    }
}
