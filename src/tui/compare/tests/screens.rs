//! Compare as drawn.

use std::sync::Arc;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::told::{FERRY, WORLD, told};
use super::{CompareView, Heading, Layout, ViewSettings, characters, mono, press, screen, view, view_in, with_styles};
use crate::compare::{Comparison, Options, Profile, compare};
use crate::sides::Sides;
use crate::text::Document;
use crate::theme::{Depth, Theme};

#[test]
fn side_by_side_with_styles() {
    insta::assert_snapshot!(with_styles(&screen(&view(told(FERRY)), (120, 32), &Theme::default())));
}

#[test]
fn side_by_side_wide() {
    insta::assert_snapshot!(characters(&screen(&view(told(FERRY)), (200, 24), &Theme::default())));
}

#[test]
fn stacked_where_it_is_narrow() {
    insta::assert_snapshot!(characters(&screen(&view(told(FERRY)), (80, 24), &Theme::default())));
}

#[test]
fn stacked_where_it_is_small() {
    insta::assert_snapshot!(characters(&screen(&view(told(FERRY)), (40, 12), &Theme::default())));
}

#[test]
fn marks_are_brackets_without_colour() {
    insta::assert_snapshot!(with_styles(&screen(&view(told(FERRY)), (100, 32), &mono())));
}

#[test]
fn inline_without_colour() {
    let mut view = view_in(told(FERRY), Layout::Inline);
    press(&mut view, (80, 30), "top");
    insta::assert_snapshot!(characters(&screen(&view, (80, 30), &mono())));
}

/// An article and what became of it: a phrase moved, spelling and marks changed, a word was exchanged.
fn edited() -> Comparison {
    let texts = Sides::new(
        "On Tuesday the council closed the harbour bridge to lorries.\n\nThe defence of the \"northern pier\" costs twelve million dollars, the mayor said in a letter.\n\nFerries run until midnight on weekdays.",
        "The council closed the harbour bridge to lorries on Tuesday.\n\nThe defense of the “northern pier” costs $12m, the mayor said in a letter.\n\nFerries run until ten on weekdays.",
    );
    let options = Options { profile: Some(Profile::Revision), ..Options::default() };
    compare(texts.map(|text| Arc::new(Document::parse(text))), &options)
}

#[test]
fn a_phrase_that_moved_and_a_spelling_that_changed_are_no_rewording() {
    insta::assert_snapshot!(with_styles(&screen(&view(edited()), (110, 18), &Theme::default())));
    insta::assert_snapshot!(characters(&screen(&view(edited()), (110, 18), &mono())));
    insta::assert_snapshot!(characters(&screen(&view_in(edited(), Layout::Inline), (80, 18), &mono())));
}

#[test]
fn one_side_alone() {
    let mut view = view_in(told(FERRY), Layout::Single);
    press(&mut view, (60, 24), "other-pane top");
    insta::assert_snapshot!(characters(&screen(&view, (60, 24), &Theme::default())));
}

#[test]
fn scripts_of_the_world() {
    insta::assert_snapshot!(characters(&screen(&view(told(WORLD)), (100, 24), &mono())));
    insta::assert_snapshot!(characters(&screen(&view(told(WORLD)), (60, 24), &Theme::default())));
}

#[test]
fn the_menu_of_kinds() {
    let mut view = view(told(FERRY));
    press(&mut view, (80, 24), "filter down down");
    insta::assert_snapshot!(characters(&screen(&view, (80, 24), &Theme::default())));
}

#[test]
fn only_quotes() {
    let mut view = view(told(FERRY));
    press(&mut view, (100, 24), "filter down down choose");
    insta::assert_snapshot!(characters(&screen(&view, (100, 24), &Theme::default())));
}

#[test]
fn what_is_said_again_names_its_place_and_shows_its_partner() {
    let mut view = view(told("~ Ferries stop [-today-]{+now+}.\n\n+ No ferry sails.\n\n= The end came quickly."));
    press(&mut view, (100, 24), "top down");
    insta::assert_snapshot!(characters(&screen(&view, (100, 24), &Theme::default())));
}

#[test]
fn the_lens_begins_shortly_before_the_first_difference() {
    let lead = "The harbour master, who has held the post for eleven years and writes a column on tides,";
    let view = view(told(&format!("~ {lead} said the ferries would stop [-on Monday-]{{+at once+}}.")));
    let drawn = characters(&screen(&view, (100, 24), &Theme::default()));
    let lens: Vec<&str> = drawn.lines().filter(|line| line.contains('…')).collect();
    insta::assert_snapshot!(lens.join("\n"));
}

#[test]
fn what_two_tellings_share_is_underlined_where_the_rest_is_not_marked() {
    let mut comparison = told(
        "~ [-Moreau says-]{+The crews told reporters that+} the six boats of the port[- rot-]{+ need new engines+}.",
    );
    comparison.links[0].heavy = true;
    let buffer = screen(&view_in(comparison, Layout::SideBySide), (160, 12), &Theme::default());
    let row = (0..12).find(|&y| buffer[(2, y)].symbol() == "M").expect("the row of the pair");
    let is_underlined = |cell: &Cell| cell.modifier.contains(Modifier::UNDERLINED);
    let cells: Vec<&Cell> = (0..160).map(|x| &buffer[(x, row)]).collect();
    let underlined: String = cells.iter().filter(|cell| is_underlined(cell)).map(|cell| cell.symbol()).collect();
    for two in cells.windows(2).filter(|two| is_underlined(two[0]) != is_underlined(two[1])) {
        let at_the_end = if is_underlined(two[0]) { two[0] } else { two[1] };
        assert_ne!(at_the_end.symbol(), " ", "an underline begins and ends with a word");
    }
    assert_eq!(underlined.matches("the six boats of the port").count(), 2, "{underlined}");
    assert!(!underlined.contains("Moreau") && !underlined.contains("engines"), "{underlined}");
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let view = view(told("~ Calm \u{1b}[2J\u{7}[-one\u{202e}-]{+two\tthree\u{9b}31m+} end."));
    let drawn = characters(&screen(&view, (100, 16), &Theme::default()));
    assert!(drawn.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(!drawn.contains('\u{202e}'));
    insta::assert_snapshot!(drawn);
}

#[test]
fn nothing_to_compare() {
    insta::assert_snapshot!(characters(&screen(&view(told("")), (60, 12), &Theme::default())));
}

#[test]
fn headlines_the_texts_do_not_bring_stand_above_them() {
    let long = "Ferry crews walk out at noon as talks over the night service fail for the third time this spring";
    for (layout, expected) in [
        (Layout::SideBySide, "for the third time this spring"),
        (Layout::Single, "for the third time this spring"),
        (Layout::Stacked, "R Crews walk out"),
        (Layout::Inline, "R Crews walk out"),
    ] {
        let titles = view(told("= The boats are in port.")).titles().clone();
        let titles = Sides::new(
            Heading { title: long.to_owned(), ..titles.left },
            Heading { title: "Crews walk out".to_owned(), ..titles.right },
        );
        let settings = ViewSettings { layout, ..ViewSettings::default() };
        let view = CompareView::new(Arc::new(told("= The boats are in port.")), titles, settings);
        let drawn = characters(&screen(&view, (130, 24), &Theme::default()));
        let head: Vec<&str> = drawn.lines().take(4).collect();
        assert!(head.join("\n").contains(expected), "{layout:?}\n{drawn}");
        let small = characters(&screen(&view, (130, 19), &Theme::default()));
        assert!(small.lines().nth(1).is_some_and(|line| line.starts_with('─')), "{layout:?}\n{small}");
    }
}

/// Checks the first line where both names share it.
fn check_names((left, right): (&str, &str), width: u16, expected: &str) {
    let titles = Sides::new(left, right).map(|outlet| Heading {
        outlet: outlet.to_owned(),
        moment: "18 Oct 2021 18:30".to_owned(),
        title: String::new(),
    });
    let view = CompareView::new(Arc::new(told(FERRY)), titles, ViewSettings::default());
    let drawn = characters(&screen(&view, (width, 24), &Theme::default()));
    assert_eq!(drawn.lines().next(), Some(expected));
}

#[test]
fn a_moment_above_the_texts_is_whole_or_not_there() {
    check_names(
        ("Reuters", "Harbour and Islands Gazette"),
        80,
        "❯ L Reuters · 18 Oct 2021 18:30 ⇄   R Harbour and Islands G… · 18 Oct 2021 18:30",
    );
    check_names(
        ("Harbour and Islands Gazette", "Coast and Country Evening Star"),
        80,
        "❯ L Harbour and I… · 18 Oct 2021 18:30 ⇄   R Coast and Coun… · 18 Oct 2021 18:30",
    );
    check_names(("Harbour Gazette", "The Evening Star"), 60, "❯ L Harbour Gazette ⇄   R The Evening Star");
}

/// Two sentences with more facts that differ, and more reasons for their pairing, than a line has room for.
fn tangled() -> Comparison {
    let texts = Sides::new(
        "On Tuesday 41 members of the Ostry rowing club and its director, Hanne Brook, crossed the bay in 12 boats of 9 metres to protest against the quay.",
        "On Thursday 47 members of the Ostry rowing club and its director, Hanne Brooks, crossed the bay in 14 boats of 8 metres to protest against the quay.",
    );
    compare(texts.map(|text| Arc::new(Document::parse(text))), &Options::default())
}

#[test]
fn reasons_have_a_second_line_where_there_is_room_and_are_whole_in_the_overlay() {
    let all = ["41 / 47", "12 / 14", "9 / 8", "Tuesday / Thursday", "paired by"];
    let has = |text: &str| all.iter().filter(|reason| text.contains(**reason)).count();
    let below = |size: (u16, u16)| {
        let text = characters(&screen(&view(tangled()), size, &Theme::default()));
        text.lines().rev().take(4).collect::<Vec<_>>().join("\n")
    };
    assert!(has(&below((100, 30))) < has(&below((100, 40))), "{}", below((100, 40)));
    let whole: Vec<String> = view(tangled()).info(58, &Theme::default()).iter().map(ToString::to_string).collect();
    assert_eq!(has(&whole.join("\n")), all.len(), "{whole:#?}");
    assert!(whole.iter().all(|line| crate::tui::wrap::columns(line) <= 58), "{whole:#?}");
}

#[test]
fn where_colours_are_few_the_marks_of_a_side_are_seen_on_any_ground() {
    let theme = Theme::default().at_depth(Depth::Ansi16);
    let buffer = screen(&view(told(FERRY)), (120, 40), &theme);
    let (left, right) = (theme.symbols.only_left.as_str(), theme.symbols.only_right.as_str());
    let marks: Vec<&Cell> = buffer
        .content
        .iter()
        .filter(|cell| [left, right, theme.symbols.ruler.as_str()].contains(&cell.symbol()))
        .collect();
    assert!(marks.len() > 4, "{}", characters(&buffer));
    for cell in marks {
        assert!(!matches!(cell.fg, Color::Black | Color::White | Color::Indexed(0 | 15)), "{cell:?}");
    }
}
