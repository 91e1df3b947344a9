//! The timeline of an article: its versions, when each came and what it changed, and below them the changes of the selected one.

mod draw;
mod find;
mod revision;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use ratatui::layout::Rect;

pub(super) use draw::draw;
pub use revision::Revision;

use super::command::Command;
use super::layout::follow;
use crate::model::{Article, Story, VersionId};
use crate::sides::Sides;

/// Lines a version takes: when and what, and its headline.
const ROW: usize = 2;
/// Fewer lines than this for the list leave nothing to the changes.
const LEAST: u16 = 4;

/// An article's versions, or their being on the way.
#[derive(Debug)]
pub(super) struct Timeline {
    /// The story the article belongs to.
    pub(super) story: Story,
    /// The place of the article in the story.
    pub(super) article: usize,
    /// What kept the revisions from coming.
    pub(super) failed: Option<String>,
    revisions: Option<Arc<Vec<Revision>>>,
    selected: usize,
    top: usize,
    /// The words the reader looks for.
    find: Option<find::Find>,
    /// Where the reader was before the words now being typed.
    before: Option<find::Before>,
}

/// The parts of the screen below the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parts {
    list: Rect,
    /// A rule and the changes; empty where they have no room.
    changes: Rect,
}

impl Parts {
    /// A few versions have the lines they need, many have half of the screen.
    fn new(body: Rect, versions: usize) -> Parts {
        let wanted = u16::try_from(versions * ROW).unwrap_or(u16::MAX).max(LEAST);
        let list = if body.height < LEAST + 3 { body.height } else { wanted.min((body.height / 2).max(LEAST)) };
        let changes = body.height - list;
        let list = Rect { height: list, ..body };
        Parts { list, changes: Rect { y: list.bottom(), height: changes, ..body } }
    }

    fn rows(&self) -> usize {
        (usize::from(self.list.height) / ROW).max(1)
    }
}

impl Timeline {
    /// Opens an article of a story; the cursor is on its latest version.
    pub(super) fn new(story: Story, article: usize) -> Timeline {
        let (revisions, find, before) = (None, None, None);
        let mut timeline = Timeline { story, article, failed: None, revisions, selected: 0, top: 0, find, before };
        timeline.selected = timeline.versions().len().saturating_sub(1);
        timeline
    }

    /// The article, if the story has one.
    pub(super) fn shown(&self) -> Option<&Article> {
        self.story.articles.get(self.article)
    }

    /// Its versions, oldest first: what is asked of the worker.
    pub(super) fn versions(&self) -> Vec<VersionId> {
        self.shown().map_or_else(Vec::new, |article| article.versions.iter().map(|version| version.id).collect())
    }

    /// Takes what the worker found out; what was asked for before the reader went on is dropped.
    pub(super) fn take(&mut self, versions: &[VersionId], revisions: Arc<Vec<Revision>>) {
        if versions == self.versions() {
            self.failed = None;
            self.revisions = Some(revisions);
            let words = self.find_words().map(str::to_owned);
            self.find_again(words.as_deref());
        }
    }

    /// Whether the version of that place came after one the reader has read, and was not read itself.
    fn is_news(&self, at: usize) -> bool {
        let versions = self.shown().map_or(&[][..], |article| &article.versions);
        let (before, rest) = versions.split_at(at.min(versions.len()));
        before.iter().any(|version| version.read) && rest.first().is_some_and(|version| !version.read)
    }

    /// Whether the revisions are not there yet.
    pub(super) fn is_waiting(&self) -> bool {
        self.revisions.is_none()
    }

    /// The version under the cursor.
    pub(super) fn selected(&self) -> Option<VersionId> {
        self.shown()?.versions.get(self.selected).map(|version| version.id)
    }

    /// The version under the cursor and the one before it; `None` on the first.
    pub(super) fn pair(&self) -> Option<Sides<VersionId>> {
        let versions = self.versions();
        let before = self.selected.checked_sub(1)?;
        Some(Sides::new(*versions.get(before)?, *versions.get(self.selected)?))
    }

    /// Puts the cursor on a version.
    pub(super) fn select(&mut self, version: VersionId) {
        if let Some(at) = self.versions().iter().position(|&id| id == version) {
            self.selected = at;
        }
    }

    /// Turns to the next article of the story, around the end; `false` where there is no other.
    pub(super) fn turn(&mut self) -> bool {
        let several = self.story.articles.len() > 1;
        if several {
            let next = (self.article + 1) % self.story.articles.len();
            let words = self.find_words().map(str::to_owned);
            *self = Timeline::new(self.story.clone(), next);
            self.find_again(words.as_deref());
        }
        several
    }

    /// Moves through the versions; says whether the command was one for it.
    pub(super) fn apply(&mut self, command: Command, body: Rect) -> bool {
        match command {
            Command::FindNext => self.step_find(true),
            Command::FindPrevious => self.step_find(false),
            Command::Back if self.find.is_some() => self.find = None,
            _ => return self.walk(command, body),
        }
        self.step(0, body);
        true
    }

    fn walk(&mut self, command: Command, body: Rect) -> bool {
        let by = match command {
            Command::NextRevision => Some(1),
            Command::PreviousRevision => Some(-1),
            _ => command.steps(self.parts(body).rows().saturating_sub(1)),
        };
        let Some(by) = by else { return false };
        self.step(by, body);
        true
    }

    /// Moves the cursor as far as it goes.
    pub(super) fn step(&mut self, by: isize, body: Rect) {
        let last = self.versions().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
        self.top = self.window(&self.parts(body));
    }

    /// A click selects the version there.
    pub(super) fn click(&mut self, x: u16, y: u16, body: Rect) {
        let parts = self.parts(body);
        if parts.list.contains((x, y).into()) {
            let at = self.window(&parts) + usize::from(y - parts.list.y) / ROW;
            if at < self.versions().len() {
                self.selected = at;
            }
        }
        self.top = self.window(&parts);
    }

    fn parts(&self, body: Rect) -> Parts {
        Parts::new(body, self.versions().len())
    }

    /// The first visible version.
    fn window(&self, parts: &Parts) -> usize {
        follow(self.top, self.selected, parts.rows(), self.versions().len())
    }
}
