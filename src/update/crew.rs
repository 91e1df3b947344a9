//! Threads over hosts: each takes a host and does all its jobs one after the other, so that no host is asked twice at a time.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::fetch::Stop;

/// Answers that may wait to be kept: large feeds are not piled up in memory.
const WAITING: usize = 8;

/// How quickly a word to stop is heard while no answer comes.
const SLICE: Duration = Duration::from_millis(50);

/// The answers of a crew at work, each with the job it is for.
pub(super) struct Crew<J, A> {
    answers: Receiver<(J, Option<A>)>,
    stop: Stop,
}

impl<J: Send + 'static, A: Send + 'static> Crew<J, A> {
    /// Sets threads to work on jobs, each with the host it is for. A job that panics has no answer.
    pub(super) fn start(
        jobs: Vec<(String, J)>,
        threads: usize,
        stop: &Stop,
        work: impl Fn(&J) -> A + Send + Sync + 'static,
    ) -> Crew<J, A> {
        let hosts = by_host(jobs);
        let threads = threads.clamp(1, hosts.len().max(1));
        let (queue, work) = (Arc::new(Mutex::new(hosts)), Arc::new(work));
        let (sender, answers) = sync_channel(WAITING);
        for _ in 0..threads {
            let (queue, work, sender, stop) = (Arc::clone(&queue), Arc::clone(&work), sender.clone(), stop.clone());
            std::thread::spawn(move || {
                loop {
                    let host = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some(host) = host else { return };
                    for job in host {
                        if stop.is_said() {
                            return;
                        }
                        let answer = unless_it_panics(|| work(&job));
                        if sender.send((job, answer)).is_err() {
                            // The round is over.
                            return;
                        }
                    }
                }
            });
        }
        Crew { answers, stop: stop.clone() }
    }
}

impl<J, A> Iterator for Crew<J, A> {
    type Item = (J, Option<A>);

    /// The next answer; none when all are there, or it was said to stop. What is waiting then is asked for again the next time.
    fn next(&mut self) -> Option<(J, Option<A>)> {
        while !self.stop.is_said() {
            match self.answers.recv_timeout(SLICE) {
                Ok(answer) => return Some(answer),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        None
    }
}

/// What a piece of work comes to; nothing where it panics, for a fault in one text must not take the round with it.
pub(super) fn unless_it_panics<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// The jobs of each host together, hosts and jobs in the order they came.
fn by_host<J>(jobs: Vec<(String, J)>) -> VecDeque<Vec<J>> {
    let mut hosts: Vec<(String, Vec<J>)> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for (host, job) in jobs {
        let place = *places.entry(host.clone()).or_insert(hosts.len());
        if place == hosts.len() {
            hosts.push((host, Vec::new()));
        }
        hosts[place].1.push(job);
    }
    hosts.into_iter().map(|(_, jobs)| jobs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jobs(names: &str) -> Vec<(String, String)> {
        names.split(' ').map(|name| (name[..1].to_owned(), name.to_owned())).collect()
    }

    /// The jobs with what was answered, as `a1`, or `a1!` where it panicked.
    fn told(crew: Crew<String, ()>) -> Vec<String> {
        crew.map(|(job, answer)| if answer.is_some() { job } else { format!("{job}!") }).collect()
    }

    #[test]
    fn every_job_is_done_once_and_those_of_a_host_in_order() {
        let crew = Crew::start(jobs("a1 b1 a2 c1 a3 b2"), 3, &Stop::default(), |_| ());
        let mut done = told(crew);
        let of_a: Vec<&String> = done.iter().filter(|job| job.starts_with('a')).collect();
        assert_eq!(of_a, ["a1", "a2", "a3"]);
        done.sort();
        assert_eq!(done, ["a1", "a2", "a3", "b1", "b2", "c1"]);
    }

    #[test]
    fn a_job_that_panics_is_told_and_the_others_go_on() {
        let work = |job: &String| assert!(job != "a1", "a fault on purpose");
        assert_eq!(told(Crew::start(jobs("a1 a2"), 1, &Stop::default(), work)), ["a1!", "a2"]);
    }

    #[test]
    fn nothing_is_begun_after_the_word_to_stop() {
        let (stop, begun) = (Stop::default(), Arc::new(Mutex::new(Vec::new())));
        let (heard, seen) = (stop.clone(), Arc::clone(&begun));
        let work = move |job: &String| {
            heard.say();
            seen.lock().expect("no panic").push(job.clone());
        };
        let crew = Crew::start(jobs("a1 a2 a3"), 1, &stop, work);
        // The thread is gone once it has let go of what it sends its answers to.
        while crew.answers.recv().is_ok() {}
        assert_eq!(*begun.lock().expect("no panic"), ["a1"]);
        assert!(told(crew).is_empty());
    }

    #[test]
    fn no_jobs_are_no_answers() {
        assert!(told(Crew::start(Vec::new(), 4, &Stop::default(), |_| ())).is_empty());
    }
}
