//! What goes to the network beside the keys: one round of news at a time, and one look at what the reader wants to add, each on a
//! thread of its own that tells what happens as events.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;

use jiff::Timestamp;

use super::event::Event;
use super::round::Happened;
use crate::config::Config;
use crate::fetch::Client;
use crate::store::{Keep, Store, StoreError};
use crate::update::{self, LookError, Progress, Report, Settings, Stop, Which};

/// What was said when a thread panicked; what it was is told when the screens are left.
const FAULT: &str = "newsdiff failed here by a fault of its own; the screens go on";

/// How a round goes about it, and what it leaves in the store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct How {
    /// The round.
    pub settings: Settings,
    /// What goes at its end because it is old.
    pub keep: Keep,
}

impl How {
    /// As the configuration has it.
    pub fn of(config: &Config) -> How {
        How { settings: update::settings(config), keep: update::keep(config) }
    }
}

/// The threads. At its end, a panic of the main thread too, they are told to stop: a round is waited for, because it keeps what it
/// has read and does so quickly; a look, which keeps nothing, is left behind.
pub(super) struct Network {
    /// The reader's store; a round opens it for itself.
    path: Option<PathBuf>,
    /// One for all, so that a host has its pause between a look and a round; made on the first thread that needs it.
    client: Arc<OnceLock<Arc<Client>>>,
    /// What the client is made by.
    config: Arc<Config>,
    events: Sender<Event>,
    look: Stop,
    round: Option<(Stop, JoinHandle<()>)>,
}

impl Network {
    /// Nothing runs yet. Without a `path` no round ever will.
    pub(super) fn new(path: Option<PathBuf>, config: Config, events: Sender<Event>) -> Network {
        let config = Arc::new(config);
        Network { path, client: Arc::default(), config, events, look: Stop::default(), round: None }
    }

    /// Looks at what the reader typed; answered by [`Event::Looked`]. An earlier look is given up.
    pub(super) fn look(&mut self, typed: String, as_page: bool) {
        self.give_up();
        let (stop, client, events) = (Stop::default(), self.client(), self.events.clone());
        self.look = stop.clone();
        std::thread::spawn(move || {
            let look = || update::look(&client(), &typed, as_page, &stop);
            let found = catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| {
                let hint = "add it another way".to_owned();
                Err(LookError { what: FAULT.to_owned(), hint, page: false })
            });
            // Nobody listens after the end, nor to what was given up.
            if !stop.is_said() {
                let _ = events.send(Event::Looked { typed, found });
            }
        });
    }

    /// Gives up the look that is under way.
    pub(super) fn give_up(&self) {
        self.look.say();
    }

    /// Begins a round, told by [`Event::Round`]; one that runs is ended first.
    pub(super) fn update(&mut self, which: Which, how: How) {
        self.end_round();
        let Some(path) = self.path.clone() else { return };
        let (stop, client, events) = (Stop::default(), self.client(), self.events.clone());
        let heard = stop.clone();
        let thread = std::thread::spawn(move || {
            let tell = |happened| {
                let _ = events.send(Event::Round(happened));
            };
            let round = || round(&path, &client(), &which, how, &heard, &tell);
            let ended = match catch_unwind(AssertUnwindSafe(round)) {
                Ok(Ok(report)) => Ok(report),
                Ok(Err(error)) => Err(format!("{error}; {}", error.hint())),
                Err(_) => Err(FAULT.to_owned()),
            };
            tell(Happened::Ended(ended));
        });
        self.round = Some((stop, thread));
    }

    /// Tells the round to stop; its end is an event like any.
    pub(super) fn stop_update(&self) {
        if let Some((stop, _)) = &self.round {
            stop.say();
        }
    }

    /// What gives a thread the client, and makes it first where no thread had one yet.
    fn client(&self) -> impl Fn() -> Arc<Client> + Send + use<> {
        let (client, config, events) = (Arc::clone(&self.client), Arc::clone(&self.config), self.events.clone());
        move || {
            let made = client.get_or_init(|| {
                let (made, warnings) = update::client(&config);
                if !warnings.is_empty() {
                    let _ = events.send(Event::Warned(warnings));
                }
                made
            });
            Arc::clone(made)
        }
    }

    fn end_round(&mut self) {
        if let Some((stop, thread)) = self.round.take() {
            stop.say();
            // A thread that panicked has told so already.
            let _ = thread.join();
        }
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.give_up();
        self.end_round();
    }
}

/// One round on a store of its own; what is old goes at its end, where the configuration says so.
fn round(
    path: &Path,
    client: &Arc<Client>,
    which: &Which,
    How { settings, keep }: How,
    stop: &Stop,
    tell: &dyn Fn(Happened),
) -> Result<Report, StoreError> {
    let mut store = Store::open(path)?;
    let mut hear = |progress: Progress<'_>| {
        tell(match progress {
            Progress::Sources(count) => Happened::Sources(count),
            Progress::Source(report) => Happened::Source(Box::new(report.clone())),
            Progress::Pages(count) => Happened::Pages(count),
            Progress::Page(_) => Happened::Page,
        });
    };
    let report = update::round(&mut store, client, which, &settings, stop, &mut hear)?;
    if keep.is_bounded() && !report.stopped {
        store.prune(keep, Timestamp::now(), false)?;
    }
    Ok(report)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use super::*;
    use crate::store::{NewSource, SourceKind};

    /// What a round says, in words, up to its end.
    fn heard(events: &Receiver<Event>) -> Vec<String> {
        let mut heard = Vec::new();
        loop {
            match events.recv().expect("an event") {
                Event::Round(Happened::Sources(count)) => heard.push(format!("{count} sources")),
                Event::Round(Happened::Source(report)) => heard.push(format!("{} new", report.items.new)),
                Event::Round(Happened::Ended(ended)) => {
                    heard.push(ended.map_or_else(|why| why, |report| format!("stopped: {}", report.stopped)));
                    return heard;
                }
                other => heard.push(format!("{other:?}")),
            }
        }
    }

    #[test]
    fn a_round_tells_what_happens_and_keeps_it_in_the_readers_store() {
        let home = tempfile::tempdir().expect("a folder");
        let notes = home.path().join("notes");
        std::fs::create_dir(&notes).expect("a folder");
        std::fs::write(notes.join("a.txt"), "Bridge closes\n\nThe bridge is shut until May.\n").expect("written");
        let path = home.path().join("news.db");
        let address = notes.to_str().expect("UTF-8").to_owned();
        let folder = NewSource::at(SourceKind::Folder, address);
        let mut store = Store::open(&path).expect("a store");
        store.add_source(&folder, Timestamp::UNIX_EPOCH).expect("followed");
        let (events, arriving) = channel();
        let mut config = Config::default();
        config.update.roots = Some(home.path().join("none.pem"));
        let mut network = Network::new(Some(path.clone()), config, events);
        network.update(Which::All, How::default());
        let heard = heard(&arriving);
        assert!(heard[0].contains("none.pem") && heard[0].contains("roots"), "what is wrong is told first: {heard:?}");
        assert_eq!(heard[1..], ["1 sources", "1 new", "stopped: false"]);
        assert_eq!(store.is_empty().ok(), Some(false));
        drop(network);
    }

    #[test]
    fn a_store_that_cannot_be_opened_is_told_with_its_remedy() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("news.db");
        std::fs::write(&path, "This is a letter and no database.".repeat(100)).expect("written");
        let (events, arriving) = channel();
        let mut network = Network::new(Some(path), Config::default(), events);
        network.update(Which::All, How::default());
        let said = heard(&arriving);
        assert!(said.len() == 1 && said[0].contains("news.db"), "{said:?}");
    }
}
