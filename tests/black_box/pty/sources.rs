//! News from inside the screens: a feed added by its address, read again, found at fault, and left in the middle.

use std::path::Path;

use super::Session;
use crate::net::server::{Reader, Reply, Server, Text, feed};

const BRIDGE: &str = "<p>The harbour bridge is shut until May, the council said on Monday.</p><p>Twelve boats wait outside the \
                      locks and their crews sleep aboard.</p>";
const REOPENS: &str = "<p>The harbour bridge is shut until June, the council said on Friday.</p><p>Twelve boats wait outside the \
                       locks and their crews sleep aboard.</p>";
const FERRY: &str =
    "<p>A second ferry will sail from Tallow Point at dawn, its owner said.</p><p>It carries forty cars.</p>";

/// The program with a home of its own, in which nothing is.
fn start(columns_rows: (u16, u16)) -> Session {
    Session::start(columns_rows, &[], &[("NEWSDIFF_PAUSE", "0")])
}

#[test]
fn a_feed_is_added_read_again_and_found_at_fault_without_leaving_the_screens() {
    let server = Server::start();
    server.feed("/feed", &[("Bridge closes", "/bridge", Text::Whole(BRIDGE))]);
    let head = "<html><head><link rel=alternate type=application/rss+xml href=/feed></head><body>Hello</body></html>";
    server.set("/", Reply::new("text/html", head));
    let mut session = start((100, 24));
    session.wait_for_text("Sample edition.");
    session.press("a");
    session.wait_for_text("The address of a feed or a site");
    // Typed wrong at first: the words stay to be mended.
    session.press(&format!("{}/none\r", server.at));
    session.wait_for_text("was not found (404)");
    session.press("\x7f\x7f\x7f\x7f\r");
    session.wait_for_text("Coast Wire: 1 new");
    session.wait_for_text("Bridge closes");
    assert!(!session.text().contains("Sample edition."), "{}", session.text());
    server.feed(
        "/feed",
        &[("Second ferry", "/ferry", Text::Whole(FERRY)), ("Bridge closes", "/bridge", Text::Whole(REOPENS))],
    );
    session.press("R");
    session.wait_for_text("Coast Wire: 1 new, 1 changed");
    session.wait_for_text("Second ferry");
    session.wait_for_text("2 versions");
    server.set("/feed", Reply::status(404));
    session.press("R");
    session.wait_for_text("Coast Wire was not found (404)");
    session.press("F");
    session.wait_for_text("It was not found (404).");
    session.wait_for_text("x removes this one");
    session.press("x\r");
    session.wait_for_text("Nothing is followed yet.");
    session.press("q");
    session.wait_for_text("Second ferry");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn what_is_pasted_is_an_address_and_a_file_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ferry.txt");
    std::fs::write(&file, "Second ferry\n\nA ferry will sail from Tallow Point at dawn, its owner said.\n")
        .expect("a file");
    let mut session = start((60, 20));
    session.wait_for_text("Sample edition.");
    session.press("a");
    session.wait_for_text("Add news");
    session.press(&format!("\x1b[200~{}\x1b[201~\r", file.display()));
    session.wait_for_text("1 new, 0 changed, 0 known before");
    session.wait_for_text("Second ferry");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn a_round_that_hangs_keeps_no_key_waiting_and_quitting_ends_it() {
    let (server, silent) = (Server::start(), Server::start());
    let items = [("Second ferry", "/ferry", Text::Whole(FERRY))];
    server.set("/good", Reply::new("text/xml", feed("The Ledger", &server.at, &items)));
    silent.feed("/feed", &[]);
    let reader = Reader::of(&silent, "/feed");
    reader.output(&format!("sources add {}", server.url("/good")));
    silent.set("/feed", Reply::to(302, "/hangs"));
    let store = reader.desk.path("store.db");
    let environment = [("NEWSDIFF_STORE", store.to_str().expect("UTF-8")), ("NEWSDIFF_PAUSE", "0")];
    let mut session = Session::start((80, 20), &[] as &[&Path], &environment);
    session.wait_for_text("No stories yet.");
    session.press("R");
    session.wait_for_text("Updating: 1 of 2 · R stops it");
    session.wait_for_text("Second ferry");
    session.press("F");
    session.wait_for_text("waiting");
    session.press("q\r");
    session.wait_for_text("forty cars");
    session.press("qR");
    session.wait_for_text("Stopped, what was read is kept: 1 new");
    session.press("R");
    session.wait_for_text("Updating: 1 of 2");
    // Nobody waits for the server.
    session.press("Q");
    assert!(session.end().success());
    assert_eq!(reader.versions(), [("Second ferry".to_owned(), 1)]);
}
