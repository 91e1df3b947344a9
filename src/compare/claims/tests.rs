//! One-line cases of claims, and the law that the order of outlets changes nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Claim, Claims, Pairwise, Telling, Value, claims};
use crate::compare::{ByHand, Comparison, FactKind, Options, compare};
use crate::sample;
use crate::sides::Sides;
use crate::text::{Document, SentenceIx, Span};

const WIRE: &str = "The council closed the harbour bridge on Monday.\n\nEngineers found cracks in two main cables.\n\nFerries run until Sunday.";
const LEDGER: &str = "Engineers found cracks in three main cables.\n\nThe harbour bridge was closed by the council on Monday.\n\nThe contractor declined to comment on the inspection.";
const STAR: &str = "The council closed the harbour bridge on Monday.\n\nFerries will run until Sunday evening.";
const POST: &str = "Cracks were found by engineers in 2 main cables.\n\nFerries run until Sunday.";

fn documents(texts: &[&str]) -> Vec<Arc<Document>> {
    texts.iter().map(|text| Arc::new(Document::parse(text))).collect()
}

/// Writes each claim as one letter an outlet: s same, r reworded, d differs, w within another claim, - absent.
fn check_claims(texts: &[&str], expected: &[&str]) {
    let letter = |telling: Telling| match telling {
        Telling::Same => 's',
        Telling::Reworded => 'r',
        Telling::Differs => 'd',
        Telling::Within => 'w',
        Telling::Absent => '-',
    };
    let found = claims(&documents(texts));
    let shown: Vec<String> =
        found.claims.iter().map(|claim| claim.cells.iter().map(|cell| letter(cell.telling)).collect()).collect();
    assert_eq!(shown, expected);
}

#[test]
fn each_claim_says_who_tells_it_and_how() {
    check_claims(&[WIRE, LEDGER, STAR], &["srs", "dd-", "s-r", "-s-"]);
}

#[test]
fn a_sentence_that_an_outlet_repeats_is_one_claim_unless_it_is_short() {
    check_claims(&["Ferries run until next Sunday.\n\nHe did.\n\nFerries run until next Sunday."], &["s", "s"]);
    check_claims(&["He did.\n\nFerries run until Sunday.\n\nHe did."], &["s", "s", "s"]);
}

/// The first story of the sample edition, five outlets.
fn bridge() -> Vec<Arc<Document>> {
    sample::stories()[0].iter().map(|arrival| Arc::clone(&arrival.document)).collect()
}

#[test]
fn what_stands_in_a_sentence_of_another_claim_is_not_left_out() {
    let documents = bridge();
    let found = claims(&documents);
    let told = |claim: &Claim| documents[claim.wording.0].sentence_text(claim.wording.1).to_owned();
    let repair = |claim: &Claim| told(claim).starts_with("Its last repair, in 2009,");
    let at = found.claims.iter().position(repair).expect("a claim");
    // The first outlet tells of the repair in the sentence that says when the bridge was opened.
    let cell = &found.claims[at].cells[0];
    assert_eq!((cell.telling, cell.sentences.len()), (Telling::Within, 0));
    assert!(documents[0].sentence_text(cell.within[0]).contains("1961"));
    assert!(found.claims[at].told_by(0) && !found.missing_in(&found.columns(false), 0).contains(&at));
}

#[test]
fn what_the_reader_says_of_a_pair_holds_for_claims() {
    let texts = ["The council shut the bridge on Monday.\n\nFerries run.", "A cable snapped.\n\nBoats go every hour."];
    let documents = documents(&texts);
    let told = |together: &[(SentenceIx, SentenceIx)]| {
        let by_hand = ByHand { together: together.to_vec(), ..ByHand::default() };
        // Inside, texts stand in an order of their own, so what is said must be asked for by the texts.
        let options = |sides: &Sides<Arc<Document>>| {
            let given = Arc::ptr_eq(&sides.left, &documents[0]);
            Options { by_hand: if given { by_hand.clone() } else { by_hand.swapped() }, ..Options::default() }
        };
        let found = Pairwise::choosing(&documents, options).claims();
        found.claims.iter().filter(|claim| claim.cells.iter().all(|cell| !cell.sentences.is_empty())).count()
    };
    let ferries = (SentenceIx(1), SentenceIx(1));
    assert_eq!(told(&[ferries]), told(&[]) + 1);
}

#[test]
fn doubt_is_gathered_with_those_who_have_none() {
    let texts = ["The cracks may have formed in winter.", "The cracks formed in winter."];
    let found = claims(&documents(&texts));
    let [doubt] = &found.claims[0].differences[..] else { panic!("{:?}", found.claims[0].differences) };
    assert_eq!(doubt.kind, FactKind::Hedge);
    let outlets: Vec<_> = doubt.values.iter().map(|value| (value.outlets(), value.said[0].1.is_some())).collect();
    assert_eq!(outlets, [(vec![0], true), (vec![1], false)]);
}

#[test]
fn a_day_the_other_names_too_is_no_difference() {
    let on = |text: &str| Arc::new(Document::parse(text));
    let shut = on("The bridge was shut on Wednesday by the council.");
    let days = |other: Arc<Document>| {
        let found = claims(&[Arc::clone(&shut), other]);
        found.claims.iter().flat_map(|claim| &claim.differences).filter(|d| d.kind == FactKind::Date).count()
    };
    assert_eq!(days(on("The bridge was shut on Thursday by the council.")), 1);
    assert_eq!(days(on("The bridge was shut on Thursday by the council.\n\nA report came on Wednesday.")), 0);
}

#[test]
fn who_stands_apart_is_marked_and_of_two_both() {
    let two = ["Engineers found cracks in two main cables.", "Cracks in two main cables were found by engineers."];
    check_claims(&[two[0], "Engineers found cracks in three main cables."], &["dd"]);
    check_claims(&[two[0], "Engineers found cracks in three main cables.", two[1]], &["rds"]);
}

/// The figures in which outlets differ, each value with the outlets that give it.
fn check_figures(texts: &[&str], expected: &[&str]) {
    let documents = documents(texts);
    let found = claims(&documents);
    let figures = found.claims.iter().flat_map(|claim| &claim.differences).filter(|d| d.kind == FactKind::Number);
    let shown: Vec<String> = figures
        .map(|difference| {
            let value = |value: &Value| {
                let (outlet, span) = value.said[0];
                format!("{} {:?}", span.expect("a figure").of(documents[outlet].text()), value.outlets())
            };
            difference.values.iter().map(value).collect::<Vec<_>>().join(" / ")
        })
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_fact_is_gathered_over_outlets() {
    check_figures(&[WIRE, LEDGER, POST], &["two [0, 2] / three [1]"]);
    check_figures(&[LEDGER, STAR, POST, WIRE], &["2 [2, 3] / three [0]"]);
    check_figures(&[WIRE, STAR, POST], &[]);
}

#[test]
fn who_is_alone_and_who_leaves_out() {
    let found = claims(&documents(&[WIRE, LEDGER, STAR]));
    let columns = found.columns(false);
    assert_eq!((0..3).map(|k| found.only_in(&columns, k)).collect::<Vec<_>>(), [vec![], vec![3], vec![]]);
    assert_eq!((0..3).map(|k| found.missing_in(&columns, k)).collect::<Vec<_>>(), [vec![], vec![2], vec![1]]);
    let found = claims(&documents(&[WIRE, STAR]));
    assert_eq!(found.missing_in(&found.columns(false), 1), [1], "of two outlets the other one is enough");
}

#[test]
fn copies_count_once_and_share_a_column() {
    let found = claims(&bridge());
    // The fifth telling is the first one shortened; see `sample`.
    assert_eq!(found.copies.iter().filter(|group| group.len() > 1).collect::<Vec<_>>(), [&vec![0, 4]]);
    assert_eq!((found.copy_of(4), found.copy_of(0), found.copy_of(1)), (Some(0), None, None));
    assert_eq!(found.columns(true), [vec![0, 4], vec![1], vec![2], vec![3]]);
    for claim in &found.claims {
        let twice = usize::from(claim.told_by(0) && claim.told_by(4));
        assert_eq!(found.independent(claim), claim.reach() - twice);
        let speaker = claim.speaker(&vec![0, 4]).expect("one of two");
        assert!(claim.told_by(speaker) || !claim.told_by(0) && !claim.told_by(4));
    }
}

#[test]
fn nothing_to_tell_is_no_claim() {
    assert_eq!(claims(&[]).claims.len(), 0);
    assert_eq!(claims(&documents(&[""])).claims.len(), 0);
    check_claims(&["The council closed the bridge."], &["s"]);
}

/// What a claim says, free of the order of outlets: texts instead of numbers.
type Plain =
    (Vec<(String, Vec<SentenceIx>, Telling)>, (String, SentenceIx), Vec<(FactKind, Vec<Vec<(String, Option<Span>)>>)>);

/// Claims, columns of copies, each free of the order of outlets. What ties between equal texts is equal too, but which of them a
/// wording is taken from is not.
fn plain(texts: &[String], found: &Claims) -> (Vec<Plain>, Vec<Vec<String>>) {
    let text = |k: usize| texts[k].clone();
    let claims = found.claims.iter().map(|claim| {
        let cells = claim.cells.iter().enumerate();
        let mut cells: Vec<_> = cells.map(|(k, cell)| (text(k), cell.sentences.clone(), cell.telling)).collect();
        cells.sort();
        let said = |value: &Value| {
            let mut said: Vec<(String, Option<Span>)> = value.said.iter().map(|&(k, span)| (text(k), span)).collect();
            said.sort();
            said
        };
        let differences =
            claim.differences.iter().map(|d| (d.kind, d.values.iter().map(said).collect::<Vec<_>>())).collect();
        (cells, (text(claim.wording.0), claim.wording.1), differences)
    });
    let claims = claims.collect();
    let mut copies: Vec<Vec<String>> =
        found.copies.iter().map(|group| group.iter().map(|&k| text(k)).collect()).collect();
    copies.sort();
    (claims, copies)
}

/// Comparisons already made, by their two texts: a comparison is a function of these alone.
type Kept = BTreeMap<(String, String), Comparison>;

fn told(texts: &[String], kept: &mut Kept) -> (Vec<Plain>, Vec<Vec<String>>) {
    let documents: Vec<Arc<Document>> = texts.iter().map(|text| Arc::new(Document::parse(text))).collect();
    let pairwise = Pairwise::with(&documents, |sides| {
        let texts = (sides.left.text().to_owned(), sides.right.text().to_owned());
        kept.entry(texts).or_insert_with(|| compare(sides, &Options::default())).clone()
    });
    plain(texts, &pairwise.claims())
}

/// Every order of some items (Heap's algorithm).
fn orders<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    fn heap<T: Clone>(k: usize, items: &mut Vec<T>, out: &mut Vec<Vec<T>>) {
        if k <= 1 {
            out.push(items.clone());
            return;
        }
        for i in 0..k {
            heap(k - 1, items, out);
            items.swap(if k.is_multiple_of(2) { i } else { 0 }, k - 1);
        }
    }
    let mut out = Vec::new();
    heap(items.len(), &mut items.to_vec(), &mut out);
    out
}

#[test]
fn every_order_of_the_sample_edition_gives_the_same_claims() {
    for story in sample::EDITION {
        let texts: Vec<String> = story.iter().map(|file| file.text.to_owned()).collect();
        let mut kept = Kept::new();
        let expected = told(&texts, &mut kept);
        for order in orders(&texts) {
            assert!(
                told(&order, &mut kept) == expected,
                "{:?}",
                story.iter().map(|file| file.name).collect::<Vec<_>>()
            );
        }
    }
}

/// Tellings of one story: sentences that repeat, in part with other figures, so that ties, copies and restated claims all happen.
fn telling() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(vec![
        "The council closed the harbour bridge on Monday.",
        "On Monday the harbour bridge was closed by the council.",
        "Engineers found cracks in two main cables of the bridge.",
        "Engineers found cracks in three cables of the bridge.",
        "Cracks in 2 cables were found by engineers.",
        "“We should have been told in March,” said Ana Ruiz.",
        "Ruiz said the council “should have been told”.",
        "Ferries will run every ten minutes until Sunday.",
        "He did.",
        "Share",
    ]);
    prop::collection::vec(sentence, 0..9).prop_map(|sentences| sentences.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_order_of_outlets_gives_the_same_claims(
        (texts, order) in prop::collection::vec(telling(), 2..6).prop_flat_map(|texts| (Just(texts.clone()), Just(texts).prop_shuffle()))
    ) {
        let mut kept = Kept::new();
        prop_assert_eq!(told(&texts, &mut kept), told(&order, &mut kept));
    }

    #[test]
    fn every_sentence_that_tells_is_in_exactly_one_claim(texts in prop::collection::vec(telling(), 1..5)) {
        let documents: Vec<Arc<Document>> = texts.iter().map(|text| Arc::new(Document::parse(text))).collect();
        let found = claims(&documents);
        let pairwise = Pairwise::new(&documents);
        for (k, document) in documents.iter().enumerate() {
            let sorted = pairwise.given.iter().position(|&given| given == k).expect("every outlet is kept");
            let mut told: Vec<SentenceIx> =
                found.claims.iter().flat_map(|claim| claim.cells[k].sentences.clone()).collect();
            told.sort();
            prop_assert_eq!(&told, &pairwise.telling(sorted).collect::<Vec<_>>());
            prop_assert!(told.iter().all(|ix| ix.0 < document.sentences().len()));
        }
        for claim in &found.claims {
            prop_assert!(claim.reach() > 0 && claim.told_by(claim.wording.0));
            for difference in &claim.differences {
                prop_assert!(difference.values.len() > 1);
            }
        }
    }
}
