//! What the mouse does: the wheel scrolls, a click selects.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::{App, Open};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::layout::{fits, panes, with_title};
use crate::tui::stories::Pane;

/// How many lines a notch of the wheel moves.
const NOTCH: isize = 3;

impl App {
    /// The wheel and the left button; whatever else a mouse does is left alone.
    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Vec<Effect> {
        let by = match mouse.kind {
            MouseEventKind::ScrollDown => NOTCH,
            MouseEventKind::ScrollUp => -NOTCH,
            MouseEventKind::Down(MouseButton::Left) => 0,
            _ => return Vec::new(),
        };
        if !fits(self.size) {
            return Vec::new();
        }
        if self.overlay.is_some() {
            return if by == 0 { self.click_overlay((mouse.column, mouse.row)) } else { self.wheel_overlay(by) };
        }
        let (area, body) = (self.compare_area(), with_title(self.size).body);
        match self.open.last_mut() {
            Some(Open::Timeline(timeline)) if by == 0 => timeline.click(mouse.column, mouse.row, body),
            Some(Open::Timeline(timeline)) => timeline.step(by.signum(), body),
            Some(Open::Search(search)) if by == 0 => {
                if search.click(mouse.column, mouse.row, body) {
                    return self.command(Command::ReadFound);
                }
            }
            Some(Open::Search(search)) => search.step(by.signum(), body),
            Some(Open::Sources(sources)) if by == 0 => {
                if sources.click(mouse.column, mouse.row, body) {
                    return self.command(Command::SourceStories);
                }
            }
            Some(Open::Sources(sources)) => sources.step(by.signum(), body),
            Some(Open::Claims(claiming)) => match &mut claiming.view {
                Some(view) if by == 0 => view.click(mouse.column, mouse.row, area),
                Some(view) => view.wheel(by, mouse.row, area, &self.theme),
                None => {}
            },
            Some(Open::Compare(comparing)) => {
                if let Some(view) = &mut comparing.view {
                    if by == 0 {
                        view.click(mouse.column, mouse.row, area, &self.theme);
                    } else {
                        view.scroll(by as i32, area, &self.theme);
                    }
                    self.settings = view.settings();
                }
            }
            Some(Open::Reader(reader)) => {
                if by == 0 {
                    reader.click(mouse.column, mouse.row);
                } else {
                    reader.scroll(by);
                }
            }
            None if by != 0 => self.stories.scroll(by),
            None => return self.click_story(mouse.column, mouse.row),
        }
        Vec::new()
    }

    /// A click selects a story; a click on the selected one opens it.
    fn click_story(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let list = panes(with_title(self.size).body).list;
        if !list.contains((column, row).into()) {
            return Vec::new();
        }
        let at = self.stories.top() + usize::from(row - list.y);
        self.stories.pane = Pane::List;
        if at == self.stories.selected() {
            return self.command(Command::Open);
        }
        if at < self.stories.total().unwrap_or(0) {
            self.stories.select(at);
        }
        Vec::new()
    }
}
