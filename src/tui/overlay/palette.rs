//! The command palette: every command of the table by a few of its letters, with its keys; help with a search in it.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::{Line, Span};

use super::{boxed, entry_at, inside};
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, fit, from_column, pad, typed};
use crate::tui::command::{COMMANDS, Command, CommandInfo, Scope};
use crate::tui::keymap::Keymap;
use crate::tui::layout::{follow, popup};
use crate::tui::wrap::columns;

/// Columns for the keys, as a share of the line and at most.
const KEYS: (usize, usize) = (4, 20);
/// The widest box.
const WIDEST: u16 = 84;

/// Letters typed, and the commands that have them.
#[derive(Debug)]
pub(in crate::tui) struct Palette {
    /// What is typed so far.
    pub(in crate::tui) text: String,
    selected: usize,
}

impl Palette {
    /// Every command.
    pub(in crate::tui) fn new() -> Palette {
        Palette { text: String::new(), selected: 0 }
    }

    /// What was typed is another thing now: the best command is selected.
    pub(in crate::tui) fn changed(&mut self) {
        self.selected = 0;
    }

    /// Moves the cursor as far as it goes.
    pub(in crate::tui) fn step(&mut self, by: isize, scopes: &[Scope]) {
        let last = self.found(scopes).len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// The command under the cursor.
    pub(in crate::tui) fn current(&self, scopes: &[Scope]) -> Option<Command> {
        self.found(scopes).get(self.selected).map(|info| info.command)
    }

    /// The commands with these letters: those that say them in one piece, else those that have them strewn. First comes what is
    /// called so on this screen, then the rest of this screen, then the nearest first, equals as in the table.
    fn found(&self, scopes: &[Scope]) -> Vec<&'static CommandInfo> {
        let pattern = Pattern::new(&self.text, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let typed = self.text.trim().to_lowercase();
        let mut found: Vec<(bool, bool, u32, &CommandInfo)> = COMMANDS
            .iter()
            .filter(|info| info.command != Command::Palette)
            .filter_map(|info| {
                let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut letters), &mut matcher);
                // The name counts as much as what it does; who knows one need not know the other.
                let best = score(info.doc).max(score(info.name))?;
                let whole = info.name.contains(&typed) || info.doc.to_lowercase().contains(&typed);
                Some((whole, scopes.contains(&info.scope), best, info))
            })
            .collect();
        // Letters strewn over a sentence are no find where others have them together.
        if found.iter().any(|&(whole, ..)| whole) {
            found.retain(|&(whole, ..)| whole);
        }
        let named = |here: bool, info: &CommandInfo| here && info.name.starts_with(&typed);
        found.sort_by_key(|&(_, here, score, info)| (!named(here, info), !here, std::cmp::Reverse(score)));
        found.into_iter().map(|(.., info)| info).collect()
    }

    /// A click at a cell of the terminal puts the cursor on the command there; whether it was there already.
    pub(in crate::tui) fn click(&mut self, size: Size, cell: (u16, u16), scopes: &[Scope]) -> bool {
        let inner = inside(place(size));
        let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        let found = self.found(scopes).len();
        let top = follow(0, self.selected.min(found.saturating_sub(1)), usize::from(list.height), found);
        let Some(at) = entry_at(list, top, found, cell) else { return false };
        std::mem::replace(&mut self.selected, at) == at
    }

    /// Draws the box over the screen: what is typed, and the commands below it.
    pub(in crate::tui) fn draw(&self, frame: &mut Frame<'_>, scopes: &[Scope], keymap: &Keymap, theme: &Theme) {
        let size = Size::new(frame.area().width, frame.area().height);
        let inner = boxed(frame, place(size), "Commands", theme);
        if inner.height < 2 {
            return;
        }
        self.input(frame, Rect { height: 1, ..inner }, theme);
        let list = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        let found = self.found(scopes);
        if found.is_empty() {
            let said = fit("No command has these letters", usize::from(list.width), ellipsis(theme));
            frame.render_widget(Line::styled(said, theme.style(StyleRole::Muted)), Rect { height: 1, ..list });
        }
        let selected = self.selected.min(found.len().saturating_sub(1));
        let top = follow(0, selected, usize::from(list.height), found.len());
        let shown = found.iter().enumerate().skip(top);
        for ((at, info), y) in shown.zip(list.top()..list.bottom()) {
            let line = Rect { y, height: 1, ..list };
            entry(frame, line, info, (at == selected, scopes.contains(&info.scope)), keymap, theme);
        }
    }

    fn input(&self, frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
        let text = format!(":{}", typed(&self.text));
        // The end of what is typed is what the eye is on.
        let skip = columns(&text).saturating_sub(usize::from(area.width).saturating_sub(1));
        let text = from_column(&text, skip).to_owned();
        let end = columns(&text) as u16;
        frame.set_cursor_position((area.x + end.min(area.width.saturating_sub(1)), area.y));
        frame.render_widget(Line::styled(text, theme.style(StyleRole::Input)), area);
    }
}

/// Where the box stands on a screen.
fn place(size: Size) -> Rect {
    popup(size, WIDEST, size.height.saturating_sub(2))
}

/// One command: its keys, what it does, and, where it is not of this screen, of which.
fn entry(
    frame: &mut Frame<'_>,
    area: Rect,
    info: &CommandInfo,
    (selected, here): (bool, bool),
    keymap: &Keymap,
    theme: &Theme,
) {
    let width = usize::from(area.width);
    let dots = ellipsis(theme);
    let ground = theme.style(if selected { StyleRole::Selected } else { StyleRole::Popup });
    frame.buffer_mut().set_style(area, ground);
    let keys: Vec<String> = keymap.keys(info.command).iter().map(ToString::to_string).collect();
    let keys = pad(&keys.join(" "), KEYS.1.min(width / KEYS.0), dots);
    let whose = if here { String::new() } else { format!(" {}", info.scope.title()) };
    let whose = if columns(&whose) * 3 > width { String::new() } else { whose };
    let room = width.saturating_sub(columns(&keys) + columns(&whose) + 3);
    let mark = if selected { &*theme.symbols.selected } else { " " };
    let words = if here { ground } else { theme.style(StyleRole::Muted).patch(ground) };
    let line = Line::from(vec![
        Span::styled(format!("{mark} "), ground),
        Span::styled(keys, theme.style(StyleRole::StatusKey).patch(ground)),
        Span::styled(format!(" {}", pad(info.doc, room, dots)), words),
        Span::styled(whose, theme.style(StyleRole::Muted).patch(ground)),
    ]);
    frame.render_widget(line, area);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::{COMPARE, LIST};

    /// The first command found by some letters.
    fn check_first(text: &str, scopes: &[Scope], expected: Command) {
        let palette = Palette { text: text.to_owned(), selected: 0 };
        assert_eq!(palette.current(scopes), Some(expected), "{text:?} in {scopes:?}");
    }

    #[test]
    fn a_few_letters_find_a_command() {
        check_first("theme", LIST, Command::Themes);
        check_first("them", LIST, Command::Themes);
        check_first("mark all", LIST, Command::MarkAllRead);
        check_first("swap", COMPARE, Command::Swap);
        check_first("layout-stacked", COMPARE, Command::LayoutStacked);
        check_first("swp", COMPARE, Command::Swap);
        check_first("unfold", LIST, Command::Fold);
        check_first("swap", LIST, Command::Swap);
    }

    #[test]
    fn every_command_is_there_and_those_of_the_screen_come_first() {
        let found = Palette::new().found(COMPARE);
        assert_eq!(found.len(), COMMANDS.len() - 1, "all but the palette itself");
        let here = found.iter().take_while(|info| COMPARE.contains(&info.scope)).count();
        assert!(found[here..].iter().all(|info| !COMPARE.contains(&info.scope)));
        assert_eq!(Palette { text: "\u{1b}zqzq".to_owned(), selected: 3 }.current(LIST), None);
    }
}
