//! The screens open while another newsdiff writes to the same store.

use std::process::Stdio;

use super::Session;
use crate::store::{Desk, addresses, articles};

#[test]
fn a_star_given_while_articles_are_added_is_kept_and_so_are_they() {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 1));
    desk.output("add a.jsonl");
    desk.write("b.jsonl", &articles(1, 1_500));
    let store = desk.path("store.db");
    let mut session = Session::start((100, 30), &[], &[("NEWSDIFF_STORE", store.to_str().expect("UTF-8"))]);
    session.wait_for_text("Item 0");
    let adding = desk.command("add b.jsonl").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("started");
    let row = |session: &Session| session.text().lines().find(|line| line.contains("Item 0")).map(str::to_owned);
    let before = row(&session);
    session.press("s");
    session.wait_for("a star", |session| row(session) != before);
    let done = adding.wait_with_output().expect("ended");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    session.press("q");
    assert!(session.end().success());
    assert_eq!(addresses(&desk).len(), 1_501);
    assert!(desk.output("stories --search is:starred").contains("Item 0"));
    assert!(desk.output("doctor").ends_with("The store is sound.\n"));
}
