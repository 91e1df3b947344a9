//! Where a sentence encoder joins: vectors of sentences, and the features they add to the pairing model.
//!
//! newsdiff ships no encoder, and without one nothing here runs. One that is added implements [`Encoder`]; the store can keep its
//! vectors between runs by implementing [`VectorCache`] over a table of encoder name, hash and vector (32-bit floats, little
//! end first), whose key is the first two. A model fitted with the features of [`NAMES`] after those of
//! [`pairing::NAMES`](super::pairing::NAMES) is an [`EncodedModel`], and all three together are an [`Encoding`], which
//! [`compare_with`](super::compare_with) takes.
//!
//! An encoder weighs pairs that share a word or a run of letters, which the grid finds. It finds none of its own.

#[cfg(test)]
mod tests;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use super::pairing::{Pairing, PairingModel, Scored, Term};
use crate::sides::{Side, Sides};

/// Turns sentences into vectors whose cosine says how near they are in meaning.
///
/// Equal sentences must give equal vectors, whatever they are asked for with: a comparison is the same everywhere.
pub trait Encoder {
    /// Names the encoder and its weights. Vectors kept under another name are not its own.
    fn name(&self) -> &str;

    /// One vector for each sentence, in order, all of one length. Many are asked for at once, because encoders are faster so.
    fn encode(&self, sentences: &[&str]) -> Vec<Vec<f32>>;
}

/// The hash of a sentence's text (BLAKE3), under which its vector is kept.
pub type TextHash = [u8; 32];

/// Keeps vectors, so that no sentence is encoded twice. A cache may forget; what it gives must be what was put.
pub trait VectorCache {
    /// The vector of a text, if it is kept.
    fn get(&self, encoder: &str, text: &TextHash) -> Option<Vec<f32>>;

    /// Keeps the vector of a text.
    fn put(&self, encoder: &str, text: &TextHash, vector: &[f32]);
}

/// A cache that lives as long as the program.
#[derive(Debug, Default)]
pub struct MemoryCache(RefCell<BTreeMap<String, BTreeMap<TextHash, Vec<f32>>>>);

impl VectorCache for MemoryCache {
    fn get(&self, encoder: &str, text: &TextHash) -> Option<Vec<f32>> {
        self.0.borrow().get(encoder)?.get(text).cloned()
    }

    fn put(&self, encoder: &str, text: &TextHash, vector: &[f32]) {
        self.0.borrow_mut().entry(encoder.to_owned()).or_default().insert(*text, vector.to_vec());
    }
}

/// The names of the features an encoder adds: the cosine; the cosine once the mean of both texts is taken off, so that what
/// every sentence of a story shares counts for nothing; and how far the cosine lies above its best competitors.
pub const NAMES: [&str; 3] = ["encoded", "encoded_centred", "encoded_gap"];

/// One pair's added features.
pub type Vector = [f64; NAMES.len()];

/// How much of the mean is taken off, from the alignment study this project began with.
const CENTRED: f64 = 0.7;

/// A pairing model with terms for what an encoder adds.
#[derive(Debug, Clone, PartialEq)]
pub struct EncodedModel {
    /// The bias, and the terms of the features every pair has.
    pub model: PairingModel,
    /// The terms of [`NAMES`].
    pub added: [Term; NAMES.len()],
}

impl EncodedModel {
    /// The chance that a careful reader links the pair, 0 to 1.
    pub fn chance(&self, features: &super::features::Vector, added: &Vector) -> f64 {
        let more: f64 = self.added.iter().zip(added).map(|(term, x)| term.of(*x)).sum();
        1.0 / (1.0 + (-(self.model.log_odds(features) + more)).exp())
    }
}

/// An encoder ready for use.
pub struct Encoding<'a> {
    /// Makes the vectors.
    pub encoder: &'a dyn Encoder,
    /// Keeps them.
    pub cache: &'a dyn VectorCache,
    /// Was fitted with this encoder.
    pub model: &'a EncodedModel,
}

impl Encoding<'_> {
    /// The chance of every cell, row by row.
    pub fn scores(&self, pairing: &Pairing) -> Vec<Scored> {
        let encoded = Encoded::new(self, pairing);
        let mut scores = Vec::new();
        pairing.for_each(|left, cell, features| {
            let chance = self.model.chance(features, &encoded.of(left, cell.right));
            scores.push(Scored { left, right: cell.right, chance });
        });
        scores
    }

    /// Calls `each` with every cell and its added features, row by row: what a model is fitted to.
    pub fn for_each(&self, pairing: &Pairing, mut each: impl FnMut(usize, usize, &Vector)) {
        let encoded = Encoded::new(self, pairing);
        pairing.for_each(|left, cell, _| each(left, cell.right, &encoded.of(left, cell.right)));
    }
}

/// The vectors of one side's sentences, made when they are first asked for.
struct Vectors<'a> {
    encoding: &'a Encoding<'a>,
    sentences: Vec<&'a str>,
    known: Vec<OnceCell<Vec<f64>>>,
}

impl<'a> Vectors<'a> {
    fn new(encoding: &'a Encoding<'a>, pairing: &'a Pairing, side: Side) -> Vectors<'a> {
        let reading = &pairing.readings[side];
        let sentences: Vec<&str> =
            reading.sentences.iter().map(|own| reading.document.sentence_text(own.sentence)).collect();
        Vectors { encoding, known: vec![OnceCell::new(); sentences.len()], sentences }
    }

    /// Makes the vectors of some sentences: those not kept, in one go.
    fn prepare(&self, wanted: impl Iterator<Item = usize>) {
        let Encoding { encoder, cache, .. } = self.encoding;
        let hash = |k: usize| *blake3::hash(self.sentences[k].as_bytes()).as_bytes();
        let mut missing = Vec::new();
        for k in wanted {
            match cache.get(encoder.name(), &hash(k)) {
                Some(vector) => _ = self.known[k].set(unit(&vector)),
                None => missing.push(k),
            }
        }
        if missing.is_empty() {
            return;
        }
        let texts: Vec<&str> = missing.iter().map(|&k| self.sentences[k]).collect();
        for (&k, vector) in missing.iter().zip(encoder.encode(&texts)) {
            cache.put(encoder.name(), &hash(k), &vector);
            _ = self.known[k].set(unit(&vector));
        }
    }

    /// A sentence's vector of length 1; empty where none was made.
    fn of(&self, k: usize) -> &[f64] {
        self.known[k].get().map_or(&[], Vec::as_slice)
    }
}

fn unit(vector: &[f32]) -> Vec<f64> {
    let length = vector.iter().map(|&x| f64::from(x).powi(2)).sum::<f64>().sqrt();
    vector.iter().map(|&x| if length > 0.0 { f64::from(x) / length } else { 0.0 }).collect()
}

fn cosine(one: &[f64], other: &[f64], less: &[f64]) -> f64 {
    let (mut both, mut left, mut right) = (0.0, 0.0, 0.0);
    for (k, (a, b)) in one.iter().zip(other).enumerate() {
        let off = less.get(k).copied().unwrap_or(0.0);
        both += (a - off) * (b - off);
        left += (a - off).powi(2);
        right += (b - off).powi(2);
    }
    let lengths = (left * right).sqrt();
    if lengths > 0.0 { both / lengths } else { 0.0 }
}

/// The cosines of all cells of a grid, with what each must be measured against.
struct Encoded<'a> {
    vectors: Sides<Vectors<'a>>,
    mean: Vec<f64>,
    /// The two greatest cosines of every row and column.
    best: Sides<Vec<[f64; 2]>>,
}

impl<'a> Encoded<'a> {
    fn new(encoding: &'a Encoding<'a>, pairing: &'a Pairing) -> Encoded<'a> {
        let vectors = Sides::from_fn(|side| Vectors::new(encoding, pairing, side));
        let mut wanted = Sides::from_fn(|side| vec![false; pairing.grid.size[side]]);
        let cells =
            || (0..pairing.grid.size.left).flat_map(|i| pairing.grid.row(i).iter().map(move |cell| (i, cell.right)));
        for (i, j) in cells() {
            wanted.left[i] = true;
            wanted.right[j] = true;
        }
        for side in Side::BOTH {
            vectors[side].prepare((0..wanted[side].len()).filter(|&k| wanted[side][k]));
        }
        let made: Vec<&[f64]> = Side::BOTH
            .iter()
            .flat_map(|&side| (0..wanted[side].len()).map(move |k| (side, k)))
            .map(|(side, k)| vectors[side].of(k))
            .filter(|vector| !vector.is_empty())
            .collect();
        let length = made.first().map_or(0, |vector| vector.len());
        let mean = (0..length)
            .map(|k| CENTRED * made.iter().filter_map(|vector| vector.get(k)).sum::<f64>() / made.len() as f64)
            .collect();
        let mut best = Sides::from_fn(|side| vec![[0.0; 2]; pairing.grid.size[side]]);
        for (i, j) in cells() {
            let cosine = cosine(vectors.left.of(i), vectors.right.of(j), &[]);
            for line in [&mut best.left[i], &mut best.right[j]] {
                if cosine > line[0] {
                    *line = [cosine, line[0]];
                } else {
                    line[1] = cosine.max(line[1]);
                }
            }
        }
        Encoded { vectors, mean, best }
    }

    fn of(&self, i: usize, j: usize) -> Vector {
        let (left, right) = (self.vectors.left.of(i), self.vectors.right.of(j));
        let plain = cosine(left, right, &[]);
        let over = |[first, second]: [f64; 2]| if plain >= first { plain - second } else { plain - first };
        [plain, cosine(left, right, &self.mean), over(self.best.left[i]) + over(self.best.right[j])]
    }
}
