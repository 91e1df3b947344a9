//! Which story an article belongs to. The measure is `cluster`'s; here are the tables it is asked with.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Result, Transaction};

use crate::cluster::{self, Signature, WINDOW_DAYS};
use crate::model::{ArticleId, StoryId};
use crate::text::Document;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// At most this many articles are looked at for one word, so that a word in everything costs no more than a rare one.
const ARTICLES_A_WORD: i64 = 1_000;

/// At most this many articles, the likest, speak for their stories.
const CANDIDATES: usize = 40;

/// At most this many headlines are weighed for a story's title.
const HEADLINES: i64 = 12;

/// An article that has no story yet.
pub(super) struct NewArticle<'a> {
    /// Its number.
    pub(super) id: ArticleId,
    /// Its headline.
    pub(super) title: &'a str,
    /// Its text.
    pub(super) document: &'a Document,
    /// When it was published or seen, in milliseconds since 1970.
    pub(super) moment: i64,
}

/// The story of an article, if it has one.
pub(super) fn story_of(step: &Transaction<'_>, article: ArticleId) -> Result<Option<StoryId>> {
    step.prepare_cached("SELECT story FROM membership WHERE article = ?1")?
        .query_row([article.0], |row| row.get(0).map(StoryId))
        .optional()
}

/// Puts an article into the story it is likest, or into one of its own.
pub(super) fn join(step: &Transaction<'_>, article: &NewArticle<'_>) -> Result<StoryId> {
    let signature = Signature::read(article.title, article.document);
    let day = article.moment.div_euclid(DAY_MILLIS);
    let chosen = cluster::choose(likenesses(step, &signature, day)?);
    let (story, confidence) = match chosen {
        Some(chosen) => chosen,
        None => (begin(step, None)?, 1.0),
    };
    set_story(step, article.id, story, Some(confidence))?;
    keep_signature(step, article.id, &signature, day)?;
    refresh(step, story)
}

/// Puts an article into a story because the reader says so, out of the one it was in.
pub(super) fn put(step: &Transaction<'_>, article: &NewArticle<'_>, story: StoryId) -> Result<()> {
    let before = story_of(step, article.id)?;
    set_story(step, article.id, story, None)?;
    match before {
        Some(before) if before != story => refresh(step, before).map(|_| ()),
        Some(_) => Ok(()),
        None => {
            let signature = Signature::read(article.title, article.document);
            keep_signature(step, article.id, &signature, article.moment.div_euclid(DAY_MILLIS))
        }
    }
}

/// A story without articles; [`refresh`] completes it when it has some.
pub(super) fn begin(step: &Transaction<'_>, title: Option<&str>) -> Result<StoryId> {
    step.prepare_cached("INSERT INTO story (title, given_title, newest) VALUES (?1, ?2, 0)")?
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

/// For each story that has a chance, how like the article is to every article of it.
fn likenesses(step: &Transaction<'_>, signature: &Signature, day: i64) -> Result<BTreeMap<StoryId, Vec<f64>>> {
    let mut alike: BTreeMap<i64, f64> = BTreeMap::new();
    let mut sharing = step.prepare_cached(
        "SELECT article, weight FROM term WHERE stem = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day, article LIMIT ?4",
    )?;
    for (stem, weight) in &signature.0 {
        let mut rows = sharing.query((stem, day - WINDOW_DAYS, day + WINDOW_DAYS, ARTICLES_A_WORD))?;
        while let Some(row) = rows.next()? {
            *alike.entry(row.get(0)?).or_default() += weight * row.get::<_, f64>(1)?;
        }
    }
    let mut candidates: Vec<(i64, f64)> = alike.into_iter().collect();
    // Stable, so of equally alike articles the earlier come first.
    candidates.sort_by(|x, y| y.1.total_cmp(&x.1));
    candidates.truncate(CANDIDATES);
    let mut stories: BTreeMap<StoryId, Vec<f64>> = BTreeMap::new();
    for (article, likeness) in candidates {
        if let Some(story) = story_of(step, ArticleId(article))? {
            stories.entry(story).or_default().push(likeness);
        }
    }
    let mut size = step.prepare_cached("SELECT count(*) FROM membership WHERE story = ?1")?;
    for (story, alike) in &mut stories {
        // Articles that were no candidate share nothing with it.
        alike.resize(size.query_row([story.0], |row| row.get::<_, i64>(0))? as usize, 0.0);
    }
    Ok(stories)
}

fn set_story(step: &Transaction<'_>, article: ArticleId, story: StoryId, confidence: Option<f64>) -> Result<()> {
    step.prepare_cached("INSERT OR REPLACE INTO membership (article, story, confidence) VALUES (?1, ?2, ?3)")?
        .execute((article.0, story.0, confidence))
        .map(|_| ())
}

fn keep_signature(step: &Transaction<'_>, article: ArticleId, signature: &Signature, day: i64) -> Result<()> {
    let mut keep = step.prepare_cached("INSERT INTO term (stem, day, article, weight) VALUES (?1, ?2, ?3, ?4)")?;
    for (stem, weight) in &signature.0 {
        keep.execute((stem, day, article.0, weight))?;
    }
    Ok(())
}
