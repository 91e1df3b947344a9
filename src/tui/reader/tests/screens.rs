//! The Reader as drawn.

use super::{in_theme, player};
use crate::theme::{Depth, Preset, StyleRole, Symbols, Theme};
use crate::tui::fixture::{picture, theme};

fn drawn(size: (u16, u16), keys: &str, theme: Theme) -> String {
    let mut player = in_theme(size, keys, theme);
    let screen = player.screen();
    picture(&screen, player.app.theme.style(StyleRole::Base))
}

fn mono() -> Theme {
    theme("newsprint-dark").at_depth(Depth::Mono)
}

#[test]
fn marks_beside_the_text() {
    insta::assert_snapshot!("reach_80", drawn((80, 24), ". . ]", theme("newsprint-dark")));
    insta::assert_snapshot!("reach_120", player((120, 30), "+").text());
    insta::assert_snapshot!("reach_60_mono", drawn((60, 20), "j j j", mono()));
    insta::assert_snapshot!("reach_40", player((40, 12), "j").text());
}

#[test]
fn marks_in_ascii() {
    let mut theme = mono();
    theme.symbols = Symbols::preset(Preset::Ascii);
    insta::assert_snapshot!("reach_ascii", in_theme((60, 16), ". .", theme).text());
}

#[test]
fn marks_beside_scripts_of_the_world() {
    insta::assert_snapshot!("reach_world", drawn((60, 20), ", j", theme("newsprint-dark")));
}

#[test]
fn no_marks_where_they_are_hidden_or_one_outlet_tells_the_story() {
    insta::assert_snapshot!("reach_hidden", player((80, 24), "L").text());
    insta::assert_snapshot!("reach_one_outlet", player((80, 24), "q j w").text());
}
