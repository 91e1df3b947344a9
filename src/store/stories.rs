//! The rows of stories and of who belongs to them.

use rusqlite::{OptionalExtension, Result, Transaction, params_from_iter};

use super::{Query, Store, StoreError, search};
use crate::cluster;
use crate::model::{ArticleId, StoryId};

/// At most this many headlines are weighed for a story's title.
const HEADLINES: i64 = 12;

/// The story of an article, if it has one.
pub(super) fn story_of(step: &Transaction<'_>, article: ArticleId) -> Result<Option<StoryId>> {
    step.prepare_cached("SELECT story FROM membership WHERE article = ?1")?
        .query_row([article.0], |row| row.get(0).map(StoryId))
        .optional()
}

/// Puts an article into a story; without a confidence because the reader says so.
pub(super) fn set_story(
    step: &Transaction<'_>,
    article: ArticleId,
    story: StoryId,
    confidence: Option<f64>,
) -> Result<()> {
    step.prepare_cached("INSERT OR REPLACE INTO membership (article, story, confidence) VALUES (?1, ?2, ?3)")?
        .execute((article.0, story.0, confidence))
        .map(|_| ())
}

/// A story without articles; [`refresh`] completes it when it has some. Its number is not that of a story that may come back.
pub(super) fn begin(step: &Transaction<'_>, title: Option<&str>) -> Result<StoryId> {
    step.prepare_cached(
        "INSERT INTO story (id, title, given_title, newest) VALUES (
             1 + max(ifnull((SELECT max(id) FROM story), 0), ifnull((SELECT max(story) FROM undo_story), 0)), ?1, ?2, 0)",
    )?
        .insert((title.unwrap_or_default(), title.is_some()))
        .map(StoryId)
}

/// Brings a story's title and moment up to its articles; a story that has none is taken away.
pub(super) fn refresh(step: &Transaction<'_>, story: StoryId) -> Result<StoryId> {
    let newest: Option<i64> = step
        .prepare_cached(
            "SELECT max(version.moment) FROM membership JOIN version ON version.article = membership.article
             WHERE membership.story = ?1",
        )?
        .query_row([story.0], |row| row.get(0))?;
    let Some(newest) = newest else {
        step.prepare_cached("DELETE FROM story WHERE id = ?1")?.execute([story.0])?;
        return Ok(story);
    };
    let titles = headlines(step, story)?;
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let title = cluster::headline(&titles).map_or("", |chosen| titles[chosen]);
    step.prepare_cached(
        "UPDATE story SET newest = ?2, title = CASE WHEN given_title THEN title ELSE ?3 END WHERE id = ?1",
    )?
    .execute((story.0, newest, title))?;
    Ok(story)
}

/// The latest headline of each article, the earliest published first.
fn headlines(step: &Transaction<'_>, story: StoryId) -> Result<Vec<String>> {
    // Beside `max` or `min`, the engine answers the other columns from the row that holds it.
    step.prepare_cached(
        "SELECT title FROM (
             SELECT version.title, max(version.moment), version.article FROM membership
             JOIN version ON version.article = membership.article
             WHERE membership.story = ?1 GROUP BY version.article
         ) AS latest
         ORDER BY (SELECT min(moment) FROM version WHERE version.article = latest.article), latest.article LIMIT ?2",
    )?
    .query_map((story.0, HEADLINES), |row| row.get(0))?
    .collect()
}

/// See [`Store::position`].
fn position(step: &Transaction<'_>, query: &Query, story: StoryId) -> Result<Option<usize>> {
    if query.is_empty() {
        // Through the index of the order itself: nothing is read of the stories before it.
        let before: Option<i64> = step
            .prepare_cached(
                "SELECT (SELECT count(*) FROM story AS other WHERE (other.newest, other.id) > (story.newest, story.id))
                 FROM story WHERE id = ?1",
            )?
            .query_row([story.0], |row| row.get(0))
            .optional()?;
        return Ok(before.and_then(|before| usize::try_from(before).ok()));
    }
    let (wanted, values) = search::story_conditions(query);
    let mut ids = step.prepare_cached(&format!("SELECT id FROM story WHERE {wanted} ORDER BY newest DESC, id DESC"))?;
    let ids: Vec<i64> = ids.query_map(params_from_iter(&values), |row| row.get(0))?.collect::<Result<_>>()?;
    Ok(ids.iter().position(|&id| id == story.0))
}

impl Store {
    /// The place of a story, from 0, in the list that [`Store::stories`] gives of what is looked for; `None` where it has none.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn position(&self, query: &Query, story: StoryId) -> std::result::Result<Option<usize>, StoreError> {
        self.read(|step| position(step, query, story))
    }
}
