//! What a reader types as news: looked at wherever it lies, be it an address, a list of feeds, a file or a folder.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::find::{FindError, find};
use super::given::{Given, GivenError, given};
use crate::fetch::{Client, FetchError, Flaw, Stop, is_called_near};
use crate::ingest::{self, Harvest, LARGEST_INPUT, opml};
use crate::model::Warning;
use crate::store::{NewSource, SourceKind};

/// What stands between the folders of a list in a heading.
pub const BETWEEN: &str = " / ";

/// How far into a file its first element is looked for.
const HEAD: usize = 4096;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Looked {
    /// Sources that can be followed.
    Sources {
        /// They, in order.
        sources: Vec<NewSource>,
        /// The addresses of other feeds the page names.
        others: Vec<String>,
        /// What could not be read of a list.
        warnings: Vec<Warning>,
    },
    /// The articles of a file, which is read once and not followed.
    Articles(Harvest),
}

/// Why there is nothing, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct LookError {
    /// What is wrong, with its name.
    pub what: String,
    /// What to do.
    pub hint: String,
    /// Whether there is a page without a feed, which can be followed itself.
    pub page: bool,
}

/// Looks at what `typed` names; `as_page` takes the page at an address for the source. Asks the network where it is an address.
///
/// # Errors
/// Where nothing lies there that can be followed or kept.
pub fn look(client: &Client, typed: &str, as_page: bool, stop: &Stop) -> Result<Looked, LookError> {
    let address = match given(&as_shells_do(typed))? {
        Given::Folder(folder) => return Ok(alone(folder, Vec::new())),
        Given::File(path) => return from_file(&path),
        Given::Address(address) => address,
    };
    if as_page {
        let near = client.is_near(&address);
        let page = NewSource { near, ..NewSource::at(SourceKind::Page, address) };
        return Ok(alone(page, Vec::new()));
    }
    match find(client, &address, stop) {
        Ok(found) => Ok(alone(found.source, found.others)),
        Err(fault) => {
            Err(LookError {
                hint: match &fault {
                    FindError::NoFeed => "name the feed itself",
                    FindError::Fetch(FetchError::UnknownHost) => "check its spelling",
                    FindError::Fetch(
                        FetchError::Insecure(Flaw::NoTls | Flaw::Other(_)) | FetchError::Unreachable(_),
                    ) if !typed.contains("://") => "if it has no secure connection, write http:// before it",
                    FindError::Fetch(FetchError::Insecure(_)) => "add it again once that is put right",
                    FindError::Fetch(_) => "check the address, or try again later",
                }
                .to_owned(),
                page: fault == FindError::NoFeed,
                what: format!("{address} {fault}"),
            })
        }
    }
}

/// The feeds of a list in OPML, and what is wrong with it. Feeds that seem to lie near are followed but not read there: a list
/// may come from anyone.
pub fn listed(name: &str, bytes: &[u8]) -> (Vec<NewSource>, Vec<Warning>) {
    let mut list = opml::read(name, bytes);
    let mut sources = Vec::with_capacity(list.feeds.len());
    for feed in list.feeds {
        if is_called_near(&feed.url) {
            list.warnings.push(Warning {
                source: name.to_owned(),
                line: None,
                message: format!("{} lies on your own machine or network and is not read", feed.url),
                hint: Some("if you know it, add it by its own address".to_owned()),
            });
        }
        let tag = (!feed.folder.is_empty()).then(|| feed.folder.join(BETWEEN));
        let at = NewSource::at(SourceKind::Feed, feed.url);
        sources.push(NewSource { title: feed.title, site: feed.site, tag, ..at });
    }
    (sources, list.warnings)
}

fn alone(source: NewSource, others: Vec<String>) -> Looked {
    Looked::Sources { sources: vec![source], others, warnings: Vec::new() }
}

/// Quotes around a path and the home folder's sign, which nothing but a shell understands, as people paste them.
fn as_shells_do(typed: &str) -> String {
    let mut text = typed.trim();
    for quote in ['"', '\''] {
        text = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)).unwrap_or(text);
    }
    let home = text.strip_prefix("~/").zip(std::env::var("HOME").ok());
    home.map_or_else(|| text.to_owned(), |(rest, home)| format!("{}/{rest}", home.trim_end_matches('/')))
}

fn from_file(path: &Path) -> Result<Looked, LookError> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(LARGEST_INPUT + 1).read_to_end(&mut bytes));
    if let Err(why) = read {
        let hint = "check its permissions".to_owned();
        return Err(LookError { what: format!("{name} cannot be read: {why}"), hint, page: false });
    }
    if is_list(&bytes) {
        let (sources, warnings) = listed(&name, &bytes);
        if sources.is_empty() {
            return Err(because(warnings, &format!("{name} lists no feeds")));
        }
        return Ok(Looked::Sources { sources, others: Vec::new(), warnings });
    }
    drop(bytes);
    let harvest = ingest::gather(&[PathBuf::from(path)]);
    if harvest.arrivals.is_empty() {
        return Err(because(harvest.warnings, &format!("{name} holds no article")));
    }
    Ok(Looked::Articles(harvest))
}

/// Whether a file is a list of feeds, by its first element.
fn is_list(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    head.windows(5).any(|window| window == b"<opml")
}

/// The first of some warnings as the reason, else the words.
fn because(warnings: Vec<Warning>, what: &str) -> LookError {
    let hint = || "name a text, a page, JSON Lines, or an OPML list".to_owned();
    match warnings.into_iter().next() {
        None => LookError { what: what.to_owned(), hint: hint(), page: false },
        Some(Warning { source, message, hint: remedy, .. }) => {
            LookError { what: format!("{source}: {message}"), hint: remedy.unwrap_or_else(hint), page: false }
        }
    }
}

impl From<GivenError> for LookError {
    fn from(GivenError { what, hint }: GivenError) -> LookError {
        LookError { what, hint: hint.to_owned(), page: false }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::fetch::{Limits, SystemClock};

    /// What comes of something that lies on this machine or nowhere, in a line.
    fn looked(typed: &str) -> String {
        let client = Client::new(Limits::default(), Arc::new(SystemClock), None);
        match look(&client, typed, false, &Stop::default()) {
            Ok(Looked::Sources { sources, warnings, .. }) => {
                let kinds: Vec<&str> = sources.iter().map(|source| source.kind.name()).collect();
                format!("{}, {} warnings", kinds.join(" "), warnings.len())
            }
            Ok(Looked::Articles(harvest)) => format!("{} articles", harvest.arrivals.len()),
            Err(fault) => format!("{fault} ({})", fault.hint),
        }
    }

    #[test]
    fn what_lies_on_this_machine_is_told_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("written");
            path.display().to_string()
        };
        let list = r#"<?xml version="1.0"?><OPML><body><outline xmlUrl="https://coast.example/feed"/>
            <outline text="Router" xmlUrl="http://192.168.1.1/feed"/></body></OPML>"#;
        assert_eq!(looked(&file("feeds.xml", list)), "feed feed, 1 warnings");
        let text = file("a text.txt", "Bridge closes\n\nThe bridge is shut until May.\n");
        assert_eq!(looked(&text), "1 articles");
        assert_eq!(looked(&format!(" '{text}' ")), "1 articles");
        assert_eq!(looked(&folder.path().display().to_string()), "folder, 0 warnings");
        let empty = file("empty.opml", "<opml><body/></opml>");
        assert!(looked(&empty).starts_with(&empty), "{}", looked(&empty));
        assert!(looked("nowhere").starts_with("nowhere is no address and no folder ("));
    }
}
