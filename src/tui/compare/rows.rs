//! A comparison -> the rows of the screen, before folding and wrapping: what stands opposite what, and what it is.

use super::kind::Kind;
use crate::compare::{Comparison, Link, LinkIx, Row, Tier};
use crate::sides::{Side, Sides};
use crate::text::SentenceIx;
use crate::tui::wrap::columns;

/// A row of the comparison with what the screen needs to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextRow {
    /// The sentences; a side may have none.
    pub(super) cells: Sides<Vec<SentenceIx>>,
    /// The link shown.
    pub(super) link: Option<LinkIx>,
    /// What it is as a change.
    pub(super) kind: Kind,
    /// Whether a paragraph ends with it, so that a blank line follows.
    pub(super) gap: bool,
    /// The columns of its longer side: its share of the ruler, whatever the width of the screen.
    pub(super) weight: usize,
}

impl TextRow {
    /// The link shown.
    pub(super) fn link<'c>(&self, comparison: &'c Comparison) -> Option<&'c Link> {
        self.link.map(|LinkIx(k)| &comparison.links[k])
    }

    /// Whether the pairing is only worth a look.
    pub(super) fn doubtful(&self, comparison: &Comparison) -> bool {
        self.link(comparison).is_some_and(|link| link.tier == Tier::Maybe)
    }
}

/// The rows of a comparison.
pub(super) fn rows(comparison: &Comparison) -> Vec<TextRow> {
    let kinds = comparison.kinds();
    let mut rows: Vec<TextRow> =
        comparison.rows.iter().zip(kinds).map(|(row, kind)| text_row(comparison, row, kind)).collect();
    mark_gaps(comparison, &mut rows);
    rows
}

fn text_row(comparison: &Comparison, row: &Row, kind: Kind) -> TextRow {
    let wide = |side: Side| -> usize {
        let document = &comparison.documents[side];
        row.cells[side].iter().map(|&ix| columns(document.sentence_text(ix))).sum()
    };
    TextRow {
        cells: row.cells.clone(),
        link: row.link,
        kind,
        gap: false,
        weight: wide(Side::Left).max(wide(Side::Right)).max(1),
    }
}

/// A blank line stands where the left text begins a paragraph; among sentences only the right has, where the right does.
fn mark_gaps(comparison: &Comparison, rows: &mut [TextRow]) {
    let paragraph = |side: Side, ix: SentenceIx| comparison.documents[side].sentence(ix).paragraph;
    let mut last = Sides::<Option<usize>>::default();
    for k in 0..rows.len() {
        let side = if rows[k].cells.left.is_empty() { Side::Right } else { Side::Left };
        let begins = rows[k].cells[side].first().map(|&ix| paragraph(side, ix));
        if k > 0 {
            rows[k - 1].gap = begins != last[side];
        }
        for side in Side::BOTH {
            if let Some(&ix) = rows[k].cells[side].last() {
                last[side] = Some(paragraph(side, ix));
            }
        }
    }
}
