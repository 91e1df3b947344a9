//! What the reader follows: the screen of sources, adding news and following no more.

use crossterm::event::KeyCode;

use super::typing::{Typed, typed_address};
use super::{App, Open};
use crate::model::{SourceId, Warning};
use crate::store::SourceKind;
use crate::theme::StyleRole;
use crate::tui::Opening;
use crate::tui::cells::clean;
use crate::tui::command::Command;
use crate::tui::event::{Effect, Request, Taken, TakenIn};
use crate::tui::key::Key;
use crate::tui::layout::with_title;
use crate::tui::overlay::{AddState, Adding, Overlay};
use crate::tui::sources::Sources;
use crate::tui::stories::Stories;
use crate::update::{LookError, Looked};

impl App {
    /// Opens the sources; from there, goes back.
    pub(super) fn sources(&mut self) -> Vec<Effect> {
        if matches!(self.open.last(), Some(Open::Sources(_))) {
            return self.close();
        }
        if !self.has_store {
            return self.refuse_news();
        }
        match self.open.iter().position(|open| matches!(open, Open::Sources(_))) {
            Some(at) => self.open.truncate(at + 1),
            None => self.open.push(Open::Sources(Box::default())),
        }
        App::ask(Request::Sources)
    }

    /// The sources, wherever in what is open they lie.
    pub(super) fn sources_open(&mut self) -> Option<&mut Sources> {
        self.open.iter_mut().find_map(|open| match open {
            Open::Sources(sources) => Some(&mut **sources),
            _ => None,
        })
    }

    pub(super) fn in_sources(&mut self, command: Command) -> Option<Vec<Effect>> {
        let body = with_title(self.size).body;
        let Some(Open::Sources(sources)) = self.open.last_mut() else { return None };
        if sources.apply(command, body) {
            return Some(Vec::new());
        }
        let current = sources.current().cloned();
        let of_one =
            [Command::UpdateSource, Command::RemoveSource, Command::SourceStories, Command::Copy, Command::CopyLink];
        if current.is_none() && of_one.contains(&command) {
            self.say(StyleRole::Info, "No source is selected here");
            return Some(Vec::new());
        }
        match command {
            Command::UpdateSource => Some(self.update_one(&current?.source)),
            Command::RemoveSource => {
                let followed = current?;
                let name = clean(followed.source.name());
                self.overlay = Some(Overlay::Remove { id: followed.source.id, name });
                Some(Vec::new())
            }
            Command::SourceStories => {
                let followed = current?;
                let Some(outlet) = followed.brought.outlet else {
                    let folder = followed.source.about.kind == SourceKind::Folder;
                    let why = if folder {
                        "The articles of a folder have outlets of their own"
                    } else {
                        "No article came from here yet"
                    };
                    self.say(StyleRole::Info, why);
                    return Some(Vec::new());
                };
                // A quotation mark has no way to be written in a search.
                let filter = format!("outlet:\"{}\"", clean(&outlet).replace('"', " "));
                self.open.clear();
                self.stories.set_filter(filter);
                Some(Vec::new())
            }
            Command::Copy | Command::CopyLink => {
                let address = current?.source.about.address;
                Some(self.copy(address))
            }
            _ => None,
        }
    }

    /// Opens the box for news to add.
    pub(super) fn add(&mut self) -> Vec<Effect> {
        if !self.has_store {
            return self.refuse_news();
        }
        self.overlay = Some(Overlay::Add(Adding::default()));
        Vec::new()
    }

    /// Files opened together are no store that could take anything.
    pub(super) fn refuse_news(&mut self) -> Vec<Effect> {
        self.say(StyleRole::Info, "These files are shown by themselves; `newsdiff` without files follows sources");
        Vec::new()
    }

    /// A key while news to add are named.
    pub(super) fn type_add(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Add(adding)) = &mut self.overlay else { return Vec::new() };
        if adding.state == AddState::Looking {
            // What is looked at stays as it is until that is over or given up.
            if key.code != KeyCode::Esc {
                return Vec::new();
            }
            adding.state = AddState::Typing;
            return vec![Effect::GiveUp];
        }
        match typed_address(&mut adding.text, key) {
            Typed::Changed => adding.state = AddState::Typing,
            Typed::Kept => {
                let text = adding.text.trim().to_owned();
                if text.is_empty() {
                    self.overlay = None;
                    return Vec::new();
                }
                let as_page = adding.offers_page();
                adding.state = AddState::Looking;
                return vec![Effect::Look { typed: text, as_page }];
            }
            Typed::Left => self.overlay = None,
            Typed::Step(_) | Typed::Nothing => {}
        }
        Vec::new()
    }

    /// A key while it is asked whether to follow a source no more: Enter, y, and the key that asked say yes.
    pub(super) fn confirm_removal(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Remove { id, name }) = self.overlay.take() else { return Vec::new() };
        let yes = matches!(key.code, KeyCode::Enter | KeyCode::Char('y'))
            || self.keymap.keys(Command::RemoveSource).contains(&key);
        if !yes {
            self.say(StyleRole::Info, format!("{name} is followed as before"));
            return Vec::new();
        }
        self.say(StyleRole::Info, format!("{name} is followed no more; its articles stay"));
        App::ask(Request::Unfollow(id))
    }

    /// Takes what was found where the reader said; what was given up is dropped.
    pub(super) fn looked(&mut self, typed: &str, found: Result<Looked, LookError>) -> Vec<Effect> {
        let Some(Overlay::Add(adding)) = &mut self.overlay else { return Vec::new() };
        if adding.state != AddState::Looking || adding.text.trim() != typed {
            return Vec::new();
        }
        match found {
            Err(fault) => {
                adding.state = AddState::Failed(fault);
                Vec::new()
            }
            Ok(Looked::Articles(harvest)) => {
                self.warn_of(harvest.warnings.clone());
                App::ask(Request::Keep(Box::new(harvest)))
            }
            Ok(Looked::Sources { sources, others, warnings }) => {
                self.warn_of(warnings);
                if let Some(first) = others.first() {
                    let count = others.len();
                    let feeds = if count == 1 { "another feed" } else { "other feeds too, the first" };
                    self.warn_of(vec![Warning {
                        source: typed.to_owned(),
                        line: None,
                        message: format!("the page names {feeds}: {first}"),
                        hint: Some("add it by its own address, if you want it".to_owned()),
                    }]);
                }
                App::ask(Request::Follow(sources))
            }
        }
    }

    /// Puts warnings where the reader finds them.
    pub(super) fn warn_of(&mut self, warnings: Vec<Warning>) {
        if !warnings.is_empty() {
            self.warnings.extend(warnings);
            self.warnings_seen = false;
        }
    }

    /// The store could not take in what was found, for the reason the worker gives.
    pub(super) fn adding_failed(&mut self, why: &str) {
        if let Some(Overlay::Add(adding)) = &mut self.overlay
            && adding.state == AddState::Looking
        {
            // The reason names its remedy.
            adding.state = AddState::Failed(LookError { what: why.to_owned(), hint: String::new(), page: false });
        }
    }

    /// The store has taken in what the reader added.
    pub(super) fn taken_in(&mut self, TakenIn { what, moved_in }: TakenIn) -> Vec<Effect> {
        if matches!(self.overlay, Some(Overlay::Add(_))) {
            self.overlay = None;
        }
        if moved_in {
            self.move_in();
        }
        let mut effects = Vec::new();
        match what {
            Taken::Sources(sources) => {
                let said = match sources.as_slice() {
                    [(_, name, true)] => format!("{} is followed already", clean(name)),
                    [(_, name, false)] => format!("Following {}", clean(name)),
                    several => {
                        let known = several.iter().filter(|(.., known)| *known).count();
                        let known = if known > 0 { format!("; {known} were followed before") } else { String::new() };
                        format!("Following {} sources{known}", several.len())
                    }
                };
                self.say(StyleRole::Info, said);
                let ids: Vec<SourceId> = sources.iter().map(|&(id, ..)| id).collect();
                if let (Some(open), Some(&first)) = (self.sources_open(), ids.first()) {
                    open.seek(first);
                }
                effects.extend(self.update_these(ids));
            }
            Taken::Articles([new, revised, unchanged]) => {
                self.say(StyleRole::Info, format!("{new} new, {revised} changed, {unchanged} known before"));
                self.stories.forget();
            }
        }
        if self.sources_open().is_some() {
            effects.extend(App::ask(Request::Sources));
        }
        effects
    }

    /// The screens show the reader's own store from now on, and nothing of the sample edition.
    fn move_in(&mut self) {
        self.opening = Opening::Stories;
        self.kept = true;
        self.deeds = super::undo::Deeds::default();
        self.places = super::places::Places::default();
        self.open.retain(|open| matches!(open, Open::Sources(_)));
        self.stories = Stories::new(true);
        self.fit();
    }
}
