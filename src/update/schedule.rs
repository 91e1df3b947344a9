//! When the page of an article is read again: soon after it was first seen, and then less and less often, because most edits are
//! made in the first hours.

use std::time::Duration;

use jiff::Timestamp;

use crate::fetch::{FetchError, back_off};

/// How long after an article was first seen its page is read.
const STEPS: [Duration; 6] = [
    Duration::from_hours(1),
    Duration::from_hours(3),
    Duration::from_hours(8),
    Duration::from_hours(24),
    Duration::from_hours(3 * 24),
    Duration::from_hours(7 * 24),
];

/// How often in a row a page may fail before it is read no more.
const MOST_FAILURES: u32 = 6;

/// The next reading after `now` of a page first seen at `since`; `None` where all are done, or would be later than `longest` after
/// that. Readings that were missed are not made up for.
pub(super) fn next(since: Timestamp, now: Timestamp, longest: Duration) -> Option<Timestamp> {
    STEPS.iter().filter(|step| **step <= longest).map(|step| since + *step).find(|moment| *moment > now)
}

/// When a page that failed is tried again, having failed `failures` times before; `None` for never.
pub(super) fn after_failure(fault: &FetchError, failures: u32, now: Timestamp) -> Option<Timestamp> {
    let later = now + back_off(failures + 1);
    match fault {
        // What leads nowhere today leads nowhere tomorrow.
        FetchError::Gone | FetchError::NotWeb | FetchError::Near => None,
        FetchError::Busy { until, .. } => Some(until.map_or(later, |until| until.max(later))),
        _ if failures + 1 >= MOST_FAILURES => None,
        // What a site says of its pages it says for a day (RFC 9309).
        FetchError::Robots => Some(now + Duration::from_hours(24)),
        _ => Some(later),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(hours * 3600).expect("a moment")
    }

    #[test]
    fn readings_lie_further_and_further_apart_and_end() {
        let week = Duration::from_hours(7 * 24);
        let next = |now, longest| next(at(0), at(now), longest).map(|moment| moment.as_second() / 3600);
        let hours: Vec<Option<i64>> = [0, 1, 2, 3, 8, 24, 100, 168].map(|now| next(now, week)).into();
        assert_eq!(hours, [Some(1), Some(3), Some(3), Some(8), Some(24), Some(72), Some(168), None]);
        assert_eq!(next(3, Duration::from_hours(8)), Some(8));
        assert_eq!(next(8, Duration::from_hours(8)), None);
        assert_eq!(next(0, Duration::ZERO), None);
    }

    #[test]
    fn failures_are_tried_again_later_and_not_for_ever() {
        let after =
            |fault: FetchError, failures| after_failure(&fault, failures, at(0)).map(|moment| moment.as_second() / 60);
        assert_eq!([0, 1, 2].map(|n| after(FetchError::TimedOut, n)), [Some(1), Some(2), Some(4)]);
        assert_eq!(after(FetchError::NotFound, 5), None);
        assert_eq!(after(FetchError::Gone, 0), None);
        assert_eq!(after(FetchError::Busy { status: 429, until: Some(at(2)) }, 0), Some(120));
        assert_eq!(after(FetchError::Busy { status: 429, until: None }, 0), Some(1));
    }
}
