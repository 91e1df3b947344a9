//! Stories merged, split and pinned by the reader, and how that is undone.
//!
//! What the reader puts together stays together and what is taken apart stays apart, whatever arrives later: both sides count as
//! placed by hand. New articles may still join them; only a pinned story takes none.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Result, Transaction};

use super::stories::{begin, refresh, set_story, story_of};
use super::{Store, StoreError};
use crate::model::{ArticleId, StoryId, VersionId};

/// How many changes can be undone.
const UNDOABLE: i64 = 100;

/// A change of the grouping by hand, as it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The number it is undone by; a later change has a higher one.
    pub number: i64,
    /// The story that came of it: the joined one, the one of its own, the pinned one.
    pub story: StoryId,
}

/// A change by hand that can be undone, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoable {
    /// Its number.
    pub number: i64,
    /// What kind of change it was.
    pub kind: ChangeKind,
    /// What it was, in words: "merging 3 into story 1".
    pub what: String,
    /// The stories it changed, as they were before it, in order of number.
    pub stories: Vec<StoryId>,
}

/// The kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Stories were made one.
    Merge,
    /// Articles were taken out of their stories.
    Split,
    /// A story was pinned.
    Pin,
    /// A pinned story was let go.
    Unpin,
}

impl ChangeKind {
    const ALL: [ChangeKind; 4] = [ChangeKind::Merge, ChangeKind::Split, ChangeKind::Pin, ChangeKind::Unpin];

    /// The word that begins what the store keeps of a change.
    fn verb(self) -> &'static str {
        match self {
            ChangeKind::Merge => "merging",
            ChangeKind::Split => "splitting",
            ChangeKind::Pin => "pinning",
            ChangeKind::Unpin => "unpinning",
        }
    }

    /// The kind of a change by what the store keeps of it.
    fn of(what: &str) -> Option<ChangeKind> {
        ChangeKind::ALL.into_iter().find(|kind| what.split(' ').next() == Some(kind.verb()))
    }
}

/// Why a change by hand was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// There is no such story.
    NoStory(StoryId),
    /// There is no such article.
    NoArticle(ArticleId),
    /// All articles of a story were to be split out of it.
    NothingLeft(StoryId),
}

/// See [`super::Store::merge`].
pub(super) fn merge(step: &Transaction<'_>, stories: &[StoryId]) -> Result<std::result::Result<Change, Refusal>> {
    let stories: BTreeSet<StoryId> = stories.iter().copied().collect();
    for &story in &stories {
        if !exists(step, story)? {
            return Ok(Err(Refusal::NoStory(story)));
        }
    }
    let Some(&kept) = stories.first() else { return Ok(Err(Refusal::NoStory(StoryId(0)))) };
    let names: Vec<String> = stories.iter().skip(1).map(ToString::to_string).collect();
    let number = remember(step, ChangeKind::Merge, &format!("{} into story {kept}", names.join(", ")), &stories)?;
    for &story in &stories {
        for article in members(step, story)? {
            set_story(step, article, kept, None)?;
        }
        step.prepare_cached(
            "UPDATE story SET starred = max(starred, (SELECT starred FROM story WHERE id = ?2)),
                              pinned = max(pinned, (SELECT pinned FROM story WHERE id = ?2)) WHERE id = ?1",
        )?
        .execute((kept.0, story.0))?;
    }
    for &story in &stories {
        refresh(step, story)?;
    }
    Ok(Ok(Change { number, story: kept }))
}

/// See [`super::Store::split`].
pub(super) fn split(step: &Transaction<'_>, articles: &[ArticleId]) -> Result<std::result::Result<Change, Refusal>> {
    let articles: BTreeSet<ArticleId> = articles.iter().copied().collect();
    let mut stories = BTreeSet::new();
    for &article in &articles {
        match story_of(step, article)? {
            Some(story) => stories.insert(story),
            None => return Ok(Err(Refusal::NoArticle(article))),
        };
    }
    if articles.is_empty() {
        return Ok(Err(Refusal::NoArticle(ArticleId(0))));
    }
    for &story in &stories {
        if members(step, story)?.iter().all(|article| articles.contains(article)) {
            return Ok(Err(Refusal::NothingLeft(story)));
        }
    }
    let names: Vec<String> = articles.iter().map(ToString::to_string).collect();
    let number = remember(step, ChangeKind::Split, &format!("out article {}", names.join(", ")), &stories)?;
    let apart = begin(step, None)?;
    for &story in &stories {
        // Those who stay were looked at too, and found to belong together.
        for article in members(step, story)? {
            set_story(step, article, if articles.contains(&article) { apart } else { story }, None)?;
        }
        refresh(step, story)?;
    }
    refresh(step, apart)?;
    Ok(Ok(Change { number, story: apart }))
}

/// See [`super::Store::set_pinned`].
pub(super) fn pin(
    step: &Transaction<'_>,
    story: StoryId,
    pinned: bool,
) -> Result<std::result::Result<Change, Refusal>> {
    if !exists(step, story)? {
        return Ok(Err(Refusal::NoStory(story)));
    }
    let kind = if pinned { ChangeKind::Pin } else { ChangeKind::Unpin };
    let number = remember(step, kind, &format!("story {story}"), &BTreeSet::from([story]))?;
    step.prepare_cached("UPDATE story SET pinned = ?2 WHERE id = ?1")?.execute((story.0, pinned))?;
    Ok(Ok(Change { number, story }))
}

/// See [`super::Store::last_change`].
pub(super) fn last_change(step: &Transaction<'_>) -> Result<Option<Undoable>> {
    let latest: Option<(i64, String)> = step
        .query_row("SELECT id, what FROM undo ORDER BY id DESC LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((number, what)) = latest else { return Ok(None) };
    let Some(kind) = ChangeKind::of(&what) else { return Ok(None) };
    let mut stories = step.prepare_cached("SELECT story FROM undo_story WHERE undo = ?1 ORDER BY story")?;
    let stories = stories.query_map([number], |row| row.get(0).map(StoryId))?.collect::<Result<_>>()?;
    Ok(Some(Undoable { number, kind, what, stories }))
}

/// See [`super::Store::undo`]; with a number only that change, if it is the last.
pub(super) fn undo(step: &Transaction<'_>, only: Option<i64>) -> Result<Option<Undoable>> {
    let Some(latest) = last_change(step)?.filter(|latest| only.is_none_or(|only| only == latest.number)) else {
        return Ok(None);
    };
    let id = latest.number;
    let mut touched: BTreeSet<StoryId> = BTreeSet::new();
    let now =
        "SELECT DISTINCT story FROM membership WHERE article IN (SELECT article FROM undo_membership WHERE undo = ?1)
               UNION SELECT story FROM undo_story WHERE undo = ?1";
    for story in step.prepare_cached(now)?.query_map([id], |row| row.get(0).map(StoryId))? {
        touched.insert(story?);
    }
    // A star that came from a story the merging ended goes back with that story.
    step.execute(
        "UPDATE story SET starred = 0 WHERE id IN (SELECT story FROM undo_story WHERE undo = ?1 AND NOT starred)
         AND EXISTS (SELECT 1 FROM undo_story WHERE undo = ?1 AND starred AND story NOT IN (SELECT id FROM story))",
        [id],
    )?;
    step.execute(
        "INSERT INTO story (id, title, given_title, newest, starred, pinned)
         SELECT story, title, given_title, newest, starred, pinned FROM undo_story WHERE undo = ?1
         ON CONFLICT DO UPDATE SET given_title = excluded.given_title, title = excluded.title, pinned = excluded.pinned",
        [id],
    )?;
    // An article that is gone since then is not brought back.
    step.execute(
        "INSERT OR REPLACE INTO membership (article, story, confidence)
         SELECT article, story, confidence FROM undo_membership
         WHERE undo = ?1 AND article IN (SELECT id FROM article)",
        [id],
    )?;
    step.execute("DELETE FROM undo WHERE id = ?1", [id])?;
    for story in touched {
        refresh(step, story)?;
    }
    Ok(Some(latest))
}

/// Puts down how some stories are, before they are changed, and gives the number of the change. `whom` says what is changed.
fn remember(step: &Transaction<'_>, kind: ChangeKind, whom: &str, stories: &BTreeSet<StoryId>) -> Result<i64> {
    let what = format!("{} {whom}", kind.verb());
    let id = step.prepare_cached("INSERT INTO undo (what) VALUES (?1)")?.insert([what])?;
    for story in stories {
        step.prepare_cached(
            "INSERT INTO undo_story SELECT ?1, id, title, given_title, newest, starred, pinned FROM story WHERE id = ?2",
        )?
        .execute((id, story.0))?;
        step.prepare_cached(
            "INSERT INTO undo_membership SELECT ?1, article, story, confidence FROM membership WHERE story = ?2",
        )?
        .execute((id, story.0))?;
    }
    step.prepare_cached("DELETE FROM undo WHERE id <= ?1")?.execute([id - UNDOABLE])?;
    Ok(id)
}

fn exists(step: &Transaction<'_>, story: StoryId) -> Result<bool> {
    step.prepare_cached("SELECT EXISTS (SELECT 1 FROM story WHERE id = ?1)")?.query_row([story.0], |row| row.get(0))
}

fn members(step: &Transaction<'_>, story: StoryId) -> Result<Vec<ArticleId>> {
    step.prepare_cached("SELECT article FROM membership WHERE story = ?1 ORDER BY article")?
        .query_map([story.0], |row| row.get(0).map(ArticleId))?
        .collect()
}

impl Store {
    /// Marks every version of a story as read or unread.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the mark from being written.
    pub fn set_read(&mut self, id: StoryId, read: bool) -> std::result::Result<(), StoreError> {
        self.mark(
            id,
            "UPDATE version SET read = ?2 WHERE article IN (SELECT article FROM membership WHERE story = ?1)",
            read,
        )
    }

    /// Marks versions as read or unread; those that are gone are left out.
    ///
    /// # Errors
    /// What kept the marks from being written; none is then.
    pub fn set_versions_read(&mut self, ids: &[VersionId], read: bool) -> std::result::Result<(), StoreError> {
        self.write(|step| {
            let mut mark = step.prepare_cached("UPDATE version SET read = ?2 WHERE id = ?1")?;
            ids.iter().try_for_each(|id| mark.execute((id.0, read)).map(|_| ()))
        })
    }

    /// Stars a story or takes its star away.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the mark from being written.
    pub fn set_starred(&mut self, id: StoryId, starred: bool) -> std::result::Result<(), StoreError> {
        self.mark(id, "UPDATE story SET starred = ?2 WHERE id = ?1", starred)
    }

    /// Makes one story of several because the reader says so; it has the lowest of their numbers. Its articles stay
    /// together whatever arrives later; its confidence is `None`.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the change from being written; then nothing is changed.
    pub fn merge(&mut self, stories: &[StoryId]) -> std::result::Result<Change, StoreError> {
        self.by_hand_change(|step| merge(step, stories))
    }

    /// Takes articles out of their stories into one of their own because the reader says so. Neither they nor those that stay are
    /// regrouped by what arrives later.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NothingLeft`] where a story would be left without articles, or what kept the
    /// change from being written; then nothing is changed.
    pub fn split(&mut self, articles: &[ArticleId]) -> std::result::Result<Change, StoreError> {
        self.by_hand_change(|step| split(step, articles))
    }

    /// Pins a story, so that nothing joins or leaves it by itself, or lets it go again.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the change from being written.
    pub fn set_pinned(&mut self, story: StoryId, pinned: bool) -> std::result::Result<Change, StoreError> {
        self.by_hand_change(|step| pin(step, story, pinned))
    }

    /// Undoes the last merging, splitting or pinning that was not undone yet, also one of an earlier run: a hundred are
    /// remembered. Says what it was ("merging 3 into story 1"); `None` where there is none.
    ///
    /// # Errors
    /// What kept the change from being written.
    pub fn undo(&mut self) -> std::result::Result<Option<Undoable>, StoreError> {
        self.write(|step| undo(step, None))
    }

    /// Undoes the change of this number, if no other came after it that was not undone: what came later was made of what this
    /// one left. `None` where one did, or where the change is remembered no more.
    ///
    /// # Errors
    /// What kept the change from being written.
    pub fn undo_change(&mut self, number: i64) -> std::result::Result<Option<Undoable>, StoreError> {
        self.write(|step| undo(step, Some(number)))
    }

    /// The change that [`Store::undo`] would undo.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn last_change(&self) -> std::result::Result<Option<Undoable>, StoreError> {
        self.read(last_change)
    }

    fn mark(&mut self, id: StoryId, sql: &str, on: bool) -> std::result::Result<(), StoreError> {
        match self.write(|step| step.execute(sql, (id.0, on)))? {
            0 => Err(self.missing(format!("story {id}"))),
            _ => Ok(()),
        }
    }

    fn by_hand_change(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<Result<Change, Refusal>>,
    ) -> std::result::Result<Change, StoreError> {
        self.write(change)?.map_err(|refusal| match refusal {
            Refusal::NoStory(id) => self.missing(format!("story {id}")),
            Refusal::NoArticle(id) => self.missing(format!("article {id}")),
            Refusal::NothingLeft(story) => StoreError::NothingLeft { story },
        })
    }
}
