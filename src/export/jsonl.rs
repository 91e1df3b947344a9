//! Versions as JSON Lines, the exchange form, with what a store knows besides, so that `newsdiff add` brings a store back.

use serde::Serialize;

use crate::store::Record;

#[derive(Serialize)]
struct Line<'a> {
    outlet: &'a str,
    title: Option<&'a str>,
    url: Option<&'a str>,
    byline: Option<&'a str>,
    published: Option<String>,
    text: &'a str,
    /// The role of every paragraph and its length in bytes.
    paragraphs: Vec<(&'static str, usize)>,
    source: &'a str,
    seen: String,
    read: bool,
    story: Option<Story<'a>>,
}

#[derive(Serialize)]
struct Story<'a> {
    id: i64,
    /// Only where the reader gave it.
    title: Option<&'a str>,
    /// Null where the reader put the article there.
    confidence: Option<f64>,
    starred: bool,
    pinned: bool,
}

/// One version as a line that ends.
///
/// # Panics
/// Never: a record is always JSON.
pub fn line(record: &Record) -> String {
    let Record { version, byline, source, past } = record;
    let document = &version.document;
    let line = Line {
        outlet: &version.outlet,
        title: Some(version.info.title.as_str()).filter(|title| !title.is_empty()),
        url: version.url.as_deref(),
        byline: byline.as_deref(),
        published: version.info.published.map(|moment| moment.to_string()),
        text: document.text(),
        paragraphs: document.paragraphs().iter().map(|one| (one.role.name(), one.span.len())).collect(),
        source,
        seen: past.seen.to_string(),
        read: past.read,
        story: past.story.as_ref().map(|story| Story {
            id: story.number,
            title: story.title.as_deref(),
            confidence: story.confidence,
            starred: story.starred,
            pinned: story.pinned,
        }),
    };
    let mut text = serde_json::to_string(&line).expect("plain structs with text keys are always JSON");
    text.push('\n');
    text
}
