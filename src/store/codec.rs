//! How values of the model stand in columns.

use std::fmt::Write as _;

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

use crate::model::Moment;
use crate::text::{Document, Paragraph, Role, Span};

/// Reads what a moment displays as.
pub(super) fn read_moment(text: &str) -> Option<Moment> {
    let day = || text.parse::<civil::Date>().ok().map(Moment::Day);
    text.parse::<Timestamp>().ok().map(Moment::Instant).or_else(day)
}

/// A moment as milliseconds since 1970; a day is its first instant (UTC).
pub(super) fn moment_millis(moment: Moment) -> Option<i64> {
    match moment {
        Moment::Day(day) => TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok().map(Timestamp::as_millisecond),
        Moment::Instant(at) => Some(at.as_millisecond()),
    }
}

/// A document's paragraphs: role and length in bytes, one a line.
pub(super) fn paragraphs_text(document: &Document) -> String {
    document.paragraphs().iter().fold(String::new(), |mut lines, paragraph| {
        let _ = writeln!(lines, "{} {}", paragraph.role, paragraph.span.len());
        lines
    })
}

/// Puts a document together from its text and what [`paragraphs_text`] wrote.
///
/// Where the two do not fit, which only a hand in the file can bring about, the text is read anew.
pub(super) fn read_document(text: &str, paragraphs: &str) -> Document {
    read_paragraphs(paragraphs)
        .and_then(|paragraphs| Document::from_ranges(text.to_owned(), paragraphs))
        .unwrap_or_else(|| Document::parse(text))
}

fn read_paragraphs(lines: &str) -> Option<Vec<Paragraph>> {
    let mut start = 0;
    lines
        .lines()
        .map(|line| {
            let (role, length) = line.split_once(' ')?;
            let role = Role::ALL.into_iter().find(|known| known.name() == role)?;
            let span = Span::new(start, start + length.parse::<usize>().ok()?);
            start = span.end;
            Some(Paragraph { span, role })
        })
        .collect()
}
