//! Who is said to have said it.

use super::{Fact, FactKind, Telling, fact};
use crate::compare::speakers::SPEECH;
use crate::sides::Sides;
use crate::text::Span;

/// Speakers named on both sides by names that share no word.
pub(super) fn differing(tellings: Sides<Telling<'_>>) -> Vec<Fact> {
    let speakers = tellings.as_ref().map(speakers);
    let ([left], [right]) = (&speakers.left[..], &speakers.right[..]) else { return Vec::new() };
    let other = |telling: &Telling<'_>, names: &[&str]| names.iter().any(|name| telling.has(name));
    if other(&tellings.left, &right.names) || other(&tellings.right, &left.names) {
        return Vec::new();
    }
    vec![fact(FactKind::Attribution, Some(left.span), Some(right.span))]
}

struct Speaker<'a> {
    span: Span,
    names: Vec<&'a str>,
}

/// Runs of at least two capitalised words right before or after a verb of speech: a full name, not the first word of a sentence.
fn speakers<'a>(telling: &'a Telling<'a>) -> Vec<Speaker<'a>> {
    let mut found = Vec::new();
    for k in (0..telling.tokens.len()).filter(|&k| SPEECH.contains(&telling.key(k))) {
        let before = (0..k).rev().take_while(|&at| telling.capital(at)).last().unwrap_or(k);
        let after =
            (k + 1..telling.tokens.len()).take_while(|&at| telling.capital(at)).last().map_or(k + 1, |at| at + 1);
        for (from, to) in [(before, k), (k + 1, after)] {
            if to >= from + 2 {
                found.push(Speaker {
                    span: telling.span(from, to),
                    names: (from..to).map(|at| telling.key(at)).collect(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::compare::facts::tests::check_facts;

    #[test]
    fn two_full_names_that_differ_are_a_difference() {
        check_facts(
            "The plan is dead, said Ana Ruiz.",
            "The plan is dead, Peter Holm said.",
            &["attribution: ana ruiz / peter holm"],
        );
    }

    #[test]
    fn a_title_or_a_family_name_alone_is_the_same_speaker() {
        check_facts("The plan is dead, said Ana Ruiz.", "Ruiz, a council member, said the plan is dead.", &[]);
        check_facts("The plan is dead, said Ana Ruiz.", "The plan is dead, said Councillor Ana Ruiz.", &[]);
    }
}
