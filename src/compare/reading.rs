//! A document as the pairing sees it: per sentence its words by number, its names, numbers, quoted words and letter runs.

use std::sync::Arc;

use super::clauses;
use super::index::Lists;
use super::speakers::{self, Voice};
use super::vocabulary::{Form, Lexeme, Stem, Vocabulary};
use crate::text::{Document, Role, SentenceIx, Span, Word, WordKind, words};

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

    /// Reads a document with a vocabulary shared by all the texts to be compared with it.
    pub fn new(document: &Arc<Document>, vocabulary: &mut Vocabulary) -> Reading {
        let mut quotes = Quotes::default();
        let mut paragraph = usize::MAX;
        let mut sentences: Vec<SentenceReading> = Vec::new();
        let mut letters = Lists::default();
        let mut rank = 0;
        for (k, sentence) in document.sentences().iter().enumerate() {
            let ix = SentenceIx(k);
            if document.role(ix) == Role::Noise {
                continue;
            }
            if sentence.paragraph != paragraph {
                paragraph = sentence.paragraph;
                quotes = Quotes::default();
            }
            let tokens = read_tokens(sentence.span, document.text(), &mut quotes, vocabulary);
            let mut key: Vec<Form> = tokens.iter().map(|token| token.form).collect();
            if key.is_empty() {
                key.push(vocabulary.read(document.sentence_text(ix)).form);
            }
            let content = tokens.iter().filter(|token| token.content).map(|token| token.span.of(document.text()));
            letters.add(|runs| vocabulary.letters.read(content, runs));
            let read = SentenceReading { rank, ..summarise(ix, document.role(ix), tokens, key) };
            rank += usize::from(read.tells());
            sentences.push(read);
        }
        Reading { document: Arc::clone(document), sentences, letters }
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

fn summarise(sentence: SentenceIx, role: Role, tokens: Vec<Token>, key: Vec<Form>) -> SentenceReading {
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
