//! What the grid looks words and letter runs up in: their weights in this pair of texts, and which sentences hold them.

use super::reading::{Reading, SentenceReading};
use super::vocabulary::{Stem, Vocabulary};
use crate::sides::{Side, Sides};

/// A word or letter run that would make more cells than this tells nothing and is left out. A story of 80 sentences a side
/// stays below it.
const MOST_CELLS_A_KEY: usize = 6_400;

/// The same as a share of all cells, for longer texts: what 6,400 is of the 22,500 cells of two articles of 150 sentences.
const MOST_CELLS_SHARE: (usize, usize) = (64, 225);

/// From how many cells on a word or letter run of texts of such sizes tells nothing.
pub(super) fn most_cells_a_key(sizes: Sides<usize>) -> usize {
    MOST_CELLS_A_KEY.max(sizes.left * sizes.right / MOST_CELLS_SHARE.1 * MOST_CELLS_SHARE.0)
}

/// Weights of the stems in one pair of texts.
pub struct Weights {
    pub(super) local: Vec<f64>,
    both: Vec<f64>,
    background: Vec<f64>,
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

    pub(super) fn background(&self, stem: Stem) -> f64 {
        self.background[stem.0 as usize]
    }

    pub(super) fn both(&self, stem: Stem) -> f64 {
        self.both[stem.0 as usize]
    }
}

/// For every key a list of numbers, all in one piece of memory.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// No lists yet, with room for so many with so many items together.
    pub(super) fn with_room(keys: usize, items: usize) -> Lists {
        let mut starts = Vec::with_capacity(keys + 1);
        starts.push(0);
        Lists { starts, items: Vec::with_capacity(items) }
    }

    /// Adds a key, with the items that `fill` adds.
    pub(super) fn add(&mut self, fill: impl FnOnce(&mut Vec<u32>)) {
        fill(&mut self.items);
        self.starts.push(self.items.len() as u32);
    }

    /// Lists of what `walk` tells: it is called twice, and tells every key with an item, each list in its order.
    fn gathered(keys: usize, walk: impl Fn(&mut dyn FnMut(usize, u32))) -> Lists {
        let mut starts = vec![0_u32; keys + 1];
        walk(&mut |key, _| starts[key + 1] += 1);
        for key in 0..keys {
            starts[key + 1] += starts[key];
        }
        let mut items = vec![0; starts[keys] as usize];
        // Where a list ends while it fills is where it will start, moved by what it holds already.
        let mut filled = starts.clone();
        walk(&mut |key, item| {
            items[filled[key] as usize] = item;
            filled[key] += 1;
        });
        Lists { starts, items }
    }

    /// How many keys there are, those without items included.
    pub(super) fn keys(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn of(&self, key: usize) -> &[u32] {
        &self.items[self.starts[key] as usize..self.starts[key + 1] as usize]
    }
}

/// Which sentences of a side hold each stem, in order.
pub(super) fn holding(sentences: &[SentenceReading], vocabulary: &Vocabulary) -> Lists {
    Lists::gathered(vocabulary.len(), |tell| {
        for (k, sentence) in (0..).zip(sentences) {
            for word in &sentence.content {
                tell(word.stem.0 as usize, k);
            }
        }
    })
}

/// Letter runs of both sides by number.
pub(super) struct GramIndex<'a> {
    /// How much each weighs: falls with the number of sentences that hold it.
    pub(super) weights: Vec<f64>,
    /// The same, 0 for those that are in too many sentences to tell anything.
    pub(super) telling: Vec<f64>,
    /// For every sentence, the runs it holds, each once.
    pub(super) own: Sides<&'a Lists>,
    /// For every run, the right sentences that hold it.
    pub(super) holding: Lists,
    /// For every run, how many left sentences hold it.
    pub(super) left_count: Vec<u32>,
}

impl<'a> GramIndex<'a> {
    pub(super) fn new(readings: &Sides<&'a Reading>, vocabulary: &Vocabulary) -> GramIndex<'a> {
        let own = readings.map(|reading| &reading.letters);
        let runs = vocabulary.letters.len();
        let sizes = readings.map(|reading| reading.sentences.len());
        let holding = Lists::gathered(runs, |tell| {
            for k in 0..sizes.right {
                for &run in own.right.of(k) {
                    tell(run as usize, k as u32);
                }
            }
        });
        let mut left_count = vec![0; runs];
        for &run in &own.left.items {
            left_count[run as usize] += 1;
        }
        let all = (sizes.left + sizes.right + 1) as f64;
        let mut by_count: Vec<f64> = Vec::new();
        let most = most_cells_a_key(sizes);
        let (mut weights, mut telling) = (Vec::with_capacity(runs), Vec::with_capacity(runs));
        for (run, &left) in left_count.iter().enumerate() {
            let (left, right) = (left as usize, holding.of(run).len());
            while by_count.len() <= left + right {
                by_count.push((all / by_count.len().max(1) as f64).ln().powi(2));
            }
            weights.push(by_count[left + right]);
            telling.push(if left * right > most { 0.0 } else { by_count[left + right] });
        }
        GramIndex { weights, telling, own, holding, left_count }
    }
}
