//! The worker: one thread that owns the store and answers requests, so that no key waits for a disk or a comparison.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::desk::Desk;
use super::event::{Event, Request};

/// How often it is looked whether the thread that writes is still there.
const GLANCE: Duration = Duration::from_millis(100);

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
            | Request::SetVersionsRead { .. }
            | Request::SetStarred { .. }
            | Request::MarkAllRead { .. }
            | Request::Mark { .. }
            | Request::Write { .. }
            | Request::Follow(_)
            | Request::Unfollow(_)
            | Request::Keep(_)
            | Request::Group { .. }
            | Request::Ungroup { .. }
            | Request::KeepPlace { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Options;
    use crate::config::Config;
    use crate::model::{StoryId, VersionId};
    use crate::store::Store;

    #[test]
    fn only_the_last_of_a_kind_is_worked_on_and_no_writing_is_lost() {
        let read = |story| Request::SetRead { stories: vec![StoryId(story)], read: true };
        let asked = vec![Request::Version(VersionId(1)), read(1), Request::Version(VersionId(2)), read(2)];
        assert_eq!(still_wanted(asked), [read(1), Request::Version(VersionId(2)), read(2)]);
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
