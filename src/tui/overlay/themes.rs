//! The choice of a theme; the screen behind shows each one at once.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::Line;

use super::boxed;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::pad;
use crate::tui::layout::{follow, popup};

/// The names to choose from, and the theme to go back to.
#[derive(Debug)]
pub(in crate::tui) struct Picker {
    names: Vec<String>,
    selected: usize,
    /// The theme before.
    pub(in crate::tui) before: Box<Theme>,
}

impl Picker {
    /// Opens on the theme that is shown.
    pub(in crate::tui) fn new(names: Vec<String>, current: &Theme) -> Picker {
        let selected = names.iter().position(|name| *name == current.name).unwrap_or(0);
        Picker { names, selected, before: Box::new(current.clone()) }
    }

    /// The name under the cursor.
    pub(in crate::tui) fn name(&self) -> Option<&str> {
        self.names.get(self.selected).map(String::as_str)
    }

    /// Moves the cursor as far as it goes.
    pub(in crate::tui) fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.names.len().saturating_sub(1));
    }

    /// Draws the list in the corner, so that the screen it changes stays in sight.
    pub(in crate::tui) fn draw(&self, frame: &mut Frame<'_>, theme: &Theme) {
        let size = Size::new(frame.area().width, frame.area().height);
        let wanted = popup(size, 30, (self.names.len() as u16).saturating_add(2));
        let area = Rect { x: size.width.saturating_sub(wanted.width + 1), y: 1, ..wanted };
        let inner = boxed(frame, area.intersection(frame.area()), "Theme", theme);
        let top = follow(0, self.selected, usize::from(inner.height), self.names.len());
        let shown = self.names.iter().enumerate().skip(top);
        for ((at, name), y) in shown.zip(inner.top()..inner.bottom()) {
            let here = at == self.selected;
            let mark = if here { &*theme.symbols.selected } else { " " };
            let text = format!("{mark} {}", pad(name, usize::from(inner.width).saturating_sub(2), "."));
            let style = theme.style(if here { StyleRole::Selected } else { StyleRole::Popup });
            frame.render_widget(Line::styled(text, style), Rect { y, height: 1, ..inner });
        }
    }
}
