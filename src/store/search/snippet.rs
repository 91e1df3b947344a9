//! The piece of a text that shows why it was found.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::query::{Query, Words};
use super::unspaced::is_unspaced;
use crate::text::{Document, Role, SentenceIx};

/// The longest snippet, in characters.
const LONGEST: usize = 200;

/// How many characters stand before the first word found, at most, where a sentence is too long to be shown whole.
const BEFORE: usize = 60;

/// A sentence of a text, cut where it is long, and where in it the words looked for stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words, white space as single spaces.
    pub text: String,
    /// The bytes of `text` that were looked for, in order and apart.
    pub found: Vec<Range<usize>>,
}

/// The sentence that has most of the words looked for, the first of equals; the first of the body where none has any, as when
/// only the headline does.
pub(super) fn snippet(document: &Document, query: &Query) -> Snippet {
    let needles: Vec<(Vec<char>, bool)> = query.words.iter().filter(|words| !words.outlet).map(needle).collect();
    let sentences = (0..document.sentences().len()).map(SentenceIx);
    let shown = sentences.filter(|&ix| !matches!(document.role(ix), Role::Noise));
    let mut best: Option<(usize, Snippet)> = None;
    for ix in shown {
        let text = document.sentence_text(ix).split_whitespace().collect::<Vec<_>>().join(" ");
        let folded = Folded::new(&text);
        let places: Vec<Vec<Range<usize>>> = needles.iter().map(|(needle, open)| folded.find(needle, *open)).collect();
        let body = document.role(ix) == Role::Body;
        let score = 2 * places.iter().filter(|places| !places.is_empty()).count() + usize::from(body);
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            let whole = score == 2 * needles.len() + 1;
            best = Some((score, Snippet { found: apart(places.concat()), text }));
            if whole {
                break;
            }
        }
    }
    best.map(|(_, snippet)| cut(snippet)).unwrap_or_default()
}

fn needle(words: &Words) -> (Vec<char>, bool) {
    let text = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    (Folded::new(text).chars.into_iter().map(|(c, _)| c).collect(), words.open)
}

/// A text in small letters without accents, each with the bytes it stands for.
struct Folded {
    chars: Vec<(char, Range<usize>)>,
}

impl Folded {
    fn new(text: &str) -> Folded {
        let mut chars = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            let range = at..at + c.len_utf8();
            if c.is_ascii() {
                chars.push((c.to_ascii_lowercase(), range));
            } else {
                let bare = std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
                chars.extend(bare.map(|c| (c, range.clone())));
            }
        }
        Folded { chars }
    }

    /// Where words stand whole; with `open` the last may go on.
    fn find(&self, needle: &[char], open: bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let Some(&first) = needle.first() else { return found };
        let ends = |before: Option<char>, after: Option<char>| {
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
            !(inside(before) && inside(after))
        };
        let char_at = |k: usize| self.chars.get(k).map(|(c, _)| *c);
        for start in (0..self.chars.len()).filter(|&k| self.chars[k].0 == first) {
            let end = start + needle.len();
            let same = self.chars.get(start..end).is_some_and(|there| there.iter().map(|(c, _)| c).eq(needle));
            let begins = ends(start.checked_sub(1).and_then(char_at), Some(first));
            if same && begins && (open || ends(char_at(end - 1), char_at(end))) {
                let mut last = end;
                while open && !ends(char_at(last - 1), char_at(last)) {
                    last += 1;
                }
                found.push(self.chars[start].1.start..self.chars[last - 1].1.end);
            }
        }
        found
    }
}

/// Ranges in order, what overlaps as one.
fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match found.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}

/// A long sentence from a little before the first word found.
fn cut(snippet: Snippet) -> Snippet {
    let Snippet { text, found } = snippet;
    if text.chars().count() <= LONGEST {
        return Snippet { text, found };
    }
    let first = found.first().map_or(0, |range| range.start);
    let back = text[..first].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    // A word is not cut where a space is near.
    let start = if back == 0 { 0 } else { text[back..first].find(' ').map_or(back, |space| back + space + 1) };
    let end = text[start..].char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| start + at);
    let end = if end == text.len() { end } else { text[start..end].rfind(' ').map_or(end, |space| start + space) };
    let head = if start > 0 { "… " } else { "" };
    let tail = if end < text.len() { " …" } else { "" };
    let moved = |range: &Range<usize>| range.start + head.len() - start..range.end.min(end) + head.len() - start;
    let found = found.iter().filter(|range| range.start >= start && range.start < end).map(moved).collect();
    Snippet { text: format!("{head}{}{tail}", &text[start..end]), found }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, query: &str) -> Snippet {
        let query = Query::parse(query, jiff::civil::date(2026, 4, 20)).expect("a query");
        snippet(&Document::parse(text), &query)
    }

    /// Writes the snippet with what was found in brackets.
    fn check(text: &str, query: &str, expected: &str) {
        let Snippet { text, found } = found(text, query);
        let mut marked = text.clone();
        for range in found.iter().rev() {
            marked.insert(range.end, ']');
            marked.insert(range.start, '[');
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn the_sentence_with_most_words_is_shown_with_its_words() {
        let text = "It rained. The café by the harbour was shut, and harbours are wet.\n\nBridges stand.\n";
        check(text, "CAFE harbour", "The [café] by the [harbour] was shut, and [harbours] are wet.");
        check(text, "\"harbour\"", "The café by the [harbour] was shut, and harbours are wet.");
        check(text, "nowhere", "It rained.");
        check("東京都の橋は閉鎖された。", "京都", "東[京都]の橋は閉鎖された。");
        check("", "x", "");
    }

    #[test]
    fn a_long_sentence_is_cut_around_its_words() {
        let long = format!("{}the ferry stopped {}.", "many words before ".repeat(20), "and after ".repeat(40));
        let shown = found(&long, "ferry");
        assert!(shown.text.starts_with("… ") && shown.text.ends_with(" …"), "{}", shown.text);
        assert_eq!(&shown.text[shown.found[0].clone()], "ferry");
    }

    proptest! {
        #[test]
        fn what_is_found_lies_in_the_snippet(text in "([a-cİß東京é ]|\\PC){0,300}", query in "[a-cé東 ]{0,8}") {
            let shown = found(&text, &query);
            for range in &shown.found {
                prop_assert!(shown.text.get(range.clone()).is_some());
            }
            prop_assert!(shown.found.windows(2).all(|two| two[0].end <= two[1].start));
        }
    }
}
