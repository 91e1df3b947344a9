//! An element of a feed that is being read as a text.

use super::draft::{Draft, DraftItem, Form, Link, Text, offer};
use super::names::Vocabulary;
use crate::ingest::markup::Tag;

/// How deep markup inside a text is kept; deeper there are only the words. Prose nests a dozen elements.
const DEEPEST_MARKUP: usize = 200;

/// What a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Link,
    Id,
    Author,
    Published,
    Updated,
    Summary,
    Content,
    Source,
    Ttl,
    Period,
    Frequency,
    MovedTo,
}

/// How trustworthy an address is, from a name to the piece's own.
pub(super) mod rank {
    /// `rdf:about`, or the `href` of CDF.
    pub(in super::super) const ABOUT: u8 = 1;
    /// A guid that is an address.
    pub(in super::super) const GUID: u8 = 2;
    /// An alternate form that is no page.
    pub(in super::super) const OTHER_FORM: u8 = 3;
    /// What the form calls the link of the piece.
    pub(in super::super) const LINK: u8 = 5;
    /// The address before a proxy of the feed's replaced it.
    pub(in super::super) const ORIGINAL: u8 = 6;
}

/// A text of which the end has not been met.
#[derive(Debug)]
pub(super) struct Capture {
    /// How many elements were open when it began, it not counted.
    pub(super) depth: usize,
    field: Field,
    /// Which of two texts for one field is the better one.
    rank: u8,
    form: Form,
    base64: bool,
    /// The words, before any markup was met.
    plain: String,
    /// The words with their markup, escaped, from the first element inside on.
    markup: Option<String>,
    /// Whether the `guid` may be the address of the piece.
    permalink: bool,
}

impl Capture {
    /// The text that an element of an item, or of the head of the feed, begins.
    pub(super) fn of(tag: &Tag, vocabulary: Vocabulary, local: &str, depth: usize, in_item: bool) -> Option<Capture> {
        let (field, rank) = if in_item { of_item(vocabulary, local) } else { of_head(vocabulary, local) }?;
        if field == Field::Link && tag.attribute("href").is_some() {
            return None;
        }
        let mut capture = Capture::new(field, rank, depth);
        if vocabulary == Vocabulary::Content || vocabulary == Vocabulary::Xhtml {
            capture.form = Form::Html;
        }
        if field == Field::Id {
            capture.permalink = !tag.attribute("isPermaLink").is_some_and(|value| value.eq_ignore_ascii_case("false"));
        }
        let mode = tag.attribute("mode").unwrap_or_default().to_lowercase();
        let kind = tag.attribute("type").unwrap_or_default().trim().to_lowercase();
        match kind.split(';').next().unwrap_or_default() {
            "text" | "text/plain" => capture.form = Form::Plain,
            "html" | "text/html" | "xhtml" | "application/xhtml+xml" => capture.form = Form::Html,
            // A picture, a sound or a document inside a feed is no text.
            other if field == Field::Content && other.contains('/') && !other.starts_with("text/") => return None,
            _ => {}
        }
        capture.base64 = mode == "base64";
        Some(capture)
    }

    /// The name of an author or of a source, which stands in an element inside.
    pub(super) fn in_aside(aside: &str, local: &str, depth: usize) -> Option<Capture> {
        match (aside, local) {
            ("author", "name") => Some(Capture::new(Field::Author, 2, depth)),
            ("source", "title") => Some(Capture::new(Field::Source, 2, depth)),
            _ => None,
        }
    }

    fn new(field: Field, rank: u8, depth: usize) -> Capture {
        Capture {
            depth,
            field,
            rank,
            form: Form::Either,
            base64: false,
            plain: String::new(),
            markup: None,
            permalink: false,
        }
    }

    /// Whether an element inside is markup of the text.
    pub(super) fn holds_markup(&self) -> bool {
        !matches!(self.field, Field::Author | Field::Source)
    }

    /// An element inside.
    pub(super) fn open(&mut self, tag: &Tag, local: &str, depth: usize) {
        let plain = &self.plain;
        let markup = self.markup.get_or_insert_with(|| quick_xml::escape::partial_escape(plain.as_str()).into_owned());
        if depth - self.depth <= DEEPEST_MARKUP {
            markup.push('<');
            markup.push_str(local);
            for (key, value) in &tag.attributes {
                for part in [" ", key, "=\"", &quick_xml::escape::escape(value.as_str()), "\""] {
                    markup.push_str(part);
                }
            }
            markup.push('>');
        }
    }

    /// The end of an element inside.
    pub(super) fn close(&mut self, name: &str, depth: usize) {
        if depth > self.depth
            && depth - self.depth <= DEEPEST_MARKUP
            && let Some(markup) = &mut self.markup
        {
            markup.push_str("</");
            markup.push_str(name.rsplit(':').next().unwrap_or(name));
            markup.push('>');
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        match &mut self.markup {
            Some(markup) => markup.push_str(&quick_xml::escape::partial_escape(text)),
            None => self.plain.push_str(text),
        }
    }

    /// Gives an item what was read.
    pub(super) fn keep(self, item: &mut DraftItem, base: Option<&str>) {
        let (field, rank, permalink) = (self.field, self.rank, self.permalink);
        let text = self.finished();
        if text.is_blank() {
            return;
        }
        let value = text.value.trim().to_owned();
        let link = || Link { written: value.clone(), base: base.map(str::to_owned) };
        match field {
            Field::Title => offer(&mut item.title, rank, text),
            Field::Link => offer(&mut item.link, rank, link()),
            Field::Id => {
                if permalink && (value.starts_with("http://") || value.starts_with("https://")) {
                    offer(&mut item.link, rank::GUID, link());
                }
                offer(&mut item.id, rank, value);
            }
            Field::Author => item.authors.push((rank, text)),
            Field::Published => offer(&mut item.published, rank, value),
            Field::Updated => offer(&mut item.updated, rank, value),
            Field::Summary => offer(&mut item.summary, rank, text),
            Field::Content => offer(&mut item.content, rank, text),
            Field::Source => offer(&mut item.source, rank, text),
            Field::Ttl | Field::Period | Field::Frequency | Field::MovedTo => {}
        }
    }

    /// Gives the head of the feed what was read.
    pub(super) fn keep_head(self, draft: &mut Draft, base: Option<&str>) {
        let (field, rank) = (self.field, self.rank);
        let text = self.finished();
        if text.is_blank() {
            return;
        }
        let value = text.value.trim().to_owned();
        match field {
            Field::Title => offer(&mut draft.title, rank, text),
            Field::Link => offer(&mut draft.site, rank, Link { written: value, base: base.map(str::to_owned) }),
            Field::Author => offer(&mut draft.author, rank, text),
            Field::Ttl => draft.ttl = Some(value),
            Field::Period => draft.period = Some(value),
            Field::Frequency => draft.frequency = Some(value),
            Field::MovedTo => draft.moved_to = Some(value),
            _ => {}
        }
    }

    fn finished(self) -> Text {
        match self.markup {
            Some(value) => Text { value, form: Form::Html },
            None if self.base64 => Text { value: super::decode::base64(&self.plain), form: self.form },
            None => Text { value: self.plain, form: self.form },
        }
    }
}

fn of_item(vocabulary: Vocabulary, local: &str) -> Option<(Field, u8)> {
    Some(match (vocabulary, local) {
        (Vocabulary::Feed, "title") => (Field::Title, 3),
        (Vocabulary::DublinCore, "title") => (Field::Title, 2),
        (Vocabulary::Itunes, "title") => (Field::Title, 1),
        (Vocabulary::Feed, "link") => (Field::Link, rank::LINK),
        (Vocabulary::FeedBurner, "origlink") => (Field::Link, rank::ORIGINAL),
        (Vocabulary::Feed, "guid" | "id") => (Field::Id, 2),
        (Vocabulary::DublinCore, "identifier") => (Field::Id, 1),
        (Vocabulary::Feed, "author") | (Vocabulary::DublinCore, "creator" | "author") => (Field::Author, 2),
        (Vocabulary::Itunes, "author") => (Field::Author, 1),
        (Vocabulary::Feed, "pubdate" | "published") => (Field::Published, 4),
        (Vocabulary::Feed, "issued") => (Field::Published, 3),
        (Vocabulary::DublinCore, "date" | "issued") => (Field::Published, 2),
        (Vocabulary::Feed, "created" | "date") | (Vocabulary::DublinCore, "created") => (Field::Published, 1),
        (Vocabulary::Feed, "updated") => (Field::Updated, 3),
        (Vocabulary::Feed | Vocabulary::DublinCore, "modified") => (Field::Updated, 2),
        (Vocabulary::Feed, "description" | "summary" | "abstract") => (Field::Summary, 4),
        (Vocabulary::DublinCore, "description") => (Field::Summary, 3),
        (Vocabulary::Itunes, "summary") => (Field::Summary, 2),
        (Vocabulary::Itunes, "subtitle") => (Field::Summary, 1),
        (Vocabulary::Content, "encoded") => (Field::Content, 3),
        (Vocabulary::Feed, "content" | "fullitem") => (Field::Content, 2),
        (Vocabulary::Xhtml, "body" | "div") | (Vocabulary::Feed, "body") => (Field::Content, 1),
        (Vocabulary::Feed, "source") => (Field::Source, 1),
        _ => return None,
    })
}

fn of_head(vocabulary: Vocabulary, local: &str) -> Option<(Field, u8)> {
    Some(match (vocabulary, local) {
        (Vocabulary::Feed, "title") => (Field::Title, 2),
        (Vocabulary::DublinCore, "title") => (Field::Title, 1),
        (Vocabulary::Feed, "link") => (Field::Link, rank::LINK),
        (Vocabulary::Feed, "ttl") => (Field::Ttl, 1),
        (Vocabulary::Syndication, "updateperiod") => (Field::Period, 1),
        (Vocabulary::Syndication, "updatefrequency") => (Field::Frequency, 1),
        (Vocabulary::Itunes, "new-feed-url") | (Vocabulary::Feed, "newlocation") => (Field::MovedTo, 1),
        _ => return None,
    })
}
