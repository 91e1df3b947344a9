//! `newsdiff sources list`.

use std::fmt::Write as _;
use std::process::ExitCode;

use jiff::Timestamp;
use serde::Serialize;

use super::super::args::Format;
use super::super::open::{self, Setting};
use super::super::pager;
use super::super::report::{Failure, harmless, shown};
use super::List;
use crate::model::Moment;
use crate::store::Source;

/// Lists the sources.
pub(super) fn run(args: &List, setting: &Setting) -> Result<ExitCode, Failure> {
    let store = open::store_to_look_at(setting)?;
    let (sources, brought) = (store.sources()?, store.brought()?);
    let articles = |source: &Source| brought.get(&source.id).map_or(0, |brought| brought.articles);
    let sources: Vec<(&Source, usize)> = sources.iter().map(|source| (source, articles(source))).collect();
    let text = match args.format {
        Format::Json => json(&sources),
        Format::Text if sources.is_empty() => {
            "No sources yet: `newsdiff sources add ADDRESS` follows one.\n".to_owned()
        }
        Format::Text => sources.iter().map(|&(source, articles)| lines(source, articles)).collect(),
    };
    pager::show(&text, setting)?;
    Ok(ExitCode::SUCCESS)
}

/// A source as two or three lines: what it is, how it went and what it brought so far, what is wrong.
fn lines(source: &Source, articles: usize) -> String {
    let about = &source.about;
    let tag = about.tag.as_deref().map(|tag| format!(" [{}]", harmless(tag))).unwrap_or_default();
    let mut text = format!("{:>4}  {}{tag}\n", source.id.0, harmless(source.name()));
    let _ = writeln!(text, "      {} {}", about.kind.name(), harmless(&about.address));
    let at = |moment: Timestamp| shown(Moment::Instant(moment));
    let read = source.succeeded.map_or("never read".to_owned(), |read| format!("last read {}", at(read)));
    let new = if source.succeeded.is_some() && source.error.is_none() {
        format!(", {} new", source.new_items)
    } else {
        String::new()
    };
    let brought = match articles {
        0 => String::new(),
        1 => ", 1 article".to_owned(),
        articles => format!(", {articles} articles"),
    };
    let _ = writeln!(text, "      {read}{new}{brought}");
    if let Some(error) = &source.error {
        let times = if source.failures > 1 { format!(", {} times in a row", source.failures) } else { String::new() };
        let next = if source.stopped {
            "it is read no more".to_owned()
        } else {
            format!("next try after {}", at(source.held.unwrap_or(source.due).max(source.due)))
        };
        let _ = writeln!(text, "      {}{times}; {next}", harmless(error));
    }
    text
}

#[derive(Serialize)]
struct Shape<'a> {
    schema: &'static str,
    sources: Vec<SourceShape<'a>>,
}

#[derive(Serialize)]
struct SourceShape<'a> {
    id: i64,
    kind: &'static str,
    address: &'a str,
    title: Option<&'a str>,
    site: Option<&'a str>,
    tag: Option<&'a str>,
    added: String,
    last_try: Option<String>,
    last_success: Option<String>,
    next: Option<String>,
    failures: u32,
    error: Option<&'a str>,
    stopped: bool,
    new_items: usize,
    /// How many articles are kept that it was the first to bring.
    articles: usize,
}

fn json(sources: &[(&Source, usize)]) -> String {
    let sources = sources.iter().map(|&(source, articles)| SourceShape::of(source, articles)).collect();
    super::super::json_text(&Shape { schema: "newsdiff.sources/1", sources })
}

impl SourceShape<'_> {
    fn of(source: &Source, articles: usize) -> SourceShape<'_> {
        let text = |moment: Timestamp| moment.to_string();
        SourceShape {
            id: source.id.0,
            kind: source.about.kind.name(),
            address: &source.about.address,
            title: source.about.title.as_deref(),
            site: source.about.site.as_deref(),
            tag: source.about.tag.as_deref(),
            added: text(source.added),
            last_try: source.tried.map(text),
            last_success: source.succeeded.map(text),
            next: (!source.stopped).then(|| text(source.due)),
            failures: source.failures,
            error: source.error.as_deref(),
            stopped: source.stopped,
            new_items: source.new_items,
            articles,
        }
    }
}
