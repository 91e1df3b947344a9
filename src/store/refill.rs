//! Filling tables of a newer format from those of an older one.

use rusqlite::{Result, Transaction};

use super::add::index;
use super::codec::read_document;
use crate::cluster::{Signature, Sketch};

/// From a row a word to a row an article, and all texts into the new search.
pub(super) fn scale(step: &Transaction<'_>) -> Result<()> {
    let mut articles = step.prepare("SELECT DISTINCT article, day FROM term ORDER BY article")?;
    let mut terms = step.prepare("SELECT stem, weight FROM term WHERE article = ?1 ORDER BY stem")?;
    let mut keep = step.prepare("INSERT INTO signature (article, day, words) VALUES (?1, ?2, ?3)")?;
    // The old table was ordered by word; without this every article would read all of it.
    step.execute_batch("CREATE INDEX term_article ON term (article)")?;
    let found: Vec<(i64, i64)> =
        articles.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
    for (article, day) in found {
        let stems: Vec<(String, f64)> =
            terms.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
        keep.execute((article, day, Signature::of_shares(&stems).to_bytes()))?;
    }
    step.execute_batch("DROP TABLE term")?;
    search(step)
}

/// Puts every version into a search that is empty.
pub(super) fn search(step: &Transaction<'_>) -> Result<()> {
    let mut versions = step.prepare(
        "SELECT version.id, version.title, outlet.name, text.body FROM version
         JOIN text ON text.id = version.text
         JOIN article ON article.id = version.article
         JOIN outlet ON outlet.id = article.outlet ORDER BY version.id",
    )?;
    let mut rows = versions.query([])?;
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get_ref(at).and_then(|value| Ok(value.as_str()?));
        index(step, row.get(0)?, text(1)?, text(2)?, text(3)?)?;
    }
    Ok(())
}

/// Works out the sketches of all texts that have none.
pub(super) fn sketches(step: &Transaction<'_>) -> Result<()> {
    let mut texts =
        step.prepare("SELECT id, body, paragraphs FROM text WHERE id NOT IN (SELECT text FROM sketch) AND id > ?1 ORDER BY id LIMIT 1")?;
    let mut put = step.prepare("INSERT INTO sketch (text, shingles) VALUES (?1, ?2)")?;
    let mut last = i64::MIN;
    loop {
        let found = texts.query_row([last], |row| {
            let (body, paragraphs): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, Sketch::read(&read_document(&body, &paragraphs)).to_bytes()))
        });
        let (id, sketch): (i64, Vec<u8>) = match found {
            Err(rusqlite::Error::QueryReturnedNoRows) => return Ok(()),
            found => found?,
        };
        put.execute((id, sketch))?;
        last = id;
    }
}
