//! Claims as plain data, which every screen and export reads.

use crate::compare::comparison::FactKind;
use crate::text::{SentenceIx, Span};

/// How one outlet tells a claim, measured against the telling most outlets come nearest to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Telling {
    /// The same words, typography aside.
    Same,
    /// Other words.
    Reworded,
    /// A number, date or name differs from what most independent texts say, or from another where no value has most.
    Differs,
    /// In a sentence that belongs to another claim, because it tells more of that.
    Within,
    /// Not told.
    Absent,
}

/// What one outlet says of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its sentences, in order; none if no sentence of its own tells the claim.
    pub sentences: Vec<SentenceIx>,
    /// Where `sentences` is empty, sentences of other claims that probably tell this one too, in order.
    pub within: Vec<SentenceIx>,
    /// How it tells it.
    pub telling: Telling,
}

/// One way of saying a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Who says it and where, in bytes of that outlet's text; no place for an outlet that tells the claim without it. Sorted,
    /// never empty.
    pub said: Vec<(usize, Option<Span>)>,
}

impl Value {
    /// The outlets that say it, each once.
    pub fn outlets(&self) -> Vec<usize> {
        let mut outlets: Vec<usize> = self.said.iter().map(|&(outlet, _)| outlet).collect();
        outlets.dedup();
        outlets
    }
}

/// A fact that outlets say in different ways: the "two" and "three" of some cables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What kind of fact.
    pub kind: FactKind,
    /// At least two, the one most outlets give first, telling the claim without any last.
    pub values: Vec<Value>,
}

/// One claim: what each outlet says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// One cell for each outlet, in the order given.
    pub cells: Vec<Cell>,
    /// The telling the others are measured against: its outlet, and the sentence.
    pub wording: (usize, SentenceIx),
    /// Facts that differ, figures before quotations and speakers.
    pub differences: Vec<Difference>,
}

/// Columns to show claims in: an outlet, or outlets that print one copy, the fullest first.
pub type Column = Vec<usize>;

impl Claim {
    /// How many outlets tell it, within another claim or by itself.
    pub fn reach(&self) -> usize {
        (0..self.cells.len()).filter(|&outlet| self.told_by(outlet)).count()
    }

    /// Whether an outlet tells it, within another claim or by itself.
    pub fn told_by(&self, outlet: usize) -> bool {
        self.cells[outlet].telling != Telling::Absent
    }

    /// The outlet that speaks for a column: the first that tells the claim by itself, else within another, else the first of
    /// all. `None` for a column without outlets.
    pub fn speaker(&self, column: &Column) -> Option<usize> {
        let rank = |outlet: usize| match self.cells[outlet].telling {
            Telling::Absent => 2,
            Telling::Within => 1,
            _ => 0,
        };
        column.iter().copied().min_by_key(|&outlet| rank(outlet))
    }

    /// How many of some columns tell it.
    pub fn told_in(&self, columns: &[Column]) -> usize {
        columns.iter().filter(|column| column.iter().any(|&outlet| self.told_by(outlet))).count()
    }

    /// How many of some columns have a sentence of their own for it.
    pub fn own_in(&self, columns: &[Column]) -> usize {
        let own = |column: &&Column| column.iter().any(|&outlet| !self.cells[outlet].sentences.is_empty());
        columns.iter().filter(own).count()
    }

    /// The same claim with its outlets renumbered: the outlet `k` is from now on `given[k]`.
    pub(super) fn for_outlets(self, given: &[usize]) -> Claim {
        let mut cells = self.cells.clone();
        for (cell, &to) in self.cells.into_iter().zip(given) {
            cells[to] = cell;
        }
        let renumbered = |value: Value| {
            let mut said: Vec<(usize, Option<Span>)> =
                value.said.into_iter().map(|(k, span)| (given[k], span)).collect();
            said.sort_unstable();
            Value { said }
        };
        let differences = self.differences.into_iter().map(|difference| Difference {
            kind: difference.kind,
            values: difference.values.into_iter().map(renumbered).collect(),
        });
        Claim { cells, wording: (given[self.wording.0], self.wording.1), differences: differences.collect() }
    }
}

/// The claims of some outlets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// In the order in which outlets tell them: by the median of their places.
    pub claims: Vec<Claim>,
    /// Outlets that print one copy; every outlet is in exactly one group, the fullest text of a group first.
    pub copies: Vec<Column>,
}

impl Claims {
    /// The columns in the order in which outlets were given: one an outlet, or one a copy.
    pub fn columns(&self, collapse_copies: bool) -> Vec<Column> {
        let mut columns = self.copies.clone();
        if !collapse_copies {
            columns = columns.into_iter().flatten().map(|outlet| vec![outlet]).collect();
        }
        columns.sort_by_key(|column| column.iter().min().copied());
        columns
    }

    /// The fullest text of which an outlet's is a copy; `None` for that text itself and for an independent one.
    pub fn copy_of(&self, outlet: usize) -> Option<usize> {
        let group = self.copies.iter().find(|group| group.contains(&outlet))?;
        group.first().copied().filter(|&first| first != outlet)
    }

    /// In how many independent texts a claim is told.
    pub fn independent(&self, claim: &Claim) -> usize {
        claim.told_in(&self.copies)
    }

    /// Claims told in one column and in no other, by index.
    pub fn only_in(&self, columns: &[Column], column: usize) -> Vec<usize> {
        self.select(|claim| claim.told_in(columns) == 1 && claim.told_in(&columns[column..=column]) == 1)
    }

    /// Claims that one column leaves out and for which at least two others have a sentence of their own, or the other one if
    /// there is only one, by index.
    pub fn missing_in(&self, columns: &[Column], column: usize) -> Vec<usize> {
        let enough = 2.min(columns.len().saturating_sub(1));
        self.select(|claim| claim.told_in(&columns[column..=column]) == 0 && claim.own_in(columns) >= enough)
    }

    fn select(&self, wanted: impl Fn(&Claim) -> bool) -> Vec<usize> {
        (0..self.claims.len()).filter(|&k| wanted(&self.claims[k])).collect()
    }
}
