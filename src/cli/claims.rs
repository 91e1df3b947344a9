//! `newsdiff claims`: which claims are in which outlet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use super::args::{self, Format};
use super::open::{self, Setting};
use super::report::{Failure, Output, harmless, marks, shown, warn, width};
use crate::compare::first::{self, Edition, When};
use crate::compare::{ByHand, Claims, FactKind, Options, Pairwise};
use crate::export::claims::{self, Outlet, Page};
use crate::ingest;
use crate::model::{Moment, StoryId, Version};
use crate::sides::Sides;
use crate::text::Document;

/// Writes the claims of a story of the store, or of files.
pub(super) fn run(args: &args::Claims, setting: &Setting) -> Result<ExitCode, Failure> {
    let (tellings, by_hand) = match args.story.as_slice() {
        [one] if !one.exists() && number(one).is_some() => of_story(number(one).unwrap_or_default(), setting)?,
        paths => (of_files(paths)?, BTreeMap::new()),
    };
    let documents: Vec<_> = tellings.iter().map(|telling| Arc::clone(&telling.last().document)).collect();
    let found = Pairwise::choosing(&documents, |sides| options(sides, &tellings, &by_hand)).claims();
    let wanted = wanted(args, &tellings, &found)?;
    // People read their own time of day, programs one that needs no guessing.
    let says = |moment: Moment| if args.format == Format::Json { moment.to_string() } else { shown(moment) };
    let page = Page {
        first: firsts(&tellings, &found, says),
        outlets: tellings.iter().map(|telling| telling.outlet(says)).collect(),
        claims: found,
        wanted,
        collapse_copies: args.collapse_copies,
    };
    let text = match args.format {
        Format::Json => claims::json(&page) + "\n",
        Format::Text if setting.global.plain => claims::linear(&page),
        Format::Text => claims::grid(&page, marks(&setting.global), width()),
    };
    Output::default().write(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// One article: what it is called, and its versions, oldest first; never empty.
struct Telling {
    id: i64,
    name: String,
    editions: Vec<Edition>,
}

impl Telling {
    fn last(&self) -> &Edition {
        self.editions.last().expect("an article has at least one version")
    }

    fn outlet(&self, says: impl Fn(Moment) -> String) -> Outlet {
        let last = self.last();
        Outlet {
            id: self.id,
            name: self.name.clone(),
            published: last.published.map(says),
            document: Arc::clone(&last.document),
        }
    }
}

fn number(path: &Path) -> Option<i64> {
    path.to_str()?.parse().ok()
}

/// What the reader says of sentences of every two outlets, the earlier one of the list on the left.
type SaidByHand = BTreeMap<(usize, usize), ByHand>;

/// What is known of two outlets' texts before they are compared.
fn options(sides: &Sides<Arc<Document>>, tellings: &[Telling], by_hand: &SaidByHand) -> Options {
    let place = |document| tellings.iter().position(|telling| Arc::ptr_eq(&telling.last().document, document));
    let Sides { left: Some(left), right: Some(right) } = sides.as_ref().map(place) else { return Options::default() };
    let said = by_hand.get(&(left, right)).cloned();
    let said = said.or_else(|| by_hand.get(&(right, left)).map(ByHand::swapped));
    let days = Sides::new(left, right).map(|k| tellings[k].last().published.map(Moment::day));
    Options { days, by_hand: said.unwrap_or_default(), ..Options::default() }
}

fn of_story(id: i64, setting: &Setting) -> Result<(Vec<Telling>, SaidByHand), Failure> {
    let kept = open::store_to_look_at(setting)?;
    let story = kept.story(StoryId(id))?;
    let mut tellings = Vec::new();
    let mut latest: Vec<Version> = Vec::new();
    for article in &story.articles {
        let mut editions = Vec::new();
        let mut last = None;
        for info in &article.versions {
            let version = kept.version(info.id)?;
            let document = Arc::clone(&version.document);
            editions.push(Edition { document, published: info.published, seen: Some(info.seen) });
            last = Some(version);
        }
        latest.extend(last);
        tellings.push(Telling { id: article.id.0, name: harmless(&article.outlet), editions });
    }
    let mut by_hand = SaidByHand::new();
    for left in 0..latest.len() {
        for right in left + 1..latest.len() {
            let said = kept.by_hand(&Sides::new(latest[left].clone(), latest[right].clone()))?;
            by_hand.insert((left, right), said);
        }
    }
    Ok((tellings, by_hand))
}

fn of_files(paths: &[PathBuf]) -> Result<Vec<Telling>, Failure> {
    let harvest = ingest::gather_whole(paths);
    if harvest.arrivals.is_empty() {
        let first = harvest.warnings.into_iter().next().map(Failure::from);
        return Err(first.unwrap_or_else(|| Failure::new("no article was found", "name files that hold text")));
    }
    warn(&harvest.warnings);
    let telling = |(k, arrival): (usize, &crate::model::Arrival)| Telling {
        id: k as i64 + 1,
        name: harmless(&arrival.outlet),
        editions: vec![Edition { document: arrival.document.clone(), published: arrival.published, seen: None }],
    };
    Ok(harvest.arrivals.iter().enumerate().map(telling).collect())
}

/// For each claim, who had it first and when, where that is known.
fn firsts(tellings: &[Telling], found: &Claims, says: impl Fn(Moment) -> String) -> Vec<Option<(usize, String)>> {
    let times: Vec<Vec<When>> = tellings.iter().map(|telling| first::sentence_times(&telling.editions)).collect();
    let moment = |when: When| when.stated.or(when.by.map(Moment::Instant));
    let first = |claim| first::first(claim, &times).and_then(|(outlet, when)| Some((outlet, says(moment(when)?))));
    found.claims.iter().map(first).collect()
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
        (0..tellings.len()).filter(|&k| is(&tellings[k].name.to_lowercase())).collect()
    };
    let mut found = position(&|name| name == wanted);
    if found.is_empty() {
        found = position(&|name| name.contains(&wanted));
    }
    if let [outlet] = found[..] {
        return Ok(outlet);
    }
    let what = if found.is_empty() { "no outlet is" } else { "several outlets are" };
    let names: Vec<&str> = tellings.iter().map(|telling| telling.name.as_str()).collect();
    Err(Failure::new(format!("{what} called {name}"), format!("name one of {}", names.join(", "))))
}
