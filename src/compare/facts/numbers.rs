//! Numbers by value and unit: "1,200" is "1200", "3 million" is "3,000,000", and three cables are not two people.

use super::{Fact, FactKind, Telling, fact};
use crate::compare::vocabulary::is_stop_word;
use crate::sides::{Side, Sides};
use crate::text::Span;

/// A number with what it counts.
struct Quantity {
    value: f64,
    unit: Unit,
    span: Span,
    /// Whether the outlet says it is not exact ("about", "nearly").
    rough: bool,
}

#[derive(PartialEq)]
enum Unit {
    Percent,
    Money,
    /// The content words that follow, as keys without a plural s: what is counted is among them.
    Counted(Vec<String>),
}

/// Two rough numbers closer than this count as the same.
const ROUGH: f64 = 0.05;
/// How many tokens after a number are searched for what it counts.
const REACH: usize = 4;

/// Numbers of one unit that differ. Each side's number may be in one fact; one told equally on both sides is in none.
pub(super) fn differing(tellings: Sides<Telling<'_>>) -> Vec<Fact> {
    let mut quantities = tellings.map(|telling| quantities(&telling));
    drop_shared(&mut quantities);
    let mut facts = Vec::new();
    for left in &quantities.left {
        let rivals: Vec<&Quantity> = quantities.right.iter().filter(|right| comparable(left, right)).collect();
        let [right] = rivals[..] else { continue };
        if quantities.left.iter().filter(|other| comparable(other, right)).count() == 1 {
            facts.push(fact(FactKind::Number, Some(left.span), Some(right.span)));
        }
    }
    facts
}

fn drop_shared(quantities: &mut Sides<Vec<Quantity>>) {
    let shared = Sides::from_fn(|side: Side| {
        let others = &quantities[side.other()];
        quantities[side].iter().map(|q| others.iter().any(|other| same_value(q, other))).collect::<Vec<bool>>()
    });
    for side in Side::BOTH {
        let mut flags = shared[side].iter();
        quantities[side].retain(|_| !flags.next().copied().unwrap_or(false));
    }
}

fn same_value(a: &Quantity, b: &Quantity) -> bool {
    let apart = (a.value - b.value).abs();
    let tolerance = if a.rough || b.rough { ROUGH * a.value.abs().max(b.value.abs()) } else { 1e-9 };
    apart <= tolerance
}

fn comparable(a: &Quantity, b: &Quantity) -> bool {
    match (&a.unit, &b.unit) {
        (Unit::Counted(a), Unit::Counted(b)) => a.iter().any(|word| b.contains(word)),
        (a, b) => a == b,
    }
}

fn quantities(telling: &Telling<'_>) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut k = 0;
    while k < telling.tokens.len() {
        match read(telling, k) {
            Some((value, end)) => {
                found.extend(quantity(telling, k, end, value));
                k = end;
            }
            None => k += 1,
        }
    }
    found
}

/// A number with its multiplier at token `k`: its value and the token after it.
fn read(telling: &Telling<'_>, k: usize) -> Option<(f64, usize)> {
    let key = telling.key(k);
    let mut value = spelled(key).or_else(|| {
        let bare = key.trim_start_matches(['$', '£', '€']).trim_end_matches('%');
        bare.starts_with(|c: char| c.is_ascii_digit()).then(|| bare.parse::<f64>().ok())?
    })?;
    let mut end = k + 1;
    while let Some(multiplier) = telling.tokens.get(end).and_then(|token| multiplier(&token.key)) {
        value *= multiplier;
        end += 1;
    }
    Some((value, end))
}

fn quantity(telling: &Telling<'_>, from: usize, end: usize, value: f64) -> Option<Quantity> {
    let before = from.checked_sub(1).map(|k| telling.key(k));
    let after = telling.tokens.get(end).map(|token| token.key.as_str());
    let raw = telling.raw(from);
    let percent = raw.ends_with('%')
        || matches!(after, Some("%" | "percent" | "pct"))
        || after == Some("per") && telling.tokens.get(end + 1).is_some_and(|token| token.key == "cent");
    let money = raw.starts_with(['$', '£', '€'])
        || matches!(before, Some("$" | "£" | "€"))
        || matches!(after, Some("dollars" | "euros" | "pounds"));
    let unit = if percent {
        Unit::Percent
    } else if money {
        Unit::Money
    } else {
        Unit::Counted(counted(telling, end))
    };
    let rough = (from.saturating_sub(2)..from).any(|k| {
        matches!(
            telling.key(k),
            "about" | "around" | "nearly" | "almost" | "roughly" | "over" | "than" | "some" | "least" | "approximately"
        )
    });
    // A year is a date, and a bare number counts nothing that could be compared.
    let year = (1800.0..2100.0).contains(&value) && raw.len() == 4;
    let bare = unit == Unit::Counted(Vec::new());
    // "5%" reads as one figure, so the sign is part of what is marked.
    let marked = if after == Some("%") { end + 1 } else { end };
    (!year && !bare).then(|| Quantity { value, unit, span: telling.span(from, marked), rough })
}

/// The content words just after a number, up to the next number or mark.
fn counted(telling: &Telling<'_>, end: usize) -> Vec<String> {
    telling.tokens[end..]
        .iter()
        .take(REACH)
        .take_while(|token| {
            !token.punctuation && spelled(&token.key).is_none() && !token.key.starts_with(|c: char| c.is_ascii_digit())
        })
        .filter(|token| !is_stop_word(&token.key) && token.key.len() > 2)
        .map(|token| token.key.trim_end_matches('s').to_owned())
        .collect()
}

fn spelled(key: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 27] = [
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("thirteen", 13.0),
        ("fourteen", 14.0),
        ("fifteen", 15.0),
        ("sixteen", 16.0),
        ("seventeen", 17.0),
        ("eighteen", 18.0),
        ("nineteen", 19.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
        ("dozen", 12.0),
    ];
    WORDS.iter().find(|(word, _)| *word == key).map(|(_, value)| *value)
}

fn multiplier(key: &str) -> Option<f64> {
    match key {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" | "m" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::facts::tests::check_facts;

    #[test]
    fn numbers_that_count_the_same_thing_are_compared() {
        check_facts("Cracks in three main cables.", "Cracks in two of its main cables.", &["number: three / two"]);
        check_facts("It killed 3 people.", "It killed 13 people.", &["number: 3 / 13"]);
        check_facts("Rates rose 4 per cent.", "Rates rose 5%.", &["number: 4 / 5%"]);
    }

    #[test]
    fn the_same_value_in_other_words_is_no_difference() {
        check_facts("It cost $1,200.", "It cost $1200.", &[]);
        check_facts("About 3 million people left.", "Some 3,000,000 people left.", &[]);
        check_facts("Nearly 15 million voters.", "14,959,450 voters.", &[]);
        check_facts("Twelve boats sank.", "12 boats sank.", &[]);
    }

    #[test]
    fn numbers_that_count_other_things_are_not_compared() {
        check_facts("Three cables broke.", "Two engineers resigned.", &[]);
        check_facts("In 2019 the bridge opened.", "In 2021 the bridge closed.", &[]);
    }
}
