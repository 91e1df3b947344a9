//! Where everything stands in the Reader: read by what draws and by what acts.

use ratatui::layout::{Rect, Size};

use crate::tui::layout::{page, with_title};

/// The mark of the sentence the reader is at, and a space.
const CURSOR: u16 = 2;
/// The marks in words: two of them with a fact that differs.
const WORDED: u16 = 20;
/// The marks in short, and in a narrow window.
const SHORT: (u16, u16) = (9, 6);
/// Below this width the marks have the narrow place, and one column between them and the text.
const NARROW: u16 = 52;
/// From this height on the lines below the text show another outlet's wording, or only who tells it.
const LENS: (u16, u16) = (20, 14);

/// The parts of the Reader's screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Geometry {
    /// The title.
    pub(super) title: Rect,
    /// The text.
    pub(super) text: Rect,
    /// The marks beside it; no width where there are none.
    pub(super) marks: Rect,
    /// Whether marks are words.
    pub(super) worded: bool,
    /// A rule, and below it who tells the sentence the reader is at; no height where there is no room for it.
    pub(super) lens: Rect,
    /// The line above the footer.
    pub(super) status: Rect,
}

impl Geometry {
    /// Divides a screen, the text at most `measure` wide; `marked` where there are marks beside it.
    pub(super) fn new(size: Size, measure: u16, marked: bool) -> Geometry {
        let parts = with_title(size);
        let body = parts.body;
        let none = Rect { height: 0, y: body.bottom(), ..body };
        if !marked {
            let text = page(body, measure);
            let marks = Rect { x: text.right(), width: 0, ..text };
            return Geometry { title: parts.title, text, marks, worded: false, lens: none, status: parts.status };
        }
        let high = match size.height {
            height if height >= LENS.0 => 3,
            height if height >= LENS.1 => 2,
            _ => 0,
        };
        let above = Rect { height: body.height.saturating_sub(high), ..body };
        let lens = Rect { y: above.bottom(), height: body.height - above.height, ..body };
        let worded = body.width > CURSOR + measure + 2 + WORDED;
        let (gap, wide) = match body.width {
            _ if worded => (2, WORDED),
            NARROW.. => (2, SHORT.0),
            _ => (1, SHORT.1),
        };
        let width = body.width.saturating_sub(CURSOR + gap + wide).clamp(1, measure.max(1));
        let x = body.x + CURSOR + body.width.saturating_sub(CURSOR + width + gap + wide) / 2;
        let text = Rect { x, width, ..above };
        let marks = Rect { x: text.right() + gap, width: wide, ..above }.intersection(above);
        Geometry { title: parts.title, text, marks, worded, lens, status: parts.status }
    }

    /// The column of the mark of the sentence the reader is at.
    pub(super) fn cursor_x(&self) -> u16 {
        self.text.x.saturating_sub(CURSOR)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_text(width: u16, height: u16, expected: (u16, u16, u16)) {
        let geometry = Geometry::new(Size { width, height }, 72, true);
        assert_eq!((geometry.text.width, geometry.marks.width, geometry.lens.height), expected, "{width} x {height}");
    }

    #[test]
    fn marks_take_what_the_text_can_spare() {
        check_text(40, 12, (31, 6, 0));
        check_text(60, 20, (47, 9, 3));
        check_text(80, 24, (67, 9, 3));
        check_text(120, 36, (72, 20, 3));
        check_text(90, 16, (72, 9, 2));
    }

    proptest! {
        #[test]
        fn no_part_lies_over_another(width in 40u16..300, height in 10u16..90, measure in 20u16..200, marked: bool) {
            let geometry = Geometry::new(Size { width, height }, measure, marked);
            let Geometry { title, text, marks, lens, status, .. } = geometry;
            prop_assert!(text.width >= 1 && text.width <= measure && text.right() <= marks.x && marks.right() <= width);
            prop_assert_eq!((title.bottom(), text.bottom(), lens.bottom()), (text.y, lens.y, status.y));
            prop_assert!(!marked || geometry.cursor_x() + CURSOR == text.x);
        }
    }
}
