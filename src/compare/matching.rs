//! The heaviest one-to-one matching in a sparse table.

use std::collections::{BTreeMap, VecDeque};

/// Chances that differ by less than this count as equal, so that rounding never decides.
const EPSILON: f64 = 1e-9;

/// The one-to-one matching of greatest total weight among `(left, right, weight)` with positive weights, by left.
///
/// Greedy choice would steal partners: a sentence's second best can be the only counterpart another has. Each left sentence
/// enters by the augmenting path that gains most (successive shortest paths); paths stay inside a connected group of
/// candidates, which in news holds a handful of sentences.
pub(super) fn heaviest_matching(cells: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
    let mut rows: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for &(left, right, weight) in cells {
        rows.entry(left).or_default().push((right, weight));
    }
    let mut matched = Matching::default();
    for &left in rows.keys() {
        augment(left, &rows, &mut matched);
    }
    matched.of_left.into_iter().collect()
}

#[derive(Default)]
struct Matching {
    of_left: BTreeMap<usize, usize>,
    of_right: BTreeMap<usize, usize>,
}

/// The best way found to reach a right sentence: the gain so far and the left sentence it was reached from.
type Reached = BTreeMap<usize, (f64, usize)>;

fn augment(start: usize, rows: &BTreeMap<usize, Vec<(usize, f64)>>, matched: &mut Matching) {
    let mut gains: BTreeMap<usize, f64> = BTreeMap::from([(start, 0.0)]);
    let mut reached = Reached::new();
    let mut queue = VecDeque::from([start]);
    while let Some(left) = queue.pop_front() {
        let gain = gains[&left];
        for &(right, weight) in &rows[&left] {
            if matched.of_left.get(&left) == Some(&right) {
                continue;
            }
            let total = gain + weight;
            if reached.get(&right).is_some_and(|&(known, _)| total <= known + EPSILON) {
                continue;
            }
            reached.insert(right, (total, left));
            if let Some(&owner) = matched.of_right.get(&right) {
                gains.insert(owner, total - weight_of(rows, owner, right));
                queue.push_back(owner);
            }
        }
    }
    let free = reached.iter().filter(|(right, _)| !matched.of_right.contains_key(right));
    let to_free = free.map(|(&right, &(gain, _))| (gain, Some(right), start)).collect::<Vec<_>>();
    // The path may also end by leaving a sentence without a partner that had one.
    let to_bare = gains.iter().filter(|(left, _)| **left != start).map(|(&left, &gain)| (gain, None, left));
    let best =
        to_free.into_iter().chain(to_bare).fold(None, |best: Option<(f64, Option<usize>, usize)>, end| match best {
            Some(known) if end.0 <= known.0 + EPSILON => Some(known),
            _ => Some(end),
        });
    let Some((gain, end, bare)) = best.filter(|best| best.0 > EPSILON) else { return };
    debug_assert!(gain > 0.0);
    let mut right = end.unwrap_or_else(|| matched.of_left.remove(&bare).expect("a bare sentence had a partner"));
    loop {
        let left = reached[&right].1;
        let before = matched.of_left.insert(left, right);
        matched.of_right.insert(right, left);
        match before {
            Some(previous) if left != start => right = previous,
            _ => break,
        }
    }
}

fn weight_of(rows: &BTreeMap<usize, Vec<(usize, f64)>>, left: usize, right: usize) -> f64 {
    rows[&left].iter().find(|(other, _)| *other == right).map_or(0.0, |&(_, weight)| weight)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn total(cells: &[(usize, usize, f64)], pairs: &[(usize, usize)]) -> f64 {
        pairs.iter().map(|p| cells.iter().find(|c| (c.0, c.1) == *p).expect("a pair is a cell").2).sum()
    }

    /// Tries every matching; small tables only.
    fn best_by_hand(cells: &[(usize, usize, f64)], taken: u32) -> f64 {
        let Some((&(i, j, weight), rest)) = cells.split_first() else { return 0.0 };
        let without = best_by_hand(rest, taken);
        let bits = (1 << i) | (1 << (16 + j));
        if taken & bits != 0 {
            return without;
        }
        without.max(weight + best_by_hand(rest, taken | bits))
    }

    #[test]
    fn a_partner_is_not_stolen() {
        let cells = [(0, 0, 0.9), (0, 1, 0.85), (1, 0, 0.85), (1, 1, 0.1)];
        assert_eq!(heaviest_matching(&cells), [(0, 1), (1, 0)]);
    }

    proptest! {
        #[test]
        fn no_matching_is_heavier(weights in proptest::collection::vec(proptest::option::of(0.01..1.0_f64), 16)) {
            let cells: Vec<_> =
                weights.iter().enumerate().filter_map(|(k, w)| Some((k / 4, k % 4, (*w)?))).collect();
            let pairs = heaviest_matching(&cells);
            prop_assert!((total(&cells, &pairs) - best_by_hand(&cells, 0)).abs() < 1e-6);
        }
    }
}
