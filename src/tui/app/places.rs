//! Where the reader was in each story: in full while the program runs, and what the store keeps of it for the next run.
//!
//! What is kept is written when a screen is left and at the end, never with a key.

use std::collections::BTreeMap;

use super::{App, Open};
use crate::model::{Story, StoryId, VersionId};
use crate::sides::{Side, Sides};
use crate::store::{KeptPair, KeptPlace, KeptReading};
use crate::text::SentenceIx;
use crate::tui::claims::Place;
use crate::tui::compare::Anchor;
use crate::tui::compare_host::{Comparing, versions};
use crate::tui::event::{Effect, Request};
use crate::tui::stories::Pane;

/// Where the reader was in each story.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// In the claims.
    claims: BTreeMap<StoryId, Place>,
    /// The two versions compared last, and the place in them.
    left: BTreeMap<StoryId, (Sides<VersionId>, Anchor)>,
    /// What the store has of it.
    kept: BTreeMap<StoryId, KeptPlace>,
    asked: bool,
}

impl Places {
    /// Takes what earlier runs left. What this one left since then goes before it.
    pub(super) fn take(&mut self, kept: BTreeMap<StoryId, KeptPlace>) {
        let since = std::mem::replace(&mut self.kept, kept);
        self.kept.extend(since);
    }
}

impl App {
    /// Asks for the places of earlier runs, once, before any story can be opened.
    pub(super) fn ask_for_places(&mut self) -> Vec<Effect> {
        if !self.kept || std::mem::replace(&mut self.places.asked, true) {
            return Vec::new();
        }
        App::ask(Request::Places)
    }

    /// The versions of a story the reader compared last, opened at the place in them, unless it has changed since; an outlet that
    /// the reader chose goes before it.
    pub(super) fn left_off(&self, story: &Story) -> Option<Comparing> {
        if self.stories.pane != Pane::List || story.changed {
            return None;
        }
        let known = versions(story);
        let there = |pair: Sides<VersionId>| Side::BOTH.into_iter().all(|side| known.contains(&pair[side]));
        if let Some((pair, anchor)) = self.places.left.get(&story.id) {
            return there(*pair).then(|| Comparing::at(story.clone(), *pair, anchor.clone()));
        }
        let kept = self.places.kept.get(&story.id)?.pair.filter(|kept| there(kept.versions))?;
        Some(Comparing::resumed(story.clone(), kept))
    }

    /// Where the reader was in the claims of a story, and the sentence whose claim is to be found where that is all one knows.
    pub(super) fn left_in_claims(&self, story: StoryId) -> (Place, Vec<(VersionId, SentenceIx)>) {
        if let Some(place) = self.places.claims.get(&story) {
            return (place.clone(), Vec::new());
        }
        let kept = self.places.kept.get(&story).and_then(|kept| kept.claims.as_ref());
        kept.map_or_else(Default::default, |kept| {
            (Place::chosen(&kept.chosen), vec![(kept.version, SentenceIx(kept.sentence))])
        })
    }

    /// The paragraph of a version that was at the top of the screen when it was left.
    pub(super) fn left_in_text(&self, story: StoryId, version: VersionId) -> Option<usize> {
        let kept = self.places.kept.get(&story)?.reading?;
        (kept.version == version).then_some(kept.paragraph)
    }

    /// Remembers where the reader was in what is closed.
    pub(super) fn leave(&mut self, open: &Open) -> Vec<Effect> {
        match open {
            Open::Claims(claiming) => {
                if let Some(view) = &claiming.view {
                    self.places.claims.insert(claiming.story.id, view.place().clone());
                }
            }
            Open::Compare(comparing) => {
                if let Some(view) = &comparing.view {
                    self.places.left.insert(comparing.story.id, (comparing.wanted, view.anchor()));
                }
            }
            _ => {}
        }
        self.keep_place(open).into_iter().map(Effect::Ask).collect()
    }

    /// What is to be written of all that is open when the program ends.
    pub(super) fn places_at_the_end(&mut self) -> Vec<Effect> {
        let open = std::mem::take(&mut self.open);
        let effects = open.iter().filter_map(|open| self.keep_place(open)).map(Effect::Ask).collect();
        self.open = open;
        effects
    }

    /// What is to be written of one screen, if it is another place than the one kept.
    fn keep_place(&mut self, open: &Open) -> Option<Request> {
        let (story, place) = match open {
            Open::Compare(comparing) => {
                let (sentences, above) = comparing.view.as_ref()?.spot();
                let sentences = sentences.map(|sentence| sentence.map(|ix| ix.0));
                let pair = KeptPair { versions: comparing.wanted, sentences, above };
                (comparing.story.id, KeptPlace { pair: Some(pair), ..self.kept_of(comparing.story.id) })
            }
            Open::Claims(claiming) => {
                let claims = claiming.view.as_ref()?.kept()?;
                (claiming.story.id, KeptPlace { claims: Some(claims), ..self.kept_of(claiming.story.id) })
            }
            Open::Reader(reader) => {
                let reading = KeptReading { version: reader.version()?.info.id, paragraph: reader.paragraph()? };
                (reader.story.id, KeptPlace { reading: Some(reading), ..self.kept_of(reader.story.id) })
            }
            Open::Search(_) | Open::Sources(_) | Open::Timeline(_) => return None,
        };
        if self.places.kept.get(&story) == Some(&place) {
            return None;
        }
        self.places.kept.insert(story, place.clone());
        self.kept.then_some(Request::KeepPlace { story, place })
    }

    fn kept_of(&self, story: StoryId) -> KeptPlace {
        self.places.kept.get(&story).cloned().unwrap_or_default()
    }
}
