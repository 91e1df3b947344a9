//! Saving what can be read of a damaged file.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, Statement, ToSql, params_from_iter};

use super::{Mended, mend, open_damaged};
use crate::store::{Store, StoreError};

/// After so many numbers without a row the rest of a table is given up.
const GAP: i64 = 20_000;

/// Puts what can be read of a damaged store into a new one that takes its place, and keeps the damaged file as `NAME.damaged`.
pub(super) fn salvage(path: &Path) -> Result<Mended, StoreError> {
    let beside = |ending: &str| -> PathBuf {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        name.into()
    };
    let (fresh, damaged) = (beside(".salvaged"), free_name(&beside(".damaged")));
    let failed = |why: std::io::Error| StoreError::Failed { path: path.to_owned(), why: why.to_string() };
    if fresh.exists() {
        fs::remove_file(&fresh).map_err(failed)?;
    }
    let old = open_damaged(path)?;
    let mut store = Store::open(&fresh)?;
    // What was not read is missing from what was: that is put in order afterwards.
    let loose = |on: bool, store: &Store| {
        store.connection.pragma_update(None, "foreign_keys", on).map_err(|e| StoreError::read(&fresh, &e))
    };
    loose(false, &store)?;
    store.write(|step| {
        for table in tables(step)? {
            copy(&old, step, &table)?;
        }
        // An article is worth more than its outlet's name.
        step.execute(
            "INSERT OR IGNORE INTO outlet (id, name)
             SELECT DISTINCT outlet, 'Outlet ' || outlet || ' (its name was lost)' FROM article
             WHERE outlet NOT IN (SELECT id FROM outlet)",
            [],
        )?;
        mend(step)
    })?;
    loose(true, &store)?;
    let versions = store.connection.query_row("SELECT count(*) FROM version", [], |row| row.get(0));
    let versions = versions.map_err(|e| StoreError::read(&fresh, &e))?;
    drop((old, store));
    for ending in ["-wal", "-shm"] {
        // They belong to the damaged file and go with it, where there are any.
        let mut moved = damaged.as_os_str().to_owned();
        moved.push(ending);
        let _ = fs::rename(beside(ending), PathBuf::from(moved));
    }
    fs::rename(path, &damaged).and_then(|()| fs::rename(&fresh, path)).map_err(failed)?;
    Ok(Mended::Salvaged { damaged, versions })
}

/// The name, or with a number after it where there is such a file already: what was kept once is not written over.
fn free_name(name: &Path) -> PathBuf {
    let numbered = |n: u32| PathBuf::from(format!("{}-{n}", name.display()));
    let mut free = name.to_owned();
    let mut n = 1;
    while free.exists() {
        n += 1;
        free = numbered(n);
    }
    free
}

/// The tables of a store that hold what cannot be made anew.
fn tables(connection: &Connection) -> Result<Vec<String>> {
    connection
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'
             ORDER BY name",
        )?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Copies the rows of a table that can be read and that fit.
fn copy(old: &Connection, new: &Connection, table: &str) -> Result<()> {
    let info = |connection: &Connection| -> Result<Vec<(String, bool)>> {
        let mut columns = connection.prepare(&format!("SELECT name, pk > 0 FROM pragma_table_info('{table}')"))?;
        columns.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    // A column that the damaged file has not is left to its default.
    let Ok(known) = info(old) else { return Ok(()) };
    let columns: Vec<String> = info(new)?
        .into_iter()
        .filter(|(name, _)| known.iter().any(|(known, _)| known == name))
        .map(|(name, _)| name)
        .collect();
    if columns.is_empty() {
        return Ok(());
    }
    let (names, marks) = (columns.join(", "), vec!["?"; columns.len()].join(", "));
    let mut put = new.prepare(&format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"))?;
    let mut keep = |row: Vec<Value>| {
        // What does not fit its column was damaged too.
        let _ = put.execute(params_from_iter(row));
    };
    let width = columns.len();
    if let Ok(mut forward) = old.prepare(&format!("SELECT {names}, rowid FROM {table} WHERE rowid > ?1 ORDER BY rowid"))
    {
        let last = read_on(&mut forward, &[&i64::MIN], width, &mut keep)?;
        // Past the damage each row is looked up by its number.
        let mut one = old.prepare(&format!("SELECT {names} FROM {table} WHERE rowid = ?1"))?;
        let mut missing = 0;
        for id in last.max(0) + 1.. {
            missing = match one.query_row([id], |row| values(row, width)) {
                Ok(row) => {
                    keep(row);
                    0
                }
                Err(_) => missing + 1,
            };
            if missing > GAP {
                break;
            }
        }
    } else if let Ok(mut forward) = old.prepare(&format!("SELECT {names}, 0 FROM {table}")) {
        // A table without numbers is read as far as it goes.
        read_on(&mut forward, &[], width, &mut keep)?;
    }
    if table == "text" {
        drop_damaged_texts(new)?;
    }
    Ok(())
}

/// Keeps rows until one cannot be read; gives the number of the last, which stands behind the columns.
fn read_on(
    rows: &mut Statement<'_>,
    from: &[&dyn ToSql],
    width: usize,
    keep: &mut impl FnMut(Vec<Value>),
) -> Result<i64> {
    let mut last = 0;
    let mut rows = rows.query(from)?;
    while let Ok(Some(row)) = rows.next() {
        last = row.get(width).unwrap_or(last);
        if let Ok(row) = values(row, width) {
            keep(row);
        }
    }
    Ok(last)
}

fn values(row: &Row<'_>, width: usize) -> Result<Vec<Value>> {
    (0..width).map(|k| row.get(k)).collect()
}

/// Texts that are not what was kept came off a damaged page.
fn drop_damaged_texts(connection: &Connection) -> Result<()> {
    for id in mend::changed_texts(connection)? {
        connection.execute("DELETE FROM text WHERE id = ?1", [id])?;
    }
    Ok(())
}
