//! Where the reader left stories.

use super::*;
use crate::sides::Sides;

/// A place in the first two versions, at this sentence of the left.
fn place(sentence: usize) -> KeptPlace {
    let versions = Sides::new(VersionId(1), VersionId(2));
    let pair = KeptPair { versions, sentences: Sides::new(Some(sentence), None), above: Some(4) };
    KeptPlace { pair: Some(pair), ..KeptPlace::default() }
}

fn filled() -> Store {
    let mut store = memory();
    store.add(&two_events()).expect("added");
    store
}

#[test]
fn the_last_place_in_a_story_is_kept_whole() {
    let mut store = filled();
    let claims = KeptClaims { version: VersionId(3), sentence: 2, chosen: "reach all".to_owned() };
    let reading = KeptReading { version: VersionId(2), paragraph: 7 };
    let both = KeptPlace { claims: Some(claims), reading: Some(reading), ..place(3) };
    for kept in [place(1), both.clone()] {
        store.keep_place(StoryId(1), &kept).expect("kept");
    }
    store.keep_place(StoryId(2), &KeptPlace::default()).expect("kept");
    assert_eq!(store.places().expect("read"), [(StoryId(1), both), (StoryId(2), KeptPlace::default())].into());
}

#[test]
fn a_place_goes_with_its_story_and_none_is_kept_without_one() {
    let mut store = filled();
    store.keep_place(StoryId(2), &place(1)).expect("kept");
    store.merge(&[StoryId(1), StoryId(2)]).expect("merged");
    assert_eq!(store.places().expect("read"), [].into());
    assert!(store.keep_place(StoryId(2), &place(1)).is_err());
    store.undo().expect("undone");
    assert_eq!(all(&store).len(), 2, "a place is no hindrance to an undo");
}

#[test]
fn places_are_bounded_and_the_oldest_goes() {
    let mut store = memory();
    let arrivals: Vec<Arrival> = (0..503).map(|n| arrival("A", &format!("Title {n}"), "A text.\n")).collect();
    for arrival in &arrivals {
        store.add_together(None, std::slice::from_ref(arrival)).expect("added");
    }
    for story in 1..=503 {
        store.keep_place(StoryId(story), &place(1)).expect("kept");
    }
    store.keep_place(StoryId(4), &place(2)).expect("kept again");
    let places = store.places().expect("read");
    // The one kept again counts for its old turn and its new one until its old turn would have gone.
    assert!((499..=500).contains(&places.len()), "{}", places.len());
    assert_eq!(places.get(&StoryId(4)), Some(&place(2)));
    assert!(!places.contains_key(&StoryId(3)) && places.contains_key(&StoryId(503)));
}

#[test]
fn a_locked_store_is_not_waited_for_long_and_works_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let mut store = Store::open(&path).expect("made");
    store.add(&two_events()).expect("added");
    let other = Connection::open(&path).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    assert!(matches!(store.keep_place(StoryId(1), &place(1)), Err(StoreError::Locked { .. })));
    other.execute_batch("ROLLBACK").expect("let go");
    store.keep_place(StoryId(1), &place(1)).expect("kept");
}

#[test]
fn a_place_kept_leaves_the_store_as_patient_as_it_was() {
    let mut store = filled();
    // The engine's own time-out, which the store's way of waiting takes the place of; setting one ends that way.
    let time_out = |store: &Store| -> i64 {
        store.connection.query_row("PRAGMA busy_timeout", [], |row| row.get(0)).expect("asked")
    };
    let before = time_out(&store);
    store.keep_place(StoryId(1), &place(1)).expect("kept");
    assert_eq!(time_out(&store), before);
}
