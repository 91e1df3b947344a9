//! `newsdiff claims`: which claims are in which outlet.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use super::args::{self, PageFormat};
use super::open::{self, Setting};
use super::pager;
use super::report::{Failure, harmless, marks, shown, warn, width};
use crate::compare::first::Edition;
use crate::compare::{Claims, FactKind};
use crate::export::claims::{self, Outlet, Page};
use crate::export::{html, markdown};
use crate::ingest;
use crate::model::{Moment, StoryId};
use crate::store::headline;
use crate::tellings::{Telling, Tellings};

/// Writes the claims of a story of the store, or of files.
pub(super) fn run(args: &args::Claims, setting: &Setting) -> Result<ExitCode, Failure> {
    let tellings = match args.story.as_slice() {
        [one] if !one.exists() && number(one).is_some() => of_story(number(one).unwrap_or_default(), setting)?,
        paths => of_files(paths)?,
    };
    let pairwise = tellings.pairwise();
    let found = pairwise.claims();
    let wanted = wanted(args, &tellings.each, &found)?;
    // People read their own time of day, programs one that needs no guessing.
    let says = |moment: Moment| if args.format == PageFormat::Json { moment.to_string() } else { shown(moment) };
    let first = tellings.firsts(&found);
    let page = Page {
        first: first.into_iter().map(|first| first.map(|(outlet, moment)| (outlet, says(moment)))).collect(),
        outlets: tellings.each.iter().map(|telling| outlet(telling, says)).collect(),
        claims: found,
        wanted,
        pair: claims::only_pair(pairwise),
        collapse_copies: args.collapse_copies,
    };
    let text = match args.format {
        PageFormat::Json => claims::json(&page) + "\n",
        PageFormat::Html => html::claims(&page),
        PageFormat::Markdown => markdown::claims(&page),
        PageFormat::Text if setting.global.plain => claims::linear(&page),
        PageFormat::Text => claims::grid(&page, marks(&setting.global), width()),
    };
    pager::show(&text, setting)?;
    Ok(ExitCode::SUCCESS)
}

/// What one outlet is called on the page, and what it published.
fn outlet(telling: &Telling, says: impl Fn(Moment) -> String) -> Outlet {
    let last = telling.last();
    Outlet {
        id: telling.id,
        name: harmless(&telling.outlet),
        title: harmless(&telling.title),
        url: telling.url.clone(),
        published: last.published.map(says),
        document: Arc::clone(&last.document),
    }
}

fn number(path: &Path) -> Option<i64> {
    path.to_str()?.parse().ok()
}

fn of_story(id: i64, setting: &Setting) -> Result<Tellings, Failure> {
    let kept = open::store_to_look_at(setting)?;
    let story = kept.story(StoryId(id))?;
    Ok(Tellings::of_story(&kept, &story)?)
}

fn of_files(paths: &[PathBuf]) -> Result<Tellings, Failure> {
    let harvest = ingest::gather_whole(paths);
    if harvest.arrivals.is_empty() {
        let first = harvest.warnings.into_iter().next().map(Failure::from);
        return Err(first.unwrap_or_else(|| Failure::new("no article was found", "name files that hold text")));
    }
    warn(&harvest.warnings);
    let telling = |(k, arrival): (usize, &crate::model::Arrival)| Telling {
        id: k as i64 + 1,
        outlet: arrival.outlet.clone(),
        title: headline(arrival),
        url: arrival.url.clone(),
        editions: vec![Edition { document: arrival.document.clone(), published: arrival.published, seen: None }],
    };
    Ok(Tellings::new(harvest.arrivals.iter().enumerate().map(telling).collect()))
}

/// The claims that are asked for, by index: all, or those of one outlet alone, or those it leaves out, or those that differ.
fn wanted(args: &args::Claims, tellings: &[Telling], found: &Claims) -> Result<Vec<usize>, Failure> {
    let columns = found.columns(args.collapse_copies);
    let column = |name: &String| -> Result<usize, Failure> {
        let outlet = outlet_called(name, tellings)?;
        Ok(columns.iter().position(|column| column.contains(&outlet)).unwrap_or_default())
    };
    let figure = |kind| matches!(kind, FactKind::Number | FactKind::Date | FactKind::Name);
    let differs = |&k: &usize| found.claims[k].differences.iter().any(|difference| figure(difference.kind));
    let mut wanted: Vec<usize> = match (&args.only, &args.missing) {
        (Some(name), _) => found.only_in(&columns, column(name)?),
        (None, Some(name)) => found.missing_in(&columns, column(name)?),
        (None, None) => (0..found.claims.len()).collect(),
    };
    if args.differs {
        wanted.retain(differs);
    }
    Ok(wanted)
}

/// The one outlet of that name, whatever its capitals, or whose name has these words in it.
fn outlet_called(name: &str, tellings: &[Telling]) -> Result<usize, Failure> {
    let wanted = name.to_lowercase();
    let position = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
        (0..tellings.len()).filter(|&k| is(&harmless(&tellings[k].outlet).to_lowercase())).collect()
    };
    let mut found = position(&|name| name == wanted);
    if found.is_empty() {
        found = position(&|name| name.contains(&wanted));
    }
    if let [outlet] = found[..] {
        return Ok(outlet);
    }
    let what = if found.is_empty() { "no outlet is" } else { "several outlets are" };
    let names: Vec<String> = tellings.iter().map(|telling| harmless(&telling.outlet)).collect();
    Err(Failure::new(format!("{what} called {name}"), format!("name one of {}", names.join(", "))))
}
