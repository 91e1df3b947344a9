//! Feeds: RSS 0.9x to 2.0 with RDF, Atom 0.3 and 1.0, JSON Feed, CDF, and whatever else has `<item>` or `<entry>`.
//!
//! Bytes become text (`decode`), the text a stream of markup that survives what XML forbids (`markup`), and
//! `walk` fills in drafts of items from it by the names of elements alone, so that a missing version, an undeclared prefix
//! or an unclosed element costs at most the item it stands in. `finish` turns drafts into articles.

mod capture;
mod dates;
pub(super) mod decode;
mod draft;
mod fields;
mod finish;
mod json;
mod names;
mod tally;
#[cfg(test)]
mod tests;
mod walk;

use std::time::Duration;

use super::{Harvest, ending, opml};
use crate::model::{Arrival, Moment, Warning};
use draft::Draft;
use tally::{Kind, Tally};

/// The most items taken from one feed, the newest by date. News feeds hold ten to a few hundred; a feed beyond this is an
/// archive or an attack.
pub const MOST_ITEMS: usize = 5_000;

/// What a feed says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Feed {
    /// What it is written in, for messages ("RSS", "Atom", "JSON Feed"); `None` where the bytes are no feed at all. A page is none, and
    /// [`discover`](super::discover) says which feeds it names.
    pub form: Option<&'static str>,
    /// Its name, without markup.
    pub title: Option<String>,
    /// The address of its home page.
    pub site: Option<String>,
    /// Its pieces in the order of the feed.
    pub items: Vec<Item>,
    /// What could not be read, and why; one for each kind of fault, with how often it was met.
    pub warnings: Vec<Warning>,
    /// Where the feed says it has moved to.
    pub moved_to: Option<String>,
    /// How long the feed asks to be left alone between two reads.
    pub refresh: Option<Duration>,
    /// Whether all of it was read: false where the bytes broke off or it holds more than [`MOST_ITEMS`].
    pub complete: bool,
}

/// One piece of a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The piece, as far as the feed holds it. Its outlet is the feed's title unless the item names a source of its own.
    pub arrival: Arrival,
    /// What the feed calls the piece, the same from one read to the next: guid, `atom:id` or the id of JSON Feed. `None` for
    /// an item that has the id of another one.
    pub id: Option<String>,
    /// The address of the whole piece, where only a summary was given.
    pub page: Option<String>,
    /// When the feed says the piece was last changed, where it says so beside the day of publication.
    pub updated: Option<Moment>,
}

/// Reads a feed. `source` is its address or path, for messages and for addresses relative to it; `declared_charset` what came
/// with the bytes, such as the charset of a `Content-Type`.
///
/// Never fails: what is wrong is in the warnings, and a feed without items has at least one.
pub fn read(source: &str, bytes: &[u8], declared_charset: Option<&str>) -> Feed {
    let mut tally = Tally::default();
    let decoded = decode::decode(bytes, declared_charset);
    let text = match decoded {
        Ok(decoded) => {
            if let Some(doubt) = &decoded.doubt {
                tally.count(Kind::Encoding, None, doubt);
            }
            decoded.text
        }
        Err(reason) => {
            tally.count(Kind::Unreadable, None, reason);
            return finish::finish(source, "", Draft::default(), tally);
        }
    };
    let draft = if text.trim_start().starts_with(['{', '[']) {
        json::read(&text, &mut tally)
    } else {
        walk::read(&text, &mut tally)
    };
    finish::finish(source, &text, draft, tally)
}

/// Whether bytes look like a feed: XML with the root of one, or a JSON Feed. For files whose ending does not say.
pub fn is_feed(bytes: &[u8]) -> bool {
    let text = decode::head(bytes);
    walk::has_root(&text) || json::has_root(&text)
}

/// Reads a file as a feed, where its ending or its beginning says that it is one; `None` where neither does. A list of feeds is
/// none, and is a warning that says what to do with it.
pub(super) fn file(name: &str, bytes: &[u8]) -> Option<Harvest> {
    let ending = ending(name);
    // A file of JSON Lines can hold a line that looks like a feed, and text that is about one begins like any other.
    if matches!(ending.as_str(), "jsonl" | "ndjson") {
        return None;
    }
    if ending == "opml" || opml::is_opml(bytes) {
        let mut harvest = Harvest::default();
        let hint = format!("follow its feeds with `newsdiff sources import {name}`");
        harvest.warn(name, None, "is a list of feeds and holds no articles", &hint);
        return Some(harvest);
    }
    if !matches!(ending.as_str(), "rss" | "atom" | "rdf" | "xml") && !is_feed(bytes) {
        return None;
    }
    let Feed { items, warnings, .. } = read(name, bytes, None);
    let mut harvest =
        Harvest { arrivals: items.into_iter().map(|item| item.arrival).collect(), warnings, ..Harvest::default() };
    let all = harvest.arrivals.len();
    harvest.arrivals.retain(|arrival| !arrival.document.text().is_empty());
    let bare = all - harvest.arrivals.len();
    if bare > 0 {
        let message = format!("{bare} of {all} items are only an address, and were left out");
        harvest.warn(name, None, message, "follow the feed by its address, so that their pages are read");
    }
    Some(harvest)
}
