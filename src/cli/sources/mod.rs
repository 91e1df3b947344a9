//! `newsdiff sources`: what is followed.

mod add;
mod list;
mod opml;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::args::Format;
use super::open::{self, Setting};
use super::report::{Failure, Output, harmless};
use crate::model::SourceId;
use crate::store::Source;

/// What can be done with sources.
#[derive(Debug, Subcommand)]
pub(super) enum Sources {
    /// Follow a feed, the feed of a site, or a folder.
    Add(Add),
    /// Follow a source no more; its articles stay.
    Remove(Remove),
    /// List the sources with how their last readings went.
    List(List),
    /// Follow the feeds of an OPML list.
    Import(Import),
    /// Write the feeds as an OPML list.
    Export(Export),
}

/// What `sources add` is asked.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// The address of a feed or of a site that has one, or a folder.
    #[arg(value_name = "ADDRESS|FOLDER", required = true)]
    sources: Vec<String>,

    /// What to call it, instead of what it calls itself.
    #[arg(long)]
    title: Option<String>,

    /// The heading to list it under.
    #[arg(long)]
    tag: Option<String>,

    /// Follow the page itself, as one article whose edits are kept.
    #[arg(long)]
    page: bool,
}

/// What `sources remove` is asked.
#[derive(Debug, Args)]
pub(super) struct Remove {
    /// Sources by number, address or title.
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<String>,
}

/// What `sources list` is asked.
#[derive(Debug, Args)]
pub(super) struct List {
    /// How to write the list.
    #[arg(long, default_value = "text")]
    format: Format,
}

/// What `sources import` is asked.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The OPML file, or - for standard input.
    file: PathBuf,
}

/// What `sources export` is asked.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The file to write, or - for standard output.
    #[arg(default_value = "-")]
    file: PathBuf,
}

/// Does what is asked.
pub(super) fn run(command: &Sources, setting: &Setting) -> Result<ExitCode, Failure> {
    match command {
        Sources::Add(args) => add::run(args, setting),
        Sources::Remove(args) => remove(args, setting),
        Sources::List(args) => list::run(args, setting),
        Sources::Import(args) => opml::import(args, setting),
        Sources::Export(args) => opml::export(args, setting),
    }
}

fn remove(args: &Remove, setting: &Setting) -> Result<ExitCode, Failure> {
    let mut store = open::store_to_write(setting)?;
    let known = store.sources()?;
    let mut out = Output::default();
    for id in pick_all(&known, &args.sources)? {
        store.remove_source(id)?;
        let name = known.iter().find(|source| source.id == id).map_or("", Source::name);
        out.write(&format!("removed    {}: its articles are kept\n", harmless(name)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The sources that are named, each once.
pub(super) fn pick_all(known: &[Source], names: &[String]) -> Result<Vec<SourceId>, Failure> {
    let mut picked = Vec::new();
    for name in names {
        let id = pick(known, name)?;
        if !picked.contains(&id) {
            picked.push(id);
        }
    }
    Ok(picked)
}

/// The source with a number, an address or a title, whatever the title's case.
fn pick(known: &[Source], name: &str) -> Result<SourceId, Failure> {
    let name = name.trim();
    let by_number = |source: &&Source| name.parse() == Ok(source.id.0);
    let by_address = |source: &&Source| source.about.address.trim_end_matches('/') == name.trim_end_matches('/');
    if let Some(source) = known.iter().find(by_number).or_else(|| known.iter().find(by_address)) {
        return Ok(source.id);
    }
    let titled: Vec<&Source> =
        known.iter().filter(|source| source.name().to_lowercase() == name.to_lowercase()).collect();
    match titled.as_slice() {
        [source] => Ok(source.id),
        [] => {
            let what = format!("no source has the number, address or title {}", harmless(name));
            Err(Failure::new(what, "`newsdiff sources list` shows them"))
        }
        several => {
            let numbers: Vec<String> = several.iter().map(|source| source.id.to_string()).collect();
            let what = format!("several sources are called {}", harmless(name));
            Err(Failure::new(what, format!("name one by its number: {}", numbers.join(", "))))
        }
    }
}
