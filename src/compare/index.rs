//! What the grid looks words up in: their weights in this pair of texts, and which right sentences hold them.

use super::reading::{Reading, SentenceReading};
use super::vocabulary::{Stem, Vocabulary};
use crate::sides::{Side, Sides};

/// A word or letter run that would make more cells than this tells nothing and is left out of the search for partners.
/// A story of 80 sentences a side stays below it, so only book-length texts are affected.
pub(super) const MOST_CELLS_A_KEY: usize = 6_400;

/// Weights of the stems in one pair of texts.
pub struct Weights {
    pub(super) local: Vec<f64>,
    both: Vec<f64>,
    pub(super) background: Vec<f64>,
}

impl Weights {
    /// `local` falls with the share of this pair's sentences that hold the stem, `background` with its share of news at large.
    pub fn new(readings: &Sides<&Reading>, vocabulary: &Vocabulary) -> Weights {
        let mut holding = vec![0_u32; vocabulary.len()];
        let mut sentences = 0_u32;
        for sentence in Side::BOTH.iter().flat_map(|&side| &readings[side].sentences) {
            sentences += 1;
            for word in &sentence.content {
                holding[word.stem.0 as usize] += 1;
            }
        }
        let all = f64::from(sentences + 1);
        let local: Vec<f64> = holding.iter().map(|&d| (all / f64::from(d.max(1))).ln() / all.ln()).collect();
        let background: Vec<f64> = (0..vocabulary.len()).map(|k| vocabulary.weight(Stem(k as u32))).collect();
        let both = local.iter().zip(&background).map(|(l, g)| l * g).collect();
        Weights { local, both, background }
    }

    pub(super) fn both(&self, stem: Stem) -> f64 {
        self.both[stem.0 as usize]
    }
}

/// Which right sentences hold a stem.
pub(super) struct RightIndex {
    pub(super) holding: Vec<Vec<u32>>,
}

impl RightIndex {
    pub(super) fn new(sentences: &[SentenceReading], vocabulary: &Vocabulary) -> RightIndex {
        let mut holding = vec![Vec::new(); vocabulary.len()];
        for (j, sentence) in sentences.iter().enumerate() {
            for word in &sentence.content {
                holding[word.stem.0 as usize].push(j as u32);
            }
        }
        RightIndex { holding }
    }
}

/// Letter runs of both sides, each with its weight and the right sentences that hold it.
pub(super) struct GramIndex {
    runs: Vec<(f64, Vec<u32>)>,
    /// For every sentence, the runs it holds, each once.
    own: Sides<Vec<Vec<u32>>>,
}

impl GramIndex {
    pub(super) fn new(readings: &Sides<&Reading>) -> GramIndex {
        let mut places: Vec<(u64, u32)> = Vec::new();
        for (side, mark) in [(Side::Left, 0), (Side::Right, 1)] {
            for (k, sentence) in readings[side].sentences.iter().enumerate() {
                places.extend(sentence.grams.iter().map(|&gram| (gram, (k as u32) << 1 | mark)));
            }
        }
        places.sort_unstable();
        places.dedup();
        let all = (readings.left.sentences.len() + readings.right.sentences.len() + 1) as f64;
        let mut index = GramIndex { runs: Vec::new(), own: readings.map(|r| vec![Vec::new(); r.sentences.len()]) };
        for chunk in places.chunk_by(|a, b| a.0 == b.0) {
            let run = index.runs.len() as u32;
            let mut right = Vec::new();
            for &(_, place) in chunk {
                let side = if place & 1 == 1 { Side::Right } else { Side::Left };
                index.own[side][(place >> 1) as usize].push(run);
                if side == Side::Right {
                    right.push(place >> 1);
                }
            }
            if right.len() * (chunk.len() - right.len()) > MOST_CELLS_A_KEY {
                right.clear();
            }
            index.runs.push(((all / chunk.len() as f64).ln().powi(2), right));
        }
        index
    }

    /// The runs of one sentence: weight, and the right sentences that hold it.
    pub(super) fn runs(&self, side: Side, sentence: usize) -> impl Iterator<Item = &(f64, Vec<u32>)> {
        self.own[side][sentence].iter().map(|&run| &self.runs[run as usize])
    }
}
