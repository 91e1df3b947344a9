//! Which arrivals are one article: the same address, or the same outlet and title where there is no address.

use rusqlite::{OptionalExtension, Result, Transaction};

use crate::model::{Arrival, ArticleId};
use crate::text::{Role, SentenceIx, key};

/// Parameters that say where a reader came from and not what is read.
const TRACKING: &[&str] = &["fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src", "cmpid", "ocid"];

/// What the identity of an article with an address begins with.
const ADDRESS: &str = "url\n";

/// The longest title made from a text, in characters.
const TITLE_CHARACTERS: usize = 120;

/// What an article is known by, equal for equal articles and for no others.
///
/// An address counts without what [`canonical`] leaves out; [`find`] looks past "www." besides.
pub(super) fn identity(arrival: &Arrival, title: &str) -> String {
    match arrival.url.as_deref().map(str::trim).filter(|url| !url.is_empty()) {
        Some(url) => format!("{ADDRESS}{}", canonical(url)),
        None => format!("title\n{}\n{}", key(arrival.outlet.trim()), key(title)),
    }
}

/// The article that is known by an identity, or by the same address with or without "www.": outlets move between the two, and
/// neither is another piece. One known by the very identity goes first.
pub(super) fn find(step: &Transaction<'_>, identity: &str) -> Result<Option<ArticleId>> {
    for identity in [Some(identity), twin(identity).as_deref()].into_iter().flatten() {
        let found = step
            .prepare_cached("SELECT id FROM article WHERE identity = ?1")?
            .query_row([identity], |row| row.get(0).map(ArticleId))
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether an article went because it was old; it is looked for as [`find`] does.
pub(super) fn was_pruned(step: &Transaction<'_>, identity: &str) -> Result<bool> {
    let twin = twin(identity).unwrap_or_else(|| identity.to_owned());
    step.prepare_cached("SELECT EXISTS (SELECT 1 FROM pruned WHERE identity IN (?1, ?2))")?
        .query_row((hashed(identity), hashed(&twin)), |row| row.get(0))
}

/// Forgets that an article went, because it is wanted again.
pub(super) fn want_again(step: &Transaction<'_>, identity: &str) -> Result<()> {
    let twin = twin(identity).unwrap_or_else(|| identity.to_owned());
    step.prepare_cached("DELETE FROM pruned WHERE identity IN (?1, ?2)")?
        .execute((hashed(identity), hashed(&twin)))
        .map(|_| ())
}

/// What is kept of the identity of an article that went.
pub(super) fn hashed(identity: &str) -> [u8; 32] {
    blake3::hash(identity.as_bytes()).into()
}

/// The identity of the same address with "www." before its host if it has none, and without if it has; `None` where there is no
/// address of the web.
fn twin(identity: &str) -> Option<String> {
    let address = identity.strip_prefix(ADDRESS)?;
    let host = address.split(['/', '?', ':']).next().unwrap_or_default();
    match address.strip_prefix("www.") {
        // "www.example" is a host of its own.
        Some(rest) if host.matches('.').count() > 1 => Some(format!("{ADDRESS}{rest}")),
        None if host.contains('.') => Some(format!("{ADDRESS}www.{address}")),
        _ => None,
    }
}

/// The headline of an arrival: as given, else the text's own, else the beginning of its first sentence; empty for an empty
/// text.
pub fn headline(arrival: &Arrival) -> String {
    let document = &arrival.document;
    let given = arrival.title.as_deref().map(single_spaced).filter(|title| !title.is_empty());
    let first = |role: Option<Role>| {
        let mut sentences = (0..document.sentences().len()).map(SentenceIx);
        let found = sentences
            .find(|&ix| role.is_none_or(|role| document.role(ix) == role) && !document.sentence_text(ix).is_empty());
        found.map(|ix| shortened(&single_spaced(document.sentence_text(ix))))
    };
    let title =
        given.or_else(|| first(Some(Role::Headline))).or_else(|| first(Some(Role::Body))).or_else(|| first(None));
    title.unwrap_or_default()
}

/// An address without what does not tell pages apart: the scheme, case of the host, the fragment, tracking parameters, a
/// slash at the end. What is no web address stays as it is.
fn canonical(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return url.to_owned();
    }
    let rest = rest.split_once('#').map_or(rest, |(page, _)| page);
    let (page, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = page.split_at(page.find('/').unwrap_or(page.len()));
    let host = host.to_ascii_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host);
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("{host}{}{mark}{}", path.trim_end_matches('/'), kept.join("&"))
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split_once('=').map_or(pair, |(name, _)| name).to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(line: &str) -> String {
    match line.char_indices().nth(TITLE_CHARACTERS) {
        Some(_) => line.chars().take(TITLE_CHARACTERS - 1).chain(['…']).collect(),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_same(left: &str, right: &str) {
        assert_eq!(canonical(left), canonical(right));
    }

    #[test]
    fn addresses_of_one_page_are_one() {
        check_same("https://Coast.example/a/", "http://coast.example/a");
        check_same("https://coast.example/a?utm_source=mail&id=7#top", "https://coast.example:443/a?id=7");
        check_same("https://coast.example", "https://coast.example/");
    }

    #[test]
    fn addresses_of_two_pages_are_two() {
        assert_ne!(canonical("https://coast.example/A"), canonical("https://coast.example/a"));
        assert_ne!(canonical("https://coast.example/a?id=7"), canonical("https://coast.example/a?id=8"));
        assert_eq!(canonical("urn:news:7"), "urn:news:7");
        assert_eq!(canonical("feed://x/#y"), "feed://x/#y");
    }

    fn check_twin(address: &str, expected: Option<&str>) {
        let found = twin(&format!("{ADDRESS}{}", canonical(address)));
        assert_eq!(found, expected.map(|twin| format!("{ADDRESS}{twin}")), "{address}");
    }

    #[test]
    fn an_address_has_one_twin_on_its_own_host_and_path() {
        check_twin("https://coast.example/a?id=7", Some("www.coast.example/a?id=7"));
        check_twin("http://WWW.coast.example:80/a/", Some("coast.example/a"));
        check_twin("https://news.coast.example", Some("www.news.coast.example"));
        check_twin("https://www.example/a.html", None);
        check_twin("https://localhost/www.a", None);
        check_twin("urn:news:7", None);
        assert_eq!(twin("title\ncoast wire\nwww.coast.example/a"), None);
    }

    #[test]
    fn long_first_lines_are_cut_between_characters() {
        assert_eq!(single_spaced("a  b\nc"), "a b c");
        assert_eq!(shortened("a b c"), "a b c");
        let long = shortened(&"é".repeat(300));
        assert_eq!((long.chars().count(), long.ends_with('…')), (TITLE_CHARACTERS, true));
    }
}
