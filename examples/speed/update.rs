//! Keys while the same program reads dozens of feeds of hundreds of articles each, which a server on this machine has.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use newsdiff::store::{NewSource, SourceKind, Store};

use crate::news::{self, Telling};
use crate::session::Session;

/// Feeds that are followed, each on a host of its own, for of one host one thing is asked at a time.
const FEEDS: usize = 40;
/// Articles in each.
const ITEMS: usize = 250;
/// Articles in all of them.
pub const ARTICLES: usize = FEEDS * ITEMS;

/// Has the store follow feeds of articles of later days than it has.
pub fn follow(store: &Path, after: usize) -> io::Result<()> {
    let tellings: Vec<Telling> = news::articles(after + ARTICLES).skip(after).collect();
    let mut store = Store::open(store).map_err(io::Error::other)?;
    for (n, tellings) in tellings.chunks(ITEMS).enumerate() {
        let address = serve(feed(&format!("Feed {n}"), tellings))?;
        let source = NewSource { near: true, ..NewSource::at(SourceKind::Feed, address) };
        store.add_source(&source, Timestamp::UNIX_EPOCH).map_err(io::Error::other)?;
    }
    Ok(())
}

/// How many feeds are still to be read.
fn unread(store: &Store) -> io::Result<usize> {
    let sources = store.sources().map_err(io::Error::other)?;
    Ok(sources.iter().filter(|source| source.tried.is_none()).count())
}

/// Begins a round, and does something again and again until it has read every feed.
pub fn while_it_reads(
    session: &mut Session,
    store: &Path,
    mut act: impl FnMut(&mut Session) -> io::Result<()>,
) -> io::Result<()> {
    let store = Store::open(store).map_err(io::Error::other)?;
    session.press(b"R")?;
    while unread(&store)? > 0 {
        act(session)?;
    }
    Ok(())
}

/// A feed that brings its articles in full.
fn feed(title: &str, tellings: &[Telling]) -> Arc<str> {
    let mut feed = format!("<rss version='2.0'><channel><title>{title}</title>");
    for Telling { title, url, day, text, .. } in tellings {
        let text = text.replace("\n\n", "&lt;/p&gt;&lt;p&gt;");
        let _ = write!(
            feed,
            "<item><title>{title}</title><link>{url}</link><pubDate>{}</pubDate><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>",
            day.strftime("%a, %d %b %Y 06:00:00 GMT")
        );
    }
    feed.push_str("</channel></rss>");
    feed.into()
}

/// Serves a feed at an address of its own as long as this program runs.
fn serve(feed: Arc<str>) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}/feed", listener.local_addr()?);
    std::thread::spawn(move || {
        for asked in listener.incoming() {
            // Who hangs up wants no answer.
            let _ = asked.and_then(|asked| answer(&asked, &feed));
        }
    });
    Ok(address)
}

fn answer(mut asked: &TcpStream, feed: &str) -> io::Result<()> {
    let mut lines = BufReader::new(asked).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let (status, body) = if first.starts_with("GET /feed ") { ("200 OK", feed) } else { ("404 Not Found", "") };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    asked.write_all(head.as_bytes())?;
    asked.write_all(body.as_bytes())
}
