//! The Compare screen: two versions side by side, as a component the shell hosts.
//!
//! [`CompareView`] is plain data that changes in [`CompareView::apply`] and its kin; [`draw`] shows it and never changes it.
//! Both are given the same area and theme, because where a line breaks depends on them.

mod view;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub use view::{Anchor, CompareView, Handled, Heading, Layout, ViewSettings};

use crate::sides::Side;
use crate::theme::Theme;

/// Draws the comparison into `area`; below 40 by 8 it draws what fits.
pub fn draw(frame: &mut Frame, area: Rect, view: &CompareView, _theme: &Theme) {
    let comparison = view.comparison();
    let rows = comparison.rows.iter().skip(view.cursor()).take(usize::from(area.height));
    for (line, row) in rows.enumerate() {
        let texts = Side::BOTH.map(|side| {
            let cell = row.cells[side].iter();
            cell.map(|&ix| comparison.documents[side].sentence_text(ix)).collect::<Vec<_>>().join(" ")
        });
        let at = Rect { y: area.y + line as u16, height: 1, ..area };
        frame.render_widget(Line::raw(texts.join(" | ")), at);
    }
}
