//! Cases a person can read, and the law that words tile.

use proptest::prelude::*;

use super::*;

/// Reads "the|words" and checks that exactly those are found in the text they make together.
fn check_words(marked: &str) {
    let text = marked.replace('|', "");
    let cores: Vec<&str> = words(&text).iter().map(|word| word.span.of(&text)).collect();
    assert_eq!(cores.join("|"), marked);
}

fn check_kind(word: &str, kind: WordKind) {
    let found = words(word);
    assert_eq!(found.len(), 1, "{word} is one word: {found:?}");
    assert_eq!(found[0].kind, kind, "{word}");
}

#[test]
fn white_space_belongs_to_the_word_before() {
    check_words("The |mayor  |resigned|.");
    check_words("  Two |spaces |lead|.\n");
    check_words("no\u{a0}|break");
    assert_eq!(words("0\u{202f}")[0].core, Span::new(0, 1));
}

#[test]
fn news_writing_glues() {
    check_words("The |U.S.-led |force");
    check_words("COVID-19 |cost |$3.5bn|, |or |€1,200 |each");
    check_words("They |don't |know |Xi’s |plan");
    check_words("At |10:30 |a.m. |on |9/11");
    check_words("The |U.S.'s |AT&T |and |US$20");
    check_words("Up |50% |to |-5° |or |20€");
    check_words("a |24-year-old |#tag |@name");
    check_words("Mr. |Smith |of |Acme |Inc. |left|.");
    check_words("J. |K. |Rowling");
}

#[test]
fn punctuation_stands_alone() {
    check_words("“|Stop|,|” |he |said|.");
    check_words("Wait|... |what|?|! |Yes |-- |no|—|maybe");
    check_words("(|10 |p.m.|)");
    check_words("the |end|. |Next");
    check_words("2019|–|2020");
    check_words("dogs|' |tails");
}

#[test]
fn scripts_without_spaces_are_cut_by_the_dictionary() {
    check_words("市长|周五|辞职|。");
    check_words("東京|で|会議|。");
    check_words("In |北京|, |3|月");
    check_words("สวัสดี|ชาว|โลก");
}

#[test]
fn kinds_follow_the_first_letter_or_digit() {
    for word in ["mayor", "COVID-19", "U.S.", "#tag", "Ünïcode", "мэр", "عمدة"] {
        check_kind(word, WordKind::Word);
    }
    for word in ["1,200", "$3.5bn", "10:30", "24-year-old", "-5", "３月".trim_end_matches('月')] {
        check_kind(word, WordKind::Number);
    }
    for word in ["…", "—", "“", "🎉", "👩‍🚒"] {
        check_kind(word, WordKind::Punctuation);
    }
}

#[test]
fn white_space_alone_is_one_word_without_a_core() {
    assert!(words("").is_empty());
    let found = words(" \n ");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].span, found[0].core.is_empty()), (Span::new(0, 3), true));
}

proptest! {
    #[test]
    fn words_tile_any_text(text in "(\\PC|[ \n\t.,'’$%:/&-]|[a-zA-Z0-9]|[一-龥]|[ก-๙]|\\PC\u{301}){0,60}") {
        let found = words(&text);
        let mut at = 0;
        for word in &found {
            prop_assert_eq!(word.span.start, at);
            prop_assert!(word.span.end > at);
            prop_assert!(word.span.covers(word.core));
            prop_assert_eq!(word.core.of(&text).trim(), word.core.of(&text));
            prop_assert_eq!(word.span.of(&text).trim(), word.core.of(&text));
            at = word.span.end;
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn plain_stretches_are_cut_as_the_rules_cut_them(text in "([a-z0-9]|[ -~‘’“”–—]|é){0,12}") {
        let stretch = Span::new(0, text.len());
        let (mut plain, mut by_rule) = (Vec::new(), Vec::new());
        atoms_by_rule(&text, stretch, &mut by_rule);
        if plain_atoms(text.as_bytes(), stretch, &mut plain) {
            prop_assert_eq!(plain, by_rule);
        } else {
            prop_assert_eq!(plain, []);
        }
    }

    #[test]
    fn words_tile_any_bytes_read_as_text(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let text = String::from_utf8_lossy(&bytes);
        let joined: String = words(&text).iter().map(|word| word.span.of(&text)).collect();
        prop_assert_eq!(joined, text);
    }
}
