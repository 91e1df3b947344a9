//! What stands opposite what: every sentence of both sides in exactly one row.
//!
//! The left side keeps its order from top to bottom, so that one column always reads as its outlet wrote it. A right sentence
//! stands opposite its link; one without a link stands where its own neighbours put it.

use super::comparison::{Link, LinkIx, Row};
use crate::sides::{Side, Sides};
use crate::text::SentenceIx;

/// Lays out `sizes` sentences a side with their links.
pub(super) fn rows(sizes: Sides<usize>, links: &[Link]) -> Vec<Row> {
    let mut row_of_left = vec![None; sizes.left];
    let mut linked_right = vec![None; sizes.right];
    for (k, link) in links.iter().enumerate().filter(|(_, link)| link.primary) {
        for &SentenceIx(i) in &link.sentences.left {
            row_of_left[i] = Some(k);
        }
        for &SentenceIx(j) in &link.sentences.right {
            linked_right[j] = Some(k);
        }
    }
    let waiting = waiting_before(&linked_right, links);
    let mut rows = Vec::new();
    alone(&mut rows, Side::Right, &waiting.at_start);
    let mut i = 0;
    while i < sizes.left {
        let Some(k) = row_of_left[i] else {
            alone(&mut rows, Side::Left, &[i]);
            i += 1;
            continue;
        };
        rows.push(Row { cells: links[k].sentences.clone(), link: Some(LinkIx(k)) });
        alone(&mut rows, Side::Right, &waiting.after_link[k]);
        i += links[k].sentences.left.len();
    }
    rows
}

/// Right sentences without a row of their own, by the link they follow.
struct Waiting {
    at_start: Vec<usize>,
    after_link: Vec<Vec<usize>>,
}

/// A right sentence alone follows the nearest link before it that did not move, so that a passage carried elsewhere does not
/// take its old neighbours along.
fn waiting_before(linked_right: &[Option<usize>], links: &[Link]) -> Waiting {
    let mut waiting = Waiting { at_start: Vec::new(), after_link: vec![Vec::new(); links.len()] };
    let mut last = None;
    for (j, linked) in linked_right.iter().enumerate() {
        match (linked, last) {
            (Some(k), _) if !links[*k].moved => last = Some(*k),
            (Some(_), _) => {}
            (None, Some(k)) => waiting.after_link[k].push(j),
            (None, None) => waiting.at_start.push(j),
        }
    }
    waiting
}

fn alone(rows: &mut Vec<Row>, side: Side, sentences: &[usize]) {
    for &k in sentences {
        let mut cells = Sides::<Vec<SentenceIx>>::default();
        cells[side].push(SentenceIx(k));
        rows.push(Row { cells, link: None });
    }
}
