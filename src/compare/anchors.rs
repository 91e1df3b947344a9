//! Stage 3: sentences that are the same word for word, which need no model to be paired.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::reading::Reading;
use super::vocabulary::Form;
use crate::sides::Sides;

/// Pairs of sentences with the same words, typography, case and punctuation aside; indices are into the readings.
///
/// First what stands in the same order on both sides, then what stands elsewhere but only once on each side. A repeated
/// sentence out of order never anchors, because nothing says which of its places is meant.
pub(super) fn anchors(readings: &Sides<&Reading>) -> Vec<(usize, usize)> {
    let keys: Sides<Vec<&[Form]>> =
        readings.map(|reading| reading.sentences.iter().map(|s| s.key.as_slice()).collect());
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Histogram, &keys.left, &keys.right) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            pairs.extend((0..len).map(|k| (old_index + k, new_index + k)));
        }
    }
    let mut taken = Sides::new(vec![false; keys.left.len()], vec![false; keys.right.len()]);
    for &(i, j) in &pairs {
        taken.left[i] = true;
        taken.right[j] = true;
    }
    pairs.extend(unique_elsewhere(&keys, &taken));
    pairs.sort_unstable();
    pairs
}

fn unique_elsewhere(keys: &Sides<Vec<&[Form]>>, taken: &Sides<Vec<bool>>) -> Vec<(usize, usize)> {
    let sorted = |keys: &[&[Form]], taken: &[bool]| {
        let mut order: Vec<usize> = (0..keys.len()).filter(|&k| !taken[k]).collect();
        order.sort_by(|&a, &b| keys[a].cmp(keys[b]));
        order
            .chunk_by(|&a, &b| keys[a] == keys[b])
            .filter(|same| same.len() == 1)
            .map(|same| same[0])
            .collect::<Vec<_>>()
    };
    let left = sorted(&keys.left, &taken.left);
    let right = sorted(&keys.right, &taken.right);
    left.into_iter()
        .filter_map(|i| {
            let at = right.binary_search_by(|&j| keys.right[j].cmp(keys.left[i])).ok()?;
            Some((i, right[at]))
        })
        .collect()
}
