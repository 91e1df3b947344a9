//! Which profile fits two texts: lightly edited, or told anew.

use super::comparison::Profile;
use super::reading::{Reading, Token};
use crate::sides::Sides;

/// Words in a shingle: long enough that two outlets share one only by copying (a common choice for near-duplicates).
const SHINGLE: usize = 5;

/// The share of the shorter text's shingles from which the texts count as one text edited.
const EDITED: f64 = 0.5;

/// Picks the profile by verbatim overlap.
pub(super) fn pick(readings: &Sides<&Reading>) -> Profile {
    let shingles = readings.map(shingles);
    let shorter = shingles.left.len().min(shingles.right.len());
    let mut others = shingles.right.iter().peekable();
    let shared = shingles.left.iter().filter(|shingle| {
        while others.next_if(|&other| other < shingle).is_some() {}
        others.peek() == Some(shingle)
    });
    if shorter > 0 && shared.count() as f64 >= EDITED * shorter as f64 { Profile::Revision } else { Profile::Coverage }
}

/// Every five words in a row of every sentence, mixed into one number each (FNV-1a), sorted, each once. Two shingles that mix
/// to one number by chance shift a share of thousands by one.
fn shingles(reading: &Reading) -> Vec<u64> {
    let mix = |words: &[Token]| {
        words.iter().fold(0xcbf2_9ce4_8422_2325, |mixed: u64, word| {
            (mixed ^ u64::from(word.form.0)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    };
    let mut found: Vec<u64> = reading.sentences.iter().flat_map(|s| s.tokens.windows(SHINGLE)).map(mix).collect();
    found.sort_unstable();
    found.dedup();
    found
}
