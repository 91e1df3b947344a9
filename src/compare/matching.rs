//! The heaviest one-to-one matching in a sparse table.

use std::collections::VecDeque;

/// Chances that differ by less than this count as equal, so that rounding never decides.
const EPSILON: f64 = 1e-9;

/// The one-to-one matching of greatest total weight among `(left, right, weight)` with positive weights, by left.
///
/// Greedy choice would steal partners: a sentence's second best can be the only counterpart another has. Each left sentence
/// enters by the augmenting path that gains most (successive shortest paths); paths stay inside a connected group of
/// candidates, which in news holds a handful of sentences.
pub(super) fn heaviest_matching(cells: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
    let size = |index: fn(&(usize, usize, f64)) -> usize| cells.iter().map(index).max().map_or(0, |last| last + 1);
    let (lefts, rights) = (size(|cell| cell.0), size(|cell| cell.1));
    let mut rows: Vec<Vec<(usize, f64)>> = vec![Vec::new(); lefts];
    for &(left, right, weight) in cells {
        rows[left].push((right, weight));
    }
    let mut matching = Matching {
        rows,
        of_left: vec![None; lefts],
        of_right: vec![None; rights],
        gains: Labels::new(lefts),
        reached: Labels::new(rights),
    };
    for left in 0..lefts {
        matching.augment(left);
    }
    matching.of_left.iter().enumerate().filter_map(|(left, pair)| Some((left, (*pair)?.0))).collect()
}

struct Matching {
    /// The cells of each left sentence.
    rows: Vec<Vec<(usize, f64)>>,
    /// The right sentence matched, and the weight of the pair.
    of_left: Vec<Option<(usize, f64)>>,
    of_right: Vec<Option<usize>>,
    /// For a left sentence on a path: what the path gains if it is left without a partner.
    gains: Labels<f64>,
    /// For a right sentence on a path: the gain so far and the left sentence it was reached from.
    reached: Labels<(f64, usize)>,
}

impl Matching {
    fn augment(&mut self, start: usize) {
        self.search(start);
        let Some((right, bare)) = self.best_end(start) else { return };
        let mut right = match (right, bare) {
            (Some(right), _) => right,
            (None, bare) => self.of_left[bare].take().expect("a bare sentence had a partner").0,
        };
        loop {
            let left = self.reached.get(right).expect("the path was searched").1;
            let weight = self.rows[left].iter().find(|(other, _)| *other == right).map_or(0.0, |pair| pair.1);
            let before = self.of_left[left].replace((right, weight));
            self.of_right[right] = Some(left);
            match before {
                Some((previous, _)) if left != start => right = previous,
                _ => break,
            }
        }
    }

    /// Labels everything that paths from `start` reach with the best gain.
    fn search(&mut self, start: usize) {
        self.gains.clear();
        self.reached.clear();
        self.gains.set(start, 0.0);
        let mut queue = VecDeque::from([start]);
        while let Some(left) = queue.pop_front() {
            let gain = self.gains.get(left).unwrap_or(0.0);
            let partner = self.of_left[left].map(|pair| pair.0);
            for &(right, weight) in self.rows[left].iter().filter(|(right, _)| Some(*right) != partner) {
                let total = gain + weight;
                if self.reached.get(right).is_some_and(|(known, _)| total <= known + EPSILON) {
                    continue;
                }
                self.reached.set(right, (total, left));
                if let Some(owner) = self.of_right[right] {
                    let lost = self.of_left[owner].map_or(0.0, |pair| pair.1);
                    self.gains.set(owner, total - lost);
                    queue.push_back(owner);
                }
            }
        }
    }

    /// Where the best path ends: at a right sentence that is free, or by leaving a left one bare that had a partner.
    fn best_end(&mut self, start: usize) -> Option<(Option<usize>, usize)> {
        let free = self.reached.sorted().filter(|&(right, _)| self.of_right[right].is_none());
        let to_free = free.map(|(right, (gain, _))| (gain, Some(right), start));
        let to_bare = self.gains.sorted().filter(|&(left, _)| left != start).map(|(left, gain)| (gain, None, left));
        let mut best: Option<(f64, Option<usize>, usize)> = None;
        for end in to_free.chain(to_bare) {
            if best.is_none_or(|known| end.0 > known.0 + EPSILON) {
                best = Some(end);
            }
        }
        best.filter(|best| best.0 > EPSILON).map(|(_, right, bare)| (right, bare))
    }
}

/// Values by index, most of them absent, emptied at the cost of what they hold.
struct Labels<T> {
    values: Vec<Option<T>>,
    set: Vec<usize>,
}

impl<T: Copy> Labels<T> {
    fn new(size: usize) -> Labels<T> {
        Labels { values: vec![None; size], set: Vec::new() }
    }

    fn clear(&mut self) {
        for k in self.set.drain(..) {
            self.values[k] = None;
        }
    }

    fn get(&self, k: usize) -> Option<T> {
        self.values[k]
    }

    fn set(&mut self, k: usize, value: T) {
        if self.values[k].replace(value).is_none() {
            self.set.push(k);
        }
    }

    /// What is set, by index.
    fn sorted(&mut self) -> impl Iterator<Item = (usize, T)> {
        self.set.sort_unstable();
        self.set.iter().filter_map(|&k| Some((k, self.values[k]?)))
    }
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
