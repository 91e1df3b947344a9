//! Words as small numbers, each with what is known of it before any text is read.
//!
//! Weights come from background document frequencies and never from two texts alone, which would collapse: in two tellings
//! of one story the words that matter most are in every sentence.

use std::collections::HashMap; // order never read
use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::clauses::is_opener;
use super::letters::LetterRuns;
use super::lines::Lines;
use super::listed::Listed;
use super::mix::Mixed;
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
///
/// The maps are asked and never walked, so their order reaches nothing.
pub struct Vocabulary {
    written: HashMap<String, Lexeme, Mixed>, // order never read
    keys: HashMap<String, Lexeme, Mixed>,    // order never read
    stems: HashMap<String, Stem, Mixed>,     // order never read
    texts: Vec<String>,
    known: Vec<Known>,
    /// The runs of letters of its words.
    pub(super) letters: LetterRuns,
    stemmer: Stemmer,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary {
            written: HashMap::default(),
            keys: HashMap::default(),
            stems: HashMap::default(),
            texts: Vec::new(),
            known: Vec::new(),
            letters: LetterRuns::default(),
            stemmer: Stemmer::create(Algorithm::English),
        }
    }
}

impl Vocabulary {
    /// A vocabulary with room for texts of so many bytes together. In news every fifteenth byte brings a word that was not met
    /// before, and tables that have to grow are filled twice. A book repeats itself, and its words would lie scattered over a table
    /// much too large for any cache: no more room is made than a long article needs.
    pub fn for_texts(bytes: usize) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        vocabulary.keys.reserve((bytes / 15).min(MOST_EXPECTED));
        vocabulary.stems.reserve((bytes / 15).min(MOST_EXPECTED));
        vocabulary.letters.expect(bytes);
        vocabulary
    }

    /// What is known of a word as published; each spelling is looked at once.
    pub fn read(&mut self, word: &str) -> Lexeme {
        // Most words are their own keys, and need no second entry.
        let plain = word.bytes().all(|b| b.is_ascii_lowercase());
        let known = if plain { self.keys.get(word).or_else(|| self.written.get(word)) } else { self.written.get(word) };
        if let Some(&known) = known {
            return known;
        }
        let key = digits(key(word));
        let own = key == word;
        let lexeme = match self.keys.get(&key) {
            Some(&known) => known,
            None => self.learn(key),
        };
        if !(plain && own) {
            self.written.insert(word.to_owned(), lexeme);
        }
        lexeme
    }

    fn learn(&mut self, key: String) -> Lexeme {
        let lexeme = Lexeme {
            form: Form(self.keys.len() as u32),
            stem: self.stem(&key),
            content: !is_stop_word(&key),
            number: key.starts_with(|c: char| c.is_ascii_digit()),
            voice: Voice::of(&key),
            opener: is_opener(&key),
        };
        self.keys.insert(key, lexeme);
        lexeme
    }

    fn stem(&mut self, key: &str) -> Stem {
        let text = stem_text(&self.stemmer, key);
        if let Some(&stem) = self.stems.get(&text) {
            return stem;
        }
        let stem = Stem(self.known.len() as u32);
        self.known.push(background(&text));
        self.texts.push(text.clone());
        self.stems.insert(text, stem);
        stem
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
        let Some(others) = RELATED.find(&self.texts[stem.0 as usize]) else { return Vec::new() };
        let near = |tenths: &str| tenths.parse::<f64>().unwrap_or(0.0) / 10.0;
        others
            .split(' ')
            .filter_map(|other| other.split_at_checked(other.len() - 1))
            .filter_map(|(other, tenths)| Some((*self.stems.get(other)?, near(tenths))))
            .collect()
    }

    /// The number of a word by its comparison key, if any text has it.
    pub fn form(&self, key: &str) -> Option<Form> {
        self.keys.get(key).map(|known| known.form)
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
fn digits(key: String) -> String {
    const SPELLED: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match SPELLED.iter().position(|&word| word == key) {
        Some(value) if value != 1 => value.to_string(),
        _ => key,
    }
}

/// A comparison key without its possessive and its English endings; other scripts and numbers stay as they are.
pub fn stem_text(stemmer: &Stemmer, key: &str) -> String {
    let bare = key.strip_suffix("'s").or_else(|| key.strip_suffix('\'')).unwrap_or(key);
    if bare.len() <= 2 || !bare.bytes().all(|b| b.is_ascii_alphabetic() || b == b'\'') {
        return bare.to_owned();
    }
    match STEMS.find(bare) {
        Some("") => bare.to_owned(),
        Some(stem) => stem.to_owned(),
        None => stemmer.stem(bare).into_owned(),
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
        let stems: BTreeSet<String> = words.map(|word| stem_text(&stemmer, &key(word))).collect();
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
    let mut fields = BACKGROUND.find(stem).unwrap_or("0\tn").split('\t');
    let df: f64 = fields.next().and_then(|count| count.parse().ok()).unwrap_or(0.0);
    let name = fields.next() == Some("n");
    Known { weight: ((BACKGROUND_SENTENCES + 1.0) / (df + 1.0)).ln() / GREATEST_LOG, name }
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
