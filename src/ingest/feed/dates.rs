//! Dates as feeds write them: what RFC 822 and RFC 3339 ask for, and what is written instead.

use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, civil::DateTime};

use crate::ingest::moment;
use crate::model::Moment;

/// Zones that feeds name, in hours and quarters of an hour east of Greenwich.
const ZONES: &[(&str, i32)] = &[
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("WET", 0),
    ("BST", 4),
    ("WEST", 4),
    ("CET", 4),
    ("MET", 4),
    ("CEST", 8),
    ("MEST", 8),
    ("EET", 8),
    ("SAST", 8),
    ("EEST", 12),
    ("MSK", 12),
    ("IST", 22),
    ("SGT", 32),
    ("HKT", 32),
    ("AWST", 32),
    ("JST", 36),
    ("KST", 36),
    ("AEST", 40),
    ("AEDT", 44),
    ("NZST", 48),
    ("NZDT", 52),
    ("AST", -16),
    ("ADT", -12),
    ("EST", -20),
    ("EDT", -16),
    ("CST", -24),
    ("CDT", -20),
    ("MST", -28),
    ("MDT", -24),
    ("PST", -32),
    ("PDT", -28),
    ("AKST", -36),
    ("AKDT", -32),
    ("HST", -40),
];

/// Years in which news was published. Beyond them stands a default of some program, or a slip.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2199;

/// Reads a date. A time of day that is none leaves the day; a zone that is not known is taken as UTC, as where none is given.
/// `None` where no day can be told, or one nobody can mean: a year outside 1600 to 2199, or the first second of 1970, which is
/// what zero looks like.
pub(super) fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() > 100 {
        return None;
    }
    let found = moment(text).or_else(|| by_number(text)).or_else(|| by_iso(text)).or_else(|| by_words(text));
    found.filter(|&moment| YEARS.contains(&moment.day().year()) && !is_zero(moment))
}

fn is_zero(moment: Moment) -> bool {
    match moment {
        Moment::Instant(at) => at == Timestamp::UNIX_EPOCH,
        Moment::Day(day) => day == jiff::civil::date(1970, 1, 1),
    }
}

/// Seconds or milliseconds since 1970.
fn by_number(text: &str) -> Option<Moment> {
    let number: i64 = text.parse().ok()?;
    let at = match text.len() {
        9 | 10 => Timestamp::from_second(number),
        12 | 13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    at.ok().map(Moment::Instant)
}

/// A day as year, month and day, and whatever follows it as a time and a zone.
fn by_iso(text: &str) -> Option<Moment> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '.')).unwrap_or(text.len());
    let (day, rest) = text.split_at(end);
    let mut numbers = day.split(['-', '/', '.']).filter(|part| !part.is_empty());
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if year.len() != 4 {
        return None;
    }
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(end);
    Some(joined(day, time, &[zone.trim()]))
}

/// Words and numbers in any order: a month by its name, a day, a year, a time with colons, a zone.
fn by_words(text: &str) -> Option<Moment> {
    let (mut day, mut month, mut year, mut time) = (None, None, None, "");
    let mut zones = Vec::new();
    // A day joined to its month by hyphens is three words, an offset from Greenwich is one.
    let hyphens = text.split_whitespace().next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        || text.contains(", ");
    let words = text.split(|c: char| c.is_whitespace() || c == ',').flat_map(|word| {
        let dated = hyphens && word.matches('-').count() == 2;
        word.split(move |c| dated && c == '-')
    });
    for word in words.filter(|word| !word.is_empty()) {
        let word = word.trim_end_matches(['.', ')']).trim_start_matches('(');
        let digits = word.bytes().all(|b| b.is_ascii_digit());
        if word.contains(':') && time.is_empty() && word.starts_with(|c: char| c.is_ascii_digit()) {
            time = word;
        } else if digits && word.len() <= 2 && day.is_none() {
            day = word.parse::<i8>().ok();
        } else if digits && year.is_none() {
            year = full_year(word);
        } else if let Some(found) = month_of(word).filter(|_| month.is_none()) {
            month = Some(found);
        } else {
            zones.push(word);
        }
    }
    let day = Date::new(year?, month?, day?).ok()?;
    Some(joined(day, time, &zones))
}

fn full_year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    match word.len() {
        4 => Some(year),
        // As RFC 2822 has it.
        2 if year < 50 => Some(2000 + year),
        2 | 3 => Some(1900 + year),
        _ => None,
    }
}

fn month_of(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.to_ascii_lowercase();
    let start = word.get(..3).filter(|_| word.bytes().all(|b| b.is_ascii_alphabetic()))?;
    MONTHS.iter().position(|month| *month == start).map(|at| at as i8 + 1)
}

fn joined(day: Date, time: &str, zones: &[&str]) -> Moment {
    let Some(time) = time_of(time) else { return Moment::Day(day) };
    let offset = zones.iter().rev().find_map(|zone| offset_of(zone)).unwrap_or(Offset::UTC);
    let at = DateTime::from_parts(day, time);
    TimeZone::fixed(offset).to_timestamp(at).map_or(Moment::Day(day), Moment::Instant)
}

fn time_of(text: &str) -> Option<Time> {
    let mut parts = text.split([':', '.']);
    let mut number = || parts.next().map(str::parse::<i8>);
    let (hour, minute) = (number()?.ok()?, number()?.ok()?);
    let second = number().and_then(Result::ok).unwrap_or(0);
    // A leap second is the last one before it.
    Time::new(hour, minute, second.min(59), 0).ok()
}

fn offset_of(zone: &str) -> Option<Offset> {
    let upper = zone.to_ascii_uppercase();
    if let Some((_, quarters)) = ZONES.iter().find(|(name, _)| *name == upper) {
        return Offset::from_seconds(quarters * 15 * 60).ok();
    }
    let number = upper.trim_start_matches("GMT").trim_start_matches("UTC");
    let sign = match number.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = number[1..].chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        3 | 4 => {
            let (hours, minutes) = digits.split_at(digits.len() - 2);
            (hours.parse().ok()?, minutes.parse::<i32>().ok()?)
        }
        _ => return None,
    };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}
