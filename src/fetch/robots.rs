//! robots.txt (RFC 9309): which pages of a site programs may read, and how quickly.
//!
//! Asked for pages. A feed the reader subscribed to is offered to programs, so nobody asks for it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use url::Url;

use super::{Answer, Client, FetchError, Request, Stop, Wanted, address};

/// The name a site knows newsdiff by.
const OWN_NAME: &str = "newsdiff";

/// The most of the file that is read: what the RFC asks for at least.
const LARGEST: u64 = 512 * 1024;

/// The longest pause a site can ask for: with more, a round would not end.
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// What sites say, asked once each: a round has one of these.
#[derive(Debug, Default)]
pub struct Robots(Mutex<BTreeMap<String, Arc<Rules>>>);

impl Robots {
    /// Whether a page may be read, and the pause its site asks for before it is.
    ///
    /// A site without the file allows all; one whose file cannot be had allows nothing, as the RFC says. `near` is as in
    /// [`Request`].
    ///
    /// # Errors
    /// [`FetchError::Robots`] where it may not, and [`FetchError::NotWeb`].
    pub fn ask(&self, client: &Client, page: &str, near: Option<&str>, stop: &Stop) -> Result<Duration, FetchError> {
        let url = address::read(page)?;
        let site = url.origin().ascii_serialization();
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&site).cloned();
        let rules = if let Some(rules) = known {
            rules
        } else {
            let rules = Arc::new(fetch(client, &site, near, stop)?);
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(site, Arc::clone(&rules));
            rules
        };
        if rules.allow(&path_of(&url)) { Ok(rules.delay) } else { Err(FetchError::Robots) }
    }
}

fn fetch(client: &Client, site: &str, near: Option<&str>, stop: &Stop) -> Result<Rules, FetchError> {
    let address = format!("{site}/robots.txt");
    let request =
        Request { address: &address, near, wanted: Wanted::Text, etag: None, modified: None, largest: LARGEST };
    match client.get(&request, stop) {
        Ok(Answer::Fresh(fresh)) => Ok(Rules::read(&String::from_utf8_lossy(&fresh.bytes))),
        Ok(Answer::Unchanged { .. }) | Err(FetchError::NotFound | FetchError::Gone | FetchError::Status(400..=499)) => {
            Ok(Rules::default())
        }
        Err(fault @ (FetchError::Stopped | FetchError::Near | FetchError::Busy { .. })) => Err(fault),
        Err(_) => Ok(Rules::read("User-agent: *\nDisallow: /")),
    }
}

/// The rules of a site that hold for newsdiff.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rules {
    /// Whether a path is allowed, and its pattern.
    lines: Vec<(bool, String)>,
    delay: Duration,
}

impl Rules {
    /// Reads the groups for newsdiff, or those for everyone where it has none of its own.
    fn read(text: &str) -> Rules {
        let (mut own, mut everyone) = (None, Rules::default());
        let (mut for_own, mut for_everyone, mut in_names) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split_once('#').map_or(line, |(line, _)| line);
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_names {
                    (for_own, for_everyone) = (false, false);
                }
                in_names = true;
                for_everyone |= value == "*";
                let name = value.split(['/', ' ']).next().unwrap_or_default();
                if name.eq_ignore_ascii_case(OWN_NAME) {
                    for_own = true;
                    own.get_or_insert_with(Rules::default);
                }
                continue;
            }
            if !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                continue;
            }
            in_names = false;
            if let Some(own) = own.as_mut().filter(|_| for_own) {
                own.take(&key, value);
            }
            if for_everyone {
                everyone.take(&key, value);
            }
        }
        own.unwrap_or(everyone)
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds > 0.0);
                let delay = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(LONGEST_DELAY.as_secs_f64())));
                self.delay = delay.unwrap_or(self.delay);
            }
            // An empty pattern says nothing.
            _ if value.is_empty() => {}
            _ => self.lines.push((key == "allow", spelled(value))),
        }
    }

    /// The longest pattern that fits decides, and `allow` where two are as long.
    fn allow(&self, path: &str) -> bool {
        let fitting = self.lines.iter().filter(|(_, pattern)| fits(pattern, path));
        fitting.map(|(allow, pattern)| (pattern.len(), *allow)).max().is_none_or(|(_, allow)| allow)
    }
}

/// What patterns are matched with: the path and the query.
fn path_of(url: &Url) -> String {
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    spelled(&format!("{}{query}", url.path()))
}

/// One spelling for a path: what is not ASCII in percent form, and its digits in capitals.
fn spelled(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut capitals: u8 = 0;
    for &byte in path.as_bytes() {
        match byte {
            b'%' => {
                out.push('%');
                capitals = 2;
                continue;
            }
            byte if capitals > 0 => out.push(byte.to_ascii_uppercase() as char),
            0x21..=0x7e => out.push(byte as char),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
        capitals = capitals.saturating_sub(1);
    }
    out
}

/// Whether a path begins with a pattern, in which `*` stands for anything and `$` at the end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return !to_end || rest.is_empty() };
    for part in middle {
        // The first place leaves most for what follows.
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    if to_end { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_allow(text: &str, page: &str, expected: bool) {
        let url = Url::parse("https://coast.example").and_then(|site| site.join(page)).expect("an address");
        assert_eq!(Rules::read(text).allow(&path_of(&url)), expected, "{page} under:\n{text}");
    }

    #[test]
    fn the_longest_pattern_decides() {
        let text = "User-agent: *\nDisallow: /private\nAllow: /private/news\n";
        check_allow(text, "/a", true);
        check_allow(text, "/private/x", false);
        check_allow(text, "/private/news/1", true);
        check_allow("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true);
        check_allow("User-agent: *\nDisallow:\n", "/a", true);
        check_allow("Disallow: /\n", "/a", true);
        check_allow("", "/a", true);
    }

    #[test]
    fn stars_and_ends_are_read() {
        check_allow("user-agent: *\ndisallow: /*.pdf$", "/a/b.pdf", false);
        check_allow("user-agent: *\ndisallow: /*.pdf$", "/a/b.pdf?x", true);
        check_allow("user-agent: *\ndisallow: /*?print=", "/a?print=1", false);
        check_allow("user-agent: *\ndisallow: /a*b*c", "/a-c-b", true);
        check_allow("user-agent: *\ndisallow: /$", "/", false);
        check_allow("user-agent: *\ndisallow: /$", "/a", true);
        check_allow("user-agent: *\ndisallow: /caf%c3%a9", "/café", false);
    }

    #[test]
    fn a_group_of_our_own_goes_before_that_for_everyone() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: NewsDiff/1.0 # us\nDisallow: /x\nCrawl-delay: 3\n";
        check_allow(text, "/a", true);
        check_allow(text, "/x", false);
        assert_eq!(Rules::read(text).delay, Duration::from_secs(3));
        check_allow("User-agent: newsdiff\nUser-agent: *\nDisallow: /x", "/x", false);
        check_allow("User-agent: other\nDisallow: /", "/x", true);
    }

    #[test]
    fn no_site_can_ask_for_endless_pauses() {
        for (asked, seconds) in [("86400", 30), ("-1", 0), ("nan", 0), ("inf", 0), ("2", 2)] {
            let rules = Rules::read(&format!("User-agent: *\nCrawl-delay: {asked}\n"));
            assert_eq!(rules.delay, Duration::from_secs(seconds), "{asked}");
        }
    }
}
