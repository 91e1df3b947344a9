//! One round of news: sources are read, the pages of what they gave only in summary, and kept pages that may have been edited.
//!
//! ```text
//! Store --due--> jobs by host --crew of threads: fetch--> answers --ingest--> what came --keep--> Store
//! ```
//!
//! The threads fetch, many hosts at a time; the one that runs the round reads what they bring and writes it to the store, so that for
//! reading and keeping a round takes one processor and leaves the others to the screens. It keeps a few articles at a time: what was kept
//! before a word to stop, or a kill, stays kept, and the reader's own marks wait for a few milliseconds only. One source's fault is a
//! line in the report.
//!
//! Screens run [`round`] on a thread of its own with a store opened for it, hear of it through the callback, and stop it with
//! [`Stop`]: it then returns without waiting for answers that are under way.

mod crew;
mod feeds;
mod find;
mod given;
mod look;
mod once;
mod pages;
mod report;
mod schedule;
mod setup;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

pub use crate::fetch::Stop;
pub use find::{FindError, Found, find};
pub use given::{Given, GivenError, as_address, given};
pub use look::{BETWEEN, LookError, Looked, listed, look};
pub use once::once;
pub use report::{Outcome, PageFault, Report, SourceReport};
pub use setup::{client, keep, settings};

use crate::fetch::Client;
use crate::model::SourceId;
use crate::store::{Source, Store, StoreError};

/// How a round goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How long after a reading a source is due again.
    pub interval: Duration,
    /// How long after an article was first seen its page is read again; zero for never.
    pub reread: Duration,
    /// The most pages read for one source in a round; the others wait for the next.
    pub pages: usize,
    /// How many hosts are asked at a time.
    pub threads: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            interval: Duration::from_mins(30),
            reread: Duration::from_hours(7 * 24),
            // At a second each, a minute for a source that is new.
            pages: 50,
            threads: 8,
        }
    }
}

/// Which sources a round reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// All but those that are gone, asked to be left alone, or failed a short while ago.
    All,
    /// Those that are due.
    Due,
    /// These, whatever their last readings were; only what a server asks for is kept to.
    These(Vec<SourceId>),
}

/// What happens in a round, for those who watch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Progress<'a> {
    /// So many sources will be read.
    Sources(usize),
    /// A source was read, or could not be.
    Source(&'a SourceReport),
    /// So many pages will be read.
    Pages(usize),
    /// The page at an address was read, or could not be.
    Page(&'a str),
}

/// Reads the sources, then the pages that are due, and keeps what they bring.
///
/// Returns at the end, or soon after the word to stop, with what was kept until then.
///
/// # Errors
/// What kept the store from being read or written. Faults of sources are in the report.
pub fn round(
    store: &mut Store,
    client: &Arc<Client>,
    which: &Which,
    settings: &Settings,
    stop: &Stop,
    tell: &mut dyn FnMut(Progress<'_>),
) -> Result<Report, StoreError> {
    let sources = store.sources()?;
    let now = client.clock().now();
    let mut report = Report::default();
    let mut wanted = Vec::new();
    for source in &sources {
        match standing(source, which, now) {
            Standing::Wanted => wanted.push(source.clone()),
            Standing::Waits(why) => report.sources.push(SourceReport::skipped(source, why)),
            Standing::NotAsked => {}
        }
    }
    tell(Progress::Sources(wanted.len()));
    let mut round = Round { store, client, settings, stop, tell, report };
    round.feeds(wanted)?;
    if !stop.is_said() {
        round.pages(which)?;
    }
    round.report.stopped = stop.is_said();
    round.report.sources.sort_by_key(|source| source.id);
    Ok(round.report)
}

/// A round under way.
struct Round<'a> {
    store: &'a mut Store,
    client: &'a Arc<Client>,
    settings: &'a Settings,
    stop: &'a Stop,
    tell: &'a mut dyn FnMut(Progress<'_>),
    report: Report,
}

/// Whether a source is read in a round.
enum Standing {
    Wanted,
    Waits(String),
    NotAsked,
}

fn standing(source: &Source, which: &Which, now: Timestamp) -> Standing {
    let asked = match which {
        Which::All => true,
        Which::Due => source.due <= now && !source.stopped,
        Which::These(ids) => ids.contains(&source.id),
    };
    let named = matches!(which, Which::These(_));
    if !asked {
        return Standing::NotAsked;
    }
    if source.held.is_some_and(|until| until > now) {
        return Standing::Waits("its server asks not to be disturbed".to_owned());
    }
    if source.stopped && !named {
        return Standing::Waits("it is gone for good".to_owned());
    }
    if source.failures > 0 && source.due > now && !named {
        return Standing::Waits("it failed a short while ago".to_owned());
    }
    Standing::Wanted
}
