//! The first half of a round: the sources themselves.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::crew::{Crew, unless_it_panics};
use super::{Outcome, Progress, Round, SourceReport, schedule};
use crate::fetch::{Answer, Client, FetchError, Fresh, Request, Stop, Wanted, back_off, host_of, same_place};
use crate::ingest::{self, Harvest, LARGEST_INPUT, feed};
use crate::model::{Arrival, Warning};
use crate::store::{self, Source, SourceKind, StoreError, Validators, Visit};

/// Articles kept in one transaction: so few that others wait for a few milliseconds, and that the store takes no second thread for them,
/// of which the screens would have to wait for one.
const BATCH: usize = store::FEW;

/// For so long after each transaction others may write: longer than they wait before they look again.
const TURN: Duration = Duration::from_millis(2);

/// The longest a feed may ask to be left alone between two readings; some name years.
const LONGEST_INTERVAL: Duration = Duration::from_hours(24);

/// What a source answered: a server, or a folder, which may lie on a slow disk of another machine.
enum Sent {
    Answer(Answer),
    Folder(Harvest),
}

/// What came from a source.
pub(super) struct Came {
    source: Source,
    what: What,
}

enum What {
    Unchanged {
        moved: Option<String>,
    },
    Read(Box<Brought>),
    Failed(FetchError),
    /// It was sent, and is nothing that can be read.
    Unreadable(String),
}

#[derive(Default)]
struct Brought {
    arrivals: Vec<Arrival>,
    warnings: Vec<Warning>,
    title: Option<String>,
    site: Option<String>,
    refresh: Option<Duration>,
    validators: Validators,
    moved: Option<String>,
}

impl Round<'_> {
    /// Reads sources and keeps what they bring.
    pub(super) fn feeds(&mut self, sources: Vec<Source>) -> Result<(), StoreError> {
        // Folders take their turn under a name no host has.
        let host = |source: &Source| host_of(&source.about.address).unwrap_or_default();
        let jobs = sources.into_iter().map(|source| (host(&source), source)).collect();
        let (client, stop) = (Arc::clone(self.client), self.stop.clone());
        let work = move |source: &Source| ask(&client, source, &stop);
        for (source, answer) in Crew::start(jobs, self.settings.threads, self.stop, work) {
            if let Some(Err(FetchError::Stopped)) = answer {
                continue;
            }
            let what = answer.and_then(|answer| unless_it_panics(|| read(&source, answer)));
            let what = what.unwrap_or_else(|| What::Unreadable("cannot be read, by a fault of newsdiff".to_owned()));
            let report = self.keep_source(Came { source, what })?;
            (self.tell)(Progress::Source(&report));
            self.report.sources.push(report);
        }
        Ok(())
    }

    fn keep_source(&mut self, came: Came) -> Result<SourceReport, StoreError> {
        let Came { source, what } = came;
        let now = self.client.clock().now();
        let mut report = SourceReport::of(&source, Outcome::Read);
        let mut due = now + self.settings.interval;
        let visit = match what {
            What::Unchanged { moved } => {
                report.outcome = Outcome::Unchanged;
                report.moved.clone_from(&moved);
                Visit::Read {
                    validators: None,
                    title: None,
                    site: None,
                    moved: near_move(&source, moved),
                    new_items: 0,
                }
            }
            What::Read(brought) => {
                let first_reading = schedule::next(now, now, self.settings.reread);
                for batch in brought.arrivals.chunks(BATCH) {
                    if self.stop.is_said() {
                        // The rest comes with the next round, which is told nothing of this one.
                        return Ok(report);
                    }
                    report.items += self.store.add_fetched(source.id, batch, now, first_reading)?;
                    // The reader's marks may wait for their turn, and nobody is told whose it is.
                    std::thread::sleep(TURN);
                }
                due = now + brought.refresh.unwrap_or_default().min(LONGEST_INTERVAL).max(self.settings.interval);
                report.warnings = brought.warnings;
                report.moved.clone_from(&brought.moved);
                Visit::Read {
                    validators: Some(brought.validators),
                    title: brought.title,
                    site: brought.site,
                    moved: near_move(&source, brought.moved),
                    new_items: report.items.new,
                }
            }
            What::Failed(fault) => {
                let held = if let FetchError::Busy { until, .. } = &fault { *until } else { None };
                due = (now + back_off(source.failures + 1)).max(held.unwrap_or(now));
                report.outcome = Outcome::Failed(fault.to_string());
                Visit::Failed { error: fault.to_string(), held, gone: fault == FetchError::Gone }
            }
            What::Unreadable(error) => {
                due = now + back_off(source.failures + 1);
                report.outcome = Outcome::Failed(error.clone());
                Visit::Failed { error, held: None, gone: false }
            }
        };
        if let Some(moved) = &report.moved {
            report.address.clone_from(moved);
        }
        self.store.record_fetch(source.id, &visit, now, due)?;
        Ok(report)
    }
}

/// The new address, and whether it may be asked where it is near: only at the place the reader named.
fn near_move(source: &Source, moved: Option<String>) -> Option<(String, bool)> {
    moved.map(|to| {
        let near = source.about.near && same_place(&to, &source.about.address);
        (to, near)
    })
}

/// Asks for a source; on a thread of the crew.
fn ask(client: &Client, source: &Source, stop: &Stop) -> Result<Sent, FetchError> {
    if source.about.kind == SourceKind::Folder {
        return Ok(Sent::Folder(ingest::gather(&[PathBuf::from(&source.about.address)])));
    }
    let request = Request {
        address: &source.about.address,
        near: source.about.near.then_some(source.about.address.as_str()),
        wanted: if source.about.kind == SourceKind::Page { Wanted::Page } else { Wanted::Feed },
        etag: source.etag.as_deref(),
        modified: source.modified.as_deref(),
        largest: LARGEST_INPUT,
    };
    client.get(&request, stop).map(Sent::Answer)
}

/// Reads what a source sent.
fn read(source: &Source, sent: Result<Sent, FetchError>) -> What {
    match sent {
        Ok(Sent::Folder(harvest)) => from_folder(harvest),
        Ok(Sent::Answer(Answer::Unchanged { moved })) => What::Unchanged { moved },
        Ok(Sent::Answer(Answer::Fresh(fresh))) if source.about.kind == SourceKind::Page => from_page(fresh),
        Ok(Sent::Answer(Answer::Fresh(fresh))) => from_feed(source, fresh),
        Err(fault) => What::Failed(fault),
    }
}

fn from_folder(harvest: Harvest) -> What {
    if let ([], Some(first)) = (harvest.arrivals.as_slice(), harvest.warnings.first()) {
        return What::Unreadable(first.message.clone());
    }
    What::Read(Box::new(Brought { arrivals: harvest.arrivals, warnings: harvest.warnings, ..Brought::default() }))
}

fn from_feed(source: &Source, fresh: Fresh) -> What {
    let read = feed::read(&fresh.address, &fresh.bytes, fresh.charset.as_deref());
    if read.items.is_empty() && !feed::is_feed(&fresh.bytes) {
        return What::Unreadable("sent something that is no feed".to_owned());
    }
    let site = read.site.filter(|_| source.about.site.is_none());
    What::Read(Box::new(Brought {
        arrivals: read.items.into_iter().map(|item| item.arrival).collect(),
        warnings: read.warnings,
        title: read.title,
        site,
        refresh: read.refresh,
        // What was read in part only is asked for again as a whole.
        validators: if read.complete {
            Validators { etag: fresh.etag, modified: fresh.modified }
        } else {
            Validators::default()
        },
        moved: fresh.moved,
    }))
}

/// A page that is followed itself.
fn from_page(fresh: Fresh) -> What {
    let page = super::pages::read_page(&fresh);
    let Some(arrival) = page.arrival else {
        let why = page.warnings.into_iter().next().map(|warning| warning.message);
        return What::Unreadable(why.unwrap_or_else(|| "holds no article".to_owned()));
    };
    What::Read(Box::new(Brought {
        title: arrival.title.clone(),
        arrivals: vec![arrival],
        warnings: page.warnings,
        validators: Validators { etag: fresh.etag, modified: fresh.modified },
        moved: fresh.moved,
        ..Brought::default()
    }))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::fetch::{Limits, SystemClock};
    use crate::store::{NewSource, Store};
    use crate::update::{Report, Settings};

    #[test]
    fn a_feed_that_is_half_kept_at_the_word_to_stop_is_read_as_a_whole_next_time() {
        let mut store = Store::in_memory().expect("a store");
        let about = NewSource::at(SourceKind::Feed, "https://coast.example/feed");
        let (id, _) = store.add_source(&about, Timestamp::UNIX_EPOCH).expect("followed");
        let source = store.source(id).expect("a source");
        let client = Arc::new(Client::new(Limits::default(), Arc::new(SystemClock), None));
        let arrivals = ingest::read("a.txt", b"Bridge closes\n\nThe bridge is shut until May.\n").arrivals;
        let validators = Validators { etag: Some("\"1\"".to_owned()), modified: None };
        let what = What::Read(Box::new(Brought { arrivals, validators, ..Brought::default() }));
        let (stop, settings) = (Stop::default(), Settings::default());
        stop.say();
        let mut round = Round {
            store: &mut store,
            client: &client,
            settings: &settings,
            stop: &stop,
            tell: &mut |_| (),
            report: Report::default(),
        };
        let report = round.keep_source(Came { source, what }).expect("kept");
        assert_eq!(report.items.new, 0);
        let source = store.source(id).expect("a source");
        assert_eq!((source.tried, source.etag), (None, None), "nothing says that it was read");
    }
}
