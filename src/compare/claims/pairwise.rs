//! Every two outlets compared, which is all that claims are made from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::compare::Options;
use crate::compare::comparison::{Comparison, Link, LinkIx, Op};
use crate::compare::pairing::Readings;
use crate::sides::{Side, Sides};
use crate::text::{Document, Role, SentenceIx};

/// One sentence: its outlet, and its place there.
pub(super) type Place = (usize, SentenceIx);

/// Every two of some outlets' texts compared.
///
/// Inside, outlets stand in the order of their texts, whatever order they were given in: each step that follows then breaks
/// its ties and adds its sums in one order, which is why another order of outlets gives the same claims.
pub struct Pairwise {
    /// The texts, sorted.
    pub(super) documents: Vec<Arc<Document>>,
    /// Where each of them was given.
    pub(super) given: Vec<usize>,
    comparisons: BTreeMap<(usize, usize), Comparison>,
    /// The strongest link between two sentences, the earlier outlet first, and their share of its chance.
    links: BTreeMap<(Place, Place), (LinkIx, f64)>,
    /// For each sentence, those of other outlets that stand in a link with it, whatever their share.
    linked: BTreeMap<Place, BTreeSet<Place>>,
}

impl Pairwise {
    /// Compares every two texts, each read once.
    pub fn new(documents: &[Arc<Document>]) -> Pairwise {
        Pairwise::choosing(documents, |_| Options::default())
    }

    /// The same with what is known of each two: their days, and what the reader says of their sentences.
    pub fn choosing(documents: &[Arc<Document>], options: impl Fn(&Sides<Arc<Document>>) -> Options) -> Pairwise {
        let readings = Readings::new(documents);
        Pairwise::with(documents, |sides| {
            let options = options(&sides);
            readings.compare(sides, &options)
        })
    }

    /// The same with comparisons made elsewhere, for one who keeps them. `comparison` is asked once for every two texts, and
    /// must answer with a comparison of these two on these sides.
    pub fn with(
        documents: &[Arc<Document>],
        mut comparison: impl FnMut(Sides<Arc<Document>>) -> Comparison,
    ) -> Pairwise {
        let mut given: Vec<usize> = (0..documents.len()).collect();
        let roles = |k: usize| documents[k].paragraphs().iter().map(|paragraph| paragraph.role);
        given.sort_by(|&a, &b| {
            documents[a].text().cmp(documents[b].text()).then_with(|| roles(a).cmp(roles(b))).then(a.cmp(&b))
        });
        let documents: Vec<Arc<Document>> = given.iter().map(|&k| Arc::clone(&documents[k])).collect();
        let (comparisons, links, linked) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut all = Pairwise { documents, given, comparisons, links, linked };
        for a in 0..all.documents.len() {
            for b in a + 1..all.documents.len() {
                let sides = Sides::new(Arc::clone(&all.documents[a]), Arc::clone(&all.documents[b]));
                all.add((a, b), comparison(sides));
            }
        }
        all
    }

    /// The comparisons, each with the two outlets on its sides as they were given: for one who wants to show how they differ.
    pub fn into_comparisons(self) -> impl Iterator<Item = (Sides<usize>, Comparison)> {
        let Pairwise { given, comparisons, .. } = self;
        comparisons.into_iter().map(move |((a, b), comparison)| (Sides::new(given[a], given[b]), comparison))
    }

    fn add(&mut self, (a, b): (usize, usize), comparison: Comparison) {
        for (k, link) in comparison.links.iter().enumerate() {
            let shares = Sides::from_fn(|side| shares(link, side, &comparison.documents[side]));
            for (&i, left) in link.sentences.left.iter().zip(&shares.left) {
                for (&j, right) in link.sentences.right.iter().zip(&shares.right) {
                    let chance = link.score * left.min(*right);
                    let known = self.links.entry(((a, i), (b, j))).or_insert((LinkIx(k), chance));
                    if chance > known.1 {
                        *known = (LinkIx(k), chance);
                    }
                    self.linked.entry((a, i)).or_default().insert((b, j));
                    self.linked.entry((b, j)).or_default().insert((a, i));
                }
            }
        }
        self.comparisons.insert((a, b), comparison);
    }

    /// The strongest link between two sentences of different outlets, the earlier outlet on its left.
    pub(super) fn link(&self, one: Place, other: Place) -> Option<&Link> {
        let (left, right) = (one.min(other), one.max(other));
        let (LinkIx(k), _) = *self.links.get(&(left, right))?;
        Some(&self.comparisons[&(left.0, right.0)].links[k])
    }

    /// The chance that two sentences of different outlets tell one thing; 0 where they are not linked.
    pub(super) fn chance(&self, one: Place, other: Place) -> f64 {
        self.links.get(&(one.min(other), one.max(other))).map_or(0.0, |&(_, chance)| chance)
    }

    /// The sentences of another outlet that stand in a link with one, in order.
    pub(super) fn linked(&self, place: Place, outlet: usize) -> impl Iterator<Item = SentenceIx> {
        let of_outlet = (outlet, SentenceIx(0))..(outlet + 1, SentenceIx(0));
        self.linked.get(&place).into_iter().flat_map(move |linked| linked.range(of_outlet.clone())).map(|other| other.1)
    }

    /// Every two linked sentences with their chance, in order of place.
    pub(super) fn chances(&self) -> impl Iterator<Item = (Place, Place, f64)> {
        self.links.iter().map(|(&(left, right), &(_, chance))| (left, right, chance))
    }

    /// The sentences of an outlet that can tell a claim. Datelines, bylines, subheads, credits and page furniture tell none.
    pub(super) fn telling(&self, outlet: usize) -> impl Iterator<Item = SentenceIx> {
        let document = &self.documents[outlet];
        let tells = |ix: &SentenceIx| matches!(document.role(*ix), Role::Headline | Role::Body | Role::Caption);
        (0..document.sentences().len()).map(SentenceIx).filter(tells)
    }
}

/// How much of a link's chance each sentence of a side has: a link is as sure as its surest sentence, and one that completes a
/// telling shares fewer words with the other side. Shares go by letters in common, the most being 1.
fn shares(link: &Link, side: Side, document: &Document) -> Vec<f64> {
    let sentences = &link.sentences[side];
    if sentences.len() == 1 {
        return vec![1.0];
    }
    let equal = link.words.iter().filter(|words| words.op == Op::Equal).map(|words| words.spans[side]);
    let shared = |ix: SentenceIx| -> usize {
        let whole = document.sentence(ix).span;
        equal.clone().filter_map(|span| span.overlap(whole)).map(|span| span.end - span.start).sum()
    };
    let shared: Vec<usize> = sentences.iter().map(|&ix| shared(ix)).collect();
    let most = shared.iter().copied().max().unwrap_or(0).max(1);
    shared.iter().map(|&own| own as f64 / most as f64).collect()
}
