//! What the screens start from.

use crate::model::Warning;
use crate::theme::{Kind, Theme};
use crate::tui::Opening;
use crate::tui::clock::Clock;
use crate::tui::compare::ViewSettings;
use crate::tui::keymap::Keymap;
use crate::tui::network::How;
use crate::tui::reader::Reading;

/// What an [`super::App`] starts from.
pub(in crate::tui) struct Setup {
    /// What to show first.
    pub(in crate::tui) opening: Opening,
    /// Which key does what.
    pub(in crate::tui) keymap: Keymap,
    /// The theme.
    pub(in crate::tui) theme: Theme,
    /// What the terminal was asked of its ground, if it was: the kind that is supposed meanwhile, which the theme is for.
    pub(in crate::tui) supposed: Option<Kind>,
    /// How Compare shows texts.
    pub(in crate::tui) settings: ViewSettings,
    /// Whether the store is a file, so that marks outlast the program.
    pub(in crate::tui) kept: bool,
    /// Whether there is or can be a store of the reader's to add to.
    pub(in crate::tui) has_store: bool,
    /// How a round of news goes about it.
    pub(in crate::tui) how: How,
    /// How texts are read.
    pub(in crate::tui) reading: Reading,
    /// How times are said.
    pub(in crate::tui) clock: Clock,
    /// What opens addresses; empty is the platform's own.
    pub(in crate::tui) browser: Vec<String>,
    /// Whether the mouse scrolls and selects.
    pub(in crate::tui) mouse: bool,
    /// What was wrong before the screens began.
    pub(in crate::tui) warnings: Vec<Warning>,
}
