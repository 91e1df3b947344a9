//! One row of a comparison: both wordings with their marks, and what is to be said of them.

use super::sheet::Sheet;
use crate::compare::{Comparison, Fact, RowKind};
use crate::export::bits::{Bit, Mark, bits};
use crate::export::told::{Told, fact_name, fact_sides, place, side_name};
use crate::sides::{Side, Sides};
use crate::text::{Role, SentenceIx};

/// Writes a row. A change has a heading of its own, so that a screen reader goes from one to the next.
pub(super) fn row(sheet: &mut Sheet, comparison: &Comparison, told: &Told<'_>) {
    sheet.raw("<div class=\"row").raw(match told.kind {
        RowKind::Noise => " noise\">",
        RowKind::Only(Side::Left) => " change only-left\" tabindex=\"-1\" id=\"c",
        RowKind::Only(Side::Right) => " change only-right\" tabindex=\"-1\" id=\"c",
        kind if kind.is_change() => " change\" tabindex=\"-1\" id=\"c",
        _ => "\">",
    });
    if told.kind.is_change() {
        sheet
            .number(told.number)
            .raw("\">\n<h3>")
            .number(told.number)
            .raw(". ")
            .text(&told.label(comparison))
            .raw("</h3>");
    }
    sheet.raw("\n<div class=\"pair\">\n");
    for side in Side::BOTH {
        cell(sheet, comparison, told, side);
    }
    sheet.raw("</div>\n");
    notes(sheet, comparison, told);
    sheet.raw("</div>\n");
}

fn cell(sheet: &mut Sheet, comparison: &Comparison, told: &Told<'_>, side: Side) {
    let sentences = &told.row.cells[side];
    if sentences.is_empty() {
        let none = Sides::new(
            "<div class=\"cell left none\"><p><span class=\"side\">Left</span> —</p></div>\n",
            "<div class=\"cell right none\"><p><span class=\"side\">Right</span> —</p></div>\n",
        );
        sheet.raw(none[side]);
        return;
    }
    let open = Sides::new(
        "<div class=\"cell left\"><p class=\"side\">Left</p>",
        "<div class=\"cell right\"><p class=\"side\">Right</p>",
    );
    sheet.raw(open[side]);
    sheet.raw(match comparison.documents[side].role(sentences[0]) {
        Role::Headline | Role::Subhead => "<p class=\"headline\" lang=\"\" dir=\"auto\">",
        Role::Body => "<p lang=\"\" dir=\"auto\">",
        _ => "<p class=\"aside\" lang=\"\" dir=\"auto\">",
    });
    for (k, &ix) in sentences.iter().enumerate() {
        if k > 0 {
            sheet.raw(" ");
        }
        sheet.raw("<span id=\"");
        anchor(sheet, side, ix);
        sheet.raw("\">");
        sentence(sheet, &bits(comparison, side, ix, told.link), side);
        sheet.raw("</span>");
    }
    sheet.raw("</p></div>\n");
}

/// The name of a sentence inside the page.
fn anchor(sheet: &mut Sheet, side: Side, ix: SentenceIx) {
    sheet.raw(Sides::new("l", "r")[side]).number(ix.0 + 1);
}

/// A sentence with its marks.
pub(super) fn sentence(sheet: &mut Sheet, bits: &[Bit<'_>], side: Side) {
    for run in bits.chunk_by(|one, next| one.mark == next.mark) {
        if let Some(mark) = run[0].mark {
            sheet.raw(opening(mark, side));
        }
        for bit in run {
            words(sheet, bit.text, bit.figure);
        }
        if run[0].mark.is_some() {
            sheet.raw("<span class=\"sr\">]</span></mark>");
        }
    }
}

fn words(sheet: &mut Sheet, text: &str, figure: bool) {
    if figure && !text.trim().is_empty() {
        sheet.raw("<b class=\"figure\">").text(text).raw("</b>");
    } else {
        sheet.text(text);
    }
}

/// A mark begins with words for who does not see it. Which side it is on the cell says, and the mark says it again.
fn opening(mark: Mark, side: Side) -> &'static str {
    match (mark, side) {
        (Mark::Only, Side::Left) => "<mark class=\"only left\"><span class=\"sr\">[only left: </span>",
        (Mark::Only, Side::Right) => "<mark class=\"only right\"><span class=\"sr\">[only right: </span>",
        (Mark::Reworded, Side::Left) => "<mark class=\"reworded left\"><span class=\"sr\">[left: </span>",
        (Mark::Reworded, Side::Right) => "<mark class=\"reworded right\"><span class=\"sr\">[right: </span>",
        (Mark::Moved, _) => "<mark class=\"moved\"><span class=\"sr\">[moved: </span>",
        (Mark::Spelling, _) => "<mark class=\"spelling\"><span class=\"sr\">[spelling: </span>",
    }
}

/// Facts that differ by name, and where a sentence stands that is not where one would look.
fn notes(sheet: &mut Sheet, comparison: &Comparison, told: &Told<'_>) {
    let facts = told.link.map_or(&[][..], |link| link.facts.as_slice());
    let moved = told.link.is_some_and(|link| link.moved);
    let elsewhere = told.told_elsewhere(comparison);
    if facts.is_empty() && !moved && elsewhere.is_none() {
        return;
    }
    sheet.raw("<ul class=\"notes\">\n");
    for fact in facts {
        fact_note(sheet, fact, comparison);
    }
    if moved {
        moved_note(sheet, comparison, &told.row.cells);
    }
    if let Some((side, ix)) = elsewhere {
        sheet.raw("<li>Told in ");
        link(sheet, comparison, side, ix);
        sheet.raw(".</li>\n");
    }
    sheet.raw("</ul>\n");
}

fn fact_note(sheet: &mut Sheet, fact: &Fact, comparison: &Comparison) {
    let said = fact_sides(fact, comparison);
    sheet.raw("<li>").text(fact_name(fact.kind)).raw(" differs: ");
    for (side, after) in [(Side::Left, " on the left, "), (Side::Right, " on the right.")] {
        match &said[side] {
            Some(words) => sheet.quoted(words),
            None => sheet.raw("not said"),
        };
        sheet.raw(after);
    }
    sheet.raw("</li>\n");
}

/// Where both sentences stand, and what comes before the right one in its own text: the page keeps the left text's order.
fn moved_note(sheet: &mut Sheet, comparison: &Comparison, cells: &Sides<Vec<SentenceIx>>) {
    let (Some(&left), Some(&right)) = (cells.left.first(), cells.right.first()) else { return };
    sheet.raw("<li>Moved: ");
    link(sheet, comparison, Side::Left, left);
    sheet.raw(", ");
    link(sheet, comparison, Side::Right, right);
    if let Some(before) = right.0.checked_sub(1) {
        sheet.raw(", where it follows <a href=\"#");
        anchor(sheet, Side::Right, SentenceIx(before));
        sheet.raw("\">another sentence</a>");
    }
    sheet.raw(".</li>\n");
}

/// A way to a sentence, which says where it stands.
fn link(sheet: &mut Sheet, comparison: &Comparison, side: Side, ix: SentenceIx) {
    sheet.raw("<a href=\"#");
    anchor(sheet, side, ix);
    sheet.raw("\">").text(&place(comparison, side, ix)).raw(" on the ").raw(side_name(side)).raw("</a>");
}
