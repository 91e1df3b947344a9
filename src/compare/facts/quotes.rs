//! Quoted words that one outlet trimmed or altered.

use super::{Fact, FactKind, Telling, fact};
use crate::sides::Sides;
use crate::text::Span;

/// Fewest words a quotation needs before a difference in it means anything.
const SHORTEST: usize = 3;

/// Share of the shorter quotation's words that must be in the other before the two count as one quotation.
const ONE_QUOTE: f64 = 0.6;

struct Quotation<'a> {
    span: Span,
    words: Vec<&'a str>,
}

/// Quotations that are the same utterance in other words; each is in at most one fact.
pub(super) fn differing(tellings: Sides<Telling<'_>>) -> Vec<Fact> {
    let quotations = tellings.as_ref().map(quotations);
    let mut taken = vec![false; quotations.right.len()];
    let mut facts = Vec::new();
    for left in &quotations.left {
        let best = (0..quotations.right.len())
            .filter(|&k| !taken[k])
            .map(|k| (k, likeness(left, &quotations.right[k])))
            .filter(|(_, likeness)| *likeness >= ONE_QUOTE)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((k, _)) = best else { continue };
        taken[k] = true;
        if left.words != quotations.right[k].words {
            facts.push(fact(FactKind::Quote, Some(left.span), Some(quotations.right[k].span)));
        }
    }
    facts
}

fn quotations<'a>(telling: &'a Telling<'a>) -> Vec<Quotation<'a>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for k in 0..telling.tokens.len() {
        match (telling.raw(k), open) {
            ("“" | "«" | "\"", None) => open = Some(k + 1),
            ("”" | "»" | "\"", Some(from)) => {
                found.extend(quotation(telling, from, k));
                open = None;
            }
            _ => {}
        }
    }
    // A quotation that goes on in the next sentence has no closing mark here.
    found.extend(open.and_then(|from| quotation(telling, from, telling.tokens.len())));
    found
}

fn quotation<'a>(telling: &'a Telling<'a>, from: usize, to: usize) -> Option<Quotation<'a>> {
    let words: Vec<&str> = (from..to).filter(|&k| !telling.tokens[k].punctuation).map(|k| telling.key(k)).collect();
    (words.len() >= SHORTEST).then(|| Quotation { span: telling.span(from, to), words })
}

fn likeness(a: &Quotation<'_>, b: &Quotation<'_>) -> f64 {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let mut rest = long.words.clone();
    let shared = short
        .words
        .iter()
        .filter(|word| rest.iter().position(|other| other == *word).map(|at| rest.swap_remove(at)).is_some());
    shared.count() as f64 / short.words.len() as f64
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
    }
}
