//! What a search finds, and in which order.

use super::*;

fn query(text: &str) -> Query {
    Query::parse(text, jiff::civil::date(2026, 3, 4)).expect("a query")
}

/// The headlines found, the best first.
fn check(store: &Store, text: &str, expected: &[&str]) {
    let found = store.search(&query(text), None).expect("searched");
    let titles: Vec<&str> = found.hits.iter().map(|hit| hit.title.as_str()).collect();
    assert_eq!(titles, expected, "{text}");
    assert_eq!(found.total, expected.len());
}

fn count(store: &Store, text: &str) -> (usize, usize) {
    let hits = store.search(&query(text), Some(1)).expect("searched");
    (hits.total, store.stories(&StoryQuery { search: query(text), ..StoryQuery::default() }).expect("stories").total)
}

#[test]
fn the_headline_weighs_more_and_of_equals_the_newest_is_first() {
    let mut store = memory();
    let long = "Boats went out.\n\nA violin was on board of one of them, it was said on Monday by those who saw it.\n";
    store
        .add(&[
            on("2026-03-01", arrival("A", "Boats", long)),
            on("2026-03-02", arrival("B", "Violin found", "It had been lost.\n")),
            on("2026-03-03", arrival("C", "Violin found", "It had been lost.\n")),
        ])
        .expect("added");
    check(&store, "violin", &["Violin found", "Violin found", "Boats"]);
    let first = &store.search(&query("violin"), Some(1)).expect("searched").hits[0];
    assert_eq!((first.outlet.as_str(), first.snippet.text.as_str()), ("C", "It had been lost."));
    let last = store.search(&query("violin boats"), None).expect("searched").hits.remove(0);
    assert_eq!((last.title.as_str(), &last.snippet.text[last.snippet.found[0].clone()]), ("Boats", "violin"));
}

#[test]
fn every_part_of_the_language_narrows_both_lists() {
    let mut store = memory();
    store.add(&two_events()).expect("added");
    assert_eq!(count(&store, ""), (6, 2));
    assert_eq!(count(&store, "ferry -rocks"), (2, 1));
    assert_eq!(count(&store, "-ferry"), (3, 1));
    assert_eq!(count(&store, "\"ran aground\""), (1, 1));
    assert_eq!(count(&store, "\"aground ran\""), (0, 0));
    assert_eq!(count(&store, "outlet:ledger"), (2, 2));
    assert_eq!(count(&store, "outlet:\"radio one\" apric"), (1, 1));
    assert_eq!(count(&store, "date:2026-03-02"), (2, 1));
    assert_eq!(count(&store, "date:2026-03-03..2026-03-04"), (4, 2));
    assert_eq!(count(&store, "date:today"), (1, 1));
    assert_eq!(count(&store, "date:2020-01-01.. frost"), (3, 1));
}

#[test]
fn accents_are_folded_and_words_inside_chinese_and_japanese_are_found() {
    let mut store = memory();
    let text = "The café opened.\n\n東京都知事は橋の閉鎖を発表した。\n\n渡轮停运了三天。\n";
    store.add(&[arrival("A", "Été", text)]).expect("added");
    for found in ["cafe", "CAFÉ", "ete", "京都知事", "橋", "閉鎖", "发", "停运", "三天", "\"停运了三\""]
    {
        assert_eq!(count(&store, found), if found == "发" { (0, 0) } else { (1, 1) }, "{found}");
    }
    assert_eq!((count(&store, "京東"), count(&store, "閉発")), ((0, 0), (0, 0)));
}

#[test]
fn states_are_what_the_reader_did() {
    let mut store = memory();
    let piece = at("https://a.example/1", arrival("A", "Ferry", "A ferry.\n"));
    store.add(&[piece.clone(), arrival("B", "Orchard", "An orchard.\n")]).expect("added");
    let ferry = store.search(&query("ferry"), None).expect("searched").hits[0].story;
    assert_eq!((count(&store, "is:unread"), count(&store, "is:read")), ((2, 2), (0, 0)));
    store.set_read(ferry, true).expect("marked");
    store.set_starred(ferry, true).expect("marked");
    assert_eq!(
        (count(&store, "is:unread"), count(&store, "is:read"), count(&store, "is:starred")),
        ((1, 1), (1, 1), (1, 1))
    );
    assert_eq!(count(&store, "is:changed"), (0, 0));
    store.add(&[Arrival { document: Arc::new(Document::parse("Two ferries.\n")), ..piece }]).expect("added");
    assert_eq!((count(&store, "is:changed"), count(&store, "is:unread ferr")), ((1, 1), (1, 1)));
    let kept = store.story(ferry).expect("there");
    assert!(kept.changed && kept.articles[0].changed && !kept.read);
    let read: Vec<bool> = kept.articles[0].versions.iter().map(|version| version.read).collect();
    assert_eq!(read, [true, false]);
    store.set_read(ferry, false).expect("marked");
    assert!(!store.story(ferry).expect("there").changed);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_a_reader_types_is_an_error_of_the_engine(text in "(\\PC|[\"'()*^+:{}-]|AND|OR|NEAR| ){0,20}") {
        let mut store = memory();
        store.add(&two_events()).expect("added");
        if let Ok(query) = Query::parse(&text, jiff::civil::date(2026, 3, 4)) {
            prop_assert!(store.search(&query, Some(3)).is_ok());
            let stories = StoryQuery { search: query, ..StoryQuery::default() };
            prop_assert!(store.stories(&stories).is_ok());
        }
    }
}

#[test]
fn a_text_that_comes_with_its_summary_is_found_by_its_own_words_alone() {
    let mut store = memory();
    let feed = NewSource::at(SourceKind::Feed, "https://coast.example/feed");
    let (source, _) = store.add_source(&feed, Timestamp::now()).expect("followed");
    let of = |text: &str| at("https://coast.example/a", arrival("Coast Wire", "Bridge closes", text));
    let summary = Arrival { summary: true, ..of("A teaser about lighthouses.\n") };
    let whole = of("The bridge stays shut until the cables are mended.\n");
    let tally = store.add_fetched(source, &[summary, whole], Timestamp::now(), None).expect("kept");
    assert_eq!((tally.new, tally.completed), (1, 1));
    let hits = |words: &str| store.search(&looking_for(words).search, None).expect("searched").total;
    assert_eq!((hits("cables"), hits("lighthouses")), (1, 0));
}
