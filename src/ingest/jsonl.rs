//! JSON Lines, the exchange form: `{"outlet","title","url","published","text"}`, one article a line; and what `newsdiff export`
//! writes besides, where a store comes back: `{"paragraphs","source","seen","read","story","pairs"}`.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;

use super::{Harvest, moment, outlet_of};
use crate::model::{Arrival, Past, PastPair, PastStory};
use crate::text::{Document, Hints, Paragraph, Role, Span, neutralise};

#[derive(Deserialize)]
struct Line {
    outlet: Option<String>,
    title: Option<String>,
    url: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    text: Option<String>,
    paragraphs: Option<Vec<(String, usize)>>,
    source: Option<String>,
    seen: Option<String>,
    #[serde(default)]
    read: bool,
    #[serde(default)]
    summary: bool,
    story: Option<Story>,
    #[serde(default)]
    pairs: Vec<Pair>,
}

/// A pair by hand: the article it is with, and both sentences by their hashes.
#[derive(Deserialize)]
struct Pair {
    with: String,
    sentence: String,
    other: String,
    together: bool,
}

impl Pair {
    /// The pair, unless a hash is none.
    fn read(self) -> Option<PastPair> {
        let hash = |hex: &str| blake3::Hash::from_hex(hex).ok().map(Into::into);
        let (sentence, other) = (hash(&self.sentence)?, hash(&self.other)?);
        Some(PastPair { with: self.with, sentence, other, together: self.together })
    }
}

#[derive(Deserialize)]
struct Story {
    id: i64,
    title: Option<String>,
    confidence: Option<f64>,
    #[serde(default)]
    starred: bool,
    #[serde(default)]
    pinned: bool,
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
    let seen = line.seen.and_then(|seen| seen.parse::<Timestamp>().ok());
    let returning = seen.is_some();
    let Some(text) = text.filter(|text| returning || !text.trim().is_empty()) else {
        harvest.warn(name, Some(number), "has no text", "give the article's words in \"text\"");
        return;
    };
    let published = line.published.as_deref().filter(|date| !date.trim().is_empty());
    if let Some(date) = published.filter(|date| moment(date).is_none()) {
        let message = format!("`{date}` is not a date newsdiff knows");
        harvest.warn(name, Some(number), message, "write it as 2026-04-03 or 2026-04-03T14:10:00Z");
    }
    let title = clean(line.title);
    let told = line.paragraphs.and_then(|paragraphs| as_told(&text, &paragraphs));
    let document =
        told.unwrap_or_else(|| Document::parse_with(&text, &Hints { title: title.as_deref(), ..Hints::default() }));
    if let Some(seen) = seen {
        let story = line.story.map(|story| PastStory {
            from: name.to_owned(),
            number: story.id,
            title: clean(story.title),
            confidence: story.confidence,
            starred: story.starred,
            pinned: story.pinned,
        });
        let pairs = line.pairs.into_iter().filter_map(Pair::read).collect();
        harvest.pasts.insert(harvest.arrivals.len(), Past { seen, read: line.read, story, pairs });
    }
    harvest.arrivals.push(Arrival {
        outlet: clean(line.outlet).unwrap_or_else(|| outlet_of(name)),
        title,
        url: clean(line.url),
        byline: clean(line.byline),
        published: published.and_then(moment),
        source: line.source.unwrap_or_else(|| format!("{name}:{number}")),
        document: Arc::new(document),
        summary: line.summary,
    });
}

/// The text with the paragraphs it is said to have, if it can have them.
fn as_told(text: &str, paragraphs: &[(String, usize)]) -> Option<Document> {
    let mut start = 0_usize;
    let paragraph = |(role, length): &(String, usize)| {
        let role = Role::ALL.into_iter().find(|known| known.name() == role)?;
        let span = Span::new(start, start.checked_add(*length)?);
        start = span.end;
        Some(Paragraph { span, role })
    };
    let paragraphs = paragraphs.iter().map(paragraph).collect::<Option<Vec<_>>>()?;
    Document::from_ranges(text.to_owned(), paragraphs)
}
