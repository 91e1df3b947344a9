//! The pairing model: a small network over [`features`](super::features), read from an embedded file.
//!
//! A linear part carries most of it; a few hidden units bend it where a feature means more beside another one: a shared name says
//! little alone and much beside a shared verb. The units squash by `x / (1 + |x|)`, which needs no library function, so that every
//! machine gets the same bits.

use std::sync::LazyLock;

use super::features::{NAMES, Vector};

/// The bias, then one line a feature: name, mean, standard deviation, weight and the weights of the hidden units; then the hidden
/// units' biases and what each adds. Made by `cargo run --release --example train_pairing`, which also prints how well it does on
/// stories it was not fitted to.
const WEIGHTS: &str = include_str!("../../assets/lexicon/pairing.tsv");

/// How many hidden units there are: three networks of twelve, fitted from different starts and averaged.
pub const HIDDEN: usize = 36;

/// How many deviations from its mean a feature counts at most.
pub const FARTHEST: f32 = 4.0;

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Log-odds of a pair whose features are all at their mean, hidden units aside.
    pub bias: f32,
    /// What each feature counts.
    pub terms: [Term; NAMES.len()],
    /// What each hidden unit has before any feature.
    pub hidden_bias: [f32; HIDDEN],
    /// What each hidden unit adds to the log-odds.
    pub hidden_weight: [f32; HIDDEN],
}

/// What one feature counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// Mean over the training pairs.
    pub mean: f32,
    /// Standard deviation over the training pairs.
    pub deviation: f32,
    /// Weight of the standardised feature.
    pub weight: f32,
    /// Its weight in every hidden unit.
    pub hidden: [f32; HIDDEN],
}

impl Default for Term {
    fn default() -> Self {
        Term { mean: 0.0, deviation: 1.0, weight: 0.0, hidden: [0.0; HIDDEN] }
    }
}

impl Term {
    /// What a value of the feature adds to the log-odds by itself, hidden units aside.
    pub fn of(&self, x: f64) -> f64 {
        f64::from(self.weight) * (x - f64::from(self.mean)) / f64::from(self.deviation)
    }
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
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let [bias] = numbers(lines.next()?, "bias")?;
        let mut terms = [Term::default(); NAMES.len()];
        for (name, term) in NAMES.iter().zip(&mut terms) {
            let all: [f32; HIDDEN + 3] = numbers(lines.next()?, name)?;
            let [mean, deviation, weight, hidden @ ..] = all;
            *term = Term { mean, deviation, weight, hidden };
        }
        let hidden_bias = numbers(lines.next()?, "hidden_bias")?;
        let hidden_weight = numbers(lines.next()?, "hidden_weight")?;
        Some(Model { bias, terms, hidden_bias, hidden_weight })
    }

    /// The chance that a careful reader links the pair, 0 to 1.
    pub fn chance(&self, features: &Vector) -> f64 {
        1.0 / (1.0 + (-self.log_odds(features)).exp())
    }

    /// The log-odds of that chance.
    pub fn log_odds(&self, features: &Vector) -> f64 {
        let mut sum = self.bias;
        let mut hidden = self.hidden_bias;
        for (term, &feature) in self.terms.iter().zip(features) {
            let x = ((feature as f32 - term.mean) / term.deviation).clamp(-FARTHEST, FARTHEST);
            sum += term.weight * x;
            for (unit, weight) in hidden.iter_mut().zip(&term.hidden) {
                *unit += weight * x;
            }
        }
        for (unit, weight) in hidden.iter().zip(&self.hidden_weight) {
            sum += weight * unit / (1.0 + unit.abs());
        }
        f64::from(sum)
    }
}

/// The numbers of a line that begins with `name`, exactly as many as asked for.
fn numbers<const N: usize>(line: &str, name: &str) -> Option<[f32; N]> {
    let mut fields = line.strip_prefix(name)?.strip_prefix('\t')?.split('\t');
    let mut found = [0.0; N];
    for number in &mut found {
        *number = fields.next()?.parse().ok()?;
    }
    fields.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_weights_are_whole() {
        assert!(Model::parse(WEIGHTS).is_some());
    }

    #[test]
    fn a_file_that_lacks_a_number_is_refused() {
        assert_eq!(Model::parse(&WEIGHTS.replacen('\t', " ", 3)), None);
        assert_eq!(Model::parse(WEIGHTS.trim_end().rsplit_once('\n').map_or("", |(head, _)| head)), None);
    }

    #[test]
    fn a_model_without_weights_knows_nothing() {
        let model = Model {
            bias: 0.0,
            terms: [Term::default(); NAMES.len()],
            hidden_bias: [0.0; HIDDEN],
            hidden_weight: [0.0; HIDDEN],
        };
        assert!((model.chance(&[3.0; NAMES.len()]) - 0.5).abs() < 1e-9);
    }
}
