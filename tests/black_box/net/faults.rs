//! Servers that fail, lie, hang or go on for ever.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::server::{Reader, Reply, Server, Text, breaking_off, feed};
use super::{FERRY, LONG};

/// A reader of a source that will fail and of one that will not.
fn two_sources(server: &Server) -> Reader {
    server.feed("/feed", &[]);
    server.set(
        "/good",
        Reply::new("text/xml", feed("The Ledger", &server.at, &[("Second ferry", "/ferry", Text::Whole(FERRY))])),
    );
    let reader = Reader::of(server, "/feed");
    reader.output(&format!("sources add {}", server.url("/good")));
    reader
}

/// A fault of one source is told in words, kept in the list, and stops nothing.
fn check_fault(reply: Reply, words: &str) {
    let server = Server::start();
    let reader = two_sources(&server);
    server.set("/feed", reply);
    let (status, out, _) = reader.told("update");
    assert_eq!(status, Some(0), "{words}: {out}");
    assert!(out.contains(&format!("failed     Coast Wire {words}")), "{words}: {out}");
    assert!(out.contains("read       The Ledger: 1 new") && out.contains("1 of 2 sources failed"), "{out}");
    let listed = reader.output("sources list");
    assert!(listed.contains(words), "{words}: {listed}");
}

#[test]
fn faults_of_one_source_stop_nothing() {
    let zeros = include_bytes!("zeros.gz");
    let bomb = Reply::new("text/xml", zeros.repeat(1_000)).with("Content-Encoding", "gzip");
    check_fault(Reply::status(404), "was not found (404)");
    check_fault(Reply::status(500), "answered with status 500");
    check_fault(Reply::to(302, "/feed"), "is redirected in a circle");
    check_fault(Reply::to(301, "http://169.254.1.1/"), "leads to a private or local address");
    check_fault(bomb, "is larger than 32 MB");
    check_fault(Reply::new("text/html", "<html><body>Please log in.</body></html>"), "sent something that is no feed");
    check_fault(Reply::new("text/xml", ""), "sent something that is no feed");
}

#[test]
fn a_feed_that_breaks_off_is_not_taken_for_a_whole_one() {
    let items = [("Bridge closes", "/bridge", Text::Whole(LONG)), ("Second ferry", "/ferry", Text::Whole(FERRY))];
    let reader = Reader::new();
    reader.output(&format!("sources add {}", breaking_off(feed("Coast Wire", "http://coast.example", &items))));
    let (status, out, _) = reader.told("update");
    assert!(status == Some(1) && out.contains("failed     Coast Wire broke off before its end"), "{out}");
    assert_eq!(reader.versions(), []);
}

#[test]
fn a_round_fails_only_if_all_of_it_does() {
    let server = Server::start();
    server.feed("/feed", &[]);
    let reader = Reader::of(&server, "/feed");
    server.set("/feed", Reply::status(404));
    assert_eq!(reader.told("update").0, Some(1));
    let (status, out, _) = reader.told("update");
    assert!(status == Some(0) && out.contains("skipped    Coast Wire: it failed a short while ago"), "{out}");
    assert_eq!(reader.told("update 1").0, Some(1), "one that is named is tried");
    assert_eq!(reader.sources()[0]["failures"], 2);
    server.feed("/feed", &[]);
    assert_eq!(reader.told("update 1").0, Some(0));
    assert_eq!(reader.sources()[0]["failures"], 0);
}

#[test]
fn what_is_gone_is_asked_no_more_and_what_is_busy_later() {
    let server = Server::start();
    let reader = two_sources(&server);
    server.set("/feed", Reply::status(410));
    server.set("/good", Reply::status(429).with("Retry-After", "3600"));
    reader.run("update");
    server.asked();
    let (_, out, _) = reader.told("update");
    assert!(out.contains("skipped    Coast Wire: it is gone for good\n"), "{out}");
    assert!(out.contains("skipped    The Ledger: its server asks not to be disturbed (until "), "{out}");
    assert!(reader.told("update 2").1.contains("skipped"), "what a server asks for holds for one that is named too");
    assert_eq!(server.asked(), [""; 0]);
    let listed = reader.output("sources list");
    assert!(listed.contains("is gone for good (410); it is read no more"), "{listed}");
    assert!(listed.contains("asks not to be disturbed for now (429); next try after"), "{listed}");
}

#[test]
fn a_wrong_charset_is_seen_through() {
    let server = Server::start();
    let items =
        [("Café à Zürich", "/cafe", Text::Whole("<p>Le café « Zürich » est fermé, dit la maire à la radio.</p>"))];
    let utf8 = feed("Coast Wire", &server.at, &items);
    let latin: Vec<u8> = utf8.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    server.set("/latin", Reply::new("text/xml; charset=iso-8859-1", latin));
    let reader = Reader::of(&server, "/latin");
    reader.update();
    assert_eq!(reader.versions(), [("Café à Zürich".to_owned(), 1)]);
}

#[test]
fn a_feed_without_end_is_bounded() {
    let server = Server::start();
    let links: Vec<(String, String)> =
        (0..50_000).map(|n| (format!("Harbour{n} notice{n}"), format!("/item-{n}"))).collect();
    let items: Vec<_> =
        links.iter().map(|(title, link)| (title.as_str(), link.as_str(), Text::Whole("<p>-</p>"))).collect();
    server.feed("/feed", &items);
    let reader = Reader::of(&server, "/feed");
    let (status, out, err) = reader.told("update");
    assert_eq!(status, Some(0), "{err}");
    assert!(out.contains("Coast Wire: 5000 new"), "{out}");
    assert!(err.contains("50000") || err.contains("50,000"), "what was left out is said: {err}");
}

#[cfg(unix)]
fn interrupt(child: &std::process::Child) {
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_was_read() {
    let server = Server::start();
    let reader = two_sources(&server);
    // Another port, so that the good one need not wait for the one that hangs.
    let silent = Server::start();
    silent.feed("/feed", &[]);
    reader.output(&format!("sources add {}", silent.url("/feed")));
    silent.set("/feed", Reply::to(302, "/hangs"));
    let mut child = reader.command("update").stdout(Stdio::piped()).spawn().expect("started");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map(|line| line.expect("a line"));
    assert!(lines.by_ref().any(|line| line.contains("The Ledger: 1 new")));
    interrupt(&child);
    assert!(lines.any(|line| line.contains("stopped, what was read is kept")));
    assert_eq!(child.wait().expect("ended").code(), Some(130));
    assert_eq!(reader.versions(), [("Second ferry".to_owned(), 1)]);
}

#[cfg(unix)]
#[test]
fn watch_reads_what_is_due_until_it_is_stopped() {
    let server = Server::start();
    server.feed("/feed", &[("Bridge closes", "/bridge", Text::Whole(LONG))]);
    let reader = Reader::of(&server, "/feed");
    let mut child = reader.command("watch").stdout(Stdio::piped()).spawn().expect("started");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map(|line| line.expect("a line"));
    assert_eq!(lines.next().as_deref(), Some("Watching 1 source; Ctrl-C stops."));
    assert_eq!(lines.next().as_deref(), Some("read       Coast Wire: 1 new"));
    assert!(lines.next().is_some_and(|line| line.ends_with("  1 new")));
    interrupt(&child);
    assert_eq!(child.wait().expect("ended").code(), Some(0));
    assert_eq!(reader.versions(), [("Bridge closes".to_owned(), 1)]);
}
