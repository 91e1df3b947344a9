//! The articles of a story with all their versions: what its claims are made of, and what is known before they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compare::first::{self, Edition, When};
use crate::compare::{ByHand, Claims, Options, Pairwise};
use crate::model::{Moment, Story, Version};
use crate::sides::Sides;
use crate::store::{Store, StoreError};
use crate::text::Document;

/// One article: its outlet, and its versions.
#[derive(Debug, Clone)]
pub struct Telling {
    /// The article's number in the store, or its place among the files named, from 1.
    pub id: i64,
    /// The outlet's name, as it was given.
    pub outlet: String,
    /// The headline of what is told now; empty where there is none.
    pub title: String,
    /// The address of the article.
    pub url: Option<String>,
    /// Every version known, oldest first; never empty.
    pub editions: Vec<Edition>,
}

impl Telling {
    /// The version that is told now.
    ///
    /// # Panics
    /// Never for an article of the store, which holds at least one version.
    pub fn last(&self) -> &Edition {
        self.editions.last().expect("an article has at least one version")
    }
}

/// Articles side by side, and what the reader says of their sentences.
#[derive(Debug, Clone, Default)]
pub struct Tellings {
    /// One an article, in the order of the story.
    pub each: Vec<Telling>,
    /// What the reader says of sentences of every two, the earlier one of the list on the left.
    by_hand: BTreeMap<(usize, usize), ByHand>,
}

impl Tellings {
    /// Articles of which the reader has said nothing.
    pub fn new(each: Vec<Telling>) -> Tellings {
        Tellings { each, by_hand: BTreeMap::new() }
    }

    /// The articles of a story of the store.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn of_story(kept: &Store, story: &Story) -> Result<Tellings, StoreError> {
        let mut each = Vec::new();
        let mut latest: Vec<Version> = Vec::new();
        for article in &story.articles {
            let mut editions = Vec::new();
            let mut last = None;
            for info in &article.versions {
                let version = kept.version(info.id)?;
                let document = Arc::clone(&version.document);
                editions.push(Edition { document, published: info.published, seen: Some(info.seen) });
                last = Some(version);
            }
            latest.extend(last);
            let title = article.latest().title.clone();
            let url = article.url.clone();
            each.push(Telling { id: article.id.0, outlet: article.outlet.clone(), title, url, editions });
        }
        let mut by_hand = BTreeMap::new();
        for left in 0..latest.len() {
            for right in left + 1..latest.len() {
                let said = kept.by_hand(&Sides::new(latest[left].clone(), latest[right].clone()))?;
                by_hand.insert((left, right), said);
            }
        }
        Ok(Tellings { each, by_hand })
    }

    /// The texts told now.
    pub fn documents(&self) -> Vec<Arc<Document>> {
        self.each.iter().map(|telling| Arc::clone(&telling.last().document)).collect()
    }

    /// Every two of them compared, with their days and with what the reader says of their sentences.
    pub fn pairwise(&self) -> Pairwise {
        Pairwise::choosing(&self.documents(), |sides| self.options(sides))
    }

    /// For each claim, the outlet that had it first and when, where that is known.
    pub fn firsts(&self, found: &Claims) -> Vec<Option<(usize, Moment)>> {
        let times: Vec<Vec<When>> = self.each.iter().map(|telling| first::sentence_times(&telling.editions)).collect();
        let moment = |when: When| when.stated.or(when.by.map(Moment::Instant));
        let first = |claim| first::first(claim, &times).and_then(|(outlet, when)| Some((outlet, moment(when)?)));
        found.claims.iter().map(first).collect()
    }

    /// What is known of two texts before they are compared.
    fn options(&self, sides: &Sides<Arc<Document>>) -> Options {
        let place = |document| self.each.iter().position(|telling| Arc::ptr_eq(&telling.last().document, document));
        let Sides { left: Some(left), right: Some(right) } = sides.as_ref().map(place) else {
            return Options::default();
        };
        let said = self.by_hand.get(&(left, right)).cloned();
        let said = said.or_else(|| self.by_hand.get(&(right, left)).map(ByHand::swapped));
        let days = Sides::new(left, right).map(|k| self.each[k].last().published.map(Moment::day));
        Options { days, by_hand: said.unwrap_or_default(), ..Options::default() }
    }
}
