//! Stage 9: which claims are in which outlet, how each tells them, and what they differ in.
//!
//! Every two outlets are compared by themselves ([`Pairwise`]), the links cluster into claims (`cluster`), and what is said of
//! a claim is read off its links (`telling`). Nothing is chained through a base version, so the same outlets in another order
//! give the same claims (a collation that grows from a first version does not). `copies` finds outlets that print one text,
//! and [`first`] says who had a claim first where the times are known.

mod cluster;
pub(crate) mod copies;
pub mod first;
mod model;
mod pairwise;
mod telling;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use model::{Cell, Claim, Claims, Column, Difference, Telling, Value};
pub use pairwise::Pairwise;

use crate::text::Document;
use pairwise::Place;

/// The claims of any number of outlets, in the order in which outlets tell them.
///
/// Another order of outlets gives the same claims with their cells in that order.
pub fn claims(documents: &[Arc<Document>]) -> Claims {
    Pairwise::new(documents).claims()
}

impl Pairwise {
    /// The claims, for outlets in the order they were given.
    pub fn claims(&self) -> Claims {
        let groups = copies::groups(&self.documents);
        let claim = |places: &Vec<Place>| telling::claim(places, self, &groups).for_outlets(&self.given);
        let mut ordered: Vec<(Vec<usize>, Claim)> =
            cluster::groups(self).iter().map(|places| (standing(self, places), claim(places))).collect();
        ordered.sort_by(|a, b| a.0.cmp(&b.0));
        let claims = ordered.into_iter().map(|(_, claim)| claim).collect();
        let copies = groups.iter().map(|group| group.iter().map(|&k| self.given[k]).collect()).collect();
        Claims { claims, copies }
    }
}

/// Where outlets tell a claim, for ordering: the median over outlets of the place where each first tells it, then all of these,
/// in thousandths of the sentences that can tell a claim.
fn standing(pairwise: &Pairwise, places: &[Place]) -> Vec<usize> {
    let firsts = places.chunk_by(|a, b| a.0 == b.0).map(|own| own[0]);
    let relative = |(outlet, ix): Place| {
        let before = pairwise.telling(outlet).take_while(|&other| other < ix).count();
        before * 1000 / pairwise.telling(outlet).count().max(1)
    };
    let mut all: Vec<usize> = firsts.map(relative).collect();
    all.sort_unstable();
    let mut key = vec![all[(all.len() - 1) / 2]];
    key.extend(all);
    key
}
