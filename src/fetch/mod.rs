//! The network: asks for feeds and pages politely, and never goes where a stranger's link must not lead.
//!
//! The only room that opens a socket. Nothing here knows what a feed or a page says: bytes come back, with what the server said
//! about them.
//!
//! - A request is conditional where an earlier answer gave an `ETag` or a date, so what did not change is not sent again.
//! - Moves for good (301, 308) are told to the caller, others (302, 303, 307) only followed; five in a row are the most.
//! - One request at a time goes to a host, with a pause before the next.
//! - What is read is bounded after it is unpacked, so a small packed body cannot fill the memory.
//! - Private, loopback and other near addresses are refused, by number, by name and after a redirect: see [`guard`](self). Only
//!   a source that itself lies there is read there.
//! - A secure connection is one by the roots compiled in, or by those of the reader's own network: see [`Roots`].
//!
//! Clock and name look-up can be replaced, so that no test waits or asks the network.

mod address;
mod agents;
mod client;
mod error;
mod flaw;
mod gate;
mod guard;
mod retry;
mod robots;
mod roots;
mod stop;
#[cfg(test)]
mod tests;

pub use address::{host_of, is_called_near, same_place};
pub use client::{Client, Limits};
pub use error::FetchError;
pub use flaw::Flaw;
pub use gate::{Clock, SystemClock};
pub use guard::Names;
pub use retry::{LONGEST_BACK_OFF, back_off};
pub use robots::Robots;
pub use roots::Roots;
pub use stop::Stop;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The address: http or https.
    pub address: &'a str,
    /// The address of the source the request is made for, where that source lies on a near address: the same place may then be
    /// asked, see [`same_place`]. `None` where everything near is refused.
    pub near: Option<&'a str>,
    /// What is wanted, for the `Accept` header.
    pub wanted: Wanted,
    /// The `ETag` of the last answer.
    pub etag: Option<&'a str>,
    /// The `Last-Modified` of the last answer, as it was given.
    pub modified: Option<&'a str>,
    /// The longest body taken, in bytes after unpacking.
    pub largest: u64,
}

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A feed, or a page that names one.
    Feed,
    /// A page.
    Page,
    /// Plain text.
    Text,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// There is nothing new since the last answer.
    Unchanged {
        /// Where the address has moved for good, if it has.
        moved: Option<String>,
    },
    /// A body.
    Fresh(Fresh),
}

/// A body and what the server said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh {
    /// The unpacked bytes.
    pub bytes: Vec<u8>,
    /// The address they came from in the end.
    pub address: String,
    /// Where the address asked for has moved for good, if it has.
    pub moved: Option<String>,
    /// The media type, in lower case and without parameters.
    pub kind: Option<String>,
    /// The character set the server names.
    pub charset: Option<String>,
    /// For the next request.
    pub etag: Option<String>,
    /// For the next request, as given.
    pub modified: Option<String>,
}
