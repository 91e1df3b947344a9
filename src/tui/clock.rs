//! Times as the screen says them: short, in the reader's own time zone, and never more exact than what is known.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::{Moment, VersionInfo};

/// The reader's time zone, and the day the program was started.
#[derive(Debug, Clone)]
pub struct Clock {
    /// The time zone.
    pub zone: TimeZone,
    /// The day; the year is left out of dates that share it.
    pub today: Date,
    /// What tells the present moment.
    pub now: fn() -> Timestamp,
}

impl Clock {
    /// The machine's.
    pub fn system() -> Clock {
        let now = jiff::ZonedDateTime::now();
        Clock { zone: now.time_zone().clone(), today: now.date(), now: Timestamp::now }
    }

    /// `14 Apr 21:50`; `14 Apr` where only the day is known; with the year where it is not this one.
    pub fn say(&self, moment: Moment) -> String {
        match moment {
            Moment::Day(date) => self.day(date),
            Moment::Instant(instant) => {
                let at = instant.to_zoned_datetime(self.zone.clone());
                format!("{} {:02}:{:02}", self.day(at.date()), at.hour(), at.minute())
            }
        }
    }

    /// The same for a narrow column: with a year the time of day goes.
    pub fn briefly(&self, moment: Moment) -> String {
        let day = match moment {
            Moment::Day(date) => date,
            Moment::Instant(instant) => instant.to_zoned_datetime(self.zone.clone()).date(),
        };
        if day.year() == self.today.year() { self.say(moment) } else { self.day(day) }
    }

    /// When a version was published, or else first seen.
    pub fn of(&self, version: &VersionInfo) -> String {
        self.say(version.published.unwrap_or(Moment::Instant(version.seen)))
    }

    /// The same with its word where nobody said when it was published, for a date of our own must not pass for the outlet's; and
    /// where only what a feed says of the piece is kept, which must not pass for the piece.
    pub fn honestly(&self, version: &VersionInfo) -> String {
        let when = match version.published {
            Some(moment) => self.say(moment),
            None => format!("seen {}", self.of(version)),
        };
        if version.summary { format!("{when} · summary only") } else { when }
    }

    /// `2026-04-14 21:50`; `2026-04-14` where only the day is known: for a page that is read elsewhere and later.
    pub fn in_full(&self, moment: Moment) -> String {
        match moment {
            Moment::Day(date) => date.to_string(),
            Moment::Instant(instant) => {
                instant.to_zoned_datetime(self.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
            }
        }
    }

    /// `just now`, `5 min ago`, `3 h ago`, `2 d ago`; what lies in the future counts as now.
    pub fn ago(&self, moment: Timestamp) -> String {
        match roughly((self.now)().duration_since(moment).as_secs()) {
            Some(said) => format!("{said} ago"),
            None => "just now".to_owned(),
        }
    }

    /// `now`, `in 5 min`, `in 3 h`, `in 2 d`; what lies in the past counts as now, and a minute that has begun as a minute.
    pub fn until(&self, moment: Timestamp) -> String {
        let seconds = moment.duration_since((self.now)()).as_secs();
        let begun = if (1..3600).contains(&seconds) { seconds + 59 } else { seconds };
        match roughly(begun) {
            Some(said) => format!("in {said}"),
            None => "now".to_owned(),
        }
    }

    fn day(&self, date: Date) -> String {
        let month = MONTHS[usize::from(date.month().unsigned_abs()).saturating_sub(1) % 12];
        if date.year() == self.today.year() {
            format!("{} {month}", date.day())
        } else {
            format!("{} {month} {}", date.day(), date.year())
        }
    }
}

/// A stretch of time in its largest unit; `None` below a minute.
fn roughly(seconds: i64) -> Option<String> {
    match seconds {
        ..60 => None,
        60..3600 => Some(format!("{} min", seconds / 60)),
        3600..86_400 => Some(format!("{} h", seconds / 3600)),
        _ => Some(format!("{} d", seconds / 86_400)),
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;

    fn check_said(moment: Moment, expected: &str) {
        let clock = Clock {
            zone: TimeZone::fixed(jiff::tz::offset(10)),
            today: jiff::civil::date(2026, 11, 24),
            now: || Timestamp::UNIX_EPOCH,
        };
        assert_eq!(clock.say(moment), expected);
    }

    #[test]
    fn says_what_is_known_and_no_more() {
        check_said(Moment::Day(jiff::civil::date(2026, 4, 3)), "3 Apr");
        check_said(Moment::Day(jiff::civil::date(2019, 12, 31)), "31 Dec 2019");
        check_said(Moment::Instant("2026-04-14T11:50:00Z".parse().expect("a moment")), "14 Apr 21:50");
        check_said(Moment::Instant("2026-04-14T20:05:00Z".parse().expect("a moment")), "15 Apr 06:05");
    }

    #[test]
    fn a_narrow_column_has_the_year_or_the_time_of_day() {
        let clock =
            Clock { zone: TimeZone::UTC, today: jiff::civil::date(2026, 11, 24), now: || Timestamp::UNIX_EPOCH };
        let said = |moment: &str| clock.briefly(Moment::Instant(moment.parse().expect("a moment")));
        assert_eq!(said("2026-04-14T11:50:00Z"), "14 Apr 11:50");
        assert_eq!(said("2021-10-18T18:30:00Z"), "18 Oct 2021");
        assert_eq!(clock.briefly(Moment::Day(jiff::civil::date(2026, 4, 3))), "3 Apr");
    }

    #[test]
    fn a_moment_of_our_own_and_a_summary_are_called_so() {
        let clock =
            Clock { zone: TimeZone::UTC, today: jiff::civil::date(2026, 11, 24), now: || Timestamp::UNIX_EPOCH };
        let seen = "2026-04-14T11:50:00Z".parse().expect("a moment");
        let version = |published, summary| {
            let id = crate::model::VersionId(1);
            VersionInfo { id, title: String::new(), seen, published, summary, read: false }
        };
        let day = Some(Moment::Day(jiff::civil::date(2026, 4, 3)));
        assert_eq!(clock.honestly(&version(day, false)), "3 Apr");
        assert_eq!(clock.honestly(&version(None, false)), "seen 14 Apr 11:50");
        assert_eq!(clock.honestly(&version(day, true)), "3 Apr · summary only");
    }
    fn check_apart(seconds: i64, ago: &str, until: &str) {
        let clock = Clock { zone: TimeZone::UTC, today: Date::MIN, now: || Timestamp::UNIX_EPOCH };
        let at = |seconds| Timestamp::from_second(seconds).expect("a moment");
        assert_eq!((&*clock.ago(at(-seconds)), &*clock.until(at(seconds))), (ago, until), "{seconds} seconds");
    }

    #[test]
    fn stretches_of_time_are_said_roughly() {
        check_apart(-90, "just now", "now");
        check_apart(59, "just now", "in 1 min");
        check_apart(61, "1 min ago", "in 2 min");
        check_apart(60, "1 min ago", "in 1 min");
        check_apart(7199, "1 h ago", "in 1 h");
        check_apart(2 * 86_400, "2 d ago", "in 2 d");
    }
}
