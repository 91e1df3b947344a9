//! Stories and versions out of the tables.

use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Result, Row, Transaction, params_from_iter};

use super::codec::{read_document, read_moment};
use super::{Hits, Query, Store, StoreError, StoryList, StoryQuery, search};
use crate::cluster::{self, Sketch};
use crate::model::{Article, ArticleId, Story, StoryId, Version, VersionId, VersionInfo};

/// See [`super::Store::stories`].
pub(super) fn stories(step: &Transaction<'_>, query: &StoryQuery) -> Result<StoryList> {
    let (wanted, mut values) = search::story_conditions(&query.search);
    let mut ids = |limit: i64, offset: i64| -> Result<Vec<StoryId>> {
        values.extend([limit.into(), offset.into()]);
        step.prepare_cached(&format!(
            "SELECT id FROM story WHERE {wanted} ORDER BY newest DESC, id DESC LIMIT ? OFFSET ?"
        ))?
        .query_map(params_from_iter(&values), |row| row.get(0).map(StoryId))?
        .collect()
    };
    // A negative limit is none.
    let limit = query.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
    let (total, ids) = if query.search.is_empty() {
        let total: i64 = step.prepare_cached("SELECT count(*) FROM story")?.query_row([], |row| row.get(0))?;
        (total as usize, ids(limit, query.offset as i64)?)
    } else {
        // Looked for once: counting alone would cost as much again.
        let all = ids(-1, 0)?;
        let page = all.iter().skip(query.offset).take(query.limit.unwrap_or(usize::MAX));
        (all.len(), page.copied().collect())
    };
    let mut stories = Vec::with_capacity(ids.len());
    for id in ids {
        stories.extend(story(step, id)?);
    }
    Ok(StoryList { total, stories })
}

/// One story, if it is there.
pub(super) fn story(step: &Transaction<'_>, id: StoryId) -> Result<Option<Story>> {
    let found = step
        .prepare_cached("SELECT title, starred, pinned FROM story WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((title, starred, pinned)) = found else { return Ok(None) };
    let mut story =
        Story { id, title, confidence: Some(1.0), articles: Vec::new(), read: true, changed: false, pinned, starred };
    let mut versions = step.prepare_cached(
        "SELECT version.id AS version, version.title AS title, version.seen AS seen, version.published AS published,
                version.read AS read, version.summary AS summary, article.id AS article, outlet.name AS outlet, article.url AS url,
                membership.confidence AS confidence
         FROM membership
         JOIN article ON article.id = membership.article
         JOIN outlet ON outlet.id = article.outlet
         JOIN version ON version.article = article.id
         WHERE membership.story = ?1
         ORDER BY version.moment, version.id",
    )?;
    let mut rows = versions.query([id.0])?;
    while let Some(row) = rows.next()? {
        story.read &= row.get::<_, bool>("read")?;
        // As sure as of the article it is least sure of; what the reader did by hand needs no figure.
        let confidence: Option<f64> = row.get("confidence")?;
        story.confidence = story.confidence.zip(confidence).map(|(least, this)| least.min(this));
        let article = ArticleId(row.get("article")?);
        let info = version_info(row)?;
        match story.articles.iter_mut().find(|known| known.id == article) {
            Some(known) => known.versions.push(info),
            None => story.articles.push(Article {
                id: article,
                outlet: row.get("outlet")?,
                url: row.get("url")?,
                confidence,
                copy_of: None,
                changed: false,
                versions: vec![info],
            }),
        }
    }
    for article in &mut story.articles {
        article.changed = is_changed(&article.versions);
        story.changed |= article.changed;
    }
    find_copies(step, &mut story)?;
    Ok(Some(story))
}

/// Says of every article whose text another one of the story prints too, and prints whole, which that is.
fn find_copies(step: &Transaction<'_>, story: &mut Story) -> Result<()> {
    if story.articles.len() < 2 {
        return Ok(());
    }
    let mut kept = step.prepare_cached(
        "SELECT ifnull((SELECT shingles FROM sketch WHERE sketch.text = version.text), x'') FROM version WHERE id = ?1",
    )?;
    let sketch = |article: &Article| {
        kept.query_row([article.latest().id.0], |row| Ok(Sketch::from_bytes(row.get_ref(0)?.as_blob()?)))
    };
    let sketches: Vec<Sketch> = story.articles.iter().map(sketch).collect::<Result<_>>()?;
    for group in cluster::copies(&sketches) {
        for &copy in &group[1..] {
            story.articles[copy].copy_of = Some(story.articles[group[0]].id);
        }
    }
    Ok(())
}

/// One version with its text, if it is there.
pub(super) fn version(step: &Transaction<'_>, id: VersionId) -> Result<Option<Version>> {
    step.prepare_cached(
        "SELECT version.id AS version, version.title AS title, version.seen AS seen, version.published AS published,
                version.read AS read, version.summary AS summary, article.id AS article, outlet.name AS outlet,
                article.url AS url, text.body AS body,
                text.paragraphs AS paragraphs
         FROM version
         JOIN article ON article.id = version.article
         JOIN outlet ON outlet.id = article.outlet
         JOIN text ON text.id = version.text
         WHERE version.id = ?1",
    )?
    .query_row([id.0], |row| {
        let (text, paragraphs): (String, String) = (row.get("body")?, row.get("paragraphs")?);
        Ok(Version {
            info: version_info(row)?,
            article: ArticleId(row.get("article")?),
            outlet: row.get("outlet")?,
            url: row.get("url")?,
            document: Arc::new(read_document(&text, &paragraphs)),
        })
    })
    .optional()
}

/// Whether a version was kept after one that the reader has read, and was not read yet.
fn is_changed(versions: &[VersionInfo]) -> bool {
    let first_read = versions.iter().filter(|version| version.read).map(|version| version.id).min();
    first_read.is_some_and(|first| versions.iter().any(|version| !version.read && version.id > first))
}

fn version_info(row: &Row<'_>) -> Result<VersionInfo> {
    let published: Option<String> = row.get("published")?;
    Ok(VersionInfo {
        id: VersionId(row.get("version")?),
        title: row.get("title")?,
        seen: Timestamp::from_millisecond(row.get("seen")?).unwrap_or_default(),
        published: published.as_deref().and_then(read_moment),
        summary: row.get("summary")?,
        read: row.get("read")?,
    })
}

impl Store {
    /// The stories asked for, newest first, and of equally new ones the later made first.
    ///
    /// A story is as new as its newest version. A version's moment is when the outlet says it was published, a day standing
    /// for its first instant; where the outlet is silent or names the future, it is when newsdiff first saw it. The versions
    /// of an article and the articles of a story are in order of that moment, then in order of arrival.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn stories(&self, query: &StoryQuery) -> std::result::Result<StoryList, StoreError> {
        self.read(|step| stories(step, query))
    }

    /// The articles that have what is looked for, the best first: by how much of the article the words are and how rare they are
    /// (bm25), a word of the headline counting eight times, then the newest. Of words that stand in more than 5,000 versions the
    /// latest kept are looked through.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn search(&self, query: &Query, limit: Option<usize>) -> std::result::Result<Hits, StoreError> {
        self.read(|step| search::search(step, query, limit))
    }

    /// One story.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the store from being read.
    pub fn story(&self, id: StoryId) -> std::result::Result<Story, StoreError> {
        self.read(|step| story(step, id))?.ok_or_else(|| self.missing(format!("story {id}")))
    }

    /// One version with its text.
    ///
    /// # Errors
    /// [`StoreError::Missing`], or what kept the store from being read.
    pub fn version(&self, id: VersionId) -> std::result::Result<Version, StoreError> {
        self.read(|step| version(step, id))?.ok_or_else(|| self.missing(format!("version {id}")))
    }

    /// Whether nothing was kept yet.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn is_empty(&self) -> std::result::Result<bool, StoreError> {
        self.read(|step| step.query_row("SELECT NOT EXISTS (SELECT 1 FROM version)", [], |row| row.get(0)))
    }
}
