//! What an article is about, as numbers that are quick to compare and small to keep.

use std::collections::BTreeMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::compare::vocabulary::{background_weight, is_stop_word, stem_text};
use crate::text::{Document, Role, WordKind, key, words};

/// How many words a signature keeps. Fewer part tellings that agree in common words only; more group hardly better, and each
/// takes room in the store.
const SIGNATURE_WORDS: usize = 48;

/// The bytes of running text that count: the opening says what a piece is about, and the rest is background.
const OPENING_BYTES: usize = 1_500;

/// How often a word of the title counts.
const TITLE_COUNTS: f64 = 3.0;

/// What a weight of 1 is kept as.
const ONE: u16 = u16::MAX;

/// The bytes one word takes.
const WORD_BYTES: usize = 6;

/// The words that tell an article's event: each stem by its number with its weight, in order of number. The squares of the
/// weights sum to about 1 at most, 65,535 standing for 1.
///
/// A stem's number is 32 bits of its hash. Among the 50,000 stems of a week's news two may share a number; that they then
/// meet in two articles and weigh much in both is rarer than two words that are spelled alike and mean different things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature(pub(super) Vec<(u32, u16)>);

impl Signature {
    /// Reads a title and the opening of a text. The heaviest words are kept; of equally heavy ones the first in order of
    /// spelling.
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
        Signature::of_weights(counts.into_iter().map(|(stem, n)| {
            let weight = (1.0 + n.ln()) * background_weight(&stem);
            (stem, weight)
        }))
    }

    /// The signature of weighted stems, given in order of spelling.
    pub fn of_weights(stems: impl IntoIterator<Item = (String, f64)>) -> Signature {
        let terms: Vec<(String, f64)> = stems.into_iter().collect();
        let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        Signature::of_shares(terms.into_iter().map(|(stem, weight)| (stem, weight / length)).collect())
    }

    /// The signature of stems whose weights are those of a whole article of length 1, given in order of spelling.
    pub fn of_shares(mut terms: Vec<(String, f64)>) -> Signature {
        // Stable, so words of equal weight stay in order of spelling.
        terms.sort_by(|x, y| y.1.total_cmp(&x.1));
        terms.truncate(SIGNATURE_WORDS);
        let packed = |(stem, weight): (String, f64)| (number(&stem), (weight * f64::from(ONE)).round() as u16);
        let mut words: Vec<(u32, u16)> = terms.into_iter().map(packed).filter(|(_, weight)| *weight > 0).collect();
        words.sort_unstable();
        words.dedup_by_key(|word| word.0);
        Signature(words)
    }

    /// How alike two signatures are, 0 to 1. Summed in whole numbers, so the same whichever is first.
    pub fn likeness(&self, other: &Signature) -> f64 {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0_u64;
        while let (Some(&&(a, x)), Some(&&(b, y))) = (one.peek(), two.peek()) {
            if a == b {
                sum += product(x, y);
            }
            if a <= b {
                one.next();
            }
            if b <= a {
                two.next();
            }
        }
        share(sum)
    }

    /// A number that is equal for equal signatures and hardly for others: FNV-1a, 64 bits.
    pub fn key(&self) -> u64 {
        let mix = |mixed: u64, byte: u8| (mixed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        self.to_bytes().into_iter().fold(0xcbf2_9ce4_8422_2325, mix)
    }

    /// The signature as bytes to keep: six a word, its number and its weight, the lowest byte first.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|(stem, weight)| [&stem.to_le_bytes()[..], &weight.to_le_bytes()].concat()).collect()
    }

    /// Reads what [`Signature::to_bytes`] wrote; what is not whole at the end is left out.
    pub fn from_bytes(bytes: &[u8]) -> Signature {
        let word = |word: &[u8]| {
            let stem = u32::from_le_bytes([word[0], word[1], word[2], word[3]]);
            (stem, u16::from_le_bytes([word[4], word[5]]))
        };
        Signature(bytes.chunks_exact(WORD_BYTES).map(word).collect())
    }
}

/// What one shared word adds to a likeness.
pub(super) fn product(left: u16, right: u16) -> u64 {
    u64::from(left) * u64::from(right)
}

/// A sum of products as a likeness.
pub(super) fn share(sum: u64) -> f64 {
    (sum as f64 / product(ONE, ONE) as f64).min(1.0)
}

/// FNV-1a, 32 bits.
fn number(stem: &str) -> u32 {
    stem.bytes().fold(0x811c_9dc5, |mixed, byte| (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Adds the stems of a text to their counts, function words left out.
pub(super) fn count(text: &str, by: f64, stemmer: &Stemmer, counts: &mut BTreeMap<String, f64>) {
    let mut found: Vec<&str> =
        words(text).iter().filter(|word| word.kind != WordKind::Punctuation).map(|word| word.core.of(text)).collect();
    // Every second word of an opening stands there before: each is looked at once.
    found.sort_unstable();
    for same in found.chunk_by(|one, other| one == other) {
        let key = key(same[0]);
        if !is_stop_word(&key) && !key.is_empty() {
            *counts.entry(stem_text(stemmer, &key)).or_insert(0.0) += by * same.len() as f64;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cluster::JOIN;

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
    }

    #[test]
    fn a_signature_is_bounded_and_has_length_one_at_most() {
        let long = (0..500).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
        let many = signature("", &long);
        assert_eq!(many.0.len(), SIGNATURE_WORDS);
        assert!(many.likeness(&many) <= 1.0);
        assert_eq!(signature("", ""), Signature::default());
    }

    proptest! {
        #[test]
        fn likeness_is_the_same_either_way_and_bytes_come_back(
            one in "[a-d ]{0,40}", other in "[a-d ]{0,40}", cut in 0_usize..6,
        ) {
            let (one, other) = (signature(&one, ""), signature("", &other));
            prop_assert_eq!(one.likeness(&other).to_bits(), other.likeness(&one).to_bits());
            let mut bytes = one.to_bytes();
            bytes.extend(vec![0; cut]);
            prop_assert_eq!(Signature::from_bytes(&bytes), one);
        }
    }
}
