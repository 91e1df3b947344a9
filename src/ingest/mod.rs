//! Bytes -> articles. One input form a file; whatever is wrong with an input is a warning, and the rest goes in.

mod dates;
mod decode;
pub mod discover;
mod entities;
pub mod feed;
mod front;
mod gather;
pub mod html;
mod jsonl;
mod markdown;
mod markup;
pub mod opml;
mod plain;
mod stream;
#[cfg(test)]
mod tests;

pub use dates::moment;
pub use gather::{gather, gather_whole};
pub use stream::each;

use std::collections::BTreeMap;

use crate::model::{Arrival, Past, Warning};

/// The largest input read, in bytes. A long article is a few dozen kilobytes; a file beyond this is not one.
pub const LARGEST_INPUT: u64 = 32 * 1024 * 1024;

/// What reading gave: articles, and what was wrong on the way.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Harvest {
    /// Articles in the order they were found.
    pub arrivals: Vec<Arrival>,
    /// What is known of arrivals that were in a store before, by their places.
    pub pasts: BTreeMap<usize, Past>,
    /// What could not be read, and why.
    pub warnings: Vec<Warning>,
}

impl Harvest {
    fn extend(&mut self, other: Harvest) {
        let before = self.arrivals.len();
        self.pasts.extend(other.pasts.into_iter().map(|(place, past)| (before + place, past)));
        self.arrivals.extend(other.arrivals);
        self.warnings.extend(other.warnings);
    }

    fn warn(&mut self, source: &str, line: Option<usize>, message: impl Into<String>, hint: &str) {
        self.warnings.push(Warning {
            source: source.to_owned(),
            line,
            message: message.into(),
            hint: Some(hint.to_owned()),
        });
    }
}

/// What to do with a file that holds two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// Each becomes an article.
    Articles,
    /// The file stays one text.
    Never,
}

/// Reads one input. `name` is its path or what stands for one; its ending picks the form, plain text where it says nothing.
///
/// A text that holds a second article (a second headline with a lead and body of its own) gives two arrivals of one outlet,
/// with the sources "file (1 of 2)" and "file (2 of 2)".
pub fn read(name: &str, bytes: &[u8]) -> Harvest {
    read_cut(name, bytes, Cut::Articles)
}

/// The same, with a say in whether a file with two articles is cut.
fn read_cut(name: &str, bytes: &[u8], cut: Cut) -> Harvest {
    if let Some(harvest) = feed::file(name, bytes) {
        return harvest;
    }
    let mut harvest = Harvest::default();
    let unreadable = match ending(name).as_str() {
        "json" => Some(("JSON that is no feed", "write JSON Lines, one article a line, to a .jsonl file")),
        _ => None,
    };
    if let Some((form, hint)) = unreadable {
        harvest.warn(name, None, format!("{form} cannot be read yet"), hint);
        return harvest;
    }
    if is_page(name, bytes) {
        let page = html::page(name, bytes, None);
        harvest.arrivals.extend(page.arrival);
        harvest.warnings.extend(page.warnings);
        return harvest;
    }
    let text = match decode::decode(bytes) {
        Ok(text) => text,
        Err(fault) => {
            harvest.warn(name, None, fault.message(), "newsdiff reads web pages, plain text, Markdown and JSON Lines");
            return harvest;
        }
    };
    match ending(name).as_str() {
        "jsonl" | "ndjson" => jsonl::read(name, 0, &text),
        "md" | "markdown" => plain::read(name, &text, plain::Form::Markdown, cut),
        _ => plain::read(name, &text, plain::Form::Plain, cut),
    }
}

/// Whether an input is a web page: by its ending, or by how it begins where the ending is none that text has.
fn is_page(name: &str, bytes: &[u8]) -> bool {
    match ending(name).as_str() {
        "html" | "htm" | "xhtml" => true,
        "txt" | "text" | "md" | "markdown" | "jsonl" | "ndjson" => false,
        _ => html::looks_like_page(bytes),
    }
}

fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// The outlet's name where only a file name is known: the name without its ending.
fn outlet_of(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let shown = stem.trim();
    if shown.is_empty() || name == gather::STANDARD_INPUT { "standard input".to_owned() } else { shown.to_owned() }
}
