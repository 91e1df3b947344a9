//! Versions as JSON Lines, the exchange form, with what a store knows besides, so that `newsdiff add` brings a store back.

use serde::Serialize;

use crate::model::PastPair;
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
    /// Only where it is true: most versions are a text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    summary: bool,
    seen: String,
    read: bool,
    story: Option<Story<'a>>,
    /// Only on the first version of an article, and only where the reader said something of a pair.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pairs: Vec<Pair<'a>>,
}

/// A pair by hand: the article it is with, and both sentences by their hashes.
#[derive(Serialize)]
struct Pair<'a> {
    with: &'a str,
    sentence: String,
    other: String,
    together: bool,
}

impl Pair<'_> {
    fn of(pair: &PastPair) -> Pair<'_> {
        let hex = |hash: [u8; 32]| blake3::Hash::from(hash).to_hex().to_string();
        Pair { with: &pair.with, sentence: hex(pair.sentence), other: hex(pair.other), together: pair.together }
    }
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
        summary: version.info.summary,
        seen: past.seen.to_string(),
        read: past.read,
        story: past.story.as_ref().map(|story| Story {
            id: story.number,
            title: story.title.as_deref(),
            confidence: story.confidence,
            starred: story.starred,
            pinned: story.pinned,
        }),
        pairs: past.pairs.iter().map(Pair::of).collect(),
    };
    let mut text = serde_json::to_string(&line).expect("plain structs with text keys are always JSON");
    text.push('\n');
    text
}
