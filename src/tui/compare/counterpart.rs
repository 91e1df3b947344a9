//! From a sentence to the place where the other side tells it, and back.

use ratatui::layout::Rect;

use super::badge;
use super::rows::TextRow;
use super::view::{CompareView, Handled};
use crate::sides::Side;
use crate::text::SentenceIx;
use crate::theme::Theme;

impl CompareView {
    /// Goes to where the other side tells what the row under the cursor says, and from there back to where the reader was. Left to
    /// the host, which says that there is nothing to go to, where what stands opposite stands in its place.
    pub(super) fn jump_to_counterpart(&mut self, area: Rect, theme: &Theme) -> Handled {
        let row = self.cursor_row();
        let target = match self.came_from {
            // Rows may be others by now.
            Some((from, to)) if to == row && self.counterpart(from) == Some(to) => Some(from),
            _ => self.counterpart(row),
        };
        let Some(target) = target else { return Handled::No };
        self.came_from = Some((row, target));
        if let Some(fold) = self.foldable.iter().find(|fold| fold.contains(&target)).map(|fold| fold.start)
            && !self.folds.is_open(fold)
        {
            self.folds.toggle(fold);
            self.fold_again(target);
        }
        let item = self.items.partition_point(|item| item.rows().end <= target);
        (self.cursor, self.top) = self.jumped(item, area, theme);
        Handled::Yes
    }

    /// The row in which the other side tells what a row says: for a sentence told again the row of its partner; for one that moved
    /// the row of what stands before it on the right, because rows keep the order of the left.
    fn counterpart(&self, row: usize) -> Option<usize> {
        let shown = self.rows.get(row)?;
        let row_of = |side: Side, ix: SentenceIx| {
            self.rows.iter().position(|row: &TextRow| row.cells[side].contains(&ix)).filter(|&found| found != row)
        };
        if let Some(link) = badge::told_elsewhere(&self.comparison, shown) {
            let other = if shown.cells.left.is_empty() { Side::Left } else { Side::Right };
            return row_of(other, *link.sentences[other].first()?);
        }
        if !shown.link(&self.comparison)?.moved {
            return None;
        }
        let SentenceIx(first) = *shown.cells.right.first()?;
        let before = first.checked_sub(1).and_then(|before| row_of(Side::Right, SentenceIx(before)));
        before.or_else(|| row_of(Side::Right, SentenceIx(shown.cells.right.last()?.0 + 1)))
    }
}
