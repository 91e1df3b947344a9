//! A comparison written out, one format a file. Every format reads the same [`Comparison`](crate::compare::Comparison) that the
//! screen reads; none computes a difference of its own.

mod bits;
pub mod claims;
pub mod html;
mod json;
pub mod jsonl;
mod linear;
pub mod markdown;
mod side_by_side;
mod told;

pub use json::comparison as json;
pub use linear::comparison as linear;
pub use side_by_side::{Marks, comparison as side_by_side};

use crate::sides::Sides;

/// What a comparison's texts are called, which the texts themselves do not know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// The outlet's name.
    pub outlet: String,
    /// The headline; empty where there is none.
    pub title: String,
    /// When it was published, as shown to the reader; `None` where the outlet did not say.
    pub published: Option<String>,
    /// The address of the piece.
    pub url: Option<String>,
}

/// Headings of both sides.
pub type Headings = Sides<Heading>;
