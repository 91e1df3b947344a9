//! One line that says what the marks mean, for the first visit.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::blocks::Sheet;
use crate::theme::StyleRole;
use crate::tui::wrap::columns;

/// Draws as many entries as there is room for.
pub(super) fn draw(frame: &mut Frame, sheet: &Sheet) {
    let area = sheet.geometry.legend;
    if area.height == 0 {
        return;
    }
    let symbols = &sheet.theme.symbols;
    let entries = [
        (symbols.reworded.clone(), "other words"),
        (symbols.number.clone(), "fact differs"),
        (symbols.quote.clone(), "quote differs"),
        (format!("{} {}", symbols.only_left, symbols.only_right), "only here"),
        (symbols.moved.clone(), "elsewhere"),
        (symbols.split.clone(), "one against several"),
        ("?".to_owned(), "maybe a pair"),
    ];
    let base = sheet.theme.style(StyleRole::Base);
    let (mark, words) =
        (base.patch(sheet.theme.style(StyleRole::Gutter)), base.patch(sheet.theme.style(StyleRole::Muted)));
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    for (symbol, meaning) in entries {
        let wide = columns(&symbol) + columns(meaning) + 4;
        if used + wide > usize::from(area.width) {
            break;
        }
        used += wide;
        spans.extend([
            Span::raw(" "),
            Span::styled(symbol, mark),
            Span::raw(" "),
            Span::styled(meaning, words),
            Span::raw("  "),
        ]);
    }
    frame.render_widget(Line::from(spans), area);
}
