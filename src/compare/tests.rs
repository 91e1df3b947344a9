//! One-line cases and laws of the whole pipeline.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Comparison, FactKind, LinkClass, Manner, Op, Options, Profile, compare};
use crate::sides::{Side, Sides};
use crate::text::{Document, Role, SentenceIx, Span};

fn compared(left: &str, right: &str) -> Comparison {
    compare(Sides::new(left, right).map(|text| Arc::new(Document::parse(text))), &Options::default())
}

/// Compares two one-sentence texts and writes the word marks as brackets.
fn check_words(left: &str, right: &str, expected: &str) {
    let comparison = compared(left, right);
    let link = comparison.links.first().unwrap_or_else(|| panic!("no link: {left} | {right}"));
    let mut shown = String::new();
    for word in &link.words {
        let said = Sides::from_fn(|side| word.spans[side].of(comparison.documents[side].text()));
        let around = |mark: [char; 2], text: &str| {
            let bare = text.trim_end();
            if bare.is_empty() {
                text.to_owned()
            } else {
                format!("[{0}{bare}{0}]{1}", mark[0], &text[bare.len()..]).replace("[+", "{+").replace("+]", "+}")
            }
        };
        match word.op {
            Op::Equal => shown.push_str(said.left),
            Op::Left | Op::Right | Op::Replace => {
                let (l, r) = (around(['-', '-'], said.left), around(['+', '+'], said.right));
                shown.push_str(if said.left.is_empty() || said.right.is_empty() { &l } else { l.trim_end() });
                shown.push_str(&r);
            }
        }
    }
    assert_eq!(shown.trim_end(), expected, "{left} | {right}");
}

#[test]
fn words_that_differ_are_marked_whole() {
    check_words(
        "The mayor resigned on Friday.",
        "The governor resigned on Friday.",
        "The [-mayor-]{+governor+} resigned on Friday.",
    );
    check_words(
        "Officials closed the harbour bridge on Monday.",
        "Officials closed the old harbour bridge on Monday.",
        "Officials closed the {+old+} harbour bridge on Monday.",
    );
}

#[test]
fn a_lone_function_word_between_edits_is_dissolved() {
    check_words(
        "The harbour bridge closed because engineers of Norwick found cracks yesterday.",
        "The harbour bridge closed because inspectors of Eastley found cracks yesterday.",
        "The harbour bridge closed because [-engineers of Norwick-]{+inspectors of Eastley+} found cracks yesterday.",
    );
}

#[test]
fn spellings_of_one_word_and_marks_are_not_coloured_between_outlets() {
    for (left, right) in [
        ("The defence of the harbour costs 5 million dollars.", "The defense of the harbor costs $5m."),
        ("The U.S.-led force left at 10 a.m. on 9 April.", "The US-led force left at 10am on April 9."),
        ("Prices rose 4 per cent in twelve cities of the union.", "Prices rose 4% in 12 cities of the union."),
        (
            "The bridge - our third - was “closed,” Mr. Holm wrote in an e-mail.",
            "The bridge — our third — was \"closed\", Mr Holm wrote in an email.",
        ),
        ("He organised the health-care budget of the city.", "He organized the health care budget of the city."),
        ("They travelled to the United States with Covid-19.", "They traveled to the US with COVID-19."),
    ] {
        let options = Options { profile: Some(Profile::Coverage), ..Options::default() };
        let comparison = compare(Sides::new(left, right).map(|text| Arc::new(Document::parse(text))), &options);
        let link = comparison.links.first().unwrap_or_else(|| panic!("no link: {left} | {right}"));
        assert_eq!(link.class, LinkClass::CopyEdit, "{left} | {right}");
        assert!(link.words.iter().all(|word| word.op == Op::Equal), "{left} | {right}: {:?}", link.words);
        let options = Options { profile: Some(Profile::Revision), ..Options::default() };
        let edited = compare(Sides::new(left, right).map(|text| Arc::new(Document::parse(text))), &options);
        assert_eq!(edited.links[0].class, LinkClass::CopyEdit, "{left} | {right}");
        let marked = edited.links[0].words.iter().filter(|word| word.op != Op::Equal).collect::<Vec<_>>();
        assert!(
            !marked.is_empty() && marked.iter().all(|word| word.manner == Manner::Spelling),
            "{left} | {right}: {marked:?}"
        );
    }
}

/// One pair of one-sentence texts and the class their link must have.
fn check_class(left: &str, right: &str, expected: LinkClass) {
    assert_eq!(compared(left, right).links[0].class, expected, "{left} | {right}");
}

#[test]
fn typography_is_a_copy_edit_and_not_a_rewording() {
    check_class("Ferries run until Sunday.", "Ferries run until Sunday.", LinkClass::Same);
    check_class("“We were not told,” she said.", "\"We were not told\", she said.", LinkClass::CopyEdit);
    check_class("Ferries run until Sunday.", "Ferries will run until Sunday evening.", LinkClass::Reworded);
}

/// Two articles, and the quotations of the first link that differ.
fn check_quotes(left: &str, right: &str, expected: usize) {
    let comparison = compared(left, right);
    let quotes = comparison.links[0].facts.iter().filter(|fact| fact.kind == FactKind::Quote);
    assert_eq!(quotes.count(), expected, "{left} | {right}");
}

#[test]
fn a_quotation_told_in_parts_is_not_trimmed() {
    let whole = "“We should have been told, and the bridge should have been closed,” said Ana Ruiz.";
    check_quotes(whole, "“We should have been told,” said Ana Ruiz.", 1);
    check_quotes(whole, "“We should have been told,” said Ana Ruiz. “And the bridge should have been closed.”", 0);
}

#[test]
fn an_edited_text_is_a_revision_and_two_tellings_are_coverage() {
    let story = "The council closed the bridge on Monday after an inspection.\n\nFerries will run every ten minutes until Sunday.";
    assert_eq!(compared(story, &story.replace("Monday", "Tuesday")).profile, Profile::Revision);
    assert_eq!(
        compared(story, "A cracked cable shut the crossing.\n\nBoats replace it for now.").profile,
        Profile::Coverage
    );
}

/// Texts made of a few sentences, some repeated, some short, so that anchors, repeats and splits all happen.
pub(super) fn telling() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(vec![
        "The council closed the harbour bridge on Monday.",
        "Engineers found cracks in two main cables of the bridge.",
        "Engineers found cracks in three cables.",
        "“We should have been told in March,” said Ana Ruiz.",
        "Ruiz said the council “should have been told”.",
        "He did.",
        "On Monday the council closed the harbor bridge, police said.",
        "The council may close the harbour bridge on 9 April at 10 a.m.",
        "The council closed the bridge on April 9 at 10am, and it cost nearly $15 million.",
        "It cost $14,959,450, said Peter Holm, twice as much as the health-care budget.",
        "Peter Holm said: It cost $13m, three times as much as the health care budget.",
        "Ferries will run every ten minutes until Sunday.",
        "橋は月曜日に閉鎖された。",
        "Share",
        "By Peter Holm",
        "The contractor declined to comment on the cracks in the cables.",
    ]);
    let gap = prop::sample::select(vec![" ", "\n\n", "\n"]);
    prop::collection::vec((sentence, gap), 0..14).prop_map(|parts| parts.iter().flat_map(|(s, g)| [*s, *g]).collect())
}

fn in_order(comparison: &Comparison, side: Side) -> Vec<usize> {
    let mut seen: Vec<usize> = comparison.rows.iter().flat_map(|row| &row.cells[side]).map(|ix| ix.0).collect();
    seen.sort_unstable();
    seen
}

#[test]
fn documents_read_once_compare_as_they_do_alone() {
    for story in crate::sample::stories() {
        let documents: Vec<Arc<Document>> = story.iter().map(|arrival| Arc::clone(&arrival.document)).collect();
        let readings = super::pairing::Readings::new(&documents);
        for (left, right) in documents.iter().flat_map(|left| documents.iter().map(move |right| (left, right))) {
            let sides = || Sides::new(Arc::clone(left), Arc::clone(right));
            let mut alone = compare(sides(), &Options::default());
            let together = readings.compare(sides(), &Options::default());
            for (one, other) in alone.links.iter_mut().zip(&together.links) {
                assert!((one.score - other.score).abs() < 1e-9, "{} and {}", one.score, other.score);
                one.score = other.score;
            }
            assert_eq!(alone, together);
        }
    }
}

/// A text long enough for its pairs to be chosen and its halves worked on at once.
fn book(edited: bool) -> String {
    const WORDS: [&str; 12] = [
        "harbour", "mayor", "ferry", "cable", "engineer", "budget", "winter", "council", "pilot", "tunnel", "report",
        "stone",
    ];
    let mut text = String::new();
    for k in 0..520_usize {
        let place = if edited && k.is_multiple_of(10) { (k + 260) % 520 } else { k };
        let word = |by: usize| WORDS[place * by % WORDS.len()];
        let verb = if edited && k.is_multiple_of(3) { "repaired" } else { "inspected" };
        let [one, two, three, four] = [5, 7, 11, 13].map(word);
        let said = [
            "The ",
            one,
            " ",
            verb,
            " ",
            two,
            " of the ",
            three,
            " near gate ",
            &place.to_string(),
            ", and the ",
            four,
        ];
        text.extend(said.into_iter().chain([" wrote it down."]));
        text.push_str(if k.is_multiple_of(4) { "\n\n" } else { " " });
    }
    text
}

#[test]
fn a_name_that_the_other_article_says_elsewhere_is_none_that_one_side_tells_alone() {
    let slide = "Rescuers led by Bruno Achter dug for a family of nine below the quarry of Kell on Tuesday night.";
    let left = format!("{slide}\n\nThe slide took four houses.");
    let plain = "On Tuesday night below the quarry a family of nine was looked for by volunteers with shovels.";
    let names = |right: &str| {
        let comparison = compared(&left, right);
        let link = &comparison.links[0];
        assert!(link.heavy, "{link:?}");
        link.details.left.iter().map(|span| span.of(&left).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&format!("{plain}\n\nFour houses went with the slide.")), ["Bruno Achter", "Kell"]);
    assert_eq!(names(&format!("{plain}\n\nFour houses went with the slide, Achter's men wrote.")), ["Kell"]);
}

#[test]
fn a_book_is_compared_alike_every_time_and_from_either_side() {
    let (left, right) = (book(false), book(true));
    let once = compared(&left, &right);
    let gates = once.links.iter().filter(|link| link.primary).count();
    assert!(gates >= 500, "{gates} of 520 sentences have a row together");
    assert!(once.stats.moved >= 40, "{} moved", once.stats.moved);
    assert_eq!(once, std::thread::scope(|scope| scope.spawn(|| compared(&left, &right)).join().expect("compared")));
    assert_eq!(once, compared(&right, &left).mirrored());
}

proptest! {
    #[test]
    fn every_sentence_is_in_exactly_one_row(left in telling(), right in telling()) {
        let comparison = compared(&left, &right);
        for side in Side::BOTH {
            let all: Vec<usize> = (0..comparison.documents[side].sentences().len()).collect();
            prop_assert_eq!(in_order(&comparison, side), all);
        }
    }

    #[test]
    fn every_sentence_is_linked_or_alone_or_noise(left in telling(), right in telling()) {
        let comparison = compared(&left, &right);
        for side in Side::BOTH {
            let document = &comparison.documents[side];
            for k in 0..document.sentences().len() {
                let ix = SentenceIx(k);
                let linked = !comparison.links_with(side, ix).is_empty();
                let alone = comparison.only[side].contains(&ix);
                let noise = document.role(ix) == Role::Noise;
                prop_assert_eq!(u8::from(linked) + u8::from(alone) + u8::from(noise), 1);
            }
        }
    }

    #[test]
    fn joined_word_marks_are_the_sentences(left in telling(), right in telling()) {
        let comparison = compared(&left, &right);
        for link in &comparison.links {
            for side in Side::BOTH {
                let document = &comparison.documents[side];
                let expected: String = link.sentences[side].iter().map(|&ix| document.sentence(ix).span.of(document.text())).collect();
                let joined: String = link.words.iter().map(|word| word.spans[side].of(document.text())).collect();
                prop_assert_eq!(joined, expected);
            }
        }
    }

    #[test]
    fn a_moved_phrase_stands_on_the_other_side(left in telling(), right in telling()) {
        let comparison = compared(&left, &right);
        for word in comparison.links.iter().flat_map(|link| &link.words) {
            let Manner::Moved(elsewhere) = word.manner else { continue };
            let here = if word.op == Op::Left { Side::Left } else { Side::Right };
            let text = |side: Side, span: Span| span.of(comparison.documents[side].text()).to_lowercase();
            let (own, other) = (text(here, word.spans[here]), text(here.other(), elsewhere));
            let words = |text: &str| text.split_whitespace().map(|w| w.trim_matches(['.', ',']).to_owned()).collect::<Vec<_>>();
            prop_assert!(words(&own).windows(words(&other).len()).any(|run| run == words(&other)), "{own} / {other}");
            prop_assert!(word.spans[here.other()].is_empty());
        }
    }

    #[test]
    fn facts_and_details_stand_in_their_sentences(left in telling(), right in telling()) {
        let comparison = compared(&left, &right);
        for link in &comparison.links {
            for side in Side::BOTH {
                let document = &comparison.documents[side];
                let first = document.sentence(link.sentences[side][0]).span.start;
                let last = document.sentence(link.sentences[side][link.sentences[side].len() - 1]).span.end;
                let facts = link.facts.iter().filter_map(|fact| fact.spans[side]);
                for span in facts.chain(link.details[side].iter().copied()) {
                    prop_assert!(first <= span.start && span.start < span.end && span.end <= last);
                    prop_assert!(document.text().get(span.start..span.end).is_some());
                }
            }
        }
    }

    #[test]
    fn swapped_texts_give_the_swapped_result(left in telling(), right in telling()) {
        let one = compared(&left, &right);
        let other = compared(&right, &left).mirrored();
        prop_assert_eq!(one, other);
    }

    #[test]
    fn a_text_against_itself_has_no_change(text in telling()) {
        let comparison = compared(&text, &text);
        prop_assert_eq!(&comparison.only, &Sides::default());
        for link in comparison.links.iter().filter(|link| link.primary) {
            prop_assert_eq!(link.class, LinkClass::Same);
            prop_assert!(!link.moved && link.facts.is_empty());
        }
    }

    #[test]
    fn any_text_can_be_compared(left in ".{0,200}", right in ".{0,200}") {
        compared(&left, &right);
    }
}
