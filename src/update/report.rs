//! What a round came to.

use jiff::Timestamp;

use crate::model::{SourceId, Warning};
use crate::store::{Source, Tally};

/// What a round came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Each source asked for, in order of number.
    pub sources: Vec<SourceReport>,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

impl Report {
    /// What all sources and pages came to together.
    pub fn tally(&self) -> Tally {
        self.sources.iter().fold(Tally::default(), |mut all, source| {
            all += source.items;
            all += source.pages;
            all
        })
    }

    /// Whether something was tried and all of it failed.
    pub fn all_failed(&self) -> bool {
        let mut tried =
            self.sources.iter().filter(|source| !matches!(source.outcome, Outcome::Skipped { .. })).peekable();
        tried.peek().is_some() && tried.all(|source| matches!(source.outcome, Outcome::Failed(_)))
    }
}

/// What came of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceReport {
    /// Its number.
    pub id: SourceId,
    /// What it is called.
    pub name: String,
    /// Its address, the new one where it has moved.
    pub address: String,
    /// How it went.
    pub outcome: Outcome,
    /// What its items came to.
    pub items: Tally,
    /// What the pages of its articles came to.
    pub pages: Tally,
    /// The pages that could not be read.
    pub faults: Vec<PageFault>,
    /// Where it has moved for good, if it has.
    pub moved: Option<String>,
    /// What could not be read in it.
    pub warnings: Vec<Warning>,
}

/// How a source went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was read.
    Read,
    /// It has not changed since it was last read.
    Unchanged,
    /// It could not be read; why, in words that go on from its name.
    Failed(String),
    /// It was not tried.
    Skipped {
        /// Why.
        why: String,
        /// Until when.
        until: Option<Timestamp>,
    },
    /// Only pages of its articles were read.
    Pages,
}

/// A page that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFault {
    /// Its address.
    pub url: String,
    /// Why, in words that go on from it.
    pub why: String,
}

impl SourceReport {
    /// The beginning of a report on a source.
    pub(super) fn of(source: &Source, outcome: Outcome) -> SourceReport {
        SourceReport {
            id: source.id,
            name: source.name().to_owned(),
            address: source.about.address.clone(),
            outcome,
            items: Tally::default(),
            pages: Tally::default(),
            faults: Vec::new(),
            moved: None,
            warnings: Vec::new(),
        }
    }

    pub(super) fn skipped(source: &Source, why: String) -> SourceReport {
        let until = if source.stopped { None } else { Some(source.held.unwrap_or(source.due).max(source.due)) };
        SourceReport::of(source, Outcome::Skipped { why, until })
    }
}
