//! The page on screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Reader;
use super::lines::PageLine;
use crate::text::Role;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, fit, pad};
use crate::tui::clock::Clock;
use crate::tui::compare_host::versions;
use crate::tui::layout::{Parts, page};
use crate::tui::wrap::{columns, even};

/// Draws title, text and place.
pub(in crate::tui) fn draw(
    frame: &mut Frame<'_>,
    parts: &Parts,
    reader: &Reader,
    measure: u16,
    theme: &Theme,
    clock: &Clock,
) {
    let style = theme.style(StyleRole::Title);
    frame.buffer_mut().set_style(parts.title, style);
    let Some(version) = reader.version() else {
        frame.render_widget(Line::styled(" Reading", style), parts.title);
        return;
    };
    let width = usize::from(parts.title.width);
    let right = format!("{} · {} ", version.outlet, clock.honestly(&version.info));
    let right = fit(&right, width / 2, ellipsis(theme));
    let room = width.saturating_sub(columns(&right) + 2);
    let left = pad(&version.info.title, room, ellipsis(theme));
    frame.render_widget(Line::styled(format!(" {left} {right}"), style), parts.title);

    let area = page(parts.body, measure);
    for (line, y) in reader.lines.iter().skip(reader.top).zip(area.top()..area.bottom()) {
        frame.render_widget(even(inked(reader, line, theme)), Rect { y, height: 1, ..area });
    }
    frame.render_widget(place(reader, theme), parts.status);
}

/// A line with what was looked for in it.
fn inked<'a>(reader: &'a Reader, line: &'a PageLine, theme: &Theme) -> Line<'a> {
    let style = theme.style(style_of(line.role));
    let mut spans = Vec::new();
    let mut at = 0;
    for (range, role) in reader.lit(line) {
        spans.push(Span::raw(&line.text[at..range.start]));
        spans.push(Span::styled(&line.text[range.clone()], theme.style(StyleRole::Base).patch(theme.style(role))));
        at = range.end;
    }
    spans.push(Span::raw(&line.text[at..]));
    Line::from(spans).style(style)
}

/// How far the reader is, and which of how many versions this is.
fn place<'a>(reader: &Reader, theme: &Theme) -> Line<'a> {
    let seen = reader.top + usize::from(reader.size.1);
    let part = if seen >= reader.lines.len() { 100 } else { seen * 100 / reader.lines.len() };
    let order = versions(&reader.story);
    let at = order.iter().position(|&id| id == reader.wanted).map_or(0, |at| at + 1);
    let said = if order.len() > 1 {
        format!(" {at} of {} texts of this story · {part} %", order.len())
    } else {
        format!(" {part} %")
    };
    Line::from(Span::styled(said, theme.style(StyleRole::Muted)))
}

fn style_of(role: Role) -> StyleRole {
    match role {
        Role::Headline | Role::Subhead => StyleRole::Heading,
        Role::Dateline | Role::Byline | Role::Caption | Role::Credit | Role::Noise => StyleRole::Muted,
        Role::Body => StyleRole::Base,
    }
}
