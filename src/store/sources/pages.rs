//! The pages of kept articles: which are due, and what a reading of one brought.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Result, Transaction};

use super::super::identity::headline;
use super::arrivals::{complete, revise, touched, versions};
use super::gist::gist;
use super::{DuePage, PageVisit, Tally, Validators};
use crate::model::{Arrival, ArticleId, SourceId};

/// Notes who brought a new article, and that its page is to be read, where it has one.
pub(super) fn follow(
    step: &Transaction<'_>,
    source: SourceId,
    article: ArticleId,
    arrival: &Arrival,
    title: &str,
    now: Timestamp,
    due: Option<Timestamp>,
) -> Result<()> {
    let due = due.filter(|_| has_page(arrival));
    let lead = arrival.summary.then(|| gist(title, &arrival.document));
    step.prepare_cached(
        "INSERT OR IGNORE INTO page (article, source, since, due, lead) SELECT ?1, id, ?3, ?4, ?5 FROM source WHERE id = ?2",
    )?
    .execute((article.0, source.0, now.as_millisecond(), due.map(Timestamp::as_millisecond), lead))
    .map(|_| ())
}

/// Whether an article stands at an address of the web.
fn has_page(arrival: &Arrival) -> bool {
    let scheme = arrival.url.as_deref().and_then(|url| url.trim().split_once("://")).map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// Whether an article is another source's: brought by it, of another outlet, and on a site this source is no part of.
///
/// A feed may link to anything, and its words on another outlet's piece are not an edit by that outlet.
pub(super) fn is_anothers(
    step: &Transaction<'_>,
    article: ArticleId,
    source: SourceId,
    address: &str,
    outlet: &str,
) -> Result<bool> {
    let found: Option<(i64, String, Option<String>)> = step
        .prepare_cached(
            "SELECT page.source, outlet.name, article.url FROM page JOIN article ON article.id = page.article
             JOIN outlet ON outlet.id = article.outlet WHERE page.article = ?1",
        )?
        .query_row([article.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    Ok(found.is_some_and(|(brought_by, name, url)| {
        brought_by != source.0 && name != outlet && url.is_some_and(|url| site(&url) != site(address))
    }))
}

/// The last two labels of an address's host: enough to tell a site's feed from a stranger's.
fn site(address: &str) -> String {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default().to_lowercase();
    let labels: Vec<&str> = host.rsplit('.').take(2).collect();
    labels.join(".")
}

/// Notes what a feed now says of an article. Other words than before are a sign that its page, if it has one, was edited: it is
/// due at once.
pub(super) fn heard(
    step: &Transaction<'_>,
    article: ArticleId,
    arrival: &Arrival,
    title: &str,
    now: Timestamp,
) -> Result<()> {
    let due = has_page(arrival).then_some(now.as_millisecond());
    step.prepare_cached("UPDATE page SET lead = ?2, due = ?3 WHERE article = ?1 AND lead IS NOT ?2")?
        .execute((article.0, gist(title, &arrival.document), due))
        .map(|_| ())
}

/// See [`super::Store::pages_due`].
pub(super) fn due(step: &Transaction<'_>, now: Timestamp, most: usize) -> Result<Vec<DuePage>> {
    step.prepare_cached(
        "SELECT page.article, page.source, article.url, page.since, page.etag, page.modified, page.failures,
                NOT EXISTS (SELECT 1 FROM version WHERE version.article = page.article AND NOT version.summary)
         FROM page JOIN article ON article.id = page.article
         WHERE page.due <= ?1 AND article.url IS NOT NULL
         ORDER BY page.since DESC, page.article LIMIT ?2",
    )?
    .query_map((now.as_millisecond(), most as i64), |row| {
        Ok(DuePage {
            article: ArticleId(row.get(0)?),
            source: SourceId(row.get(1)?),
            url: row.get(2)?,
            since: Timestamp::from_millisecond(row.get(3)?).unwrap_or_default(),
            validators: Validators { etag: row.get(4)?, modified: row.get(5)? },
            failures: row.get(6)?,
            summary: row.get(7)?,
        })
    })?
    .collect()
}

/// See [`super::Store::record_page`].
pub(super) fn record(
    step: &Transaction<'_>,
    article: ArticleId,
    visit: &PageVisit<'_>,
    now: Timestamp,
    due: Option<Timestamp>,
) -> Result<Tally> {
    let due = due.map(Timestamp::as_millisecond);
    let unchanged = Tally { unchanged: 1, ..Tally::default() };
    match visit {
        PageVisit::Unchanged => {
            step.prepare_cached("UPDATE page SET due = ?2, failures = 0, error = NULL WHERE article = ?1")?
                .execute((article.0, due))?;
            Ok(unchanged)
        }
        PageVisit::Failed(error) => {
            step.prepare_cached("UPDATE page SET due = ?2, failures = failures + 1, error = ?3 WHERE article = ?1")?
                .execute((article.0, due, error))?;
            Ok(Tally::default())
        }
        PageVisit::Read(arrival, validators) => {
            let told = gist(&headline(arrival), &arrival.document);
            let before: Option<Option<Vec<u8>>> = step
                .prepare_cached("SELECT gist FROM page WHERE article = ?1")?
                .query_row([article.0], |row| row.get(0))
                .optional()?;
            let Some(before) = before else { return Ok(Tally::default()) };
            step.prepare_cached(
                "UPDATE page SET due = ?2, failures = 0, error = NULL, etag = ?3, modified = ?4, gist = ?5 WHERE article = ?1",
            )?
            .execute((article.0, due, &validators.etag, &validators.modified, told))?;
            take(step, article, arrival, before.as_deref(), &told, now)
        }
    }
}

/// Keeps the text of a page, if it tells anything that counts; `before` is what the last reading told.
fn take(
    step: &Transaction<'_>,
    article: ArticleId,
    arrival: &Arrival,
    before: Option<&[u8]>,
    told: &[u8; 32],
    now: Timestamp,
) -> Result<Tally> {
    let versions = versions(step, article)?;
    if let Some(last) = versions.last().filter(|_| versions.iter().all(|version| version.summary)) {
        complete(step, last.id, arrival, &headline(arrival))?;
        touched(step, article)?;
        return Ok(Tally { completed: 1, ..Tally::default() });
    }
    let edited = before.is_some_and(|before| before != told);
    if edited && revise(step, article, &versions, arrival, now)? {
        return Ok(Tally { revised: 1, ..Tally::default() });
    }
    Ok(Tally { unchanged: 1, ..Tally::default() })
}
