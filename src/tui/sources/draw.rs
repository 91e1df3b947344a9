//! The sources on screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::said::{self, Keys};
use super::{Followed, Parts, Sources};
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{clean, ellipsis, lines, pad};
use crate::tui::clock::Clock;
use crate::tui::command::Command;
use crate::tui::keymap::Keymap;
use crate::tui::layout;
use crate::tui::round::Round;
use crate::tui::wrap::{columns, even};

/// Columns for marks before the name.
const MARKS: usize = 3;
/// Columns for a stretch of time, and for a count.
const TIME: usize = 10;
const COUNT: usize = 8;
/// From these widths on a row says when it was read, and all the rest.
const WITH_TIME: usize = 56;
const WITH_ALL: usize = 96;
/// Lines an address or a sentence takes at most among the details.
const LINES: usize = 2;

/// What a frame of the screen is drawn from.
pub(in crate::tui) struct Look<'a> {
    /// The round that runs, and the last ones.
    pub(in crate::tui) round: &'a Round,
    /// Colours and marks.
    pub(in crate::tui) theme: &'a Theme,
    /// How times are said.
    pub(in crate::tui) clock: &'a Clock,
    /// The keys to name.
    pub(in crate::tui) keymap: &'a Keymap,
}

/// Draws title, list and details.
pub(in crate::tui) fn draw(frame: &mut Frame<'_>, parts: &layout::Parts, sources: &Sources, look: &Look<'_>) {
    title(frame, parts.title, sources, look.theme);
    let Some(current) = sources.current() else {
        nothing(frame, parts.body, sources, look);
        return;
    };
    let parts = Parts::new(parts.body);
    let shape = Shape::new(usize::from(parts.list.width), sources.followed());
    if parts.names.height > 0 {
        let text = shape.row(["source", "kind", "articles", "read", "due", "state"], ellipsis(look.theme));
        let text = format!("{}{}", " ".repeat(MARKS), text.concat());
        frame.render_widget(Line::styled(text, look.theme.style(StyleRole::Muted)), parts.names);
    }
    let top = sources.window(parts.list);
    for ((at, followed), y) in
        sources.followed().iter().enumerate().skip(top).zip(parts.list.top()..parts.list.bottom())
    {
        row(frame, Rect { y, height: 1, ..parts.list }, followed, at == sources.selected, &shape, look);
    }
    details(frame, parts.details, current, look);
}

fn title(frame: &mut Frame<'_>, area: Rect, sources: &Sources, theme: &Theme) {
    let style = theme.style(StyleRole::Title);
    frame.buffer_mut().set_style(area, style);
    let failing = sources.followed().iter().filter(|followed| followed.source.error.is_some()).count();
    let facts = match (sources.followed().len(), failing) {
        _ if sources.is_waiting() => "reading".to_owned(),
        (all, 0) => format!("{all} followed"),
        (all, failing) => format!("{all} followed · {failing} failing"),
    };
    let room = usize::from(area.width).saturating_sub(columns(&facts) + 3);
    let text = format!(" {} {facts} ", pad("Sources", room, ellipsis(theme)));
    frame.render_widget(Line::styled(text, style), area);
}

impl Look<'_> {
    /// The sentences about a source, its name first, each with its role.
    pub(in crate::tui) fn details(&self, followed: &Followed) -> Vec<(String, StyleRole)> {
        let key = |command| self.keymap.keys(command).first().map_or_else(String::new, ToString::to_string);
        let keys =
            Keys { update: key(Command::UpdateSource), remove: key(Command::RemoveSource), add: key(Command::Add) };
        let about = &followed.source.about;
        let tag = about.tag.as_deref().map_or_else(String::new, |tag| format!(", under {tag}"));
        let mut said = vec![(format!("{}: {}{tag}", followed.source.name(), about.kind.name()), StyleRole::Heading)];
        said.extend(said::details(followed, self.round, self.clock, &keys));
        said
    }
}

/// What stands in the place of a list that is empty, or could not be read.
fn nothing(frame: &mut Frame<'_>, area: Rect, sources: &Sources, look: &Look<'_>) {
    let key = |command| look.keymap.keys(command).first().map_or_else(String::new, ToString::to_string);
    let said = match &sources.failed {
        Some(failed) => failed.clone(),
        None if sources.is_waiting() => return,
        None => format!(
            "Nothing is followed yet. {} adds a feed or a site by its address, a page, a folder, or the feeds of an OPML list.",
            key(Command::Add)
        ),
    };
    let width = usize::from(area.width).saturating_sub(6);
    for (line, y) in lines(&said, width, 6, ellipsis(look.theme)).into_iter().zip(area.top() + 1..area.bottom()) {
        let at = Rect { x: area.x + 3, y, width: area.width.saturating_sub(3), height: 1 };
        frame.render_widget(Line::styled(line, look.theme.style(StyleRole::Muted)), at);
    }
}

/// How wide each column is; zero where there is no room for it.
struct Shape {
    name: usize,
    kind: usize,
    count: usize,
    read: usize,
    due: usize,
    state: usize,
}

impl Shape {
    /// The name has the room it needs, and no more than half of what the fixed columns leave; the state has the rest.
    fn new(width: usize, followed: &[Followed]) -> Shape {
        // Two columns between the name and what is said of it.
        let room = width.saturating_sub(MARKS + 2);
        let (kind, count, due) = if room >= WITH_ALL { (COUNT, COUNT, TIME) } else { (0, 0, 0) };
        let read = if room >= WITH_TIME { TIME + 1 } else { 0 };
        let taken =
            [kind, count, read, due].iter().filter(|&&column| column > 0).map(|column| column + 1).sum::<usize>();
        let room = room.saturating_sub(taken);
        let widest = followed.iter().map(|followed| columns(&clean(followed.source.name()))).max().unwrap_or(0);
        let name = widest.clamp(6, (room / 2).max(6));
        Shape { name, kind, count, read, due, state: room.saturating_sub(name + 1) }
    }

    /// The cells of a row, each as wide as its column with the space before it.
    fn row(&self, [name, kind, count, read, due, state]: [&str; 6], dots: &str) -> [String; 6] {
        let cell =
            |text: &str, width: usize| if width == 0 { String::new() } else { format!(" {}", pad(text, width, dots)) };
        // Figures stand below each other.
        let right = |width: usize| if width == 0 { String::new() } else { format!(" {count:>width$}") };
        [
            format!("{} ", pad(name, self.name, dots)),
            cell(kind, self.kind),
            right(self.count),
            cell(read, self.read),
            cell(due, self.due),
            cell(state, self.state),
        ]
    }
}

/// One source: marks, name, and as much of the rest as there is room for.
fn row(frame: &mut Frame<'_>, area: Rect, followed: &Followed, here: bool, shape: &Shape, look: &Look<'_>) {
    let Look { round, theme, clock, .. } = *look;
    let ground = if here { theme.style(StyleRole::Selected) } else { Style::new() };
    let over = |style: Style| if here { style.patch(ground) } else { style };
    frame.buffer_mut().set_style(area, ground);
    let source = &followed.source;
    let (state, role) = said::state(followed, round);
    let count = match followed.brought.articles {
        0 => String::new(),
        articles => articles.to_string(),
    };
    let (read, due) = (said::last(followed, clock), said::next(followed, clock));
    let [name, kind, count, read, due, state] =
        shape.row([source.name(), source.about.kind.name(), &count, &read, &due, &state], ellipsis(theme));
    let mark = if here { &*theme.symbols.selected } else { " " };
    let fault = if source.error.is_some() { over(theme.style(StyleRole::Error)) } else { over(Style::new()) };
    let muted = over(theme.style(StyleRole::Muted));
    let line = Line::from(vec![
        Span::styled(mark.to_owned(), over(Style::new())),
        Span::styled(if source.error.is_some() { "!" } else { " " }, fault),
        Span::styled(" ", over(Style::new())),
        Span::styled(name, over(theme.style(StyleRole::Heading))),
        Span::styled([kind, count, read, due].concat(), muted),
        Span::styled(" ", over(Style::new())),
        // No wider than the words, for a style may be one that shows on blanks.
        Span::styled(state.trim().to_owned(), over(theme.style(role))),
    ]);
    frame.render_widget(even(line), area);
}

/// A rule, the name of the selected source, and what there is to say of it as far as there is room.
fn details(frame: &mut Frame<'_>, area: Rect, followed: &Followed, look: &Look<'_>) {
    if area.height < 2 {
        return;
    }
    let theme = look.theme;
    let rule = theme.symbols.rule.repeat(usize::from(area.width));
    frame.render_widget(Line::styled(rule, theme.style(StyleRole::Border)), Rect { height: 1, ..area });
    let (width, dots) = (usize::from(area.width).saturating_sub(4), ellipsis(theme));
    let mut said = Vec::new();
    for (n, (sentence, role)) in look.details(followed).into_iter().enumerate() {
        let style = theme.style(role);
        let most = if n == 0 { 1 } else { LINES };
        said.extend(lines(&sentence, width, most, dots).into_iter().map(|line| Line::from(Span::styled(line, style))));
    }
    for (line, y) in said.into_iter().zip(area.top() + 1..area.bottom()) {
        frame.render_widget(line, Rect { x: area.x + MARKS as u16, y, width: area.width.saturating_sub(3), height: 1 });
    }
}
