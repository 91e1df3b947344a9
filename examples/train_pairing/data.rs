//! Labelled rows as pairs of documents with their cells, labels and features.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::sync::Arc;

use newsdiff::compare::pairing::{NAMES, Pairing};
use newsdiff::sides::{Side, Sides};
use newsdiff::text::{Document, SentenceIx};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    id: String,
    story: String,
    left: Vec<String>,
    right: Vec<String>,
    sure: Vec<[usize; 2]>,
    possible: Vec<[usize; 2]>,
}

/// One cell of one pair, with the labelled sentences it stands for.
pub struct Cell {
    /// Index of the labelled left sentence.
    pub left: usize,
    /// Index of the labelled right sentence.
    pub right: usize,
    /// The features.
    pub features: [f64; NAMES.len()],
}

/// One labelled pair of tellings.
pub struct Pair {
    /// Which file it came from.
    pub file: usize,
    /// Its name, for reports about single pairs.
    pub id: String,
    /// The story, which is held out as a whole.
    pub story: String,
    /// Sentences on each side.
    pub size: Sides<usize>,
    /// What both labellers link, or the only one is sure of.
    pub sure: BTreeSet<(usize, usize)>,
    /// What a careful reader might link.
    pub possible: BTreeSet<(usize, usize)>,
    /// Every cell that the program scores.
    pub cells: Vec<Cell>,
    /// The sentences, for reports.
    pub text: Sides<Vec<String>>,
}

/// Reads the files in order.
pub fn read(files: &[String]) -> Result<Vec<Pair>, Box<dyn Error>> {
    let mut pairs = Vec::new();
    for (file, path) in files.iter().enumerate() {
        for line in std::fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
            pairs.push(pair(file, serde_json::from_str(line)?));
        }
    }
    Ok(pairs)
}

/// The stories, each once, sorted.
pub fn stories(pairs: &[Pair]) -> Vec<String> {
    pairs.iter().map(|pair| pair.story.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn pair(file: usize, row: Row) -> Pair {
    let text = Sides::new(row.left, row.right);
    let documents = text.as_ref().map(|sentences| Arc::new(Document::parse(&(sentences.join("\n\n") + "\n"))));
    let labelled = documents.as_ref().map(|document| labelled_sentence(document));
    let pairing = Pairing::new(&documents);
    let mut cells: BTreeMap<(usize, usize), Vec<[f64; NAMES.len()]>> = BTreeMap::new();
    pairing.for_each(|i, cell, features| {
        let place = |side: Side, k: usize| labelled[side][pairing.readings[side].sentences[k].sentence.0];
        cells.entry((place(Side::Left, i), place(Side::Right, cell.right))).or_default().push(*features);
    });
    let cells = cells
        .into_iter()
        .flat_map(|((left, right), all)| all.into_iter().map(move |features| Cell { left, right, features }))
        .collect();
    Pair {
        file,
        id: row.id,
        story: row.story,
        size: text.as_ref().map(Vec::len),
        sure: row.sure.iter().map(|&[i, j]| (i, j)).collect(),
        possible: row.possible.iter().map(|&[i, j]| (i, j)).collect(),
        cells,
        text,
    }
}

/// For every sentence of the document, the labelled sentence (a paragraph of the joined text) that holds it.
fn labelled_sentence(document: &Document) -> Vec<usize> {
    let mut filled = 0;
    let number: Vec<usize> = document
        .paragraphs()
        .iter()
        .map(|paragraph| {
            let here = filled;
            filled += usize::from(!paragraph.span.of(document.text()).trim().is_empty());
            here
        })
        .collect();
    (0..document.sentences().len()).map(|k| number[document.sentence(SentenceIx(k)).paragraph]).collect()
}
