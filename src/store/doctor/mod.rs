//! Looking a store over, and mending it: what is found is said in plain words, and what can be mended is.

mod mend;
mod salvage;

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, Result};

use super::{Store, StoreError};

pub(super) use mend::mend;

/// How many faults of the file itself are asked for: one is enough to know that it is damaged.
const FILE_FAULTS: usize = 3;

/// Something that is wrong with a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file itself cannot be read everywhere, or contradicts itself; what the engine says.
    File(String),
    /// Some versions are not found by a search, or a search finds what is not there.
    Search,
    /// So many rows of a table belong to nothing that is there.
    Loose(&'static str, i64),
    /// So many articles have no story, or nothing says what they are about.
    Ungrouped(i64),
    /// So many texts are not the ones that were kept: their hash is another.
    Texts(i64),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::File(why) => write!(f, "the file is damaged: {why}"),
            Fault::Search => f.write_str("the search does not agree with the texts"),
            Fault::Loose(what, count) => write!(f, "{what} that belong to nothing: {count}"),
            Fault::Ungrouped(count) => write!(f, "articles in no story: {count}"),
            Fault::Texts(count) => write!(f, "texts that were changed behind newsdiff's back: {count}"),
        }
    }
}

/// How much a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Its format.
    pub format: i64,
    /// Articles.
    pub articles: i64,
    /// Versions.
    pub versions: i64,
    /// Stories.
    pub stories: i64,
}

/// What was done to mend a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mended {
    /// The file was mended where it is.
    InPlace,
    /// What could be read went into a new file in its place.
    Salvaged {
        /// Where the damaged file is kept.
        damaged: PathBuf,
        /// How many versions could be read.
        versions: i64,
    },
}

/// What is wrong with the store at a path, and how much it holds if that can be counted.
///
/// # Errors
/// [`StoreError`] where it is no store, of a later newsdiff, locked, or cannot be read at all for another reason than damage.
pub fn examine(path: &Path) -> Result<(Option<Size>, Vec<Fault>), StoreError> {
    let store = match Store::open(path) {
        Err(StoreError::Damaged { why, .. }) => return Ok((None, vec![Fault::File(why)])),
        opened => opened?,
    };
    let damaged = |e: rusqlite::Error| match StoreError::read(path, &e) {
        StoreError::Damaged { why, .. } => Ok(vec![Fault::File(why)]),
        other => Err(other),
    };
    let faults = faults(&store.connection).or_else(damaged)?;
    let size =
        if faults.iter().any(|fault| matches!(fault, Fault::File(_))) { None } else { size(&store.connection).ok() };
    Ok((size, faults))
}

/// Mends the store at a path, if there is anything to mend.
///
/// What belongs to nothing is dropped, the search is filled anew, and articles without a story are grouped. A damaged file is
/// kept beside, as `NAME.damaged`, and what can be read of it goes into a new one.
///
/// # Errors
/// As for [`examine`], or what kept the change from being written; the store is then as it was.
pub fn repair(path: &Path) -> Result<Option<Mended>, StoreError> {
    let (_, faults) = examine(path)?;
    if faults.is_empty() {
        return Ok(None);
    }
    if faults.iter().any(|fault| matches!(fault, Fault::File(_))) {
        return salvage::salvage(path).map(Some);
    }
    let mut store = Store::open(path)?;
    store.window.forget();
    store.write(mend)?;
    Ok(Some(Mended::InPlace))
}

fn size(connection: &Connection) -> Result<Size> {
    let count = |table: &str| connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
    let format = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(Size { format, articles: count("article")?, versions: count("version")?, stories: count("story")? })
}

fn faults(connection: &Connection) -> Result<Vec<Fault>> {
    let mut found = Vec::new();
    let mut search = !search_agrees(connection)?;
    let mut check = connection.prepare(&format!("PRAGMA integrity_check({FILE_FAULTS})"))?;
    for line in check.query_map([], |row| row.get::<_, String>(0))? {
        match line? {
            line if line == "ok" => {}
            // The engine looks over the full text too, which can be made anew.
            line if line.contains("FTS5 table") => search = true,
            line => return Ok(vec![Fault::File(line)]),
        }
    }
    if search {
        found.push(Fault::Search);
    }
    for (what, count) in mend::LOOSE {
        let count = connection.query_row(&format!("SELECT count(*) {count}"), [], |row| row.get(0))?;
        found.extend((count > 0).then_some(Fault::Loose(what, count)));
    }
    let ungrouped = connection.query_row(&format!("SELECT count(*) {}", mend::UNGROUPED), [], |row| row.get(0))?;
    found.extend((ungrouped > 0).then_some(Fault::Ungrouped(ungrouped)));
    let texts = mend::changed_texts(connection)?.len() as i64;
    found.extend((texts > 0).then_some(Fault::Texts(texts)));
    Ok(found)
}

fn search_agrees(connection: &Connection) -> Result<bool> {
    let apart = "SELECT EXISTS (SELECT id FROM version EXCEPT SELECT rowid FROM search)
                 OR EXISTS (SELECT rowid FROM search EXCEPT SELECT id FROM version)";
    match connection.query_row(apart, [], |row| row.get::<_, bool>(0)) {
        Ok(apart) => Ok(!apart),
        // The tables of the full text are damaged, or gone.
        Err(e) if is_of_search(&e) => Ok(false),
        Err(e) => Err(e),
    }
}

fn is_of_search(fault: &rusqlite::Error) -> bool {
    let said = fault.to_string();
    said.contains("fts5") || said.contains("vtable") || said.contains("search")
}

/// Opens a file for reading whatever state it is in.
fn open_damaged(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(|e| StoreError::read(path, &e))
}
