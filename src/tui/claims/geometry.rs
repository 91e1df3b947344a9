//! Where everything stands on the screen of claims: read by what draws and by what acts.

use ratatui::layout::Rect;

/// The mark of the selected row and a space.
pub(super) const GUTTER: u16 = 2;
/// The widest a column is made for its outlet's name, and the narrowest.
const HEAD: std::ops::RangeInclusive<u16> = 4..=11;
/// The text is given this much before columns become wider than they must.
const ROOMY: u16 = 46;
/// The text is never narrower beside columns; where it would be, there are none.
const NARROWEST: u16 = 26;
/// From this width on, what a row says of its reach is written out.
const WORDED: u16 = 110;
/// The reach written out, in figures, and the space around.
const REACH: (u16, u16) = (22, 9);
/// As many outlets can stand as one mark each beside the text, where there are no columns.
const STRIP: usize = 16;
/// From this width on there is a strip.
const STRIP_FROM: u16 = 52;
/// Fewer lines than this for the list leave nothing to the rest.
const LEAST: u16 = 3;

/// How much of the screen the wordings have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Share {
    /// What they need, up to two fifths.
    #[default]
    Some,
    /// Most of it.
    Most,
    /// Nothing.
    None,
}

impl Share {
    /// The next one.
    pub(super) fn next(self) -> Share {
        match self {
            Share::Some => Share::Most,
            Share::Most => Share::None,
            Share::None => Share::Some,
        }
    }
}

/// How outlets stand beside a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A column each, `cell` wide with the space around it; of all columns `shown` fit.
    Columns {
        /// The columns one outlet takes.
        cell: u16,
        /// How many fit.
        shown: usize,
    },
    /// A mark each, without a space between.
    Strip,
    /// Not at all: only how many tell it.
    Count,
}

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Geometry {
    /// The line with the title.
    pub(super) title: Rect,
    /// The names of columns, or the name of the selected outlet.
    pub(super) heads: Rect,
    /// The line below them.
    pub(super) rule: Rect,
    /// The rows.
    pub(super) body: Rect,
    /// A rule and the wordings; empty where they have no room.
    pub(super) detail: Rect,
    /// How outlets stand beside a claim.
    pub(super) shape: Shape,
    /// The columns of the text, with what differs at its end.
    pub(super) text: u16,
    /// The columns of the reach, the space before it included.
    pub(super) reach: u16,
    /// Whether the reach is written out.
    pub(super) worded: bool,
}

impl Geometry {
    /// The parts of `area` for so many columns, whose widest word is `widest` columns wide.
    pub(super) fn new(area: Rect, columns: usize, widest: usize, share: Share) -> Geometry {
        let worded = area.width >= WORDED;
        // "12 of 12" is longer than "4 of 5".
        let reach = if worded { REACH.0 } else { REACH.1 + u16::from(columns > 9) };
        let room = area.width.saturating_sub(GUTTER + reach);
        let (marks, text) = beside(room, area.width, columns, widest);
        let line = |y: u16, height: u16| Rect { y: area.y + y.min(area.height), height, ..area };
        let heads = match marks {
            Shape::Columns { .. } if area.height >= 11 => 2,
            _ if area.height >= 5 => 1,
            _ => 0,
        };
        let rule = u16::from(area.height >= 8);
        let title = area.height.min(1);
        let above = title + heads + rule;
        let left = area.height.saturating_sub(above);
        // A rule, a line about the claim, a wording each, and the line that explains the marks.
        let wanted = (columns as u16).saturating_mul(2).saturating_add(3);
        let detail = match share {
            Share::None => 0,
            Share::Some if area.height >= 16 => wanted.min(area.height * 2 / 5),
            Share::Some => 4,
            Share::Most => area.height * 7 / 10,
        };
        let detail = detail.min(left.saturating_sub(LEAST));
        let detail = if detail < 3 { 0 } else { detail };
        let body = left - detail;
        Geometry {
            title: line(0, title),
            heads: line(title, heads),
            rule: line(title + heads, rule),
            body: line(above, body),
            detail: line(above + body, detail),
            shape: marks,
            text,
            reach,
            worded,
        }
    }

    /// How many rows fit.
    pub(super) fn rows(&self) -> usize {
        usize::from(self.body.height).max(1)
    }

    /// How many columns fit.
    pub(super) fn shown(&self) -> usize {
        match self.shape {
            Shape::Columns { shown, .. } => shown.max(1),
            Shape::Strip | Shape::Count => usize::MAX,
        }
    }

    /// Where the marks begin.
    pub(super) fn marks_x(&self) -> u16 {
        self.body.x + GUTTER + self.text
    }

    /// Which of the columns on screen stands at a column of the terminal.
    pub(super) fn column_at(&self, x: u16) -> Option<usize> {
        let from = x.checked_sub(self.marks_x())?;
        match self.shape {
            Shape::Columns { cell, shown } => Some(usize::from(from / cell.max(1))).filter(|&at| at < shown),
            Shape::Strip => from.checked_sub(1).map(usize::from),
            Shape::Count => None,
        }
    }
}

/// How outlets stand beside a claim, and the columns the text has then.
fn beside(room: u16, width: u16, columns: usize, widest: usize) -> (Shape, u16) {
    let count = columns.max(1) as u16;
    let widest = (widest as u16).clamp(*HEAD.start(), *HEAD.end());
    // A head has a space before it; the widest that leaves the text its room, or else the narrowest that is still a name.
    let wide = (*HEAD.start()..=widest).rev().map(|head| head + 1);
    let roomy = wide.clone().find(|cell| room >= ROOMY.saturating_add(cell.saturating_mul(count)));
    let tight = wide.min().unwrap_or(*HEAD.end());
    // Between the two, the names grow with what the text can spare above its least.
    let spare = room.saturating_sub(NARROWEST) / count;
    let cell = roomy.unwrap_or_else(|| tight.max(spare.min(7).min(widest + 1)));
    let shown = room.saturating_sub(NARROWEST) / cell;
    if shown >= count.min(3) {
        let shown = shown.min(count);
        return (Shape::Columns { cell, shown: usize::from(shown) }, room - cell * shown);
    }
    if columns <= STRIP && width >= STRIP_FROM {
        return (Shape::Strip, room.saturating_sub(count + 1));
    }
    (Shape::Count, room)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_shape(width: u16, columns: usize, expected: Shape, text: u16) {
        let geometry = Geometry::new(Rect::new(0, 0, width, 30), columns, 8, Share::Some);
        assert_eq!((geometry.shape, geometry.text), (expected, text), "{columns} outlets in {width} columns");
    }

    #[test]
    fn columns_give_way_to_the_text_and_then_to_marks_and_counts() {
        check_shape(200, 5, Shape::Columns { cell: 9, shown: 5 }, 131);
        check_shape(120, 5, Shape::Columns { cell: 9, shown: 5 }, 51);
        check_shape(80, 5, Shape::Columns { cell: 7, shown: 5 }, 34);
        check_shape(80, 12, Shape::Columns { cell: 5, shown: 8 }, 28);
        check_shape(60, 2, Shape::Columns { cell: 7, shown: 2 }, 35);
        check_shape(60, 5, Shape::Columns { cell: 5, shown: 4 }, 29);
        check_shape(54, 5, Shape::Columns { cell: 5, shown: 3 }, 28);
        check_shape(52, 5, Shape::Columns { cell: 5, shown: 3 }, 26);
        check_shape(40, 5, Shape::Count, 29);
    }

    proptest! {
        #[test]
        fn the_parts_tile_the_screen(width in 1u16..250, height in 1u16..80, columns in 0usize..40, widest in 0usize..30, share in prop::sample::select(vec![Share::Some, Share::Most, Share::None])) {
            let area = Rect::new(0, 0, width, height);
            let parts = Geometry::new(area, columns, widest, share);
            let heights: u16 = [parts.title, parts.heads, parts.rule, parts.body, parts.detail].iter().map(|part| part.height).sum();
            prop_assert_eq!(heights, height);
            prop_assert!(height < 2 || parts.body.height > 0);
            let marks = match parts.shape {
                Shape::Columns { cell, shown } => cell * shown as u16,
                Shape::Strip => columns as u16 + 1,
                Shape::Count => 0,
            };
            prop_assert!(width < 40 || GUTTER + parts.text + marks + parts.reach <= width);
        }
    }
}
