//! A comparison with only the links one is sure enough of: what is left stands as if the others had never been found.

use std::sync::Arc;

use super::comparison::{Comparison, Link, Stats, Tier};
use super::{order, rows};
use crate::sides::{Side, Sides};
use crate::text::{Document, Role, SentenceIx};

impl Comparison {
    /// The same comparison without links below `tier`. Sentences left without a link stand alone, rows are laid out again, and
    /// what moved is what moved among the links that are left.
    #[must_use]
    pub fn at_least(self, tier: Tier) -> Comparison {
        if self.links.iter().all(|link| link.tier <= tier) {
            return self;
        }
        self.oriented_sifted(tier)
    }

    fn oriented_sifted(self, tier: Tier) -> Comparison {
        // Of two links that cross with equal weight either may have moved. Deciding that as `compare` does keeps the law that
        // the order of the texts changes nothing.
        if self.documents.left.text() <= self.documents.right.text() {
            self.sifted(tier)
        } else {
            self.mirrored().sifted(tier).mirrored()
        }
    }

    /// How many pairs of sentences stand opposite each other that are only worth a look.
    pub fn doubtful(&self) -> usize {
        self.links.iter().filter(|link| link.primary && link.tier == Tier::Maybe).count()
    }

    fn sifted(self, tier: Tier) -> Comparison {
        let sizes = self.documents.as_ref().map(|document| document.sentences().len());
        let before = placed(&self.links, sizes);
        let mut links: Vec<Link> = self.links.into_iter().filter(|link| link.tier <= tier).collect();
        promote(&mut links, &before, sizes);
        links.sort_by_key(|link| (link.sentences.left[0], link.sentences.right[0], !link.primary));
        mark_moved(&mut links, &self.documents);
        let only = Sides::from_fn(|side| alone(&self.documents[side], side, &links));
        let rows = rows::rows(&self.documents, &links);
        let stats = Stats::count(&links, only.as_ref().map(Vec::len));
        Comparison { links, only, rows, stats, ..self }
    }
}

/// Which sentences have a row with a partner.
fn placed(links: &[Link], sizes: Sides<usize>) -> Sides<Vec<bool>> {
    let mut placed = sizes.map(|size| vec![false; size]);
    for link in links.iter().filter(|link| link.primary) {
        place(link, &mut placed);
    }
    placed
}

/// Gives second tellings a row where the link that had the row of their sentences is gone, the likeliest first.
fn promote(links: &mut [Link], before: &Sides<Vec<bool>>, sizes: Sides<usize>) {
    let mut placed = placed(links, sizes);
    let any = |link: &Link, of: &Sides<Vec<bool>>| {
        Side::BOTH.into_iter().any(|side| link.sentences[side].iter().any(|ix| of[side][ix.0]))
    };
    let mut second: Vec<usize> = (0..links.len()).filter(|&k| !links[k].primary).collect();
    second.sort_by(|&a, &b| links[b].score.total_cmp(&links[a].score).then(a.cmp(&b)));
    for k in second {
        if any(&links[k], before) && !any(&links[k], &placed) {
            links[k].primary = true;
            place(&links[k], &mut placed);
        }
    }
}

fn place(link: &Link, placed: &mut Sides<Vec<bool>>) {
    for side in Side::BOTH {
        for ix in &link.sentences[side] {
            placed[side][ix.0] = true;
        }
    }
}

fn mark_moved(links: &mut [Link], documents: &Sides<Arc<Document>>) {
    let primary: Vec<usize> = (0..links.len()).filter(|&k| links[k].primary).collect();
    let placed: Vec<(usize, usize, usize)> = primary
        .iter()
        .map(|&k| {
            let Sides { left, right } = links[k].sentences.as_ref().map(|sentences| sentences[0]);
            let length = |side: Side, ix: SentenceIx| documents[side].sentence_text(ix).chars().count();
            (left.0, right.0, length(Side::Left, left) + length(Side::Right, right))
        })
        .collect();
    for (&k, moved) in primary.iter().zip(order::moved(&placed)) {
        links[k].moved = moved;
    }
}

/// The sentences of a side in no link, page furniture left out.
fn alone(document: &Document, side: Side, links: &[Link]) -> Vec<SentenceIx> {
    let mut linked = vec![false; document.sentences().len()];
    for SentenceIx(k) in links.iter().flat_map(|link| &link.sentences[side]).copied() {
        linked[k] = true;
    }
    (0..linked.len()).filter(|&k| !linked[k]).map(SentenceIx).filter(|&ix| document.role(ix) != Role::Noise).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::tests::telling;
    use crate::compare::{Options, compare};

    fn compared(left: &str, right: &str) -> Comparison {
        compare(Sides::new(left, right).map(|text| Arc::new(Document::parse(text))), &Options::default())
    }

    #[test]
    fn a_doubtful_pair_stands_apart() {
        let left = "The council closed the harbour bridge on Monday.\n\nNo ferry ran. The port has asked the council for help.";
        let right = "Divers went down at dawn.\n\nThe harbour was calm. Help is not in sight, a council member said.";
        let whole = compared(left, right);
        assert!(whole.doubtful() > 0, "{:?}", whole.links);
        let sure = whole.clone().at_least(Tier::Sure);
        assert_eq!(sure.doubtful(), 0);
        assert_eq!(sure.rows.len(), whole.rows.len() + whole.doubtful());
        assert_eq!(whole.clone().at_least(Tier::Maybe), whole);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn sifting_nothing_out_changes_nothing(left in telling(), right in telling()) {
            let whole = compared(&left, &right);
            prop_assert_eq!(whole.clone().oriented_sifted(Tier::Maybe), whole);
        }

        #[test]
        fn what_is_left_is_sure_and_whole(left in telling(), right in telling()) {
            let whole = compared(&left, &right);
            let sure = whole.clone().at_least(Tier::Sure);
            prop_assert_eq!(&sure.clone().at_least(Tier::Sure), &sure);
            prop_assert!(sure.links.iter().all(|link| link.tier == Tier::Sure));
            prop_assert_eq!(sure.links.len(), whole.links.iter().filter(|link| link.tier == Tier::Sure).count());
            for side in Side::BOTH {
                let document = &sure.documents[side];
                let mut seen: Vec<usize> = sure.rows.iter().flat_map(|row| &row.cells[side]).map(|ix| ix.0).collect();
                seen.sort_unstable();
                prop_assert_eq!(seen, (0..document.sentences().len()).collect::<Vec<_>>());
                for ix in (0..document.sentences().len()).map(SentenceIx) {
                    let linked = !sure.links_with(side, ix).is_empty();
                    let alone = sure.only[side].contains(&ix);
                    prop_assert_eq!(u8::from(linked) + u8::from(alone) + u8::from(document.role(ix) == Role::Noise), 1);
                }
            }
        }

        #[test]
        fn the_order_of_the_texts_changes_nothing(left in telling(), right in telling()) {
            let one = compared(&left, &right).at_least(Tier::Sure);
            let other = compared(&right, &left).at_least(Tier::Sure).mirrored();
            prop_assert_eq!(one, other);
        }
    }
}
