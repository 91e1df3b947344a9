//! Search over the store: typing, walking what was found, opening an article of it.

use super::{App, Open};
use crate::tui::command::Command;
use crate::tui::event::{Effect, Request};
use crate::tui::layout::with_title;
use crate::tui::search::Search;

impl App {
    /// Opens the search.
    pub(super) fn search(&mut self) -> Vec<Effect> {
        self.open.push(Open::Search(Box::new(Search::new())));
        Vec::new()
    }

    /// The words of a search that is being typed.
    pub(super) fn search_typed(&mut self) -> Option<&mut Search> {
        match self.open.last_mut() {
            Some(Open::Search(search)) if search.typing && self.overlay.is_none() => Some(search),
            _ => None,
        }
    }

    /// Looks for what the search on screen has not looked for yet.
    pub(super) fn look_for(&mut self) -> Vec<Effect> {
        match self.open.last_mut() {
            Some(Open::Search(search)) => {
                search.wanted().map_or_else(Vec::new, |(words, limit)| App::ask(Request::Search { words, limit }))
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn in_search(&mut self, command: Command) -> Option<Vec<Effect>> {
        let body = with_title(self.size).body;
        let Some(Open::Search(search)) = self.open.last_mut() else { return None };
        if search.apply(command, body) {
            return Some(Vec::new());
        }
        match command {
            Command::ReadFound | Command::Read => {
                let Some((story, version, words)) = search.opening() else { return Some(Vec::new()) };
                let mut effects = self.now_read(&story);
                effects.extend(self.read(story, version, None));
                if let (Some(Open::Reader(reader)), Some(words)) = (self.open.last_mut(), words) {
                    reader.seek(words);
                }
                Some(effects)
            }
            Command::Copy | Command::CopyLink => {
                let (hit, _) = search.current()?;
                let text = match command {
                    Command::Copy => super::commands::quoted(&hit.title, &hit.outlet),
                    _ => hit.url.clone().unwrap_or_default(),
                };
                Some(self.copy(text))
            }
            _ => None,
        }
    }
}
