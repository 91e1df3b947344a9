//! Quoted words that the other side quotes too, in another sentence: a quotation is often told in parts.

use crate::compare::comparison::{Fact, FactKind};
use crate::compare::reading::Reading;
use crate::compare::spelling::form;
use crate::sides::{Side, Sides};
use crate::text::{Span, WordKind, key, words};

/// Share of what one side quotes alone that the other must quote elsewhere, in a row, to have told it.
const TOLD: f64 = 0.8;

/// Leaves out quotations of which no words are missing from the other side's article.
pub(in crate::compare) fn without_told_elsewhere(facts: Vec<Fact>, readings: Sides<&Reading>) -> Vec<Fact> {
    if facts.iter().all(|fact| fact.kind != FactKind::Quote) {
        return facts;
    }
    let quoted = readings.map(quoted);
    facts.into_iter().filter(|fact| fact.kind != FactKind::Quote || is_missed(fact, readings, &quoted)).collect()
}

/// Whether the side that quotes less misses something that it quotes nowhere.
fn is_missed(fact: &Fact, readings: Sides<&Reading>, quoted: &Sides<Vec<String>>) -> bool {
    let said = Sides::from_fn(|side| {
        fact.spans[side].map_or_else(Vec::new, |span| forms(readings[side].document.text(), span))
    });
    let short = if said.left.len() <= said.right.len() { Side::Left } else { Side::Right };
    let (less, more) = (&said[short], &said[short.other()]);
    let Some(at) = (0..=more.len() - less.len()).find(|&at| more[at..].starts_with(less)) else { return true };
    let parts = [&more[..at], &more[at + less.len()..]];
    !parts.into_iter().all(|part| part.is_empty() || told(part, &quoted[short]))
}

/// Whether nearly all of some words are among others in a row.
fn told(part: &[String], quoted: &[String]) -> bool {
    let enough = ((part.len() as f64 * TOLD).ceil() as usize).max(1);
    part.windows(enough).any(|run| quoted.windows(enough).any(|other| other == run))
}

/// Every quoted word of an article, in order.
fn quoted(reading: &Reading) -> Vec<String> {
    let text = reading.document.text();
    let tokens = reading.sentences.iter().flat_map(|sentence| &sentence.tokens);
    tokens.filter(|token| token.quoted).map(|token| form(&key(token.span.of(text)))).collect()
}

fn forms(text: &str, span: Span) -> Vec<String> {
    let words = words(span.of(text)).into_iter().filter(|word| word.kind != WordKind::Punctuation);
    words.map(|word| form(&key(word.core.of(span.of(text))))).collect()
}
