//! JSON Feed 1 and 1.1 to a draft. Fields of the wrong type are passed over; a number may stand for an id.

use serde_json::{Map, Value};

use super::draft::{Draft, DraftItem, Form, Link, Text, offer};
use super::tally::{Kind, Tally};

/// Reads a JSON Feed; a document that is none gives a draft without a form.
pub(super) fn read(text: &str, tally: &mut Tally) -> Draft {
    let mut draft = Draft::default();
    let value: Value = match serde_json::from_str(text.trim_start()) {
        Ok(value) => value,
        Err(error) => {
            tally.count(Kind::Unreadable, None, &format!("is JSON that cannot be read: {error}"));
            return draft;
        }
    };
    let Some(feed) = value.as_object().filter(|feed| is_feed(feed)) else {
        tally.count(Kind::NoFeed, None, "it is JSON without the items of a JSON Feed");
        return draft;
    };
    draft.form = Some("JSON Feed");
    if let Some(title) = string(feed, "title") {
        offer(&mut draft.title, 1, plain(title));
    }
    draft.site = string(feed, "home_page_url").map(|address| (1, link(address)));
    draft.own = string(feed, "feed_url").map(|address| (1, link(address)));
    draft.author = authors(feed).into_iter().next().map(|text| (1, text));
    let items = feed.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    draft.items = items.iter().map(|item| item.as_object().map(read_item).unwrap_or_default()).collect();
    draft
}

/// Whether the beginning of a JSON document is that of a JSON Feed.
pub(super) fn has_root(text: &str) -> bool {
    text.trim_start().starts_with('{') && text.contains("://jsonfeed.org/version/")
}

fn is_feed(feed: &Map<String, Value>) -> bool {
    let version = feed.get("version").and_then(Value::as_str).unwrap_or_default();
    version.contains("jsonfeed.org/version") || feed.get("items").is_some_and(Value::is_array)
}

fn read_item(item: &Map<String, Value>) -> DraftItem {
    let mut draft = DraftItem::default();
    if let Some(title) = string(item, "title") {
        offer(&mut draft.title, 1, plain(title));
    }
    for (key, rank) in [("url", 2), ("external_url", 1)] {
        if let Some(address) = string(item, key) {
            offer(&mut draft.link, rank, link(address));
        }
    }
    match item.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => offer(&mut draft.id, 1, id.trim().to_owned()),
        Some(Value::Number(id)) => offer(&mut draft.id, 1, id.to_string()),
        _ => {}
    }
    for (key, rank, form) in [("content_html", 2, Form::Html), ("content_text", 1, Form::Plain)] {
        if let Some(value) = string(item, key) {
            offer(&mut draft.content, rank, Text { value: value.to_owned(), form });
        }
    }
    if let Some(summary) = string(item, "summary") {
        offer(&mut draft.summary, 1, plain(summary));
    }
    draft.published = string(item, "date_published").map(|date| (1, date.to_owned()));
    draft.updated = string(item, "date_modified").map(|date| (1, date.to_owned()));
    draft.authors = authors(item).into_iter().map(|text| (1, text)).collect();
    draft
}

/// The names of version 1.1's list, or of version 1's one author.
fn authors(of: &Map<String, Value>) -> Vec<Text> {
    let list = of.get("authors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let every = if list.is_empty() { of.get("author").into_iter().collect::<Vec<_>>() } else { list.iter().collect() };
    every.into_iter().filter_map(Value::as_object).filter_map(|author| string(author, "name")).map(plain).collect()
}

fn string<'v>(of: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
    of.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty())
}

fn plain(text: &str) -> Text {
    Text { value: text.to_owned(), form: Form::Plain }
}

fn link(address: &str) -> Link {
    Link { written: address.trim().to_owned(), base: None }
}
