//! Quoted words that the other side quotes too, in another sentence: a quotation is often told in parts.

use crate::compare::comparison::{Fact, FactKind};
use crate::compare::reading::Reading;
use crate::compare::speller::Speller;
use crate::sides::{Side, Sides};
use crate::text::{Span, WordKind, words};

/// Share of what one side quotes alone that the other must quote elsewhere, in a row, to have told it.
const TOLD: f64 = 0.8;

/// Words as the numbers of their forms in one speller, in order.
pub(in crate::compare) type Quoted = Vec<u32>;

/// Leaves out quotations of which no words are missing from what the other side's article quotes.
pub(in crate::compare) fn without_told_elsewhere(
    facts: Vec<Fact>,
    texts: Sides<&str>,
    quoted: &Sides<Quoted>,
    speller: &Speller,
) -> Vec<Fact> {
    let missed = |fact: &Fact| {
        let said =
            Sides::from_fn(|side| fact.spans[side].map_or_else(Vec::new, |span| said(texts[side], span, speller)));
        is_missed(&said, quoted)
    };
    facts.into_iter().filter(|fact| fact.kind != FactKind::Quote || missed(fact)).collect()
}

/// Whether the side that quotes less misses something that it quotes nowhere.
fn is_missed(said: &Sides<Quoted>, quoted: &Sides<Quoted>) -> bool {
    let short = if said.left.len() <= said.right.len() { Side::Left } else { Side::Right };
    let (less, more) = (&said[short], &said[short.other()]);
    let Some(at) = (0..=more.len() - less.len()).find(|&at| more[at..].starts_with(less)) else { return true };
    let parts = [&more[..at], &more[at + less.len()..]];
    !parts.into_iter().all(|part| part.is_empty() || told(part, &quoted[short]))
}

/// Whether nearly all of some words are among others in a row.
fn told(part: &[u32], quoted: &[u32]) -> bool {
    let enough = ((part.len() as f64 * TOLD).ceil() as usize).max(1);
    part.windows(enough).any(|run| quoted.windows(enough).any(|other| other == run))
}

/// Every quoted word of an article.
pub(in crate::compare) fn quoted(reading: &Reading, speller: &Speller) -> Quoted {
    let text = reading.document.text();
    let tokens = reading.sentences.iter().flat_map(|sentence| &sentence.tokens);
    tokens.filter(|token| token.quoted).map(|token| speller.spelled(token.span.of(text)).number).collect()
}

/// The words of one quotation.
fn said(text: &str, span: Span, speller: &Speller) -> Quoted {
    let words = words(span.of(text)).into_iter().filter(|word| word.kind != WordKind::Punctuation);
    words.map(|word| speller.spelled(word.core.of(span.of(text))).number).collect()
}
