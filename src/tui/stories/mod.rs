//! The Stories screen: the list, of which only a window around what is visible is in memory.

mod draw;
mod window;

use std::collections::BTreeSet;

pub(super) use draw::{draw, standing, told_of};
use window::{Seek, latest};

use crate::model::{Story, StoryId, VersionId};
use crate::tui::layout::follow;

/// Which half of the screen has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    /// The list of stories.
    List,
    /// The outlets of the selected story.
    Outlets,
}

/// The list and the reader's place in it.
#[derive(Debug)]
pub(super) struct Stories {
    /// Which half has the keys.
    pub(super) pane: Pane,
    /// The selected outlet of the selected story.
    pub(super) outlet: usize,
    /// Words the stories have; empty for all stories.
    pub(super) filter: String,
    total: Option<usize>,
    selected: usize,
    top: usize,
    height: usize,
    /// The place of the first story in memory.
    offset: usize,
    window: Vec<Story>,
    /// The window asked for and not answered yet.
    asked: Option<(String, usize)>,
    /// Whether something could not be read since the last answer.
    failed: bool,
    /// Whether what is in memory has to be read again; it stays on screen until the answer comes.
    stale: bool,
    /// Where the cursor's story is looked for when the list is read again.
    seek: Seek,
    /// The story that is looked for in the place of the cursor's.
    sought: Option<StoryId>,
    /// Whether a story without a likeness was grouped by the reader: in the reader's own store.
    pub(super) by_hand: bool,
    /// The story that waits for another to be joined with, and its title.
    pub(super) joining: Option<(StoryId, String)>,
    /// How versions begin, with the versions that were read for it.
    leads: Option<(Vec<VersionId>, Vec<String>)>,
    leads_asked: Option<Vec<VersionId>>,
}

impl Stories {
    /// An empty list that has not been read yet.
    pub(super) fn new(by_hand: bool) -> Stories {
        Stories {
            pane: Pane::List,
            outlet: 0,
            filter: String::new(),
            total: None,
            selected: 0,
            top: 0,
            height: 1,
            offset: 0,
            window: Vec::new(),
            asked: None,
            failed: false,
            stale: false,
            seek: Seek::No,
            sought: None,
            by_hand,
            joining: None,
            leads: None,
            leads_asked: None,
        }
    }

    /// How many stories the list has; `None` before the first answer.
    pub(super) fn total(&self) -> Option<usize> {
        self.total
    }

    /// Whether the selected story is still to come: before the first answer, or where the cursor went far.
    pub(super) fn is_waiting(&self) -> bool {
        let far = self.total > Some(self.selected) && self.current().is_none();
        self.total.is_none() || far && self.asked.is_some() && !self.failed
    }

    /// Waits no longer for what could not be read, so that the cursor can leave it.
    pub(super) fn fail(&mut self) {
        self.failed = true;
    }

    /// The place of the selected story.
    pub(super) fn selected(&self) -> usize {
        self.selected
    }

    /// The place of the first visible story.
    pub(super) fn top(&self) -> usize {
        self.top
    }

    /// A story of the list, if it is in memory.
    pub(super) fn story(&self, at: usize) -> Option<&Story> {
        self.window.get(at.checked_sub(self.offset)?)
    }

    /// The selected story, if it is in memory.
    pub(super) fn current(&self) -> Option<&Story> {
        self.story(self.selected)
    }

    /// The whole list, where it is all in memory.
    pub(super) fn all(&self) -> Option<&[Story]> {
        (self.offset == 0 && self.total == Some(self.window.len())).then_some(&*self.window)
    }

    /// How the versions of the selected story begin, once known.
    pub(super) fn leads(&self) -> &[String] {
        let current = self.current().map(latest);
        self.leads.as_ref().filter(|(versions, _)| Some(versions) == current.as_ref()).map_or(&[], |(_, leads)| leads)
    }

    /// Puts the cursor on a story, or on the nearest there is.
    pub(super) fn select(&mut self, at: usize) {
        let total = self.total.unwrap_or(0);
        let at = at.min(total.saturating_sub(1));
        if at != self.selected {
            self.outlet = 0;
        }
        self.selected = at;
        self.top = follow(self.top, at, self.height, total);
    }

    /// Moves the cursor, in the list or among the outlets, as far as it goes.
    pub(super) fn step(&mut self, by: isize) {
        match self.pane {
            Pane::List => self.select(self.selected.saturating_add_signed(by)),
            Pane::Outlets => {
                let outlets = self.current().map_or(0, |story| story.articles.len());
                self.outlet = self.outlet.saturating_add_signed(by).min(outlets.saturating_sub(1));
            }
        }
    }

    /// Scrolls the list; the cursor comes along at the edge.
    pub(super) fn scroll(&mut self, by: isize) {
        let total = self.total.unwrap_or(0);
        self.top = self.top.saturating_add_signed(by).min(total.saturating_sub(self.height));
        let last = self.top + self.height.saturating_sub(1);
        self.select(self.selected.clamp(self.top, last.max(self.top)));
    }

    /// How many stories are visible, once the screen has this many lines for them.
    pub(super) fn resize(&mut self, lines: u16) {
        self.height = usize::from(lines).max(1);
        self.select(self.selected);
    }

    /// How many stories are visible at most.
    pub(super) fn height(&self) -> usize {
        self.height
    }

    /// Marks stories read or unread in memory.
    pub(super) fn mark_read(&mut self, stories: &[StoryId], read: bool) {
        let marked: BTreeSet<StoryId> = stories.iter().copied().collect();
        for story in self.window.iter_mut().filter(|story| marked.contains(&story.id)) {
            story.read = read;
            for version in story.articles.iter_mut().flat_map(|article| &mut article.versions) {
                version.read = read;
            }
            // Whether it is changed after it was marked unread again, only the store can say.
            story.changed &= !read;
        }
    }

    /// Marks versions read or unread in memory; what that makes of their stories comes with the list.
    pub(super) fn mark_versions(&mut self, versions: &[VersionId], read: bool) {
        let marked: BTreeSet<VersionId> = versions.iter().copied().collect();
        let articles = self.window.iter_mut().flat_map(|story| &mut story.articles);
        for version in articles.flat_map(|article| &mut article.versions).filter(|it| marked.contains(&it.id)) {
            version.read = read;
        }
    }

    /// Stars a story in memory, or takes its star.
    pub(super) fn mark_starred(&mut self, id: StoryId, starred: bool) {
        for story in self.window.iter_mut().filter(|story| story.id == id) {
            story.starred = starred;
        }
    }
}
