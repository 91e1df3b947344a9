//! Pairing by hand, as a reader does it.

use super::check_says;
use crate::theme::{Depth, StyleRole};
use crate::tui::Opening;
use crate::tui::fixture::{Player, SHELF, picture, shelf, theme};

fn player(keys: &str) -> Player {
    let mut player = Player::new(shelf(SHELF), (100, 24), Vec::new());
    player.press(keys);
    player
}

/// Marks the second row of the first story, which only the left has, and pairs it with the last, which only the right has.
const PAIR: &str = "enter g j p G p";

/// Whether the two sentences stand opposite each other.
fn opposite(player: &mut Player) -> bool {
    player.text().lines().any(|line| line.contains("Ferries will run") && line.contains("The contractor"))
}

#[test]
fn a_sentence_waits_and_is_paired() {
    check_says((100, 24), "enter g j p", "Marked left, go to its partner   p pair   Esc let go");
    check_says((100, 24), "enter G p", "Marked right, go to its partner");
    check_says((100, 24), PAIR, "Paired by you; U undoes it");
    check_says((100, 24), PAIR, "told in other words · paired by you");
    assert!(opposite(&mut player(PAIR)));
    assert!(opposite(&mut player("enter G p g j p")), "whichever is marked first");
    assert!(!opposite(&mut player("enter g j p esc G p")), "Esc lets go, and the other side is marked");
    check_says((100, 24), "enter g j p esc esc", "3 stories");
    check_says((100, 24), "enter g j p / c o n t r a c t o r enter p", "paired by you");
}

#[test]
fn what_is_said_is_kept_and_undone() {
    assert!(opposite(&mut player(&format!("{PAIR} q enter"))), "the store has it");
    assert!(!opposite(&mut player(&format!("{PAIR} U q enter"))), "and has it no more");
    assert!(!opposite(&mut player(&format!("{PAIR} x U x"))), "undone whichever way round it stands");
    check_says((100, 24), &format!("{PAIR} tab . U"), "Undone, in the two texts you paired before");
    check_says((100, 24), "enter U", "Nothing to undo");
    check_says((100, 24), "w U", "Nothing to undo");
    let mut again = player(&format!("{PAIR} P"));
    assert!(!opposite(&mut again));
    again.press("U");
    assert!(opposite(&mut again), "undone is what was said last, and what was said before holds again");
}

#[test]
fn what_is_said_while_other_texts_are_on_their_way_is_said_of_those_on_screen() {
    use crate::tui::event::{Effect, Event, Request};
    let mut player = player("enter g j p G");
    let key = |letter| Event::Key(crossterm::event::KeyCode::Char(letter).into());
    let effects: Vec<Effect> = ['.', 'p'].into_iter().flat_map(|letter| player.app.update(key(letter))).collect();
    let asked = |wanted: fn(&Request) -> Option<crate::sides::Sides<crate::model::VersionId>>| {
        effects.iter().find_map(|effect| if let Effect::Ask(request) = effect { wanted(request) } else { None })
    };
    let marked = asked(|request| if let Request::Mark { versions, .. } = request { Some(*versions) } else { None });
    let compared = asked(|request| if let Request::Compare(versions) = request { Some(*versions) } else { None });
    assert!(marked.is_some() && compared.is_some() && marked != compared, "{effects:?}");
}

#[test]
fn a_pair_is_taken_apart_and_put_back() {
    check_says((100, 24), "enter g j j P", "Unpaired by you; U undoes it");
    let mut player = player("enter g j j P");
    let text = player.text();
    assert!(text.contains("only on the left · you unpaired these"), "{text}");
    assert!(text.contains("R  \"We should have been told in March,\""), "the lens still has both:\n{text}");
    player.press("P");
    assert!(player.text().contains("Your mark is gone; U undoes it"), "{}", player.text());
    assert!(player.text().contains("reworded · quote differs"), "{}", player.text());
    check_says((100, 24), "enter g j P", "There is no pair here to take apart");
}

#[test]
fn what_cannot_be_paired_says_why() {
    check_says((100, 24), "j enter G p", "Marked left, go to its partner");
    let mut store = crate::store::Store::in_memory().expect("a store");
    let texts = ["The mast fell at noon.\n\nShare this story\n", "The mast fell at one.\n\nShare on Facebook\n"];
    let arrivals =
        texts.iter().zip(["a", "b"]).flat_map(|(text, name)| crate::ingest::read(name, text.as_bytes()).arrivals);
    store.add_together(None, &arrivals.collect::<Vec<_>>()).expect("kept");
    let mut player = Player::with(store, (100, 24), Vec::new(), Opening::FirstStory, theme("newsprint-dark"));
    player.press("G p");
    assert!(player.text().contains("This is folded; open it first"), "{}", player.text());
    player.press("z G p");
    assert!(player.text().contains("Page furniture cannot be paired"), "{}", player.text());
}

#[test]
fn where_nothing_is_kept_the_screen_says_so() {
    let store = shelf(&SHELF[..1]);
    let mut player = Player::with(store, (60, 20), Vec::new(), Opening::FirstStory, theme("newsprint-dark"));
    player.press("g j p G p");
    assert!(player.text().contains("Paired by you until you quit; U undoes it"), "{}", player.text());
}

#[test]
fn a_failure_to_keep_is_said_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let mut store = crate::store::Store::open(&path).expect("made");
    let texts = ["The mast fell.\n\nFerries will run.\n", "The mast fell.\n\nThe contractor fled.\n"];
    let arrivals =
        texts.iter().zip(["a", "b"]).flat_map(|(text, name)| crate::ingest::read(name, text.as_bytes()).arrivals);
    store.add_together(None, &arrivals.collect::<Vec<_>>()).expect("kept");
    drop(store);
    let mut permissions = std::fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("set");
    let store = crate::store::Store::open(&path).expect("opened for reading");
    let mut player = Player::with(store, (100, 24), Vec::new(), Opening::Stories, theme("newsprint-dark"));
    player.press("enter g j p G p");
    assert!(player.text().contains("cannot be written"), "{}", player.text());
    assert!(!opposite(&mut player));
}

#[test]
fn filter_fold_and_find_stay_when_a_pair_changes() {
    check_says((100, 24), "enter f down down enter g P", "showing only: quotes that differ");
    check_says((100, 24), "enter / t h e enter P q", "3 stories");
    let mut player = player("enter / t h e enter P");
    player.press("j");
    assert!(player.text().contains("/the:"), "{}", player.text());
}

#[test]
fn screens_of_pairing() {
    let drawn = |size, theme: crate::theme::Theme, keys: &str| {
        let mut player = Player::with(shelf(SHELF), size, Vec::new(), Opening::Stories, theme);
        player.press(keys);
        let screen = player.screen();
        picture(&screen, player.app.theme.style(StyleRole::Base))
    };
    let mono = || theme("newsprint-dark").at_depth(Depth::Mono);
    insta::assert_snapshot!("pair_waits_60", drawn((60, 20), theme("newsprint-dark"), "enter g j p G"));
    insta::assert_snapshot!("pair_made_100", drawn((100, 24), mono(), PAIR));
    insta::assert_snapshot!("pair_apart_100", drawn((100, 24), mono(), "enter g j j P"));
}
