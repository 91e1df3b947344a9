//! One column: both wordings in one text where they differ in a few words, one above the other where they differ in most.

use super::badge;
use super::blocks::Sheet;
use super::ink::InkLine;
use super::kind::Kind;
use super::rows::TextRow;
use super::spans::merged;
use super::stacked::{self, tagged};
use crate::sides::Side;

/// The lines of a row.
pub(super) fn lines(sheet: &Sheet, row: &TextRow) -> Vec<InkLine> {
    let light = sheet.link(row).filter(|link| !link.heavy && row.kind != Kind::Same);
    match light {
        Some(link) if badge::moved(sheet.comparison, row).is_none() => {
            tagged(&merged(sheet.wanted(row), link), None, sheet.width(Side::Left))
        }
        _ => stacked::lines(sheet, row),
    }
}
