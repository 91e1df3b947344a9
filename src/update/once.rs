//! An address read once, as a file is: nothing is followed.

use super::pages::read_page;
use crate::fetch::{Answer, Client, FetchError, Request, Stop, Wanted};
use crate::ingest::{Harvest, LARGEST_INPUT, feed};

/// Reads a page or a feed at an address the reader gave, which may lie near.
///
/// # Errors
/// Where it cannot be had. What is wrong in it is in the warnings.
pub fn once(client: &Client, address: &str, stop: &Stop) -> Result<Harvest, FetchError> {
    let near = client.is_near(address).then_some(address);
    let request = Request { address, near, wanted: Wanted::Page, etag: None, modified: None, largest: LARGEST_INPUT };
    let Answer::Fresh(fresh) = client.get(&request, stop)? else { return Err(FetchError::Status(304)) };
    if feed::is_feed(&fresh.bytes) {
        let read = feed::read(&fresh.address, &fresh.bytes, fresh.charset.as_deref());
        let arrivals = read.items.into_iter().map(|item| item.arrival).collect();
        return Ok(Harvest { arrivals, warnings: read.warnings, ..Harvest::default() });
    }
    let page = read_page(&fresh);
    Ok(Harvest { arrivals: page.arrival.into_iter().collect(), warnings: page.warnings, ..Harvest::default() })
}
