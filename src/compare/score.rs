//! The pairing model: a logistic regression over [`features`](super::features), read from an embedded file.

use std::sync::LazyLock;

use super::features::{NAMES, Vector};

/// One line a feature: name, weight, mean, standard deviation; the first line is the bias. Made by
/// `cargo run --release --example train_pairing`, which also prints how well it does on stories it was not fitted to.
const WEIGHTS: &str = include_str!("../../assets/lexicon/pairing.tsv");

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Log-odds of a pair whose features are all at their mean.
    pub bias: f64,
    /// Weight, mean and standard deviation of each feature.
    pub terms: [Term; NAMES.len()],
}

/// What one feature counts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Term {
    /// Weight of the standardised feature.
    pub weight: f64,
    /// Mean over the training pairs.
    pub mean: f64,
    /// Standard deviation over the training pairs.
    pub deviation: f64,
}

impl Model {
    /// The model that ships with the program, read once.
    ///
    /// # Panics
    /// If the embedded file is not one line a feature; a test reads it.
    pub fn shipped() -> &'static Model {
        static SHIPPED: LazyLock<Model> =
            LazyLock::new(|| Model::parse(WEIGHTS).expect("the embedded weights are whole"));
        &SHIPPED
    }

    /// Reads a weights file; `None` if a feature is missing or a number is not one.
    pub fn parse(text: &str) -> Option<Model> {
        let mut model = Model { bias: 0.0, terms: [Term::default(); NAMES.len()] };
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        model.bias = lines.next()?.strip_prefix("bias\t")?.parse().ok()?;
        for (name, term) in NAMES.iter().zip(&mut model.terms) {
            let fields: Vec<&str> = lines.next()?.split('\t').collect();
            let [found, weight, mean, deviation] = fields[..] else { return None };
            if found != *name {
                return None;
            }
            *term = Term { weight: weight.parse().ok()?, mean: mean.parse().ok()?, deviation: deviation.parse().ok()? };
        }
        Some(model)
    }

    /// The chance that a careful reader links the pair, 0 to 1.
    pub fn chance(&self, features: &Vector) -> f64 {
        let sum: f64 = self.terms.iter().zip(features).map(|(t, x)| t.weight * (x - t.mean) / t.deviation).sum();
        1.0 / (1.0 + (-(self.bias + sum)).exp())
    }
}
