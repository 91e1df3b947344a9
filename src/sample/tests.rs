//! What the sample edition promises: every file is whole, and the stories show what they are there to show.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::{EDITION, SampleFile, stories};
use crate::compare::{FactKind, Options, compare};
use crate::ingest;
use crate::model::Moment;
use crate::sides::Sides;
use crate::text::Role;

fn file(name: &str) -> &'static SampleFile {
    EDITION.iter().copied().flatten().find(|f| f.name == name).unwrap_or_else(|| panic!("no {name} in the edition"))
}

#[test]
fn every_file_is_read_as_one_article_without_a_warning() {
    for file in EDITION.iter().copied().flatten() {
        let harvest = ingest::read(file.name, file.text.as_bytes());
        assert_eq!(harvest.warnings, [], "{}", file.name);
        assert_eq!(harvest.arrivals.len(), 1, "{}", file.name);
        let arrival = &harvest.arrivals[0];
        assert!(arrival.title.is_some() && arrival.url.is_some() && arrival.published.is_some(), "{}", file.name);
    }
    assert_eq!(stories().iter().map(Vec::len).sum::<usize>(), EDITION.iter().copied().flatten().count());
}

#[test]
fn the_newest_story_comes_first_and_its_first_telling() {
    let moments: Vec<Vec<Moment>> =
        stories().iter().map(|story| story.iter().filter_map(|a| a.published).collect()).collect();
    let instant = |m: &Moment| match m {
        Moment::Instant(at) => *at,
        Moment::Day(day) => panic!("{day} says no time"),
    };
    assert!(moments.iter().all(|story| story.is_sorted_by_key(instant)), "{moments:?}");
    assert!(moments.is_sorted_by_key(|story| Reverse(story.iter().map(instant).max())), "{moments:?}");
}

/// The text below the front matter.
fn body(name: &str) -> &'static str {
    let (_, body) = file(name).text.strip_prefix("---\n").and_then(|t| t.split_once("\n---\n")).expect("front matter");
    body
}

/// The byte at which a phrase stands; a phrase that is missing or stands twice fails the test.
fn place(name: &str, phrase: &str) -> usize {
    let found: Vec<_> = body(name).match_indices(phrase).collect();
    assert_eq!(found.len(), 1, "{name} has {phrase:?} {} times", found.len());
    found[0].0
}

/// Two tellings say one thing in two ways: each phrase stands in its own text and not in the other.
fn check_differs(story: &str, left: (&str, &str), right: (&str, &str)) {
    let (l, r) = (format!("{story}/{}.md", left.0), format!("{story}/{}.md", right.0));
    place(&l, left.1);
    place(&r, right.1);
    assert!(!body(&r).contains(left.1), "{r} also says {:?}", left.1);
    assert!(!body(&l).contains(right.1), "{l} also says {:?}", right.1);
}

/// One telling of a story has words that no other has.
fn check_only(story: &str, outlet: &str, phrase: &str) {
    let name = format!("{story}/{outlet}.md");
    place(&name, phrase);
    for other in EDITION.iter().copied().flatten().filter(|f| f.name.starts_with(story) && f.name != name) {
        assert!(!other.text.contains(phrase), "{} also says {phrase:?}", other.name);
    }
}

/// Two phrases stand in one order on the left and in the other on the right.
fn check_moved(story: &str, left: &str, right: &str, first: &str, second: &str) {
    let (l, r) = (format!("{story}/{left}.md"), format!("{story}/{right}.md"));
    assert!(place(&l, first) < place(&l, second), "{l}: {first:?} comes first");
    assert!(place(&r, second) < place(&r, first), "{r}: {second:?} comes first");
}

#[test]
fn embeds_every_file_of_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let mut on_disk = BTreeSet::new();
    for story in fs::read_dir(&root).expect("the folder of the edition") {
        let story = story.expect("a story's folder");
        for piece in fs::read_dir(story.path()).expect("a folder of tellings") {
            let piece = piece.expect("a telling").file_name();
            on_disk.insert(format!("{}/{}", story.file_name().display(), piece.display()));
        }
    }
    let embedded: BTreeSet<String> = EDITION.iter().copied().flatten().map(|f| f.name.to_owned()).collect();
    assert_eq!(embedded, on_disk);
}

#[test]
fn a_number_differs() {
    check_differs("harbour-bridge", ("coast-wire", "two of its main cables"), ("the-ledger", "three main cables"));
    check_differs("council-budget", ("the-ledger", "$9 million"), ("metro-today", "$8 million"));
    check_differs("sponge-reef", ("coast-wire", "a tenth of the reef"), ("metro-today", "a fifth of the reef"));
    check_differs("reservoir-levels", ("radio-one.2", "to 41 percent of"), ("radio-one.3", "to 38 percent of"));
}

#[test]
fn a_date_differs() {
    check_differs("reservoir-levels", ("radio-one.3", "from Sunday"), ("radio-one.4", "midnight from Monday"));
}

#[test]
fn a_quote_is_trimmed() {
    check_differs("harbour-bridge", ("coast-wire", "have been told,\""), ("the-ledger", "have been told in March,\""));
    check_differs("council-budget", ("coast-wire", "libraries open,\""), ("the-ledger", "bridge standing,\""));
    check_differs("reservoir-levels", ("radio-one.2", "the tap, and to think twice"), ("radio-one.3", "the tap,\""));
}

#[test]
fn a_quote_is_altered() {
    let gamble = "\"There was no danger to the public, but we were not prepared to gamble,\"";
    check_differs("harbour-bridge", ("coast-wire", "not prepared to take the chance,\""), ("evening-star", gamble));
    check_differs("council-budget", ("coast-wire", "who have no car"), ("metro-today", "who do not own a car"));
    check_differs("sponge-reef", ("coast-wire", "the camera was broken"), ("evening-star", "the camera had broken"));
}

#[test]
fn a_quote_is_cut() {
    assert!(body("harbour-bridge/coast-wire.md").contains("no immediate danger"));
    assert!(!body("harbour-bridge/metro-today.md").contains("no immediate danger"));
}

#[test]
fn an_attribution_is_dropped() {
    let said = "where police said they expected long queues";
    check_differs("harbour-bridge", ("coast-wire", said), ("evening-star", "where long queues are expected"));
    check_differs("reservoir-levels", ("radio-one.3", "said they had begun"), ("radio-one.4", "have begun"));
    assert!(!body("council-budget/metro-today.md").contains("Opponents said"));
}

#[test]
fn a_hedge_turns_certain() {
    check_differs("harbour-bridge", ("coast-wire", "cracks may have formed"), ("the-ledger", "cracks formed"));
    check_differs("council-budget", ("coast-wire", "could face a shortfall"), ("the-ledger", "will face a shortfall"));
    check_differs("sponge-reef", ("coast-wire", "may be 6,000 years"), ("the-ledger", "long and 6,000 years old"));
    check_differs("reservoir-levels", ("radio-one.2", "may ask households"), ("radio-one.3", "will ask households"));
}

#[test]
fn a_paragraph_moves() {
    let opened = "The bridge opened in 1961";
    check_moved("harbour-bridge", "metro-today", "coast-wire", opened, "Ferries will run every ten minutes");
    check_moved("harbour-bridge", "evening-star", "coast-wire", "every ten minutes", "while checking the anchor house");
    check_moved(
        "reservoir-levels",
        "radio-one.2",
        "radio-one.3",
        "No rain is forecast",
        "Farmers in the Wenlow valley",
    );
}

#[test]
fn a_sentence_splits_and_merges() {
    let merged = "was shut at 9.40 a.m. and will stay closed until Sunday at the earliest";
    check_differs("harbour-bridge", ("the-ledger", merged), ("evening-star", "at 9.40 a.m. It will not reopen"));
}

#[test]
fn one_outlet_reports_more() {
    check_only("harbour-bridge", "the-ledger", "Halden Works, declined to comment");
    check_only("council-budget", "the-ledger", "an outside engineer would review every bridge");
    check_only("sponge-reef", "the-ledger", "The fishermen's union");
}

#[test]
fn a_headline_is_reworded() {
    let ban = "Evening hose ban from Monday";
    check_differs("harbour-bridge", ("coast-wire", "# City closes"), ("the-ledger", "# Harbour Bridge shut \"within"));
    check_differs("reservoir-levels", ("radio-one.1", "# Reservoir falls to 41"), ("radio-one.4", ban));
}

#[test]
fn wire_copy_runs_nearly_verbatim() {
    for story in ["harbour-bridge", "sponge-reef"] {
        let sentences = |outlet: &str| -> Vec<&str> {
            body(&format!("{story}/{outlet}.md"))
                .lines()
                .flat_map(|l| l.trim_end_matches('.').split(". "))
                .filter(|s| s.len() > 25)
                .collect()
        };
        let wire = sentences("coast-wire");
        let copy = sentences("metro-today");
        let kept = copy.iter().filter(|s| wire.contains(s)).count();
        assert!(2 * kept > copy.len() && kept < copy.len(), "{story}: {kept} of {} sentences kept", copy.len());
    }
}

/// The roles of a telling's paragraphs that are not body, in order.
fn check_roles(name: &str, expected: &[Role]) {
    let arrivals = ingest::read(name, file(name).text.as_bytes()).arrivals;
    let roles: Vec<Role> =
        arrivals[0].document.paragraphs().iter().map(|p| p.role).filter(|&r| r != Role::Body).collect();
    assert_eq!(roles, expected, "{name}");
}

#[test]
fn what_the_page_put_around_the_article_shows() {
    use Role::{Byline, Caption, Credit, Headline, Noise, Subhead};
    check_roles("harbour-bridge/evening-star.md", &[Headline, Byline, Caption, Credit]);
    check_roles("harbour-bridge/the-ledger.md", &[Headline, Byline, Noise]);
    check_roles("harbour-bridge/metro-today.md", &[Headline, Noise]);
    check_roles("council-budget/metro-today.md", &[Headline, Byline, Subhead, Subhead, Subhead, Subhead]);
    check_roles("reservoir-levels/radio-one.4.md", &[Headline]);
    check_roles("sponge-reef/evening-star.md", &[Headline, Byline, Caption, Credit, Noise]);
}

#[test]
fn every_telling_has_a_readers_measure() {
    for SampleFile { name, text } in EDITION.iter().copied().flatten() {
        let words = text.split_whitespace().count();
        assert!((100..350).contains(&words), "{name} has {words} words");
        for key in ["Outlet: ", "Title: ", "Date: 2026-", "URL: https://", "Byline: "] {
            assert!(text.lines().any(|l| l.starts_with(key)), "{name} has no {key}");
        }
        assert!(text.contains(".example/"), "{name}: only reserved addresses, which nobody owns");
    }
}

/// The comparison of two tellings says that a fact differs, and names both wordings.
fn check_fact(story: &str, left: &str, right: &str, kind: FactKind, wordings: (Option<&str>, Option<&str>)) {
    let documents = Sides::new(left, right).map(|outlet| {
        let name = format!("{story}/{outlet}.md");
        Arc::clone(&ingest::read(&name, file(&name).text.as_bytes()).arrivals[0].document)
    });
    let comparison = compare(documents.clone(), &Options::default());
    let found: Vec<Sides<Option<&str>>> = comparison
        .links
        .iter()
        .flat_map(|link| &link.facts)
        .filter(|fact| fact.kind == kind)
        .map(|fact| Sides::from_fn(|side| fact.spans[side].map(|span| span.of(documents[side].text()))))
        .collect();
    assert!(found.contains(&Sides::new(wordings.0, wordings.1)), "{story}, {left} and {right}: {kind:?} in {found:?}");
}

#[test]
fn the_comparison_names_the_facts_that_differ() {
    check_fact("harbour-bridge", "coast-wire", "the-ledger", FactKind::Number, (Some("two"), Some("three")));
    check_fact("harbour-bridge", "coast-wire", "the-ledger", FactKind::Hedge, (Some("may"), None));
    let told = (Some("We should have been told,"), Some("We should have been told in March,"));
    check_fact("harbour-bridge", "coast-wire", "the-ledger", FactKind::Quote, told);
    check_fact(
        "council-budget",
        "coast-wire",
        "metro-today",
        FactKind::Number,
        (Some("$9 million"), Some("$8 million")),
    );
    check_fact("council-budget", "coast-wire", "the-ledger", FactKind::Hedge, (Some("could"), None));
    check_fact("reservoir-levels", "radio-one.2", "radio-one.3", FactKind::Number, (Some("41"), Some("38")));
    check_fact("reservoir-levels", "radio-one.3", "radio-one.4", FactKind::Date, (Some("Sunday"), Some("Monday")));
}
