//! All there is to say of what is selected, on every screen: what its lines have no room for.

use ratatui::text::{Line, Span};

use super::{App, Screen};
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::lines;
use crate::tui::event::Effect;
use crate::tui::overlay::{Overlay, Sheet, sheet_width};
use crate::tui::{sources, stories};

impl App {
    /// All there is to say of what is selected, in `width` columns; no line where there is nothing.
    pub(in crate::tui) fn info_sheet(&self, width: usize) -> Sheet {
        let theme = &self.theme;
        let lines = match self.screen() {
            Screen::Stories => said(stories::told_of(&self.stories, &self.clock), width, theme),
            Screen::Compare(comparing) => {
                comparing.view.as_ref().map(|view| view.info(width, theme)).unwrap_or_default()
            }
            Screen::Reader(reader) => reader.info(width, theme, &self.clock),
            Screen::Claims(claiming) => {
                claiming.view.as_ref().map(|view| view.info(width, theme, &self.clock)).unwrap_or_default()
            }
            Screen::Timeline(timeline) => timeline.info(width, theme),
            Screen::Search(search) => search.current().map_or_else(Vec::new, |(hit, _)| {
                let parts = [
                    (hit.outlet.clone(), StyleRole::Heading),
                    (self.clock.say(hit.moment), StyleRole::Muted),
                    (hit.title.clone(), StyleRole::Base),
                    (hit.snippet.text.clone(), StyleRole::Muted),
                    (hit.url.clone().unwrap_or_default(), StyleRole::LinkText),
                ];
                said(parts, width, theme)
            }),
            Screen::Sources(list) => {
                let look = sources::Look { round: &self.round, theme, clock: &self.clock, keymap: &self.keymap };
                list.current().map_or_else(Vec::new, |followed| said(look.details(followed), width, theme))
            }
        };
        Sheet { title: "In full", lines }
    }

    /// Opens what there is to say of what is selected, if there is anything.
    pub(super) fn info(&mut self) -> Vec<Effect> {
        if self.info_sheet(sheet_width(self.size)).lines.is_empty() {
            self.say(StyleRole::Info, "There is nothing more to say here");
        } else {
            self.overlay = Some(Overlay::Info(0));
        }
        Vec::new()
    }
}

/// Paragraphs in lines of at most `width` columns, each in the style of its role; an empty one is an empty line.
fn said(parts: impl IntoIterator<Item = (String, StyleRole)>, width: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut said: Vec<Line<'static>> = Vec::new();
    for (part, role) in parts {
        let style = theme.style(role);
        let wrapped = lines(&part, width.max(1), usize::MAX, "");
        if wrapped.is_empty() && !said.is_empty() {
            said.push(Line::default());
        }
        said.extend(wrapped.into_iter().map(|line| Line::from(Span::styled(line, style))));
    }
    said
}
