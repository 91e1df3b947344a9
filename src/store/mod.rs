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
mod pairing;
mod prune;
mod read;
mod records;
mod refill;
mod search;
mod sources;
mod stories;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::compare::ByHand;
use crate::model::{Arrival, ArticleId, Past, Story, StoryId, Version, VersionId};
use crate::sides::Sides;

use by_hand::Refusal;

pub use error::StoreError;
pub use identity::headline;
pub use pairing::Mark;
pub use prune::{Keep, Pruned};
pub use records::{Choice, Record};
pub use search::{Hit, Hits, Query, QueryError, Snippet, State, Words, today};
pub use sources::{DuePage, NewSource, PageVisit, Source, SourceKind, Tally, Validators, Visit};

/// What the engine takes for no file.
const IN_MEMORY: &str = ":memory:";

/// How long a step waits for another program's write before it fails with [`StoreError::Locked`].
const PATIENCE: Duration = Duration::from_secs(10);

/// Statements kept prepared: all that a step of many articles goes through by turns, so that none is read anew for each.
const STATEMENTS: usize = 64;

/// Kibibytes of the file kept in memory, with the engine's sign for them: the pages a step of many articles changes, so that none
/// is written before the step ends and once more when it does.
const PAGES_IN_MEMORY: i64 = -16_384;

/// Pages that are written beside the file before they are brought into it: those of some steps of many articles.
const PAGES_BESIDE: i64 = 4_000;

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
    /// Opens the store at a path, making folders and file where there are none.
    ///
    /// A store of an older format is brought to the newest after a copy was put beside it. A file that may not be written is
    /// opened for reading.
    ///
    /// # Errors
    /// Every [`StoreError`] but [`StoreError::Missing`]; the file is then as it was.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        if fs::metadata(path).is_ok_and(|file| file.permissions().readonly()) {
            return Store::open_for_reading(path);
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|why| StoreError::Folder { path: path.to_owned(), why })?;
        }
        let mut store = Store::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        // Looked at before anything is written, so that a file that is no store stays as it is.
        migrate::format_of(&store.connection, path)?;
        store.enter_wal().map_err(|e| store.fault(&e))?;
        migrate::migrate(&mut store.connection, path)?;
        Ok(store)
    }

    /// An empty store that lasts as long as the value.
    ///
    /// # Errors
    /// [`StoreError::Failed`] where there is no memory for it.
    pub fn in_memory() -> Result<Store, StoreError> {
        let path = Path::new(IN_MEMORY);
        let mut store = Store::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        migrate::migrate(&mut store.connection, path)?;
        Ok(store)
    }

    /// Where the reader's store lies: `store.db` in the platform's folder for data. `None` where there is no home folder.
    pub fn default_path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "newsdiff").map(|folders| folders.data_dir().join("store.db"))
    }

    /// The file of this store; ":memory:" where there is none.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps arrivals and groups new articles into stories, all in one transaction. The result has one entry for each, in
    /// order.
    ///
    /// An article is known by its address without tracking parameters, or by outlet and first title where it has none.
    /// A story that gets a version is no longer read.
    ///
    /// # Errors
    /// What kept the transaction from being made; nothing of it is kept.
    pub fn add(&mut self, arrivals: &[Arrival]) -> Result<Vec<Added>, StoreError> {
        self.add_back(arrivals, &BTreeMap::new())
    }

    /// The same for arrivals some of which were in a store before, of which `pasts` holds by their places what was known: they
    /// were seen when they were seen, are read and starred as they were, and go into the stories they were in, unless their
    /// article is in another one here.
    ///
    /// # Errors
    /// As for [`Store::add`].
    ///
    /// # Panics
    /// If a place is not one of an arrival.
    pub fn add_back(&mut self, arrivals: &[Arrival], pasts: &BTreeMap<usize, Past>) -> Result<Vec<Added>, StoreError> {
        let now = Timestamp::now();
        let mut window = std::mem::take(&mut self.window);
        let added = self.write(|step| add::add(step, &mut window, (arrivals, pasts), now))?;
        // After a step that failed it stays forgotten: what it holds was not kept.
        self.window = window;
        Ok(added)
    }

    /// What [`Store::add`] would answer, with nothing kept. Numbers of what is new are those it would get.
    ///
    /// # Errors
    /// As for [`Store::add`].
    pub fn preview(&mut self, arrivals: &[Arrival]) -> Result<Vec<Added>, StoreError> {
        let now = Timestamp::now();
        // A transaction that is not committed is rolled back.
        let step = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let added =
            step.and_then(|step| add::add(&step, &mut grouping::Window::default(), (arrivals, &BTreeMap::new()), now));
        added.map_err(|e| self.fault(&e))
    }

    /// Keeps arrivals as one story because the reader says so: its confidence is `None`. Articles that were in another story
    /// leave it. Without a title it gets one of its headlines.
    ///
    /// # Errors
    /// What kept the transaction from being made; nothing of it is kept.
    pub fn add_together(&mut self, title: Option<&str>, arrivals: &[Arrival]) -> Result<StoryId, StoreError> {
        let now = Timestamp::now();
        self.window.forget();
        self.write(|step| add::add_together(step, title, arrivals, now))
    }

    /// The stories asked for, newest first, and of equally new ones the later made first.
    ///
    /// A story is as new as its newest version. A version's moment is when the outlet says it was published, a day standing
    /// for its first instant; where the outlet is silent or names the future, it is when newsdiff first saw it. The versions
    /// of an article and the articles of a story are in order of that moment, then in order of arrival.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn stories(&self, query: &StoryQuery) -> Result<StoryList, StoreError> {
        self.read(|step| read::stories(step, query))
    }

    /// The articles that have what is looked for, the best first: by how much of the article the words are and how rare they are
    /// (bm25), a word of the headline counting eight times, then the newest. Of words that stand in more than 5,000 versions the
    /// latest kept are looked through.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn search(&self, query: &Query, limit: Option<usize>) -> Result<Hits, StoreError> {
        self.read(|step| search::search(step, query, limit))
    }

    /// One story.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the store from being read.
    pub fn story(&self, id: StoryId) -> Result<Story, StoreError> {
        self.read(|step| read::story(step, id))?.ok_or_else(|| self.missing(format!("story {id}")))
    }

    /// One version with its text.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the store from being read.
    pub fn version(&self, id: VersionId) -> Result<Version, StoreError> {
        self.read(|step| read::version(step, id))?.ok_or_else(|| self.missing(format!("version {id}")))
    }

    /// Hands over every version chosen with all that is known of it, in the order in which they were kept, until `take` says
    /// that it has enough.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn export(&self, choice: &Choice, take: &mut dyn FnMut(Record) -> bool) -> Result<(), StoreError> {
        self.read(|step| {
            for id in records::chosen(step, choice)? {
                if !records::record(step, id)?.is_none_or(&mut *take) {
                    break;
                }
            }
            Ok(())
        })
    }

    /// Marks every version of a story as read or unread.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the mark from being written.
    pub fn set_read(&mut self, id: StoryId, read: bool) -> Result<(), StoreError> {
        self.mark(
            id,
            "UPDATE version SET read = ?2 WHERE article IN (SELECT article FROM membership WHERE story = ?1)",
            read,
        )
    }

    /// Stars a story or takes its star away.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the mark from being written.
    pub fn set_starred(&mut self, id: StoryId, starred: bool) -> Result<(), StoreError> {
        self.mark(id, "UPDATE story SET starred = ?2 WHERE id = ?1", starred)
    }

    /// Makes one story of several because the reader says so, and gives its number: the lowest of theirs. Its articles stay
    /// together whatever arrives later; its confidence is `None`.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the change from being written; then nothing is changed.
    pub fn merge(&mut self, stories: &[StoryId]) -> Result<StoryId, StoreError> {
        self.by_hand_change(|step| by_hand::merge(step, stories))
    }

    /// Takes articles out of their stories into one of their own because the reader says so, and gives its number. Neither they
    /// nor those that stay are regrouped by what arrives later.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NothingLeft`] where a story would be left without articles, or what kept the
    /// change from being written; then nothing is changed.
    pub fn split(&mut self, articles: &[ArticleId]) -> Result<StoryId, StoreError> {
        self.by_hand_change(|step| by_hand::split(step, articles))
    }

    /// Pins a story, so that nothing joins or leaves it by itself, or lets it go again.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the change from being written.
    pub fn set_pinned(&mut self, story: StoryId, pinned: bool) -> Result<StoryId, StoreError> {
        self.by_hand_change(|step| by_hand::pin(step, story, pinned))
    }

    /// Undoes the last merging, splitting or pinning that was not undone yet, also one of an earlier run: a hundred are
    /// remembered. Says what it was ("merging 3 into story 1"); `None` where there is none.
    ///
    /// # Errors
    /// What kept the change from being written.
    pub fn undo(&mut self) -> Result<Option<String>, StoreError> {
        self.write(by_hand::undo)
    }

    /// What the reader says of pairs of sentences of two versions: said in these, or in other versions of their articles that had
    /// the same sentences.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn by_hand(&self, versions: &Sides<Version>) -> Result<ByHand, StoreError> {
        self.read(|step| pairing::by_hand(step, versions))
    }

    /// Keeps what the reader says of pairs of sentences of two versions, all in one transaction. What names no sentence of
    /// theirs is left out.
    ///
    /// # Errors
    /// What kept the marks from being written; then none is.
    pub fn mark_pairs(&mut self, versions: &Sides<Version>, marks: &[Mark]) -> Result<(), StoreError> {
        self.write(|step| pairing::mark(step, versions, marks))
    }

    /// Whether what is written outlasts the program.
    pub fn is_kept(&self) -> bool {
        self.path != Path::new(IN_MEMORY)
    }

    /// Whether nothing was kept yet.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.read(|step| step.query_row("SELECT NOT EXISTS (SELECT 1 FROM version)", [], |row| row.get(0)))
    }

    fn open_for_reading(path: &Path) -> Result<Store, StoreError> {
        let store = Store::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        if migrate::format_of(&store.connection, path)? < migrate::newest() {
            return Err(StoreError::ReadOnly { path: path.to_owned() });
        }
        Ok(store)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Store, StoreError> {
        let fault = |e: rusqlite::Error| StoreError::read(path, &e);
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(fault)?;
        connection.busy_timeout(PATIENCE).map_err(fault)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(fault)?;
        // What was reported as kept stays kept when the power fails.
        connection.pragma_update(None, "synchronous", "full").map_err(fault)?;
        connection.pragma_update(None, "cache_size", PAGES_IN_MEMORY).map_err(fault)?;
        connection.pragma_update(None, "wal_autocheckpoint", PAGES_BESIDE).map_err(fault)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Store { connection, path: path.to_owned(), window: grouping::Window::default() })
    }

    /// Makes the file one that can be read while it is written. The engine does not wait by itself for this one step, which
    /// two programs may well take at once on a new store.
    fn enter_wal(&self) -> rusqlite::Result<()> {
        let begun = Instant::now();
        loop {
            match self.connection.pragma_update(None, "journal_mode", "wal") {
                Err(e) if e.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                done => return done,
            }
        }
    }

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

    fn mark(&mut self, id: StoryId, sql: &str, on: bool) -> Result<(), StoreError> {
        match self.write(|step| step.execute(sql, (id.0, on)))? {
            0 => Err(self.missing(format!("story {id}"))),
            _ => Ok(()),
        }
    }

    fn by_hand_change(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<Result<StoryId, Refusal>>,
    ) -> Result<StoryId, StoreError> {
        self.write(change)?.map_err(|refusal| match refusal {
            Refusal::NoStory(id) => self.missing(format!("story {id}")),
            Refusal::NoArticle(id) => self.missing(format!("article {id}")),
            Refusal::NothingLeft(story) => StoreError::NothingLeft { story },
        })
    }

    fn missing(&self, what: String) -> StoreError {
        StoreError::Missing { path: self.path.clone(), what }
    }

    fn fault(&self, fault: &rusqlite::Error) -> StoreError {
        StoreError::read(&self.path, fault)
    }
}
