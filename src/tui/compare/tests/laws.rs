//! What holds in Compare at any size and after any keys.

use proptest::prelude::*;
use ratatui::layout::Rect;

use super::told::{FERRY, WORLD, told};
use super::{CompareView, Layout, characters, command, mono, screen, view_in};
use crate::compare::{Comparison, Options, compare};
use crate::sides::Sides;
use crate::text::Document;
use crate::theme::Theme;
use crate::tui::command::COMMANDS;
use crate::tui::compare::made::Kept;
use crate::tui::wrap::grapheme_columns;

/// Commands by name, sizes of the terminal, wheel and clicks, in any order.
#[derive(Debug, Clone)]
enum Step {
    Press(usize),
    Resize(u16, u16),
    Wheel(i32),
    Click(u16, u16),
    Find(&'static str),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..COMMANDS.len()).prop_map(Step::Press),
        1 => (0u16..130, 0u16..40).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => (-9i32..9).prop_map(Step::Wheel),
        1 => (0u16..130, 0u16..40).prop_map(|(x, y)| Step::Click(x, y)),
        1 => prop::sample::select(vec!["the", "mayor", "桥", "e", " ", "nowhere", "العمدة"]).prop_map(Step::Find),
    ];
    prop::collection::vec(step, 1..25)
}

fn layout() -> impl Strategy<Value = Layout> {
    prop::sample::select(vec![Layout::Auto, Layout::SideBySide, Layout::Stacked, Layout::Inline, Layout::Single])
}

fn article() -> impl Strategy<Value = String> {
    prop::collection::vec("(The mayor|Ferries|桥梁|العمدة|\u{1b}\\[31m|👩‍🚒|e\u{301}){0,3} [a-z ]{0,60}[.!]\n{0,2}", 0..8)
        .prop_map(|sentences| sentences.concat())
}

fn compared() -> impl Strategy<Value = Comparison> {
    prop_oneof![
        Just(told(FERRY)),
        Just(told(WORLD)),
        (article(), article()).prop_map(|(left, right)| {
            let document = |text: &str| std::sync::Arc::new(Document::parse(text));
            compare(Sides::new(document(&left), document(&right)), &Options::default())
        }),
    ]
}

fn cursor_is_marked(view: &CompareView, size: (u16, u16), theme: &Theme) -> bool {
    let buffer = screen(view, size, theme);
    let body = view.sheet(Rect::new(0, 0, size.0, size.1), theme).geometry.body;
    (body.top()..body.bottom()).any(|y| buffer[(0, y)].symbol() == theme.symbols.selected)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_the_reader_does_loses_the_cursor_or_leaves_an_old_line(comparison in compared(), layout in layout(), steps in steps()) {
        let theme = mono();
        let mut view = view_in(comparison, layout);
        let mut size = (100, 30);
        for step in steps {
            let area = Rect::new(0, 0, size.0, size.1);
            match step {
                Step::Press(k) => drop(view.apply(COMMANDS[k].command, area, &theme)),
                Step::Resize(width, height) => size = (width, height),
                Step::Wheel(lines) => drop(view.scroll(lines, area, &theme)),
                Step::Click(x, y) => drop(view.click(x, y, area, &theme)),
                Step::Find(words) => {
                    view.find(words, area, &theme);
                    view.keep_find();
                }
            }
            if size.0 > 0 && size.1 > 0 {
                let seen = screen(&view, size, &theme);
                let afresh = CompareView { kept: Kept::default(), ..view.clone() };
                prop_assert_eq!(&seen, &screen(&afresh, size, &theme), "no line is kept that would be another now");
                prop_assert_eq!(seen.area.width, size.0);
            }
        }
        view.apply(command("back"), Rect::new(0, 0, 100, 30), &theme);
        // From a width at which letters fit, and with the whole item on screen, the mark of its first line shows.
        prop_assert!(view.items.is_empty() || cursor_is_marked(&view, (100, 90), &theme));
    }

    #[test]
    fn both_halves_of_a_row_are_equally_high_and_no_line_too_wide(comparison in compared(), layout in layout(), width in 40u16..160, brackets: bool) {
        let theme = if brackets { mono() } else { Theme::default() };
        let view = view_in(comparison, layout);
        let sheet = view.sheet(Rect::new(0, 0, width, 40), &theme);
        for item in 0..view.items.len() {
            let block = sheet.block(item);
            for (column, side) in block.columns.iter().zip(crate::sides::Side::BOTH) {
                prop_assert_eq!(column.len(), block.text_height());
                for line in column {
                    prop_assert!(line.columns() <= sheet.width(side), "{:?} in {}", line, sheet.width(side));
                }
            }
        }
    }

    #[test]
    fn every_word_of_a_side_is_drawn(comparison in compared(), width in 60u16..160) {
        let mut view = view_in(comparison, Layout::SideBySide);
        let area = Rect::new(0, 0, width, 40);
        let theme = Theme::default();
        if !view.items.iter().all(|item| matches!(item, crate::tui::compare::folds::Item::Row(_))) {
            view.apply(command("fold-all"), area, &theme);
        }
        let sheet = view.sheet(area, &theme);
        for side in crate::sides::Side::BOTH {
            let drawn: Vec<String> = (0..view.items.len()).map(|item| {
                let lines = &sheet.block(item).columns[usize::from(side == crate::sides::Side::Right)];
                lines.iter().flat_map(|line| &line.pieces).map(|(text, _)| text.as_str()).collect()
            }).collect();
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            for (row, drawn) in view.rows.iter().zip(&drawn) {
                for &ix in &row.cells[side] {
                    let words = solid(&crate::text::neutralise(view.comparison().documents[side].sentence_text(ix)));
                    prop_assert!(solid(drawn).contains(&words), "{:?} lacks {:?}", drawn, words);
                }
            }
        }
    }

    #[test]
    fn every_place_can_be_gone_to_and_is_lit_on_screen(comparison in compared(), layout in layout(), words in prop::sample::select(vec!["the", "ferr", "桥", "e", "ا", "stopped work on"]), size in (60u16..140, 16u16..40)) {
        let theme = mono();
        let area = Rect::new(0, 0, size.0, size.1);
        let mut view = view_in(comparison, layout);
        view.find(words, area, &theme);
        let places = view.find.as_ref().map_or(0, super::super::find::Find::len);
        prop_assert_eq!(view.keep_find(), places > 0);
        for _ in 0..places {
            let lit = theme.style(crate::theme::StyleRole::MatchCurrent).add_modifier;
            let body = view.sheet(area, &theme).geometry.body;
            let buffer = screen(&view, size, &theme);
            let cells = (body.top()..body.bottom()).flat_map(|y| (0..size.0).map(move |x| (x, y)));
            prop_assert!(cells.into_iter().any(|at| buffer[at].modifier == lit), "{}", characters(&buffer));
            view.apply(command("find-next"), area, &theme);
        }
    }

    #[test]
    fn swapping_shows_each_text_in_the_other_column(comparison in compared()) {
        let area = Rect::new(0, 0, 120, 400);
        let theme = Theme::default();
        let mut view = view_in(comparison, Layout::SideBySide);
        let cells = |view: &CompareView| {
            let mut cells: Vec<_> = view.rows.iter().map(|row| row.cells.clone()).collect();
            cells.sort_by_key(|cells| (cells.left.clone(), cells.right.clone()));
            cells
        };
        let mut before: Vec<_> = cells(&view).into_iter().map(Sides::swapped).collect();
        before.sort_by_key(|cells| (cells.left.clone(), cells.right.clone()));
        view.apply(command("swap"), area, &theme);
        prop_assert!(view.items.is_empty() || cells(&view) == before);
    }

    #[test]
    fn columns_line_up_whatever_the_script(comparison in compared(), width in 60u16..160) {
        let theme = Theme::default();
        let view = view_in(comparison, Layout::SideBySide);
        prop_assume!(!view.items.is_empty());
        let geometry = view.sheet(Rect::new(0, 0, width, 60), &theme).geometry;
        let buffer = screen(&view, (width, 60), &theme);
        let divider = geometry.divider_x.unwrap();
        for y in geometry.body.top()..geometry.body.bottom() {
            prop_assert_eq!(buffer[(divider, y)].symbol(), theme.symbols.divider.as_str());
            // What reaches the terminal up to the divider is as wide as the columns before it.
            let mut x = 0;
            while x < divider {
                x += grapheme_columns(buffer[(x, y)].symbol()).max(1) as u16;
            }
            prop_assert_eq!(x, divider, "{}", characters(&buffer));
        }
    }
}
