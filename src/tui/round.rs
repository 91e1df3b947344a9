//! What the screens know of the round of news that runs, and of the last ones.

use std::collections::BTreeMap;

use crate::model::SourceId;
use crate::theme::StyleRole;
use crate::tui::cells::clean;
use crate::update::{Outcome, Report, SourceReport, Which};

/// What happens in a round.
#[derive(Debug)]
pub enum Happened {
    /// So many sources will be read.
    Sources(usize),
    /// A source was read, or could not be.
    Source(Box<SourceReport>),
    /// So many pages will be read.
    Pages(usize),
    /// A page was read, or could not be.
    Page,
    /// It is over; or a sentence that says why it could not go on, with what to do.
    Ended(Result<Report, String>),
}

/// The round that runs, if one does, and what the last readings came to.
#[derive(Debug, Default)]
pub(super) struct Round {
    running: Option<Running>,
    /// The last report on each source since the program was started.
    reports: BTreeMap<SourceId, SourceReport>,
    /// What the last round came to.
    last: Option<String>,
    /// Sources to be read when the round is over.
    queue: Vec<SourceId>,
}

#[derive(Debug)]
struct Running {
    which: Which,
    all: usize,
    done: usize,
    pages: bool,
    stopping: bool,
    /// The sources it has told of.
    told: Vec<SourceId>,
}

impl Round {
    /// A round began.
    pub(super) fn begin(&mut self, which: Which) {
        let running = Running { which, all: 0, done: 0, pages: false, stopping: false, told: Vec::new() };
        self.running = Some(running);
    }

    /// Whether one runs.
    pub(super) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// It was told to stop.
    pub(super) fn stopping(&mut self) {
        self.queue.clear();
        if let Some(running) = &mut self.running {
            running.stopping = true;
        }
    }

    /// Has sources read after the round that runs.
    pub(super) fn later(&mut self, sources: impl IntoIterator<Item = SourceId>) {
        for source in sources {
            if !self.queue.contains(&source) {
                self.queue.push(source);
            }
        }
    }

    /// The sources to be read now that the round is over.
    pub(super) fn queued(&mut self) -> Vec<SourceId> {
        std::mem::take(&mut self.queue)
    }

    /// Takes what happened; `true` where it changed the stories.
    pub(super) fn hear(&mut self, happened: Happened) -> bool {
        if let Happened::Ended(ended) = happened {
            self.running = None;
            for report in ended.into_iter().flat_map(|report| report.sources) {
                self.reports.insert(report.id, report);
            }
            return true;
        }
        let Some(running) = &mut self.running else { return false };
        match happened {
            Happened::Sources(all) => (running.all, running.done) = (all, 0),
            Happened::Pages(all) => (running.all, running.done, running.pages) = (all, 0, true),
            Happened::Page => running.done += 1,
            Happened::Source(report) => {
                running.done += 1;
                running.told.push(report.id);
                let items = report.items;
                self.reports.insert(report.id, *report);
                return items.new + items.revised + items.completed > 0;
            }
            Happened::Ended(_) => {}
        }
        false
    }

    /// Keeps what the round came to, for the line of the Sources screen.
    pub(super) fn remember(&mut self, said: String) {
        self.last = Some(said);
    }

    /// What the line above the footer says of it: how far it is; `stop` is the key that stops it.
    pub(super) fn note(&self, stop: &str) -> Option<String> {
        let running = self.running.as_ref()?;
        if running.stopping {
            return Some("Stopping the update".to_owned());
        }
        let what = if running.pages { "Reading pages" } else { "Updating" };
        let far = if running.all == 0 { String::new() } else { format!(": {} of {}", running.done, running.all) };
        let stop = if stop.is_empty() { String::new() } else { format!(" · {stop} stops it") };
        Some(format!("{what}{far}{stop}"))
    }

    /// What the last round came to.
    pub(super) fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    /// Whether a source waits for its turn in the round that runs.
    pub(super) fn waits(&self, source: SourceId) -> bool {
        let asked = |running: &Running| match &running.which {
            Which::These(sources) => sources.contains(&source),
            Which::All | Which::Due => true,
        };
        let waits = |running: &Running| asked(running) && !running.pages && !running.told.contains(&source);
        self.running.as_ref().is_some_and(waits) || self.queue.contains(&source)
    }

    /// What the last reading of a source came to.
    pub(super) fn report(&self, source: SourceId) -> Option<&SourceReport> {
        self.reports.get(&source)
    }
}

/// What a round came to, in a sentence, and how grave that is; `sources` is the key that shows more.
pub(super) fn told(report: &Report, sources: &str) -> (String, StyleRole) {
    let tally = report.tally();
    let failed: Vec<&SourceReport> =
        report.sources.iter().filter(|source| matches!(source.outcome, Outcome::Failed(_))).collect();
    let left = report.sources.iter().filter(|source| matches!(source.outcome, Outcome::Skipped { .. })).count();
    let role = if failed.is_empty() { StyleRole::Info } else { StyleRole::Warning };
    let shows = if sources.is_empty() { String::new() } else { format!(" ({sources} shows which)") };
    if let [SourceReport { name, outcome: Outcome::Failed(why), .. }] = report.sources.as_slice() {
        return (format!("{} {}", clean(name), clean(why)), role);
    }
    if let [SourceReport { name, outcome: Outcome::Skipped { why, .. }, .. }] = report.sources.as_slice() {
        return (format!("{} was not asked: {}", clean(name), clean(why)), role);
    }
    let counts = [(tally.new, "new"), (tally.revised, "changed"), (tally.completed, "completed")];
    let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let mut said = if counts.is_empty() { "nothing new".to_owned() } else { counts };
    if !failed.is_empty() {
        said = format!("{said}, {} failed{shows}", failed.len());
    }
    if left > 0 {
        said = format!("{said}, {left} not asked{}", if failed.is_empty() { &shows } else { "" });
    }
    let whose = match report.sources.as_slice() {
        _ if report.stopped => "Stopped, what was read is kept: ".to_owned(),
        [source] => format!("{}: ", clean(&source.name)),
        _ => "Updated: ".to_owned(),
    };
    (format!("{whose}{said}"), role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Tally;

    fn source(id: i64, outcome: Outcome, new: usize, revised: usize) -> SourceReport {
        SourceReport {
            id: SourceId(id),
            name: format!("Wire {id}"),
            address: String::new(),
            outcome,
            items: Tally { new, revised, ..Tally::default() },
            pages: Tally::default(),
            faults: Vec::new(),
            moved: None,
            warnings: Vec::new(),
        }
    }

    fn failed() -> Outcome {
        Outcome::Failed("was not found (404)".to_owned())
    }

    fn skipped() -> Outcome {
        Outcome::Skipped { why: "it failed a short while ago".to_owned(), until: None }
    }

    fn check_told(sources: Vec<SourceReport>, stopped: bool, expected: &str) {
        assert_eq!(told(&Report { sources, stopped }, "F").0, expected);
    }

    #[test]
    fn a_round_is_told_in_a_sentence() {
        let read = |id, new, revised| source(id, Outcome::Read, new, revised);
        check_told(vec![read(1, 3, 1), read(2, 0, 0)], false, "Updated: 3 new, 1 changed");
        check_told(vec![read(1, 3, 0), source(2, failed(), 0, 0)], false, "Updated: 3 new, 1 failed (F shows which)");
        check_told(
            vec![read(1, 0, 0), source(2, skipped(), 0, 0)],
            false,
            "Updated: nothing new, 1 not asked (F shows which)",
        );
        check_told(vec![read(1, 0, 2), read(2, 0, 0)], false, "Updated: 2 changed");
        check_told(vec![read(1, 12, 0)], false, "Wire 1: 12 new");
        check_told(vec![source(1, failed(), 0, 0)], false, "Wire 1 was not found (404)");
        check_told(vec![source(1, skipped(), 0, 0)], false, "Wire 1 was not asked: it failed a short while ago");
        check_told(vec![read(1, 1, 0), read(2, 0, 0)], true, "Stopped, what was read is kept: 1 new");
    }

    #[test]
    fn how_far_a_round_is() {
        let mut round = Round::default();
        assert_eq!(round.note("R"), None);
        round.begin(Which::All);
        assert_eq!(round.note("R").as_deref(), Some("Updating · R stops it"));
        round.hear(Happened::Sources(3));
        assert!(round.waits(SourceId(1)));
        assert!(round.hear(Happened::Source(Box::new(source(1, Outcome::Read, 1, 0)))));
        assert!(!round.hear(Happened::Source(Box::new(source(2, failed(), 0, 0)))), "the stories are as they were");
        assert!(!round.waits(SourceId(1)) && round.waits(SourceId(3)));
        assert_eq!(round.note("R").as_deref(), Some("Updating: 2 of 3 · R stops it"));
        round.hear(Happened::Pages(7));
        round.hear(Happened::Page);
        assert_eq!(round.note("").as_deref(), Some("Reading pages: 1 of 7"));
        round.later([SourceId(4), SourceId(4)]);
        round.hear(Happened::Ended(Ok(Report::default())));
        assert_eq!((round.note("R"), round.queued(), round.queued()), (None, vec![SourceId(4)], Vec::new()));
        assert_eq!(round.report(SourceId(2)).map(|report| &report.outcome), Some(&failed()));
    }
}
