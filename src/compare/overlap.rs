//! What two sentences share beyond single words: pairs of words, and runs of words.

use super::index::Weights;
use super::reading::SentenceReading;

/// Weight of the pairs of content words that both have, directly after each other or with one between.
pub(super) fn shared_bigrams(left: &SentenceReading, right: &SentenceReading, weights: &Weights) -> f64 {
    let mut others = right.bigrams.iter().peekable();
    let mut sum = 0.0;
    for bigram in &left.bigrams {
        while others.next_if(|&other| other < bigram).is_some() {}
        if others.peek() == Some(&bigram) {
            sum += weights.both(bigram.0) + weights.both(bigram.1);
        }
    }
    sum
}

/// The longest run of at least three words in common, grammar included, and how many left words lie in such runs; both 0 where
/// there is none.
pub(super) fn runs(left: &SentenceReading, right: &SentenceReading) -> (u32, u32) {
    // Most pairs share no three words in a row, and that is soon known.
    if meet(&left.triples, &right.triples) { common_runs(left, right) } else { (0, 0) }
}

/// Whether two sorted lists have anything in common.
fn meet(left: &[u64], right: &[u64]) -> bool {
    let mut others = right.iter().peekable();
    left.iter().any(|item| {
        while others.next_if(|&other| other < item).is_some() {}
        others.peek() == Some(&item)
    })
}

/// The longest run of at least three words in common, and how many left words lie in such runs.
fn common_runs(left: &SentenceReading, right: &SentenceReading) -> (u32, u32) {
    const SHORTEST: u32 = 3;
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
