//! Rows -> items: each row itself, or one line that stands for several.

use std::collections::BTreeSet;
use std::ops::Range;

use super::kind::{Filter, Kind};
use super::rows::TextRow;
use crate::compare::{Comparison, quiet, runs};
use crate::sides::Side;

/// One thing on the screen that the cursor can stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// The row with this index.
    Row(usize),
    /// The rows with these indices, folded into one line.
    Fold(Range<usize>),
}

impl Item {
    /// The rows it stands for.
    pub(super) fn rows(&self) -> Range<usize> {
        match self {
            Item::Row(row) => *row..row + 1,
            Item::Fold(rows) => rows.clone(),
        }
    }
}

/// What the reader unfolded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Folds {
    /// Whether folds are open unless named in `others`.
    pub(super) open: bool,
    /// The folds, by their first row, that are the other way round.
    pub(super) others: BTreeSet<usize>,
}

impl Folds {
    /// Whether the fold that begins at this row is open.
    pub(super) fn is_open(&self, first: usize) -> bool {
        self.open != self.others.contains(&first)
    }

    /// Opens the fold that begins at this row, or closes it.
    pub(super) fn toggle(&mut self, first: usize) {
        if !self.others.remove(&first) {
            self.others.insert(first);
        }
    }
}

/// The stretches of rows that can be folded, in order: what the filter hides, what has no words on the one side shown, furniture,
/// and long runs without a change.
pub(super) fn foldable(
    comparison: &Comparison,
    rows: &[TextRow],
    filter: Filter,
    shown: Option<Side>,
) -> Vec<Range<usize>> {
    if filter != Filter::All {
        return runs(rows, |row| !filter.passes(row.kind, row.link(comparison)));
    }
    if let Some(side) = shown {
        return runs(rows, |row| row.cells[side].is_empty() || row.kind == Kind::Noise);
    }
    let kinds: Vec<Kind> = rows.iter().map(|row| row.kind).collect();
    quiet(&kinds)
}

/// What the screen shows from top to bottom.
pub(super) fn items(foldable: &[Range<usize>], rows: usize, folds: &Folds) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 0;
    for fold in foldable.iter().filter(|fold| !folds.is_open(fold.start)) {
        items.extend((at..fold.start).map(Item::Row));
        items.push(Item::Fold(fold.clone()));
        at = fold.end;
    }
    items.extend((at..rows).map(Item::Row));
    items
}

/// What a fold's line says: what it stands for, in prose terms.
pub(super) fn label(rows: &[TextRow], filter: Filter) -> String {
    let count = |kind: Kind| rows.iter().filter(|row| row.kind == kind).count();
    if filter != Filter::All {
        return plural(rows.len(), "other sentence", "other sentences");
    }
    let mut parts = Vec::new();
    for (side, place) in [(Side::Left, "left"), (Side::Right, "right")] {
        let only = count(Kind::Only(side)) + count(Kind::Again(side));
        if only > 0 {
            parts.push(format!("{} only on the {place}", plural(only, "sentence", "sentences")));
        }
    }
    if count(Kind::Same) > 0 {
        parts.push(format!("{} the same", plural(count(Kind::Same), "sentence", "sentences")));
    }
    if count(Kind::Noise) > 0 {
        parts.push(format!(
            "{} folded",
            plural(count(Kind::Noise), "line of page furniture", "lines of page furniture")
        ));
    }
    if parts.is_empty() {
        parts.push(plural(rows.len(), "line", "lines"));
    }
    parts.join(", ")
}

fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
