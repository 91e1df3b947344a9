//! A whole web page as one article.

use std::sync::Arc;

use super::blocks::{Block, blocks};
use super::body::body;
use super::fragment_blocks;
use super::head::{Head, head};
use super::outline::{Outline, Whole};
use crate::ingest::{decode, outlet_of};
use crate::model::{Arrival, Moment, Warning};
use crate::text::{Document, Hints, Role, key};

/// What a page gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// The article, where the page holds one.
    pub arrival: Option<Arrival>,
    /// The address the page gives as its own, made whole.
    pub canonical: Option<String>,
    /// When the outlet says it last changed the article.
    pub modified: Option<Moment>,
    /// What was wrong with the page.
    pub warnings: Vec<Warning>,
}

/// Whether bytes begin as a web page does, for inputs whose name does not say what they are.
pub(in crate::ingest) fn looks_like_page(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = head[..head.len().min(1_024)].to_ascii_lowercase();
    let begins = |mark: &[u8]| head.starts_with(mark);
    let holds = |mark: &[u8]| head.windows(mark.len()).any(|window| window == mark);
    begins(b"<!doctype html")
        || begins(b"<html")
        || begins(b"<head")
        || ((begins(b"<?xml") || begins(b"<!--") || begins(b"<!doctype")) && holds(b"<html"))
}

/// Reads a page. `source` is its address or file, for messages, for addresses written without a host and for the outlet's name
/// where the page gives none; `declared` is the charset the server named.
pub fn page(source: &str, bytes: &[u8], declared: Option<&str>) -> Page {
    let mut page = Page::default();
    let markup = match decode::decode_page(bytes, declared) {
        Ok(markup) => markup,
        Err(fault) => {
            page.warn(source, fault.message(), "save the page again as HTML, or its text as .txt");
            return page;
        }
    };
    let Some(outline) = Outline::of(&markup, Whole::Page) else {
        page.warn(source, "is a page the HTML parser fails on", "save the text of the page as .txt or .md");
        return page;
    };
    let address = saved_from(&markup).unwrap_or(source);
    let head = head(&outline, Some(address));
    page.canonical.clone_from(&head.canonical);
    page.modified = head.modified;
    if outline.cut {
        page.warn(
            source,
            "is larger or deeper than pages are",
            "check that its end is there, or save its text as .txt",
        );
    }
    let found = body(&outline, head.heading);
    let told = head.body.as_deref().map_or_else(Vec::new, fragment_blocks);
    // The page's own data has the text where the page itself shows it with a script only, or a part of it.
    let blocks = if letters(&told) >= FEWEST_TOLD && letters(&told) > letters(&found) * 2 { told } else { found };
    if !blocks.iter().any(is_running_text) {
        let message = format!("holds no article: {}", seen(&outline));
        page.warn(source, &message, "name the page of one article, saved as the browser shows it");
        return page;
    }
    let beginning = head.closed && letters(&blocks) < WHOLE;
    if beginning {
        let hint = "save the page from a browser that is signed in";
        page.warn(source, "is for subscribers, and only its beginning is here", hint);
    }
    page.arrival = Some(Arrival { summary: beginning, ..arrival(source, head, &blocks) });
    page
}

/// Letters from which the text in a page's data can be its article.
const FEWEST_TOLD: usize = 200;

/// Letters from which a page for subscribers counts as saved whole.
const WHOLE: usize = 1_500;

/// Letters from which one paragraph makes an article.
const RUNNING_TEXT: usize = 30;

fn letters(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.chars().filter(|c| c.is_alphanumeric()).count()).sum()
}

fn is_running_text(block: &Block) -> bool {
    matches!(block.role, None | Some(Role::Body)) && letters(std::slice::from_ref(block)) >= RUNNING_TEXT
}

/// What a page without an article does hold, for its warning.
fn seen(outline: &Outline) -> String {
    let count = |name: &str| outline.nodes.iter().filter(|node| node.name() == name).count();
    let words: usize = blocks(outline, 0, |_| false).iter().map(|block| block.text.split_whitespace().count()).sum();
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let things = [counted(words, "word"), counted(count("a"), "link"), counted(count("form"), "form")];
    format!("{} were seen, and no paragraph of running text", things.join(", "))
}

/// The address browsers write into a page they save: "saved from url=(0029)https://...".
fn saved_from(markup: &str) -> Option<&str> {
    let head = &markup[..markup.floor_char_boundary(2_000)];
    let address = head.split_once("saved from url=(")?.1.split_once(')')?.1;
    address.split(|c: char| c.is_whitespace() || c == '>').next().filter(|address| address.starts_with("http"))
}

fn arrival(source: &str, head: Head, blocks: &[Block]) -> Arrival {
    let mut texts: Vec<&str> = Vec::new();
    let mut roles: Vec<Option<Role>> = Vec::new();
    if let Some(title) = &head.title {
        texts.push(title);
        roles.push(Some(Role::Headline));
    }
    let title = head.title.as_deref().map(key);
    // The headline stands once, wherever the page shows it again.
    for block in blocks.iter().filter(|block| Some(key(&block.text)) != title) {
        texts.push(&block.text);
        roles.push(block.role);
    }
    let document = Document::parse_with(&texts.join("\n\n"), &Hints { title: head.title.as_deref(), roles: &roles });
    Arrival {
        outlet: head.outlet.unwrap_or_else(|| outlet_of(source)),
        title: head.title,
        url: head.canonical,
        byline: head.byline,
        published: head.published,
        source: source.to_owned(),
        document: Arc::new(document),
        summary: false,
    }
}

impl Page {
    fn warn(&mut self, source: &str, message: &str, hint: &str) {
        self.warnings.push(Warning {
            source: source.to_owned(),
            line: None,
            message: message.to_owned(),
            hint: Some(hint.to_owned()),
        });
    }
}
