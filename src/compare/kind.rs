//! What a row of a comparison is as a change, and which stretches of rows are of so little interest that they are folded.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Comparison, FactKind, Link, LinkClass, Profile, Row};
use crate::sides::{Side, Sides};
use crate::text::{Role, SentenceIx};

/// The fewest rows without a change that are worth folding.
const LONG_RUN: usize = 3;

/// What a row is, one answer each: what its mark in the gutter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKind {
    /// The same words on both sides.
    Same,
    /// What stands around the articles: folded.
    Noise,
    /// A byline, dateline or credit with nothing opposite: shown, but no change in the telling.
    Aside,
    /// Other words, spelling or typography.
    Reworded,
    /// A number, date or name differs.
    Fact,
    /// Quoted words differ.
    Quote,
    /// One sentence against several.
    Split,
    /// The same words in another place.
    Moved,
    /// Only this side has it.
    Only(Side),
    /// This side says again what it says elsewhere, where it stands opposite its partner.
    Again(Side),
}

impl RowKind {
    /// What a row of a comparison is; `linked` holds each side's sentences that are in a link at all.
    fn of(comparison: &Comparison, row: &Row, linked: &Sides<BTreeSet<SentenceIx>>) -> RowKind {
        let roles = || {
            Side::BOTH.into_iter().flat_map(|side| {
                let document = &comparison.documents[side];
                row.cells[side].iter().map(|&ix| document.role(ix))
            })
        };
        if let Some(link) = comparison.link_of(row) {
            return if roles().all(|role| role == Role::Noise) {
                RowKind::Noise
            } else {
                RowKind::of_link(link, comparison.profile)
            };
        }
        let side = if row.cells.left.is_empty() { Side::Right } else { Side::Left };
        if roles().all(|role| role == Role::Noise) {
            RowKind::Noise
        } else if roles().all(|role| matches!(role, Role::Byline | Role::Dateline | Role::Credit | Role::Noise)) {
            RowKind::Aside
        } else if row.cells[side].iter().any(|ix| linked[side].contains(ix)) {
            RowKind::Again(side)
        } else {
            RowKind::Only(side)
        }
    }

    fn of_link(link: &Link, profile: Profile) -> RowKind {
        let differs = |kinds: &[FactKind]| link.facts.iter().any(|fact| kinds.contains(&fact.kind));
        if differs(&[FactKind::Number, FactKind::Date, FactKind::Name]) {
            return RowKind::Fact;
        }
        if differs(&[FactKind::Quote]) {
            return RowKind::Quote;
        }
        match link.class {
            LinkClass::Split | LinkClass::Merged => RowKind::Split,
            // Between outlets spelling and typography are habits of the house; in an edited text they were changed.
            LinkClass::CopyEdit if profile == Profile::Revision => RowKind::Reworded,
            LinkClass::Same | LinkClass::CopyEdit if link.moved => RowKind::Moved,
            LinkClass::Same | LinkClass::CopyEdit => RowKind::Same,
            LinkClass::Reworded => RowKind::Reworded,
        }
    }

    /// Whether next and previous change stop here.
    pub fn is_change(self) -> bool {
        !matches!(self, RowKind::Same | RowKind::Noise | RowKind::Aside)
    }

    /// The side that has it, where only one does.
    pub fn only(self) -> Option<Side> {
        match self {
            RowKind::Only(side) | RowKind::Again(side) => Some(side),
            _ => None,
        }
    }
}

impl Comparison {
    /// What each row is, in the order of the rows.
    pub fn kinds(&self) -> Vec<RowKind> {
        let linked: Sides<BTreeSet<SentenceIx>> =
            Sides::from_fn(|side| self.links.iter().flat_map(|link| link.sentences[side].iter().copied()).collect());
        self.rows.iter().map(|row| RowKind::of(self, row, &linked)).collect()
    }
}

/// The stretches of rows worth folding, in order: page furniture, and long runs without a change.
pub fn quiet(kinds: &[RowKind]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for run in runs(kinds, |kind| matches!(kind, RowKind::Same | RowKind::Noise)) {
        let same = kinds[run.clone()].iter().filter(|&&kind| kind == RowKind::Same).count();
        if same >= LONG_RUN {
            found.push(run);
        } else {
            let offset = run.start;
            let noise = runs(&kinds[run], |kind| *kind == RowKind::Noise);
            found.extend(noise.into_iter().map(|run| run.start + offset..run.end + offset));
        }
    }
    found
}

/// The longest runs of things that satisfy a condition, by index.
pub(crate) fn runs<T>(things: &[T], wanted: impl Fn(&T) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for k in (0..things.len()).filter(|&k| wanted(&things[k])) {
        match found.last_mut() {
            Some(run) if run.end == k => run.end = k + 1,
            _ => found.push(k..k + 1),
        }
    }
    found
}
