//! Stages 3 and 4 together: two documents in, the chance of every pair out. The trainer reads features through this too,
//! so what is fitted is what ships.

use std::ops::Range;
use std::sync::Arc;

use super::closeness::{Closeness, Scratch};
use super::features::{Features, Vector};
use super::grid::{Cell, FEW_SENTENCES, Grid};
use super::index::Weights;
use super::reading::Reading;
use super::score::Model;
use super::vocabulary::Vocabulary;
use super::within::alike_within;
use super::{Comparison, Options};
use crate::halves::in_halves;
use crate::sides::{Side, Sides};
use crate::text::Document;

pub use super::features::NAMES;
pub use super::score::{FARTHEST, HIDDEN, Model as PairingModel, Term};
pub use super::vocabulary::{related_file, stem_text};

/// Both sides read, and how alike their sentences are.
pub struct Pairing {
    /// The documents as the pairing sees them.
    pub readings: Sides<Arc<Reading>>,
    /// The cells.
    pub grid: Grid,
    /// How alike the sentences of one side are, for claims told twice.
    pub within: Sides<Vec<Vec<(usize, f64)>>>,
    /// What is known of the words.
    pub vocabulary: Arc<Vocabulary>,
    weights: Weights,
}

/// Any number of documents read once, to be compared two at a time. Reading is a quarter of a comparison, and in a story of five
/// outlets each is compared four times.
pub struct Readings {
    read: Vec<Arc<Reading>>,
    vocabulary: Arc<Vocabulary>,
}

impl Readings {
    /// Reads the documents. Their order changes nothing: words are numbered in the order of the texts.
    pub fn new(documents: &[Arc<Document>]) -> Readings {
        let mut sorted: Vec<&Arc<Document>> = documents.iter().collect();
        sorted.sort_by_key(|document| document.text());
        let mut vocabulary = Vocabulary::for_texts(documents.iter().map(|document| document.text().len()).sum());
        let read = Reading::all(&sorted, &mut vocabulary);
        Readings { read, vocabulary: Arc::new(vocabulary) }
    }

    /// Compares two of the documents as [`compare`](super::compare) does, chances but for the last digits of a float, which hang
    /// on the order of sums. A document that was not read is read then.
    pub fn compare(&self, documents: Sides<Arc<Document>>, options: &Options) -> Comparison {
        let pair = |documents: &Sides<Arc<Document>>| {
            let read =
                |document: &Arc<Document>| self.read.iter().find(|r| Arc::ptr_eq(&r.document, document)).cloned();
            match (read(&documents.left), read(&documents.right)) {
                (Some(left), Some(right)) => Pairing::of(Sides::new(left, right), Arc::clone(&self.vocabulary)),
                _ => Pairing::new(documents),
            }
        };
        super::in_order(documents, options, pair, None).0
    }
}

/// A pair of sentences with the model's chance that they are counterparts; indices are into the readings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The left sentence.
    pub left: usize,
    /// The right sentence.
    pub right: usize,
    /// The chance, 0 to 1.
    pub chance: f64,
}

impl Pairing {
    /// Reads both documents and fills the grid.
    pub fn new(documents: &Sides<Arc<Document>>) -> Pairing {
        let bytes = documents.left.text().len() + documents.right.text().len();
        let mut vocabulary = Vocabulary::for_texts(bytes);
        let read = Reading::all(&[&documents.left, &documents.right], &mut vocabulary);
        Pairing::of(Sides::new(Arc::clone(&read[0]), Arc::clone(&read[1])), Arc::new(vocabulary))
    }

    /// Fills the grid for documents read with one vocabulary.
    fn of(readings: Sides<Arc<Reading>>, vocabulary: Arc<Vocabulary>) -> Pairing {
        let borrowed = readings.as_ref().map(Arc::as_ref);
        let weights = Weights::new(&borrowed, &vocabulary);
        let grid = Grid::new(&borrowed, &vocabulary, &weights);
        let within = borrowed.map(|own| alike_within(own, &vocabulary, &weights));
        Pairing { readings, grid, within, vocabulary, weights }
    }

    /// Calls `each` with every cell of two sentences that tell something and its features, row by row.
    pub fn for_each(&self, each: impl FnMut(usize, &Cell, &Vector)) {
        self.for_rows(&self.features(), 0..self.grid.size.left, each);
    }

    fn features(&self) -> Features<'_> {
        let readings = self.readings.as_ref().map(Arc::as_ref);
        let closeness = Closeness::new(readings, &self.vocabulary, &self.weights);
        Features::new(&self.grid, self.within.as_ref().map(Vec::as_slice), readings, closeness)
    }

    fn for_rows(&self, features: &Features<'_>, rows: Range<usize>, mut each: impl FnMut(usize, &Cell, &Vector)) {
        let tells = |side: Side, k: usize| self.readings[side].sentences[k].tells();
        let mut scratch = Scratch::default();
        for i in rows.filter(|&i| tells(Side::Left, i)) {
            let asked = |cell: &&Cell| tells(Side::Right, cell.right) && self.grid.says_something(i, cell);
            for cell in self.grid.row(i).iter().filter(asked) {
                each(i, cell, &features.of(i, cell, &mut scratch));
            }
        }
    }

    /// The chance of every cell, row by row.
    pub fn scores(&self, model: &Model) -> Vec<Scored> {
        let features = self.features();
        let halves = in_halves(self.grid.size.left, FEW_SENTENCES, |rows| {
            let mut scores = Vec::new();
            self.for_rows(&features, rows, |left, cell, features| {
                scores.push(Scored { left, right: cell.right, chance: model.chance(features) });
            });
            scores
        });
        halves.concat()
    }
}
