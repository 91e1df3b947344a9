//! Two tellings with what their word difference says of places: where a number stands opposite a number.

use std::ops::Range;

use super::Telling;
use crate::compare::words::{Kind, Token, Wording};
use crate::sides::{Side, Sides};
use crate::text::Span;

/// The most words an edit may hold on a side for what is in it to be in one place.
const PLACE: usize = 6;
/// How many words beside a day are searched for what was done on it.
const BESIDE: usize = 2;
/// How many words around two figures are searched for what both are said of.
const AROUND: usize = 7;
/// The same in a pair that shares most of its words, where every figure has shared words around it.
const NEAR: usize = 4;

/// Two tellings of one thing.
pub(super) struct Context<'a> {
    /// Each side's words.
    pub(super) tellings: Sides<Telling<'a>>,
    /// What is equal and what differs.
    wording: &'a Wording<'a>,
}

impl<'a> Context<'a> {
    /// The tellings of a wording.
    pub(super) fn new(wording: &'a Wording<'a>) -> Self {
        let tellings = Sides::from_fn(|side| Telling::new(wording.texts[side], &wording.tokens[side]));
        Context { tellings, wording }
    }

    /// Whether the two are close enough for words to be compared in place.
    pub(super) fn light(&self) -> bool {
        !self.wording.heavy
    }

    /// Whether two runs of words are in one small edit of a lightly reworded pair, with news that both sides tell right beside it.
    pub(super) fn in_one_place(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let runs = Sides::new(left, right);
        let raw = &self.wording.raw;
        self.light()
            && (0..raw.len()).filter(|&at| raw[at].kind == Kind::Edit).any(|at| {
                let held = Side::BOTH.into_iter().all(|side| {
                    let (own, run) = (&raw[at].tokens[side], runs[side]);
                    own.start < run.end && run.start < own.end && own.len() <= PLACE
                });
                held && (self.holds_news(at.checked_sub(1)) || self.holds_news(Some(at + 1)))
            })
    }

    fn holds_news(&self, stretch: Option<usize>) -> bool {
        let Some(stretch) = stretch.and_then(|at| self.wording.raw.get(at)) else { return false };
        let tokens = &self.tellings.left.tokens[stretch.tokens.left.clone()];
        stretch.kind == Kind::Equal && tokens.iter().any(|token| token.content)
    }

    /// The edits in which words stand in the place of others.
    pub(super) fn places(&self) -> impl Iterator<Item = &Sides<Range<usize>>> {
        let replaced = |tokens: &&Sides<Range<usize>>| !tokens.left.is_empty() && !tokens.right.is_empty();
        self.wording
            .raw
            .iter()
            .filter(|stretch| stretch.kind == Kind::Edit)
            .map(|stretch| &stretch.tokens)
            .filter(replaced)
    }

    /// Whether a token stands in an edit.
    pub(super) fn edited(&self, side: Side, k: usize) -> bool {
        self.wording.raw.iter().any(|stretch| stretch.kind == Kind::Edit && stretch.tokens[side].contains(&k))
    }

    /// Whether two figures are said of one thing: two words with news in them stand near both.
    pub(super) fn said_of_one_thing(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let reach = if self.light() { NEAR } else { AROUND };
        self.shared_around(left, right, reach) >= 2
    }

    /// Whether two days are of one deed: the pair is lightly reworded, a word of news right beside both is one, or both are said to
    /// begin or end something, in words that are shared.
    pub(super) fn of_one_deed(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let beside = |side: Side, run: &Range<usize>| {
            let telling = &self.tellings[side];
            let near = run.start.saturating_sub(BESIDE)..(run.end + BESIDE).min(telling.tokens.len());
            let deed = |k: &usize| telling.tokens[*k].content && !run.contains(k) && !telling.capital(*k);
            near.filter(deed).map(|k| telling.tokens[k].form.as_str()).collect::<Vec<&str>>()
        };
        let others = beside(Side::Right, right);
        let deed = || beside(Side::Left, left).iter().any(|own| others.iter().any(|other| kin(own, other)));
        let before =
            |side: Side, run: &Range<usize>| run.start.checked_sub(1).map_or("", |k| self.tellings[side].key(k));
        let border = || {
            let word = before(Side::Left, left);
            let same = word == before(Side::Right, right) && matches!(word, "from" | "until" | "since" | "by");
            same && self.shared_around(left, right, AROUND) >= 2
        };
        self.light() || deed() || border()
    }

    fn shared_around(&self, left: &Range<usize>, right: &Range<usize>, reach: usize) -> usize {
        let around = |side: Side, run: &Range<usize>| {
            let tokens = self.tellings[side].tokens;
            let from = run.start.saturating_sub(reach);
            let to = (run.end + reach).min(tokens.len());
            (from..to).filter(|k| !run.contains(k) && tokens[*k].content).map(|k| &tokens[k]).collect::<Vec<&Token>>()
        };
        let others = around(Side::Right, right);
        around(Side::Left, left).iter().filter(|own| others.iter().any(|other| kin(&own.form, &other.form))).count()
    }

    /// Whether a word of news of one side is said on the other, whatever its ending.
    pub(super) fn said_across(&self, side: Side, k: usize) -> bool {
        let form = &self.tellings[side].tokens[k].form;
        self.tellings[side.other()].tokens.iter().any(|other| other.content && kin(form, &other.form))
    }

    /// The share of a side's words of news that the other side says too, `without` left out; 1 where it has none.
    pub(super) fn told_across(&self, side: Side, without: &Range<usize>) -> f64 {
        let tokens = self.tellings[side].tokens;
        let news: Vec<usize> = (0..tokens.len()).filter(|k| tokens[*k].content && !without.contains(k)).collect();
        let told = news.iter().filter(|k| self.said_across(side, **k)).count();
        if news.is_empty() { 1.0 } else { told as f64 / news.len() as f64 }
    }

    /// Bytes of a run of a side's tokens.
    pub(super) fn span(&self, side: Side, run: &Range<usize>) -> Span {
        self.tellings[side].span(run.start, run.end)
    }
}

/// Whether two forms are one word with other endings: they begin alike, and little follows.
pub(super) fn kin(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    if one.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(one) {
        return true;
    }
    let alike = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    alike >= 4 && one.len().max(other.len()) <= alike + 3
}
