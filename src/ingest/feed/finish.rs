//! From a draft to articles: addresses that can be opened, titles without markup, dates, and which text is the whole piece.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::draft::{Draft, DraftItem, Form, Link, Slot, Text};
use super::tally::{Kind, Tally};
use super::{Feed, Item, MOST_ITEMS, dates};
use crate::ingest::entities::unescape;
use crate::ingest::html::{fragment, fragment_titled};
use crate::ingest::outlet_of;
use crate::model::{Arrival, Moment};
use crate::text::{Document, Hints, Role, neutralise};

/// The longest address kept, in bytes; browsers and servers give up long before.
const LONGEST_ADDRESS: usize = 4096;

/// The longest title, byline or name kept, in characters.
const LONGEST_LINE: usize = 1000;

/// Words from which a description is taken for the whole piece: summaries run to a few dozen, pieces to hundreds.
const WHOLE_PIECE_WORDS: usize = 200;

/// The longest pause a feed can ask for: a month, so that a slip does not silence it for good.
const LONGEST_PAUSE: Duration = Duration::from_hours(31 * 24);

/// Makes the feed. `text` is what the tally's places lie in.
pub(super) fn finish(source: &str, text: &str, mut draft: Draft, mut tally: Tally) -> Feed {
    let context = Context::of(source, &draft);
    let items = items(&mut draft, &context, &mut tally);
    let complete = !draft.broke_off && !tally.has(Kind::TooMany) && !tally.has(Kind::Unreadable) && context.is_feed;
    if draft.broke_off && context.is_feed {
        tally.count(Kind::BrokeOff, Some(text.trim_end().len()), "");
    }
    if !context.is_feed && !tally.has(Kind::Unreadable) && !tally.has(Kind::NoFeed) {
        let root = draft.root.as_deref().unwrap_or_default();
        let what = if root.is_empty() {
            "no element of one was found".to_owned()
        } else {
            format!("its first element is <{root}>")
        };
        tally.count(Kind::NoFeed, None, &what);
        tally.keep_only(Kind::NoFeed);
    } else if items.is_empty() && context.is_feed && !tally.has(Kind::EmptyItem) {
        tally.count(Kind::NoItems, None, "");
    }
    let moved_to = draft.moved_to.take().and_then(|written| context.address(&Link { written, base: None }));
    let site = draft.site.take().and_then(|(_, link)| context.address(&link));
    Feed {
        form: draft.form.or(context.is_feed.then_some("XML with items")),
        title: context.title,
        site,
        items,
        warnings: tally.warnings(source, text),
        moved_to,
        refresh: pause(&draft),
        complete,
    }
}

/// What holds for every item.
struct Context {
    source: String,
    title: Option<String>,
    outlet: String,
    byline: Option<String>,
    /// What addresses without a base of their own are relative to.
    base: Option<Url>,
    is_feed: bool,
}

impl Context {
    fn of(source: &str, draft: &Draft) -> Context {
        let title = held(draft.title.as_ref()).and_then(line);
        let outlet = title.clone().unwrap_or_else(|| named_by(source));
        let source_url = Url::parse(source).ok().filter(is_web);
        let url = |link: &Slot<Link>| {
            let (_, link) = link.as_ref()?;
            let near = source_url.as_ref().and_then(|source| source.join(&link.written).ok());
            near.or_else(|| Url::parse(&link.written).ok()).filter(is_web)
        };
        // Atom says that addresses are relative to the feed, RSS does not say and means its site.
        let base = match draft.form {
            Some("Atom") => source_url.clone().or_else(|| url(&draft.own)).or_else(|| url(&draft.site)),
            _ => url(&draft.site).or_else(|| source_url.clone()).or_else(|| url(&draft.own)),
        };
        let is_feed = draft.form.is_some() || !draft.items.is_empty();
        Context {
            source: source.to_owned(),
            title,
            outlet,
            byline: held(draft.author.as_ref()).and_then(byline),
            base,
            is_feed,
        }
    }

    /// An address of the web; `None` where it is none.
    fn address(&self, link: &Link) -> Option<String> {
        if link.written.len() > LONGEST_ADDRESS {
            return None;
        }
        let base = match (&link.base, &self.base) {
            (Some(own), Some(base)) => base.join(own).ok(),
            (Some(own), None) => Url::parse(own).ok(),
            (None, base) => base.clone(),
        };
        let url = match base {
            Some(base) => base.join(link.written.trim()).ok(),
            None => Url::parse(link.written.trim()).ok(),
        };
        url.filter(is_web).map(String::from).filter(|address| address.len() <= LONGEST_ADDRESS)
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// A name for a feed without a title: the host it came from, or the file.
fn named_by(source: &str) -> String {
    match Url::parse(source).ok().filter(is_web) {
        Some(url) => url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned(),
        None => outlet_of(source),
    }
}

fn items(draft: &mut Draft, context: &Context, tally: &mut Tally) -> Vec<Item> {
    let mut found = std::mem::take(&mut draft.items);
    found.retain(|item| {
        let empty = item.is_empty();
        if empty {
            tally.count(Kind::EmptyItem, item.at, "");
        }
        !empty
    });
    let mut kept: Vec<(DraftItem, Dates)> = Vec::with_capacity(found.len());
    for item in found {
        let dates = Dates::of(&item, tally);
        kept.push((item, dates));
    }
    if kept.len() > MOST_ITEMS {
        tally.count(Kind::TooMany, None, &kept.len().to_string());
        kept = newest(kept);
    }
    let mut seen = BTreeSet::new();
    let items = kept.into_iter().filter_map(|(draft, dates)| {
        let at = draft.at;
        let item = item(draft, dates, context, &mut seen, tally);
        // Markup alone, or an address that opens nothing, can look like something until it is read.
        let nothing = item.arrival.url.is_none() && item.arrival.document.text().is_empty();
        if nothing {
            tally.count(Kind::EmptyItem, at, "");
        }
        (!nothing).then_some(item)
    });
    items.collect()
}

/// When a piece was published and changed.
#[derive(Clone, Copy)]
struct Dates {
    published: Option<Moment>,
    updated: Option<Moment>,
}

impl Dates {
    fn of(item: &DraftItem, tally: &mut Tally) -> Dates {
        let mut read = |slot: &Slot<String>| {
            let (_, text) = slot.as_ref()?;
            let moment = dates::read(text);
            if moment.is_none() {
                tally.count(Kind::Date, item.at, text);
            }
            moment
        };
        let (published, updated) = (read(&item.published), read(&item.updated));
        Dates { published: published.or(updated), updated }
    }

    /// For sorting: a day without a time counts as its beginning.
    fn key(self) -> Option<jiff::Timestamp> {
        match self.published? {
            Moment::Instant(at) => Some(at),
            Moment::Day(day) => {
                jiff::tz::TimeZone::UTC.to_timestamp(day.to_datetime(jiff::civil::Time::midnight())).ok()
            }
        }
    }
}

/// The newest items in the order of the feed. Those without a date go by their place, since feeds begin with the newest; they come
/// after those with one.
fn newest(items: Vec<(DraftItem, Dates)>) -> Vec<(DraftItem, Dates)> {
    let mut order: Vec<(Reverse<Option<jiff::Timestamp>>, usize)> =
        items.iter().enumerate().map(|(place, (_, dates))| (Reverse(dates.key()), place)).collect();
    order.sort_unstable();
    let kept: BTreeSet<usize> = order.into_iter().take(MOST_ITEMS).map(|(_, place)| place).collect();
    items.into_iter().enumerate().filter(|(place, _)| kept.contains(place)).map(|(_, item)| item).collect()
}

fn item(draft: DraftItem, dates: Dates, context: &Context, seen: &mut BTreeSet<String>, tally: &mut Tally) -> Item {
    let title = held(draft.title.as_ref()).and_then(line);
    let url = draft.link.as_ref().and_then(|(_, link)| {
        let address = context.address(link);
        if address.is_none() {
            tally.count(Kind::Address, draft.at, &link.written);
        }
        address
    });
    let id = draft.id.map(|(_, id)| id).filter(|id| {
        let fresh = seen.insert(id.clone());
        if !fresh {
            tally.count(Kind::SameId, draft.at, id);
        }
        fresh
    });
    let (document, summary) = text_of(draft.content, draft.summary, title.as_deref());
    let page = if summary { url.clone() } else { None };
    let best = draft.authors.iter().map(|(rank, _)| *rank).max();
    let mut names: Vec<String> = Vec::new();
    for (_, text) in draft.authors.iter().filter(|(rank, _)| Some(*rank) == best) {
        if let Some(name) = byline(text).filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    let arrival = Arrival {
        outlet: held(draft.source.as_ref()).and_then(line).unwrap_or_else(|| context.outlet.clone()),
        title,
        url,
        byline: if names.is_empty() { context.byline.clone() } else { Some(names.join(", ")) },
        published: dates.published,
        source: context.source.clone(),
        document: Arc::new(document),
        summary,
    };
    Item { arrival, id, page, updated: dates.updated }
}

/// The text of a piece, and whether it is only a summary.
fn text_of(content: Slot<Text>, summary: Slot<Text>, title: Option<&str>) -> (Document, bool) {
    let read = |slot: Slot<Text>| {
        let (_, text) = slot?;
        let document = document(&text, title);
        (!document.text().trim().is_empty()).then_some(document)
    };
    if let Some(document) = read(content) {
        let cut = is_cut(&document);
        return (document, cut);
    }
    match read(summary) {
        Some(document) => {
            let short = document.text().split_whitespace().count() < WHOLE_PIECE_WORDS;
            let cut = short || is_cut(&document);
            (document, cut)
        }
        // A piece of which the feed has only the title: that is what there is to read.
        None => (Document::from_paragraphs(&[(title.unwrap_or_default().to_owned(), Role::Headline)]), true),
    }
}

fn document(text: &Text, title: Option<&str>) -> Document {
    let words = match text.form {
        Form::Html | Form::Either if has_tags(&text.value) => return fragment_titled(&text.value, title),
        Form::Html | Form::Either => unescape(&text.value),
        Form::Plain => text.value.clone(),
    };
    let words = neutralise(&words.replace("\r\n", "\n").replace('\r', "\n")).into_owned();
    Document::parse_with(words.trim(), &Hints { title, ..Hints::default() })
}

/// Whether a text says that it goes on elsewhere.
fn is_cut(document: &Document) -> bool {
    const ENDS: [&str; 6] = ["…", "...", "[…]", "[...]", "(more)", "[more]"];
    const WORDS: [&str; 4] = ["read more", "continue reading", "read the full", "read the rest"];
    // Below the cut there may still be a line about the feed itself.
    document.paragraphs().iter().rev().take(3).any(|paragraph| {
        let text = document.content(paragraph.span).of(document.text()).trim_end_matches([' ', '→', '»', '>', '.']);
        let whole = document.content(paragraph.span).of(document.text());
        let start: String = text.chars().take(40).collect::<String>().to_lowercase();
        ENDS.iter().any(|end| whole.ends_with(end)) || WORDS.iter().any(|words| start.starts_with(words))
    })
}

/// Whether a text has markup in it.
fn has_tags(text: &str) -> bool {
    let begins = |&b: &u8| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!');
    text.contains('>') && text.match_indices('<').any(|(at, _)| text.as_bytes().get(at + 1).is_some_and(begins))
}

fn held<T>(slot: Option<&(u8, T)>) -> Option<&T> {
    slot.map(|(_, value)| value)
}

/// A text as one line without markup; `None` where nothing is left.
fn line(text: &Text) -> Option<String> {
    let words = match text.form {
        Form::Html | Form::Either if has_tags(&text.value) => fragment(&text.value).text().to_owned(),
        Form::Html | Form::Either => unescape(&text.value),
        Form::Plain => text.value.clone(),
    };
    let words = neutralise(&words).split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return None;
    }
    Some(match words.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    })
}

/// The name in "mail@paper.example (Name)" and "Name <mail@paper.example>"; `None` where there is only an address.
fn byline(text: &Text) -> Option<String> {
    let mail = |word: &str| word.contains('@') && !word.contains(char::is_whitespace);
    let written = &text.value;
    let name = match (written.find('('), written.rfind(')')) {
        (Some(open), Some(close)) if open < close && mail(written[..open].trim()) => {
            written[open + 1..close].to_owned()
        }
        _ => match written.split_once('<') {
            Some((name, rest)) if rest.trim_end().strip_suffix('>').is_some_and(mail) => name.to_owned(),
            _ => written.clone(),
        },
    };
    let name = line(&Text { value: name, form: text.form })?;
    (!mail(&name)).then_some(name)
}

fn pause(draft: &Draft) -> Option<Duration> {
    let number = |text: &Option<String>| text.as_ref()?.trim().parse::<u64>().ok();
    let said = if let Some(minutes) = number(&draft.ttl) {
        Duration::from_secs(minutes.saturating_mul(60))
    } else {
        let hours: u64 = match draft.period.as_deref()?.trim().to_lowercase().as_str() {
            "hourly" => 1,
            "daily" => 24,
            "weekly" => 7 * 24,
            "monthly" | "yearly" => 31 * 24,
            _ => return None,
        };
        Duration::from_secs(hours * 3600 / number(&draft.frequency).unwrap_or(1).max(1))
    };
    (!said.is_zero()).then(|| said.min(LONGEST_PAUSE))
}
