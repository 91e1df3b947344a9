//! The Reader: opening it, what is done there, and the way from a sentence to the claims and to Compare.

use super::{App, Open};
use crate::model::{Story, VersionId};
use crate::sides::Sides;
use crate::text::SentenceIx;
use crate::theme::StyleRole;
use crate::tui::command::Command;
use crate::tui::compare::Anchor;
use crate::tui::compare_host::{Comparing, versions};
use crate::tui::event::{Effect, Request};
use crate::tui::reader::{Reader, Walked};

impl App {
    /// Opens a version to be read, at a sentence where one is given.
    pub(super) fn read(&mut self, story: Story, id: VersionId, at: Option<SentenceIx>) -> Vec<Effect> {
        let mut reader = Reader::new(story, id, self.reading.reach);
        reader.resize(self.size, self.reading.measure);
        match (at, self.left_in_text(reader.story.id, id)) {
            (Some(ix), _) => reader.seek_sentence(ix),
            (None, Some(paragraph)) => reader.resume(paragraph),
            (None, None) => {}
        }
        // The text comes first: it can be read before it is known who else tells it.
        let mut effects = App::ask(Request::Version(id));
        effects.extend(App::ask_reach(&reader));
        self.open.push(Open::Reader(Box::new(reader)));
        effects
    }

    /// Asks who tells what, where several outlets tell the story and not too many to compare beside the reading.
    pub(super) fn ask_reach(reader: &Reader) -> Vec<Effect> {
        if reader.asks_at_once() { App::ask(Request::Claims(reader.story.id)) } else { Vec::new() }
    }

    pub(super) fn in_reader(&mut self, command: Command) -> Option<Vec<Effect>> {
        let Some(Open::Reader(reader)) = self.open.last_mut() else { return None };
        if reader.apply(command) {
            return Some(Vec::new());
        }
        match command {
            Command::NextVersion | Command::PreviousVersion => {
                let order = versions(&reader.story);
                let at = order.iter().position(|&id| id == reader.wanted)?;
                let step = if command == Command::NextVersion { 1 } else { order.len() - 1 };
                reader.wanted = order[(at + step) % order.len()];
                Some(App::ask(Request::Version(reader.wanted)))
            }
            Command::Read => Some(self.close()),
            Command::Find => {
                self.begin_find();
                Some(Vec::new())
            }
            Command::Copy | Command::CopyLink => {
                let version = reader.version()?;
                let text = match command {
                    Command::Copy => {
                        let sentence = reader.sentence().map(|ix| version.document.sentence_text(ix));
                        super::commands::quoted(sentence.unwrap_or(&version.info.title), &version.outlet)
                    }
                    _ => version.url.clone().unwrap_or_default(),
                };
                Some(self.copy(text))
            }
            Command::NextFact | Command::PreviousFact | Command::NextOnlyHere => Some(self.walk_reader(command)),
            Command::OtherPane if reader.is_marked() => {
                if !reader.next_other() {
                    self.say(StyleRole::Info, "There is no further outlet that tells this");
                }
                Some(Vec::new())
            }
            Command::NextLeftOut => Some(self.left_out_here()),
            Command::CompareHere => Some(self.compare_here()),
            Command::Reach => Some(self.toggle_reach()),
            _ => None,
        }
    }

    /// To the next or previous sentence that is told by nobody else, or with facts that differ.
    fn walk_reader(&mut self, command: Command) -> Vec<Effect> {
        let Some(Open::Reader(reader)) = self.open.last_mut() else { return Vec::new() };
        if !reader.is_marked() {
            return self.without_reach();
        }
        let only = command == Command::NextOnlyHere;
        let walked = reader.walk(command != Command::PreviousFact, only, only);
        let what = if only { "Told here alone" } else { "Facts differ" };
        let said = match walked {
            Walked::To(at, all) => format!("{what}: {at} of {all}"),
            Walked::Nowhere if only => "Another outlet tells each sentence here".to_owned(),
            Walked::Nowhere if command == Command::NextFact => "No further sentence has facts that differ".to_owned(),
            Walked::Nowhere => "No earlier sentence has facts that differ".to_owned(),
            Walked::Unknown => reader.who(),
        };
        self.say(StyleRole::Info, said);
        Vec::new()
    }

    /// Opens the claims at the next one that the outlet being read leaves out.
    fn left_out_here(&mut self) -> Vec<Effect> {
        let Some(Open::Reader(reader)) = self.open.last() else { return Vec::new() };
        let (id, here) = (reader.story.id, reader.wanted);
        let holds = |article: &crate::model::Article| article.versions.iter().any(|version| version.id == here);
        let Some(outlet) = reader.story.articles.iter().position(holds) else { return Vec::new() };
        let effects = self.claims();
        let area = self.compare_area();
        if let Some(Open::Claims(claiming)) = self.open.last_mut()
            && claiming.story.id == id
            && let Some(said) = claiming.seek_left_out(outlet, area)
        {
            self.say(StyleRole::Info, said);
        }
        effects
    }

    /// Says why there are no marks to go by.
    fn without_reach(&mut self) -> Vec<Effect> {
        let several = matches!(self.open.last(), Some(Open::Reader(reader)) if reader.has_others());
        let said = match (several, self.keymap.keys(Command::Reach).first()) {
            (false, _) => "One outlet tells this story: there is nothing to set it against".to_owned(),
            (true, Some(key)) => format!("The marks are hidden; {key} shows them"),
            (true, None) => "The marks are hidden".to_owned(),
        };
        self.say(StyleRole::Info, said);
        Vec::new()
    }

    /// Opens Compare at the sentence, with the outlet it is set against; with the first other one where nobody else tells it.
    fn compare_here(&mut self) -> Vec<Effect> {
        let Some(Open::Reader(reader)) = self.open.last() else { return Vec::new() };
        let (here, at) = (reader.wanted, reader.sentence());
        let latest = |outlet: usize| Some(reader.story.articles.get(outlet)?.latest().id);
        let holds = |outlet: usize| reader.story.articles[outlet].versions.iter().any(|version| version.id == here);
        let first = (0..reader.story.articles.len()).find(|&outlet| !holds(outlet));
        let Some((other, version)) = reader.against().or(first).and_then(latest).zip(reader.version()) else {
            return self.without_reach();
        };
        let place = at.map(|ix| (std::sync::Arc::clone(&version.document), ix));
        let pair = Sides::new(here, other);
        let comparing = Comparing::at(reader.story.clone(), pair, Anchor::at(place.into_iter().collect()));
        self.open.push(Open::Compare(Box::new(comparing)));
        App::ask(Request::Compare(pair))
    }

    /// Shows or hides how many outlets tell each sentence, here and in what is read after.
    fn toggle_reach(&mut self) -> Vec<Effect> {
        self.reading.reach = !self.reading.reach;
        let shown = self.reading.reach;
        for open in &mut self.open {
            if let Open::Reader(reader) = open {
                reader.show_reach(shown);
            }
        }
        match self.open.last() {
            Some(Open::Reader(reader)) if reader.is_marked() => App::ask_reach(reader),
            // Where the marks went is said, and where they cannot come from.
            Some(Open::Reader(_)) => self.without_reach(),
            _ => Vec::new(),
        }
    }
}
