//! Linear text: one statement a line, no columns, no colour. Made for screen readers, and for scripts that read lines.

use std::fmt::Write as _;

use super::Headings;
use super::told::{counts, fact_name};
use crate::compare::{Comparison, Fact, Link, LinkClass, Reason, Tier};
use crate::sides::{Side, Sides};
use crate::text::{Document, Role, SentenceIx};

/// Writes a comparison as lines that make sense read aloud, in the order of the left side.
pub fn comparison(comparison: &Comparison, headings: &Headings) -> String {
    let mut out = String::new();
    for (side, name) in [(Side::Left, "Left"), (Side::Right, "Right")] {
        let heading = &headings[side];
        let published = heading.published.as_deref().map(|when| format!(", {when}")).unwrap_or_default();
        let _ = writeln!(out, "{name}: {}{published}. {}", heading.outlet, heading.title);
    }
    let _ = writeln!(out, "{}", counts(comparison));
    for row in &comparison.rows {
        out.push('\n');
        match comparison.link_of(row) {
            Some(link) => pair(&mut out, comparison, link),
            None => alone(&mut out, comparison, &row.cells),
        }
    }
    out
}

fn pair(out: &mut String, comparison: &Comparison, link: &Link) {
    let said = Sides::from_fn(|side| said(&comparison.documents[side], &link.sentences[side]));
    if link.class == LinkClass::Same {
        let _ = writeln!(out, "Same: {}", said.left);
        return;
    }
    let kind = match link.class {
        LinkClass::Same | LinkClass::CopyEdit => "Copy-edited",
        LinkClass::Reworded if link.is_reordered() => "The same words in another order",
        LinkClass::Reworded => "Reworded",
        LinkClass::Split => "Split on the right",
        LinkClass::Merged => "Merged on the right",
    };
    let moved = if link.moved { ", moved" } else { "" };
    let tier = if link.tier == Tier::Maybe { ", maybe" } else { "" };
    let hand = if link.matched_by.contains(&Reason::ByHand) { ", paired by you" } else { "" };
    let _ = writeln!(out, "{kind}{moved}{tier}{hand}.");
    let _ = writeln!(out, "  Left: {}", said.left);
    let _ = writeln!(out, "  Right: {}", said.right);
    for fact in &link.facts {
        let _ = writeln!(out, "  {}", fact_line(fact, comparison));
    }
}

fn alone(out: &mut String, comparison: &Comparison, cells: &Sides<Vec<SentenceIx>>) {
    for (side, name) in [(Side::Left, "Only left"), (Side::Right, "Only right")] {
        let document = &comparison.documents[side];
        for &ix in &cells[side] {
            // What is in no link is listed; noise, which is in neither, is named first.
            let restated = comparison.only[side].binary_search(&ix).is_err();
            let label = match (document.role(ix), restated) {
                (Role::Noise, _) => "Page furniture",
                (Role::Byline | Role::Dateline | Role::Credit, _) if side == Side::Left => {
                    "Left, byline, date or credit"
                }
                (Role::Byline | Role::Dateline | Role::Credit, _) => "Right, byline, date or credit",
                (_, true) if side == Side::Left => "Left, told again elsewhere on the right",
                (_, true) => "Right, told again elsewhere on the left",
                _ => name,
            };
            let hand = if comparison.by_hand.apart_from(side, ix).is_empty() { "" } else { ", unpaired by you" };
            let _ = writeln!(out, "{label}{hand}: {}", said(document, &[ix]));
        }
    }
}

fn fact_line(fact: &Fact, comparison: &Comparison) -> String {
    let side = |side: Side| {
        fact.spans[side].map_or("not said", |span| span.of(comparison.documents[side].text())).replace('\n', " ")
    };
    format!("{} differs: {} on the left, {} on the right.", fact_name(fact.kind), side(Side::Left), side(Side::Right))
}

/// Sentences as one line.
fn said(document: &Document, sentences: &[SentenceIx]) -> String {
    let words: Vec<&str> = sentences.iter().flat_map(|&ix| document.sentence_text(ix).split_whitespace()).collect();
    words.join(" ")
}
