//! The agents that ask: for the public web and for a source that lies near, by the usual roots and by the reader's own.

use std::sync::Arc;

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use super::guard::Guard;
use super::{FetchError, Flaw, Limits, Names, Roots};

/// What a server is told about who asks.
const USER_AGENT: &str = concat!("newsdiff/", env!("CARGO_PKG_VERSION"), " (news reader for the terminal)");

/// All that can ask.
#[derive(Debug)]
pub(super) struct Agents {
    usual: Pair,
    /// By the reader's own roots; `None` where there are none.
    own: Option<Pair>,
}

#[derive(Debug)]
struct Pair {
    /// For the public web.
    strict: Agent,
    /// For a source that lies near.
    open: Agent,
}

impl Agents {
    /// None of them has asked anything, nor looked at a root.
    pub(super) fn new(limits: Limits, names: Option<&Arc<dyn Names>>, roots: &Roots) -> Agents {
        let pair = |trusted: &RootCerts| {
            let agent = |open| agent(limits, Guard { open, names: names.cloned(), proxy: None }, trusted.clone());
            Pair { strict: agent(false), open: agent(true) }
        };
        Agents { usual: pair(&RootCerts::WebPki), own: roots.trusted().as_ref().map(pair) }
    }

    /// Asks; `at_home` is for the source's own host, which may lie near.
    ///
    /// A certificate that none of the usual roots has signed is looked at once more by the reader's own: a chain ends at one root,
    /// so trusting either set is trusting both.
    pub(super) fn ask(
        &self,
        at_home: bool,
        ask: impl Fn(&Agent) -> Result<Response<Body>, ureq::Error>,
    ) -> Result<Response<Body>, FetchError> {
        let ask = |pair: &Pair| ask(if at_home { &pair.open } else { &pair.strict }).map_err(FetchError::read);
        match (ask(&self.usual), &self.own) {
            (Err(FetchError::Insecure(Flaw::Unknown)), Some(own)) => ask(own),
            (came, _) => came,
        }
    }
}

fn agent(limits: Limits, guard: Guard, trusted: RootCerts) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(USER_AGENT)
        .timeout_connect(Some(limits.connect))
        .timeout_resolve(Some(limits.connect))
        .timeout_global(Some(limits.whole))
        .tls_config(TlsConfig::builder().root_certs(trusted).build())
        .build();
    let proxy = config.proxy().map(|proxy| (proxy.host().to_owned(), proxy.port()));
    Agent::with_parts(config, DefaultConnector::default(), Guard { proxy, ..guard })
}
