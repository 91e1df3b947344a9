//! The page on screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::lens;
use super::lines::PageLine;
use super::reach::{Mark, Part, beside, ending_on};
use super::{Geometry, Reader};
use crate::text::Role;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, fit, pad};
use crate::tui::clock::Clock;
use crate::tui::compare_host::{told_apart, versions};
use crate::tui::wrap::{columns, even};

/// Draws title, text, the marks beside it, what stands behind one, and place.
pub(in crate::tui) fn draw(frame: &mut Frame<'_>, reader: &Reader, theme: &Theme, clock: &Clock) {
    let geometry = reader.geometry();
    let title = geometry.title;
    let style = theme.style(StyleRole::Title);
    frame.buffer_mut().set_style(title, style);
    let Some(version) = reader.version() else {
        frame.render_widget(Line::styled(" Reading", style), title);
        return;
    };
    let width = usize::from(title.width);
    let right = format!("{} · {}", told_apart(&reader.story, version), clock.honestly(&version.info));
    let right = fit(&right, width / 2, ellipsis(theme));
    let room = width.saturating_sub(columns(&right) + 3);
    let left = pad(&version.info.title, room, ellipsis(theme));
    frame.render_widget(Line::styled(format!(" {left} {right} "), style), title);

    let area = geometry.text;
    let begins = cursor_line(reader);
    for ((at, line), y) in reader.lines.iter().enumerate().skip(reader.top).zip(area.top()..area.bottom()) {
        let row = Rect { y, height: 1, ..area };
        frame.render_widget(even(inked(reader, line, theme)), row);
        if reader.is_marked() {
            if begins == Some(at) {
                let style = theme.style(StyleRole::Base).patch(theme.style(StyleRole::Cursor));
                frame.buffer_mut().set_string(geometry.cursor_x(), y, &theme.symbols.selected, style);
            }
            marks(frame, reader, &geometry, line, y, theme);
        }
    }
    if reader.is_marked() {
        lens::draw(frame, reader, (geometry.lens, geometry.status), theme, clock);
    } else {
        let said = Span::styled(format!(" {}", place(reader)), theme.style(StyleRole::Muted));
        frame.render_widget(Line::from(said), geometry.status);
    }
}

/// The line the cursor stands at: the first on screen of the sentence the reader is at.
fn cursor_line(reader: &Reader) -> Option<usize> {
    reader.here().and_then(|one| reader.lines_of(one)).map(|(first, last)| first.max(reader.top).min(last))
}

/// What the sentences that end on a line are told by.
fn marks(frame: &mut Frame<'_>, reader: &Reader, geometry: &Geometry, line: &PageLine, y: u16, theme: &Theme) {
    let Some((reach, (paragraph, start))) = reader.reach.as_ref().zip(line.source) else { return };
    let ending = ending_on(&reader.sentences, paragraph, start, line.text.len());
    let marks: Vec<Mark> = ending.iter().filter_map(|one| reach.mark(one.ix)).collect();
    let width = usize::from(geometry.marks.width);
    let parts = beside(&marks, width, geometry.worded, &theme.symbols.number, ellipsis(theme));
    let spans = parts.into_iter().map(|(text, part)| {
        let role = match part {
            Part::OnlyHere => StyleRole::Heading,
            Part::Differs => StyleRole::ToldDiffers,
            Part::Reach | Part::Between => StyleRole::Muted,
        };
        Span::styled(text, theme.style(role))
    });
    frame.render_widget(spans.collect::<Line<'_>>(), Rect { y, height: 1, ..geometry.marks });
}

/// A line with what was looked for in it, and the sentence the reader is at.
fn inked<'a>(reader: &'a Reader, line: &'a PageLine, theme: &Theme) -> Line<'a> {
    let style = theme.style(style_of(line.role));
    let here = reader.is_marked().then(|| within(reader, line)).flatten();
    let sentence = theme.style(StyleRole::Sentence);
    let mut spans = Vec::new();
    let plain = |from: usize, to: usize| -> Vec<Span<'a>> {
        let (start, end) = here.map_or((to, to), |(start, end)| (start.clamp(from, to), end.clamp(from, to)));
        [(from, start, false), (start, end, true), (end.max(start), to, false)]
            .into_iter()
            .filter(|(from, to, _)| from < to)
            .map(|(from, to, inside)| {
                let text = &line.text[from..to];
                if inside { Span::styled(text, sentence) } else { Span::raw(text) }
            })
            .collect()
    };
    let mut at = 0;
    for (range, role) in reader.lit(line) {
        spans.extend(plain(at, range.start));
        spans.push(Span::styled(&line.text[range.clone()], theme.style(StyleRole::Base).patch(theme.style(role))));
        at = range.end;
    }
    spans.extend(plain(at, line.text.len()));
    Line::from(spans).style(style)
}

/// The stretch of a line that belongs to the sentence the reader is at, in bytes of the line.
fn within(reader: &Reader, line: &PageLine) -> Option<(usize, usize)> {
    let one = reader.here()?;
    let (paragraph, start) = line.source.filter(|(paragraph, _)| *paragraph == one.paragraph)?;
    let end = start + line.text.len();
    (one.paragraph == paragraph && one.range.start < end && one.range.end > start)
        .then(|| (one.range.start.max(start) - start, one.range.end.min(end) - start))
}

/// How far the reader is, and which of how many versions this is.
pub(super) fn place(reader: &Reader) -> String {
    let seen = reader.top + usize::from(reader.size.1);
    let part = if seen >= reader.lines.len() { 100 } else { seen * 100 / reader.lines.len() };
    let order = versions(&reader.story);
    let at = order.iter().position(|&id| id == reader.wanted).map_or(0, |at| at + 1);
    // Beside what is said of a sentence there is less room.
    let whose = if reader.is_marked() { "" } else { " of this story" };
    match order.len() {
        0 | 1 => format!("{part} %"),
        all => format!("{at} of {all} texts{whose} · {part} %"),
    }
}

fn style_of(role: Role) -> StyleRole {
    match role {
        Role::Headline | Role::Subhead => StyleRole::Heading,
        Role::Dateline | Role::Byline | Role::Caption | Role::Credit | Role::Noise => StyleRole::Muted,
        Role::Body => StyleRole::Base,
    }
}
