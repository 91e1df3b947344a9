//! Feed files from outside: the built program adds them, and says what it could not read.

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const FEED: &str = r#"<?xml version="1.0" encoding="ISO-8859-1"?>
<rss><channel><title>The Ledger</title><link>https://ledger.example/</link>
<item><title>Harbour Bridge shut</title><link>/city/bridge</link><pubDate>Wed, 08 Apr 2026 14:10:00 GMT</pubDate>
<content:encoded><![CDATA[<p>The bridge was shut on Wednesday.</p><p>It stays shut &amp; empty.</p>]]></content:encoded></item>
<item><title>Ferries fill up</title><link>/city/ferries</link><description>Two more ferries sail caf� to caf�.</description></item>
<item><title>Trap</title><link>javascript:alert(1)</link><description>Nothing to click.</description></item>
</channel></rss>
"#;

fn run(folder: &TempDir, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdiff"));
    command.current_dir(folder.path()).args(words);
    command.env("HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path().join("config"));
    command.env("XDG_DATA_HOME", folder.path().join("data")).env("NEWSDIFF_STORE", folder.path().join("store.db"));
    command.output().expect("started")
}

fn desk(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The feed in the one encoding it declares, whose letters are no UTF-8.
fn feed() -> Vec<u8> {
    FEED.chars().map(|c| if c == '\u{fffd}' { 0xe9 } else { c as u8 }).collect()
}

#[test]
fn add_keeps_the_items_of_a_feed() {
    let desk = desk(&[("ledger.xml", &feed())]);
    let done = run(&desk, &["add", "ledger.xml"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let said = text(&done.stdout);
    assert!(said.contains("new        The Ledger: Harbour Bridge shut\n"), "{said}");
    assert!(said.contains("new        The Ledger: Ferries fill up (summary only)\n"), "{said}");
    assert!(said.ends_with("3 new, 0 revised, 0 unchanged\n"), "{said}");
    let warned = text(&done.stderr);
    assert!(
        warned.contains("ledger.xml:6: an address that is no page of the web was left out: `javascript:alert(1)`"),
        "{warned}"
    );
    let again = text(&run(&desk, &["add", "ledger.xml"]).stdout);
    assert!(again.ends_with("0 new, 0 revised, 3 unchanged\n"), "{again}");
}

#[test]
fn a_preview_has_the_items_as_articles() {
    let desk = desk(&[("ledger.rss", &feed())]);
    let done = run(&desk, &["add", "--dry-run", "--format", "json", "ledger.rss"]);
    let added: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let first = &added["articles"][0];
    assert_eq!(first["outlet"], "The Ledger");
    assert_eq!(first["url"], "https://ledger.example/city/bridge");
    assert_eq!(first["published"], "2026-04-08T14:10:00Z");
    assert_eq!(first["summary"], false);
    assert_eq!(first["paragraphs"][1]["text"], "It stays shut & empty.");
    assert_eq!(added["articles"][1]["summary"], true);
    assert_eq!(added["articles"][1]["paragraphs"][0]["text"], "Two more ferries sail café to café.");
}

#[test]
fn a_feed_is_known_by_its_beginning() {
    let json = br#"{"version": "https://jsonfeed.org/version/1", "title": "The Ledger", "items": [{"id": "1", "content_text": "It rained."}]}"#;
    let desk = desk(&[("saved", &feed()), ("feed.json", json), ("feed.txt", json)]);
    for (name, new) in [("saved", 3), ("feed.json", 1), ("feed.txt", 1)] {
        let done = run(&desk, &["add", "--dry-run", name]);
        assert!(
            text(&done.stdout).contains(&format!("{new} new")),
            "{name}: {}{}",
            text(&done.stdout),
            text(&done.stderr)
        );
    }
}

#[test]
fn what_is_no_feed_says_what_it_is_and_what_to_do() {
    let list = br#"<opml version="2.0"><body><outline text="L" xmlUrl="https://l.example/rss"/></body></opml>"#;
    let desk = desk(&[
        ("a.xml", b"<note>x</note>"),
        ("b.opml", list),
        ("c.xml", list),
        ("d.rss", b"<rss><channel></channel></rss>"),
    ]);
    for (name, message) in [
        ("a.xml", "is no feed: its first element is <note>"),
        ("b.opml", "newsdiff sources import b.opml"),
        ("c.xml", "newsdiff sources import c.xml"),
        ("d.rss", "is a feed without items"),
    ] {
        let done = run(&desk, &["add", name]);
        assert_eq!(done.status.code(), Some(1), "{name}");
        assert!(text(&done.stderr).contains(message), "{name}: {}", text(&done.stderr));
    }
}
