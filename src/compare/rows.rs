//! What stands opposite what: every sentence of both sides in exactly one row.
//!
//! The left side keeps its order from top to bottom, so that one column always reads as its outlet wrote it. A right sentence
//! stands opposite its link; one without a link stands where its own neighbours put it. Bylines, datelines and credits are
//! linked by nothing, yet stand opposite each other where both texts have them in the same place.

use std::collections::VecDeque;
use std::sync::Arc;

use super::comparison::{Link, LinkIx, Row};
use crate::sides::{Side, Sides};
use crate::text::{Document, Role, SentenceIx};

/// Lays out two texts with their links.
pub(super) fn rows(documents: &Sides<Arc<Document>>, links: &[Link]) -> Vec<Row> {
    let sizes = documents.as_ref().map(|document| document.sentences().len());
    let rows = by_links(sizes, links);
    let mut laid_out = Vec::with_capacity(rows.len());
    for run in rows.chunk_by(|one, next| one.link.is_none() && next.link.is_none()) {
        opposite(&mut laid_out, run, documents);
    }
    laid_out
}

/// Lays out `sizes` sentences a side with their links.
fn by_links(sizes: Sides<usize>, links: &[Link]) -> Vec<Row> {
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

/// Adds the rows of sentences without a link, between two that have one, with the lines of both sides that say the same sort of
/// thing of their texts in one row. Each side keeps its order.
fn opposite(rows: &mut Vec<Row>, run: &[Row], documents: &Sides<Arc<Document>>) {
    // A row alone has a link, or nothing to meet.
    if run.len() < 2 {
        rows.extend_from_slice(run);
        return;
    }
    let about = |side: Side, row: &Row| {
        let role = documents[side].role(*row.cells[side].first()?);
        [Role::Byline, Role::Dateline, Role::Credit].iter().position(|&of| of == role)
    };
    let of = |side: Side| run.iter().filter(move |row| !row.cells[side].is_empty());
    let rights: Vec<&Row> = of(Side::Right).collect();
    // For each of these roles where the right side has it, so that every line is looked at once.
    let mut places: [VecDeque<usize>; 3] = Default::default();
    for (place, right) in rights.iter().enumerate() {
        if let Some(role) = about(Side::Right, right) {
            places[role].push_back(place);
        }
    }
    if !of(Side::Left).any(|left| about(Side::Left, left).is_some_and(|role| !places[role].is_empty())) {
        rows.extend_from_slice(run);
        return;
    }
    let mut next = 0;
    for left in of(Side::Left) {
        let mut cells = left.cells.clone();
        if let Some(role) = about(Side::Left, left) {
            while places[role].front().is_some_and(|&place| place < next) {
                places[role].pop_front();
            }
            if let Some(met) = places[role].pop_front() {
                rows.extend(rights[next..met].iter().copied().cloned());
                cells.right.clone_from(&rights[met].cells.right);
                next = met + 1;
            }
        }
        rows.push(Row { cells, link: None });
    }
    rows.extend(rights[next..].iter().copied().cloned());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the first words of what stands opposite what, without any link.
    fn check_opposite(left: &str, right: &str, expected: &[(&str, &str)]) {
        let documents = Sides::new(left, right).map(|text| Arc::new(Document::parse(text)));
        let laid_out = rows(&documents, &[]);
        let first = |row: &Row, side: Side| {
            let words = row.cells[side].first().map_or("", |&ix| documents[side].sentence_text(ix));
            words.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
        };
        let found: Vec<_> = laid_out.iter().map(|row| (first(row, Side::Left), first(row, Side::Right))).collect();
        let found: Vec<_> = found.iter().map(|(left, right)| (left.as_str(), right.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn who_wrote_it_and_when_stand_opposite_each_other() {
        let left = "Bridge closed after a report\n\nBy Ana Ruiz\n\n3 April 2026\n\nThe bridge over the harbour was closed on Friday, the council said.";
        let right = "Cracks shut the bridge\n\n4 April 2026\n\nA crack was found in the bridge by two engineers, the city said.";
        let bare = "Cracks shut the bridge\n\nA crack was found in the bridge by two engineers, the city said.";
        check_opposite(
            left,
            right,
            &[
                ("Bridge closed", ""),
                ("By Ana", ""),
                ("", "Cracks shut"),
                ("3 April", "4 April"),
                ("The bridge", ""),
                ("", "A crack"),
            ],
        );
        check_opposite(
            right,
            left,
            &[
                ("Cracks shut", ""),
                ("", "Bridge closed"),
                ("", "By Ana"),
                ("4 April", "3 April"),
                ("A crack", ""),
                ("", "The bridge"),
            ],
        );
        check_opposite(
            bare,
            right,
            &[("", "Cracks shut"), ("", "4 April"), ("", "A crack"), ("Cracks shut", ""), ("A crack", "")],
        );
    }
}
