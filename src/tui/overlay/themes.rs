//! The choice of a theme; the screen behind shows each one at once.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{boxed, entry_at, inside};
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::pad;
use crate::tui::layout::{follow, popup};
use crate::tui::wrap::columns;

/// The list is at least so wide, for what stands below it.
const NARROWEST: usize = 18;
/// Lines of the sample below the list.
const SAMPLE: u16 = 4;
/// Names that have to be seen at once for there to be a sample.
const LEAST: u16 = 5;
/// Said where all themes look alike.
const ALIKE: [&str; 2] = ["Few colours here:", "themes look alike"];

/// The names to choose from, and the theme to go back to.
#[derive(Debug)]
pub(in crate::tui) struct Picker {
    names: Vec<String>,
    selected: usize,
    /// The theme before.
    pub(in crate::tui) before: Box<Theme>,
}

impl Picker {
    /// Opens on the theme that is shown.
    pub(in crate::tui) fn new(names: Vec<String>, current: &Theme) -> Picker {
        let selected = names.iter().position(|name| *name == current.name).unwrap_or(0);
        Picker { names, selected, before: Box::new(current.clone()) }
    }

    /// The name under the cursor.
    pub(in crate::tui) fn name(&self) -> Option<&str> {
        self.names.get(self.selected).map(String::as_str)
    }

    /// Moves the cursor as far as it goes.
    pub(in crate::tui) fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.names.len().saturating_sub(1));
    }

    /// A click at a cell of the terminal puts the cursor on the name there; whether it was there already, or `None` where no
    /// name is.
    pub(in crate::tui) fn click(&mut self, size: Size, cell: (u16, u16), theme: &Theme) -> Option<bool> {
        let list = self.list(inside(self.place(size, theme)), theme);
        let at = entry_at(list, self.top(list), self.names.len(), cell)?;
        Some(std::mem::replace(&mut self.selected, at) == at)
    }

    /// Where the box stands: in the corner, so that the screen it changes stays in sight.
    fn place(&self, size: Size, theme: &Theme) -> Rect {
        let height = (self.names.len() as u16).saturating_add(2 + self.below(theme));
        let wanted = popup(size, self.longest() as u16 + 6, height);
        let area = Rect { x: size.width.saturating_sub(wanted.width + 1), y: 1, ..wanted };
        area.intersection(Rect::new(0, 0, size.width, size.height))
    }

    /// The names' part of the box; where there is hardly room for names there is none for a sample.
    fn list(&self, inner: Rect, theme: &Theme) -> Rect {
        let below = self.below(theme);
        Rect { height: inner.height - if inner.height >= below + LEAST { below } else { 0 }, ..inner }
    }

    /// The first name shown.
    fn top(&self, list: Rect) -> usize {
        follow(0, self.selected, usize::from(list.height), self.names.len())
    }

    fn longest(&self) -> usize {
        self.names.iter().map(|name| columns(name)).max().unwrap_or(0).max(NARROWEST)
    }

    /// The lines below the names: a rule and the sample.
    fn below(&self, theme: &Theme) -> u16 {
        1 + SAMPLE + if self.looks_alike(theme) { ALIKE.len() as u16 } else { 0 }
    }

    /// Draws the list.
    pub(in crate::tui) fn draw(&self, frame: &mut Frame<'_>, theme: &Theme) {
        let size = Size::new(frame.area().width, frame.area().height);
        let inner = boxed(frame, self.place(size, theme), "Theme", theme);
        let list = self.list(inner, theme);
        let top = self.top(list);
        let shown = self.names.iter().enumerate().skip(top);
        for ((at, name), y) in shown.zip(list.top()..list.bottom()) {
            let here = at == self.selected;
            let mark = if here { &*theme.symbols.selected } else { " " };
            let text = format!("{mark} {}", pad(name, usize::from(inner.width).saturating_sub(2), "."));
            let style = theme.style(if here { StyleRole::Selected } else { StyleRole::Popup });
            frame.render_widget(Line::styled(text, style), Rect { y, height: 1, ..inner });
        }
        let mut lines =
            vec![Line::styled(theme.symbols.rule.repeat(self.longest() + 2), theme.style(StyleRole::Border))];
        lines.extend(sampled(theme));
        let muted = theme.style(StyleRole::Muted);
        lines.extend(ALIKE.iter().filter(|_| self.looks_alike(theme)).map(|words| Line::styled(*words, muted)));
        for (line, y) in lines.into_iter().zip(list.bottom()..inner.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..inner });
        }
    }

    /// Whether a theme looks here as the one before does, because the terminal shows too few colours to tell them apart.
    fn looks_alike(&self, theme: &Theme) -> bool {
        let same = |role: &StyleRole| theme.style(*role) == self.before.style(*role);
        theme.name != self.before.name && StyleRole::ALL.iter().all(same)
    }
}

/// What a theme makes of a comparison, for screens that show none: words of each side, a figure that differs, and what a side alone
/// tells.
fn sampled(theme: &Theme) -> Vec<Line<'static>> {
    let base = theme.style(StyleRole::Base);
    let side = |(words, reworded, alone): (StyleRole, StyleRole, StyleRole), symbol: &str, number: &str, name: &str| {
        let (open, close) = match (theme.brackets, words) {
            (false, _) => ("", ""),
            (true, StyleRole::Left) => ("[-", "-]"),
            (true, _) => ("{+", "+}"),
        };
        let marked = |text: &str, style: Style| Span::styled(format!("{open}{text}{close}"), base.patch(style));
        let figure = theme.style(reworded).patch(theme.style(StyleRole::NumberChanged));
        let differing = vec![
            Span::styled(" ", base),
            marked("words", theme.style(words)),
            Span::styled(" ", base),
            marked(number, figure),
        ];
        let gutter = base.patch(theme.style(StyleRole::Gutter));
        let only =
            vec![Span::styled(format!(" {symbol} "), gutter), marked(&format!("only {name}"), theme.style(alone))];
        [Line::from(differing), Line::from(only)]
    };
    let left = (StyleRole::Left, StyleRole::RewordedLeft, StyleRole::LeftLine);
    let right = (StyleRole::Right, StyleRole::RewordedRight, StyleRole::RightLine);
    let marks = &theme.symbols;
    let both = [side(left, &marks.only_left, "12", "left"), side(right, &marks.only_right, "14", "right")];
    both.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Depth;
    use crate::tui::fixture::theme;

    fn check_alike(before: &str, after: &str, depth: Depth, expected: bool) {
        let (before, after) = (theme(before).at_depth(depth), theme(after).at_depth(depth));
        let picker = Picker::new(vec![before.name.clone(), after.name.clone()], &before);
        assert_eq!(picker.looks_alike(&after), expected, "{} and {} in {depth:?}", before.name, after.name);
    }

    #[test]
    fn themes_that_look_alike_here_are_known() {
        check_alike("nord", "dracula", Depth::TrueColour, false);
        check_alike("nord", "dracula", Depth::Ansi256, false);
        check_alike("nord", "dracula", Depth::Mono, true);
        check_alike("nord", "nord", Depth::Mono, false);
    }

    #[test]
    fn every_line_of_the_sample_has_room() {
        for depth in [Depth::TrueColour, Depth::Mono] {
            let lines = sampled(&theme("newsprint-dark").at_depth(depth));
            assert_eq!(lines.len(), usize::from(SAMPLE));
            assert!(lines.iter().all(|line| line.width() <= NARROWEST + 2), "{lines:?}");
        }
    }
}
