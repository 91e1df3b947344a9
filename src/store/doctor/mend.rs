//! Mending a store whose file is sound.

use rusqlite::{Connection, OptionalExtension, Result, Transaction};

use crate::cluster::Signature;
use crate::model::{ArticleId, StoryId, VersionId};
use crate::store::grouping::{self, Newcomer, Window};
use crate::store::{read, refill, stories};

/// What may be left over, as the reader calls it, and the rows of it. In the order in which they are dropped, so that what
/// belongs to something dropped is dropped after it.
pub(super) const LOOSE: [(&str, &str); 9] = [
    (
        "versions",
        "FROM version WHERE article NOT IN (SELECT id FROM article) OR text NOT IN (SELECT id FROM text)
         OR article IN (SELECT id FROM article WHERE outlet NOT IN (SELECT id FROM outlet))",
    ),
    (
        "pairs by hand",
        "FROM pairing WHERE one NOT IN (SELECT article FROM version) OR other NOT IN (SELECT article FROM version)",
    ),
    (
        "places in stories",
        "FROM membership WHERE article NOT IN (SELECT article FROM version)
                           OR story NOT IN (SELECT id FROM story)",
    ),
    ("signatures", "FROM signature WHERE article NOT IN (SELECT article FROM version)"),
    ("pages", "FROM page WHERE article NOT IN (SELECT article FROM version)"),
    ("articles", "FROM article WHERE id NOT IN (SELECT article FROM version)"),
    ("sketches", "FROM sketch WHERE text NOT IN (SELECT text FROM version)"),
    ("texts", "FROM text WHERE id NOT IN (SELECT text FROM version)"),
    ("stories", "FROM story WHERE id NOT IN (SELECT story FROM membership)"),
];

/// Articles that have no place in a story, or of which nothing says what they are about.
pub(super) const UNGROUPED: &str = "FROM article WHERE id IN (SELECT article FROM version)
    AND (id NOT IN (SELECT article FROM membership) OR id NOT IN (SELECT article FROM signature))";

/// Drops what belongs to nothing, believes the texts that are there, groups what has no story, and fills the search anew.
pub(in crate::store) fn mend(step: &Transaction<'_>) -> Result<()> {
    // Rows are dropped whose owners are gone already, in whichever order that happened.
    step.pragma_update(None, "defer_foreign_keys", true)?;
    for (_, rows) in LOOSE {
        step.execute(&format!("DELETE {rows}"), [])?;
    }
    step.execute("DELETE FROM outlet WHERE id NOT IN (SELECT outlet FROM article)", [])?;
    for id in changed_texts(step)? {
        believe(step, id)?;
    }
    group(step)?;
    let all: Vec<StoryId> =
        step.prepare("SELECT id FROM story")?.query_map([], |row| row.get(0).map(StoryId))?.collect::<Result<_>>()?;
    for story in all {
        stories::refresh(step, story)?;
    }
    step.execute_batch("INSERT INTO search (search) VALUES ('delete-all')")?;
    refill::search(step)?;
    refill::sketches(step)
}

/// The texts whose hash is not theirs.
pub(super) fn changed_texts(connection: &Connection) -> Result<Vec<i64>> {
    let mut texts = connection.prepare("SELECT id, hash, body FROM text ORDER BY id")?;
    let mut rows = texts.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let hash = blake3::hash(row.get_ref(2)?.as_bytes()?);
        if row.get_ref(1)?.as_blob()? != hash.as_bytes() {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}

/// Takes a text as it is now: there is no other. Where the same is kept already, its versions are versions of that one.
fn believe(step: &Transaction<'_>, id: i64) -> Result<()> {
    let body: String = step.query_row("SELECT body FROM text WHERE id = ?1", [id], |row| row.get(0))?;
    let hash = blake3::hash(body.as_bytes());
    step.execute("DELETE FROM sketch WHERE text = ?1", [id])?;
    let same: Option<i64> = step
        .query_row("SELECT id FROM text WHERE hash = ?1 AND id <> ?2", (hash.as_bytes(), id), |row| row.get(0))
        .optional()?;
    match same {
        None => step.execute("UPDATE text SET hash = ?2 WHERE id = ?1", (id, hash.as_bytes()))?,
        Some(same) => {
            step.execute("UPDATE OR REPLACE version SET text = ?2 WHERE text = ?1", (id, same))?;
            step.execute("DELETE FROM text WHERE id = ?1", [id])?
        }
    };
    Ok(())
}

/// Says again what articles are about of which that is not known, and finds a story for those that have none.
fn group(step: &Transaction<'_>) -> Result<()> {
    let mut without = step.prepare(&format!(
        "SELECT id, (SELECT id FROM version WHERE article = article.id ORDER BY id LIMIT 1),
                (SELECT moment FROM version WHERE article = article.id ORDER BY id LIMIT 1) {UNGROUPED} ORDER BY id"
    ))?;
    let found: Vec<(i64, i64, i64)> =
        without.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_>>()?;
    let mut homeless = Vec::new();
    for (article, version, moment) in found {
        let Some(version) = read::version(step, VersionId(version))? else { continue };
        let signature = Signature::read(&version.info.title, &version.document);
        let newcomer = Newcomer { article: ArticleId(article), moment, signature };
        grouping::keep_signature(step, &newcomer)?;
        if stories::story_of(step, newcomer.article)?.is_none() {
            homeless.push(newcomer);
        }
    }
    grouping::arrange(step, &mut Window::default(), &homeless)
}
