//! The claims as drawn.

use super::{FERRY, WORLD, drawn, in_theme, player};
use crate::theme::{Depth, Preset, Symbols, Theme};
use crate::tui::fixture::theme;

fn mono() -> Theme {
    theme("newsprint-dark").at_depth(Depth::Mono)
}

#[test]
fn columns_where_they_fit() {
    insta::assert_snapshot!("claims_120", drawn(FERRY, (120, 30), "j l", theme("newsprint-dark")));
    insta::assert_snapshot!("claims_80", drawn(FERRY, (80, 24), "j", mono()));
    insta::assert_snapshot!("claims_200", player(FERRY, (200, 40), "G p l p S").text());
}

#[test]
fn a_list_where_they_do_not() {
    insta::assert_snapshot!("claims_60", drawn(FERRY, (60, 20), "j l", mono()));
    insta::assert_snapshot!("claims_40", drawn(FERRY, (40, 15), "j l", theme("newsprint-dark")));
    insta::assert_snapshot!("claims_40_10", player(FERRY, (40, 10), "G").text());
}

#[test]
fn marks_in_ascii() {
    let mut theme = mono();
    theme.symbols = Symbols::preset(Preset::Ascii);
    insta::assert_snapshot!("claims_ascii", in_theme(FERRY, (80, 24), "l l j", theme).text());
}

#[test]
fn scripts_of_the_world_and_long_names() {
    insta::assert_snapshot!("claims_world_120", player(WORLD, (120, 24), "").text());
    insta::assert_snapshot!("claims_world_60", player(WORLD, (60, 20), "l l j").text());
}

#[test]
fn copies_folded_and_wordings_large() {
    insta::assert_snapshot!("claims_folded", player(FERRY, (100, 30), "z v").text());
}
