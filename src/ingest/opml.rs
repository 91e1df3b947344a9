//! Lists of feeds in OPML, which nearly every reader writes and hardly two write alike.
//!
//! Reading looks for `<outline>` alone: version, head and body may be missing, attributes may have any case, ampersands may
//! stand bare. Writing gives OPML 2.0 that reads back equal.

#[cfg(test)]
mod tests;

use quick_xml::escape::escape;
use url::Url;

use super::feed::decode::decode;
use super::markup::{Markup, Piece, Tag, line_counter};
use crate::model::Warning;
use crate::text::neutralise;

/// The most entries that are named in warnings one by one.
const MOST_NAMED: usize = 20;

/// The deepest path of folders; deeper ones are left out of the path.
const DEEPEST: usize = 32;

/// One feed of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpmlFeed {
    /// What the list calls it.
    pub title: Option<String>,
    /// The address of the feed, http or https.
    pub url: String,
    /// The address of its home page.
    pub site: Option<String>,
    /// The folders it lies in, from the outermost in; empty at the top.
    pub folder: Vec<String>,
}

/// What a list says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opml {
    /// Its feeds in order; one that stands in two folders is in it twice.
    pub feeds: Vec<OpmlFeed>,
    /// What could not be read, and why.
    pub warnings: Vec<Warning>,
}

/// Reads a list. `source` is its path, for messages. Never fails: what is wrong is in the warnings, and a list without feeds has at
/// least one.
pub fn read(source: &str, bytes: &[u8]) -> Opml {
    let mut reading =
        Reading { source, opml: Opml::default(), open: Vec::new(), folders: Vec::new(), unnamed: 0, last: 0 };
    match decode(bytes, None) {
        Ok(decoded) => {
            if let Some(doubt) = decoded.doubt {
                reading.warn(None, &doubt, "look whether its letters are right");
            }
            reading.list(&decoded.text);
        }
        Err(reason) => reading.warn(None, reason, "name an OPML file"),
    }
    reading.opml
}

/// Whether bytes look like such a list.
pub fn is_opml(bytes: &[u8]) -> bool {
    let head = super::feed::decode::head(bytes);
    let first = Markup::new(&head).take(8).find_map(|piece| match piece {
        Piece::Open(tag) => Some(tag.name),
        _ => None,
    });
    first.is_some_and(|name| name.eq_ignore_ascii_case("opml"))
}

/// Writes a list under a title. Feeds stand in the order given; neighbours in one folder share it.
pub fn write(title: &str, feeds: &[OpmlFeed]) -> String {
    let mut lines = vec![
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(),
        "<opml version=\"2.0\">".to_owned(),
        format!("  <head>\n    <title>{}</title>\n  </head>\n  <body>", escape(clean(title))),
    ];
    let mut open: Vec<&str> = Vec::new();
    for feed in feeds {
        let shared = open.iter().zip(&feed.folder).take_while(|(open, folder)| *open == folder).count();
        close_folders(&mut lines, &mut open, shared);
        for folder in &feed.folder[shared..] {
            lines.push(format!("{}<outline text=\"{}\">", indent(open.len()), escape(folder.as_str())));
            open.push(folder);
        }
        lines.push(format!("{}{}", indent(open.len()), outline(feed)));
    }
    close_folders(&mut lines, &mut open, 0);
    lines.push("  </body>\n</opml>\n".to_owned());
    lines.join("\n")
}

fn outline(feed: &OpmlFeed) -> String {
    // The form asks for a text; an empty one reads back as none.
    let title = feed.title.as_deref().unwrap_or_default();
    let site = feed.site.as_deref().map(|site| format!(" htmlUrl=\"{}\"", escape(site))).unwrap_or_default();
    format!(
        "<outline type=\"rss\" text=\"{0}\" title=\"{0}\" xmlUrl=\"{1}\"{site}/>",
        escape(title),
        escape(feed.url.as_str())
    )
}

fn close_folders(lines: &mut Vec<String>, open: &mut Vec<&str>, down_to: usize) {
    while open.len() > down_to {
        open.pop();
        lines.push(format!("{}</outline>", indent(open.len())));
    }
}

fn indent(depth: usize) -> String {
    " ".repeat(4 + 2 * depth)
}

struct Reading<'s> {
    source: &'s str,
    opml: Opml,
    /// For every open outline whether it is a folder of the path.
    open: Vec<bool>,
    folders: Vec<String>,
    /// Entries that were wrong and are not named any more.
    unnamed: usize,
    /// The line of the last outline.
    last: usize,
}

impl Reading<'_> {
    fn list(&mut self, text: &str) {
        let mut line_of = line_counter(text);
        let mut markup = Markup::new(text);
        let mut root = None;
        for piece in markup.by_ref() {
            match piece {
                Piece::Open(tag) if tag.name.eq_ignore_ascii_case("outline") => {
                    self.last = line_of(tag.at);
                    self.outline(&tag);
                }
                Piece::Open(tag) => {
                    root.get_or_insert(tag.name);
                }
                Piece::Close(name) if name.eq_ignore_ascii_case("outline") => {
                    self.outline_ends();
                }
                _ => {}
            }
        }
        if self.unnamed > 0 {
            let message = format!("{} more entries were left out", self.unnamed);
            self.warn(None, &message, "they have no address of a feed");
        }
        if let Some(at) = markup.fault {
            self.warn(
                Some(line_counter(text)(at)),
                "has markup that is wrong; what could be made out was read",
                "compare the list with what was read",
            );
        }
        if self.opml.feeds.is_empty() && self.opml.warnings.is_empty() {
            let root = root.unwrap_or_default();
            let message = match root.to_lowercase().as_str() {
                "opml" => "is a list without feeds".to_owned(),
                "" => "is no OPML list: it has no outline".to_owned(),
                _ => format!("is no OPML list: its first element is <{}>", clean(&root)),
            };
            self.warn(None, &message, "export the feeds as OPML from where they are");
        }
    }

    fn outline(&mut self, tag: &Tag) {
        let said = |key: &str| tag.attribute(key).map(clean).filter(|value| !value.is_empty());
        let title = said("text").or_else(|| said("title"));
        let kind = said("type").unwrap_or_default().to_lowercase();
        let address =
            said("xmlUrl").or_else(|| said("url").filter(|_| matches!(kind.as_str(), "rss" | "atom" | "feed")));
        let named = title.clone().or_else(|| address.clone()).unwrap_or_default();
        let folder = title.clone().filter(|_| address.is_none() && self.folders.len() < DEEPEST);
        self.open.push(folder.is_some());
        self.folders.extend(folder);
        let feed = matches!(kind.as_str(), "rss" | "atom" | "feed");
        match address.as_deref().map(|address| (address, web_address(address))) {
            Some((_, Some(url))) => {
                let site = said("htmlUrl").and_then(|site| web_address(&site));
                self.opml.feeds.push(OpmlFeed { title, url, site, folder: self.folders.clone() });
            }
            Some((address, None)) => {
                let why = format!("its address `{}` is no http or https address", short(address));
                self.left_out(&format!("`{}` was left out: {why}", short(&named)));
            }
            None if feed => self.left_out(&format!("`{}` was left out: it has no xmlUrl", short(&named))),
            None if kind == "include" => {
                self.left_out(&format!("`{}` is another list, which is not followed", short(&named)));
            }
            None => {}
        }
    }

    fn outline_ends(&mut self) {
        if self.open.pop() == Some(true) {
            self.folders.pop();
        }
    }

    fn left_out(&mut self, message: &str) {
        if self.opml.warnings.len() >= MOST_NAMED {
            self.unnamed += 1;
            return;
        }
        let line = self.last;
        self.warn(Some(line), message, "add it by its address");
    }

    fn warn(&mut self, line: Option<usize>, message: &str, hint: &str) {
        let (source, hint) = (self.source.to_owned(), Some(hint.to_owned()));
        self.opml.warnings.push(Warning { source, line, message: message.to_owned(), hint });
    }
}

/// An address of the web; `feed:` before it or in place of its scheme is how readers once marked feeds.
fn web_address(text: &str) -> Option<String> {
    let written = match text.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("//") => format!("http:{rest}"),
        Some(rest) => rest.to_owned(),
        None => text.to_owned(),
    };
    let url = Url::parse(&written).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.into())
}

/// One line without what acts on a terminal.
fn clean(text: &str) -> String {
    neutralise(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn short(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
