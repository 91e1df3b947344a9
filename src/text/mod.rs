//! Text as published, and the ranges newsdiff reads it by: paragraphs, sentences, words.
//!
//! Invariant: ranges tile. Joining the paragraphs of a [`Document`], the sentences of a paragraph, or the words of a
//! sentence gives the text byte for byte; the white space after a piece belongs to that piece.

mod abbreviations;
mod document;
mod key;
mod paragraphs;
mod roles;
mod sanitize;
mod sentences;
mod span;
mod words;

use std::fmt;

pub use document::Document;
pub use key::key;
pub use sanitize::neutralise;
pub use sentences::sentences;
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
    /// Page furniture: counters, share bars, teasers, site words.
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

/// What is known of a text before it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints<'a> {
    /// The title, from front matter or metadata: the paragraph that repeats it is the headline.
    pub title: Option<&'a str>,
    /// The roles of the first paragraphs, where the form the text came in gives them.
    pub roles: &'a [Option<Role>],
}
