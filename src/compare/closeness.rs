//! How close two sentences are beyond the words they share: words that only these two have, words one quotes and the other has
//! too, words in the same order, and the clause of one that the other tells best.
//!
//! A long sentence often holds a claim in one clause, and a sentence of the story's main names resembles every other; these
//! answers tell such pairs apart. Each was kept because the pairing of stories left out was better with it.

use super::grid::ratio;
use super::index::Weights;
use super::reading::{Content, Reading, SentenceReading};
use super::vocabulary::{Stem, Vocabulary};
use crate::sides::{Side, Sides};

/// What is known of the words of both texts to answer for their pairs.
pub(super) struct Closeness<'a> {
    weights: &'a Weights,
    /// How many sentences of each side hold each stem.
    holding: Sides<Vec<u32>>,
    /// For every sentence of each side, the weight of each of its clauses.
    clauses: Sides<Vec<Vec<f64>>>,
}

/// What is written down while one pair is asked about, kept so that nothing is allocated anew for the next.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    shared: Vec<Stem>,
    weights: Vec<f64>,
    rows: Sides<Vec<Stem>>,
    best: Vec<f64>,
    told: Sides<Vec<(f64, u128)>>,
}

/// The answers for one pair, each 0 where there is nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Close {
    /// Background weight of the shared words, each divided by how many pairs of sentences share it.
    pub(super) own: f64,
    /// How many shared words no other sentence of either side has.
    pub(super) own_count: f64,
    /// Like `own`, divided by its square root only, and by the length of both sentences.
    pub(super) own_share: f64,
    /// Of the weight one side quotes, the share the other has too; the greater, and the smaller of both directions.
    pub(super) quote_cover: [f64; 2],
    /// The weight so found, the greater of both directions.
    pub(super) quoted: f64,
    /// Weight of the shared words that stand in the same order.
    pub(super) in_order: f64,
    /// The same as a share of all shared words.
    pub(super) order_share: f64,
    /// Dice of the two clauses most alike.
    pub(super) clause_dice: f64,
    /// The greatest share of a clause's weight that the other sentence has.
    pub(super) clause_cover: f64,
}

/// Weight a clause must have before it is asked how much of it the other sentence tells; below it one name is the whole clause.
const A_CLAUSE: f64 = 0.6;

/// Added to the weight of two clauses, so that two short ones are not alike for one word.
const CLAUSE_EASE: f64 = 0.4;

impl<'a> Closeness<'a> {
    pub(super) fn new(readings: Sides<&Reading>, vocabulary: &Vocabulary, weights: &'a Weights) -> Self {
        let holding = readings.map(|reading| {
            let mut counts = vec![0; vocabulary.len()];
            for word in reading.sentences.iter().flat_map(|sentence| &sentence.content) {
                counts[word.stem.0 as usize] += 1;
            }
            counts
        });
        let weight = |clause: &Vec<Stem>| clause.iter().map(|&stem| weights.both(stem)).sum::<f64>();
        let clauses = readings.map(|reading| {
            reading.sentences.iter().map(|sentence| sentence.clauses.iter().map(weight).collect()).collect()
        });
        Closeness { weights, holding, clauses }
    }

    /// The answers for one pair, given by its places in the readings.
    pub(super) fn of(&self, at: Sides<usize>, pair: Sides<&SentenceReading>, scratch: &mut Scratch) -> Close {
        share(pair, &mut scratch.shared);
        let mut close = Close::default();
        if !scratch.shared.is_empty() {
            self.own(&scratch.shared, pair, &mut close);
            self.order(scratch, pair, &mut close);
            self.clauses(scratch, at, pair, &mut close);
        }
        self.quotes(pair, &mut close);
        close
    }

    fn weight(&self, stem: Stem) -> f64 {
        self.weights.both(stem)
    }

    fn own(&self, shared: &[Stem], pair: Sides<&SentenceReading>, close: &mut Close) {
        for &stem in shared {
            let pairs = Side::BOTH.iter().map(|&side| self.holding[side][stem.0 as usize]).product::<u32>();
            let weight = self.weights.background(stem);
            close.own += weight / f64::from(pairs);
            close.own_count += f64::from(u8::from(pairs == 1));
            close.own_share += weight / f64::from(pairs).sqrt();
        }
        let lengths = pair.map(|sentence| sentence.content.len());
        close.own_share /= ((lengths.left * lengths.right) as f64).sqrt() + 1.0;
    }

    fn quotes(&self, pair: Sides<&SentenceReading>, close: &mut Close) {
        if !pair.left.has_quote && !pair.right.has_quote {
            return;
        }
        let found = Sides::from_fn(|side| {
            let (mut all, mut told) = (0.0, 0.0);
            for word in pair[side].content.iter().filter(|word| word.quoted) {
                let weight = self.weight(word.stem);
                all += weight;
                if holds(&pair[side.other()].content, word.stem) {
                    told += weight;
                }
            }
            (ratio(told, all), told)
        });
        let (left, right) = (found.left, found.right);
        close.quote_cover = [left.0.max(right.0), left.0.min(right.0)];
        close.quoted = left.1.max(right.1);
    }

    /// The heaviest common subsequence of the shared words.
    fn order(&self, scratch: &mut Scratch, pair: Sides<&SentenceReading>, close: &mut Close) {
        let Scratch { shared, rows, best, .. } = scratch;
        if let &[only] = shared.as_slice() {
            // Most pairs share one word, which stands in order as often as both have it.
            let times = pair.map(|s| s.tokens.iter().filter(|token| token.content && token.stem == only).count());
            let weight = self.weight(only);
            close.in_order = (0..times.left.min(times.right)).fold(0.0, |sum, _| sum + weight);
            close.order_share = ratio(close.in_order, weight);
            return;
        }
        let all: f64 = shared.iter().map(|&stem| self.weight(stem)).sum();
        for side in Side::BOTH {
            let stems = pair[side].tokens.iter().filter(|token| token.content).map(|token| token.stem);
            rows[side].clear();
            rows[side].extend(stems.filter(|stem| shared.binary_search(stem).is_ok()));
        }
        best.clear();
        best.resize(rows.right.len() + 1, 0.0);
        for &left in &rows.left {
            let mut diagonal = 0.0;
            for (k, &right) in rows.right.iter().enumerate() {
                let above = best[k + 1];
                best[k + 1] = if left == right { diagonal + self.weight(left) } else { f64::max(above, best[k]) };
                diagonal = above;
            }
        }
        close.in_order = best[rows.right.len()];
        close.order_share = ratio(close.in_order, all);
    }

    /// The shared words are numbered, so that what a clause has of them is a set of bits. Beyond 128 words two sentences are alike
    /// whatever their clauses say.
    fn clauses(&self, scratch: &mut Scratch, at: Sides<usize>, pair: Sides<&SentenceReading>, close: &mut Close) {
        let Scratch { shared, weights, told, .. } = scratch;
        weights.clear();
        weights.extend(shared.iter().take(128).map(|&stem| self.weight(stem)));
        let sum = |mut set: u128| {
            let mut all = 0.0;
            while set != 0 {
                all += weights[set.trailing_zeros() as usize];
                set &= set - 1;
            }
            all
        };
        for side in Side::BOTH {
            let clauses = pair[side].clauses.iter().map(|clause| common(clause, &shared[..weights.len()]));
            told[side].clear();
            told[side].extend(self.clauses[side][at[side]].iter().copied().zip(clauses));
        }
        for &(all, told) in told.left.iter().chain(&told.right) {
            if all > A_CLAUSE {
                close.clause_cover = close.clause_cover.max(sum(told) / all);
            }
        }
        for &(left, told_left) in &told.left {
            for &(right, told_right) in told.right.iter().filter(|(_, told_right)| told_left & told_right != 0) {
                close.clause_dice =
                    close.clause_dice.max(2.0 * sum(told_left & told_right) / (left + right + CLAUSE_EASE));
            }
        }
    }
}

/// The stems both sentences have, sorted.
fn share(pair: Sides<&SentenceReading>, found: &mut Vec<Stem>) {
    found.clear();
    let mut others = pair.right.content.iter().peekable();
    for word in &pair.left.content {
        while others.next_if(|other| other.stem < word.stem).is_some() {}
        if others.peek().is_some_and(|other| other.stem == word.stem) {
            found.push(word.stem);
        }
    }
}

/// Which of the words of one sorted list another has, as bits.
fn common(one: &[Stem], other: &[Stem]) -> u128 {
    let mut set = 0;
    let mut at = 0;
    for stem in one {
        while at < other.len() && other[at] < *stem {
            at += 1;
        }
        if at < other.len() && other[at] == *stem {
            set |= 1 << at;
        }
    }
    set
}

fn holds(content: &[Content], stem: Stem) -> bool {
    content.binary_search_by_key(&stem, |word| word.stem).is_ok()
}
