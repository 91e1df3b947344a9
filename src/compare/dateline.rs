//! The day a text is of, where nothing else tells it: the date in its dateline or byline.

use jiff::civil::Date;

use super::speller::MONTHS;
use crate::text::{Document, Role, WordKind, key, words};

/// The first whole date (day, month and year) of the paragraphs that stand around the article's text.
pub(super) fn day(document: &Document) -> Option<Date> {
    document
        .paragraphs()
        .iter()
        .filter(|paragraph| matches!(paragraph.role, Role::Dateline | Role::Byline))
        .find_map(|paragraph| date(paragraph.span.of(document.text())))
}

/// "9 April 2024" or "April 9, 2024", short months too.
fn date(text: &str) -> Option<Date> {
    let words = words(text).into_iter().filter(|word| word.kind != WordKind::Punctuation);
    let keys: Vec<String> = words.map(|word| super::spelling::form(&key(word.core.of(text)))).collect();
    keys.windows(3).find_map(|run| {
        let month =
            |word: &str| MONTHS.iter().position(|month| *month == word).and_then(|at| i8::try_from(at + 1).ok());
        let (month, day) =
            month(&run[0]).map(|month| (month, &run[1])).or_else(|| month(&run[1]).map(|month| (month, &run[0])))?;
        Date::new(run[2].parse().ok()?, month, day.trim_end_matches("th").parse().ok()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_day(dateline: &str, expected: Option<(i16, i8, i8)>) {
        let pieces =
            vec![(dateline.to_owned(), Role::Dateline), ("The mayor left on 3 May 2019.".to_owned(), Role::Body)];
        let expected = expected.and_then(|(year, month, day)| Date::new(year, month, day).ok());
        assert_eq!(day(&Document::from_paragraphs(&pieces)), expected, "{dateline}");
    }

    #[test]
    fn a_dateline_tells_the_day() {
        check_day("Norwick, 9 April 2024", Some((2024, 4, 9)));
        check_day("Updated Tues., Sept. 3rd, 2024 at 10:05", Some((2024, 9, 3)));
        check_day("Norwick, Tuesday", None);
        check_day("31 February 2024", None);
    }
}
