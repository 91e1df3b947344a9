//! What lies at an address the reader gives: a feed, a page that names some, or a page alone.

use crate::fetch::{Answer, Client, FetchError, Fresh, Request, Stop, Wanted, same_place};
use crate::ingest::{LARGEST_INPUT, discover, feed};
use crate::store::{NewSource, SourceKind};

/// The most addresses asked that a page only may have a feed at.
const MOST_TRIED: usize = 10;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The source to follow.
    pub source: NewSource,
    /// The addresses of other feeds the page names.
    pub others: Vec<String>,
    /// Whether the feed was found by way of a page.
    pub by_page: bool,
}

/// Why there is nothing to follow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// The address could not be read.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It is no feed, and names none.
    #[error("is no feed, and names none")]
    NoFeed,
}

/// Looks for a feed at an address the reader gave, which may lie near: at it, then where its page says, then in the usual places.
///
/// # Errors
/// Where the address cannot be read, or has no feed.
pub fn find(client: &Client, given: &str, stop: &Stop) -> Result<Found, FindError> {
    let near = client.is_near(given);
    let page = get(client, given, near.then_some(given), stop)?;
    let address = page.moved.clone().unwrap_or_else(|| given.trim().to_owned());
    if let Some(source) = as_feed(&address, &page, near && same_place(&address, given)) {
        return Ok(Found { source, others: Vec::new(), by_page: false });
    }
    let named = discover::feeds(&page.address, &String::from_utf8_lossy(&page.bytes));
    let named: Vec<String> = named.into_iter().map(|candidate| candidate.url).collect();
    let guessed = if named.is_empty() { discover::usual_places(&page.address) } else { Vec::new() };
    for candidate in named.iter().chain(&guessed).take(MOST_TRIED) {
        let home = (near && same_place(candidate, given)).then_some(given);
        let fresh = match get(client, candidate, home, stop) {
            Ok(fresh) => fresh,
            Err(FetchError::Stopped) => return Err(FetchError::Stopped.into()),
            Err(_) => continue,
        };
        let address = fresh.moved.clone().unwrap_or_else(|| candidate.clone());
        if let Some(source) = as_feed(&address, &fresh, near && same_place(&address, given)) {
            let others = named.iter().filter(|other| *other != candidate).cloned().collect();
            return Ok(Found { source, others, by_page: true });
        }
    }
    Err(FindError::NoFeed)
}

fn get(client: &Client, address: &str, near: Option<&str>, stop: &Stop) -> Result<Fresh, FetchError> {
    let request = Request { address, near, wanted: Wanted::Feed, etag: None, modified: None, largest: LARGEST_INPUT };
    match client.get(&request, stop)? {
        Answer::Fresh(fresh) => Ok(fresh),
        // Nothing was known, so there is nothing it could be unchanged from.
        Answer::Unchanged { .. } => Err(FetchError::Status(304)),
    }
}

fn as_feed(address: &str, fresh: &Fresh, near: bool) -> Option<NewSource> {
    if !feed::is_feed(&fresh.bytes) {
        return None;
    }
    let read = feed::read(&fresh.address, &fresh.bytes, fresh.charset.as_deref());
    let at = NewSource::at(SourceKind::Feed, address);
    Some(NewSource { title: read.title, site: read.site, near, ..at })
}
