//! Quoted words that one outlet trimmed or altered, or gives without quotation marks.

use std::ops::Range;

use super::{Context, Fact, FactKind, Telling, fact};
use crate::compare::speakers::SPEECH;
use crate::sides::{Side, Sides};
use crate::text::Span;

/// Fewest words a quotation needs before a difference in it means anything.
const SHORTEST: usize = 3;

/// Fewest words of the shorter of two quotations that begin or end alike.
const TRIMMED: usize = 2;

/// Share of the shorter quotation's words that must be in the other before the two count as one quotation.
const ONE_QUOTE: f64 = 0.6;

/// Share of a quotation's words that the other side must say in a row, unquoted, to have taken its marks off.
const UNQUOTED: f64 = 0.8;

/// What somebody is quoted as saying; a speaker named in the middle of it does not end it.
struct Quotation<'a> {
    span: Span,
    words: Vec<&'a str>,
    tokens: Range<usize>,
    /// Whether its end is in this text; else it may go on.
    closed: bool,
}

/// Quotations that are the same utterance in other words; each is in at most one fact.
pub(super) fn differing(context: &Context<'_>) -> Vec<Fact> {
    let quotations = context.tellings.as_ref().map(quotations);
    let whole = quotations.as_ref().map(|all| all.iter().flat_map(|q| q.words.iter().copied()).collect::<Vec<&str>>());
    if whole.left == whole.right {
        return Vec::new();
    }
    let mut taken = vec![false; quotations.right.len()];
    let mut facts = Vec::new();
    for left in &quotations.left {
        let best = (0..quotations.right.len())
            .filter(|&k| !taken[k])
            .map(|k| (k, likeness(context, left, &quotations.right[k])))
            .filter(|(_, likeness)| *likeness >= ONE_QUOTE)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((k, _)) = best else { continue };
        taken[k] = true;
        let right = &quotations.right[k];
        // A quotation that a speaker interrupts is one: its parts say what the whole of the other says.
        let parted = in_a_row(&right.words, &whole.left) || in_a_row(&left.words, &whole.right);
        let parts = quotations.left.len() != quotations.right.len() && parted;
        let (short, long) = if left.words.len() <= right.words.len() { (left, right) } else { (right, left) };
        let goes_on = !short.closed && in_a_row(&short.words, &long.words);
        if left.words != right.words && !parts && !goes_on {
            facts.push(fact(FactKind::Quote, Some(left.span), Some(right.span)));
        }
    }
    facts.extend(unquoted(context, &quotations));
    facts
}

/// A quotation that the other side, which quotes nothing, says in its own voice.
fn unquoted(context: &Context<'_>, quotations: &Sides<Vec<Quotation<'_>>>) -> Option<Fact> {
    let side = match (&quotations.left[..], &quotations.right[..]) {
        ([_], []) => Side::Left,
        ([], [_]) => Side::Right,
        _ => return None,
    };
    let quotation = &quotations[side][0];
    let across = &context.tellings[side.other()];
    // Without a speaker the other side may be inside a quotation that goes on from the sentence before.
    let speaks = (0..across.tokens.len()).any(|k| SPEECH.has(across.key(k)) || across.key(k) == "say");
    let news: Vec<usize> = quotation.tokens.clone().filter(|&k| context.tellings[side].tokens[k].content).collect();
    let said = news.iter().filter(|&&k| context.said_across(side, k)).count();
    let enough = quotation.words.len() >= SHORTEST && news.len() >= 2 && quotation.closed;
    if across.quotes() || !speaks || !enough || (said as f64) < UNQUOTED * news.len() as f64 {
        return None;
    }
    let span = Some(quotation.span);
    Some(if side == Side::Left { fact(FactKind::Quote, span, None) } else { fact(FactKind::Quote, None, span) })
}

fn quotations<'a>(telling: &'a Telling<'a>) -> Vec<Quotation<'a>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for k in (0..telling.tokens.len()).filter(|&k| telling.tokens[k].punctuation) {
        let raw = telling.raw(k);
        let spaced = telling.tokens[k].span.of(telling.text).len() > raw.len();
        match (raw, open) {
            ("“" | "«" | "\"" | "``", None) => open = Some((k, raw)),
            ("‘" | "'", None) if !spaced => open = Some((k, raw)),
            ("”" | "»" | "\"" | "''", Some((from, mark))) if !matches!(mark, "‘" | "'") => {
                found.extend(quotation(telling, from + 1, k, true));
                open = None;
            }
            ("’" | "'", Some((from, "‘" | "'"))) => {
                found.extend(quotation(telling, from + 1, k, true));
                open = None;
            }
            _ => {}
        }
    }
    // A quotation that goes on in the next sentence has no closing mark here.
    let rest = open.filter(|(_, mark)| *mark != "'");
    found.extend(rest.and_then(|(from, _)| quotation(telling, from + 1, telling.tokens.len(), false)));
    found
}

fn quotation<'a>(telling: &'a Telling<'a>, from: usize, to: usize, closed: bool) -> Option<Quotation<'a>> {
    let words: Vec<&str> =
        (from..to).filter(|&k| !telling.tokens[k].punctuation).map(|k| telling.tokens[k].form.as_str()).collect();
    (words.len() >= TRIMMED).then(|| Quotation { span: telling.span(from, to), words, tokens: from..to, closed })
}

/// The share of the shorter quotation's words that the longer has; two words are one quotation only where they are its beginning or
/// end, and stand in the same place.
fn likeness(context: &Context<'_>, a: &Quotation<'_>, b: &Quotation<'_>) -> f64 {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    if short.words.len() < SHORTEST {
        let trimmed = long.words.starts_with(&short.words) || long.words.ends_with(&short.words);
        return f64::from(u8::from(trimmed && context.light()));
    }
    let mut rest = long.words.clone();
    let shared = short
        .words
        .iter()
        .filter(|word| rest.iter().position(|other| other == *word).map(|at| rest.swap_remove(at)).is_some());
    let likeness = shared.count() as f64 / short.words.len() as f64;
    // Two utterances share their grammar; in a pair whose other words agree too, half in order is one utterance altered.
    let ends =
        short.words.len() >= 4 && context.light() && common_ends(&short.words, &long.words) * 2 >= short.words.len();
    if ends { likeness.max(ONE_QUOTE) } else { likeness }
}

/// How many words two quotations begin and end with alike.
fn common_ends(a: &[&str], b: &[&str]) -> usize {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head.min(b.len())..].iter().rev()).take_while(|(x, y)| x == y).count();
    head + tail
}

fn in_a_row(words: &[&str], within: &[&str]) -> bool {
    !words.is_empty() && within.windows(words.len()).any(|run| run == words)
}

#[cfg(test)]
mod tests {
    use crate::compare::facts::tests::check_facts;

    #[test]
    fn trimmed_and_altered_quotations_are_found() {
        check_facts(
            "“We should have been told in March,” said Ruiz.",
            "“We should have been told,” said Ruiz.",
            &["quote: we should have been told in march, / we should have been told,"],
        );
    }

    #[test]
    fn typography_and_other_utterances_are_no_difference() {
        check_facts("\"We were not told,\" she said.", "“We were not told,” she said.", &[]);
        check_facts("“We were not told,” she said.", "“Nobody answers the phone,” she said.", &[]);
        check_facts("“We pay, and they sail,” she said.", "“We pay,” she said, “and they sail.”", &[]);
    }

    #[test]
    fn what_the_other_side_says_in_its_own_voice_lost_its_marks() {
        check_facts(
            "The minister “ran out of ideas and time,” Ruiz said.",
            "The minister ran out of ideas and time, Ruiz said.",
            &["quote: ran out of ideas and time, / -"],
        );
    }
}
