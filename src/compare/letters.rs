//! Runs of four letters by number: words that differ in an ending or a spelling still share most of theirs.

use std::collections::HashMap; // order never read

use super::mix::Mixed;

/// How many runs room is made for at most before any is read.
const MOST_EXPECTED: usize = 1 << 14;

/// Numbers for letter runs, in the order in which they are met.
#[derive(Default)]
pub(super) struct LetterRuns {
    numbers: HashMap<u64, u32, Mixed>, // order never read
    /// For every run, the sentence that held it last, counted over all texts from 1.
    last_seen: Vec<u32>,
    sentences: u32,
}

impl LetterRuns {
    /// Makes room for texts of so many bytes: in news a run that was not met before comes every fourth byte, and a table that has
    /// to grow is filled twice. A book brings few new ones, so it gets the room of a long article.
    pub(super) fn expect(&mut self, bytes: usize) {
        let runs = (bytes / 4).min(MOST_EXPECTED);
        self.numbers.reserve(runs);
        self.last_seen.reserve(runs);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.last_seen.len()
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
                let next = self.last_seen.len() as u32;
                let run = *self.numbers.entry(window).or_insert(next);
                if run == next {
                    self.last_seen.push(0);
                }
                if self.last_seen[run as usize] != self.sentences {
                    self.last_seen[run as usize] = self.sentences;
                    runs.push(run);
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
}
