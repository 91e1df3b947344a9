//! What two sentences share beyond single words: pairs of words, and runs of words.

use super::index::Weights;
use super::reading::SentenceReading;
use super::vocabulary::Stem;

/// Weight of the pairs of content words that both have, directly after each other or with one between. `known` says whether the
/// left sentence has a content word.
pub(super) fn shared_bigrams(
    left: &SentenceReading,
    right: &SentenceReading,
    weights: &Weights,
    known: impl Fn(Stem) -> bool,
) -> f64 {
    let both = right.bigrams.iter().filter(|(first, second)| known(*first) && known(*second));
    let shared = both.filter(|bigram| left.bigrams.binary_search(bigram).is_ok());
    shared.map(|&(first, second)| weights.both(first) + weights.both(second)).fold(0.0, |sum, weight| sum + weight)
}

/// The longest run of at least three words in common, grammar included, and how many left words lie in such runs; both 0 where
/// there is none. `spoken` says whether the left sentence has a word.
pub(super) fn runs(left: &SentenceReading, right: &SentenceReading, spoken: impl Fn(Stem) -> bool) -> (u32, u32) {
    // Most pairs share no three words in a row, and that is soon known.
    let mut in_a_row = 0;
    let possible = right.tokens.iter().any(|token| {
        in_a_row = if spoken(token.stem) { in_a_row + 1 } else { 0 };
        in_a_row == SHORTEST
    });
    if possible && meet(&left.triples, &right.triples) { common_runs(left, right) } else { (0, 0) }
}

/// The fewest words in a row that count as a run.
const SHORTEST: u32 = 3;

/// Whether two sorted lists have anything in common.
fn meet(left: &[u64], right: &[u64]) -> bool {
    let (mut a, mut b) = (0, 0);
    while a < left.len() && b < right.len() {
        let (item, other) = (left[a], right[b]);
        if item == other {
            return true;
        }
        a += usize::from(item < other);
        b += usize::from(other < item);
    }
    false
}

/// The longest run of at least three words in common, and how many left words lie in such runs.
fn common_runs(left: &SentenceReading, right: &SentenceReading) -> (u32, u32) {
    let mut above = vec![0_u32; right.tokens.len() + 1];
    let mut longest = 0;
    let mut covered_to = 0;
    let mut words = 0;
    for (a, token) in left.tokens.iter().enumerate() {
        let mut diagonal = 0;
        let mut best_here = 0;
        for (b, other) in right.tokens.iter().enumerate() {
            let previous = above[b + 1];
            above[b + 1] = if other.stem == token.stem { diagonal + 1 } else { 0 };
            best_here = best_here.max(above[b + 1]);
            diagonal = previous;
        }
        if best_here >= SHORTEST {
            longest = longest.max(best_here);
            let from = covered_to.max((a + 1) as u32 - best_here);
            words += (a + 1) as u32 - from;
            covered_to = (a + 1) as u32;
        }
    }
    (longest, words)
}
