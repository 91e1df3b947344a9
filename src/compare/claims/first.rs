//! Who had a claim first, said only where the times of all who tell it are known well enough.

use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};

use super::model::{Claim, Telling};
use crate::compare::{Options, Profile, compare};
use crate::model::Moment;
use crate::sides::{Side, Sides};
use crate::text::{Document, SentenceIx};

/// One version of an article with what is known of its time.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The text.
    pub document: Arc<Document>,
    /// When the outlet says it was published or changed.
    pub published: Option<Moment>,
    /// When newsdiff first saw this text; `None` for a file that was never kept.
    pub seen: Option<Timestamp>,
}

/// What is known of the moment something came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct When {
    /// Not before this moment; `None` where it may have been out for ever.
    pub after: Option<Timestamp>,
    /// Not after this moment; `None` where nothing is known.
    pub by: Option<Timestamp>,
    /// The moment as the outlet gave it, where it gave one for the version that brought it.
    pub stated: Option<Moment>,
}

/// The chance from which a sentence of an earlier version counts as the one of the last version.
const KEPT: f64 = 0.5;

/// When each sentence of an article's last version came out: with the earliest version that has a counterpart of it.
///
/// `editions` are all versions kept, oldest first. A version whose outlet gives no later date than the version before, as many
/// do when they edit silently, came out after that one was seen and by the time it was seen itself.
pub fn sentence_times(editions: &[Edition]) -> Vec<When> {
    let Some((last, earlier)) = editions.split_last() else { return Vec::new() };
    let whens = whens(editions);
    let mut times = vec![whens[earlier.len()]; last.document.sentences().len()];
    for (edition, &when) in earlier.iter().zip(&whens).rev() {
        let sides = Sides::new(Arc::clone(&edition.document), Arc::clone(&last.document));
        let comparison = compare(sides, &Options { profile: Some(Profile::Revision), ..Options::default() });
        for link in comparison.links.iter().filter(|link| link.score >= KEPT) {
            for &SentenceIx(k) in &link.sentences[Side::Right] {
                times[k] = when;
            }
        }
    }
    times
}

fn whens(editions: &[Edition]) -> Vec<When> {
    let mut whens: Vec<When> = Vec::new();
    for (k, edition) in editions.iter().enumerate() {
        let before = k.checked_sub(1).map(|before| &editions[before]);
        let stated = edition.published.filter(|&moment| {
            before.and_then(|before| before.published).is_none_or(|other| bounds(other).1 < bounds(moment).0)
        });
        let seen = (before.and_then(|before| before.seen), edition.seen);
        let (after, by) = stated.map(bounds).map_or(seen, |(from, to)| (Some(from), Some(to)));
        whens.push(When { after, by, stated });
    }
    whens
}

/// The earliest and the latest point in time a moment can mean. A day without a time zone begins in the east of the world and
/// ends in its west.
fn bounds(moment: Moment) -> (Timestamp, Timestamp) {
    const EAST_AND_WEST: [i64; 2] = [-14 * 3600, 36 * 3600];
    match moment {
        Moment::Instant(at) => (at, at),
        Moment::Day(day) => {
            let midnight = day.to_zoned_datetime(TimeZone::UTC).map_or(Timestamp::MIN, |zoned| zoned.timestamp());
            let shifted = |by: i64| Timestamp::from_second(midnight.as_second().saturating_add(by));
            let [from, to] = EAST_AND_WEST.map(shifted);
            (from.unwrap_or(Timestamp::MIN), to.unwrap_or(Timestamp::MAX))
        }
    }
}

/// The outlet that had a claim first, and when. `times` holds for each outlet what [`sentence_times`] says of it.
///
/// `None` where one outlet alone tells the claim, where two may have been first, where the time of any who tell it is not
/// known, and where the first tells it only within another claim, because then it only probably does. The dates are those the
/// outlets give: a piece first kept after an edit can bear the date of that edit.
pub fn first(claim: &Claim, times: &[Vec<When>]) -> Option<(usize, When)> {
    let told = |outlet: usize| {
        let cell = &claim.cells[outlet];
        let whens = cell.sentences.iter().chain(&cell.within).map(|&SentenceIx(k)| times.get(outlet)?.get(k).copied());
        whens.reduce(|one, other| Some(earlier(one?, other?))).flatten()
    };
    let tellers: Vec<usize> = (0..claim.cells.len()).filter(|&outlet| claim.told_by(outlet)).collect();
    let whens: Vec<(usize, When)> = tellers.iter().map(|&k| Some((k, told(k)?))).collect::<Option<_>>()?;
    let (outlet, when) = *whens.iter().min_by_key(|(_, when)| when.by.unwrap_or(Timestamp::MAX))?;
    let by = when.by?;
    let beats = |&(other, theirs): &(usize, When)| other == outlet || theirs.after.is_some_and(|after| by < after);
    let tells = claim.cells[outlet].telling != Telling::Within;
    (tells && whens.len() > 1 && whens.iter().all(beats)).then_some((outlet, when))
}

/// Of two sentences that tell one claim, the time of the earlier; where that cannot be said, all that both allow.
fn earlier(one: When, other: When) -> When {
    let after = one.after.zip(other.after).map(|(a, b)| a.min(b));
    let by = match (one.by, other.by) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let stated = if one.by == by { one.stated } else { other.stated };
    When { after, by, stated }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Cell, claims};

    const CLAIM: &str = "The council closed the harbour bridge on Monday after an inspection.";
    const OTHER: &str = "Ferries will run every ten minutes until Sunday.";

    /// One outlet's versions: text, published, seen; moments as a day or as a point in time, empty for unknown.
    fn outlet(versions: &[(&str, &str, &str)]) -> Vec<Edition> {
        let moment = |text: &str| match (text.parse(), text.parse()) {
            (Ok(at), _) => Some(Moment::Instant(at)),
            (_, Ok(day)) => Some(Moment::Day(day)),
            _ => None,
        };
        let edition = |&(text, published, seen): &(&str, &str, &str)| Edition {
            document: Arc::new(Document::parse(text)),
            published: moment(published),
            seen: seen.parse().ok(),
        };
        versions.iter().map(edition).collect()
    }

    /// Who had the claim about the bridge first, and by when.
    fn check_first(outlets: &[Vec<Edition>], expected: Option<(usize, &str)>) {
        let last: Vec<_> = outlets.iter().map(|own| Arc::clone(&own[own.len() - 1].document)).collect();
        let times: Vec<_> = outlets.iter().map(|own| sentence_times(own)).collect();
        let found = claims(&last);
        let claim =
            found.claims.iter().find(|claim| claim.told_by(0) && claim.reach() == outlets.len()).expect("a claim");
        let shown = first(claim, &times).map(|(outlet, when)| (outlet, when.by.expect("a moment").to_string()));
        assert_eq!(shown, expected.map(|(outlet, by)| (outlet, by.to_owned())));
    }

    #[test]
    fn the_earlier_date_is_first() {
        let (early, late) = ("2026-04-08T09:00:00Z", "2026-04-08T10:00:00Z");
        check_first(&[outlet(&[(CLAIM, late, "")]), outlet(&[(CLAIM, early, "")])], Some((1, early)));
    }

    #[test]
    fn nothing_is_said_where_a_time_is_missing_or_may_be_the_same() {
        let early = "2026-04-08T09:00:00Z";
        check_first(&[outlet(&[(CLAIM, early, "")]), outlet(&[(CLAIM, "", "")])], None);
        check_first(&[outlet(&[(CLAIM, early, "")]), outlet(&[(CLAIM, "", "2026-04-08T10:00:00Z")])], None);
        check_first(&[outlet(&[(CLAIM, early, "")]), outlet(&[(CLAIM, early, "")])], None);
        check_first(&[outlet(&[(CLAIM, "2026-04-08", "")]), outlet(&[(CLAIM, "2026-04-09", "")])], None);
        check_first(
            &[outlet(&[(CLAIM, "2026-04-06", "")]), outlet(&[(CLAIM, early, "")])],
            Some((0, "2026-04-07T12:00:00Z")),
        );
    }

    #[test]
    fn one_who_tells_it_within_another_claim_may_have_been_first_and_is_not_said_to_be() {
        let (early, late) = ("2026-04-08T09:00:00Z", "2026-04-08T10:00:00Z");
        let when = |by: &str| When { after: by.parse().ok(), by: by.parse().ok(), stated: None };
        let cell = |telling, own: usize, within: usize| Cell {
            sentences: vec![SentenceIx(0); own],
            within: vec![SentenceIx(0); within],
            telling,
        };
        let cells = vec![cell(Telling::Within, 0, 1), cell(Telling::Same, 1, 0)];
        let claim = Claim { cells, wording: (1, SentenceIx(0)), differences: Vec::new() };
        assert_eq!(first(&claim, &[vec![when(early)], vec![when(late)]]), None);
        assert_eq!(first(&claim, &[vec![when(late)], vec![when(early)]]), Some((1, when(early))));
        assert_eq!(first(&claim, &[Vec::new(), vec![when(early)]]), None, "a time that is not known");
    }

    #[test]
    fn a_claim_added_later_is_as_old_as_the_version_that_brought_it() {
        let (first, added) = ("2026-04-08T07:00:00Z", "2026-04-08T12:00:00Z");
        let both = format!("{OTHER} {CLAIM}");
        let other = outlet(&[(CLAIM, "2026-04-08T09:00:00Z", "")]);
        check_first(
            &[outlet(&[(OTHER, first, ""), (&both, added, "")]), other.clone()],
            Some((1, "2026-04-08T09:00:00Z")),
        );
        // The date stayed as it was, so the edit lies between the moments the two versions were seen.
        let silent = |seen: &str| outlet(&[(OTHER, first, seen), (&both, first, added)]);
        check_first(&[silent("2026-04-08T10:00:00Z"), other.clone()], Some((1, "2026-04-08T09:00:00Z")));
        check_first(&[silent("2026-04-08T08:00:00Z"), other.clone()], None);
        check_first(&[outlet(&[(&both, first, ""), (&both, added, "")]), other], Some((0, first)));
    }
}
