//! The Reader: one version at a comfortable measure, and beside each sentence how many of the story's outlets tell it.
//!
//! Who tells what comes from the claims of the story, which the worker finds ([`Told`]); the text is there before they are. While
//! marks stand beside the text the cursor goes from sentence to sentence, and what stands behind a mark is said below the text.

mod draw;
mod find;
mod geometry;
mod lens;
mod lines;
mod reach;
#[cfg(test)]
mod tests;
mod walk;

use std::sync::Arc;

use ratatui::layout::Size;

pub(super) use draw::draw;
use find::{Before, Find};
use geometry::Geometry;
use lines::{PageLine, Sentence, lines_of, sentences_of};
use reach::Reach;
pub(super) use walk::Walked;

use super::claims::Told;
use super::command::Command;
use crate::model::{Story, Version, VersionId};
use crate::text::SentenceIx;

/// So many outlets are compared without being asked for. Every two of 24 are 276 comparisons, 0.4 seconds of a processor where each
/// text has 400 words (an optimised `newsdiff claims`); who only wants to read should not wait longer for the next text.
const AT_ONCE: usize = 24;

/// How texts are read; outlives any one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// The widest text, in columns of the terminal.
    pub(super) measure: u16,
    /// Whether how many outlets tell each sentence is shown.
    pub(super) reach: bool,
}

/// A version being read, or on its way.
#[derive(Debug)]
pub(super) struct Reader {
    /// The story it belongs to, for the way to its other versions.
    pub(super) story: Story,
    /// The version that is or will be shown.
    pub(super) wanted: VersionId,
    /// What kept its outlets from being compared.
    pub(super) failed: bool,
    shown: Option<Version>,
    lines: Vec<PageLine>,
    top: usize,
    /// The columns and lines of text there is room for.
    size: (u16, u16),
    unfolded: bool,
    /// The words the reader looks for.
    find: Option<Find>,
    /// Where the reader was before the words now being typed.
    before: Option<Before>,
    /// What to go to once the text is there.
    sought: Option<Sought>,
    /// The screen, and the widest text the reader wants.
    screen: (Size, u16),
    /// Whether the reader wants to see how many outlets tell each sentence.
    wants_reach: bool,
    /// The claims of the story, once they are found.
    told: Option<Arc<Told>>,
    /// What they say of the version shown.
    reach: Option<Reach>,
    /// The sentences of the version shown, as they stand on the page.
    sentences: Vec<Sentence>,
    /// The sentence the reader is at.
    cursor: SentenceIx,
    /// The outlet the reader set it against, by its place in the story.
    against: Option<usize>,
}

/// A place in a text that is on its way.
#[derive(Debug)]
enum Sought {
    Words(String),
    Sentence(SentenceIx),
    Paragraph(usize),
}

impl Reader {
    /// Opens a version that has to be loaded; `wants_reach` says whether how many outlets tell each sentence is shown.
    pub(super) fn new(story: Story, wanted: VersionId, wants_reach: bool) -> Reader {
        Reader {
            story,
            wanted,
            failed: false,
            shown: None,
            lines: Vec::new(),
            top: 0,
            size: (0, 0),
            unfolded: false,
            find: None,
            before: None,
            sought: None,
            screen: (Size::default(), 1),
            wants_reach,
            told: None,
            reach: None,
            sentences: Vec::new(),
            cursor: SentenceIx(0),
            against: None,
        }
    }

    /// Takes the text.
    pub(super) fn take(&mut self, version: Version) {
        if version.info.id == self.wanted {
            self.sentences = sentences_of(&version.document);
            self.shown = Some(version);
            self.top = 0;
            self.before = None;
            self.wrap();
            self.set_cursor(self.sentences.first().map_or(SentenceIx(0), |one| one.ix));
            self.reach_again();
            let words = self.find_words().map(str::to_owned);
            self.find_again(words.as_deref());
            match self.sought.take() {
                Some(Sought::Words(words)) => {
                    self.find(&words);
                    self.keep_find();
                }
                Some(Sought::Sentence(ix)) => self.jump(ix),
                Some(Sought::Paragraph(paragraph)) => self.resume_at(paragraph),
                None => {}
            }
        }
    }

    /// Takes the claims of the story, those found last.
    pub(super) fn take_told(&mut self, told: &Arc<Told>) {
        self.told = Some(Arc::clone(told));
        self.failed = false;
        self.reach_again();
    }

    /// Goes to these words once the text is there.
    pub(super) fn seek(&mut self, words: String) {
        self.sought = Some(Sought::Words(words));
    }

    /// Goes to this sentence once the text is there.
    pub(super) fn seek_sentence(&mut self, ix: SentenceIx) {
        self.sought = Some(Sought::Sentence(ix));
    }

    /// Goes to this paragraph of the text once it is there.
    pub(super) fn resume(&mut self, paragraph: usize) {
        self.sought = Some(Sought::Paragraph(paragraph));
    }

    fn resume_at(&mut self, paragraph: usize) {
        let at = self.lines.iter().position(|line| line.source.is_some_and(|(of, _)| of >= paragraph));
        self.scroll_to(at.unwrap_or(0));
        if let Some(ix) = self.sentences.iter().find(|one| one.paragraph >= paragraph).map(|one| one.ix) {
            self.set_cursor(ix);
        }
    }

    /// The paragraph at the top of the screen; `None` before the text is there.
    pub(super) fn paragraph(&self) -> Option<usize> {
        self.lines[self.top.min(self.lines.len())..].iter().find_map(|line| line.source).map(|(paragraph, _)| paragraph)
    }

    /// What is shown.
    pub(super) fn version(&self) -> Option<&Version> {
        self.shown.as_ref()
    }

    /// Whether other outlets tell the story too, so that there is something to say beside a sentence.
    pub(super) fn has_others(&self) -> bool {
        self.story.articles.len() > 1
    }

    /// Whether there are marks beside the text, or will be.
    pub(super) fn is_marked(&self) -> bool {
        self.wants_reach && self.has_others()
    }

    /// Whether the worker is asked who tells what as soon as the text is opened.
    pub(super) fn asks_at_once(&self) -> bool {
        self.is_marked() && self.story.articles.len() <= AT_ONCE
    }

    /// Shows the marks, or hides them; the text at the top stays there.
    pub(super) fn show_reach(&mut self, shown: bool) {
        self.wants_reach = shown;
        self.fit();
        self.follow(true);
    }

    /// Wraps for a screen of `size` with a text at most `measure` wide; the text at the top stays there.
    pub(super) fn resize(&mut self, size: Size, measure: u16) {
        self.screen = (size, measure);
        self.fit();
    }

    /// Moves through the text; says whether the command was one for it.
    pub(super) fn apply(&mut self, command: Command) -> bool {
        if self.is_marked() && self.move_cursor(command) {
            return true;
        }
        let height = self.height();
        let full = height.saturating_sub(2).max(1) as isize;
        let half = height.div_ceil(2) as isize;
        match command {
            Command::Down => self.scroll(1),
            Command::Up => self.scroll(-1),
            Command::PageDown => self.scroll(full),
            Command::PageUp => self.scroll(-full),
            Command::HalfDown => self.scroll(half),
            Command::HalfUp => self.scroll(-half),
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
                self.follow(true);
            }
            Command::FindNext => self.step_find(true),
            Command::FindPrevious => self.step_find(false),
            Command::Back if self.find.is_some() => self.find = None,
            _ => return false,
        }
        true
    }

    fn geometry(&self) -> Geometry {
        Geometry::new(self.screen.0, self.screen.1, self.is_marked())
    }

    fn fit(&mut self) {
        let text = self.geometry().text;
        let size = (text.width, text.height);
        if size != self.size {
            let at = self.lines.get(self.top).map(PageLine::place);
            self.size = size;
            self.wrap();
            let line =
                at.filter(|_| self.top > 0).map_or(0, |(paragraph, byte)| self.line_near(&(paragraph, byte..byte)));
            self.scroll_to(line);
            self.follow(true);
        }
    }

    fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.lines.len().saturating_sub(self.height()));
    }

    fn reach_again(&mut self) {
        self.reach =
            self.told.as_ref().zip(self.shown.as_ref()).and_then(|(told, shown)| Reach::of(told, shown.info.id));
    }

    fn wrap(&mut self) {
        let width = usize::from(self.size.0);
        self.lines = match &self.shown {
            Some(version) if width > 0 => lines_of(&version.document, width, self.unfolded),
            _ => Vec::new(),
        };
    }
}
