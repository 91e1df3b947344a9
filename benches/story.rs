//! What the claims of a story cost: every two outlets compared, and what is made of the comparisons.
//!
//! Run with `cargo bench --bench story`.

use std::sync::Arc;

use divan::{Bencher, counter::ItemsCount};
use newsdiff::compare::Pairwise;
use newsdiff::sample;
use newsdiff::text::Document;

fn main() {
    divan::main();
}

/// The five outlets of the sample edition, from documents to claims.
#[divan::bench]
fn sample_bridge(bencher: Bencher) {
    let documents = bridge();
    bencher.bench(|| Pairwise::new(&documents).claims());
}

/// The same without the comparisons.
#[divan::bench]
fn sample_bridge_compared(bencher: Bencher) {
    let pairwise = Pairwise::new(&bridge());
    bencher.bench(|| pairwise.claims());
}

/// Some outlets that tell 300 claims each, compared already: claims a second should not fall as outlets are added.
#[divan::bench(args = [3, 6, 12], sample_count = 20)]
fn generated_compared(bencher: Bencher, outlets: u64) {
    let documents: Vec<_> = (0..outlets).map(|k| Arc::new(Document::parse(&telling(k)))).collect();
    let pairwise = Pairwise::new(&documents);
    bencher.counter(ItemsCount::new(outlets * CLAIMS)).bench(|| pairwise.claims());
}

fn bridge() -> Vec<Arc<Document>> {
    sample::stories()[0].iter().map(|arrival| Arc::clone(&arrival.document)).collect()
}

/// Claims an outlet tells.
const CLAIMS: u64 = 300;

/// One outlet's text: the claims of a story of 400, each with a quarter of its words replaced by the outlet's own.
fn telling(outlet: u64) -> String {
    let mut text = String::new();
    let mut own = Dice(outlet);
    for claim in (0..400).filter(|claim| !(claim + outlet).is_multiple_of(4)) {
        let mut shared = Dice(1000 + claim);
        for place in 0..14 {
            let (common, other) = (word(&mut shared), word(&mut own));
            text.push_str(if place > 0 { " " } else { "\n\nThe " });
            text.push_str(if own.roll(4) == 0 { &other } else { &common });
        }
        text.push('.');
    }
    text
}

/// A word of three syllables; there are some thousands.
fn word(dice: &mut Dice) -> String {
    const SYLLABLES: &[&str] =
        &["bar", "den", "fol", "gim", "har", "kes", "lum", "mon", "nar", "pel", "rit", "sov", "tam", "vul"];
    (0..3).map(|_| SYLLABLES[dice.roll(SYLLABLES.len())]).collect()
}

/// A linear congruential generator (Knuth's MMIX constants): plenty for choosing words, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}
