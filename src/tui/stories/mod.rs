//! The Stories screen: the list, of which only a window around what is visible is in memory.

mod draw;

use std::collections::BTreeSet;

pub(super) use draw::draw;

use crate::model::{Story, StoryId, VersionId};
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

/// Where the story under the cursor is looked for, so that a list read again does not move it from under the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seek {
    /// Nowhere: it is another list, or the reader is content with the place.
    No,
    /// Around where it stood.
    Here,
    /// At the top, where a story goes that has news in it.
    Top,
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
    /// Where the cursor's story is looked for when the list is read again.
    seek: Seek,
    /// How versions begin, with the versions that were read for it.
    leads: Option<(Vec<VersionId>, Vec<String>)>,
    leads_asked: Option<Vec<VersionId>>,
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
            seek: Seek::No,
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

    /// Shows only stories that have these words, from the top.
    pub(super) fn set_filter(&mut self, filter: String) {
        if filter != self.filter {
            self.filter = filter;
            self.pane = Pane::List;
            (self.selected, self.top) = (0, 0);
            self.forget();
            self.seek = Seek::No;
        }
    }

    /// Has everything read again; the cursor stays on its story.
    pub(super) fn forget(&mut self) {
        self.asked = None;
        self.leads_asked = None;
        self.stale = true;
        self.seek = Seek::Here;
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
        let offset = if self.seek == Seek::Top { 0 } else { self.top.saturating_sub(MARGIN) };
        let ask = (self.filter.clone(), offset);
        if missing && self.asked.as_ref() != Some(&ask) {
            requests.push(Request::Stories { filter: ask.0.clone(), offset, limit: self.height + 2 * MARGIN });
            self.asked = Some(ask);
        }
        if let Some(story) = self.current().filter(|_| with_leads) {
            let (id, versions) = (story.id, latest(story));
            let known = self.leads.as_ref().is_some_and(|(known, _)| *known == versions);
            if !known && self.leads_asked.as_ref() != Some(&versions) {
                self.leads_asked = Some(versions.clone());
                requests.push(Request::Leads { story: id, versions });
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
        let held = self.current().filter(|_| self.seek != Seek::No).map(|story| story.id);
        let found = held.and_then(|id| page.stories.iter().position(|story| story.id == id)).map(|at| offset + at);
        if held.is_some() && found.is_none() && self.seek == Seek::Here && offset > 0 {
            self.seek = Seek::Top;
            return;
        }
        self.stale = false;
        self.seek = Seek::No;
        self.total = Some(page.total);
        self.offset = offset;
        self.window = page.stories;
        match found {
            Some(at) => self.hold(at),
            None => self.select(self.selected),
        }
    }

    /// The story under the cursor stands at another place now; on screen it stays where it is, but where the top of the list is
    /// in sight what is new there comes into sight above it.
    fn hold(&mut self, at: usize) {
        if self.top > 0 {
            self.top = at.saturating_sub(self.selected.saturating_sub(self.top));
        }
        self.selected = at;
        self.top = follow(self.top, at, self.height, self.total.unwrap_or(0));
        self.outlet = self.outlet.min(self.current().map_or(0, |story| story.articles.len().saturating_sub(1)));
    }

    /// Takes the beginnings of the versions that were asked for last.
    pub(super) fn take_leads(&mut self, story: StoryId, leads: Vec<String>) {
        let current = self.current().filter(|current| current.id == story).map(latest);
        if let Some(versions) = self.leads_asked.take().filter(|asked| Some(asked) == current.as_ref()) {
            self.leads = Some((versions, leads));
        }
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

/// The latest version of each outlet.
fn latest(story: &Story) -> Vec<VersionId> {
    story.articles.iter().map(|article| article.latest().id).collect()
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
        answer_of(stories, &(0..total as i64).collect::<Vec<_>>())
    }

    /// Answers what is asked for out of a list of stories with these numbers.
    fn answer_of(stories: &mut Stories, numbers: &[i64]) -> usize {
        let (mut asked, total) = (0, numbers.len());
        for request in stories.wanted(false) {
            let Request::Stories { filter, offset, limit } = request else { continue };
            let window = numbers.iter().skip(offset).take(limit).map(|&n| Story {
                id: StoryId(n),
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
    /// The story under the cursor and the row it is drawn in.
    fn place(stories: &Stories) -> (Option<i64>, usize) {
        (stories.current().map(|story| story.id.0), stories.selected() - stories.top())
    }

    #[test]
    fn a_list_read_again_keeps_the_cursor_on_its_story_and_in_its_row() {
        let mut stories = list(300);
        stories.select(150);
        answer(&mut stories, 300);
        stories.scroll(4);
        answer(&mut stories, 300);
        let before = place(&stories);
        stories.forget();
        // Three new stories above it.
        let with_news: Vec<i64> = (1000..1003).chain(0..300).collect();
        answer_of(&mut stories, &with_news);
        assert_eq!(place(&stories), before);
        // Its own story has news and goes to the top.
        let here = before.0.expect("a story");
        let moved: Vec<i64> = std::iter::once(here).chain((0..300).filter(|&n| n != here)).collect();
        stories.forget();
        assert_eq!((answer_of(&mut stories, &moved), answer_of(&mut stories, &moved)), (1, 1));
        assert_eq!((place(&stories), stories.top()), ((Some(here), 0), 0));
    }

    #[test]
    fn a_story_that_is_gone_leaves_the_cursor_in_its_place() {
        let mut stories = list(300);
        stories.select(200);
        answer(&mut stories, 300);
        stories.forget();
        let without: Vec<i64> = (0..300).filter(|&n| n != 200).collect();
        while answer_of(&mut stories, &without) > 0 {}
        assert_eq!(place(&stories).0, Some(201));
    }

    #[test]
    fn what_is_new_comes_into_sight_where_the_top_is() {
        let mut stories = list(30);
        stories.select(2);
        stories.forget();
        let with_news: Vec<i64> = (1000..1003).chain(0..30).collect();
        answer_of(&mut stories, &with_news);
        assert_eq!((place(&stories), stories.top()), ((Some(2), 5), 0));
        stories.set_filter("bridge".to_owned());
        answer_of(&mut stories, &with_news);
        assert_eq!(stories.selected(), 0, "another list begins at its top");
    }
}
