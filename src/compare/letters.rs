//! Runs of four letters by number: words that differ in an ending or a spelling still share most of theirs.

use std::hash::BuildHasher;

use super::mix::{Mixed, is_full, places_for};

/// The fewest places of a table that has any.
const LEAST: usize = 1 << 8;

/// How many runs room is made for at most before any is read.
const MOST_EXPECTED: usize = 1 << 14;

/// Numbers for letter runs, in the order in which they are met.
#[derive(Default)]
pub(super) struct LetterRuns {
    /// The letters of each run.
    runs: Vec<u64>,
    /// For every run, the sentence that held it last, counted over all texts from 1.
    last_seen: Vec<u32>,
    /// A power of two of places, or none; each run is at the first free one from where its letters are thrown, as one more than its
    /// number.
    places: Vec<u32>,
    sentences: u32,
}

impl LetterRuns {
    /// Makes room for texts of so many bytes: in news a run that was not met before comes every fourth byte, and a table that has
    /// to grow is filled twice. A book brings few new ones, so it gets the room of a long article.
    pub(super) fn expect(&mut self, bytes: usize) {
        let runs = (bytes / 4).min(MOST_EXPECTED);
        self.runs.reserve(runs);
        self.last_seen.reserve(runs);
        self.throw(runs);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.runs.len()
    }

    /// Adds the runs of one sentence, each once, over its words joined by spaces.
    ///
    /// A run is packed into 64 bits. A character beyond the first 65,536 keeps its low bits: two such runs may then look equal,
    /// which costs nothing.
    pub(super) fn read<'a>(&mut self, words: impl Iterator<Item = &'a str>, runs: &mut Vec<u32>) {
        self.sentences += 1;
        let (mut window, mut filled) = (0_u64, 0);
        let mut take = |letter: u64| {
            window = (window << 16) | (letter & 0xffff);
            filled += 1;
            if filled >= 4 {
                let number = self.number(window);
                let last_seen = &mut self.last_seen[number as usize];
                if *last_seen != self.sentences {
                    *last_seen = self.sentences;
                    runs.push(number);
                }
            }
        };
        for word in words {
            if word.is_ascii() {
                word.bytes().for_each(|b| take(u64::from(b.to_ascii_lowercase())));
            } else {
                word.chars().flat_map(char::to_lowercase).for_each(|c| take(u64::from(u32::from(c))));
            }
            take(u64::from(b' '));
        }
    }

    /// The number of a run, which is the next one where it was not met before.
    fn number(&mut self, letters: u64) -> u32 {
        if is_full(self.runs.len(), self.places.len()) {
            self.throw(2 * self.runs.len());
        }
        let at = self.place(letters);
        if self.places[at] == 0 {
            self.runs.push(letters);
            self.last_seen.push(0);
            self.places[at] = self.runs.len() as u32;
        }
        self.places[at] - 1
    }

    /// Where a run is, or the free place where it belongs.
    fn place(&self, letters: u64) -> usize {
        let last = self.places.len() - 1;
        let mut at = Mixed::default().hash_one(letters) as usize & last;
        while self.places[at] != 0 && self.runs[self.places[at] as usize - 1] != letters {
            at = (at + 1) & last;
        }
        at
    }

    /// Throws all runs anew, onto places enough for so many.
    fn throw(&mut self, runs: usize) {
        self.places = vec![0; places_for(runs).max(LEAST)];
        for number in 0..self.runs.len() {
            let at = self.place(self.runs[number]);
            self.places[at] = number as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_keep_their_numbers_while_the_table_grows() {
        let words: Vec<String> = (0..400).map(|k| format!("{}", k * 7_919)).collect();
        let read = |runs: &mut LetterRuns| {
            let mut numbers = Vec::new();
            for word in &words {
                runs.read(std::iter::once(word.as_str()), &mut numbers);
            }
            numbers
        };
        let (mut small, mut roomy) = (LetterRuns::default(), LetterRuns::default());
        roomy.expect(100_000);
        let first = read(&mut small);
        assert!(small.len() > 400, "{} runs make the table grow", small.len());
        assert_eq!(first, read(&mut roomy));
        assert_eq!(first, read(&mut small), "what was met before has its number still");
    }
}
