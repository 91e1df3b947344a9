//! Numbers as a reader takes them: a value or a range, how exact it is meant, and what it counts.

use super::Telling;
use crate::compare::numerals;
use crate::compare::vocabulary::is_stop_word;
use crate::text::Span;

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// The least and the greatest value it can mean, as written.
    pub(super) low: f64,
    /// The greatest; the least again where it is one number.
    pub(super) high: f64,
    /// What it counts.
    pub(super) unit: Unit,
    /// How exact it is meant.
    pub(super) bound: Bound,
    /// A step of the last digit that is not a filling zero: 1,000 for "15,000", 0.1 for "4.5".
    pub(super) step: f64,
    /// Where it is said; the tokens of its unit come after.
    pub(super) span: Span,
    /// Its tokens, those of its unit included.
    pub(super) tokens: std::ops::Range<usize>,
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Unit {
    /// A share of a whole, in percent.
    Share,
    /// Money in one currency.
    Money(&'static str),
    /// A place in a row: "fifth".
    Place(Vec<String>),
    /// How many times as much: "twice".
    Times,
    /// Points of two sides: "3-1".
    Score,
    /// The content words that follow, as keys without a plural s: what is counted is among them.
    Counted(Vec<String>),
}

/// How exact a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// As written.
    Exact,
    /// Near it: "about", "nearly", "dozens".
    Near,
    /// It or more: "at least", "more than".
    Least,
    /// It or less: "up to", "fewer than".
    Most,
}

/// Percent between two fractions that outlets name: "a third" may be 36 percent.
const FRACTION: f64 = 8.0;
/// How many tokens after a number are searched for what it counts.
const REACH: usize = 4;

/// The numbers of a telling, in order; days, years and times of day are dates and left out.
pub(super) fn quantities(telling: &Telling<'_>, dates: &[std::ops::Range<usize>]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut k = 0;
    while k < telling.tokens.len() {
        if let Some(date) = dates.iter().find(|date| date.contains(&k)) {
            k = date.end;
            continue;
        }
        match quantity(telling, k) {
            Some(quantity) => {
                k = quantity.tokens.end;
                found.push(quantity);
            }
            None => k += 1,
        }
    }
    found
}

fn quantity(telling: &Telling<'_>, k: usize) -> Option<Quantity> {
    if !numerals::may_be_number(telling.key(k)) {
        return None;
    }
    score(telling, k)
        .or_else(|| fraction(telling, k))
        .or_else(|| times(telling, k))
        .or_else(|| place(telling, k))
        .or_else(|| counted(telling, k))
}

/// "3-1", "6 to 3" and "212 votes to 198" stay apart from ranges by what stands around them; only the first form is certain.
fn score(telling: &Telling<'_>, k: usize) -> Option<Quantity> {
    let (one, other) = telling.key(k).split_once('-')?;
    let (one, other): (f64, f64) = (one.parse().ok()?, other.parse().ok()?);
    let value = one * 1000.0 + other;
    Some(exact(telling, k..k + 1, value, Unit::Score))
}

/// "two-thirds", "a third", "half": shares of a whole.
fn fraction(telling: &Telling<'_>, k: usize) -> Option<Quantity> {
    let key = telling.key(k);
    let part = |word: &str| match word.trim_end_matches('s') {
        "half" => Some(50.0),
        "third" => Some(100.0 / 3.0),
        "quarter" => Some(25.0),
        "fifth" => Some(20.0),
        "tenth" => Some(10.0),
        _ => None,
    };
    let before = k.checked_sub(1).map_or("", |k| telling.key(k));
    let next = telling.tokens.get(k + 1).map_or("", |token| token.key.as_str());
    let (count, part, tokens) = if let Some((count, part_word)) = key.split_once('-') {
        (numerals::cardinal(count)?, part(part_word)?, k..k + 1)
    } else if let Some(count) = numerals::cardinal(key).filter(|count| (2..=9).contains(count)) {
        (count, part(next).filter(|_| next.ends_with('s'))?, k..k + 2)
    } else if key == "half" && next != "a" && next != "an" {
        (1, 50.0, k..k + 1)
    } else if matches!(key, "third" | "quarter" | "fifth" | "tenth") && matches!(before, "a" | "one") && next != "of-a"
    {
        let of_amount = next == "of" && matches!(telling.tokens.get(k + 2).map(|t| t.key.as_str()), Some("a" | "an"));
        // "a third year" is a place in a row and "a quarter of a million" an amount.
        let share = matches!(
            next,
            "of" | "fewer" | "less" | "more" | "full" | "last" | "" | "," | "." | "in" | "since" | "from" | "to"
        );
        (1, part(key).filter(|_| share && !of_amount)?, k - 1..k + 1)
    } else {
        return None;
    };
    let value = f64::from(count) * part;
    Some(Quantity { step: FRACTION, bound: Bound::Near, ..exact(telling, tokens, value, Unit::Share) })
}

/// "twice", "three times".
fn times(telling: &Telling<'_>, k: usize) -> Option<Quantity> {
    if telling.key(k) == "twice" {
        return Some(exact(telling, k..k + 1, 2.0, Unit::Times));
    }
    telling.tokens.get(k + 1).filter(|token| token.key == "times")?;
    let value = plain(telling.key(k))?;
    Some(exact(telling, k..k + 2, value, Unit::Times))
}

fn place(telling: &Telling<'_>, k: usize) -> Option<Quantity> {
    let value = numerals::ordinal(telling.key(k)).filter(|_| telling.key(k) != "first")?;
    let what = what(telling, k + 1);
    (!what.is_empty()).then(|| exact(telling, k..k + 1, f64::from(value), Unit::Place(what)))
}

fn counted(telling: &Telling<'_>, k: usize) -> Option<Quantity> {
    let (money, bare) = currency(telling.raw(k), telling.key(k));
    let (digits, rest) = split_figure(bare);
    let (mut value, mut step) = match numerals::cardinal(bare) {
        Some(value) => (f64::from(value), 1.0),
        None if bare == "dozens" => (24.0, 24.0),
        None => (digits.parse::<f64>().ok()?, step(digits)),
    };
    let mut end = k + 1;
    let mut unit = money.map(Unit::Money);
    let mut compound = Vec::new();
    match rest {
        "" => {}
        "%" => unit = Some(Unit::Share),
        _ if digits.is_empty() => {}
        "m" if money.is_none() && is_length(telling, k, value) => compound.push("meter".to_owned()),
        _ if numerals::multiplier(rest).is_some() => scale(&mut value, &mut step, rest),
        _ if rest.starts_with('-') => compound.extend(rest.split('-').filter(|part| part.len() > 2).map(singular)),
        _ => compound.push(singular(&crate::compare::spelling::form(rest))),
    }
    while let Some(token) = telling.tokens.get(end).filter(|token| numerals::multiplier(&token.key).is_some()) {
        scale(&mut value, &mut step, &token.key);
        end += 1;
    }
    let mut high = value;
    if let Some((to, after)) = range_to(telling, k, end) {
        high = to;
        end = after;
    }
    let after = |at: usize| telling.tokens.get(at).map_or("", |token| token.key.as_str());
    // "5 %" reads as one figure; a unit in words is on both sides and is not marked.
    let marked = if after(end) == "%" { end + 1 } else { end };
    match after(end) {
        "%" | "percent" | "pct" => (unit, end) = (Some(Unit::Share), end + 1),
        "per" if after(end + 1) == "cent" => (unit, end) = (Some(Unit::Share), end + 2),
        "dollars" | "dollar" => (unit, end) = (Some(Unit::Money("$")), end + 1),
        "euros" | "euro" => (unit, end) = (Some(Unit::Money("€")), end + 1),
        "pounds" if unit.is_none() => (unit, end) = (Some(Unit::Money("£")), end + 1),
        _ => {}
    }
    let unit = unit.unwrap_or_else(|| {
        compound.extend(what(telling, end));
        Unit::Counted(compound)
    });
    let minus = k > 0 && telling.key(k - 1) == "minus" || telling.key(k).starts_with('-');
    if minus && value > 0.0 {
        (value, high) = (-value, -high);
    }
    let bound = if bare == "dozens" { Bound::Least } else { bound(telling, k) };
    Some(Quantity { low: value, high, unit, bound, step, span: telling.span(k, marked), tokens: k..end })
}

/// Whether "m" after a number is metres: nobody writes thousands of millions so, and what follows measures or nothing does.
fn is_length(telling: &Telling<'_>, k: usize, value: f64) -> bool {
    const MEASURES: [&str; 12] =
        ["above", "away", "below", "deep", "freestyle", "from", "high", "hurdles", "long", "race", "tall", "wide"];
    let next = telling.tokens.get(k + 1);
    value >= 1000.0 || next.is_none_or(|next| next.punctuation || MEASURES.contains(&next.key.as_str()))
}

/// "between 3 and 4", "3 to 4": the upper end, and the token after it.
fn range_to(telling: &Telling<'_>, from: usize, end: usize) -> Option<(f64, usize)> {
    let joint = &telling.tokens.get(end)?.key;
    let between = from > 0 && telling.key(from - 1) == "between" && joint == "and";
    let percent = matches!(joint.as_str(), "%" | "percent");
    let (joint, at) = if percent { (&telling.tokens.get(end + 1)?.key, end + 1) } else { (joint, end) };
    let between = between || from > 0 && telling.key(from - 1) == "between" && joint == "and";
    if !between {
        return None;
    }
    let (_, bare) = currency(telling.raw(at + 1), telling.tokens.get(at + 1).map(|token| token.key.as_str())?);
    let mut value = plain(split_figure(bare).0).or_else(|| plain(bare))?;
    let mut after = at + 2;
    while let Some(by) = telling.tokens.get(after).and_then(|token| numerals::multiplier(&token.key)) {
        value *= by;
        after += 1;
    }
    Some((value, after))
}

fn exact(telling: &Telling<'_>, tokens: std::ops::Range<usize>, value: f64, unit: Unit) -> Quantity {
    let bound = bound(telling, tokens.start);
    let span = telling.span(tokens.start, tokens.end);
    Quantity { low: value, high: value, unit, bound, step: 1.0, span, tokens }
}

fn scale(value: &mut f64, step: &mut f64, by: &str) {
    let by = numerals::multiplier(by).unwrap_or(1.0);
    *value *= by;
    *step *= by;
}

/// The currency a word is written with, and the word without it.
fn currency<'t>(raw: &str, key: &'t str) -> (Option<&'static str>, &'t str) {
    if raw.bytes().all(|b| b.is_ascii_alphabetic()) {
        return (None, key);
    }
    for sign in ["$", "£", "€"] {
        if raw.contains(sign) {
            let bare = key.find(sign).map_or(key, |at| &key[at + sign.len()..]);
            return (Some(sign), if bare.is_empty() { key.trim_end_matches(sign) } else { bare });
        }
    }
    (None, key.trim_start_matches(['-', '+', '−']))
}

/// The digits a word begins with, and the rest of it.
fn split_figure(word: &str) -> (&str, &str) {
    let end = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
    word.split_at(end)
}

fn plain(key: &str) -> Option<f64> {
    numerals::cardinal(key).map(f64::from).or_else(|| key.parse().ok().filter(|value: &f64| value.is_finite()))
}

/// What one more in the last digit written that is not a filling zero would add.
fn step(digits: &str) -> f64 {
    match digits.split_once('.') {
        Some((_, decimals)) => 10_f64.powi(-i32::try_from(decimals.len()).unwrap_or(0)),
        None => 10_f64.powi(i32::try_from(digits.len() - digits.trim_end_matches('0').len()).unwrap_or(0)),
    }
}

/// Words before a number that is not exact.
const NEAR: [&str; 10] =
    ["about", "almost", "approximately", "around", "close", "estimated", "nearly", "roughly", "some", "than"];

/// How exact the words before a number say it is.
fn bound(telling: &Telling<'_>, k: usize) -> Bound {
    let before = |by: usize| k.checked_sub(by).map_or("", |k| telling.key(k));
    let article = matches!(before(1), "a" | "the");
    let (one, two) = if article { (before(2), before(3)) } else { (before(1), before(2)) };
    match (two, one) {
        ("at", "least") | ("more" | "greater", "than") => Bound::Least,
        ("up", "to") | ("at", "most") | ("fewer" | "less", "than") | ("as", "many" | "much") => Bound::Most,
        (before, "over" | "above") if before != "just" => Bound::Least,
        (before, "under" | "below") if before != "just" => Bound::Most,
        (_, word) if NEAR.contains(&word) || two == "just" => Bound::Near,
        _ => Bound::Exact,
    }
}

/// The content words just after a number, up to the next number, mark or turn of the sentence: "three of its main cables".
fn what(telling: &Telling<'_>, from: usize) -> Vec<String> {
    telling.tokens[from.min(telling.tokens.len())..]
        .iter()
        .take(REACH)
        .take_while(|token| {
            let within =
                matches!(token.key.as_str(), "of" | "the" | "its" | "his" | "her" | "their" | "our" | "more" | "other");
            let number =
                numerals::cardinal(&token.key).is_some() || token.key.starts_with(|c: char| c.is_ascii_digit());
            !token.punctuation && !number && (within || !is_stop_word(&token.key))
        })
        .filter(|token| !is_stop_word(&token.key) && token.key.len() > 2)
        .map(|token| singular(&token.form))
        .collect()
}

fn singular(word: &str) -> String {
    word.trim_end_matches('s').to_owned()
}
