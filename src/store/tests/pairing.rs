//! What the reader says of pairs, through imports, new versions and the end of the program.

use proptest::prelude::*;

use super::*;
use crate::compare::{ByHand, Verdict};
use crate::sides::Sides;
use crate::text::SentenceIx;

const WIRE: &str = "The bridge is shut.\n\nFerries run until Sunday.\n\nNobody was hurt.\n";
const LEDGER: &str = "A cable cracked.\n\nBoats replace the bridge.\n\nNobody was hurt.\n";

fn texts() -> [Arrival; 2] {
    [
        at("https://wire.example/1", arrival("Coast Wire", "Bridge shut", WIRE)),
        at("https://ledger.example/1", arrival("The Ledger", "Cable cracked", LEDGER)),
    ]
}

fn versions(store: &mut Store, arrivals: &[Arrival; 2]) -> Sides<Version> {
    let added = store.add(arrivals).expect("added");
    let version = |k: usize| store.version(added[k].version).expect("there");
    Sides::new(version(0), version(1))
}

fn mark(left: usize, right: usize, verdict: Option<Verdict>) -> Mark {
    Mark { pair: Sides::new(SentenceIx(left), SentenceIx(right)), verdict }
}

fn said(together: &[(usize, usize)], apart: &[(usize, usize)]) -> ByHand {
    let pairs = |list: &[(usize, usize)]| list.iter().map(|&(l, r)| (SentenceIx(l), SentenceIx(r))).collect();
    ByHand { together: pairs(together), apart: pairs(apart) }
}

#[test]
fn what_is_said_comes_back_either_way_round_and_can_be_taken_back() {
    let mut store = memory();
    let sides = versions(&mut store, &texts());
    let marks = [mark(0, 1, Some(Verdict::Together)), mark(2, 2, Some(Verdict::Apart))];
    store.mark_pairs(&sides, &marks).expect("kept");
    assert_eq!(store.by_hand(&sides).expect("read"), said(&[(0, 1)], &[(2, 2)]));
    assert_eq!(store.by_hand(&sides.clone().swapped()).expect("read"), said(&[(1, 0)], &[(2, 2)]));
    store.mark_pairs(&sides.clone().swapped(), &[mark(1, 0, Some(Verdict::Apart)), mark(2, 2, None)]).expect("kept");
    assert_eq!(store.by_hand(&sides).expect("read"), said(&[], &[(0, 1)]));
    store.mark_pairs(&sides, &[mark(9, 0, Some(Verdict::Apart))]).expect("a sentence that is not there is left out");
    assert_eq!(store.by_hand(&sides).expect("read"), said(&[], &[(0, 1)]));
}

#[test]
fn it_survives_the_program_another_import_and_an_edit_of_the_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let mut store = Store::open(&path).expect("made");
    assert!(store.is_kept() && !memory().is_kept());
    let sides = versions(&mut store, &texts());
    store.mark_pairs(&sides, &[mark(1, 1, Some(Verdict::Together))]).expect("kept");
    drop(store);
    let mut store = Store::open(&path).expect("opened again");
    let again = versions(&mut store, &texts());
    assert_eq!(store.by_hand(&again).expect("read"), said(&[(1, 1)], &[]));
    // An edit puts a sentence before the one that was marked, and curls the quotes of another.
    let [wire, ledger] = texts();
    let edited =
        format!("It is an emergency, the mayor’s office says.\n\n{}", WIRE.replace("Ferries run", "Ferries  RUN"));
    let edited = at("https://wire.example/1?utm_source=mail", arrival("Coast Wire", "Bridge still shut", &edited));
    let newer = versions(&mut store, &[edited, ledger]);
    assert_eq!(newer.left.article, sides.left.article);
    assert_eq!(store.by_hand(&newer).expect("read"), said(&[(2, 1)], &[]));
    // Where the sentence is gone the mark waits for it.
    let without = Arrival { document: Arc::new(Document::parse("The bridge is shut.\n")), ..wire };
    let without = versions(&mut store, &[without, texts()[1].clone()]);
    assert_eq!(store.by_hand(&without).expect("read"), ByHand::default());
    assert_eq!(store.by_hand(&newer).expect("read"), said(&[(2, 1)], &[]));
}

#[test]
fn two_versions_of_one_article_keep_their_order() {
    let mut store = memory();
    let before = at("https://wire.example/1", arrival("Coast Wire", "Bridge shut", WIRE));
    let after =
        at("https://wire.example/1", arrival("Coast Wire", "Bridge shut", "Boats replace it.\n\nFerries run.\n"));
    let sides = versions(&mut store, &[before, after]);
    assert_eq!(sides.left.article, sides.right.article);
    store.mark_pairs(&sides.clone().swapped(), &[mark(0, 1, Some(Verdict::Together))]).expect("kept");
    assert_eq!(store.by_hand(&sides).expect("read"), said(&[(1, 0)], &[]));
}

#[test]
fn a_sentence_said_twice_is_two_sentences() {
    let mut store = memory();
    let [wire, ledger] = texts();
    let twice = Arrival { document: Arc::new(Document::parse("Share.\n\nIt rained.\n\nIt rained.\n")), ..wire };
    let sides = versions(&mut store, &[twice, ledger]);
    store.mark_pairs(&sides, &[mark(2, 0, Some(Verdict::Together))]).expect("kept");
    assert_eq!(store.by_hand(&sides).expect("read"), said(&[(2, 0)], &[]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_last_word_on_each_pair_counts(words in prop::collection::vec((0usize..3, 0usize..3, prop::option::of(any::<bool>()), any::<bool>()), 0..12)) {
        let mut store = memory();
        let sides = versions(&mut store, &texts());
        let mut last = std::collections::BTreeMap::new();
        for (left, right, together, swapped) in words {
            let verdict = together.map(|together| if together { Verdict::Together } else { Verdict::Apart });
            let (sides, marked) = if swapped { (sides.clone().swapped(), mark(right, left, verdict)) } else { (sides.clone(), mark(left, right, verdict)) };
            store.mark_pairs(&sides, &[marked]).expect("kept");
            last.insert((left, right), verdict);
        }
        let pairs = |wanted| last.iter().filter(|(_, verdict)| **verdict == Some(wanted)).map(|(&pair, _)| pair).collect::<Vec<_>>();
        prop_assert_eq!(store.by_hand(&sides).expect("read"), said(&pairs(Verdict::Together), &pairs(Verdict::Apart)));
    }
}
