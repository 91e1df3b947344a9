//! Which profile fits two texts: lightly edited, or told anew.

use std::collections::BTreeSet;

use super::comparison::Profile;
use super::reading::Reading;
use super::vocabulary::Form;
use crate::sides::Sides;

/// Words in a shingle: long enough that two outlets share one only by copying (a common choice for near-duplicates).
const SHINGLE: usize = 5;

/// The share of the shorter text's shingles from which the texts count as one text edited.
const EDITED: f64 = 0.5;

/// Picks the profile by verbatim overlap.
pub(super) fn pick(readings: &Sides<&Reading>) -> Profile {
    let shingles = readings.map(|reading| {
        reading
            .sentences
            .iter()
            .flat_map(|s| s.tokens.windows(SHINGLE))
            .map(|w| w.iter().map(|t| t.form).collect())
            .collect()
    });
    let shingles: Sides<BTreeSet<Vec<Form>>> = shingles;
    let shorter = shingles.left.len().min(shingles.right.len());
    let shared = shingles.left.intersection(&shingles.right).count();
    if shorter > 0 && shared as f64 >= EDITED * shorter as f64 { Profile::Revision } else { Profile::Coverage }
}
