//! Search on small fake terminals.

use proptest::prelude::*;

use crate::theme::{Depth, StyleRole};
use crate::tui::Opening;
use crate::tui::fixture::{Player, SHELF, picture, shelf, theme};

fn player(size: (u16, u16), keys: &str) -> Player {
    let mut player = Player::new(shelf(SHELF), size, Vec::new());
    player.press("/");
    player.press(keys);
    player
}

fn check_says(keys: &str, expected: &str) {
    let text = player((100, 24), keys).text();
    assert!(text.contains(expected), "after {keys:?} the screen has no {expected:?}:\n{text}");
}

#[test]
fn screens() {
    let mut wide = player((100, 24), "f e r r i e s enter j");
    let screen = wide.screen();
    insta::assert_snapshot!("search_100", picture(&screen, wide.app.theme.style(StyleRole::Base)));
    let mono = theme("newsprint-dark").at_depth(Depth::Mono);
    let mut narrow = Player::with(shelf(SHELF), (44, 16), Vec::new(), Opening::Stories, mono);
    narrow.press("/ b r i d g e");
    let screen = narrow.screen();
    insta::assert_snapshot!("search_44", picture(&screen, narrow.app.theme.style(StyleRole::Base)));
    insta::assert_snapshot!("search_empty", player((80, 14), "").text());
}

#[test]
fn results_follow_what_is_typed() {
    check_says("", "outlet:ledger");
    check_says("m a r k e t", "1 article");
    check_says("m a r k e t", "Market hall opens again");
    check_says("b r i d g e", "1 of 3 articles");
    check_says("b r i d g e backspace backspace", "3 articles");
    check_says("z z z", "No article has this.");
    check_says("c o l o u r : r e d", "there is no `colour:` to search by");
}

#[test]
fn enter_gives_the_keys_to_the_list_and_opens_at_the_words() {
    check_says("b r i d g e enter", "Enter read");
    check_says("b r i d g e enter n", "2 of 3 articles");
    check_says("b r i d g e down", "2 of 3 articles");
    check_says("m a r k e t enter enter", "forty stalls");
    check_says("m a r k e t enter enter", "/market: 1 of");
    check_says("m a r k e t enter enter esc q", "1 article");
    check_says("m a r k e t enter q", "3 stories");
    check_says("m a r k e t esc", "3 stories");
    check_says("m a r k e t enter / s", "No article has this.");
    check_says("b r i d g e enter m", "claims, as told");
    check_says("r e s e r v o i r enter T", "2 versions");
}

#[test]
fn an_answer_to_earlier_words_is_dropped() {
    let mut search = super::Search::new();
    search.text = "bridge".to_owned();
    assert_eq!(search.wanted(), Some(("bridge".to_owned(), 60)));
    assert_eq!(search.wanted(), None, "nothing is asked twice");
    search.take("bri", Err("too late".to_owned()));
    assert!(search.found.is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_selected_article_is_always_in_sight(keys in prop::collection::vec(prop::sample::select(vec!["j", "k", "g", "G", "space", "b", "n", "N"]), 0..20), sizes in prop::collection::vec((40u16..120, 10u16..40), 1..4)) {
        let mut player = player(sizes[0], "e enter");
        for (n, key) in keys.iter().enumerate() {
            player.resize(sizes[n % sizes.len()]);
            player.press(key);
            let text = player.text();
            prop_assert!(text.lines().skip(1).any(|line| line.starts_with('❯')), "{}", text);
        }
    }
}
