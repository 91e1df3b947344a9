//! What counts in a text that was fetched: whether two readings of a page tell the same.
//!
//! Pages move by themselves: counters, "5 minutes ago", adverts, teasers. What counts is the title and the paragraphs of the
//! article (headline, body, subheads, captions) in the form in which words are compared; among them no line of dates, times and
//! counts alone ("Updated 14:05", "1,204 comments"), whatever role it was given.

use crate::text::{Document, Role, key};

/// Words that, with numbers, make a line that moves by itself: of dates, ages, counts.
const MOVING: &str = "\
a ago am an and at bst cest cet comment comments day days est edt et first gmt hour hours hr hrs just last like likes \
listen min mins minute minutes modified now of on one pm pst pdt published posted reaction reactions read readers \
reading reads second seconds sec secs share shared shares than less time times to today updated update utc view views \
week weeks yesterday jan january feb february mar march apr april may jun june jul july aug august sep sept september \
oct october nov november dec december mon monday tue tuesday wed wednesday thu thursday fri friday sat saturday sun \
sunday";

/// A hash that is equal for readings that tell the same. A change of any word of the title or the article changes it.
pub(super) fn gist(title: &str, document: &Document) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    let mut line = |text: &str| {
        for word in text.split_whitespace() {
            hasher.update(key(word).as_bytes());
            hasher.update(b" ");
        }
        hasher.update(b"\n");
    };
    line(title);
    let counts = |role| matches!(role, Role::Headline | Role::Body | Role::Subhead | Role::Caption);
    for paragraph in document.paragraphs().iter().filter(|paragraph| counts(paragraph.role)) {
        let text = paragraph.span.of(document.text());
        if !moves_by_itself(text) {
            line(text);
        }
    }
    hasher.finalize().into()
}

/// Whether a paragraph holds nothing but dates, ages and counts.
fn moves_by_itself(text: &str) -> bool {
    // A line of thirty words is prose, whatever they are.
    const LONGEST: usize = 30;
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut count = 0;
    for word in words {
        count += 1;
        let lower = word.to_lowercase();
        let bare = lower.trim_start_matches(|c: char| c.is_ascii_digit());
        // "5m", "3h", "2k" and "14th" are numbers; so is "14".
        let number = bare.len() < lower.len() && bare.chars().count() <= 3;
        if count > LONGEST || !(number || MOVING.split(' ').any(|known| known == lower)) {
            return false;
        }
    }
    count > 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "The harbour bridge is shut until May, the council said.\n\nTwelve boats wait.";

    fn of(text: &str) -> [u8; 32] {
        gist("Bridge closes", &Document::parse(text))
    }

    fn check_moving(line: &str, expected: bool) {
        assert_eq!(moves_by_itself(line), expected, "{line}");
        // Below the text, where pages have such lines; what counts stands in the midst of it.
        let with_it =
            if expected { format!("{TEXT}\n\n{line}") } else { TEXT.replace("\n\n", &format!("\n\n{line}\n\n")) };
        assert_eq!(of(&with_it) == of(TEXT), expected, "{line}");
    }

    #[test]
    fn lines_that_move_by_themselves_do_not_count() {
        for line in [
            "Updated 14:05 GMT",
            "Last updated: 3 March 2026, 14:05",
            "5 minutes ago",
            "1,204 comments",
            "2.3k shares",
            "4 min read",
            "Published on Monday 2nd March 2026 at 9.30am",
            "just now",
            "Mon, 02 Mar 2026 10:30:00 +0000",
        ] {
            check_moving(line, true);
        }
    }

    #[test]
    fn everything_an_outlet_says_counts() {
        for line in [
            "Three died.",
            "12 dead, says the harbour master.",
            "The bridge opens in May.",
            "Updated: a second ferry is late.",
            "Rovers 3 United 1",
        ] {
            check_moving(line, false);
        }
        assert!(!moves_by_itself("12 dead") && !moves_by_itself("") && moves_by_itself("12"));
        assert_ne!(of(TEXT), of(&TEXT.replace("Twelve", "Thirteen")));
        assert_ne!(of(TEXT), of(&TEXT.replace("shut", "not shut")));
        assert_ne!(of(TEXT), gist("Bridge reopens", &Document::parse(TEXT)));
    }

    #[test]
    fn typography_does_not_count() {
        assert_eq!(of("The mayor’s “plan”\u{a0}failed."), of("The mayor's \"plan\"  failed."));
    }

    proptest! {
        #[test]
        fn a_word_more_in_the_body_always_counts(at in 0usize..2, word in "[b-z]{6,9}x") {
            let mut paragraphs: Vec<String> = TEXT.split("\n\n").map(str::to_owned).collect();
            paragraphs[at] = paragraphs[at].replace(' ', &format!(" {word} "));
            prop_assert_ne!(of(&paragraphs.join("\n\n")), of(TEXT));
        }
    }
}
