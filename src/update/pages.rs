//! The second half of a round: pages of articles a feed gave only in summary, and pages that may have been edited.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::crew::{Crew, unless_it_panics};
use super::{Outcome, PageFault, Progress, Round, SourceReport, Which, schedule};
use crate::fetch::{Answer, Client, FetchError, Fresh, Request, Robots, Stop, Wanted, host_of, same_place};
use crate::ingest::html::{self, Page};
use crate::model::{Arrival, SourceId};
use crate::store::{DuePage, PageVisit, Source, StoreError, Tally, Validators};

/// The longest page read, in bytes. Articles are a few hundred kilobytes of markup.
const LARGEST_PAGE: u64 = 10 * 1024 * 1024;

/// The most pages looked at in one round, whatever is due.
const MOST: usize = 5_000;

/// A page to read, and the source's address where that is near.
struct Job {
    page: DuePage,
    near: Option<String>,
}

/// What came of a page.
struct Came {
    page: DuePage,
    what: Result<What, Fault>,
}

enum What {
    Unchanged,
    Read(Box<Arrival>, Validators),
}

enum Fault {
    Fetch(FetchError),
    Unreadable(String),
}

impl Round<'_> {
    /// Reads the pages that are due and keeps what they bring.
    pub(super) fn pages(&mut self, which: &Which) -> Result<(), StoreError> {
        let sources: BTreeMap<SourceId, Source> =
            self.store.sources()?.into_iter().map(|source| (source.id, source)).collect();
        let jobs = self.jobs(which, &sources)?;
        if jobs.is_empty() {
            return Ok(());
        }
        (self.tell)(Progress::Pages(jobs.len()));
        let (client, stop, robots) = (Arc::clone(self.client), self.stop.clone(), Robots::default());
        let work = move |job: &Job| ask(&client, &robots, job, &stop);
        for (job, answer) in Crew::start(jobs, self.settings.threads, self.stop, work) {
            if let Some(Err(FetchError::Stopped)) = answer {
                continue;
            }
            let what = answer.and_then(|answer| unless_it_panics(|| read(answer)));
            let broken = || Err(Fault::Unreadable("cannot be read, by a fault of newsdiff".to_owned()));
            let came = Came { page: job.page, what: what.unwrap_or_else(broken) };
            let (page, source) = (came.page.url.clone(), came.page.source);
            let (tally, fault) = self.keep_page(came)?;
            if let Some(report) = self.report_on(source, &sources) {
                report.pages += tally;
                report.faults.extend(fault);
            }
            (self.tell)(Progress::Page(&page));
        }
        Ok(())
    }

    /// The pages to read, each with its host: for no source more than its share.
    fn jobs(&mut self, which: &Which, sources: &BTreeMap<SourceId, Source>) -> Result<Vec<(String, Job)>, StoreError> {
        let mut shares: BTreeMap<SourceId, usize> = BTreeMap::new();
        let mut jobs = Vec::new();
        let now = self.client.clock().now();
        for page in self.store.pages_due(now, MOST)? {
            let Some(source) = sources.get(&page.source) else { continue };
            let Some(host) = host_of(&page.url) else {
                let visit = PageVisit::Failed(FetchError::NotWeb.to_string());
                self.store.record_page(page.article, &visit, now, None)?;
                continue;
            };
            let asked = !matches!(which, Which::These(ids) if !ids.contains(&source.id))
                && source.held.is_none_or(|until| until <= now);
            let share = shares.entry(source.id).or_default();
            if asked && *share < self.settings.pages {
                *share += 1;
                let near = source.about.near.then(|| source.about.address.clone());
                jobs.push((host, Job { page, near }));
            }
        }
        Ok(jobs)
    }

    fn keep_page(&mut self, came: Came) -> Result<(Tally, Option<PageFault>), StoreError> {
        let Came { page, what } = came;
        let now = self.client.clock().now();
        let next = schedule::next(page.since, now, self.settings.reread);
        let tally = match what {
            Ok(What::Unchanged) => self.store.record_page(page.article, &PageVisit::Unchanged, now, next)?,
            Ok(What::Read(arrival, validators)) => {
                self.store.record_page(page.article, &PageVisit::Read(&arrival, validators), now, next)?
            }
            Err(fault) => {
                let (why, due) = match fault {
                    Fault::Fetch(fault) => (fault.to_string(), schedule::after_failure(&fault, page.failures, now)),
                    Fault::Unreadable(why) => (why, next),
                };
                self.store.record_page(page.article, &PageVisit::Failed(why.clone()), now, due)?;
                return Ok((Tally::default(), Some(PageFault { url: page.url, why })));
            }
        };
        Ok((tally, None))
    }

    /// The report on a source, begun where only its pages are read.
    fn report_on(&mut self, id: SourceId, sources: &BTreeMap<SourceId, Source>) -> Option<&mut SourceReport> {
        let place = self.report.sources.iter().position(|report| report.id == id);
        let place = if let Some(place) = place {
            place
        } else {
            self.report.sources.push(SourceReport::of(sources.get(&id)?, Outcome::Pages));
            self.report.sources.len() - 1
        };
        self.report.sources.get_mut(place)
    }
}

/// Asks for a page, if its site lets programs read it; on a thread of the crew.
fn ask(client: &Client, robots: &Robots, job: &Job, stop: &Stop) -> Result<Answer, FetchError> {
    let near = job.near.as_deref();
    let pause = robots.ask(client, &job.page.url, near, stop)?;
    let request = Request {
        address: &job.page.url,
        near,
        wanted: Wanted::Page,
        etag: job.page.validators.etag.as_deref(),
        modified: job.page.validators.modified.as_deref(),
        largest: LARGEST_PAGE,
    };
    client.get_after(&request, pause, stop)
}

/// Reads what was sent for a page.
fn read(answer: Result<Answer, FetchError>) -> Result<What, Fault> {
    let fresh = match answer.map_err(Fault::Fetch)? {
        Answer::Unchanged { .. } => return Ok(What::Unchanged),
        Answer::Fresh(fresh) => fresh,
    };
    let page = read_page(&fresh);
    let why = page.warnings.into_iter().next().map(|warning| warning.message);
    let why = why.unwrap_or_else(|| "holds no article".to_owned());
    let validators = Validators { etag: fresh.etag, modified: fresh.modified };
    // A beginning is no more than the summary the feed gives.
    page.arrival
        .filter(|arrival| !arrival.summary)
        .map(|arrival| What::Read(Box::new(arrival), validators))
        .ok_or(Fault::Unreadable(why))
}

/// Reads what is not a feed: a page with its article.
///
/// A page may name its own address, but in its own place only: else one outlet's page could pass for another's article.
pub(super) fn read_page(fresh: &Fresh) -> Page {
    let mut page = html::page(&fresh.address, &fresh.bytes, fresh.charset.as_deref());
    if let Some(arrival) = &mut page.arrival {
        let own = arrival.url.take().filter(|url| same_place(url, &fresh.address));
        arrival.url = Some(own.unwrap_or_else(|| fresh.address.clone()));
    }
    page
}
