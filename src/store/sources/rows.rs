//! The table of sources.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Result, Row, Transaction};

use super::{Brought, NewSource, Source, SourceKind, Visit};
use crate::model::SourceId;

/// See [`super::Store::sources`].
pub(super) fn sources(step: &Transaction<'_>) -> Result<Vec<Source>> {
    step.prepare_cached("SELECT * FROM source ORDER BY id")?.query_map([], source)?.collect()
}

fn source(row: &Row<'_>) -> Result<Source> {
    let moment = |millis: i64| Timestamp::from_millisecond(millis).unwrap_or_default();
    let optional = |name: &str| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(name)?.map(moment));
    let kind: String = row.get("kind")?;
    Ok(Source {
        id: SourceId(row.get("id")?),
        about: NewSource {
            // The table admits no other word.
            kind: SourceKind::ALL.into_iter().find(|known| known.name() == kind).unwrap_or(SourceKind::Feed),
            address: row.get("address")?,
            title: row.get("title")?,
            site: row.get("site")?,
            tag: row.get("tag")?,
            near: row.get("near")?,
        },
        added: moment(row.get("added")?),
        tried: optional("tried")?,
        succeeded: optional("succeeded")?,
        etag: row.get("etag")?,
        modified: row.get("modified")?,
        due: moment(row.get("due")?),
        held: optional("held")?,
        failures: row.get("failures")?,
        error: row.get("error")?,
        stopped: row.get("stopped")?,
        new_items: row.get::<_, i64>("new_items")? as usize,
    })
}

/// See [`super::Store::brought`].
pub(super) fn brought(step: &Transaction<'_>) -> Result<BTreeMap<SourceId, Brought>> {
    step.prepare_cached(
        "WITH counted AS (SELECT source, count(*) AS articles, max(article) AS last FROM page GROUP BY source)
         SELECT counted.source, counted.articles, CASE WHEN source.kind <> 'folder' THEN outlet.name END
         FROM counted JOIN source ON source.id = counted.source
         JOIN article ON article.id = counted.last JOIN outlet ON outlet.id = article.outlet",
    )?
    .query_map([], |row| {
        let brought = Brought { articles: row.get::<_, i64>(1)? as usize, outlet: row.get(2)? };
        Ok((SourceId(row.get(0)?), brought))
    })?
    .collect()
}

/// See [`super::Store::add_source`].
pub(super) fn add(step: &Transaction<'_>, source: &NewSource, now: Timestamp) -> Result<(SourceId, bool)> {
    let known: Option<i64> =
        step.query_row("SELECT id FROM source WHERE address = ?1", [&source.address], |row| row.get(0)).optional()?;
    if let Some(id) = known {
        step.execute(
            "UPDATE source SET title = coalesce(title, ?2), site = coalesce(site, ?3), tag = coalesce(tag, ?4), near = near OR ?5
             WHERE id = ?1",
            (id, &source.title, &source.site, &source.tag, source.near),
        )?;
        return Ok((SourceId(id), true));
    }
    let id = step
        .prepare_cached(
            "INSERT INTO source (kind, address, title, site, tag, near, added, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
        )?
        .insert((
            source.kind.name(),
            &source.address,
            &source.title,
            &source.site,
            &source.tag,
            source.near,
            now.as_millisecond(),
        ))?;
    Ok((SourceId(id), false))
}

/// See [`super::Store::remove_source`].
pub(super) fn remove(step: &Transaction<'_>, id: SourceId) -> Result<usize> {
    step.execute("DELETE FROM source WHERE id = ?1", [id.0])
}

/// See [`super::Store::record_fetch`]. A source that was removed meanwhile is no fault.
pub(super) fn record(
    step: &Transaction<'_>,
    id: SourceId,
    visit: &Visit,
    now: Timestamp,
    due: Timestamp,
) -> Result<()> {
    let (now, due) = (now.as_millisecond(), due.as_millisecond());
    match visit {
        Visit::Read { validators, title, site, moved, new_items } => {
            step.prepare_cached(
                "UPDATE source SET tried = ?2, succeeded = ?2, due = ?3, held = NULL, failures = 0, error = NULL, stopped = 0,
                     title = coalesce(title, ?4), site = coalesce(site, ?5), new_items = ?6 WHERE id = ?1",
            )?
            .execute((id.0, now, due, title, site, *new_items as i64))?;
            if let Some(validators) = validators {
                step.prepare_cached("UPDATE source SET etag = ?2, modified = ?3 WHERE id = ?1")?.execute((
                    id.0,
                    &validators.etag,
                    &validators.modified,
                ))?;
            }
            if let Some((address, near)) = moved {
                // Where that address is followed already, both stay: which one to give up is the reader's to say.
                step.prepare_cached("UPDATE OR IGNORE source SET address = ?2, near = ?3 WHERE id = ?1")?
                    .execute((id.0, address, near))?;
            }
        }
        Visit::Failed { error, held, gone } => {
            step.prepare_cached(
                "UPDATE source SET tried = ?2, due = ?3, held = ?4, failures = failures + 1, error = ?5, stopped = ?6,
                     new_items = 0 WHERE id = ?1",
            )?
            .execute((id.0, now, due, held.map(Timestamp::as_millisecond), error, gone))?;
        }
    }
    Ok(())
}

/// See [`super::Store::next_due`].
pub(super) fn next_due(step: &Transaction<'_>) -> Result<Option<Timestamp>> {
    let earliest: Option<i64> = step
        .prepare_cached(
            "SELECT min(due) FROM (SELECT due FROM source WHERE NOT stopped
             UNION ALL SELECT min(due) FROM page WHERE due IS NOT NULL)",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(earliest.and_then(|millis| Timestamp::from_millisecond(millis).ok()))
}
