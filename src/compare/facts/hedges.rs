//! Words by which an outlet says how certain it is, present on one side of a close pair and absent on the other.

use super::{Fact, FactKind, Telling, fact};
use crate::sides::Sides;
use crate::text::Span;

const HEDGES: [&str; 16] = [
    "allegedly",
    "alleged",
    "apparently",
    "appears",
    "could",
    "likely",
    "may",
    "might",
    "perhaps",
    "possibly",
    "potentially",
    "presumably",
    "probably",
    "reportedly",
    "suspected",
    "unconfirmed",
];

/// The first hedge of a side whose other side has none.
pub(super) fn differing(tellings: Sides<Telling<'_>>) -> Vec<Fact> {
    let first = tellings.as_ref().map(|telling| {
        (0..telling.tokens.len())
            .find(|&k| HEDGES.contains(&telling.key(k)) && !(telling.capital(k) && telling.key(k) == "may"))
            .map(|k| telling.span(k, k + 1))
    });
    match (first.left, first.right) {
        (None, None) | (Some(_), Some(_)) => Vec::new(),
        (left, right) => vec![hedge(left, right)],
    }
}

fn hedge(left: Option<Span>, right: Option<Span>) -> Fact {
    fact(FactKind::Hedge, left, right)
}

#[cfg(test)]
mod tests {
    use crate::compare::facts::tests::check_facts;

    #[test]
    fn a_hedge_on_one_side_alone_is_a_difference() {
        check_facts("The bridge may reopen in June.", "The bridge will reopen in June.", &["hedge: may / -"]);
        check_facts("The bridge may reopen.", "The bridge might reopen.", &[]);
        check_facts("It opens in May.", "It opens in June.", &[]);
    }
}
