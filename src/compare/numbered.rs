//! Words by number, in the order in which they are met.
//!
//! A table of owned words costs a piece of memory for each and three times its letters; here the letters of all of them lie one
//! behind the other, and the table holds numbers alone.

use std::hash::BuildHasher;

use super::mix::{Mixed, is_full, places_for};

/// The fewest places of a table that has any.
const LEAST: usize = 16;

/// Words, each with a number from 0. They are asked for and never walked, so that no order but that of their numbers exists.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbered {
    letters: String,
    /// Where the letters of each word end.
    ends: Vec<u32>,
    /// A power of two of places, or none; each word is at the first free one from where its hash throws it.
    places: Vec<Place>,
}

/// One more than a word's number, 0 where there is none, and the upper half of its hash, which tells most other words apart.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    number: u32,
    hash: u32,
}

impl Numbered {
    /// Room for so many words.
    pub(super) fn with_room(words: usize) -> Numbered {
        Numbered {
            letters: String::with_capacity(8 * words),
            ends: Vec::with_capacity(words),
            places: vec![Place::default(); places_for(words).max(LEAST)],
        }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number.
    pub(super) fn word(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[number] as usize]
    }

    /// The number of a word, if it was met.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        if self.places.is_empty() {
            return None;
        }
        self.places[self.place(word, hash(word))].number.checked_sub(1)
    }

    /// The number of a word, which is the next one where it was not met before.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if is_full(self.len(), self.places.len()) {
            self.grow();
        }
        let hash = hash(word);
        let at = self.place(word, hash);
        if let Some(known) = self.places[at].number.checked_sub(1) {
            return known;
        }
        self.letters.push_str(word);
        self.ends.push(self.letters.len() as u32);
        self.places[at] = Place { number: self.len() as u32, hash: (hash >> 32) as u32 };
        self.places[at].number - 1
    }

    /// Where a word is, or the free place where it belongs.
    fn place(&self, word: &str, hash: u64) -> usize {
        let mut at = hash as usize % self.places.len();
        loop {
            let Place { number, hash: upper } = self.places[at];
            if number == 0 || upper == (hash >> 32) as u32 && self.word(number - 1) == word {
                return at;
            }
            at = (at + 1) % self.places.len();
        }
    }

    fn grow(&mut self) {
        self.places = vec![Place::default(); places_for(2 * self.len()).max(LEAST)];
        for number in 0..self.len() as u32 {
            let hash = hash(self.word(number));
            let at = self.place(self.word(number), hash);
            self.places[at] = Place { number: number + 1, hash: (hash >> 32) as u32 };
        }
    }
}

fn hash(word: &str) -> u64 {
    Mixed::default().hash_one(word)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_numbered_as_they_are_met(words in prop::collection::vec("[a-cé]{0,3}", 0..200), room in 0..100_usize) {
            let (mut numbered, mut plain) = (Numbered::with_room(room), BTreeMap::new());
            for word in &words {
                prop_assert_eq!(numbered.find(word), plain.get(word).copied());
                let next = plain.len() as u32;
                let number = *plain.entry(word.clone()).or_insert(next);
                prop_assert_eq!(numbered.number(word), number);
                prop_assert_eq!(numbered.word(number), word);
            }
            prop_assert_eq!(numbered.len(), plain.len());
        }
    }

    #[test]
    fn nothing_is_found_where_nothing_was_met() {
        assert_eq!(Numbered::default().find("word"), None);
    }
}
