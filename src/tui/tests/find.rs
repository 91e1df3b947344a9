//! Finding words in a text, as a reader does it.

use super::check_says;
use crate::theme::{Depth, StyleRole, Theme};
use crate::tui::Opening;
use crate::tui::fixture::{Player, SHELF, Text, picture, shelf, theme};

/// A text as outlets on the other side of the world have it: wide, right to left, with accents and noise around it.
const WORLD: &[&[Text]] = &[&[
    (
        "Coast Wire",
        "Bridge shut",
        9,
        "The harbour café closed. 大桥关闭，大桥周日开放。\n\nقال العُمدة إن الجسر مغلق.\n\nShare on Facebook\n",
    ),
    (
        "Radio One",
        "Bridge shut",
        10,
        "The CAFE closed at noon. 大桥关闭。\n\nقال العمدة إن الجسر مفتوح.\n\nShare this\n",
    ),
]];

fn screen_after(stories: &[&[Text]], size: (u16, u16), theme: Theme, keys: &str) -> String {
    let mut player = Player::with(shelf(stories), size, Vec::new(), Opening::Stories, theme);
    player.press(keys);
    let screen = player.screen();
    picture(&screen, player.app.theme.style(StyleRole::Base))
}

#[test]
fn finds_are_lit_on_both_sides_while_the_words_are_typed() {
    let keys = "enter / b r i d g e";
    insta::assert_snapshot!("find_120", screen_after(SHELF, (120, 24), theme("newsprint-dark"), keys));
    insta::assert_snapshot!(
        "find_60_kept",
        screen_after(SHELF, (60, 20), theme("newsprint-dark"), "enter / b r i d g e enter n")
    );
}

#[test]
fn finds_without_colour() {
    let mono = || theme("newsprint-dark").at_depth(Depth::Mono);
    insta::assert_snapshot!("find_mono", screen_after(SHELF, (100, 24), mono(), "enter / c r a c k s space i n enter"));
    insta::assert_snapshot!(
        "find_inline_mono",
        screen_after(SHELF, (80, 24), mono(), "enter 3 / t h r e e space c a enter")
    );
}

#[test]
fn finds_in_scripts_of_the_world() {
    insta::assert_snapshot!(
        "find_wide",
        screen_after(WORLD, (80, 24), theme("newsprint-dark"), "enter / 大 桥 enter n")
    );
    insta::assert_snapshot!(
        "find_arabic",
        screen_after(WORLD, (80, 24), theme("newsprint-dark"), "enter / ا ل ع م د ة enter")
    );
}

#[test]
fn the_reader_finds_too() {
    insta::assert_snapshot!(
        "find_reader",
        screen_after(SHELF, (60, 12), theme("newsprint-dark"), "w / b r i d g e enter n")
    );
}

#[test]
fn counts_and_ways() {
    let size = (100, 24);
    check_says(size, "enter / t h e", "1 of 4 · Enter keeps, Esc goes back");
    check_says(size, "enter / t h e enter n", "/the: 2 of 4");
    check_says(size, "enter / t h e enter n n n n", "1 of 4, around the end");
    check_says(size, "enter / t h e enter N", "4 of 4, around the end");
    check_says(size, "enter / t h e down", "2 of 4");
    check_says(size, "enter / z z z", "no match");
    check_says(size, "enter / z z z enter", "No match for \"zzz\"");
    check_says(size, "enter / t h e enter / enter", "/the: 1 of 4");
    check_says(size, "enter / t h e enter / f esc", "/the: 1 of 4");
    check_says(size, "enter / t h e enter esc", "] [ change");
    check_says(size, "enter 4 / t h e enter", "/the: 1 of 2");
    check_says(size, "enter 4 / t h e enter tab", "/the: 2 matches");
    check_says(size, "w / t h e enter", "/the: 1 of 2");
    check_says(size, "w / t h e enter .", "/the: ");
}

#[test]
fn esc_ends_the_find_first_and_leaves_then() {
    check_says((100, 24), "enter / t h e enter esc esc", "3 stories");
    check_says((100, 24), "w / t h e enter esc esc", "3 stories");
    check_says((100, 24), "enter / backspace", "] [ change");
}

#[test]
fn the_find_goes_along_to_another_version() {
    check_says((100, 24), "enter / f e r r i e s enter tab .", "/ferries: ");
    check_says((100, 24), "enter / f e r r i e s enter x", "/ferries: ");
}

#[test]
fn n_is_the_next_change_again_when_the_find_has_ended() {
    let mut player = Player::new(shelf(SHELF), (100, 24), Vec::new());
    player.press("enter g n");
    let by_change = player.text();
    player.press("g / f e r r i e s enter esc g n");
    assert_eq!(player.text(), by_change);
}

#[test]
fn furniture_that_holds_the_words_is_unfolded() {
    for keys in ["enter / f a c e b o o k", "w / f a c e b o o k"] {
        let mut player = Player::new(shelf(WORLD), (100, 24), Vec::new());
        player.press(keys);
        assert!(player.text().contains("Share on Facebook"), "{keys}:\n{}", player.text());
        player.press("esc");
        assert!(!player.text().contains("Share on Facebook"), "Esc folds it again");
    }
}

#[test]
fn a_paste_is_words_to_find() {
    let mut player = Player::new(shelf(SHELF), (100, 24), Vec::new());
    player.press("enter /");
    player.send(crate::tui::event::Event::Paste("cracks\n in\u{1b}".to_owned()));
    assert!(player.text().contains("/cracks in"), "{}", player.text());
}

#[test]
fn the_way_out_of_a_find_is_said_however_narrow() {
    check_says((40, 15), "enter / b r i d g e enter n", "Esc end");
    check_says((40, 15), "enter / b r i d g e enter n", "n N match");
}
