//! A server on this machine whose pages a test sets and changes, and a desk that asks it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tiny_http::{Header, Response};

use crate::store::Desk;

/// What is sent for a path.
#[derive(Clone, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn new(kind: &str, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status: 200, headers: vec![("Content-Type", kind.to_owned())], body: body.into() }
    }

    pub(crate) fn status(status: u16) -> Reply {
        Reply { status, ..Reply::default() }
    }

    pub(crate) fn to(status: u16, location: &str) -> Reply {
        Reply::status(status).with("Location", location)
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Reply {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// The server. It ends with the test's process.
pub(crate) struct Server {
    pub(crate) at: String,
    pages: Arc<Mutex<BTreeMap<String, Reply>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn start() -> Server {
        let http = tiny_http::Server::http("127.0.0.1:0").expect("a port");
        let at = format!("http://{}", http.server_addr());
        let (pages, asked) = (Arc::<Mutex<BTreeMap<String, Reply>>>::default(), Arc::<Mutex<Vec<String>>>::default());
        let (held, log) = (Arc::clone(&pages), Arc::clone(&asked));
        std::thread::spawn(move || {
            for request in http.incoming_requests() {
                let path = request.url().to_owned();
                log.lock().expect("log").push(path.clone());
                let page = held.lock().expect("pages").get(&path).cloned();
                // A path that hangs is never answered; its request is kept, for a dropped one is answered.
                if path.starts_with("/hangs") {
                    std::mem::forget(request);
                    continue;
                }
                answer(request, &page.unwrap_or_else(|| Reply::status(404)));
            }
        });
        Server { at, pages, asked }
    }

    pub(crate) fn set(&self, path: &str, reply: Reply) {
        self.pages.lock().expect("pages").insert(path.to_owned(), reply);
    }

    /// The paths asked for since the last call.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("log"))
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.at)
    }

    /// Sets a feed of items: a title, a path, and the text, whole or in summary.
    pub(crate) fn feed(&self, path: &str, items: &[(&str, &str, Text)]) {
        self.set(path, Reply::new("application/rss+xml", feed("Coast Wire", &self.at, items)));
    }
}

/// How a feed gives a piece.
#[derive(Clone, Copy)]
pub(crate) enum Text {
    Whole(&'static str),
    Summary(&'static str),
}

/// An RSS feed. Links that begin with a slash are the server's.
pub(crate) fn feed(name: &str, at: &str, items: &[(&str, &str, Text)]) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>{name}</title><link>{at}/</link>"
    );
    for (title, link, text) in items {
        let link = if link.starts_with('/') { format!("{at}{link}") } else { (*link).to_owned() };
        let text = match text {
            Text::Whole(text) => format!("<content:encoded><![CDATA[{text}]]></content:encoded>"),
            Text::Summary(text) => format!("<description>{text}</description>"),
        };
        let _ = write!(xml, "<item><title>{title}</title><link>{link}</link><guid>{link}</guid>{text}</item>");
    }
    xml + "</channel></rss>"
}

/// A server that sends a feed once, and then only its beginning, though it promises all of it. Gives the feed's address.
pub(crate) fn breaking_off(feed: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = format!("http://{}/feed", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for (k, connection) in listener.incoming().enumerate() {
            let mut connection = connection.expect("a connection");
            let (mut head, mut byte) = (Vec::new(), [0]);
            while !head.ends_with(b"\r\n\r\n") && connection.read(&mut byte).is_ok_and(|count| count == 1) {
                head.push(byte[0]);
            }
            let sent = if k == 0 { feed.len() } else { feed.len() / 2 };
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", feed.len());
            // A client that hangs up early is its own affair.
            let _ = connection.write_all(head.as_bytes()).and_then(|()| connection.write_all(&feed.as_bytes()[..sent]));
        }
    });
    at
}

fn answer(request: tiny_http::Request, page: &Reply) {
    let header = |name: &str, value: &str| Header::from_bytes(name, value).expect("a header");
    let etag = page.headers.iter().find(|(name, _)| *name == "ETag").map(|(_, value)| value.clone());
    let known = request.headers().iter().find(|header| header.field.equiv("If-None-Match"));
    if etag.is_some() && known.map(|header| header.value.to_string()) == etag {
        let _ = request.respond(Response::empty(304));
        return;
    }
    let headers = page.headers.iter().map(|(name, value)| header(name, value)).collect();
    let length = page.body.len();
    // A client that hangs up early is one of the cases.
    let _ = request.respond(Response::new(page.status.into(), headers, &page.body[..], Some(length), None));
}

/// A desk whose commands do not spare the server.
pub(crate) struct Reader {
    pub(crate) desk: Desk,
}

impl Reader {
    pub(crate) fn new() -> Reader {
        Reader { desk: Desk::new() }
    }

    /// A reader who follows a feed of a server.
    pub(crate) fn of(server: &Server, path: &str) -> Reader {
        let reader = Reader::new();
        reader.output(&format!("sources add {}", server.url(path)));
        reader
    }

    pub(crate) fn command(&self, words: &str) -> Command {
        let mut command = self.desk.command(words);
        command.env("NEWSDIFF_PAUSE", "0");
        for variable in
            ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_FILE"]
        {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn run(&self, words: &str) -> Output {
        self.command(words).output().expect("started")
    }

    /// Standard output of a command that must succeed.
    pub(crate) fn output(&self, words: &str) -> String {
        let done = self.run(words);
        assert!(done.status.success(), "{words}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("UTF-8")
    }

    /// The exit status, standard output and standard error.
    pub(crate) fn told(&self, words: &str) -> (Option<i32>, String, String) {
        let done = self.run(words);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (done.status.code(), text(done.stdout), text(done.stderr))
    }

    pub(crate) fn json(&self, words: &str) -> Value {
        serde_json::from_slice(&self.run(words).stdout).expect("JSON")
    }

    /// What a round came to: (new, revised, completed, unchanged).
    pub(crate) fn update(&self) -> [u64; 4] {
        let total = &self.json("update --format json")["total"];
        ["new", "revised", "completed", "unchanged"].map(|name| total[name].as_u64().expect("a number"))
    }

    /// The sources as the list has them.
    pub(crate) fn sources(&self) -> Vec<Value> {
        self.json("sources list --format json")["sources"].as_array().expect("a list").clone()
    }

    /// How many versions each article has, by title, in order of title.
    pub(crate) fn versions(&self) -> Vec<(String, usize)> {
        let list = self.json("stories --format json");
        let stories = list["stories"].as_array().expect("a list");
        let articles = stories.iter().flat_map(|story| story["articles"].as_array().expect("a list"));
        let count = |article: &Value| article["versions"].as_array().expect("a list").len();
        let mut found: Vec<(String, usize)> =
            articles.map(|article| (article["title"].as_str().expect("a title").to_owned(), count(article))).collect();
        found.sort();
        found
    }

    /// Makes all pages that are ever read again due, as the hours do.
    pub(crate) fn let_hours_pass(&self) {
        let file = rusqlite::Connection::open(self.desk.path("store.db")).expect("opened");
        file.execute("UPDATE page SET due = 0 WHERE due IS NOT NULL", []).expect("written");
    }
}
