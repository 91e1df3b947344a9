//! The choice of the form a comparison or a grid of claims is exported in.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::Line;

use super::{boxed, entry_at, inside};
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, pad};
use crate::tui::layout::popup;

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Form {
    /// A page for a browser.
    Html,
    /// Markdown.
    Markdown,
    /// Columns of text.
    Text,
    /// JSON.
    Json,
}

impl Form {
    /// All of them, in the order of the menu.
    const ALL: [Form; 4] = [Form::Html, Form::Markdown, Form::Text, Form::Json];

    /// How the names of such files end.
    pub(in crate::tui) fn ending(self) -> &'static str {
        match self {
            Form::Html => "html",
            Form::Markdown => "md",
            Form::Text => "txt",
            Form::Json => "json",
        }
    }

    fn says(self) -> &'static str {
        match self {
            Form::Html => "HTML: a page to send to somebody",
            Form::Markdown => "Markdown: to paste where people discuss",
            Form::Text => "Text: two columns, or a grid of claims",
            Form::Json => "JSON: for programs",
        }
    }
}

/// The menu, the cursor on one form.
#[derive(Debug, Default)]
pub(in crate::tui) struct Exporter {
    selected: usize,
}

impl Exporter {
    /// The form under the cursor.
    pub(in crate::tui) fn form(&self) -> Form {
        Form::ALL[self.selected]
    }

    /// Moves the cursor as far as it goes.
    pub(in crate::tui) fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(Form::ALL.len() - 1);
    }

    /// A click at a cell of the terminal puts the cursor on the form there; whether it was there already.
    pub(in crate::tui) fn click(&mut self, size: Size, cell: (u16, u16)) -> bool {
        let Some(at) = entry_at(inside(place(size)), 0, Form::ALL.len(), cell) else { return false };
        std::mem::replace(&mut self.selected, at) == at
    }

    /// Draws the menu in the middle of the screen.
    pub(in crate::tui) fn draw(&self, frame: &mut Frame<'_>, theme: &Theme) {
        let size = Size::new(frame.area().width, frame.area().height);
        let inner = boxed(frame, place(size), "Export to a file", theme);
        for ((at, form), y) in Form::ALL.iter().enumerate().zip(inner.top()..inner.bottom()) {
            let here = at == self.selected;
            let mark = if here { &*theme.symbols.selected } else { " " };
            let text = pad(form.says(), usize::from(inner.width).saturating_sub(2), ellipsis(theme));
            let style = theme.style(if here { StyleRole::Selected } else { StyleRole::Popup });
            frame.render_widget(Line::styled(format!("{mark} {text}"), style), Rect { y, height: 1, ..inner });
        }
    }
}

/// Where the menu stands on a screen.
fn place(size: Size) -> Rect {
    popup(size, 46, Form::ALL.len() as u16 + 2)
}
