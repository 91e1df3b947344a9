//! Sources and what they bring, on a store in memory and a clock of numbers.

use std::sync::Arc;

use super::super::{Query, StoryQuery, VersionId};
use super::*;
use crate::model::{Story, Version};
use crate::text::Document;

const FULL: &str = "The harbour bridge is shut until May, the council said.\n\nTwelve boats wait outside the locks.\n\nA ferry runs on weekdays.";

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + minutes * 60).expect("a moment")
}

fn arrival(title: &str, text: &str) -> Arrival {
    Arrival {
        outlet: "Coast Wire".to_owned(),
        title: Some(title.to_owned()),
        url: Some("https://coast.example/bridge".to_owned()),
        byline: None,
        published: None,
        source: "https://coast.example/feed".to_owned(),
        document: Arc::new(Document::parse(text)),
        summary: false,
    }
}

fn summary(title: &str, text: &str) -> Arrival {
    Arrival { summary: true, ..arrival(title, text) }
}

fn feed(address: &str) -> NewSource {
    NewSource::at(SourceKind::Feed, address)
}

/// A store that follows one feed.
fn followed() -> (Store, SourceId) {
    let mut store = Store::in_memory().expect("a store");
    let (id, _) = store.add_source(&feed("https://coast.example/feed"), at(0)).expect("followed");
    (store, id)
}

fn bring(store: &mut Store, source: SourceId, arrival: &Arrival, minutes: i64) -> Tally {
    store.add_fetched(source, std::slice::from_ref(arrival), at(minutes), Some(at(minutes + 60))).expect("kept")
}

/// Reads the page of the only article.
fn read_page(store: &mut Store, arrival: &Arrival, minutes: i64) -> Tally {
    let visit = PageVisit::Read(arrival, Validators::default());
    store.record_page(ArticleId(1), &visit, at(minutes), Some(at(minutes + 60))).expect("kept")
}

fn story(store: &Store) -> Story {
    store.stories(&StoryQuery::default()).expect("stories").stories.remove(0)
}

fn versions(store: &Store) -> Vec<Version> {
    let ids: Vec<VersionId> = story(store).articles[0].versions.iter().map(|version| version.id).collect();
    ids.into_iter().map(|id| store.version(id).expect("a version")).collect()
}

fn new() -> Tally {
    Tally { new: 1, ..Tally::default() }
}

fn revised() -> Tally {
    Tally { revised: 1, ..Tally::default() }
}

fn completed() -> Tally {
    Tally { completed: 1, ..Tally::default() }
}

fn unchanged() -> Tally {
    Tally { unchanged: 1, ..Tally::default() }
}

#[test]
fn a_source_remembers_how_it_went() {
    let (mut store, id) = followed();
    let tags = Validators { etag: Some("\"1\"".to_owned()), modified: Some("Monday".to_owned()) };
    let read = |validators, moved| Visit::Read {
        validators,
        title: Some("Coast Wire".to_owned()),
        site: Some("https://coast.example/".to_owned()),
        moved,
        new_items: 3,
    };
    let failed = |gone| Visit::Failed { error: "is away".to_owned(), held: Some(at(90)), gone };
    store.record_fetch(id, &failed(false), at(1), at(2)).expect("kept");
    store.record_fetch(id, &failed(false), at(2), at(4)).expect("kept");
    let source = store.source(id).expect("a source");
    assert_eq!((source.failures, source.error.as_deref(), source.held), (2, Some("is away"), Some(at(90))));
    assert_eq!((source.tried, source.succeeded, source.name()), (Some(at(2)), None, "https://coast.example/feed"));
    store.record_fetch(id, &read(Some(tags), None), at(5), at(35)).expect("kept");
    let moved = Some(("https://coast.example/news".to_owned(), false));
    store.record_fetch(id, &read(None, moved), at(6), at(36)).expect("kept");
    let source = store.source(id).expect("a source");
    assert_eq!((source.failures, source.error.as_deref(), source.held), (0, None, None));
    assert_eq!((source.etag.as_deref(), source.modified.as_deref()), (Some("\"1\""), Some("Monday")));
    assert_eq!((source.name(), source.about.address.as_str()), ("Coast Wire", "https://coast.example/news"));
    assert_eq!((source.due, source.succeeded, source.new_items), (at(36), Some(at(6)), 3));
    store.record_fetch(id, &failed(true), at(7), at(8)).expect("kept");
    assert!(store.source(id).expect("a source").stopped);
    assert_eq!(store.next_due().expect("read"), None, "what is gone is never due");
}

#[test]
fn a_source_is_followed_once() {
    let (mut store, id) = followed();
    let titled = NewSource { title: Some("Wire".to_owned()), ..feed("https://coast.example/feed") };
    assert_eq!(store.add_source(&titled, at(1)).expect("followed"), (id, true));
    let (other, known) = store.add_source(&feed("https://ledger.example/feed"), at(1)).expect("followed");
    assert!(!known && other != id);
    let moved = Visit::Read {
        validators: None,
        title: None,
        site: None,
        moved: Some(("https://coast.example/feed".to_owned(), false)),
        new_items: 0,
    };
    store.record_fetch(other, &moved, at(2), at(3)).expect("kept");
    let names: Vec<String> = store.sources().expect("sources").iter().map(|s| s.name().to_owned()).collect();
    assert_eq!(names, ["Wire", "https://ledger.example/feed"]);
}

#[test]
fn what_moves_by_itself_makes_no_version_and_an_edit_makes_one() {
    let (mut store, id) = followed();
    let page = |text: String| arrival("Bridge closes", &text);
    assert_eq!(bring(&mut store, id, &page(format!("{FULL}\n\n12 comments\n\nUpdated 14:05 GMT")), 0), new());
    assert_eq!(bring(&mut store, id, &page(format!("{FULL}\n\n57 comments\n\nUpdated 15:10 GMT")), 1), unchanged());
    assert_eq!(bring(&mut store, id, &page(format!("{FULL}\n\nShare\n\n5 minutes ago")), 2), unchanged());
    let edited = FULL.replace("Twelve", "Fifteen");
    assert_eq!(bring(&mut store, id, &page(edited.clone()), 3), revised());
    assert_eq!(bring(&mut store, id, &page(format!("{edited}\n\n60 comments")), 4), unchanged());
    assert_eq!(bring(&mut store, id, &arrival("Bridge shut", &edited), 5), revised());
    let kept = versions(&store);
    assert_eq!(kept.len(), 3);
    assert!(kept[0].document.text().contains("Twelve") && kept[1].document.text().contains("Fifteen"));
    assert_eq!(kept[2].info.title, "Bridge shut");
}

#[test]
fn a_text_takes_the_place_of_its_summary_and_is_found() {
    let (mut store, id) = followed();
    let lead = summary("Bridge closes", "The bridge is shut, says an early bulletin.");
    assert_eq!(bring(&mut store, id, &lead, 0), new());
    assert!(versions(&store)[0].info.summary);
    let wanted = store.pages_due(at(0), 10).expect("pages");
    assert_eq!((wanted.len(), wanted[0].summary, wanted[0].url.as_str()), (1, true, "https://coast.example/bridge"));
    store.set_read(story(&store).id, true).expect("read");
    assert_eq!(read_page(&mut store, &arrival("Bridge closes", FULL), 1), completed());
    let kept = versions(&store);
    assert_eq!((kept.len(), kept[0].info.summary, kept[0].document.text()), (1, false, FULL));
    assert!(!story(&store).read, "the text was not read yet");
    let found = |words: &str| {
        let search = Query::parse(words, jiff::civil::date(2026, 4, 20)).expect("a query");
        let query = StoryQuery { search, ..StoryQuery::default() };
        store.stories(&query).expect("stories").total
    };
    assert_eq!((found("Twelve locks"), found("bulletin")), (1, 0));
}

#[test]
fn a_summary_makes_no_version_of_a_text_but_sends_for_its_page_when_it_changes() {
    let (mut store, id) = followed();
    bring(&mut store, id, &summary("Bridge closes", "The bridge is shut."), 0);
    read_page(&mut store, &arrival("Bridge closes", FULL), 1);
    assert_eq!(bring(&mut store, id, &summary("Bridge closes", "The bridge is shut."), 2), unchanged());
    assert_eq!(store.pages_due(at(3), 10).expect("pages"), []);
    assert_eq!(bring(&mut store, id, &summary("Bridge closes", "The bridge is shut for good."), 4), unchanged());
    assert_eq!(store.pages_due(at(4), 10).expect("pages").len(), 1);
    assert_eq!(versions(&store).len(), 1);
}

#[test]
fn a_strangers_words_on_an_article_are_no_edit_of_it() {
    let (mut store, id) = followed();
    let (stranger, _) = store.add_source(&feed("https://gossip.example/feed"), at(0)).expect("followed");
    let (own, _) = store.add_source(&feed("https://feeds.coast.example/world"), at(0)).expect("followed");
    let told = |outlet: &str, text: &str| Arrival { outlet: outlet.to_owned(), ..arrival("Bridge closes", text) };
    assert_eq!(bring(&mut store, id, &told("Coast Wire", FULL), 0), new());
    let other = FULL.replace("Twelve", "No");
    assert_eq!(bring(&mut store, stranger, &told("Gossip", &other), 1), unchanged());
    assert_eq!(versions(&store).len(), 1);
    assert_eq!(bring(&mut store, own, &told("Coast Wire: World", &other), 2), revised());
}

#[test]
fn summaries_alone_are_versions_of_their_own() {
    let (mut store, id) = followed();
    bring(&mut store, id, &summary("Bridge closes", "The bridge is shut."), 0);
    assert_eq!(bring(&mut store, id, &summary("Bridge closes", "The bridge is shut for a week."), 1), revised());
    assert!(versions(&store).iter().all(|version| version.info.summary));
    assert_eq!(bring(&mut store, id, &arrival("Bridge closes", FULL), 2), completed());
    assert_eq!(versions(&store).iter().map(|version| version.info.summary).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_page_that_words_a_feed_differently_is_no_edit_and_its_next_words_are() {
    let (mut store, id) = followed();
    bring(&mut store, id, &arrival("Bridge closes", FULL), 0);
    assert_eq!(store.pages_due(at(59), 10).expect("pages"), []);
    assert!(!store.pages_due(at(60), 10).expect("pages")[0].summary);
    let page = format!("{FULL}\n\nThe council meets again on Friday to hear the engineers.");
    assert_eq!(read_page(&mut store, &arrival("Bridge closes", &page), 60), unchanged());
    assert_eq!(read_page(&mut store, &arrival("Bridge closes", &format!("{page}\n\n9 comments")), 120), unchanged());
    let edited = page.replace("Friday", "Monday");
    assert_eq!(read_page(&mut store, &arrival("Bridge closes", &edited), 180), revised());
    assert_eq!(bring(&mut store, id, &arrival("Bridge closes", FULL), 200), unchanged());
    assert_eq!(versions(&store).last().expect("a version").document.text(), edited);
}

#[test]
fn a_source_that_is_followed_no_more_leaves_its_articles_and_no_pages() {
    let (mut store, id) = followed();
    bring(&mut store, id, &arrival("Bridge closes", FULL), 0);
    store.remove_source(id).expect("removed");
    assert!(matches!(store.remove_source(id), Err(StoreError::Missing { .. })));
    assert_eq!((store.sources().expect("sources").len(), versions(&store).len()), (0, 1));
    assert_eq!(store.pages_due(at(999_999), 10).expect("pages"), []);
    assert_eq!(read_page(&mut store, &arrival("Bridge closes", "Other."), 3), Tally::default());
    assert_eq!(bring(&mut store, id, &arrival("Bridge closes", FULL), 4), unchanged());
    let other = Arrival { url: Some("https://coast.example/other".to_owned()), ..arrival("Ferry", FULL) };
    assert_eq!(bring(&mut store, id, &other, 5), new(), "an answer that was under way is kept");
}

#[test]
fn pages_fail_and_end() {
    let (mut store, id) = followed();
    bring(&mut store, id, &summary("Bridge closes", "The bridge is shut."), 0);
    let failed = PageVisit::Failed("was not found (404)".to_owned());
    store.record_page(ArticleId(1), &failed, at(0), Some(at(2))).expect("kept");
    assert_eq!(store.pages_due(at(2), 10).expect("pages")[0].failures, 1);
    assert_eq!(store.next_due().expect("read"), Some(at(0)), "the feed was never read");
    store.record_page(ArticleId(1), &PageVisit::Unchanged, at(2), None).expect("kept");
    assert_eq!(store.pages_due(at(999_999), 10).expect("pages"), []);
}

#[test]
fn what_a_source_brought_is_counted_and_has_its_outlet() {
    let (mut store, source) = followed();
    assert_eq!(store.brought().expect("counts"), BTreeMap::new());
    bring(&mut store, source, &arrival("Bridge closes", FULL), 1);
    bring(&mut store, source, &arrival("Bridge closes for good", FULL), 2);
    let expected = Brought { articles: 1, outlet: Some("Coast Wire".to_owned()) };
    assert_eq!(store.brought().expect("counts"), BTreeMap::from([(source, expected)]));
    store.remove_source(source).expect("removed");
    assert_eq!(store.brought().expect("counts"), BTreeMap::new());
}

#[test]
fn what_a_folder_brought_is_counted_and_has_no_page_to_read() {
    let mut store = Store::in_memory().expect("a store");
    let folder = NewSource { kind: SourceKind::Folder, ..feed("/notes") };
    let (source, _) = store.add_source(&folder, at(0)).expect("followed");
    let note = |title: &str, text: &str| Arrival { url: None, ..arrival(title, text) };
    let lead = |text: &str| Arrival { summary: true, ..note("Second ferry", text) };
    assert_eq!(bring(&mut store, source, &note("Bridge closes", FULL), 1), new());
    assert_eq!(bring(&mut store, source, &lead("A ferry sails at dawn."), 1), new());
    assert_eq!(bring(&mut store, source, &lead("A ferry sails at noon."), 2), revised());
    let expected = Brought { articles: 2, outlet: None };
    assert_eq!(store.brought().expect("counts"), BTreeMap::from([(source, expected)]));
    assert_eq!(store.pages_due(at(999_999), 10).expect("pages"), []);
    store
        .record_fetch(source, &Visit::Failed { error: String::new(), held: None, gone: true }, at(3), at(4))
        .expect("kept");
    assert_eq!(store.next_due().expect("read"), None, "there is nothing to read again");
}

/// Brings two articles, and says what the second is to the first.
fn check_address(first: &str, second: &str, expected: Tally) {
    let (mut store, source) = followed();
    let standing_at = |url: &str, text: &str| Arrival { url: Some(url.to_owned()), ..arrival("Bridge closes", text) };
    bring(&mut store, source, &standing_at(first, FULL), 1);
    let text = FULL.replace("May", "June");
    assert_eq!(bring(&mut store, source, &standing_at(second, &text), 2), expected, "{first} {second}");
    assert_eq!(bring(&mut store, source, &standing_at(first, FULL), 3), unchanged(), "{first} {second}");
}

#[test]
fn an_article_whose_address_moved_on_its_site_is_the_same_and_one_elsewhere_is_not() {
    let bridge = "http://coast.example/bridge";
    for same in [
        "https://coast.example/bridge",
        "https://www.coast.example/bridge",
        "HTTPS://WWW.Coast.example:443/bridge/?utm_source=mail&fbclid=7#top",
    ] {
        check_address(bridge, same, revised());
        check_address(same, bridge, revised());
    }
    for other in [
        "https://coast.example/bridge-2",
        "https://coast.example/www/bridge",
        "https://coast.example/bridge?id=7",
        "https://ledger.example/bridge",
        "https://news.coast.example/bridge",
        "https://www-coast.example/bridge",
        "https://coast.example:8443/bridge",
    ] {
        check_address(bridge, other, new());
    }
}
