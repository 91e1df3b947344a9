//! What the reader follows: feeds, pages and folders, how their readings went, and what they brought.

mod arrivals;
mod gist;
mod pages;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Store, StoreError};
use crate::model::{Arrival, ArticleId, SourceId};

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A feed, by its address.
    Feed,
    /// One page, by its address.
    Page,
    /// A folder of files on this machine, by its path.
    Folder,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [SourceKind; 3] = [SourceKind::Feed, SourceKind::Page, SourceKind::Folder];

    /// The word shown to the reader and used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::Feed => "feed",
            SourceKind::Page => "page",
            SourceKind::Folder => "folder",
        }
    }
}

/// A source to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// What it is.
    pub kind: SourceKind,
    /// Its address, or a folder's path.
    pub address: String,
    /// What it calls itself, or the reader calls it.
    pub title: Option<String>,
    /// The address of the site it belongs to.
    pub site: Option<String>,
    /// The heading it stands under in the reader's list.
    pub tag: Option<String>,
    /// Whether it lies on the reader's own machine or network, and may be asked there.
    pub near: bool,
}

impl NewSource {
    /// A source of which no more is known than where it lies, and that lies on the open network.
    pub fn at(kind: SourceKind, address: impl Into<String>) -> NewSource {
        NewSource { kind, address: address.into(), title: None, site: None, tag: None, near: false }
    }
}

/// A source that is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The store's number.
    pub id: SourceId,
    /// What was said when it was added, as far as it still holds.
    pub about: NewSource,
    /// When it was added.
    pub added: Timestamp,
    /// When it was last tried.
    pub tried: Option<Timestamp>,
    /// When it was last read without a fault.
    pub succeeded: Option<Timestamp>,
    /// The `ETag` of the last answer.
    pub etag: Option<String>,
    /// The `Last-Modified` of the last answer.
    pub modified: Option<String>,
    /// When it is next read by itself.
    pub due: Timestamp,
    /// Until when its server asked to be left alone.
    pub held: Option<Timestamp>,
    /// How many readings failed in a row.
    pub failures: u32,
    /// What was wrong at the last reading, in words that go on from its name.
    pub error: Option<String>,
    /// Whether it is read no more: it is gone for good.
    pub stopped: bool,
    /// How many articles were new in the last round that read it.
    pub new_items: usize,
}

impl Source {
    /// What it is called: its title, else its address.
    pub fn name(&self) -> &str {
        self.about.title.as_deref().unwrap_or(&self.about.address)
    }
}

/// What a source brought since it was followed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brought {
    /// How many articles are kept that it was the first to bring.
    pub articles: usize,
    /// The outlet of the last of them; `None` for a folder, whose files have outlets of their own.
    pub outlet: Option<String>,
}

/// How a reading of a source went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Visit {
    /// It was read.
    Read {
        /// What the answer said for the next request; kept as it was where the source had not changed.
        validators: Option<Validators>,
        /// What it calls itself, for a source that has no title yet.
        title: Option<String>,
        /// The address of its site, where that is not known yet.
        site: Option<String>,
        /// Where it has moved for good, and whether that is near.
        moved: Option<(String, bool)>,
        /// How many articles were new.
        new_items: usize,
    },
    /// It could not be read.
    Failed {
        /// Why, in words that go on from its name.
        error: String,
        /// Until when the server asks to be left alone.
        held: Option<Timestamp>,
        /// Whether it is gone for good.
        gone: bool,
    },
}

/// What an answer says for the next request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag`.
    pub etag: Option<String>,
    /// The `Last-Modified`.
    pub modified: Option<String>,
}

/// How many of some arrivals became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles that were not known.
    pub new: usize,
    /// Known articles with a text or headline that counts as another.
    pub revised: usize,
    /// Articles of which only a summary was kept, and now the text.
    pub completed: usize,
    /// Nothing that counts was new.
    pub unchanged: usize,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.new += other.new;
        self.revised += other.revised;
        self.completed += other.completed;
        self.unchanged += other.unchanged;
    }
}

/// The page of a kept article that is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePage {
    /// The article.
    pub article: ArticleId,
    /// The source it came from.
    pub source: SourceId,
    /// Its address.
    pub url: String,
    /// When the article was first seen.
    pub since: Timestamp,
    /// What the last answer said.
    pub validators: Validators,
    /// How many readings failed in a row.
    pub failures: u32,
    /// Whether only a summary of the article is kept.
    pub summary: bool,
}

/// How a reading of a page went.
#[derive(Debug, Clone, PartialEq)]
pub enum PageVisit<'a> {
    /// It holds an article.
    Read(&'a Arrival, Validators),
    /// It was not sent, because it has not changed.
    Unchanged,
    /// It could not be read; why, in words that go on from its address.
    Failed(String),
}

impl Store {
    /// Every source, in order of number.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn sources(&self) -> Result<Vec<Source>, StoreError> {
        self.read(rows::sources)
    }

    /// What each source brought; one that brought nothing is left out.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn brought(&self) -> Result<BTreeMap<SourceId, Brought>, StoreError> {
        self.read(rows::brought)
    }

    /// One source.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the store from being read.
    pub fn source(&self, id: SourceId) -> Result<Source, StoreError> {
        let found = self.sources()?.into_iter().find(|source| source.id == id);
        found.ok_or_else(|| self.missing(format!("source {id}")))
    }

    /// Follows a source from now on, and says whether it was followed already; then only what was not known of it is added.
    ///
    /// # Errors
    /// What kept it from being written.
    pub fn add_source(&mut self, source: &NewSource, now: Timestamp) -> Result<(SourceId, bool), StoreError> {
        self.write(|step| rows::add(step, source, now))
    }

    /// Follows a source no more. Its articles stay; their pages are read no more.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept it from being written.
    pub fn remove_source(&mut self, id: SourceId) -> Result<(), StoreError> {
        match self.write(|step| rows::remove(step, id))? {
            0 => Err(self.missing(format!("source {id}"))),
            _ => Ok(()),
        }
    }

    /// Keeps how a reading went, and when the next is due. A reading that failed counts, one that did not ends the count.
    ///
    /// # Errors
    /// What kept it from being written.
    pub fn record_fetch(
        &mut self,
        id: SourceId,
        visit: &Visit,
        now: Timestamp,
        due: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(|step| rows::record(step, id, visit, now, due))
    }

    /// When the next source or page is due; `None` where nothing ever is.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.read(rows::next_due)
    }

    /// Keeps what a source brought, all in one transaction.
    ///
    /// An article that is known gets a version only if what counts is another: the headline or the words of the article, not its
    /// counters and dates. A source's words on an article another source brought make none, unless the outlet or the site is the
    /// same. A summary makes none where the text is kept, and a text takes the place of a summary. The pages of articles that are
    /// new are due: at once where only a summary came, else at `first_reading`.
    ///
    /// # Errors
    /// What kept the transaction from being made; nothing of it is kept.
    pub fn add_fetched(
        &mut self,
        source: SourceId,
        arrivals: &[Arrival],
        now: Timestamp,
        first_reading: Option<Timestamp>,
    ) -> Result<Tally, StoreError> {
        let mut window = std::mem::take(&mut self.window);
        let tally = self.write(|step| arrivals::add(step, &mut window, source, arrivals, now, first_reading))?;
        self.window = window;
        Ok(tally)
    }

    /// The pages that are due, the newest articles first, at most so many.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn pages_due(&self, now: Timestamp, most: usize) -> Result<Vec<DuePage>, StoreError> {
        self.read(|step| pages::due(step, now, most))
    }

    /// Keeps what a reading of an article's page brought, and when the next is due: `None` for never.
    ///
    /// The text of a page takes the place of a summary. Where a feed gave the text, the first reading of the page is only kept in
    /// mind, because a page words a text differently from a feed without any edit; from then on, what counts makes a version.
    ///
    /// # Errors
    /// What kept the transaction from being made; nothing of it is kept.
    pub fn record_page(
        &mut self,
        article: ArticleId,
        visit: &PageVisit<'_>,
        now: Timestamp,
        due: Option<Timestamp>,
    ) -> Result<Tally, StoreError> {
        self.write(|step| pages::record(step, article, visit, now, due))
    }
}
