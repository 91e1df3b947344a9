//! Why nothing came back, in the reader's words.

use std::io::ErrorKind;

use jiff::Timestamp;

use super::Flaw;

/// Why a request failed. The messages go on from the name of what was asked for: "Coast Wire" "was not found (404)".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// It is no address, or none of the web.
    #[error("is no http or https address")]
    NotWeb,
    /// It lies on, or leads to, the reader's own machine or network.
    #[error("leads to a private or local address, where only a source added at that very address may lead")]
    Near,
    /// Redirects lead back to an address asked before.
    #[error("is redirected in a circle")]
    Circle,
    /// Redirects do not end.
    #[error("is redirected more than {0} times")]
    TooManyRedirects(usize),
    /// 410.
    #[error("is gone for good (410)")]
    Gone,
    /// 404.
    #[error("was not found (404)")]
    NotFound,
    /// 429 or 503: the server wants to be left alone.
    #[error("asks not to be disturbed for now ({status})")]
    Busy {
        /// The status.
        status: u16,
        /// Until when, where it says so.
        until: Option<Timestamp>,
    },
    /// Any other status.
    #[error("answered with status {0}")]
    Status(u16),
    /// The body is too large.
    #[error("is larger than {} MB", limit.div_ceil(1024 * 1024))]
    TooLarge {
        /// The most taken, in bytes.
        limit: u64,
    },
    /// The body ended early.
    #[error("broke off before its end")]
    Truncated,
    /// The body cannot be unpacked, or the answer is no HTTP.
    #[error("sent an answer that cannot be read: {0}")]
    Garbled(String),
    /// Nothing came in time.
    #[error("did not answer in time")]
    TimedOut,
    /// The name is not known.
    #[error("has a host name nobody knows; is the network up?")]
    UnknownHost,
    /// No connection.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// The certificate or the encryption is not in order.
    #[error("{0}")]
    Insecure(Flaw),
    /// The site's robots.txt keeps programs away.
    #[error("may not be read by programs, as the site's robots.txt says")]
    Robots,
    /// The reader said stop.
    #[error("was not read: stopped")]
    Stopped,
}

impl FetchError {
    /// Puts what the HTTP library says into the reader's words.
    pub(super) fn read(fault: ureq::Error) -> FetchError {
        match fault {
            ureq::Error::Other(other) => match other.downcast::<FetchError>() {
                Ok(own) => *own,
                Err(other) => FetchError::Unreachable(other.to_string()),
            },
            ureq::Error::Timeout(_) => FetchError::TimedOut,
            ureq::Error::HostNotFound => FetchError::UnknownHost,
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => FetchError::NotWeb,
            ureq::Error::Tls(why) => FetchError::Insecure(Flaw::Other(why.to_owned())),
            ureq::Error::Rustls(why) => FetchError::Insecure(Flaw::named(&why)),
            ureq::Error::Decompress(_, why) if why.kind() == ErrorKind::UnexpectedEof => FetchError::Truncated,
            ureq::Error::Io(why) => FetchError::read_io(&why),
            fault @ (ureq::Error::Protocol(_) | ureq::Error::Decompress(..) | ureq::Error::LargeResponseHeader(..)) => {
                FetchError::Garbled(fault.to_string())
            }
            fault => FetchError::Unreachable(fault.to_string()),
        }
    }

    fn read_io(why: &std::io::Error) -> FetchError {
        if let Some(flaw) = Flaw::of(why) {
            return FetchError::Insecure(flaw);
        }
        match why.kind() {
            ErrorKind::UnexpectedEof => FetchError::Truncated,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => FetchError::TimedOut,
            // A failed look-up has no kind of its own; its words are all there is.
            _ if why.to_string().contains("lookup address") => FetchError::UnknownHost,
            ErrorKind::ConnectionRefused => FetchError::Unreachable("nothing listens there".to_owned()),
            _ => FetchError::Unreachable(why.to_string()),
        }
    }
}
