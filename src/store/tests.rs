//! The store from outside its tables, except where a table has to be of another time.

mod by_hand;
mod formats;
mod opening;
mod pairing;
mod places;
mod pruning;
mod records;
mod searching;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use proptest::prelude::*;
use rusqlite::Connection;

use super::*;
use crate::model::{Arrival, Moment, Version};
use crate::text::{Document, Role};

fn arrival(outlet: &str, title: &str, text: &str) -> Arrival {
    Arrival {
        outlet: outlet.to_owned(),
        title: Some(title.to_owned()),
        url: None,
        byline: None,
        published: None,
        source: "test".to_owned(),
        document: Arc::new(Document::parse(text)),
        summary: false,
    }
}

fn on(day: &str, arrival: Arrival) -> Arrival {
    Arrival { published: Some(Moment::Day(day.parse().expect("a day"))), ..arrival }
}

fn at(url: &str, arrival: Arrival) -> Arrival {
    Arrival { url: Some(url.to_owned()), ..arrival }
}

fn memory() -> Store {
    Store::in_memory().expect("a store in memory")
}

fn statuses(store: &mut Store, arrivals: &[Arrival]) -> Vec<&'static str> {
    store.add(arrivals).expect("added").iter().map(|added| added.status.name()).collect()
}

fn looking_for(words: &str) -> StoryQuery {
    let search = Query::parse(words, jiff::civil::date(2026, 4, 20)).expect("a query");
    StoryQuery { search, ..StoryQuery::default() }
}

fn all(store: &Store) -> Vec<Story> {
    store.stories(&StoryQuery::default()).expect("stories").stories
}

/// The names of what lies in a folder, in order.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Two events of one week, told by three outlets each.
fn two_events() -> Vec<Arrival> {
    vec![
        on(
            "2026-03-02",
            arrival("Coast Wire", "Ferry aground off Cape Sorrel", "A ferry ran aground off Cape Sorrel.\n"),
        ),
        on("2026-03-02", arrival("The Ledger", "Ferry hits rocks at Cape Sorrel", "The ferry struck rocks at dawn.\n")),
        on(
            "2026-03-03",
            arrival("Radio One", "Cape Sorrel ferry: 80 rescued", "Eighty were rescued from the ferry.\n"),
        ),
        on(
            "2026-03-03",
            arrival("Coast Wire", "Orchard frost ruins apricots", "Frost ruined apricots in Tallow Valley.\n"),
        ),
        on(
            "2026-03-03",
            arrival("The Ledger", "Tallow Valley frost hits apricots", "Apricots froze in every orchard.\n"),
        ),
        on("2026-03-04", arrival("Radio One", "Frost kills Tallow apricots", "Tallow growers lost their apricots.\n")),
    ]
}

#[test]
fn the_same_text_is_unchanged_an_edited_one_a_new_version() {
    let mut store = memory();
    let first = at("https://coast.example/a", arrival("Coast Wire", "Bridge closes", "The bridge is shut.\n"));
    let edited = Arrival { document: Arc::new(Document::parse("The bridge stays shut.\n")), ..first.clone() };
    let retitled = Arrival { title: Some("Bridge closes for a week".to_owned()), ..first.clone() };
    assert_eq!(statuses(&mut store, std::slice::from_ref(&first)), ["new"]);
    assert_eq!(
        statuses(&mut store, &[first.clone(), edited, retitled, first]),
        ["unchanged", "revised", "revised", "unchanged"]
    );
    let stories = all(&store);
    assert_eq!((stories.len(), stories[0].articles.len(), stories[0].articles[0].versions.len()), (1, 1, 3));
}

#[test]
fn an_article_without_address_is_known_by_outlet_and_title() {
    let mut store = memory();
    let piece = |outlet: &str, text: &str| arrival(outlet, "Bridge closes", text);
    assert_eq!(
        statuses(&mut store, &[piece("A", "One.\n"), piece("A", "Two.\n"), piece("B", "One.\n")]),
        ["new", "revised", "new"]
    );
}

#[test]
fn a_version_comes_back_as_it_went_in() {
    let mut store = memory();
    let pieces = vec![
        ("Bridge closes".to_owned(), Role::Headline),
        ("By Ines Okafor".to_owned(), Role::Byline),
        ("\u{202e}It is shut. مغلق 关闭了。\u{0}".to_owned(), Role::Noise),
    ];
    let document = Arc::new(Document::from_paragraphs(&pieces));
    let given = at("https://coast.example/a", arrival("Coast Wire", "Bridge", ""));
    let given = on("2026-03-02", Arrival { document: document.clone(), ..given });
    let added = store.add(std::slice::from_ref(&given)).expect("added");
    let version = store.version(added[0].version).expect("there");
    assert_eq!(version.document, document);
    assert_eq!((version.outlet.as_str(), version.info.title.as_str()), ("Coast Wire", "Bridge"));
    assert_eq!((version.url, version.info.published), (given.url, given.published));
    assert!(matches!(store.version(VersionId(99)), Err(StoreError::Missing { .. })));
    assert!(matches!(store.story(StoryId(99)), Err(StoreError::Missing { .. })));
}

#[test]
fn a_piece_without_title_is_called_by_its_first_words() {
    let mut store = memory();
    let untitled = Arrival { title: None, ..arrival("A", "", "The bridge is shut. It rains.\n") };
    store.add(&[untitled, arrival("B", "", "")]).expect("added");
    let titles: Vec<String> = all(&store).into_iter().map(|story| story.title).collect();
    assert_eq!(titles, ["", "The bridge is shut."]);
}

#[test]
fn files_opened_together_are_one_story_by_hand() {
    let mut store = memory();
    let id = store.add_together(Some("Mine"), &two_events()).expect("added");
    let mine = store.story(id).expect("there");
    assert_eq!((mine.title.as_str(), mine.confidence, mine.articles.len()), ("Mine", None, 6));
    let outlets: Vec<&str> = mine.articles.iter().map(|article| article.outlet.as_str()).collect();
    assert_eq!(outlets, ["Coast Wire", "The Ledger", "Radio One", "Coast Wire", "The Ledger", "Radio One"]);
}

#[test]
fn articles_put_together_leave_their_stories_and_empty_stories_go() {
    let mut store = memory();
    store.add(&two_events()).expect("added");
    let id = store.add_together(None, &two_events()).expect("added");
    assert_eq!(all(&store).iter().map(|story| story.id).collect::<Vec<_>>(), [id]);
}

#[test]
fn stories_are_the_same_whatever_arrives_first() {
    let grouped = |arrivals: &[Arrival]| {
        let mut store = memory();
        store.add(arrivals).expect("added");
        let mut groups: Vec<Vec<String>> = all(&store)
            .into_iter()
            .map(|story| {
                let mut titles: Vec<String> =
                    story.articles.iter().map(|article| article.latest().title.clone()).collect();
                titles.sort();
                titles
            })
            .collect();
        groups.sort();
        groups
    };
    let mut arrivals = two_events();
    let expected = grouped(&arrivals);
    assert_eq!(expected.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
    for _ in 0..arrivals.len() {
        arrivals.rotate_left(1);
        assert_eq!(grouped(&arrivals), expected);
        let backwards: Vec<Arrival> = arrivals.iter().rev().cloned().collect();
        assert_eq!(grouped(&backwards), expected);
    }
}

#[test]
fn the_same_words_weeks_apart_are_two_stories() {
    let mut store = memory();
    let piece = arrival("Coast Wire", "Ferry aground off Cape Sorrel", "A ferry ran aground off Cape Sorrel.\n");
    let later = Arrival { outlet: "The Ledger".to_owned(), ..piece.clone() };
    store.add(&[on("2026-03-02", piece), on("2026-04-02", later)]).expect("added");
    assert_eq!(all(&store).len(), 2);
}

#[test]
fn stories_come_newest_first_in_pages() {
    let mut store = memory();
    let words = ["ferry", "orchard", "library", "glacier", "violin"];
    let arrivals: Vec<Arrival> = words
        .iter()
        .enumerate()
        .map(|(n, word)| on(&format!("2026-03-0{}", 1 + n % 3), arrival("A", word, &format!("The {word}.\n"))))
        .collect();
    store.add(&arrivals).expect("added");
    let titles = |query: &StoryQuery| -> Vec<String> {
        store.stories(query).expect("stories").stories.into_iter().map(|story| story.title).collect()
    };
    assert_eq!(titles(&StoryQuery::default()), ["library", "violin", "orchard", "glacier", "ferry"]);
    let page = StoryQuery { limit: Some(2), offset: 1, search: Query::default() };
    assert_eq!(titles(&page), ["violin", "orchard"]);
    assert_eq!(store.stories(&page).expect("stories").total, 5);
}

#[test]
fn an_outlet_that_names_the_future_does_not_head_the_list_for_ever() {
    let mut store = memory();
    store.add(&[on("9000-01-01", arrival("A", "Ferry", "A ferry.\n"))]).expect("added");
    store.add(&[arrival("B", "Orchard", "An orchard.\n")]).expect("added");
    assert_eq!(all(&store)[0].title, "Orchard");
}

#[test]
fn search_finds_beginnings_of_words_and_takes_nothing_for_an_operator() {
    let mut store = memory();
    store.add(&two_events()).expect("added");
    let found = |words: &str| {
        let query = looking_for(words);
        store.stories(&query).expect("stories").total
    };
    assert_eq!((found("apric"), found("FERRY rocks"), found("ledger"), found("  ")), (1, 1, 2, 2));
    assert_eq!((found("ferry apricots"), found("NOT \"ferry* OR ("), found("nothing")), (0, 0, 0));
}

#[test]
fn a_new_version_makes_a_read_story_unread_and_stars_stay() {
    let mut store = memory();
    let piece = at("https://a.example/1", arrival("A", "Ferry", "A ferry.\n"));
    let id = store.add(std::slice::from_ref(&piece)).expect("added")[0].story;
    let marks = |store: &Store| store.story(id).map(|story| (story.read, story.starred)).expect("there");
    assert_eq!(marks(&store), (false, false));
    store.set_read(id, true).expect("marked");
    store.set_starred(id, true).expect("marked");
    store.add(std::slice::from_ref(&piece)).expect("added");
    assert_eq!(marks(&store), (true, true));
    store.add(&[Arrival { document: Arc::new(Document::parse("Two ferries.\n")), ..piece }]).expect("added");
    assert_eq!(marks(&store), (false, true));
    assert!(matches!(store.set_starred(StoryId(99), true), Err(StoreError::Missing { .. })));
}

#[test]
fn a_preview_keeps_nothing() {
    let mut store = memory();
    let added = store.preview(&two_events()).expect("previewed");
    assert!(added.iter().all(|added| added.status == Status::New));
    assert!(store.is_empty().expect("read"));
}

prop_compose! {
    fn any_arrival()(
        outlet in "[AB]", title in prop::option::of("[a-c]{0,2}"), url in prop::option::of("https://x.example/[a-c]"),
        text in "(\\PC|\n){0,40}",
    ) -> Arrival {
        Arrival { title, url, ..arrival(&outlet, "", &text) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_added_twice_is_unchanged_the_second_time(arrivals in prop::collection::vec(any_arrival(), 0..12)) {
        let mut store = memory();
        let first = store.add(&arrivals).expect("added");
        let before = all(&store);
        let second = store.add(&arrivals).expect("added");
        prop_assert!(second.iter().all(|added| added.status == Status::Unchanged));
        prop_assert!(first.iter().zip(&second).all(|(x, y)| (x.version, x.story) == (y.version, y.story)));
        prop_assert_eq!(all(&store), before);
    }

    #[test]
    fn every_text_comes_back(arrival in any_arrival()) {
        let mut store = memory();
        let added = store.add(std::slice::from_ref(&arrival)).expect("added");
        prop_assert_eq!(store.version(added[0].version).expect("there").document, arrival.document);
    }
}
