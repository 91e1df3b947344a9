//! The timeline of an article: opening it, what is done there, and the way to Compare and back.

use super::commands::quoted;
use super::{App, Open};
use crate::model::{Story, VersionId};
use crate::sides::Side;
use crate::theme::StyleRole;
use crate::tui::claims::ClaimsView;
use crate::tui::command::Command;
use crate::tui::compare::CompareView;
use crate::tui::compare_host::Comparing;
use crate::tui::event::{Effect, Request};
use crate::tui::layout::with_title;
use crate::tui::stories::Pane;
use crate::tui::timeline::Timeline;

impl App {
    /// Opens the timeline of the article on screen, at the version on screen; from there, goes back.
    pub(super) fn timeline(&mut self) -> Vec<Effect> {
        let (story, version) = match self.open.last() {
            Some(Open::Timeline(_)) => return self.close(),
            Some(Open::Sources(_)) => return Vec::new(),
            Some(Open::Claims(claiming)) => {
                (Some(claiming.story.clone()), claiming.view.as_ref().and_then(ClaimsView::version))
            }
            Some(Open::Compare(comparing)) => {
                let side = comparing.view.as_ref().map_or(Side::Right, CompareView::focus);
                (Some(comparing.story.clone()), Some(comparing.wanted[side]))
            }
            Some(Open::Search(search)) => {
                let current = search.current();
                (current.map(|(_, story)| story.clone()), current.map(|(hit, _)| hit.version))
            }
            Some(Open::Reader(reader)) => (Some(reader.story.clone()), Some(reader.wanted)),
            None => (self.stories.current().cloned(), None),
        };
        let Some(story) = story else { return Vec::new() };
        let article = match version {
            Some(version) => of_version(&story, version),
            None if self.stories.pane == Pane::Outlets => self.stories.outlet,
            None => most_edited(&story),
        };
        let below = self.open.iter().position(
            |open| matches!(open, Open::Timeline(below) if below.story.id == story.id && below.article == article),
        );
        if let Some(at) = below {
            self.open.truncate(at + 1);
        } else {
            self.open.push(Open::Timeline(Box::new(Timeline::new(story, article))));
        }
        if let (Some(Open::Timeline(timeline)), Some(version)) = (self.open.last_mut(), version) {
            timeline.select(version);
        }
        self.returned()
    }

    pub(super) fn in_timeline(&mut self, command: Command) -> Option<Vec<Effect>> {
        let body = with_title(self.size).body;
        let Some(Open::Timeline(timeline)) = self.open.last_mut() else { return None };
        if timeline.apply(command, body) {
            return Some(Vec::new());
        }
        match command {
            Command::CompareRevision => match timeline.pair() {
                Some(pair) => {
                    let story = timeline.story.clone();
                    self.open.push(Open::Compare(Box::new(Comparing::new(story, pair))));
                    Some(App::ask(Request::Compare(pair)))
                }
                // The first version has none before it, and can be read.
                None => self.read_revision(),
            },
            Command::FindVersion | Command::Find => {
                self.begin_find();
                Some(Vec::new())
            }
            Command::Read => self.read_revision(),
            Command::OtherPane => {
                if timeline.turn() {
                    return Some(App::ask(Request::Timeline(timeline.versions())));
                }
                self.say(StyleRole::Info, "One outlet tells this story");
                Some(Vec::new())
            }
            Command::Copy | Command::CopyLink => {
                let article = timeline.shown()?;
                let version = article.versions.iter().find(|version| Some(version.id) == timeline.selected())?;
                let text = match command {
                    Command::Copy => quoted(&version.title, &article.outlet),
                    _ => article.url.clone().unwrap_or_default(),
                };
                Some(self.copy(text))
            }
            _ => None,
        }
    }

    fn read_revision(&mut self) -> Option<Vec<Effect>> {
        let Some(Open::Timeline(timeline)) = self.open.last() else { return None };
        let (story, id) = (timeline.story.clone(), timeline.selected()?);
        Some(self.read(story, id, None))
    }
}

/// The article a version is of.
fn of_version(story: &Story, version: VersionId) -> usize {
    let holds = |article: &crate::model::Article| article.versions.iter().any(|info| info.id == version);
    story.articles.iter().position(holds).unwrap_or(0)
}

/// The article with most versions, of equals the first.
fn most_edited(story: &Story) -> usize {
    let most = story.articles.iter().map(|article| article.versions.len()).max().unwrap_or(0);
    story.articles.iter().position(|article| article.versions.len() == most).unwrap_or(0)
}
