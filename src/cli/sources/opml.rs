//! `newsdiff sources import` and `export`: lists of feeds in OPML.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

use jiff::Timestamp;

use super::super::open::{self, Setting};
use super::super::report::{Failure, Output, warn};
use super::{Export, Import};
use crate::ingest::LARGEST_INPUT;
use crate::ingest::opml::{self, OpmlFeed};
use crate::model::Warning;
use crate::store::SourceKind;
use crate::update::{self, BETWEEN};

/// Follows the feeds of a list; nothing is asked of them yet.
pub(super) fn import(args: &Import, setting: &Setting) -> Result<ExitCode, Failure> {
    let (name, bytes) = read(&args.file)?;
    let (sources, warnings) = update::listed(&name, &bytes);
    if sources.is_empty() {
        let first = warnings.into_iter().next().map(Failure::from);
        return Err(first.unwrap_or_else(|| Failure::new(format!("{name} lists no feeds"), "name an OPML file")));
    }
    let mut store = open::store_to_write(setting)?;
    let (mut added, mut known) = (0, 0);
    for source in &sources {
        let (_, was_known) = store.add_source(source, Timestamp::now())?;
        if was_known { known += 1 } else { added += 1 }
    }
    warn(&warnings);
    Output::default().write(&format!("{added} added, {known} known\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<(String, Vec<u8>), Failure> {
    let name = if is_stream(file) { "standard input".to_owned() } else { file.display().to_string() };
    let mut bytes = Vec::new();
    let done = if is_stream(file) {
        io::stdin().lock().take(LARGEST_INPUT + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|file| file.take(LARGEST_INPUT + 1).read_to_end(&mut bytes))
    };
    match done {
        Ok(length) if length as u64 > LARGEST_INPUT => {
            let limit = LARGEST_INPUT / 1024 / 1024;
            Err(Failure::new(format!("{name} is larger than {limit} MB"), "that is no list of feeds"))
        }
        Ok(_) => Ok((name, bytes)),
        Err(why) => Err(Failure::new(format!("{name} cannot be read: {why}"), "check the path")),
    }
}

/// Writes the feeds; pages and folders have no place in such a list, which is said.
pub(super) fn export(args: &Export, setting: &Setting) -> Result<ExitCode, Failure> {
    let sources = open::store_to_look_at(setting)?.sources()?;
    let (feeds, others): (Vec<_>, Vec<_>) =
        sources.into_iter().partition(|source| source.about.kind == SourceKind::Feed);
    if !others.is_empty() {
        warn(&[Warning {
            source: "sources".to_owned(),
            line: None,
            message: format!("{} pages and folders are left out", others.len()),
            hint: Some("an OPML list has room for feeds only".to_owned()),
        }]);
    }
    let mut feeds: Vec<OpmlFeed> = feeds
        .into_iter()
        .map(|source| OpmlFeed {
            title: source.about.title,
            url: source.about.address,
            site: source.about.site,
            folder: source.about.tag.map(|tag| tag.split(BETWEEN).map(str::to_owned).collect()).unwrap_or_default(),
        })
        .collect();
    // Those of one folder together, and within it as they were added.
    feeds.sort_by(|one, other| one.folder.cmp(&other.folder));
    let text = opml::write("newsdiff", &feeds);
    if is_stream(&args.file) {
        Output::default().write(&text)?;
    } else {
        fs::write(&args.file, text).map_err(|why| {
            Failure::new(format!("{} cannot be written: {why}", args.file.display()), "check the path")
        })?;
    }
    Ok(ExitCode::SUCCESS)
}

fn is_stream(file: &Path) -> bool {
    file.as_os_str() == "-"
}
