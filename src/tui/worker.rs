//! The worker: one thread that owns the store and answers requests, so that no key waits for a disk or a comparison.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::event::{Event, Loaded, Request};
use crate::compare::{Options, compare};
use crate::config::Config;
use crate::model::{StoryId, VersionId};
use crate::sides::Sides;
use crate::store::{Store, StoreError, StoryList, StoryQuery};
use crate::text::{Document, Role};
use crate::theme::{self, Catalog};

/// How many stories are read at a time where all are walked.
const STRIDE: usize = 500;

/// What answers requests: the store, and the settings some answers depend on.
pub(super) struct Desk {
    /// The stories.
    pub(super) store: Store,
    /// The settings.
    pub(super) config: Config,
    /// How two texts are compared.
    pub(super) options: Options,
}

/// The running thread.
pub(super) struct Worker {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread; its answers go to `events`.
    pub(super) fn start(desk: Desk, events: Sender<Event>) -> Worker {
        let (requests, queue) = channel();
        let thread = std::thread::spawn(move || serve(desk, &queue, &events));
        Worker { requests: Some(requests), thread: Some(thread) }
    }

    /// Adds to the queue.
    pub(super) fn ask(&self, request: Request) {
        if let Some(requests) = &self.requests {
            // The thread ends only after this sender is gone, so the queue is there.
            let _ = requests.send(request);
        }
    }

    /// Waits until what was to be written is written; what was only to be read is dropped.
    pub(super) fn finish(mut self) {
        drop(self.requests.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(mut desk: Desk, queue: &Receiver<Request>, events: &Sender<Event>) {
    while let Ok(first) = queue.recv() {
        let mut waiting = vec![first];
        waiting.extend(queue.try_iter());
        for request in still_wanted(waiting) {
            // A fault in one text must not take the other screens with it.
            let answer = catch_unwind(AssertUnwindSafe(|| desk.answer(request)))
                .unwrap_or_else(|_| Some(Event::Failed("an internal fault; the other screens go on".to_owned())));
            if answer.is_some_and(|answer| events.send(answer).is_err()) {
                return;
            }
        }
    }
}

/// The requests without those a later one of the same kind has made pointless: holding a key down asks for many pages and
/// comparisons of which only the last will be seen.
fn still_wanted(requests: Vec<Request>) -> Vec<Request> {
    let kinds: Vec<_> = requests.iter().map(std::mem::discriminant).collect();
    let writes = |request: &Request| {
        matches!(request, Request::SetRead { .. } | Request::SetStarred { .. } | Request::MarkAllRead { .. })
    };
    let keep = |at: usize, request: &Request| writes(request) || !kinds[at + 1..].contains(&kinds[at]);
    requests.into_iter().enumerate().filter(|(at, request)| keep(*at, request)).map(|(_, request)| request).collect()
}

impl Desk {
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
            Request::Version(id) => Loaded::Version(self.store.version(id)?),
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
            Request::Themes => Loaded::Themes(Catalog::new(self.config.themes_folder()).names()),
            Request::Theme(name) => {
                let env = |name: &str| std::env::var(name).ok();
                let (theme, warnings) = theme::resolve(&self.config, Some(&name), &env, || None);
                Loaded::Theme(Box::new(theme), warnings)
            }
        }))
    }

    fn stories(&self, filter: &str, offset: usize, limit: usize) -> Result<StoryList, StoreError> {
        let search = (!filter.is_empty()).then(|| filter.to_owned());
        self.store.stories(&StoryQuery { limit: Some(limit), offset, search })
    }

    fn leads(&self, story: StoryId, versions: &[VersionId]) -> Result<Loaded, StoreError> {
        let mut leads = Vec::with_capacity(versions.len());
        for &id in versions {
            leads.push(lead(&self.store.version(id)?.document));
        }
        Ok(Loaded::Leads { story, leads })
    }

    fn compared(&self, ids: Sides<VersionId>) -> Result<Loaded, StoreError> {
        let versions = Sides::new(self.store.version(ids.left)?, self.store.version(ids.right)?);
        let documents = versions.as_ref().map(|version| Arc::clone(&version.document));
        let comparison = Arc::new(compare(documents, &self.options));
        Ok(Loaded::Compared { versions: Box::new(versions), comparison })
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
}
