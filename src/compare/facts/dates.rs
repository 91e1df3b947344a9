//! Days, months, years and times of day that differ.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::{Context, Fact, FactKind, Telling, fact};
use crate::compare::speller::MONTHS;
use crate::sides::{Side, Sides};
use crate::text::Span;

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A date as far as it is said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    what: What,
    /// Its tokens.
    pub(super) tokens: Range<usize>,
}

/// What is said of a date. Months count from 1, weekdays from Monday as 0, times in minutes from midnight.
#[derive(Debug, Clone, Copy, PartialEq)]
enum What {
    Weekday(usize),
    Day { month: usize, day: usize },
    Month(usize),
    Year(usize),
    Time(usize),
}

/// The kinds of dates whose place alone says what they are of.
const MONTH: usize = 2;
const YEAR: usize = 3;

impl What {
    /// Dates of one kind can contradict each other.
    fn kind(self) -> usize {
        match self {
            What::Weekday(_) => 0,
            What::Day { .. } => 1,
            What::Month(_) => MONTH,
            What::Year(_) => YEAR,
            What::Time(_) => 4,
        }
    }
}

/// Dates of one kind that differ: in one place, or the only ones on their sides and said of one thing. A weekday and a day of the
/// month agree or not by the day the text is of.
pub(super) fn differing(context: &Context<'_>, said: &Sides<Vec<Said>>, days: Sides<Option<Date>>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for kind in 0..5 {
        let all = said.as_ref().map(|side| side.iter().filter(|date| date.what.kind() == kind).collect::<Vec<_>>());
        let rest = Sides::from_fn(|side: Side| {
            let told = |date: &Said| all[side.other()].iter().any(|other| other.what == date.what);
            all[side].iter().filter(|date| !told(date)).copied().collect::<Vec<&Said>>()
        });
        let in_place = rest.left.iter().flat_map(|left| rest.right.iter().map(move |right| (*left, *right)));
        let placed: Vec<(&Said, &Said)> =
            in_place.filter(|(left, right)| context.in_one_place(&left.tokens, &right.tokens)).collect();
        match (&placed[..], &all.left[..], &all.right[..]) {
            // A bare month or year is often of something else; only its place says of what.
            ([], [left], [right])
                if kind != YEAR
                    && kind != MONTH
                    && left.what != right.what
                    && context.of_one_deed(&left.tokens, &right.tokens) =>
            {
                facts.push(told(context, left, right));
            }
            (pairs, ..) if pairs.len() == 1 || kind >= MONTH => {
                facts.extend(pairs.iter().map(|(left, right)| told(context, left, right)));
            }
            _ => {}
        }
    }
    facts.extend(by_calendar(context, said, days));
    facts
}

/// The dates of one side that the other does not say.
pub(super) fn alone(context: &Context<'_>, said: &Sides<Vec<Said>>, side: Side) -> Vec<Span> {
    let told = |date: &&Said| said[side.other()].iter().any(|other| other.what == date.what);
    said[side].iter().filter(|date| !told(date)).map(|date| context.span(side, &date.tokens)).collect()
}

fn told(context: &Context<'_>, left: &Said, right: &Said) -> Fact {
    let spans = Sides::new(context.span(Side::Left, &left.tokens), context.span(Side::Right, &right.tokens));
    fact(FactKind::Date, Some(spans.left), Some(spans.right))
}

/// "Tuesday" on one side and "9 April" on the other, where each side says one of them, the texts' day tells the year, and the day
/// is another.
fn by_calendar(context: &Context<'_>, said: &Sides<Vec<Said>>, days: Sides<Option<Date>>) -> Option<Fact> {
    let ([left], [right]) = (&said.left[..], &said.right[..]) else { return None };
    let published = days.left.or(days.right)?;
    let weekday = match (left.what, right.what) {
        (What::Weekday(weekday), What::Day { month, day }) | (What::Day { month, day }, What::Weekday(weekday)) => {
            (weekday, nearest(published, month, day)?.weekday())
        }
        _ => return None,
    };
    let differs = weekday.0 != weekday_number(weekday.1) && context.of_one_deed(&left.tokens, &right.tokens);
    differs.then(|| told(context, left, right))
}

/// The day of a month that is nearest to another day.
fn nearest(to: Date, month: usize, day: usize) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let years =
        (to.year().saturating_sub(1)..=to.year().saturating_add(1)).filter_map(|year| Date::new(year, month, day).ok());
    years.min_by_key(|date| (to.duration_until(*date).as_secs().abs(), *date))
}

fn weekday_number(weekday: Weekday) -> usize {
    usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0)
}

/// Every date of a telling, in order.
pub(super) fn said(telling: &Telling<'_>) -> Vec<Said> {
    let mut found = Vec::new();
    let mut k = 0;
    while k < telling.tokens.len() {
        match date(telling, k) {
            Some(said) => {
                k = said.tokens.end;
                found.push(said);
            }
            None => k += 1,
        }
    }
    found
}

fn date(telling: &Telling<'_>, k: usize) -> Option<Said> {
    let said = |what, end| Some(Said { what, tokens: k..end });
    let form = |k: usize| telling.tokens.get(k).map_or("", |token| token.form.as_str());
    let month =
        |k: usize| MONTHS.iter().position(|month| *month == form(k)).filter(|_| telling.capital(k)).map(|at| at + 1);
    let day = |k: usize| {
        let digits = form(k).trim_end_matches("th");
        digits
            .parse::<usize>()
            .ok()
            .filter(|day| (1..=31).contains(day) && telling.raw(k).starts_with(|c: char| c.is_ascii_digit()))
    };
    let year = |k: usize| year(telling, k);
    if let Some(at) = WEEKDAYS.iter().position(|day| *day == form(k)) {
        return said(What::Weekday(at), k + 1);
    }
    if let Some((day, month)) = day(k).zip(month(k + 1)) {
        return said(What::Day { month, day }, k + 2);
    }
    if let Some(at) = month(k) {
        return match day(k + 1).filter(|_| year(k + 1).is_none()) {
            Some(day) => said(What::Day { month: at, day }, k + 2),
            None if form(k) == "may" && !month_around(telling, k) => None,
            None => said(What::Month(at), k + 1),
        };
    }
    if let Some((minutes, end)) = time(telling, k) {
        return said(What::Time(minutes), end);
    }
    let before = k.checked_sub(1).map_or("", form);
    let dated = matches!(
        before,
        "in" | "since"
            | "by"
            | "until"
            | "from"
            | "to"
            | "and"
            | "before"
            | "after"
            | "between"
            | "of"
            | "early"
            | "late"
            | "during"
            | "the"
            | "-"
            | ","
    ) || MONTHS.contains(&before);
    year(k).filter(|_| dated).and_then(|value| said(What::Year(value), k + 1))
}

/// Four digits that can be a year: "1998", and not "1,998".
fn year(telling: &Telling<'_>, k: usize) -> Option<usize> {
    let raw = telling.tokens.get(k).map(|_| telling.raw(k))?;
    let digits = raw.len() == 4 && raw.bytes().all(|b| b.is_ascii_digit());
    raw.parse().ok().filter(|year| digits && (1800..2100).contains(year))
}

/// "May" is a month after a word that stands before dates, or before a year.
fn month_around(telling: &Telling<'_>, k: usize) -> bool {
    let before = k.checked_sub(1).map_or("", |k| telling.key(k));
    let marks = matches!(
        before,
        "in" | "since" | "by" | "until" | "from" | "last" | "next" | "early" | "late" | "before" | "to" | "and"
    );
    marks || year(telling, k + 1).is_some()
}

/// "10 a.m.", "10.30pm": minutes from midnight, and the token after.
fn time(telling: &Telling<'_>, k: usize) -> Option<(usize, usize)> {
    let key = telling.key(k);
    if !key.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let next = telling.tokens.get(k + 1).map_or("", |token| token.key.as_str());
    let (clock, half, end) = match key.strip_suffix("am").or(key.strip_suffix("pm")) {
        Some(clock) => (clock, &key[clock.len()..], k + 1),
        None if matches!(next, "am" | "pm") => (key, next, k + 2),
        None => return None,
    };
    let (hour, minute) = clock.split_once(['.', ':']).unwrap_or((clock, "0"));
    let (hour, minute): (usize, usize) = (hour.parse().ok()?, minute.parse().ok()?);
    let afternoon = if half == "pm" { 12 } else { 0 };
    ((1..=12).contains(&hour) && minute < 60).then_some(((hour % 12 + afternoon) * 60 + minute, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tests::check_facts;
    use crate::compare::words::Wording;

    #[test]
    fn one_day_on_each_side_is_compared() {
        check_facts("It opened on Tuesday.", "It opened on Wednesday.", &["date: tuesday / wednesday"]);
        check_facts("He left on April 3.", "He left on 4 April.", &["date: april 3 / 4 april"]);
        check_facts("He left on April 3.", "He left on 3 April.", &[]);
        check_facts("He left at 5 p.m. on foot.", "He left at 6pm on foot.", &["date: 5 p.m. / 6pm"]);
        check_facts("The mill closed in 1998.", "The mill closed in 1989.", &["date: 1998 / 1989"]);
    }

    #[test]
    fn with_two_days_on_a_side_nothing_is_claimed() {
        check_facts("From Monday to Friday it rained.", "On Tuesday it rained.", &[]);
    }

    #[test]
    fn years_of_other_things_are_not_compared() {
        check_facts("In 2019 the bridge opened.", "The bridge was shut by storms in 2021.", &[]);
    }

    /// Checks whether a weekday and a day of the month contradict each other in texts of a day.
    fn check_calendar(left: &str, right: &str, of: Option<Date>, expected: usize) {
        let texts = Sides::new(left, right);
        let wording = Wording::of_texts(texts);
        let context = Context::new(&wording);
        let said = context.tellings.as_ref().map(said);
        assert_eq!(differing(&context, &said, Sides::new(of, of)).len(), expected, "{left} | {right}");
    }

    #[test]
    fn a_weekday_and_a_day_of_the_month_are_compared_by_the_day_of_the_text() {
        let april = Date::new(2024, 4, 10).ok();
        check_calendar("The mayor resigned on Tuesday.", "The mayor resigned on 9 April.", april, 0);
        check_calendar("The mayor resigned on Friday.", "The mayor resigned on 9 April.", april, 1);
        check_calendar("The mayor resigned on Friday.", "The mayor resigned on 9 April.", None, 0);
        let new_year = Date::new(2024, 1, 2).ok();
        check_calendar("The mayor resigned on Sunday.", "The mayor resigned on 31 December.", new_year, 0);
    }
}
