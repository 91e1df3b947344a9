//! The pairing model: a small network over [`features`](super::features), read from an embedded file.
//!
//! A linear part carries most of it; a few hidden units bend it where a feature means more beside another one: a shared name says
//! little alone and much beside a shared verb. The units squash by `x / (1 + |x|)`, which needs no library function, so that every
//! machine gets the same bits.

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
        Term::NONE
    }
}

impl Term {
    const NONE: Term = Term { mean: 0.0, deviation: 1.0, weight: 0.0, hidden: [0.0; HIDDEN] };

    /// What a value of the feature adds to the log-odds by itself, hidden units aside.
    pub fn of(&self, x: f64) -> f64 {
        f64::from(self.weight) * (x - f64::from(self.mean)) / f64::from(self.deviation)
    }
}

impl Model {
    /// The model that ships with the program. It is read when the program is built.
    pub fn shipped() -> &'static Model {
        static SHIPPED: Model = Model::parse(WEIGHTS).expect("the embedded weights are whole");
        &SHIPPED
    }

    /// Reads a weights file; `None` if a feature is missing or a number is not one.
    pub const fn parse(text: &str) -> Option<Model> {
        let mut file = Fields { bytes: text.as_bytes(), at: 0 };
        file.skip_comments();
        let bias = file.numbers("bias");
        let mut terms = [Term::NONE; NAMES.len()];
        let mut k = 0;
        while k < NAMES.len() {
            let Some([mean, deviation, weight, hidden @ ..]) = file.numbers::<{ HIDDEN + 3 }>(NAMES[k]) else {
                return None;
            };
            terms[k] = Term { mean, deviation, weight, hidden };
            k += 1;
        }
        let hidden_bias = file.numbers("hidden_bias");
        match (bias, hidden_bias, file.numbers("hidden_weight")) {
            (Some([bias]), Some(hidden_bias), Some(hidden_weight)) => {
                Some(Model { bias, terms, hidden_bias, hidden_weight })
            }
            _ => None,
        }
    }

    /// The chance that a careful reader links the pair, 0 to 1.
    pub fn chance(&self, features: &Vector) -> f64 {
        1.0 / (1.0 + (-self.log_odds(features)).exp())
    }

    /// The log-odds of that chance.
    // Kept a function of its own: woven into some callers, the loop over the hidden units is not made of vector instructions, which
    // makes it six times as long and a comparison of two articles a quarter.
    #[inline(never)]
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

/// A weights file being read, a line after another.
struct Fields<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Fields<'_> {
    const fn peek(&self) -> u8 {
        if self.at < self.bytes.len() { self.bytes[self.at] } else { b'\n' }
    }

    const fn skip_comments(&mut self) {
        while self.at < self.bytes.len() && self.bytes[self.at] == b'#' {
            while self.peek() != b'\n' {
                self.at += 1;
            }
            self.at += 1;
        }
    }

    /// The numbers of a line that begins with `name`, exactly as many as asked for.
    const fn numbers<const N: usize>(&mut self, name: &str) -> Option<[f32; N]> {
        let name = name.as_bytes();
        let mut k = 0;
        while k < name.len() {
            if self.peek() != name[k] {
                return None;
            }
            (self.at, k) = (self.at + 1, k + 1);
        }
        let mut found = [0.0; N];
        let mut n = 0;
        while n < N {
            if self.peek() != b'\t' {
                return None;
            }
            self.at += 1;
            let Some(number) = self.number() else { return None };
            (found[n], n) = (number, n + 1);
        }
        let ends = self.peek() == b'\n';
        self.at += 1;
        if ends { Some(found) } else { None }
    }

    /// A decimal number of at most seven digits: both its digits and its power of ten are floats without loss, so their quotient is
    /// the nearest float, as the standard library would read it.
    const fn number(&mut self) -> Option<f32> {
        let negative = self.peek() == b'-';
        self.at += negative as usize;
        let (mut digits, mut power, mut read, mut point) = (0_u32, 1_u32, 0, false);
        loop {
            match self.peek() {
                digit @ b'0'..=b'9' if read < 7 => {
                    digits = digits * 10 + (digit - b'0') as u32;
                    power *= if point { 10 } else { 1 };
                    read += 1;
                }
                b'.' if !point => point = true,
                _ => break,
            }
            self.at += 1;
        }
        let value = digits as f32 / power as f32;
        if read == 0 { None } else { Some(if negative { -value } else { value }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_weights_are_read_as_the_standard_library_reads_numbers() {
        let lines: Vec<&str> = WEIGHTS.lines().filter(|line| !line.starts_with('#')).collect();
        let numbers =
            |k: usize| lines[k].split('\t').skip(1).map(|n| n.parse().expect("a number")).collect::<Vec<f32>>();
        let model = Model::shipped();
        assert_eq!(numbers(0), [model.bias]);
        for (k, term) in model.terms.iter().enumerate() {
            let read = [&[term.mean, term.deviation, term.weight][..], &term.hidden].concat();
            assert_eq!(numbers(k + 1), read, "{}", NAMES[k]);
        }
        assert_eq!(numbers(NAMES.len() + 1), model.hidden_bias);
        assert_eq!(numbers(NAMES.len() + 2), model.hidden_weight);
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
