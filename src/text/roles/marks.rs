//! Paragraphs known by a mark of their own: bylines, credits, times, picture words, dashed subheads.

use super::lexicon::page;
use super::shape::{Ending, Shape};

/// "By Ann Lee", "Von Bo Ray", "Reporting by Cy Dee; editing by Eve Fox".
pub(super) fn is_byline(shape: &Shape<'_>) -> bool {
    if shape.words > 16 || (shape.ending == Ending::Stop && shape.words > 5) {
        return false;
    }
    let Some(opening) = page().byline.iter().find(|opening| starts_with_phrase(&shape.plain, opening)) else {
        return false;
    };
    let rest = shape.text.split_whitespace().skip(opening.split(' ').count());
    let name = rest.clone().next().unwrap_or_default();
    // "By Monday" opens a sentence or a title; a person's name is no day and has an upper-case letter.
    name.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase())) && !is_weekday(name)
}

/// A name alone, with a rank or a date behind it: "Ann Lee", "Ann Lee, city editor", "Ann Lee | 3 April 2026".
pub(super) fn is_name_line(shape: &Shape<'_>) -> bool {
    if shape.ending == Ending::Stop || shape.words > 8 && !names_time(shape) || shape.words > 14 {
        return false;
    }
    let name = shape.text.split([',', '|', '·', '•']).next().unwrap_or_default();
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && !is_weekday(word);
    let particle =
        |word: &&str| matches!(*word, "and" | "von" | "van" | "de" | "der" | "al" | "bin" | "da" | "und" | "y" | "et");
    (2..=6).contains(&words.len())
        && words.iter().all(|word| capital(word) || particle(word))
        && words.iter().filter(|word| capital(word)).count() <= 4
}

/// "Photo: Ann Lee", "ANN LEE/NEWSWIRE", "Bo Ray/Some Agency via Other Images".
pub(super) fn is_credit(shape: &Shape<'_>) -> bool {
    if shape.words > 16 || (shape.ending == Ending::Stop && shape.words > 8 && !shape.text.starts_with('(')) {
        return false;
    }
    page().credit.iter().any(|opening| shape.plain.starts_with(opening))
        || shape.text.starts_with('©')
        || shape.ending != Ending::Stop && (is_agency_line(shape) || shape.plain.ends_with("getty images"))
}

/// Names and agencies with strokes between them; several are set apart by semicolons.
fn is_agency_line(shape: &Shape<'_>) -> bool {
    let names_agency = |part: &str| {
        let Some((name, agency)) = part.trim().split_once('/') else { return false };
        let capital = |text: &str| {
            text.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase()) || word == "via")
        };
        let spaced = name.ends_with(' ') != agency.starts_with(' ');
        !spaced && !name.trim().is_empty() && !agency.trim().is_empty() && capital(name) && capital(agency)
    };
    shape.words <= 12 && shape.text.split(';').all(names_agency)
}

/// A time or a date and nothing else, a label before it aside: "Updated 3 April 2026, 10:30", "14:05".
pub(super) fn is_time_line(shape: &Shape<'_>) -> bool {
    if shape.words > 24 || !shape.text.contains(|c: char| c.is_numeric()) {
        return false;
    }
    let mut unknown = 0;
    let mut known = 0;
    for word in shape.text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/' | '(' | ')' | '·' | '•'))
    {
        if !word.contains(char::is_alphanumeric) {
            continue;
        }
        if is_figure(word) || is_time_word(word) {
            known += 1;
        } else if unknown < 2 {
            unknown += 1;
        } else {
            return false;
        }
    }
    // A correction is dated too, and it is news.
    let notice = ["correction", "clarification", "editor"].iter().any(|notice| shape.plain.starts_with(notice));
    unknown == 0
        || (!notice
            && (names_time(shape) || names_date(shape))
            && known >= 2
            && known > unknown
            && shape.ending != Ending::Stop)
}

/// Whether a paragraph holds a year or a time of day.
pub(super) fn names_time(shape: &Shape<'_>) -> bool {
    has_clock(shape.text) || has_year(shape.text)
}

/// Whether a paragraph holds a year, a month or a day of the week.
pub(super) fn names_date(shape: &Shape<'_>) -> bool {
    has_year(shape.text)
        || shape.text.split_whitespace().any(|word| word.len() >= 3 && is_time_word(word) && !is_label(word))
}

/// "What happens next?": a heading that asks, and no quotation that does.
pub(super) fn is_plain_question(shape: &Shape<'_>) -> bool {
    let asks = [
        "what", "who", "why", "how", "when", "where", "which", "was", "wer", "warum", "wie", "pourquoi", "comment",
        "qui", "qué", "por",
    ];
    let first = shape.text.split_whitespace().next().unwrap_or_default().to_lowercase();
    shape.text.ends_with(['?', '？']) && !shape.quoted && asks.contains(&first.as_str())
}

/// Whether a lead's usual marks stand in a text: a day of the week, or a place in capitals before a dash or colon.
pub(super) fn names_day_or_place(text: &str) -> bool {
    let place =
        text.split_whitespace().next().is_some_and(|word| word.len() >= 4 && !word.contains(char::is_lowercase));
    place || text.split_whitespace().any(is_weekday)
}

/// "SPRINGFIELD, April 3 (Newswire) —": a place in capitals and what belongs to it, alone in its paragraph.
pub(super) fn is_place_line(shape: &Shape<'_>) -> bool {
    if shape.words > 10 {
        return false;
    }
    let place: String = shape.text.chars().take_while(|&c| !matches!(c, ',' | '(' | '—' | '–' | ':')).collect();
    let rest = shape.text[place.len()..].trim();
    let capitals = place.chars().any(char::is_uppercase) && !place.chars().any(char::is_lowercase);
    let dash = rest.ends_with(['—', '–']) || rest.ends_with(" -") || rest.ends_with("--");
    capitals && (dash || (rest.starts_with(',') && is_time_line(&Shape::of(rest))))
}

/// "- Rising water -": a subhead in the manner of news agencies.
pub(super) fn is_dashed(shape: &Shape<'_>) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '*');
    let inner = shape.text.trim_matches(dash);
    shape.words <= 14 && inner.starts_with(' ') && inner.ends_with(' ') && inner.contains(char::is_alphabetic)
}

/// Words that only stand under pictures: "(L)", "(pictured)", "File photo", "FILE -".
pub(super) fn has_picture_words(shape: &Shape<'_>) -> bool {
    let inside =
        ["(l)", "(r)", "(c)", "(left)", "(right)", "(centre)", "(center)", "(pictured)", "(file photo)", "(handout)"];
    let lower = shape.text.to_lowercase();
    inside.iter().any(|mark| lower.contains(mark))
        || [
            "file photo",
            "file -",
            "file –",
            "file —",
            "pictured:",
            "pictured,",
            "in this photo",
            "in this image",
            "archivbild",
            "archivfoto",
            "foto de archivo",
            "photo d'archives",
            "photo d’archives",
            "caption:",
            "image caption",
            "photo caption",
        ]
        .iter()
        .any(|opening| lower.starts_with(opening))
}

fn starts_with_phrase(plain: &str, phrase: &str) -> bool {
    plain.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' '))
}

/// Digits with the letters that times and days carry: "10:30", "3rd", "14h05", "2026-04-03T10:30Z", "10am".
fn is_figure(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    word.contains(|c: char| c.is_numeric())
        && matches!(
            letters.as_str(),
            "" | "am"
                | "pm"
                | "st"
                | "nd"
                | "rd"
                | "th"
                | "h"
                | "t"
                | "tz"
                | "z"
                | "年月日"
                | "k"
                | "m"
                | "min"
                | "日"
                | "月"
                | "年"
                | "時分"
                | "时分"
                | "点"
        )
}

fn has_year(text: &str) -> bool {
    let year = |w: &[u8]| (w.starts_with(b"19") || w.starts_with(b"20")) && w.iter().all(u8::is_ascii_digit);
    text.as_bytes().windows(4).any(year) || text.contains('年')
}

/// Hours and minutes.
fn has_clock(text: &str) -> bool {
    let clock = |w: &[u8]| w[0].is_ascii_digit() && matches!(w[1], b':' | b'h') && w[2].is_ascii_digit();
    text.as_bytes().windows(3).any(clock)
}

/// Months, days, zones and the labels that stand before a date, in several languages.
fn is_time_word(word: &str) -> bool {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let length = plain.chars().count();
    // A day or a month is listed whole, and written whole or cut to three or four letters.
    let listed = |time: &&str| plain == **time || (length <= 4 && time.starts_with(&plain));
    is_label(word) || (length >= 3 && page().time.iter().any(listed))
}

/// Whether a word only stands beside dates and times: a label or a zone.
fn is_label(word: &str) -> bool {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    page().beside.binary_search(&plain.as_str()).is_ok()
}

/// Whether a word is a day of the week; months are left out, because April and August are first names too.
fn is_weekday(word: &str) -> bool {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    plain.ends_with("day") && page().time.binary_search(&plain.as_str()).is_ok()
}
