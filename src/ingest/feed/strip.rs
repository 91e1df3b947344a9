//! Words without their markup.

use crate::ingest::markup::{Markup, Piece, unescape};

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "table",
    "tr",
    "pre",
    "section",
    "article",
    "figure",
    "figcaption",
    "hr",
];

/// Elements of which nothing is to be read.
const SILENT: &[&str] = &["script", "style"];

/// Whether a text has markup in it.
pub(super) fn has_tags(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text.as_bytes()[at + 1..];
        rest.first().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'))
    }) && text.contains('>')
}

/// The words of HTML, blocks on lines of their own.
pub(super) fn words(html: &str) -> String {
    let mut out = String::new();
    let mut silent: Option<String> = None;
    for piece in Markup::new(html) {
        match piece {
            Piece::Text(text) if silent.is_none() => out.push_str(&text),
            Piece::Text(_) => {}
            Piece::Open(tag) => {
                let name = tag.name.to_lowercase();
                if SILENT.contains(&name.as_str()) {
                    silent.get_or_insert(name);
                } else if BLOCKS.contains(&name.as_str()) {
                    out.push_str("\n\n");
                }
            }
            Piece::Close(name) => {
                let name = name.to_lowercase();
                if silent.as_ref() == Some(&name) {
                    silent = None;
                } else if BLOCKS.contains(&name.as_str()) {
                    out.push_str("\n\n");
                }
            }
        }
    }
    out
}

/// A text that may or may not be HTML, as one line of words.
pub(super) fn line(text: &str) -> String {
    let words = if has_tags(text) { words(text) } else { unescape(text) };
    crate::text::neutralise(&words).split_whitespace().collect::<Vec<_>>().join(" ")
}
