//! Which story an article belongs to. The measure is `cluster`'s; here are the tables it is asked with.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rusqlite::{OptionalExtension, Result, Transaction};

use super::add::FEW;
use super::records::Returned;
use super::stories::{begin, refresh, set_story, story_of};
use crate::cluster::{self, Nearby, Reader, Signature, WINDOW_DAYS};
use crate::halves::in_halves;
use crate::model::{ArticleId, StoryId};
use crate::text::Document;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// How many articles are kept in memory from one step to the next: some weeks of a newsroom's, a few hundred bytes each.
const IN_MEMORY: usize = 50_000;

/// How many spellings each reader of signatures knows from one step to the next: those of some thousand articles, about ten megabytes.
const WORDS_IN_MEMORY: usize = 50_000;

/// How many articles are grouped anew for each that arrives, and for all that arrive together: what is beyond has no say in the
/// grouping, except stories one of them may belong to, which are always weighed whole.
const AROUND_EACH: usize = 8;
const AROUND_ALL: usize = 400;

/// An article that has just arrived.
pub(super) struct Newcomer {
    /// Its number.
    pub(super) article: ArticleId,
    /// When it was published or seen, in milliseconds since 1970.
    pub(super) moment: i64,
    /// What it is about.
    pub(super) signature: Signature,
}

/// The signatures of the days worked on, kept from one step to the next as long as nobody else writes.
#[derive(Debug, Default)]
pub(super) struct Window {
    nearby: Nearby,
    /// What the engine counted other programs' writes at.
    version: Option<i64>,
    /// What became of stories that came back.
    returned: Returned,
    /// Who reads what articles are about, one for each half of a step; they know the words of earlier steps.
    readers: [Mutex<Reader>; 2],
}

impl Window {
    /// Forgets all, where the tables may say something else now.
    pub(super) fn forget(&mut self) {
        *self = Window::default();
    }

    /// What the articles are about, read by two threads where they are many. `told` gives the title and text of each.
    pub(super) fn signatures<'a>(
        &self,
        count: usize,
        told: impl Fn(usize) -> (&'a str, &'a Document) + Sync,
    ) -> Vec<Signature> {
        let read = |range: Range<usize>| {
            let half = &self.readers[usize::from(range.start > 0)];
            let mut reader = half.lock().unwrap_or_else(PoisonError::into_inner);
            reader.forget_beyond(WORDS_IN_MEMORY);
            range.map(&told).map(|(title, document)| reader.read(title, document)).collect::<Vec<_>>()
        };
        in_halves(count, FEW, read).into_iter().flatten().collect()
    }

    /// Brings something back, which the signatures in memory do not know.
    pub(super) fn returned<T>(&mut self, bring: impl FnOnce(&mut Returned) -> T) -> T {
        self.version = None;
        bring(&mut self.returned)
    }

    /// Forgets all if another program has written since the last step.
    fn refresh(&mut self, step: &Transaction<'_>) -> Result<()> {
        let version = step.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if self.version != Some(version) {
            (self.nearby, self.version) = (Nearby::default(), Some(version));
        }
        Ok(())
    }

    fn load_around(&mut self, step: &Transaction<'_>, day: i64) -> Result<()> {
        for day in day - WINDOW_DAYS..=day + WINDOW_DAYS {
            if !self.nearby.has_day(day) {
                let mut kept = step.prepare_cached("SELECT article, words FROM signature WHERE day = ?1")?;
                let rows =
                    kept.query_map([day], |row| Ok((row.get(0)?, Signature::from_bytes(row.get_ref(1)?.as_blob()?))))?;
                self.nearby.set_day(day, rows.collect::<Result<Vec<_>>>()?);
            }
        }
        Ok(())
    }

    /// Makes sure that what is near an article can be asked.
    fn load_article(&mut self, step: &Transaction<'_>, article: i64) -> Result<()> {
        let day = match self.nearby.day_of(article) {
            Some(day) => Some(day),
            None => step
                .prepare_cached("SELECT day FROM signature WHERE article = ?1")?
                .query_row([article], |row| row.get(0))
                .optional()?,
        };
        day.map_or(Ok(()), |day| self.load_around(step, day))
    }
}

/// The day a moment lies in, since 1970.
pub(super) fn day_of(moment: i64) -> i64 {
    moment.div_euclid(DAY_MILLIS)
}

/// Keeps what an article is about.
pub(super) fn keep_signature(step: &Transaction<'_>, newcomer: &Newcomer) -> Result<()> {
    step.prepare_cached("INSERT OR REPLACE INTO signature (article, day, words) VALUES (?1, ?2, ?3)")?
        .execute((newcomer.article.0, day_of(newcomer.moment), newcomer.signature.to_bytes()))
        .map(|_| ())
}

/// Finds the stories of articles that have none yet, and groups anew the articles around them that the reader did not place:
/// what arrives late may show that two stories are one, or that one is two. So stories do not depend on what came first.
pub(super) fn arrange(step: &Transaction<'_>, window: &mut Window, newcomers: &[Newcomer]) -> Result<()> {
    window.refresh(step)?;
    for newcomer in newcomers {
        let day = day_of(newcomer.moment);
        window.load_around(step, day)?;
        keep_signature(step, newcomer)?;
        window.nearby.insert(day, newcomer.article.0, newcomer.signature.clone());
    }
    let around = Around::gather(step, window, newcomers)?;
    around.regroup(step, window)?;
    if let Some(last) = newcomers.last() {
        window.nearby.shrink(IN_MEMORY, day_of(last.moment));
    }
    Ok(())
}

/// Where an article stands before it is grouped anew.
#[derive(Clone, Copy)]
struct Standing {
    story: Option<StoryId>,
    by_hand: bool,
}

/// The articles that are grouped anew.
struct Around {
    standing: BTreeMap<i64, Standing>,
}

impl Around {
    /// The newcomers and what is near them, then what is near that, as long as there is room; of stories always every article.
    fn gather(step: &Transaction<'_>, window: &mut Window, newcomers: &[Newcomer]) -> Result<Around> {
        let room = AROUND_ALL + AROUND_EACH * newcomers.len();
        let nowhere = Standing { story: None, by_hand: false };
        let mut around = Around { standing: newcomers.iter().map(|one| (one.article.0, nowhere)).collect() };
        let mut edge: Vec<i64> = newcomers.iter().map(|one| one.article.0).collect();
        let mut stories = BTreeSet::new();
        while !edge.is_empty() {
            let mut next = Vec::new();
            for article in edge {
                window.load_article(step, article)?;
                for near in window.nearby.near(article) {
                    if around.standing.contains_key(&near.article) {
                        continue;
                    }
                    let story = story_of(step, ArticleId(near.article))?;
                    if let Some(story) = story.filter(|story| stories.insert(*story)) {
                        next.extend(around.add_story(step, story)?);
                    }
                }
            }
            edge = if around.standing.len() < room { next } else { Vec::new() };
        }
        Ok(around)
    }

    /// Takes in the articles of a story, unless it is pinned.
    fn add_story(&mut self, step: &Transaction<'_>, story: StoryId) -> Result<Vec<i64>> {
        let mut pinned = step.prepare_cached("SELECT pinned FROM story WHERE id = ?1")?;
        if pinned.query_row([story.0], |row| row.get(0))? {
            return Ok(Vec::new());
        }
        let mut members = step
            .prepare_cached("SELECT article, confidence IS NULL FROM membership WHERE story = ?1 ORDER BY article")?;
        let members: Vec<(i64, bool)> =
            members.query_map([story.0], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
        for &(article, by_hand) in &members {
            self.standing.insert(article, Standing { story: Some(story), by_hand });
        }
        Ok(members.into_iter().map(|(article, _)| article).collect())
    }

    fn regroup(&self, step: &Transaction<'_>, window: &mut Window) -> Result<()> {
        let ids: Vec<i64> = self.standing.keys().copied().collect();
        let mut pairs: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        let mut articles = Vec::with_capacity(ids.len());
        for (k, &id) in ids.iter().enumerate() {
            window.load_article(step, id)?;
            for near in window.nearby.near(id) {
                if let Ok(other) = ids.binary_search(&near.article) {
                    pairs.insert((k.min(other), k.max(other)), near.likeness);
                }
            }
            let words = window.nearby.signature(id).map(Signature::key).unwrap_or_default();
            let by_hand = self.standing[&id];
            let by_hand = by_hand.story.filter(|_| by_hand.by_hand).map(|story| story.0);
            articles.push(cluster::Article { key: (window.nearby.day_of(id).unwrap_or_default(), words), by_hand });
        }
        let pairs: Vec<(usize, usize, f64)> = pairs.into_iter().map(|((a, b), alike)| (a, b, alike)).collect();
        let groups = cluster::group(&articles, &pairs);
        self.settle(step, &ids, &groups)
    }

    /// Writes the groups down. A story goes on as the group that holds most of its articles, so that its number, its star and its
    /// place on screen stay; a story by hand always goes on.
    fn settle(&self, step: &Transaction<'_>, ids: &[i64], groups: &[cluster::Group]) -> Result<()> {
        let mut held: BTreeMap<(usize, StoryId), usize> = BTreeMap::new();
        for (k, group) in groups.iter().enumerate() {
            for story in group.articles.iter().filter_map(|&place| self.standing[&ids[place]].story) {
                *held.entry((k, story)).or_default() += 1;
            }
        }
        let by_hand = |k: usize, story: StoryId| groups[k].by_hand == Some(story.0);
        let mut claims: Vec<((usize, StoryId), usize)> = held.iter().map(|(&claim, &count)| (claim, count)).collect();
        claims.sort_by_key(|&((k, story), count)| (!by_hand(k, story), std::cmp::Reverse(count), story, k));
        let mut chosen: BTreeMap<usize, StoryId> = BTreeMap::new();
        let mut taken: BTreeMap<StoryId, usize> = BTreeMap::new();
        for ((k, story), _) in claims {
            if !chosen.contains_key(&k) && !taken.contains_key(&story) {
                chosen.insert(k, story);
                taken.insert(story, k);
            }
        }
        let mut sizes: BTreeMap<StoryId, usize> = BTreeMap::new();
        for story in self.standing.values().filter_map(|standing| standing.story) {
            *sizes.entry(story).or_default() += 1;
        }
        let mut changed = BTreeSet::new();
        // Of stories that begin now, the one whose article came first gets the lower number.
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|&k| groups[k].articles.iter().min());
        for (k, group) in order.into_iter().map(|k| (k, &groups[k])) {
            let story = match chosen.get(&k) {
                Some(&story) => story,
                None => begin(step, None)?,
            };
            let stays = |&place: &usize| self.standing[&ids[place]].story == Some(story);
            let size = Some(&group.articles.len());
            let whole = held.get(&(k, story)) == size && sizes.get(&story) == size;
            if whole && group.articles.iter().all(stays) {
                continue;
            }
            changed.insert(story);
            for (&place, &confidence) in group.articles.iter().zip(&group.confidence) {
                let standing = self.standing[&ids[place]];
                set_story(step, ArticleId(ids[place]), story, (!standing.by_hand).then_some(confidence))?;
                changed.extend(standing.story);
            }
            // A star of a story that is none any more is not lost with it.
            let of_this = held.range((k, StoryId(i64::MIN))..=(k, StoryId(i64::MAX)));
            for ((_, ended), _) in of_this.filter(|((_, ended), _)| !taken.contains_key(ended)) {
                step.prepare_cached(
                    "UPDATE story SET starred = max(starred, (SELECT starred FROM story WHERE id = ?2)) WHERE id = ?1",
                )?
                .execute((story.0, ended.0))?;
            }
        }
        changed.into_iter().try_for_each(|story| refresh(step, story).map(|_| ()))
    }
}
