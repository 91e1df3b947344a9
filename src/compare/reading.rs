//! A document as the pairing sees it: per sentence its words by number, its names, numbers, quoted words and letter runs.

use std::sync::{Arc, mpsc};
use std::thread;

use super::clauses;
use super::grid::FEW_SENTENCES;
use super::index::Lists;
use super::letters::LetterRuns;
use super::speakers::{self, Voice};
use super::vocabulary::{Form, Lexeme, Stem, Vocabulary};
use crate::text::{Document, Role, SentenceIx, Span, Word, WordKind, words};

/// How many sentences are handed over at once where two threads read.
const HANDFUL: usize = 32;

/// One word of a sentence.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "answers about one word, asked one at a time")]
pub struct Token {
    /// Bytes of the document's text, without the space after it.
    pub span: Span,
    /// The number of its stem; equal numbers mean the same word for pairing.
    pub stem: Stem,
    /// The number of the word itself; equal numbers mean the same word apart from typography and case.
    pub form: Form,
    /// Whether it carries news rather than grammar.
    pub content: bool,
    /// Whether it is written as a name: a capital, and the background usually writes it so.
    pub name: bool,
    /// Whether it is a number.
    pub number: bool,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
    /// What the word itself says about who is speaking.
    pub voice: Option<Voice>,
    /// Whether it names or describes who is speaking.
    pub speaker: bool,
    /// Whether a clause can begin with it.
    pub opens: bool,
}

/// One content word of a sentence, each stem once.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "answers about one word, asked one at a time")]
pub struct Content {
    /// The stem.
    pub stem: Stem,
    /// Whether any of its places is written as a name.
    pub name: bool,
    /// Whether it is a number.
    pub number: bool,
    /// Whether any of its places is inside quotation marks.
    pub quoted: bool,
    /// Whether all its places name or describe who is speaking.
    pub speaker: bool,
}

/// A sentence as the pairing sees it.
#[derive(Debug, Clone)]
pub struct SentenceReading {
    /// Which sentence of the document.
    pub sentence: SentenceIx,
    /// The role of its paragraph.
    pub role: Role,
    /// How many sentences that tell something stand before it.
    pub rank: usize,
    /// Every word in order, punctuation left out.
    pub tokens: Vec<Token>,
    /// What two sentences must share to be the same word for word: the words, or the marks of a sentence without any.
    pub key: Vec<Form>,
    /// Content words, each stem once, sorted by stem.
    pub content: Vec<Content>,
    /// Pairs of content words that follow each other, directly or with one between; sorted, each once.
    pub bigrams: Vec<(Stem, Stem)>,
    /// The content words of each clause, sorted, each once.
    pub clauses: Vec<Vec<Stem>>,
    /// Every three words in a row, packed into 64 bits, sorted: two sentences without one in common share no run.
    pub triples: Vec<u64>,
    /// Whether any word is inside quotation marks.
    pub has_quote: bool,
}

impl SentenceReading {
    /// Whether it tells something of the story. When a page was published, by whom and whose the picture is are no claims: in
    /// the labelled stories not one such line has a counterpart, however alike two of them look.
    pub fn tells(&self) -> bool {
        !matches!(self.role, Role::Dateline | Role::Byline | Role::Credit)
    }
}

/// A document as the pairing sees it; noise is left out.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The document.
    pub document: Arc<Document>,
    /// Its sentences that can be paired, in order.
    pub sentences: Vec<SentenceReading>,
    /// For every sentence, the letter runs of its content words by their numbers, each once.
    pub(super) letters: Lists,
}

impl Reading {
    /// How many of its sentences tell something.
    pub fn telling(&self) -> usize {
        self.sentences.last().map_or(0, |last| last.rank + usize::from(last.tells()))
    }

    /// Reads documents one after another with a vocabulary shared by all of them. What is known of the sentences of a book is summed
    /// up on a thread of its own while its words are read; both see the sentences in order, so the numbers are those of one go.
    pub fn all(documents: &[&Arc<Document>], vocabulary: &mut Vocabulary) -> Vec<Arc<Reading>> {
        let mut sums = Sums { letters: std::mem::take(&mut vocabulary.letters), ..Sums::default() };
        let sentences: usize = documents.iter().map(|document| document.sentences().len()).sum();
        if sentences <= FEW_SENTENCES || !sums.beside(documents, vocabulary) {
            sums.in_one_go(documents, vocabulary);
        }
        vocabulary.letters = sums.letters;
        sums.readings.into_iter().map(Arc::new).collect()
    }
}

/// The words of one sentence, before anything is made of them.
struct SentenceWords {
    sentence: SentenceIx,
    role: Role,
    tokens: Vec<Token>,
    key: Vec<Form>,
}

/// Calls `each` with the sentences of a document that can be paired, in order.
fn read_words(document: &Document, vocabulary: &mut Vocabulary, mut each: impl FnMut(SentenceWords)) {
    let mut quotes = Quotes::default();
    let mut paragraph = usize::MAX;
    for (k, read) in document.sentences().iter().enumerate() {
        let sentence = SentenceIx(k);
        let role = document.role(sentence);
        if role == Role::Noise {
            continue;
        }
        if read.paragraph != paragraph {
            paragraph = read.paragraph;
            quotes = Quotes::default();
        }
        let tokens = read_tokens(read.span, document.text(), &mut quotes, vocabulary);
        let mut key: Vec<Form> = tokens.iter().map(|token| token.form).collect();
        if key.is_empty() {
            key.push(vocabulary.read(document.sentence_text(sentence)).form);
        }
        each(SentenceWords { sentence, role, tokens, key });
    }
}

/// Readings as they grow, sentence by sentence.
#[derive(Default)]
struct Sums {
    readings: Vec<Reading>,
    letters: LetterRuns,
    rank: usize,
}

impl Sums {
    /// Begins the reading of a document.
    fn begin(&mut self, document: &Arc<Document>) {
        let document = Arc::clone(document);
        let sentences = document.sentences().len();
        // In news two bytes in three begin a letter run of a content word that its sentence did not have before.
        let letters = Lists::with_room(sentences, document.text().len() * 2 / 3);
        self.readings.push(Reading { document, sentences: Vec::with_capacity(sentences), letters });
        self.rank = 0;
    }

    /// Adds the next sentence of the document begun last.
    fn add(&mut self, words: SentenceWords) {
        let Some(reading) = self.readings.last_mut() else { return };
        let text = reading.document.text();
        let content = words.tokens.iter().filter(|token| token.content).map(|token| token.span.of(text));
        reading.letters.add(|runs| self.letters.read(content, runs));
        let read = SentenceReading { rank: self.rank, ..summarise(words) };
        self.rank += usize::from(read.tells());
        reading.sentences.push(read);
    }

    fn in_one_go(&mut self, documents: &[&Arc<Document>], vocabulary: &mut Vocabulary) {
        for document in documents {
            self.begin(document);
            read_words(document, vocabulary, |sentence| self.add(sentence));
        }
    }

    /// Reads the documents and sums up on another thread; `false` where the system has no thread to give, and nothing is done.
    fn beside(&mut self, documents: &[&Arc<Document>], vocabulary: &mut Vocabulary) -> bool {
        let (tell, told) = mpsc::channel::<(usize, Vec<SentenceWords>)>();
        thread::scope(|scope| {
            let summing = thread::Builder::new().spawn_scoped(scope, move || {
                for (k, handful) in told {
                    while self.readings.len() <= k {
                        self.begin(documents[self.readings.len()]);
                    }
                    for sentence in handful {
                        self.add(sentence);
                    }
                }
            });
            let Ok(summing) = summing else { return false };
            for (k, document) in documents.iter().enumerate() {
                let mut handful = Vec::with_capacity(HANDFUL);
                read_words(document, vocabulary, |sentence| {
                    handful.push(sentence);
                    if handful.len() == HANDFUL {
                        // It is not taken where the other thread panicked, which is told below.
                        tell.send((k, std::mem::replace(&mut handful, Vec::with_capacity(HANDFUL)))).ok();
                    }
                });
                tell.send((k, handful)).ok();
            }
            drop(tell);
            summing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            true
        })
    }
}

/// Whether the words now read are inside quotation marks; lives as long as a paragraph, because a quote can hold sentences.
#[derive(Debug, Default)]
struct Quotes {
    open: bool,
}

impl Quotes {
    fn see(&mut self, mark: &str) {
        match mark {
            "“" | "«" | "„" | "「" | "『" => self.open = true,
            "”" | "»" | "」" | "』" => self.open = false,
            "\"" => self.open = !self.open,
            _ => {}
        }
    }
}

fn read_tokens(sentence: Span, text: &str, quotes: &mut Quotes, vocabulary: &mut Vocabulary) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(sentence.len() / 5);
    let mut border = false;
    for Word { core, kind, .. } in words(sentence.of(text)) {
        let span = core.shifted(sentence.start);
        let raw = span.of(text);
        if kind == WordKind::Punctuation {
            quotes.see(raw);
            border |= clauses::is_border(raw);
            continue;
        }
        let Lexeme { form, stem, content, number, voice, opener } = vocabulary.read(raw);
        let capital = raw.chars().next().is_some_and(char::is_uppercase);
        tokens.push(Token {
            span,
            stem,
            form,
            content,
            name: content && capital && vocabulary.often_name(stem),
            number,
            quoted: quotes.open,
            voice,
            speaker: false,
            opens: border || opener,
        });
        border = false;
    }
    speakers::mark(&mut tokens);
    tokens
}

fn summarise(words: SentenceWords) -> SentenceReading {
    let SentenceWords { sentence, role, tokens, key } = words;
    let in_order: Vec<&Token> = tokens.iter().filter(|token| token.content).collect();
    let mut content: Vec<Content> = in_order
        .iter()
        .map(|t| Content { stem: t.stem, name: t.name, number: t.number, quoted: t.quoted, speaker: t.speaker })
        .collect();
    content.sort_by_key(|c| c.stem);
    content.dedup_by(|next, kept| {
        let same = next.stem == kept.stem;
        if same {
            kept.name |= next.name;
            kept.quoted |= next.quoted;
            kept.speaker &= next.speaker;
        }
        same
    });
    let mut bigrams: Vec<(Stem, Stem)> = Vec::with_capacity(2 * in_order.len());
    for (k, token) in in_order.iter().enumerate() {
        bigrams.extend(in_order[k + 1..].iter().take(2).map(|next| (token.stem, next.stem)));
    }
    bigrams.sort_unstable();
    bigrams.dedup();
    let mut triples: Vec<u64> =
        tokens.windows(3).map(|w| w.iter().fold(0, |packed, token| packed << 21 | u64::from(token.stem.0))).collect();
    triples.sort_unstable();
    let has_quote = tokens.iter().any(|token| token.quoted);
    let clauses = clauses::clauses(&tokens);
    SentenceReading { sentence, role, rank: 0, tokens, key, content, bigrams, clauses, triples, has_quote }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_threads_read_as_one_does() {
        let town =
            |k: usize| format!("The mayor of Port {k} said on Monday that {} boats sank off Cape {}. ", k % 7, k % 90);
        let documents = [0..800, 400..401, 401..401, 300..900]
            .map(|towns| Arc::new(Document::parse(&towns.map(town).collect::<String>())));
        let documents: Vec<&Arc<Document>> = documents.iter().collect();
        let (mut once, mut twice) = (Vocabulary::default(), Vocabulary::default());
        let mut at_once = Sums::default();
        at_once.in_one_go(&documents, &mut once);
        let mut beside = Sums::default();
        assert!(beside.beside(&documents, &mut twice), "there is a thread");
        assert_eq!(once.len(), twice.len());
        assert_eq!(at_once.letters.len(), beside.letters.len());
        assert_eq!(at_once.readings.len(), documents.len());
        assert_eq!(format!("{:?}", at_once.readings), format!("{:?}", beside.readings));
    }
}
