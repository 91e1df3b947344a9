//! What the reader did that can be undone: one stack for marks, stars, pairs and the grouping, the last on top.

use super::{App, Open};
use crate::model::{StoryId, VersionId};
use crate::sides::Sides;
use crate::store::{ChangeKind, Mark, Undoable};
use crate::theme::StyleRole;
use crate::tui::command::Command;
use crate::tui::event::{Effect, Request};

/// How many deeds are remembered; the store remembers as many changes of the grouping.
const UNDOABLE: usize = 100;

/// Something that can be undone, with what undoes it.
#[derive(Debug)]
pub(super) enum Deed {
    /// Stories were marked read or unread; the versions that were not so before are marked the other way.
    Marked {
        /// How many stories.
        stories: usize,
        /// The versions.
        versions: Vec<VersionId>,
        /// What they are marked to undo it.
        read: bool,
        /// The title of a single one.
        title: Option<String>,
    },
    /// A story was starred, or its star was taken.
    Starred {
        /// The story.
        story: StoryId,
        /// Whether it has a star again once this is undone.
        starred: bool,
        /// Its title.
        title: String,
    },
    /// The reader said something of pairs.
    Paired {
        /// The two versions.
        versions: Sides<VersionId>,
        /// What was said of the same pairs before.
        marks: Vec<Mark>,
    },
    /// The grouping was changed.
    Grouped(Grouped),
}

/// A change of the grouping that can be undone.
#[derive(Debug)]
pub(super) struct Grouped {
    /// The store's number of it.
    pub(super) number: i64,
    /// What it was, in the words of a message and with the titles between them.
    pub(super) words: Vec<&'static str>,
    /// The titles.
    pub(super) titles: Vec<String>,
    /// The story the reader was at.
    pub(super) story: Option<StoryId>,
    /// The two versions that were side by side.
    pub(super) pair: Option<Sides<VersionId>>,
}

/// What can be undone.
#[derive(Debug, Default)]
pub(super) struct Deeds {
    done: Vec<Deed>,
    /// Whether something is on its way to be done whose deed comes with the answer: keys wait for it, so that the order holds.
    pub(super) pending: bool,
    /// The titles in what is being done.
    pub(super) naming: Vec<String>,
    /// What is being undone.
    pub(super) undoing: Option<Grouped>,
}

impl Deeds {
    /// Puts one on top.
    pub(super) fn add(&mut self, deed: Deed) {
        if self.done.len() == UNDOABLE {
            self.done.remove(0);
        }
        self.done.push(deed);
    }
}

impl App {
    /// Undoes what was done last, whatever it was. Where nothing was done in this run, the store says what was in an earlier one.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        match self.deeds.done.pop() {
            Some(Deed::Marked { stories, versions, read, title }) => {
                // Of a story that was read in part only the list knows what it is now.
                self.stories.mark_versions(&versions, read);
                self.stories.forget();
                let state = if read { "read again" } else { "unread again" };
                match title {
                    Some(title) => self.say_named(&["Undone: ", &format!(" is {state}")], &[&title]),
                    None if stories == 1 => self.say(StyleRole::Info, format!("Undone: 1 story is {state}")),
                    None => self.say(StyleRole::Info, format!("Undone: {stories} stories are {state}")),
                }
                App::ask(Request::SetVersionsRead { versions, read })
            }
            Some(Deed::Starred { story, starred, title }) => {
                self.stories.mark_starred(story, starred);
                let said = if starred { " has its star again" } else { " has no star again" };
                self.say_named(&["Undone: ", said], &[&title]);
                App::ask(Request::SetStarred { story, starred })
            }
            Some(Deed::Paired { versions, marks }) => self.unpair(versions, marks),
            Some(Deed::Grouped(grouped)) => {
                let (number, story) = (grouped.number, grouped.story);
                self.deeds.undoing = Some(grouped);
                self.deeds.pending = true;
                App::ask(Request::Ungroup { number, story, filter: self.stories.filter.clone() })
            }
            None if self.kept => {
                self.deeds.pending = true;
                App::ask(Request::LastChange)
            }
            None => {
                self.say(StyleRole::Info, "Nothing to undo");
                Vec::new()
            }
        }
    }

    /// Says what an earlier run left to be undone: the next asking does it. What the reader may not remember is not undone at once.
    pub(super) fn take_last_change(&mut self, last: Option<(Undoable, String)>) {
        self.deeds.pending = false;
        let Some((change, title)) = last else {
            self.say(StyleRole::Info, "Nothing to undo");
            return;
        };
        let what = match change.kind {
            ChangeKind::Merge => "joining stories into ",
            ChangeKind::Split => "taking an article out of ",
            ChangeKind::Pin => "pinning ",
            ChangeKind::Unpin => "letting go of ",
        };
        let key = self.undo_key("; ", " undoes it");
        self.say_named(&[&format!("Done before: {what}"), &key], &[&title]);
        self.deeds.add(Deed::Grouped(Grouped {
            number: change.number,
            words: vec![what, ""],
            titles: vec![title],
            story: change.stories.first().copied(),
            pair: None,
        }));
    }

    /// Takes back what was said of pairs: on screen if these texts are there, and in any case in the store.
    fn unpair(&mut self, versions: Sides<VersionId>, marks: Vec<Mark>) -> Vec<Effect> {
        let (versions, marks, here) = match self.open.last() {
            Some(Open::Compare(comparing)) => comparing.undone(versions, marks),
            _ => (versions, marks, false),
        };
        let said = if here { "Undone: your pairing" } else { "Undone, in the two texts you paired before" };
        self.say(StyleRole::Info, said);
        let mut effects = App::ask(Request::Mark { versions, marks });
        if !here {
            effects.extend(self.returned());
        }
        effects
    }

    /// The key that undoes, between words; empty where it has none.
    pub(super) fn undo_key(&self, before: &str, after: &str) -> String {
        let key = self.keymap.keys(Command::Undo).first();
        key.map_or_else(String::new, |key| format!("{before}{key}{after}"))
    }
}
