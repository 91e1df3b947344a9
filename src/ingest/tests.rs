//! One-line cases for every form, and what hostile bytes may not do.

use std::fs;

use proptest::prelude::*;

use super::{Cut, Harvest, gather, read, read_cut};
use crate::model::Moment;
use crate::text::Role;

/// Reads one input and writes what came of it: `outlet | title | first words` an article, `! message` a warning.
fn check_read(name: &str, bytes: &[u8], expected: &[&str]) {
    let Harvest { arrivals, warnings, .. } = read(name, bytes);
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
    let hint = "(newsdiff reads web pages, plain text, Markdown and JSON Lines)";
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

/// Two short articles under one another, as reposts hold them.
const TWO_ARTICLES: &str = "Harbour bridge to stay closed until spring

The harbour bridge will stay closed until spring, the city said on Monday.

Divers had found cracks in two of its pillars the week before.

The mayor said that nobody had been hurt and that nobody would be.

Ferry company hires thirty sailors for night crossings

The ferry company said on Tuesday it had hired thirty sailors so that it can offer night crossings.

The first night ferry leaves on Friday, and the crossing will be free.

Sailors with a licence may still apply, the company said.

Related
";

#[test]
fn a_second_headline_begins_a_second_article() {
    check_read(
        "gazette.txt",
        TWO_ARTICLES.as_bytes(),
        &[
            "gazette | Harbour bridge to stay closed until spring | Harbour bridge to",
            "gazette | Ferry company hires thirty sailors for night crossings | Ferry company hires",
        ],
    );
    let harvest = read("gazette.txt", TWO_ARTICLES.as_bytes());
    let sources: Vec<&str> = harvest.arrivals.iter().map(|arrival| arrival.source.as_str()).collect();
    assert_eq!(sources, ["gazette.txt (1 of 2)", "gazette.txt (2 of 2)"]);
    let roles: Vec<Role> = harvest.arrivals[1].document.paragraphs().iter().map(|paragraph| paragraph.role).collect();
    assert_eq!(roles, [Role::Headline, Role::Body, Role::Body, Role::Body, Role::Noise]);
    let joined: String = harvest.arrivals.iter().map(|arrival| arrival.document.text()).collect();
    assert_eq!(joined, TWO_ARTICLES);
}

#[test]
fn a_file_can_be_read_whole() {
    let harvest = read_cut("gazette.txt", TWO_ARTICLES.as_bytes(), Cut::Never);
    assert_eq!(harvest.arrivals.len(), 1);
    assert_eq!(harvest.arrivals[0].document.text(), TWO_ARTICLES);
}

#[test]
fn headings_of_markdown_are_headline_and_subheads() {
    let markdown = b"# River rises\n\nThe river rose again on Monday night.\n\n## Boats\n\n- Two ferries\n\nIt fell by noon on Tuesday.";
    let harvest = read("gazette.md", markdown);
    let roles: Vec<Role> = harvest.arrivals[0].document.paragraphs().iter().map(|paragraph| paragraph.role).collect();
    assert_eq!(harvest.arrivals[0].title.as_deref(), Some("River rises"));
    assert_eq!(roles, [Role::Headline, Role::Body, Role::Subhead, Role::Body, Role::Body]);
}

#[test]
fn line_breaks_of_other_systems_are_line_breaks() {
    let harvest = read("x.txt", b"River rises\r\n\r\nIt rose.\rIt fell.");
    assert_eq!(harvest.arrivals[0].document.text(), "River rises\n\nIt rose.\nIt fell.");
}

#[test]
fn web_pages_are_known_by_their_ending_or_their_beginning() {
    let page = b"<!DOCTYPE html><title>Quay</title><p>The ferry left its berth on Friday for the first time since the fire.</p>";
    for name in ["quay.html", "quay.HTM", "quay.xhtml", "quay.php", "quay", "-"] {
        let outlet = if name == "-" { "standard input" } else { "quay" };
        check_read(name, page, &[&format!("{outlet} | Quay | Quay The ferry")]);
    }
    check_read("quay.txt", b"<html>", &["quay | - | <html>"]);
}

#[test]
fn forms_not_read_yet_are_named_with_a_way_out() {
    check_read("x.md", b"***", &["! x.md: holds marks and no text (put the article's words into it)"]);
    check_read(
        "x.json",
        b"[]",
        &["! x.json: JSON that is no feed cannot be read yet (write JSON Lines, one article a line, to a .jsonl file)"],
    );
}

#[test]
fn folders_are_read_in_order_and_what_fails_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a file");
    put("b.txt", b"The river fell.");
    put("a.md", b"The *river* rose.");
    put("c.png", b"\x89PNG\0\0");
    put(".hidden.txt", b"Not seen.");
    fs::create_dir(folder.path().join("empty")).expect("a folder inside");
    let harvest = gather(&[folder.path().to_path_buf(), folder.path().join("gone.txt")]);
    let outlets: Vec<&str> = harvest.arrivals.iter().map(|arrival| arrival.outlet.as_str()).collect();
    assert_eq!(outlets, ["a", "b"]);
    let named: Vec<bool> = ["c.png", "empty", "gone.txt"]
        .iter()
        .zip(&harvest.warnings)
        .map(|(name, warning)| warning.source.ends_with(name) && warning.hint.is_some())
        .collect();
    assert_eq!((named, harvest.warnings.len()), (vec![true; 3], 3));
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
