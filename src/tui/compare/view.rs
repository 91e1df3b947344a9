//! The state of the Compare screen and what changes it.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::compare::Comparison;
use crate::sides::{Side, Sides};
use crate::text::{Document, SentenceIx};
use crate::theme::Theme;
use crate::tui::command::Command;

/// Whether a component took an input, or leaves it to its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handled {
    /// The component took it.
    Yes,
    /// The host may act on it.
    No,
}

/// What stands above a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// The outlet's name.
    pub outlet: String,
    /// When it was published, as the screen says it; empty where nobody knows.
    pub moment: String,
    /// The headline.
    pub title: String,
}

/// How the two texts share the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Side by side where there is room, stacked where there is not.
    #[default]
    Auto,
    /// Two columns.
    SideBySide,
    /// Each pair one above the other.
    Stacked,
    /// Both wordings in one text.
    Inline,
    /// The focused side alone.
    Single,
}

/// What the reader chose about the screen; outlives any one comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ViewSettings {
    /// How the two texts share the screen.
    pub layout: Layout,
    /// Whether one line says what the marks mean.
    pub legend: bool,
    /// Whether pairs that are only worth a look stand opposite each other.
    pub show_maybe: bool,
}

impl Default for ViewSettings {
    fn default() -> Self {
        ViewSettings { layout: Layout::Auto, legend: true, show_maybe: true }
    }
}

/// The reader's place, which survives another text on one side.
#[derive(Debug, Clone)]
pub struct Anchor {
    /// The sentence under the cursor on each side that has one, with the text it is of.
    places: Vec<(Arc<Document>, SentenceIx)>,
}

/// The Compare screen.
#[derive(Debug, Clone)]
pub struct CompareView {
    comparison: Arc<Comparison>,
    titles: Sides<Heading>,
    settings: ViewSettings,
    focus: Side,
    cursor: usize,
}

impl CompareView {
    /// Shows a comparison, the cursor on its most telling change.
    pub fn new(comparison: Arc<Comparison>, titles: Sides<Heading>, settings: ViewSettings) -> Self {
        CompareView { comparison, titles, settings, focus: Side::Left, cursor: 0 }
    }

    /// Does what the reader asked for, on a screen of `area` drawn with `theme`.
    pub fn apply(&mut self, command: Command, _area: Rect, _theme: &Theme) -> Handled {
        match command {
            Command::Down => self.cursor = (self.cursor + 1).min(self.comparison.rows.len().saturating_sub(1)),
            Command::Up => self.cursor = self.cursor.saturating_sub(1),
            Command::OtherPane => self.focus = self.focus.other(),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// A click at a cell of the terminal.
    pub fn click(&mut self, _column: u16, _row: u16, _area: Rect, _theme: &Theme) -> Handled {
        Handled::No
    }

    /// The wheel: scrolls by `lines`, towards the end if positive.
    pub fn scroll(&mut self, _lines: i32, _area: Rect, _theme: &Theme) -> Handled {
        Handled::No
    }

    /// What is shown.
    pub fn comparison(&self) -> &Arc<Comparison> {
        &self.comparison
    }

    /// What stands above the columns.
    pub fn titles(&self) -> &Sides<Heading> {
        &self.titles
    }

    /// What the reader chose about the screen, for the next comparison.
    pub fn settings(&self) -> ViewSettings {
        self.settings
    }

    /// Says whether one line explains the marks.
    pub fn set_legend(&mut self, shown: bool) {
        self.settings.legend = shown;
    }

    /// The side that next and previous outlet act on.
    pub fn focus(&self) -> Side {
        self.focus
    }

    /// The reader's place, for [`CompareView::restore`] in a view of other texts.
    pub fn anchor(&self) -> Anchor {
        let row = self.comparison.rows.get(self.cursor);
        let places = Side::BOTH.into_iter().filter_map(|side| {
            let first = row?.cells[side].first()?;
            Some((Arc::clone(&self.comparison.documents[side]), *first))
        });
        Anchor { places: places.collect() }
    }

    /// Puts the cursor back where `anchor` was taken, if a text of it is shown here.
    pub fn restore(&mut self, anchor: &Anchor) {
        let row = anchor.places.iter().find_map(|(document, sentence)| {
            let side = Side::BOTH.into_iter().find(|&side| self.comparison.documents[side] == *document)?;
            self.comparison.rows.iter().position(|row| row.cells[side].contains(sentence))
        });
        self.cursor = row.unwrap_or(self.cursor);
    }

    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }
}
