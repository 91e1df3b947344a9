//! All there is to say of what the cursor is on: both wordings whole, and every reason, where the lines below the texts cut them.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::ink::{Ink, Tone};
use super::stacked::letter;
use super::view::CompareView;
use super::{lens, reasons};
use crate::sides::Side;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{clean, ellipsis, fit, lines};

impl CompareView {
    /// The lines of it, no wider than `width` columns; none where both texts are empty.
    pub fn info(&self, width: usize, theme: &Theme) -> Vec<Line<'static>> {
        let Some(item) = self.items.get(self.cursor) else { return Vec::new() };
        // Wordings depend on no place on the screen.
        let sheet = self.sheet(Rect { width: u16::try_from(width).unwrap_or(u16::MAX), ..Rect::default() }, theme);
        let pair = lens::pair(self, &sheet, item);
        let mut said = Vec::new();
        for side in Side::BOTH {
            let Some(inked) = &pair[side] else { continue };
            let name = fit(&clean(&self.titles[side].outlet), width.saturating_sub(2), ellipsis(theme));
            said.push(Line::from(vec![
                Span::styled(letter(side), Ink::tone(Tone::Tag(side)).style(theme)),
                Span::styled(format!(" {name}"), theme.style(StyleRole::Heading)),
            ]));
            let wrapped = inked.lines(width.saturating_sub(2).max(1));
            said.extend(wrapped.iter().map(|line| {
                let pieces = line.pieces.iter().map(|(text, ink)| Span::styled(text.clone(), ink.style(theme)));
                std::iter::once(Span::raw("  ")).chain(pieces).collect::<Line<'_>>()
            }));
            said.push(Line::default());
        }
        for reason in reasons::said(self, item, true) {
            let wrapped = lines(&reason, width.saturating_sub(2).max(1), usize::MAX, "");
            let leads = std::iter::once("").chain(std::iter::repeat("  "));
            said.extend(leads.zip(wrapped).map(|(lead, line)| Line::raw(format!("{lead}{line}"))));
        }
        said
    }
}
