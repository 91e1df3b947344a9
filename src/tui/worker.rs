//! The worker: one thread that owns the store and answers requests, so that no key waits for a disk or a comparison.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::claims::Told;
use super::editor::Editing;
use super::event::{Event, Loaded, Request};
use super::reload::{self, Begun};
use super::search::{Found, FoundHits};
use super::timeline::Revision;
use crate::compare::{Comparison, Options, compare};
use crate::config::Config;
use crate::model::{Arrival, Moment, StoryId, Version, VersionId};
use crate::sides::Sides;
use crate::store::{Hits, Query, Store, StoreError, StoryList, StoryQuery, today};
use crate::tellings::Tellings;
use crate::text::{Document, Role};
use crate::theme::{self, Catalog};

/// How many stories are read at a time where all are walked.
const STRIDE: usize = 500;

/// How often it is looked whether the thread that writes is still there.
const GLANCE: Duration = Duration::from_millis(100);

/// The claims of so many stories are kept.
const TOLD: usize = 8;

/// What answers requests: the store, and the settings some answers depend on.
pub(super) struct Desk {
    /// The stories.
    pub(super) store: Store,
    /// The settings.
    pub(super) config: Config,
    /// How two texts are compared.
    pub(super) options: Options,
    /// Where exports are written.
    pub(super) folder: PathBuf,
    /// What the theme depends on beside the settings.
    pub(super) begun: Begun,
    /// The articles of files that were named on the command line.
    pub(super) opened: Vec<Arrival>,
    /// Where the reader's own store is or will be, while another is shown in its place.
    pub(super) own: Option<PathBuf>,
    /// Claims found lately, the last first, each with its story and the versions that were read for it.
    pub(super) told: Vec<(StoryId, Vec<VersionId>, Arc<Told>)>,
}

/// The running thread. At its end, a panic of the main thread too, it waits until what was to be written is written; what was
/// only to be read is dropped, and what is being computed for a screen that is gone is left behind.
pub(super) struct Worker {
    /// `None` once the end has begun.
    running: Option<(Sender<Request>, JoinHandle<()>)>,
    ending: Arc<AtomicBool>,
    unwritten: Arc<Unwritten>,
}

/// How many requests that write are still to be done.
#[derive(Default)]
struct Unwritten {
    count: Mutex<usize>,
    done: Condvar,
}

impl Unwritten {
    fn change(&self, by: isize) {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        *count = count.saturating_add_signed(by);
        self.done.notify_all();
    }

    /// Waits until nothing is left to write, or nobody is there to write it.
    fn wait(&self, thread: &JoinHandle<()>) {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        while *count > 0 && !thread.is_finished() {
            count = self.done.wait_timeout(count, GLANCE).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Worker {
    /// Starts the thread; its answers go to `events`.
    pub(super) fn start(desk: Desk, events: Sender<Event>) -> Worker {
        let (requests, queue) = channel();
        let ending = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&ending);
        let unwritten = Arc::new(Unwritten::default());
        let left = Arc::clone(&unwritten);
        let thread = std::thread::spawn(move || serve(desk, &queue, &events, (&told, &left)));
        Worker { running: Some((requests, thread)), ending, unwritten }
    }

    /// Adds to the queue.
    pub(super) fn ask(&self, request: Request) {
        if let Some((requests, _)) = &self.running {
            if writes(&request) {
                self.unwritten.change(1);
            }
            // The thread ends only after this sender is gone, so the queue is there.
            let _ = requests.send(request);
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::SeqCst);
        if let Some((requests, thread)) = self.running.take() {
            drop(requests);
            self.unwritten.wait(&thread);
        }
    }
}

fn serve(
    mut desk: Desk,
    queue: &Receiver<Request>,
    events: &Sender<Event>,
    (ending, unwritten): (&AtomicBool, &Unwritten),
) {
    while let Ok(first) = queue.recv() {
        let mut waiting = vec![first];
        waiting.extend(queue.try_iter());
        for request in still_wanted(waiting) {
            if ending.load(Ordering::SeqCst) && !writes(&request) {
                continue;
            }
            let wrote = writes(&request);
            // A fault in one text must not take the other screens with it.
            let answer = catch_unwind(AssertUnwindSafe(|| desk.answer(request))).unwrap_or_else(|_| {
                Some(Event::Failed("newsdiff failed here by a fault of its own; the other screens go on".to_owned()))
            });
            if wrote {
                unwritten.change(-1);
            }
            // Nobody listens after the end, and what is to be written is written all the same.
            if let Some(answer) = answer {
                let _ = events.send(answer);
            }
        }
    }
}

/// The requests without those a later one of the same kind has made pointless: holding a key down asks for many pages and
/// comparisons of which only the last will be seen.
fn still_wanted(requests: Vec<Request>) -> Vec<Request> {
    let kinds: Vec<_> = requests.iter().map(std::mem::discriminant).collect();
    let keep = |at: usize, request: &Request| writes(request) || !kinds[at + 1..].contains(&kinds[at]);
    requests.into_iter().enumerate().filter(|(at, request)| keep(*at, request)).map(|(_, request)| request).collect()
}

fn writes(request: &Request) -> bool {
    matches!(
        request,
        Request::SetRead { .. }
            | Request::SetStarred { .. }
            | Request::MarkAllRead { .. }
            | Request::Mark { .. }
            | Request::Write { .. }
            | Request::Follow(_)
            | Request::Unfollow(_)
            | Request::Keep(_)
    )
}

impl Desk {
    /// A desk that has answered nothing yet.
    pub(super) fn new(store: Store, config: Config, options: Options) -> Desk {
        let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        Desk {
            store,
            config,
            options,
            folder,
            begun: Begun::default(),
            opened: Vec::new(),
            own: None,
            told: Vec::new(),
        }
    }

    /// Does what is asked; `None` where nothing needs to be said.
    pub(super) fn answer(&mut self, request: Request) -> Option<Event> {
        match self.try_answer(request) {
            Ok(loaded) => loaded.map(Event::Loaded),
            Err(error) => Some(Event::Failed(format!("{error}; {}", error.hint()))),
        }
    }

    fn try_answer(&mut self, request: Request) -> Result<Option<Loaded>, StoreError> {
        Ok(Some(match request {
            Request::Stories { filter, offset, limit } => {
                let page = self.stories(&filter, offset, limit)?;
                Loaded::Stories { filter, offset, page }
            }
            Request::Leads { story, versions } => self.leads(story, &versions)?,
            Request::Compare(ids) => self.compared(ids)?,
            Request::Mark { versions, marks } => {
                // Claims hear what the reader says.
                self.told.clear();
                self.store.mark_pairs(&self.versions(versions)?, &marks)?;
                self.compared(versions)?
            }
            Request::Claims(id) => Loaded::Claims { story: id, told: self.told(id)? },
            Request::Timeline(versions) => self.timeline(versions)?,
            Request::Search { words, limit } => Loaded::Found { found: self.search(&words, limit)?, words },
            Request::Version(id) => Loaded::Version(self.store.version(id)?),
            Request::Edit(id) => Loaded::Editing(Editing::of(&self.store.version(id)?, &self.opened)),
            Request::Sources => Loaded::Sources(self.followed()?),
            Request::Follow(sources) => Loaded::TakenIn(self.follow(&sources)?),
            Request::Unfollow(id) => {
                self.store.remove_source(id)?;
                Loaded::Sources(self.followed()?)
            }
            Request::Keep(harvest) => Loaded::TakenIn(self.keep(&harvest)?),
            Request::SetRead { stories, read } => {
                for story in stories {
                    self.store.set_read(story, read)?;
                }
                return Ok(None);
            }
            Request::MarkAllRead { filter } => Loaded::MarkedRead(self.mark_all_read(&filter)?),
            Request::SetStarred { story, starred } => {
                self.store.set_starred(story, starred)?;
                return Ok(None);
            }
            Request::Write { stem, ending, text } => {
                Loaded::Written(super::app::export::write(&self.folder, &stem, ending, &text))
            }
            Request::Fresh { chosen } => {
                let fresh = reload::read(&self.config, &self.begun, chosen.as_deref());
                if fresh.faults.is_empty() {
                    self.options.profile = fresh.config.compare.profile;
                    self.config = fresh.config.clone();
                }
                Loaded::Fresh(Box::new(fresh))
            }
            Request::Themes => Loaded::Themes(Catalog::new(self.config.themes_folder()).names()),
            Request::Theme(name) => {
                let env = |name: &str| std::env::var(name).ok();
                let (theme, warnings) = theme::resolve(&self.config, Some(&name), &env, || None);
                Loaded::Theme(Box::new(theme), warnings)
            }
        }))
    }

    fn stories(&self, filter: &str, offset: usize, limit: usize) -> Result<StoryList, StoreError> {
        let search = Query::parse(filter, today())?;
        self.store.stories(&StoryQuery { limit: Some(limit), offset, search })
    }

    /// The articles that have some words with their stories; what is wrong with the words is no failure while they are typed.
    fn search(&self, words: &str, limit: usize) -> Result<Found, StoreError> {
        let query = match Query::parse(words, today()) {
            Ok(query) => query,
            Err(error) => return Ok(Err(format!("{error}; {}", error.hint))),
        };
        let Hits { total, hits } = self.store.search(&query, Some(limit))?;
        let with_story = hits.into_iter().map(|hit| self.store.story(hit.story).map(|story| (hit, story)));
        Ok(Ok(FoundHits { total, hits: with_story.collect::<Result<_, _>>()? }))
    }

    fn leads(&self, story: StoryId, versions: &[VersionId]) -> Result<Loaded, StoreError> {
        let mut leads = Vec::with_capacity(versions.len());
        for &id in versions {
            leads.push(lead(&self.store.version(id)?.document));
        }
        Ok(Loaded::Leads { story, leads })
    }

    /// The claims of a story: those found before while it has the same versions and nothing was said of pairs.
    fn told(&mut self, id: StoryId) -> Result<Arc<Told>, StoreError> {
        let story = self.store.story(id)?;
        let versions: Vec<VersionId> = super::compare_host::versions(&story);
        if let Some(known) = self.told.iter().find(|known| (known.0, &known.1) == (id, &versions)) {
            return Ok(Arc::clone(&known.2));
        }
        let told = Arc::new(Told::new(&story, &Tellings::of_story(&self.store, &story)?));
        self.told.retain(|known| known.0 != id);
        self.told.truncate(TOLD - 1);
        self.told.insert(0, (id, versions, Arc::clone(&told)));
        Ok(told)
    }

    fn compared(&self, ids: Sides<VersionId>) -> Result<Loaded, StoreError> {
        super::fault::place("worker");
        let versions = self.versions(ids)?;
        let comparison = self.comparison(&versions)?;
        Ok(Loaded::Compared { versions: Box::new(versions), comparison })
    }

    fn comparison(&self, versions: &Sides<Version>) -> Result<Arc<Comparison>, StoreError> {
        let documents = versions.as_ref().map(|version| Arc::clone(&version.document));
        let days = versions.as_ref().map(|version| version.info.published.map(Moment::day));
        let options = Options { by_hand: self.store.by_hand(versions)?, days, ..self.options.clone() };
        Ok(Arc::new(compare(documents, &options)))
    }

    /// Every version of an article compared with the one before.
    fn timeline(&self, ids: Vec<VersionId>) -> Result<Loaded, StoreError> {
        let mut revisions = Vec::with_capacity(ids.len());
        let mut before: Option<Version> = None;
        for &id in &ids {
            let version = self.store.version(id)?;
            let sides = before.take().map(|before| Sides::new(before, version.clone()));
            let comparison = sides.as_ref().map(|sides| self.comparison(sides)).transpose()?;
            revisions.push(Revision {
                sentences: version.document.sentences().len(),
                headline: sides.is_some_and(|sides| sides.left.info.title != sides.right.info.title),
                comparison,
            });
            before = Some(version);
        }
        Ok(Loaded::Timeline { versions: ids, revisions: Arc::new(revisions) })
    }

    fn versions(&self, ids: Sides<VersionId>) -> Result<Sides<Version>, StoreError> {
        Ok(Sides::new(self.store.version(ids.left)?, self.store.version(ids.right)?))
    }

    fn mark_all_read(&mut self, filter: &str) -> Result<Vec<StoryId>, StoreError> {
        let mut unread = Vec::new();
        let mut offset = 0;
        loop {
            let page = self.stories(filter, offset, STRIDE)?;
            unread.extend(page.stories.iter().filter(|story| !story.read).map(|story| story.id));
            offset += page.stories.len();
            if page.stories.is_empty() || offset >= page.total {
                break;
            }
        }
        for &story in &unread {
            self.store.set_read(story, true)?;
        }
        Ok(unread)
    }
}

/// The first paragraph of the text itself.
fn lead(document: &Document) -> String {
    let body = document.paragraphs().iter().find(|paragraph| paragraph.role == Role::Body);
    body.map_or_else(String::new, |paragraph| document.content(paragraph.span).of(document.text()).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_of_a_kind_is_worked_on_and_no_writing_is_lost() {
        let read = |story| Request::SetRead { stories: vec![StoryId(story)], read: true };
        let asked = vec![Request::Version(VersionId(1)), read(1), Request::Version(VersionId(2)), read(2)];
        assert_eq!(still_wanted(asked), [read(1), Request::Version(VersionId(2)), read(2)]);
    }

    #[test]
    fn the_lead_is_the_first_paragraph_with_text_in_it() {
        assert_eq!(lead(&Document::parse("The bridge is shut.\n")), "The bridge is shut.");
        assert_eq!(lead(&Document::parse("")), "");
    }

    #[test]
    fn a_mark_made_just_before_the_end_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("news.db");
        let mut news = Store::open(&path).expect("a store");
        let arrivals = crate::ingest::read("one.txt", b"The mast fell.\n").arrivals;
        let story = news.add_together(None, &arrivals).expect("kept");
        let (events, _answers) = channel();
        let worker = Worker::start(Desk::new(news, Config::default(), Options::default()), events);
        worker.ask(Request::SetRead { stories: vec![story], read: true });
        drop(worker);
        assert!(Store::open(&path).and_then(|store| store.story(story)).expect("the story").read);
    }
}
