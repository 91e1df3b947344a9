//! Two columns: what belongs together stands opposite each other.

use super::badge;
use super::blocks::Sheet;
use super::ink::{Ink, InkLine, Tone};
use super::rows::TextRow;
use super::spans::cell;
use crate::sides::{Side, Sides};
use crate::tui::cells::ellipsis;

/// The lines of each side of a row; a side without a sentence has none, or only a note.
pub(super) fn lines(sheet: &Sheet, row: &TextRow) -> Sides<Vec<InkLine>> {
    let dots = ellipsis(sheet.theme);
    let mut lines = Sides::from_fn(|side| {
        cell(sheet.wanted(row), side, alone(row, side)).map_or_else(Vec::new, |text| text.lines(sheet.width(side)))
    });
    if let Some(note) = badge::moved(sheet.comparison, row) {
        let note = InkLine::new(format!("{} {note}", sheet.theme.symbols.moved), Ink::tone(Tone::Badge));
        add_note(&mut lines.right, note.cut(sheet.width(Side::Right), dots), sheet.width(Side::Right));
    }
    if let (Some(note), Some(side)) = (badge::again(sheet.comparison, row), row.kind.only()) {
        let note = format!("{} {note}", sheet.theme.symbols.moved);
        let note = InkLine::new(note, Ink::tone(Tone::Badge));
        lines[side.other()].push(note.cut(sheet.width(side.other()), dots));
    }
    lines
}

/// The tone of a side's text where nothing stands opposite.
pub(super) fn alone(row: &TextRow, side: Side) -> Tone {
    if row.kind.is_change() && row.kind == super::kind::Kind::Only(side) { Tone::Alone(side) } else { Tone::Same }
}

/// A note stands at the right end of the last line if there is room, or on a line of its own.
fn add_note(lines: &mut Vec<InkLine>, note: InkLine, width: usize) {
    let wide = note.columns();
    let room = lines.last().map_or(0, |last| width.saturating_sub(last.columns()));
    if room < wide + 3 {
        lines.push(InkLine::default());
    }
    let Some(last) = lines.last_mut() else { return };
    let pad = width.saturating_sub(last.columns() + wide);
    last.push(&" ".repeat(pad), Ink::default());
    for (text, ink) in note.pieces {
        last.push(&text, ink);
    }
}
