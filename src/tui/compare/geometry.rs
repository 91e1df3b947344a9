//! Where on the screen everything goes, from the area and the reader's choice of layout.

use ratatui::layout::Rect;

use super::view::{Layout, ViewSettings};
use crate::sides::Sides;

/// From this width two columns have some 40 columns of text each, a short but readable line.
const SIDE_BY_SIDE_FROM: u16 = 96;
/// From this height on reasons have two lines.
const SECOND_REASON_FROM: u16 = 34;
/// A line of prose longer than this is hard to follow to the next; text alone in its column stays within it.
const MEASURE: u16 = 96;
/// Cursor mark and a space.
const MARGIN: u16 = 2;
/// Mark, doubt, space.
const MARK: u16 = 3;
/// Divider and a space.
const DIVIDER: u16 = 2;
/// A space, the scroll bar and the ruler.
const EDGE: u16 = 3;

/// A layout that has been decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// Two columns.
    SideBySide,
    /// Each pair one above the other.
    Stacked,
    /// Both wordings in one text.
    Inline,
    /// One side alone.
    Single,
}

impl Shape {
    /// The layout for a width, as the reader chose or, where they left it open, as there is room.
    pub(super) fn at(layout: Layout, width: u16) -> Shape {
        match layout {
            Layout::Auto if width >= SIDE_BY_SIDE_FROM => Shape::SideBySide,
            Layout::Auto | Layout::Stacked => Shape::Stacked,
            Layout::SideBySide => Shape::SideBySide,
            Layout::Inline => Shape::Inline,
            Layout::Single => Shape::Single,
        }
    }
}

/// The parts of the screen; none overlaps another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Geometry {
    /// How the two texts share it.
    pub(super) shape: Shape,
    /// Who is whom, and a rule below.
    pub(super) header: Rect,
    /// The rows, margins and ruler included.
    pub(super) body: Rect,
    /// The first terminal column of each text; both are the same where there is one column of text.
    pub(super) text_x: Sides<u16>,
    /// The width of each text.
    pub(super) text_width: Sides<u16>,
    /// The terminal column of the marks.
    pub(super) mark_x: u16,
    /// The terminal column of the line between the texts.
    pub(super) divider_x: Option<u16>,
    /// Scroll bar and ruler, two columns.
    pub(super) ruler: Rect,
    /// The pair under the cursor, or the one line of it there is room for.
    pub(super) lens: Rect,
    /// How many lines of the lens are for the reasons.
    pub(super) reasons: u16,
    /// What the marks mean.
    pub(super) legend: Rect,
}

impl Geometry {
    /// Divides `area`, with so many lines for headlines the texts do not bring, where there is room for them.
    pub(super) fn new(area: Rect, settings: ViewSettings, headlines: u16) -> Geometry {
        let shape = Shape::at(settings.layout, area.width);
        let header_rows = match area.height {
            20.. => 2 + headlines,
            6.. => 2,
            _ => 0,
        };
        let legend_rows = u16::from(settings.legend && area.height >= 14);
        // One above the other, the pair on screen is its own lens; what is left to say takes one line below a rule.
        let reasons = if area.height >= SECOND_REASON_FROM { 2 } else { 1 };
        let lens_rows = match (area.height, shape) {
            (20.., Shape::SideBySide | Shape::Single) => 3 + reasons,
            (12.., _) => 1 + reasons,
            _ => 0,
        };
        let body_rows = area.height.saturating_sub(header_rows + legend_rows + lens_rows);
        let mut y = area.y;
        let mut part = |height: u16| {
            let rect = Rect { y, height: height.min(area.bottom().saturating_sub(y)), ..area };
            y += rect.height;
            rect
        };
        let (header, body, lens, legend) = (part(header_rows), part(body_rows), part(lens_rows), part(legend_rows));
        let edge = EDGE.min(body.width);
        let ruler = Rect { x: body.right() - edge + 1.min(edge), width: edge.saturating_sub(1), ..body };
        let geometry = Geometry {
            shape,
            header,
            body,
            text_x: Sides::new(area.x, area.x),
            text_width: Sides::new(1, 1),
            mark_x: area.x,
            divider_x: None,
            ruler,
            lens,
            reasons,
            legend,
        };
        if shape == Shape::SideBySide { geometry.two_columns(area) } else { geometry.one_column(area) }
    }

    /// Margin, left text, space, mark, divider, right text, edge.
    fn two_columns(self, area: Rect) -> Geometry {
        let fixed = MARGIN + 1 + MARK + DIVIDER + EDGE;
        let texts = area.width.saturating_sub(fixed).max(2);
        let text_width = Sides::new(texts - texts / 2, texts / 2);
        let mark_x = area.x + MARGIN + text_width.left + 1;
        let divider_x = mark_x + MARK;
        let text_x = Sides::new(area.x + MARGIN, divider_x + DIVIDER);
        Geometry { text_x, text_width, mark_x, divider_x: Some(divider_x), ..self }
    }

    /// Margin, mark, text, edge.
    fn one_column(self, area: Rect) -> Geometry {
        let width = area.width.saturating_sub(MARGIN + MARK + EDGE).clamp(1, MEASURE);
        let x = area.x + MARGIN + MARK;
        Geometry {
            text_x: Sides::new(x, x),
            text_width: Sides::new(width, width),
            mark_x: area.x + MARGIN,
            divider_x: None,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_shape(width: u16, layout: Layout, expect: Shape) {
        assert_eq!(Shape::at(layout, width), expect, "{layout:?} at {width}");
    }

    #[test]
    fn width_decides_only_where_the_reader_did_not() {
        check_shape(95, Layout::Auto, Shape::Stacked);
        check_shape(96, Layout::Auto, Shape::SideBySide);
        check_shape(40, Layout::SideBySide, Shape::SideBySide);
        check_shape(200, Layout::Stacked, Shape::Stacked);
    }

    proptest! {
        #[test]
        fn every_part_lies_inside_and_below_the_one_before(width in 0u16..320, height in 0u16..90, x in 0u16..9, y in 0u16..9, legend: bool, layout in 0usize..5) {
            let layout = [Layout::Auto, Layout::SideBySide, Layout::Stacked, Layout::Inline, Layout::Single][layout];
            let area = Rect { x, y, width, height };
            let geometry = Geometry::new(area, ViewSettings { layout, legend, ..ViewSettings::default() }, 2);
            let parts = [geometry.header, geometry.body, geometry.lens, geometry.legend];
            let mut top = y;
            for part in parts {
                prop_assert_eq!(part.y, top);
                top = part.bottom();
            }
            prop_assert_eq!(top, area.bottom());
            if width >= 40 {
                let text_end = geometry.text_x.right + geometry.text_width.right;
                prop_assert!(text_end < geometry.ruler.x && geometry.ruler.right() == area.right());
                if let Some(divider) = geometry.divider_x {
                    prop_assert!(geometry.text_x.left + geometry.text_width.left < geometry.mark_x);
                    prop_assert!(divider < geometry.text_x.right);
                }
            }
        }
    }
}
