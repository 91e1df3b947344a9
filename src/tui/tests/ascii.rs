//! Terminals that show nothing but ASCII: no screen has another mark, neither of the program nor between the words of a text.

use crate::store::Store;
use crate::theme::{Preset, Symbols};
use crate::tui::Opening;
use crate::tui::fixture::{Player, SHELF, Text, shelf, theme};

/// A story whose texts are set as a printer would.
const PRINTED: &[Text] = &[
    (
        "Coast Wire",
        "Pier shut – “for now”",
        9,
        "The pier was shut on Monday… the mayor’s office said it would open “soon” — perhaps by 9–10 May, as the engineers of the northern harbour wrote in a long letter.\n\nBoats run · as before.\n",
    ),
    (
        "The Ledger",
        "Pier shut",
        11,
        "The pier was closed on Monday… the mayor’s office said it would open “later” — perhaps by 11–12 May, as the engineers of the northern harbour wrote in a long letter.\n\nNobody was hurt…\n",
    ),
];

fn player(store: Store, size: (u16, u16)) -> Player {
    let mut plain = theme("newsprint-dark");
    plain.symbols = Symbols::preset(Preset::Ascii);
    Player::with(store, size, Vec::new(), Opening::Stories, plain)
}

/// Checks that every cell is ASCII after some keys.
fn check_ascii(size: (u16, u16), keys: &str) {
    let stories: Vec<&[Text]> = std::iter::once(PRINTED).chain(SHELF.iter().copied()).collect();
    let mut player = player(shelf(&stories), size);
    player.press(keys);
    let text = player.text();
    let other: String = text.chars().filter(|c| !c.is_ascii()).collect();
    assert!(other.is_empty(), "after {keys:?} at {size:?} there is {other:?}:\n{text}");
}

#[test]
fn no_screen_has_another_mark() {
    let screens = [
        "",
        "tab j",
        "j j",
        "enter",
        "enter 2",
        "enter 3",
        "enter 4",
        "enter i",
        "enter f",
        "enter / s o o n",
        "m",
        "m J",
        "m f",
        "w",
        "w i",
        "w L",
        "w j",
        "T",
        "j j T",
        "/ p i e r",
        "F",
        "?",
        "t",
        ":",
        "!",
        "enter E",
        "a",
        "p j",
    ];
    for size in [(40, 15), (80, 24), (160, 48)] {
        for keys in screens {
            check_ascii(size, keys);
        }
    }
}

#[test]
fn an_ellipsis_is_dots() {
    let mut player = player(shelf(&[PRINTED]), (120, 24));
    player.press("enter");
    let text = player.text();
    assert!(text.contains("Monday... the mayor's office"), "{text}");
}
