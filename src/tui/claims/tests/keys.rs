//! What keys do in the claims.

use super::{FERRY, player};
use crate::tui::fixture::{Player, SHELF, shelf};

/// Whether the screen has some words after some keys in the claims of the ferry.
fn check_says(keys: &str, expected: &str) {
    let text = player(FERRY, (120, 30), keys).text();
    assert!(text.contains(expected), "after {keys:?} the screen has no {expected:?}:\n{text}");
}

/// The line of the selected row.
fn selected(player: &mut Player) -> String {
    let text = player.text();
    let row = text.lines().skip(3).find(|line| line.starts_with('❯'));
    row.unwrap_or_else(|| panic!("nothing is selected:\n{text}")).to_owned()
}

fn check_selected(keys: &str, expected: &str) {
    let mut player = player(FERRY, (120, 30), keys);
    let row = selected(&mut player);
    assert!(row.contains(expected), "after {keys:?} the selected row is {row:?}, not of {expected:?}");
}

#[test]
fn the_story_opens_as_told() {
    check_says("", "5 outlets · first 20 Apr 06:00 Coast Wire");
    check_says("", "claims, as told");
    check_says("q", "story · 5 articles");
}

#[test]
fn walking_stops_at_what_one_outlet_alone_has_or_leaves_out() {
    check_selected("l +", "echo sounder");
    check_says("l +", "Only Ledger: 1 of");
    check_says("+", "Coast Wire tells nothing alone");
    check_selected("l -", "Lifeboats");
    check_says("l -", "Left out by Ledger: 1 of");
    check_selected("]", "taken to hospital");
    check_says("] ]", "No further claim here has facts that differ");
}

#[test]
fn all_there_is_to_say_of_a_claim_is_a_key_away() {
    check_says("] i", "In full");
    let mut player = player(FERRY, (60, 15), "] i");
    player.press("G");
    let text = player.text();
    for said in ["told in 4 of 5, 3 independent", "number Two", "first Coast Wire"] {
        assert!(text.contains(said), "no {said:?} in\n{text}");
    }
    player.press("i");
    assert!(!player.text().contains("In full"), "the same key closes it:\n{}", player.text());
}

#[test]
fn sorting_and_filters_say_what_they_do() {
    check_says("S", "by disagreement");
    check_selected("S g", "taken to hospital");
    check_says("S S", "by reach");
    check_says("S S S", "as told");
    check_says("f", "where facts differ");
    check_says("l f f", "only in Ledger");
    check_says("l f f f", "left out by Ledger");
    check_says("f f", "Coast Wire tells nothing alone.");
    check_says("f f f f", "claims, as told");
    check_says("f esc", "claims, as told");
    check_says("f q", "story · 5 articles");
}

#[test]
fn enter_opens_compare_at_the_claim() {
    let mut player = player(FERRY, (120, 30), "] l enter");
    let text = player.text();
    assert!(text.contains("number differs: Two / Three"), "{text}");
    player.press("q");
    assert!(selected(&mut player).contains("taken to hospital"), "the way back leads to the claim");
    player.press("p l l l p enter");
    let text = player.text();
    let heads = text.lines().find(|line| line.contains("Ledger")).unwrap_or_default();
    assert!(heads.contains("Radio One"), "the two picked are compared:\n{text}");
}

#[test]
fn compare_leads_to_the_claim_of_its_sentence_and_back() {
    let mut player = Player::new(shelf(FERRY), (120, 30), Vec::new());
    player.press("enter G m");
    let below = selected(&mut player);
    assert!(below.contains("built in 1998") || below.contains("echo sounder"), "{below}");
    player.press("enter m");
    assert_eq!(selected(&mut player), below);
    player.press("q");
    assert!(player.text().contains("Coast Wire"), "the claims lay over Compare, which is next on the way out");
    player.press("q");
    assert!(player.text().contains("1 story"));
}

#[test]
fn a_place_is_kept_for_the_session() {
    let mut player = player(FERRY, (120, 30), "j j l S q m");
    assert!(player.text().contains("by disagreement"));
    let before = selected(&mut player);
    player.press("q m");
    assert_eq!(selected(&mut player), before);
}

#[test]
fn what_is_said_of_pairs_is_heard() {
    let mut player = player(&[&FERRY[0][..2]], (120, 30), "]");
    assert!(selected(&mut player).contains("in 2 of 2"));
    player.press("enter P q");
    assert!(selected(&mut player).contains("only Coast Wire"), "the two tellings no longer share a row");
}

#[test]
fn copies_share_a_column() {
    check_says("z", "Wire+1");
    check_says("z", "in 4 of 4");
    check_says("", "4 independent");
}

#[test]
fn one_outlet_has_no_claims_to_set_against() {
    let mut player = Player::new(shelf(SHELF), (80, 24), Vec::new());
    player.press("j m");
    assert!(player.text().contains("nothing to set its claims against"), "{}", player.text());
}

#[test]
fn reading_and_copying() {
    check_says("l w", "of 5 texts");
    let mut player = player(FERRY, (120, 30), "j l y");
    let copied = player.effects.pop();
    assert!(format!("{copied:?}").contains("Three passengers were taken to hospital"), "{copied:?}");
    player.press("Y");
    assert!(format!("{:?}", player.effects).contains("https://the-ledger.example/0"));
}

#[test]
fn compare_opens_at_a_sentence_of_the_claim_from_every_row_and_column() {
    for row in 0..6 {
        for column in 0..5 {
            let keys = format!("{}{}", "j ".repeat(row), "l ".repeat(column));
            let mut player = player(FERRY, (120, 30), &keys);
            let claim = selected(&mut player);
            player.press("enter m");
            let begin = |row: &str| row.chars().take(50).collect::<String>();
            assert_eq!(begin(&selected(&mut player)), begin(&claim), "back from Compare at row {row}, column {column}");
        }
    }
}

/// A story of twelve outlets that word one claim at length each, and a thirteenth that leaves it out.
fn twelve() -> Vec<crate::tui::fixture::Text> {
    const NAMES: [&str; 12] = [
        "Coast Wire",
        "The Ledger",
        "Evening Star",
        "Metro Today",
        "Radio One",
        "Harbour Post",
        "Island News",
        "North Gazette",
        "The Pilot",
        "Morning Echo",
        "City Herald",
        "Tide Tables",
    ];
    const TEXT: &str = "The ferry Tern ran aground off Gull Point on Monday morning with 84 people on board, the coastguard said, \
        after its echo sounder had failed twice in a winter of storms and nobody had looked at it.\n";
    let text = |(k, &name): (usize, &'static &'static str)| {
        let own: &'static str =
            Box::leak(TEXT.replace("a winter of storms", &format!("winter{k}q of storms")).into_boxed_str());
        (name, "Ferry aground", 6, own)
    };
    NAMES
        .iter()
        .enumerate()
        .map(text)
        .chain([("Farm Weekly", "Ferry aground", 6, "Hay is dear this year, farmers say.\n")])
        .collect()
}

#[test]
fn every_wording_can_be_scrolled_to_where_there_are_more_than_fit() {
    let story = twelve();
    let mut player = player(&[&story], (80, 24), "j");
    let words = |k: usize| format!("winter{k}q ");
    let text = player.text();
    assert!((0..12).any(|k| !text.contains(&words(k))), "they do not fit:\n{text}");
    player.press("J");
    assert!(player.text().contains("wordings in full: lines 1 to"), "{}", player.text());
    let mut seen = player.text();
    for _ in 0..100 {
        player.press("J");
        seen.push_str(&player.text());
    }
    for k in 0..12 {
        assert!(seen.contains(&words(k)), "the wording of outlet {k} never came");
    }
    assert!(player.text().contains("These are all the wordings"));
    assert!(player.text().contains("not told by Farm Weekly"), "{}", player.text());
    for _ in 0..100 {
        player.press("K");
    }
    assert!(!player.text().contains("wordings in full"), "above the beginning they are in short again");
}

#[test]
fn another_claim_or_outlet_begins_in_short() {
    let mut player = player(FERRY, (80, 24), "J");
    assert!(player.text().contains("wordings in full"), "{}", player.text());
    player.press("j");
    assert!(!player.text().contains("wordings in full"));
    player.press("J l");
    assert!(!player.text().contains("wordings in full"));
}
