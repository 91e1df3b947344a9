//! How well edits of one outlet's text are followed: edits articles in known ways and asks `compare` what became of every
//! sentence. Nothing is labelled by hand, so anyone can run it.
//!
//! ```text
//! cargo run --release --example revisions -- [--from SEED] [--seeds N] [--errors N] [LABELLED.jsonl…]
//! ```
//!
//! The articles are those of the sample edition, or the tellings of labelled files (`{left: [sentence], right: [sentence]}` a
//! line), read and never kept. Each is edited once a seed. Figures: F1 of links between sentences, the profile picked as
//! readers get it, and of the links said to have moved the share that did. It fails where either is below its floor.

mod articles;
#[path = "../../benches/prose/dice.rs"]
mod dice;
mod edits;
mod phrases;
mod score;

use std::error::Error;
use std::process::ExitCode;

use score::{Errors, Figures};

/// What no set of revisions may fall below: F1 of links, and precision of moves.
const FLOORS: (f64, f64) = (0.97, 0.98);

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let (mut from, mut seeds, mut errors, mut files) = (1000, 20, 0, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number =
            || arguments.next().ok_or("a number is missing")?.parse::<u64>().map_err(Box::<dyn Error>::from);
        match argument.as_str() {
            "--from" => from = number()?,
            "--seeds" => seeds = number()?,
            "--errors" => errors = number()? as usize,
            _ => files.push(argument),
        }
    }
    let mut sources = Vec::new();
    for file in &files {
        sources.push((file.rsplit('/').next().unwrap_or(file).to_owned(), articles::labelled(file)?));
    }
    if sources.is_empty() {
        sources.push(("sample edition".to_owned(), articles::sample()));
    }
    let mut status = ExitCode::SUCCESS;
    for (name, articles) in sources {
        let mut figures = Figures::default();
        let mut shown = Errors::new(errors);
        for seed in from..from + seeds {
            for k in 0..articles.len() {
                let revision = edits::revise(&articles, k, seed);
                figures.add(&revision, &mut shown);
            }
        }
        println!("{name:16} {} revisions: {figures}", articles.len() as u64 * seeds);
        if figures.link_f1() < FLOORS.0 || figures.move_precision() < FLOORS.1 {
            println!("{name}: below the floor of {} for links or {} for moves", FLOORS.0, FLOORS.1);
            status = ExitCode::FAILURE;
        }
    }
    Ok(status)
}
