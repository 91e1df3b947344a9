//! `newsdiff watch`: rounds without end.

use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use jiff::Timestamp;

use super::doctor;
use super::network;
use super::open::{self, Setting};
use super::report::{Failure, Output, shown};
use super::update::{ending, say};
use crate::fetch::Clock;
use crate::fetch::SystemClock;
use crate::model::Moment;
use crate::update::{self, Outcome, Progress, Which};

/// The longest sleep: a source that another newsdiff adds is seen a minute later.
const LONGEST_SLEEP: Duration = Duration::from_mins(1);

/// The shortest: what is due at every moment does not keep the machine busy.
const SHORTEST_SLEEP: Duration = Duration::from_secs(5);

/// What `watch` is asked.
#[derive(Debug, Args)]
pub(super) struct Watch {}

/// Reads what is due, sleeps until more is, and ends without a failure when it is told to stop.
pub(super) fn run(_: &Watch, setting: &Setting) -> Result<ExitCode, Failure> {
    let mut store = open::store_to_write(setting)?;
    let (client, stop, settings) =
        (network::client(&setting.config), network::stop(), update::settings(&setting.config));
    let mut out = Output::default();
    let sources = store.sources()?.len();
    out.write(&match sources {
        0 => "No sources yet: `newsdiff sources add ADDRESS` follows one.\n".to_owned(),
        1 => "Watching 1 source; Ctrl-C stops.\n".to_owned(),
        many => format!("Watching {many} sources; Ctrl-C stops.\n"),
    })?;
    while !stop.is_said() {
        let mut failed = None;
        let mut tell = |progress: Progress<'_>| {
            if let Progress::Source(report) = progress
                && report.outcome != Outcome::Unchanged
            {
                failed = failed.take().or(say(&mut out, report).err());
            }
        };
        let report = update::round(&mut store, &client, &Which::Due, &settings, &stop, &mut tell)?;
        if let Some(failure) = failed {
            return Err(failure);
        }
        if !report.sources.is_empty() {
            out.write(&format!("{}  {}", shown(Moment::Instant(Timestamp::now())), ending(&report)))?;
            let pruned = doctor::prune_after_round(&mut store, &setting.config)?;
            out.write(&doctor::gone_after_round(pruned.as_ref()))?;
        }
        let due = store.next_due()?.map_or(LONGEST_SLEEP, |due| {
            Duration::try_from(due.duration_since(Timestamp::now())).unwrap_or(Duration::ZERO)
        });
        SystemClock.wait(due.clamp(SHORTEST_SLEEP, LONGEST_SLEEP), &stop);
    }
    Ok(ExitCode::SUCCESS)
}
