//! How alike every left sentence is to every right one, as far as they share anything.
//!
//! Only pairs that [`candidates`](super::candidates) finds get a cell.

use super::candidates::{self, Asked, Candidates, Search};
use super::cells::Row;
use super::index::{self, GramIndex, Weights};
use super::reading::{Reading, SentenceReading};
use super::related::Related;
use super::vocabulary::Vocabulary;
use crate::halves::in_halves;
use crate::sides::Sides;

/// What two sentences share, before anything around them is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Shared {
    /// Weight of the shared content words.
    pub words: f64,
    /// The same by background weight alone.
    pub background: f64,
    /// Weight of the shared words written as names.
    pub names: f64,
    /// How many names are shared.
    pub name_count: u32,
    /// Weight of the shared words that are neither name nor number.
    pub plain: f64,
    /// Local weight of shared numbers.
    pub numbers: f64,
    /// How many numbers are shared.
    pub number_count: u32,
    /// Weight of the shared words quoted on both sides.
    pub quoted: f64,
    /// Weight of shared pairs of words.
    pub bigrams: f64,
    /// The heaviest shared word.
    pub rarest: f64,
    /// Weight of words that differ but can stand for one another, times their nearness.
    pub related: f64,
    /// Weight of shared words that name or describe a speaker on both sides.
    pub speaker: f64,
    /// How many content words are shared.
    pub count: u32,
    /// Longest run of words in common, grammar included, 0 below three.
    pub run: u32,
    /// Words in such runs.
    pub run_words: u32,
}

/// One sentence's own totals, against which what it shares is measured.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Totals {
    /// Weight of its content words.
    pub words: f64,
    /// The same by background weight alone.
    pub background: f64,
    /// Weight of its names.
    pub names: f64,
    /// Weight of its words that are neither name nor number.
    pub plain: f64,
    /// Weight of words that name or describe a speaker.
    pub speaker: f64,
    /// How many numbers it holds.
    pub numbers: u32,
    /// Squared weight of its letter runs.
    pub(super) grams: f64,
}

/// One pair of sentences that share something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The right sentence, as an index into its reading.
    pub right: usize,
    /// What they share.
    pub shared: Shared,
    /// Dice over weighted content words, 0 to 1.
    pub dice: f64,
    /// Cosine over runs of four letters, 0 to 1.
    pub letters: f64,
}

/// The Dice of weighted words up to which two sentences tell nothing of each other.
const LEAST_SHARED: f64 = 0.04;

/// Texts of more sentences than these are worked on in two halves at once; for fewer a thread costs more than it saves.
pub(super) const FEW_SENTENCES: usize = 500;

/// All pairs of sentences that share something.
pub struct Grid {
    /// Sentences on each side.
    pub size: Sides<usize>,
    /// Totals of each sentence.
    pub totals: Sides<Vec<Totals>>,
    cells: Vec<Cell>,
    /// Where the cells of each left sentence begin, and where the last ones end.
    starts: Vec<usize>,
    /// For every pair of sentences, one more than the place of its cell, and 0 where there is none; empty where pairs are too many.
    places: Vec<u32>,
}

impl Grid {
    /// Fills the grid for two readings made with one vocabulary.
    pub fn new(readings: &Sides<&Reading>, vocabulary: &Vocabulary, weights: &Weights) -> Grid {
        let (left, right) = (&readings.left.sentences, &readings.right.sentences);
        let holding = index::holding(right, vocabulary);
        let grams = GramIndex::new(readings, vocabulary);
        let totals = Sides::from_fn(|side| {
            let gram_weight =
                |k: usize| grams.own[side].of(k).iter().map(|&run| grams.weights[run as usize]).sum::<f64>();
            let each = readings[side].sentences.iter().enumerate();
            each.map(|(k, s)| Totals { grams: gram_weight(k), ..totals(s, weights) }).collect::<Vec<_>>()
        });
        let related = Related::new(left, vocabulary, weights);
        let search =
            Search { left, right, weights, holding: &holding, grams: &grams, related: &related, totals: &totals };
        let asked = Asked::new(&search);
        let size = Sides::new(left.len(), right.len());
        let halves = in_halves(size.left, FEW_SENTENCES, |rows| {
            let mut candidates = Candidates::new(search, &asked);
            let (mut found, mut letters, mut ends) = (Vec::new(), Vec::new(), Vec::with_capacity(rows.len()));
            for i in rows.clone() {
                let (rights, weights) = candidates.of(i);
                found.extend_from_slice(rights);
                letters.extend_from_slice(weights);
                ends.push(found.len());
            }
            // A cell is large: room for all of them is asked for once, and none is moved.
            let mut cells = Vec::with_capacity(found.len());
            let mut row = Row::new(right, weights, &holding, &grams);
            for (i, &end) in rows.zip(&ends) {
                let letters = letters.get(cells.len()..end).unwrap_or_default();
                row.cells(i, &left[i], (&found[cells.len()..end], letters), related.of(i), &totals, &mut cells);
            }
            (cells, ends)
        });
        let (mut cells, mut starts) = (Vec::new(), vec![0]);
        for (half, ends) in halves {
            starts.extend(ends.iter().map(|end| cells.len() + end));
            if cells.is_empty() {
                cells = half;
            } else {
                cells.extend(half);
            }
        }
        let mut grid = Grid { size, totals, cells, starts, places: Vec::new() };
        if candidates::all_are_looked_at(size) {
            grid.places = vec![0; size.left * size.right];
            for i in 0..size.left {
                for (place, cell) in (grid.starts[i] + 1..).zip(&grid.cells[grid.starts[i]..grid.starts[i + 1]]) {
                    grid.places[i * size.right + cell.right] = place as u32;
                }
            }
        }
        grid
    }

    /// Whether the sentences of a cell share enough to be asked more about: words, or words that can stand for one another, of a
    /// twenty-fifth of both. Asking all others changes no figure on any labelled set; from a twentieth on links are lost.
    pub fn says_something(&self, left: usize, cell: &Cell) -> bool {
        let both = self.totals.left[left].words + self.totals.right[cell.right].words;
        2.0 * (cell.shared.words + cell.shared.related) > LEAST_SHARED * both
    }

    /// The cells of one left sentence, by rising right sentence.
    pub fn row(&self, left: usize) -> &[Cell] {
        &self.cells[self.starts[left]..self.starts[left + 1]]
    }

    /// The cell of a pair, if they share anything. Indices outside the grid are answered with `None`.
    pub fn cell(&self, left: isize, right: isize) -> Option<&Cell> {
        let left = usize::try_from(left).ok().filter(|&left| left < self.size.left)?;
        let right = usize::try_from(right).ok().filter(|&right| right < self.size.right)?;
        if !self.places.is_empty() {
            return self.cells.get((self.places[left * self.size.right + right] as usize).wrapping_sub(1));
        }
        let row = self.row(left);
        row.binary_search_by_key(&right, |cell| cell.right).ok().map(|k| &row[k])
    }

    /// The cells up to two sentences away from a pair on either side, each with how far away it is on the left and the right.
    pub fn around(&self, left: usize, right: usize) -> impl Iterator<Item = (isize, isize, &Cell)> {
        const REACH: usize = 2;
        let rows = left.saturating_sub(REACH)..(left + REACH + 1).min(self.size.left);
        rows.flat_map(move |i| {
            let row = self.row(i);
            let first = row.partition_point(|cell| cell.right + REACH < right);
            let near = row[first..].iter().take_while(move |cell| cell.right <= right + REACH);
            near.map(move |cell| (i as isize - left as isize, cell.right as isize - right as isize, cell))
        })
    }
}

fn totals(sentence: &SentenceReading, weights: &Weights) -> Totals {
    let mut total = Totals::default();
    for word in &sentence.content {
        let weight = weights.both(word.stem);
        total.words += weight;
        total.background += weights.background(word.stem);
        if word.name {
            total.names += weight;
        }
        if word.speaker {
            total.speaker += weight;
        }
        if word.number {
            total.numbers += 1;
        }
        if !word.name && !word.number {
            total.plain += weight;
        }
    }
    total
}

/// `part / whole`, and 0 where there is nothing.
pub fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
