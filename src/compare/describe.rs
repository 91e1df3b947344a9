//! Stage 7: from a chosen pair to a [`Link`]: its class, why it was paired, its word marks and its facts.

use super::comparison::{Link, LinkClass, Reason, Tier};
use super::facts::{Telling, facts};
use super::links::{Draft, SURE};
use super::pairing::Pairing;
use super::words::{self, Token};
use crate::sides::{Side, Sides};
use crate::text::{Document, SentenceIx, Span};

/// Says everything about one chosen pair but whether it moved.
pub(super) fn link(pairing: &Pairing, draft: &Draft) -> Link {
    let sentences = Sides::from_fn(|side| {
        let own = &pairing.readings[side].sentences;
        draft.sentences[side].iter().map(|&k| own[k].sentence).collect::<Vec<SentenceIx>>()
    });
    let spans = Sides::from_fn(|side| whole(&pairing.readings[side].document, &sentences[side]));
    let tokens = Sides::from_fn(|side| words::tokens(pairing.readings[side].document.text(), spans[side]));
    let class = class(pairing, draft, spans, &tokens);
    let (words, heavy) = words::marks(&tokens, spans);
    let tellings = Sides::from_fn(|side| Telling::new(pairing.readings[side].document.text(), tokens[side].as_slice()));
    let facts =
        if matches!(class, LinkClass::Same | LinkClass::CopyEdit) { Vec::new() } else { facts(tellings, !heavy) };
    Link {
        sentences,
        class,
        tier: if draft.chance >= SURE { Tier::Sure } else { Tier::Maybe },
        moved: false,
        primary: draft.primary,
        score: draft.chance,
        matched_by: reasons(pairing, draft),
        heavy,
        words,
        facts,
    }
}

/// The bytes of consecutive sentences.
fn whole(document: &Document, sentences: &[SentenceIx]) -> Span {
    let first = document.sentence(sentences[0]).span;
    let last = document.sentence(sentences[sentences.len() - 1]).span;
    Span::new(first.start, last.end)
}

fn class(pairing: &Pairing, draft: &Draft, spans: Sides<Span>, tokens: &Sides<Vec<Token>>) -> LinkClass {
    if draft.sentences.left.len() > 1 {
        return LinkClass::Merged;
    }
    if draft.sentences.right.len() > 1 {
        return LinkClass::Split;
    }
    let raw = Sides::from_fn(|side| spans[side].of(pairing.readings[side].document.text()).split_whitespace());
    if raw.left.eq(raw.right) {
        return LinkClass::Same;
    }
    let keys = tokens.as_ref().map(|side| side.iter().filter(|token| !token.punctuation).map(|token| &token.key));
    if keys.left.eq(keys.right) { LinkClass::CopyEdit } else { LinkClass::Reworded }
}

fn reasons(pairing: &Pairing, draft: &Draft) -> Vec<Reason> {
    if draft.by_hand {
        return vec![Reason::ByHand];
    }
    if draft.verbatim {
        return vec![Reason::Verbatim];
    }
    let (i, j) = (draft.sentences.left[0], draft.sentences.right[0]);
    let mut found = Vec::new();
    let Some(cell) = pairing.grid.cell(i as isize, j as isize) else { return found };
    let shared = &cell.shared;
    if shared.run >= 4 {
        found.push(Reason::Run(shared.run as usize));
    }
    if shared.quoted > 0.0 {
        found.push(Reason::Quote);
    }
    if shared.name_count > 0 {
        found.push(Reason::Names(shared.name_count as usize));
    }
    if shared.number_count > 0 {
        found.push(Reason::Numbers(shared.number_count as usize));
    }
    let plain = shared.count.saturating_sub(shared.name_count + shared.number_count);
    if plain > 0 {
        found.push(Reason::Words(plain as usize));
    }
    if i <= 2 && j <= 2 {
        found.push(Reason::Lead);
    }
    if neighbours_shared(pairing, i as isize, j as isize) {
        found.push(Reason::Neighbours);
    }
    found
}

/// Whether the sentences before both or after both are alike too.
fn neighbours_shared(pairing: &Pairing, i: isize, j: isize) -> bool {
    const ALIKE: f64 = 0.25;
    [-1, 1].iter().any(|by| pairing.grid.cell(i + by, j + by).is_some_and(|cell| cell.dice >= ALIKE))
}

/// Which sentences are in no link; noise is not asked about.
pub(super) fn alone(pairing: &Pairing, side: Side, links: &[Link]) -> Vec<SentenceIx> {
    let document = &pairing.readings[side].document;
    let mut linked = vec![false; document.sentences().len()];
    for SentenceIx(k) in links.iter().flat_map(|link| &link.sentences[side]).copied() {
        linked[k] = true;
    }
    pairing.readings[side].sentences.iter().map(|s| s.sentence).filter(|ix| !linked[ix.0]).collect()
}
