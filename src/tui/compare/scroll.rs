//! Which lines are on screen: arithmetic on the heights of items, asked for only near the screen.
//!
//! The reader's place is an item and a line of it, never a line of the whole: so a resize keeps the sentence, and five thousand
//! rows cost no more than the ones on screen.

/// The line at the top of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The item it belongs to.
    pub(super) item: usize,
    /// Its number in the item, from 0.
    pub(super) line: usize,
}

/// Items by their heights, and a screen of so many lines.
pub(super) struct Scroller<H> {
    /// How many items there are; at least one.
    pub(super) items: usize,
    /// The lines of an item; at least one.
    pub(super) height_of: H,
    /// The lines of the screen; at least one.
    pub(super) screen: usize,
}

impl<H: Fn(usize) -> usize> Scroller<H> {
    /// The place closest to `top` that shows the cursor's item, whole if it fits, and leaves no more empty lines below the text
    /// than there must be.
    pub(super) fn settle(&self, top: Place, cursor: usize) -> Place {
        let cursor = cursor.min(self.items - 1);
        let item = top.item.min(self.items - 1);
        let top = Place { item, line: top.line.min((self.height_of)(item) - 1) };
        self.showing(top, cursor).min(self.last_top())
    }

    /// The place `lines` further down (up if negative), not beyond the text.
    pub(super) fn moved(&self, top: Place, lines: isize) -> Place {
        if lines >= 0 {
            self.down(top, lines as usize).min(self.last_top().max(top))
        } else {
            self.up(top, lines.unsigned_abs())
        }
    }

    /// The place that has `item` begin `above` lines below the top of the screen, fewer where it would not fit.
    pub(super) fn with_above(&self, item: usize, above: usize) -> Place {
        let spare = self.screen.saturating_sub((self.height_of)(item));
        self.up(Place { item, line: 0 }, above.min(spare))
    }

    /// Whether the first `lines` lines of the text hold the whole item.
    pub(super) fn reaches(&self, item: usize, lines: usize) -> bool {
        let mut used = 0;
        (0..=item).all(|k| {
            used += (self.height_of)(k);
            used <= lines
        })
    }

    /// The items on screen with the screen line their first line is on; negative where it is above the screen.
    pub(super) fn visible(&self, top: Place) -> Vec<(usize, isize)> {
        let mut found = Vec::new();
        let mut y = -(top.line as isize);
        let mut item = top.item;
        while item < self.items && y < self.screen as isize {
            found.push((item, y));
            y += (self.height_of)(item) as isize;
            item += 1;
        }
        found
    }

    /// Moves the top as little as needed to show the item.
    fn showing(&self, top: Place, cursor: usize) -> Place {
        let height = (self.height_of)(cursor);
        let fit = Place { item: cursor, line: height.saturating_sub(self.screen) };
        if cursor < top.item {
            return fit;
        }
        if cursor == top.item {
            // A part is on screen already; one that fits is shown whole.
            return if height <= self.screen { Place { item: cursor, line: 0 } } else { top };
        }
        let mut used = (self.height_of)(top.item) - top.line;
        for item in top.item + 1..cursor {
            used += (self.height_of)(item);
            if used >= self.screen {
                break;
            }
        }
        if used + height <= self.screen {
            top
        } else if height >= self.screen {
            Place { item: cursor, line: 0 }
        } else {
            self.up(Place { item: cursor, line: 0 }, self.screen - height)
        }
    }

    /// The place that has the last line at the bottom of the screen.
    fn last_top(&self) -> Place {
        let item = self.items - 1;
        self.up(Place { item, line: (self.height_of)(item) }, self.screen)
    }

    fn up(&self, from: Place, mut lines: usize) -> Place {
        let Place { mut item, mut line } = from;
        loop {
            if lines <= line {
                return Place { item, line: line - lines };
            }
            if item == 0 {
                return Place::default();
            }
            lines -= line;
            item -= 1;
            line = (self.height_of)(item);
        }
    }

    fn down(&self, from: Place, mut lines: usize) -> Place {
        let Place { mut item, mut line } = from;
        loop {
            let left = (self.height_of)(item) - line;
            if lines < left || item + 1 == self.items {
                return Place { item, line: (line + lines).min((self.height_of)(item) - 1) };
            }
            lines -= left;
            item += 1;
            line = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(item: usize, line: usize) -> Place {
        Place { item, line }
    }

    fn check_settle(heights: &[usize], screen: usize, top: Place, cursor: usize, expect: Place) {
        let scroller = Scroller { items: heights.len(), height_of: |k: usize| heights[k], screen };
        assert_eq!(scroller.settle(top, cursor), expect, "{heights:?} on {screen}, {top:?}, cursor {cursor}");
    }

    #[test]
    fn the_screen_moves_no_further_than_the_cursor_needs() {
        check_settle(&[3, 3, 3, 3], 6, at(0, 0), 1, at(0, 0));
        check_settle(&[3, 3, 3, 3], 6, at(0, 0), 2, at(1, 0));
        check_settle(&[3, 3, 3, 3], 6, at(2, 0), 0, at(0, 0));
        check_settle(&[3, 3, 3, 3], 7, at(0, 0), 2, at(0, 2));
    }

    #[test]
    fn no_line_stays_empty_below_the_text() {
        check_settle(&[3, 3, 3], 6, at(2, 2), 2, at(1, 0));
        check_settle(&[2], 6, at(0, 1), 0, at(0, 0));
    }

    #[test]
    fn an_item_taller_than_the_screen_keeps_its_line() {
        check_settle(&[3, 20, 3], 6, at(1, 5), 1, at(1, 5));
        check_settle(&[3, 20, 3], 6, at(0, 0), 1, at(1, 0));
        check_settle(&[3, 20, 3], 6, at(2, 0), 1, at(1, 14));
    }

    proptest! {
        #[test]
        fn the_cursor_is_on_screen(heights in prop::collection::vec(1usize..12, 1..30), screen in 1usize..20, item in 0usize..40, line in 0usize..20, cursor in 0usize..40) {
            let cursor = cursor.min(heights.len() - 1);
            let scroller = Scroller { items: heights.len(), height_of: |k: usize| heights[k], screen };
            let top = scroller.settle(Place { item, line }, cursor);
            prop_assert_eq!(scroller.settle(top, cursor), top, "settling is done once");
            let seen = scroller.visible(top);
            let found = seen.iter().find(|(k, _)| *k == cursor);
            prop_assert!(found.is_some());
            let y = found.unwrap().1;
            if heights[cursor] <= screen {
                prop_assert!(y >= 0 && y as usize + heights[cursor] <= screen, "shown whole");
            }
        }

        #[test]
        fn paging_ends_at_the_ends(heights in prop::collection::vec(1usize..12, 1..30), screen in 1usize..20, step in 1isize..20) {
            let scroller = Scroller { items: heights.len(), height_of: |k: usize| heights[k], screen };
            let mut top = Place::default();
            for _ in 0..400 {
                top = scroller.moved(top, step);
            }
            prop_assert_eq!(top, scroller.last_top());
            for _ in 0..400 {
                top = scroller.moved(top, -step);
            }
            prop_assert_eq!(top, Place::default());
        }
    }
}
