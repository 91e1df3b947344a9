//! Makes `assets/lexicon/background.tsv` from word statistics: `word, sentences holding it, capitalised, lower-case` a line.
//!
//! ```text
//! cargo run --example build_lexicon -- background-words.tsv > assets/lexicon/background.tsv
//! ```
//!
//! Words of one stem are added up, because the comparison asks by stem.

use std::collections::BTreeMap;
use std::error::Error;

use newsdiff::compare::pairing::stem_text;
use newsdiff::text::key;
use rust_stemmers::{Algorithm, Stemmer};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: build_lexicon WORDS.tsv")?;
    let stemmer = Stemmer::create(Algorithm::English);
    let mut stems: BTreeMap<String, [u64; 3]> = BTreeMap::new();
    for line in std::fs::read_to_string(&path)?.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let word = fields.next().unwrap_or_default();
        let entry = stems.entry(stem_text(&stemmer, &key(word)).into_owned()).or_default();
        for (sum, field) in entry.iter_mut().zip(fields) {
            *sum += field.parse::<u64>()?;
        }
    }
    for (stem, [sentences, capitalised, lower]) in &stems {
        println!("{stem}\t{sentences}\t{}", if capitalised >= lower { "n" } else { "" });
    }
    Ok(())
}
