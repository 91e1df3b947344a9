//! What is wrong with a secure connection, in the reader's words, each with what to do.

use std::error::Error;
use std::io;

/// Why a connection is not secure. The messages go on from the name of what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// No root that is trusted has signed the certificate.
    #[error(
        "shows a certificate that nobody known has signed; where your network or server has a root of its own, name that \
         root's file as `roots` under [update] in the configuration, or in SSL_CERT_FILE"
    )]
    Unknown,
    /// It is a root itself, which no server may show as its own.
    #[error("shows a root certificate where its own belongs; its owner has to give it one that the root has signed")]
    Root,
    /// The certificate is for other names.
    #[error("shows the certificate of another server; check the host in the address")]
    OtherName,
    /// Its time is over.
    #[error("shows a certificate that has expired; its owner has to renew it, unless the clock here is wrong")]
    Expired,
    /// Its time is still to come.
    #[error("shows a certificate that is not valid yet; is the clock here right?")]
    NotYet,
    /// What came back is no TLS.
    #[error("does not speak https there; is its address one with http://, or with another port?")]
    NoTls,
    /// Anything else, as the library says it.
    #[error("has no secure connection to offer: {0}")]
    Other(String),
}

impl Flaw {
    /// What the TLS library complains of, where the fault of a connection is its complaint.
    pub(super) fn of(why: &io::Error) -> Option<Flaw> {
        complaint(ureq::Error::Rustls, why).map(Flaw::named)
    }

    /// Goes by the names of the library's variants, which only its own `Debug` gives to those who do not depend on it.
    pub(super) fn named(fault: &impl Error) -> Flaw {
        let names = format!("{fault:?}");
        let inner = names.strip_prefix("InvalidCertificate(");
        let has = |name: &str| inner.is_some_and(|inner| inner.starts_with(name));
        match () {
            () if has("UnknownIssuer") => Flaw::Unknown,
            () if has("Other") && names.contains("CaUsedAsEndEntity") => Flaw::Root,
            () if has("NotValidForName") => Flaw::OtherName,
            () if has("Expired)") || has("ExpiredContext") => Flaw::Expired,
            () if has("NotValidYet") => Flaw::NotYet,
            () if names.starts_with("InvalidMessage(InvalidContentType") => Flaw::NoTls,
            () => Flaw::Other(fault.to_string()),
        }
    }
}

/// The fault of the TLS library inside one of a stream. Its type is known by what `ureq` wraps.
fn complaint<T: Error + 'static>(_: fn(T) -> ureq::Error, why: &io::Error) -> Option<&T> {
    why.get_ref()?.downcast_ref()
}
