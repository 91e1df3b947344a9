//! What lies over a screen: one at a time.

mod add;
mod export;
mod help;
mod messages;
mod palette;
mod themes;

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::symbols::border::Set;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear};

pub(super) use add::{Adding, State as AddState};
pub(super) use export::{Exporter, Form};
pub(super) use help::help;
pub(super) use messages::messages;
pub(super) use palette::Palette;
pub(super) use themes::Picker;

use crate::model::SourceId;
use crate::theme::{StyleRole, Theme};
use crate::tui::command::Command;
use crate::tui::layout::popup;
use crate::tui::wrap::even;

/// What lies over a screen and has the keys.
#[derive(Debug)]
pub(super) enum Overlay {
    /// The keys; the number is the first visible line.
    Help(usize),
    /// All there is to say of the sentence under the cursor; the number is the first visible line.
    Info(usize),
    /// Warnings; the number is the first visible line.
    Messages(usize),
    /// The choice of a theme.
    Themes(Picker),
    /// Letters being typed to find a command.
    Palette(Palette),
    /// The choice of a form to export in.
    Export(Exporter),
    /// An address, file or folder being named to add.
    Add(Adding),
    /// The question whether to follow a source no more.
    Remove {
        /// The source.
        id: SourceId,
        /// Its name, clean.
        name: String,
    },
    /// Words being typed to find in the text on screen.
    Find(String),
    /// Words being typed to search for, and the filter to go back to.
    Search {
        /// What is typed so far.
        text: String,
        /// The filter before.
        before: String,
    },
}

/// A text in a box that scrolls.
pub(super) struct Sheet {
    /// What stands in the frame.
    pub(super) title: &'static str,
    /// The text, no line wider than the box has room for.
    pub(super) lines: Vec<Line<'static>>,
}

/// The widest text of a sheet on a screen of this size.
pub(super) fn sheet_width(size: Size) -> usize {
    usize::from(popup(size, 84, size.height).width.saturating_sub(4))
}

impl Sheet {
    /// The box of a screen it stands in.
    fn area(&self, size: Size) -> Rect {
        let widest = self.lines.iter().map(Line::width).max().unwrap_or(0).max(self.title.len() + 12);
        popup(size, widest as u16 + 4, (self.lines.len() as u16).saturating_add(2))
    }

    /// The first visible line after a command that scrolls; `None` where it is none.
    pub(super) fn scrolled(&self, top: usize, command: Command, size: Size) -> Option<usize> {
        let height = usize::from(self.area(size).height.saturating_sub(2)).max(1);
        let page = height.saturating_sub(1).max(1);
        let to = match command {
            Command::Down => top + 1,
            Command::Up => top.saturating_sub(1),
            Command::PageDown => top + page,
            Command::PageUp => top.saturating_sub(page),
            Command::HalfDown => top + page.div_ceil(2),
            Command::HalfUp => top.saturating_sub(page.div_ceil(2)),
            Command::Top => 0,
            Command::Bottom => usize::MAX,
            _ => return None,
        };
        Some(to.min(self.lines.len().saturating_sub(height)))
    }

    /// Draws it over the screen from line `top` on.
    pub(super) fn draw(&self, frame: &mut Frame<'_>, top: usize, theme: &Theme) {
        let size = Size::new(frame.area().width, frame.area().height);
        let inner = boxed(frame, self.area(size), self.title, theme);
        let height = usize::from(inner.height);
        let top = top.min(self.lines.len().saturating_sub(height));
        for (line, y) in self.lines.iter().skip(top).zip(inner.top()..inner.bottom()) {
            frame.render_widget(even(line.clone()), Rect { y, height: 1, ..inner });
        }
        on_ground(frame, inner, theme);
        if self.lines.len() > height && inner.height > 0 {
            let below = self.lines.len() - height - top;
            let said = if below > 0 { format!(" {below} more lines ") } else { " end ".to_owned() };
            let width = said.len() as u16;
            let x = inner.right().saturating_sub(width);
            let at = Rect { x, y: inner.bottom(), width: width.min(inner.width), height: 1 };
            frame.render_widget(Line::styled(said, theme.style(StyleRole::Muted)), at);
        }
    }
}

/// Puts what stands on the ground of the screens on that of a box; marks with a ground of their own keep it.
fn on_ground(frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
    let base = theme.style(StyleRole::Base);
    let Some(ground) = base.patch(theme.style(StyleRole::Popup)).bg else { return };
    for at in area.positions() {
        let cell = &mut frame.buffer_mut()[at];
        if Some(cell.bg) == base.bg {
            cell.set_bg(ground);
        }
    }
}

/// Clears a box, frames it, and gives back the room inside.
fn boxed(frame: &mut Frame<'_>, area: Rect, title: &str, theme: &Theme) -> Rect {
    let style = theme.style(StyleRole::Popup);
    frame.render_widget(Clear, area);
    let block = Block::bordered()
        .border_set(border(theme))
        .style(theme.style(StyleRole::Base).patch(style))
        .border_style(theme.style(StyleRole::BorderFocused))
        .title(Line::styled(format!(" {title} "), theme.style(StyleRole::Heading)));
    frame.render_widget(block, area);
    inside(area)
}

/// The room inside a box: without its frame, and without a column beside it.
fn inside(area: Rect) -> Rect {
    let inner = Block::bordered().inner(area);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

/// The entry at a cell of the terminal, of so many of which `top` is the first in `list`.
fn entry_at(list: Rect, top: usize, entries: usize, (column, row): (u16, u16)) -> Option<usize> {
    let inside = list.contains((column, row).into());
    inside.then(|| top + usize::from(row - list.y)).filter(|&at| at < entries)
}

/// What the frame of a box is drawn with.
pub(super) fn border(theme: &Theme) -> Set<'static> {
    if theme.symbols.rule.is_ascii() { ASCII } else { BorderType::Plain.to_border_set() }
}

/// A frame where the terminal has no lines to draw with.
const ASCII: Set<'static> = Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};
