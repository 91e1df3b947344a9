//! Weighted logistic regression with a ridge penalty, by Newton's method.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use newsdiff::compare::pairing::{NAMES, PairingModel, Term};

use crate::data::Pair;

/// What a pair that only might be linked counts as a link.
const POSSIBLE_WEIGHT: f64 = 0.35;
const N: usize = NAMES.len();
/// The weights and the bias.
const M: usize = N + 1;

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

/// Fits a model; starting from a fitted one saves steps.
pub fn fit(examples: &[Example], c: f64, start: Option<&PairingModel>) -> PairingModel {
    let scale = scales(examples);
    let rows: Vec<[f64; M]> = examples
        .iter()
        .map(|e| std::array::from_fn(|k| if k == N { 1.0 } else { (e.features[k] - scale[k].0) / scale[k].1 }))
        .collect();
    let mut w = [0.0; M];
    if let Some(model) = start {
        for (weight, term) in w.iter_mut().zip(&model.terms) {
            *weight = term.weight;
        }
        w[N] = model.bias;
    }
    for _ in 0..30 {
        let step = newton_step(&rows, examples, &w, c);
        let size = step.iter().map(|s| s.abs()).fold(0.0, f64::max);
        for (weight, s) in w.iter_mut().zip(step) {
            *weight -= s;
        }
        if size < 1e-6 {
            break;
        }
    }
    let terms = std::array::from_fn(|k| Term { weight: w[k], mean: scale[k].0, deviation: scale[k].1 });
    PairingModel { bias: w[N], terms }
}

fn scales(examples: &[Example]) -> [(f64, f64); N] {
    let n = examples.len() as f64;
    std::array::from_fn(|k| {
        let mean = examples.iter().map(|e| e.features[k]).sum::<f64>() / n;
        let variance = examples.iter().map(|e| (e.features[k] - mean).powi(2)).sum::<f64>() / n;
        (mean, if variance > 1e-18 { variance.sqrt() } else { 1.0 })
    })
}

/// The gradient of the penalised loss divided by its curvature.
fn newton_step(rows: &[[f64; M]], examples: &[Example], w: &[f64; M], c: f64) -> [f64; M] {
    let mut gradient = [0.0; M];
    let mut curvature = vec![[0.0; M]; M];
    for (row, example) in rows.iter().zip(examples) {
        let sum: f64 = row.iter().zip(w).map(|(x, w)| x * w).sum();
        let p = 1.0 / (1.0 + (-sum).exp());
        let error = example.weight * (p - f64::from(u8::from(example.linked)));
        let bend = example.weight * p * (1.0 - p);
        for a in 0..M {
            gradient[a] += error * row[a];
            let scaled = bend * row[a];
            for b in 0..=a {
                curvature[a][b] += scaled * row[b];
            }
        }
    }
    for k in 0..N {
        gradient[k] += w[k] / c;
        curvature[k][k] += 1.0 / c;
    }
    solve(curvature, gradient)
}

/// Solves a symmetric positive system given by its lower half (Cholesky).
fn solve(mut a: Vec<[f64; M]>, mut b: [f64; M]) -> [f64; M] {
    for i in 0..M {
        for j in 0..=i {
            let sum = a[i][j] - (0..j).map(|k| a[i][k] * a[j][k]).sum::<f64>();
            a[i][j] = if i == j { sum.max(1e-12).sqrt() } else { sum / a[j][j] };
        }
    }
    for i in 0..M {
        b[i] = (b[i] - (0..i).map(|k| a[i][k] * b[k]).sum::<f64>()) / a[i][i];
    }
    for i in (0..M).rev() {
        b[i] = (b[i] - (i + 1..M).map(|k| a[k][i] * b[k]).sum::<f64>()) / a[i][i];
    }
    b
}

/// The weights file.
pub fn to_text(model: &PairingModel) -> String {
    let mut text = String::from("# feature\tweight\tmean\tdeviation; made by examples/train_pairing\n");
    let _ = writeln!(text, "bias\t{:.5}", model.bias);
    for (name, term) in NAMES.iter().zip(&model.terms) {
        let _ = writeln!(text, "{name}\t{:.5}\t{:.5}\t{:.5}", term.weight, term.mean, term.deviation);
    }
    text
}
