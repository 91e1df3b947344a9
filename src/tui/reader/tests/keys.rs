//! What keys do in the Reader.

use std::sync::Arc;

use super::{MILL, player};
use crate::model::StoryId;
use crate::tui::fixture::{Player, shelf};
use crate::tui::reader::Reader;

/// Presses keys in the Reader and looks for words on screen.
fn check_says(keys: &str, expected: &str) {
    let text = player((80, 24), keys).text();
    assert!(text.contains(expected), "after {keys:?} the screen has no {expected:?}:\n{text}");
}

#[test]
fn what_nobody_else_tells_is_gone_through_around_the_end() {
    check_says("+", "Told here alone: 1 of 2");
    check_says("+", "Only Coast Wire tells this, of 4");
    check_says("+ +", "Told here alone: 2 of 2");
    check_says("+ + +", "Told here alone: 1 of 2");
}

#[test]
fn what_the_outlet_leaves_out_is_found_among_the_claims() {
    check_says(". . . -", "Left out by Radio One: 1 of 1");
    check_says(". . . -", "❯ Forty firefighters");
    check_says(". . . - q", "4 of 5 texts");
    check_says("-", "Coast Wire leaves out nothing that two others tell");
    check_says("m w -", "Coast Wire leaves out nothing that two others tell");
}

#[test]
fn facts_that_differ_are_gone_through_both_ways() {
    check_says("]", "Facts differ: 1 of 2");
    check_says("] ]", "Facts differ: 2 of 2");
    check_says("] ]", "number Two (Coast Wire, Radio One) / Three (Ledger)");
    check_says("] ] ]", "No further sentence has facts that differ");
    check_says("] ] [", "Facts differ: 1 of 2");
    check_says("[", "No earlier sentence has facts that differ");
}

#[test]
fn the_lens_says_who_tells_a_sentence_and_how() {
    check_says("", "All 4 tell this");
    check_says("] ]", "3 of 4 tell this: also Ledger, Radio One · not 市民日報");
    check_says("] ]", "Ledger  Three workers were taken to hospital with burns.");
    check_says("] ] tab", "Radio One  the same words");
    check_says("] ] tab tab", "Ledger  Three");
    check_says("+ tab", "There is no further outlet that tells this");
}

#[test]
fn a_sentence_leads_to_compare_and_to_its_claim_and_back() {
    check_says("] ] enter", "number differs: Two / Three");
    check_says("] ] tab enter", "the same words");
    check_says("+ enter", "only on the left");
    check_says("] ] enter q", "number Two (Coast Wire, Radio One) / Three (Ledger)");
    check_says("] ] m", "told in 3 of 4");
    check_says("] ] m w", "3 of 4 tell this");
    check_says("] ] enter tab w", "3 of 5 texts");
    check_says("] ] enter tab w", "3 of 4 tell this: also Coast Wire");
}

#[test]
fn an_earlier_version_and_marks_that_are_hidden_say_so() {
    check_says(".", "An earlier version");
    check_says(". +", "An earlier version");
    check_says("L", "The marks are hidden; L shows them");
    check_says("L +", "The marks are hidden; L shows them");
    check_says("L L +", "Told here alone: 1 of 2");
    check_says("q j w +", "One outlet tells this story");
    check_says("q j w enter", "One outlet tells this story");
}

#[test]
fn the_text_is_there_before_its_marks() {
    let kept = shelf(MILL);
    let story = kept.story(StoryId(1)).expect("the story");
    let version = kept.version(story.articles[0].latest().id).expect("its text");
    let mut reader = Reader::new(story, version.info.id, true);
    reader.take(version);
    assert_eq!(reader.who(), "Comparing 4 outlets, every two of them");
    reader.failed = true;
    assert_eq!(reader.who(), "The outlets could not be compared");
}

#[test]
fn very_many_outlets_are_compared_only_when_asked_for() {
    let mut many = Reader::new(crate::tui::fixture::story(&[1; 25]), crate::model::VersionId(1), true);
    assert!(!many.asks_at_once());
    assert_eq!(many.who(), "25 outlets: their claims, once opened, say who tells this");
    many.show_reach(false);
    assert!(!many.is_marked());
    assert!(Reader::new(crate::tui::fixture::story(&[1; 24]), crate::model::VersionId(1), true).asks_at_once());
}

#[test]
fn the_sentence_under_the_cursor_is_copied() {
    let mut player = player((80, 24), "+ y");
    let copied = format!("{:?}", player.effects);
    assert!(copied.contains("Nobody died. (Coast Wire)"), "{copied}");
    player.press("L y");
    let copied = format!("{:?}", player.effects);
    assert!(copied.contains("Fire destroys paper mill at Ostry (Coast Wire)"), "{copied}");
}

#[test]
fn words_found_bring_the_cursor_along() {
    check_says("/ V e l a enter", "Only Coast Wire tells this");
    check_says("/ V e l a esc", "All 4 tell this");
}

#[test]
fn marks_are_what_the_claims_say() {
    let kept = shelf(MILL);
    let story = kept.story(StoryId(1)).expect("the story");
    let tellings = crate::tellings::Tellings::of_story(&kept, &story).expect("its texts");
    let told = Arc::new(crate::tui::claims::Told::new(&story, &tellings));
    for article in &story.articles {
        let reach = super::super::reach::Reach::of(&told, article.latest().id).expect("a latest version");
        let document = kept.version(article.latest().id).expect("its text").document;
        for ix in (0..document.sentences().len()).map(crate::text::SentenceIx) {
            let own = |claim: &&crate::compare::Claim| claim.cells[reach.outlet].sentences.contains(&ix);
            let claim = told.claims.claims.iter().find(own);
            assert_eq!(reach.mark(ix).map(|mark| mark.told), claim.map(crate::compare::Claim::reach), "{ix:?}");
        }
    }
}

#[test]
fn a_narrow_window_keeps_the_sentence() {
    let mut player: Player = player((120, 30), "] ]");
    player.resize((60, 20));
    assert!(player.text().contains("3 of 4 tell this"), "{}", player.text());
    player.resize((40, 10));
    assert!(player.text().contains("3 of 4"), "{}", player.text());
}

#[test]
fn all_of_what_the_lens_says_can_be_read() {
    let mut player = player((60, 30), "] ] i");
    let text = player.text();
    for words in
        ["number Two (Coast Wire, Radio One) / Three (Ledger)", "The Ledger", "Three workers were taken to hospital"]
    {
        assert!(text.contains(words), "no {words:?}:\n{text}");
    }
    player.press("esc");
    assert!(!player.text().contains("In full"));
    check_says("L i", "There is nothing more to say here");
    check_says("] i", "In full");
}
