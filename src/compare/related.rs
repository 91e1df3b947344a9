//! Words that can stand for one another, as far as two texts have them.

use super::index::Weights;
use super::reading::{Content, SentenceReading};
use super::vocabulary::{Stem, Vocabulary};

/// For every left sentence, the words that can stand for its own and that it has not itself.
pub(super) struct Related {
    starts: Vec<usize>,
    near: Vec<Near>,
}

/// One word of a left sentence, and one that can stand for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    pub(super) word: Stem,
    pub(super) other: Stem,
    weight: f64,
}

impl Related {
    pub(super) fn new(left: &[SentenceReading], vocabulary: &Vocabulary, weights: &Weights) -> Related {
        let mut known: Vec<Option<Vec<(Stem, f64)>>> = vec![None; vocabulary.len()];
        let mut related = Related { starts: vec![0], near: Vec::new() };
        for sentence in left {
            for word in &sentence.content {
                let others = known[word.stem.0 as usize].get_or_insert_with(|| vocabulary.related(word.stem));
                for &(other, nearness) in others.iter().filter(|(other, _)| !holds(&sentence.content, *other)) {
                    let weight = nearness * weights.both(word.stem).min(weights.both(other));
                    related.near.push(Near { word: word.stem, other, weight });
                }
            }
            related.starts.push(related.near.len());
        }
        related
    }

    pub(super) fn of(&self, left: usize) -> &[Near] {
        &self.near[self.starts[left]..self.starts[left + 1]]
    }
}

fn holds(content: &[Content], stem: Stem) -> bool {
    content.binary_search_by_key(&stem, |word| word.stem).is_ok()
}

/// Weight of the words that a right sentence has not, but something near them; each counts once, by the nearest. `near` are the words
/// of the right sentence that can stand for one of the left, as many as there are or more.
pub(super) fn near_words(related: &[Near], right: &[Content], near: &[Stem]) -> f64 {
    let mut sum = 0.0;
    for same_word in related.chunk_by(|a, b| a.word == b.word) {
        let nearest = same_word.iter().filter(|other| near.contains(&other.other)).map(|other| other.weight);
        if let Some(weight) = nearest.reduce(f64::max).filter(|_| !holds(right, same_word[0].word)) {
            sum += weight;
        }
    }
    sum
}
