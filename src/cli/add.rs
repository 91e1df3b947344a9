//! `newsdiff add`: keeps articles in the store.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::sync_channel;
use std::thread;

use serde::Serialize;

use super::args::{self, Format};
use super::network;
use super::open::{self, Setting};
use super::report::{Failure, Output, WarningShape, harmless, warn};
use crate::config::Config;
use crate::ingest::{self, Harvest};
use crate::model::{Arrival, Past, Warning};
use crate::store::{Added, Status, Store};
use crate::update;

/// Articles kept in one transaction: enough that a large import is quick, and few enough that one that is stopped has kept
/// nearly all it read and others wait for no more than a moment.
const BATCH: usize = 400;

/// Harvests read ahead of the store: so many that neither waits for the other, and so few that memory stays small.
const AHEAD: usize = 4;

/// Keeps what the paths hold, batch by batch, and says what became of each article once it is kept. Files are read on a thread
/// of their own while the store writes.
pub(super) fn run(args: &args::Add, setting: &Setting) -> Result<ExitCode, Failure> {
    let store = if args.dry_run { open::store_to_look_at(setting)? } else { open::store_to_write(setting)? };
    let (out, waiting, pasts, done) = (Output::default(), Vec::new(), BTreeMap::new(), Done::default());
    let mut keeping = Keeping { args, store, out, waiting, pasts, done };
    thread::scope(|scope| {
        let (send, harvests) = sync_channel(AHEAD);
        scope.spawn(move || {
            // An error means that the store failed; the rest need not be read.
            each(&args.paths, &setting.config, &mut |harvest| match send.send(harvest) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            })
        });
        harvests.into_iter().try_for_each(|harvest| keeping.take(harvest))
    })?;
    keeping.finish()
}

/// Hands over what the paths hold, and the addresses among them lead to, in the order they were named.
fn each(paths: &[PathBuf], config: &Config, take: &mut dyn FnMut(Harvest) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut network = None;
    for path in paths {
        let Some(address) = update::as_address(path) else {
            ingest::each(std::slice::from_ref(path), take)?;
            continue;
        };
        let (client, stop) = network.get_or_insert_with(|| (network::client(config), network::stop()));
        take(update::once(client, address, stop).unwrap_or_else(|fault| Harvest {
            warnings: vec![Warning { source: address.to_owned(), line: None, message: fault.to_string(), hint: None }],
            ..Harvest::default()
        }))?;
    }
    ControlFlow::Continue(())
}

/// What has been done so far.
#[derive(Default)]
struct Done {
    /// Every arrival with what became of it; only where JSON is asked for, which tells of all at the end.
    all: Vec<(Arrival, Added)>,
    warnings: Vec<Warning>,
    /// How many were new, revised and unchanged.
    counts: [usize; 3],
}

struct Keeping<'a> {
    args: &'a args::Add,
    store: Store,
    out: Output,
    waiting: Vec<Arrival>,
    /// What is known of those of them that were in a store before, by their places.
    pasts: BTreeMap<usize, Past>,
    done: Done,
}

impl Keeping<'_> {
    fn take(&mut self, harvest: Harvest) -> Result<(), Failure> {
        if self.args.format == Format::Text {
            warn(&harvest.warnings);
        } else {
            self.done.warnings.extend(harvest.warnings);
        }
        let before = self.waiting.len();
        self.pasts.extend(harvest.pasts.into_iter().map(|(place, past)| (before + place, past)));
        self.waiting.extend(harvest.arrivals);
        // A preview keeps nothing from one call to the next, so it has to see everything at once.
        while self.waiting.len() >= BATCH && !self.args.dry_run {
            let rest = self.waiting.split_off(BATCH);
            let batch = std::mem::replace(&mut self.waiting, rest);
            let later = self.pasts.split_off(&BATCH).into_iter().map(|(place, past)| (place - BATCH, past)).collect();
            let pasts = std::mem::replace(&mut self.pasts, later);
            self.keep(batch, &pasts)?;
        }
        Ok(())
    }

    fn keep(&mut self, arrivals: Vec<Arrival>, pasts: &BTreeMap<usize, Past>) -> Result<(), Failure> {
        let added =
            if self.args.dry_run { self.store.preview(&arrivals) } else { self.store.add_back(&arrivals, pasts) };
        let added = added.map_err(|error| match self.done.counts.iter().sum() {
            0 => Failure::from(error),
            kept => Failure::from(error).and(&format!("; {kept} articles were kept before")),
        })?;
        for added in &added {
            self.done.counts[added.status as usize] += 1;
        }
        match self.args.format {
            Format::Text => self.out.write(&lines(&arrivals, &added))?,
            Format::Json => self.done.all.extend(arrivals.into_iter().zip(added)),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<ExitCode, Failure> {
        let rest = std::mem::take(&mut self.waiting);
        if !rest.is_empty() {
            let pasts = std::mem::take(&mut self.pasts);
            self.keep(rest, &pasts)?;
        }
        match self.args.format {
            Format::Text => self.out.write(&summary(self.done.counts, self.args.dry_run))?,
            Format::Json => self.out.write(&json(&self.done, self.args.dry_run))?,
        }
        if self.done.counts == [0; 3] {
            return Err(Failure::new(
                "no article was found",
                "name web pages, text, Markdown, JSON Lines or feed files, or folders that hold some",
            ));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn lines(arrivals: &[Arrival], added: &[Added]) -> String {
    let line = |(arrival, added): (&Arrival, &Added)| {
        let summary = if arrival.summary { " (summary only)" } else { "" };
        format!("{:<9}  {}: {}{summary}\n", added.status.name(), harmless(&arrival.outlet), harmless(&added.title))
    };
    arrivals.iter().zip(added).map(line).collect()
}

fn summary([new, revised, unchanged]: [usize; 3], dry_run: bool) -> String {
    let would = if dry_run { " (nothing was kept)" } else { "" };
    format!("{new} new, {revised} revised, {unchanged} unchanged{would}\n")
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

fn json(done: &Done, dry_run: bool) -> String {
    let shape = Shape {
        schema: "newsdiff.added/1",
        articles: done.all.iter().map(|(arrival, added)| article(arrival, added, dry_run)).collect(),
        warnings: done.warnings.iter().map(WarningShape::of).collect(),
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
