//! The words of titles and texts as stems, each spelling looked up once: news says the same words over and over.

use std::collections::HashMap; // order never read

use rust_stemmers::{Algorithm, Stemmer};

use crate::compare::mix::Mixed;
use crate::compare::vocabulary::{background_weight, is_stop_word, stem_text};
use crate::text::{WordKind, key, words};

/// What is known of a stem.
#[derive(Debug)]
pub(super) struct Stem {
    /// How it is spelled.
    pub(super) text: String,
    /// How rare it is in news at large, 0 to 1.
    pub(super) weight: f64,
    /// Its number in a signature: see [`number`].
    pub(super) number: u32,
}

/// The stems met so far, by places that stay as they are. The maps are asked and never walked, and nothing said of a stem depends on
/// what was met before it but its place.
pub(super) struct Stems {
    stemmer: Stemmer,
    /// The place of each spelling's stem; `None` for words that carry grammar.
    spellings: HashMap<String, Option<usize>, Mixed>, // order never read
    places: HashMap<String, usize, Mixed>, // order never read
    known: Vec<Stem>,
}

impl Default for Stems {
    fn default() -> Stems {
        Stems {
            stemmer: Stemmer::create(Algorithm::English),
            spellings: HashMap::default(),
            places: HashMap::default(),
            known: Vec::new(),
        }
    }
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Thousands of words help nobody.
        f.debug_struct("Stems").field("spellings", &self.len()).finish_non_exhaustive()
    }
}

impl Stems {
    /// The places of the stems of a text, word by word, function words left out.
    pub(super) fn read(&mut self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for word in words(text).iter().filter(|word| word.kind != WordKind::Punctuation) {
            let spelled = word.core.of(text);
            let place = match self.spellings.get(spelled) {
                Some(&place) => place,
                None => self.learn(spelled),
            };
            found.extend(place);
        }
        found
    }

    /// How many spellings are known.
    pub(super) fn len(&self) -> usize {
        self.spellings.len()
    }

    /// What is known of the stem at a place.
    ///
    /// # Panics
    /// Where [`Stems::read`] gave no such place.
    pub(super) fn at(&self, place: usize) -> &Stem {
        &self.known[place]
    }

    fn learn(&mut self, spelled: &str) -> Option<usize> {
        let key = key(spelled);
        let place = (!key.is_empty() && !is_stop_word(&key))
            .then(|| self.place_of(stem_text(&self.stemmer, &key).into_owned()));
        self.spellings.insert(spelled.to_owned(), place);
        place
    }

    fn place_of(&mut self, text: String) -> usize {
        if let Some(&place) = self.places.get(&text) {
            return place;
        }
        let place = self.known.len();
        self.places.insert(text.clone(), place);
        self.known.push(Stem { weight: background_weight(&text), number: number(&text), text });
        place
    }
}

/// The number of a stem: FNV-1a, 32 bits.
pub(super) fn number(stem: &str) -> u32 {
    stem.bytes().fold(0x811c_9dc5, |mixed, byte| (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_stem_have_one_place_and_function_words_none() {
        let mut stems = Stems::default();
        let first = stems.read("The ferry warned of rocks.");
        let again = stems.read("FERRIES, warnings: the Rock");
        assert_eq!(first, again);
        let texts: Vec<&str> = first.iter().map(|&place| stems.at(place).text.as_str()).collect();
        assert_eq!(texts, ["ferri", "warn", "rock"]);
        assert_eq!(stems.read("it was said, and ..."), [0_usize; 0]);
    }
}
