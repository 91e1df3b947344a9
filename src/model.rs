//! The words of the field as plain data: Outlet, Article, Version, Story, and what arrives from outside.
//!
//! An *Article* is one piece at one outlet, a *Version* its text at one moment, a *Story* the articles about one event.
//! Nothing here is serialised: `store` and `export` own their shapes.

use std::fmt;
use std::sync::Arc;

use jiff::{Timestamp, civil};

use crate::text::Document;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// The store's number for an outlet.
    OutletId,
    /// The store's number for an article.
    ArticleId,
    /// The store's number for a version.
    VersionId,
    /// The store's number for a story.
    StoryId,
    /// The store's number for a source that is followed.
    SourceId,
}

/// A moment as the outlet gave it: many give only the day, and a made-up midnight would be a lie on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A calendar day without a time.
    Day(civil::Date),
    /// A point in time.
    Instant(Timestamp),
}

impl Moment {
    /// Its calendar day, for a point in time that at Greenwich.
    #[must_use]
    pub fn day(self) -> civil::Date {
        match self {
            Moment::Day(day) => day,
            Moment::Instant(at) => jiff::tz::TimeZone::UTC.to_datetime(at).date(),
        }
    }
}

impl fmt::Display for Moment {
    /// "2026-04-20", or "2026-04-20T00:05:00Z".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(day) => day.fmt(f),
            Moment::Instant(at) => at.fmt(f),
        }
    }
}

/// One piece as `ingest` read it, before any store has seen it.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// The outlet's name, from front matter, metadata or the file name.
    pub outlet: String,
    /// The headline, where the form or the text gives one.
    pub title: Option<String>,
    /// The address of the piece, as given.
    pub url: Option<String>,
    /// Who wrote it, as given.
    pub byline: Option<String>,
    /// When the outlet says it was published or last changed.
    pub published: Option<Moment>,
    /// The file, address or stream it came from, for messages.
    pub source: String,
    /// The text with its paragraphs, roles and sentences.
    pub document: Arc<Document>,
    /// Whether the text is a feed's summary: the whole piece was not read.
    pub summary: bool,
}

/// What is known of an arrival that was in a store before and comes back.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// When newsdiff first saw this text.
    pub seen: Timestamp,
    /// Whether the reader has read it.
    pub read: bool,
    /// The story its article was in.
    pub story: Option<PastStory>,
    /// What the reader said of pairs of sentences of its article and another.
    pub pairs: Vec<PastPair>,
}

/// What the reader said of two sentences, in a store that an arrival comes back from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastPair {
    /// What the other article is known by; the article's own where two of its versions were compared.
    pub with: String,
    /// The sentence of this article, by its hash; of the earlier version where both are of this article.
    pub sentence: [u8; 32],
    /// The sentence of the other.
    pub other: [u8; 32],
    /// Whether they tell one thing, or do not.
    pub together: bool,
}

/// A story as it was in the store that an arrival comes back from.
#[derive(Debug, Clone, PartialEq)]
pub struct PastStory {
    /// What tells that store from others: the file that holds what went out.
    pub from: String,
    /// Its number there.
    pub number: i64,
    /// Its title, where the reader gave it one.
    pub title: Option<String>,
    /// How sure it was that the article belongs to it; `None` where the reader put it there.
    pub confidence: Option<f64>,
    /// Whether the reader starred it.
    pub starred: bool,
    /// Whether the reader pinned it.
    pub pinned: bool,
}

/// Something that was wrong with an input and did not stop the rest: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The file, address or setting it is about.
    pub source: String,
    /// The line in it, counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What the reader can do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

/// A version without its text: what lists and badges need.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionInfo {
    /// The store's number.
    pub id: VersionId,
    /// The headline of this version.
    pub title: String,
    /// When newsdiff first saw this text.
    pub seen: Timestamp,
    /// When the outlet says it was published or changed.
    pub published: Option<Moment>,
    /// Whether it is only what a feed says of the piece, and not its text.
    pub summary: bool,
    /// Whether the reader has read it.
    pub read: bool,
}

/// One piece at one outlet with all its versions, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The store's number.
    pub id: ArticleId,
    /// The outlet's name.
    pub outlet: String,
    /// The address of the piece.
    pub url: Option<String>,
    /// How sure it is that it belongs to its story, 0 to 1; `None` where the reader put it there.
    pub confidence: Option<f64>,
    /// The article of the same story whose text this one prints, nearly word for word; `None` where the text is its own, and
    /// for the fullest of those that print one text.
    pub copy_of: Option<ArticleId>,
    /// Whether a version came after the reader read an earlier one.
    pub changed: bool,
    /// Every version kept, oldest first; never empty.
    pub versions: Vec<VersionInfo>,
}

impl Article {
    /// The version most recently seen.
    ///
    /// # Panics
    /// Never for an article of the store, which holds at least one version.
    pub fn latest(&self) -> &VersionInfo {
        self.versions.last().expect("an article has at least one version")
    }
}

/// The articles about one event.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "marks that do not depend on one another")]
pub struct Story {
    /// The store's number.
    pub id: StoryId,
    /// A headline chosen from its outlets, never invented.
    pub title: String,
    /// How sure the grouping is, 0 to 1; `None` where the reader grouped by hand or opened files together.
    pub confidence: Option<f64>,
    /// Its articles, in order of publication.
    pub articles: Vec<Article>,
    /// Whether the reader has read every version in it.
    pub read: bool,
    /// Whether a version of one of its articles came after the reader read an earlier one of it.
    pub changed: bool,
    /// Whether the reader pinned it, so that nothing joins or leaves it.
    pub pinned: bool,
    /// Whether the reader starred it.
    pub starred: bool,
}

/// One version with its text, ready to be read or compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// What lists show of it.
    pub info: VersionInfo,
    /// The article it is a version of.
    pub article: ArticleId,
    /// The outlet's name.
    pub outlet: String,
    /// The address of the piece.
    pub url: Option<String>,
    /// The text.
    pub document: Arc<Document>,
}
