//! Claims by outlets written out: as a grid for people, as lines that make sense read aloud, as JSON.

mod grid;
mod json;
mod linear;
mod names;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use grid::grid;
pub use json::json;
pub use linear::linear;
pub(super) use names::full as full_names;

use crate::compare::{Claim, Claims, Column, Comparison, Difference, FactKind, Link, LinkIx, Pairwise, Value};
use crate::sides::Side;
use crate::text::{Document, Role, SentenceIx, neutralise};

/// What one outlet is called, and what it published.
#[derive(Debug, Clone)]
pub struct Outlet {
    /// The article's number in the store, or its place among the files named, from 1.
    pub id: i64,
    /// The outlet's name.
    pub name: String,
    /// The headline; empty where there is none.
    pub title: String,
    /// The address of the article.
    pub url: Option<String>,
    /// When it was published, as shown to the reader; `None` where the outlet did not say.
    pub published: Option<String>,
    /// What it published.
    pub document: Arc<Document>,
}

/// The claims of some outlets, and which of them are wanted.
#[derive(Debug, Clone)]
pub struct Page {
    /// The outlets, in the order the claims were made for.
    pub outlets: Vec<Outlet>,
    /// Their claims.
    pub claims: Claims,
    /// For each claim, the outlet that had it first and when, as shown to the reader, where that is known.
    pub first: Vec<Option<(usize, String)>>,
    /// The claims to write, by index.
    pub wanted: Vec<usize>,
    /// The two texts compared where there are just two, the first outlet's on the left: what words differ in a claim.
    pub pair: Option<Comparison>,
    /// Whether outlets that print one copy share a column. JSON keeps them apart and says which are one.
    pub collapse_copies: bool,
}

/// The comparison of the only two outlets there are, the first on the left; nothing where they are more or fewer.
pub fn only_pair(pairwise: Pairwise) -> Option<Comparison> {
    let mut comparisons = pairwise.into_comparisons();
    match (comparisons.next(), comparisons.next()) {
        (Some((sides, comparison)), None) if sides.left < sides.right => Some(comparison),
        (Some((_, comparison)), None) => Some(comparison.mirrored()),
        _ => None,
    }
}

impl Page {
    /// How a sentence of a claim is linked to the other outlet's telling of it, and the side it stands on, where there are just two
    /// outlets.
    pub(super) fn linked(&self, claim: &Claim, outlet: usize, ix: SentenceIx) -> Option<(&Comparison, Side, &Link)> {
        let comparison = self.pair.as_ref()?;
        let side = if outlet == 0 { Side::Left } else { Side::Right };
        let other = claim.cells.get(1 - outlet.min(1))?;
        let tells = |sentence: &SentenceIx| other.sentences.contains(sentence) || other.within.contains(sentence);
        let links = comparison.links_with(side, ix).into_iter().map(|LinkIx(k)| &comparison.links[k]);
        let link = links.into_iter().find(|link| link.sentences[side.other()].iter().any(tells))?;
        Some((comparison, side, link))
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        self.claims.columns(self.collapse_copies)
    }

    /// The column that holds an outlet.
    fn column_of(columns: &[Column], outlet: usize) -> usize {
        columns.iter().position(|column| column.contains(&outlet)).unwrap_or_default()
    }

    /// Wanted claims with their numbers, which count all claims from 1.
    pub(super) fn wanted(&self) -> impl Iterator<Item = (usize, &Claim)> {
        self.wanted.iter().map(|&k| (k + 1, &self.claims.claims[k]))
    }

    /// The words a claim is told in where most outlets come near.
    pub(super) fn wording(&self, claim: &Claim) -> String {
        let (outlet, sentence) = claim.wording;
        one_line(self.outlets[outlet].document.sentence_text(sentence))
    }

    /// What an outlet says of a claim, sentence by sentence.
    fn said(&self, claim: &Claim, outlet: usize) -> Vec<String> {
        let document = &self.outlets[outlet].document;
        let cell = &claim.cells[outlet];
        cell.sentences.iter().chain(&cell.within).map(|&ix| one_line(document.sentence_text(ix))).collect()
    }

    /// What stands between two sentences of an outlet: a space where one follows the other, else a sign that they stand apart.
    pub(super) fn between(&self, outlet: usize, before: SentenceIx, ix: SentenceIx) -> &'static str {
        // A headline has no full stop, and would run into the text below it.
        let heading = |ix| matches!(self.outlets[outlet].document.role(ix), Role::Headline | Role::Subhead);
        if ix.0 == before.0 + 1 && heading(before) == heading(ix) { " " } else { " … " }
    }

    /// Whether only some of the claims are wanted.
    pub(super) fn is_selection(&self) -> bool {
        self.wanted.len() < self.claims.claims.len()
    }

    /// What is said instead of claims where none is shown.
    pub(super) fn nothing(&self) -> Option<&'static str> {
        match (self.outlets.len(), self.wanted.is_empty()) {
            (1, _) => Some("There is one text, and nothing to set it against."),
            (_, true) => Some("No claim is of this kind."),
            _ => None,
        }
    }

    /// A value as its first outlet writes it; `None` for telling the claim without one.
    pub(super) fn value(&self, value: &Value) -> Option<String> {
        let (outlet, span) = value.said[0];
        span.map(|span| one_line(span.of(self.outlets[outlet].document.text())))
    }

    /// The outlets that say a value: "two in Coast Wire, Metro Today".
    pub(super) fn valued(&self, value: &Value, names: &[String]) -> String {
        let outlets: Vec<&str> = value.outlets().iter().map(|&k| names[k].as_str()).collect();
        let said = self.value(value).unwrap_or_else(|| "without it".to_owned());
        format!("{said} in {}", outlets.join(", "))
    }

    /// In how many columns a claim is told, and in how many independent texts where that is another number.
    pub(super) fn reach(&self, claim: &Claim, columns: &[Column]) -> Reach {
        let told = claim.told_in(columns);
        let independent = self.claims.independent(claim);
        Reach {
            own: claim.own_in(columns),
            told,
            columns: columns.len(),
            independent: (independent != told).then_some(independent),
        }
    }
}

/// How far a claim reaches.
pub(super) struct Reach {
    /// Columns that have a sentence for it.
    pub(super) own: usize,
    /// Columns that tell it, be it in a sentence of another claim.
    pub(super) told: usize,
    /// Columns there are.
    pub(super) columns: usize,
    /// Independent texts that tell it, where that is another number.
    pub(super) independent: Option<usize>,
}

/// The differences people are shown: figures, and how certain outlets are. How quotations are cut and speakers named differs
/// nearly everywhere, and is in the JSON.
pub(super) fn telling_differences(claim: &Claim) -> impl Iterator<Item = &Difference> {
    claim.differences.iter().filter(|d| !matches!(d.kind, FactKind::Quote | FactKind::Attribution))
}

/// Text from outside on one line, made harmless for a terminal.
fn one_line(text: &str) -> String {
    neutralise(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
