//! From markup to a draft, by the names of elements.
//!
//! Versions, schemas and the order of elements are not looked at. Elements that are left open are closed by the next one around
//! them that closes, and a closing tag that closes nothing is passed over.

use std::collections::BTreeMap;

use super::capture::Capture;
use super::draft::{Draft, DraftItem};
use super::fields;
use super::names::{Bindings, Vocabulary};
use super::tally::{Kind, Tally};
use crate::ingest::markup::{Markup, Piece, Tag};

/// Elements with a title, a link or a date of something else than the piece or the feed they stand in.
const ASIDES: &[&str] =
    &["image", "textinput", "cloud", "source", "author", "contributor", "items", "enclosure", "reply-to"];

/// Elements of HTML that are never closed.
const VOID: &[&str] = &["br", "img", "hr", "wbr", "input", "meta", "area", "embed", "col"];

/// The most elements inside one another that change what addresses are relative to.
const MOST_BASES: usize = 32;

/// Reads markup. What it cannot make sense of is passed over, so that any text gives a draft.
pub(super) fn read(text: &str, tally: &mut Tally) -> Draft {
    let mut walk = Walk::default();
    let mut markup = Markup::new(text);
    for piece in markup.by_ref() {
        match piece {
            Piece::Open(tag) => walk.open(&tag),
            Piece::Close(name) => walk.close(&name),
            Piece::Text(text) => walk.text(&text),
        }
    }
    walk.draft.broke_off = markup.gave_up || !walk.stack.is_empty() && !walk.ended;
    walk.close_to(0);
    if let Some(at) = markup.fault {
        tally.count(Kind::Markup, Some(at), "");
    }
    walk.draft
}

/// Whether the first element is the root of a feed.
pub(super) fn has_root(text: &str) -> bool {
    let first = Markup::new(text).take(8).find_map(|piece| match piece {
        Piece::Open(tag) => Some(tag),
        _ => None,
    });
    first.is_some_and(|tag| form_of_root(&Bindings::default().resolve(&tag.name).1).is_some())
}

fn form_of_root(local: &str) -> Option<&'static str> {
    match local {
        "rss" => Some("RSS"),
        "rdf" => Some("RSS 1.0"),
        "feed" => Some("Atom"),
        "channel" => Some("a feed"),
        _ => None,
    }
}

#[derive(Default)]
struct Walk {
    draft: Draft,
    item: Option<DraftItem>,
    /// How many elements were open when the item began, the item not counted.
    item_depth: usize,
    /// The open elements, by their names as written.
    stack: Vec<String>,
    /// What addresses are relative to, and the depth of the element that says so.
    bases: Vec<(usize, String)>,
    /// How many open elements have each name, so that a closing tag that closes nothing costs no search.
    open: BTreeMap<String, usize>,
    bindings: Bindings,
    /// How many elements were open when the feed began, it not counted.
    feed_depth: Option<usize>,
    /// Whether the feed's own element was closed.
    ended: bool,
    /// The element that is being read as a text.
    capture: Option<Capture>,
    /// How many elements were open when an aside began, it not counted.
    aside: Option<usize>,
}

impl Walk {
    fn open(&mut self, tag: &Tag) {
        let depth = self.stack.len();
        for (key, address) in tag.attributes.iter().filter(|(key, _)| key.starts_with("xmlns")) {
            match key.strip_prefix("xmlns:") {
                Some(prefix) => self.bindings.bind(prefix, address, depth),
                None if key == "xmlns" => self.bindings.bind("", address, depth),
                None => {}
            }
        }
        let (vocabulary, local) = self.bindings.resolve(&tag.name);
        let is_item = vocabulary == Vocabulary::Feed && matches!(local.as_str(), "item" | "entry");
        if is_item {
            // Inside an item it is the next one, because the last was left open.
            if self.item.is_some() {
                self.close_to(self.item_depth);
            }
            self.capture = None;
        }
        let depth = self.push(tag);
        if is_item {
            self.begin_item(tag, depth);
        } else if let Some(capture) = self.capture.as_mut().filter(|capture| capture.holds_markup()) {
            capture.open(tag, &local, depth);
            if VOID.contains(&local.as_str()) {
                self.close_to(depth);
            }
        } else {
            // What an author or a source is called stands in an element inside, and text around that is none of it.
            self.capture = None;
            self.element(tag, vocabulary, &local, depth);
        }
    }

    /// Opens an element; gives how many were open before.
    fn push(&mut self, tag: &Tag) -> usize {
        let depth = self.stack.len();
        let said = tag.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case("xml:base"));
        if let Some((_, base)) = said.filter(|_| self.bases.len() < MOST_BASES) {
            let base = fields::joined(self.base(), base);
            self.bases.push((depth, base));
        }
        self.stack.push(tag.name.clone());
        *self.open.entry(tag.name.clone()).or_default() += 1;
        depth
    }

    fn base(&self) -> Option<&str> {
        self.bases.last().map(|(_, base)| base.as_str())
    }

    fn begin_item(&mut self, tag: &Tag, depth: usize) {
        let mut item = DraftItem { at: Some(tag.at), ..DraftItem::default() };
        fields::of_item_tag(&mut item, tag, self.base());
        self.item = Some(item);
        self.item_depth = depth;
        self.aside = None;
    }

    fn element(&mut self, tag: &Tag, vocabulary: Vocabulary, local: &str, depth: usize) {
        self.draft.root.get_or_insert_with(|| tag.name.clone());
        if self.item.is_none() && self.draft.form.is_none() {
            self.draft.form = form_of_root(local);
            self.feed_depth = self.draft.form.map(|_| depth);
        }
        let aside = self.aside.map(|aside| self.bindings.resolve(&self.stack[aside]).1);
        self.capture = match &aside {
            Some(aside) => Capture::in_aside(aside, local, depth),
            None => Capture::of(tag, vocabulary, local, depth, self.item.is_some()),
        };
        if aside.is_none() {
            let base = self.bases.last().map(|(_, base)| base.as_str());
            match &mut self.item {
                Some(item) => fields::of_attributes(item, tag, vocabulary, local, base),
                None => fields::of_head_attributes(&mut self.draft, tag, vocabulary, local, base),
            }
            if vocabulary == Vocabulary::Media || ASIDES.contains(&local) {
                self.aside = Some(depth);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(capture) = &mut self.capture {
            capture.text(text);
        }
    }

    fn close(&mut self, name: &str) {
        if !self.open.contains_key(name) {
            return;
        }
        let depth = self.stack.iter().rposition(|open| open == name).unwrap_or(0);
        if let Some(capture) = &mut self.capture {
            capture.close(name, depth);
        }
        self.close_to(depth);
    }

    /// Closes elements until so many are open.
    fn close_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            let name = self.stack.pop().expect("more are open than wanted");
            let now = self.stack.len();
            if let Some(count) = self.open.get_mut(&name) {
                *count -= 1;
                if *count == 0 {
                    self.open.remove(&name);
                }
            }
            if self.capture.as_ref().is_some_and(|capture| capture.depth == now) {
                self.finish_capture();
            }
            if self.bases.last().is_some_and(|(depth, _)| *depth == now) {
                self.bases.pop();
            }
            self.ended |= self.feed_depth == Some(now);
            if self.aside == Some(now) {
                self.aside = None;
            }
            if self.item.is_some() && self.item_depth == now {
                self.draft.items.extend(self.item.take());
            }
        }
        self.bindings.leave(depth);
    }

    fn finish_capture(&mut self) {
        let Some(capture) = self.capture.take() else { return };
        let base = self.bases.last().map(|(_, base)| base.as_str());
        match &mut self.item {
            Some(item) => capture.keep(item, base),
            None => capture.keep_head(&mut self.draft, base),
        }
    }
}
