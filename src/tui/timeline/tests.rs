//! The timeline on small fake terminals.

use proptest::prelude::*;

use crate::theme::{Depth, StyleRole, Theme};
use crate::tui::Opening;
use crate::tui::fixture::{Player, Text, picture, shelf, theme};

/// A piece that is edited three times, and another outlet's that is not.
const MAST: &[&[Text]] = &[&[
    ("Radio One", "Mast falls in harbour", 8, "The mast of the old harbour fell at noon.\n\nTwo people were hurt.\n"),
    ("Evening Star", "Harbour mast down", 9, "The mast fell on a boat.\n"),
    (
        "Radio One",
        "Mast falls in harbour, three hurt",
        10,
        "The mast of the old harbour fell at noon.\n\nThree people were hurt.\n\nThe harbour master closed the quay until Friday.\n",
    ),
    (
        "Radio One",
        "Mast falls in harbour, three hurt",
        12,
        "The harbour master closed the quay until Friday.\n\nThe mast of the old harbour fell at noon.\n\nThree people were hurt.\n",
    ),
    (
        "Radio One",
        "Three hurt by falling mast",
        14,
        "The harbour master closed the quay until Friday.\n\nThree people were hurt.\n",
    ),
]];

fn player(size: (u16, u16), keys: &str, theme: Theme) -> Player {
    let mut player = Player::with(shelf(MAST), size, Vec::new(), Opening::Stories, theme);
    player.press("T");
    player.press(keys);
    player
}

fn check_says(keys: &str, expected: &str) {
    let text = player((100, 30), keys, theme("newsprint-dark")).text();
    assert!(text.contains(expected), "after {keys:?} the screen has no {expected:?}:\n{text}");
}

fn check_screen(size: (u16, u16), keys: &str, theme: Theme, name: &str) {
    let mut player = player(size, keys, theme);
    let screen = player.screen();
    insta::assert_snapshot!(name, picture(&screen, player.app.theme.style(StyleRole::Base)));
}

#[test]
fn screens() {
    check_screen((100, 30), "", theme("newsprint-dark"), "timeline_100");
    check_screen((60, 20), ", ,", theme("newsprint-dark").at_depth(Depth::Mono), "timeline_60");
    check_screen((40, 10), "", theme("newsprint-dark"), "timeline_40");
}

#[test]
fn what_each_version_changed_is_counted() {
    check_says("", "first version · 2 sentences");
    check_says("", "headline changed · 1 fact changed · +1 sentence · 1 reworded");
    check_says("", "1 moved");
    check_says("", "headline changed · -1 sentence");
}

#[test]
fn stepping_and_opening() {
    check_says("", "4 of 4 versions");
    check_says(", ,", "2 of 4 versions");
    check_says(", , .", "3 of 4 versions");
    check_says(", , enter", "number differs: Two / Three");
    check_says(", , enter q", "2 of 4 versions");
    check_says("g enter", "1 of 5 texts");
    check_says("tab", "Evening Star");
    check_says("T", "1 story");
    check_says("w T", "4 of 4 versions");
}

#[test]
fn the_timeline_of_what_is_on_screen() {
    let mut player = Player::new(shelf(MAST), (100, 30), Vec::new());
    player.press("enter tab T");
    assert!(player.text().starts_with(" Evening Star"), "{}", player.text());
    player.press("q m l T");
    assert!(player.text().starts_with(" Evening Star"), "{}", player.text());
    player.press("m q q");
    assert!(player.text().contains("Evening Star"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_selected_version_is_always_in_sight(keys in prop::collection::vec(prop::sample::select(vec!["j", "k", "g", "G", "space", "b", "tab", ".", ","]), 0..20), sizes in prop::collection::vec((40u16..120, 10u16..40), 1..4)) {
        let mut player = player(sizes[0], "", theme("newsprint-dark"));
        for (n, key) in keys.iter().enumerate() {
            player.resize(sizes[n % sizes.len()]);
            player.press(key);
            let text = player.text();
            prop_assert!(text.lines().skip(1).any(|line| line.starts_with('❯')), "{}", text);
        }
    }
}

#[test]
fn what_came_after_the_last_reading_says_so() {
    let check = |read: &[usize], expected: &[bool]| {
        let mut told = crate::tui::fixture::story(&[4]);
        for &at in read {
            told.articles[0].versions[at].read = true;
        }
        let timeline = super::Timeline::new(told, 0);
        let news: Vec<bool> = (0..4).map(|at| timeline.is_news(at)).collect();
        assert_eq!(news, expected, "read: {read:?}");
    };
    check(&[], &[false; 4]);
    check(&[0, 1, 2, 3], &[false; 4]);
    check(&[0, 1], &[false, false, true, true]);
    check(&[1], &[false, false, true, true]);
}

#[test]
fn the_first_version_is_read_and_the_others_are_compared() {
    check_says("g", "Enter read");
    check_says("g", "The first version.");
    check_says("G", "Enter compare");
    check_says("G i", "In full");
    check_says("g i", "There is nothing more to say here");
}

#[test]
fn brackets_step_through_versions() {
    check_says("[", "3 of 4 versions");
    check_says("[ [ ]", "3 of 4 versions");
    check_says("[ enter", "Radio One");
}

#[test]
fn words_are_found_in_headlines_and_changes() {
    // The words stand in the third headline and in what the second version added and a later one moved.
    check_says("g / q u a y", "1 of ");
    check_says("g / q u a y enter", "2 of 4 versions");
    check_says("g / f a l l i n g enter", "4 of 4 versions");
    check_says("g / q u a y enter n", "3 of 4 versions");
    check_says("g / q u a y enter n N", "2 of 4 versions");
    check_says("g / q u a y enter esc", "2 of 4 versions");
    check_says("g / q u a y esc", "1 of 4 versions");
    check_says("g / z z enter", "No match for \"zz\"");
    check_says("g / q u a y enter", "n N match");
    let mut player = player((100, 30), "g / q u a y enter", theme("newsprint-dark"));
    let found = player.app.theme.style(StyleRole::Match);
    let screen = player.screen();
    let lit = screen.content().iter().filter(|cell| Some(cell.bg) == found.bg).map(|cell| cell.symbol().to_owned());
    assert!(lit.collect::<String>().contains("quay"), "the words are lit");
    player.press("esc");
    assert!(player.text().contains("] [ version"), "Esc ends the find and stays here");
}
