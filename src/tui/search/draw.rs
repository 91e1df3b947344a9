//! Search on screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Search, height};
use crate::store::{Hit, Snippet};
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, fit, lines, pad, typed};
use crate::tui::clock::Clock;
use crate::tui::layout::Parts;
use crate::tui::wrap::{columns, even};

/// The widest an outlet's name is, and what a moment takes.
const OUTLET: usize = 20;
const WHEN: usize = 14;

/// What can be typed, said while nothing is.
const HELP: &[&str] = &[
    "Words anywhere in an article: harbour bridge. The last word may be the beginning of one.",
    "\"in march\" finds words that stand together, -ferry what must not be there.",
    "outlet:ledger, date:week, date:2026-04, is:unread, is:starred and is:changed narrow it down.",
];

/// Draws title and what was found; the words being typed are drawn by the host.
pub(in crate::tui) fn draw(frame: &mut Frame<'_>, parts: &Parts, search: &Search, theme: &Theme, clock: &Clock) {
    title(frame, parts.title, search, theme);
    let body = parts.body;
    if search.hits().is_empty() {
        nothing(frame, body, search, theme);
    }
    let top = search.window(body);
    let high = height(body);
    for (n, (hit, _)) in search.hits().iter().enumerate().skip(top) {
        let y = body.y + (n - top) as u16 * high;
        if y >= body.bottom() {
            break;
        }
        let place = Rect { y, height: high.min(body.bottom() - y), ..body };
        article(frame, place, hit, n == search.selected, (theme, clock));
    }
    if !search.typing {
        let words = format!(" /{}", typed(&search.text));
        let words = fit(&words, usize::from(parts.status.width), ellipsis(theme));
        frame.render_widget(Line::styled(format!(" {words}"), theme.style(StyleRole::Info)), parts.status);
    }
}

fn title(frame: &mut Frame<'_>, area: Rect, search: &Search, theme: &Theme) {
    let style = theme.style(StyleRole::Title);
    frame.buffer_mut().set_style(area, style);
    let total = search.total();
    let count = match (search.text.trim().is_empty(), search.answered.is_some(), &search.found) {
        (true, ..) | (_, _, Err(_)) => String::new(),
        (_, false, _) => "searching".to_owned(),
        (..) if total == 1 => "1 article".to_owned(),
        (..) => format!("{total} articles"),
    };
    let place = if search.hits().len() > 1 { format!("{} of ", search.selected + 1) } else { String::new() };
    let count = format!("{place}{count}");
    let room = usize::from(area.width).saturating_sub(columns(&count) + 3);
    frame.render_widget(Line::styled(format!(" {} {count} ", pad("Search", room, "")), style), area);
}

/// What can be typed, what is wrong with it, or that it is nowhere.
fn nothing(frame: &mut Frame<'_>, area: Rect, search: &Search, theme: &Theme) {
    let width = usize::from(area.width).saturating_sub(4);
    let said: Vec<String> = match &search.found {
        Err(wrong) => vec![wrong.clone()],
        Ok(_) if search.text.trim().is_empty() => HELP.iter().map(|&line| line.to_owned()).collect(),
        Ok(_) if search.answered.is_none() => Vec::new(),
        Ok(_) => vec!["No article has this.".to_owned()],
    };
    let lines = said.iter().flat_map(|said| lines(said, width, 4, ellipsis(theme)));
    for (line, y) in lines.zip(area.top() + 1..area.bottom()) {
        let at = Rect { x: area.x + 3, y, width: area.width.saturating_sub(3), height: 1 };
        frame.render_widget(Line::styled(line, theme.style(StyleRole::Muted)), at.intersection(area));
    }
}

/// One article: outlet, when, headline, and the sentence it was found by.
fn article(frame: &mut Frame<'_>, area: Rect, hit: &Hit, here: bool, (theme, clock): (&Theme, &Clock)) {
    let ground = if here { theme.style(StyleRole::Selected) } else { Style::new() };
    frame.buffer_mut().set_style(area, ground);
    let over = |role: StyleRole| if here { theme.style(role).patch(ground) } else { theme.style(role) };
    let dots = ellipsis(theme);
    let width = usize::from(area.width);
    let mark = if here { &*theme.symbols.selected } else { " " };
    let (outlet, when) = (pad(&hit.outlet, OUTLET.min(width / 4), dots), pad(&clock.briefly(hit.moment), WHEN, dots));
    let line = |n: u16| Rect { y: area.y + n, height: 1, ..area };
    let mut first = vec![
        Span::styled(format!("{mark} "), over(StyleRole::Base)),
        Span::styled(format!("{outlet} "), over(StyleRole::Heading)),
        Span::styled(when.clone(), over(StyleRole::Muted)),
    ];
    if area.width >= super::WIDE {
        let room = width.saturating_sub(columns(&outlet) + columns(&when) + 5);
        first.push(Span::styled(format!(" {}", fit(&hit.title, room, dots)), over(StyleRole::Base)));
    } else if area.height > 1 {
        let title = fit(&hit.title, width.saturating_sub(3), dots);
        frame.render_widget(Line::styled(format!("  {title}"), over(StyleRole::Base)), line(1));
    }
    frame.render_widget(even(Line::from(first)), line(0));
    let last = super::height(area) - 1;
    if area.height > last {
        let mut spans = vec![Span::styled("    ", ground)];
        let (words, lit) = (over(StyleRole::Muted), theme.style(StyleRole::Base).patch(theme.style(StyleRole::Match)));
        spans.extend(snippet(&hit.snippet, width.saturating_sub(6), dots, (words, lit)));
        frame.render_widget(even(Line::from(spans)), line(last));
    }
}

/// The sentence with what was looked for marked in it, from where the first of it is in sight.
fn snippet(snippet: &Snippet, width: usize, dots: &str, (words, lit): (Style, Style)) -> Vec<Span<'static>> {
    let text = &snippet.text;
    let first = snippet.found.first().map_or(0, |range| range.start);
    // What leads up to the first find has a third of the line at most, from the beginning of a word.
    let begin = if columns(&text[..first]) + 12 <= width {
        0
    } else {
        let far = text[..first].char_indices().rev().take(width / 3).last().map_or(first, |(at, _)| at);
        text[far..first].find(' ').map_or(first, |space| far + space + 1)
    };
    let mut pieces: Vec<(String, Style)> = Vec::new();
    if begin > 0 {
        pieces.push((format!("{dots} "), words));
    }
    let mut at = begin;
    for range in snippet.found.iter().filter(|range| range.start >= begin) {
        pieces.push((typed(&text[at..range.start]), words));
        pieces.push((typed(&text[range.clone()]), lit));
        at = range.end;
    }
    pieces.push((typed(&text[at..]), words));
    let mut left = width;
    let mut spans = Vec::new();
    for (piece, style) in pieces {
        let piece = piece.replace('…', dots);
        let wide = columns(&piece);
        if wide <= left {
            spans.push(Span::styled(piece, style));
            left -= wide;
            continue;
        }
        // `fit` takes away the space at an end; the cut is the end of the line, where none is missed.
        let space = if piece.starts_with(' ') && left > 0 { " " } else { "" };
        spans.push(Span::styled(format!("{space}{}", fit(&piece, left.saturating_sub(space.len()), dots)), style));
        break;
    }
    spans
}
