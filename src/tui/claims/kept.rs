//! What the store keeps of the reader's place in the claims of a story: the sentence that tells the claim, because claims are counted
//! anew with every text, and what was chosen, in words.

use super::geometry::Share;
use super::rows::{Kind, Sort};
use super::told::sentences;
use super::view::{ClaimsView, Place};
use crate::store::KeptClaims;

const SORTS: [(Sort, &str); 3] = [(Sort::Order, "told"), (Sort::Disagreement, "disagreement"), (Sort::Reach, "reach")];
const KINDS: [(Kind, &str); 4] =
    [(Kind::All, "all"), (Kind::Differing, "differing"), (Kind::OnlyHere, "only"), (Kind::LeftOut, "left-out")];
const SHARES: [(Share, &str); 3] = [(Share::Some, "some-room"), (Share::Most, "most-room"), (Share::None, "no-room")];
const FOLDED: &str = "folded";

impl ClaimsView {
    /// The reader's place; `None` where no claim is selected.
    pub(in crate::tui) fn kept(&self) -> Option<KeptClaims> {
        let (claim, here) = (self.claim()?, self.speaker());
        let mut outlets = std::iter::once(here).chain(0..self.told.versions.len());
        let (outlet, sentence) =
            outlets.find_map(|outlet| Some((outlet, sentences(claim, outlet).first().copied()?)))?;
        let Place { sort, kind, share, folded, .. } = self.place;
        let mut chosen = vec![said(&SORTS, sort), said(&KINDS, kind), said(&SHARES, share)];
        chosen.extend(folded.then_some(FOLDED));
        Some(KeptClaims { version: self.told.versions[outlet], sentence: sentence.0, chosen: chosen.join(" ") })
    }
}

impl Place {
    /// The beginning of the claims, with what was chosen before; words that say nothing here are left out.
    pub(in crate::tui) fn chosen(words: &str) -> Place {
        let mut place = Place::default();
        for word in words.split(' ') {
            place.sort = read(&SORTS, word).unwrap_or(place.sort);
            place.kind = read(&KINDS, word).unwrap_or(place.kind);
            place.share = read(&SHARES, word).unwrap_or(place.share);
            place.folded |= word == FOLDED;
        }
        place
    }
}

fn said<T: Copy + PartialEq>(names: &[(T, &'static str)], value: T) -> &'static str {
    names.iter().find(|(named, _)| *named == value).map_or("", |(_, name)| name)
}

fn read<T: Copy>(names: &[(T, &'static str)], word: &str) -> Option<T> {
    names.iter().find(|(_, name)| *name == word).map(|&(value, _)| value)
}
