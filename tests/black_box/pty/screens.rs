//! The way through the screens of a story, in the sample edition.

use super::Session;

#[test]
fn from_stories_to_claims_to_compare_and_back() {
    let mut session = Session::start((120, 36), &[], &[]);
    session.wait_for_text("Sample edition.");
    session.press("m");
    session.wait_for_text("claims, as told");
    session.press("]");
    session.wait_for_text("told in");
    session.press("S");
    session.wait_for_text("by disagreement");
    session.press("\r");
    session.wait_for_text("may have formed");
    session.wait_for_text("] [ change");
    session.press("q");
    session.wait_for_text("by disagreement");
    session.resize((60, 20));
    session.wait_for_text("5 outlets");
    session.press("\u{1b}");
    session.wait_for_text("Sample edition.");
    session.press("m");
    session.wait_for_text("by disagreement");
    session.press("qq");
    assert!(session.end().success());
}
