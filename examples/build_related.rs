//! Makes `assets/lexicon/related.tsv` from the files of WordNet 3.x: which stems can stand for one another.
//!
//! ```text
//! cargo run --release --example build_related -- WORDNET/dict assets/lexicon/background.tsv > assets/lexicon/related.tsv
//! ```
//!
//! Kept are pairs of stems that both occur in news (the background), with how near they are in tenths:
//! 8 for derivation (decide, decision; China, Chinese), 6 or 4 for a shared meaning (buy, purchase), 5 for a city and its
//! country. WordNet is a product of Princeton University and is used under its licence.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use newsdiff::compare::pairing::stem_text;
use newsdiff::text::key;
use rust_stemmers::{Algorithm, Stemmer};

/// Meanings beyond this rank are too rare in news to be meant.
const MEANINGS: usize = 3;

struct Synset {
    words: Vec<String>,
    pointers: Vec<Pointer>,
}

struct Pointer {
    symbol: String,
    target: (char, usize),
    /// Word numbers from 1, or 0 for the whole synset.
    words: (usize, usize),
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: build_related WORDNET/dict BACKGROUND.tsv";
    let folder = arguments.next().ok_or(usage)?;
    let known: BTreeSet<String> = std::fs::read_to_string(arguments.next().ok_or(usage)?)?
        .lines()
        .filter_map(|line| Some(line.split('\t').next()?.to_owned()))
        .collect();
    let mut synsets = BTreeMap::new();
    let mut ranks = BTreeMap::new();
    for (pos, name) in [('n', "noun"), ('v', "verb"), ('a', "adj"), ('r', "adv")] {
        read_data(Path::new(&folder).join(format!("data.{name}")).as_path(), pos, &mut synsets)?;
        read_index(Path::new(&folder).join(format!("index.{name}")).as_path(), pos, &mut ranks)?;
    }
    print(&relate(&synsets, &ranks, &known));
    Ok(())
}

fn read_data(path: &Path, pos: char, synsets: &mut BTreeMap<(char, usize), Synset>) -> Result<(), Box<dyn Error>> {
    for line in std::fs::read_to_string(path)?.lines().filter(|line| !line.starts_with(' ')) {
        let fields: Vec<&str> = line.split(' ').collect();
        let count = usize::from_str_radix(fields[3], 16)?;
        let words = (0..count).map(|k| fields[4 + 2 * k].split('(').next().unwrap_or_default().to_owned()).collect();
        let at = 4 + 2 * count;
        let pointers = (0..fields[at].parse::<usize>()?)
            .map(|k| {
                let p = &fields[at + 1 + 4 * k..];
                let numbers = usize::from_str_radix(p[3], 16)?;
                let pos = p[2].chars().next().unwrap_or('n');
                Ok(Pointer {
                    symbol: p[0].to_owned(),
                    target: (if pos == 's' { 'a' } else { pos }, p[1].parse()?),
                    words: (numbers >> 8, numbers & 255),
                })
            })
            .collect::<Result<Vec<_>, Box<dyn Error>>>()?;
        synsets.insert((pos, fields[0].parse()?), Synset { words, pointers });
    }
    Ok(())
}

/// The rank of each meaning of each word, most frequent first.
fn read_index(
    path: &Path,
    pos: char,
    ranks: &mut BTreeMap<(String, char, usize), usize>,
) -> Result<(), Box<dyn Error>> {
    for line in std::fs::read_to_string(path)?.lines().filter(|line| !line.starts_with(' ')) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let count: usize = fields[2].parse()?;
        for (rank, offset) in fields[fields.len() - count..].iter().enumerate() {
            ranks.insert((fields[0].to_owned(), pos, offset.parse()?), rank);
        }
    }
    Ok(())
}

type Related = BTreeMap<(String, String), u8>;

fn relate(
    synsets: &BTreeMap<(char, usize), Synset>,
    ranks: &BTreeMap<(String, char, usize), usize>,
    known: &BTreeSet<String>,
) -> Related {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut related = Related::new();
    let mut add = |a: &str, b: &str, near: u8| {
        let (a, b) = (stem_text(&stemmer, &key(a)), stem_text(&stemmer, &key(b)));
        if a != b && known.contains(&a) && known.contains(&b) {
            let pair = if a < b { (a, b) } else { (b, a) };
            let best = related.entry(pair).or_default();
            *best = near.max(*best);
        }
    };
    for (&(pos, offset), synset) in synsets {
        let rank = |word: &str| ranks.get(&(word.to_lowercase(), pos, offset)).copied().unwrap_or(usize::MAX);
        for (k, a) in synset.words.iter().enumerate() {
            for b in &synset.words[k + 1..] {
                let worst = rank(a).max(rank(b));
                if worst < MEANINGS {
                    add(a, b, if worst == 0 { 6 } else { 4 });
                }
            }
        }
        for pointer in &synset.pointers {
            let Some(target) = synsets.get(&pointer.target) else { continue };
            let capital = |word: &str| word.starts_with(char::is_uppercase);
            match pointer.symbol.as_str() {
                "+" | "\\" if pointer.words.0 > 0 && pointer.words.1 > 0 => {
                    add(&synset.words[pointer.words.0 - 1], &target.words[pointer.words.1 - 1], 8);
                }
                "#p" => {
                    for a in synset.words.iter().filter(|word| capital(word)) {
                        for b in target.words.iter().filter(|word| capital(word)) {
                            add(a, b, 5);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    related
}

/// A stem a line with those related to it, sorted, each pair under both stems.
fn print(related: &Related) {
    let mut lines: BTreeMap<&str, Vec<(&str, u8)>> = BTreeMap::new();
    for ((a, b), near) in related {
        lines.entry(a).or_default().push((b, *near));
        lines.entry(b).or_default().push((a, *near));
    }
    for (stem, mut others) in lines {
        others.sort_unstable();
        let shown: Vec<String> = others.iter().map(|(other, near)| format!("{other}{near}")).collect();
        println!("{stem}\t{}", shown.join(" "));
    }
}
