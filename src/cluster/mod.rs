//! Articles -> Stories: which articles tell one event.
//!
//! A [`Signature`] is an article's title and opening as weighted words. Two articles are as alike as the cosine of their
//! signatures, and an arriving article joins the story it is most like. Weights come from background statistics and never
//! from what is in the store, so how alike two articles are does not depend on when they arrived. Pure: the store keeps
//! the signatures and asks for candidates.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use crate::compare::vocabulary::{background_weight, is_stop_word, stem_text};
use crate::text::{Document, Role, WordKind, key, words};

/// The days on either side of an article within which another can tell the same event.
pub const WINDOW_DAYS: i64 = 4;

/// An article joins a story from this likeness on. Chosen on two labelled sets of English news, 893 articles: lower joins
/// different days of one long affair, higher leaves outlets with other words alone.
pub const JOIN: f64 = 0.18;

/// How many words a signature keeps. Fewer part tellings that agree in common words only; more group hardly better, and each
/// is a row in the store.
const SIGNATURE_WORDS: usize = 48;

/// The bytes of running text that count: the opening says what a piece is about, and the rest is background.
const OPENING_BYTES: usize = 1_500;

/// How often a word of the title counts.
const TITLE_COUNTS: f64 = 3.0;

/// How many of a story's likest articles stand for it: one would let a single odd article pull in the next event.
const SPEAKERS: usize = 8;

/// The words that tell an article's event, each with its weight; the squares of the weights sum to at most 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Signature(pub Vec<(String, f64)>);

impl Signature {
    /// Reads a title and the opening of a text; heaviest words first, words of equal weight in order of spelling.
    pub fn read(title: &str, document: &Document) -> Signature {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut counts = BTreeMap::new();
        count(title, TITLE_COUNTS, &stemmer, &mut counts);
        let mut room = OPENING_BYTES;
        for paragraph in document.paragraphs().iter().filter(|p| p.role == Role::Body) {
            count(paragraph.span.of(document.text()), 1.0, &stemmer, &mut counts);
            room = room.saturating_sub(paragraph.span.len());
            if room == 0 {
                break;
            }
        }
        let mut terms: Vec<(String, f64)> = counts
            .into_iter()
            .map(|(stem, n)| {
                let weight = (1.0 + n.ln()) * background_weight(&stem);
                (stem, weight)
            })
            .collect();
        let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        for (_, weight) in &mut terms {
            *weight /= length;
        }
        // Stable, and the map gave the words in order of spelling.
        terms.sort_by(|x, y| y.1.total_cmp(&x.1));
        terms.truncate(SIGNATURE_WORDS);
        Signature(terms)
    }

    /// How alike two signatures are, 0 to 1.
    pub fn likeness(&self, other: &Signature) -> f64 {
        let known: BTreeMap<&str, f64> = other.0.iter().map(|(stem, weight)| (stem.as_str(), *weight)).collect();
        self.0.iter().filter_map(|(stem, weight)| Some(weight * known.get(stem.as_str())?)).sum()
    }
}

/// The story an article joins, and how sure that is; `None` where it is like none of them and begins its own.
///
/// `likenesses` holds for each candidate story the likeness of the article to every article of it, 0 where they share
/// nothing. Of equally likely stories the first is taken.
pub fn choose<S: Copy>(likenesses: impl IntoIterator<Item = (S, Vec<f64>)>) -> Option<(S, f64)> {
    let mut best: Option<(S, f64)> = None;
    for (story, mut alike) in likenesses {
        alike.sort_by(|x, y| y.total_cmp(x));
        alike.truncate(SPEAKERS);
        let mean = alike.iter().sum::<f64>() / alike.len().max(1) as f64;
        if mean >= JOIN && best.is_none_or(|(_, score)| mean > score) {
            best = Some((story, mean.min(1.0)));
        }
    }
    best
}

/// The index of the headline that says best what all say: the one that shares most words with the others. The first where
/// several do, which gives the first outlet its say. `None` for no headlines.
pub fn headline(titles: &[&str]) -> Option<usize> {
    let stemmer = Stemmer::create(Algorithm::English);
    let stems: Vec<BTreeSet<String>> = titles
        .iter()
        .map(|title| {
            let mut counts = BTreeMap::new();
            count(title, 1.0, &stemmer, &mut counts);
            counts.into_keys().collect()
        })
        .collect();
    let shared = |i: usize| -> f64 {
        let others = stems.iter().enumerate().filter(|(k, _)| *k != i);
        others
            .map(|(_, other)| {
                let both = stems[i].intersection(other).count() as f64;
                both / (stems[i].len() + other.len()).max(1) as f64
            })
            .sum()
    };
    // `max_by` takes the last of equals, so the walk is backwards.
    (0..titles.len()).rev().max_by(|&x, &y| shared(x).total_cmp(&shared(y)))
}

fn count(text: &str, by: f64, stemmer: &Stemmer, counts: &mut BTreeMap<String, f64>) {
    for word in words(text).into_iter().filter(|word| word.kind != WordKind::Punctuation) {
        let key = key(word.core.of(text));
        if !is_stop_word(&key) && !key.is_empty() {
            *counts.entry(stem_text(stemmer, &key)).or_insert(0.0) += by;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(title: &str, text: &str) -> Signature {
        Signature::read(title, &Document::parse(text))
    }

    #[test]
    fn tellings_of_one_event_are_alike_and_others_are_not() {
        let wire = signature(
            "Ferry runs aground off Cape Sorrel",
            "A ferry with 80 people aboard ran aground off Cape Sorrel on Monday.\n",
        );
        let ledger =
            signature("Eighty rescued as ferry hits rocks", "The ferry struck rocks near Cape Sorrel at dawn.\n");
        let budget = signature("Council passes budget", "The council passed its budget after a night of talks.\n");
        assert!(wire.likeness(&ledger) > JOIN, "{}", wire.likeness(&ledger));
        assert!(wire.likeness(&budget) < 0.05, "{}", wire.likeness(&budget));
        assert!((wire.likeness(&ledger) - ledger.likeness(&wire)).abs() < 1e-12);
    }

    #[test]
    fn a_signature_is_bounded_and_has_length_one_at_most() {
        let long = (0..500).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
        let Signature(terms) = signature("", &long);
        assert_eq!(terms.len(), SIGNATURE_WORDS);
        assert!(terms.iter().map(|(_, weight)| weight * weight).sum::<f64>() <= 1.0 + 1e-9);
        assert_eq!(signature("", "").0, Vec::new());
    }

    #[test]
    fn the_likeliest_story_is_chosen_and_a_weak_one_is_not() {
        assert_eq!(choose([(1, vec![0.5]), (2, vec![0.9, 0.7])]).map(|(story, _)| story), Some(2));
        assert_eq!(choose([(1, vec![JOIN - 0.01])]), None);
        assert_eq!(choose([(1, vec![0.9, 0.0, 0.0])]), Some((1, 0.3)));
        assert_eq!(choose::<i64>([]), None);
    }

    #[test]
    fn the_headline_is_one_that_most_others_repeat() {
        assert_eq!(headline(&["Shock!", "Bridge closes for repairs", "Harbour bridge closes"]), Some(1));
        assert_eq!(headline(&["One", "Two"]), Some(0));
        assert_eq!(headline(&[]), None);
    }
}
