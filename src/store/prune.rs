//! Letting go of what is old: by age and by size, and never of what the reader marked.
//!
//! Two kinds go. Old versions: an article keeps its first, its newest, and its newest whole text. Old stories, with all
//! their articles. Nothing goes of a story that is starred, pinned or grouped by hand, of an article with pairs by hand, or of
//! one that changed since it was read. The furniture of pages stays with its text: a text is known by the hash of all its bytes,
//! so that without them the same page would look like an edit at its next reading.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Result, Transaction};

use super::identity::hashed;
use super::stories::refresh;
use super::{Store, StoreError};
use crate::model::StoryId;

/// Bytes in the megabyte of the configuration.
const MEGABYTE: i64 = 1_000_000;

/// A store that is too large is brought to so many tenths of what it may be, so that this is not done in every round.
const TENTHS: i64 = 9;

/// The file is written anew when at least one page of so many is free; fewer are filled by what comes.
const WORTH: i64 = 10;

/// How long and how much is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keep {
    /// Days since newsdiff last saw something new of it; `None` for ever.
    pub days: Option<u16>,
    /// Millions of bytes the store may take; `None` for any.
    pub megabytes: Option<u16>,
}

impl Keep {
    /// Whether anything ever goes.
    pub fn is_bounded(self) -> bool {
        self.days.is_some() || self.megabytes.is_some()
    }
}

/// What went, or would go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Versions of articles that stay.
    pub versions: i64,
    /// Stories.
    pub stories: i64,
    /// Articles of those stories.
    pub articles: i64,
    /// About how many bytes of the file.
    pub bytes: i64,
    /// When the oldest of it was first seen; `None` where nothing goes.
    pub oldest: Option<Timestamp>,
}

/// The articles of which nothing goes.
const MARKED: &str = "SELECT article FROM membership WHERE story IN (
        SELECT id FROM story WHERE starred OR pinned UNION SELECT story FROM membership WHERE confidence IS NULL)
    UNION SELECT one FROM pairing UNION SELECT other FROM pairing
    UNION SELECT article FROM version AS later WHERE NOT read
        AND id > (SELECT min(id) FROM version WHERE article = later.article AND read)";

impl Store {
    /// Lets go of what is older or more than is to be kept, all in one transaction, and gives the room back where that is worth
    /// it. `dry` only says what would go.
    ///
    /// # Errors
    /// What kept the change from being made; nothing is gone then.
    pub fn prune(&mut self, keep: Keep, now: Timestamp, dry: bool) -> std::result::Result<Pruned, StoreError> {
        if dry {
            return self.read(|step| Ok(Plan::of(step, keep, now)?.told));
        }
        self.window.forget();
        let told = self.write(|step| {
            let plan = Plan::of(step, keep, now)?;
            plan.carry_out(step)?;
            Ok(plan.told)
        })?;
        if told.oldest.is_some() {
            // What is free and not given back, because another program is reading, is filled by what comes.
            let _ = self.give_room_back();
        }
        Ok(told)
    }

    fn give_room_back(&self) -> Result<()> {
        let pragma = |name| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        if pragma("freelist_count")? * WORTH < pragma("page_count")? {
            return Ok(());
        }
        self.connection.execute_batch("VACUUM")?;
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
    }
}

/// A version that may go.
struct Old {
    id: i64,
    text: i64,
}

/// What goes, by number.
#[derive(Default)]
struct Plan {
    versions: BTreeSet<i64>,
    stories: Vec<i64>,
    told: Pruned,
}

impl Plan {
    fn of(step: &Transaction<'_>, keep: Keep, now: Timestamp) -> Result<Plan> {
        let mut plan = Plan::default();
        if !keep.is_bounded() {
            return Ok(plan);
        }
        let mut texts = Texts::count(step)?;
        let days = keep.days.map(|days| SignedDuration::from_hours(24 * i64::from(days)));
        let before = days.map_or(i64::MIN, |days| now.saturating_sub(days).unwrap_or(now).as_millisecond());
        let most = keep.megabytes.map(|megabytes| i64::from(megabytes) * MEGABYTE);
        let (versions, stories) = (old_versions(step)?, old_stories(step)?);
        // By age first: what is left may be small enough.
        let too_old = |seen: i64| seen < before;
        let mut rest = (Vec::new(), Vec::new());
        for (seen, version) in versions {
            if too_old(seen) { plan.take(&mut texts, seen, &version) } else { rest.0.push((seen, version)) }
        }
        for (seen, story) in stories {
            if too_old(seen) { plan.take_story(step, &mut texts, story)? } else { rest.1.push(story) }
        }
        if let Some(most) = most.filter(|&most| texts.room() > most) {
            let enough = most / 10 * TENTHS;
            for (seen, version) in rest.0 {
                if texts.room() > enough {
                    plan.take(&mut texts, seen, &version);
                }
            }
            for story in rest.1 {
                if texts.room() > enough {
                    plan.take_story(step, &mut texts, story)?;
                }
            }
        }
        plan.told.versions = plan.versions.len() as i64;
        plan.told.bytes = texts.used - texts.room();
        Ok(plan)
    }

    fn take(&mut self, texts: &mut Texts, seen: i64, version: &Old) {
        self.versions.insert(version.id);
        self.note(texts, seen, version.text);
    }

    fn take_story(&mut self, step: &Transaction<'_>, texts: &mut Texts, story: i64) -> Result<()> {
        let mut members = step.prepare_cached(
            "SELECT version.id, text, seen FROM membership JOIN version ON version.article = membership.article WHERE story = ?1",
        )?;
        let members: Vec<(i64, i64, i64)> =
            members.query_map([story], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_>>()?;
        for (id, text, seen) in members {
            // It may have been counted among the old versions already.
            if !self.versions.remove(&id) {
                self.note(texts, seen, text);
            }
        }
        self.told.articles += step
            .prepare_cached("SELECT count(*) FROM membership WHERE story = ?1")?
            .query_row([story], |row| row.get::<_, i64>(0))?;
        self.told.stories += 1;
        self.stories.push(story);
        Ok(())
    }

    fn note(&mut self, texts: &mut Texts, seen: i64, text: i64) {
        texts.release(text);
        let seen = Timestamp::from_millisecond(seen).unwrap_or_default();
        self.told.oldest = Some(self.told.oldest.map_or(seen, |oldest| oldest.min(seen)));
    }

    /// Drops what goes and everything that points at it.
    fn carry_out(&self, step: &Transaction<'_>) -> Result<()> {
        if self.told.oldest.is_none() {
            return Ok(());
        }
        let mut touched = Vec::new();
        for &version in &self.versions {
            let of = "SELECT story FROM membership JOIN version ON version.article = membership.article WHERE version.id = ?1";
            touched.push(step.prepare_cached(of)?.query_row([version], |row| row.get(0).map(StoryId))?);
            drop_versions(step, "id = ?1", version)?;
        }
        for &story in &self.stories {
            let members: Vec<(i64, String)> = step
                .prepare_cached(
                    "SELECT id, identity FROM article WHERE id IN (SELECT article FROM membership WHERE story = ?1)",
                )?
                .query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_>>()?;
            for (article, identity) in members {
                drop_article(step, article)?;
                step.prepare_cached("INSERT OR IGNORE INTO pruned (identity) VALUES (?1)")?
                    .execute([hashed(&identity)])?;
            }
            step.prepare_cached("DELETE FROM story WHERE id = ?1")?.execute([story])?;
        }
        step.execute_batch(
            "DELETE FROM sketch WHERE text NOT IN (SELECT text FROM version);
             DELETE FROM text WHERE id NOT IN (SELECT text FROM version);
             DELETE FROM outlet WHERE id NOT IN (SELECT outlet FROM article);
             DELETE FROM undo_membership WHERE article NOT IN (SELECT id FROM article);
             DELETE FROM undo_story WHERE NOT EXISTS (SELECT 1 FROM undo_membership
                 WHERE undo_membership.undo = undo_story.undo AND undo_membership.story = undo_story.story);
             DELETE FROM undo WHERE id NOT IN (SELECT undo FROM undo_story);
             INSERT INTO search (search) VALUES ('optimize');",
        )?;
        touched.sort_unstable();
        touched.dedup();
        for story in touched.into_iter().filter(|story| !self.stories.contains(&story.0)) {
            refresh(step, story)?;
        }
        Ok(())
    }
}

fn drop_versions(step: &Transaction<'_>, which: &str, number: i64) -> Result<()> {
    step.prepare_cached(&format!("DELETE FROM search WHERE rowid IN (SELECT id FROM version WHERE {which})"))?
        .execute([number])?;
    step.prepare_cached(&format!("DELETE FROM version WHERE {which}"))?.execute([number]).map(|_| ())
}

fn drop_article(step: &Transaction<'_>, article: i64) -> Result<()> {
    drop_versions(step, "article = ?1", article)?;
    for table in ["membership", "signature", "page"] {
        step.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?1"))?.execute([article])?;
    }
    step.prepare_cached("DELETE FROM article WHERE id = ?1")?.execute([article]).map(|_| ())
}

/// The versions that may go with the moments they were seen, the oldest first.
fn old_versions(step: &Transaction<'_>) -> Result<Vec<(i64, Old)>> {
    step.prepare(&format!(
        "SELECT seen, id, text FROM (
             SELECT seen, id, text,
                 row_number() OVER (PARTITION BY article ORDER BY id) AS first,
                 row_number() OVER (PARTITION BY article ORDER BY id DESC) AS last,
                 row_number() OVER (PARTITION BY article ORDER BY moment, id) AS earliest,
                 row_number() OVER (PARTITION BY article ORDER BY moment DESC, id DESC) AS latest,
                 row_number() OVER (PARTITION BY article ORDER BY summary, id DESC) AS whole
             FROM version WHERE article NOT IN ({MARKED}))
         WHERE min(first, last, earliest, latest, whole) > 1 ORDER BY seen, id"
    ))?
    .query_map([], |row| Ok((row.get(0)?, Old { id: row.get(1)?, text: row.get(2)? })))?
    .collect()
}

/// The stories that may go with the moments something new was last seen of them, the oldest first.
fn old_stories(step: &Transaction<'_>) -> Result<Vec<(i64, i64)>> {
    step.prepare(&format!(
        "SELECT max(seen), story FROM membership JOIN version ON version.article = membership.article
         WHERE story NOT IN (SELECT story FROM membership WHERE article IN ({MARKED}))
         GROUP BY story ORDER BY 1, 2"
    ))?
    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}

/// How many versions have each text, and what share of the file the texts that stay take.
struct Texts {
    /// By number: versions, bytes.
    held: BTreeMap<i64, (i64, i64)>,
    all: i64,
    left: i64,
    /// Bytes of the file's pages that are in use.
    used: i64,
}

impl Texts {
    fn count(step: &Transaction<'_>) -> Result<Texts> {
        let mut held = step.prepare(
            "SELECT text.id, count(*), octet_length(body) FROM text JOIN version ON version.text = text.id GROUP BY text.id",
        )?;
        let held: BTreeMap<i64, (i64, i64)> =
            held.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?.collect::<Result<_>>()?;
        let pragma = |name| step.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let used = (pragma("page_count")? - pragma("freelist_count")?) * pragma("page_size")?;
        let all = held.values().map(|(_, bytes)| bytes).sum();
        Ok(Texts { held, all, left: all, used })
    }

    fn release(&mut self, text: i64) {
        if let Some((versions, bytes)) = self.held.get_mut(&text) {
            *versions -= 1;
            if *versions == 0 {
                self.left -= *bytes;
            }
        }
    }

    /// About what the store takes without the texts that go: search, sketches and the rest are in proportion to texts.
    fn room(&self) -> i64 {
        (i128::from(self.used) * i128::from(self.left) / i128::from(self.all.max(1))) as i64
    }
}
