//! The state of the screens, and what each event changes in it.

mod answers;
mod claims;
mod commands;
mod edit;
pub(super) mod export;
mod ground;
mod grouping;
mod hand;
mod info;
mod keys;
mod mouse;
mod outside;
mod overlays;
mod places;
mod reading;
mod round;
mod search;
mod setup;
mod sources;
mod timeline;
mod typing;
mod undo;

use std::collections::VecDeque;

pub(super) use setup::Setup;

use ratatui::layout::{Rect, Size};

use crate::model::Warning;
use crate::theme::{StyleRole, Theme};
use crate::tui::Opening;
use crate::tui::claims::Claiming;
use crate::tui::clock::Clock;
use crate::tui::command::{Command, Scope};
use crate::tui::compare::ViewSettings;
use crate::tui::compare_host::Comparing;
use crate::tui::event::{Effect, Event, Request};
use crate::tui::key::Key;
use crate::tui::keymap::{self, Keymap};
use crate::tui::layout::{panes, with_title, without_title};
use crate::tui::network::How;
use crate::tui::overlay::Overlay;
use crate::tui::reader::{Reader, Reading};
use crate::tui::round::Round;
use crate::tui::search::Search;
use crate::tui::sources::Sources;
use crate::tui::stories::{Pane, Stories};
use crate::tui::timeline::Timeline;

/// Everything the screens know.
#[derive(Debug)]
pub(super) struct App {
    /// The list at the bottom of it all.
    pub(super) stories: Stories,
    /// What lies over the screen.
    pub(super) overlay: Option<Overlay>,
    /// Which key does what.
    pub(super) keymap: Keymap,
    /// How times are said.
    pub(super) clock: Clock,
    /// Everything that was wrong with files, settings and themes.
    pub(super) warnings: Vec<Warning>,
    /// What there is to say in the place of the footer, until the next key.
    pub(super) message: Option<Message>,
    /// How texts are read.
    reading: Reading,
    /// The theme; compare breaks its lines by it.
    pub(super) theme: Theme,
    /// What the terminal is to say of its ground.
    ground: ground::Ground,
    /// The open texts; the last is on screen.
    open: Vec<Open>,
    size: Size,
    opening: Opening,
    settings: ViewSettings,
    /// Whether what is shown outlasts the program: the reader's own store.
    kept: bool,
    /// Whether there is a store of the reader's to add to; else files are shown by themselves.
    has_store: bool,
    /// The round of news, and what the last ones came to.
    pub(super) round: Round,
    /// How a round goes about it.
    how: How,
    /// What the reader did that can be undone.
    deeds: undo::Deeds,
    /// Where the reader was in each story.
    places: places::Places,
    warnings_seen: bool,
    /// The theme chosen on screen, which the configuration does not know of.
    chosen: Option<String>,
    /// What opens addresses; empty is the platform's own.
    browser: Vec<String>,
    mouse: Mouse,
    /// Keys pressed before what they are meant for had come, in order.
    ahead: VecDeque<Key>,
}

/// Whether the mouse works here now, and whether the configuration wants it to.
#[derive(Debug)]
struct Mouse {
    on: bool,
    configured: bool,
}

/// An open text.
#[derive(Debug)]
enum Open {
    Claims(Box<Claiming>),
    Compare(Box<Comparing>),
    Reader(Box<Reader>),
    Search(Box<Search>),
    Sources(Box<Sources>),
    Timeline(Box<Timeline>),
}

/// What is on screen.
pub(super) enum Screen<'a> {
    /// The list.
    Stories,
    /// The claims of a story.
    Claims(&'a Claiming),
    /// The versions of an article.
    Timeline(&'a Timeline),
    /// What a search found.
    Search(&'a Search),
    /// What is followed.
    Sources(&'a Sources),
    /// Two versions.
    Compare(&'a Comparing),
    /// One version.
    Reader(&'a Reader),
}

/// Something to say once.
#[derive(Debug)]
pub(super) struct Message {
    /// The sentence.
    pub(super) text: String,
    /// How grave it is.
    pub(super) role: StyleRole,
}

impl App {
    /// The first screen, at a size still to come: the first event is a [`Event::Resize`].
    pub(super) fn new(setup: Setup) -> App {
        App {
            stories: Stories::new(setup.kept),
            overlay: None,
            keymap: setup.keymap,
            clock: setup.clock,
            warnings: setup.warnings,
            message: None,
            reading: setup.reading,
            theme: setup.theme,
            ground: ground::Ground::new(setup.supposed),
            open: Vec::new(),
            size: Size::default(),
            opening: setup.opening,
            settings: setup.settings,
            kept: setup.kept,
            has_store: setup.has_store,
            round: Round::default(),
            how: setup.how,
            deeds: undo::Deeds::default(),
            places: places::Places::default(),
            warnings_seen: false,
            chosen: None,
            browser: setup.browser,
            mouse: Mouse { on: setup.mouse, configured: setup.mouse },
            ahead: VecDeque::new(),
        }
    }

    /// Takes one event and says what has to happen outside, in order.
    pub(super) fn update(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = match event {
            Event::Key(key) => self.key_in_turn(key.into()),
            Event::Paste(text) => self.paste(&text),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Resize(width, height) => {
                self.size = Size::new(width, height);
                self.fit();
                Vec::new()
            }
            Event::Loaded(loaded) => {
                let mut effects = self.loaded(loaded);
                effects.extend(self.catch_up());
                effects
            }
            Event::Failed(error) => {
                self.ahead.clear();
                self.deeds.pending = false;
                self.stories.fail();
                match self.open.last_mut() {
                    Some(Open::Compare(comparing)) => comparing.failed = Some(error.clone()),
                    Some(Open::Claims(claiming)) => claiming.failed = Some(error.clone()),
                    Some(Open::Timeline(timeline)) => timeline.failed = Some(error.clone()),
                    Some(Open::Sources(sources)) if sources.is_waiting() => sources.failed = Some(error.clone()),
                    Some(Open::Reader(reader)) => reader.failed = true,
                    Some(Open::Search(_) | Open::Sources(_)) | None => {}
                }
                self.adding_failed(&error);
                self.say(StyleRole::Error, error);
                Vec::new()
            }
            // What is on screen would be a lie.
            Event::Unkept(why) => {
                self.stories.forget();
                self.say(StyleRole::Error, why);
                Vec::new()
            }
            Event::Unable(why) => {
                self.say(StyleRole::Error, why);
                Vec::new()
            }
            Event::Looked { typed, found } => self.looked(&typed, found),
            Event::Round(happened) => self.round_went_on(happened),
            Event::Warned(warnings) => {
                self.warn_of(warnings);
                Vec::new()
            }
            Event::Ground(kind) => self.ground_told(kind),
            Event::GroundUntold => {
                self.ground.stop_waiting();
                Vec::new()
            }
            Event::Saved => App::ask(Request::Fresh { chosen: self.chosen.clone() }),
            Event::Terminate(signal) => vec![Effect::Quit(Some(signal))],
            Event::Stop => vec![Effect::Suspend],
            Event::Continued => vec![Effect::Redraw],
            Event::InputClosed => vec![Effect::Quit(None)],
        };
        let beside = panes(with_title(self.size).body).outlets.is_some();
        if !beside {
            self.stories.pane = Pane::List;
        }
        effects.extend(self.look_for());
        effects.extend(self.ask_for_places());
        effects.extend(self.stories.wanted(beside).into_iter().map(Effect::Ask));
        if effects.iter().any(|effect| matches!(effect, Effect::Quit(_))) {
            effects.splice(0..0, self.places_at_the_end());
        }
        effects
    }

    /// What is on screen.
    pub(super) fn screen(&self) -> Screen<'_> {
        match self.open.last() {
            None => Screen::Stories,
            Some(Open::Claims(claiming)) => Screen::Claims(claiming),
            Some(Open::Search(search)) => Screen::Search(search),
            Some(Open::Sources(sources)) => Screen::Sources(sources),
            Some(Open::Timeline(timeline)) => Screen::Timeline(timeline),
            Some(Open::Compare(comparing)) => Screen::Compare(comparing),
            Some(Open::Reader(reader)) => Screen::Reader(reader),
        }
    }

    /// Whether two versions are on screen.
    pub(super) fn is_comparing(&self) -> bool {
        matches!(self.screen(), Screen::Compare(comparing) if comparing.view.is_some())
    }

    /// Where keys are looked up.
    pub(super) fn scopes(&self) -> &'static [Scope] {
        match self.screen() {
            Screen::Stories => keymap::LIST,
            Screen::Claims(_) => keymap::CLAIMS,
            Screen::Search(_) => keymap::SEARCH,
            Screen::Timeline(timeline) if timeline.find_words().is_some() => keymap::TIMELINE_FIND,
            Screen::Sources(_) => keymap::SOURCES,
            Screen::Timeline(_) => keymap::TIMELINE,
            // The menu has no use for the keys of a find.
            Screen::Compare(Comparing { view: Some(view), .. }) if view.find_words().is_some() && !view.has_menu() => {
                keymap::COMPARE_FIND
            }
            Screen::Compare(_) => keymap::COMPARE,
            Screen::Reader(reader) if reader.find_words().is_some() => keymap::READER_FIND,
            Screen::Reader(_) => keymap::READER,
        }
    }

    /// The count of warnings, until the reader has looked at them.
    pub(super) fn warnings_note(&self) -> Option<String> {
        let key = self.keymap.keys(Command::Messages).first()?;
        let count = self.warnings.len();
        let noun = if count == 1 { "warning" } else { "warnings" };
        (count > 0 && !self.warnings_seen).then(|| format!("{key} {count} {noun} "))
    }

    /// What the line above the footer says about the list, the most needed sentence first.
    pub(super) fn list_note(&self) -> Vec<String> {
        let key = |command| self.key_of(command);
        let symbols = &self.theme.symbols;
        if self.stories.pane == Pane::Outlets {
            let open = key(Command::Open);
            return vec![format!("{open} sets this outlet against another.")];
        }
        if let Some(note) = self.round_note() {
            return vec![note];
        }
        if self.opening == Opening::Sample {
            let (open, add) = (key(Command::Open), key(Command::Add));
            let own = format!("{add} adds your own sources.");
            return vec![format!("Sample edition. {open} compares two outlets."), own];
        }
        let changed = format!("· {} changed since you read it", symbols.changed);
        let marks = vec![format!("{} unread · {} starred", symbols.unread, symbols.starred), changed];
        // What is so of this story goes before what the marks mean.
        self.standing_in_short().into_iter().map(|said| format!("{said} ·")).chain(marks).collect()
    }

    fn say(&mut self, role: StyleRole, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), role });
    }

    /// Whether a line explains the marks.
    pub(super) fn explains(&self) -> bool {
        self.settings.legend
    }

    /// The part of the screen Compare and the claims have.
    fn compare_area(&self) -> Rect {
        without_title(self.size).body
    }

    /// Fits everything to the size of the screen.
    fn fit(&mut self) {
        let (body, area) = (with_title(self.size).body, self.compare_area());
        self.stories.resize(panes(body).list.height);
        for open in &mut self.open {
            match open {
                Open::Reader(reader) => reader.resize(self.size, self.reading.measure),
                Open::Timeline(timeline) => timeline.step(0, body),
                Open::Search(search) => search.step(0, body),
                Open::Sources(sources) => sources.step(0, body),
                Open::Claims(claiming) => claiming.view.iter_mut().for_each(|view| view.settle(area)),
                Open::Compare(comparing) => comparing.view.iter_mut().for_each(|view| view.look_up(area)),
            }
        }
    }

    fn ask(request: Request) -> Vec<Effect> {
        vec![Effect::Ask(request)]
    }
}
