//! Which of a story's headlines stands for it.

use std::collections::BTreeSet;

use super::stems::Stems;

/// The index of the headline that says best what all say: the one that shares most words with the others. The first where
/// several do, which gives the first outlet its say. `None` for no headlines.
pub fn headline(titles: &[&str]) -> Option<usize> {
    if titles.len() < 3 {
        // Two share as much with one another, so the first has its say.
        return (!titles.is_empty()).then_some(0);
    }
    let mut known = Stems::default();
    let stems: Vec<BTreeSet<usize>> = titles.iter().map(|title| known.read(title).into_iter().collect()).collect();
    let shared = |i: usize| -> f64 {
        let others = stems.iter().enumerate().filter(|(k, _)| *k != i);
        others
            .map(|(_, other)| {
                let both = stems[i].intersection(other).count() as f64;
                both / (stems[i].len() + other.len()).max(1) as f64
            })
            .sum()
    };
    let shared: Vec<f64> = (0..titles.len()).map(shared).collect();
    // `max_by` takes the last of equals, so the walk is backwards.
    (0..titles.len()).rev().max_by(|&x, &y| shared[x].total_cmp(&shared[y]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_is_one_that_most_others_repeat() {
        assert_eq!(headline(&["Shock!", "Bridge closes for repairs", "Harbour bridge closes"]), Some(1));
        assert_eq!(headline(&["One", "Two"]), Some(0));
        assert_eq!(headline(&[]), None);
    }
}
