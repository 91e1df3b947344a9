//! What holds in the claims at any size and after any keys.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::layout::Rect;

use super::{FERRY, WORLD};
use crate::model::StoryId;
use crate::tellings::Tellings;
use crate::theme::Theme;
use crate::tui::claims::geometry::Shape;
use crate::tui::claims::{ClaimsView, Place, Told};
use crate::tui::command::COMMANDS;
use crate::tui::fixture::{Player, shelf};
use crate::tui::wrap::grapheme_columns;

/// Commands by name, sizes of the terminal, wheel and clicks, in any order.
#[derive(Debug, Clone)]
enum Step {
    Press(usize),
    Resize(u16, u16),
    Wheel(isize),
    Click(u16, u16),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (0..COMMANDS.len()).prop_map(Step::Press),
        1 => (0u16..130, 0u16..40).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => (-9isize..9).prop_map(Step::Wheel),
        1 => (0u16..130, 0u16..40).prop_map(|(x, y)| Step::Click(x, y)),
    ];
    prop::collection::vec(step, 1..30)
}

fn told(world: bool) -> Arc<Told> {
    let kept = shelf(if world { WORLD } else { FERRY });
    let story = kept.story(StoryId(1)).expect("the story");
    Arc::new(Told::new(&story, &Tellings::of_story(&kept, &story).expect("its texts")))
}

/// Whether the selected row and, where there are columns, the selected column are on a screen of this size.
fn in_sight(view: &ClaimsView, area: Rect) -> bool {
    let geometry = view.geometry(area);
    let (top, left) = view.window(&geometry);
    let row = view.row().is_none_or(|row| (top..top + geometry.rows()).contains(&row));
    let column = match geometry.shape {
        Shape::Columns { shown, .. } => (left..left + shown).contains(&view.column()),
        Shape::Strip | Shape::Count => true,
    };
    row && column && (view.rows.is_empty() || view.row().is_some())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_the_reader_does_loses_the_selection(world: bool, steps in steps()) {
        let mut view = ClaimsView::new(told(world), Place::default());
        let mut area = Rect::new(0, 0, 100, 30);
        let theme = Theme::default();
        for step in steps {
            match step {
                Step::Press(k) => drop(view.apply(COMMANDS[k].command, area, &theme)),
                Step::Resize(width, height) => {
                    area = Rect::new(0, 0, width, height);
                    view.settle(area);
                }
                Step::Wheel(lines) => view.wheel(lines, area.height / 2, area, &theme),
                Step::Click(x, y) => view.click(x, y, area),
            }
            prop_assert!(in_sight(&view, area), "{:?} in {}", view.place(), area);
        }
    }

    #[test]
    fn marks_stand_below_their_names_whatever_the_script(world: bool, width in 40u16..200, height in 10u16..50, keys in prop::collection::vec(prop::sample::select(vec!["j", "l", "v", "z", "S", "G"]), 0..8)) {
        let store = shelf(if world { WORLD } else { FERRY });
        let mut player = Player::new(store, (width, height), Vec::new());
        player.press("m");
        for key in keys {
            player.press(key);
        }
        let buffer = player.screen();
        // What reaches the terminal of each line is exactly as wide as the line: nothing can push what follows out of place.
        for y in 0..height {
            let mut x = 0;
            while x < width {
                let symbol = buffer[(x, y)].symbol();
                prop_assert!(!symbol.contains(char::is_control), "{:?}", symbol);
                x += grapheme_columns(symbol).max(1) as u16;
            }
            prop_assert_eq!(x, width, "line {}", y);
        }
    }

    #[test]
    fn sorting_and_filters_lose_no_claim(world: bool, presses in prop::collection::vec(prop::sample::select(vec!["sort-claims", "filter-claims", "fold-copies", "next-outlet"]), 0..12)) {
        let mut view = ClaimsView::new(told(world), Place::default());
        let (area, theme) = (Rect::new(0, 0, 100, 30), Theme::default());
        for name in presses {
            let command = COMMANDS.iter().find(|info| info.name == name).expect("a command").command;
            view.apply(command, area, &theme);
            let mut rows = view.rows.clone();
            rows.sort_unstable();
            rows.dedup();
            prop_assert_eq!(rows.len(), view.rows.len());
            prop_assert!(rows.iter().all(|&k| k < view.told.claims.claims.len()));
            if view.place().kind == crate::tui::claims::rows::Kind::All {
                prop_assert_eq!(rows.len(), view.told.claims.claims.len());
            }
        }
    }
}
