//! Markup made small and harmless before a parser sees it.
//!
//! One pass over the markup drops what holds no text (scripts, styles, drawings, comments, most attributes) and bounds what an
//! HTML parser's work grows with: tags, attributes of a tag, elements inside one another. Half of a usual page goes, and the
//! parser's time with it; a hostile page costs what its length costs.

use std::collections::BTreeMap;

use super::ahead::Ahead;
use super::tags;

/// The most tags read; what follows keeps its text and loses its tags. A long page of a news site has ten thousand.
const MOST_TAGS: usize = 200_000;

/// How deep elements may stand in one another; deeper ones lose their tags and keep their text. Pages stay below fifty.
const DEEPEST: usize = 256;

/// How many tags without an end are looked for one.
const MOST_BROKEN: usize = 50;

/// The longest value of an attribute kept, in bytes.
const LONGEST_VALUE: usize = 4_096;

/// The attributes that say something of a text, an address or a date.
const ATTRIBUTES: [&str; 17] = [
    "aria-hidden",
    "aria-label",
    "charset",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "name",
    "property",
    "rel",
    "role",
    "style",
];

/// What is left of markup.
#[derive(Debug, Default)]
pub(super) struct Trimmed {
    /// The markup to parse.
    pub(super) markup: String,
    /// The contents of the scripts that hold JSON-LD.
    pub(super) data: Vec<String>,
    /// Whether tags were dropped because there were too many of them, or too many in one another.
    pub(super) cut: bool,
}

/// Trims markup.
pub(super) fn trim(markup: &str) -> Trimmed {
    let lower = markup.to_ascii_lowercase();
    let mut scan = Scan {
        source: markup,
        lower: &lower,
        at: 0,
        ends: BTreeMap::new(),
        open: Vec::new(),
        dropped: 0,
        tags: 0,
        broken: 0,
        out: Trimmed { markup: String::with_capacity(markup.len() / 2), ..Trimmed::default() },
    };
    scan.run();
    scan.out
}

/// An attribute as written: its name in lower case, its value with entities still in it.
type Attribute<'m> = (&'m str, &'m str);

struct Scan<'m> {
    source: &'m str,
    lower: &'m str,
    at: usize,
    /// Searches for what ends things, by what they look for.
    ends: BTreeMap<&'m str, Ahead<'m>>,
    /// The elements open here, as far as a parser's stack grows with them.
    open: Vec<&'m str>,
    /// Start tags dropped whose end tags are still to come.
    dropped: usize,
    tags: usize,
    /// Start tags that never end.
    broken: usize,
    out: Trimmed,
}

impl<'m> Scan<'m> {
    fn run(&mut self) {
        while let Some(tag) = self.end("<", self.at) {
            self.text(tag);
            self.at = tag;
            let next = self.lower.as_bytes().get(tag + 1).copied().unwrap_or(b' ');
            match next {
                b'!' if self.lower[tag..].starts_with("<!--") => self.comment(),
                b'/' if self.lower.as_bytes().get(tag + 2).is_some_and(u8::is_ascii_alphabetic) => self.end_tag(),
                b'!' | b'?' | b'/' => self.skip_past(">"),
                next if next.is_ascii_alphabetic() => self.start_tag(),
                _ => self.bare(),
            }
        }
        self.text(self.source.len());
    }

    /// The next place of a text at or after another place.
    fn end(&mut self, needle: &'m str, at: usize) -> Option<usize> {
        let lower = self.lower;
        self.ends.entry(needle).or_insert_with(|| Ahead::new(lower, needle)).from(at)
    }

    fn text(&mut self, to: usize) {
        self.out.markup.push_str(&self.source[self.at..to]);
    }

    /// A "<" that begins no tag.
    fn bare(&mut self) {
        self.out.markup.push_str("&lt;");
        self.at += 1;
    }

    fn comment(&mut self) {
        match self.end("-->", self.at + 2) {
            Some(end) => self.at = end + 3,
            // A comment nobody closed would take the rest of the page with it.
            None => self.at += 4,
        }
    }

    fn skip_past(&mut self, mark: &'m str) {
        match self.end(mark, self.at) {
            Some(end) => self.at = end + mark.len(),
            None => self.bare(),
        }
    }

    fn name_at(&self, at: usize) -> &'m str {
        let rest = &self.lower[at..];
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<')).unwrap_or(rest.len());
        &rest[..end]
    }

    fn end_tag(&mut self) {
        let name = self.name_at(self.at + 2);
        let Some(end) = self.end(">", self.at) else { return self.bare() };
        self.at = end + 1;
        let name = if tags::is_dress(name) { "span" } else { name };
        if tags::is_no_text(name) || (tags::is_void(name) && name != "br") || !is_plain(name) {
            return;
        }
        if !tags::closes_itself(name) && !tags::is_void(name) {
            if self.dropped > 0 {
                self.dropped -= 1;
                return;
            }
            self.close(name);
        }
        if self.count_tag() {
            self.out.markup.push_str("</");
            self.out.markup.push_str(name);
            self.out.markup.push('>');
        }
    }

    fn start_tag(&mut self) {
        let name = self.name_at(self.at + 1);
        // Few tags of a page are broken; a page of nothing else would be looked over once for each.
        let found = (self.broken < MOST_BROKEN).then(|| self.attributes(self.at + 1 + name.len())).flatten();
        let Some((attributes, after)) = found else {
            self.broken += 1;
            return self.bare();
        };
        self.at = after;
        if tags::is_no_text(name) {
            return self.skip_content(name, &attributes);
        }
        if matches!(name, "plaintext" | "frameset" | "template") || !is_plain(name) {
            return;
        }
        let dress = tags::is_dress(name);
        if !tags::is_void(name) && !tags::closes_itself(name) {
            if self.open.len() >= DEEPEST {
                self.out.cut = true;
                self.dropped += 1;
                return;
            }
            self.open(if dress { "span" } else { name });
        }
        if !self.count_tag() {
            return;
        }
        self.out.markup.push('<');
        self.out.markup.push_str(if dress { "span" } else { name });
        if matches!(name, "b" | "strong") {
            self.out.markup.push_str(" data-strong");
        }
        for (key, value) in attributes {
            write_attribute(&mut self.out.markup, key, value);
        }
        self.out.markup.push('>');
        if name == "title" {
            let end = self.end("</title", self.at).unwrap_or(self.at);
            self.text(end);
            self.at = end;
        }
    }

    /// Whether one more tag may be written.
    fn count_tag(&mut self) -> bool {
        self.tags += 1;
        self.out.cut |= self.tags > MOST_TAGS;
        self.tags <= MOST_TAGS
    }

    fn open(&mut self, name: &'m str) {
        // An entry or a cell ends the one before it in the same list or table.
        let holder: &[&str] = match name {
            "li" => &["ul", "ol", "menu", "dir"],
            "dd" | "dt" => &["dl"],
            "td" | "th" => &["table"],
            _ => &[],
        };
        if !holder.is_empty()
            && let Some(place) = self.open.iter().rposition(|open| holder.contains(open) || *open == "section")
        {
            self.open.truncate(place + 1);
        }
        self.open.push(name);
    }

    /// Takes an element off the ones that are open, with all inside it, where a parser would. A parser leaves more open than
    /// it takes off when a table or a form stands between, so those stay.
    fn close(&mut self, name: &str) {
        let border = |open: &&str| match name {
            "table" => false,
            name if tags::is_block(name) => matches!(*open, "table" | "td" | "th" | "caption" | "marquee" | "applet"),
            _ => tags::is_block(open) || matches!(*open, "marquee" | "applet"),
        };
        for place in (0..self.open.len()).rev() {
            if self.open[place] == name {
                return self.open.truncate(place);
            }
            if border(&self.open[place]) {
                return;
            }
        }
    }

    /// Drops an element whole, its content kept aside where it is JSON-LD.
    fn skip_content(&mut self, name: &'m str, attributes: &[Attribute<'m>]) {
        let closing = CLOSING.iter().find(|closing| &closing[2..] == name).copied().unwrap_or("</script");
        let Some(end) = self.end(closing, self.at) else {
            if matches!(name, "script" | "style") {
                self.at = self.source.len();
            }
            return;
        };
        if name == "script" && attributes.iter().any(|(key, value)| *key == "type" && value.contains("ld+json")) {
            self.out.data.push(self.source[self.at..end].to_owned());
        }
        self.at = end;
    }

    /// The attributes worth keeping from here to the end of the tag, and the place after it; `None` where no tag ends.
    fn attributes(&mut self, from: usize) -> Option<(Vec<Attribute<'m>>, usize)> {
        let bytes = self.lower.as_bytes();
        let mut kept: Vec<Attribute<'m>> = Vec::new();
        let mut at = from;
        loop {
            at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace() || **b == b'/').count();
            if *bytes.get(at)? == b'>' {
                return Some((kept, at + 1));
            }
            let name = at;
            at += 1;
            at +=
                bytes[at..].iter().take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'=')).count();
            let key = name..at;
            at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
            let mut value = at..at;
            if *bytes.get(at)? == b'=' {
                at += 1;
                at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                (value, at) = self.value(at)?;
            }
            let key = self.lower.get(key)?;
            let wanted = key == "type" || ATTRIBUTES.contains(&key);
            if wanted && !kept.iter().any(|(known, _)| *known == key) {
                kept.push((key, self.source.get(value)?));
            }
        }
    }

    /// The range of a value and the place after it.
    fn value(&mut self, at: usize) -> Option<(std::ops::Range<usize>, usize)> {
        let bytes = self.lower.as_bytes();
        let quote = match *bytes.get(at)? {
            b'"' => "\"",
            b'\'' => "'",
            _ => {
                let length = bytes[at..].iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count();
                return Some((at..at + length, at + length));
            }
        };
        match self.end(quote, at + 1) {
            Some(end) => Some((at + 1..end, end + 1)),
            // A quote nobody closed ends with the tag.
            None => self.end(">", at).map(|end| (at + 1..end, end)),
        }
    }
}

/// What ends each element dropped whole.
const CLOSING: [&str; 16] = [
    "</audio",
    "</canvas",
    "</datalist",
    "</iframe",
    "</math",
    "</noembed",
    "</noframes",
    "</noscript",
    "</object",
    "</script",
    "</select",
    "</style",
    "</svg",
    "</textarea",
    "</video",
    "</xmp",
];

/// Names of letters, digits and dashes; others are mistakes that would break the markup written.
fn is_plain(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn write_attribute(out: &mut String, key: &str, value: &str) {
    if key == "type" || (value.len() > LONGEST_VALUE && key != "content") {
        return;
    }
    out.push(' ');
    out.push_str(key);
    let quote = if value.contains('"') { '\'' } else { '"' };
    if value.is_empty() || value.contains(quote) {
        return;
    }
    out.push('=');
    out.push(quote);
    out.push_str(value);
    out.push(quote);
}
