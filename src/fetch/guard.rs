//! Name look-up that hands out no near address, so that a public name cannot lead to the reader's own machine or network.
//!
//! The connection is made to the very addresses that were looked at here: a name that resolves differently a moment later gains
//! nothing.

use std::fmt::Debug;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::FetchError;
use super::address::is_near;

/// Looks up names: the system does, unless a test brings its own.
pub trait Names: Debug + Send + Sync {
    /// The addresses of a host.
    ///
    /// # Errors
    /// Where the name is not known.
    fn look_up(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// See the head of this file.
#[derive(Debug)]
pub(super) struct Guard {
    /// Whether near addresses are handed out after all: for a source that lies there.
    pub(super) open: bool,
    /// Who looks up; the system where nobody.
    pub(super) names: Option<Arc<dyn Names>>,
    /// The proxy the reader's environment names, by host and port: wherever it lies, it was chosen.
    pub(super) proxy: Option<(String, u16)>,
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let (host, port) = host_and_port(uri);
        let found: Vec<SocketAddr> = match &self.names {
            Some(names) => names.look_up(host, port)?,
            None => DefaultResolver::default().resolve(uri, config, timeout)?.iter().copied().collect(),
        };
        let chosen = self.proxy.as_ref().is_some_and(|proxy| proxy.0 == host && proxy.1 == port);
        let mut kept = self.empty();
        // The list takes sixteen.
        for address in found.iter().filter(|found| self.open || chosen || !is_near(found.ip())).take(16) {
            kept.push(*address);
        }
        match (kept.is_empty(), found.is_empty()) {
            (false, _) => Ok(kept),
            (true, true) => Err(Error::HostNotFound),
            (true, false) => Err(Error::Other(Box::new(FetchError::Near))),
        }
    }
}

fn host_and_port(uri: &Uri) -> (&str, u16) {
    let usual = if uri.scheme_str() == Some("https") { 443 } else { 80 };
    (uri.host().unwrap_or_default(), uri.port_u16().unwrap_or(usual))
}
