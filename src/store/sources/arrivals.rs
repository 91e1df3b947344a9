//! Keeping what a source brought.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Result, Transaction};

use super::super::Status;
use super::super::add::{self, Kept};
use super::super::codec::{moment_millis, read_document};
use super::super::grouping::Window;
use super::super::identity::{find, headline, identity, was_pruned};
use super::super::stories::{refresh, story_of};
use super::gist::gist;
use super::{Tally, pages};
use crate::cluster::Sketch;
use crate::model::{Arrival, ArticleId, SourceId, VersionId};

/// See [`super::Store::add_fetched`].
pub(super) fn add(
    step: &Transaction<'_>,
    window: &mut Window,
    source: SourceId,
    arrivals: &[Arrival],
    now: Timestamp,
    first_reading: Option<Timestamp>,
) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut fresh = Vec::new();
    let address: String = step
        .query_row("SELECT address FROM source WHERE id = ?1", [source.0], |row| row.get(0))
        .optional()?
        .unwrap_or_default();
    for arrival in arrivals {
        let title = headline(arrival);
        let identity = identity(arrival, &title);
        if let Some(article) = find(step, &identity)? {
            if pages::is_anothers(step, article, source, &address, &arrival.outlet)? {
                tally.unchanged += 1;
                continue;
            }
            tally += again(step, article, arrival, &title, now)?;
        } else if was_pruned(step, &identity)? {
            tally.unchanged += 1;
        } else {
            let kept = add::keep(step, arrival, now)?;
            let due = if arrival.summary { Some(now) } else { first_reading };
            pages::follow(step, source, kept.article, arrival, &title, now, due)?;
            fresh.push((kept, arrival));
            tally.new += 1;
        }
    }
    let fresh: Vec<(&Kept, &Arrival)> = fresh.iter().map(|(kept, arrival)| (kept, *arrival)).collect();
    add::group(step, window, &fresh)?;
    add::make_found(step, &fresh)?;
    Ok(tally)
}

/// Keeps an arrival of a known article.
fn again(step: &Transaction<'_>, article: ArticleId, arrival: &Arrival, title: &str, now: Timestamp) -> Result<Tally> {
    let versions = versions(step, article)?;
    if is_known_by_the_byte(step, article, arrival, title)? {
        return Ok(Tally { unchanged: 1, ..Tally::default() });
    }
    let only_summaries = versions.iter().all(|version| version.summary);
    if arrival.summary && !only_summaries {
        // The page says what the summary is about, if anything.
        pages::heard(step, article, arrival, title, now)?;
        return Ok(Tally { unchanged: 1, ..Tally::default() });
    }
    if !arrival.summary
        && only_summaries
        && let Some(last) = versions.last()
    {
        complete(step, last.id, arrival, title)?;
        touched(step, article)?;
        return Ok(Tally { completed: 1, ..Tally::default() });
    }
    let revised = revise(step, article, &versions, arrival, now)?;
    if revised && arrival.summary {
        pages::heard(step, article, arrival, title, now)?;
    }
    Ok(if revised { Tally { revised: 1, ..Tally::default() } } else { Tally { unchanged: 1, ..Tally::default() } })
}

/// Gives an article a version, if what counts in the arrival is in none of its versions.
pub(super) fn revise(
    step: &Transaction<'_>,
    article: ArticleId,
    versions: &[Held],
    arrival: &Arrival,
    now: Timestamp,
) -> Result<bool> {
    let told = gist(&headline(arrival), &arrival.document);
    for version in versions {
        if told == version.gist(step)? {
            return Ok(false);
        }
    }
    let kept = add::keep_version(step, article, true, arrival, now)?;
    add::make_found(step, &[(&kept, arrival)])?;
    touched(step, article)?;
    Ok(matches!(kept, Kept { status: Status::Revised, .. }))
}

/// A version as the tables hold it.
pub(super) struct Held {
    pub(super) id: VersionId,
    title: String,
    pub(super) summary: bool,
}

impl Held {
    fn gist(&self, step: &Transaction<'_>) -> Result<[u8; 32]> {
        step.prepare_cached(
            "SELECT text.body, text.paragraphs FROM version JOIN text ON text.id = version.text WHERE version.id = ?1",
        )?
        .query_row([self.id.0], |row| {
            let (text, paragraphs): (String, String) = (row.get(0)?, row.get(1)?);
            Ok(gist(&self.title, &read_document(&text, &paragraphs)))
        })
    }
}

/// The versions of an article in order of arrival.
pub(super) fn versions(step: &Transaction<'_>, article: ArticleId) -> Result<Vec<Held>> {
    step.prepare_cached("SELECT id, title, summary FROM version WHERE article = ?1 ORDER BY id")?
        .query_map([article.0], |row| {
            Ok(Held { id: VersionId(row.get(0)?), title: row.get(1)?, summary: row.get(2)? })
        })?
        .collect()
}

/// Whether a version has this very text and title: what most arrivals of a feed come to, and quick to see.
fn is_known_by_the_byte(step: &Transaction<'_>, article: ArticleId, arrival: &Arrival, title: &str) -> Result<bool> {
    let hash = blake3::hash(arrival.document.text().as_bytes());
    step.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM version JOIN text ON text.id = version.text
         WHERE version.article = ?1 AND version.title = ?2 AND text.hash = ?3)",
    )?
    .query_row((article.0, title, hash.as_bytes()), |row| row.get(0))
}

/// Puts the text in the place of a summary: they are one telling, which was not edited.
pub(super) fn complete(step: &Transaction<'_>, version: VersionId, arrival: &Arrival, title: &str) -> Result<()> {
    let summary: i64 =
        step.prepare_cached("SELECT text FROM version WHERE id = ?1")?.query_row([version.0], |row| row.get(0))?;
    let text = add::keep_text(step, &arrival.document)?;
    step.prepare_cached(
        "UPDATE version SET text = ?2, title = CASE WHEN ?3 = '' THEN title ELSE ?3 END, byline = coalesce(byline, ?4),
             summary = 0, read = 0, source = ?5, published = coalesce(published, ?6),
             moment = CASE WHEN published IS NULL AND ?7 IS NOT NULL THEN min(?7, seen) ELSE moment END
         WHERE id = ?1",
    )?
    .execute((
        version.0,
        text,
        title,
        &arrival.byline,
        &arrival.source,
        arrival.published.map(|moment| moment.to_string()),
        arrival.published.and_then(moment_millis),
    ))?;
    // A text that no version has any more is nobody's.
    step.prepare_cached("DELETE FROM text WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM version WHERE text = ?1)")?
        .execute([summary])?;
    reindex(step, version, arrival)
}

/// Makes a version found, and known as a copy, by the text it now has and no more by the one it had.
fn reindex(step: &Transaction<'_>, version: VersionId, arrival: &Arrival) -> Result<()> {
    step.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([version.0])?;
    let (title, outlet): (String, String) = step
        .prepare_cached(
            "SELECT version.title, outlet.name FROM version JOIN article ON article.id = version.article
             JOIN outlet ON outlet.id = article.outlet WHERE version.id = ?1",
        )?
        .query_row([version.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    add::index(step, version.0, &title, &outlet, arrival.document.text())?;
    step.prepare_cached("INSERT OR REPLACE INTO sketch (text, shingles) SELECT text, ?2 FROM version WHERE id = ?1")?
        .execute((version.0, Sketch::read(&arrival.document).to_bytes()))
        .map(|_| ())
}

/// Brings the story of an article up to what it now holds.
pub(super) fn touched(step: &Transaction<'_>, article: ArticleId) -> Result<()> {
    match story_of(step, article)? {
        Some(story) => refresh(step, story).map(|_| ()),
        None => Ok(()),
    }
}
