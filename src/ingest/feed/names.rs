//! Which vocabulary a name of an element belongs to.

/// Vocabularies whose elements mean something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// RSS, RDF and Atom in all versions, and names without a vocabulary.
    Feed,
    Content,
    DublinCore,
    Syndication,
    Itunes,
    FeedBurner,
    Xhtml,
    /// Media RSS, whose titles and descriptions are those of pictures.
    Media,
    /// Anything else.
    Other,
}

/// The most prefixes in force at once.
const MOST_BINDINGS: usize = 256;

/// The prefixes in force.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    /// Prefix, vocabulary and the depth at which it was bound.
    bound: Vec<(String, Vocabulary, usize)>,
}

impl Bindings {
    /// Binds a prefix, the empty one for names without, from an element at this depth on.
    pub(super) fn bind(&mut self, prefix: &str, address: &str, depth: usize) {
        if self.bound.len() < MOST_BINDINGS {
            self.bound.push((prefix.to_owned(), of_address(address, prefix.is_empty()), depth));
        }
    }

    /// Forgets what elements at this depth or deeper bound.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.bound.last().is_some_and(|(_, _, bound)| *bound >= depth) {
            self.bound.pop();
        }
    }

    /// The vocabulary and the name in lower case of a name as written.
    pub(super) fn resolve(&self, name: &str) -> (Vocabulary, String) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let bound = self.bound.iter().rev().find(|(bound, ..)| bound == prefix).map(|&(_, vocabulary, _)| vocabulary);
        (bound.unwrap_or_else(|| of_prefix(prefix)), local.to_lowercase())
    }
}

/// By the address of a namespace. Addresses are misspelt in many ways, so the telling part of each is enough.
fn of_address(address: &str, default: bool) -> Vocabulary {
    let address = address.trim().trim_end_matches(['/', '#']).to_lowercase();
    let has = |part: &str| address.contains(part);
    if has("rss/1.0/modules/content") {
        Vocabulary::Content
    } else if has("purl.org/dc/") {
        Vocabulary::DublinCore
    } else if has("rss/1.0/modules/syndication") {
        Vocabulary::Syndication
    } else if has("itunes") {
        Vocabulary::Itunes
    } else if has("feedburner") {
        Vocabulary::FeedBurner
    } else if has("1999/xhtml") {
        Vocabulary::Xhtml
    } else if has("search.yahoo.com/mrss") {
        Vocabulary::Media
    } else if default
        || has("atom")
        || has("backend")
        || has("purl.org/rss/1.0") && !has("modules")
        || has("rdf-syntax")
    {
        // A default namespace is that of the feed, whatever it is called.
        Vocabulary::Feed
    } else if has("netscape.com/rdf") || has("purl.org/net/rss1") {
        Vocabulary::Feed
    } else {
        Vocabulary::Other
    }
}

/// By the prefix everybody uses, for feeds that do not declare it.
fn of_prefix(prefix: &str) -> Vocabulary {
    match prefix {
        "" | "rss" | "atom" | "atom10" | "a10" | "rdf" => Vocabulary::Feed,
        "content" => Vocabulary::Content,
        "dc" | "dcterms" => Vocabulary::DublinCore,
        "sy" => Vocabulary::Syndication,
        "itunes" => Vocabulary::Itunes,
        "feedburner" => Vocabulary::FeedBurner,
        "xhtml" | "html" => Vocabulary::Xhtml,
        "media" => Vocabulary::Media,
        _ => Vocabulary::Other,
    }
}
