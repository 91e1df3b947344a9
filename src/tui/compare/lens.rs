//! The pair under the cursor, one wording above the other, and why the two were paired.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use super::blocks::Sheet;
use super::folds::Item;
use super::ink::{Ink, InkLine, Tone};
use super::spans::{Inked, Wanted, cell};
use super::stacked::letter;
use super::view::CompareView;
use super::{badge, hand, header, reasons};
use crate::sides::{Side, Sides};
use crate::theme::StyleRole;
use crate::tui::cells::{ellipsis, lines};
use crate::tui::wrap::{columns, even, grapheme_columns};

/// The letter and the spaces around it.
const TAG: u16 = 5;

/// Draws a rule, both wordings if there are lines for them, and the reasons, as far as there is room for them.
pub(super) fn draw(frame: &mut Frame, view: &CompareView, sheet: &Sheet) {
    let area = sheet.geometry.lens;
    if area.height < 2 {
        return;
    }
    let theme = sheet.theme;
    let (base, muted) = (theme.style(StyleRole::Base), theme.style(StyleRole::Muted));
    header::line(frame, Rect { height: 1, ..area }, theme, base.patch(theme.style(StyleRole::Border)));
    let Some(item) = view.items.get(view.cursor) else { return };
    let pair = pair(view, sheet, item);
    if area.height >= 4 {
        for (y, side) in (area.y + 1..).zip(Side::BOTH) {
            let line = Rect { x: area.x, y, width: area.width, height: 1 };
            let tag =
                Line::from(vec![Span::raw("  "), Span::styled(letter(side), Ink::tone(Tone::Tag(side)).style(theme))]);
            frame.render_widget(tag, line);
            let text = Rect { x: line.x + TAG.min(line.width), width: line.width.saturating_sub(TAG + 1), ..line };
            let window = pair[side]
                .as_ref()
                .map_or_else(InkLine::default, |inked| window(inked, usize::from(text.width), ellipsis(theme)));
            frame.render_widget(window.styled(theme), text);
        }
    }
    let rows = sheet.geometry.reasons.min(area.height - 1);
    let position = header::position(view);
    let indent = if sheet.geometry.divider_x.is_some() || area.height >= 4 { TAG } else { 2 };
    let room = usize::from(area.width).saturating_sub(usize::from(indent) + columns(&position) + 3);
    let said = reasons::said(view, item, false).join(" · ").replace('…', ellipsis(theme));
    let first = area.bottom() - rows;
    for (text, y) in lines(&said, room, usize::from(rows), ellipsis(theme)).into_iter().zip(first..area.bottom()) {
        let at = Rect { x: area.x + indent.min(area.width), y, width: area.width.saturating_sub(indent), height: 1 };
        frame.render_widget(even(Line::styled(text, base.patch(muted))), at);
    }
    let x = area.right().saturating_sub(columns(&position) as u16 + 1).max(area.x);
    let at = Rect { x, y: first, width: area.right() - x, height: 1 };
    frame.render_widget(Line::styled(position, base), at);
}

/// The two wordings of an item; of a fold, of what it begins with.
pub(super) fn pair(view: &CompareView, sheet: &Sheet, item: &Item) -> Sides<Option<Inked>> {
    let row = &view.rows[item.rows().start];
    // A sentence said again has an empty half beside it; here its partner can be read too.
    let elsewhere = badge::told_elsewhere(&view.comparison, row);
    // The same holds for one that the reader took from its partner.
    let apart = hand::kept_apart(&view.comparison, row).first().map(|pair| pair.map(|ix| vec![ix]));
    let apart = apart.filter(|_| row.link.is_none());
    let wanted = match (elsewhere, &apart) {
        (Some(link), _) => Wanted { cells: &link.sentences, link: Some(link), ..sheet.wanted(row) },
        (None, Some(cells)) => Wanted { cells, ..sheet.wanted(row) },
        (None, None) => sheet.wanted(row),
    };
    Sides::from_fn(|side| cell(wanted, side, Tone::Same))
}

/// The stretch of a text that shows its first mark, cut to `width` columns at both ends, each with an `ellipsis`.
pub(super) fn window(inked: &Inked, width: usize, ellipsis: &str) -> InkLine {
    let text = inked.text();
    let mark = inked.first_mark().unwrap_or(0);
    if columns(text) <= width || columns(&text[..mark]) < width / 2 {
        return inked.line(0, text.len()).cut(width, ellipsis);
    }
    // A third of the line goes to what leads up to the mark, more where less follows it, from the beginning of a word.
    let mut start = mark;
    let mut room = (width / 3).max(width.saturating_sub(columns(&text[mark..]) + columns(ellipsis) + 1));
    for (at, grapheme) in text[..mark].grapheme_indices(true).rev() {
        let Some(left) = room.checked_sub(grapheme_columns(grapheme)) else { break };
        room = left;
        start = at;
    }
    start = text[start..mark].find(' ').map_or(start, |space| start + space + 1);
    // Sentences that stand apart have the same sign between them.
    let cut = format!("{ellipsis} ");
    start += if text[start..].starts_with(&cut) { cut.len() } else { 0 };
    let mut line = InkLine::new(cut, Ink::default());
    line.pieces.extend(inked.line(start, text.len()).pieces);
    line.cut(width, ellipsis)
}
