//! Two texts -> one [`Comparison`], which the screen and every export read.
//!
//! Pure: no input or output, no clock, no randomness, and it cannot fail. Each stage is one file:
//! `anchors` and `features` look at pairs of sentences, `score` weighs them, `links` chooses, `order` finds what moved,
//! `words` marks what differs inside a link, `facts` names what differs in substance, `rows` lays both sides out.

mod comparison;

use std::sync::Arc;

pub use comparison::{
    Comparison, Fact, FactKind, Link, LinkClass, LinkIx, Op, Profile, Reason, Row, Stats, Tier, WordSpan,
};

use crate::sides::Sides;
use crate::text::Document;

/// What the reader can choose about a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The profile; `None` picks it by how much of the shorter text stands verbatim in the other.
    pub profile: Option<Profile>,
}

/// Compares two texts.
///
/// Swapping the texts gives the same result with its sides swapped; equal inputs give equal results everywhere.
pub fn compare(documents: Sides<Arc<Document>>, options: &Options) -> Comparison {
    comparison::placeholder(documents, options)
}
