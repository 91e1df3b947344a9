//! Which outlets print one copy: the text of an agency, or of one another, taken over nearly word for word.

use std::sync::Arc;

use crate::text::{Document, Role, SentenceIx, WordKind, key, words};

/// Words in a shingle: long enough that two outlets share one only by copying.
const SHINGLE: usize = 5;

/// The share of the shorter text's shingles that stand in the longer one from which both are one copy.
///
/// Of 139 labelled pairs of outlets 138 share at most 0.21, and the two that print one agency's text share 0.77.
const COPIED: f64 = 0.5;

/// A text with fewer shingles than this is too short to be called a copy: two sentences are soon the same.
const FEWEST: usize = 25;

/// Every outlet in exactly one group, the fullest text of a group first, an independent text alone; in order of the first.
///
/// The likest two groups are joined first, as long as every two texts of both are copies of each other: an outlet that prints
/// two agencies does not make them one.
pub(super) fn groups(documents: &[Arc<Document>]) -> Vec<Vec<usize>> {
    let shingles: Vec<Vec<u64>> = documents.iter().map(|document| shingles(document)).collect();
    grouped(&shingles, FEWEST)
}

/// The same for texts of which the shingles are known, or a fair sample of them, sorted; those with fewer than `fewest` are too
/// short to tell.
pub(crate) fn grouped(shingles: &[Vec<u64>], fewest: usize) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for a in 0..shingles.len() {
        for b in a + 1..shingles.len() {
            let share = shared(&shingles[a], &shingles[b], fewest);
            if share >= COPIED {
                pairs.push((share, a, b));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let copied = |a: usize, b: usize| pairs.iter().any(|&(_, x, y)| (x, y) == (a.min(b), a.max(b)));
    let mut groups: Vec<Vec<usize>> = (0..shingles.len()).map(|k| vec![k]).collect();
    for &(_, a, b) in &pairs {
        let holding = |k: usize| groups.iter().position(|group| group.contains(&k));
        let (Some(one), Some(other)) = (holding(a), holding(b)) else { continue };
        if one != other && groups[one].iter().all(|&x| groups[other].iter().all(|&y| copied(x, y))) {
            let moved = std::mem::take(&mut groups[other]);
            groups[one].extend(moved);
        }
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_by_key(|&k| (std::cmp::Reverse(shingles[k].len()), k));
    }
    groups.sort_unstable();
    groups
}

/// The share of the shorter list that stands in the longer one; 0 where it is too short to tell.
fn shared(one: &[u64], other: &[u64], fewest: usize) -> f64 {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < fewest {
        return 0.0;
    }
    let found = short.iter().filter(|shingle| long.binary_search(shingle).is_ok()).count();
    found as f64 / short.len() as f64
}

/// Every five words in a row inside a sentence of the body, mixed into one number each (FNV-1a), sorted, each once. What stands
/// inside quotation marks from end to end is left out: two reporters write down one speech in the same words.
pub(crate) fn shingles(document: &Document) -> Vec<u64> {
    let mut found = Vec::new();
    let mut quoted = false;
    let mut paragraph = usize::MAX;
    for (k, sentence) in document.sentences().iter().enumerate() {
        if document.role(SentenceIx(k)) != Role::Body {
            continue;
        }
        if sentence.paragraph != paragraph {
            (paragraph, quoted) = (sentence.paragraph, false);
        }
        let text = sentence.span.of(document.text());
        let mut tokens: Vec<(u64, bool)> = Vec::new();
        for word in words(text) {
            let raw = word.core.of(text);
            match (word.kind, raw) {
                (WordKind::Punctuation, "“" | "«" | "„" | "「" | "『") => quoted = true,
                (WordKind::Punctuation, "”" | "»" | "」" | "』") => quoted = false,
                (WordKind::Punctuation, "\"") => quoted = !quoted,
                (WordKind::Punctuation, _) => {}
                // Most words are their own keys.
                _ if raw.bytes().all(|byte| byte.is_ascii_lowercase()) => tokens.push((mixed(raw.bytes()), quoted)),
                _ => tokens.push((mixed(key(raw).bytes()), quoted)),
            }
        }
        let own = tokens.windows(SHINGLE).filter(|window| window.iter().any(|token| !token.1));
        found.extend(own.map(|window| mixed(window.iter().flat_map(|token| token.0.to_le_bytes()))));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn mixed(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |mixed, byte| (mixed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "The council closed the harbour bridge on Monday after engineers found cracks in two of its main cables.\n\n\
        Ferries will run every ten minutes until Sunday, and buses will be sent round by the Ropewalk tunnel.\n\n\
        The bridge opened in 1961 and carries about forty thousand vehicles on a working day.";
    const OWN: &str = "Nobody had told the pilots that the crossing would shut, and at noon eleven ships lay waiting outside.\n\n\
        A pilot said he learned of it from the radio. The port wants to be paid for the hours that were lost.";

    /// Writes the groups as the outlets' letters.
    fn check_groups(texts: &[&str], expected: &str) {
        let documents: Vec<_> = texts.iter().map(|text| Arc::new(Document::parse(text))).collect();
        let letters = |group: &Vec<usize>| group.iter().map(|&k| char::from(b'a' + k as u8)).collect::<String>();
        assert_eq!(groups(&documents).iter().map(letters).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn a_copy_lightly_cut_is_a_copy_and_the_fullest_stands_first() {
        let cut = WIRE.replace("on Monday ", "").replace("about forty", "some forty");
        check_groups(&[&cut, WIRE, OWN], "ba c");
    }

    #[test]
    fn one_who_prints_two_copies_does_not_join_them() {
        let both = format!("{WIRE}\n\n{OWN}");
        check_groups(&[WIRE, &both, OWN], "ba c");
    }

    #[test]
    fn one_speech_in_two_reports_is_no_copy() {
        let speech = "“We should have been told in March, because that is when the first report was written, and it went into a \
            drawer in the office of the mayor, where it lay until somebody asked for it this week, and I want to know who put it \
            there and why,”";
        check_groups(
            &[&format!("{speech} Ana Ruiz told reporters."), &format!("Ruiz spoke. {speech} she said.")],
            "a b",
        );
    }

    #[test]
    fn two_equal_sentences_are_no_copy_yet() {
        check_groups(&["He did. He left on Monday.", "He did. He left on Monday."], "a b");
    }
}
