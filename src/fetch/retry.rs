//! When to ask again: as the server says, else later after every failure.

use std::time::Duration;

use jiff::{Timestamp, fmt::rfc2822};

/// The longest a source that fails is left alone: a day, so that one that comes back is found the day it does.
pub const LONGEST_BACK_OFF: Duration = Duration::from_hours(24);

/// The longest `Retry-After` believed: beyond a day it is a slip, or a way to be rid of a reader.
const LONGEST_RETRY_AFTER: Duration = Duration::from_hours(24);

/// How long a source is left alone after a number of failures in a row: a minute, then twice as long each time, up to
/// [`LONGEST_BACK_OFF`].
pub fn back_off(failures: u32) -> Duration {
    let doubled = failures.saturating_sub(1).min(16);
    Duration::from_mins(1 << doubled).min(LONGEST_BACK_OFF)
}

/// Reads `Retry-After`, seconds or a date, as the moment to ask again: never before now, and at most a day from it.
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<Timestamp> {
    let value = value.trim();
    let latest = now + LONGEST_RETRY_AFTER;
    if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        // A number too long for a u64 is longer than a day too.
        let wait = value.parse().map_or(LONGEST_RETRY_AFTER, Duration::from_secs);
        return Some(now + wait.min(LONGEST_RETRY_AFTER));
    }
    let date = rfc2822::parse(value).ok()?.timestamp();
    Some(date.clamp(now, latest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-03-02T10:00:00Z".parse().expect("a moment")
    }

    fn check_retry(value: &str, expected: Option<&str>) {
        let expected = expected.map(|text| text.parse::<Timestamp>().expect("a moment"));
        assert_eq!(retry_after(value, now()), expected, "for {value:?}");
    }

    #[test]
    fn seconds_and_dates_are_read_and_bounded() {
        check_retry("120", Some("2026-03-02T10:02:00Z"));
        check_retry(" 0 ", Some("2026-03-02T10:00:00Z"));
        check_retry("Mon, 02 Mar 2026 10:30:00 GMT", Some("2026-03-02T10:30:00Z"));
        check_retry("Sun, 01 Mar 2026 10:30:00 GMT", Some("2026-03-02T10:00:00Z"));
        check_retry("999999999999999999999999", Some("2026-03-03T10:00:00Z"));
        check_retry("Mon, 02 Mar 2099 10:30:00 GMT", Some("2026-03-03T10:00:00Z"));
        check_retry("-5", None);
        check_retry("soon", None);
        check_retry("", None);
    }

    #[test]
    fn every_failure_doubles_the_wait_up_to_a_day() {
        let minutes: Vec<u64> = [0, 1, 2, 3, 11, 12, 400].map(|n| back_off(n).as_secs() / 60).into();
        assert_eq!(minutes, [1, 1, 2, 4, 1024, 1440, 1440]);
    }
}
