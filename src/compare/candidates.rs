//! Which pairs of sentences are looked at: an index over words and letter runs finds them, so a book costs what its sentences
//! share and not the product of their number.

use super::grid::{Related, Totals};
use super::index::{GramIndex, Lists, Weights, most_cells_a_key};
use super::reading::SentenceReading;
use crate::sides::Sides;

/// Two articles of 150 sentences have this many pairs. Up to here every pair that shares anything is looked at.
const MOST_PAIRS: usize = 22_500;

/// In longer texts each left sentence keeps at least this many, those that share most.
const FEWEST_A_SENTENCE: usize = 16;

/// How many additions a search may cost in longer texts, a sentence: the rarest words and letter runs are asked first, and what
/// is left when they are used up is asked only about pairs already found.
const ADDITIONS_A_SENTENCE: usize = 512;

/// What the search knows of both texts.
pub(super) struct Search<'a> {
    pub(super) left: &'a [SentenceReading],
    pub(super) right: &'a [SentenceReading],
    pub(super) weights: &'a Weights,
    /// Which right sentences hold each stem.
    pub(super) holding: &'a Lists,
    pub(super) grams: &'a GramIndex,
    pub(super) related: &'a Related,
    pub(super) totals: &'a Sides<Vec<Totals>>,
}

/// The pairs of one left sentence after another; buffers are kept so that nothing is allocated anew.
pub(super) struct Candidates<'a> {
    search: Search<'a>,
    /// The most pairs a left sentence keeps.
    most: usize,
    asked_words: Vec<bool>,
    asked_grams: Vec<bool>,
    shared: Vec<Rough>,
    found: Vec<u32>,
}

/// What a right sentence shares with the left one, as far as has been asked.
#[derive(Debug, Clone, Copy, Default)]
struct Rough {
    seen: bool,
    words: f64,
    grams: f64,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(search: Search<'a>) -> Candidates<'a> {
        let sizes = Sides::new(search.left.len(), search.right.len());
        let all = sizes.left * sizes.right <= MOST_PAIRS;
        let most = (MOST_PAIRS / sizes.left.max(1)).max(FEWEST_A_SENTENCE);
        let budget = if all { usize::MAX } else { ADDITIONS_A_SENTENCE * (sizes.left + sizes.right) };
        let too_many = most_cells_a_key(sizes);
        let words = word_costs(&search, sizes.left);
        let grams = (0..search.grams.weights.len())
            .map(|run| search.grams.left_count[run] as usize * search.grams.holding.of(run).len());
        Candidates {
            most,
            asked_words: within_budget(&words, too_many, budget),
            asked_grams: within_budget(&grams.collect::<Vec<_>>(), too_many, budget),
            shared: vec![Rough::default(); sizes.right],
            found: Vec::new(),
            search,
        }
    }

    /// The right sentences to be looked at for a left one, in order.
    pub(super) fn of(&mut self, left: usize) -> &[u32] {
        self.found.clear();
        self.words(left);
        self.grams(left);
        if self.search.left.len() * self.search.right.len() <= MOST_PAIRS {
            self.related(left);
        }
        let (shared, totals) = (&self.shared, self.search.totals);
        let likeness = |&j: &u32| {
            let (own, other, both) = (&totals.left[left], &totals.right[j as usize], shared[j as usize]);
            let half = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
            half(2.0 * both.words, own.words + other.words) + half(both.grams, (own.grams * other.grams).sqrt())
        };
        if self.found.len() > self.most {
            let by_likeness = |a: &u32, b: &u32| likeness(b).total_cmp(&likeness(a)).then(a.cmp(b));
            self.found.select_nth_unstable_by(self.most, by_likeness);
        }
        for &j in &self.found {
            self.shared[j as usize] = Rough::default();
        }
        self.found.truncate(self.most);
        self.found.sort_unstable();
        &self.found
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
            if self.asked_words[word.stem.0 as usize] {
                for &j in holding.of(word.stem.0 as usize) {
                    self.at(j).words += weights.both(word.stem);
                }
            }
        }
    }

    fn grams(&mut self, left: usize) {
        let grams = self.search.grams;
        for &run in grams.own.left.of(left) {
            if self.asked_grams[run as usize] {
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
