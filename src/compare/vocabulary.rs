//! Words as small numbers, each with what is known of it before any text is read.
//!
//! Weights come from background document frequencies and never from two texts alone, which would collapse: in two tellings
//! of one story the words that matter most are in every sentence.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::clauses::is_opener;
use super::letters::LetterRuns;
use super::lines::Lines;
use super::listed::Listed;
use super::numbered::Numbered;
use super::speakers::Voice;
use crate::text::key;

/// Statistics of 43,133 news sentences, a stem a line, sorted: stem, sentences holding it, `n` where it is written with a
/// capital inside a sentence at least as often as not. Counts only; made by `examples/build_lexicon.rs`.
static BACKGROUND: Lines<32768> = Lines::new(include_str!("../../assets/lexicon/background.tsv"));

/// Stems that can stand for one another (decision, decide; China, Chinese; attorney, lawyer), a stem a line, sorted, each other
/// with its nearness in tenths. Made by `examples/build_related.rs` from the groups written down in `near.txt`.
static RELATED: Lines<32768> = Lines::new(include_str!("../../assets/lexicon/related.tsv"));

/// The words met most often in news, sorted, each with its stem where that is not the word itself. Made by `examples/build_stems`.
static STEMS: Lines<16384> = Lines::new(include_str!("../../assets/lexicon/stems.tsv"));

/// How many sentences the background was counted over.
const BACKGROUND_SENTENCES: f64 = 43_133.0;

/// The logarithm that a word absent from the background has, so that weights lie between 0 and 1.
const GREATEST_LOG: f64 = 10.7;

/// How many words room is made for at most before any is read.
const MOST_EXPECTED: usize = 1 << 12;

/// Words that carry grammar rather than news, as comparison keys, sorted.
static STOP_WORDS: Listed<109> = Listed::new([
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "before", "being", "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "having",
    "he", "her", "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "may", "me", "might",
    "more", "most", "mr", "mrs", "ms", "must", "my", "no", "nor", "not", "of", "on", "or", "our", "out", "over", "own",
    "said", "say", "says", "shall", "she", "should", "so", "some", "such", "than", "that", "the", "their", "them",
    "then", "there", "these", "they", "this", "those", "through", "to", "too", "under", "until", "up", "us", "very",
    "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with",
    "would", "you", "your",
]);

/// The number of a stem in a [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stem(pub u32);

/// The number of a word, endings included, in a [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Form(pub u32);

/// What is known of a word, however it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lexeme {
    /// The number of its comparison key.
    pub form: Form,
    /// The number of its stem.
    pub stem: Stem,
    /// Whether it carries news rather than grammar.
    pub content: bool,
    /// Whether it is a number, in digits or spelled.
    pub number: bool,
    /// What it says about who is speaking.
    pub voice: Option<Voice>,
    /// Whether a clause can begin with it.
    pub opener: bool,
}

/// What is known of a stem.
#[derive(Debug, Clone, Copy)]
struct Known {
    weight: f64,
    name: bool,
}

/// The stems of the texts being compared.
pub struct Vocabulary {
    /// Words as published that are not their own comparison keys, and what is known of each.
    written: Numbered,
    of_written: Vec<Lexeme>,
    /// Comparison keys by the numbers of their forms, and what is known of each.
    keys: Numbered,
    of_keys: Vec<Lexeme>,
    /// Stems by their numbers, and what is known of each.
    stems: Numbered,
    known: Vec<Known>,
    /// The runs of letters of its words.
    pub(super) letters: LetterRuns,
    stemmer: Stemmer,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary::for_texts(0)
    }
}

impl Vocabulary {
    /// A vocabulary with room for texts of so many bytes together. In news every twentieth byte brings a word that was not met
    /// before, and tables that have to grow are filled twice. A book repeats itself, and its words would lie scattered over a table
    /// much too large for any cache: no more room is made than a long article needs.
    pub fn for_texts(bytes: usize) -> Vocabulary {
        let expected = (bytes / 20).min(MOST_EXPECTED);
        let mut letters = LetterRuns::default();
        letters.expect(bytes);
        Vocabulary {
            written: Numbered::default(),
            of_written: Vec::new(),
            keys: Numbered::with_room(expected),
            of_keys: Vec::with_capacity(expected),
            stems: Numbered::with_room(expected),
            known: Vec::with_capacity(expected),
            letters,
            stemmer: Stemmer::create(Algorithm::English),
        }
    }

    /// What is known of a word as published; each spelling is looked at once.
    pub fn read(&mut self, word: &str) -> Lexeme {
        // Most words are their own keys, and need no second entry.
        let plain = word.bytes().all(|b| b.is_ascii_lowercase());
        if plain && let Some(key) = self.keys.find(word) {
            return self.of_keys[key as usize];
        }
        if let Some(known) = self.written.find(word) {
            return self.of_written[known as usize];
        }
        let key = digits(if plain { Cow::Borrowed(word) } else { Cow::Owned(key(word)) });
        let lexeme = match self.keys.find(&key) {
            Some(known) => self.of_keys[known as usize],
            None => self.learn(&key),
        };
        if !(plain && key == word) {
            self.written.number(word);
            self.of_written.push(lexeme);
        }
        lexeme
    }

    fn learn(&mut self, key: &str) -> Lexeme {
        let lexeme = Lexeme {
            form: Form(self.keys.number(key)),
            stem: self.stem(key),
            content: !is_stop_word(key),
            number: key.starts_with(|c: char| c.is_ascii_digit()),
            voice: Voice::of(key),
            opener: is_opener(key),
        };
        self.of_keys.push(lexeme);
        lexeme
    }

    fn stem(&mut self, key: &str) -> Stem {
        let text = stem_text(&self.stemmer, key);
        let stem = self.stems.number(&text);
        if stem as usize == self.known.len() {
            self.known.push(background(&text));
        }
        Stem(stem)
    }

    /// How rare a stem is in news at large: 0 for a word in every sentence, about 1 for one never seen.
    pub fn weight(&self, stem: Stem) -> f64 {
        self.known[stem.0 as usize].weight
    }

    /// Whether the background writes it with a capital at least as often as not; so is a word it never saw.
    pub fn often_name(&self, stem: Stem) -> bool {
        self.known[stem.0 as usize].name
    }

    /// The stems read so far that can stand for this one, each with its nearness, 0 to 1.
    pub fn related(&self, stem: Stem) -> Vec<(Stem, f64)> {
        let Some(others) = RELATED.find(self.stems.word(stem.0)) else { return Vec::new() };
        let near = |tenths: &str| tenths.parse::<f64>().unwrap_or(0.0) / 10.0;
        others
            .split(' ')
            .filter_map(|other| other.split_at_checked(other.len() - 1))
            .filter_map(|(other, tenths)| Some((Stem(self.stems.find(other)?), near(tenths))))
            .collect()
    }

    /// The number of a word by its comparison key, if any text has it.
    pub fn form(&self, key: &str) -> Option<Form> {
        self.keys.find(key).map(Form)
    }

    /// How many words there are, endings told apart.
    pub fn forms(&self) -> usize {
        self.keys.len()
    }

    /// How many stems there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }
}

/// Whether a comparison key carries grammar rather than news.
pub fn is_stop_word(key: &str) -> bool {
    STOP_WORDS.has(key)
}

/// Small numbers are spelled by one outlet and written by another. "one" is left alone: it is a pronoun more often.
fn digits(key: Cow<'_, str>) -> Cow<'_, str> {
    const SPELLED: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match SPELLED.iter().position(|&word| word == key) {
        Some(value) if value != 1 => Cow::Owned(value.to_string()),
        _ => key,
    }
}

/// A comparison key without its possessive and its English endings; other scripts and numbers stay as they are.
pub fn stem_text<'k>(stemmer: &Stemmer, key: &'k str) -> Cow<'k, str> {
    let bare = key.strip_suffix("'s").or_else(|| key.strip_suffix('\'')).unwrap_or(key);
    if bare.len() <= 2 || !bare.bytes().all(|b| b.is_ascii_alphabetic() || b == b'\'') {
        return Cow::Borrowed(bare);
    }
    match STEMS.find(bare) {
        Some("") => Cow::Borrowed(bare),
        Some(stem) => Cow::Borrowed(stem),
        None => stemmer.stem(bare),
    }
}

/// How rare a stem is in news at large, for grouping: see [`Vocabulary::weight`].
pub fn background_weight(stem: &str) -> f64 {
    background(stem).weight
}

/// The file of related stems made from groups of words: a group a line, its nearness in tenths first, `#` for a comment. Two
/// words in more than one group are as near as the nearest says.
pub fn related_file(groups: &str) -> String {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut related: BTreeMap<String, BTreeMap<String, u8>> = BTreeMap::new();
    for line in groups.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let near: u8 = words.next().and_then(|tenths| tenths.parse().ok()).unwrap_or(0);
        let stems: BTreeSet<String> = words.map(|word| stem_text(&stemmer, &key(word)).into_owned()).collect();
        for stem in &stems {
            for other in stems.iter().filter(|other| *other != stem) {
                let known = related.entry(stem.clone()).or_default().entry(other.clone()).or_default();
                *known = near.max(*known);
            }
        }
    }
    let line = |(stem, others): (&String, &BTreeMap<String, u8>)| {
        let others: Vec<String> = others.iter().map(|(other, near)| format!("{other}{near}")).collect();
        format!("{stem}\t{}\n", others.join(" "))
    };
    related.iter().map(line).collect()
}

/// What the background says of a stem.
fn background(stem: &str) -> Known {
    let (df, mark) = BACKGROUND.find(stem).and_then(|known| known.split_once('\t')).unwrap_or(("0", "n"));
    let df = f64::from(df.parse::<u32>().unwrap_or(0));
    Known { weight: ((BACKGROUND_SENTENCES + 1.0) / (df + 1.0)).ln() / GREATEST_LOG, name: mark == "n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_files_is_found() {
        fn check<const PLACES: usize>(file: &Lines<PLACES>) {
            let stems: Vec<&str> = file.text().lines().filter_map(|line| line.split('\t').next()).collect();
            assert!(stems.len() > 400);
            assert!(stems.windows(2).all(|w| w[0] < w[1]));
            for stem in stems {
                assert!(file.find(stem).is_some(), "{stem}");
            }
        }
        check(&BACKGROUND);
        check(&RELATED);
        check(&STEMS);
    }

    #[test]
    fn the_listed_stems_are_those_the_rules_give() {
        let stemmer = Stemmer::create(Algorithm::English);
        for line in STEMS.text().lines() {
            let (word, stem) = line.split_once('\t').expect("two cells");
            let by_rule = stemmer.stem(word);
            assert_eq!(if stem.is_empty() { word } else { stem }, by_rule, "run the example build_stems");
            assert_eq!(stem_text(&stemmer, word), by_rule);
        }
    }

    #[test]
    fn the_related_stems_are_those_of_the_groups() {
        assert_eq!(
            RELATED.text(),
            related_file(include_str!("../../assets/lexicon/near.txt")),
            "run the example build_related"
        );
    }

    #[test]
    fn words_that_can_stand_for_one_another_are_related() {
        let mut vocabulary = Vocabulary::default();
        let (verb, noun, other) = (vocabulary.stem("decided"), vocabulary.stem("decision"), vocabulary.stem("bridge"));
        let related: Vec<Stem> = vocabulary.related(verb).iter().map(|(stem, _)| *stem).collect();
        assert!(related.contains(&noun) && !related.contains(&other));
    }

    #[test]
    fn rare_words_weigh_more() {
        let mut vocabulary = Vocabulary::default();
        let (common, rare) = (vocabulary.stem("people"), vocabulary.stem("zeppelin"));
        assert!(vocabulary.weight(common) < 0.6 && vocabulary.weight(rare) > 0.8);
    }

    #[test]
    fn endings_and_possessives_meet() {
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.stem("warnings"), vocabulary.stem("warned"));
        assert_eq!(vocabulary.stem("mayor's"), vocabulary.stem("mayor"));
    }
}
