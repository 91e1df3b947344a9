//! What a page says of its article besides the text: outlet, title, byline, dates, address.

use super::address::{host, resolve};
use super::furniture::names;
use super::linked::linked;
use super::outline::{Node, Outline, Whole};
use crate::ingest::moment;
use crate::model::Moment;
use crate::text::{key, neutralise};

/// What a page says of its article.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Head {
    pub(super) outlet: Option<String>,
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<Moment>,
    pub(super) modified: Option<Moment>,
    pub(super) canonical: Option<String>,
    /// The element with the article's title.
    pub(super) heading: Option<usize>,
    /// The text as the page's own data has it.
    pub(super) body: Option<String>,
    /// Whether the page says that the whole text is for subscribers.
    pub(super) closed: bool,
}

/// Reads the head of a page that came from an address, where that is known.
pub(super) fn head(outline: &Outline, address: Option<&str>) -> Head {
    let data = linked(&outline.data);
    let meta = Meta { outline };
    let base = base(outline, address);
    let written = meta.link("canonical").or_else(|| meta.of(&["og:url"])).or_else(|| data.url.clone());
    let canonical = written.and_then(|written| resolve(base.as_deref(), &written));
    let site = meta.of(&["og:site_name", "application-name"]);
    let address = canonical.as_deref().or(base.as_deref());
    // The publisher of a syndicated piece can be the agency it came from; the name of the site is the outlet that printed it.
    let publisher = data.outlet.as_deref().map(plain).filter(|name| !name.is_empty());
    let outlet = site.clone().or_else(|| publisher.clone()).or_else(|| address.and_then(host));
    let written =
        [data.headline.as_deref().map(plain), meta.of(&["og:title", "twitter:title", "dc.title"]), meta.title()];
    let written: Vec<String> = written.into_iter().flatten().filter(|title| !title.is_empty()).collect();
    let label = address.and_then(host).and_then(|host| host.split('.').rev().nth(1).map(str::to_owned));
    let names: Vec<String> = [publisher, site, label].into_iter().flatten().collect();
    let titles: Vec<String> = written.iter().map(|title| without_site(title, &names)).collect();
    let heading = heading(outline, &titles);
    let shown = heading.map(|at| clean(&outline.text_of(at)));
    Head {
        outlet,
        title: shown.or_else(|| titles.into_iter().next()),
        byline: byline(&data.authors, &meta),
        published: date(data.published.as_deref(), &meta, &PUBLISHED, "datepublished").or_else(|| meta.time()),
        modified: date(data.modified.as_deref(), &meta, &MODIFIED, "datemodified"),
        canonical,
        heading,
        body: data.body,
        closed: data.closed,
    }
}

const PUBLISHED: [&str; 12] = [
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
];

const MODIFIED: [&str; 5] =
    ["article:modified_time", "og:updated_time", "og:article:modified_time", "last-modified", "dcterms.modified"];

/// The elements of a page that say something of it.
struct Meta<'o> {
    outline: &'o Outline,
}

impl Meta<'_> {
    /// What the first `meta` element of these names says, the names in order of trust.
    fn of(&self, names: &[&str]) -> Option<String> {
        let metas = || self.outline.nodes.iter().filter(|node| node.name() == "meta");
        names.iter().find_map(|wanted| {
            let said = metas().find(|node| {
                let keys = ["property", "name", "itemprop"].iter().filter_map(|key| node.attribute(key));
                keys.into_iter().any(|key| key.trim().eq_ignore_ascii_case(wanted))
                    && node.attribute("content").is_some_and(|c| !c.trim().is_empty())
            })?;
            said.attribute("content").map(clean)
        })
    }

    fn link(&self, rel: &str) -> Option<String> {
        let mut links = self.outline.nodes.iter().filter(|node| node.name() == "link");
        let link = links.find(|node| {
            node.attribute("rel").is_some_and(|rels| rels.split_whitespace().any(|r| r.eq_ignore_ascii_case(rel)))
        })?;
        link.attribute("href").map(str::to_owned)
    }

    fn title(&self) -> Option<String> {
        let at = self.outline.nodes.iter().position(|node| node.name() == "title")?;
        Some(clean(&self.outline.text_of(at)))
    }

    /// A date in the page marked with a property.
    fn property(&self, property: &str) -> Option<Moment> {
        let marked = self.outline.nodes.iter().enumerate().filter(|(_, node)| {
            node.attribute("itemprop")
                .is_some_and(|props| props.split_whitespace().any(|p| p.eq_ignore_ascii_case(property)))
        });
        marked.take(5).find_map(|(at, node)| {
            let written = node.attribute("datetime").or_else(|| node.attribute("content"));
            written.and_then(day_or_time).or_else(|| day_or_time(&self.outline.text_of(at)))
        })
    }

    /// The name in the page that is marked as the author's.
    fn signature(&self) -> Option<String> {
        let marked = |node: &Node| {
            let is =
                |key: &str, wanted: &str| node.attribute(key).is_some_and(|value| value.eq_ignore_ascii_case(wanted));
            is("rel", "author") || is("itemprop", "author") || names(node).any(|name| name == "byline")
        };
        let places = (0..self.outline.nodes.len()).filter(|&at| marked(&self.outline.nodes[at])).take(5);
        places.map(|at| clean(&self.outline.text_of(at))).find(|text| (3..=80).contains(&text.chars().count()))
    }

    /// The first time in the page that is a date.
    fn time(&self) -> Option<Moment> {
        let times = self.outline.nodes.iter().filter(|node| node.name() == "time");
        times.filter_map(|node| node.attribute("datetime")).find_map(day_or_time)
    }
}

fn date(linked: Option<&str>, meta: &Meta<'_>, names: &[&str], property: &str) -> Option<Moment> {
    let said = || names.iter().find_map(|name| meta.of(&[name]).as_deref().and_then(day_or_time));
    linked.and_then(day_or_time).or_else(said).or_else(|| meta.property(property))
}

/// A date as pages write it: also with a zone without a colon, and with fractions of a second.
fn day_or_time(written: &str) -> Option<Moment> {
    let written = written.trim();
    let known = moment(written);
    // A bare number reads as a date to some formats and is a count to pages.
    // Templates fill an unknown date with the year one.
    known.filter(|known| written.len() >= 8 && known.day().year() >= 1900)
}

fn byline(authors: &[String], meta: &Meta<'_>) -> Option<String> {
    let is_name = |name: &String| !name.is_empty() && !name.contains("://") && name.chars().count() <= 120;
    let mut named: Vec<String> = authors.iter().map(|name| plain(name)).filter(is_name).collect();
    named.dedup();
    if !named.is_empty() {
        return Some(without_by(&named.join(", ")));
    }
    let said = meta.of(&["author", "byl", "dc.creator", "parsely-author", "article:author"]).filter(is_name);
    said.or_else(|| meta.signature()).map(|name| without_by(&name))
}

/// "By Ann Lee" as "Ann Lee".
fn without_by(names: &str) -> String {
    let bare = names.strip_prefix("By ").or_else(|| names.strip_prefix("by ")).or_else(|| names.strip_prefix("BY "));
    bare.unwrap_or(names).trim().to_owned()
}

/// The heading that shows the title: the first that says what one of the titles says, h1 before others.
fn heading(outline: &Outline, titles: &[String]) -> Option<usize> {
    let keys: Vec<String> = titles.iter().map(|title| key(title)).filter(|key| !key.is_empty()).collect();
    let headings: Vec<(usize, String)> = outline
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| matches!(node.name(), "h1" | "h2"))
        .take(200)
        .map(|(at, _)| (at, key(&outline.text_of(at))))
        .filter(|(_, key)| !key.is_empty())
        .collect();
    let first = |name: &str, fits: &dyn Fn(&str) -> bool| {
        headings.iter().find(|(at, key)| outline.nodes[*at].name() == name && fits(key)).map(|(at, _)| *at)
    };
    let same = |heading: &str| keys.iter().any(|key| key == heading);
    let alike = |heading: &str| keys.iter().any(|key| words_in_common(key, heading) >= 0.5);
    first("h1", &same).or_else(|| first("h2", &same)).or_else(|| first("h1", &alike)).or_else(|| {
        let only: Vec<&(usize, String)> = headings.iter().filter(|(at, _)| outline.nodes[*at].name() == "h1").collect();
        if let [only] = only.as_slice() { keys.is_empty().then_some(only.0) } else { None }
    })
}

/// The share of the words of the shorter text that are in the other.
fn words_in_common(a: &str, b: &str) -> f64 {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<std::collections::BTreeSet<String>>();
    let (a, b) = (words(a), words(b));
    a.intersection(&b).count() as f64 / a.len().max(b.len()).max(1) as f64
}

/// A title without the name of the site before or behind it.
fn without_site(title: &str, names: &[String]) -> String {
    const BARS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " / "];
    let bare = |text: &str| key(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let known: Vec<String> = names.iter().map(|name| bare(name)).collect();
    let is_site = |part: &str| {
        let part = bare(part);
        // "The Quay", "Quay News" and "Quay Online – Harbour" are the site "Quay"; a sentence that begins with its name is not.
        let close = |name: &String| {
            name.len() >= 3 && (name.contains(&part) || (part.contains(name.as_str()) && part.len() <= name.len() + 15))
        };
        part.len() >= 3 && known.iter().any(close)
    };
    let mut kept = title.trim();
    for _ in 0..3 {
        let behind = BARS.iter().filter_map(|bar| kept.rsplit_once(bar)).min_by_key(|(_, part)| part.len());
        let before = BARS.iter().filter_map(|bar| kept.split_once(bar)).min_by_key(|(part, _)| part.len());
        kept = match (behind, before) {
            (Some((rest, part)), _) if is_site(part) && !rest.trim().is_empty() => rest.trim(),
            (_, Some((part, rest))) if is_site(part) && !rest.trim().is_empty() => rest.trim(),
            _ => break,
        };
    }
    kept.to_owned()
}

fn base(outline: &Outline, address: Option<&str>) -> Option<String> {
    let own = address.filter(|address| host(address).is_some()).map(str::to_owned);
    let written = outline.nodes.iter().find(|node| node.name() == "base").and_then(|node| node.attribute("href"));
    written.and_then(|written| resolve(own.as_deref(), written)).or(own)
}

/// Text of an attribute on one line, harmless to a terminal. Titles and names are short; of a longer text the beginning is taken.
fn clean(text: &str) -> String {
    const LONGEST: usize = 2_000;
    let text = &text[..text.floor_char_boundary(LONGEST)];
    neutralise(&text.split_whitespace().collect::<Vec<&str>>().join(" ")).into_owned()
}

/// Text of a page's data, which may be written as HTML once more.
fn plain(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return clean(text);
    }
    Outline::of(text, Whole::Fragment)
        .filter(|outline| !outline.nodes.is_empty())
        .map_or_else(|| clean(text), |outline| clean(&outline.text_of(0)))
}
