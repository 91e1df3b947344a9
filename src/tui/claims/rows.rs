//! Which claims are shown, in which order, and what is said beside each.

use std::cmp::Reverse;

use super::names::short;
use super::told::{Told, is_figure, telling_differences};
use crate::compare::{Claim, Column, Telling};

/// The order of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// As outlets tell them.
    #[default]
    Order,
    /// What outlets disagree on first.
    Disagreement,
    /// What most outlets tell first.
    Reach,
}

impl Sort {
    /// The next one.
    pub(super) fn next(self) -> Sort {
        match self {
            Sort::Order => Sort::Disagreement,
            Sort::Disagreement => Sort::Reach,
            Sort::Reach => Sort::Order,
        }
    }

    /// What the screen calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Sort::Order => "as told",
            Sort::Disagreement => "by disagreement",
            Sort::Reach => "by reach",
        }
    }
}

/// Which claims are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// All.
    #[default]
    All,
    /// Those that outlets tell with different figures, or with different certainty.
    Differing,
    /// Those the selected outlet alone tells.
    OnlyHere,
    /// Those the selected outlet leaves out and others tell.
    LeftOut,
}

impl Kind {
    /// The next one.
    pub(super) fn next(self) -> Kind {
        match self {
            Kind::All => Kind::Differing,
            Kind::Differing => Kind::OnlyHere,
            Kind::OnlyHere => Kind::LeftOut,
            Kind::LeftOut => Kind::All,
        }
    }
}

/// The claims to show, by index.
pub(super) fn rows(told: &Told, columns: &[Column], column: usize, kind: Kind, sort: Sort) -> Vec<usize> {
    let all = &told.claims.claims;
    let mut rows: Vec<usize> = match kind {
        Kind::All => (0..all.len()).collect(),
        Kind::Differing => (0..all.len()).filter(|&k| differs(&all[k])).collect(),
        Kind::OnlyHere | Kind::LeftOut if columns.is_empty() => Vec::new(),
        Kind::OnlyHere => told.claims.only_in(columns, column),
        Kind::LeftOut => told.claims.missing_in(columns, column),
    };
    match sort {
        Sort::Order => {}
        // Both sorts are stable, so that equals stay in the order they are told in.
        Sort::Disagreement => rows.sort_by_key(|&k| Reverse(disagreement(&all[k]))),
        Sort::Reach => rows.sort_by_key(|&k| Reverse(all[k].told_in(columns))),
    }
    rows
}

/// Whether outlets differ in what they say, and not only in how.
pub(super) fn differs(claim: &Claim) -> bool {
    telling_differences(claim).next().is_some()
}

/// How much outlets disagree: figures that differ, who stands apart, how sure they are, other words.
fn disagreement(claim: &Claim) -> [usize; 4] {
    let count = |telling| claim.cells.iter().filter(|cell| cell.telling == telling).count();
    let figures = claim.differences.iter().filter(|difference| is_figure(difference)).count();
    let hedges = telling_differences(claim).count() - figures;
    [figures, count(Telling::Differs), hedges, count(Telling::Reworded)]
}

/// In how many columns a claim is told, in words: "in 4 of 5", "only Ledger", "not in Ledger"; `brief` says an outlet in so many
/// columns.
pub(super) fn reach(claim: &Claim, columns: &[Column], width: usize, brief: impl Fn(usize, usize) -> String) -> String {
    let tells = |column: &Column| column.iter().any(|&outlet| claim.told_by(outlet));
    let told = claim.told_in(columns);
    let named = |before: &str, tells_it: bool| {
        let column = columns.iter().find(|column| tells(column) == tells_it);
        let name = column.map(|column| brief(column[0], width.saturating_sub(before.len() + 1)));
        format!("{before} {}", short(&name.unwrap_or_default()))
    };
    match (told, columns.len()) {
        (1, 2..) => named("only", true),
        (told, all @ 3..) if told + 1 == all => named("not in", false),
        (told, all) => format!("in {told} of {all}"),
    }
}

/// The same in figures, where there is little room: "4 of 5".
pub(super) fn short_reach(claim: &Claim, columns: &[Column]) -> String {
    format!("{} of {}", claim.told_in(columns), columns.len())
}

/// The values of the first fact that differs, as "two / three", the one most outlets give first, and whether it is a figure;
/// empty where all agree.
pub(super) fn values(told: &Told, claim: &Claim) -> (String, bool) {
    let figures = telling_differences(claim).find(|difference| is_figure(difference));
    let Some(difference) = figures.or_else(|| telling_differences(claim).next()) else {
        return (String::new(), false);
    };
    let mut values: Vec<String> = difference.values.iter().filter_map(|value| told.value(value)).collect();
    if values.len() == 1 {
        values.push("without".to_owned());
    }
    (values.join(" / "), is_figure(difference))
}

/// How a column tells a claim: as the outlet that speaks for it.
pub(super) fn telling(claim: &Claim, column: &Column) -> Telling {
    claim.speaker(column).map_or(Telling::Absent, |outlet| claim.cells[outlet].telling)
}
