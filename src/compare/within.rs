//! Claims told twice in one text.

use super::grid::ratio;
use super::index::{self, Weights};
use super::reading::{Reading, SentenceReading};
use super::vocabulary::Vocabulary;

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
    let mut sums = vec![0.0; totals.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut rows = Vec::with_capacity(totals.len());
    for (i, sentence) in reading.sentences.iter().enumerate() {
        for word in &sentence.content {
            let others = holding.of(word.stem.0 as usize);
            for &j in others.iter().filter(|_| others.len() <= MOST_HOLDING) {
                if sums[j as usize] == 0.0 {
                    touched.push(j);
                }
                sums[j as usize] += weights.both(word.stem);
            }
        }
        let mut row = Vec::new();
        for j in touched.drain(..).map(|j| j as usize) {
            let alike = ratio(2.0 * sums[j], totals[i] + totals[j]);
            sums[j] = 0.0;
            if j != i && alike > ALIKE {
                row.push((j, alike));
            }
        }
        row.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        rows.push(row);
    }
    rows
}
