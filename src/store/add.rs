//! Keeping arrivals: which article, which text, whether there is anything new in them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Result, Transaction, TransactionBehavior};

use super::codec::{moment_millis, paragraphs_text};
use super::grouping::{self, Newcomer, Window};
use super::identity::{self, headline};
use super::search::unspaced;
use super::stories::{begin, refresh, set_story, story_of};
use super::{Added, Status, Store, StoreError, records};
use crate::cluster::{Signature, Sketch};
use crate::halves::in_halves;
use crate::model::{Arrival, ArticleId, Past, StoryId, VersionId};
use crate::text::Document;

/// So few articles are read by one thread as soon as by two.
pub const FEW: usize = 16;

/// See [`super::Store::add`].
pub(super) fn add(
    step: &Transaction<'_>,
    window: &mut Window,
    (arrivals, pasts): (&[Arrival], &BTreeMap<usize, Past>),
    now: Timestamp,
) -> Result<Vec<Added>> {
    let seen = |place: usize| pasts.get(&place).map_or(now, |past| past.seen);
    let kept = arrivals.iter().enumerate().map(|(place, arrival)| keep(step, arrival, seen(place)));
    let kept: Vec<Kept> = kept.collect::<Result<_>>()?;
    for (&place, past) in pasts {
        let (kept, arrival) = (&kept[place], &arrivals[place]);
        let homeless = story_of(step, kept.article)?.is_none();
        window.returned(|returned| records::restore(step, returned, kept.article, kept.version, past))?;
        if let (true, Some(story)) = (homeless, story_of(step, kept.article)?) {
            kept.keep_signature(step, arrival)?;
            refresh(step, story)?;
        }
    }
    let mut seen = BTreeSet::new();
    let mut fresh = Vec::new();
    let mut revised = BTreeSet::new();
    for (kept, arrival) in kept.iter().zip(arrivals) {
        match story_of(step, kept.article)? {
            None if seen.insert(kept.article) => fresh.push((kept, arrival)),
            Some(story) if kept.status != Status::Unchanged => drop(revised.insert(story)),
            _ => {}
        }
    }
    group(step, window, &fresh)?;
    make_found(step, &kept.iter().zip(arrivals).collect::<Vec<_>>())?;
    for story in revised {
        refresh(step, story)?;
    }
    let added = kept.into_iter().map(|kept| {
        let story = story_of(step, kept.article)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        Ok(kept.added(story))
    });
    added.collect()
}

/// See [`super::Store::add_together`].
pub(super) fn add_together(
    step: &Transaction<'_>,
    title: Option<&str>,
    arrivals: &[Arrival],
    now: Timestamp,
) -> Result<StoryId> {
    let story = begin(step, title)?;
    let mut before = BTreeSet::new();
    let kept: Vec<Kept> = arrivals.iter().map(|arrival| keep(step, arrival, now)).collect::<Result<_>>()?;
    make_found(step, &kept.iter().zip(arrivals).collect::<Vec<_>>())?;
    for (kept, arrival) in kept.iter().zip(arrivals) {
        match story_of(step, kept.article)? {
            Some(other) => drop(before.insert(other)),
            None => kept.keep_signature(step, arrival)?,
        }
        set_story(step, kept.article, story, None)?;
    }
    for story in before {
        refresh(step, story)?;
    }
    refresh(step, story)
}

/// An arrival as it now stands in the tables.
pub(super) struct Kept {
    pub(super) article: ArticleId,
    version: VersionId,
    text: i64,
    pub(super) status: Status,
    title: String,
    moment: i64,
}

impl Kept {
    fn added(self, story: StoryId) -> Added {
        Added { article: self.article, version: self.version, story, title: self.title, status: self.status }
    }

    fn newcomer(&self, signature: Signature) -> Newcomer {
        Newcomer { article: self.article, moment: self.moment, signature }
    }

    /// Keeps what the article is about, which goes into a story without being grouped.
    fn keep_signature(&self, step: &Transaction<'_>, arrival: &Arrival) -> Result<()> {
        let signature = Signature::read(&self.title, &arrival.document);
        grouping::keep_signature(step, &self.newcomer(signature))
    }
}

/// Finds the stories of articles that have none yet.
pub(super) fn group(step: &Transaction<'_>, window: &mut Window, fresh: &[(&Kept, &Arrival)]) -> Result<()> {
    let told = |k: usize| (fresh[k].0.title.as_str(), &*fresh[k].1.document);
    let signatures = window.signatures(fresh.len(), told).into_iter();
    let newcomers: Vec<Newcomer> =
        fresh.iter().zip(signatures).map(|((kept, _), about)| kept.newcomer(about)).collect();
    grouping::arrange(step, window, &newcomers)
}

/// Keeps an arrival and its article; which story that is in is the caller's to say, and that it is to be found ([`make_found`]).
pub(super) fn keep(step: &Transaction<'_>, arrival: &Arrival, now: Timestamp) -> Result<Kept> {
    let (article, known) = keep_article(step, arrival, &headline(arrival))?;
    keep_version(step, article, known, arrival, now)
}

/// Keeps an arrival as a version of an article, unless one has its text and title. `known` is whether the article was. Its words
/// are found when [`make_found`] has had it.
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
        return Ok(Kept { article, version: VersionId(id), text, status: Status::Unchanged, title, moment });
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
    let status = if known { Status::Revised } else { Status::New };
    Ok(Kept { article, version: VersionId(version), text, status, title, moment })
}

/// Makes a version's words found.
pub(super) fn index(step: &Transaction<'_>, version: i64, title: &str, outlet: &str, body: &str) -> Result<()> {
    step.prepare_cached("INSERT INTO search (rowid, title, outlet, body) VALUES (?1, ?2, ?3, ?4)")?
        .execute((version, unspaced::to_index(title), unspaced::to_index(outlet), unspaced::to_index(body)))
        .map(|_| ())
}

/// The article of an arrival, and whether it was known.
fn keep_article(step: &Transaction<'_>, arrival: &Arrival, title: &str) -> Result<(ArticleId, bool)> {
    let identity = identity::identity(arrival, title);
    if let Some(article) = identity::find(step, &identity)? {
        return Ok((article, true));
    }
    step.prepare_cached("INSERT INTO outlet (name) VALUES (?1) ON CONFLICT DO NOTHING")?.execute([&arrival.outlet])?;
    let id = step
        .prepare_cached("INSERT INTO article (outlet, identity, url) SELECT id, ?2, ?3 FROM outlet WHERE name = ?1")?
        .insert((&arrival.outlet, &identity, &arrival.url))?;
    // It may have gone for its age.
    identity::want_again(step, &identity)?;
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

/// Makes the words of the versions that are new found, and keeps by which of them a copy is known.
///
/// All at the end and in a row: a statement on another table that may have to be taken back makes the full text write what it
/// holds to the file, and a piece of the index for every article costs more in merging than all the rest of keeping it.
pub(super) fn make_found(step: &Transaction<'_>, kept: &[(&Kept, &Arrival)]) -> Result<()> {
    let mut fresh = Vec::new();
    for &(kept, arrival) in kept.iter().filter(|(kept, _)| kept.status != Status::Unchanged) {
        // One that was completed since it was kept has the words of its new text already.
        let still: bool = step
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM version WHERE id = ?1 AND text = ?2)")?
            .query_row((kept.version.0, kept.text), |row| row.get(0))?;
        if still {
            fresh.push((kept, arrival));
        }
    }
    for (kept, arrival) in &fresh {
        index(step, kept.version.0, &kept.title, &arrival.outlet, arrival.document.text())?;
    }
    let read = |range: std::ops::Range<usize>| {
        fresh[range].iter().map(|(_, arrival)| Sketch::read(&arrival.document).to_bytes()).collect::<Vec<_>>()
    };
    let sketches = in_halves(fresh.len(), FEW, read).into_iter().flatten();
    let mut put = step.prepare_cached("INSERT OR REPLACE INTO sketch (text, shingles) VALUES (?1, ?2)")?;
    for ((kept, _), sketch) in fresh.iter().zip(sketches) {
        put.execute((kept.text, sketch))?;
    }
    Ok(())
}

impl Store {
    /// Keeps arrivals and groups new articles into stories, all in one transaction. The result has one entry for each, in
    /// order.
    ///
    /// An article is known by its address without tracking parameters, or by outlet and first title where it has none.
    /// A story that gets a version is no longer read.
    ///
    /// # Errors
    /// What kept the transaction from being made; nothing of it is kept.
    pub fn add(&mut self, arrivals: &[Arrival]) -> std::result::Result<Vec<Added>, StoreError> {
        self.add_back(arrivals, &BTreeMap::new())
    }

    /// The same for arrivals some of which were in a store before, of which `pasts` holds by their places what was known: they
    /// were seen when they were seen, are read and starred as they were, and go into the stories they were in, unless their
    /// article is in another one here.
    ///
    /// # Errors
    /// As for [`Store::add`].
    ///
    /// # Panics
    /// If a place is not one of an arrival.
    pub fn add_back(
        &mut self,
        arrivals: &[Arrival],
        pasts: &BTreeMap<usize, Past>,
    ) -> std::result::Result<Vec<Added>, StoreError> {
        let now = Timestamp::now();
        let mut window = std::mem::take(&mut self.window);
        let added = self.write(|step| add(step, &mut window, (arrivals, pasts), now))?;
        // After a step that failed it stays forgotten: what it holds was not kept.
        self.window = window;
        Ok(added)
    }

    /// What [`Store::add`] would answer, with nothing kept. Numbers of what is new are those it would get.
    ///
    /// # Errors
    /// As for [`Store::add`].
    pub fn preview(&mut self, arrivals: &[Arrival]) -> std::result::Result<Vec<Added>, StoreError> {
        let now = Timestamp::now();
        // A transaction that is not committed is rolled back.
        let step = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let added =
            step.and_then(|step| add(&step, &mut grouping::Window::default(), (arrivals, &BTreeMap::new()), now));
        added.map_err(|e| self.fault(&e))
    }

    /// Keeps arrivals as one story because the reader says so: its confidence is `None`. Articles that were in another story
    /// leave it. Without a title it gets one of its headlines.
    ///
    /// # Errors
    /// What kept the transaction from being made; nothing of it is kept.
    pub fn add_together(
        &mut self,
        title: Option<&str>,
        arrivals: &[Arrival],
    ) -> std::result::Result<StoryId, StoreError> {
        let now = Timestamp::now();
        self.window.forget();
        self.write(|step| add_together(step, title, arrivals, now))
    }
}
