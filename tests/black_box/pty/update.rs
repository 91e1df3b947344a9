//! What a terminal shows of a round while it runs, and after.

use std::path::Path;

use super::Session;
use crate::net::server::{Reader, Reply, Server, Text};

#[test]
fn the_line_of_a_round_is_drawn_over_and_gone_at_the_end() {
    let server = Server::start();
    server.feed("/feed", &[("Bridge closes", "/bridge", Text::Summary("The bridge is shut."))]);
    server.set("/bridge", Reply::to(302, "/hangs"));
    let reader = Reader::of(&server, "/feed");
    let store = reader.desk.path("store.db");
    let environment = [("NEWSDIFF_STORE", store.to_str().expect("UTF-8")), ("NEWSDIFF_PAUSE", "0"), ("NO_COLOR", "1")];
    let session = Session::start((60, 12), &[Path::new("update")], &environment);
    session.wait_for_text("0 of 1 pages");
    session.signal("INT");
    session.wait_for_text("1 new; stopped, what was read is kept");
    let lines: Vec<String> = session.text().lines().map(str::to_owned).collect();
    assert_eq!(lines, ["read       Coast Wire: 1 new", "1 new; stopped, what was read is kept"]);
    assert!(!session.written().contains("\u{1b}[3"), "no colour is written: {:?}", session.written());
    assert_eq!(session.end().exit_code(), 130);
}
