//! Where the reader left a story, in this run and in the next.

use std::path::Path;

use crate::store::Store;
use crate::tui::event::Event;
use crate::tui::fixture::{Player, SHELF, copied};

const SIZE: (u16, u16) = (100, 30);

/// A store on disk with the stories of the shelf.
fn filled(path: &Path) {
    copied(SHELF, &mut Store::open(path).expect("made"));
}

fn start(path: &Path) -> Player {
    Player::new(Store::open(path).expect("opened"), SIZE, Vec::new())
}

/// Presses keys in one run, quits in a way, and presses others in the next: the screen is the same.
fn check_comes_back(keys: &str, end: &str, again: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    filled(&path);
    let mut first = start(&path);
    first.press(keys);
    let before = first.text();
    first.press(end);
    drop(first);
    let mut next = start(&path);
    next.press(again);
    assert_eq!(next.text(), before, "{keys:?}, {end:?}, then {again:?}");
}

#[test]
fn the_next_run_opens_a_story_where_this_one_left_it() {
    check_comes_back("enter . G", "Q", "enter");
    check_comes_back("enter . G", "q q", "enter");
    check_comes_back("enter x tab j j", "ctrl-c", "enter");
    check_comes_back("m j j l S", "q Q", "m");
    check_comes_back("m j j", "Q", "m");
    check_comes_back("enter ] ] m q", "Q", "enter");
    check_comes_back("j enter G", "Q", "j enter");
}

#[test]
fn a_signal_that_ends_the_program_keeps_the_place_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    filled(&path);
    let mut first = start(&path);
    first.press("enter . G");
    let before = first.text();
    first.send(Event::Terminate(15));
    let mut next = start(&path);
    next.press("enter");
    assert_eq!(next.text(), before);
}

#[test]
fn a_text_is_read_on_where_it_was_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let days: Vec<String> = (0..40).map(|n| format!("The tide stood at {n} metres that day.\n\n")).collect();
    let body = days.concat();
    let arrivals = crate::ingest::read("tide.txt", body.as_bytes()).arrivals;
    Store::open(&path).expect("made").add(&arrivals).expect("kept");
    let mut first = start(&path);
    first.press("enter space space");
    let before = first.text();
    assert!(!before.contains("stood at 1 metres"), "{before}");
    first.press("q enter");
    assert_eq!(first.text(), before, "in the same run");
    first.press("Q");
    let mut next = start(&path);
    next.press("enter");
    assert_eq!(next.text(), before, "in the next run");
}

#[test]
fn nothing_is_written_with_a_key_and_a_place_that_is_kept_is_not_kept_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    filled(&path);
    let kept = || Store::open(&path).expect("opened").places().expect("read");
    let mut player = start(&path);
    player.press("enter ] ] j k . G");
    assert_eq!(kept(), [].into());
    player.press("q");
    assert_eq!(kept().len(), 1);
    player.press("s enter q Q");
    assert_eq!(kept().len(), 1);
}

#[test]
fn another_text_of_the_story_or_another_program_is_no_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    filled(&path);
    let mut player = start(&path);
    player.press("enter . G");
    // The place is of versions that are in no story of the reader's any more.
    let mut other = Store::open(&path).expect("opened");
    let articles = other.story(crate::model::StoryId(1)).expect("there").articles;
    other.split(&[articles[2].id]).expect("split");
    player.press("Q");
    let mut next = start(&path);
    next.press("j enter");
    assert!(next.text().contains("Coast Wire") && next.text().contains("The Ledger"), "{}", next.text());
}
