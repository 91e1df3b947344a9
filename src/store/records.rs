//! A store going out version by version, and coming back.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Result, Transaction, params_from_iter};

use super::stories::{begin, set_story, story_of};
use super::{Query, Store, StoreError, pairing, read, search};
use crate::model::{ArticleId, Past, PastStory, StoryId, Version, VersionId};

/// A version with all a store knows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The version with its text.
    pub version: Version,
    /// Who wrote it, as the outlet says.
    pub byline: Option<String>,
    /// The file, address or stream it came from.
    pub source: String,
    /// What happened to it since.
    pub past: Past,
}

/// Which versions go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Every version of the articles that have what is looked for; all where nothing is.
    Query(Query),
    /// Every version of a story's articles.
    Story(StoryId),
}

/// The numbers of the versions chosen, in the order in which they were kept.
pub(super) fn chosen(step: &Transaction<'_>, choice: &Choice) -> Result<Vec<VersionId>> {
    let (wanted, values) = match choice {
        Choice::Story(story) => {
            ("article IN (SELECT article FROM membership WHERE story = ?)".to_owned(), vec![Value::from(story.0)])
        }
        Choice::Query(query) if query.is_empty() => ("TRUE".to_owned(), Vec::new()),
        Choice::Query(query) => search::articles(query),
    };
    step.prepare(&format!("SELECT id FROM version WHERE {wanted} ORDER BY id"))?
        .query_map(params_from_iter(&values), |row| row.get(0).map(VersionId))?
        .collect()
}

/// One version with all that is known of it.
pub(super) fn record(step: &Transaction<'_>, id: VersionId) -> Result<Option<Record>> {
    let Some(version) = read::version(step, id)? else { return Ok(None) };
    let (byline, source) = step
        .prepare_cached("SELECT byline, source FROM version WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let story = step
        .prepare_cached(
            "SELECT story.id, story.title, story.given_title, confidence, starred, pinned FROM membership
             JOIN story ON story.id = membership.story WHERE article = ?1",
        )?
        .query_row([version.article.0], |row| {
            let title: String = row.get(1)?;
            Ok(PastStory {
                from: String::new(),
                number: row.get(0)?,
                title: row.get::<_, bool>(2)?.then_some(title),
                confidence: row.get(3)?,
                starred: row.get(4)?,
                pinned: row.get(5)?,
            })
        })
        .optional()?;
    let first = "SELECT NOT EXISTS (SELECT 1 FROM version WHERE article = ?1 AND id < ?2)";
    let first = step.prepare_cached(first)?.query_row((version.article.0, id.0), |row| row.get(0))?;
    let pairs = if first { pairing::said_of(step, version.article)? } else { Vec::new() };
    let past = Past { seen: version.info.seen, read: version.info.read, story, pairs };
    Ok(Some(Record { version, byline, source, past }))
}

/// Which story here a story of the store that went out has become.
pub(super) type Returned = BTreeMap<(String, i64), StoryId>;

/// Says of a version that came back what was known of it, and puts its article into its story, unless it is in one here.
pub(super) fn restore(
    step: &Transaction<'_>,
    returned: &mut Returned,
    article: ArticleId,
    version: VersionId,
    past: &Past,
) -> Result<()> {
    if past.read {
        step.prepare_cached("UPDATE version SET read = 1 WHERE id = ?1")?.execute([version.0])?;
    }
    pairing::say_again(step, article, &past.pairs)?;
    let Some(story) = &past.story else { return Ok(()) };
    let key = (story.from.clone(), story.number);
    match (story_of(step, article)?, returned.get(&key)) {
        // Known from an import that was broken off, or by itself: the others of its story come to it.
        (Some(here), _) => {
            returned.entry(key).or_insert(here);
        }
        (None, Some(&here)) => set_story(step, article, here, story.confidence)?,
        (None, None) => {
            let here = begun(step, story)?;
            set_story(step, article, here, story.confidence)?;
            returned.insert(key, here);
        }
    }
    Ok(())
}

/// A story with its title and marks, under its own number if that is free here.
fn begun(step: &Transaction<'_>, story: &PastStory) -> Result<StoryId> {
    let taken =
        "SELECT EXISTS (SELECT 1 FROM story WHERE id = ?1) OR EXISTS (SELECT 1 FROM undo_story WHERE story = ?1)";
    let taken: bool = step.prepare_cached(taken)?.query_row([story.number], |row| row.get(0))?;
    let mut here = begin(step, story.title.as_deref())?;
    if !taken && story.number > 0 {
        step.prepare_cached("UPDATE story SET id = ?2 WHERE id = ?1")?.execute((here.0, story.number))?;
        here = StoryId(story.number);
    }
    step.prepare_cached("UPDATE story SET starred = ?2, pinned = ?3 WHERE id = ?1")?.execute((
        here.0,
        story.starred,
        story.pinned,
    ))?;
    Ok(here)
}

impl Store {
    /// Hands over every version chosen with all that is known of it, in the order in which they were kept, until `take` says
    /// that it has enough.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn export(&self, choice: &Choice, take: &mut dyn FnMut(Record) -> bool) -> std::result::Result<(), StoreError> {
        self.read(|step| {
            for id in chosen(step, choice)? {
                if !record(step, id)?.is_none_or(&mut *take) {
                    break;
                }
            }
            Ok(())
        })
    }
}
