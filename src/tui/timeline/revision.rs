//! What one version changed of the one before it.

use std::sync::Arc;

use crate::compare::{Comparison, FactKind, Link, LinkClass};
use crate::sides::Side;
use crate::text::SentenceIx;

/// A version, and what it changed.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The sentences of its text.
    pub sentences: usize,
    /// Whether its headline is another than before.
    pub headline: bool,
    /// The text before on the left, its own on the right; `None` for the first version.
    pub comparison: Option<Arc<Comparison>>,
}

/// One change, to be shown on a line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Change<'a> {
    /// A sentence that was not there before.
    Added(SentenceIx),
    /// A sentence that is no longer there.
    Cut(SentenceIx),
    /// A sentence in other words, or in another place.
    Edited(&'a Link),
}

impl Revision {
    /// What changed, in few words, what matters most first: "headline changed", "+3 sentences", "2 reworded".
    pub(super) fn summary(&self) -> Vec<String> {
        let Some(comparison) = &self.comparison else {
            return vec!["first version".to_owned(), many(self.sentences, "sentence")];
        };
        let stats = &comparison.stats;
        let mut parts = Vec::new();
        if self.headline {
            parts.push("headline changed".to_owned());
        }
        let figures = comparison.links.iter().filter(|link| link.primary).flat_map(|link| &link.facts);
        let figures =
            figures.filter(|fact| matches!(fact.kind, FactKind::Number | FactKind::Date | FactKind::Name)).count();
        if figures > 0 {
            parts.push(many(figures, "fact") + " changed");
        }
        if stats.only.right > 0 {
            parts.push(format!("+{}", many(stats.only.right, "sentence")));
        }
        if stats.only.left > 0 {
            parts.push(format!("-{}", many(stats.only.left, "sentence")));
        }
        for (count, word) in [
            (stats.reworded, "reworded"),
            (stats.split + stats.merged, "split or merged"),
            (stats.copyedit, "respelled"),
            (stats.moved, "moved"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {word}"));
            }
        }
        if parts.is_empty() {
            parts.push("the same words".to_owned());
        }
        parts
    }

    /// Every change in the order of the rows of the comparison.
    pub(super) fn changes(&self) -> Vec<Change<'_>> {
        let Some(comparison) = &self.comparison else { return Vec::new() };
        let only = |side: Side, ix: &SentenceIx| comparison.only[side].contains(ix);
        let mut changes = Vec::new();
        for row in &comparison.rows {
            match row.link.map(|link| &comparison.links[link.0]) {
                Some(link) if link.primary && (link.class != LinkClass::Same || link.moved) => {
                    changes.push(Change::Edited(link));
                }
                Some(_) => {}
                None => {
                    let cut = row.cells.left.iter().filter(|ix| only(Side::Left, ix)).copied();
                    changes.extend(cut.map(Change::Cut));
                    let added = row.cells.right.iter().filter(|ix| only(Side::Right, ix)).copied();
                    changes.extend(added.map(Change::Added));
                }
            }
        }
        changes
    }
}

fn many(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
