//! What holds in the Reader at any size and after any keys.

use proptest::prelude::*;

use super::MILL;
use crate::tui::app::Screen;
use crate::tui::fixture::{Player, shelf};
use crate::tui::wrap::grapheme_columns;

/// The keys of the Reader that stay in it.
const KEYS: &[&str] =
    &["j", "k", "space", "b", "d", "u", "g", "G", "}", "{", "]", "[", "+", "tab", "L", "z", ".", ",", "y", "/ e enter"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_sentence_stays_in_sight_and_nothing_leaves_its_place(
        size in (40u16..150, 10u16..40),
        steps in prop::collection::vec((0..KEYS.len(), prop::option::weighted(0.2, (40u16..150, 10u16..40))), 0..20),
    ) {
        let mut size = size;
        let mut player = Player::new(shelf(MILL), size, Vec::new());
        player.press("w");
        for (key, other) in steps {
            player.press(KEYS[key]);
            if let Some(other) = other {
                size = other;
                player.resize(size);
            }
            if let Screen::Reader(reader) = player.app.screen()
                && reader.is_marked()
            {
                let lines = reader.here().and_then(|one| reader.lines_of(one));
                let screen = reader.top..reader.top + reader.height();
                prop_assert!(lines.is_some_and(|(first, last)| first < screen.end && last >= screen.start), "{:?} in {:?}", lines, screen);
            }
        }
        let buffer = player.screen();
        for y in 0..size.1 {
            let mut x = 0;
            while x < size.0 {
                let symbol = buffer[(x, y)].symbol();
                prop_assert!(!symbol.contains(char::is_control), "{:?}", symbol);
                x += grapheme_columns(symbol).max(1) as u16;
            }
            prop_assert_eq!(x, size.0);
        }
    }
}
