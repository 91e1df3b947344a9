//! Cases a person can read, and the law that sentences tile.

use proptest::prelude::*;

use super::*;

/// Reads "One.| Two." and checks that exactly those sentences are found; the mark stands before the white space, which
/// belongs to the sentence in front of it.
fn check_sentences(marked: &str) {
    let text = marked.replace('|', "");
    let found: Vec<&str> = sentences(&text).iter().map(|span| span.of(&text).trim()).collect();
    let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
    assert_eq!(found, wanted);
}

#[test]
fn plain_sentences() {
    check_sentences("The bridge closed.| It rained.");
    check_sentences("Why?| Nobody knows!| Really?!| Yes.");
    check_sentences("A heading without a stop");
    check_sentences("One line\nof a wrapped text.| And another\nline.");
}

#[test]
fn abbreviations_do_not_close() {
    check_sentences("He met Mr. Smith.| It rained.");
    check_sentences("Gov. Ann Lee and Sen. Bo Ray met Dr. Ito at St. Mary's on Jan. 5.| They left.");
    check_sentences("Acme Inc. Chairman Ray left.| Acme Corp. fell.");
    check_sentences("The No. 2 official, vs. others, spoke.| No.| That is all.");
    check_sentences("Harbour tools, e.g. Cranes and i.e. Hooks, rusted.");
    check_sentences("WASHINGTON, Jan. 5 (AP) — The ferry sank.");
    check_sentences("LANSING, Mich. (AP) — The ferry sank.");
    check_sentences("PARIS (AP) — The ferry sank.| Nobody died.");
    check_sentences("ST. LOUIS — The ferry sank.");
    check_sentences("He fell ill.| Doctors came.");
}

#[test]
fn abbreviations_may_close() {
    check_sentences("He lives in the U.S.| The mayor does not.");
    check_sentences("She met U.S. officials and U.S. President Lee.");
    check_sentences("It opens at 10 a.m. Monday and closes at 5 p.m. ET.| Police said so.");
    check_sentences("It closed at 5 p.m.| Police came.");
    check_sentences("Nuts, bolts, etc.| Workers left.");
    check_sentences("They sued Acme Inc.| The court agreed.");
    check_sentences("“We love the U.S.”| The crowd cheered.");
}

#[test]
fn initials_stay_with_their_name() {
    check_sentences("J. K. Rowling met George W. Bush.| They spoke.");
    check_sentences("There was no plan B.| The mayor left.");
    check_sentences("It was he and I.| The others left.");
    check_sentences("Le maire a vu M. Durand.| Il pleuvait.");
}

#[test]
fn quotes_and_brackets_close_with_the_sentence() {
    check_sentences("“We are done.”| He left.");
    check_sentences("\"We are done.\"| \"So am I.\"| She left.");
    check_sentences("'Never.'| She left.");
    check_sentences("(He was late.)| She left.");
    check_sentences("“Are you sure?” he asked.| “Yes!” the mayor cried.");
    check_sentences("“Stop!” Lee said.| “Stop!” Mary Ann Lee shouted.");
    check_sentences("“Did they win?”| They did.");
    check_sentences("He said: “It is over.| We lost.”| Then he left.");
    check_sentences("\"He knew, and he ran. \" Lee said no more.".replace("ran. \" Lee", "ran. \"| Lee").as_str());
    check_sentences("„Es ist vorbei.“| Dann ging er.");
    check_sentences("« C'est fini. »| Il part.");
}

#[test]
fn numbers_and_ellipses() {
    check_sentences("It rose 3.5 percent to $1.2 million.| In 2020.| 15 people left.");
    check_sentences("“We waited ... and waited… for hours.”| Nobody came...| Then they did.");
    check_sentences("It said […] nothing.| […] The rest is lost.");
    check_sentences("1. Check the valve.| Close it.");
    check_sentences("Am 3. März kam er.| Es war 3.| Niemand sah ihn.");
    check_sentences("See example.org for more.| It is free.");
}

#[test]
fn other_scripts() {
    check_sentences("市长周五辞职。|议会下周投票！|为什么？");
    check_sentences("“我们会重建大桥。”市长说。|议会同意。");
    check_sentences("“我们会重建大桥。”|议会同意。");
    check_sentences("市長は「橋を直す。」と述べた。|議会は同意した。");
    check_sentences("هل أغلق الجسر؟| نعم.| عاد الجميع.");
    check_sentences("पुल बंद है।| कल खुलेगा।");
}

proptest! {
    #[test]
    fn sentences_tile_any_text(text in "(\\PC|[ \n\t.!?…。」”\"'()]|[A-Za-z]|U\\.S\\. |[一-龥]|[א-ת]){0,60}") {
        let joined: String = sentences(&text).iter().map(|span| span.of(&text)).collect();
        prop_assert_eq!(joined, text);
    }
}
