//! What marks a row, how much a first look at it tells, and the kinds of change the reader can filter by.

use crate::compare::{FactKind, Link, LinkClass, Tier};
use crate::sides::Side;
use crate::theme::Symbols;

pub(super) use crate::compare::RowKind as Kind;

impl Kind {
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
    /// Rows in which a name differs.
    Names,
    /// Rows in which another is said to have said it, or nobody.
    Speakers,
    /// Rows told with another certainty.
    Certainty,
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
    pub(super) const ALL: [Filter; 11] = [
        Filter::All,
        Filter::Facts,
        Filter::Quotes,
        Filter::Numbers,
        Filter::Names,
        Filter::Speakers,
        Filter::Certainty,
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
            Filter::Names => "names that differ",
            Filter::Speakers => "who says it",
            Filter::Certainty => "how sure they are",
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
            Filter::Names => fact(&[FactKind::Name]),
            Filter::Speakers => fact(&[FactKind::Attribution]),
            Filter::Certainty => fact(&[FactKind::Hedge]),
            Filter::Reworded => link.is_some_and(|link| link.class != LinkClass::Same),
            Filter::OnlyLeft => kind == Kind::Only(Side::Left),
            Filter::OnlyRight => kind == Kind::Only(Side::Right),
            Filter::Moved => link.is_some_and(|link| link.moved),
        }
    }
}
