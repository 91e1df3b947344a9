//! What a page puts around its article, told by elements and by the names its makers gave them.
//!
//! Names of classes are a convention among makers of pages and the same in every language; the words on the page are not looked
//! at here. A name alone is weak, so a part that holds the heading or most of the page's words stays whatever it is called.

use super::outline::{Node, Outline};
use super::{tags, teasers};

/// How much text a page and its parts hold.
pub(super) struct Sizes {
    /// Letters before each node, and those of them inside links.
    letters: Vec<u32>,
    linked: Vec<u32>,
}

impl Sizes {
    pub(super) fn of(outline: &Outline) -> Sizes {
        let mut sizes = Sizes { letters: vec![0], linked: vec![0] };
        let (mut letters, mut linked, mut link_end) = (0, 0, 0);
        for (at, node) in outline.nodes.iter().enumerate() {
            if node.name() == "a" && node.attribute("href").is_some() {
                link_end = link_end.max(node.end);
            }
            let own = node.text().map_or(0, |text| text.chars().filter(|c| !c.is_whitespace()).count() as u32);
            letters += own;
            linked += if at < link_end { own } else { 0 };
            sizes.letters.push(letters);
            sizes.linked.push(linked);
        }
        sizes
    }

    /// Letters between two places.
    pub(super) fn letters(&self, nodes: &std::ops::Range<usize>) -> u32 {
        self.letters[nodes.end] - self.letters[nodes.start]
    }

    /// Letters inside links between two places.
    pub(super) fn linked(&self, nodes: &std::ops::Range<usize>) -> u32 {
        self.linked[nodes.end] - self.linked[nodes.start]
    }

    /// The share of letters in links, 0 to 1.
    pub(super) fn link_share(&self, nodes: &std::ops::Range<usize>) -> f64 {
        f64::from(self.linked(nodes)) / f64::from(self.letters(nodes).max(1))
    }

    /// Letters outside links between two places.
    pub(super) fn plain(&self, nodes: &std::ops::Range<usize>) -> u32 {
        self.letters(nodes) - self.linked(nodes)
    }
}

/// How much the names of classes are believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// All of them.
    Names,
    /// Those alone that stand for nothing else, such as "comments".
    FewNames,
}

/// Which nodes begin a part of the page that is no article: one flag a node.
pub(super) fn furniture(outline: &Outline, sizes: &Sizes, heading: Option<usize>, trust: Trust) -> Vec<bool> {
    let total = sizes.plain(&(0..outline.nodes.len())).max(1);
    let mut away = vec![false; outline.nodes.len()];
    let mut at = 0;
    while at < outline.nodes.len() {
        let node = &outline.nodes[at];
        let share = f64::from(sizes.plain(&(at..node.end))) / f64::from(total);
        let holds_heading = heading.is_some_and(|heading| outline.is_inside(heading, at));
        away[at] = match suspicion(node) {
            Suspicion::None => false,
            Suspicion::Never => true,
            // Some call so what asks for a subscription, others the text behind it.
            Suspicion::Prompt => is_prompt(outline, sizes, at),
            Suspicion::Strong => !holds_heading,
            // A paragraph as long as this is prose, whatever it is called.
            Suspicion::Weak if trust == Trust::FewNames => false,
            Suspicion::Weak if node.name() == "p" => sizes.plain(&(at..node.end)) < 250,
            Suspicion::Weak => !holds_heading && share < 0.4,
        };
        at = if away[at] { node.end } else { at + 1 };
    }
    teasers::mark(outline, sizes, heading, &mut away);
    away
}

enum Suspicion {
    /// Nothing speaks against it.
    None,
    /// Away if it asks for something.
    Prompt,
    /// Away unless it holds the heading or a good part of the text.
    Weak,
    /// Away unless it holds the heading.
    Strong,
    /// Away.
    Never,
}

fn suspicion(node: &Node) -> Suspicion {
    let name = node.name();
    if name.is_empty() || matches!(name, "html" | "body" | "main") {
        return Suspicion::None;
    }
    if matches!(name, "nav" | "button" | "dialog" | "menu" | "search") {
        return Suspicion::Strong;
    }
    if is_hidden(node) || matches!(name, "aside" | "footer" | "form" | "fieldset") {
        return Suspicion::Weak;
    }
    match node.attribute("role") {
        Some("navigation" | "search" | "toolbar" | "menu" | "menubar" | "alertdialog" | "dialog" | "tooltip") => {
            return Suspicion::Strong;
        }
        Some("banner" | "complementary" | "contentinfo" | "alert") => return Suspicion::Weak,
        _ => {}
    }
    if !tags::is_block(name) && !name.contains('-') && name != "a" {
        return if is_for_readers_of_screens(node) { Suspicion::Never } else { Suspicion::None };
    }
    if matches!(name, "article" | "a" | "table" | "tbody" | "tr" | "td" | "th") || tags::is_heading(name) {
        return Suspicion::None;
    }
    names(node).map(|name| of_name(&name)).fold(Suspicion::None, |most, next| match (&most, &next) {
        (Suspicion::Strong, _) | (_, Suspicion::None) => most,
        _ => next,
    })
}

fn of_name(name: &str) -> Suspicion {
    let begins = |openings: &[&str]| openings.iter().any(|opening| name.starts_with(opening));
    // A commentary is an article, and so is what only subscribers may read.
    if begins(&["commentar", "subscriber"]) {
        return Suspicion::None;
    }
    if begins(&["breadcrumb", "comment", "consent", "disqus", "gdpr", "respond"]) {
        return Suspicion::Strong;
    }
    let whole = matches!(
        name,
        "ad" | "ads"
            | "adbox"
            | "adslot"
            | "authorbox"
            | "bio"
            | "carousel"
            | "footer"
            | "login"
            | "masthead"
            | "menu"
            | "modal"
            | "mostread"
            | "nav"
            | "navbar"
            | "navigation"
            | "overlay"
            | "pager"
            | "pagination"
            | "player"
            | "poll"
            | "popular"
            | "popup"
            | "quiz"
            | "rail"
            | "readmore"
            | "register"
            | "replies"
            | "rss"
            | "signup"
            | "tags"
            | "taglist"
            | "teasers"
            | "toc"
            | "toolbar"
            | "tooltip"
            | "widgets"
            | "yarpp"
    );
    let opening = begins(&[
        "advert",
        "cookie",
        "newsletter",
        "outbrain",
        "promo",
        "recirc",
        "recommend",
        "related",
        "share",
        "sharing",
        "sidebar",
        "skip",
        "social",
        "sponsor",
        "subscri",
        "taboola",
        "trending",
    ]);
    match name {
        "paywall" => Suspicion::Prompt,
        _ if whole || opening => Suspicion::Weak,
        _ => Suspicion::None,
    }
}

/// Whether an element asks for something: it holds a form or a button, and few words.
fn is_prompt(outline: &Outline, sizes: &Sizes, at: usize) -> bool {
    let nodes = at..outline.nodes[at].end;
    sizes.plain(&nodes) < 400 && outline.nodes[nodes].iter().any(|node| matches!(node.name(), "form" | "button"))
}

fn is_hidden(node: &Node) -> bool {
    let style = node.attribute("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    node.attribute("hidden").is_some()
        || node.attribute("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

fn is_for_readers_of_screens(node: &Node) -> bool {
    let class = node.attribute("class").unwrap_or_default();
    class.split_ascii_whitespace().any(|class| matches!(class, "sr-only" | "visually-hidden" | "screen-reader-text"))
}

/// The words of an element's class and id, in lower case: "jp-relatedPosts" gives "jp", "related" and "posts".
pub(super) fn names(node: &Node) -> impl Iterator<Item = String> + '_ {
    let written = [node.attribute("class"), node.attribute("id")];
    written.into_iter().flatten().flat_map(words).take(40)
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut before = ' ';
    for c in text.chars() {
        let border = !c.is_alphanumeric() || (c.is_uppercase() && before.is_lowercase());
        if border && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}
