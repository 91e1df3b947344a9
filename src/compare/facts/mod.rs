//! Stage 10: facts that differ inside a link. Closed lists and rules, no model; precision before recall, because a false alarm
//! about a number costs more trust than a missed one.

mod context;
mod dates;
mod elsewhere;
mod hedges;
#[cfg(test)]
#[path = "labelled/tests.rs"]
mod labelled;
mod names;
mod numbers;
mod quantity;
mod quotes;
mod speakers;

use jiff::civil::Date;

use super::comparison::{Fact, FactKind};
use super::words::{Token, Wording};
use crate::sides::{Side, Sides};
use crate::text::Span;
use context::Context;
pub(super) use elsewhere::{Named, Quoted, quoted, without_told_elsewhere};

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

    /// Whether most words have a capital: a headline in which a capital says nothing.
    fn titled(&self) -> bool {
        let words: Vec<usize> = (1..self.tokens.len()).filter(|&k| self.tokens[k].content).collect();
        let capitals = words.iter().filter(|&&k| !self.raw(k).starts_with(char::is_lowercase)).count();
        words.len() >= 2 && capitals * 4 >= words.len() * 3
    }

    /// Whether a quotation mark stands anywhere.
    fn quotes(&self) -> bool {
        (0..self.tokens.len())
            .any(|k| self.tokens[k].punctuation && matches!(self.tokens[k].form.as_str(), "\"" | "«" | "»"))
    }

    fn capital(&self, k: usize) -> bool {
        self.raw(k).starts_with(char::is_uppercase)
    }
}

/// The facts that differ between two wordings; and of a heavy pair the numbers and dates only one side tells, and the names that only
/// its article does. `days` are the days the texts are of, as far as they are known; `in_names` says whether the article of a side has a
/// word, given as its key, in any of its names.
pub(super) fn of(
    wording: &Wording<'_>,
    days: Sides<Option<Date>>,
    in_names: &dyn Fn(Side, &str) -> bool,
) -> (Vec<Fact>, Sides<Vec<Span>>) {
    let context = Context::new(wording);
    let dates = context.tellings.as_ref().map(dates::said);
    let ranges = dates.as_ref().map(|side| side.iter().map(|date| date.tokens.clone()).collect());
    let mut found = numbers::differing(&context, &ranges);
    found.extend(dates::differing(&context, &dates, days));
    found.extend(quotes::differing(&context));
    found.extend(speakers::differing(&context));
    found.extend(hedges::differing(&context));
    let names = names::differing(&context, &dates, &found);
    found.extend(names);
    found.sort_by_key(Fact::place);
    let details = if wording.heavy { details(&context, &dates, &ranges, &found, in_names) } else { Sides::default() };
    (found, details)
}

/// The numbers and dates that one side tells and the other does not, and the names its article alone has, unless a fact holds them.
fn details(
    context: &Context<'_>,
    dates: &Sides<Vec<dates::Said>>,
    ranges: &Sides<Vec<std::ops::Range<usize>>>,
    facts: &[Fact],
    in_names: &dyn Fn(Side, &str) -> bool,
) -> Sides<Vec<Span>> {
    let numbers = numbers::alone(context, ranges);
    Sides::from_fn(|side: Side| {
        let mut spans = dates::alone(context, dates, side);
        spans.extend(numbers[side].iter().copied());
        let mut names = names::alone(context, dates, side, in_names);
        names.retain(|name| spans.iter().all(|span| span.overlap(*name).is_none()));
        spans.extend(names);
        let told =
            |span: &Span| facts.iter().filter_map(|fact| fact.spans[side]).any(|fact| fact.overlap(*span).is_some());
        spans.retain(|span| !told(span));
        spans.sort_unstable();
        as_one(spans, context.tellings[side].text)
    })
}

/// Spans with nothing between them but a comma, a dash or a joining word as one: "4 December, 2017", "three and four".
fn as_one(spans: Vec<Span>, text: &str) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.end <= span.start && joins(&text[last.end..span.start]) => last.end = span.end,
            _ => joined.push(span),
        }
    }
    joined
}

fn joins(between: &str) -> bool {
    matches!(between.trim(), "" | "," | "-" | "–" | "/" | "and" | "or" | "to" | ", and")
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
        let wording = Wording::of_texts(texts);
        let shown: Vec<String> = of(&wording, Sides::default(), &|_, _| false)
            .0
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
