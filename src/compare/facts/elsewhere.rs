//! What the other side says in another sentence: a quotation is often told in parts, and a name said once is left out after.

use crate::compare::comparison::{Fact, FactKind};
use crate::compare::reading::Reading;
use crate::compare::speller::Speller;
use crate::compare::vocabulary::Vocabulary;
use crate::sides::{Side, Sides};
use crate::text::{Span, WordKind, key, words};

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

/// Which words of a vocabulary are in a name of an article.
pub(in crate::compare) struct Named<'v> {
    vocabulary: &'v Vocabulary,
    /// For every form whether it is.
    forms: Vec<bool>,
}

impl<'v> Named<'v> {
    /// The names of a reading made with the vocabulary.
    pub(in crate::compare) fn of(reading: &Reading, vocabulary: &'v Vocabulary) -> Self {
        let text = reading.document.text();
        let mut forms = vec![false; vocabulary.forms()];
        for token in reading.sentences.iter().flat_map(|sentence| &sentence.tokens).filter(|token| token.name) {
            forms[token.form.0 as usize] = true;
            if let Some(owner) = owner(token.span.of(text)).and_then(|owner| vocabulary.form(&key(owner))) {
                forms[owner.0 as usize] = true;
            }
        }
        Named { vocabulary, forms }
    }

    /// Whether a word, given as its key, is in one of them.
    pub(in crate::compare) fn has(&self, word: &str) -> bool {
        let known = |word| self.vocabulary.form(word).is_some_and(|form| self.forms[form.0 as usize]);
        known(word) || owner(word).is_some_and(known)
    }
}

/// "Achter" of "Achter's".
fn owner(word: &str) -> Option<&str> {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"))
}

/// The words of one quotation.
fn said(text: &str, span: Span, speller: &Speller) -> Quoted {
    let words = words(span.of(text)).into_iter().filter(|word| word.kind != WordKind::Punctuation);
    words.map(|word| speller.spelled(word.core.of(span.of(text))).number).collect()
}
