//! One line a case: a feed, and what came of it.

mod forms;
mod hostile;
mod laws;

use super::{Feed, read};

/// Where the feeds of these tests come from.
const SOURCE: &str = "https://feeds.example/all";

/// Writes what came of a feed: `title | address | day | words` an item with `(summary)` behind a summary, `! message` a warning.
fn shown(feed: &Feed) -> Vec<String> {
    let items = feed.items.iter().map(|item| {
        let arrival = &item.arrival;
        let words: Vec<&str> = arrival.document.text().split_whitespace().take(8).collect();
        format!(
            "{} | {} | {} | {}{}",
            arrival.title.as_deref().unwrap_or("-"),
            arrival.url.as_deref().unwrap_or("-"),
            arrival.published.map_or("-".to_owned(), |moment| moment.to_string()),
            words.join(" "),
            if arrival.summary { " (summary)" } else { "" }
        )
    });
    let warnings = feed.warnings.iter().map(|warning| match warning.line {
        Some(line) => format!("! {line}: {}", warning.message),
        None => format!("! {}", warning.message),
    });
    items.chain(warnings).collect()
}

/// A feed as bytes, and what is shown of it.
fn check_bytes(bytes: &[u8], expected: &[&str]) {
    assert_eq!(shown(&read(SOURCE, bytes, None)), expected);
}

/// The same for text.
fn check_feed(text: &str, expected: &[&str]) {
    check_bytes(text.as_bytes(), expected);
}

/// One item of RSS, without an end where the case is about that.
fn check_item(inside: &str, expected: &[&str]) {
    check_feed(&rss(&format!("<item>{inside}</item>")), expected);
}

/// RSS around items.
fn rss(items: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>The Ledger</title><link>https://ledger.example/</link>{items}</channel></rss>"
    )
}

/// Atom around entries.
fn atom(entries: &str) -> String {
    format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Ledger</title>{entries}</feed>")
}
