//! `newsdiff compare`: two texts, compared and written out.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;

use super::args::{self, PageFormat, Profile, Tier};
use super::open::{self, Setting};
use super::pager;
use super::report::{Failure, harmless, marks, shown, warn, width};
use crate::compare::{self, ByHand, Comparison, LinkClass, Options};
use crate::export::{self, Heading, Headings};
use crate::halves::in_halves;
use crate::ingest::{self, Harvest};
use crate::model::{Arrival, Moment, Version, VersionId, Warning};
use crate::sides::{Side, Sides};
use crate::store::{Store, headline};
use crate::text::Document;

/// Compares what the two operands name.
pub(super) fn run(args: &args::Compare, setting: &Setting) -> Result<ExitCode, Failure> {
    let mut kept = None;
    let texts = read_both(args, &mut kept, setting)?;
    let profile = match args.profile {
        None => setting.config.compare.profile,
        Some(Profile::Auto) => None,
        Some(Profile::Coverage) => Some(compare::Profile::Coverage),
        Some(Profile::Revision) => Some(compare::Profile::Revision),
    };
    let by_hand = match (&kept, &texts.left.version, &texts.right.version) {
        (Some(kept), Some(left), Some(right)) => kept.by_hand(&Sides::new(left.clone(), right.clone()))?,
        _ => ByHand::default(),
    };
    let tier = args.tier.unwrap_or(Tier::configured(setting.config.compare.show_maybe));
    // Two columns show rows alone. Where links are left out, another may get their row, and scripts ask for all of them.
    let rows_only = args.format == PageFormat::Text && !setting.global.plain && tier == Tier::Maybe && !args.exit_code;
    let options = Options { profile, by_hand, days: days(&texts), rows_only };
    let comparison =
        compare::compare_at_last(texts.as_ref().map(|text| text.document.clone()), &options).at_least(tier.into());
    let text = match args.format {
        PageFormat::Json => {
            let mut text = export::json(&comparison, &headings(&texts, |moment| moment.to_string()));
            if !text.ends_with('\n') {
                text.push('\n');
            }
            text
        }
        PageFormat::Html => export::html::comparison(&comparison, &headings(&texts, shown)),
        PageFormat::Markdown => export::markdown::comparison(&comparison, &headings(&texts, shown)),
        PageFormat::Text if setting.global.plain => export::linear(&comparison, &headings(&texts, shown)),
        PageFormat::Text => {
            export::side_by_side(&comparison, &headings(&texts, shown), marks(&setting.global), width())
        }
    };
    pager::show(&text, setting)?;
    let differs = args.exit_code && differs(&comparison);
    // The program ends here, and its memory with it: taking it apart piece by piece would be time for nothing.
    std::mem::forget((comparison, texts));
    Ok(if differs { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Two articles compared, as lines that make sense read aloud.
pub(super) fn linear(arrivals: &Sides<&Arrival>, setting: &Setting) -> String {
    let texts = arrivals.map(Text::of);
    let options = Options { profile: setting.config.compare.profile, days: days(&texts), ..Options::default() };
    let tier = Tier::configured(setting.config.compare.show_maybe);
    let comparison = compare::compare(texts.as_ref().map(|text| text.document.clone()), &options).at_least(tier.into());
    export::linear(&comparison, &headings(&texts, shown))
}

/// The day each text is of, as its outlet says. Where that is a moment, the day it has at Greenwich is near enough: it tells the
/// year of the days named in the text.
fn days(texts: &Sides<Text>) -> Sides<Option<Date>> {
    texts.as_ref().map(|text| text.published.map(Moment::day))
}

/// One side: the text, and what it is called.
struct Text {
    document: Arc<Document>,
    outlet: String,
    title: String,
    published: Option<Moment>,
    url: Option<String>,
    /// The version it is of the store.
    version: Option<Version>,
}

impl Text {
    fn of(arrival: &Arrival) -> Text {
        Text {
            document: arrival.document.clone(),
            outlet: arrival.outlet.clone(),
            title: headline(arrival),
            published: arrival.published,
            url: arrival.url.clone(),
            version: None,
        }
    }
}

/// Reads both operands, books at once. What there is to warn about is said of the left one first.
fn read_both(args: &args::Compare, kept: &mut Option<Store>, setting: &Setting) -> Result<Sides<Text>, Failure> {
    const BOOK: u64 = 100_000;
    let paths = [&args.left, &args.right];
    if paths.iter().all(|path| fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() >= BOOK)) {
        let gather = |k: usize| (paths[k], ingest::gather_whole(std::slice::from_ref(paths[k])));
        let mut gathered = in_halves(2, 1, |range| range.map(gather).collect::<Vec<_>>()).into_iter().flatten();
        if let (Some(left), Some(right)) = (gathered.next(), gathered.next()) {
            return Ok(Sides::new(first_of(left.0, left.1)?, first_of(right.0, right.1)?));
        }
    }
    Ok(Sides::new(read(&args.left, kept, setting)?, read(&args.right, kept, setting)?))
}

/// Reads an operand. A number is a version of the store, which is opened for the first, unless there is a file of that name.
fn read(operand: &Path, kept: &mut Option<Store>, setting: &Setting) -> Result<Text, Failure> {
    let number = operand.to_str().filter(|_| !operand.exists()).and_then(|text| text.parse().ok());
    match number {
        Some(number) => {
            let store = match kept.take() {
                Some(store) => store,
                None => open::store_to_look_at(setting)?,
            };
            read_version(VersionId(number), kept.insert(store))
        }
        None => first_of(operand, ingest::gather_whole(&[operand.to_owned()])),
    }
}

fn read_version(id: VersionId, kept: &Store) -> Result<Text, Failure> {
    let version = kept.version(id)?;
    Ok(Text {
        document: version.document.clone(),
        outlet: version.outlet.clone(),
        title: version.info.title.clone(),
        published: version.info.published,
        url: version.url.clone(),
        version: Some(version),
    })
}

/// The article of what reading a file gave; what is wrong on the way is said.
fn first_of(path: &Path, harvest: Harvest) -> Result<Text, Failure> {
    let Some(first) = harvest.arrivals.first() else {
        let why = harvest.warnings.into_iter().next().map(Failure::from);
        let name = path.display();
        return Err(
            why.unwrap_or_else(|| Failure::new(format!("{name}: no article was found"), "name a file that holds text"))
        );
    };
    warn(&harvest.warnings);
    if harvest.arrivals.len() > 1 {
        warn(&[Warning {
            source: path.display().to_string(),
            line: None,
            message: format!("holds {} articles; the first is compared", harvest.arrivals.len()),
            hint: Some("`newsdiff add` it, and compare its versions by number".to_owned()),
        }]);
    }
    Ok(Text::of(first))
}

fn headings(texts: &Sides<Text>, date: impl Fn(Moment) -> String) -> Headings {
    let heading = |text: &Text| Heading {
        outlet: harmless(&text.outlet),
        title: harmless(&text.title),
        published: text.published.map(&date),
        url: text.url.clone(),
    };
    texts.as_ref().map(heading)
}

/// Whether anything but noise differs: a link that is not the same or stands elsewhere, or a sentence without one.
fn differs(comparison: &Comparison) -> bool {
    let changed = comparison.links.iter().any(|link| link.class != LinkClass::Same || link.moved);
    changed || Side::BOTH.into_iter().any(|side| !comparison.only[side].is_empty())
}
