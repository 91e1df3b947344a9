//! The figures of the alignment score: links found, and whether every sentence's strongest partner is right.

use std::collections::BTreeMap;
use std::fmt;

use newsdiff::sides::Side;

use crate::data::Pair;

/// Counts over some pairs.
#[derive(Default)]
pub struct Figures {
    predicted: f64,
    right: f64,
    sure: f64,
    found: f64,
    linked: f64,
    linked_right: f64,
    alone: f64,
    alone_right: f64,
}

impl Figures {
    /// Share of predicted links that are labelled, sure or possible.
    pub fn precision(&self) -> f64 {
        self.right / self.predicted.max(1.0)
    }

    /// Share of sure links that are predicted.
    pub fn recall(&self) -> f64 {
        self.found / self.sure.max(1.0)
    }

    /// Harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    /// Mean accuracy over sentences with a sure partner and sentences with none.
    pub fn balanced(&self) -> f64 {
        f64::midpoint(self.linked_right / self.linked.max(1.0), self.alone_right / self.alone.max(1.0))
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "F1 {:.3} (P {:.3} R {:.3})  balanced {:.3} (linked {:.3} unlinked {:.3})",
            self.f1(),
            self.precision(),
            self.recall(),
            self.balanced(),
            self.linked_right / self.linked.max(1.0),
            self.alone_right / self.alone.max(1.0)
        )
    }
}

fn predictions(pair: &Pair, chances: &[f64], threshold: f64) -> BTreeMap<(usize, usize), f64> {
    let mut found: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (cell, &chance) in pair.cells.iter().zip(chances).filter(|(_, chance)| **chance >= threshold) {
        let best = found.entry((cell.left, cell.right)).or_default();
        *best = best.max(chance);
    }
    found
}

/// Scores the rows at one threshold for links and for partners.
pub fn score(pairs: &[Pair], chances: &[Vec<f64>], rows: &[usize], threshold: f64) -> Figures {
    let mut all = Figures::default();
    for &k in rows {
        let pair = &pairs[k];
        let found = predictions(pair, &chances[k], threshold);
        let allowed = |place: &(usize, usize)| pair.sure.contains(place) || pair.possible.contains(place);
        all.predicted += found.len() as f64;
        all.right += found.keys().filter(|place| allowed(place)).count() as f64;
        all.sure += pair.sure.len() as f64;
        all.found += pair.sure.iter().filter(|place| found.contains_key(place)).count() as f64;
        for side in Side::BOTH {
            let own = |place: &(usize, usize)| if side == Side::Left { place.0 } else { place.1 };
            for i in 0..pair.size[side] {
                let best = found.iter().filter(|(place, _)| own(place) == i).max_by(|a, b| a.1.total_cmp(b.1));
                if pair.sure.iter().any(|place| own(place) == i) {
                    all.linked += 1.0;
                    all.linked_right += f64::from(u8::from(best.is_some_and(|(place, _)| allowed(place))));
                } else if !pair.possible.iter().any(|place| own(place) == i) {
                    all.alone += 1.0;
                    all.alone_right += f64::from(u8::from(best.is_none()));
                }
            }
        }
    }
    all
}

/// The lowest chance above which nine links in ten are labelled, with precision and recall there, and the recall at a few
/// other precisions.
pub fn tiers(pairs: &[Pair], chances: &[Vec<f64>], rows: &[usize]) -> String {
    let line = (20..99)
        .map(|t| f64::from(t) / 100.0)
        .map(|t| (t, score(pairs, chances, rows, t)))
        .find(|(_, figures)| figures.precision() >= 0.9);
    match line {
        Some((t, figures)) => {
            format!("sure tier from {t:.2}: precision {:.3} recall {:.3}", figures.precision(), figures.recall())
        }
        None => "no threshold gives a precision of 0.9".to_owned(),
    }
}

/// Mean negative log-likelihood of the labels, possible ones left out, times 1000.
pub fn log_loss(pairs: &[Pair], chances: &[Vec<f64>]) -> f64 {
    let (mut sum, mut n) = (0.0, 0.0);
    for (pair, chances) in pairs.iter().zip(chances) {
        for (cell, &p) in pair.cells.iter().zip(chances) {
            let place = (cell.left, cell.right);
            if pair.possible.contains(&place) {
                continue;
            }
            sum -= if pair.sure.contains(&place) { p.max(1e-9).ln() } else { (1.0 - p).max(1e-9).ln() };
            n += 1.0;
        }
    }
    1000.0 * sum / f64::max(n, 1.0)
}

/// Prints the surest false links and the least believed sure ones, to be read and classed by a person.
pub fn print_errors(pairs: &[Pair], chances: &[Vec<f64>], count: usize) {
    let mut wrong: Vec<(f64, &Pair, usize, usize, bool)> = Vec::new();
    for (pair, chances) in pairs.iter().zip(chances) {
        for (cell, &chance) in pair.cells.iter().zip(chances) {
            let place = (cell.left, cell.right);
            let sure = pair.sure.contains(&place);
            if sure || !pair.possible.contains(&place) {
                wrong.push((if sure { 1.0 - chance } else { chance }, pair, cell.left, cell.right, sure));
            }
        }
    }
    wrong.sort_by(|a, b| b.0.total_cmp(&a.0));
    for missed in [false, true] {
        println!("\n{}", if missed { "sure links least believed" } else { "false links most believed" });
        for (by, pair, i, j, _) in wrong.iter().filter(|error| error.4 == missed).take(count) {
            println!("{by:.2} {} {i}-{j}\n  L {}\n  R {}", pair.id, pair.text.left[*i], pair.text.right[*j]);
        }
    }
}
