//! What the reader says of pairs in Compare: told to the store, said on screen, and taken back.

use super::{App, Open, undo};
use crate::sides::Side;
use crate::theme::StyleRole;
use crate::tui::compare::{CompareView, Deed, Handed};
use crate::tui::event::{Effect, Request};

impl App {
    /// Pairs by hand, or takes a pair apart.
    pub(super) fn by_hand(&mut self, pair: bool) -> Vec<Effect> {
        let Some(Open::Compare(comparing)) = self.open.last_mut() else { return Vec::new() };
        let (Some(view), Some(shown)) = (&mut comparing.view, &comparing.shown) else { return Vec::new() };
        // What is said is said of the texts on screen, even where others are on their way.
        let versions = shown.as_ref().map(|version| version.info.id);
        match if pair { view.pair_here() } else { view.unpair_here() } {
            Handed::Nothing(why) => {
                self.say(StyleRole::Info, why);
                Vec::new()
            }
            // The line of keys says so for as long as it waits.
            Handed::Waits => Vec::new(),
            Handed::Marks(marks, deed) => {
                let before = view.said_before(&marks);
                self.deeds.add(undo::Deed::Paired { versions, marks: before });
                self.say_done(deed);
                App::ask(Request::Mark { versions, marks })
            }
        }
    }

    /// The side of the sentence that waits for its counterpart, in Compare.
    pub(in crate::tui) fn waiting_side(&self) -> Option<Side> {
        match self.open.last()? {
            Open::Compare(comparing) => comparing.view.as_ref().and_then(CompareView::waiting_side),
            Open::Claims(_) | Open::Search(_) | Open::Sources(_) | Open::Timeline(_) | Open::Reader(_) => None,
        }
    }

    /// Says what became of the maybe pairs.
    pub(super) fn say_maybe(&mut self) {
        let Some(Open::Compare(comparing)) = self.open.last() else { return };
        let Some(view) = &comparing.view else { return };
        let (all, shown) = (view.doubtful(), view.hidden() == 0);
        let said = match all {
            0 => "There is no maybe pair in these texts".to_owned(),
            1 => format!("1 maybe pair {}", if shown { "shown" } else { "hidden: its sentences stand alone" }),
            _ => format!("{all} maybe pairs {}", if shown { "shown" } else { "hidden: their sentences stand alone" }),
        };
        self.say(StyleRole::Info, said);
    }

    /// Says what was done, how long it lasts where that is not for good, and how to undo it.
    fn say_done(&mut self, deed: Deed) {
        let said = match deed {
            Deed::Paired => "Paired by you",
            Deed::Unpaired => "Unpaired by you",
            Deed::TakenBack => "Your mark is gone",
        };
        let until = if self.kept || deed == Deed::TakenBack { "" } else { " until you quit" };
        let undo = self.undo_key("; ", " undoes it");
        self.say(StyleRole::Info, format!("{said}{until}{undo}"));
    }
}
