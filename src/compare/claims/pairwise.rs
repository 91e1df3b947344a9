//! Every two outlets compared, which is all that claims are made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compare::comparison::{Comparison, Link, LinkIx};
use crate::compare::{Options, compare};
use crate::sides::Sides;
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
    /// The strongest link between two sentences, the earlier outlet first.
    links: BTreeMap<(Place, Place), LinkIx>,
}

impl Pairwise {
    /// Compares every two texts.
    pub fn new(documents: &[Arc<Document>]) -> Pairwise {
        Pairwise::with(documents, |sides| compare(sides, &Options::default()))
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
        let mut all = Pairwise { documents, given, comparisons: BTreeMap::new(), links: BTreeMap::new() };
        for a in 0..all.documents.len() {
            for b in a + 1..all.documents.len() {
                let sides = Sides::new(Arc::clone(&all.documents[a]), Arc::clone(&all.documents[b]));
                all.add((a, b), comparison(sides));
            }
        }
        all
    }

    fn add(&mut self, (a, b): (usize, usize), comparison: Comparison) {
        for (k, link) in comparison.links.iter().enumerate() {
            for &i in &link.sentences.left {
                for &j in &link.sentences.right {
                    let known = self.links.entry(((a, i), (b, j))).or_insert(LinkIx(k));
                    if link.score > comparison.links[known.0].score {
                        *known = LinkIx(k);
                    }
                }
            }
        }
        self.comparisons.insert((a, b), comparison);
    }

    /// The strongest link between two sentences of different outlets, the earlier outlet on its left.
    pub(super) fn link(&self, one: Place, other: Place) -> Option<&Link> {
        let (left, right) = (one.min(other), one.max(other));
        let LinkIx(k) = *self.links.get(&(left, right))?;
        Some(&self.comparisons[&(left.0, right.0)].links[k])
    }

    /// Every two linked sentences with their chance, in order of place.
    pub(super) fn chances(&self) -> impl Iterator<Item = (Place, Place, f64)> {
        self.links
            .iter()
            .map(|(&(left, right), &LinkIx(k))| (left, right, self.comparisons[&(left.0, right.0)].links[k].score))
    }

    /// The sentences of an outlet that can tell a claim. Datelines, bylines, subheads, credits and page furniture tell none.
    pub(super) fn telling(&self, outlet: usize) -> impl Iterator<Item = SentenceIx> {
        let document = &self.documents[outlet];
        let tells = |ix: &SentenceIx| matches!(document.role(*ix), Role::Headline | Role::Body | Role::Caption);
        (0..document.sentences().len()).map(SentenceIx).filter(tells)
    }
}
