//! What comparing costs: two generated texts, two tellings of the sample edition, and two real articles where they are at hand.
//!
//! Run with `cargo bench --bench compare`.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use divan::{Bencher, counter::BytesCount};
use newsdiff::compare::{Options, compare};
use newsdiff::sample;
use newsdiff::sides::Sides;
use newsdiff::text::Document;

fn main() {
    if seeds().is_none() {
        println!("skipped: seeds_000_001 needs ../shared/seeds");
    }
    divan::main();
}

/// Two texts of this many sentences each, which differ in about half of their parts.
#[divan::bench(args = [15, 60, 240])]
fn generated(bencher: Bencher, sentences: usize) {
    compared(bencher, &Sides::new(telling(sentences, 1), telling(sentences, 2)));
}

#[divan::bench]
fn sample_bridge(bencher: Bencher) {
    let [left, right] = [0, 1].map(|k| sample::EDITION[0][k].text.to_owned());
    compared(bencher, &Sides::new(left, right));
}

/// Two articles of a real story. They belong to their publishers and lie beside the project, not in it.
#[divan::bench]
fn seeds_000_001(bencher: Bencher) {
    if let Some(texts) = seeds() {
        compared(bencher, &texts);
    }
}

/// From two strings to the rows a screen shows.
fn compared(bencher: Bencher, texts: &Sides<String>) {
    let bytes = BytesCount::new(texts.left.len() + texts.right.len());
    bencher.counter(bytes).bench(|| {
        let documents = texts.as_ref().map(|text| Arc::new(Document::parse(black_box(text))));
        compare(documents, &Options::default())
    });
}

fn seeds() -> Option<Sides<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let mut paths: Vec<_> = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let read = |k: usize| fs::read_to_string(paths.get(k)?).ok();
    Some(Sides::new(read(0)?, read(1)?))
}

/// Prose of a kind: one seed gives one text, and another seed one that says most of it in other words.
fn telling(sentences: usize, seed: u64) -> String {
    const WHO: &[&str] =
        &["The mayor", "A harbour pilot", "Council member Ruiz", "The ministry", "An engineer", "Police"];
    const DID: &[&str] =
        &["said on Monday that", "denied that", "was told in March that", "had warned that", "hoped that"];
    const WHAT: &[&str] =
        &["the ferry", "the northern pier", "the budget of $4 million", "the bridge", "the new tunnel"];
    const HOW: &[&str] =
        &["would close before the winter", "was never inspected", "costs more than planned", "is safe"];
    let mut own = Dice(seed);
    let mut text = String::new();
    for n in 0..sentences {
        let mut common = Dice(1000 + n as u64);
        let mut pick = |from: &[&'static str]| {
            let dice = if own.roll(4) == 0 { &mut own } else { &mut common };
            from[dice.roll(from.len())]
        };
        text.extend([pick(WHO), " ", pick(DID), " ", pick(WHAT), " ", pick(HOW), "."]);
        text += if n % 2 == 0 { " " } else { "\n\n" };
    }
    text
}

/// A linear congruential generator (Knuth's MMIX constants): plenty for choosing words, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}
