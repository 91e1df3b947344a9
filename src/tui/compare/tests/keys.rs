//! What keys do in Compare.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::told::{FERRY, told};
use super::{CompareView, Layout, ViewSettings, characters, press, screen, view, view_in};
use crate::sides::{Side, Sides};
use crate::theme::Theme;
use crate::tui::command::Command;
use crate::tui::compare::Handled;

/// The left or else the right words of the row under the cursor; a fold is its line.
fn under_cursor(view: &CompareView) -> String {
    let sentences = view.sentences();
    let words = |side: Side| sentences[side].first().map(|&ix| view.comparison().documents[side].sentence_text(ix));
    words(Side::Left).or_else(|| words(Side::Right)).map_or_else(|| "fold".to_owned(), str::to_owned)
}

/// After these commands from the top, the cursor is on the row that begins like this.
#[track_caller]
fn check_cursor(commands: &str, expect: &str) {
    let mut view = view(told(FERRY));
    press(&mut view, (100, 24), &format!("top {commands}"));
    let found = under_cursor(&view);
    assert!(found.starts_with(expect), "{commands}: {found}");
}

#[test]
fn it_opens_on_the_most_telling_change() {
    assert!(under_cursor(&view(told(FERRY))).starts_with("The ferry crews stopped"));
}

#[test]
fn movement() {
    check_cursor("", "Ferry strike");
    check_cursor("down", "Commuters");
    check_cursor("down up", "Ferry strike");
    check_cursor("up", "Ferry strike");
    check_cursor("bottom", "fold");
    check_cursor("bottom up", "The mayor");
}

#[test]
fn changes_are_stops_and_the_same_is_not() {
    check_cursor("next-change", "Commuters");
    check_cursor("next-change next-change", "The ferry crews");
    check_cursor("next-change next-change next-change", "\"We will not");
    check_cursor("bottom previous-change", "The mayor");
    check_cursor("previous-change", "Ferry strike");
}

#[test]
fn paragraphs() {
    check_cursor("next-paragraph next-paragraph", "The ferry crews");
    check_cursor("next-paragraph next-paragraph next-paragraph", "\"We will not");
    check_cursor("bottom previous-paragraph previous-paragraph", "\"We will not");
}

#[test]
fn folds_open_and_close() {
    check_cursor("next-change next-change down down", "\"We will not");
    check_cursor("next-change next-change down", "fold");
    check_cursor("next-change next-change down choose", "The port has six");
    check_cursor("next-change next-change down fold down fold", "fold");
    check_cursor("fold-all next-change next-change down", "The port has six");
    check_cursor("fold-all fold-all next-change next-change down", "fold");
}

#[test]
fn filters() {
    check_cursor("filter down choose", "The ferry crews");
    check_cursor("filter down down choose", "\"We will not");
    check_cursor("filter bottom down down down down down down down down choose", "The port declined");
    check_cursor("filter down back", "Ferry strike");
    check_cursor("filter down down choose back", "\"We will not");
}

#[test]
fn the_host_gets_what_is_its_own() {
    let mut view = view(told(FERRY));
    let (area, theme) = (Rect::new(0, 0, 100, 24), Theme::default());
    assert_eq!(view.apply(Command::Back, area, &theme), Handled::No);
    assert_eq!(view.apply(Command::NextVersion, area, &theme), Handled::No);
    assert_eq!(view.apply(Command::Filter, area, &theme), Handled::Yes);
    assert_eq!(view.apply(Command::Back, area, &theme), Handled::Yes, "closes the menu");
    press(&mut view, (100, 24), "filter down choose");
    assert_eq!(view.apply(Command::Back, area, &theme), Handled::Yes, "shows everything again");
    assert_eq!(view.apply(Command::Back, area, &theme), Handled::No);
}

#[test]
fn swapping_keeps_the_sentence_and_the_focus_on_its_text() {
    let mut view = view(told(FERRY));
    press(&mut view, (100, 24), "swap");
    assert_eq!(view.focus(), Side::Right);
    assert_eq!(view.titles().left.outlet, "Coast Wire");
    assert!(under_cursor(&view).starts_with("The ferry crews walked out"));
    press(&mut view, (100, 24), "swap");
    assert!(under_cursor(&view).starts_with("The ferry crews stopped"));
}

#[test]
fn another_text_on_one_side_keeps_the_place() {
    let mut before = view(told(FERRY));
    press(&mut before, (100, 24), "bottom previous-change");
    let mirrored = crate::compare::Comparison::clone(before.comparison()).mirrored();
    let mut after = CompareView::new(Arc::new(mirrored), Sides::default(), ViewSettings::default());
    after.restore(&before.anchor());
    assert!(under_cursor(&after).starts_with("City hall"));
}

#[test]
fn layouts_by_key() {
    let mut view = view(told(FERRY));
    press(&mut view, (120, 24), "cycle-layout");
    assert_eq!(view.settings().layout, Layout::Stacked);
    press(&mut view, (120, 24), "cycle-layout cycle-layout cycle-layout");
    assert_eq!(view.settings().layout, Layout::SideBySide);
    press(&mut view, (120, 24), "layout-auto");
    assert_eq!(view.settings().layout, Layout::Auto);
}

#[test]
fn clicks_find_rows_folds_and_the_ruler() {
    let (area, theme) = (Rect::new(0, 0, 120, 40), Theme::default());
    let mut view = view_in(told(FERRY), Layout::SideBySide);
    press(&mut view, (120, 40), "top");
    let lines: Vec<String> = characters(&screen(&view, (120, 40), &theme)).lines().map(str::to_owned).collect();
    let line = |words: &str| lines.iter().position(|line| line.contains(words)).expect("on screen") as u16;
    assert_eq!(view.click(70, line("stopped work"), area, &theme), Handled::Yes);
    assert!(under_cursor(&view).starts_with("The ferry crews"));
    assert_eq!(view.focus(), Side::Right);
    view.click(4, line("sentences the same"), area, &theme);
    assert!(characters(&screen(&view, (120, 40), &theme)).contains("Nobody was hurt."));
    view.click(119, 2, area, &theme);
    assert!(under_cursor(&view).starts_with("Ferry strike"));
    assert_eq!(view.click(4, 39, area, &theme), Handled::No, "the lens is no place to click");
}

#[test]
fn the_wheel_takes_the_cursor_along() {
    let mut view = view_in(told(FERRY), Layout::Stacked);
    let (area, theme) = (Rect::new(0, 0, 60, 12), Theme::default());
    press(&mut view, (60, 12), "top");
    view.scroll(6, area, &theme);
    assert!(!under_cursor(&view).starts_with("Ferry strike"));
    for _ in 0..40 {
        view.scroll(-3, area, &theme);
    }
    assert!(characters(&screen(&view, (60, 12), &theme)).contains("Ferry strike"));
}

#[test]
fn doubtful_pairs_can_stand_apart() {
    let settings = ViewSettings { show_maybe: false, ..ViewSettings::default() };
    let view = CompareView::new(Arc::new(told(FERRY)), Sides::default(), settings);
    let drawn = characters(&screen(&view, (120, 60), &Theme::default()));
    let mayor = drawn.lines().find(|line| line.contains("The mayor has offered")).expect("on screen");
    assert!(!mayor.contains("City hall"), "{mayor}");
    assert!(drawn.contains("1 maybe pair hidden"), "{drawn}");
}

#[test]
fn doubtful_pairs_are_hidden_and_shown_by_a_key_and_the_place_stays() {
    let mut view = view(told(FERRY));
    press(&mut view, (100, 24), "bottom previous-change");
    let rows = view.rows.len();
    for (hidden, more) in [(1, 1), (0, 0), (1, 1)] {
        press(&mut view, (100, 24), "maybe-pairs");
        assert_eq!((view.hidden(), view.rows.len()), (hidden, rows + more));
        assert!(under_cursor(&view).starts_with("The mayor"));
    }
    press(&mut view, (100, 24), "swap");
    assert_eq!((view.hidden(), view.rows.len()), (1, rows + 1), "swapping keeps them hidden");
    press(&mut view, (100, 24), "maybe-pairs");
    assert_eq!((view.hidden(), view.rows.len()), (0, rows));
}

#[test]
fn an_open_fold_stays_open_when_the_rows_change() {
    let mut view = view(told(FERRY));
    press(&mut view, (100, 40), "top next-change next-change down choose maybe-pairs");
    assert!(characters(&screen(&view, (100, 40), &Theme::default())).contains("Nobody was hurt."));
}

#[test]
fn a_sentence_that_moved_leads_to_its_place_on_the_other_side_and_back() {
    let mut view = view(told(FERRY));
    let (area, theme) = (Rect::new(0, 0, 100, 24), Theme::default());
    press(&mut view, (100, 24), "top counterpart");
    assert!(under_cursor(&view).starts_with("Ferry strike"), "what stands opposite is its counterpart");
    assert_eq!(view.apply(Command::Counterpart, area, &theme), Handled::No);
    press(&mut view, (100, 24), "filter down down choose");
    assert!(under_cursor(&view).starts_with("\"We will not"));
    press(&mut view, (100, 24), "filter up up choose counterpart");
    let elsewhere = under_cursor(&view);
    assert!(!elsewhere.starts_with("\"We will not"), "{elsewhere}");
    press(&mut view, (100, 24), "counterpart");
    assert!(under_cursor(&view).starts_with("\"We will not"));
}
