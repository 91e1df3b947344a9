//! Text as published, and the ranges newsdiff reads it by: paragraphs, sentences, words.
//!
//! Invariant: ranges tile. Joining the paragraphs of a [`Document`], the sentences of a paragraph, or the words of a
//! sentence gives the text byte for byte; the white space after a piece belongs to that piece.

mod abbreviations;
mod key;
mod sanitize;
mod span;
mod words;

use std::fmt;

pub use key::key;
pub use sanitize::neutralise;
pub use span::Span;
pub use words::{Word, WordKind, words};

/// What a paragraph is in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The title of an article.
    Headline,
    /// Place and date that open a piece, standing alone.
    Dateline,
    /// Who wrote it.
    Byline,
    /// The text itself.
    Body,
    /// A heading inside the text.
    Subhead,
    /// Words under a picture.
    Caption,
    /// Who took the picture.
    Credit,
    /// What the page put around the article: counters, share bars, teasers, site words.
    Noise,
}

impl Role {
    /// Every role, in reading order.
    pub const ALL: [Role; 8] = [
        Role::Headline,
        Role::Dateline,
        Role::Byline,
        Role::Body,
        Role::Subhead,
        Role::Caption,
        Role::Credit,
        Role::Noise,
    ];

    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Dateline => "dateline",
            Role::Byline => "byline",
            Role::Body => "body",
            Role::Subhead => "subhead",
            Role::Caption => "caption",
            Role::Credit => "credit",
            Role::Noise => "noise",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The index of a sentence in its [`Document`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceIx(pub usize);

/// One paragraph: its range, white space after it included, and its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Bytes of the document's text.
    pub span: Span,
    /// What the paragraph is.
    pub role: Role,
}

/// One sentence: its range, white space after it included, and the paragraph that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the document's text.
    pub span: Span,
    /// Index into [`Document::paragraphs`].
    pub paragraph: usize,
}

/// A text with its paragraphs and sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    text: String,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
}

impl Document {
    /// Reads a text: paragraphs, their roles, sentences.
    pub fn parse(text: &str) -> Document {
        let mut paragraphs = Vec::new();
        let mut sentences = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len());
            start = span.end;
            sentences.push(Sentence { span, paragraph: paragraphs.len() });
            paragraphs.push(Paragraph { span, role: Role::Body });
        }
        Document { text: text.to_owned(), paragraphs, sentences }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paragraphs, which tile the text.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The sentences, which tile the text.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// One sentence.
    ///
    /// # Panics
    /// If the index is not one of this document's.
    pub fn sentence(&self, ix: SentenceIx) -> Sentence {
        self.sentences[ix.0]
    }

    /// The role of the paragraph that holds a sentence.
    ///
    /// # Panics
    /// If the index is not one of this document's.
    pub fn role(&self, ix: SentenceIx) -> Role {
        self.paragraphs[self.sentences[ix.0].paragraph].role
    }

    /// A sentence's text without the white space around it.
    ///
    /// # Panics
    /// If the index is not one of this document's.
    pub fn sentence_text(&self, ix: SentenceIx) -> &str {
        self.content(self.sentences[ix.0].span).of(&self.text)
    }

    /// A span of this text without the white space around it.
    #[must_use]
    pub fn content(&self, span: Span) -> Span {
        let raw = span.of(&self.text);
        let start = span.start + (raw.len() - raw.trim_start().len());
        Span::new(start, start + raw.trim().len())
    }
}
