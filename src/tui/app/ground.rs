//! The theme where it is to suit the terminal's ground, which the terminal tells in its own time.

use super::App;
use crate::model::Warning;
use crate::theme::{Kind, Theme};
use crate::tui::event::{Effect, Request};
use crate::tui::overlay::Overlay;

/// What the terminal is to say of its ground.
#[derive(Debug)]
pub(super) struct Ground {
    /// What the theme is for until it does; `None` where it was not asked, or has said it.
    supposed: Option<Kind>,
    /// Whether the first frame waits for it.
    awaited: bool,
}

impl Ground {
    /// The ground of a terminal that was asked for it, where something is supposed.
    pub(super) fn new(supposed: Option<Kind>) -> Ground {
        Ground { supposed, awaited: supposed.is_some() }
    }

    /// Has the screens be drawn, for what is supposed.
    pub(super) fn stop_waiting(&mut self) {
        self.awaited = false;
    }
}

impl App {
    /// Whether nothing is to be drawn yet: the terminal was asked for its ground a moment ago.
    pub(in crate::tui) fn awaits_ground(&self) -> bool {
        self.ground.awaited
    }

    /// Goes by what the terminal says of its ground: another theme has to be loaded where something else was supposed.
    pub(super) fn ground_told(&mut self, kind: Kind) -> Vec<Effect> {
        if self.ground.supposed.take().is_none_or(|supposed| supposed == kind) {
            self.ground.stop_waiting();
            return Vec::new();
        }
        App::ask(Request::Ground(kind))
    }

    /// Takes the theme for the ground, unless the reader has chosen one on screen.
    pub(super) fn take_ground(&mut self, theme: Theme, warnings: Vec<Warning>) {
        self.ground.stop_waiting();
        if self.chosen.is_some() {
            return;
        }
        match &mut self.overlay {
            Some(Overlay::Themes(picker)) => *picker.before = theme,
            _ => self.theme = theme,
        }
        self.fit();
        self.warn_of_new(warnings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::event::{Event, Loaded};
    use crate::tui::fixture::{Player, SHELF, shelf, theme};

    /// The screens of a terminal that was asked and is taken for a dark one meanwhile.
    fn asked() -> Player {
        let mut player = Player::new(shelf(SHELF), (80, 24), Vec::new());
        player.app.ground = Ground::new(Some(Kind::Dark));
        player
    }

    fn load(player: &mut Player, name: &str) {
        player.send(Event::Loaded(Loaded::Ground(Box::new(theme(name)), Vec::new())));
    }

    #[test]
    fn the_ground_that_was_supposed_needs_no_other_theme() {
        let mut player = asked();
        assert!(player.app.awaits_ground());
        assert_eq!(player.app.update(Event::Ground(Kind::Dark)), []);
        assert!(!player.app.awaits_ground());
        assert_eq!(player.app.update(Event::Ground(Kind::Light)), [], "only the first answer counts");
    }

    #[test]
    fn the_first_frame_has_the_theme_for_a_ground_told_in_time() {
        let mut player = asked();
        assert_eq!(player.app.update(Event::Ground(Kind::Light)), App::ask(Request::Ground(Kind::Light)));
        assert!(player.app.awaits_ground(), "the theme is still to come");
        load(&mut player, "newsprint-light");
        assert!(!player.app.awaits_ground());
        assert_eq!(player.app.theme.name, "newsprint-light");
    }

    #[test]
    fn a_ground_told_late_changes_the_theme_on_screen() {
        let mut player = asked();
        player.send(Event::GroundUntold);
        assert!(!player.app.awaits_ground());
        player.press("enter");
        let before = player.text();
        assert_eq!(player.app.update(Event::Ground(Kind::Light)), App::ask(Request::Ground(Kind::Light)));
        load(&mut player, "newsprint-light");
        assert_eq!(player.app.theme.name, "newsprint-light");
        assert_eq!(player.text(), before);
    }

    #[test]
    fn a_theme_chosen_on_screen_stays() {
        let mut player = asked();
        player.send(Event::GroundUntold);
        player.press("t");
        load(&mut player, "newsprint-light");
        player.press("esc");
        assert_eq!(player.app.theme.name, "newsprint-light", "leaving the choice goes back to what suits the ground");
        player.press("t j enter");
        let chosen = player.app.theme.name.clone();
        assert_ne!(chosen, "newsprint-light");
        load(&mut player, "newsprint-light");
        assert_eq!(player.app.theme.name, chosen);
    }
}
