//! What the worker found out about a story: its claims, and every two outlets compared.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::{short, shortened};
use crate::compare::{Claim, Claims, Comparison, Difference, FactKind, Link, Value};
use crate::model::{Moment, Story, VersionId};
use crate::sides::{Side, Sides};
use crate::tellings::Tellings;
use crate::text::{Document, SentenceIx};
use crate::tui::cells::clean;
use crate::tui::wrap::columns;

/// The claims of a story, ready to be shown.
#[derive(Debug)]
pub struct Told {
    /// The version of each outlet that was read, in the order of the story.
    pub(in crate::tui) versions: Vec<VersionId>,
    /// The outlets' names, harmless, a number behind those that several bear.
    pub(in crate::tui) names: Vec<String>,
    /// Their texts.
    pub(in crate::tui) documents: Vec<Arc<Document>>,
    /// What they tell.
    pub(in crate::tui) claims: Claims,
    /// For each claim, who had it first and when, where that is known.
    pub(in crate::tui) first: Vec<Option<(usize, Moment)>>,
    /// Every two outlets, by the one on the left and the one on the right.
    comparisons: BTreeMap<(usize, usize), Comparison>,
}

impl Told {
    /// Compares every two outlets of a story and gathers what they tell: the slow step, which is the worker's.
    pub fn new(story: &Story, tellings: &Tellings) -> Told {
        let pairwise = tellings.pairwise();
        let claims = pairwise.claims();
        let comparisons = pairwise.into_comparisons().map(|(sides, found)| ((sides.left, sides.right), found));
        Told {
            versions: story.articles.iter().map(|article| article.latest().id).collect(),
            names: numbered(story.articles.iter().map(|article| clean(&article.outlet))),
            documents: tellings.documents(),
            first: tellings.firsts(&claims),
            claims,
            comparisons: comparisons.collect(),
        }
    }

    /// The claim that a sentence of a version tells.
    pub(super) fn claim_of(&self, version: VersionId, sentence: SentenceIx) -> Option<usize> {
        let outlet = self.versions.iter().position(|&id| id == version)?;
        self.claims.claims.iter().position(|claim| claim.cells[outlet].sentences.contains(&sentence))
    }

    /// The words a claim is told in where most outlets come near, on one line.
    pub(super) fn wording(&self, claim: &Claim) -> String {
        let (outlet, sentence) = claim.wording;
        clean(self.documents[outlet].sentence_text(sentence))
    }

    /// Two outlets compared, and the side the second stands on.
    pub(in crate::tui) fn between(&self, one: usize, other: usize) -> Option<(&Comparison, Side)> {
        let found = self.comparisons.get(&(one, other)).map(|comparison| (comparison, Side::Right));
        found.or_else(|| self.comparisons.get(&(other, one)).map(|comparison| (comparison, Side::Left)))
    }

    /// The comparison of the only two outlets there are, the first on the left; nothing where they are more.
    pub(super) fn only_pair(&self) -> Option<Comparison> {
        if self.names.len() != 2 {
            return None;
        }
        let (comparison, second) = self.between(0, 1)?;
        let comparison = comparison.clone();
        Some(if second == Side::Right { comparison } else { comparison.mirrored() })
    }

    /// The link between two outlets' tellings of a claim: the one with most of their sentences, of equals the surest.
    pub(in crate::tui) fn link(&self, claim: &Claim, one: usize, other: usize) -> Option<&Link> {
        let (comparison, side) = self.between(one, other)?;
        let wanted = Sides::from_fn(|at| sentences(claim, if at == side { other } else { one }));
        let shared = |link: &Link, at: Side| link.sentences[at].iter().filter(|ix| wanted[at].contains(ix)).count();
        let linked =
            comparison.links.iter().filter(|link| shared(link, Side::Left) > 0 && shared(link, Side::Right) > 0);
        linked.max_by(|a, b| {
            let of = |link: &Link| shared(link, Side::Left) + shared(link, Side::Right);
            of(a).cmp(&of(b)).then(a.score.total_cmp(&b.score))
        })
    }

    /// The sentences by which two outlets' tellings of a claim are linked, the first outlet's on the left; none where they are not.
    pub(super) fn linked(&self, claim: &Claim, one: usize, other: usize) -> Sides<Vec<SentenceIx>> {
        let found = self.between(one, other).zip(self.link(claim, one, other));
        found.map_or_else(Sides::default, |((_, side), link)| match side {
            Side::Right => link.sentences.clone(),
            Side::Left => link.sentences.clone().swapped(),
        })
    }

    /// An outlet's name in at most `width` columns, by which it is told apart from the story's others.
    pub(in crate::tui) fn brief(&self, outlet: usize, width: usize, dots: &str) -> String {
        let fits = self.names.iter().all(|name| columns(name) <= width);
        if fits {
            return self.names[outlet].clone();
        }
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        shortened(&names, width, 1, dots).swap_remove(outlet).join(" ")
    }

    /// The claim each sentence of a version tells, and the outlet it is of; `None` for a version that is not its article's latest.
    pub(in crate::tui) fn claims_of(&self, version: VersionId) -> Option<(usize, Vec<Option<usize>>)> {
        let outlet = self.versions.iter().position(|&id| id == version)?;
        let mut claims = vec![None; self.documents[outlet].sentences().len()];
        for (k, claim) in self.claims.claims.iter().enumerate() {
            claim.cells[outlet].sentences.iter().for_each(|ix| claims[ix.0] = Some(k));
        }
        Some((outlet, claims))
    }

    /// A difference as "number two (Coast Wire, Metro) / three (Ledger)".
    pub(in crate::tui) fn valued(&self, difference: &Difference) -> String {
        let kind = match difference.kind {
            FactKind::Number => "number",
            FactKind::Date => "date",
            FactKind::Name => "name",
            FactKind::Quote => "quote",
            FactKind::Attribution => "who says it",
            FactKind::Hedge => "how sure",
        };
        let values = difference.values.iter().map(|value| {
            let outlets: Vec<&str> = value.outlets().iter().map(|&outlet| short(&self.names[outlet])).collect();
            format!("{} ({})", self.value(value).unwrap_or_else(|| "without".to_owned()), outlets.join(", "))
        });
        format!("{kind} {}", values.collect::<Vec<_>>().join(" / "))
    }

    /// A value of a difference as its first outlet writes it; `None` for telling the claim without one.
    pub(super) fn value(&self, value: &Value) -> Option<String> {
        let &(outlet, span) = value.said.first()?;
        span.map(|span| clean(span.of(self.documents[outlet].text())))
    }
}

/// The sentences in which an outlet tells a claim, those of other claims where it has none of its own.
pub(in crate::tui) fn sentences(claim: &Claim, outlet: usize) -> &[SentenceIx] {
    let cell = &claim.cells[outlet];
    if cell.sentences.is_empty() { &cell.within } else { &cell.sentences }
}

/// The differences a reader is shown: figures, and how certain outlets are. How quotations are cut and speakers named differs nearly
/// everywhere.
pub(in crate::tui) fn telling_differences(claim: &Claim) -> impl Iterator<Item = &Difference> {
    claim.differences.iter().filter(|d| !matches!(d.kind, FactKind::Quote | FactKind::Attribution))
}

/// Whether a difference is one of figures.
pub(super) fn is_figure(difference: &Difference) -> bool {
    matches!(difference.kind, FactKind::Number | FactKind::Date | FactKind::Name)
}

/// Names with a number behind those that several outlets bear, and a word where there is none.
fn numbered(names: impl Iterator<Item = String>) -> Vec<String> {
    let names: Vec<String> = names.map(|name| if name.is_empty() { "an outlet".to_owned() } else { name }).collect();
    let with_number = |k: usize| {
        let before = names[..k].iter().filter(|name| **name == names[k]).count();
        let several = names.iter().filter(|name| **name == names[k]).count() > 1;
        if several { format!("{} {}", names[k], before + 1) } else { names[k].clone() }
    };
    (0..names.len()).map(with_number).collect()
}
