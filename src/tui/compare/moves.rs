//! Where a movement leads: the cursor's item and the top of the screen after it.

use ratatui::layout::Rect;

use super::scroll::Place;
use super::view::{CompareView, Top};
use crate::theme::Theme;

impl CompareView {
    /// One item on; through an item taller than the screen line by line. There must be an item.
    pub(super) fn stepped(&self, down: bool, area: Rect, theme: &Theme) -> (usize, Top) {
        let sheet = self.sheet(area, theme);
        let screen = sheet.scroller().screen;
        let (top, height) = (self.place(&sheet), sheet.height(self.cursor));
        let within = top.item == self.cursor && height > screen;
        match down {
            true if within && top.line + screen < height => (self.cursor, Top::At(Place { line: top.line + 1, ..top })),
            false if within && top.line > 0 => (self.cursor, Top::At(Place { line: top.line - 1, ..top })),
            true => ((self.cursor + 1).min(self.items.len() - 1), Top::At(top)),
            false => (self.cursor.saturating_sub(1), Top::At(top)),
        }
    }

    /// Scrolls by lines and takes the cursor along; at the end of the text the cursor goes there. There must be an item.
    pub(super) fn turned(&self, lines: isize, area: Rect, theme: &Theme) -> (usize, Top) {
        let sheet = self.sheet(area, theme);
        let scroller = sheet.scroller();
        let before = self.place(&sheet);
        let after = scroller.moved(before, lines);
        if after == before {
            return (if lines > 0 { self.items.len() - 1 } else { 0 }, Top::At(after));
        }
        let whole: Vec<usize> = scroller
            .visible(after)
            .into_iter()
            .filter(|&(item, y)| y >= 0 && y as usize + sheet.block(item).text_height() <= scroller.screen)
            .map(|(item, _)| item)
            .collect();
        let cursor = if whole.contains(&self.cursor) {
            self.cursor
        } else {
            let nearest = if lines > 0 { whole.first() } else { whole.last() };
            nearest.copied().unwrap_or(after.item)
        };
        (cursor, Top::At(after))
    }

    /// To an item. A screen that shows all of it stays; otherwise what comes before it is shown too.
    pub(super) fn jumped(&self, item: usize, area: Rect, theme: &Theme) -> (usize, Top) {
        let sheet = self.sheet(area, theme);
        let scroller = sheet.scroller();
        let top = self.place(&sheet);
        let shown = scroller.visible(top).into_iter().any(|(shown, y)| {
            shown == item && y >= 0 && y as usize + sheet.block(shown).text_height() <= scroller.screen
        });
        (item, if shown { Top::At(top) } else { Top::Above(None) })
    }

    /// The next or previous item of a kind, if there is one.
    pub(super) fn sought(&self, forward: bool, wanted: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        if forward {
            (self.cursor + 1..self.items.len()).find(|&item| wanted(self, item))
        } else {
            (0..self.cursor).rev().find(|&item| wanted(self, item))
        }
    }

    /// Whether next and previous change stop at an item.
    pub(super) fn stops_at(&self, item: usize) -> bool {
        self.is_change(&self.items[item])
    }

    /// Whether a paragraph begins with an item.
    pub(super) fn begins_paragraph(&self, item: usize) -> bool {
        item == 0 || self.rows[self.items[item - 1].rows().end - 1].gap
    }

    /// The change nearest after an item, or before it if none follows.
    pub(super) fn change_near(&self, item: usize) -> Option<usize> {
        let change = |k: &usize| self.stops_at(*k);
        (item..self.items.len()).find(change).or_else(|| (0..item).rev().find(change))
    }
}
