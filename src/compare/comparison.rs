//! What a comparison is: links between sentences, word marks inside them, facts that differ, and rows to show.

use std::sync::Arc;

use super::by_hand::ByHand;
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
    /// The reader says so.
    ByHand,
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
    /// The same words on both sides; between outlets, whatever their typography and spelling.
    Equal,
    /// Other words in the same place.
    Replace,
    /// Words only the left side has; the right range is empty.
    Left,
    /// Words only the right side has; the left range is empty.
    Right,
}

/// In what way a stretch of words that differs does so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Manner {
    /// It is other words, or words only one side has. The manner of equal words too, which do not differ.
    #[default]
    Words,
    /// The same words stand elsewhere in the link on the other side, at these bytes.
    Moved(Span),
    /// The same words in other typography or spelling; only an edited text marks these.
    Spelling,
}

/// A stretch of words: what it is, and its range in each side's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordSpan {
    /// What the stretch is.
    pub op: Op,
    /// In what way it differs.
    pub manner: Manner,
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

impl FactKind {
    /// Its name, one lower-case word, as exports and labelled lists write it.
    pub fn name(self) -> &'static str {
        match self {
            FactKind::Number => "number",
            FactKind::Date => "date",
            FactKind::Name => "name",
            FactKind::Quote => "quote",
            FactKind::Attribution => "attribution",
            FactKind::Hedge => "hedge",
        }
    }
}

/// One fact that differs inside a link; a side without it has `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What kind of fact.
    pub kind: FactKind,
    /// Where each side says it, in bytes of that side's text.
    pub spans: Sides<Option<Span>>,
}

impl Fact {
    /// Where facts stand in a link's list: by left place, then right, then kind.
    pub(super) fn place(&self) -> (Option<usize>, Option<usize>, FactKind) {
        (self.spans.left.map(|span| span.start), self.spans.right.map(|span| span.start), self.kind)
    }
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
    /// Word marks; each side's ranges, joined, are exactly its sentences' text. In a heavy link, what is equal is only what is
    /// worth pointing at.
    pub words: Vec<WordSpan>,
    /// Facts that differ.
    pub facts: Vec<Fact>,
    /// In a heavy link, numbers and dates that only one side tells, and names only its article has; elsewhere none, because word
    /// marks show them.
    pub details: Sides<Vec<Span>>,
}

impl Link {
    /// Whether nothing differs but the place of phrases inside the sentence.
    pub fn is_reordered(&self) -> bool {
        let moved = |word: &WordSpan| matches!(word.manner, Manner::Moved(_));
        self.words.iter().any(moved) && self.words.iter().all(|word| word.op == Op::Equal || moved(word))
    }

    fn mirrored(self) -> Link {
        let class = match self.class {
            LinkClass::Split => LinkClass::Merged,
            LinkClass::Merged => LinkClass::Split,
            same => same,
        };
        let op = |op| match op {
            Op::Left => Op::Right,
            Op::Right => Op::Left,
            same => same,
        };
        let words = self.words.iter().map(|w| WordSpan { op: op(w.op), spans: w.spans.swapped(), ..*w }).collect();
        let mut facts: Vec<Fact> =
            self.facts.into_iter().map(|f| Fact { kind: f.kind, spans: f.spans.swapped() }).collect();
        facts.sort_by_key(Fact::place);
        Link { sentences: self.sentences.swapped(), details: self.details.swapped(), class, words, facts, ..self }
    }
}

/// One line of the screen before wrapping: what stands opposite what.
///
/// Rows keep the left side's order. Every sentence of either side is in exactly one row, noise included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The sentences shown; a side may have none.
    pub cells: Sides<Vec<SentenceIx>>,
    /// The primary link that put them here. Without one either a side has no sentence, or both tell the same sort of thing of their
    /// own texts: by whom, when and from whom they are.
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

impl Stats {
    /// Counts primary links; a second telling of a claim is not a second change.
    pub(super) fn count(links: &[Link], only: Sides<usize>) -> Stats {
        let mut stats = Stats { only, ..Stats::default() };
        for link in links.iter().filter(|link| link.primary) {
            *match link.class {
                LinkClass::Same => &mut stats.same,
                LinkClass::CopyEdit => &mut stats.copyedit,
                LinkClass::Reworded => &mut stats.reworded,
                LinkClass::Split => &mut stats.split,
                LinkClass::Merged => &mut stats.merged,
            } += 1;
            stats.moved += usize::from(link.moved);
        }
        stats
    }
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
    /// What the reader says of pairs, as far as it counts here.
    pub by_hand: ByHand,
}

impl Comparison {
    /// The same comparison with left and right exchanged, rows apart, which keep the order of the left side and are laid out anew.
    #[must_use]
    pub fn mirrored(self) -> Comparison {
        let mut links: Vec<Link> = self.links.into_iter().map(Link::mirrored).collect();
        links.sort_by_key(|link| (link.sentences.left[0], link.sentences.right[0], !link.primary));
        let documents = self.documents.swapped();
        let rows = super::rows::rows(&documents, &links);
        let only = self.only.swapped();
        let stats = Stats::count(&links, only.as_ref().map(Vec::len));
        Comparison { profile: self.profile, documents, links, only, rows, stats, by_hand: self.by_hand.swapped() }
    }

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
