//! Stage 9: which claims are in which outlet.
//!
//! Every two outlets are compared by themselves, and the links cluster into claims. Nothing is chained through a base version, so
//! the same outlets in another order give the same claims (a collation that grows from a first version does not).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::comparison::{Comparison, Fact, FactKind, LinkClass};
use super::{Options, compare};
use crate::sides::{Side, Sides};
use crate::text::{Document, Role, SentenceIx};

/// Mean chance over the pairs of two groups of sentences from which they are one claim. Pairs that no comparison linked count
/// as 0, so two groups joined by one strong link alone stay apart.
const ONE_CLAIM: f64 = 0.3;

/// How one outlet tells a claim, measured against the telling most outlets come nearest to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Telling {
    /// The same words, typography aside.
    Same,
    /// Other words.
    Reworded,
    /// A number, date or name differs.
    Differs,
    /// Not told.
    Absent,
}

/// One claim: what each outlet says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// For each outlet, in the order given: its sentences, none if it does not tell the claim, and how it tells it.
    pub cells: Vec<(Vec<SentenceIx>, Telling)>,
    /// The telling the others are measured against: its outlet, and the sentence.
    pub wording: (usize, SentenceIx),
}

impl Claim {
    /// How many outlets tell it.
    pub fn reach(&self) -> usize {
        self.cells.iter().filter(|(sentences, _)| !sentences.is_empty()).count()
    }
}

/// One sentence: its outlet, and its place there.
type Place = (usize, SentenceIx);

/// The claims of any number of outlets, in the order in which outlets tell them (by the median of their places).
pub fn claims(documents: &[Arc<Document>]) -> Vec<Claim> {
    let compared = compare_all(documents);
    let clusters = cluster(documents, &compared);
    let mut ordered: Vec<(Vec<usize>, Claim)> = clusters
        .iter()
        .map(|places| (standing(documents, places), claim(documents.len(), places, &compared)))
        .collect();
    ordered.sort_by(|a, b| a.0.cmp(&b.0));
    ordered.into_iter().map(|(_, claim)| claim).collect()
}

/// Every two outlets compared, the earlier one left.
type Compared = BTreeMap<(usize, usize), Comparison>;

fn compare_all(documents: &[Arc<Document>]) -> Compared {
    let mut compared = Compared::new();
    for a in 0..documents.len() {
        for b in a + 1..documents.len() {
            let sides = Sides::new(Arc::clone(&documents[a]), Arc::clone(&documents[b]));
            compared.insert((a, b), compare(sides, &Options::default()));
        }
    }
    compared
}

/// Groups of sentences that tell one thing, by average linkage: the strongest pair of groups is joined first, as long as their
/// mean chance reaches the bar. Ties go by the sentences' words, never by the order of outlets.
fn cluster(documents: &[Arc<Document>], compared: &Compared) -> Vec<Vec<Place>> {
    let words = |&(outlet, ix): &Place| documents[outlet].sentence_text(ix);
    let mut edges: Vec<(f64, Place, Place)> = Vec::new();
    for (&(a, b), comparison) in compared {
        for link in &comparison.links {
            for &i in &link.sentences.left {
                edges.extend(link.sentences.right.iter().map(|&j| (link.score, (a, i), (b, j))));
            }
        }
    }
    let chances: BTreeMap<(Place, Place), f64> = edges.iter().map(|&(chance, a, b)| ((a, b), chance)).collect();
    edges.sort_by(|x, y| {
        let key = |e: &(f64, Place, Place)| {
            let (one, other) = (words(&e.1), words(&e.2));
            (one.min(other).to_owned(), one.max(other).to_owned())
        };
        y.0.total_cmp(&x.0).then_with(|| key(x).cmp(&key(y)))
    });
    let mut groups: Vec<Vec<Place>> = Vec::new();
    let mut group_of: BTreeMap<Place, usize> = BTreeMap::new();
    for (outlet, document) in documents.iter().enumerate() {
        for k in 0..document.sentences().len() {
            let place = (outlet, SentenceIx(k));
            if matches!(document.role(place.1), Role::Headline | Role::Body | Role::Caption | Role::Subhead) {
                group_of.insert(place, groups.len());
                groups.push(vec![place]);
            }
        }
    }
    for &(_, a, b) in &edges {
        let (Some(&one), Some(&other)) = (group_of.get(&a), group_of.get(&b)) else { continue };
        if one == other || mean_chance(&groups[one], &groups[other], &chances) < ONE_CLAIM {
            continue;
        }
        let moved = std::mem::take(&mut groups[other]);
        for place in &moved {
            group_of.insert(*place, one);
        }
        groups[one].extend(moved);
        groups[one].sort_unstable();
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The mean chance over all pairs of different outlets; 0 where two groups share every outlet.
fn mean_chance(one: &[Place], other: &[Place], chances: &BTreeMap<(Place, Place), f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for &a in one {
        for &b in other.iter().filter(|b| b.0 != a.0) {
            sum += chances.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
            count += 1.0;
        }
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

/// Where outlets tell a claim, for ordering: the median of its relative places in thousandths, then all of them.
fn standing(documents: &[Arc<Document>], places: &[Place]) -> Vec<usize> {
    let relative = |&(outlet, SentenceIx(k)): &Place| k * 1000 / documents[outlet].sentences().len().max(1);
    let mut all: Vec<usize> = places.iter().map(relative).collect();
    all.sort_unstable();
    let mut key = vec![all[(all.len() - 1) / 2]];
    key.extend(all);
    key
}

fn claim(outlets: usize, places: &[Place], compared: &Compared) -> Claim {
    let mut cells: Vec<(Vec<SentenceIx>, Telling)> = vec![(Vec::new(), Telling::Absent); outlets];
    for &(outlet, ix) in places {
        cells[outlet].0.push(ix);
    }
    let centre = centre(places, compared);
    for (outlet, (sentences, telling)) in cells.iter_mut().enumerate().filter(|(_, cell)| !cell.0.is_empty()) {
        let against = sentences.iter().map(|&ix| told_against(centre, (outlet, ix), compared));
        *telling = against.min().unwrap_or(Telling::Reworded);
        if outlet != centre.0 && *telling != Telling::Same && stands_apart(outlet, places, compared) {
            *telling = Telling::Differs;
        }
    }
    Claim { cells, wording: centre }
}

/// The sentence the others come nearest to: the one with the greatest sum of chances; of two, the first.
fn centre(places: &[Place], compared: &Compared) -> Place {
    let nearness =
        |&a: &Place| -> f64 { places.iter().filter_map(|&b| link(a, b, compared)).map(|link| link.score).sum() };
    let best = places.iter().map(|place| (nearness(place), *place));
    best.reduce(|best, next| if next.0 > best.0 { next } else { best }).map_or(places[0], |(_, place)| place)
}

/// Whether a fact is a matter of record. Quotations are cut and speakers named in many ways by outlets that agree.
fn is_figure(fact: &Fact) -> bool {
    matches!(fact.kind, FactKind::Number | FactKind::Date | FactKind::Name)
}

/// Whether an outlet's facts differ from at least half of the outlets it can be measured against: the one that says three where
/// the others say two.
fn stands_apart(outlet: usize, places: &[Place], compared: &Compared) -> bool {
    let mut against: BTreeMap<usize, bool> = BTreeMap::new();
    for &own in places.iter().filter(|place| place.0 == outlet) {
        for &other in places.iter().filter(|place| place.0 != outlet) {
            if let Some(link) = link(own, other, compared) {
                *against.entry(other.0).or_default() |= link.facts.iter().any(is_figure);
            }
        }
    }
    let differing = against.values().filter(|differs| **differs).count();
    differing > 0 && differing * 2 >= against.len()
}

fn told_against(centre: Place, place: Place, compared: &Compared) -> Telling {
    if centre == place {
        return Telling::Same;
    }
    match link(centre, place, compared) {
        Some(link) if matches!(link.class, LinkClass::Same | LinkClass::CopyEdit) => Telling::Same,
        Some(link) if link.facts.iter().any(is_figure) => Telling::Differs,
        _ => Telling::Reworded,
    }
}

/// The link between two sentences of different outlets.
fn link(a: Place, b: Place, compared: &Compared) -> Option<&super::comparison::Link> {
    let (first, second) = (a.min(b), a.max(b));
    let comparison = compared.get(&(first.0, second.0))?;
    let found = comparison.links_with(Side::Left, first.1).into_iter().map(|super::LinkIx(k)| &comparison.links[k]);
    found.into_iter().find(|link| link.sentences.right.contains(&second.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "The council closed the harbour bridge on Monday.\n\nEngineers found cracks in two main cables.\n\nFerries run until Sunday.";
    const LEDGER: &str = "Engineers found cracks in three main cables.\n\nThe harbour bridge was closed by the council on Monday.\n\nThe contractor declined to comment on the inspection.";
    const STAR: &str = "The council closed the harbour bridge on Monday.\n\nFerries will run until Sunday evening.";

    fn told(texts: &[&str]) -> Vec<Claim> {
        claims(&texts.iter().map(|text| Arc::new(Document::parse(text))).collect::<Vec<_>>())
    }

    /// Writes each claim as one letter an outlet: s same, r reworded, d differs, - absent.
    fn check_claims(texts: &[&str], expected: &[&str]) {
        let letter = |telling: Telling| match telling {
            Telling::Same => 's',
            Telling::Reworded => 'r',
            Telling::Differs => 'd',
            Telling::Absent => '-',
        };
        let shown: Vec<String> =
            told(texts).iter().map(|c| c.cells.iter().map(|cell| letter(cell.1)).collect()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn each_claim_says_who_tells_it_and_how() {
        check_claims(&[WIRE, LEDGER, STAR], &["srs", "sd-", "s-r", "-s-"]);
    }

    #[test]
    fn outlets_in_another_order_give_the_same_claims() {
        let as_sets = |order: [usize; 3]| {
            let texts = [WIRE, LEDGER, STAR];
            let mut sets: Vec<Vec<(usize, Vec<SentenceIx>)>> = told(&order.map(|k| texts[k]))
                .into_iter()
                .map(|claim| {
                    let cells = claim.cells.into_iter().enumerate().filter(|(_, cell)| !cell.0.is_empty());
                    let mut cells: Vec<_> = cells.map(|(k, cell)| (order[k], cell.0)).collect();
                    cells.sort();
                    cells
                })
                .collect();
            sets.sort();
            sets
        };
        for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            assert_eq!(as_sets(order), as_sets([0, 1, 2]), "{order:?}");
        }
    }
}
