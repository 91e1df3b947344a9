//! Which feeds a page has: what it says in its head, links in its body that look like feeds, and the usual places.

#[cfg(test)]
mod tests;

use url::Url;

use super::markup::{Markup, Piece, Tag};
use crate::text::neutralise;

/// The most feeds named of one page.
const MOST: usize = 100;

/// Which form a feed is said to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedKind {
    /// RSS in any version.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
    /// Nothing says which.
    Unknown,
}

/// A feed that a page may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its address, http or https.
    pub url: String,
    /// What the page calls it.
    pub title: Option<String>,
    /// Which form the page says it has.
    pub kind: FeedKind,
}

/// The feeds a page names, likeliest first: those of its head in order, feeds of comments after the others; where the head names
/// none, links in the body that look like feeds. Each address once.
pub fn feeds(page_url: &str, html: &str) -> Vec<Candidate> {
    let Ok(page) = Url::parse(page_url) else { return Vec::new() };
    let found = Found::in_page(&page, html);
    let mut candidates = if found.links.is_empty() { found.anchors } else { found.links };
    candidates.sort_by_key(is_of_comments);
    let mut seen = std::collections::BTreeSet::new();
    candidates.retain(|candidate| seen.insert(candidate.url.clone()));
    candidates.truncate(MOST);
    candidates
}

/// Where the feed of a site often is, likeliest first: guesses, for pages that name none.
pub fn usual_places(page_url: &str) -> Vec<String> {
    const BELOW: [&str; 2] = ["feed/", "rss/"];
    const ROOT: [&str; 8] =
        ["/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json", "/?feed=rss2"];
    let Some(mut page) = Url::parse(page_url).ok().filter(is_web) else { return Vec::new() };
    page.set_query(None);
    page.set_fragment(None);
    let folder = page.path().ends_with('/') && page.path() != "/";
    let below = BELOW.iter().filter(|_| folder);
    let mut places: Vec<String> = Vec::new();
    for place in below.chain(&ROOT).filter_map(|place| page.join(place).ok()).map(String::from) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

fn is_of_comments(candidate: &Candidate) -> bool {
    let title = candidate.title.as_deref().unwrap_or_default().to_lowercase();
    title.contains("comments") || candidate.url.contains("/comments/")
}

struct Found {
    base: Url,
    based: bool,
    links: Vec<Candidate>,
    anchors: Vec<Candidate>,
    /// Whether the words of the last link of the body are being read.
    inside: bool,
}

impl Found {
    fn in_page(page: &Url, html: &str) -> Found {
        let mut found =
            Found { base: page.clone(), based: false, links: Vec::new(), anchors: Vec::new(), inside: false };
        let html = without_scripts(html);
        for piece in Markup::new(&html) {
            match piece {
                Piece::Open(tag) => found.open(&tag),
                Piece::Close(name) if name.eq_ignore_ascii_case("a") => found.inside = false,
                Piece::Text(text) if found.inside => found.word(&text),
                _ => {}
            }
        }
        found.anchors.iter_mut().for_each(|anchor| anchor.title = anchor.title.take().and_then(|title| clean(&title)));
        found
    }

    fn open(&mut self, tag: &Tag) {
        let Some(href) = tag.attribute("href") else { return };
        match tag.name.to_ascii_lowercase().as_str() {
            // The first one holds, and for what stands before it as well; pages put it first.
            "base" if !self.based => {
                if let Ok(base) = self.base.join(href.trim()) {
                    (self.base, self.based) = (base, true);
                }
            }
            "link" if self.links.len() < MOST => {
                if let Some(kind) = kind_of_link(tag, href) {
                    let title = tag.attribute("title").and_then(clean);
                    self.links.extend(self.candidate(href, title, kind));
                }
            }
            "a" => {
                self.inside = false;
                if let Some(kind) = kind_of_address(href).filter(|_| self.anchors.len() < MOST)
                    && let Some(candidate) = self.candidate(href, tag.attribute("title").and_then(clean), kind)
                {
                    self.inside = candidate.title.is_none();
                    self.anchors.push(candidate);
                }
            }
            _ => {}
        }
    }

    fn candidate(&self, href: &str, title: Option<String>, kind: FeedKind) -> Option<Candidate> {
        let href = href.trim();
        let href = href.strip_prefix("feed:").map_or_else(
            || href.to_owned(),
            |rest| {
                if rest.starts_with("//") { format!("http:{rest}") } else { rest.to_owned() }
            },
        );
        let mut url = self.base.join(&href).ok().filter(is_web)?;
        url.set_fragment(None);
        Some(Candidate { url: url.into(), title, kind })
    }

    fn word(&mut self, text: &str) {
        if let Some(anchor) = self.anchors.last_mut() {
            anchor.title.get_or_insert_default().push_str(text);
        }
    }
}

fn kind_of_link(tag: &Tag, href: &str) -> Option<FeedKind> {
    let rel = tag.attribute("rel").unwrap_or_default().to_ascii_lowercase();
    let rel: Vec<&str> = rel.split_ascii_whitespace().collect();
    let kind = tag.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    let by_type = match kind.split(';').next().unwrap_or_default().trim() {
        "application/rss+xml" | "application/rdf+xml" | "text/rss+xml" | "application/rss" => Some(FeedKind::Rss),
        "application/atom+xml" | "text/atom+xml" => Some(FeedKind::Atom),
        "application/feed+json" => Some(FeedKind::Json),
        // These are said of much else: of the data behind a page, for one.
        "application/json" | "text/xml" | "application/xml" => kind_of_address(href),
        "" if rel.contains(&"feed") => Some(kind_of_address(href).unwrap_or(FeedKind::Unknown)),
        _ => None,
    };
    by_type.filter(|_| rel.contains(&"feed") || rel.contains(&"alternate") && !rel.contains(&"stylesheet"))
}

/// The form an address speaks of; nothing for one that does not look like a feed.
fn kind_of_address(href: &str) -> Option<FeedKind> {
    let lower = href.trim().to_ascii_lowercase();
    let (path, query) = lower.split_once('?').unwrap_or((&lower, ""));
    let path = path.split('#').next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    match last.rsplit_once('.') {
        Some((_, "rss" | "rdf")) => return Some(FeedKind::Rss),
        Some((_, "atom")) => return Some(FeedKind::Atom),
        Some(("feed" | "index", "json")) if last == "feed.json" => return Some(FeedKind::Json),
        Some((stem, "xml")) => {
            let named = |word: &str| stem.contains(word) || path.contains(&format!("/{word}"));
            return match () {
                () if named("atom") => Some(FeedKind::Atom),
                () if named("rss") => Some(FeedKind::Rss),
                () if named("feed") || stem == "index" => Some(FeedKind::Unknown),
                () => None,
            };
        }
        _ => {}
    }
    let said = query.split('&').find_map(|pair| pair.strip_prefix("feed="));
    match (last, said) {
        ("rss" | "rss2" | "rdf", _) | (_, Some("rss" | "rss2" | "rdf")) => Some(FeedKind::Rss),
        ("atom", _) | (_, Some("atom")) => Some(FeedKind::Atom),
        ("feed" | "feeds", _) => Some(FeedKind::Unknown),
        _ => None,
    }
}

/// The page without what its scripts and styles hold, where `<` is no markup.
fn without_scripts(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    while let Some((start, name)) = next_of(&lower, at) {
        out.push_str(&html[at..start]);
        let end = format!("</{name}");
        at = lower[start..].find(&end).map_or(html.len(), |found| start + found);
        // The closing tag stays, and closes nothing.
        if at == html.len() {
            break;
        }
        out.push_str(&html[at..at + end.len()]);
        at += end.len();
    }
    out.push_str(&html[at..]);
    out
}

fn next_of(lower: &str, from: usize) -> Option<(usize, &'static str)> {
    let mut at = from;
    while let Some(found) = lower[at..].find("<s") {
        let start = at + found;
        for name in ["script", "style"] {
            if lower[start + 1..].starts_with(name) {
                return Some((start, name));
            }
        }
        at = start + 2;
    }
    None
}

fn clean(text: &str) -> Option<String> {
    let line = neutralise(text).split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
