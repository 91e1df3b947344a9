//! Fits the network: weighted log loss with a ridge penalty, a few starts averaged.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use newsdiff::compare::pairing::{FARTHEST, HIDDEN, NAMES, PairingModel, Term};

use crate::data::Pair;
use crate::descent::minimise;

/// What a pair that only might be linked counts as a link.
const POSSIBLE_WEIGHT: f64 = 0.35;

/// How many networks are fitted, each from its own start; one alone hangs too much on where it began.
const NETS: usize = 3;

/// Hidden units of one network.
const UNITS: usize = HIDDEN / NETS;

/// Penalty on the linear weights and on those of the hidden units; strong on purpose, because stories differ more than pairs.
const RIDGE: f64 = 170.0;
const HIDDEN_RIDGE: f64 = 20.0;

/// Steps of descent, short of the minimum: what the last steps would fit is these stories and no others.
const STEPS: usize = 120;

const N: usize = NAMES.len();
/// Where each part of a network lies in its parameters.
const OUT: usize = N * UNITS;
const HIDDEN_BIAS: usize = OUT + UNITS;
const LINEAR: usize = HIDDEN_BIAS + UNITS;
const BIAS: usize = LINEAR + N;

/// One cell to learn from.
#[derive(Clone)]
pub struct Example {
    /// Which pair it is of.
    pub pair: usize,
    features: [f64; N],
    linked: bool,
    weight: f64,
}

/// Every labelled cell; a story of many pairs counts less a pair, because its pairs share sentences.
pub fn examples(pairs: &[Pair]) -> Vec<Example> {
    let mut of_story: BTreeMap<&str, f64> = BTreeMap::new();
    for pair in pairs {
        *of_story.entry(&pair.story).or_default() += 1.0;
    }
    let mut out = Vec::new();
    for (k, pair) in pairs.iter().enumerate() {
        let story = (3.0 / of_story[pair.story.as_str()]).sqrt();
        for cell in &pair.cells {
            let place = (cell.left, cell.right);
            let (linked, weight) = if pair.sure.contains(&place) {
                (true, 1.0)
            } else if pair.possible.contains(&place) {
                (true, POSSIBLE_WEIGHT)
            } else {
                (false, 1.0)
            };
            out.push(Example { pair: k, features: cell.features, linked, weight: weight * story });
        }
    }
    out
}

/// Fits a model. The same examples give the same model.
pub fn fit(examples: &[Example]) -> PairingModel {
    let scale = scales(examples);
    let far = f64::from(FARTHEST);
    let rows: Vec<[f64; N]> = examples
        .iter()
        .map(|e| std::array::from_fn(|k| ((e.features[k] - scale[k].0) / scale[k].1).clamp(-far, far)))
        .collect();
    let mut model = PairingModel {
        bias: 0.0,
        terms: std::array::from_fn(|k| Term {
            mean: scale[k].0 as f32,
            deviation: scale[k].1 as f32,
            ..Term::default()
        }),
        hidden_bias: [0.0; HIDDEN],
        hidden_weight: [0.0; HIDDEN],
    };
    for net in 0..NETS {
        let w = minimise(start(net as u64), STEPS, |w, gradient| loss(&rows, examples, w, gradient));
        let share = 1.0 / NETS as f64;
        model.bias += (w[BIAS] * share) as f32;
        for k in 0..N {
            model.terms[k].weight += (w[LINEAR + k] * share) as f32;
        }
        for unit in 0..UNITS {
            let at = net * UNITS + unit;
            model.hidden_bias[at] = w[HIDDEN_BIAS + unit] as f32;
            model.hidden_weight[at] = (w[OUT + unit] * share) as f32;
            for k in 0..N {
                model.terms[k].hidden[at] = w[k * UNITS + unit] as f32;
            }
        }
    }
    model
}

/// Mean and deviation of every feature.
fn scales(examples: &[Example]) -> [(f64, f64); N] {
    let n = examples.len() as f64;
    std::array::from_fn(|k| {
        let mean = examples.iter().map(|e| e.features[k]).sum::<f64>() / n;
        let variance = examples.iter().map(|e| (e.features[k] - mean).powi(2)).sum::<f64>() / n;
        (mean, if variance > 1e-18 { variance.sqrt() } else { 1.0 })
    })
}

/// Small numbers to start from, the same for the same network (splitmix64, summed to something near a bell).
fn start(net: u64) -> Vec<f64> {
    let mut state = net.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
    let mut uniform = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as f64 / u64::MAX as f64
    };
    let mut normal = || (0..12).map(|_| uniform()).sum::<f64>() - 6.0;
    let mut w = vec![0.0; BIAS + 1];
    w[..OUT].iter_mut().for_each(|x| *x = 0.15 * normal());
    w[OUT..HIDDEN_BIAS].iter_mut().for_each(|x| *x = 0.1 * normal());
    w[HIDDEN_BIAS..LINEAR].iter_mut().for_each(|x| *x = 0.3 * normal());
    w[BIAS] = -4.0;
    w
}

/// The penalised loss of one network, and its gradient.
fn loss(rows: &[[f64; N]], examples: &[Example], w: &[f64], gradient: &mut [f64]) -> f64 {
    gradient.fill(0.0);
    let mut sum = 0.0;
    for (row, example) in rows.iter().zip(examples) {
        let mut units: [f64; UNITS] = std::array::from_fn(|h| w[HIDDEN_BIAS + h]);
        let mut odds = w[BIAS];
        for k in 0..N {
            odds += w[LINEAR + k] * row[k];
            for h in 0..UNITS {
                units[h] += w[k * UNITS + h] * row[k];
            }
        }
        for h in 0..UNITS {
            odds += w[OUT + h] * units[h] / (1.0 + units[h].abs());
        }
        // ln(1 + e^x) without overflow: the log loss of a pair that is no link; one that is has x less.
        let linked = f64::from(u8::from(example.linked));
        sum += example.weight * (odds.max(0.0) + (-odds.abs()).exp().ln_1p() - linked * odds);
        let error = example.weight * (1.0 / (1.0 + (-odds).exp()) - linked);
        let mut back = [0.0; UNITS];
        for h in 0..UNITS {
            let squash = 1.0 + units[h].abs();
            gradient[OUT + h] += error * units[h] / squash;
            back[h] = error * w[OUT + h] / (squash * squash);
            gradient[HIDDEN_BIAS + h] += back[h];
        }
        gradient[BIAS] += error;
        for k in 0..N {
            gradient[LINEAR + k] += error * row[k];
            for h in 0..UNITS {
                gradient[k * UNITS + h] += back[h] * row[k];
            }
        }
    }
    for (range, ridge) in [(0..HIDDEN_BIAS, HIDDEN_RIDGE), (LINEAR..BIAS, RIDGE)] {
        for k in range {
            sum += 0.5 * ridge * w[k] * w[k];
            gradient[k] += ridge * w[k];
        }
    }
    sum
}

/// The weights file.
pub fn to_text(model: &PairingModel) -> String {
    let mut text =
        String::from("# made by examples/train_pairing; the head of src/compare/score.rs says what stands where\n");
    let _ = writeln!(text, "bias\t{:.4}", model.bias);
    let join = |numbers: &[f32]| numbers.iter().map(|x| format!("{x:.4}")).collect::<Vec<_>>().join("\t");
    for (name, term) in NAMES.iter().zip(&model.terms) {
        let _ = writeln!(
            text,
            "{name}\t{:.5}\t{:.5}\t{:.4}\t{}",
            term.mean,
            term.deviation,
            term.weight,
            join(&term.hidden)
        );
    }
    let _ = writeln!(text, "hidden_bias\t{}", join(&model.hidden_bias));
    let _ = writeln!(text, "hidden_weight\t{}", join(&model.hidden_weight));
    text
}
