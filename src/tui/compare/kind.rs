//! What a row is as a change, and the kinds the reader can filter by.

use std::collections::BTreeSet;

use crate::compare::{Comparison, FactKind, Link, LinkClass, Profile, Row, Tier};
use crate::sides::{Side, Sides};
use crate::text::{Role, SentenceIx};
use crate::theme::Symbols;

/// What a row is, one answer each: what its mark in the gutter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
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

impl Kind {
    /// What a row of a comparison is; `linked` holds each side's sentences that are in a link at all.
    pub(super) fn of(comparison: &Comparison, row: &Row, linked: &Sides<BTreeSet<SentenceIx>>) -> Kind {
        let roles = || {
            Side::BOTH.into_iter().flat_map(|side| {
                let document = &comparison.documents[side];
                row.cells[side].iter().map(|&ix| document.role(ix))
            })
        };
        if let Some(link) = comparison.link_of(row) {
            return if roles().all(|role| role == Role::Noise) {
                Kind::Noise
            } else {
                Kind::of_link(link, comparison.profile)
            };
        }
        let side = if row.cells.left.is_empty() { Side::Right } else { Side::Left };
        if roles().all(|role| role == Role::Noise) {
            Kind::Noise
        } else if roles().all(|role| matches!(role, Role::Byline | Role::Dateline | Role::Credit | Role::Noise)) {
            Kind::Aside
        } else if row.cells[side].iter().any(|ix| linked[side].contains(ix)) {
            Kind::Again(side)
        } else {
            Kind::Only(side)
        }
    }

    fn of_link(link: &Link, profile: Profile) -> Kind {
        let differs = |kinds: &[FactKind]| link.facts.iter().any(|fact| kinds.contains(&fact.kind));
        if differs(&[FactKind::Number, FactKind::Date, FactKind::Name]) {
            return Kind::Fact;
        }
        if differs(&[FactKind::Quote]) {
            return Kind::Quote;
        }
        match link.class {
            LinkClass::Split | LinkClass::Merged => Kind::Split,
            // Between outlets spelling and typography are habits of the house; in an edited text they were changed.
            LinkClass::CopyEdit if profile == Profile::Revision => Kind::Reworded,
            LinkClass::Same | LinkClass::CopyEdit if link.moved => Kind::Moved,
            LinkClass::Same | LinkClass::CopyEdit => Kind::Same,
            LinkClass::Reworded => Kind::Reworded,
        }
    }

    /// Whether next and previous change stop here.
    pub(super) fn is_change(self) -> bool {
        !matches!(self, Kind::Same | Kind::Noise | Kind::Aside)
    }

    /// The side that has it, where only one does.
    pub(super) fn only(self) -> Option<Side> {
        match self {
            Kind::Only(side) | Kind::Again(side) => Some(side),
            _ => None,
        }
    }

    /// Its mark in the gutter; empty where nothing differs.
    pub(super) fn symbol(self, symbols: &Symbols) -> &str {
        match self {
            Kind::Same | Kind::Noise | Kind::Aside => "",
            Kind::Reworded => &symbols.reworded,
            Kind::Fact => &symbols.number,
            Kind::Quote => &symbols.quote,
            Kind::Split => &symbols.split,
            Kind::Moved | Kind::Again(_) => &symbols.moved,
            Kind::Only(Side::Left) => &symbols.only_left,
            Kind::Only(Side::Right) => &symbols.only_right,
        }
    }

    /// How much a first-time reader learns from seeing this one first; more is better.
    pub(super) fn telling(self, link: Option<&Link>) -> u8 {
        let Some(link) = link else { return u8::from(self.is_change()) };
        let both = |kinds: &[FactKind]| {
            link.facts.iter().any(|f| kinds.contains(&f.kind) && f.spans.left.is_some() && f.spans.right.is_some())
        };
        let told = if both(&[FactKind::Number, FactKind::Date]) {
            8
        } else if both(&[FactKind::Quote]) {
            7
        } else {
            match self {
                Kind::Quote => 6,
                Kind::Fact => 5,
                Kind::Moved => 3,
                Kind::Reworded if !link.heavy => 4,
                Kind::Reworded | Kind::Split => 2,
                _ => 0,
            }
        };
        // A doubtful pair is a poor first impression, whatever it says.
        if link.tier == Tier::Sure { told } else { told.min(1) }
    }
}

/// The changes the reader wants to see; the rest is folded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Filter {
    /// Every change, with the text around it.
    #[default]
    All,
    /// Rows in which any fact differs.
    Facts,
    /// Rows in which quoted words differ.
    Quotes,
    /// Rows in which a number or date differs.
    Numbers,
    /// Rows told in other words.
    Reworded,
    /// What only the left side has.
    OnlyLeft,
    /// What only the right side has.
    OnlyRight,
    /// What stands elsewhere on the other side.
    Moved,
}

impl Filter {
    /// Every filter, in the order of the menu.
    pub(super) const ALL: [Filter; 8] = [
        Filter::All,
        Filter::Facts,
        Filter::Quotes,
        Filter::Numbers,
        Filter::Reworded,
        Filter::OnlyLeft,
        Filter::OnlyRight,
        Filter::Moved,
    ];

    /// Its name in the menu.
    pub(super) fn name(self) -> &'static str {
        match self {
            Filter::All => "everything",
            Filter::Facts => "facts that differ",
            Filter::Quotes => "quotes that differ",
            Filter::Numbers => "numbers and dates",
            Filter::Reworded => "other words",
            Filter::OnlyLeft => "only on the left",
            Filter::OnlyRight => "only on the right",
            Filter::Moved => "moved",
        }
    }

    /// Whether a row passes.
    pub(super) fn passes(self, kind: Kind, link: Option<&Link>) -> bool {
        let fact = |wanted: &[FactKind]| link.is_some_and(|l| l.facts.iter().any(|f| wanted.contains(&f.kind)));
        match self {
            Filter::All => true,
            Filter::Facts => link.is_some_and(|link| !link.facts.is_empty()),
            Filter::Quotes => fact(&[FactKind::Quote]),
            Filter::Numbers => fact(&[FactKind::Number, FactKind::Date]),
            Filter::Reworded => link.is_some_and(|link| link.class != LinkClass::Same),
            Filter::OnlyLeft => kind == Kind::Only(Side::Left),
            Filter::OnlyRight => kind == Kind::Only(Side::Right),
            Filter::Moved => link.is_some_and(|link| link.moved),
        }
    }
}
