//! Which pairs of sentences are looked at: an index over words and letter runs finds them, so a book costs what its sentences
//! share and not the product of their number.

use super::grid::{Totals, ratio};
use super::index::{GramIndex, Lists, Weights, most_cells_a_key};
use super::reading::SentenceReading;
use super::related::Related;
use crate::sides::Sides;

/// Two articles of 150 sentences have this many pairs. Up to here every pair that shares anything is looked at.
const MOST_PAIRS: usize = 22_500;

/// In longer texts each left sentence keeps at least this many, those that share most.
const FEWEST_A_SENTENCE: usize = 8;

/// How many additions a search may cost in longer texts, a sentence: the rarest words and letter runs are asked first, and what
/// is left when they are used up is asked only about pairs already found.
const ADDITIONS_A_SENTENCE: usize = 64;

/// The most partners a sentence keeps: all there can be where every pair is looked at, and fewer the longer the texts are.
pub(super) fn most_partners(sizes: Sides<usize>) -> usize {
    if all_are_looked_at(sizes) {
        return MOST_PAIRS;
    }
    (MOST_PAIRS / 2 / sizes.left.max(sizes.right)).max(FEWEST_A_SENTENCE)
}

/// Whether texts of so many sentences are short enough that every pair which shares anything is looked at.
pub(super) fn all_are_looked_at(sizes: Sides<usize>) -> bool {
    sizes.left * sizes.right <= MOST_PAIRS
}

/// How many additions a search over texts of so many sentences may cost; no bound where every pair is looked at.
fn budget(sizes: Sides<usize>) -> usize {
    if all_are_looked_at(sizes) { usize::MAX } else { ADDITIONS_A_SENTENCE * (sizes.left + sizes.right) }
}

/// What the search knows of both texts.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    pub(super) left: &'a [SentenceReading],
    pub(super) right: &'a [SentenceReading],
    pub(super) weights: &'a Weights,
    /// Which right sentences hold each stem.
    pub(super) holding: &'a Lists,
    pub(super) grams: &'a GramIndex<'a>,
    pub(super) related: &'a Related,
    pub(super) totals: &'a Sides<Vec<Totals>>,
}

/// Which words and letter runs are asked.
pub(super) struct Asked {
    words: Vec<bool>,
    grams: Vec<bool>,
}

/// The pairs of one left sentence after another; buffers are kept so that nothing is allocated anew.
pub(super) struct Candidates<'a> {
    search: Search<'a>,
    asked: &'a Asked,
    /// The most pairs a left sentence keeps.
    most: usize,
    /// Whether every pair that shares anything is looked at.
    all: bool,
    shared: Vec<Rough>,
    found: Vec<u32>,
    letters: Vec<f64>,
    ranked: Vec<(f64, u32)>,
}

/// What a right sentence shares with the left one, as far as has been asked.
#[derive(Debug, Clone, Copy, Default)]
struct Rough {
    seen: bool,
    words: f64,
    grams: f64,
}

impl Asked {
    pub(super) fn new(search: &Search<'_>) -> Asked {
        let sizes = Sides::new(search.left.len(), search.right.len());
        let (budget, too_many) = (budget(sizes), most_cells_a_key(sizes));
        let count = |run: usize| search.grams.left_count[run] as usize * search.grams.holding.of(run).len();
        let grams: Vec<usize> = (0..search.grams.weights.len()).map(count).collect();
        Asked {
            words: within_budget(&word_costs(search, sizes.left), too_many, budget),
            grams: within_budget(&grams, too_many, budget),
        }
    }
}

impl<'a> Candidates<'a> {
    pub(super) fn new(search: Search<'a>, asked: &'a Asked) -> Candidates<'a> {
        Candidates {
            most: most_partners(Sides::new(search.left.len(), search.right.len())),
            all: all_are_looked_at(Sides::new(search.left.len(), search.right.len())),
            shared: vec![Rough::default(); search.right.len()],
            found: Vec::new(),
            letters: Vec::new(),
            ranked: Vec::new(),
            search,
            asked,
        }
    }

    /// The right sentences to be looked at for a left one, in order, and the squared weight of the letter runs they share with it
    /// where all runs were asked; else none.
    pub(super) fn of(&mut self, left: usize) -> (&[u32], &[f64]) {
        self.found.clear();
        self.letters.clear();
        self.words(left);
        self.grams(left);
        if self.all {
            self.related(left);
        }
        if self.found.len() > self.most {
            self.keep_most_alike(left);
        }
        if self.all {
            // Most were found: walking all of them in order is quicker than sorting.
            self.found.clear();
            for (j, rough) in (0..).zip(&mut self.shared).filter(|(_, rough)| rough.seen) {
                self.found.push(j);
                self.letters.push(std::mem::take(rough).grams);
            }
        } else {
            self.found.iter().for_each(|&j| self.shared[j as usize] = Rough::default());
            self.found.sort_unstable();
        }
        (&self.found, &self.letters)
    }

    fn keep_most_alike(&mut self, left: usize) {
        let own = &self.search.totals.left[left];
        let likeness = |j: u32| {
            let (other, both) = (&self.search.totals.right[j as usize], self.shared[j as usize]);
            let words = ratio(2.0 * both.words, own.words + other.words);
            words + ratio(both.grams, (own.grams * other.grams).sqrt())
        };
        self.ranked.clear();
        self.ranked.extend(self.found.iter().map(|&j| (likeness(j), j)));
        self.ranked.select_nth_unstable_by(self.most, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for &(_, j) in &self.ranked[self.most..] {
            self.shared[j as usize] = Rough::default();
        }
        self.found.clear();
        self.found.extend(self.ranked[..self.most].iter().map(|&(_, j)| j));
    }

    fn at(&mut self, right: u32) -> &mut Rough {
        let shared = &mut self.shared[right as usize];
        if !shared.seen {
            shared.seen = true;
            self.found.push(right);
        }
        shared
    }

    fn words(&mut self, left: usize) {
        let Search { left: sentences, holding, weights, .. } = self.search;
        for word in &sentences[left].content {
            if self.asked.words[word.stem.0 as usize] {
                for &j in holding.of(word.stem.0 as usize) {
                    self.at(j).words += weights.both(word.stem);
                }
            }
        }
    }

    fn grams(&mut self, left: usize) {
        let grams = self.search.grams;
        for &run in grams.own.left.of(left) {
            if self.asked.grams[run as usize] {
                for &j in grams.holding.of(run as usize) {
                    self.at(j).grams += grams.weights[run as usize];
                }
            }
        }
    }

    /// Words near in meaning find pairs too, where the right sentence has the other word and not this one.
    fn related(&mut self, left: usize) {
        let Search { related, holding, right, .. } = self.search;
        for near in related.of(left) {
            for &j in holding.of(near.other.0 as usize) {
                let other = &right[j as usize].content;
                if other.binary_search_by_key(&near.word, |word| word.stem).is_err() {
                    self.at(j);
                }
            }
        }
    }
}

/// Which stems are asked when the sentences of one text are set against each other: those that no more than `most` hold, the
/// rarest first.
pub(super) fn asked_within(holding: &Lists, sentences: usize, most: usize) -> Vec<bool> {
    let costs: Vec<usize> = (0..holding.keys()).map(|stem| holding.of(stem).len().pow(2)).collect();
    within_budget(&costs, most.pow(2), budget(Sides::new(sentences, sentences)))
}

/// For every stem, how many pairs it makes at worst: left sentences that hold it are not counted.
fn word_costs(search: &Search<'_>, left_size: usize) -> Vec<usize> {
    let count = search.holding.keys();
    (0..count).map(|stem| search.holding.of(stem).len()).map(|holding| holding * left_size.min(holding)).collect()
}

/// Which keys are asked: those that cost no more than `most`, the cheapest first, as long as all together cost no more than
/// `budget`.
fn within_budget(costs: &[usize], most: usize, budget: usize) -> Vec<bool> {
    let mut limit = most;
    if budget < usize::MAX {
        let mut sorted: Vec<usize> = costs.iter().copied().filter(|&cost| cost <= most).collect();
        sorted.sort_unstable();
        let mut spent = 0;
        let afforded = sorted.iter().take_while(|&&cost| {
            spent += cost;
            spent <= budget
        });
        limit = afforded.last().copied().unwrap_or(0);
    }
    costs.iter().map(|&cost| cost <= limit).collect()
}
