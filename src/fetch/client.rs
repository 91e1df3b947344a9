//! The client: one request with its redirects.

use std::io::Read;
use std::net::ToSocketAddrs;
use std::sync::Arc;
use std::time::Duration;

use ureq::Body;
use ureq::http::{HeaderMap, Response, header};
use url::Url;

use super::agents::Agents;
use super::gate::Gate;
use super::{Answer, Clock, FetchError, Fresh, Names, Request, Roots, Stop, SystemClock, Wanted, address, retry};

/// Redirects followed in a row. Browsers allow twenty; a feed that needs more than five leads nowhere.
const MOST_REDIRECTS: usize = 5;

/// How long things may take, and how much lies between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// For one request with its whole body.
    pub whole: Duration,
    /// Between two requests to one host.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        // A connection that takes ten seconds is lost; a large feed on a slow line may take a minute.
        Limits { connect: Duration::from_secs(10), whole: Duration::from_mins(1), pause: Duration::from_secs(1) }
    }
}

/// Asks servers. Threads may share it.
#[derive(Debug)]
pub struct Client {
    agents: Agents,
    gate: Gate,
    limits: Limits,
    clock: Arc<dyn Clock>,
    names: Option<Arc<dyn Names>>,
}

/// What one request came to.
enum Step {
    Done(Answer),
    Redirect { to: Url, for_good: bool },
}

impl Default for Client {
    fn default() -> Client {
        Client::new(Limits::default(), Arc::new(SystemClock), None)
    }
}

impl Client {
    /// A client with a clock, and names that are looked up by something else than the system.
    pub fn new(limits: Limits, clock: Arc<dyn Clock>, names: Option<Arc<dyn Names>>) -> Client {
        Client::trusting(limits, clock, names, &Roots::default())
    }

    /// The same, which trusts roots of the reader's own beside the usual ones.
    pub fn trusting(limits: Limits, clock: Arc<dyn Clock>, names: Option<Arc<dyn Names>>, roots: &Roots) -> Client {
        let agents = Agents::new(limits, names.as_ref(), roots);
        Client { agents, gate: Gate::default(), limits, clock, names }
    }

    /// The clock requests go by.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Whether an address lies on the reader's own machine or network: asked of an address the reader gives, which may.
    pub fn is_near(&self, at: &str) -> bool {
        let Ok(url) = address::read(at) else { return false };
        let (host, port) = (url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default());
        let found = match &self.names {
            Some(names) => names.look_up(host, port).unwrap_or_default(),
            None => (host, port).to_socket_addrs().map(Iterator::collect).unwrap_or_default(),
        };
        address::is_near_by_name(&url) || (!found.is_empty() && found.iter().all(|found| address::is_near(found.ip())))
    }

    /// Asks for an address, after the host's pause.
    ///
    /// # Errors
    /// Why nothing came back.
    pub fn get(&self, request: &Request<'_>, stop: &Stop) -> Result<Answer, FetchError> {
        self.get_after(request, self.limits.pause, stop)
    }

    /// The same with a longer pause, where the site asks for one.
    ///
    /// # Errors
    /// Why nothing came back.
    pub fn get_after(&self, request: &Request<'_>, pause: Duration, stop: &Stop) -> Result<Answer, FetchError> {
        let mut url = address::read(request.address)?;
        let near = request.near.map(address::read).transpose()?;
        let (mut seen, mut moved, mut for_good) = (vec![url.clone()], None, true);
        let mut pause = pause.max(self.limits.pause);
        loop {
            // An agent for near addresses goes to the source's own place and nowhere else.
            let at_home = near.as_ref().is_some_and(|near| address::is_one_place(near, &url));
            if !at_home && address::is_near_by_name(&url) {
                return Err(FetchError::Near);
            }
            let ask = || self.once(at_home, &url, request, stop);
            let came = self.gate.turn(&address::turn_name(&url), pause, &*self.clock, stop, ask)?;
            match came {
                Step::Done(answer) => return Ok(with_move(answer, moved)),
                Step::Redirect { to, for_good: this } => {
                    for_good &= this;
                    if for_good {
                        moved = Some(to.to_string());
                    }
                    if seen.contains(&to) {
                        return Err(FetchError::Circle);
                    }
                    if seen.len() > MOST_REDIRECTS {
                        return Err(FetchError::TooManyRedirects(MOST_REDIRECTS));
                    }
                    seen.push(to.clone());
                    url = to;
                    // Being sent on is part of one visit.
                    pause = Duration::ZERO;
                }
            }
        }
    }

    /// One request without redirects.
    fn once(&self, at_home: bool, url: &Url, request: &Request<'_>, stop: &Stop) -> Result<Step, FetchError> {
        let accepted = match request.wanted {
            Wanted::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, text/xml;q=0.9, */*;q=0.5"
            }
            Wanted::Page => "text/html, application/xhtml+xml, */*;q=0.5",
            Wanted::Text => "text/plain, */*;q=0.5",
        };
        let response = self.agents.ask(at_home, |agent| {
            let mut asked = agent.get(url.as_str()).header(header::ACCEPT, accepted);
            if let Some(etag) = request.etag {
                asked = asked.header(header::IF_NONE_MATCH, etag);
            }
            if let Some(modified) = request.modified {
                asked = asked.header(header::IF_MODIFIED_SINCE, modified);
            }
            asked.call()
        })?;
        let status = response.status().as_u16();
        match status {
            200..=299 => fresh(response, url, request.largest, stop).map(|fresh| Step::Done(Answer::Fresh(fresh))),
            304 => Ok(Step::Done(Answer::Unchanged { moved: None })),
            301 | 302 | 303 | 307 | 308 => {
                let to = text(response.headers(), header::LOCATION).ok_or(FetchError::Status(status))?;
                let to = url.join(&to).map_err(|_| FetchError::NotWeb)?;
                Ok(Step::Redirect { to: address::read(to.as_str())?, for_good: matches!(status, 301 | 308) })
            }
            404 => Err(FetchError::NotFound),
            410 => Err(FetchError::Gone),
            429 | 503 => {
                let until = text(response.headers(), header::RETRY_AFTER);
                let until = until.and_then(|value| retry::retry_after(&value, self.clock.now()));
                Err(FetchError::Busy { status, until })
            }
            _ => Err(FetchError::Status(status)),
        }
    }
}

/// The answer, with the move for good that led to it.
fn with_move(answer: Answer, moved: Option<String>) -> Answer {
    match answer {
        Answer::Unchanged { .. } => Answer::Unchanged { moved },
        Answer::Fresh(fresh) => Answer::Fresh(Fresh { moved, ..fresh }),
    }
}

fn fresh(response: Response<Body>, url: &Url, largest: u64, stop: &Stop) -> Result<Fresh, FetchError> {
    let headers = response.headers();
    let (kind, charset) = content_type(headers);
    let (etag, modified) = (text(headers, header::ETAG), text(headers, header::LAST_MODIFIED));
    let bytes = body(response.into_body(), largest, stop)?;
    Ok(Fresh { bytes, address: url.to_string(), moved: None, kind, charset, etag, modified })
}

/// Reads a body up to a bound, which counts unpacked bytes.
fn body(body: Body, largest: u64, stop: &Stop) -> Result<Vec<u8>, FetchError> {
    let mut reader = body.into_with_config().limit(largest.saturating_add(1)).reader();
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        if stop.is_said() {
            return Err(FetchError::Stopped);
        }
        let count = match reader.read(&mut buffer) {
            Ok(0) => return Ok(bytes),
            Ok(count) => count,
            Err(fault) => match ureq::Error::from(fault) {
                ureq::Error::BodyExceedsLimit(_) => return Err(FetchError::TooLarge { limit: largest }),
                fault => return Err(FetchError::read(fault)),
            },
        };
        if bytes.len() as u64 + count as u64 > largest {
            return Err(FetchError::TooLarge { limit: largest });
        }
        bytes.extend_from_slice(&buffer[..count]);
    }
}

/// The media type and the character set.
fn content_type(headers: &HeaderMap) -> (Option<String>, Option<String>) {
    let Some(value) = text(headers, header::CONTENT_TYPE) else { return (None, None) };
    let mut parts = value.split(';').map(str::trim);
    let kind = parts.next().map(str::to_ascii_lowercase).filter(|kind| !kind.is_empty());
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (kind, charset.filter(|charset| !charset.is_empty()))
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(|value| value.trim().to_owned())
}
