//! The window around what is visible: what is asked of the store, and where the cursor stands when it is read again.

use super::{Pane, Stories};
use crate::model::{Story, StoryId, VersionId};
use crate::store::StoryList;
use crate::tui::event::Request;
use crate::tui::layout::follow;

/// How many stories beyond the visible ones are read on either side, so that a page down is there already.
const MARGIN: usize = 100;

/// Where the story under the cursor is looked for, so that a list read again does not move it from under the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seek {
    /// Nowhere: it is another list, or the reader is content with the place.
    No,
    /// Around where it stood.
    Here,
    /// At the top, where a story goes that has news in it.
    Top,
}

impl Stories {
    /// Shows only stories that have these words, from the top.
    pub(in crate::tui) fn set_filter(&mut self, filter: String) {
        if filter != self.filter {
            self.filter = filter;
            self.pane = Pane::List;
            (self.selected, self.top) = (0, 0);
            self.forget();
            self.seek = Seek::No;
        }
    }

    /// Has everything read again; the cursor stays on its story.
    pub(in crate::tui) fn forget(&mut self) {
        self.asked = None;
        self.leads_asked = None;
        self.stale = true;
        self.seek = Seek::Here;
    }

    /// Has everything read again, the cursor on a story that stands at a place of the list now.
    pub(in crate::tui) fn go_to(&mut self, story: StoryId, at: usize) {
        self.forget();
        self.select(at);
        self.sought = Some(story);
    }

    /// What has to be read for the screen to be whole, if it has not been asked for.
    pub(in crate::tui) fn wanted(&mut self, with_leads: bool) -> Vec<Request> {
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
            let versions = latest(story);
            let known = self.leads.as_ref().is_some_and(|(known, _)| *known == versions);
            if !known && self.leads_asked.as_ref() != Some(&versions) {
                self.leads_asked = Some(versions.clone());
                requests.push(Request::Leads(versions));
            }
        }
        requests
    }

    /// Takes a stretch of the list; one asked for before the filter changed is dropped.
    pub(in crate::tui) fn take(&mut self, filter: &str, offset: usize, page: StoryList) {
        if filter != self.filter {
            return;
        }
        if self.asked.as_ref().is_some_and(|(_, asked)| *asked == offset) {
            self.asked = None;
        }
        let held = self.sought.or(self.current().map(|story| story.id)).filter(|_| self.seek != Seek::No);
        let found = held.and_then(|id| page.stories.iter().position(|story| story.id == id)).map(|at| offset + at);
        if held.is_some() && found.is_none() && self.seek == Seek::Here && offset > 0 {
            self.seek = Seek::Top;
            return;
        }
        (self.stale, self.failed) = (false, false);
        (self.seek, self.sought) = (Seek::No, None);
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

    /// Takes the beginnings of versions; those of a story that has others by now are dropped.
    pub(in crate::tui) fn take_leads(&mut self, versions: Vec<VersionId>, leads: Vec<String>) {
        if self.leads_asked.as_ref() == Some(&versions) {
            self.leads_asked = None;
        }
        if self.current().map(latest).as_ref() == Some(&versions) {
            self.leads = Some((versions, leads));
        }
    }
}

/// The latest version of each outlet.
pub(super) fn latest(story: &Story) -> Vec<VersionId> {
    story.articles.iter().map(|article| article.latest().id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of `total` stories in a window of ten lines, with everything asked for answered.
    fn list(total: usize) -> Stories {
        let mut stories = Stories::new(true);
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
    fn what_the_cursor_went_to_is_waited_for_unless_it_cannot_be_read() {
        let mut stories = list(1000);
        stories.select(700);
        answer(&mut stories, 1000);
        stories.select(0);
        let request = stories.wanted(false);
        assert!(!request.is_empty() && stories.is_waiting(), "the top is not in memory any more");
        stories.fail();
        assert!(!stories.is_waiting());
        stories.forget();
        answer(&mut stories, 1000);
        assert_eq!((stories.is_waiting(), stories.current().map(|story| story.id)), (false, Some(StoryId(0))));
        answer(&mut stories, 0);
        assert!(!stories.is_waiting(), "an empty list has nothing to come");
    }

    #[test]
    fn beginnings_of_versions_a_story_had_before_are_dropped() {
        let mut stories = Stories::new(true);
        let told = |outlets: &[usize]| StoryList { total: 1, stories: vec![crate::tui::fixture::story(outlets)] };
        stories.take("", 0, told(&[1, 1]));
        let before = latest(stories.current().expect("a story"));
        assert!(stories.wanted(true).contains(&Request::Leads(before.clone())));
        // The story has three outlets before the answer is there.
        stories.take("", 0, told(&[1, 1, 1]));
        let now = latest(stories.current().expect("a story"));
        assert!(stories.wanted(true).contains(&Request::Leads(now.clone())));
        stories.take_leads(before, vec!["before".to_owned(); 2]);
        assert_eq!(stories.leads(), [""; 0]);
        stories.take_leads(now, vec!["now".to_owned(); 3]);
        assert_eq!(stories.leads(), ["now"; 3]);
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
