//! Stories joined, parted and pinned on screen, and everything undone, as a reader does it.

use proptest::prelude::*;

use super::check_says;
use crate::theme::{Depth, StyleRole};
use crate::tui::Opening;
use crate::tui::fixture::{Player, SHELF, picture, shelf, theme};

const NARROW: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 24);

fn player(size: (u16, u16), keys: &str) -> Player {
    let mut player = Player::new(shelf(SHELF), size, Vec::new());
    player.press(keys);
    player
}

/// Replays keys and says how many stories and articles the list has, as its title tells.
fn check_count(keys: &str, expected: &str) {
    let text = player(WIDE, keys).text();
    let title = text.lines().next().unwrap_or_default();
    assert!(title.ends_with(expected), "after {keys:?}: {title}");
}

#[test]
fn two_stories_are_joined() {
    check_says(NARROW, "p", "Join \"City closes bridge…\" with   p join   Esc let go");
    check_says(NARROW, "p j p", "Joined \"City closes bridge afte…\" and \"Reservoir falls to 41 pe…\"; U undoes it");
    check_says((60, 20), "p j p", "Joined \"City closes b…\" and \"Reservoir fall…\"; U undoes it");
    check_count("p j p", "2 stories · 5 articles");
    check_count("p j p U", "3 stories · 5 articles");
    check_says(NARROW, "p p", "No story waits to be joined any more");
    check_says(NARROW, "p esc", "No story waits to be joined any more");
    check_says(NARROW, "p f m a r k e t enter p", "Joined \"City closes");
}

#[test]
fn the_cursor_stays_with_what_it_was_about() {
    let title = |keys: &str| player(NARROW, keys).app.stories.current().map(|story| story.title.clone());
    let articles = |keys: &str| player(NARROW, keys).app.stories.current().map(|story| story.articles.len());
    assert_eq!(articles("G p k k p"), Some(4), "on the joined story");
    assert_eq!(articles("p G p"), Some(4), "also where it stands elsewhere now");
    assert_eq!(title("p G p U").as_deref(), Some("Market hall opens again"), "back on the one it was joined from");
    assert_eq!(player(WIDE, "tab j X").app.stories.current().map(|story| story.articles.len()), Some(2));
    assert_eq!(title("j =").as_deref(), Some("Reservoir falls to 41 percent"));
}

#[test]
fn an_article_is_taken_out_wherever_it_is_on_screen() {
    check_says(
        WIDE,
        "tab j X",
        "Took \"The Ledger\" out of \"City closes bridge after engineers find cracks\"; U undoes it",
    );
    check_count("tab j X", "4 stories · 5 articles");
    check_count("tab j X U", "3 stories · 5 articles");
    check_count("w X q", "4 stories · 5 articles");
    check_count("m l X q", "4 stories · 5 articles");
    check_count("T X q", "4 stories · 5 articles");
    check_says(NARROW, "/ s h u t enter X", "Took \"The Ledger\" out of");
    check_says(NARROW, "/ s h u t enter X X", "This story has one article");
    check_says(NARROW, "X", "Which of its articles? w opens one, then X takes it out");
    check_says(WIDE, "X", "Which of its articles? Tab chooses among them, then X takes it out");
    check_says(NARROW, "G X", "This story has one article");
    check_says(NARROW, "F X", "There is no story here");
}

#[test]
fn a_comparison_goes_on_without_the_article_taken_out() {
    let head = |keys: &str| {
        let text = player(NARROW, keys).text();
        text.lines().next().unwrap_or_default().to_owned()
    };
    let before = head("enter");
    assert!(before.contains("Coast Wire") && before.contains("The Ledger"), "{before}");
    let after = head("enter X");
    assert!(!after.contains("Coast Wire") && after.contains("Radio One") && after.contains("The Ledger"), "{after}");
    assert_eq!(head("enter X U"), before, "undone, the same two stand there again");
    check_says(NARROW, "enter X X", "5 stories");
    check_says(NARROW, "enter X X", "Took \"Radio One\" out of");
    check_says(NARROW, "enter X . U", "Undone: taking \"Coast Wire\" out of");
    let below = head("enter w X q");
    assert!(!below.contains("Coast Wire") && below.contains("Radio One"), "what lies below goes on too: {below}");
}

#[test]
fn a_story_is_pinned_and_let_go() {
    check_says(NARROW, "=", ": it stays as it is; U undoes it");
    check_says(NARROW, "= =", "\"City closes bridge after engineers find crac…\" is pinned no more; U undoes it");
    check_says(NARROW, "=", "❯◉  = City closes");
    check_says(NARROW, "= r", "pinned by you ·");
    check_says(WIDE, "= j k", "pinned by you");
    check_says(NARROW, "enter = U", "Undone: pinning \"City closes");
    check_says(NARROW, "= U", "❯◉  City closes");
}

#[test]
fn everything_is_undone_in_the_order_of_what_was_done() {
    check_says(NARROW, "s U", "Undone: \"City closes bridge after engineers find cracks\" has no star again");
    check_says(NARROW, "s s U", "has its star again");
    check_says(NARROW, "e U", "Undone: \"City closes bridge after engineers find cracks\" is unread again");
    check_says(NARROW, "e e U", "is read again");
    check_says(NARROW, "A U", "Undone: 3 stories are unread again");
    check_says(NARROW, "s = e U U", "Undone: pinning");
    check_says(NARROW, "s = e U U U", "has no star again");
    check_says(NARROW, "s U U", "Nothing to undo");
    check_says((100, 24), "s enter g j p G p U", "Undone: your pairing");
    check_says((100, 24), "s enter g j p G p q U", "Undone, in the two texts you paired before");
    check_says((100, 24), "s enter g j p G p q U U", "has no star again");
    check_says((100, 24), "enter = g j p G p U U", "Undone: pinning");
}

#[test]
fn what_an_earlier_run_did_is_named_before_it_is_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let start = || Player::new(crate::store::Store::open(&path).expect("a store"), NARROW, Vec::new());
    let mut store = crate::store::Store::open(&path).expect("made");
    for (name, text) in [("a", "The mast fell.\n"), ("b", "Bread is dearer.\n")] {
        let arrivals = crate::ingest::read(name, text.as_bytes()).arrivals;
        store.add_together(Some(text.trim()), &arrivals).expect("kept");
    }
    drop(store);
    start().press("p j p");
    let mut again = start();
    assert!(again.text().contains("1 story"), "{}", again.text());
    again.press("U");
    assert!(
        again.text().contains("Done before: joining stories into \"The mast fell.\"; U undoes it"),
        "{}",
        again.text()
    );
    assert!(again.text().contains("1 story"), "nothing is undone that was not named");
    again.press("U");
    assert!(again.text().contains("Undone: joining stories into \"The mast fell.\""), "{}", again.text());
    assert!(again.text().contains("2 stories"), "{}", again.text());
    again.press("U");
    assert!(again.text().contains("Nothing to undo"), "{}", again.text());
}

#[test]
fn what_another_program_changed_since_is_not_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let open = || crate::store::Store::open(&path).expect("a store");
    let mut store = open();
    for (name, text) in [("a", "The mast fell.\n"), ("b", "Bread is dearer.\n")] {
        let arrivals = crate::ingest::read(name, text.as_bytes()).arrivals;
        store.add_together(Some(text.trim()), &arrivals).expect("kept");
    }
    let mut player = Player::new(open(), NARROW, Vec::new());
    player.press("=");
    store.set_pinned(crate::model::StoryId(1), true).expect("pinned");
    player.press("U");
    assert!(player.text().contains("another newsdiff changed stories since"), "{}", player.text());
}

#[test]
fn where_nothing_is_kept_the_screen_says_so() {
    let start = |has_store: bool, opening| {
        let mut player = Player::with(shelf(SHELF), NARROW, Vec::new(), opening, theme("newsprint-dark"));
        player.app.set_store(has_store);
        player
    };
    let mut sample = start(true, Opening::Sample);
    sample.press("p j p");
    assert!(sample.text().contains(" until you quit; U undoes it"), "{}", sample.text());
    let mut files = start(false, Opening::FirstStory);
    for key in ["X", "=", "q p"] {
        files.press(key);
        assert!(
            files.text().contains("Grouping needs a store; `newsdiff add` keeps these files"),
            "{key}: {}",
            files.text()
        );
    }
}

#[test]
fn a_store_that_cannot_be_written_says_so_and_nothing_is_to_be_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let arrivals = crate::ingest::read("a", b"The mast fell.\n").arrivals;
    crate::store::Store::open(&path).expect("made").add_together(None, &arrivals).expect("kept");
    let mut permissions = std::fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("set");
    let mut player = Player::new(crate::store::Store::open(&path).expect("opened"), NARROW, Vec::new());
    player.press("=");
    assert!(player.text().contains("cannot be written"), "{}", player.text());
    player.press("U");
    assert!(player.text().contains("Nothing to undo"), "{}", player.text());
    player.press("s");
    let text = player.text();
    assert!(text.contains("cannot be written") && text.matches('✦').count() == 1, "only what the mark means: {text}");
    player.press("w q");
    assert!(player.text().contains("1 story"), "a place that cannot be kept is no fault: {}", player.text());
}

#[test]
fn screens_of_grouping() {
    let drawn = |size, theme: crate::theme::Theme, keys: &str| {
        let mut player = Player::with(shelf(SHELF), size, Vec::new(), Opening::Stories, theme);
        player.app.stories.by_hand = true;
        player.press(keys);
        let screen = player.screen();
        picture(&screen, player.app.theme.style(StyleRole::Base))
    };
    let mono = || theme("newsprint-dark").at_depth(Depth::Mono);
    insta::assert_snapshot!("join_waits_60", drawn((60, 12), theme("newsprint-dark"), "p j"));
    insta::assert_snapshot!("joined_120", drawn((120, 20), theme("newsprint-dark"), "j = k p j p"));
    insta::assert_snapshot!("taken_out_mono_80", drawn((80, 12), mono(), "s = enter X q j j"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_done_undone_is_as_before(keys in prop::collection::vec(
        prop::sample::select(vec!["j", "k", "G", "g", "p", "X", "=", "s", "e", "A", "tab", "esc"]), 0..30,
    )) {
        let mut player = player(WIDE, "");
        let before = player.stories();
        player.press(&keys.join(" "));
        player.press(&"U ".repeat(keys.len() + 1));
        prop_assert!(player.text().contains("Nothing to undo"), "{}", player.text());
        prop_assert_eq!(player.stories(), before);
    }
}
