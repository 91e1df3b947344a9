//! `newsdiff update`: one round.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::args::Format;
use super::doctor;
use super::network::{self, INTERRUPTED};
use super::open::{self, Setting};
use super::progress::Display;
use super::report::{Failure, Output, WarningShape, harmless, shown, warn};
use super::sources;
use crate::model::Moment;
use crate::store::{Pruned, Tally};
use crate::update::{self, Outcome, PageFault, Progress, Report, SourceReport, Which};

/// The most pages named one by one: a site that is down fails a hundred times in one way.
const MOST_NAMED: usize = 3;

/// What `update` is asked.
#[derive(Debug, Args)]
pub(super) struct Update {
    /// Sources by number, address or title; all of them where none is named. One that is named is tried even if it failed a
    /// short while ago.
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,

    /// How to say what came.
    #[arg(long, default_value = "text")]
    format: Format,
}

/// Reads the sources, says what came of each, and fails only if every one did.
pub(super) fn run(args: &Update, setting: &Setting) -> Result<ExitCode, Failure> {
    let mut store = open::store_to_write(setting)?;
    let known = store.sources()?;
    let which = match args.sources.as_slice() {
        [] => Which::All,
        named => Which::These(sources::pick_all(&known, named)?),
    };
    let mut out = Output::default();
    if known.is_empty() && args.format == Format::Text {
        out.write("No sources yet: `newsdiff sources add ADDRESS` follows one.\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    let (client, stop) = (network::client(&setting.config), network::stop());
    let mut display = Display::start(!setting.global.plain);
    let text = args.format == Format::Text;
    let mut failed = None;
    let mut tell = |progress: Progress<'_>| {
        if let (Progress::Source(report), true) = (progress, text) {
            display.clear();
            failed = failed.take().or(say(&mut out, report).err());
        }
        display.hear(&progress);
    };
    let settings = update::settings(&setting.config);
    let report = update::round(&mut store, &client, &which, &settings, &stop, &mut tell);
    drop(display);
    let report = report?;
    if let Some(failure) = failed {
        return Err(failure);
    }
    out.write(&if text { ending(&report) } else { String::new() })?;
    let pruned = if report.stopped { Ok(None) } else { doctor::prune_after_round(&mut store, &setting.config) };
    // What came is told even where letting go of what is old failed.
    let known = pruned.as_ref().ok().and_then(Option::as_ref);
    out.write(&if text { doctor::gone_after_round(known) } else { json(&report, known) })?;
    pruned?;
    Ok(match (report.stopped, report.all_failed()) {
        (true, _) => ExitCode::from(INTERRUPTED),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    })
}

/// What came of a source, as soon as that is known.
pub(super) fn say(out: &mut Output, report: &SourceReport) -> Result<(), Failure> {
    warn(&report.warnings);
    out.write(&line(report))
}

/// "read  Coast Wire: 3 new, 12 unchanged", and below it where the source has moved.
fn line(report: &SourceReport) -> String {
    let (word, more) = match &report.outcome {
        Outcome::Read => ("read", format!(": {}", counts(report.items))),
        Outcome::Unchanged => ("unchanged", String::new()),
        Outcome::Failed(why) => ("failed", format!(" {}", harmless(why))),
        Outcome::Skipped { why, until } => {
            let until = until.map(|until| format!(" (until {})", shown(Moment::Instant(until)))).unwrap_or_default();
            ("skipped", format!(": {why}{until}"))
        }
        Outcome::Pages => ("pages", String::new()),
    };
    let mut line = format!("{word:<9}  {}{more}\n", harmless(&report.name));
    if let Some(moved) = &report.moved {
        let _ = writeln!(line, "           it has moved for good and is followed at {}", harmless(moved));
    }
    line
}

/// What is said when all is done: the sources that were not tried, the pages, the sums.
pub(super) fn ending(report: &Report) -> String {
    let mut text = String::new();
    for source in &report.sources {
        if let Outcome::Skipped { .. } = source.outcome {
            text.push_str(&line(source));
        }
        text.push_str(&pages(source));
    }
    let failed = report.sources.iter().filter(|source| matches!(source.outcome, Outcome::Failed(_))).count();
    let _ = write!(text, "{}", counts(report.tally()));
    if failed > 0 {
        let _ = write!(text, "; {failed} of {} sources failed", report.sources.len());
    }
    text.push_str(if report.stopped { "; stopped, what was read is kept\n" } else { "\n" });
    text
}

/// What came of the pages of a source's articles; nothing where none was read.
fn pages(report: &SourceReport) -> String {
    let faults = report.faults.len();
    if report.pages == Tally::default() && faults == 0 {
        return String::new();
    }
    // A page brings nothing new: its article was known before it was read.
    let mut parts = changes(report.pages);
    if faults > 0 {
        parts.push(format!("{faults} not read"));
    }
    let mut text = format!("pages      {}: {}\n", harmless(&report.name), parts.join(", "));
    for PageFault { url, why } in report.faults.iter().take(MOST_NAMED) {
        let _ = writeln!(text, "           {} {}", harmless(url), harmless(why));
    }
    if faults > MOST_NAMED {
        let _ = writeln!(text, "           and {} more", faults - MOST_NAMED);
    }
    text
}

/// "3 new, 1 revised, 12 unchanged", with what there is none of left out but the first.
fn counts(tally: Tally) -> String {
    [vec![format!("{} new", tally.new)], changes(tally)].concat().join(", ")
}

/// What became of known articles.
fn changes(tally: Tally) -> Vec<String> {
    let counted = [(tally.revised, "revised"), (tally.completed, "completed"), (tally.unchanged, "unchanged")];
    counted.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect()
}

#[derive(Serialize)]
struct Shape<'a> {
    schema: &'static str,
    sources: Vec<SourceShape<'a>>,
    stopped: bool,
    total: TallyShape,
    /// What went because it was old; null where the configuration keeps everything, and where the round was stopped.
    pruned: Option<PrunedShape>,
}

#[derive(Serialize)]
struct PrunedShape {
    stories: i64,
    articles: i64,
    versions: i64,
    /// About how much of the file.
    bytes: i64,
    /// When the oldest of it was first seen; null where nothing went.
    oldest: Option<String>,
}

impl PrunedShape {
    fn of(&Pruned { versions, stories, articles, bytes, oldest }: &Pruned) -> PrunedShape {
        let oldest = oldest.map(|oldest| oldest.to_string());
        PrunedShape { stories, articles, versions, bytes, oldest }
    }
}

#[derive(Serialize)]
struct SourceShape<'a> {
    id: i64,
    name: &'a str,
    address: &'a str,
    outcome: &'static str,
    error: Option<&'a str>,
    until: Option<String>,
    moved: Option<&'a str>,
    items: TallyShape,
    pages: TallyShape,
    page_errors: Vec<FaultShape<'a>>,
    warnings: Vec<WarningShape<'a>>,
}

#[derive(Serialize)]
struct TallyShape {
    new: usize,
    revised: usize,
    completed: usize,
    unchanged: usize,
}

#[derive(Serialize)]
struct FaultShape<'a> {
    url: &'a str,
    error: &'a str,
}

impl From<Tally> for TallyShape {
    fn from(Tally { new, revised, completed, unchanged }: Tally) -> TallyShape {
        TallyShape { new, revised, completed, unchanged }
    }
}

fn json(report: &Report, pruned: Option<&Pruned>) -> String {
    super::json_text(&Shape {
        schema: "newsdiff.update/1",
        sources: report.sources.iter().map(SourceShape::of).collect(),
        stopped: report.stopped,
        total: report.tally().into(),
        pruned: pruned.map(PrunedShape::of),
    })
}

impl SourceShape<'_> {
    fn of(report: &SourceReport) -> SourceShape<'_> {
        let (outcome, error, until) = match &report.outcome {
            Outcome::Read => ("read", None, None),
            Outcome::Unchanged => ("unchanged", None, None),
            Outcome::Failed(why) => ("failed", Some(why.as_str()), None),
            Outcome::Skipped { why, until } => ("skipped", Some(why.as_str()), until.map(|until| until.to_string())),
            Outcome::Pages => ("pages", None, None),
        };
        SourceShape {
            id: report.id.0,
            name: &report.name,
            address: &report.address,
            outcome,
            error,
            until,
            moved: report.moved.as_deref(),
            items: report.items.into(),
            pages: report.pages.into(),
            page_errors: report.faults.iter().map(|fault| FaultShape { url: &fault.url, error: &fault.why }).collect(),
            warnings: report.warnings.iter().map(WarningShape::of).collect(),
        }
    }
}
