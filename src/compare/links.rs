//! Stage 5: which pairs become links, and which link gives a sentence its row.
//!
//! A pair is a link where its chance reaches one threshold: measured against assignment, two-way best and dynamic
//! programming over labelled stories, nothing beat that, because a lead, a headline and a quote often tell one claim.
//! Rows need more: every sentence stands in one place. So the heaviest matching picks the primary links, and neighbours that
//! complete a telling join theirs.

use std::collections::BTreeMap;

use super::by_hand::Held;
use super::grid::{Grid, ratio};
use super::matching::heaviest_matching;
use super::pairing::{Pairing, Scored};
use crate::sides::{Side, Sides};
use crate::text::Role;

/// The chance from which a pair is a link. Best F1, leave-one-story-out, over the labelled stories: 0.34 to 0.40 are flat.
pub(super) const LINK: f64 = 0.35;

/// The chance from which nine links in ten are labelled by a careful reader, leave-one-story-out: over all stories, and over the
/// four that were labelled twice, where the same few officials speak in every sentence. For both 0.77 would do.
pub(super) const SURE: f64 = 0.8;

/// By how much of its weight a sentence must be better covered before a neighbour joins its link.
const COVER_GAIN: f64 = 0.08;

/// A link before anything is said of its words; indices are into the readings.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    /// Consecutive sentences on each side, one side exactly one.
    pub(super) sentences: Sides<Vec<usize>>,
    /// The model's chance, the greatest of its pairs; 1 for an anchor.
    pub(super) chance: f64,
    /// Whether it gives its sentences their row.
    pub(super) primary: bool,
    /// Whether the sentences are the same word for word.
    pub(super) verbatim: bool,
    /// Whether the reader says so.
    pub(super) by_hand: bool,
}

/// Chooses the links, in order of the left side, then the right. What the reader `held` goes first and is left as it is.
pub(super) fn choose(pairing: &Pairing, scores: &[Scored], anchors: &[(usize, usize)], held: &Held) -> Vec<Draft> {
    let mut chances: BTreeMap<(usize, usize), f64> =
        scores.iter().filter(|s| s.chance >= LINK).map(|s| ((s.left, s.right), s.chance)).collect();
    chances.extend(anchors.iter().map(|&pair| (pair, 1.0)));
    chances.retain(|pair, _| !held.apart.contains(pair));
    let mut anchored = Sides::from_fn(|side| vec![false; pairing.grid.size[side]]);
    let mut primary = by_hand(pairing, held, &mut anchored);
    for &(i, j) in anchors.iter().filter(|pair| !held.apart.contains(pair)) {
        if !anchored.left[i] && !anchored.right[j] {
            primary.push(draft(i, j, 1.0, true, true));
            anchored.left[i] = true;
            anchored.right[j] = true;
        }
    }
    if let Some((i, j)) = headlines(pairing, &anchored).filter(|pair| !held.apart.contains(pair)) {
        primary.push(draft(i, j, *chances.entry((i, j)).or_insert(LINK), true, false));
        anchored.left[i] = true;
        anchored.right[j] = true;
    }
    let free: Vec<(usize, usize, f64)> = chances
        .iter()
        .filter(|((i, j), _)| !anchored.left[*i] && !anchored.right[*j])
        .map(|(&(i, j), &c)| (i, j, c))
        .collect();
    primary.extend(heaviest_matching(&free).into_iter().map(|(i, j)| draft(i, j, chances[&(i, j)], true, false)));
    extend(&mut primary, &chances, pairing);
    let mut links = primary;
    for draft in &links {
        for &i in &draft.sentences.left {
            for &j in &draft.sentences.right {
                chances.remove(&(i, j));
            }
        }
    }
    links.extend(chances.into_iter().map(|((i, j), chance)| draft(i, j, chance, false, false)));
    sort(&mut links);
    links
}

/// Links the lines of an edited page that tell nothing (when it was published, by whom) in their order, role by role, where they are
/// not the same already: a time that moved stands opposite the one it replaced. Two outlets' dates have nothing to do with one
/// another, so this is for one outlet's versions alone.
pub(super) fn link_page_lines(pairing: &Pairing, drafts: &mut Vec<Draft>, held: &Held) {
    let linked = |side: Side, k: usize| drafts.iter().any(|draft| draft.sentences[side].contains(&k));
    let mut found = Vec::new();
    for role in [Role::Dateline, Role::Byline, Role::Credit] {
        let lines = Sides::from_fn(|side| {
            let sentences = pairing.readings[side].sentences.iter().enumerate();
            sentences.filter(|(k, s)| s.role == role && !linked(side, *k)).map(|(k, _)| k).collect::<Vec<usize>>()
        });
        let pairs = lines.left.into_iter().zip(lines.right).filter(|pair| !held.apart.contains(pair));
        found.extend(pairs.map(|(i, j)| draft(i, j, LINK, true, false)));
    }
    drafts.extend(found);
    sort(drafts);
}

/// Puts links in order of the left side, then the right.
fn sort(links: &mut [Draft]) {
    links.sort_by(|a, b| {
        let key = |d: &Draft| (d.sentences.left[0], d.sentences.right[0], !d.primary);
        key(a).cmp(&key(b))
    });
}

/// The reader's pairs as links. Neighbours that the reader pairs with one sentence are one link; a pair whose sentence has its
/// row already is a second telling.
fn by_hand(pairing: &Pairing, held: &Held, anchored: &mut Sides<Vec<bool>>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let follows = |side: Side, before: usize, k: usize| {
        let at = |k: usize| pairing.readings[side].sentences[k].sentence.0;
        at(before) + 1 == at(k)
    };
    for &(i, j) in &held.together {
        let free = Sides::new(!anchored.left[i], !anchored.right[j]);
        let joined = drafts.iter_mut().filter(|draft| draft.primary).any(|draft| {
            let Sides { left, right } = &mut draft.sentences;
            let one_to_many = *left == [i] && free.right && follows(Side::Right, right[right.len() - 1], j);
            let many_to_one = *right == [j] && free.left && follows(Side::Left, left[left.len() - 1], i);
            if one_to_many {
                right.push(j);
            } else if many_to_one {
                left.push(i);
            }
            one_to_many || many_to_one
        });
        let primary = free.left && free.right;
        if !joined {
            drafts.push(Draft { by_hand: true, ..draft(i, j, 1.0, primary, false) });
        }
        if joined || primary {
            anchored.left[i] = true;
            anchored.right[j] = true;
        }
    }
    drafts
}

/// The headlines of both sides, where neither is linked word for word. They stand opposite each other whatever they say: of the
/// 139 labelled pairs of headlines 68 % are counterparts, and a reader compares them first.
fn headlines(pairing: &Pairing, anchored: &Sides<Vec<bool>>) -> Option<(usize, usize)> {
    let first = |side: Side| {
        let headline = pairing.readings[side].sentences.iter().position(|s| s.role == Role::Headline)?;
        (!anchored[side][headline]).then_some(headline)
    };
    first(Side::Left).zip(first(Side::Right))
}

fn draft(i: usize, j: usize, chance: f64, primary: bool, verbatim: bool) -> Draft {
    Draft { sentences: Sides::new(vec![i], vec![j]), chance, primary, verbatim, by_hand: false }
}

/// Lets sentences without a row join the link of a neighbour where together they tell more of the other side.
fn extend(links: &mut [Draft], chances: &BTreeMap<(usize, usize), f64>, pairing: &Pairing) {
    let mut placed = Sides::from_fn(|side| vec![false; pairing.grid.size[side]]);
    for link in links.iter() {
        for side in Side::BOTH {
            for &k in &link.sentences[side] {
                placed[side][k] = true;
            }
        }
    }
    for link in links.iter_mut().filter(|link| !link.verbatim && !link.by_hand) {
        for side in Side::BOTH {
            if link.sentences[side.other()].len() > 1 {
                continue;
            }
            let across = link.sentences[side.other()][0];
            while let Some(next) = joining(link, side, across, &placed, chances, pairing) {
                placed[side][next] = true;
                link.sentences[side].push(next);
                link.sentences[side].sort_unstable();
            }
        }
    }
}

/// A sentence just before or after the link's on one side that has no row, is linked to the sentence across, and adds to what
/// of it is told.
fn joining(
    link: &Draft,
    side: Side,
    across: usize,
    placed: &Sides<Vec<bool>>,
    chances: &BTreeMap<(usize, usize), f64>,
    pairing: &Pairing,
) -> Option<usize> {
    let grid = &pairing.grid;
    let own = &link.sentences[side];
    let first = *own.first()?;
    let last = *own.last()?;
    let place = |k: usize| if side == Side::Left { (k, across) } else { (across, k) };
    let chance = |k: usize| chances.get(&place(k)).copied();
    // Noise has no reading: two neighbours here may have it between them in the text, and a link is one stretch of text.
    let at = |k: usize| pairing.readings[side].sentences.get(k).map(|reading| reading.sentence.0);
    let before = first.checked_sub(1).filter(|&k| at(k).map(|ix| ix + 1) == at(first));
    let after = Some(last + 1).filter(|&k| at(k) == at(last).map(|ix| ix + 1));
    let mut best: Option<(usize, f64)> = None;
    for k in [before, after].into_iter().flatten().filter(|&k| !placed[side][k]) {
        let Some(chance) = chance(k) else { continue };
        let stronger = best.is_none_or(|(_, other)| chance > other);
        if stronger
            && told_across(grid, own, Some(k), side, across) >= told_across(grid, own, None, side, across) + COVER_GAIN
        {
            best = Some((k, chance));
        }
    }
    best.map(|(k, _)| k)
}

/// An upper bound of how much of the sentence across is told by some sentences together: their shares added up.
fn told_across(grid: &Grid, own: &[usize], more: Option<usize>, side: Side, across: usize) -> f64 {
    let whole = grid.totals[side.other()][across].words;
    own.iter()
        .copied()
        .chain(more)
        .map(|k| {
            let (i, j) = if side == Side::Left { (k, across) } else { (across, k) };
            grid.cell(i as isize, j as isize).map_or(0.0, |cell| ratio(cell.shared.words, whole))
        })
        .sum()
}
