//! Notes about place: where a sentence stands on the other side, when that is not where the reader would look.

use super::kind::Kind;
use super::rows::TextRow;
use crate::compare::{Comparison, Link, LinkIx, Profile};
use crate::sides::{Side, Sides};

/// The note of a row about the right text, or nothing. The left column reads in its own order, so what is out of place is always
/// on the right.
///
/// Between outlets the place is a choice of weight, so the note names both places; between versions it is a move.
pub(super) fn moved(comparison: &Comparison, row: &TextRow) -> Option<String> {
    if !row.link(comparison)?.moved {
        return None;
    }
    let place = |side: Side| {
        let first = *row.cells[side].first()?;
        comparison.documents[side].body_number(first)
    };
    let Sides { left: Some(left), right: Some(right) } = Sides::from_fn(place) else {
        return Some("in another order".to_owned());
    };
    let here = if right == 1 { "lead".to_owned() } else { format!("paragraph {right}") };
    let there = if left == 1 { "lead".to_owned() } else { left.to_string() };
    Some(match comparison.profile {
        _ if left == right => "in another order".to_owned(),
        Profile::Coverage => format!("{here} here, {there} on the left"),
        Profile::Revision if right < left => format!("moved up: {here} here, {there} on the left"),
        Profile::Revision => format!("moved down: {here} here, {there} on the left"),
    })
}

/// For a sentence that repeats what its side says elsewhere: where the other side tells it.
pub(super) fn again(comparison: &Comparison, row: &TextRow) -> Option<String> {
    let Kind::Again(side) = row.kind else { return None };
    let partner = *told_elsewhere(comparison, row)?.sentences[side.other()].first()?;
    Some(match comparison.documents[side.other()].body_number(partner) {
        Some(1) => "told in the lead".to_owned(),
        Some(n) => format!("told in paragraph {n}"),
        None => "told in the headline".to_owned(),
    })
}

/// The link of a sentence that repeats what its side says elsewhere.
pub(super) fn told_elsewhere<'c>(comparison: &'c Comparison, row: &TextRow) -> Option<&'c Link> {
    let Kind::Again(side) = row.kind else { return None };
    let LinkIx(link) = *comparison.links_with(side, *row.cells[side].first()?).first()?;
    Some(&comparison.links[link])
}
