//! The Reader: one version at a comfortable measure.

mod draw;
mod find;
mod lines;

use ratatui::layout::Rect;

pub(super) use draw::draw;
use find::{Before, Find};
use lines::{PageLine, lines_of};

use super::command::Command;
use super::layout::page;
use crate::model::{Story, Version, VersionId};

/// A version being read, or on its way.
#[derive(Debug)]
pub(super) struct Reader {
    /// The story it belongs to, for the way to its other versions.
    pub(super) story: Story,
    /// The version that is or will be shown.
    pub(super) wanted: VersionId,
    shown: Option<Version>,
    lines: Vec<PageLine>,
    top: usize,
    size: (u16, u16),
    unfolded: bool,
    /// The words the reader looks for.
    find: Option<Find>,
    /// Where the reader was before the words now being typed.
    before: Option<Before>,
    /// Words to go to once the text is there.
    sought: Option<String>,
}

impl Reader {
    /// Opens a version that has to be loaded.
    pub(super) fn new(story: Story, wanted: VersionId) -> Reader {
        let (lines, size) = (Vec::new(), (0, 0));
        Reader {
            story,
            wanted,
            shown: None,
            lines,
            top: 0,
            size,
            unfolded: false,
            find: None,
            before: None,
            sought: None,
        }
    }

    /// Takes the text.
    pub(super) fn take(&mut self, version: Version) {
        if version.info.id == self.wanted {
            self.shown = Some(version);
            self.top = 0;
            self.before = None;
            self.wrap();
            let words = self.find_words().map(str::to_owned);
            self.find_again(words.as_deref());
            if let Some(sought) = self.sought.take() {
                self.find(&sought);
                self.keep_find();
            }
        }
    }

    /// Goes to these words once the text is there.
    pub(super) fn seek(&mut self, words: String) {
        self.sought = Some(words);
    }

    /// What is shown.
    pub(super) fn version(&self) -> Option<&Version> {
        self.shown.as_ref()
    }

    /// Wraps for a body of the screen; the line at the top stays in sight.
    pub(super) fn resize(&mut self, body: Rect, measure: u16) {
        let size = (page(body, measure).width, body.height);
        if size != self.size {
            let part = self.lines.len().max(1);
            let at = self.top;
            self.size = size;
            self.wrap();
            self.top = at * self.lines.len() / part;
            self.scroll_to(self.top);
        }
    }

    /// Moves through the text; says whether the command was one for it.
    pub(super) fn apply(&mut self, command: Command) -> bool {
        let height = usize::from(self.size.1).max(1);
        let full = height.saturating_sub(2).max(1);
        match command {
            Command::Down => self.scroll_to(self.top + 1),
            Command::Up => self.scroll_to(self.top.saturating_sub(1)),
            Command::PageDown => self.scroll_to(self.top + full),
            Command::PageUp => self.scroll_to(self.top.saturating_sub(full)),
            Command::HalfDown => self.scroll_to(self.top + height.div_ceil(2)),
            Command::HalfUp => self.scroll_to(self.top.saturating_sub(height.div_ceil(2))),
            Command::Top => self.scroll_to(0),
            Command::Bottom => self.scroll_to(usize::MAX),
            Command::NextParagraph => {
                let next = (self.top + 1..self.lines.len()).find(|&at| self.lines[at].begins);
                self.scroll_to(next.unwrap_or(self.top));
            }
            Command::PreviousParagraph => {
                let previous = (0..self.top).rev().find(|&at| self.lines[at].begins);
                self.scroll_to(previous.unwrap_or(0));
            }
            Command::Fold | Command::FoldAll => {
                self.unfolded = !self.unfolded;
                self.wrap();
                self.scroll_to(self.top);
            }
            Command::FindNext => self.step_find(true),
            Command::FindPrevious => self.step_find(false),
            Command::Back if self.find.is_some() => self.find = None,
            _ => return false,
        }
        true
    }

    fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.lines.len().saturating_sub(usize::from(self.size.1).max(1)));
    }

    fn wrap(&mut self) {
        let width = usize::from(self.size.0);
        self.lines = match &self.shown {
            Some(version) if width > 0 => lines_of(&version.document, width, self.unfolded),
            _ => Vec::new(),
        };
    }
}
