//! Dates as outlets and people write them.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::DateTime};

use crate::model::Moment;

/// Reads a date: RFC 3339, RFC 2822, `2026-04-03 14:10`, `2026-04-03`, `3 April 2026`, `April 3, 2026`. A time without a
/// zone is taken as UTC, because nothing says which zone was meant. `None` where it is none of these.
pub fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(Moment::Instant(instant));
    }
    if let Ok(zoned) = rfc2822::parse(text) {
        return Some(Moment::Instant(zoned.timestamp()));
    }
    // A date alone also reads as a date and time at midnight, so it goes first.
    if text.len() <= 10
        && let Ok(day) = text.parse::<Date>()
    {
        return Some(Moment::Day(day));
    }
    for form in ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"] {
        if let Ok(time) = strtime::parse(form, text).and_then(|parsed| parsed.to_datetime()) {
            return instant(time);
        }
    }
    ["%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d"]
        .iter()
        .find_map(|form| strtime::parse(form, text).and_then(|parsed| parsed.to_date()).ok())
        .map(Moment::Day)
}

fn instant(time: DateTime) -> Option<Moment> {
    TimeZone::UTC.to_timestamp(time).ok().map(Moment::Instant)
}
