//! The claims of a story: opening them, what is done there, and the way to Compare and back.

use super::{App, Open};
use crate::model::VersionId;
use crate::sides::Side;
use crate::text::SentenceIx;
use crate::theme::StyleRole;
use crate::tui::claims::{Claiming, Outcome};
use crate::tui::command::Command;
use crate::tui::compare_host::Comparing;
use crate::tui::event::{Effect, Request};

impl App {
    /// Opens the claims of the story on screen, at the sentence under the cursor where there is one; from there, goes back.
    pub(super) fn claims(&mut self) -> Vec<Effect> {
        let (story, sought) = match self.open.last() {
            None => (self.stories.current().cloned(), Vec::new()),
            Some(Open::Claims(_)) => return self.close(),
            Some(Open::Compare(comparing)) => (Some(comparing.story.clone()), comparing.sentences()),
            Some(Open::Reader(reader)) => {
                let here = reader.sentence().map(|ix| (reader.wanted, ix));
                (Some(reader.story.clone()), here.into_iter().collect())
            }
            Some(Open::Timeline(timeline)) => (Some(timeline.story.clone()), Vec::new()),
            Some(Open::Sources(_)) => return Vec::new(),
            Some(Open::Search(search)) => (search.current().map(|(_, story)| story.clone()), Vec::new()),
        };
        let Some(story) = story else { return Vec::new() };
        if story.articles.len() < 2 {
            self.say(StyleRole::Info, "One outlet tells this story: there is nothing to set its claims against");
            return Vec::new();
        }
        // Claims that lie below what is on screen are gone back to, so that the way out stays short.
        let below = self.open.iter().position(|open| matches!(open, Open::Claims(below) if below.story.id == story.id));
        if let Some(at) = below {
            self.open.truncate(at + 1);
            let area = self.compare_area();
            if let Some(Open::Claims(claiming)) = self.open.last_mut() {
                claiming.seek(sought, area);
            }
            return self.returned();
        }
        let mut effects = self.now_read(&story);
        effects.extend(App::ask(Request::Claims(story.id)));
        let (place, kept) = self.left_in_claims(story.id);
        let sought = if sought.is_empty() { kept } else { sought };
        self.open.push(Open::Claims(Box::new(Claiming::new(story, place, sought))));
        effects
    }

    /// Leaves what is on screen for what lies below it.
    pub(super) fn close(&mut self) -> Vec<Effect> {
        let left = self.open.pop();
        let mut effects = left.map_or_else(Vec::new, |left| self.leave(&left));
        effects.extend(self.returned());
        effects
    }

    /// Claims that come to light again are asked for again: what was said of pairs above them may have changed them.
    pub(super) fn returned(&mut self) -> Vec<Effect> {
        match self.open.last() {
            Some(Open::Claims(claiming)) => App::ask(Request::Claims(claiming.story.id)),
            Some(Open::Reader(reader)) => App::ask_reach(reader),
            Some(Open::Timeline(timeline)) => App::ask(Request::Timeline(timeline.versions())),
            Some(Open::Sources(_)) => App::ask(Request::Sources),
            // Its story was grouped anew while it was out of sight.
            Some(Open::Compare(comparing)) if !comparing.is_settled() => App::ask(Request::Compare(comparing.wanted)),
            _ => Vec::new(),
        }
    }

    pub(super) fn in_claims(&mut self, command: Command) -> Option<Vec<Effect>> {
        let area = self.compare_area();
        let Some(Open::Claims(claiming)) = self.open.last_mut() else { return None };
        let view = claiming.view.as_mut()?;
        match view.apply(command, area, &self.theme) {
            Outcome::Done => return Some(Vec::new()),
            Outcome::Say(said) => {
                self.say(StyleRole::Info, said);
                return Some(Vec::new());
            }
            Outcome::Compare(pair, anchor) => {
                let story = claiming.story.clone();
                self.open.push(Open::Compare(Box::new(Comparing::at(story, pair, anchor))));
                return Some(App::ask(Request::Compare(pair)));
            }
            Outcome::Ignored => {}
        }
        match command {
            Command::Read => {
                let (story, id, at) = (claiming.story.clone(), view.version()?, view.first_sentence());
                Some(self.read(story, id, at))
            }
            Command::Copy => {
                let Some(text) = view.quoted() else {
                    self.say(StyleRole::Info, "This outlet does not tell it");
                    return Some(Vec::new());
                };
                Some(self.copy(text))
            }
            Command::CopyLink => {
                let id = view.version()?;
                let article = claiming.story.articles.iter().find(|article| article.latest().id == id);
                let url = article.and_then(|article| article.url.clone()).unwrap_or_default();
                Some(self.copy(url))
            }
            _ => None,
        }
    }
}

impl Comparing {
    /// The sentences under the cursor with their versions, those of the focused side first.
    fn sentences(&self) -> Vec<(VersionId, SentenceIx)> {
        let Some((view, shown)) = self.view.as_ref().zip(self.shown.as_ref()) else { return Vec::new() };
        let here = view.sentences();
        let focus = view.focus();
        let of = |side: Side| here[side].iter().map(move |&ix| (shown[side].info.id, ix));
        of(focus).chain(of(focus.other())).collect()
    }
}
