//! Bringing a file to the newest format: numbered steps, all in one transaction, after a copy of what was there.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{StoreError, refill};

/// One step: what the tables become, then what has to be worked out to fill them.
pub(super) struct Migration {
    pub(super) sql: &'static str,
    fill: Option<Fill>,
}

type Fill = fn(&Transaction<'_>) -> rusqlite::Result<()>;

const fn step(sql: &'static str) -> Migration {
    Migration { sql, fill: None }
}

/// The steps from an empty file to the newest format; `user_version` counts those done.
pub(super) const MIGRATIONS: &[Migration] = &[
    step(include_str!("migrations/0001_news.sql")),
    step(include_str!("migrations/0002_search.sql")),
    step(include_str!("migrations/0003_pairing.sql")),
    Migration { sql: include_str!("migrations/0004_scale.sql"), fill: Some(refill::scale) },
    step(include_str!("migrations/0005_hand.sql")),
    Migration { sql: include_str!("migrations/0006_copies.sql"), fill: Some(refill::sketches) },
    step(include_str!("migrations/0007_sources.sql")),
    step(include_str!("migrations/0008_pruned.sql")),
    step(include_str!("migrations/0009_places.sql")),
    step(include_str!("migrations/0010_brought.sql")),
    step(include_str!("migrations/0011_merging.sql")),
];

/// Written into every store's header ("news" in ASCII), so that another program's database is never taken for one.
const APPLICATION_ID: i64 = 0x6e65_7773;

/// Brings the store to the newest format, if it is older. A store that has anything in it is copied first, beside itself.
///
/// # Errors
/// [`StoreError::Newer`] and [`StoreError::NotAStore`] before anything is written; else what the engine said, with the
/// file as it was.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let found = format_of(connection, path)?;
    if found == newest() {
        return Ok(());
    }
    let fault = |e: rusqlite::Error| StoreError::read(path, &e);
    if found > 0 {
        keep_copy(connection, path, found)?;
    }
    let step = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
    // Another process may have done it while this one waited for the lock.
    let found = read_format(&step, path)?;
    for Migration { sql, fill } in &MIGRATIONS[found as usize..] {
        step.execute_batch(sql).map_err(fault)?;
        fill.map_or(Ok(()), |fill| fill(&step)).map_err(fault)?;
    }
    step.pragma_update(None, "application_id", APPLICATION_ID).map_err(fault)?;
    step.pragma_update(None, "user_version", newest()).map_err(fault)?;
    step.commit().map_err(fault)
}

/// The format of a file, 0 for an empty one, if this program can use it.
pub(super) fn format_of(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    // All of the header at one moment: another process may just be writing it.
    let moment = connection.unchecked_transaction().map_err(|e| StoreError::read(path, &e))?;
    read_format(&moment, path)
}

fn read_format(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let number = |pragma: &str| {
        let value: rusqlite::Result<i64> = connection.pragma_query_value(None, pragma, |row| row.get(0));
        value.map_err(|e| StoreError::read(path, &e))
    };
    let (id, format, tables) = (number("application_id")?, number("user_version")?, number("schema_version")?);
    match (id, format) {
        (0, 0) if tables == 0 => Ok(0),
        (APPLICATION_ID, 1..) if format <= newest() => Ok(format),
        (APPLICATION_ID, 1..) => Err(StoreError::Newer { path: path.to_owned(), found: format, known: newest() }),
        _ => Err(StoreError::NotAStore { path: path.to_owned() }),
    }
}

/// The format this program writes.
pub(super) fn newest() -> i64 {
    MIGRATIONS.len() as i64
}

/// Copies the store to `NAME.format-N` beside it. The copy is made under another name first, so that it is whole or absent.
fn keep_copy(connection: &Connection, path: &Path, format: i64) -> Result<(), StoreError> {
    let beside = |ending: String| -> PathBuf {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        name.into()
    };
    let (copy, unfinished) =
        (beside(format!(".format-{format}")), beside(format!(".format-{format}.{}", std::process::id())));
    let failed = |why: String| StoreError::Failed { path: path.to_owned(), why: format!("copying it first: {why}") };
    let name = unfinished.to_str().ok_or_else(|| failed("the file's name is not UTF-8".to_owned()))?;
    let done = connection.execute("VACUUM INTO ?1", [name]).map_err(|e| StoreError::read(path, &e));
    let done = done.and_then(|_| fs::rename(&unfinished, &copy).map_err(|e| failed(e.to_string())));
    if done.is_err() {
        // A half-made copy would only take room; the error already says that there is none.
        let _ = fs::remove_file(&unfinished);
    }
    done
}
