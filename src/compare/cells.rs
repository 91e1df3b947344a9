//! The cells of one left sentence after another: what it shares with each right sentence found for it.

use super::grid::{Cell, Shared, Totals, ratio};
use super::index::{GramIndex, Lists, Weights, most_cells_a_key};
use super::overlap;
use super::reading::{Content, SentenceReading};
use super::related::{Near, near_words};
use super::vocabulary::Stem;
use crate::sides::Sides;

/// One left sentence, its words and letter runs marked, so that one walk over a right sentence tells what both have.
pub(super) struct Row<'a> {
    right: &'a [SentenceReading],
    weights: &'a Weights,
    grams: &'a GramIndex<'a>,
    /// For every stem, whether it is in too many sentences to tell anything.
    too_common: Vec<bool>,
    /// For every stem, its place among the left sentence's words, from 1.
    place: Vec<u32>,
    /// For every letter run, the last left sentence that held it, from 1.
    marked: Vec<u32>,
    /// For every stem, the last left sentence that has a word it can stand for, from 1.
    near: Vec<u32>,
    /// Those words as far as one right sentence has them.
    near_right: Vec<Stem>,
    /// For every stem, the last left sentence that has it, grammar included, from 1.
    spoken: Vec<u32>,
    left: u32,
}

impl<'a> Row<'a> {
    pub(super) fn new(
        right: &'a [SentenceReading],
        weights: &'a Weights,
        holding: &Lists,
        grams: &'a GramIndex<'a>,
    ) -> Row<'a> {
        let size = grams.own.map(Lists::keys);
        let most = most_cells_a_key(size);
        let count = |stem: usize| holding.of(stem).len();
        let too_common = (0..holding.keys()).map(|stem| count(stem) * size.left.min(count(stem)) > most).collect();
        let none = vec![0; holding.keys()];
        let marked = vec![0; grams.weights.len()];
        Row {
            right,
            weights,
            grams,
            too_common,
            place: none.clone(),
            near: none.clone(),
            near_right: Vec::new(),
            spoken: none,
            marked,
            left: 0,
        }
    }

    /// Adds the cells of left sentence `i` with the right sentences found for it, and what letter runs they share as far as it is
    /// known.
    pub(super) fn cells(
        &mut self,
        i: usize,
        left: &SentenceReading,
        (found, letters): (&[u32], &[f64]),
        related: &[Near],
        totals: &Sides<Vec<Totals>>,
        cells: &mut Vec<Cell>,
    ) {
        self.left = i as u32 + 1;
        for (place, word) in (1..).zip(&left.content) {
            self.place[word.stem.0 as usize] = place;
        }
        if letters.is_empty() {
            for &run in self.grams.own.left.of(i) {
                self.marked[run as usize] = self.left;
            }
        }
        for near in related {
            self.near[near.other.0 as usize] = self.left;
        }
        for token in &left.tokens {
            self.spoken[token.stem.0 as usize] = self.left;
        }
        for (k, &j) in found.iter().enumerate() {
            let at = Sides::new(i, j as usize);
            let letters = letters.get(k).copied().unwrap_or_else(|| self.letters(at.right));
            cells.push(self.cell(at, left, related, totals, letters));
        }
        for word in &left.content {
            self.place[word.stem.0 as usize] = 0;
        }
    }

    /// Squared weight of the letter runs that the marked left sentence shares with a right one.
    fn letters(&self, right: usize) -> f64 {
        let runs = self.grams.own.right.of(right).iter().map(|&run| run as usize);
        runs.filter(|&run| self.marked[run] == self.left).fold(0.0, |sum, run| sum + self.grams.telling[run])
    }

    fn cell(
        &mut self,
        at: Sides<usize>,
        left: &SentenceReading,
        related: &[Near],
        totals: &Sides<Vec<Totals>>,
        letters: f64,
    ) -> Cell {
        let right = &self.right[at.right];
        let mut shared = Shared::default();
        self.near_right.clear();
        for other in &right.content {
            let stem = other.stem.0 as usize;
            if self.near[stem] == self.left {
                self.near_right.push(other.stem);
            }
            if self.place[stem] > 0 && !self.too_common[stem] {
                add_word(&mut shared, left.content[self.place[stem] as usize - 1], *other, self.weights);
            }
        }
        if !self.near_right.is_empty() {
            shared.related = near_words(related, &right.content, &self.near_right);
        }
        if shared.count > 1 {
            let known = |stem: Stem| self.place[stem.0 as usize] > 0;
            shared.bigrams = overlap::shared_bigrams(left, right, self.weights, known);
            let spoken = |stem: Stem| self.spoken[stem.0 as usize] == self.left;
            (shared.run, shared.run_words) = overlap::runs(left, right, spoken);
        }
        let (own, other) = (&totals.left[at.left], &totals.right[at.right]);
        let dice = ratio(2.0 * shared.words, own.words + other.words);
        let letters = ratio(letters, (own.grams * other.grams).sqrt());
        Cell { right: at.right, shared, dice, letters }
    }
}

fn add_word(shared: &mut Shared, left: Content, right: Content, weights: &Weights) {
    let weight = weights.both(left.stem);
    shared.words += weight;
    shared.background += weights.background(left.stem);
    shared.count += 1;
    shared.rarest = shared.rarest.max(weight);
    if left.name && right.name {
        shared.names += weight;
        shared.name_count += 1;
    } else if left.number {
        shared.numbers += weights.local[left.stem.0 as usize];
        shared.number_count += 1;
    } else {
        shared.plain += weight;
    }
    if left.speaker || right.speaker {
        shared.speaker += weight;
    }
    if left.quoted && right.quoted {
        shared.quoted += weight;
    }
}
