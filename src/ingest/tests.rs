//! One-line cases for every form, and what hostile bytes may not do.

use proptest::prelude::*;

use super::{Harvest, read};
use crate::model::Moment;

/// Reads one input and writes what came of it: `outlet | title | first words` an article, `! message` a warning.
fn check_read(name: &str, bytes: &[u8], expected: &[&str]) {
    let Harvest { arrivals, warnings } = read(name, bytes);
    let articles = arrivals.iter().map(|a| {
        let text: Vec<&str> = a.document.text().split_whitespace().take(3).collect();
        format!("{} | {} | {}", a.outlet, a.title.as_deref().unwrap_or("-"), text.join(" "))
    });
    let faults = warnings.iter().map(|w| format!("! {w}"));
    let shown: Vec<String> = articles.chain(faults).collect();
    assert_eq!(shown, expected);
}

#[test]
fn the_outlet_is_the_front_matters_or_the_files() {
    check_read("in/gazette.txt", b"The river rose again on Monday night.", &["gazette | - | The river rose"]);
    check_read(
        "x.txt",
        b"Outlet: The Gazette\nTitle: River rises\n\nThe river rose again on Monday night.",
        &["The Gazette | River rises | The river rose"],
    );
    check_read(
        "x.md",
        b"---\nOutlet: The Gazette\nTitle: River rises\n---\n\nThe *river* rose [again](https://x.example).",
        &["The Gazette | River rises | The river rose"],
    );
}

#[test]
fn a_title_loses_the_files_quotation_marks_and_keeps_its_own() {
    check_read("x.txt", b"Title: \"River rises\"\n\nOn Monday night.", &["x | River rises | On Monday night."]);
    check_read("x.txt", b"Title: \"It rose\": more rain\n\nOn Monday.", &["x | \"It rose\": more rain | On Monday."]);
    check_read("x.txt", b"Title: Mayor: \"It rose\"\n\nOn Monday.", &["x | Mayor: \"It rose\" | On Monday."]);
}

#[test]
fn an_article_that_begins_with_a_colon_is_no_front_matter() {
    check_read(
        "x.txt",
        b"Title: a history of the word\nand its uses\n\nMore text.",
        &["x | Title: a history of the word | Title: a history"],
    );
}

#[test]
fn bad_front_matter_is_named_by_line() {
    check_read(
        "x.md",
        b"---\nOutlet: Gazette\nDate: soon\nColour: red\n---\nThe river rose.",
        &[
            "Gazette | - | The river rose.",
            "! x.md:3: `soon` is not a date newsdiff knows (write it as 2026-04-03 or 2026-04-03T14:10:00Z)",
            "! x.md:4: front matter line `Colour: red` is not understood (use Outlet:, Title:, Date:, URL: or Byline:)",
        ],
    );
}

#[test]
fn a_bad_line_of_json_does_not_stop_the_others() {
    check_read(
        "in.jsonl",
        b"{\"outlet\":\"A\",\"text\":\"One two three.\"}\n{oops\n{\"outlet\":\"B\",\"title\":\"T\",\"text\":\"Four five six.\"}\n{\"outlet\":\"C\"}",
        &[
            "A | - | One two three.",
            "B | T | Four five six.",
            "! in.jsonl:2: is not an article: key must be a string at line 1 column 2 (each line is {\"outlet\", \"title\", \"url\", \"published\", \"text\"})",
            "! in.jsonl:4: has no text (give the article's words in \"text\")",
        ],
    );
}

#[test]
fn other_encodings_are_decoded() {
    check_read("x.txt", b"Caf\xe9 owners protest in the old town.", &["x | - | Café owners protest"]);
    check_read("x.txt", b"\xff\xfeH\0i\0 \0a\0l\0l\0.\0", &["x | - | Hi all."]);
    check_read("x.txt", "\u{feff}Hello there, all.".as_bytes(), &["x | - | Hello there, all."]);
}

#[test]
fn what_is_no_text_is_named() {
    let hint = "(newsdiff reads text: plain, Markdown or JSON Lines)";
    check_read("x.txt", b" \n\n", &[&format!("! x.txt: holds no text {hint}")]);
    check_read("x.png", b"\x89PNG\0\0\0", &[&format!("! x.png: is binary, not text {hint}")]);
}

#[test]
fn dates_keep_the_precision_they_came_with() {
    assert!(matches!(super::moment("2026-04-03"), Some(Moment::Day(_))));
    assert!(matches!(super::moment("3 April 2026"), Some(Moment::Day(_))));
    assert!(matches!(super::moment("April 3, 2026"), Some(Moment::Day(_))));
    assert!(matches!(super::moment("2026-04-03T14:10:00+10:00"), Some(Moment::Instant(_))));
    assert!(matches!(super::moment("Fri, 03 Apr 2026 14:10:00 GMT"), Some(Moment::Instant(_))));
    assert!(matches!(super::moment("2026-04-03 14:10"), Some(Moment::Instant(_))));
    assert_eq!(super::moment("yesterday"), None);
}

proptest! {
    #[test]
    fn any_bytes_give_articles_or_warnings(name in "x\\.(txt|md|jsonl|html)", bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let harvest = read(&name, &bytes);
        prop_assert!(name.ends_with("jsonl") || !harvest.arrivals.is_empty() || !harvest.warnings.is_empty());
    }

    #[test]
    fn no_control_byte_reaches_an_article(text in "[a-z\\x1b\\x07\\u{202e} \\n]{1,80}") {
        for arrival in read("x.txt", text.as_bytes()).arrivals {
            let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            prop_assert!(!arrival.document.text().contains(hostile));
        }
    }
}
