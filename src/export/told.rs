//! What is said of a row in words, for the exports that name changes one by one.

use super::Headings;
use crate::compare::{Comparison, Fact, FactKind, Link, LinkClass, LinkIx, Reason, Row, RowKind, Stats, Tier};
use crate::sides::{Side, Sides};
use crate::text::SentenceIx;

/// A row with what it is, and the link it shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'c> {
    /// What stands opposite what.
    pub(super) row: &'c Row,
    /// What it is as a change.
    pub(super) kind: RowKind,
    /// The link shown.
    pub(super) link: Option<&'c Link>,
    /// Its number among the changes, from 1; 0 where it is none.
    pub(super) number: usize,
}

/// All rows of a comparison.
pub(super) fn rows(comparison: &Comparison) -> Vec<Told<'_>> {
    let mut changes = 0;
    let mut told = Vec::with_capacity(comparison.rows.len());
    for (row, kind) in comparison.rows.iter().zip(comparison.kinds()) {
        changes += usize::from(kind.is_change());
        let number = if kind.is_change() { changes } else { 0 };
        told.push(Told { row, kind, link: comparison.link_of(row), number });
    }
    told
}

impl Told<'_> {
    /// What the row is, as a heading: "Reworded, moved".
    pub(super) fn label(&self, comparison: &Comparison) -> String {
        let mut label = self.what().to_owned();
        if let Some(link) = self.link {
            if link.moved && self.kind != RowKind::Moved {
                label += ", moved";
            }
            if link.tier == Tier::Maybe {
                label += ", maybe a pair";
            }
            if link.matched_by.contains(&Reason::ByHand) {
                label += ", paired by hand";
            }
        } else if let Some(side) = self.kind.only()
            && self.row.cells[side].iter().any(|&ix| !comparison.by_hand.apart_from(side, ix).is_empty())
        {
            label += ", unpaired by hand";
        }
        label
    }

    fn what(&self) -> &'static str {
        match (self.kind, self.link) {
            (RowKind::Same, _) => "The same",
            (RowKind::Noise, _) => "Page furniture",
            (RowKind::Aside, _) => "Byline, date or credit",
            (RowKind::Fact, _) => "A fact differs",
            (RowKind::Quote, _) => "Quoted words differ",
            (RowKind::Split, Some(link)) if link.class == LinkClass::Merged => "Merged on the right",
            (RowKind::Split, _) => "Split on the right",
            (RowKind::Moved, _) => "The same words, moved",
            (RowKind::Only(Side::Left), _) => "Only left",
            (RowKind::Only(Side::Right), _) => "Only right",
            (RowKind::Again(_), _) => "Told again",
            (RowKind::Reworded, Some(link)) if link.is_reordered() => "The same words in another order",
            (RowKind::Reworded, Some(link)) if link.class == LinkClass::CopyEdit => "Copy-edited",
            (RowKind::Reworded, _) => "Reworded",
        }
    }

    /// For a sentence that repeats what its side says elsewhere: the sentence of the other side that tells it.
    pub(super) fn told_elsewhere(&self, comparison: &Comparison) -> Option<(Side, SentenceIx)> {
        let RowKind::Again(side) = self.kind else { return None };
        let &LinkIx(link) = comparison.links_with(side, *self.row.cells[side].first()?).first()?;
        Some((side.other(), *comparison.links[link].sentences[side.other()].first()?))
    }
}

/// What a fact is called.
pub(super) fn fact_name(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Number => "Number",
        FactKind::Date => "Date",
        FactKind::Name => "Name",
        FactKind::Quote => "Quotation",
        FactKind::Attribution => "Speaker",
        FactKind::Hedge => "Certainty",
    }
}

/// What each side says of a fact, on one line; quoted words in quotation marks.
pub(super) fn fact_sides(fact: &Fact, comparison: &Comparison) -> Sides<Option<String>> {
    Sides::from_fn(|side| {
        let span = fact.spans[side]?;
        let words = span.of(comparison.documents[side].text()).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(if fact.kind == FactKind::Quote { format!("“{words}”") } else { words })
    })
}

/// The name of a place in a text: "paragraph 3", "the headline".
pub(super) fn place(comparison: &Comparison, side: Side, ix: SentenceIx) -> String {
    match comparison.documents[side].body_number(ix) {
        Some(number) => format!("paragraph {number}"),
        None => format!("the {}", comparison.documents[side].role(ix).name()),
    }
}

/// A side's name in a sentence.
pub(super) fn side_name(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

/// The counts of a comparison in one sentence, which says only what there is.
pub(super) fn counts(comparison: &Comparison) -> String {
    sentence(&comparison.stats)
}

fn sentence(stats: &Stats) -> String {
    let differing = [
        (stats.copyedit, "copy-edited"),
        (stats.reworded, "reworded"),
        (stats.split + stats.merged, "split or merged"),
        (stats.moved, "moved"),
        (stats.only.left, "only left"),
        (stats.only.right, "only right"),
    ];
    let differs = differing.iter().any(|&(count, _)| count > 0);
    let counted = std::iter::once((stats.same, "the same")).chain(differing).filter(|&(count, _)| count > 0);
    let mut parts: Vec<String> = counted.map(|(count, what)| format!("{count} {what}")).collect();
    if parts.is_empty() {
        return "No sentence to compare.".to_owned();
    }
    if !differs {
        parts.push("nothing differs".to_owned());
    }
    format!("{}.", parts.join(", "))
}

/// What rows that are folded hold: "3 sentences the same, 2 lines of page furniture".
pub(super) fn folded(rows: &[Told<'_>]) -> String {
    let count = |kind: RowKind| rows.iter().filter(|row| row.kind == kind).count();
    let noun = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let same = noun(count(RowKind::Same), "sentence the same", "sentences the same");
    let noise = noun(count(RowKind::Noise), "line of page furniture", "lines of page furniture");
    let aside = noun(count(RowKind::Aside), "byline, date or credit", "bylines, dates and credits");
    [same, noise, aside].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What the two texts are called together.
pub(super) fn both_outlets(headings: &Headings) -> String {
    if headings.left.outlet == headings.right.outlet {
        return format!("{}, two versions", headings.left.outlet);
    }
    format!("{} and {}", headings.left.outlet, headings.right.outlet)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_counts(stats: Stats, expected: &str) {
        assert_eq!(sentence(&stats), expected);
    }

    #[test]
    fn counts_say_only_what_there_is() {
        let none = Stats::default();
        check_counts(none, "No sentence to compare.");
        check_counts(Stats { same: 3, ..none }, "3 the same, nothing differs.");
        check_counts(Stats { only: Sides::new(0, 2), ..none }, "2 only right.");
        check_counts(
            Stats { same: 1, split: 1, merged: 1, moved: 1, ..none },
            "1 the same, 2 split or merged, 1 moved.",
        );
        check_counts(Stats { copyedit: 1, reworded: 2, ..none }, "1 copy-edited, 2 reworded.");
    }
}
