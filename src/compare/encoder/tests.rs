//! A toy encoder shows that the seam holds: what it adds reaches a fitted model, nothing is asked twice, absence changes nothing.

use std::cell::RefCell;
use std::sync::Arc;

use super::{EncodedModel, Encoder, Encoding, MemoryCache, NAMES, Vector, VectorCache};
use crate::compare::pairing::{Pairing, PairingModel, Scored, Term};
use crate::compare::{Comparison, Options, compare, compare_with};
use crate::sides::Sides;
use crate::text::{Document, Role};

/// Counts runs of three letters in 64 bins, and remembers what it was asked.
#[derive(Default)]
struct Letters(RefCell<Vec<String>>);

impl Encoder for Letters {
    fn name(&self) -> &'static str {
        "letters-64"
    }

    fn encode(&self, sentences: &[&str]) -> Vec<Vec<f32>> {
        self.0.borrow_mut().extend(sentences.iter().map(|&sentence| sentence.to_owned()));
        let vector = |sentence: &&str| {
            let mut bins = vec![0.0; 64];
            for run in sentence.to_lowercase().as_bytes().windows(3) {
                bins[run.iter().fold(7_usize, |mixed, &byte| mixed * 31 + usize::from(byte)) % 64] += 1.0;
            }
            bins
        };
        sentences.iter().map(vector).collect()
    }
}

/// Gives no vectors at all.
struct Mute;

impl Encoder for Mute {
    fn name(&self) -> &'static str {
        "mute"
    }

    fn encode(&self, _: &[&str]) -> Vec<Vec<f32>> {
        Vec::new()
    }
}

const LEFT: [&str; 3] =
    ["The council closed the harbour bridge on Monday.", "Inspectors found cracking in two cables.", "橋。"];
const RIGHT: [&str; 3] = [
    "Harbour bridge closure: council acts.",
    "Cracked cables worried an inspector.",
    "Ferries run instead of the bridge.",
];
/// Which left sentence tells what which right one does.
const LABELLED: [(usize, usize); 2] = [(0, 0), (1, 1)];

fn documents() -> Sides<Arc<Document>> {
    let body = |sentences: [&str; 3]| sentences.map(|sentence| (sentence.to_owned(), Role::Body));
    Sides::new(LEFT, RIGHT).map(|sentences| Arc::new(Document::from_paragraphs(&body(sentences))))
}

fn model(added: &[Term; NAMES.len()]) -> EncodedModel {
    EncodedModel { model: PairingModel::shipped().clone(), added: *added }
}

fn no_weight() -> [Term; NAMES.len()] {
    [Term::default(); NAMES.len()]
}

/// The labelled cells: log-odds without the encoder, what it adds, and whether the two are counterparts.
fn examples(encoding: &Encoding) -> Vec<(f64, Vector, bool)> {
    let pairing = Pairing::new(&documents());
    let mut added = Vec::new();
    encoding.for_each(&pairing, |left, right, vector| added.push(((left, right), *vector)));
    let mut bare = Vec::new();
    pairing.for_each(|_, _, features| bare.push(encoding.model.model.log_odds(features)));
    let example = |(bare, (place, vector)): (f64, ((usize, usize), Vector))| (bare, vector, LABELLED.contains(&place));
    bare.into_iter().zip(added).map(example).collect()
}

/// The mean surprise of a model at the labels.
fn loss(examples: &[(f64, Vector, bool)], weights: &Vector) -> f64 {
    let surprise = |(bare, vector, linked): &(f64, Vector, bool)| {
        let odds: f64 = bare + vector.iter().zip(weights).map(|(x, weight)| x * weight).sum::<f64>();
        let chance = 1.0 / (1.0 + (-odds).exp());
        -(if *linked { chance } else { 1.0 - chance }).ln()
    };
    examples.iter().map(surprise).sum::<f64>() / examples.len() as f64
}

/// Weights for what the encoder adds, by steps down the slope of the loss.
fn fitted(examples: &[(f64, Vector, bool)]) -> Vector {
    let mut weights = [0.0; NAMES.len()];
    for _ in 0..300 {
        let slope = |k: usize| {
            let mut moved = weights;
            moved[k] += 1e-4;
            (loss(examples, &moved) - loss(examples, &weights)) / 1e-4
        };
        let slopes: Vector = std::array::from_fn(slope);
        for (weight, slope) in weights.iter_mut().zip(slopes) {
            *weight -= slope;
        }
    }
    weights
}

fn compared(encoder: &dyn Encoder, cache: &dyn VectorCache, model: &EncodedModel) -> Comparison {
    compare_with(documents(), &Options::default(), Some(&Encoding { encoder, cache, model }))
}

#[test]
fn a_model_can_be_fitted_with_what_an_encoder_adds() {
    let (encoder, cache, bare) = (Letters::default(), MemoryCache::default(), model(&no_weight()));
    let examples = examples(&Encoding { encoder: &encoder, cache: &cache, model: &bare });
    assert!(examples.iter().any(|example| example.2) && examples.iter().any(|example| !example.2));
    let weights = fitted(&examples);
    assert!(loss(&examples, &weights) < 0.8 * loss(&examples, &[0.0; NAMES.len()]), "{weights:?}");
    let terms = weights.map(|weight| Term { weight: weight as f32, ..Term::default() });
    let fitted = model(&terms);
    let encoding = Encoding { encoder: &encoder, cache: &cache, model: &fitted };
    let surprise = |scored: Scored| {
        let linked = LABELLED.contains(&(scored.left, scored.right));
        -(if linked { scored.chance } else { 1.0 - scored.chance }).ln()
    };
    let scores = encoding.scores(&Pairing::new(&documents()));
    let mean = scores.iter().copied().map(surprise).sum::<f64>() / scores.len() as f64;
    assert!((mean - loss(&examples, &weights)).abs() < 1e-5, "the model that was fitted is the one that scores");
}

#[test]
fn an_encoder_without_weight_and_one_without_vectors_change_nothing() {
    let plain = compare(documents(), &Options::default());
    let weighty = [Term { weight: 3.0, ..Term::default() }; NAMES.len()];
    assert_eq!(compared(&Letters::default(), &MemoryCache::default(), &model(&no_weight())), plain);
    assert_eq!(compared(&Mute, &MemoryCache::default(), &model(&weighty)), plain);
    assert_ne!(compared(&Letters::default(), &MemoryCache::default(), &model(&weighty)), plain);
}

#[test]
fn a_sentence_is_encoded_once_and_only_if_it_shares_anything() {
    let (encoder, cache, model) = (Letters::default(), MemoryCache::default(), model(&no_weight()));
    compared(&encoder, &cache, &model);
    let mut asked = encoder.0.borrow().clone();
    asked.sort();
    let distinct = asked.len();
    asked.dedup();
    assert_eq!(asked.len(), distinct);
    assert!(
        asked.iter().any(|sentence| sentence.starts_with("Ferries"))
            && !asked.iter().any(|sentence| sentence == "橋。")
    );
    compared(&encoder, &cache, &model);
    assert_eq!(encoder.0.borrow().len(), distinct, "the second time all vectors are kept");
    assert_eq!(cache.get("another-encoder", blake3::hash(asked[0].as_bytes()).as_bytes()), None);
}

#[test]
fn swapped_texts_give_the_swapped_result_with_an_encoder_too() {
    let weighty = model(&[Term { weight: 1.0, mean: 0.5, deviation: 0.3, ..Term::default() }; NAMES.len()]);
    let (encoder, cache) = (Letters::default(), MemoryCache::default());
    let encoding = Encoding { encoder: &encoder, cache: &cache, model: &weighty };
    let one = compare_with(documents(), &Options::default(), Some(&encoding));
    let other = compare_with(documents().swapped(), &Options::default(), Some(&encoding)).mirrored();
    assert_eq!(one, other);
}
