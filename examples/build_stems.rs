//! Makes `assets/lexicon/stems.tsv`, the stems of the words met most often in news, from word statistics: `word, sentences
//! holding it` and more a line, the most frequent first.
//!
//! ```text
//! cargo run --example build_stems -- background-words.tsv > assets/lexicon/stems.tsv
//! ```
//!
//! Finding a stem by rule costs twenty times as much as looking it up.

use std::collections::BTreeMap;
use std::error::Error;

use newsdiff::text::key;
use rust_stemmers::{Algorithm, Stemmer};

/// How many words are listed: four in five of the different words of an article are among them.
const WORDS: usize = 8_000;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: build_stems WORDS.tsv")?;
    let stemmer = Stemmer::create(Algorithm::English);
    let statistics = std::fs::read_to_string(&path)?;
    let words = statistics.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
    let plain = words.map(key).filter(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()));
    let stems: BTreeMap<String, String> =
        plain.take(WORDS).map(|word| (word.clone(), stemmer.stem(&word).into_owned())).collect();
    for (word, stem) in &stems {
        println!("{word}\t{}", if stem == word { "" } else { stem });
    }
    Ok(())
}
