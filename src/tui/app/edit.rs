//! The text on screen in the reader's editor.

use super::{App, Screen};
use crate::model::VersionId;
use crate::sides::Side;
use crate::theme::StyleRole;
use crate::tui::cells::clean;
use crate::tui::claims::ClaimsView;
use crate::tui::compare::CompareView;
use crate::tui::event::{Effect, Request};

impl App {
    /// Asks for the version on screen, of two the one that has the keys, to open it in the editor.
    pub(super) fn edit(&mut self) -> Vec<Effect> {
        if let Some(version) = self.version_here() {
            return App::ask(Request::Edit(version));
        }
        self.say(StyleRole::Info, "There is no text here to open in the editor");
        Vec::new()
    }

    /// Says what came of the editor, once the terminal is taken back.
    pub(in crate::tui) fn edited(&mut self, outcome: Result<String, String>) {
        match outcome {
            Ok(said) => self.say(StyleRole::Info, clean(&said)),
            Err(why) => self.say(StyleRole::Error, clean(&why)),
        }
    }

    /// The version on screen, of two the one that has the keys.
    pub(super) fn version_here(&self) -> Option<VersionId> {
        match self.screen() {
            Screen::Stories => {
                let article = self.stories.current()?.articles.get(self.stories.outlet)?;
                Some(article.latest().id)
            }
            Screen::Claims(claiming) => claiming.view.as_ref().and_then(ClaimsView::version),
            Screen::Timeline(timeline) => timeline.selected(),
            Screen::Search(search) => search.current().map(|(hit, _)| hit.version),
            Screen::Sources(_) => None,
            Screen::Reader(reader) => Some(reader.wanted),
            Screen::Compare(comparing) => {
                let focus = comparing.view.as_ref().map_or(Side::Right, CompareView::focus);
                Some(comparing.wanted[focus])
            }
        }
    }
}
