//! Stage 8: which words differ inside a link, in marks a person can read.
//!
//! The raw difference is `similar`'s Histogram; its default Myers scatters far more islands over prose. Then small passes
//! turn it into what an editor would mark: one thing written in two ways is equal, a phrase that only moved is no cut, an equal
//! run too light to matter between edits is dissolved, and edits slide to the borders of clauses.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::comparison::{Manner, Op, Profile, WordSpan};
use super::moves::{self, Moved};
use super::speller::Speller;
pub(super) use super::speller::{Token, Tokens};
use super::{readable, variants};
use crate::sides::{Side, Sides};
use crate::text::Span;

/// What a stretch of tokens is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Both sides have it in one place.
    Equal,
    /// The sides differ.
    Edit,
    /// A phrase that stands elsewhere on the other side; its range there is empty.
    Moved,
}

/// A stretch of tokens before it becomes bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// What it is.
    pub(super) kind: Kind,
    /// Token indices on each side.
    pub(super) tokens: Sides<Range<usize>>,
}

/// Two stretches of text, their words, and what of these differs.
pub(super) struct Wording<'a> {
    /// Each side's whole text.
    pub(super) texts: Sides<&'a str>,
    /// The bytes that are compared.
    pub(super) spans: Sides<Span>,
    /// Their words.
    pub(super) tokens: Sides<Tokens>,
    /// What is equal and what differs, before it is made readable.
    pub(super) raw: Vec<Stretch>,
    /// Phrases that only moved.
    moved: Vec<Moved>,
    /// Whether so much differs that marks on words would be confetti.
    pub(super) heavy: bool,
}

impl<'a> Wording<'a> {
    /// Compares two stretches of text word by word.
    pub(super) fn new(texts: Sides<&'a str>, spans: Sides<Span>, speller: &Speller) -> Self {
        let tokens = Sides::from_fn(|side| speller.tokens(side, texts[side], spans[side]));
        let raw = readable::slide(variants::settle(difference(&tokens), &tokens), &tokens);
        let moved = moves::moved(&raw, &tokens);
        let heavy = is_heavy(&raw, &moved, &tokens);
        Wording { texts, spans, tokens, raw, moved, heavy }
    }

    /// Compares two whole texts.
    #[cfg(test)]
    pub(super) fn of_texts(texts: Sides<&'a str>) -> Self {
        Wording::new(texts, texts.map(|text| Span::new(0, text.len())), &Speller::default())
    }

    /// Whether nothing differs but spelling and marks.
    pub(super) fn same_words(&self) -> bool {
        variants::same_words(&self.raw, &self.tokens)
    }

    /// The word marks.
    pub(super) fn marks(&self, profile: Profile) -> Vec<WordSpan> {
        let mut found = Vec::new();
        if self.heavy {
            let shared = readable::worth_pointing_at(self.raw.clone(), &self.tokens);
            found.extend(shared.iter().map(|stretch| self.span(stretch, Manner::Words)));
            return found;
        }
        let plain = readable::dissolve(moves::split(&self.raw, &self.moved, &self.tokens), &self.tokens);
        for stretch in readable::slide(plain, &self.tokens) {
            let marks = stretch.kind == Kind::Edit && readable::only_marks(&stretch, &self.tokens);
            match (profile, stretch.kind) {
                (Profile::Revision, Kind::Equal) => self.spelling(&stretch, &mut found),
                (Profile::Revision, _) if marks => found.push(self.span(&stretch, Manner::Spelling)),
                (Profile::Coverage, _) if marks => {
                    found.push(self.span(&Stretch { kind: Kind::Equal, ..stretch }, Manner::Words));
                }
                (_, Kind::Moved) => found.push(self.span(&stretch, self.moved(&stretch))),
                _ => found.push(self.span(&stretch, Manner::Words)),
            }
        }
        joined(found)
    }

    fn moved(&self, stretch: &Stretch) -> Manner {
        moves::elsewhere(stretch, &self.moved)
            .map_or(Manner::Words, |(side, range)| Manner::Moved(self.bytes(side, &range)))
    }

    /// An equal stretch cut where the two sides write it differently.
    fn spelling(&self, stretch: &Stretch, found: &mut Vec<WordSpan>) {
        for tokens in variants::opposite(stretch, &self.tokens) {
            let written = Sides::from_fn(|side| self.written(side, &tokens[side]));
            // The capital with which a sentence begins comes and goes with what stands before the word.
            let begins = Side::BOTH.into_iter().any(|side| self.begins(side, tokens[side].start));
            let same =
                written.left == written.right || begins && written.left.to_lowercase() == written.right.to_lowercase();
            let (kind, manner) = if same { (Kind::Equal, Manner::Words) } else { (Kind::Edit, Manner::Spelling) };
            found.push(self.span(&Stretch { kind, tokens }, manner));
        }
    }

    /// A run of words as published, with one space wherever there is any.
    fn written(&self, side: Side, range: &Range<usize>) -> String {
        let span = self.bytes(side, range);
        span.of(self.texts[side]).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether a word begins a sentence or a quotation.
    fn begins(&self, side: Side, k: usize) -> bool {
        let before = k.checked_sub(1).and_then(|k| self.tokens[side].get(k));
        before.is_none_or(|token| matches!(token.form.as_str(), "." | "!" | "?" | ":" | "\"" | "«"))
    }

    fn bytes(&self, side: Side, range: &Range<usize>) -> Span {
        let at = |k: usize| self.tokens[side].get(k).map_or(self.spans[side].end, |token| token.span.start);
        Span::new(at(range.start), at(range.end))
    }

    fn span(&self, stretch: &Stretch, manner: Manner) -> WordSpan {
        let spans = Sides::from_fn(|side| self.bytes(side, &stretch.tokens[side]));
        let op = match (stretch.kind == Kind::Equal, spans.left.is_empty(), spans.right.is_empty()) {
            (true, _, _) => Op::Equal,
            (false, false, true) => Op::Left,
            (false, true, false) => Op::Right,
            (false, _, _) => Op::Replace,
        };
        WordSpan { op, manner, spans }
    }
}

/// Neighbours that are one op in one manner, as one span.
fn joined(spans: Vec<WordSpan>) -> Vec<WordSpan> {
    let mut joined: Vec<WordSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last)
                if last.op == span.op && last.manner == span.manner && !matches!(span.manner, Manner::Moved(_)) =>
            {
                for side in Side::BOTH {
                    last.spans[side].end = span.spans[side].end;
                }
            }
            _ => joined.push(span),
        }
    }
    joined
}

fn difference(tokens: &Sides<Tokens>) -> Vec<Stretch> {
    let forms: Sides<Vec<u32>> = tokens.as_ref().map(|side| variants::forms_in_one_order(side));
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Histogram, &forms.left, &forms.right) {
        let kind = if matches!(op, DiffOp::Equal { .. }) { Kind::Equal } else { Kind::Edit };
        readable::push(&mut stretches, Stretch { kind, tokens: Sides::new(op.old_range(), op.new_range()) });
    }
    stretches
}

/// The gate: marks help where the sides share more than two content words and half of them; else both are shown whole
/// (the rule by which difftastic decides that two strings are similar enough to compare word by word).
fn is_heavy(stretches: &[Stretch], moved: &[Moved], tokens: &Sides<Tokens>) -> bool {
    let content = |side: Side, range: &Range<usize>| tokens[side][range.clone()].iter().filter(|t| t.content).count();
    let kept: usize =
        stretches.iter().filter(|s| s.kind == Kind::Equal).map(|s| content(Side::Left, &s.tokens.left)).sum();
    let shared = kept + moved.iter().map(|phrase| content(Side::Left, &phrase.tokens.left)).sum::<usize>();
    let all = Sides::from_fn(|side| content(side, &(0..tokens[side].len())));
    let most = all.left.max(all.right);
    let short = most <= 4;
    if short { shared * 2 < most } else { shared <= 2 || shared * 2 < all.left.min(all.right).max(most * 2 / 3) }
}
