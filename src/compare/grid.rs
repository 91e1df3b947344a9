//! How alike every left sentence is to every right one, as far as they share anything.
//!
//! Only pairs that share a content word or a run of four letters get a cell: an index over words finds them, so a book
//! costs what its sentences share and not the product of their number.

use super::index::{GramIndex, MOST_CELLS_A_KEY, RightIndex, Weights};
use super::overlap;
use super::reading::{Content, Reading, SentenceReading};
use super::vocabulary::{Stem, Vocabulary};
use crate::sides::{Side, Sides};

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
    grams: f64,
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

/// All pairs of sentences that share something.
pub struct Grid {
    /// Sentences on each side.
    pub size: Sides<usize>,
    /// Totals of each sentence.
    pub totals: Sides<Vec<Totals>>,
    rows: Vec<Vec<Cell>>,
    /// For texts of ordinary length, the place of every cell in its row, plus one; 0 where there is none. Neighbours are asked
    /// for dozens of times a cell, and this answers at once.
    places: Vec<u16>,
}

/// The largest table of places, in cells: articles of 500 sentences each. A book is searched instead.
const MOST_PLACES: usize = 250_000;

impl Grid {
    /// Fills the grid for two readings made with one vocabulary.
    pub fn new(readings: &Sides<&Reading>, vocabulary: &Vocabulary, weights: &Weights) -> Grid {
        let index = RightIndex::new(&readings.right.sentences, vocabulary);
        let grams = GramIndex::new(readings);
        let totals = Sides::from_fn(|side| {
            let sentences = &readings[side].sentences;
            let gram_weight = |k: usize| grams.runs(side, k).map(|run| run.0).sum::<f64>();
            let each = sentences.iter().enumerate();
            each.map(|(k, s)| Totals { grams: gram_weight(k), ..totals(s, weights) }).collect::<Vec<_>>()
        });
        let mut row = RowBuilder::new(readings.right.sentences.len());
        let size = Sides::from_fn(|side| readings[side].sentences.len());
        let related = related_on_the_left(&readings.left.sentences, vocabulary);
        let rows: Vec<Vec<Cell>> = (0..size.left)
            .map(|i| {
                let left = &readings.left.sentences[i];
                row.words(left, &index, size.left, weights, &readings.right.sentences);
                row.related(left, &related, &index, weights, &readings.right.sentences);
                row.grams(i, &grams);
                row.finish(left, &totals.left[i], &totals.right, readings.right, weights)
            })
            .collect();
        let mut places = Vec::new();
        if size.left * size.right <= MOST_PLACES {
            places.resize(size.left * size.right, 0);
            for (i, row) in rows.iter().enumerate() {
                for (k, cell) in row.iter().enumerate() {
                    places[i * size.right + cell.right] = k as u16 + 1;
                }
            }
        }
        Grid { size, totals, rows, places }
    }

    /// The cells of one left sentence, by rising right sentence.
    pub fn row(&self, left: usize) -> &[Cell] {
        &self.rows[left]
    }

    /// The cell of a pair, if they share anything. Indices outside the grid are answered with `None`.
    pub fn cell(&self, left: isize, right: isize) -> Option<&Cell> {
        let row = self.rows.get(usize::try_from(left).ok()?)?;
        let right = usize::try_from(right).ok().filter(|&right| right < self.size.right)?;
        if !self.places.is_empty() {
            let place = self.places[left as usize * self.size.right + right];
            return usize::from(place).checked_sub(1).map(|k| &row[k]);
        }
        row.binary_search_by_key(&right, |cell| cell.right).ok().map(|k| &row[k])
    }
}

fn totals(sentence: &SentenceReading, weights: &Weights) -> Totals {
    let mut total = Totals::default();
    for word in &sentence.content {
        let weight = weights.both(word.stem);
        total.words += weight;
        total.background += weights.background[word.stem.0 as usize];
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

/// One left sentence's cells while they are being added up; kept between rows so that nothing is allocated anew.
struct RowBuilder {
    shared: Vec<Shared>,
    seen: Vec<bool>,
    touched: Vec<usize>,
}

impl RowBuilder {
    fn new(width: usize) -> RowBuilder {
        RowBuilder { shared: vec![Shared::default(); width], seen: vec![false; width], touched: Vec::new() }
    }

    fn at(&mut self, right: usize) -> &mut Shared {
        if !self.seen[right] {
            self.seen[right] = true;
            self.touched.push(right);
            self.shared[right] = Shared::default();
        }
        &mut self.shared[right]
    }

    fn words(
        &mut self,
        left: &SentenceReading,
        index: &RightIndex,
        left_size: usize,
        weights: &Weights,
        right: &[SentenceReading],
    ) {
        for word in &left.content {
            let holding = &index.holding[word.stem.0 as usize];
            // Left sentences holding it are not counted here; the bound is the product it could reach at worst.
            if holding.len() * left_size.min(holding.len()) > MOST_CELLS_A_KEY {
                continue;
            }
            for &j in holding {
                let j = j as usize;
                let other = find(&right[j].content, word.stem);
                add_word(self.at(j), *word, other, weights);
            }
        }
    }

    /// Words the other side has not, but something near them; each counts once, by the nearest.
    fn related(
        &mut self,
        left: &SentenceReading,
        related: &[Vec<(Stem, f64)>],
        index: &RightIndex,
        weights: &Weights,
        right: &[SentenceReading],
    ) {
        for word in &left.content {
            let mut near: Vec<(u32, f64)> = Vec::new();
            for &(other, nearness) in &related[word.stem.0 as usize] {
                if holds(&left.content, other) {
                    continue;
                }
                let weight = nearness * weights.both(word.stem).min(weights.both(other));
                near.extend(index.holding[other.0 as usize].iter().map(|&j| (j, weight)));
            }
            near.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            near.dedup_by_key(|place| place.0);
            for (j, weight) in near {
                if !holds(&right[j as usize].content, word.stem) {
                    self.at(j as usize).related += weight;
                }
            }
        }
    }

    fn grams(&mut self, left: usize, index: &GramIndex) {
        for (weight, holding) in index.runs(Side::Left, left) {
            for &j in holding {
                self.at(j as usize).grams += weight;
            }
        }
    }

    fn finish(
        &mut self,
        left: &SentenceReading,
        total: &Totals,
        totals: &[Totals],
        right: &Reading,
        weights: &Weights,
    ) -> Vec<Cell> {
        self.touched.sort_unstable();
        let mut cells = Vec::with_capacity(self.touched.len());
        for j in self.touched.drain(..) {
            self.seen[j] = false;
            let mut shared = self.shared[j];
            if shared.count > 1 {
                shared.bigrams = overlap::shared_bigrams(left, &right.sentences[j], weights);
                (shared.run, shared.run_words) = overlap::runs(left, &right.sentences[j]);
            }
            let dice = ratio(2.0 * shared.words, total.words + totals[j].words);
            let letters = ratio(shared.grams, (total.grams * totals[j].grams).sqrt());
            cells.push(Cell { right: j, shared, dice, letters });
        }
        cells
    }
}

/// What can stand for each stem that the left side has; only those are asked for.
fn related_on_the_left(sentences: &[SentenceReading], vocabulary: &Vocabulary) -> Vec<Vec<(Stem, f64)>> {
    let mut related: Vec<Option<Vec<(Stem, f64)>>> = vec![None; vocabulary.len()];
    for word in sentences.iter().flat_map(|sentence| &sentence.content) {
        related[word.stem.0 as usize].get_or_insert_with(|| vocabulary.related(word.stem));
    }
    related.into_iter().map(Option::unwrap_or_default).collect()
}

fn holds(content: &[Content], stem: Stem) -> bool {
    content.binary_search_by_key(&stem, |word| word.stem).is_ok()
}

fn find(content: &[Content], stem: Stem) -> Content {
    let at =
        content.binary_search_by_key(&stem, |word| word.stem).expect("the index lists only sentences that hold it");
    content[at]
}

fn add_word(shared: &mut Shared, left: Content, right: Content, weights: &Weights) {
    let weight = weights.both(left.stem);
    shared.words += weight;
    shared.background += weights.background[left.stem.0 as usize];
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

/// How alike the sentences of one text are among themselves: for each, the others that share a word, with Dice over weighted
/// words, by rising sentence. Claims told twice show here.
pub fn alike_within(reading: &Reading, vocabulary: &Vocabulary, weights: &Weights) -> Vec<Vec<(usize, f64)>> {
    let index = RightIndex::new(&reading.sentences, vocabulary);
    let weight = |sentence: &SentenceReading| sentence.content.iter().map(|word| weights.both(word.stem)).sum::<f64>();
    let totals: Vec<f64> = reading.sentences.iter().map(weight).collect();
    let mut sums = vec![0.0; totals.len()];
    reading
        .sentences
        .iter()
        .enumerate()
        .map(|(i, sentence)| {
            for word in &sentence.content {
                let holding = &index.holding[word.stem.0 as usize];
                if holding.len() * holding.len() <= MOST_CELLS_A_KEY {
                    for &j in holding {
                        sums[j as usize] += weights.both(word.stem);
                    }
                }
            }
            let alike = |j: usize, shared: f64| (j, ratio(2.0 * shared, totals[i] + totals[j]));
            let row = sums
                .iter()
                .enumerate()
                .filter(|&(j, &sum)| sum > 0.0 && j != i)
                .map(|(j, &sum)| alike(j, sum))
                .collect();
            sums.fill(0.0);
            row
        })
        .collect()
}
