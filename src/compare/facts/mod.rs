//! Stage 10: facts that differ inside a link. Closed lists and rules, no model; precision before recall, because a false alarm
//! about a number costs more trust than a missed one.

mod dates;
mod hedges;
mod numbers;
mod quotes;
mod speakers;

use super::comparison::{Fact, FactKind};
use super::words::{Token, Wording};
use crate::sides::Sides;
use crate::text::Span;

/// One side's tokens with the text they are ranges of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Telling<'a> {
    /// The tokens of one side of a link.
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Telling { text, tokens }
    }

    /// A token as published, without the space after it.
    fn raw(&self, k: usize) -> &'a str {
        self.tokens[k].span.of(self.text).trim_end()
    }

    fn key(&self, k: usize) -> &'a str {
        &self.tokens[k].key
    }

    /// The bytes from token `from` to before token `to`, without the space after.
    fn span(&self, from: usize, to: usize) -> Span {
        let start = self.tokens[from].span.start;
        let last = self.tokens[to - 1].span;
        Span::new(start, last.start + last.of(self.text).trim_end().len())
    }

    fn has(&self, key: &str) -> bool {
        self.tokens.iter().any(|token| token.key == key)
    }

    fn capital(&self, k: usize) -> bool {
        self.raw(k).starts_with(char::is_uppercase)
    }
}

/// The facts that differ between two wordings.
pub(super) fn of(wording: &Wording<'_>) -> Vec<Fact> {
    let tellings = Sides::from_fn(|side| Telling::new(wording.texts[side], &wording.tokens[side]));
    facts(tellings, !wording.heavy)
}

/// The facts that differ between two tellings; `light` where they are close enough for words to be compared in place.
pub(super) fn facts(tellings: Sides<Telling<'_>>, light: bool) -> Vec<Fact> {
    let mut found = numbers::differing(tellings);
    found.extend(dates::differing(tellings));
    found.extend(quotes::differing(tellings));
    found.extend(speakers::differing(tellings));
    if light {
        found.extend(hedges::differing(tellings));
    }
    found.sort_by_key(Fact::place);
    found
}

fn fact(kind: FactKind, left: Option<Span>, right: Option<Span>) -> Fact {
    Fact { kind, spans: Sides::new(left, right) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Checks the facts of two one-sentence tellings, written `kind: left / right`, in order.
    pub(in crate::compare) fn check_facts(left: &str, right: &str, expected: &[&str]) {
        let texts = Sides::new(left, right);
        let tokens = texts.map(|text| super::super::words::tokens(text, Span::new(0, text.len())));
        let tellings = Sides::new(Telling::new(left, &tokens.left), Telling::new(right, &tokens.right));
        let shown: Vec<String> = facts(tellings, true)
            .iter()
            .map(|fact| {
                let say = |span: Option<Span>, text| span.map_or("-", |span: Span| span.of(text));
                format!("{:?}: {} / {}", fact.kind, say(fact.spans.left, left), say(fact.spans.right, right))
                    .to_lowercase()
            })
            .collect();
        assert_eq!(shown, expected, "{left} | {right}");
    }
}
