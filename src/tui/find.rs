//! Finding words in a text as a reader means them: case, accents and typography aside.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::key;

/// Words to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needle {
    folded: String,
}

impl Needle {
    /// The words as typed; `None` where there is nothing to look for.
    pub(super) fn new(words: &str) -> Option<Needle> {
        let folded = Folded::new(words).text;
        let folded = folded.trim_start();
        (!folded.is_empty()).then(|| Needle { folded: folded.to_owned() })
    }

    /// Where the words stand, in bytes of `text`: in order, apart from one another, and never a part of a grapheme.
    ///
    /// Every run of white space is one space, so a phrase is found across the line ends of the text as published.
    pub(super) fn matches(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(text);
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = folded.text[from..].find(&self.folded) {
            let start = from + at;
            let end = start + self.folded.len();
            // Invisible graphemes share a place with the one after them, which is the one that is meant.
            let first = folded.places.partition_point(|place| place.0 <= start) - 1;
            let after = folded.places.partition_point(|place| place.0 < end);
            let (next, until) = folded.places.get(after).copied().unwrap_or((folded.text.len(), text.len()));
            found.push(folded.places[first].1..until);
            from = next;
        }
        found
    }
}

/// Ends the typing of a find: keeps what was typed, or, where nothing was, the find before. `false` where the words are nowhere;
/// then there is none.
pub(super) fn keep<F>(find: &mut Option<F>, before: Option<F>, is_nowhere: impl Fn(&F) -> bool) -> bool {
    *find = find.take().or(before);
    let nowhere = find.as_ref().is_some_and(is_nowhere);
    if nowhere {
        *find = None;
    }
    !nowhere
}

/// Which place of how many, as the screen says it: "3 of 11"; `here` counts from 0, `around` is whether the way led past an end.
pub(super) fn count(here: Option<usize>, all: usize, around: bool) -> String {
    match (here, all) {
        (_, 0) => "no match".to_owned(),
        (Some(here), all) if around && all > 1 => format!("{} of {all}, around the end", here + 1),
        (Some(here), all) => format!("{} of {all}", here + 1),
        (None, 1) => "1 match".to_owned(),
        (None, all) => format!("{all} matches"),
    }
}

/// A text in the form in which it is searched.
struct Folded {
    text: String,
    /// For each grapheme the byte its form begins at in `text`, and the byte it begins at in the original.
    places: Vec<(usize, usize)>,
}

impl Folded {
    fn new(original: &str) -> Folded {
        let mut folded = Folded { text: String::with_capacity(original.len()), places: Vec::new() };
        for (at, grapheme) in original.grapheme_indices(true) {
            folded.places.push((folded.text.len(), at));
            folded.push(grapheme);
        }
        folded
    }

    fn push(&mut self, grapheme: &str) {
        if grapheme.chars().all(char::is_whitespace) {
            if !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        } else if grapheme.is_ascii() {
            self.text.extend(grapheme.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            let bare = key(grapheme).nfkd().filter(|&c| !is_accent(c)).nfc().collect::<String>();
            self.text.extend(bare.chars().flat_map(char::to_lowercase));
        }
    }
}

/// Marks that readers leave out when they type: accents of Latin, Greek and Cyrillic, vowel signs of Hebrew and Arabic. The
/// vowel signs of Indian scripts and the voicing marks of Japanese make other words and stay.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_found(words: &str, text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            Needle::new(words).into_iter().flat_map(|needle| needle.matches(text)).map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{words:?} in {text:?}");
    }

    #[test]
    fn case_accents_and_typography_do_not_matter() {
        check_found("crack", "Cracks crack; CRACKED.", &["Crack", "crack", "CRACK"]);
        check_found("cafe", "Café, cafe\u{301}", &["Café", "cafe\u{301}"]);
        check_found("CAFÉ", "cafe", &["cafe"]);
        check_found("mayor's", "the mayor’s office", &["mayor’s"]);
        check_found("\"we", "said: “We”", &["“We"]);
        check_found("2-3", "2–3 boats", &["2–3"]);
        check_found("strasse", "Straße", &["Straße"]);
        check_found("cooperate", "co\u{ad}operate", &["co\u{ad}operate"]);
        check_found("οδος", "ΟΔΟΣ", &["ΟΔΟΣ"]);
        check_found("...", "so…", &["…"]);
    }

    #[test]
    fn a_phrase_is_found_across_line_ends() {
        check_found("harbour  bridge", "the harbour\r\n  bridge", &["harbour\r\n  bridge"]);
        check_found(" bridge", "bridge", &["bridge"]);
        check_found("3 km", "3\u{a0}km", &["3\u{a0}km"]);
    }

    #[test]
    fn other_scripts() {
        check_found("桥梁", "大桥梁关闭", &["桥梁"]);
        check_found("か", "がか", &["か"]);
        check_found("العمدة", "قال العُمدة إن", &["العُمدة"]);
        check_found("की", "नाविकों की का", &["की"]);
        check_found("하", "한하", &["하"]);
    }

    #[test]
    fn nothing_is_found_where_nothing_is_asked() {
        check_found("", "text", &[]);
        check_found(" \t", "text here", &[]);
        check_found("\u{ad}", "text", &[]);
    }

    #[test]
    fn what_repeats_is_counted_without_overlap() {
        check_found("aa", "aaaaa", &["aa", "aa"]);
        check_found("s", "ß", &["ß"]);
    }

    proptest! {
        #[test]
        fn finds_are_whole_graphemes_in_order(text in "\\PC{0,60}", words in "\\PC{1,3}") {
            let borders: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let needle = Needle::new(&words);
            let mut last = 0;
            for range in needle.iter().flat_map(|needle| needle.matches(&text)) {
                prop_assert!(range.start >= last && range.start < range.end);
                prop_assert!(borders.contains(&range.start) && borders.contains(&range.end));
                last = range.end;
            }
        }

        #[test]
        fn every_stretch_of_a_text_is_found_in_it(text in "([a-zA-ZéßΣ’“ \n.桥ا]|e\u{301}|👩‍🚒){1,40}", from in 0usize..40, len in 1usize..9) {
            let graphemes: Vec<&str> = text.graphemes(true).collect();
            let words: String = graphemes.iter().skip(from).take(len).copied().collect();
            if let Some(needle) = Needle::new(&words) {
                prop_assert!(!needle.matches(&text).is_empty(), "{:?} in {:?}", words, text);
            }
        }
    }
}
