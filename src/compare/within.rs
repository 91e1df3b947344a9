//! Claims told twice in one text.

use super::candidates;
use super::grid::{FEW_SENTENCES, ratio};
use super::index::{self, Weights};
use super::reading::{Reading, SentenceReading};
use super::vocabulary::Vocabulary;
use crate::halves::in_halves;
use crate::sides::Sides;

/// Below this likeness two sentences of one text do not count as telling the same.
const ALIKE: f64 = 0.08;

/// A word that is in more sentences than this of one text says nothing of two of them.
const MOST_HOLDING: usize = 80;

/// How alike the sentences of one text are among themselves: for each, the others that tell the same, with Dice over weighted
/// words, the most alike first.
pub fn alike_within(reading: &Reading, vocabulary: &Vocabulary, weights: &Weights) -> Vec<Vec<(usize, f64)>> {
    let holding = index::holding(&reading.sentences, vocabulary);
    let weight = |sentence: &SentenceReading| sentence.content.iter().map(|word| weights.both(word.stem)).sum::<f64>();
    let totals: Vec<f64> = reading.sentences.iter().map(weight).collect();
    let asked = candidates::asked_within(&holding, totals.len(), MOST_HOLDING);
    let most = candidates::most_partners(Sides::new(totals.len(), totals.len()));
    let rows = in_halves(totals.len(), FEW_SENTENCES, |range| {
        let mut row = Row { sums: vec![0.0; totals.len()], touched: Vec::new() };
        let each = range.map(|i| {
            let content = &reading.sentences[i].content;
            for word in content.iter().filter(|word| asked[word.stem.0 as usize]) {
                row.add(holding.of(word.stem.0 as usize), weights.both(word.stem));
            }
            row.most_alike(i, &totals, most)
        });
        each.collect::<Vec<_>>()
    });
    rows.into_iter().flatten().collect()
}

/// What one sentence shares with the others, while it is added up.
struct Row {
    sums: Vec<f64>,
    touched: Vec<u32>,
}

impl Row {
    fn add(&mut self, others: &[u32], weight: f64) {
        for &j in others {
            if self.sums[j as usize] == 0.0 {
                self.touched.push(j);
            }
            self.sums[j as usize] += weight;
        }
    }

    /// The sentences most like sentence `i`, best first; what was added up is forgotten.
    fn most_alike(&mut self, i: usize, totals: &[f64], most: usize) -> Vec<(usize, f64)> {
        let mut row = Vec::new();
        for j in self.touched.drain(..).map(|j| j as usize) {
            let alike = ratio(2.0 * self.sums[j], totals[i] + totals[j]);
            self.sums[j] = 0.0;
            if j != i && alike > ALIKE {
                row.push((j, alike));
            }
        }
        let by_likeness = |a: &(usize, f64), b: &(usize, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if row.len() > most {
            row.select_nth_unstable_by(most, by_likeness);
            row.truncate(most);
        }
        row.sort_unstable_by(by_likeness);
        row
    }
}
