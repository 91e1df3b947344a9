//! What was read, kept: outlets, articles, every version of their text, and the stories they tell. The only user of SQL.
//!
//! One `SQLite` file in WAL mode. Every change is one transaction that takes the write lock at once, so two programs can
//! write to one store, and a program killed at any moment leaves all that was reported as kept and nothing by halves.
//!
//! Files named on the command line and the sample edition live in a [`Store::in_memory`], so that the screens know one way
//! to news and not three.

mod add;
mod by_hand;
mod codec;
pub mod doctor;
mod error;
mod grouping;
mod identity;
mod migrate;
mod open;
mod pairing;
mod places;
mod prune;
mod read;
mod records;
mod refill;
mod search;
mod sources;
mod stories;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::model::{ArticleId, Story, StoryId, VersionId};

pub use add::FEW;
pub use by_hand::{Change, ChangeKind, Undoable};
pub use error::StoreError;
pub use identity::headline;
pub use pairing::Mark;
pub use places::{KeptClaims, KeptPair, KeptPlace, KeptReading};
pub use prune::{Keep, Pruned};
pub use records::{Choice, Record};
pub use search::{Hit, Hits, Query, QueryError, Snippet, State, Words, today};
pub use sources::{Brought, DuePage, NewSource, PageVisit, Source, SourceKind, Tally, Validators, Visit};

/// What became of an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// The article was not known.
    New,
    /// The article was known, with another text or headline: it has a new version.
    Revised,
    /// The article was known with this text and headline: nothing was written.
    Unchanged,
}

impl Status {
    /// The word shown to the reader and used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Status::New => "new",
            Status::Revised => "revised",
            Status::Unchanged => "unchanged",
        }
    }
}

/// Where an arrival stands in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its article.
    pub article: ArticleId,
    /// The version that holds its text.
    pub version: VersionId,
    /// The story its article belongs to.
    pub story: StoryId,
    /// The headline it is kept under: see [`headline`].
    pub title: String,
    /// Whether that was known already.
    pub status: Status,
}

/// Which stories are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryQuery {
    /// At most this many; all where there is none.
    pub limit: Option<usize>,
    /// How many to leave out at the beginning.
    pub offset: usize,
    /// Only stories with a version that has what is looked for; every story where nothing is. Case and accents do not matter.
    pub search: Query,
}

/// Some of the stories.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoryList {
    /// How many there are, those left out included.
    pub total: usize,
    /// Those asked for, newest first.
    pub stories: Vec<Story>,
}

/// A store of news: a file, or memory.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// What `add` remembers from one step to the next.
    window: grouping::Window,
}

impl Store {
    /// Runs one transaction that takes the write lock at once: one that asked for it half-way could not wait for it.
    fn write<T>(&mut self, step: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let done = transaction.and_then(|transaction| {
            let value = step(&transaction)?;
            transaction.commit()?;
            Ok(value)
        });
        done.map_err(|e| self.fault(&e))
    }

    /// Runs queries that all see the store at one moment.
    fn read<T>(&self, step: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        self.connection.unchecked_transaction().and_then(|moment| step(&moment)).map_err(|e| self.fault(&e))
    }

    fn missing(&self, what: String) -> StoreError {
        StoreError::Missing { path: self.path.clone(), what }
    }

    fn fault(&self, fault: &rusqlite::Error) -> StoreError {
        StoreError::read(&self.path, fault)
    }
}
