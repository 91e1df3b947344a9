//! `newsdiff add`: keeps articles in the store.

use std::process::ExitCode;

use serde::Serialize;

use super::args::{self, Format};
use super::open::{self, Setting};
use super::report::{Failure, Output, harmless, warn};
use crate::ingest;
use crate::model::{Arrival, Warning};
use crate::store::{Added, Status, Store};

/// Articles kept in one transaction: enough that a large import is quick, and few enough that one that is stopped has kept
/// nearly all it read and others wait for no more than a moment.
const BATCH: usize = 100;

/// Keeps what the paths hold, batch by batch, and says what became of each article once it is kept.
pub(super) fn run(args: &args::Add, setting: &Setting) -> Result<ExitCode, Failure> {
    let harvest = ingest::gather(&args.paths);
    let mut store = if args.dry_run { open::store_to_look_at(setting)? } else { open::store_to_write(setting)? };
    let mut out = Output::default();
    let mut added = Vec::with_capacity(harvest.arrivals.len());
    if args.format == Format::Text {
        warn(&harvest.warnings);
    }
    // A preview keeps nothing from one call to the next, so it has to see everything at once.
    let batch = if args.dry_run { harvest.arrivals.len().max(1) } else { BATCH };
    for arrivals in harvest.arrivals.chunks(batch) {
        let done = step(&mut store, arrivals, args.dry_run).map_err(|failure| match added.len() {
            0 => failure,
            kept => failure.and(&format!("; {kept} of {} articles were kept before", harvest.arrivals.len())),
        })?;
        if args.format == Format::Text {
            out.write(&lines(arrivals, &done))?;
        }
        added.extend(done);
    }
    match args.format {
        Format::Text => out.write(&summary(&added, args.dry_run))?,
        Format::Json => out.write(&json(&harvest.arrivals, &added, &harvest.warnings, args.dry_run))?,
    }
    if harvest.arrivals.is_empty() {
        return Err(Failure::new(
            "no article was found",
            "name web pages, text, Markdown, JSON Lines or feed files, or folders that hold some",
        ));
    }
    Ok(ExitCode::SUCCESS)
}

fn step(store: &mut Store, arrivals: &[Arrival], dry_run: bool) -> Result<Vec<Added>, Failure> {
    let added = if dry_run { store.preview(arrivals) } else { store.add(arrivals) };
    added.map_err(Failure::from)
}

fn lines(arrivals: &[Arrival], added: &[Added]) -> String {
    let line = |(arrival, added): (&Arrival, &Added)| {
        let summary = if arrival.summary { " (summary only)" } else { "" };
        format!("{:<9}  {}: {}{summary}\n", added.status.name(), harmless(&arrival.outlet), harmless(&added.title))
    };
    arrivals.iter().zip(added).map(line).collect()
}

fn summary(added: &[Added], dry_run: bool) -> String {
    let count = |status| added.iter().filter(|added| added.status == status).count();
    let would = if dry_run { " (nothing was kept)" } else { "" };
    format!(
        "{} new, {} revised, {} unchanged{would}\n",
        count(Status::New),
        count(Status::Revised),
        count(Status::Unchanged)
    )
}

#[derive(Serialize)]
struct Shape<'a> {
    schema: &'static str,
    articles: Vec<ArticleShape<'a>>,
    warnings: Vec<WarningShape<'a>>,
}

#[derive(Serialize)]
struct ArticleShape<'a> {
    /// The article's number; null where it would be new and nothing is kept.
    id: Option<i64>,
    version: Option<i64>,
    story: Option<i64>,
    outlet: &'a str,
    title: &'a str,
    url: Option<&'a str>,
    published: Option<String>,
    status: &'static str,
    /// Whether the text is a feed's summary and not the whole piece.
    summary: bool,
    paragraphs: Vec<ParagraphShape<'a>>,
}

#[derive(Serialize)]
struct ParagraphShape<'a> {
    text: &'a str,
    role: &'static str,
}

#[derive(Serialize)]
struct WarningShape<'a> {
    source: &'a str,
    line: Option<usize>,
    message: &'a str,
    hint: Option<&'a str>,
}

impl WarningShape<'_> {
    fn of(warning: &Warning) -> WarningShape<'_> {
        let Warning { source, line, message, hint } = warning;
        WarningShape { source, line: *line, message, hint: hint.as_deref() }
    }
}

fn json(arrivals: &[Arrival], added: &[Added], warnings: &[Warning], dry_run: bool) -> String {
    let shape = Shape {
        schema: "newsdiff.added/1",
        articles: arrivals.iter().zip(added).map(|(arrival, added)| article(arrival, added, dry_run)).collect(),
        warnings: warnings.iter().map(WarningShape::of).collect(),
    };
    super::json_text(&shape)
}

fn article<'a>(arrival: &'a Arrival, added: &'a Added, dry_run: bool) -> ArticleShape<'a> {
    let document = &arrival.document;
    let known = !dry_run || added.status != Status::New;
    let same = !dry_run || added.status == Status::Unchanged;
    let paragraph = |paragraph: &crate::text::Paragraph| ParagraphShape {
        text: document.content(paragraph.span).of(document.text()),
        role: paragraph.role.name(),
    };
    ArticleShape {
        id: known.then_some(added.article.0),
        version: same.then_some(added.version.0),
        story: known.then_some(added.story.0),
        outlet: &arrival.outlet,
        title: &added.title,
        url: arrival.url.as_deref(),
        published: arrival.published.map(|moment| moment.to_string()),
        status: added.status.name(),
        summary: arrival.summary,
        paragraphs: document.paragraphs().iter().map(paragraph).collect(),
    }
}
