//! `newsdiff claims`: which claims are in which outlet.

use std::path::PathBuf;
use std::process::ExitCode;

use super::args::{self, Format};
use super::open::{self, Setting};
use super::report::{Failure, Output, harmless, warn};
use crate::compare;
use crate::export::claims::{self, Column};
use crate::ingest;
use crate::model::StoryId;

/// Writes the claims of a story of the store, or of files.
pub(super) fn run(args: &args::Claims, setting: &Setting) -> Result<ExitCode, Failure> {
    let columns = match args.story.as_slice() {
        [one] if !one.exists() && number(one).is_some() => of_story(number(one).unwrap_or_default(), setting)?,
        paths => of_files(paths)?,
    };
    let documents: Vec<_> = columns.iter().map(|column| column.document.clone()).collect();
    let found = compare::claims(&documents);
    let text = match args.format {
        Format::Json => claims::json(&columns, &found) + "\n",
        Format::Text => claims::grid(&columns, &found),
    };
    Output::default().write(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn number(path: &std::path::Path) -> Option<i64> {
    path.to_str()?.parse().ok()
}

fn of_story(id: i64, setting: &Setting) -> Result<Vec<Column>, Failure> {
    let kept = open::store_to_look_at(setting)?;
    let story = kept.story(StoryId(id))?;
    let mut columns = Vec::new();
    for article in &story.articles {
        let version = kept.version(article.latest().id)?;
        columns.push(Column { id: article.id.0, name: harmless(&article.outlet), document: version.document });
    }
    Ok(columns)
}

fn of_files(paths: &[PathBuf]) -> Result<Vec<Column>, Failure> {
    let harvest = ingest::gather_whole(paths);
    if harvest.arrivals.is_empty() {
        let first = harvest.warnings.into_iter().next().map(Failure::from);
        return Err(first.unwrap_or_else(|| Failure::new("no article was found", "name files that hold text")));
    }
    warn(&harvest.warnings);
    let column = |(k, arrival): (usize, &crate::model::Arrival)| Column {
        id: k as i64 + 1,
        name: harmless(&arrival.outlet),
        document: arrival.document.clone(),
    };
    Ok(harvest.arrivals.iter().enumerate().map(column).collect())
}
