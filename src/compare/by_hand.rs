//! What the reader says of pairs of sentences, which goes before anything the engine finds.

use std::collections::BTreeSet;

use super::pairing::Pairing;
use crate::sides::{Side, Sides};
use crate::text::SentenceIx;

/// What the reader says of two sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They tell one thing.
    Together,
    /// They do not.
    Apart,
}

/// The reader's pairs, each a left and a right sentence.
///
/// A pair with a sentence that is not there, or is page furniture, counts for nothing; one that is in both lists is together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByHand {
    /// Pairs that are linked whatever their words.
    pub together: Vec<(SentenceIx, SentenceIx)>,
    /// Pairs that are not linked whatever their words.
    pub apart: Vec<(SentenceIx, SentenceIx)>,
}

impl ByHand {
    /// The same with left and right exchanged, in order.
    #[must_use]
    pub fn swapped(&self) -> ByHand {
        let swap = |pairs: &[(SentenceIx, SentenceIx)]| {
            let mut swapped: Vec<_> = pairs.iter().map(|&(left, right)| (right, left)).collect();
            swapped.sort_unstable();
            swapped
        };
        ByHand { together: swap(&self.together), apart: swap(&self.apart) }
    }

    /// What the reader says of a pair, if anything.
    pub fn verdict(&self, left: SentenceIx, right: SentenceIx) -> Option<Verdict> {
        if self.together.contains(&(left, right)) {
            return Some(Verdict::Together);
        }
        self.apart.contains(&(left, right)).then_some(Verdict::Apart)
    }

    /// The sentences of the other side that the reader keeps apart from one.
    pub fn apart_from(&self, side: Side, sentence: SentenceIx) -> Vec<SentenceIx> {
        let pairs = self.apart.iter().map(|&(left, right)| Sides::new(left, right));
        pairs.filter(|pair| pair[side] == sentence).map(|pair| pair[side.other()]).collect()
    }

    /// What of it counts for two texts, each pair once and in order.
    pub(super) fn honoured(&self, pairing: &Pairing) -> ByHand {
        let there = |side: Side, ix: SentenceIx| place(pairing, side, ix).is_some();
        let valid = |pairs: &[(SentenceIx, SentenceIx)]| -> BTreeSet<(SentenceIx, SentenceIx)> {
            let pairs = pairs.iter().copied();
            pairs.filter(|&(left, right)| there(Side::Left, left) && there(Side::Right, right)).collect()
        };
        let together = valid(&self.together);
        let apart = valid(&self.apart).difference(&together).copied().collect();
        ByHand { together: together.into_iter().collect(), apart }
    }
}

/// The reader's pairs that count, by the places of their sentences in the readings.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// In order of the left side, then the right.
    pub(super) together: Vec<(usize, usize)>,
    /// The pairs that may not be linked.
    pub(super) apart: BTreeSet<(usize, usize)>,
}

impl Held {
    /// Looks honoured pairs up.
    pub(super) fn new(by_hand: &ByHand, pairing: &Pairing) -> Held {
        let places = |pairs: &[(SentenceIx, SentenceIx)]| {
            let pairs = pairs.iter().copied();
            let places = pairs.filter_map(|(left, right)| {
                Some((place(pairing, Side::Left, left)?, place(pairing, Side::Right, right)?))
            });
            places.collect::<BTreeSet<_>>()
        };
        Held { together: places(&by_hand.together).into_iter().collect(), apart: places(&by_hand.apart) }
    }
}

/// Where a sentence is in its reading, which holds them in order; page furniture has no place.
fn place(pairing: &Pairing, side: Side, ix: SentenceIx) -> Option<usize> {
    pairing.readings[side].sentences.binary_search_by_key(&ix, |reading| reading.sentence).ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::compare::tests::telling;
    use crate::compare::{Comparison, LinkClass, Options, Profile, Reason, Tier, compare};
    use crate::text::{Document, Role};

    const LEFT: &str =
        "The council closed the harbour bridge on Monday.\n\nFerries run until Sunday.\n\nHe left at noon.";
    const RIGHT: &str = "A cracked cable shut the crossing.\n\nBoats take its place.\n\nFerries run until Sunday.";

    fn pairs(list: &[(usize, usize)]) -> Vec<(SentenceIx, SentenceIx)> {
        list.iter().map(|&(left, right)| (SentenceIx(left), SentenceIx(right))).collect()
    }

    fn compared(left: &str, right: &str, together: &[(usize, usize)], apart: &[(usize, usize)]) -> Comparison {
        let by_hand = ByHand { together: pairs(together), apart: pairs(apart) };
        let documents = Sides::new(left, right).map(|text| Arc::new(Document::parse(text)));
        compare(documents, &Options { by_hand, ..Options::default() })
    }

    /// The links of primary rows, as sentence numbers.
    fn check_links(together: &[(usize, usize)], apart: &[(usize, usize)], expected: &[(&[usize], &[usize])]) {
        let comparison = compared(LEFT, RIGHT, together, apart);
        let numbers = |sentences: &[SentenceIx]| sentences.iter().map(|ix| ix.0).collect::<Vec<_>>();
        let primary = comparison.links.iter().filter(|link| link.primary);
        let found: Vec<_> =
            primary.map(|link| (numbers(&link.sentences.left), numbers(&link.sentences.right))).collect();
        let expected: Vec<_> = expected.iter().map(|(left, right)| (left.to_vec(), right.to_vec())).collect();
        assert_eq!(found, expected, "together {together:?}, apart {apart:?}");
    }

    #[test]
    fn the_reader_goes_before_the_engine() {
        check_links(&[], &[], &[(&[1], &[2])]);
        check_links(&[(0, 0)], &[], &[(&[0], &[0]), (&[1], &[2])]);
        check_links(&[], &[(1, 2)], &[]);
        check_links(&[(1, 1)], &[], &[(&[1], &[1])]);
        check_links(&[(0, 2)], &[(0, 2), (1, 2)], &[(&[0], &[2])]);
    }

    #[test]
    fn one_sentence_may_be_paired_with_several() {
        check_links(&[(0, 0), (0, 1)], &[], &[(&[0], &[0, 1]), (&[1], &[2])]);
        check_links(&[(0, 0), (1, 0), (1, 1)], &[], &[(&[0, 1], &[0])]);
        assert_eq!(compared(LEFT, RIGHT, &[(0, 0), (0, 1)], &[]).links[0].class, LinkClass::Split);
        assert!(compared(LEFT, RIGHT, &[(0, 0), (1, 0), (1, 1)], &[]).links.iter().any(|link| !link.primary));
    }

    #[test]
    fn what_is_not_there_counts_for_nothing() {
        let comparison = compared(LEFT, RIGHT, &[(0, 9), (9, 0)], &[(7, 7)]);
        assert_eq!(comparison.by_hand, ByHand::default());
        assert_eq!(comparison, compared(LEFT, RIGHT, &[], &[]));
    }

    fn places() -> impl Strategy<Value = Vec<(usize, usize)>> {
        prop::collection::vec((0usize..12, 0usize..12), 0..6)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn a_pair_by_hand_is_always_linked_and_one_kept_apart_never(left in telling(), right in telling(), together in places(), apart in places()) {
            let comparison = compared(&left, &right, &together, &apart);
            let linked = |i: SentenceIx, j: SentenceIx| comparison.links.iter().filter(|link| link.sentences.left.contains(&i) && link.sentences.right.contains(&j)).collect::<Vec<_>>();
            let there = |side: Side, ix: SentenceIx| {
                let document = &comparison.documents[side];
                ix.0 < document.sentences().len() && document.role(ix) != Role::Noise
            };
            for (i, j) in pairs(&together) {
                if there(Side::Left, i) && there(Side::Right, j) {
                    let [link] = linked(i, j)[..] else { return Err(TestCaseError::fail("one link of its own")) };
                    prop_assert_eq!((link.tier, link.score), (Tier::Sure, 1.0));
                    prop_assert_eq!(&link.matched_by, &[Reason::ByHand]);
                }
            }
            for (i, j) in pairs(&apart) {
                prop_assert!(together.contains(&(i.0, j.0)) || linked(i, j).is_empty());
            }
        }

        #[test]
        fn every_sentence_still_has_its_row(left in telling(), right in telling(), together in places(), apart in places()) {
            let comparison = compared(&left, &right, &together, &apart);
            for side in Side::BOTH {
                let mut seen: Vec<usize> = comparison.rows.iter().flat_map(|row| &row.cells[side]).map(|ix| ix.0).collect();
                seen.sort_unstable();
                prop_assert_eq!(seen, (0..comparison.documents[side].sentences().len()).collect::<Vec<_>>());
            }
            for link in &comparison.links {
                prop_assert!(link.sentences.left.len() == 1 || link.sentences.right.len() == 1);
            }
        }

        #[test]
        fn swapped_texts_and_pairs_give_the_swapped_result(left in telling(), right in telling(), together in places(), apart in places(), revision: bool) {
            // Of a text against itself nothing says which side is read first, and sums of floats depend on that.
            prop_assume!(left != right);
            let documents = Sides::new(&left, &right).map(|text| Arc::new(Document::parse(text)));
            let by_hand = ByHand { together: pairs(&together), apart: pairs(&apart) };
            let profile = revision.then_some(Profile::Revision);
            let swapped = Options { profile, by_hand: by_hand.swapped(), ..Options::default() };
            let one = compare(documents.clone(), &Options { profile, by_hand, ..Options::default() });
            let other = compare(documents.swapped(), &swapped).mirrored();
            prop_assert_eq!(one, other);
        }
    }
}
