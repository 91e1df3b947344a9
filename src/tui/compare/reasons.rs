//! Why two sentences stand opposite each other, in words.

use super::folds::Item;
use super::ink::Ink;
use super::kind::Kind;
use super::rows::TextRow;
use super::spans::Inked;
use super::view::CompareView;
use super::{badge, hand};
use crate::compare::{Comparison, Fact, FactKind, Link, LinkClass, Reason, Tier};
use crate::sides::{Side, Sides};
use crate::text::{Document, Span};

/// The most a quoted fact may take of the line, in columns.
const FACT: usize = 32;
/// So many reasons for a pair are named in the line.
const REASONS: usize = 3;

/// What an item is, which facts differ, why its sentences were paired and how surely, in prose terms, the most telling first; every
/// reason and every quoted fact in full where `whole` asks for it.
pub(super) fn said(view: &CompareView, item: &Item, whole: bool) -> Vec<String> {
    match item {
        Item::Fold(_) => vec!["folded: Enter or z opens it".to_owned()],
        Item::Row(row) => of_row(&view.comparison, &view.rows[*row], whole),
    }
}

fn of_row(comparison: &Comparison, row: &TextRow, whole: bool) -> Vec<String> {
    if let Some(link) = badge::told_elsewhere(comparison, row) {
        let mut parts = vec!["said again".to_owned()];
        parts.extend(linked(comparison, link, whole));
        return parts;
    }
    if let Some(link) = row.link(comparison) {
        return linked(comparison, link, whole);
    }
    let what = match row.kind {
        Kind::Only(Side::Left) => "only on the left",
        Kind::Only(Side::Right) => "only on the right",
        Kind::Noise => "page furniture",
        _ => "beside the story",
    };
    let mut parts = vec![what.to_owned()];
    if row.kind.only().is_some() && !hand::kept_apart(comparison, row).is_empty() {
        parts.push("you unpaired these".to_owned());
    }
    parts
}

fn linked(comparison: &Comparison, link: &Link, whole: bool) -> Vec<String> {
    let mut parts = vec![class(link).to_owned()];
    let most = if whole { usize::MAX } else { FACT };
    parts.extend(link.facts.iter().map(|fact| differs(comparison, fact, most)));
    if link.matched_by.contains(&Reason::ByHand) {
        parts.push("paired by you".to_owned());
    } else if link.class != LinkClass::Same {
        let reasons: Vec<String> = link
            .matched_by
            .iter()
            .take(if whole { usize::MAX } else { REASONS })
            .map(|reason| because(*reason))
            .collect();
        if !reasons.is_empty() {
            parts.push(format!("paired by {}", reasons.join(", ")));
        }
        parts.push(if link.tier == Tier::Sure { "sure" } else { "maybe" }.to_owned());
    }
    parts
}

fn class(link: &Link) -> &'static str {
    match link.class {
        LinkClass::Same if link.moved => "the same words in another place",
        LinkClass::Same => "the same words",
        LinkClass::CopyEdit => "spelling or typography",
        LinkClass::Reworded if link.is_reordered() => "the same words in another order",
        LinkClass::Reworded if link.heavy => "told in other words",
        LinkClass::Reworded => "reworded",
        LinkClass::Split => "one sentence against several",
        LinkClass::Merged => "several sentences against one",
    }
}

/// A fact as "number differs: three / two", or what one side has and the other does not.
fn differs(comparison: &Comparison, fact: &Fact, most: usize) -> String {
    let kind = match fact.kind {
        FactKind::Number => "number",
        FactKind::Date => "date",
        FactKind::Name => "name",
        FactKind::Quote => "quote",
        FactKind::Attribution => "who says it",
        FactKind::Hedge => "how sure they are",
    };
    let words = Sides::from_fn(|side| fact.spans[side].map(|span| short(&comparison.documents[side], span, most)));
    match words {
        Sides { left: Some(left), right: Some(right) } => format!("{kind} differs: {left} / {right}"),
        Sides { left: Some(left), right: None } => format!("{kind} only left: {left}"),
        Sides { left: None, right: Some(right) } => format!("{kind} only right: {right}"),
        Sides { left: None, right: None } => format!("{kind} differs"),
    }
}

fn short(document: &Document, span: Span, most: usize) -> String {
    let mut inked = Inked::default();
    inked.push(document.content(span).of(document.text()), Ink::default());
    let line = inked.line(0, inked.text().len()).cut(most, "…");
    line.pieces.into_iter().map(|(text, _)| text).collect()
}

fn because(reason: Reason) -> String {
    let count = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    match reason {
        Reason::ByHand => "you".to_owned(),
        Reason::Verbatim => "the same words".to_owned(),
        Reason::Run(n) => format!("a run of {}", count(n, "word")),
        Reason::Quote => "quoted words".to_owned(),
        Reason::Names(n) => count(n, "name"),
        Reason::Numbers(n) => count(n, "number"),
        Reason::Words(n) => format!("{n} shared word{}", if n == 1 { "" } else { "s" }),
        Reason::Lead => "lead with lead".to_owned(),
        Reason::Neighbours => "their neighbours".to_owned(),
    }
}
