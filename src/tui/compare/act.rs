//! What the reader does -> another state.

use ratatui::layout::Rect;

use super::folds::Item;
use super::geometry::Shape;
use super::kind::Filter;
use super::scroll::Place;
use super::view::{CompareView, Handled, Layout, Top};
use super::{menu, ruler};
use crate::sides::Side;
use crate::theme::Theme;
use crate::tui::command::Command;

impl CompareView {
    /// Does what the reader asked for, on a screen of `area` drawn with `theme`.
    pub fn apply(&mut self, command: Command, area: Rect, theme: &Theme) -> Handled {
        let handled = match self.menu {
            Some(choice) => self.choose(choice, command),
            None => self.act(command, area, theme),
        };
        self.remember_place(area, theme);
        self.look_up(area);
        handled
    }

    /// A click at a cell of the terminal: on the ruler, a name, a fold, a row, a line of the menu.
    pub fn click(&mut self, column: u16, row: u16, area: Rect, theme: &Theme) -> Handled {
        let geometry = self.geometry(area);
        let inside = |rect: Rect| rect.contains((column, row).into());
        if let Some(choice) = self.menu {
            let line = menu::line_at(area, column, row);
            self.menu = Some(line.unwrap_or(choice));
            return self.choose(choice, if line.is_some() { Command::Choose } else { Command::Back });
        }
        if self.items.is_empty() || !(inside(geometry.header) || inside(geometry.body)) {
            return Handled::No;
        }
        if inside(geometry.ruler) {
            let item = ruler::item_at(&self.sheet(area, theme), row);
            self.go(self.jumped(item, area, theme));
        } else {
            let side =
                if geometry.divider_x.is_some_and(|divider| column >= divider) { Side::Right } else { Side::Left };
            if geometry.divider_x.is_some() {
                self.focus = side;
            }
            if inside(geometry.body) {
                self.click_row(usize::from(row - geometry.body.y), area, theme);
            }
        }
        self.remember_place(area, theme);
        self.look_up(area);
        Handled::Yes
    }

    /// The wheel: scrolls by `lines`, towards the end if positive.
    pub fn scroll(&mut self, lines: i32, area: Rect, theme: &Theme) -> Handled {
        if let Some(choice) = self.menu {
            return self.choose(choice, if lines > 0 { Command::Down } else { Command::Up });
        }
        if !self.items.is_empty() {
            self.go(self.turned(lines as isize, area, theme));
            self.remember_place(area, theme);
        }
        Handled::Yes
    }

    fn act(&mut self, command: Command, area: Rect, theme: &Theme) -> Handled {
        if self.items.is_empty() {
            return Handled::No;
        }
        let page = isize::try_from(self.geometry(area).body.height).unwrap_or(1).max(2);
        match command {
            Command::Down => self.go(self.stepped(true, area, theme)),
            Command::Up => self.go(self.stepped(false, area, theme)),
            // One line of the page before stays, for the eye to hold on to.
            Command::PageDown => self.go(self.turned(page - 1, area, theme)),
            Command::PageUp => self.go(self.turned(1 - page, area, theme)),
            Command::HalfDown => self.go(self.turned(page / 2, area, theme)),
            Command::HalfUp => self.go(self.turned(-(page / 2), area, theme)),
            Command::Top => (self.cursor, self.top) = (0, Top::At(Place::default())),
            Command::Bottom => self.cursor = self.items.len() - 1,
            Command::NextChange => self.seek(true, area, theme, CompareView::stops_at),
            Command::PreviousChange => self.seek(false, area, theme, CompareView::stops_at),
            Command::Counterpart => return self.jump_to_counterpart(area, theme),
            Command::NextParagraph => self.seek(true, area, theme, CompareView::begins_paragraph),
            Command::PreviousParagraph => self.seek(false, area, theme, CompareView::begins_paragraph),
            Command::OtherPane => {
                self.focus = self.focus.other();
                self.fold_again(self.cursor_row());
            }
            Command::Swap => self.swap(),
            Command::CycleLayout => self.set_layout(match Shape::at(self.settings.layout, area.width) {
                Shape::SideBySide => Layout::Stacked,
                Shape::Stacked => Layout::Inline,
                Shape::Inline => Layout::Single,
                Shape::Single => Layout::SideBySide,
            }),
            Command::LayoutAuto => self.set_layout(Layout::Auto),
            Command::LayoutSideBySide => self.set_layout(Layout::SideBySide),
            Command::LayoutStacked => self.set_layout(Layout::Stacked),
            Command::LayoutInline => self.set_layout(Layout::Inline),
            Command::LayoutSingle => self.set_layout(Layout::Single),
            Command::Fold => self.fold_here(),
            Command::FoldAll => self.fold_everywhere(),
            Command::Choose if self.fold_at_cursor().is_some() => self.fold_here(),
            Command::FindNext => self.step_find(true, area, theme),
            Command::FindPrevious => self.step_find(false, area, theme),
            Command::MaybePairs => {
                self.settings.show_maybe = !self.settings.show_maybe;
                self.lay_out(area);
            }
            Command::Back if self.marked.is_some() => self.marked = None,
            Command::Back if self.find.is_some() => self.find = None,
            // As in the list of stories, the way out leads through everything.
            Command::Back if self.filter != Filter::All => {
                self.filter = Filter::All;
                self.folds = super::folds::Folds::default();
                self.fold_again(self.cursor_row());
            }
            Command::Filter => self.menu = Filter::ALL.iter().position(|&filter| filter == self.filter),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// A command while the filter menu is open.
    fn choose(&mut self, choice: usize, command: Command) -> Handled {
        match command {
            Command::Down => self.menu = Some((choice + 1).min(Filter::ALL.len() - 1)),
            Command::Up => self.menu = Some(choice.saturating_sub(1)),
            Command::Choose | Command::Open | Command::Filter | Command::NextChange => {
                let chosen = self.menu.take().unwrap_or(choice);
                self.filter = Filter::ALL[chosen];
                self.folds = super::folds::Folds::default();
                self.fold_again(self.cursor_row());
                if !self.is_change(&self.items[self.cursor]) {
                    self.cursor = self.change_near(self.cursor).unwrap_or(self.cursor);
                }
            }
            Command::Back | Command::PreviousChange | Command::Quit => self.menu = None,
            Command::QuitNow | Command::Help => return Handled::No,
            _ => {}
        }
        Handled::Yes
    }

    /// Whether the menu has the keys.
    pub fn has_menu(&self) -> bool {
        self.menu.is_some()
    }

    fn go(&mut self, (cursor, top): (usize, Top)) {
        (self.cursor, self.top) = (cursor, top);
    }

    /// To the next or previous item of a kind, if there is one.
    fn seek(&mut self, forward: bool, area: Rect, theme: &Theme, wanted: impl Fn(&Self, usize) -> bool) {
        if let Some(item) = self.sought(forward, wanted) {
            self.go(self.jumped(item, area, theme));
        }
    }

    fn set_layout(&mut self, layout: Layout) {
        self.settings.layout = layout;
        self.fold_again(self.cursor_row());
    }

    /// The first row of the fold the cursor is on, open or closed.
    fn fold_at_cursor(&self) -> Option<usize> {
        let row = self.cursor_row();
        self.foldable.iter().find(|fold| fold.contains(&row)).map(|fold| fold.start)
    }

    fn fold_here(&mut self) {
        if let Some(first) = self.fold_at_cursor() {
            self.folds.toggle(first);
            self.fold_again(first);
        }
    }

    /// Opens every fold; if none is closed, closes them all.
    fn fold_everywhere(&mut self) {
        let row = self.cursor_row();
        self.folds.open = self.items.iter().any(|item| matches!(item, Item::Fold(_)));
        self.folds.others.clear();
        self.fold_again(row);
    }

    fn click_row(&mut self, line: usize, area: Rect, theme: &Theme) {
        let sheet = self.sheet(area, theme);
        let top = self.place(&sheet);
        let Some((item, _)) = sheet.scroller().visible(top).into_iter().rfind(|(_, y)| *y <= line as isize) else {
            return;
        };
        (self.cursor, self.top) = (item, Top::At(top));
        if matches!(self.items[item], Item::Fold(_)) {
            self.fold_here();
        }
    }

    /// Fixes what is on screen, so that a later change of size or text starts from what the reader saw.
    fn remember_place(&mut self, area: Rect, theme: &Theme) {
        if self.items.is_empty() {
            return;
        }
        let sheet = self.sheet(area, theme);
        let top = self.place(&sheet);
        let above = sheet.scroller().visible(top).into_iter().find(|(item, _)| *item == self.cursor);
        self.above = above.map(|(_, y)| y.max(0) as usize);
        self.top = Top::At(top);
    }
}
