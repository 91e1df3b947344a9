//! The box in which the reader names news to add: an address, a file, a folder.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::Line;

use super::boxed;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, from_column, lines, typed};
use crate::tui::layout::popup;
use crate::tui::wrap::columns;
use crate::update::LookError;

/// The widest box.
const WIDEST: u16 = 76;
/// Lines what is said takes at most.
const SAID: usize = 6;

/// What is typed, and what came of it.
#[derive(Debug, Default)]
pub(in crate::tui) struct Adding {
    /// What is typed so far.
    pub(in crate::tui) text: String,
    /// What becomes of it.
    pub(in crate::tui) state: State,
}

/// What becomes of what was typed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::tui) enum State {
    /// It is being typed.
    #[default]
    Typing,
    /// It is being looked at.
    Looking,
    /// Nothing was found.
    Failed(LookError),
}

impl Adding {
    /// Whether what was typed is a page without a feed, which another Enter follows itself.
    pub(in crate::tui) fn offers_page(&self) -> bool {
        matches!(&self.state, State::Failed(fault) if fault.page)
    }

    /// What the footer says of the keys.
    pub(in crate::tui) fn keys(&self) -> &'static str {
        match &self.state {
            State::Typing => "Enter adds it, Esc closes",
            State::Looking => "Esc gives up",
            State::Failed(fault) if fault.page => "Enter follows the page itself, Esc closes",
            State::Failed(_) => "Enter tries again, Esc closes",
        }
    }

    /// Draws the box in the middle of the screen.
    pub(in crate::tui) fn draw(&self, frame: &mut Frame<'_>, theme: &Theme) {
        let size = Size::new(frame.area().width, frame.area().height);
        let room = usize::from(popup(size, WIDEST, size.height).width.saturating_sub(4));
        let said = self.said(room, theme);
        let inner = boxed(frame, popup(size, WIDEST, said.len() as u16 + 4), "Add news", theme);
        let text = format!("{} ", typed(&self.text));
        // The end of what is typed is what the eye is on.
        let skip = columns(&text).saturating_sub(usize::from(inner.width));
        let text = from_column(&text, skip);
        let end = (columns(text) as u16).saturating_sub(1).min(inner.width.saturating_sub(1));
        if self.state != State::Looking {
            frame.set_cursor_position((inner.x + end, inner.y));
        }
        let input = Rect { height: inner.height.min(1), ..inner };
        frame.buffer_mut().set_style(input, theme.style(StyleRole::Input));
        frame.render_widget(Line::styled(text, theme.style(StyleRole::Input)), input);
        for (line, y) in said.into_iter().zip(inner.top() + 2..inner.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..inner });
        }
    }

    /// The lines below what is typed.
    fn said(&self, width: usize, theme: &Theme) -> Vec<Line<'static>> {
        let parts = match &self.state {
            State::Typing => vec![(
                "The address of a feed or a site; or a file, a folder, an OPML list.".to_owned(),
                StyleRole::Muted,
            )],
            State::Looking => vec![(format!("Looking {}", ellipsis(theme)), StyleRole::Info)],
            State::Failed(fault) if fault.hint.is_empty() => vec![(format!("{fault}."), StyleRole::Error)],
            State::Failed(fault) => {
                let page = if fault.page { "; Enter follows the page itself, as one article" } else { "" };
                vec![
                    (format!("{fault}."), StyleRole::Error),
                    (capital(&format!("{}{page}.", fault.hint)), StyleRole::Info),
                ]
            }
        };
        let mut said = Vec::new();
        for (text, role) in parts {
            let style = theme.style(role);
            let room = SAID.saturating_sub(said.len());
            said.extend(lines(&text, width, room, ellipsis(theme)).into_iter().map(|line| Line::styled(line, style)));
        }
        said
    }
}

/// The text as the beginning of a sentence.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
