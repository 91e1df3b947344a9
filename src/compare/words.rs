//! Stage 8: which words differ inside a link, in marks a person can read.
//!
//! The raw difference is `similar`'s Histogram; its default Myers scatters far more islands over prose. Then small passes
//! turn it into what an editor would mark: an equal run too light to matter between edits is dissolved, and edits slide to the
//! borders of clauses.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::comparison::{Op, WordSpan};
use super::readable;
use crate::sides::{Side, Sides};
use crate::text::{Span, WordKind, key, words};

/// One token of a link's text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// Bytes of the document's text, the space after it included.
    pub(super) span: Span,
    /// What it is compared by.
    pub(super) key: String,
    /// Whether it is punctuation.
    pub(super) punctuation: bool,
    /// Whether it carries news rather than grammar.
    pub(super) content: bool,
}

/// A stretch of tokens before it becomes bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Whether both sides have it.
    pub(super) equal: bool,
    /// Token indices on each side.
    pub(super) tokens: Sides<std::ops::Range<usize>>,
}

/// The tokens of a stretch of a document's text.
pub(super) fn tokens(text: &str, span: Span) -> Vec<Token> {
    words(span.of(text))
        .into_iter()
        .map(|word| {
            let key = key(word.core.of(span.of(text)));
            let punctuation = word.kind == WordKind::Punctuation;
            let content = !punctuation && !super::vocabulary::is_stop_word(&key);
            Token { span: word.span.shifted(span.start), key, punctuation, content }
        })
        .collect()
}

/// The word marks of two stretches of text, and whether so much differs that marks would be confetti.
pub(super) fn marks(tokens: &Sides<Vec<Token>>, spans: Sides<Span>) -> (Vec<WordSpan>, bool) {
    let mut stretches = difference(tokens);
    let heavy = is_heavy(&stretches, tokens);
    if !heavy {
        stretches = readable::dissolve(stretches, tokens);
        stretches = readable::slide(stretches, tokens);
    }
    (stretches.iter().map(|stretch| to_span(stretch, tokens, spans)).collect(), heavy)
}

fn difference(tokens: &Sides<Vec<Token>>) -> Vec<Stretch> {
    let keys: Sides<Vec<&str>> = tokens.as_ref().map(|side| side.iter().map(|token| token.key.as_str()).collect());
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Histogram, &keys.left, &keys.right) {
        let stretch =
            Stretch { equal: matches!(op, DiffOp::Equal { .. }), tokens: Sides::new(op.old_range(), op.new_range()) };
        readable::push(&mut stretches, stretch);
    }
    stretches
}

/// The gate: marks help where the sides share more than two content words and half of them; else both are shown whole
/// (the rule by which difftastic decides that two strings are similar enough to compare word by word).
fn is_heavy(stretches: &[Stretch], tokens: &Sides<Vec<Token>>) -> bool {
    let content =
        |side: Side, range: &std::ops::Range<usize>| tokens[side][range.clone()].iter().filter(|t| t.content).count();
    let shared: usize = stretches.iter().filter(|s| s.equal).map(|s| content(Side::Left, &s.tokens.left)).sum();
    let all = Sides::from_fn(|side| content(side, &(0..tokens[side].len())));
    let most = all.left.max(all.right);
    let short = most <= 4;
    if short { shared * 2 < most } else { shared <= 2 || shared * 2 < all.left.min(all.right).max(most * 2 / 3) }
}

fn to_span(stretch: &Stretch, tokens: &Sides<Vec<Token>>, whole: Sides<Span>) -> WordSpan {
    let spans = Sides::from_fn(|side| {
        let range = &stretch.tokens[side];
        let at = |k: usize| tokens[side].get(k).map_or(whole[side].end, |token| token.span.start);
        Span::new(at(range.start), at(range.end))
    });
    let op = match (stretch.equal, spans.left.is_empty(), spans.right.is_empty()) {
        (true, _, _) => Op::Equal,
        (false, false, true) => Op::Left,
        (false, true, false) => Op::Right,
        (false, _, _) => Op::Replace,
    };
    WordSpan { op, spans }
}
