//! Rounds of news: what begins and stops one, and what is said of it.

use super::{App, Open};
use crate::model::SourceId;
use crate::store::Source;
use crate::theme::StyleRole;
use crate::tui::cells::clean;
use crate::tui::command::Command;
use crate::tui::event::{Effect, Request};
use crate::tui::round::{Happened, told};
use crate::update::Which;

impl App {
    /// Begins a round over all sources; while one runs, stops it, as the line above the footer says.
    pub(super) fn update_all(&mut self) -> Vec<Effect> {
        if !self.has_store {
            return self.refuse_news();
        }
        if self.round.is_running() {
            self.round.stopping();
            return vec![Effect::StopUpdate];
        }
        if !self.kept {
            let add = self.key_of(Command::Add);
            self.say(StyleRole::Info, format!("This is the sample edition, which has no sources; {add} adds your own"));
            return Vec::new();
        }
        self.begin_round(Which::All)
    }

    /// Reads one source, now or after the round that runs.
    pub(super) fn update_one(&mut self, source: &Source) -> Vec<Effect> {
        if self.round.is_running() {
            self.say(StyleRole::Info, format!("{} is read when this update is over", clean(source.name())));
        }
        self.update_these(vec![source.id])
    }

    /// Reads sources, now or after the round that runs.
    pub(super) fn update_these(&mut self, sources: Vec<SourceId>) -> Vec<Effect> {
        if self.round.is_running() {
            self.round.later(sources);
            return Vec::new();
        }
        self.begin_round(Which::These(sources))
    }

    fn begin_round(&mut self, which: Which) -> Vec<Effect> {
        self.round.begin(which.clone());
        vec![Effect::Update { which, how: self.how }]
    }

    /// Takes what happened in the round. What it changed is read again; the cursor stays on its story.
    pub(super) fn round_went_on(&mut self, happened: Happened) -> Vec<Effect> {
        let mut effects = Vec::new();
        let stirs = matches!(happened, Happened::Source(_) | Happened::Ended(_));
        let ended = match &happened {
            Happened::Ended(Ok(report)) if report.sources.is_empty() => {
                let add = self.key_of(Command::Add);
                Some((format!("Nothing is followed yet; {add} adds a source"), StyleRole::Info))
            }
            Happened::Ended(Ok(report)) => Some(told(report, &self.key_of(Command::Sources))),
            Happened::Ended(Err(why)) => Some((why.clone(), StyleRole::Error)),
            _ => None,
        };
        if self.round.hear(happened) {
            self.stories.forget();
        }
        if let Some((said, role)) = ended {
            self.round.remember(said.clone());
            // The sources have a line of their own for it.
            if !matches!(self.open.last(), Some(Open::Sources(_))) {
                self.say(role, said);
            }
            let queued = self.round.queued();
            if !queued.is_empty() {
                effects.extend(self.begin_round(Which::These(queued)));
            }
        }
        if stirs && self.sources_open().is_some() {
            effects.extend(App::ask(Request::Sources));
        }
        effects
    }

    /// What the line above the footer says of the round that runs.
    pub(in crate::tui) fn round_note(&self) -> Option<String> {
        self.round.note(&self.key_of(Command::Update))
    }

    /// What is said where the store has no stories.
    pub(in crate::tui) fn no_stories(&self) -> String {
        let [add, update, sources] =
            [Command::Add, Command::Update, Command::Sources].map(|command| self.key_of(command));
        format!("No stories yet. {add} adds a source; {update} reads what you follow; {sources} shows it.")
    }

    /// The key to name for a command; empty where it has none.
    pub(super) fn key_of(&self, command: Command) -> String {
        self.keymap.keys(command).first().map_or_else(String::new, ToString::to_string)
    }
}
