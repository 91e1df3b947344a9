//! `newsdiff search`: finds articles, the best first.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde::Serialize;

use super::args::{self, Format};
use super::open::{self, Setting};
use super::pager;
use super::report::{Failure, harmless, marks, shown};
use crate::export::Marks;
use crate::store::{Hit, Hits, Query, Snippet, StoreError, today};

/// Lists what is found by article: outlet, day and headline, and below them why.
pub(super) fn run(args: &args::Search, setting: &Setting) -> Result<ExitCode, Failure> {
    let query = Query::parse(&args.query.join(" "), today()).map_err(StoreError::from)?;
    let store = open::store_to_look_at(setting)?;
    let found = store.search(&query, Some(args.limit))?;
    let text = match args.format {
        Format::Json => json(&found),
        Format::Text if found.total == 0 => "No article has what you look for.\n".to_owned(),
        Format::Text => text(&found, marks(&setting.global)),
    };
    pager::show(&text, setting)?;
    Ok(ExitCode::SUCCESS)
}

fn text(found: &Hits, marks: Marks) -> String {
    let mut lines = String::new();
    for hit in &found.hits {
        let (outlet, moment) = (harmless(&hit.outlet), shown(hit.moment));
        let _ = writeln!(lines, "{:>6}  {outlet}, {moment}: {}", hit.version, harmless(&hit.title));
        if !hit.snippet.text.is_empty() {
            let _ = writeln!(lines, "        {}", marked(&hit.snippet, marks));
        }
    }
    if found.total > found.hits.len() {
        let _ = writeln!(lines, "{} more: --limit NUMBER shows them.", found.total - found.hits.len());
    }
    lines
}

/// The snippet with what was looked for in bold, where there is colour; brackets would be taken for the article's own.
fn marked(snippet: &Snippet, marks: Marks) -> String {
    let mut line = String::new();
    let mut at = 0;
    for range in &snippet.found {
        line.push_str(&harmless_part(&snippet.text[at..range.start]));
        let word = harmless_part(&snippet.text[range.clone()]);
        match marks {
            Marks::Colour => line.extend(["\u{1b}[1m", &word, "\u{1b}[22m"]),
            Marks::Brackets => line.push_str(&word),
        }
        at = range.end;
    }
    line + &harmless_part(&snippet.text[at..])
}

/// Part of a line, its spaces kept.
fn harmless_part(text: &str) -> String {
    crate::text::neutralise(text).into_owned()
}

#[derive(Serialize)]
struct Shape<'a> {
    schema: &'static str,
    total: usize,
    hits: Vec<HitShape<'a>>,
}

#[derive(Serialize)]
struct HitShape<'a> {
    article: i64,
    version: i64,
    story: i64,
    outlet: &'a str,
    title: &'a str,
    url: Option<&'a str>,
    date: String,
    snippet: &'a str,
    /// The bytes of the snippet that were looked for.
    found: Vec<[usize; 2]>,
}

fn json(found: &Hits) -> String {
    super::json_text(&Shape {
        schema: "newsdiff.search/1",
        total: found.total,
        hits: found.hits.iter().map(HitShape::of).collect(),
    })
}

impl HitShape<'_> {
    fn of(hit: &Hit) -> HitShape<'_> {
        HitShape {
            article: hit.article.0,
            version: hit.version.0,
            story: hit.story.0,
            outlet: &hit.outlet,
            title: &hit.title,
            url: hit.url.as_deref(),
            date: hit.moment.to_string(),
            snippet: &hit.snippet.text,
            found: hit.snippet.found.iter().map(|range| [range.start, range.end]).collect(),
        }
    }
}
