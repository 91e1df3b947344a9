//! What the attributes of elements say: addresses, mostly.

use url::Url;

use super::capture::rank;
use super::draft::{Draft, DraftItem, Link, offer};
use super::names::Vocabulary;
use crate::ingest::markup::Tag;

/// An address relative to a base, as far as that makes one; the address itself where it does not.
pub(super) fn joined(base: Option<&str>, address: &str) -> String {
    let base = base.and_then(|base| Url::parse(base).ok());
    match base.and_then(|base| base.join(address.trim()).ok()) {
        Some(joined) => joined.into(),
        None => address.trim().to_owned(),
    }
}

/// RSS 1.0 names the piece on the item itself, CDF links it and dates it there.
pub(super) fn of_item_tag(item: &mut DraftItem, tag: &Tag, base: Option<&str>) {
    for key in ["about", "href"] {
        if let Some(link) = tag.attribute(key) {
            offer_link(&mut item.link, rank::ABOUT, link, base);
        }
    }
    if let Some(id) = tag.attribute("about").filter(|id| !id.trim().is_empty()) {
        offer(&mut item.id, 1, id.trim().to_owned());
    }
    if let Some(date) = tag.attribute("lastmod") {
        offer(&mut item.updated, 1, date.to_owned());
    }
}

/// What the attributes of an element inside an item say.
pub(super) fn of_attributes(item: &mut DraftItem, tag: &Tag, vocabulary: Vocabulary, local: &str, base: Option<&str>) {
    if vocabulary != Vocabulary::Feed {
        return;
    }
    match local {
        "link" => {
            if let (Some(href), Some(rank)) = (tag.attribute("href"), rank_of(tag)) {
                offer_link(&mut item.link, rank, href, base);
            }
        }
        // The text is elsewhere, and that is the page where nothing else is.
        "content" => {
            if let Some(src) = tag.attribute("src") {
                offer_link(&mut item.link, rank::ABOUT, src, base);
            }
        }
        _ => {}
    }
}

/// What the attributes of an element in the head of a feed say.
pub(super) fn of_head_attributes(
    draft: &mut Draft,
    tag: &Tag,
    vocabulary: Vocabulary,
    local: &str,
    base: Option<&str>,
) {
    if vocabulary != Vocabulary::Feed || !matches!(local, "link" | "channel") {
        return;
    }
    let Some(href) = tag.attribute("href") else { return };
    if tag.attribute("rel").is_some_and(|rel| rel.trim().eq_ignore_ascii_case("self")) {
        offer_link(&mut draft.own, 1, href, base);
    } else if let Some(rank) = rank_of(tag) {
        offer_link(&mut draft.site, rank, href, base);
    }
}

/// How good a link of Atom is as the address of a page; nothing for one that is none.
fn rank_of(tag: &Tag) -> Option<u8> {
    let said = |key: &str| tag.attribute(key).unwrap_or_default().trim().to_lowercase();
    let page = matches!(said("type").as_str(), "" | "text/html" | "application/xhtml+xml");
    match said("rel").as_str() {
        "" | "alternate" => Some(if page { rank::LINK } else { rank::OTHER_FORM }),
        // Registered relations may be written as addresses.
        "http://www.iana.org/assignments/relation/alternate" => Some(rank::OTHER_FORM),
        _ => None,
    }
}

fn offer_link(slot: &mut Option<(u8, Link)>, rank: u8, address: &str, base: Option<&str>) {
    if !address.trim().is_empty() {
        offer(slot, rank, Link { written: address.trim().to_owned(), base: base.map(str::to_owned) });
    }
}
