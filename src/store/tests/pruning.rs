//! What is old goes, and nothing that the reader marked.

use std::collections::BTreeSet;

use jiff::ToSpan as _;

use super::records::{everything, lines};
use super::*;
use crate::compare::Verdict;
use crate::sides::Sides;
use crate::store::doctor;
use crate::text::SentenceIx;

/// A day after everything invented here was seen.
fn later() -> Timestamp {
    Timestamp::now() + 48.hours()
}

fn days(days: u16) -> Keep {
    Keep { days: Some(days), megabytes: None }
}

/// An article of an event of its own, in a wording.
fn piece(event: usize, wording: usize) -> Arrival {
    let (title, words) = [
        ("Ferry aground", "Rocks holed the ferry at dawn"),
        ("Orchard frost ruins apricots", "Growers lost their crop"),
        ("Glacier calves", "An iceberg drifts into the fjord"),
        ("Violin found in attic", "Its maker signed the scroll"),
        ("Library reopens", "Readers queued around the block"),
        ("Harbour bridge shut", "Engineers found a cracked cable"),
    ][event];
    let text = format!("{words}.\n\n{}\n", "Once more. ".repeat(wording));
    at(&format!("https://wire.example/{event}"), arrival("Wire", title, &text))
}

#[test]
fn old_versions_and_stories_go_and_a_feed_does_not_bring_them_back() {
    let mut store = memory();
    let added = store.add(&[piece(0, 0), piece(0, 1), piece(0, 2), piece(1, 0)]).expect("added");
    store.set_read(added[0].story, true).expect("marked");
    let would = store.prune(days(1), later(), true).expect("planned");
    assert_eq!((would.stories, would.articles, would.versions, all(&store).len()), (2, 2, 0, 2));
    assert_eq!(store.prune(days(3), later(), false).expect("pruned").oldest, None, "nothing is that old");
    assert_eq!(store.prune(Keep::default(), later(), false).expect("pruned").oldest, None);
    store.add(&[piece(2, 0), piece(2, 1), piece(2, 2)]).expect("added");
    let gone = store.prune(days(1), later(), false).expect("pruned");
    assert_eq!((gone.stories, gone.versions), (3, 0), "a version is not counted beside its story");
    assert!(all(&store).is_empty() && lines(&store, &everything()).is_empty());
    let feed = NewSource::at(SourceKind::Feed, "https://wire.example/feed");
    let (source, _) = store.add_source(&feed, Timestamp::now()).expect("followed");
    let tally = store.add_fetched(source, &[piece(0, 0), piece(3, 0)], Timestamp::now(), None).expect("kept");
    assert_eq!((tally.new, tally.unchanged), (1, 1));
    assert_eq!(statuses(&mut store, &[piece(0, 0)]), ["new"], "by hand it comes back");
    assert_eq!(store.prune(days(1), later(), false).expect("pruned").stories, 2, "with its page to be read");
}

#[test]
fn of_an_article_that_is_still_told_the_versions_between_go() {
    let mut store = memory();
    store.add(&[piece(0, 0), piece(0, 1), piece(0, 2), piece(0, 3)]).expect("added");
    // All but the newest were seen three days before.
    store.connection.execute("UPDATE version SET seen = seen - 3 * 86400000 WHERE id < 4", []).expect("aged");
    let before = all(&store).remove(0).articles.remove(0).versions;
    let gone = store.prune(days(2), Timestamp::now(), false).expect("pruned");
    assert_eq!((gone.versions, gone.stories), (2, 0));
    let after = all(&store).remove(0).articles.remove(0).versions;
    assert_eq!(after, [before[0].clone(), before[3].clone()]);
    assert!(store.version(before[1].id).is_err());
}

#[test]
fn a_store_that_is_too_large_loses_the_oldest() {
    let mut store = memory();
    let long = |n: usize, k: usize| {
        let words: Vec<String> = (0..4_000).map(|word| format!("word{n}x{k}x{word}")).collect();
        at(&format!("https://wire.example/{n}"), arrival("Wire", &format!("Item{n}"), &words.join(" ")))
    };
    for n in 0..12 {
        store.add(&[long(n, 0), long(n, 1), long(n, 2)]).expect("added");
    }
    let keep = Keep { days: None, megabytes: Some(2) };
    let used = |store: &Store| {
        let pragma =
            |name| store.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).expect("a number");
        pragma("page_count") * pragma("page_size")
    };
    assert!(used(&store) > 4_000_000);
    let would = store.prune(keep, later(), true).expect("planned");
    assert_eq!(store.prune(keep, later(), false).expect("pruned"), would);
    assert!(used(&store) < 2_200_000, "{}", used(&store));
    assert!(would.versions > 0 && all(&store).iter().all(|story| story.articles[0].versions.len() == 2));
    assert!(all(&store).iter().any(|story| story.title == "Item11"), "the newest stays");
    assert_eq!(store.prune(keep, later(), true).expect("planned").oldest, None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_marked_goes_and_what_is_left_is_sound(
        arrivals in prop::collection::vec((0_usize..6, 0_usize..5), 1..20),
        marks in prop::collection::vec((0_u8..6, 1_i64..7, 1_i64..12), 0..6), more in prop::collection::vec((0_usize..6, 0_usize..8), 0..4),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("store.db");
        let mut store = Store::open(&path).expect("made");
        store.add(&arrivals.iter().map(|&(event, wording)| piece(event, wording)).collect::<Vec<_>>()).expect("added");
        let mut paired = BTreeSet::new();
        for (what, one, other) in marks {
            // What names no story or version is left.
            let _ = match what {
                0 => store.set_read(StoryId(one), true).map(|()| StoryId(one)),
                1 => store.set_starred(StoryId(one), true).map(|()| StoryId(one)),
                2 => store.merge(&[StoryId(one), StoryId(one + 1)]).map(|change| change.story),
                3 => store.set_pinned(StoryId(one), true).map(|change| change.story),
                4 => store.undo().map(|_| StoryId(one)),
                _ => {
                    if let (Ok(left), Ok(right)) = (store.version(VersionId(one)), store.version(VersionId(other))) {
                        paired.extend([left.article, right.article]);
                        let pair = Sides::new(SentenceIx(0), SentenceIx(0));
                        let mark = Mark { pair, verdict: Some(Verdict::Together) };
                        store.mark_pairs(&Sides::new(left, right), &[mark]).expect("kept");
                    }
                    Ok(StoryId(one))
                }
            };
        }
        store.add(&more.iter().map(|&(event, wording)| piece(event, wording)).collect::<Vec<_>>()).expect("added");
        let before = all(&store);
        let stays = |story: &Story| story.starred || story.pinned || story.changed || story.confidence.is_none()
            || story.articles.iter().any(|article| paired.contains(&article.id));
        let out = lines(&store, &everything());
        let would = store.prune(days(1), later(), true).expect("planned");
        prop_assert_eq!(&all(&store), &before, "a plan changes nothing");
        prop_assert_eq!(store.prune(days(1), later(), false).expect("pruned"), would);
        let after = all(&store);
        for story in &before {
            let left = after.iter().find(|left| left.id == story.id);
            prop_assert_eq!(left.is_some(), stays(story));
            for (had, has) in story.articles.iter().zip(left.map(|left| &left.articles[..]).unwrap_or_default()) {
                prop_assert_eq!((had.id, had.changed, had.versions.first(), had.versions.last()),
                    (has.id, has.changed, has.versions.first(), has.versions.last()));
                if story.starred || story.pinned || had.changed || story.confidence.is_none() || paired.contains(&had.id) {
                    prop_assert_eq!(had, has);
                }
            }
        }
        // What is left goes out as it did before.
        let kept: BTreeSet<&str> = out.lines().collect();
        let left = lines(&store, &everything());
        prop_assert!(left.lines().all(|line| kept.contains(line)));
        drop(store);
        prop_assert_eq!(doctor::examine(&path).expect("looked over").1, Vec::new());
        let mut store = Store::open(&path).expect("opened");
        prop_assert_eq!(store.prune(days(1), later(), false).expect("pruned").oldest, None, "once is enough");
        while store.undo().expect("undone").is_some() {}
        drop(store);
        prop_assert_eq!(doctor::examine(&path).expect("looked over").1, Vec::new());
    }
}
