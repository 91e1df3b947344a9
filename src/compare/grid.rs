//! How alike every left sentence is to every right one, as far as they share anything.
//!
//! Only pairs that [`candidates`](super::candidates) finds get a cell.

use super::candidates::{Asked, Candidates, Search};
use super::index::{self, GramIndex, Lists, Weights, most_cells_a_key};
use super::overlap;
use super::reading::{Content, Reading, SentenceReading};
use super::vocabulary::{Stem, Vocabulary};
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
    /// Squared weight of shared letter runs.
    grams: f64,
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
}

impl Grid {
    /// Fills the grid for two readings made with one vocabulary.
    pub fn new(readings: &Sides<&Reading>, vocabulary: &Vocabulary, weights: &Weights) -> Grid {
        let (left, right) = (&readings.left.sentences, &readings.right.sentences);
        let holding = index::holding(right, vocabulary);
        let grams = GramIndex::new(readings);
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
        let (mut cells, mut starts) = (Vec::new(), vec![0]);
        for half in in_halves(size.left, FEW_SENTENCES, |rows| {
            let mut candidates = Candidates::new(search, &asked);
            let mut row = Row::new(right, weights, &holding, &grams);
            rows.map(|i| row.cells(i, &left[i], candidates.of(i), related.of(i), &totals)).collect::<Vec<_>>()
        }) {
            for row in half {
                cells.extend(row);
                starts.push(cells.len());
            }
        }
        Grid { size, totals, cells, starts }
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
        let right = usize::try_from(right).ok()?;
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

/// One left sentence, its words and letter runs marked, so that one walk over a right sentence tells what both have.
struct Row<'a> {
    right: &'a [SentenceReading],
    weights: &'a Weights,
    grams: &'a GramIndex,
    /// For every stem, whether it is in too many sentences to tell anything.
    too_common: Vec<bool>,
    /// For every stem, its place among the left sentence's words, from 1.
    place: Vec<u32>,
    /// For every letter run, the last left sentence that held it, from 1.
    marked: Vec<u32>,
    left: u32,
}

impl<'a> Row<'a> {
    fn new(right: &'a [SentenceReading], weights: &'a Weights, holding: &Lists, grams: &'a GramIndex) -> Row<'a> {
        let size = grams.own.as_ref().map(Lists::keys);
        let most = most_cells_a_key(size);
        let count = |stem: usize| holding.of(stem).len();
        let too_common = (0..holding.keys()).map(|stem| count(stem) * size.left.min(count(stem)) > most).collect();
        let place = vec![0; holding.keys()];
        Row { right, weights, too_common, place, marked: vec![0; grams.weights.len()], grams, left: 0 }
    }

    /// The cells of left sentence `i` with the right sentences found for it.
    fn cells(
        &mut self,
        i: usize,
        left: &SentenceReading,
        found: &[u32],
        related: &[Near],
        totals: &Sides<Vec<Totals>>,
    ) -> Vec<Cell> {
        self.left = i as u32 + 1;
        for (place, word) in (1..).zip(&left.content) {
            self.place[word.stem.0 as usize] = place;
        }
        for &run in self.grams.own.left.of(i) {
            self.marked[run as usize] = self.left;
        }
        let cells = found.iter().map(|&j| self.cell(Sides::new(i, j as usize), left, related, totals)).collect();
        for word in &left.content {
            self.place[word.stem.0 as usize] = 0;
        }
        cells
    }

    fn cell(&self, at: Sides<usize>, left: &SentenceReading, related: &[Near], totals: &Sides<Vec<Totals>>) -> Cell {
        let right = &self.right[at.right];
        let mut shared = Shared::default();
        for other in &right.content {
            let stem = other.stem.0 as usize;
            if self.place[stem] > 0 && !self.too_common[stem] {
                add_word(&mut shared, left.content[self.place[stem] as usize - 1], *other, self.weights);
            }
        }
        for &run in self.grams.own.right.of(at.right) {
            if self.marked[run as usize] == self.left {
                shared.grams += self.grams.telling[run as usize];
            }
        }
        shared.related = near_words(related, &right.content);
        if shared.count > 1 {
            shared.bigrams = overlap::shared_bigrams(left, right, self.weights);
            (shared.run, shared.run_words) = overlap::runs(left, right);
        }
        let (own, other) = (&totals.left[at.left], &totals.right[at.right]);
        let dice = ratio(2.0 * shared.words, own.words + other.words);
        let letters = ratio(shared.grams, (own.grams * other.grams).sqrt());
        Cell { right: at.right, shared, dice, letters }
    }
}

/// Weight of the words that a right sentence has not, but something near them; each counts once, by the nearest.
fn near_words(related: &[Near], right: &[Content]) -> f64 {
    let mut sum = 0.0;
    for same_word in related.chunk_by(|a, b| a.word == b.word) {
        let nearest = same_word.iter().filter(|near| holds(right, near.other)).map(|near| near.weight);
        if let Some(weight) = nearest.reduce(f64::max).filter(|_| !holds(right, same_word[0].word)) {
            sum += weight;
        }
    }
    sum
}

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
    fn new(left: &[SentenceReading], vocabulary: &Vocabulary, weights: &Weights) -> Related {
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

/// `part / whole`, and 0 where there is nothing.
pub fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
