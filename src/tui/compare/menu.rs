//! The small menu of kinds of change.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear};

use super::kind::Filter;
use super::view::CompareView;
use crate::theme::{StyleRole, Theme};
use crate::tui::overlay::border;

/// The widest name, the mark of the line the reader is on, and the border.
const WIDTH: u16 = 24;

/// The line of the menu at a cell of the terminal.
pub(super) fn line_at(area: Rect, column: u16, row: u16) -> Option<usize> {
    let inner = inner(place(area));
    inner.contains((column, row).into()).then(|| usize::from(row - inner.y)).filter(|line| *line < Filter::ALL.len())
}

/// Draws the menu if it is open.
pub(super) fn draw(frame: &mut Frame, area: Rect, view: &CompareView, theme: &Theme) {
    let Some(chosen) = view.menu else { return };
    let place = place(area);
    let popup = theme.style(StyleRole::Base).patch(theme.style(StyleRole::Popup));
    frame.render_widget(Clear, place);
    let frame_style = theme.style(StyleRole::BorderFocused);
    let block = Block::bordered().border_set(border(theme)).title(" Show ").style(popup).border_style(frame_style);
    frame.render_widget(block, place);
    let inner = inner(place);
    for (k, filter) in Filter::ALL.iter().enumerate().take(usize::from(inner.height)) {
        let line = Rect { y: inner.y + k as u16, height: 1, ..inner };
        let (mark, style) = if k == chosen {
            (theme.symbols.selected.as_str(), popup.patch(theme.style(StyleRole::Selected)))
        } else {
            (" ", popup)
        };
        let current = if *filter == view.filter { " *" } else { "" };
        frame.render_widget(Line::raw(format!("{mark} {}{current}", filter.name())).style(style), line);
    }
}

fn place(area: Rect) -> Rect {
    let (width, height) = (WIDTH.min(area.width), (Filter::ALL.len() as u16 + 2).min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

fn inner(place: Rect) -> Rect {
    Rect {
        x: place.x + 1.min(place.width),
        y: place.y + 1.min(place.height),
        width: place.width.saturating_sub(2),
        height: place.height.saturating_sub(2),
    }
}
