//! The timeline on screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::find::Find;
use super::revision::{Change, Revision};
use super::{ROW, Timeline};
use crate::compare::Comparison;
use crate::model::VersionInfo;
use crate::sides::Side;
use crate::text::SentenceIx;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{clean, ellipsis, fit, pad};
use crate::tui::clock::Clock;
use crate::tui::compare::Wording;
use crate::tui::layout;
use crate::tui::wrap::{columns, even};

/// Columns for when a version came.
const WHEN: usize = 19;
/// Lines a changed sentence takes at most.
const LINES: usize = 3;

/// Draws title, versions and changes.
pub(in crate::tui) fn draw(
    frame: &mut Frame<'_>,
    parts: &layout::Parts,
    timeline: &Timeline,
    theme: &Theme,
    clock: &Clock,
) {
    title(frame, parts.title, timeline, theme);
    let parts = timeline.parts(parts.body);
    let Some(article) = timeline.shown() else { return };
    let top = timeline.window(&parts);
    for (n, version) in article.versions.iter().enumerate().skip(top) {
        let y = parts.list.y + ((n - top) * ROW) as u16;
        if y >= parts.list.bottom() {
            break;
        }
        let height = (ROW as u16).min(parts.list.bottom() - y);
        let place = Rect { y, height, ..parts.list };
        let revision = timeline.revisions.as_ref().and_then(|revisions| revisions.get(n));
        let marks = (n == timeline.selected, timeline.is_news(n));
        row(frame, place, version, revision, marks, timeline.find.as_ref(), (theme, clock));
    }
    changes(frame, parts.changes, timeline, theme);
}

fn title(frame: &mut Frame<'_>, area: Rect, timeline: &Timeline, theme: &Theme) {
    let style = theme.style(StyleRole::Title);
    frame.buffer_mut().set_style(area, style);
    let Some(article) = timeline.shown() else { return };
    let width = usize::from(area.width);
    let versions = article.versions.len();
    let mut facts = format!("{} of {versions} version{}", timeline.selected + 1, if versions == 1 { "" } else { "s" });
    if timeline.story.articles.len() > 1 && width >= 70 {
        facts = format!("{facts} · outlet {} of {}", timeline.article + 1, timeline.story.articles.len());
    }
    let room = width.saturating_sub(columns(&facts) + 3);
    let name = format!("{} · {}", clean(&article.outlet), clean(&article.latest().title));
    let text = format!(" {} {facts} ", pad(&name, room, ellipsis(theme)));
    frame.render_widget(Line::styled(text, style), area);
}

/// One version: when it came and what it changed, and below that its headline.
fn row(
    frame: &mut Frame<'_>,
    area: Rect,
    version: &VersionInfo,
    revision: Option<&Revision>,
    (here, news): (bool, bool),
    find: Option<&Find>,
    (theme, clock): (&Theme, &Clock),
) {
    let ground = if here { theme.style(StyleRole::Selected) } else { Style::new() };
    let over = |style: Style| if here { style.patch(ground) } else { style };
    frame.buffer_mut().set_style(area, ground);
    let mark = if here { &*theme.symbols.selected } else { " " };
    let dots = ellipsis(theme);
    let width = usize::from(area.width);
    let when = pad(&clock.honestly(version), WHEN.min(width / 3), dots);
    let room = width.saturating_sub(columns(&when) + 4);
    let summary = revision.map_or_else(|| vec!["comparing".to_owned()], Revision::summary);
    let since = news.then(|| format!("{} changed since you read it", theme.symbols.changed));
    let summary = joined(&since.into_iter().chain(summary).collect::<Vec<_>>(), room);
    let first = Line::from(vec![
        Span::styled(format!("{mark} "), over(Style::new())),
        Span::styled(when.clone(), over(theme.style(StyleRole::Muted))),
        Span::styled(format!(" {}", fit(&summary, room, dots)), over(theme.style(StyleRole::Heading))),
    ]);
    frame.render_widget(even(first), Rect { height: 1, ..area });
    if area.height > 1 {
        let title = fit(&version.title, width.saturating_sub(5), dots);
        let changed = revision.is_some_and(|revision| revision.headline);
        let role = if changed { StyleRole::Base } else { StyleRole::Muted };
        let line = Line::from(Span::styled(format!("    {title}"), over(theme.style(role))));
        let line = find.map_or(line.clone(), |find| find.lit(line, theme));
        frame.render_widget(even(line), Rect { y: area.y + 1, height: 1, ..area });
    }
}

/// As many parts as fit, the first ones first.
fn joined(parts: &[String], room: usize) -> String {
    let mut said = String::new();
    for part in parts {
        let longer = if said.is_empty() { part.clone() } else { format!("{said} · {part}") };
        if !said.is_empty() && columns(&longer) > room {
            break;
        }
        said = longer;
    }
    said
}

/// A rule, and the changes of the selected version as far as there is room.
fn changes(frame: &mut Frame<'_>, area: Rect, timeline: &Timeline, theme: &Theme) {
    if area.height < 2 {
        return;
    }
    let rule = theme.symbols.rule.repeat(usize::from(area.width));
    frame.render_widget(Line::styled(rule, theme.style(StyleRole::Border)), Rect { height: 1, ..area });
    let inner = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let muted = theme.style(StyleRole::Muted);
    let width = usize::from(inner.width).saturating_sub(5);
    let revision = timeline.revisions.as_ref().and_then(|revisions| revisions.get(timeline.selected));
    let mut said: Vec<Line<'static>> = Vec::new();
    match (revision, &timeline.failed) {
        (None, failed) => {
            let said_here = failed.as_deref().unwrap_or("Comparing every version with the one before");
            said.push(Line::styled(format!("  {}", fit(said_here, width, ellipsis(theme))), muted));
        }
        (Some(revision), _) => match &revision.comparison {
            None => said.push(Line::styled("  The first version.", muted)),
            Some(comparison) => {
                let find = timeline.find.as_ref();
                let room = (usize::from(inner.height), width);
                said.extend(listed(revision, comparison, room, find, theme));
            }
        },
    }
    if let Some(find) = &timeline.find {
        said = said.into_iter().map(|line| find.lit(line, theme)).collect();
    }
    for (line, y) in said.into_iter().zip(inner.top()..inner.bottom()) {
        frame.render_widget(even(line), Rect { y, height: 1, ..inner });
    }
}

impl Timeline {
    /// Every change of the selected version, in `width` columns; nothing where it changed nothing or is not known yet.
    pub(in crate::tui) fn info(&self, width: usize, theme: &Theme) -> Vec<Line<'static>> {
        let revision = self.revisions.as_ref().and_then(|revisions| revisions.get(self.selected));
        let changed = revision.and_then(|revision| Some((revision, revision.comparison.as_ref()?)));
        changed.map_or_else(Vec::new, |(revision, comparison)| {
            let all = revision.changes();
            all.iter()
                .flat_map(|change| block(change, comparison, (width.saturating_sub(4).max(1), usize::MAX), theme))
                .collect()
        })
    }
}

/// The changes in `room` lines of `width` columns, from the first that has the words looked for; where they are more, the first and
/// the last line say how many.
fn listed(
    revision: &Revision,
    comparison: &Comparison,
    (room, width): (usize, usize),
    find: Option<&Find>,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let changes = revision.changes();
    let mut said: Vec<Line<'static>> = Vec::new();
    if changes.is_empty() {
        let words = if revision.headline { "Only the headline changed." } else { "No sentence changed." };
        said.push(Line::styled(format!("  {words}"), theme.style(StyleRole::Muted)));
    }
    let first =
        find.and_then(|find| changes.iter().position(|change| find.is_in_change(revision, change))).unwrap_or(0);
    if first > 0 {
        let above = format!("  {first} above this");
        said.push(Line::styled(above, theme.style(StyleRole::Muted)));
    }
    for (n, change) in changes.iter().enumerate().skip(first) {
        let block = block(change, comparison, (width, LINES), theme);
        let left = changes.len() - n;
        let last = left == 1;
        if said.len() + block.len() > room - usize::from(!last) {
            let more = format!("  and {left} more");
            said.push(Line::styled(fit(&more, width, ellipsis(theme)), theme.style(StyleRole::Muted)));
            break;
        }
        said.extend(block);
    }
    said
}

/// One change in so many columns: its mark, and the words with theirs, each wording in so many lines at most.
fn block(
    change: &Change<'_>,
    comparison: &Comparison,
    (width, most): (usize, usize),
    theme: &Theme,
) -> Vec<Line<'static>> {
    let one = |side: Side, sentences: &[SentenceIx], link| {
        Wording::against(comparison, link, side, sentences, side, theme.brackets).lines(width, most, theme)
    };
    let (mark, style, text) = match change {
        Change::Added(ix) => ("+", theme.style(StyleRole::Added), one(Side::Right, &[*ix], None)),
        Change::Cut(ix) => ("-", theme.style(StyleRole::Removed), one(Side::Left, &[*ix], None)),
        Change::Edited(link) => {
            let symbols = &theme.symbols;
            let mark = if link.class == crate::compare::LinkClass::Same { &symbols.moved } else { &symbols.reworded };
            let mut text = Vec::new();
            if link.class != crate::compare::LinkClass::Same {
                text.extend(one(Side::Left, &link.sentences.left, Some(link)));
            }
            text.extend(one(Side::Right, &link.sentences.right, Some(link)));
            (&**mark, theme.style(StyleRole::Gutter), text)
        }
    };
    let leads = std::iter::once(mark.to_owned()).chain(std::iter::repeat(" ".to_owned()));
    leads
        .zip(text)
        .map(|(lead, line)| {
            let mut spans = vec![Span::raw("  "), Span::styled(lead, style), Span::raw(" ")];
            spans.extend(line.spans);
            Line::from(spans)
        })
        .collect()
}
