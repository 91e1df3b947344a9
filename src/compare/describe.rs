//! Stage 7: from a chosen pair to a [`Link`]: its class, why it was paired, its word marks and its facts.

use std::cell::OnceCell;
use std::sync::Arc;

use jiff::civil::Date;

use super::comparison::{Fact, FactKind, Link, LinkClass, Manner, Op, Profile, Reason, Tier, WordSpan};
use super::facts::{self, Named, Quoted};
use super::links::{Draft, SURE};
use super::pairing::Pairing;
use super::speller::Speller;
use super::words::Wording;
use crate::sides::{Side, Sides};
use crate::text::{Document, SentenceIx, Span};

/// Describes the chosen pairs of two texts.
pub(super) struct Describer<'p> {
    pairing: &'p Pairing,
    profile: Profile,
    /// The days the texts are of, as far as they are known.
    days: Sides<Option<Date>>,
    /// Whether links that give no row are not looked into.
    rows_only: bool,
    speller: Speller,
    /// Every quoted word of both texts, read where a quotation is found to differ.
    quoted: OnceCell<Sides<Quoted>>,
    /// Which words are in names of both texts, asked where one side of a pair has a name that the other has not.
    named: OnceCell<Sides<Named<'p>>>,
}

impl<'p> Describer<'p> {
    pub(super) fn new(pairing: &'p Pairing, profile: Profile, days: Sides<Option<Date>>, rows_only: bool) -> Self {
        let (quoted, named) = (OnceCell::new(), OnceCell::new());
        Describer { pairing, profile, days, rows_only, speller: Speller::default(), quoted, named }
    }

    /// Says everything about one chosen pair but whether it moved.
    pub(super) fn link(&self, draft: &Draft) -> Link {
        let pairing = self.pairing;
        let sentences = Sides::from_fn(|side| {
            let own = &pairing.readings[side].sentences;
            draft.sentences[side].iter().map(|&k| own[k].sentence).collect::<Vec<SentenceIx>>()
        });
        let spans = Sides::from_fn(|side| whole(&pairing.readings[side].document, &sentences[side]));
        let inside = if draft.primary || !self.rows_only {
            self.look_inside(draft, spans)
        } else {
            Inside::unseen(draft, spans)
        };
        Link {
            sentences,
            class: inside.class,
            tier: if draft.chance >= SURE { Tier::Sure } else { Tier::Maybe },
            moved: false,
            primary: draft.primary,
            score: draft.chance,
            matched_by: reasons(pairing, draft),
            heavy: inside.heavy,
            words: inside.words,
            facts: inside.facts,
            details: inside.details,
        }
    }

    fn look_inside(&self, draft: &Draft, spans: Sides<Span>) -> Inside {
        let texts = self.pairing.readings.as_ref().map(|reading| reading.document.text());
        let wording = Wording::new(texts, spans, &self.speller);
        let class = class(draft, &wording);
        let same = matches!(class, LinkClass::Same | LinkClass::CopyEdit);
        let named = |side: Side, word: &str| self.names(side).has(word);
        let (facts, details) = if same { <_>::default() } else { facts::of(&wording, self.days, &named) };
        let (heavy, words) = (wording.heavy, wording.marks(self.profile));
        Inside { class, heavy, words, facts: self.without_told_elsewhere(facts), details }
    }

    fn names(&self, side: Side) -> &Named<'p> {
        let Pairing { readings, vocabulary, .. } = self.pairing;
        &self.named.get_or_init(|| readings.as_ref().map(|reading| Named::of(reading, vocabulary)))[side]
    }

    fn without_told_elsewhere(&self, facts: Vec<Fact>) -> Vec<Fact> {
        if facts.iter().all(|fact| fact.kind != FactKind::Quote) {
            return facts;
        }
        let readings = self.pairing.readings.as_ref().map(Arc::as_ref);
        let quoted = self.quoted.get_or_init(|| readings.map(|reading| facts::quoted(reading, &self.speller)));
        let texts = readings.map(|reading| reading.document.text());
        facts::without_told_elsewhere(facts, texts, quoted, &self.speller)
    }
}

/// What only the words of a pair tell.
struct Inside {
    class: LinkClass,
    heavy: bool,
    words: Vec<WordSpan>,
    facts: Vec<Fact>,
    details: Sides<Vec<Span>>,
}

impl Inside {
    /// Of a pair whose words nobody asks for: all of one is told for all of the other.
    fn unseen(draft: &Draft, spans: Sides<Span>) -> Inside {
        let words = vec![WordSpan { op: Op::Replace, manner: Manner::Words, spans }];
        let class = by_count(draft).unwrap_or(LinkClass::Reworded);
        Inside { class, heavy: true, words, facts: Vec::new(), details: Sides::default() }
    }
}

/// The bytes of consecutive sentences.
fn whole(document: &Document, sentences: &[SentenceIx]) -> Span {
    let first = document.sentence(sentences[0]).span;
    let last = document.sentence(sentences[sentences.len() - 1]).span;
    Span::new(first.start, last.end)
}

/// The class that the number of sentences tells.
fn by_count(draft: &Draft) -> Option<LinkClass> {
    match (draft.sentences.left.len(), draft.sentences.right.len()) {
        (2.., _) => Some(LinkClass::Merged),
        (_, 2..) => Some(LinkClass::Split),
        _ => None,
    }
}

fn class(draft: &Draft, wording: &Wording<'_>) -> LinkClass {
    if let Some(class) = by_count(draft) {
        return class;
    }
    let raw = Sides::from_fn(|side| wording.spans[side].of(wording.texts[side]).split_whitespace());
    if raw.left.eq(raw.right) {
        LinkClass::Same
    } else if wording.same_words() {
        LinkClass::CopyEdit
    } else {
        LinkClass::Reworded
    }
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
