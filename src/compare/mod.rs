//! Two texts -> one [`Comparison`], which the screen and every export read.
//!
//! Pure: no input or output, no clock, no randomness, and it cannot fail. Each stage is one file, in this order:
//!
//! | file | step |
//! |---|---|
//! | `vocabulary`, `letters`, `reading`, `speakers`, `clauses` | a document as words by number, letter runs, names, numbers, quoted words, who speaks, clauses |
//! | `profile` | one text edited, or two tellings |
//! | `by_hand` | what the reader says of pairs, which goes before all that follows |
//! | `anchors` | sentences that are the same word for word |
//! | `index`, `related`, `candidates`, `overlap`, `cells`, `within`, `grid`, `closeness`, `features`, `score` | the chance that two sentences are counterparts |
//! | `links`, `matching` | which pairs are links, and which link gives a sentence its row |
//! | `order` | what moved |
//! | `describe`, `dateline` | class, reasons, the day a text is of |
//! | `words`, `speller`, `spelling`, `variants`, `moves`, `readable` | which words differ, in marks a person can read |
//! | `facts` | numbers, dates, names, quotations, speakers and hedges that differ |
//! | `rows` | what stands opposite what |
//! | `kind` | what a row is as a change, and what is folded |
//! | `tiers` | the same with only the links one is sure enough of |
//!
//! `lines` and `listed` are how word lists are asked without being read first, `numbered` keeps words by number, `mix` is the hasher
//! of tables that are asked and never walked.
//!
//! `claims` does this for every two of any number of texts and gathers what they tell. `encoder` is where a sentence encoder
//! would join the model; none ships.

mod anchors;
mod by_hand;
mod candidates;
mod cells;
mod claims;
mod clauses;
mod closeness;
mod comparison;
mod dateline;
mod describe;
pub mod encoder;
mod facts;
mod features;
mod grid;
mod index;
mod kind;
mod letters;
mod lines;
mod links;
mod listed;
mod matching;
pub(crate) mod mix;
mod moves;
mod numbered;
mod numerals;
mod order;
mod overlap;
pub mod pairing;
mod profile;
mod readable;
mod reading;
mod related;
mod rows;
mod score;
mod speakers;
mod speller;
mod spelling;
#[cfg(test)]
mod tests;
mod tiers;
mod variants;
pub(crate) mod vocabulary;
mod within;
mod words;

use std::sync::Arc;

use jiff::civil::Date;

pub use by_hand::{ByHand, Verdict};
pub use comparison::{
    Comparison, Fact, FactKind, Link, LinkClass, LinkIx, Manner, Op, Profile, Reason, Row, Stats, Tier, WordSpan,
};

pub(crate) use kind::runs;
pub use kind::{RowKind, quiet};

pub(crate) use claims::copies;
pub use claims::{Cell, Claim, Claims, Column, Difference, Pairwise, Telling, Value, claims, first};

use crate::halves::in_halves;
use crate::sides::{Side, Sides};
use crate::text::Document;
use by_hand::Held;
use describe::Describer;
use encoder::Encoding;
use pairing::{Pairing, PairingModel};

/// What the reader can choose about a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The profile; `None` picks it by how much of the shorter text stands verbatim in the other.
    pub profile: Option<Profile>,
    /// The day each text is of, where it is known: what "Tuesday" means in it. Else the text's own dateline is asked.
    pub days: Sides<Option<Date>>,
    /// What the reader says of pairs of sentences.
    pub by_hand: ByHand,
    /// Whether only rows will be shown: links that give no row are then found, and not looked at word by word. Their words are one
    /// stretch that differs, and they have no facts.
    pub rows_only: bool,
}

/// Below this chance a pair of an edited text that left its place is not believed: a move needs a stricter bar than an edit in
/// place (wikidiff2 asks for 0.4 against 0.2, VS Code 0.9 against 0.6).
const MOVED_REVISION: f64 = 0.5;

/// How much of the weight of a sentence without a row of its own another must tell before an edited text is said to tell it there:
/// the second half of a sentence that was split and carried apart.
const TOLD_APART: f64 = 0.75;

/// Compares two texts.
///
/// Swapping the texts gives the same result with its sides swapped; equal inputs give equal results everywhere.
pub fn compare(documents: Sides<Arc<Document>>, options: &Options) -> Comparison {
    in_order(documents, options, Pairing::new, None).0
}

/// The same for a program that ends after it: the words, sentences and cells it was made with are left for the system to take back
/// with the rest of the memory. To take them apart piece by piece is a twentieth of the work of comparing two books.
pub fn compare_at_last(documents: Sides<Arc<Document>>, options: &Options) -> Comparison {
    let (comparison, pairing) = in_order(documents, options, Pairing::new, None);
    std::mem::forget(pairing);
    comparison
}

/// The same with a sentence encoder and a model fitted with it, where there is one.
pub fn compare_with(documents: Sides<Arc<Document>>, options: &Options, encoding: Option<&Encoding<'_>>) -> Comparison {
    in_order(documents, options, Pairing::new, encoding).0
}

/// Compares two texts in the order the texts themselves decide. Sums of floats depend on their order and a word difference on which
/// side is searched first; this makes the mirror law exact. What it was made with comes along, in that order.
fn in_order(
    documents: Sides<Arc<Document>>,
    options: &Options,
    pair: impl Fn(&Sides<Arc<Document>>) -> Pairing,
    encoding: Option<&Encoding<'_>>,
) -> (Comparison, Pairing) {
    if documents.left.text() <= documents.right.text() {
        let pairing = pair(&documents);
        (oriented(&pairing, documents, options, encoding), pairing)
    } else {
        let documents = documents.swapped();
        let swapped = Options { by_hand: options.by_hand.swapped(), days: options.days.swapped(), ..options.clone() };
        let pairing = pair(&documents);
        (oriented(&pairing, documents, &swapped, encoding).mirrored(), pairing)
    }
}

fn oriented(
    pairing: &Pairing,
    documents: Sides<Arc<Document>>,
    options: &Options,
    encoding: Option<&Encoding<'_>>,
) -> Comparison {
    let readings = pairing.readings.as_ref().map(Arc::as_ref);
    let profile = options.profile.unwrap_or_else(|| profile::pick(&readings));
    let by_hand = options.by_hand.honoured(pairing);
    let scores = match encoding {
        None => pairing.scores(PairingModel::shipped()),
        Some(encoding) => encoding.scores(pairing),
    };
    let held = Held::new(&by_hand, pairing);
    let mut drafts = links::choose(pairing, &scores, &anchors::anchors(&readings), &held);
    let mut moves = self::moves(pairing, &drafts);
    if profile == Profile::Revision {
        let in_place = drafts.into_iter().zip(moves).filter(|(draft, moved)| !moved || draft.chance >= MOVED_REVISION);
        drafts = in_place.map(|(draft, _)| draft).collect();
        drafts = without_retellings(pairing, drafts);
        links::link_page_lines(pairing, &mut drafts, &held);
        moves = self::moves(pairing, &drafts);
    }
    let days = Sides::from_fn(|side| options.days[side].or_else(|| dateline::day(&documents[side])));
    let described = in_halves(drafts.len(), grid::FEW_SENTENCES, |range| {
        let describer = Describer::new(pairing, profile, days, options.rows_only);
        drafts[range].iter().map(|draft| describer.link(draft)).collect::<Vec<Link>>()
    });
    let mut links: Vec<Link> = described.into_iter().flatten().collect();
    for (link, moved) in links.iter_mut().zip(moves) {
        link.moved = moved;
    }
    let only = Sides::from_fn(|side| describe::alone(pairing, side, &links));
    let rows = rows::rows(&documents, &links);
    let stats = Stats::count(&links, only.as_ref().map(Vec::len));
    Comparison { profile, documents, links, only, rows, stats, by_hand }
}

/// The drafts of an edited text without those between sentences that have their rows elsewhere. A headline and a lead that say
/// the same do so in both versions, which is no edit.
fn without_retellings(pairing: &Pairing, drafts: Vec<links::Draft>) -> Vec<links::Draft> {
    let mut placed = Sides::from_fn(|side| vec![false; pairing.grid.size[side]]);
    for draft in drafts.iter().filter(|draft| draft.primary) {
        for side in Side::BOTH {
            draft.sentences[side].iter().for_each(|&k| placed[side][k] = true);
        }
    }
    let told_apart = |draft: &links::Draft| {
        let pair = draft.sentences.as_ref().map(|sentences| sentences[0]);
        let shared = pairing.grid.cell(pair.left as isize, pair.right as isize).map_or(0.0, |cell| cell.shared.words);
        let covered = |side: Side| grid::ratio(shared, pairing.grid.totals[side][pair[side]].words);
        Side::BOTH.into_iter().any(|side| !placed[side][pair[side]] && covered(side) >= TOLD_APART)
    };
    drafts.into_iter().filter(|draft| draft.primary || draft.by_hand || told_apart(draft)).collect()
}

/// Whether each draft moved; a second telling of a claim stands where it stands and never counts as moved.
fn moves(pairing: &Pairing, drafts: &[links::Draft]) -> Vec<bool> {
    let primary: Vec<usize> = (0..drafts.len()).filter(|&k| drafts[k].primary).collect();
    let placed: Vec<(usize, usize, usize)> = primary
        .iter()
        .map(|&k| {
            let (i, j) = (drafts[k].sentences.left[0], drafts[k].sentences.right[0]);
            let length = |side: &reading::Reading, k: usize| {
                side.document.sentence_text(side.sentences[k].sentence).chars().count()
            };
            (i, j, length(&pairing.readings.left, i) + length(&pairing.readings.right, j))
        })
        .collect();
    let mut moves = vec![false; drafts.len()];
    for (&k, moved) in primary.iter().zip(order::moved(&placed)) {
        moves[k] = moved;
    }
    moves
}
