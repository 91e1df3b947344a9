//! What pages put around articles: labels, counters, addresses, sentences about the site itself.
//!
//! Only what is furniture anywhere on a page is told here, by shape or by the lexicon of general web conventions; what
//! is in neither is told by its place among its neighbours.

use super::lexicon::page;
use super::pairs::Pairs;
use super::shape::{Ending, Shape};

/// Whether a paragraph is furniture of the page, whatever stands around it.
pub(super) fn is_chrome(shape: &Shape<'_>) -> bool {
    !shape.has_letters() || is_counter(shape) || is_label(shape) || is_address(shape.text) || is_token(shape.text)
}

/// A sentence of the site about itself: cookies, newsletters, rights, apps.
pub(super) fn is_plea(shape: &Shape<'_>) -> bool {
    if shape.words > 60 {
        return false;
    }
    let pairs = Pairs::of(&shape.plain);
    page().plea.iter().any(|(subject, needed, deeds)| {
        pairs.can_hold(needed)
            && shape.plain.contains(subject)
            && (deeds.is_empty() || deeds.iter().any(|deed| shape.plain.contains(deed)))
    })
}

/// Whether a paragraph heads a block of links to other pieces.
pub(super) fn heads_links(shape: &Shape<'_>) -> bool {
    // One word heads a list only when it stands alone: "Related", but not "Related crimes".
    let heads = |head: &&str| shape.plain == **head || (head.contains(' ') && shape.plain.starts_with(*head));
    shape.words <= 6 && page().links.iter().any(heads)
}

/// "3K", "12 comments", "5 min read".
fn is_counter(shape: &Shape<'_>) -> bool {
    let mut words = shape.plain.split(' ');
    let number = words.next().unwrap_or_default().trim_end_matches(['k', 'm', '+']);
    let is_number = number.starts_with(|c: char| c.is_numeric()) && !number.contains(char::is_alphabetic);
    let counted = |word: &&str| page().counted.iter().any(|stem| word.starts_with(stem));
    let counts = |rest: &[&str]| rest.len() <= 4 && (rest.is_empty() || rest.iter().any(counted));
    is_number && shape.ending != Ending::Stop && counts(&words.collect::<Vec<_>>())
        || shape.words <= 4
            && shape.plain.split(' ').next().is_some_and(|first| counted(&first))
            && has_count(&shape.plain)
}

/// "comments (12)".
fn has_count(plain: &str) -> bool {
    plain.split(' ').nth(1).is_some_and(|word| word.starts_with(|c: char| c == '(' || c.is_numeric()))
}

/// A button, a menu entry, a label.
fn is_label(shape: &Shape<'_>) -> bool {
    let opens = |label: &&str| shape.plain.strip_prefix(*label).is_some_and(at_word_end);
    page().label.binary_search(&shape.plain.as_str()).is_ok()
        || (shape.words <= 14 && page().opening.iter().any(opens))
        || heads_links(shape)
}

fn at_word_end(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric) || rest.starts_with(|c: char| ('\u{3040}'..='\u{9fff}').contains(&c))
}

/// A web or mail address and nothing else.
fn is_address(text: &str) -> bool {
    let one = !text.contains(char::is_whitespace);
    one && (text.starts_with("http://")
        || text.starts_with("https://")
        || text.starts_with("www.")
        || text.starts_with('@')
        || (text.contains('@') && text.contains('.')))
}

/// Something only machines read: "key: 9f86d081884c7d65", or one long word of letters and digits.
fn is_token(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    let last = words.last().copied().unwrap_or_default();
    let digits = last.bytes().filter(u8::is_ascii_digit).count();
    let letters = last.bytes().filter(u8::is_ascii_alphabetic).count();
    words.len() <= 2 && last.len() >= 16 && digits >= 4 && letters >= 4
}
