//! Minimises a smooth function by L-BFGS (Nocedal and Wright, "Numerical Optimization", algorithm 7.4).

use std::collections::VecDeque;

/// How many past steps the curvature is estimated from.
const MEMORY: usize = 10;

/// Walks from `start` for at most `steps` steps; `value` gives the function's value at a point and writes its gradient.
pub fn minimise(start: Vec<f64>, steps: usize, mut value: impl FnMut(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    let mut at = start;
    let mut gradient = vec![0.0; at.len()];
    let mut here = value(&at, &mut gradient);
    let mut past: VecDeque<(Vec<f64>, Vec<f64>)> = VecDeque::new();
    for _ in 0..steps {
        let direction = direction(&gradient, &past);
        let slope = dot(&direction, &gradient);
        if slope > -1e-9 {
            break;
        }
        let mut length = if past.is_empty() { 1.0 / dot(&gradient, &gradient).sqrt() } else { 1.0 };
        let mut next = at.clone();
        let mut next_gradient = vec![0.0; at.len()];
        let there = loop {
            for (n, (a, d)) in next.iter_mut().zip(at.iter().zip(&direction)) {
                *n = a + length * d;
            }
            let there = value(&next, &mut next_gradient);
            if there <= here + 1e-4 * length * slope || length < 1e-12 {
                break there;
            }
            length *= 0.5;
        };
        let moved: Vec<f64> = next.iter().zip(&at).map(|(n, a)| n - a).collect();
        let turned: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(n, g)| n - g).collect();
        if dot(&moved, &turned) > 1e-12 {
            past.push_back((moved, turned));
            if past.len() > MEMORY {
                past.pop_front();
            }
        }
        (at, gradient, here) = (next, next_gradient, there);
    }
    at
}

/// Downhill, bent by the curvature seen in past steps (the two-loop recursion).
fn direction(gradient: &[f64], past: &VecDeque<(Vec<f64>, Vec<f64>)>) -> Vec<f64> {
    let mut q = gradient.to_vec();
    let mut alphas = Vec::with_capacity(past.len());
    for (moved, turned) in past.iter().rev() {
        let alpha = dot(moved, &q) / dot(moved, turned);
        add(&mut q, -alpha, turned);
        alphas.push(alpha);
    }
    if let Some((moved, turned)) = past.back() {
        let scale = dot(moved, turned) / dot(turned, turned);
        for x in &mut q {
            *x *= scale;
        }
    }
    for ((moved, turned), alpha) in past.iter().zip(alphas.into_iter().rev()) {
        let beta = dot(turned, &q) / dot(moved, turned);
        add(&mut q, alpha - beta, moved);
    }
    q.iter().map(|x| -x).collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], times: f64, what: &[f64]) {
    for (t, w) in to.iter_mut().zip(what) {
        *t += times * w;
    }
}
