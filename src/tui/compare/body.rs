//! The rows on screen: margin, texts, marks, divider.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::blocks::{Block, Sheet};
use super::folds::Item;
use super::geometry::Shape;
use super::ink::hue;
use super::kind::Kind;
use super::view::CompareView;
use crate::sides::Side;
use crate::theme::StyleRole;

/// Draws the items that are visible, each with the screen line it begins on.
pub(super) fn draw(frame: &mut Frame, view: &CompareView, sheet: &Sheet, visible: &[(usize, isize)]) {
    let body = sheet.geometry.body;
    for &(item, y) in visible {
        let block = sheet.block(item);
        for line in 0..block.text_height() {
            let at = y + line as isize;
            if at < 0 || at >= isize::from(body.height as i16) {
                continue;
            }
            let row = Rect { y: body.y + at as u16, height: 1, ..body };
            draw_line(frame, view, sheet, item, &block, line, row);
        }
    }
    if let Some(x) = sheet.geometry.divider_x {
        let style = base(sheet, StyleRole::Border);
        for y in body.y..body.bottom() {
            frame.buffer_mut().set_string(x, y, &sheet.theme.symbols.divider, style);
        }
    }
}

fn draw_line(frame: &mut Frame, view: &CompareView, sheet: &Sheet, item: usize, block: &Block, line: usize, row: Rect) {
    let geometry = sheet.geometry;
    for (column, side) in block.columns.iter().zip(Side::BOTH) {
        let area = Rect {
            x: geometry.text_x[side],
            width: geometry.text_width[side].min(row.right().saturating_sub(geometry.text_x[side])),
            ..row
        };
        frame.buffer_mut().set_style(area, ground(sheet, item, side));
        frame.render_widget(column[line].styled(sheet.theme), area);
    }
    if item == view.cursor {
        let margin = Rect { width: 1, ..row };
        frame.buffer_mut().set_style(margin, base(sheet, StyleRole::Cursor));
    }
    if line > 0 {
        return;
    }
    if item == view.cursor {
        let style = base(sheet, StyleRole::Cursor);
        frame.buffer_mut().set_string(row.x, row.y, &sheet.theme.symbols.selected, style);
    }
    if let Item::Row(index) = &sheet.items[item] {
        let text_row = &sheet.rows[*index];
        if let Some(marked) = sheet.marked.filter(|marked| text_row.cells[marked.side].starts_with(&marked.sentences)) {
            let x = geometry.text_x[marked.side].saturating_sub(1).max(row.x);
            let x = if geometry.divider_x.is_some() { x } else { row.x + 1 };
            frame.buffer_mut().set_stringn(x, row.y, "*", 1, base(sheet, StyleRole::Cursor));
        }
        let doubt = if text_row.doubtful(sheet.comparison) && text_row.kind.is_change() { "?" } else { "" };
        let mark = format!("{}{doubt}", text_row.kind.symbol(&sheet.theme.symbols));
        frame.buffer_mut().set_stringn(geometry.mark_x, row.y, mark, 2, mark_style(sheet, text_row.kind));
    }
}

/// What a side's half of a row stands on: a sentence alone has a ground of its own, and so has the empty half beside it.
fn ground(sheet: &Sheet, item: usize, side: Side) -> Style {
    let Item::Row(row) = &sheet.items[item] else { return base(sheet, StyleRole::Base) };
    match (sheet.rows[*row].kind, sheet.geometry.shape) {
        (Kind::Only(only), Shape::SideBySide) if only != side => base(sheet, StyleRole::Filler),
        (Kind::Only(Side::Left), _) => base(sheet, StyleRole::LeftLine),
        (Kind::Only(Side::Right), _) => base(sheet, StyleRole::RightLine),
        _ => base(sheet, StyleRole::Base),
    }
}

/// A mark about one side has that side's hue; the others are of both.
fn mark_style(sheet: &Sheet, kind: Kind) -> Style {
    let gutter = base(sheet, StyleRole::Gutter);
    match kind.only() {
        Some(side) => Style { fg: hue(sheet.theme, side), ..gutter },
        None => gutter,
    }
}

fn base(sheet: &Sheet, role: StyleRole) -> Style {
    sheet.theme.style(StyleRole::Base).patch(sheet.theme.style(role))
}
