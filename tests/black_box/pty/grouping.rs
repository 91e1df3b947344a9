//! Stories joined, parted and pinned in a real terminal, undone there, and found again by the next run.

use std::path::Path;

use super::Session;

/// Keeps two events, told by two outlets and by one.
fn fill(folder: &Path, store: &Path) {
    let ferry = "A ferry ran aground off Cape Sorrel on Monday with eighty people aboard, and all were taken off by the lifeboat.";
    let told = [
        ("wire", "Ferry aground off Cape Sorrel", "2026-03-02", ferry),
        ("ledger", "Ferry runs aground off Cape Sorrel; eighty saved", "2026-03-02", ferry),
        ("star", "Choir sings on the town hall steps", "2026-03-01", "The town choir sang on the steps of the hall."),
    ];
    let files = told.map(|(outlet, title, date, text)| {
        let file = folder.join(format!("{outlet}.md"));
        let head = format!("Outlet: {outlet}\nTitle: {title}\nDate: {date}\n");
        std::fs::write(&file, format!("{head}\n{text}\n\nThe {outlet} saw it.\n")).expect("a file");
        file
    });
    let added = std::process::Command::new(env!("CARGO_BIN_EXE_newsdiff"))
        .env("HOME", folder)
        .arg("--store")
        .arg(store)
        .arg("add")
        .args(files)
        .output()
        .expect("the program runs");
    assert!(added.status.success(), "{added:?}");
}

#[test]
fn stories_are_joined_parted_pinned_and_all_of_it_is_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("news.db");
    fill(folder.path(), &store);
    let arguments = [Path::new("--store"), store.as_path()];
    let mut session = Session::start((120, 30), &arguments, &[]);
    session.wait_for_text("2 stories · 3 articles");
    session.press("p");
    session.wait_for_text("Join \"Ferry");
    session.press("jp");
    session.wait_for_text("Joined \"Ferry");
    session.wait_for_text("1 story · 3 articles");
    session.wait_for_text("grouped by you");
    session.press("U");
    session.wait_for_text("Undone: joining \"Ferry");
    session.wait_for_text("2 stories · 3 articles");
    // The cursor is back on the story the other was joined with.
    session.press("k\tX");
    session.wait_for_text("Took \"");
    session.wait_for_text("3 stories · 3 articles");
    // Back to the list, by the key that went to the outlets.
    session.press("\ts=");
    session.wait_for_text("Pinned \"Ferry");
    session.wait_for_text("pinned by you");
    for (undone, stories) in [("pinning", "3 stories"), ("has no star again", "3 stories"), ("taking", "2 stories")] {
        session.press("U");
        session.wait_for_text("Undone: ");
        session.wait_for_text(undone);
        session.wait_for_text(stories);
    }
    session.press("U");
    session.wait_for_text("Nothing to undo");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn the_next_run_undoes_what_it_names_and_opens_a_story_where_it_was_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("news.db");
    fill(folder.path(), &store);
    let arguments = [Path::new("--store"), store.as_path()];
    let mut session = Session::start((100, 30), &arguments, &[("NO_COLOR", "1")]);
    session.wait_for_text("2 stories");
    session.press("=");
    session.wait_for_text("Pinned \"Ferry");
    session.press("\rx");
    let left = |session: &Session| {
        let text = session.text();
        let head = text.lines().next().unwrap_or_default().to_owned();
        head.find("ledger").zip(head.find("wire")).map(|(ledger, wire)| ledger < wire)
    };
    session.wait_for("the sides exchanged", |session| left(session).is_some());
    let before = left(&session);
    session.press("Q");
    assert!(session.end().success());
    let mut session = Session::start((100, 30), &arguments, &[("NO_COLOR", "1")]);
    session.wait_for_text("2 stories");
    session.press("\r");
    session.wait_for("the comparison", |session| left(session).is_some());
    assert_eq!(left(&session), before, "the sides stand as they were left");
    session.press("q");
    session.wait_for_text("2 stories");
    session.press("U");
    session.wait_for_text("Done before: pinning \"Ferry");
    session.press("U");
    session.wait_for_text("Undone: pinning \"Ferry");
    session.press("q");
    assert!(session.end().success());
}
