//! Invented prose of any length with the statistics of news, and the same prose edited: what claims about growth rest on.
//!
//! Deterministic: integers only, so every machine gets the same texts. Ranks of words follow Zipf's law over 20,000 invented
//! words behind the function words of English; sentences have 8 to 30 words; paragraphs one to three sentences. The edited text
//! has one word in ten replaced, dropped or joined by another, and one sentence in ten carried to another place.

pub mod dice;

use dice::Dice;

/// How many words there are to draw from, function words left out.
const WORDS: usize = 20_000;

/// One word in this many is edited, and one sentence in this many is moved.
const EDITED: usize = 10;

/// The most frequent words; a third of any text is made of them.
const FUNCTION_WORDS: [&str; 40] = [
    "the", "of", "to", "and", "a", "in", "that", "is", "for", "on", "said", "with", "was", "as", "at", "by", "it",
    "from", "he", "are", "be", "have", "has", "his", "an", "but", "who", "they", "will", "not", "their", "this",
    "were", "or", "had", "which", "its", "more", "after", "would",
];

/// Sentences of words, each word by its rank.
type Sentences = Vec<Vec<usize>>;

/// A text of about this many words, and the same text edited.
pub fn pair(words: usize, seed: u64) -> [String; 2] {
    let source = Source::new();
    let original = source.sentences(words, &mut Dice(seed));
    let edited = source.edited(&original, &mut Dice(seed + 1));
    [written(&original), written(&edited)]
}

/// One text of about this many words as each of so many outlets would edit it.
pub fn story(words: usize, outlets: u64, seed: u64) -> Vec<String> {
    let source = Source::new();
    let original = source.sentences(words, &mut Dice(seed));
    (1..=outlets).map(|outlet| written(&source.edited(&original, &mut Dice(seed + outlet)))).collect()
}

/// Where words come from: the sums of their frequencies by rank.
struct Source {
    sums: Vec<usize>,
}

impl Source {
    fn new() -> Source {
        let frequency = |rank: usize| 1_000_000 / (rank + 3);
        let sums = (0..FUNCTION_WORDS.len() + WORDS).scan(0, |sum, rank| {
            *sum += frequency(rank);
            Some(*sum)
        });
        Source { sums: sums.collect() }
    }

    fn word(&self, dice: &mut Dice) -> usize {
        let at = dice.roll(self.sums[self.sums.len() - 1]);
        self.sums.partition_point(|&sum| sum <= at)
    }

    fn sentences(&self, words: usize, dice: &mut Dice) -> Sentences {
        let mut sentences = Sentences::new();
        let mut written = 0;
        while written < words {
            let length = 8 + dice.roll(23);
            sentences.push((0..length).map(|_| self.word(dice)).collect());
            written += length;
        }
        sentences
    }

    fn edited(&self, original: &Sentences, dice: &mut Dice) -> Sentences {
        let mut edited: Sentences = original.iter().map(|sentence| self.edited_words(sentence, dice)).collect();
        for _ in 0..edited.len() / EDITED {
            let sentence = edited.remove(dice.roll(edited.len()));
            edited.insert(dice.roll(edited.len() + 1), sentence);
        }
        edited
    }

    fn edited_words(&self, sentence: &[usize], dice: &mut Dice) -> Vec<usize> {
        let mut words = Vec::with_capacity(sentence.len() + 2);
        for &word in sentence {
            match (dice.roll(EDITED), dice.roll(4)) {
                (0, 0) => {}
                (0, 1) => words.extend([word, self.word(dice)]),
                (0, _) => words.push(self.word(dice)),
                _ => words.push(word),
            }
        }
        words
    }
}

/// The sentences as text. Where paragraphs end is told by the sentence itself, so that an edit elsewhere moves no border.
fn written(sentences: &Sentences) -> String {
    let mut text = String::new();
    for sentence in sentences {
        for (at, &rank) in sentence.iter().enumerate() {
            let word = spelled(rank);
            match (at, word.chars().next()) {
                (0, Some(first)) => text.extend(first.to_uppercase().chain(word.chars().skip(1))),
                _ => text.extend([" ", &word]),
            }
        }
        text.push('.');
        text.push_str(if sentence.first().is_some_and(|word| word.is_multiple_of(2)) { "\n\n" } else { " " });
    }
    text
}

/// The word of a rank: a function word, a year or a sum now and then, a name for one in eight, or plain syllables.
pub fn spelled(rank: usize) -> String {
    const SYLLABLES: [&str; 32] = [
        "ba", "ter", "li", "mon", "sa", "rin", "to", "kel", "vu", "dar", "ne", "pos", "mi", "gan", "lo", "fer", "shu",
        "ten", "ra", "bil", "co", "van", "de", "hal", "pi", "stor", "ju", "mar", "we", "nis", "fo", "lut",
    ];
    if let Some(word) = FUNCTION_WORDS.get(rank) {
        return (*word).to_owned();
    }
    if rank.is_multiple_of(25) {
        return rank.to_string();
    }
    let mut word = String::new();
    let mut rest = rank * 37;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    if rank % 8 == 3 { word[..1].to_uppercase() + &word[1..] } else { word }
}

/// Sentences put together from a few phrases: one seed gives one text, and another seed one that says most of it in others.
pub fn dense(sentences: usize, seed: u64) -> String {
    const PARTS: [&[&str]; 4] = [
        &["The mayor", "A harbour pilot", "Council member Ruiz", "The ministry", "An engineer", "Police"],
        &["said on Monday that", "denied that", "was told in March that", "had warned that", "hoped that"],
        &["the ferry", "the northern pier", "the budget of $4 million", "the bridge", "the new tunnel"],
        &["would close before the winter", "was never inspected", "costs more than planned", "is safe"],
    ];
    let mut own = Dice(seed);
    let mut text = String::new();
    for n in 0..sentences {
        let mut common = Dice(1000 + n as u64);
        let phrases = PARTS.map(|from| {
            let dice = if own.roll(4) == 0 { &mut own } else { &mut common };
            from[dice.roll(from.len())]
        });
        text.extend([phrases.join(" ").as_str(), if n.is_multiple_of(2) { ". " } else { ".\n\n" }]);
    }
    text
}
