//! Words by which an outlet says how certain it is, present on one side of a close pair and absent on the other.

use super::{Context, Fact, FactKind, Telling, fact};
use crate::sides::{Side, Sides};

const HEDGES: [&str; 20] = [
    "allegedly",
    "alleged",
    "apparently",
    "appear",
    "appeared",
    "appears",
    "believed",
    "could",
    "expected",
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

/// How many words before and after a hedge are searched for what it makes uncertain.
const REACH: usize = 4;

/// The first hedge of a side whose other side has none and says the same thing as certain.
pub(super) fn differing(context: &Context<'_>) -> Vec<Fact> {
    if !context.light() {
        return Vec::new();
    }
    let hedges = context
        .tellings
        .as_ref()
        .map(|telling| (0..telling.tokens.len()).filter(|&k| is_hedge(telling, k)).collect::<Vec<usize>>());
    let (side, k) = match (hedges.left.first(), hedges.right.first()) {
        (Some(&k), None) => (Side::Left, k),
        (None, Some(&k)) => (Side::Right, k),
        _ => return Vec::new(),
    };
    if !said_as_certain(context, side, k) {
        return Vec::new();
    }
    let span = Some(context.span(side, &(k..k + 1)));
    let spans = if side == Side::Left { Sides::new(span, None) } else { Sides::new(None, span) };
    vec![fact(FactKind::Hedge, spans.left, spans.right)]
}

fn is_hedge(telling: &Telling<'_>, k: usize) -> bool {
    let key = telling.key(k);
    let before = k.checked_sub(1).map_or("", |k| telling.key(k));
    let next = telling.tokens.get(k + 1).map_or("", |token| token.key.as_str());
    match key {
        "may" => !telling.capital(k) || k == 0,
        // "as likely" compares, and "expected" without "to" is often of a forecast.
        "likely" => !matches!(before, "as" | "more" | "less" | "most"),
        "expected" | "believed" => next == "to" && !matches!(before, "had" | "have"),
        "appear" | "appears" | "appeared" => next == "to",
        "suspected" => before != "is" && !telling.tokens.get(k + 1).is_none_or(|token| token.punctuation),
        _ => HEDGES.contains(&key),
    }
}

/// Whether the other side says what a hedge stands by: the next word of news is said there too, or the last one before.
fn said_as_certain(context: &Context<'_>, side: Side, k: usize) -> bool {
    let tokens = context.tellings[side].tokens;
    let news = |at: &usize| tokens[*at].content && !HEDGES.contains(&tokens[*at].key.as_str());
    let clause = |at: &usize| !tokens[*at].punctuation;
    let next = (k + 1..tokens.len()).take(REACH).take_while(clause).find(news);
    let last = (0..k).rev().take(REACH).take_while(clause).find(news);
    let said = |at: Option<usize>| at.is_none_or(|at| context.said_across(side, at));
    (next.is_some() || last.is_some()) && said(next) && said(last)
}

#[cfg(test)]
mod tests {
    use crate::compare::facts::tests::check_facts;

    #[test]
    fn a_hedge_on_one_side_alone_is_a_difference() {
        check_facts("The bridge may reopen in June.", "The bridge will reopen in June.", &["hedge: may / -"]);
        check_facts("The bridge may reopen.", "The bridge might reopen.", &[]);
        check_facts("It opens in May.", "It opens in June.", &["date: may / june"]);
    }

    #[test]
    fn what_only_one_side_says_at_all_is_no_difference_of_certainty() {
        check_facts(
            "The bridge closed on Monday, and repairs could take weeks.",
            "The bridge closed on Monday after an inspection.",
            &[],
        );
    }
}
