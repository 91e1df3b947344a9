//! What a comparison is: links between sentences, word marks inside them, facts that differ, and rows to show.

use std::sync::Arc;

use crate::sides::{Side, Sides};
use crate::text::{Document, SentenceIx, Span};

/// How the two texts are related, which decides what a difference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Different outlets: paraphrased, re-ordered, merged, split. Order is editorial weight.
    Coverage,
    /// One outlet at two moments: lightly edited. Order that changes is a move.
    Revision,
}

/// The index of a link in its [`Comparison`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkIx(pub usize);

/// How two linked tellings relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkClass {
    /// The same words.
    Same,
    /// The same words in other typography, spelling or case.
    CopyEdit,
    /// Other words.
    Reworded,
    /// One sentence on the left is told in several on the right.
    Split,
    /// Several sentences on the left are told in one on the right.
    Merged,
}

/// How sure the pairing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// A careful reader would agree about nine times in ten.
    Sure,
    /// Worth a look.
    Maybe,
}

/// Why two sentences were paired, strongest first in [`Link::matched_by`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The same words in the same order.
    Verbatim,
    /// A run of this many words in common.
    Run(usize),
    /// Words in common inside quotation marks.
    Quote,
    /// This many names in common.
    Names(usize),
    /// This many numbers in common.
    Numbers(usize),
    /// This many content words in common.
    Words(usize),
    /// Both stand at the head of their article.
    Lead,
    /// Their neighbours are linked too.
    Neighbours,
}

/// What a stretch of words is in a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// The same words on both sides (for typography and spelling see [`LinkClass::CopyEdit`]).
    Equal,
    /// Other words in the same place.
    Replace,
    /// Words only the left side has; the right range is empty.
    Left,
    /// Words only the right side has; the left range is empty.
    Right,
}

/// A stretch of words: what it is, and its range in each side's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordSpan {
    /// What the stretch is.
    pub op: Op,
    /// Bytes of each side's whole text.
    pub spans: Sides<Span>,
}

/// What kind of fact differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// A number with its unit.
    Number,
    /// A date or weekday.
    Date,
    /// A name.
    Name,
    /// Quoted words.
    Quote,
    /// Who is said to have said it.
    Attribution,
    /// How certain the outlet says it is.
    Hedge,
}

/// One fact that differs inside a link; a side without it has `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What kind of fact.
    pub kind: FactKind,
    /// Where each side says it, in bytes of that side's text.
    pub spans: Sides<Option<Span>>,
}

/// Sentences on both sides that tell one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The sentences, consecutive on each side; at least one a side, and one side has exactly one.
    pub sentences: Sides<Vec<SentenceIx>>,
    /// How the tellings relate.
    pub class: LinkClass,
    /// How sure the pairing is.
    pub tier: Tier,
    /// Whether the two stand in another order relative to the links around them.
    pub moved: bool,
    /// Whether this link gives both sentences their row. A second telling of a claim (a headline repeated in the lead,
    /// say) is linked too, but its sentences have their row elsewhere or alone.
    pub primary: bool,
    /// The model's chance that a careful reader links them, 0 to 1.
    pub score: f64,
    /// Why they were paired.
    pub matched_by: Vec<Reason>,
    /// Whether so much is reworded that word marks would be confetti: show both whole, and mark only `facts`
    /// and, lightly, what is shared.
    pub heavy: bool,
    /// Word marks; each side's ranges, joined, are exactly its sentences' text.
    pub words: Vec<WordSpan>,
    /// Facts that differ.
    pub facts: Vec<Fact>,
}

/// One line of the screen before wrapping: what stands opposite what.
///
/// Rows keep the left side's order. Every sentence of either side is in exactly one row, noise included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The sentences shown; a side may have none.
    pub cells: Sides<Vec<SentenceIx>>,
    /// The primary link that put them here.
    pub link: Option<LinkIx>,
}

/// How many links of each class, and sentences without one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Links of class same.
    pub same: usize,
    /// Links of class copy-edit.
    pub copyedit: usize,
    /// Links of class reworded.
    pub reworded: usize,
    /// Links of class split.
    pub split: usize,
    /// Links of class merged.
    pub merged: usize,
    /// Links that moved.
    pub moved: usize,
    /// Sentences in no link, noise left out, a side each.
    pub only: Sides<usize>,
}

/// Two texts compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// How the texts are related.
    pub profile: Profile,
    /// The texts.
    pub documents: Sides<Arc<Document>>,
    /// Links in order of the left side, then the right.
    pub links: Vec<Link>,
    /// Sentences in no link, noise left out, in order.
    pub only: Sides<Vec<SentenceIx>>,
    /// What stands opposite what.
    pub rows: Vec<Row>,
    /// Counts.
    pub stats: Stats,
}

impl Comparison {
    /// The primary link a row shows.
    pub fn link_of(&self, row: &Row) -> Option<&Link> {
        row.link.map(|LinkIx(k)| &self.links[k])
    }

    /// The links that hold a sentence, primary first, then by falling score.
    pub fn links_with(&self, side: Side, sentence: SentenceIx) -> Vec<LinkIx> {
        let mut found: Vec<LinkIx> =
            (0..self.links.len()).filter(|&k| self.links[k].sentences[side].contains(&sentence)).map(LinkIx).collect();
        found.sort_by(|&LinkIx(a), &LinkIx(b)| {
            let (a, b) = (&self.links[a], &self.links[b]);
            b.primary.cmp(&a.primary).then(b.score.total_cmp(&a.score))
        });
        found
    }
}

/// Sentences paired by rank: what the screens are built against until the stages are in.
pub(super) fn placeholder(documents: Sides<Arc<Document>>, options: &super::Options) -> Comparison {
    let n = documents.as_ref().map(|d| d.sentences().len());
    let mut links = Vec::new();
    let mut rows = Vec::new();
    for i in 0..n.left.max(n.right) {
        let cells = Sides::from_fn(|s| if i < n[s] { vec![SentenceIx(i)] } else { Vec::new() });
        let paired = i < n.left.min(n.right) && i % 4 != 3;
        if !paired {
            for side in Side::BOTH.into_iter().filter(|&s| i < n[s]) {
                let mut alone = Sides::<Vec<SentenceIx>>::default();
                alone[side].clone_from(&cells[side]);
                rows.push(Row { cells: alone, link: None });
            }
            continue;
        }
        let spans = Sides::from_fn(|s| documents[s].sentences()[i].span);
        let same = documents.left.sentence_text(SentenceIx(i)) == documents.right.sentence_text(SentenceIx(i));
        rows.push(Row { cells: cells.clone(), link: Some(LinkIx(links.len())) });
        links.push(Link {
            sentences: cells,
            class: if same { LinkClass::Same } else { LinkClass::Reworded },
            tier: if i % 2 == 0 { Tier::Sure } else { Tier::Maybe },
            moved: i % 5 == 4,
            primary: true,
            score: 0.5,
            matched_by: vec![Reason::Names(2), Reason::Words(3)],
            heavy: i % 3 == 2,
            words: vec![WordSpan { op: if same { Op::Equal } else { Op::Replace }, spans }],
            facts: Vec::new(),
        });
    }
    let only = Sides::from_fn(|s| {
        rows.iter().filter(|r| r.link.is_none()).flat_map(|r| r.cells[s].iter().copied()).collect::<Vec<_>>()
    });
    let stats = Stats { reworded: links.len(), only: only.as_ref().map(Vec::len), ..Stats::default() };
    Comparison { profile: options.profile.unwrap_or(Profile::Coverage), documents, links, only, rows, stats }
}
