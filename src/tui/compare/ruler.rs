//! The right edge: where in the whole text the changes are, and what part of it is on screen.

use ratatui::Frame;
use ratatui::style::Style;

use super::blocks::Sheet;
use super::folds::Item;
use super::ink::hue;
use super::view::CompareView;
use crate::sides::Side;
use crate::theme::StyleRole;

/// Which items each cell of the ruler stands for.
///
/// A text that is all on screen has each mark beside its row. In a longer one an item's share is the length of its text, so the
/// picture stays the same at every width and costs no wrapping.
struct Scale {
    /// For every item the weight before it; one more for the end.
    starts: Vec<usize>,
    /// The cells all of that weight is spread over.
    cells: usize,
    /// Whether all of it is on screen.
    fits: bool,
}

impl Scale {
    fn new(sheet: &Sheet) -> Scale {
        let cells = usize::from(sheet.geometry.ruler.height);
        let weight = |item: &Item| match item {
            Item::Row(row) => sheet.rows[*row].weight,
            Item::Fold(_) => 1,
        };
        let fits = sheet.items.len() <= cells && {
            let lines: usize = (0..sheet.items.len()).map(|item| sheet.height(item)).sum();
            lines <= cells
        };
        let shares: Vec<usize> = if fits {
            (0..sheet.items.len()).map(|item| sheet.height(item)).collect()
        } else {
            sheet.items.iter().map(weight).collect()
        };
        let mut starts = vec![0];
        for share in shares {
            starts.push(starts[starts.len() - 1] + share);
        }
        let total = starts[starts.len() - 1];
        Scale { starts, cells: if fits { total } else { cells }, fits }
    }

    /// The cells of an item, at least one, as first and last.
    fn cells(&self, item: usize) -> (usize, usize) {
        let total = self.starts.last().copied().unwrap_or(0).max(1);
        let cell = |weight: usize| (weight * self.cells / total).min(self.cells.saturating_sub(1));
        let first = cell(self.starts[item]);
        (first, cell(self.starts[item + 1] - 1).max(first))
    }
}

/// The item a row of the terminal stands for on the ruler; there must be an item.
pub(super) fn item_at(sheet: &Sheet, row: u16) -> usize {
    let scale = Scale::new(sheet);
    let line = usize::from(row.saturating_sub(sheet.geometry.ruler.y));
    (0..sheet.items.len()).find(|&item| scale.cells(item).1 >= line).unwrap_or(sheet.items.len() - 1)
}

/// Draws both columns: what is on screen, then the changes in the colour of the side that has them.
pub(super) fn draw(frame: &mut Frame, view: &CompareView, sheet: &Sheet, seen: &[(usize, isize)]) {
    let (ruler, theme) = (sheet.geometry.ruler, sheet.theme);
    if ruler.width < 2 || ruler.height == 0 || sheet.items.is_empty() {
        return;
    }
    let scale = Scale::new(sheet);
    // Of which side a change is; none of both.
    let mut changes: Vec<Option<Option<Side>>> = vec![None; usize::from(ruler.height)];
    for (k, item) in sheet.items.iter().enumerate().filter(|(_, item)| view.is_change(item)) {
        let side = sheet.rows[item.rows().start].kind.only();
        let (first, last) = scale.cells(k);
        for cell in &mut changes[first..=last] {
            // Where a cell stands for several changes, one that concerns both sides says most.
            *cell = Some(match *cell {
                Some(other) if other != side => None,
                _ => side,
            });
        }
    }
    let buffer = frame.buffer_mut();
    for (line, change) in (ruler.y..).zip(changes) {
        let Some(side) = change else { continue };
        // Only the hue: an underlined block would look like another mark.
        let fg = side.map_or(theme.style(StyleRole::Ruler).fg, |side| hue(theme, side));
        let style = Style { fg, ..theme.style(StyleRole::Base) };
        buffer.set_string(ruler.x + 1, line, &theme.symbols.ruler, style);
    }
    if scale.fits {
        return;
    }
    let (Some((first, _)), Some((last, _))) = (seen.first(), seen.last()) else { return };
    for line in scale.cells(*first).0..=scale.cells(*last).1 {
        let style = theme.style(StyleRole::Base).patch(theme.style(StyleRole::Scrollbar));
        buffer.set_string(ruler.x, ruler.y + line as u16, &theme.symbols.divider, style);
    }
}
