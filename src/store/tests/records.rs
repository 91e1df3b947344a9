//! A whole store goes out as lines and comes back equal.

use super::*;
use crate::compare::Verdict;
use crate::export::jsonl;
use crate::ingest;
use crate::sides::Sides;
use crate::text::SentenceIx;

pub(super) fn lines(store: &Store, choice: &Choice) -> String {
    let mut lines = String::new();
    let mut take = |record: Record| {
        lines.push_str(&jsonl::line(&record));
        true
    };
    store.export(choice, &mut take).expect("exported");
    lines
}

pub(super) fn everything() -> Choice {
    Choice::Query(Query::default())
}

fn back(lines: &str, batch: usize) -> Store {
    let mut store = memory();
    let mut harvest = ingest::read("out.jsonl", lines.as_bytes());
    assert_eq!(harvest.warnings, []);
    while !harvest.arrivals.is_empty() {
        let rest = harvest.arrivals.split_off(batch.min(harvest.arrivals.len()));
        let later = harvest.pasts.split_off(&batch).into_iter().map(|(place, past)| (place - batch, past)).collect();
        store.add_back(&harvest.arrivals, &harvest.pasts).expect("added");
        (harvest.arrivals, harvest.pasts) = (rest, later);
    }
    store
}

#[test]
fn a_story_or_what_is_looked_for_goes_out_alone() {
    let mut store = memory();
    store.add(&two_events()).expect("added");
    let count = |choice: &Choice| lines(&store, choice).lines().count();
    assert_eq!((count(&everything()), count(&Choice::Story(StoryId(1)))), (6, 3));
    let search = Query::parse("outlet:ledger", jiff::civil::date(2026, 3, 4)).expect("a query");
    assert_eq!(count(&Choice::Query(search)), 2);
}

#[test]
fn coming_back_twice_changes_nothing_and_later_news_join() {
    let mut store = memory();
    store.add(&two_events()).expect("added");
    store.set_read(StoryId(2), true).expect("marked");
    let out = lines(&store, &everything());
    let mut again = back(&out, 2);
    let harvest = ingest::read("out.jsonl", out.as_bytes());
    let added = again.add_back(&harvest.arrivals, &harvest.pasts).expect("added");
    assert!(added.iter().all(|added| added.status == Status::Unchanged));
    assert_eq!(all(&again), all(&store));
    let late =
        on("2026-03-04", arrival("Gazette", "Ferry aground at Cape Sorrel", "A ferry struck rocks at Cape Sorrel.\n"));
    let [here, there] =
        [&mut store, &mut again].map(|store| store.add(std::slice::from_ref(&late)).expect("added")[0].story);
    assert_eq!((here, there), (StoryId(1), StoryId(1)));
}

#[test]
fn pairs_by_hand_come_back_in_any_order_and_give_way_to_what_is_said_here() {
    let mut store = memory();
    let wire = at("https://wire.example/1", arrival("Wire", "Bridge shut", "It is shut.\n\nFerries run.\n"));
    let own = at("https://ledger.example/1", arrival("Ledger", "Cable cracked", "A cable cracked.\n\nBoats sail.\n"));
    let edited = Arrival { document: Arc::new(Document::parse("Boats replace it.\n")), ..wire.clone() };
    let added = store.add(&[wire, own, edited]).expect("added");
    let sides = |store: &Store, left: VersionId, right: VersionId| {
        Sides::new(store.version(left).expect("there"), store.version(right).expect("there"))
    };
    let mark = |left, right, verdict| Mark { pair: Sides::new(SentenceIx(left), SentenceIx(right)), verdict };
    let two = sides(&store, added[0].version, added[1].version);
    let one = sides(&store, added[0].version, added[2].version);
    let marks = [mark(1, 1, Some(Verdict::Together)), mark(0, 0, Some(Verdict::Apart))];
    store.mark_pairs(&two, &marks).expect("kept");
    store.mark_pairs(&one, &[mark(1, 0, Some(Verdict::Together))]).expect("kept");
    let said = (store.by_hand(&two).expect("read"), store.by_hand(&one).expect("read"));
    assert_eq!((said.0.together.len(), said.0.apart.len(), said.1.together.len()), (1, 1, 1));
    let out = lines(&store, &everything());
    let again = back(&out, 1);
    let [two, one] = [&two, &one].map(|both| sides(&again, both.left.info.id, both.right.info.id));
    assert_eq!((again.by_hand(&two).expect("read"), again.by_hand(&one).expect("read")), said);
    assert_eq!(lines(&again, &everything()), out);
    // The second line first: what was the lower number is the higher one.
    let mut turned: Vec<&str> = out.lines().collect();
    turned.swap(0, 1);
    let mut turned = back(&turned.join("\n"), 8);
    let two = sides(&turned, VersionId(2), VersionId(1));
    assert_eq!(turned.by_hand(&two).expect("read"), said.0);
    turned.mark_pairs(&two, &[mark(1, 1, Some(Verdict::Apart))]).expect("kept");
    let harvest = ingest::read("out.jsonl", out.as_bytes());
    turned.add_back(&harvest.arrivals, &harvest.pasts).expect("added");
    assert_eq!(turned.by_hand(&two).expect("read").apart.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_store_goes_out_and_comes_back_equal(
        arrivals in prop::collection::vec((0_usize..6, "[A-C]", "[a-d]( [a-d]){0,6}\n\n[A-D].{0,30}", 0_u8..6), 1..16),
        marks in prop::collection::vec((0_u8..6, 1_i64..6, 1_i64..6), 0..8), batch in 1_usize..9,
    ) {
        let mut store = memory();
        for (event, outlet, text, day) in &arrivals {
            let piece = on(&format!("2026-03-0{}", day + 1), two_events()[*event].clone());
            let piece = at(&format!("https://{outlet}.example/{event}"), piece);
            let text = crate::text::neutralise(text).into_owned();
            let document = Arc::new(Document::parse(&text));
            let (byline, summary) = (Some("Ada".to_owned()), day % 2 == 1);
            store.add(&[Arrival { outlet: outlet.clone(), document, byline, summary, ..piece }]).expect("added");
        }
        for (what, one, other) in marks {
            if what == 4 {
                if let (Ok(left), Ok(right)) = (store.version(VersionId(one)), store.version(VersionId(other))) {
                    let pair = Sides::new(SentenceIx(0), SentenceIx(0));
                    let verdict = Some(if one < other { Verdict::Together } else { Verdict::Apart });
                    store.mark_pairs(&Sides::new(left, right), &[Mark { pair, verdict }]).expect("kept");
                }
                continue;
            }
            // What names no story is left.
            let _ = match what {
                0 => store.set_read(StoryId(one), true).map(|()| StoryId(one)),
                1 => store.set_starred(StoryId(one), true).map(|()| StoryId(one)),
                2 => store.merge(&[StoryId(one), StoryId(other)]).map(|change| change.story),
                3 => store.split(&[ArticleId(one)]).map(|change| change.story),
                _ => store.set_pinned(StoryId(one), true).map(|change| change.story),
            };
        }
        let out = lines(&store, &everything());
        let again = back(&out, batch);
        prop_assert_eq!(lines(&again, &everything()), out);
        prop_assert_eq!(all(&again), all(&store));
        for id in all(&store).iter().flat_map(|story| &story.articles).flat_map(|article| &article.versions) {
            prop_assert_eq!(again.version(id.id).expect("there"), store.version(id.id).expect("there"));
        }
        for words in ["a", "ferry", "is:unread", "apricots -b"] {
            let hits = |store: &Store| store.search(&looking_for(words).search, None).expect("searched");
            prop_assert_eq!(hits(&again), hits(&store));
        }
    }
}
