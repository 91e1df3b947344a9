//! Stories joined, parted and pinned by the reader: what is asked for, what comes of it, and the worker's part between.

use super::desk::Desk;
use crate::model::{ArticleId, Story, StoryId};
use crate::store::{Query, StoreError, Undoable, today};

/// What the reader does to the grouping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Makes one story of two.
    Join(StoryId, StoryId),
    /// Takes an article out of a story into one of its own.
    TakeOut(StoryId, ArticleId),
    /// Pins a story, or lets it go.
    Pin(StoryId, bool),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Regrouped {
    /// What was done.
    pub outcome: Outcome,
    /// The stories it touched that are there, as they are now.
    pub stories: Vec<Story>,
    /// The story the reader is to find again and its place in the list; `None` where the list does not have it.
    pub place: Option<(StoryId, usize)>,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done, and is undone by this number.
    Done(Grouping, i64),
    /// It was undone.
    Undone,
    /// It could not be undone: the grouping was changed since, by another program.
    TooLate,
}

impl Desk {
    /// Changes the grouping.
    pub(super) fn group(&mut self, grouping: Grouping, filter: &str) -> Result<Regrouped, StoreError> {
        // Claims are those of a story's articles.
        self.told.clear();
        let (change, mut touched, sought) = match grouping {
            Grouping::Join(one, other) => {
                let change = self.store.merge(&[one, other])?;
                (change, vec![one, other], change.story)
            }
            Grouping::TakeOut(story, article) => (self.store.split(&[article])?, vec![story], story),
            Grouping::Pin(story, pinned) => (self.store.set_pinned(story, pinned)?, vec![story], story),
        };
        touched.push(change.story);
        Ok(self.regrouped(Outcome::Done(grouping, change.number), touched, Some(sought), filter))
    }

    /// Undoes a change of the grouping, if it is the last.
    pub(super) fn ungroup(
        &mut self,
        number: i64,
        sought: Option<StoryId>,
        filter: &str,
    ) -> Result<Regrouped, StoreError> {
        self.told.clear();
        Ok(match self.store.undo_change(number)? {
            Some(undone) => {
                let sought = sought.or(undone.stories.first().copied());
                self.regrouped(Outcome::Undone, undone.stories, sought, filter)
            }
            None => self.regrouped(Outcome::TooLate, Vec::new(), None, filter),
        })
    }

    /// The last change that can be undone, with the title of the first story it changed.
    pub(super) fn last_change(&self) -> Result<Option<(Undoable, String)>, StoreError> {
        let last = self.store.last_change()?;
        let title = |change: &Undoable| {
            let mut stories = change.stories.iter().filter_map(|&story| self.store.story(story).ok());
            stories.next().map_or_else(String::new, |story| story.title)
        };
        Ok(last.map(|change| {
            let title = title(&change);
            (change, title)
        }))
    }

    fn regrouped(
        &self,
        outcome: Outcome,
        mut touched: Vec<StoryId>,
        sought: Option<StoryId>,
        filter: &str,
    ) -> Regrouped {
        touched.sort_unstable();
        touched.dedup();
        let stories = touched.iter().filter_map(|&story| self.store.story(story).ok()).collect();
        // The change is made: what cannot be told of it now is read with the list.
        let query = Query::parse(filter, today()).ok();
        let at = |story| self.store.position(query.as_ref()?, story).ok().flatten();
        let place = sought.and_then(|story| Some((story, at(story)?)));
        Regrouped { outcome, stories, place }
    }
}
