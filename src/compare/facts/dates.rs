//! Weekdays and days of the month that differ.

use super::{Fact, FactKind, Telling, fact};
use crate::sides::Sides;
use crate::text::Span;

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Dates that differ, where each side gives exactly one of the kind: with two, nothing says which is meant.
pub(super) fn differing(tellings: Sides<Telling<'_>>) -> Vec<Fact> {
    [weekdays, days].into_iter().filter_map(|kind| single_difference(&tellings.map(|telling| kind(&telling)))).collect()
}

fn single_difference(found: &Sides<Vec<(usize, Span)>>) -> Option<Fact> {
    let ([left], [right]) = (&found.left[..], &found.right[..]) else { return None };
    (left.0 != right.0).then(|| fact(FactKind::Date, Some(left.1), Some(right.1)))
}

fn weekdays(telling: &Telling<'_>) -> Vec<(usize, Span)> {
    let mut found: Vec<(usize, Span)> = (0..telling.tokens.len())
        .filter_map(|k| Some((WEEKDAYS.iter().position(|day| *day == telling.key(k))?, telling.span(k, k + 1))))
        .collect();
    found.dedup_by_key(|day| day.0);
    found
}

/// A day with its month, as one number, in either order.
fn days(telling: &Telling<'_>) -> Vec<(usize, Span)> {
    (0..telling.tokens.len().saturating_sub(1))
        .filter_map(|k| {
            let month = |k: usize| MONTHS.iter().position(|month| *month == telling.key(k) && telling.capital(k));
            let day = |k: usize| telling.key(k).parse::<usize>().ok().filter(|day| (1..=31).contains(day));
            let (month, day) = month(k).zip(day(k + 1)).or_else(|| month(k + 1).zip(day(k)))?;
            Some((month * 31 + day, telling.span(k, k + 2)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::compare::facts::tests::check_facts;

    #[test]
    fn one_day_on_each_side_is_compared() {
        check_facts("It opened on Tuesday.", "It opened on Wednesday.", &["date: tuesday / wednesday"]);
        check_facts("He left on April 3.", "He left on 4 April.", &["date: april 3 / 4 april"]);
        check_facts("He left on April 3.", "He left on 3 April.", &[]);
    }

    #[test]
    fn with_two_days_on_a_side_nothing_is_claimed() {
        check_facts("From Monday to Friday it rained.", "On Tuesday it rained.", &[]);
    }
}
