//! HTML: pieces of it as feeds carry them, and web pages.
//!
//! ```text
//! markup --trim--> less markup --dom_query--> Outline --blocks--> paragraphs with what their elements say of them
//! ```

mod address;
mod ahead;
mod blocks;
mod body;
mod furniture;
mod head;
mod linked;
mod outline;
mod page;
mod tags;
mod teasers;
#[cfg(test)]
mod tests;
mod trim;

pub(super) use page::looks_like_page;
pub use page::{Page, page};

use crate::text::{Document, Hints, Role};
use blocks::{Block, blocks};
use outline::{Outline, Whole};

/// Reads a piece of HTML as feeds carry it (markup, or plain text) as paragraphs with their roles.
///
/// Kept: all text, entities decoded and white space collapsed, one paragraph for each block element (paragraphs, list entries,
/// quotations, table cells) and between two line breaks; h1 to h6 as subheads, the words of `figcaption` and of a table's
/// `caption` as captions. In plain text, blank lines set paragraphs apart. What marks do not say is found as in any text.
/// Left out: scripts, styles, comments, drawings, players, forms' controls, attributes. Control characters and characters that
/// reorder text are neutralised.
///
/// The work grows with the length of the markup, whatever it holds: beyond 200,000 tags, 256 elements in one another or 50,000
/// paragraphs the rest keeps its text and loses its structure, or is left out. Nothing here recurses. Empty markup, and markup
/// the parser fails on, gives a document without text.
pub fn fragment(markup: &str) -> Document {
    fragment_titled(markup, None)
}

/// The same for a piece whose title is known: the paragraph that repeats it is the headline.
pub fn fragment_titled(markup: &str, title: Option<&str>) -> Document {
    document(&fragment_blocks(markup), title)
}

fn fragment_blocks(markup: &str) -> Vec<Block> {
    let markup = markup.replace("<![CDATA[", "").replace("]]>", "");
    let markup = if markup.contains('<') { markup } else { marked_up(&markup) };
    Outline::of(&markup, Whole::Fragment).map_or_else(Vec::new, |outline| blocks(&outline, 0, |_| false))
}

/// Plain text as markup: blank lines become breaks.
fn marked_up(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(|line| if line.trim().is_empty() { "<br><br>" } else { line }).collect();
    lines.join("\n")
}

fn document(blocks: &[Block], title: Option<&str>) -> Document {
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let roles: Vec<Option<Role>> = blocks.iter().map(|block| block.role).collect();
    Document::parse_with(&texts.join("\n\n"), &Hints { title, roles: &roles })
}
