//! The Stories screen: the list, of which only a window around what is visible is in memory.

mod draw;

use std::collections::BTreeSet;

pub(super) use draw::draw;

use crate::model::{Story, StoryId};
use crate::store::StoryList;
use crate::tui::event::Request;
use crate::tui::layout::follow;

/// How many stories beyond the visible ones are read on either side, so that a page down is there already.
const MARGIN: usize = 100;

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
    /// Whether what is in memory has to be read again; it stays on screen until the answer comes.
    stale: bool,
    leads: Option<(StoryId, Vec<String>)>,
    leads_asked: Option<StoryId>,
}

impl Stories {
    /// An empty list that has not been read yet.
    pub(super) fn new() -> Stories {
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
            stale: false,
            leads: None,
            leads_asked: None,
        }
    }

    /// How many stories the list has; `None` before the first answer.
    pub(super) fn total(&self) -> Option<usize> {
        self.total
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
        let current = self.current().map(|story| story.id);
        self.leads.as_ref().filter(|(id, _)| Some(*id) == current).map_or(&[], |(_, leads)| leads)
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

    /// Shows only stories that have these words, from the top.
    pub(super) fn set_filter(&mut self, filter: String) {
        if filter != self.filter {
            self.filter = filter;
            self.pane = Pane::List;
            (self.selected, self.top) = (0, 0);
            self.forget();
        }
    }

    /// Has everything read again.
    pub(super) fn forget(&mut self) {
        self.asked = None;
        self.leads = None;
        self.leads_asked = None;
        self.stale = true;
    }

    /// What has to be read for the screen to be whole, if it has not been asked for.
    pub(super) fn wanted(&mut self, with_leads: bool) -> Vec<Request> {
        let mut requests = Vec::new();
        let total = self.total.unwrap_or(usize::MAX);
        let missing = self.stale
            || self.total.is_none()
            || [self.top, (self.top + self.height).min(total).saturating_sub(1)]
                .into_iter()
                .any(|at| at < total && self.story(at).is_none());
        let offset = self.top.saturating_sub(MARGIN);
        let ask = (self.filter.clone(), offset);
        if missing && self.asked.as_ref() != Some(&ask) {
            requests.push(Request::Stories { filter: ask.0.clone(), offset, limit: self.height + 2 * MARGIN });
            self.asked = Some(ask);
        }
        if let Some(story) = self.current().filter(|_| with_leads) {
            let known = self.leads.as_ref().is_some_and(|(id, _)| *id == story.id);
            if !known && self.leads_asked != Some(story.id) {
                let versions = story.articles.iter().map(|article| article.latest().id).collect();
                requests.push(Request::Leads { story: story.id, versions });
                self.leads_asked = Some(story.id);
            }
        }
        requests
    }

    /// Takes a stretch of the list; one asked for before the filter changed is dropped.
    pub(super) fn take(&mut self, filter: &str, offset: usize, page: StoryList) {
        if filter != self.filter {
            return;
        }
        if self.asked.as_ref().is_some_and(|(_, asked)| *asked == offset) {
            self.asked = None;
        }
        self.stale = false;
        self.total = Some(page.total);
        self.offset = offset;
        self.window = page.stories;
        self.select(self.selected);
    }

    /// Takes the beginnings of a story's versions.
    pub(super) fn take_leads(&mut self, story: StoryId, leads: Vec<String>) {
        self.leads = Some((story, leads));
        self.leads_asked = None;
    }

    /// Marks stories read or unread in memory.
    pub(super) fn mark_read(&mut self, stories: &[StoryId], read: bool) {
        let marked: BTreeSet<StoryId> = stories.iter().copied().collect();
        for story in self.window.iter_mut().filter(|story| marked.contains(&story.id)) {
            story.read = read;
            // Whether it is changed after it was marked unread again, only the store can say.
            story.changed &= !read;
        }
    }

    /// Stars a story in memory, or takes its star.
    pub(super) fn mark_starred(&mut self, id: StoryId, starred: bool) {
        for story in self.window.iter_mut().filter(|story| story.id == id) {
            story.starred = starred;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of `total` stories in a window of ten lines, with everything asked for answered.
    fn list(total: usize) -> Stories {
        let mut stories = Stories::new();
        stories.resize(10);
        answer(&mut stories, total);
        stories
    }

    fn answer(stories: &mut Stories, total: usize) -> usize {
        let mut asked = 0;
        for request in stories.wanted(false) {
            let Request::Stories { filter, offset, limit } = request else { continue };
            let window = (offset..total.min(offset + limit)).map(|n| Story {
                id: StoryId(n as i64),
                title: format!("Story {n}"),
                confidence: None,
                articles: Vec::new(),
                read: false,
                changed: false,
                pinned: false,
                starred: false,
            });
            asked += 1;
            stories.take(&filter, offset, StoryList { total, stories: window.collect() });
        }
        asked
    }

    #[test]
    fn only_a_window_is_read_however_long_the_list() {
        let mut stories = list(100_000);
        assert!(stories.window.len() <= 10 + 2 * MARGIN);
        stories.select(70_000);
        assert_eq!(stories.current(), None);
        assert_eq!(answer(&mut stories, 100_000), 1);
        assert_eq!(stories.current().map(|story| story.id), Some(StoryId(70_000)));
        assert!(stories.window.len() <= 10 + 2 * MARGIN);
        assert_eq!(answer(&mut stories, 100_000), 0, "nothing more is asked for once the screen is whole");
    }

    #[test]
    fn an_answer_to_an_earlier_filter_is_dropped() {
        let mut stories = list(30);
        stories.set_filter("bridge".to_owned());
        stories.take("", 0, StoryList { total: 30, stories: Vec::new() });
        assert_eq!(stories.story(0).map(|story| story.id), Some(StoryId(0)));
    }

    #[test]
    fn a_list_that_shrank_keeps_the_cursor_inside() {
        let mut stories = list(30);
        stories.select(29);
        stories.forget();
        answer(&mut stories, 3);
        assert_eq!(stories.selected(), 2);
        stories.forget();
        answer(&mut stories, 0);
        assert_eq!((stories.selected(), stories.top()), (0, 0));
    }
}
