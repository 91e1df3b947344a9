//! Pairing by hand: one sentence is marked, then its counterpart, and the host is told; and taking a pair apart.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::badge;
use super::find::Find;
use super::folds::Item;
use super::rows::{TextRow, rows};
use super::view::CompareView;
use crate::compare::{Comparison, Tier, Verdict};
use crate::sides::{Side, Sides};
use crate::store::Mark;
use crate::text::{Role, SentenceIx};

/// The sentences that wait for their counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marked {
    /// Whose they are.
    pub(super) side: Side,
    /// One, or those of a row that has several.
    pub(super) sentences: Vec<SentenceIx>,
}

/// What the reader's hand came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// Nothing, for a reason to be said.
    Nothing(&'static str),
    /// A sentence waits for its counterpart.
    Waits,
    /// The reader says this of these pairs. The host keeps it and brings the comparison that follows.
    Marks(Vec<Mark>, Deed),
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Sentences were paired.
    Paired,
    /// A pair was taken apart.
    Unpaired,
    /// What was said of a pair counts no more.
    TakenBack,
}

impl CompareView {
    /// Marks the sentence under the cursor, or pairs it with the one marked before.
    pub fn pair_here(&mut self) -> Handed {
        let Some(Item::Row(row)) = self.items.get(self.cursor) else { return Handed::Nothing(FOLDED) };
        let row = &self.rows[*row];
        let marked = self.marked.take();
        if let Some(Marked { side, sentences }) = marked.filter(|marked| !row.cells[marked.side.other()].is_empty()) {
            let others = row.cells[side.other()].clone();
            if self.is_furniture(side.other(), &others) {
                return Handed::Nothing(FURNITURE);
            }
            let pair = |own, other| if side == Side::Left { Sides::new(own, other) } else { Sides::new(other, own) };
            let pairs = sentences.iter().flat_map(|&own| others.iter().map(move |&other| pair(own, other)));
            let marks = pairs.map(|pair| Mark { pair, verdict: Some(Verdict::Together) }).collect();
            return Handed::Marks(marks, Deed::Paired);
        }
        let side = if row.cells[self.focus].is_empty() { self.focus.other() } else { self.focus };
        let sentences = row.cells[side].clone();
        if self.is_furniture(side, &sentences) {
            return Handed::Nothing(FURNITURE);
        }
        self.marked = Some(Marked { side, sentences });
        Handed::Waits
    }

    /// Takes the pair under the cursor apart, or takes back that it was.
    pub fn unpair_here(&mut self) -> Handed {
        self.marked = None;
        let Some(Item::Row(row)) = self.items.get(self.cursor) else { return Handed::Nothing(FOLDED) };
        let row = &self.rows[*row];
        let link = row.link(&self.comparison).or_else(|| badge::told_elsewhere(&self.comparison, row));
        if let Some(link) = link {
            let pairs = link
                .sentences
                .left
                .iter()
                .flat_map(|&left| link.sentences.right.iter().map(move |&right| Sides::new(left, right)));
            let marks = pairs.map(|pair| Mark { pair, verdict: Some(Verdict::Apart) }).collect();
            return Handed::Marks(marks, Deed::Unpaired);
        }
        let kept_apart = kept_apart(&self.comparison, row);
        if kept_apart.is_empty() {
            return Handed::Nothing("There is no pair here to take apart");
        }
        let marks = kept_apart.into_iter().map(|pair| Mark { pair, verdict: None }).collect();
        Handed::Marks(marks, Deed::TakenBack)
    }

    /// What was said of these pairs before, to say it again.
    pub fn said_before(&self, marks: &[Mark]) -> Vec<Mark> {
        let before = |mark: &Mark| self.whole.by_hand.verdict(mark.pair.left, mark.pair.right);
        marks.iter().map(|mark| Mark { verdict: before(mark), ..*mark }).collect()
    }

    /// The side of the sentence that waits for its counterpart.
    pub fn waiting_side(&self) -> Option<Side> {
        self.marked.as_ref().map(|marked| marked.side)
    }

    /// How many pairs that are only worth a look are taken apart on screen.
    pub fn hidden(&self) -> usize {
        if self.settings.show_maybe { 0 } else { self.whole.doubtful() }
    }

    /// How many pairs are only worth a look, shown or not.
    pub fn doubtful(&self) -> usize {
        self.whole.doubtful()
    }

    /// Shows another comparison of the same two texts; filter, folds, find and place stay.
    pub fn replace(&mut self, comparison: Arc<Comparison>, area: Rect) {
        self.whole = comparison;
        self.lay_out(area);
    }

    /// Works out anew what stands opposite what. The sentence the reader is at stays where it is on screen.
    pub(super) fn lay_out(&mut self, area: Rect) {
        let here = self.sentence_of(self.cursor_row());
        let opened: Vec<_> = self.folds.others.iter().filter_map(|&row| self.sentence_of(row)).collect();
        self.comparison = shown(&self.whole, self.settings.show_maybe);
        self.rows = rows(&self.comparison);
        self.folds.others = opened.into_iter().filter_map(|sentence| self.row_of(sentence)).collect();
        self.find = self.find.take().map(Find::anew);
        self.fold_again(here.and_then(|sentence| self.row_of(sentence)).unwrap_or(0));
        self.look_up(area);
    }

    /// The first sentence of a row, of the focused side if it has one there.
    fn sentence_of(&self, row: usize) -> Option<(Side, SentenceIx)> {
        let row = self.rows.get(row)?;
        [self.focus, self.focus.other()].into_iter().find_map(|side| Some((side, *row.cells[side].first()?)))
    }

    fn row_of(&self, (side, sentence): (Side, SentenceIx)) -> Option<usize> {
        self.rows.iter().position(|row| row.cells[side].contains(&sentence))
    }

    /// Furniture is left out of every pairing.
    fn is_furniture(&self, side: Side, sentences: &[SentenceIx]) -> bool {
        sentences.iter().any(|&ix| self.comparison.documents[side].role(ix) == Role::Noise)
    }
}

const FOLDED: &str = "This is folded; open it first";
const FURNITURE: &str = "Page furniture cannot be paired";

/// The comparison as the reader wants to see it.
pub(super) fn shown(whole: &Arc<Comparison>, show_maybe: bool) -> Arc<Comparison> {
    if show_maybe || whole.doubtful() == 0 {
        return Arc::clone(whole);
    }
    Arc::new(Comparison::clone(whole).at_least(Tier::Sure))
}

/// The pairs of a row's sentences that the reader keeps apart.
pub(super) fn kept_apart(comparison: &Comparison, row: &TextRow) -> Vec<Sides<SentenceIx>> {
    let mut pairs = Vec::new();
    for &left in &row.cells.left {
        pairs.extend(comparison.by_hand.apart_from(Side::Left, left).into_iter().map(|right| Sides::new(left, right)));
    }
    for &right in &row.cells.right {
        pairs.extend(comparison.by_hand.apart_from(Side::Right, right).into_iter().map(|left| Sides::new(left, right)));
    }
    pairs
}
