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

/// The answers of a crew at work.
pub(super) struct Crew<A> {
    answers: Receiver<A>,
    stop: Stop,
}

impl<A: Send + 'static> Crew<A> {
    /// Sets threads to work on jobs, each with the host it is for. A job that panics gives what `broken` makes of it.
    pub(super) fn start<J: Clone + Send + 'static>(
        jobs: Vec<(String, J)>,
        threads: usize,
        stop: &Stop,
        work: impl Fn(&J) -> A + Send + Sync + 'static,
        broken: impl Fn(&J) -> A + Send + Sync + 'static,
    ) -> Crew<A> {
        let hosts = by_host(jobs);
        let threads = threads.clamp(1, hosts.len().max(1));
        let (queue, work) = (Arc::new(Mutex::new(hosts)), Arc::new((work, broken)));
        let (sender, answers) = sync_channel(WAITING);
        for _ in 0..threads {
            let (queue, work, sender, stop) = (Arc::clone(&queue), Arc::clone(&work), sender.clone(), stop.clone());
            std::thread::spawn(move || {
                loop {
                    let host = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some(host) = host else { return };
                    for job in &host {
                        if stop.is_said() {
                            return;
                        }
                        // A fault in one text must not take the round with it.
                        let answer = catch_unwind(AssertUnwindSafe(|| work.0(job))).unwrap_or_else(|_| work.1(job));
                        if sender.send(answer).is_err() {
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

impl<A> Iterator for Crew<A> {
    type Item = A;

    /// The next answer; none when all are there, or it was said to stop and none is waiting.
    fn next(&mut self) -> Option<A> {
        loop {
            match self.answers.recv_timeout(SLICE) {
                Ok(answer) => return Some(answer),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if self.stop.is_said() => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
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

    #[test]
    fn every_job_is_done_once_and_those_of_a_host_in_order() {
        let crew = Crew::start(jobs("a1 b1 a2 c1 a3 b2"), 3, &Stop::default(), Clone::clone, Clone::clone);
        let mut done: Vec<String> = crew.collect();
        let of_a: Vec<&String> = done.iter().filter(|job| job.starts_with('a')).collect();
        assert_eq!(of_a, ["a1", "a2", "a3"]);
        done.sort();
        assert_eq!(done, ["a1", "a2", "a3", "b1", "b2", "c1"]);
    }

    #[test]
    fn a_job_that_panics_is_told_and_the_others_go_on() {
        let work = |job: &String| {
            assert!(job != "a1", "a fault on purpose");
            job.clone()
        };
        let crew = Crew::start(jobs("a1 a2"), 1, &Stop::default(), work, |job| format!("{job} failed"));
        assert_eq!(crew.collect::<Vec<_>>(), ["a1 failed", "a2"]);
    }

    #[test]
    fn nothing_is_begun_after_the_word_to_stop() {
        let stop = Stop::default();
        let heard = stop.clone();
        let work = move |job: &String| {
            heard.say();
            job.clone()
        };
        let crew = Crew::start(jobs("a1 a2 a3"), 1, &stop, work, Clone::clone);
        assert_eq!(crew.collect::<Vec<_>>(), ["a1"]);
    }

    #[test]
    fn no_jobs_are_no_answers() {
        let crew = Crew::start(Vec::<(String, String)>::new(), 4, &Stop::default(), Clone::clone, Clone::clone);
        assert_eq!(crew.count(), 0);
    }
}
