//! What comparing costs inside the process: invented prose of growing length, dense and news-like; the sample edition; and real
//! articles where they are at hand.
//!
//! Run with `cargo bench --bench compare`.

mod prose;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use divan::{Bencher, counter::BytesCount};
use newsdiff::compare::pairing::Readings;
use newsdiff::compare::{Options, claims, compare};
use newsdiff::sample;
use newsdiff::sides::Sides;
use newsdiff::text::Document;

fn main() {
    if seeds().is_none() {
        println!("skipped: what begins with seeds needs ../shared/seeds");
    }
    divan::main();
}

/// Two versions of a text of so many words: one word in ten edited, one sentence in ten moved.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn prose_pair(bencher: Bencher, words: usize) {
    let [left, right] = prose::pair(words, 1);
    compared(bencher, &Sides::new(left, right));
}

/// Every two of five tellings, each of so many words and read once.
#[divan::bench(args = [1_000, 10_000])]
fn prose_story(bencher: Bencher, words: usize) {
    pairs_of(bencher, &prose::story(words, 5, 1));
}

/// Two texts of so many sentences each, made of a few phrases, so that every sentence shares words with every other.
#[divan::bench(args = [15, 60, 240])]
fn dense_pair(bencher: Bencher, sentences: usize) {
    compared(bencher, &Sides::new(prose::dense(sentences, 1), prose::dense(sentences, 2)));
}

#[divan::bench]
fn sample_bridge(bencher: Bencher) {
    let [left, right] = [0, 1].map(|k| sample::EDITION[0][k].text.to_owned());
    compared(bencher, &Sides::new(left, right));
}

/// The two longest articles of a real story. They belong to their publishers and lie beside the project, not in it.
#[divan::bench]
fn seeds_longest(bencher: Bencher) {
    if let Some(mut texts) = seeds() {
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        compared(bencher, &Sides::new(texts[0].clone(), texts[1].clone()));
    }
}

/// The same once both are read, as articles of the store are.
#[divan::bench]
fn seeds_longest_read(bencher: Bencher) {
    if let Some(mut texts) = seeds() {
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        let both = documents(&texts[..2]);
        bencher.bench(|| compare(Sides::new(black_box(&both)[0].clone(), both[1].clone()), &Options::default()));
    }
}

/// Every two articles of that story, each read once.
#[divan::bench]
fn seeds_story(bencher: Bencher) {
    if let Some(texts) = seeds() {
        pairs_of(bencher, &texts);
    }
}

/// The claims of all articles of that story.
#[divan::bench]
fn seeds_claims(bencher: Bencher) {
    if let Some(texts) = seeds() {
        bencher.bench(|| claims(&documents(black_box(&texts))));
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

/// From strings to the comparison of every two.
fn pairs_of(bencher: Bencher, texts: &[String]) {
    bencher.counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>())).bench(|| {
        let documents = documents(black_box(texts));
        let readings = Readings::new(&documents);
        let pairs = (0..documents.len()).flat_map(|right| (0..right).map(move |left| (left, right)));
        let sides = pairs.map(|(left, right)| Sides::new(Arc::clone(&documents[left]), Arc::clone(&documents[right])));
        sides.map(|sides| readings.compare(sides, &Options::default())).collect::<Vec<_>>()
    });
}

fn documents(texts: &[String]) -> Vec<Arc<Document>> {
    texts.iter().map(|text| Arc::new(Document::parse(text))).collect()
}

fn seeds() -> Option<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let mut paths: Vec<_> = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    (texts.len() >= 2).then_some(texts)
}
