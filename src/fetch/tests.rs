//! The client against a server that misbehaves in every way, on this machine and without waiting.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;

use super::*;

/// A clock that jumps where another waits, and remembers how long that was.
#[derive(Debug, Default)]
struct Jumping {
    millis: AtomicI64,
    waits: Mutex<Vec<Duration>>,
}

impl Clock for Jumping {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.millis.load(Ordering::SeqCst)).expect("a moment")
    }

    fn wait(&self, time: Duration, _: &Stop) {
        self.waits.lock().expect("waits").push(time);
        self.millis.fetch_add(time.as_millis() as i64, Ordering::SeqCst);
    }
}

/// Every name leads to this machine.
#[derive(Debug)]
struct AllHere;

impl Names for AllHere {
    fn look_up(&self, _: &str, port: u16) -> std::io::Result<Vec<SocketAddr>> {
        Ok(vec![([127, 0, 0, 1], port).into()])
    }
}

/// A server that answers each request, head as text, with the bytes a function gives; they end when the connection does.
struct Server {
    at: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answer: impl Fn(&str, &str) -> Vec<u8> + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                let Ok(mut connection) = connection else { continue };
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && connection.read(&mut byte).is_ok_and(|count| count == 1) {
                    head.push(byte[0]);
                }
                let head = String::from_utf8_lossy(&head).into_owned();
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                log.lock().expect("log").push(head.clone());
                // A client that hangs up early is one of the cases.
                let _ = connection.write_all(&answer(&path, &head));
            }
        });
        Server { at, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("log").clone()
    }
}

fn reply(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn client() -> (Client, Arc<Jumping>) {
    let clock = Arc::new(Jumping::default());
    (Client::new(Limits::default(), clock.clone(), Some(Arc::new(AllHere))), clock)
}

fn request<'a>(address: &'a str, near: Option<&'a str>) -> Request<'a> {
    Request { address, near, wanted: Wanted::Page, etag: None, modified: None, largest: 100_000 }
}

/// Asks a server that is the reader's own source.
fn get(server: &Server, path: &str) -> Result<Answer, FetchError> {
    let address = format!("{}{path}", server.at);
    client().0.get(&request(&address, Some(&server.at)), &Stop::default())
}

fn fresh(server: &Server, path: &str) -> Fresh {
    match get(server, path) {
        Ok(Answer::Fresh(fresh)) => fresh,
        other => panic!("{path}: {other:?}"),
    }
}

#[test]
fn what_the_server_says_about_a_body_is_handed_on() {
    let headers = "Content-Type: Text/HTML; charset=\"ISO-8859-2\"\r\nETag: W/\"7\"\r\nLast-Modified: Mon, 02 Mar 2026 10:30:00 GMT\r\n";
    let server = Server::start(|_, _| reply("200 OK", headers, b"bytes"));
    let got = fresh(&server, "/a");
    assert_eq!((got.bytes.as_slice(), got.kind.as_deref()), (&b"bytes"[..], Some("text/html")));
    assert_eq!((got.charset.as_deref(), got.etag.as_deref()), (Some("ISO-8859-2"), Some("W/\"7\"")));
    assert_eq!(got.modified.as_deref(), Some("Mon, 02 Mar 2026 10:30:00 GMT"));
    assert_eq!((got.address, got.moved), (format!("{}/a", server.at), None));
    let head = server.asked().remove(0).to_lowercase();
    assert!(head.contains(&format!("user-agent: newsdiff/{}", env!("CARGO_PKG_VERSION"))), "{head}");
}

#[test]
fn a_known_answer_is_asked_for_only_if_it_changed() {
    let server = Server::start(|_, head| {
        let head = head.to_lowercase();
        let known = head.contains("if-none-match: \"7\"") && head.contains("if-modified-since: yesterday");
        if known { reply("304 Not Modified", "", b"") } else { reply("200 OK", "", b"new") }
    });
    let conditional =
        Request { etag: Some("\"7\""), modified: Some("yesterday"), ..request(&server.at, Some(&server.at)) };
    let (client, _) = client();
    assert_eq!(client.get(&conditional, &Stop::default()), Ok(Answer::Unchanged { moved: None }));
    assert_eq!(fresh(&server, "/").bytes, b"new");
}

fn moving() -> Server {
    Server::start(|path, _| {
        let to = |status: &str, to: &str| reply(status, &format!("Location: {to}\r\n"), b"");
        match path {
            "/good" => to("301 Moved Permanently", "/good2"),
            "/good2" => to("308 Permanent Redirect", "end"),
            "/now" => to("302 Found", "/end"),
            "/now-then-good" => to("307 Temporary Redirect", "/good"),
            "/good-then-now" => to("301 Moved Permanently", "/now"),
            "/circle" => to("302 Found", "/circle2"),
            "/circle2" => to("301 Moved Permanently", "/circle"),
            "/nowhere" => reply("302 Found", "", b""),
            "/file" => to("302 Found", "file:///etc/hostname"),
            "/router" => to("302 Found", "http://192.168.1.1/admin"),
            "/metadata" => to("301 Moved Permanently", "http://169.254.169.254/latest"),
            "/other-port" => to("302 Found", "http://127.0.0.1:9/"),
            "/name" => to("302 Found", "http://press.example/"),
            path if path.starts_with("/long") => to("302 Found", &format!("{path}g")),
            _ => reply("200 OK", "", b"end"),
        }
    })
}

#[test]
fn moves_for_good_are_told_and_others_only_followed() {
    let server = moving();
    let moved = |path: &str| fresh(&server, path).moved.map(|to| to.replace(&server.at, ""));
    assert_eq!(moved("/good").as_deref(), Some("/end"));
    assert_eq!(moved("/now"), None);
    assert_eq!(moved("/now-then-good"), None);
    assert_eq!(moved("/good-then-now").as_deref(), Some("/now"));
}

#[test]
fn redirects_end() {
    let server = moving();
    assert_eq!(get(&server, "/circle"), Err(FetchError::Circle));
    assert_eq!(get(&server, "/long"), Err(FetchError::TooManyRedirects(5)));
    assert_eq!(get(&server, "/nowhere"), Err(FetchError::Status(302)));
}

#[test]
fn no_redirect_leads_to_the_readers_own_network() {
    let server = moving();
    assert_eq!(get(&server, "/file"), Err(FetchError::NotWeb));
    for path in ["/router", "/metadata", "/other-port", "/name"] {
        assert_eq!(get(&server, path), Err(FetchError::Near), "{path}");
    }
}

#[test]
fn a_near_address_is_asked_for_the_source_that_lies_there_alone() {
    let server = Server::start(|_, _| reply("200 OK", "", b"home"));
    let (client, _) = client();
    let port = server.at.rsplit(':').next().expect("a port");
    let (named, other) = (format!("http://home.example:{port}/"), "http://other.example/".to_owned());
    for near in [None, Some(other.as_str())] {
        assert_eq!(client.get(&request(&server.at, near), &Stop::default()), Err(FetchError::Near));
        assert_eq!(client.get(&request(&named, near), &Stop::default()), Err(FetchError::Near));
    }
    assert!(client.get(&request(&named, Some(&named)), &Stop::default()).is_ok());
    // Nothing may listen at the usual port of https here; that it was asked is what counts.
    let (secure, router) = ("https://127.0.0.1/", "https://127.0.0.2/");
    let asked = |address: &str, near: &str| client.get(&request(address, Some(near)), &Stop::default());
    assert_ne!(asked(secure, "http://127.0.0.1/feed"), Err(FetchError::Near));
    for elsewhere in [router, secure] {
        assert_eq!(asked(elsewhere, &format!("http://127.0.0.1:{port}/")), Err(FetchError::Near));
    }
    assert_eq!(asked(router, "http://127.0.0.1/feed"), Err(FetchError::Near));
    assert!(client.is_near(&named) && client.is_near(&server.at) && !client.is_near("file:///a"));
    assert_eq!(server.asked().len(), 1, "nothing was asked of a near address but what may be");
}

#[test]
fn every_status_has_its_meaning() {
    let server = Server::start(|path, _| match path {
        "/gone" => reply("410 Gone", "", b""),
        "/busy" => reply("429 Too Many Requests", "Retry-After: 120\r\n", b""),
        "/later" => reply("503 Service Unavailable", "Retry-After: Thu, 01 Jan 1970 00:05:00 GMT\r\n", b""),
        "/down" => reply("503 Service Unavailable", "", b""),
        "/broken" => reply("500 Internal Server Error", "", b""),
        _ => reply("404 Not Found", "", b""),
    });
    let at = |seconds| Timestamp::from_second(seconds).ok();
    assert_eq!(get(&server, "/gone"), Err(FetchError::Gone));
    assert_eq!(get(&server, "/other"), Err(FetchError::NotFound));
    assert_eq!(get(&server, "/busy"), Err(FetchError::Busy { status: 429, until: at(120) }));
    assert_eq!(get(&server, "/later"), Err(FetchError::Busy { status: 503, until: at(300) }));
    assert_eq!(get(&server, "/down"), Err(FetchError::Busy { status: 503, until: None }));
    assert_eq!(get(&server, "/broken"), Err(FetchError::Status(500)));
}

/// 64 KB of zeros, packed by gzip. Such pieces one after the other are one packed body.
const ZEROS: &[u8] = include_bytes!("../../tests/black_box/net/zeros.gz");

#[test]
fn bodies_are_bounded_after_they_are_unpacked() {
    let server = Server::start(|path, _| match path {
        "/fits" => reply("200 OK", "Content-Encoding: gzip\r\n", ZEROS),
        "/bomb" => reply("200 OK", "Content-Encoding: gzip\r\n", &ZEROS.repeat(500)),
        "/exact" => reply("200 OK", "", &vec![b'x'; 100_000]),
        "/plain" => reply("200 OK", "", &vec![b'x'; 100_001]),
        // Ten thousand zeros in Brotli, again and again; what follows the first is no part of it.
        _ => reply("200 OK", "Content-Encoding: br\r\n", &[31, 15, 39, 248, 39, 0, 226, 177, 64, 32, 217, 3, 0]),
    });
    assert_eq!(fresh(&server, "/fits").bytes.len(), 65_536);
    assert_eq!(fresh(&server, "/exact").bytes.len(), 100_000);
    assert_eq!(fresh(&server, "/brotli").bytes, vec![0; 10_000]);
    assert_eq!(get(&server, "/bomb"), Err(FetchError::TooLarge { limit: 100_000 }));
    assert_eq!(get(&server, "/plain"), Err(FetchError::TooLarge { limit: 100_000 }));
    let address = format!("{}/brotli", server.at);
    let small = Request { largest: 9_999, ..request(&address, Some(&server.at)) };
    assert_eq!(client().0.get(&small, &Stop::default()), Err(FetchError::TooLarge { limit: 9_999 }));
}

#[test]
fn a_body_that_breaks_off_is_no_body() {
    let server = Server::start(|path, _| match path {
        "/packed" => reply("200 OK", "Content-Encoding: gzip\r\n", &ZEROS[..ZEROS.len() / 2]),
        "/chunks" => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nhe".to_vec(),
        "/noise" => reply("200 OK", "Content-Encoding: gzip\r\n", b"no gzip at all"),
        "/nothing" => b"HTTP/1.1 200 OK\r\nContent".to_vec(),
        _ => b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".to_vec(),
    });
    assert_eq!(get(&server, "/half"), Err(FetchError::Truncated));
    assert_eq!(get(&server, "/packed"), Err(FetchError::Truncated));
    assert_eq!(get(&server, "/chunks"), Err(FetchError::Truncated));
    assert!(matches!(get(&server, "/noise"), Err(FetchError::Garbled(_))));
    assert!(get(&server, "/nothing").is_err());
}

#[test]
fn one_host_is_given_its_pause_and_no_request_after_the_word_to_stop() {
    let server = Server::start(|_, _| reply("200 OK", "", b""));
    let (client, clock) = client();
    let (asked, stop) = (request(&server.at, Some(&server.at)), Stop::default());
    for _ in 0..3 {
        client.get(&asked, &stop).expect("an answer");
    }
    assert_eq!(*clock.waits.lock().expect("waits"), [Duration::from_secs(1); 2]);
    client.get_after(&asked, Duration::from_secs(20), &stop).expect("an answer");
    assert_eq!(clock.waits.lock().expect("waits").last(), Some(&Duration::from_secs(20)));
    stop.say();
    assert_eq!(client.get(&asked, &stop), Err(FetchError::Stopped));
    assert_eq!(server.asked().len(), 4);
}

#[test]
fn a_host_that_is_busy_is_left_alone_until_it_is_not() {
    let server = Server::start(|path, _| match path {
        "/busy" => reply("429 Too Many Requests", "Retry-After: 120\r\n", b""),
        _ => reply("200 OK", "", b"fine"),
    });
    let (client, clock) = client();
    let stop = Stop::default();
    let ask = |path: &str| client.get(&request(&format!("{}{path}", server.at), Some(&server.at)), &stop);
    let busy = Err(FetchError::Busy { status: 429, until: Timestamp::from_second(120).ok() });
    assert_eq!((ask("/busy"), ask("/other")), (busy.clone(), busy));
    assert_eq!(server.asked().len(), 1);
    clock.wait(Duration::from_secs(121), &stop);
    assert!(ask("/other").is_ok());
}

#[test]
fn a_site_is_asked_once_for_its_robots() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => reply("200 OK", "", b"User-agent: *\nDisallow: /secret\nCrawl-delay: 7\n"),
        _ => reply("200 OK", "", b""),
    });
    let (client, _) = client();
    let (robots, stop) = (Robots::default(), Stop::default());
    let ask = |path: &str| robots.ask(&client, &format!("{}{path}", server.at), Some(&server.at), &stop);
    assert_eq!(ask("/open"), Ok(Duration::from_secs(7)));
    assert_eq!(ask("/secret/a"), Err(FetchError::Robots));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn robots_that_are_not_there_allow_and_robots_that_fail_forbid() {
    for (status, expected) in [("404 Not Found", Ok(Duration::ZERO)), ("500 No", Err(FetchError::Robots))] {
        let server = Server::start(move |_, _| reply(status, "", b""));
        let (client, _) = client();
        let asked = Robots::default().ask(&client, &server.at, Some(&server.at), &Stop::default());
        assert_eq!(asked, expected, "{status}");
    }
}

#[test]
fn a_silent_slow_or_absent_server_is_told_in_plain_words() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = format!("http://{}", silent.local_addr().expect("an address"));
    let limits = Limits { whole: Duration::from_millis(50), ..Limits::default() };
    let impatient = Client::new(limits, Arc::new(Jumping::default()), None);
    assert_eq!(impatient.get(&request(&at, Some(&at)), &Stop::default()), Err(FetchError::TimedOut));
    drop(silent);
    let slow = TcpListener::bind("127.0.0.1:0").expect("a port");
    let slow_at = format!("http://{}", slow.local_addr().expect("an address"));
    std::thread::spawn(move || {
        let (mut connection, _) = slow.accept().expect("a connection");
        connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf").expect("written");
        // Held open until the client has had enough, which ends the reading.
        let _ = connection.read_to_end(&mut Vec::new());
    });
    assert_eq!(impatient.get(&request(&slow_at, Some(&slow_at)), &Stop::default()), Err(FetchError::TimedOut));
    let absent = client().0.get(&request(&at, Some(&at)), &Stop::default());
    assert_eq!(absent, Err(FetchError::Unreachable("nothing listens there".to_owned())));
}
