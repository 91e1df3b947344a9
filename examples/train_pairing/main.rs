//! Fits the pairing model to labelled stories and writes the weights the program embeds.
//!
//! ```text
//! cargo run --release --example train_pairing -- LABELLED.jsonl… [--folds N] [--errors N] [--write assets/lexicon/pairing.tsv]
//! ```
//!
//! A labelled row is `{id, story, left: [sentence], right: [sentence], sure: [[i, j]], possible: [[i, j]]}`. Features come
//! from the very code that ships. The figures printed are leave-one-story-out: every story is scored by a model that never
//! saw it, and the threshold is chosen on those same pooled predictions.

mod data;
mod descent;
mod figures;
mod fit;

use std::error::Error;

use data::Pair;
use figures::Figures;
use fit::Example;

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    let mut write = None;
    let mut folds = usize::MAX;
    let mut errors = 0;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--write" => write = arguments.next(),
            "--errors" => errors = arguments.next().ok_or("--errors wants a number")?.parse()?,
            "--folds" => folds = arguments.next().ok_or("--folds wants a number")?.parse()?,
            _ => files.push(argument),
        }
    }
    let pairs = data::read(&files)?;
    let examples = fit::examples(&pairs);
    let chances = left_out(&pairs, &examples, folds);
    report(&files, &pairs, &chances);
    figures::print_errors(&pairs, &chances, errors);
    if let Some(path) = write {
        std::fs::write(&path, fit::to_text(&fit::fit(&examples)))?;
        println!("wrote {path}");
    }
    Ok(())
}

/// The chance of every cell by a model that never saw its story. Fewer folds than stories leave out several at once, which is
/// quicker and a little worse.
fn left_out(pairs: &[Pair], examples: &[Example], folds: usize) -> Vec<Vec<f64>> {
    let stories = data::stories(pairs);
    let folds = folds.clamp(2, stories.len());
    let fold = |pair: usize| stories.iter().position(|s| *s == pairs[pair].story).unwrap_or(0) % folds;
    let mut chances: Vec<Vec<f64>> = vec![Vec::new(); pairs.len()];
    let one = |out: usize| {
        let kept: Vec<Example> = examples.iter().filter(|e| fold(e.pair) != out).cloned().collect();
        let model = fit::fit(&kept);
        let of = |k: usize| pairs[k].cells.iter().map(|cell| model.chance(&cell.features)).collect::<Vec<f64>>();
        (0..pairs.len()).filter(|&k| fold(k) == out).map(|k| (k, of(k))).collect::<Vec<_>>()
    };
    // Each fold is a fit of its own, so which thread does it changes nothing.
    let done: Vec<(usize, Vec<f64>)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2)
            .map(|worker| scope.spawn(move || (worker..folds).step_by(2).flat_map(one).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a fold is fitted")).collect()
    });
    for (k, of_pair) in done {
        chances[k] = of_pair;
    }
    chances
}

fn report(files: &[String], pairs: &[Pair], chances: &[Vec<f64>]) {
    let everything: Vec<usize> = (0..pairs.len()).collect();
    let best = (8..60)
        .map(|t| f64::from(t) / 100.0)
        .map(|t| (t, figures::score(pairs, chances, &everything, t)))
        .max_by(|a, b| a.1.f1().total_cmp(&b.1.f1()))
        .expect("thresholds were tried");
    println!("threshold {:.2}  all: {}", best.0, best.1);
    for (name, rows) in parts(files, pairs) {
        println!("  {name:18} {}", figures::score(pairs, chances, &rows, best.0));
    }
    let stories = data::stories(pairs);
    let per_story: Vec<Figures> = stories
        .iter()
        .map(|s| {
            let rows: Vec<usize> = everything.iter().copied().filter(|&p| pairs[p].story == *s).collect();
            figures::score(pairs, chances, &rows, best.0)
        })
        .collect();
    let mean = per_story.iter().map(Figures::f1).sum::<f64>() / per_story.len() as f64;
    let spread = (per_story.iter().map(|f| (f.f1() - mean).powi(2)).sum::<f64>() / per_story.len() as f64).sqrt();
    println!("stories {}  F1 by story: mean {mean:.3}, standard deviation {spread:.3}", stories.len());
    println!("log loss x1000 {:.2}", figures::log_loss(pairs, chances));
    println!("all: {}", figures::tiers(pairs, chances, &everything));
    for (name, rows) in parts(files, pairs) {
        println!("  {name:18} {}", figures::tiers(pairs, chances, &rows));
    }
}

/// The pairs of each file, and of the first so many files together.
fn parts(files: &[String], pairs: &[Pair]) -> Vec<(String, Vec<usize>)> {
    let rows =
        |of: std::ops::RangeInclusive<usize>| (0..pairs.len()).filter(|&p| of.contains(&pairs[p].file)).collect();
    let name = |k: usize| files[k].rsplit('/').next().unwrap_or(&files[k]).to_owned();
    let alone = (0..files.len()).map(|k| (name(k), rows(k..=k)));
    alone.chain((1..files.len().saturating_sub(1)).map(|k| (format!("first {} files", k + 1), rows(0..=k)))).collect()
}
