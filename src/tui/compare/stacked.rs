//! One column: each pair one wording above the other, a letter saying whose it is.

use super::badge;
use super::blocks::Sheet;
use super::ink::{Ink, InkLine, Tone};
use super::kind::Kind;
use super::rows::TextRow;
use super::side_by_side::alone;
use super::spans::{Inked, cell, whole};
use crate::sides::Side;
use crate::tui::cells::ellipsis;

/// The letter, and the space after it.
const TAG: usize = 2;

/// The lines of a row. What both sides say in the same words is said once.
pub(super) fn lines(sheet: &Sheet, row: &TextRow) -> Vec<InkLine> {
    let width = sheet.width(Side::Left);
    let wanted = sheet.wanted(row);
    let mut lines = if matches!(row.kind, Kind::Same | Kind::Moved) {
        cell(wanted, Side::Left, Tone::Same).map_or_else(Vec::new, |text| tagged(&text, None, width))
    } else {
        let mut lines = Vec::new();
        for side in Side::BOTH {
            let text =
                if row.kind == Kind::Only(side) { whole(wanted, side) } else { cell(wanted, side, alone(row, side)) };
            lines.extend(text.into_iter().flat_map(|text| tagged(&text, Some(side), width)));
        }
        lines
    };
    let note = badge::moved(sheet.comparison, row).or_else(|| {
        let other = if row.kind.only()? == Side::Left { "right" } else { "left" };
        Some(format!("{} on the {other}", badge::again(sheet.comparison, row)?))
    });
    if let Some(note) = note {
        let mut line = InkLine::new(" ".repeat(TAG), Ink::default());
        line.push(
            &format!("{} {}", sheet.theme.symbols.moved, note.replace(" here,", " on the right,")),
            Ink::tone(Tone::Badge),
        );
        lines.push(line.cut(width, ellipsis(sheet.theme)));
    }
    lines
}

/// A text behind a letter, its lines below each other.
pub(super) fn tagged(text: &Inked, tag: Option<Side>, width: usize) -> Vec<InkLine> {
    let mut lines = text.lines(width.saturating_sub(TAG).max(1));
    for (k, line) in lines.iter_mut().enumerate() {
        let mut with_tag = match tag {
            Some(side) if k == 0 => InkLine::new(letter(side), Ink::tone(Tone::Tag(side))),
            _ => InkLine::new(" ", Ink::default()),
        };
        with_tag.push(" ", Ink::default());
        with_tag.pieces.append(&mut line.pieces);
        *line = with_tag;
    }
    lines
}

/// The letter of a side.
pub(super) fn letter(side: Side) -> &'static str {
    match side {
        Side::Left => "L",
        Side::Right => "R",
    }
}
