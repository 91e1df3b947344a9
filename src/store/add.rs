//! Keeping arrivals: which article, which text, whether there is anything new in them.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Result, Transaction};

use super::codec::{moment_millis, paragraphs_text};
use super::grouping::{self, NewArticle};
use super::identity::{headline, identity};
use super::{Added, Status};
use crate::model::{Arrival, ArticleId, StoryId, VersionId};
use crate::text::Document;

/// See [`super::Store::add`].
pub(super) fn add(step: &Transaction<'_>, arrivals: &[Arrival], now: Timestamp) -> Result<Vec<Added>> {
    arrivals
        .iter()
        .map(|arrival| {
            let kept = keep(step, arrival, now)?;
            let story = match (kept.status, grouping::story_of(step, kept.article)?) {
                (Status::Unchanged, Some(story)) => story,
                (_, Some(story)) => grouping::refresh(step, story)?,
                (_, None) => grouping::join(step, &kept.as_new(arrival))?,
            };
            Ok(kept.added(story))
        })
        .collect()
}

/// See [`super::Store::add_together`].
pub(super) fn add_together(
    step: &Transaction<'_>,
    title: Option<&str>,
    arrivals: &[Arrival],
    now: Timestamp,
) -> Result<StoryId> {
    let story = grouping::begin(step, title)?;
    for arrival in arrivals {
        let kept = keep(step, arrival, now)?;
        grouping::put(step, &kept.as_new(arrival), story)?;
    }
    grouping::refresh(step, story)
}

/// An arrival as it now stands in the tables.
pub(super) struct Kept {
    pub(super) article: ArticleId,
    version: VersionId,
    pub(super) status: Status,
    title: String,
    moment: i64,
}

impl Kept {
    pub(super) fn as_new<'a>(&'a self, arrival: &'a Arrival) -> NewArticle<'a> {
        NewArticle { id: self.article, title: &self.title, document: &arrival.document, moment: self.moment }
    }

    fn added(self, story: StoryId) -> Added {
        Added { article: self.article, version: self.version, story, title: self.title, status: self.status }
    }
}

/// Keeps an arrival and its article; which story that is in is the caller's to say.
pub(super) fn keep(step: &Transaction<'_>, arrival: &Arrival, now: Timestamp) -> Result<Kept> {
    let (article, known) = keep_article(step, arrival, &headline(arrival))?;
    keep_version(step, article, known, arrival, now)
}

/// Keeps an arrival as a version of an article, unless one has its text and title. `known` is whether the article was.
pub(super) fn keep_version(
    step: &Transaction<'_>,
    article: ArticleId,
    known: bool,
    arrival: &Arrival,
    now: Timestamp,
) -> Result<Kept> {
    let title = headline(arrival);
    let text = keep_text(step, &arrival.document)?;
    let seen = now.as_millisecond();
    // An outlet that names the future would stand at the head of the list until then.
    let moment = arrival.published.and_then(moment_millis).map_or(seen, |published| published.min(seen));
    let found = step
        .prepare_cached("SELECT id FROM version WHERE article = ?1 AND text = ?2 AND title = ?3")?
        .query_row((article.0, text, &title), |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(Kept { article, version: VersionId(id), status: Status::Unchanged, title, moment });
    }
    let version = step
        .prepare_cached(
            "INSERT INTO version (article, text, title, byline, published, source, seen, moment, summary)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .insert((
            article.0,
            text,
            &title,
            &arrival.byline,
            arrival.published.map(|moment| moment.to_string()),
            &arrival.source,
            seen,
            moment,
            arrival.summary,
        ))?;
    step.prepare_cached("INSERT INTO search (rowid, title, outlet, body) SELECT * FROM searchable WHERE id = ?1")?
        .execute([version])?;
    let status = if known { Status::Revised } else { Status::New };
    Ok(Kept { article, version: VersionId(version), status, title, moment })
}

/// The article of an arrival, and whether it was known.
fn keep_article(step: &Transaction<'_>, arrival: &Arrival, title: &str) -> Result<(ArticleId, bool)> {
    let identity = identity(arrival, title);
    let found = step
        .prepare_cached("SELECT id FROM article WHERE identity = ?1")?
        .query_row([&identity], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok((ArticleId(id), true));
    }
    step.prepare_cached("INSERT INTO outlet (name) VALUES (?1) ON CONFLICT DO NOTHING")?.execute([&arrival.outlet])?;
    let id = step
        .prepare_cached("INSERT INTO article (outlet, identity, url) SELECT id, ?2, ?3 FROM outlet WHERE name = ?1")?
        .insert((&arrival.outlet, &identity, &arrival.url))?;
    Ok((ArticleId(id), false))
}

/// The number of a text, which is kept once however many versions have it.
pub(super) fn keep_text(step: &Transaction<'_>, document: &Document) -> Result<i64> {
    let hash = blake3::hash(document.text().as_bytes());
    let found = step
        .prepare_cached("SELECT id FROM text WHERE hash = ?1")?
        .query_row([hash.as_bytes()], |row| row.get(0))
        .optional()?;
    match found {
        Some(id) => Ok(id),
        None => step.prepare_cached("INSERT INTO text (hash, body, paragraphs) VALUES (?1, ?2, ?3)")?.insert((
            hash.as_bytes(),
            document.text(),
            paragraphs_text(document),
        )),
    }
}
