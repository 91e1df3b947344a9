//! Faults of a feed, counted: fifty thousand items with one fault are one warning.

use std::collections::BTreeMap;

use crate::ingest::markup::line_counter;
use crate::model::Warning;

/// A kind of fault; their order is that of the warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// No text at all; the example says why.
    Unreadable,
    /// An encoding that is not known; the example is its name and what was taken instead.
    Encoding,
    /// Markup or JSON that is wrong.
    Markup,
    /// The text ends inside the feed.
    BrokeOff,
    /// No feed; the example is what it is instead.
    NoFeed,
    /// A feed without items.
    NoItems,
    /// More items than are taken; the example is how many there are.
    TooMany,
    /// Items that hold nothing.
    EmptyItem,
    /// Addresses that cannot be opened; the example is one.
    Address,
    /// Dates that are none; the example is one.
    Date,
    /// Items that have the id of another one; the example is one.
    SameId,
}

#[derive(Debug, Clone)]
struct Count {
    times: usize,
    /// Where it was met first, in bytes of the text.
    first: Option<usize>,
    example: String,
}

/// What was wrong, by kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    counts: BTreeMap<Kind, Count>,
}

impl Tally {
    /// Counts a fault.
    pub(super) fn count(&mut self, kind: Kind, at: Option<usize>, example: &str) {
        let first = || Count { times: 0, first: at, example: shortened(example) };
        self.counts.entry(kind).or_insert_with(first).times += 1;
    }

    /// Forgets every other kind: what is wrong inside something that is no feed is nobody's concern.
    pub(super) fn keep_only(&mut self, kind: Kind) {
        self.counts.retain(|counted, _| *counted == kind);
    }

    pub(super) fn has(&self, kind: Kind) -> bool {
        self.counts.contains_key(&kind)
    }

    /// The warnings, with lines of the text.
    pub(super) fn warnings(self, source: &str, text: &str) -> Vec<Warning> {
        let line = |at: usize| line_counter(text)(at);
        let warning = |(kind, count): (Kind, Count)| {
            let (message, hint) = said(kind, &count);
            Warning { source: source.to_owned(), line: count.first.map(line), message, hint: Some(hint.to_owned()) }
        };
        self.counts.into_iter().map(warning).collect()
    }
}

fn said(kind: Kind, count: &Count) -> (String, &'static str) {
    let Count { times, example, .. } = count;
    let of = |one: &str, many: &str| if *times == 1 { one.to_owned() } else { format!("{times} {many}") };
    match kind {
        Kind::Unreadable => (example.clone(), "newsdiff reads RSS, Atom and JSON Feed"),
        Kind::Encoding => (example.clone(), "look whether its letters are right; the outlet should serve UTF-8"),
        Kind::Markup => ("has markup that is wrong; what could be made out was read".to_owned(), "tell the outlet"),
        Kind::BrokeOff => {
            ("breaks off before the end of the feed; what was there was read".to_owned(), "fetch it again")
        }
        Kind::NoFeed => (format!("is no feed: {example}"), "name the address of a feed (RSS, Atom or JSON Feed)"),
        Kind::NoItems => ("is a feed without items".to_owned(), "look again later"),
        Kind::TooMany => (
            format!("has {example} items, of which the newest {} were read", super::MOST_ITEMS),
            "add older pieces as JSON Lines",
        ),
        Kind::EmptyItem => (
            format!(
                "{} left out",
                of("an item without a title, a link and a text was", "items without a title, a link and a text were")
            ),
            "there is nothing to read in them",
        ),
        Kind::Address => (
            format!(
                "{} left out: `{example}`",
                of("an address that is no page of the web was", "addresses that are no pages of the web were")
            ),
            "only http and https addresses are kept",
        ),
        Kind::Date => (
            format!(
                "`{example}` is not a date newsdiff knows{}",
                if *times == 1 { String::new() } else { format!(", nor are {} others", times - 1) }
            ),
            "the items have no date",
        ),
        Kind::SameId => (
            format!("{} the id of another item: `{example}`", of("an item has", "items have")),
            "they were kept as pieces of their own",
        ),
    }
}

/// The longest example in a message, in characters.
const LONGEST_EXAMPLE: usize = 80;

fn shortened(example: &str) -> String {
    let text = crate::text::neutralise(example).replace(['\n', '\t'], " ");
    match text.char_indices().nth(LONGEST_EXAMPLE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
