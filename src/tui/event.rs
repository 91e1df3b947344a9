//! What wakes the screens, and what they ask for: two closed lists.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::{KeyEvent, MouseEvent};

use crate::compare::Comparison;
use crate::ingest::Harvest;
use crate::model::{SourceId, StoryId, Version, VersionId, Warning};
use crate::sides::Sides;
use crate::store::{KeptPlace, Mark, NewSource, StoryList, Undoable};
use crate::theme::{Kind, Theme};
use crate::tui::claims::Told;
use crate::tui::editor::Editing;
use crate::tui::grouping::{Grouping, Regrouped};
use crate::tui::network::How;
use crate::tui::reload::Fresh;
use crate::tui::round::Happened;
use crate::tui::search::Found;
use crate::tui::sources::Followed;
use crate::tui::timeline::Revision;
use crate::update::{LookError, Looked, Which};

/// Everything that can wake the event loop.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// A mouse button was pressed, or the wheel turned.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows now. The loop looks the size up before anything hears of it.
    Resize(u16, u16),
    /// The worker has an answer.
    Loaded(Loaded),
    /// The worker could not do something; the message says what and why.
    Failed(String),
    /// A mark that is on screen could not be kept; the message says why.
    Unkept(String),
    /// Another program could not do what it was asked for; the message says what and why.
    Unable(String),
    /// What the reader wants to add was looked at.
    Looked {
        /// What was typed.
        typed: String,
        /// What lies there, or why nothing does.
        found: Result<Looked, LookError>,
    },
    /// Something happened in the round of news.
    Round(Happened),
    /// What the network cannot go by.
    Warned(Vec<Warning>),
    /// The terminal says what its ground is.
    Ground(Kind),
    /// The terminal has not said what its ground is for so long that the first frame waits no more.
    GroundUntold,
    /// The reader saved the configuration or a theme.
    Saved,
    /// Another program asks this one to end, with this signal number.
    Terminate(i32),
    /// Another program asks this one to stop until it is continued.
    Stop,
    /// The program runs again after it was stopped, and the screen may hold anything.
    Continued,
    /// The terminal is gone.
    InputClosed,
}

impl Event {
    /// Whether the terminal's size changed.
    pub(super) fn is_resize(&self) -> bool {
        matches!(self, Event::Resize(..))
    }
}

/// An answer of the worker.
#[derive(Debug)]
pub enum Loaded {
    /// Stories from `offset` on.
    Stories {
        /// The words the stories were asked to have.
        filter: String,
        /// The place of the first of them in the whole list.
        offset: usize,
        /// They, and how many there are in all.
        page: StoryList,
    },
    /// How each outlet's latest version begins.
    Leads {
        /// The versions asked for.
        versions: Vec<VersionId>,
        /// One for each; empty where a text has none.
        leads: Vec<String>,
    },
    /// Two versions compared.
    Compared {
        /// The versions.
        versions: Box<Sides<Version>>,
        /// The comparison.
        comparison: Arc<Comparison>,
    },
    /// The claims of a story.
    Claims {
        /// The story asked for.
        story: StoryId,
        /// Its claims.
        told: Arc<Told>,
    },
    /// What each version of an article changed.
    Timeline {
        /// The versions asked for.
        versions: Vec<VersionId>,
        /// One for each.
        revisions: Arc<Vec<Revision>>,
    },
    /// Articles that have some words.
    Found {
        /// The words asked for.
        words: String,
        /// The articles, or what is wrong with the words.
        found: Found,
    },
    /// What is followed, in order of number.
    Sources(Vec<Followed>),
    /// What the reader added is in the store.
    TakenIn(TakenIn),
    /// One version to read.
    Version(Version),
    /// What the editor is to open.
    Editing(Editing),
    /// These stories were unread and are read now.
    MarkedRead {
        /// The stories.
        stories: Vec<StoryId>,
        /// The versions of them that were unread.
        versions: Vec<VersionId>,
    },
    /// Stories were joined, parted, pinned or let go, or that was undone.
    Regrouped(Box<Regrouped>),
    /// The last change of the grouping that can be undone, with the title of its story.
    LastChange(Option<(Undoable, String)>),
    /// Where the reader left stories in earlier runs.
    Places(BTreeMap<StoryId, KeptPlace>),
    /// The new file of an export, or a sentence that says why there is none.
    Written(Result<PathBuf, String>),
    /// The names of all themes.
    Themes(Vec<String>),
    /// A theme, and what was wrong with it.
    Theme(Box<Theme>, Vec<Warning>),
    /// The settings as they are now.
    Fresh(Box<Fresh>),
    /// The theme for the ground the terminal told of, and what was wrong with it.
    Ground(Box<Theme>, Vec<Warning>),
}

/// What the store took in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// What it was.
    pub what: Taken,
    /// Whether the screens show another store from now on: the reader's own in the place of the sample edition.
    pub moved_in: bool,
}

/// What the reader added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// Sources: the number and name of each, and whether it was followed before.
    Sources(Vec<(SourceId, String, bool)>),
    /// Articles of a file: how many were new, revised and unchanged.
    Articles([usize; 3]),
}

/// What the screens want from outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Something only the worker can do.
    Ask(Request),
    /// Put text on the terminal's clipboard.
    Copy(String),
    /// Hand addresses to the browser.
    Browse {
        /// The program and its first arguments; empty is what the platform has for it.
        command: Vec<String>,
        /// The addresses, each `http` or `https`.
        addresses: Vec<String>,
    },
    /// Lend the terminal to the editor.
    Edit(Editing),
    /// Look at what the reader typed; answered by [`Event::Looked`].
    Look {
        /// What was typed.
        typed: String,
        /// Whether the page at an address is to be followed itself.
        as_page: bool,
    },
    /// Give up looking.
    GiveUp,
    /// Begin a round of news, told by [`Event::Round`].
    Update {
        /// The sources.
        which: Which,
        /// How it goes about it.
        how: How,
    },
    /// Stop the round that runs.
    StopUpdate,
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Set the terminal up again and draw everything.
    Redraw,
    /// End; with a signal's number where one asked for it.
    Quit(Option<i32>),
}

/// Work for the worker.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Stories of the list, from `offset`, at most `limit`; answered by [`Loaded::Stories`].
    Stories {
        /// Words the stories must have; empty for all stories.
        filter: String,
        /// The place of the first.
        offset: usize,
        /// How many.
        limit: usize,
    },
    /// The beginnings of some versions; answered by [`Loaded::Leads`].
    Leads(Vec<VersionId>),
    /// Compare two versions; answered by [`Loaded::Compared`].
    Compare(Sides<VersionId>),
    /// Keep what the reader says of pairs of two versions, and compare them; answered by [`Loaded::Compared`].
    Mark {
        /// The versions.
        versions: Sides<VersionId>,
        /// What is said.
        marks: Vec<Mark>,
    },
    /// The claims of a story, found anew where its texts or what the reader says of them changed; answered by
    /// [`Loaded::Claims`].
    Claims(StoryId),
    /// What each version of an article changed of the one before; answered by [`Loaded::Timeline`].
    Timeline(Vec<VersionId>),
    /// Look for words in every article; answered by [`Loaded::Found`].
    Search {
        /// The words.
        words: String,
        /// How many articles at most.
        limit: usize,
    },
    /// What is followed; answered by [`Loaded::Sources`].
    Sources,
    /// Follow sources in the reader's own store; answered by [`Loaded::TakenIn`].
    Follow(Vec<NewSource>),
    /// Follow a source no more; answered by [`Loaded::Sources`].
    Unfollow(SourceId),
    /// Keep articles in the reader's own store; answered by [`Loaded::TakenIn`].
    Keep(Box<Harvest>),
    /// One version; answered by [`Loaded::Version`].
    Version(VersionId),
    /// What to open of a version in the editor; answered by [`Loaded::Editing`].
    Edit(VersionId),
    /// Mark stories read or unread; no answer.
    SetRead {
        /// The stories.
        stories: Vec<StoryId>,
        /// Whether they are read.
        read: bool,
    },
    /// Mark versions read or unread; no answer.
    SetVersionsRead {
        /// The versions.
        versions: Vec<VersionId>,
        /// Whether they are read.
        read: bool,
    },
    /// Mark every unread story with these words read; answered by [`Loaded::MarkedRead`].
    MarkAllRead {
        /// Words the stories must have; empty for all stories.
        filter: String,
    },
    /// Star a story, or take its star; no answer.
    SetStarred {
        /// The story.
        story: StoryId,
        /// Whether it is starred.
        starred: bool,
    },
    /// Join, part, pin or let go; answered by [`Loaded::Regrouped`].
    Group {
        /// What is done.
        grouping: Grouping,
        /// Words the stories of the list have, in which the reader is to find the story again.
        filter: String,
    },
    /// Undo a change of the grouping; answered by [`Loaded::Regrouped`].
    Ungroup {
        /// The number of the change.
        number: i64,
        /// The story to find again; the first that was changed where none is named.
        story: Option<StoryId>,
        /// Words the stories of the list have.
        filter: String,
    },
    /// The last change of the grouping, of an earlier run too; answered by [`Loaded::LastChange`].
    LastChange,
    /// Where the reader left stories in earlier runs; answered by [`Loaded::Places`].
    Places,
    /// Keep where the reader left a story, if that can be done now; no answer.
    KeepPlace {
        /// The story.
        story: StoryId,
        /// The place.
        place: KeptPlace,
    },
    /// Write a new file beside where the program was started; answered by [`Loaded::Written`].
    Write {
        /// Its name without number and ending.
        stem: String,
        /// How its name ends.
        ending: &'static str,
        /// What it holds.
        text: String,
    },
    /// The names of all themes; answered by [`Loaded::Themes`].
    Themes,
    /// Load a theme; answered by [`Loaded::Theme`].
    Theme(String),
    /// Read the settings again; answered by [`Loaded::Fresh`].
    Fresh {
        /// The theme chosen on screen.
        chosen: Option<String>,
    },
    /// Keep what the terminal says of its ground, and load the theme for it; answered by [`Loaded::Ground`].
    Ground(Kind),
}
