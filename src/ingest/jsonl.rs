//! JSON Lines, the exchange form: `{"outlet","title","url","published","text"}`, one article a line.

use std::sync::Arc;

use serde::Deserialize;

use super::{Harvest, moment, outlet_of};
use crate::model::Arrival;
use crate::text::{Document, Hints, neutralise};

#[derive(Deserialize)]
struct Line {
    outlet: Option<String>,
    title: Option<String>,
    url: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    text: Option<String>,
}

/// Reads every line, `before` of which stood before these; a bad one is a warning with its number, and the others go in.
pub(super) fn read(name: &str, before: usize, text: &str) -> Harvest {
    let mut harvest = Harvest::default();
    for (k, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Line>(line) {
            Ok(line) => article(name, before + k + 1, line, &mut harvest),
            Err(error) => harvest.warn(
                name,
                Some(before + k + 1),
                format!("is not an article: {error}"),
                "each line is {\"outlet\", \"title\", \"url\", \"published\", \"text\"}",
            ),
        }
    }
    harvest
}

fn article(name: &str, number: usize, line: Line, harvest: &mut Harvest) {
    let clean = |value: Option<String>| {
        value.map(|text| neutralise(text.trim()).replace(['\n', '\t'], " ")).filter(|text| !text.is_empty())
    };
    // JSON can spell any character, so what decoding neutralised can come back through an escape.
    let text = line.text.map(|text| neutralise(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned());
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        harvest.warn(name, Some(number), "has no text", "give the article's words in \"text\"");
        return;
    };
    let published = line.published.as_deref().filter(|date| !date.trim().is_empty());
    if let Some(date) = published.filter(|date| moment(date).is_none()) {
        let message = format!("`{date}` is not a date newsdiff knows");
        harvest.warn(name, Some(number), message, "write it as 2026-04-03 or 2026-04-03T14:10:00Z");
    }
    let title = clean(line.title);
    let document = Document::parse_with(&text, &Hints { title: title.as_deref(), ..Hints::default() });
    harvest.arrivals.push(Arrival {
        outlet: clean(line.outlet).unwrap_or_else(|| outlet_of(name)),
        title,
        url: clean(line.url),
        byline: clean(line.byline),
        published: published.and_then(moment),
        source: format!("{name}:{number}"),
        document: Arc::new(document),
        summary: false,
    });
}
