//! Fits the pairing model to labelled stories and writes the weights the program embeds.
//!
//! ```text
//! cargo run --release --example train_pairing -- LABELLED.jsonl… [--errors N] [--write assets/lexicon/pairing.tsv]
//! ```
//!
//! A labelled row is `{id, story, left: [sentence], right: [sentence], sure: [[i, j]], possible: [[i, j]]}`. Features come
//! from the very code that ships. The figures printed are leave-one-story-out: every story is scored by a model that never
//! saw it, and the threshold is chosen on those same pooled predictions.

mod data;
mod figures;
mod fit;

use std::error::Error;

use data::Pair;
use figures::Figures;
use fit::Example;

/// Strength of the regularisation, as the inverse of the penalty; small on purpose, because stories differ more than pairs.
const C: f64 = 0.004;

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    let mut write = None;
    let mut c = C;
    let mut errors = 0;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--write" => write = arguments.next(),
            "--errors" => errors = arguments.next().ok_or("--errors wants a number")?.parse()?,
            "--c" => c = arguments.next().ok_or("--c wants a number")?.parse()?,
            _ => files.push(argument),
        }
    }
    let pairs = data::read(&files)?;
    let examples = fit::examples(&pairs);
    let full = fit::fit(&examples, c, None);
    let stories = data::stories(&pairs);
    let mut chances: Vec<Vec<f64>> = pairs.iter().map(|pair| vec![0.0; pair.cells.len()]).collect();
    for story in &stories {
        let kept: Vec<Example> = examples.iter().filter(|e| pairs[e.pair].story != *story).cloned().collect();
        let model = fit::fit(&kept, c, Some(&full));
        for (k, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.story == *story) {
            chances[k] = pair.cells.iter().map(|cell| model.chance(&cell.features)).collect();
        }
    }
    report(&files, &pairs, &chances);
    figures::print_errors(&pairs, &chances, errors);
    if let Some(path) = write {
        std::fs::write(&path, fit::to_text(&full))?;
        println!("wrote {path}");
    }
    Ok(())
}

fn report(files: &[String], pairs: &[Pair], chances: &[Vec<f64>]) {
    let everything: Vec<usize> = (0..pairs.len()).collect();
    let best = (8..60)
        .map(|t| f64::from(t) / 100.0)
        .map(|t| (t, figures::score(pairs, chances, &everything, t)))
        .max_by(|a, b| a.1.f1().total_cmp(&b.1.f1()))
        .expect("thresholds were tried");
    println!("threshold {:.2}  all: {}", best.0, best.1);
    for (k, file) in files.iter().enumerate() {
        let rows: Vec<usize> = everything.iter().copied().filter(|&p| pairs[p].file == k).collect();
        println!("  {:12} {}", file.rsplit('/').next().unwrap_or(file), figures::score(pairs, chances, &rows, best.0));
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
    for (k, file) in files.iter().enumerate() {
        let rows: Vec<usize> = everything.iter().copied().filter(|&p| pairs[p].file == k).collect();
        println!("  {:18} {}", file.rsplit('/').next().unwrap_or(file), figures::tiers(pairs, chances, &rows));
    }
}
