//! Stories on screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Pane, Stories};
use crate::model::Story;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, lines, pad};
use crate::tui::clock::Clock;
use crate::tui::layout::{Parts, panes};
use crate::tui::wrap::{columns, even};

/// Draws title, list and outlets; `nothing` is said where the store is empty.
pub(in crate::tui) fn draw(
    frame: &mut Frame<'_>,
    parts: &Parts,
    stories: &Stories,
    nothing: &str,
    theme: &Theme,
    clock: &Clock,
) {
    title(frame, parts.title, stories, theme);
    let panes = panes(parts.body);
    if stories.total() == Some(0) {
        empty(frame, panes.list, stories, nothing, theme);
    }
    let shown = stories.top()..stories.total().unwrap_or(stories.top() + stories.height());
    for (at, y) in shown.zip(panes.list.top()..panes.list.bottom()) {
        let line = Rect { y, height: 1, ..panes.list };
        match stories.story(at) {
            Some(story) => row(frame, line, story, stories, theme, clock),
            None => frame.render_widget(Line::styled("   ", theme.style(StyleRole::Muted)), line),
        }
    }
    if let Some((line, outlets)) = panes.outlets {
        let style = theme.style(match stories.pane {
            Pane::List => StyleRole::Border,
            Pane::Outlets => StyleRole::BorderFocused,
        });
        for y in line.top()..line.bottom() {
            frame.render_widget(Span::styled(&*theme.symbols.divider, style), Rect { y, height: 1, ..line });
        }
        outlets_of(frame, outlets, stories, theme, clock);
    }
}

fn title(frame: &mut Frame<'_>, area: Rect, stories: &Stories, theme: &Theme) {
    let count = match (stories.total(), stories.filter.is_empty()) {
        (None, _) => "reading".to_owned(),
        (Some(total), true) => match stories.all() {
            Some(all) => {
                let articles: usize = all.iter().map(|story| story.articles.len()).sum();
                format!("{} · {}", many(total, "story", "stories"), many(articles, "article", "articles"))
            }
            None => format!("{} of {}", stories.selected() + 1, many(total, "story", "stories")),
        },
        (Some(total), false) => format!("{} found", many(total, "story", "stories")),
    };
    let style = theme.style(StyleRole::Title);
    frame.buffer_mut().set_style(area, style);
    let name =
        if stories.filter.is_empty() { " newsdiff".to_owned() } else { format!(" newsdiff /{}", stories.filter) };
    let room = usize::from(area.width).saturating_sub(count.chars().count() + 2);
    frame.render_widget(Line::styled(format!("{} {count} ", pad(&name, room, "")), style), area);
}

fn empty(frame: &mut Frame<'_>, area: Rect, stories: &Stories, nothing: &str, theme: &Theme) {
    let said = if stories.filter.is_empty() {
        nothing.to_owned()
    } else {
        format!("No story has \"{}\". Esc shows all stories.", stories.filter)
    };
    let width = usize::from(area.width).saturating_sub(4);
    for (line, y) in lines(&said, width, 3, "").into_iter().zip(area.top() + 1..area.bottom()) {
        let at = Rect { x: area.x + 3, y, width: area.width.saturating_sub(3), height: 1 };
        frame.render_widget(Line::styled(line, theme.style(StyleRole::Muted)), at);
    }
}

/// One story: marks, headline, and as much of outlets, versions and time as there is room for.
fn row(frame: &mut Frame<'_>, area: Rect, story: &Story, stories: &Stories, theme: &Theme, clock: &Clock) {
    let selected = stories.current().is_some_and(|current| current.id == story.id);
    let joining = stories.joining.as_ref().is_some_and(|(waits, _)| *waits == story.id);
    let symbols = &theme.symbols;
    let mark = |on: bool, mark: &str| if on { mark.to_owned() } else { " ".to_owned() };
    let state = theme.style(if story.read { StyleRole::Read } else { StyleRole::Unread });
    let muted = theme.style(StyleRole::Muted);
    let facts = facts(story, usize::from(area.width), clock);
    let room = usize::from(area.width).saturating_sub(4 + facts.chars().count() + 1);
    let base = if selected { theme.style(StyleRole::Selected) } else { Style::new() };
    // Few stories have a mark of these, which goes before the title so that no other title gives room to it.
    let by_hand = match (joining, story.pinned) {
        (true, _) => format!("{} ", symbols.joining),
        (false, true) => format!("{} ", symbols.pinned),
        (false, false) => String::new(),
    };
    let room = room.saturating_sub(columns(&by_hand));
    let line = Line::from(vec![
        Span::raw(mark(selected, &symbols.selected)),
        Span::styled(mark(!story.read, if story.changed { &symbols.changed } else { &symbols.unread }), state),
        Span::styled(mark(story.starred, &symbols.starred), theme.style(StyleRole::Starred)),
        Span::raw(" "),
        Span::styled(by_hand, theme.style(StyleRole::Starred)),
        Span::styled(pad(&story.title, room, ellipsis(theme)), state),
        Span::styled(format!(" {facts}"), if selected { Style::new() } else { muted }),
    ]);
    frame.buffer_mut().set_style(area, base);
    frame.render_widget(even(line.style(base)), area);
}

/// The figures at the end of a row, each in a column of its own so that they stand below each other.
fn facts(story: &Story, width: usize, clock: &Clock) -> String {
    let outlets = many(story.articles.len(), "outlet", "outlets");
    let count: usize = story.articles.iter().map(|article| article.versions.len()).sum();
    // One version an outlet is the rule and goes without saying.
    let edited = count > story.articles.len();
    let versions = if edited { many(count, "version", "versions") } else { String::new() };
    // Where there is room for one of the two, one outlet's versions tell more.
    let either = if edited && story.articles.len() == 1 { &versions } else { &outlets };
    let newest = story.articles.iter().map(crate::model::Article::latest).max_by_key(|version| moment(version));
    let when = newest.map_or_else(String::new, |version| {
        clock.briefly(version.published.unwrap_or(crate::model::Moment::Instant(version.seen)))
    });
    match width {
        0..44 => format!("{either:>10}"),
        44..84 => format!("{either:>10} {when:>12}"),
        _ => format!("{outlets:>10} {versions:>11} {when:>12}"),
    }
}

/// When a version was published or seen, for finding the newest.
fn moment(version: &crate::model::VersionInfo) -> jiff::Timestamp {
    match version.published {
        Some(crate::model::Moment::Instant(at)) => at,
        Some(crate::model::Moment::Day(date)) => {
            jiff::tz::TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).unwrap_or(version.seen)
        }
        None => version.seen,
    }
}

/// Each outlet's name, time, headline and beginning.
fn outlets_of(frame: &mut Frame<'_>, area: Rect, stories: &Stories, theme: &Theme, clock: &Clock) {
    let Some(story) = stories.current() else { return };
    let width = usize::from(area.width).saturating_sub(2);
    let dots = ellipsis(theme);
    let focused = stories.pane == Pane::Outlets;
    // Where all do not fit, the list begins so that the selected one does.
    let each = usize::from(area.height).max(1) / story.articles.len().max(1);
    let title_lines = if each < 7 { 1 } else { 2 };
    let lead_lines = each.saturating_sub(2 + title_lines).min(6);
    let block = 1 + title_lines + lead_lines + 1;
    let visible = (usize::from(area.height) / block).max(1);
    let first = if focused { stories.outlet.saturating_sub(visible - 1) } else { 0 };
    let mut y = area.top();
    for (at, article) in story.articles.iter().enumerate().skip(first) {
        let latest = article.latest();
        let here = focused && at == stories.outlet;
        let mark = if here { &*theme.symbols.selected } else { " " };
        let when = if latest.summary { format!("summary only · {}", clock.of(latest)) } else { clock.of(latest) };
        let several = article.versions.len() > 1;
        let when =
            if several { format!("{} · {when}", many(article.versions.len(), "version", "versions")) } else { when };
        let name_room = width.saturating_sub(when.chars().count() + 1);
        let outlet = theme.style(StyleRole::Heading).patch(theme.outlet(colour_of(&article.outlet)));
        let mut block = vec![Line::from(vec![
            Span::raw(format!("{mark} ")),
            Span::styled(pad(&article.outlet, name_room, dots), outlet),
            Span::styled(format!(" {when}"), theme.style(StyleRole::Muted)),
        ])];
        block[0].style = if here { theme.style(StyleRole::Selected) } else { Style::new() };
        block.extend(
            lines(&latest.title, width, title_lines, dots).into_iter().map(|line| Line::raw(format!("  {line}"))),
        );
        if let Some(lead) = stories.leads().get(at).filter(|_| lead_lines > 0) {
            let muted = theme.style(StyleRole::Muted);
            block.extend(
                lines(lead, width, lead_lines, dots).into_iter().map(|line| Line::styled(format!("  {line}"), muted)),
            );
        }
        block.push(Line::default());
        for line in block {
            if y >= area.bottom() {
                return;
            }
            frame.render_widget(even(line), Rect { y, height: 1, ..area });
            y += 1;
        }
    }
    let standing = standing(story, stories.by_hand);
    if !standing.is_empty() && y < area.bottom() {
        let said = lines(&standing.join(" · "), width, usize::from(area.bottom() - y).min(2), dots);
        for (line, y) in said.iter().rev().zip((y..area.bottom()).rev()) {
            let line = Line::styled(format!("  {line}"), theme.style(StyleRole::Muted));
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }
}

/// What there is to say of the selected story, each part with its role: its headline, and what each outlet's article begins with.
pub(in crate::tui) fn told_of(stories: &Stories, clock: &Clock) -> Vec<(String, StyleRole)> {
    let Some(story) = stories.current() else { return Vec::new() };
    let mut said = Vec::new();
    for (at, article) in story.articles.iter().enumerate() {
        let latest = article.latest();
        if at > 0 {
            said.push((String::new(), StyleRole::Base));
        }
        said.push((format!("{} · {}", article.outlet, clock.honestly(latest)), StyleRole::Heading));
        said.push((latest.title.clone(), StyleRole::Base));
        if let Some(lead) = stories.leads().get(at).filter(|lead| !lead.trim().is_empty()) {
            said.push((lead.clone(), StyleRole::Muted));
        }
    }
    let standing = standing(story, stories.by_hand);
    if !standing.is_empty() {
        said.push((String::new(), StyleRole::Base));
        said.push((standing.join(" · "), StyleRole::Muted));
    }
    said
}

/// How a story's articles came to stand together, and whether they stay so. `by_hand` says whether what has no likeness was grouped
/// by the reader: the sample edition and files opened together were not.
pub(in crate::tui) fn standing(story: &Story, by_hand: bool) -> Vec<String> {
    let several = story.articles.len() > 1;
    let grouped = match story.confidence {
        Some(likeness) if several => {
            Some(format!("grouped by likeness {likeness:.2}; from {:.2} on articles join", crate::cluster::JOIN))
        }
        None if by_hand => Some(if several { "grouped by you" } else { "set apart by you" }.to_owned()),
        _ => None,
    };
    let pinned = story.pinned.then(|| "pinned by you".to_owned());
    pinned.into_iter().chain(grouped).collect()
}

/// The same number for the same outlet in every story and every run, so that it keeps its colour.
fn colour_of(outlet: &str) -> usize {
    outlet.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)))
}

fn many(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    use super::standing;
    use crate::model::Story;
    use crate::tui::fixture::story;

    fn check_standing(story: &Story, by_hand: bool, expected: &str) {
        assert_eq!(standing(story, by_hand).join(" · "), expected);
    }

    #[test]
    fn a_story_says_how_it_came_to_be_grouped() {
        let mut three = story(&[1, 1, 1]);
        check_standing(&three, true, "grouped by you");
        check_standing(&three, false, "");
        three.pinned = true;
        check_standing(&three, true, "pinned by you · grouped by you");
        three.confidence = Some(0.238);
        let likeness = "grouped by likeness 0.24; from 0.16 on articles join";
        check_standing(&three, true, &format!("pinned by you · {likeness}"));
        let mut one = story(&[2]);
        check_standing(&one, true, "set apart by you");
        one.confidence = Some(1.0);
        check_standing(&one, true, "");
    }
}
