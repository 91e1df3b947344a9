//! Stage 6: what keeps its order and what moved.

/// For links given by `(left position, right position, weight)`, in order of the left: whether each moved.
///
/// The heaviest chain that rises on both sides stays; everything else moved. Weight is characters, so a long passage never
/// counts as moved past a short one.
pub(super) fn moved(links: &[(usize, usize, usize)]) -> Vec<bool> {
    let mut chain = Fenwick::new(links.iter().map(|link| link.1 + 1).max().unwrap_or(0));
    let mut best: Vec<(u64, Option<usize>)> = Vec::with_capacity(links.len());
    for (k, &(_, right, weight)) in links.iter().enumerate() {
        let (before, previous) = chain.heaviest_below(right);
        best.push((before + weight as u64 + 1, previous));
        chain.raise(right, best[k].0, k);
    }
    let mut stays = vec![false; links.len()];
    let mut at = (0..links.len()).max_by_key(|&k| (best[k].0, std::cmp::Reverse(k)));
    while let Some(k) = at {
        stays[k] = true;
        at = best[k].1;
    }
    stays.iter().map(|stay| !stay).collect()
}

/// Prefix maxima that can be raised: the heaviest chain ending before a right position, in logarithmic time.
struct Fenwick {
    cells: Vec<(u64, Option<usize>)>,
}

impl Fenwick {
    fn new(size: usize) -> Fenwick {
        Fenwick { cells: vec![(0, None); size + 1] }
    }

    fn heaviest_below(&self, position: usize) -> (u64, Option<usize>) {
        let mut best = (0, None);
        let mut at = position;
        while at > 0 {
            if self.cells[at].0 > best.0 {
                best = self.cells[at];
            }
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, position: usize, weight: u64, link: usize) {
        let mut at = position + 1;
        while at < self.cells.len() {
            if weight > self.cells[at].0 {
                self.cells[at] = (weight, Some(link));
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::moved;

    fn check_moved(links: &[(usize, usize, usize)], expected: &[usize]) {
        let found: Vec<usize> = moved(links).iter().enumerate().filter(|(_, m)| **m).map(|(k, _)| k).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn in_order_nothing_moves() {
        check_moved(&[(0, 0, 10), (1, 1, 10), (2, 2, 10)], &[]);
    }

    #[test]
    fn the_lighter_of_two_crossing_links_moved() {
        check_moved(&[(0, 1, 10), (1, 0, 200)], &[0]);
        check_moved(&[(0, 1, 200), (1, 0, 10)], &[1]);
    }

    #[test]
    fn one_sentence_moved_down_does_not_move_the_rest() {
        check_moved(&[(0, 3, 50), (1, 0, 50), (2, 1, 50), (3, 2, 50)], &[0]);
    }

    #[test]
    fn nothing_linked_nothing_moved() {
        check_moved(&[], &[]);
    }
}
