//! One side alone, with its marks.

use super::blocks::Sheet;
use super::ink::InkLine;
use super::rows::TextRow;
use super::side_by_side::alone;
use super::spans::{cell, whole};
use super::stacked::tagged;

/// The lines of a row: the focused side's text, or, where its fold was opened, the other side's behind its letter.
pub(super) fn lines(sheet: &Sheet, row: &TextRow) -> Vec<InkLine> {
    let side = sheet.focus;
    let wanted = sheet.wanted(row);
    if let Some(text) = cell(wanted, side, alone(row, side)) {
        return text.lines(sheet.width(side));
    }
    let other = side.other();
    whole(wanted, other).map_or_else(Vec::new, |text| tagged(&text, Some(other), sheet.width(side)))
}
