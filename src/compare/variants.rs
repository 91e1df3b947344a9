//! Runs of words that are one thing written in two ways: "per cent" and "%", "10 a.m." and "10am", "5 million" and "5m",
//! "health-care" and "health care", "9 April" and "April 9".
//!
//! A word difference sees single words, so this pass looks again at what it calls replaced: two runs are equal where their forms,
//! written without a space between them, are.

use std::collections::BTreeMap;
use std::ops::Range;

use super::readable::push;
use super::words::{Kind, Stretch, Token, Tokens};
use crate::sides::{Side, Sides};

/// The most words on one side that can be one word on the other.
const LONGEST: usize = 4;

/// Calls equal what is written in two ways inside the stretches that differ.
pub(super) fn settle(stretches: Vec<Stretch>, tokens: &Sides<Tokens>) -> Vec<Stretch> {
    let mut settled = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        let replaced = !stretch.tokens.left.is_empty() && !stretch.tokens.right.is_empty();
        if stretch.kind != Kind::Edit || !replaced {
            push(&mut settled, stretch);
        } else {
            split(&mut settled, stretch, tokens);
        }
    }
    settled
}

/// Cuts a replaced stretch at the first runs that are equal, again and again.
fn split(settled: &mut Vec<Stretch>, stretch: Stretch, tokens: &Sides<Tokens>) {
    let mut rest = stretch;
    while let Some(found) = first_equal(&rest.tokens, tokens) {
        let before = Sides::from_fn(|side| rest.tokens[side].start..found[side].start);
        let after = Sides::from_fn(|side| found[side].end..rest.tokens[side].end);
        push(settled, Stretch { kind: Kind::Edit, tokens: before });
        push(settled, Stretch { kind: Kind::Equal, tokens: found });
        rest = Stretch { kind: Kind::Edit, tokens: after };
    }
    push(settled, rest);
}

/// The first runs of both sides written in two ways, the longest of those that begin with one word.
fn first_equal(within: &Sides<Range<usize>>, tokens: &Sides<Tokens>) -> Option<Sides<Range<usize>>> {
    let initials = Sides::from_fn(|side| within[side].clone().fold(0, |all, at| all | initials(&tokens[side], at)));
    let common = initials.left & initials.right;
    let may_meet = |side: Side, run: &Range<usize>| self::initials(&tokens[side], run.start) & common != 0;
    let mut right: BTreeMap<String, Range<usize>> = BTreeMap::new();
    for run in runs(&within.right).filter(|run| may_meet(Side::Right, run)) {
        if let Some(written) = written(&tokens.right[run.clone()]) {
            right.entry(written).or_insert(run);
        }
    }
    let mut first: Option<Sides<Range<usize>>> = None;
    for run in runs(&within.left).filter(|run| may_meet(Side::Left, run)) {
        if first.as_ref().is_some_and(|found| found.left.start < run.start) {
            break;
        }
        let same = written(&tokens.left[run.clone()]).and_then(|written| right.get(&written));
        if let Some(other) = same.filter(|other| other.len() + run.len() > 2) {
            first = Some(Sides::new(run, other.clone()));
        }
    }
    first
}

/// Every run of a range, by where it begins, the short ones first.
fn runs(within: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = within.end;
    within
        .clone()
        .flat_map(move |from| (1..=LONGEST).map(move |length| from..from + length))
        .filter(move |r| r.end <= end)
}

/// The letters with which a run from this token on can begin when it is written together, as a set of bits: of the token's own
/// form, and of a month's that follows. Bytes that are no ASCII share a bit.
fn initials(tokens: &[Token], at: usize) -> u128 {
    let own = tokens[at..].first();
    let month = tokens[at + 1..].first().filter(|next| next.is_month());
    let bit = |token: &Token| token.form.bytes().next().map_or(u128::MAX, |b| 1 << b.min(127));
    own.into_iter().chain(month).fold(0, |all, token| all | bit(token))
}

/// A run of words without the spaces between them; nothing for one that holds a mark, or grammar alone.
fn written(run: &[Token]) -> Option<String> {
    if !run.iter().any(|token| token.content) || run.iter().any(|token| token.punctuation && token.key != "%") {
        return None;
    }
    if let [one, other] = run {
        let (month, number) = if other.is_month() { (other, one) } else { (one, other) };
        if let Some(day) = number.day().filter(|_| month.is_month()) {
            return Some(format!("{}{day}", month.form));
        }
    }
    let joined: String = run.iter().map(|token| token.form.as_str()).collect();
    // "10:00 a.m." and "5 million dollars" are written together as "10am" and "$5m" are.
    let hour = joined.strip_suffix("am").or(joined.strip_suffix("pm"));
    match hour {
        Some(hour) if hour.starts_with(|c: char| c.is_ascii_digit()) => {
            let hour = hour.replace('.', ":");
            Some(format!("{}{}", hour.strip_suffix(":00").unwrap_or(&hour), &joined[joined.len() - 2..]))
        }
        _ => Some(money_last(joined)),
    }
}

/// The numbers of the forms of words in order, but a month always before its day: "9 April" and "April 9" are one date.
pub(super) fn forms_in_one_order(tokens: &[Token]) -> Vec<u32> {
    let mut forms: Vec<u32> = tokens.iter().map(|token| token.number).collect();
    let mut k = 0;
    while k + 1 < tokens.len() {
        if tokens[k + 1].is_month() && tokens[k].day().is_some() {
            forms.swap(k, k + 1);
            k += 1;
        }
        k += 1;
    }
    forms
}

/// "$5" and "million" are "5dollars" and "million", and the unit belongs after both.
fn money_last(joined: String) -> String {
    if !joined.starts_with(|c: char| c.is_ascii_digit()) {
        return joined;
    }
    for unit in ["dollars", "pounds", "euros"] {
        if let Some((number, multiplier)) = joined.split_once(unit)
            && matches!(multiplier, "thousand" | "million" | "billion" | "trillion")
        {
            return format!("{number}{multiplier}{unit}");
        }
    }
    joined
}

/// Whether two runs of words are the same but for spelling and marks: what makes a pair a copy-edit.
pub(super) fn same_words(stretches: &[Stretch], tokens: &Sides<Tokens>) -> bool {
    let marks = |side: Side, range: &Range<usize>| tokens[side][range.clone()].iter().all(|token| token.punctuation);
    stretches
        .iter()
        .all(|s| s.kind == Kind::Equal || marks(Side::Left, &s.tokens.left) && marks(Side::Right, &s.tokens.right))
}

/// An equal stretch as runs that stand opposite each other: word by word, and whole where one side writes in more words.
pub(super) fn opposite(stretch: &Stretch, tokens: &Sides<Tokens>) -> Vec<Sides<Range<usize>>> {
    let mut found = Vec::new();
    let mut rest = stretch.tokens.clone();
    while !rest.left.is_empty() && !rest.right.is_empty() {
        let (i, j) = (rest.left.start, rest.right.start);
        let run = if tokens.left[i].number == tokens.right[j].number {
            Sides::new(i..i + 1, j..j + 1)
        } else {
            beginning(&rest, tokens).unwrap_or_else(|| rest.clone())
        };
        rest = Sides::from_fn(|side| run[side].end..rest[side].end);
        found.push(run);
    }
    if !rest.left.is_empty() || !rest.right.is_empty() {
        found.push(rest);
    }
    found
}

/// The runs that both ranges begin with and that are written in two ways.
fn beginning(within: &Sides<Range<usize>>, tokens: &Sides<Tokens>) -> Option<Sides<Range<usize>>> {
    let from = |side: Side| {
        let Range { start, end } = within[side];
        (1..=LONGEST).map(move |length| start..start + length).filter(move |run| run.end <= end)
    };
    from(Side::Left).flat_map(|left| from(Side::Right).map(move |right| Sides::new(left.clone(), right))).find(|run| {
        written(&tokens.left[run.left.clone()]).is_some_and(|w| written(&tokens.right[run.right.clone()]) == Some(w))
    })
}
