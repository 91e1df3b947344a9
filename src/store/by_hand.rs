//! Stories merged, split and pinned by the reader, and how that is undone.
//!
//! What the reader puts together stays together and what is taken apart stays apart, whatever arrives later: both sides count as
//! placed by hand. New articles may still join them; only a pinned story takes none.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Result, Transaction};

use super::stories::{begin, refresh, set_story, story_of};
use super::{Store, StoreError};
use crate::model::{ArticleId, StoryId};

/// How many changes can be undone.
const UNDOABLE: i64 = 100;

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
pub(super) fn merge(step: &Transaction<'_>, stories: &[StoryId]) -> Result<std::result::Result<StoryId, Refusal>> {
    let stories: BTreeSet<StoryId> = stories.iter().copied().collect();
    for &story in &stories {
        if !exists(step, story)? {
            return Ok(Err(Refusal::NoStory(story)));
        }
    }
    let Some(&kept) = stories.first() else { return Ok(Err(Refusal::NoStory(StoryId(0)))) };
    let names: Vec<String> = stories.iter().skip(1).map(ToString::to_string).collect();
    remember(step, &format!("merging {} into story {kept}", names.join(", ")), &stories)?;
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
    Ok(Ok(kept))
}

/// See [`super::Store::split`].
pub(super) fn split(step: &Transaction<'_>, articles: &[ArticleId]) -> Result<std::result::Result<StoryId, Refusal>> {
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
    remember(step, &format!("splitting out article {}", names.join(", ")), &stories)?;
    let apart = begin(step, None)?;
    for &story in &stories {
        // Those who stay were looked at too, and found to belong together.
        for article in members(step, story)? {
            set_story(step, article, if articles.contains(&article) { apart } else { story }, None)?;
        }
        refresh(step, story)?;
    }
    refresh(step, apart)?;
    Ok(Ok(apart))
}

/// See [`super::Store::set_pinned`].
pub(super) fn pin(
    step: &Transaction<'_>,
    story: StoryId,
    pinned: bool,
) -> Result<std::result::Result<StoryId, Refusal>> {
    if !exists(step, story)? {
        return Ok(Err(Refusal::NoStory(story)));
    }
    remember(
        step,
        &format!("{} story {story}", if pinned { "pinning" } else { "unpinning" }),
        &BTreeSet::from([story]),
    )?;
    step.prepare_cached("UPDATE story SET pinned = ?2 WHERE id = ?1")?.execute((story.0, pinned))?;
    Ok(Ok(story))
}

/// See [`super::Store::undo`].
pub(super) fn undo(step: &Transaction<'_>) -> Result<Option<String>> {
    let latest: Option<(i64, String)> = step
        .query_row("SELECT id, what FROM undo ORDER BY id DESC LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((id, what)) = latest else { return Ok(None) };
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
    Ok(Some(what))
}

/// Puts down how some stories are, before they are changed.
fn remember(step: &Transaction<'_>, what: &str, stories: &BTreeSet<StoryId>) -> Result<()> {
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
    Ok(())
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

    /// Stars a story or takes its star away.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the mark from being written.
    pub fn set_starred(&mut self, id: StoryId, starred: bool) -> std::result::Result<(), StoreError> {
        self.mark(id, "UPDATE story SET starred = ?2 WHERE id = ?1", starred)
    }

    /// Makes one story of several because the reader says so, and gives its number: the lowest of theirs. Its articles stay
    /// together whatever arrives later; its confidence is `None`.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the change from being written; then nothing is changed.
    pub fn merge(&mut self, stories: &[StoryId]) -> std::result::Result<StoryId, StoreError> {
        self.by_hand_change(|step| merge(step, stories))
    }

    /// Takes articles out of their stories into one of their own because the reader says so, and gives its number. Neither they
    /// nor those that stay are regrouped by what arrives later.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NothingLeft`] where a story would be left without articles, or what kept the
    /// change from being written; then nothing is changed.
    pub fn split(&mut self, articles: &[ArticleId]) -> std::result::Result<StoryId, StoreError> {
        self.by_hand_change(|step| split(step, articles))
    }

    /// Pins a story, so that nothing joins or leaves it by itself, or lets it go again.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the change from being written.
    pub fn set_pinned(&mut self, story: StoryId, pinned: bool) -> std::result::Result<StoryId, StoreError> {
        self.by_hand_change(|step| pin(step, story, pinned))
    }

    /// Undoes the last merging, splitting or pinning that was not undone yet, also one of an earlier run: a hundred are
    /// remembered. Says what it was ("merging 3 into story 1"); `None` where there is none.
    ///
    /// # Errors
    /// What kept the change from being written.
    pub fn undo(&mut self) -> std::result::Result<Option<String>, StoreError> {
        self.write(undo)
    }

    fn mark(&mut self, id: StoryId, sql: &str, on: bool) -> std::result::Result<(), StoreError> {
        match self.write(|step| step.execute(sql, (id.0, on)))? {
            0 => Err(self.missing(format!("story {id}"))),
            _ => Ok(()),
        }
    }

    fn by_hand_change(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<Result<StoryId, Refusal>>,
    ) -> std::result::Result<StoryId, StoreError> {
        self.write(change)?.map_err(|refusal| match refusal {
            Refusal::NoStory(id) => self.missing(format!("story {id}")),
            Refusal::NoArticle(id) => self.missing(format!("article {id}")),
            Refusal::NothingLeft(story) => StoreError::NothingLeft { story },
        })
    }
}
