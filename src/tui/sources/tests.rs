//! The sources on small fake terminals, and what the reader does there.

use jiff::Timestamp;
use proptest::prelude::*;

use crate::model::{Arrival, SourceId};
use crate::store::{NewSource, SourceKind, Store, Tally, Visit};
use crate::text::Document;
use crate::theme::{Depth, StyleRole, Theme};
use crate::tui::Opening;
use crate::tui::event::{Effect, Event};
use crate::tui::fixture::{Player, SHELF, now, picture, shelf, theme};
use crate::tui::network::How;
use crate::tui::overlay::Overlay;
use crate::tui::round::Happened;
use crate::update::{LookError, Looked, Outcome, Report, SourceReport, Which};

fn source(kind: SourceKind, address: &str, title: Option<&str>) -> NewSource {
    NewSource {
        kind,
        address: address.to_owned(),
        title: title.map(str::to_owned),
        site: Some("https://coast.example/".to_owned()),
        tag: None,
        near: false,
    }
}

/// The moment so many minutes after the one at which the screen is looked at.
fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(now().as_second() + minutes * 60).expect("a moment")
}

/// Four sources: one that was read, one that fails, one that is gone, one that was never tried.
fn followed(mut store: Store) -> Store {
    let coast = Some("Coast Wire");
    let feeds = [
        NewSource { tag: Some("Local".to_owned()), ..source(SourceKind::Feed, "https://coast.example/feed", coast) },
        source(SourceKind::Feed, "https://ledger.example/rss", Some("The Ledger")),
        source(SourceKind::Page, "https://star.example/ferries", Some("Ferries at a glance")),
        source(SourceKind::Folder, "/home/ana/notes", None),
    ];
    for feed in &feeds {
        store.add_source(feed, at(-3000)).expect("followed");
    }
    let arrival = |n: usize| Arrival {
        outlet: "Coast Wire".to_owned(),
        title: Some(format!("Harbour notice {n}")),
        url: Some(format!("https://coast.example/{n}")),
        byline: None,
        published: None,
        source: "https://coast.example/feed".to_owned(),
        document: std::sync::Arc::new(Document::parse("The quay is closed on Monday.\n")),
        summary: false,
    };
    let arrivals: Vec<Arrival> = (0..2).map(arrival).collect();
    store.add_fetched(SourceId(1), &arrivals, at(-5), None).expect("kept");
    let read = Visit::Read { validators: None, title: None, site: None, moved: None, new_items: 2 };
    let failed = |error: &str, gone| Visit::Failed { error: error.to_owned(), held: None, gone };
    let mut visit = |id, visit: &Visit, minutes, due| {
        store.record_fetch(SourceId(id), visit, at(minutes), at(due)).expect("kept");
    };
    visit(1, &read, -5, 25);
    visit(2, &read, -4000, -3970);
    visit(2, &failed("was not found (404)", false), -70, -10);
    visit(2, &failed("was not found (404)", false), -5, 115);
    visit(3, &failed("is gone for good (410)", true), -5, 0);
    store
}

fn player(size: (u16, u16), keys: &str, theme: Theme) -> Player {
    let mut player = Player::with(followed(shelf(SHELF)), size, Vec::new(), Opening::Stories, theme);
    player.press("F");
    player.press(keys);
    player
}

fn plain(size: (u16, u16), keys: &str) -> Player {
    player(size, keys, theme("newsprint-dark"))
}

fn check_screen(size: (u16, u16), keys: &str, theme: Theme, name: &str) {
    let mut player = player(size, keys, theme);
    let screen = player.screen();
    insta::assert_snapshot!(name, picture(&screen, player.app.theme.style(StyleRole::Base)));
}

fn check_says(player: &mut Player, expected: &str) {
    let text = player.text();
    assert!(text.contains(expected), "the screen has no {expected:?}:\n{text}");
}

fn report(id: i64, name: &str, outcome: Outcome, new: usize) -> SourceReport {
    SourceReport {
        id: SourceId(id),
        name: name.to_owned(),
        address: String::new(),
        outcome,
        items: Tally { new, ..Tally::default() },
        pages: Tally::default(),
        faults: Vec::new(),
        moved: None,
        warnings: Vec::new(),
    }
}

#[test]
fn screens() {
    check_screen((120, 20), "", theme("newsprint-dark"), "sources_120");
    check_screen((80, 20), "j", theme("newsprint-dark"), "sources_80");
    check_screen((40, 14), "j j", theme("newsprint-dark"), "sources_40");
    check_screen((80, 20), "j x", theme("newsprint-dark").at_depth(Depth::Mono), "sources_mono");
    check_screen((80, 20), "a c o a s t . e x", theme("newsprint-dark"), "sources_add");
}

#[test]
fn nothing_followed_says_what_to_press() {
    let mut player = Player::new(shelf(SHELF), (60, 16), Vec::new());
    player.press("F");
    check_says(&mut player, "Nothing is followed yet. a adds");
    for key in ["x", "r", "enter", "y"] {
        player.press(key);
        check_says(&mut player, "No source is selected here");
    }
    check_says(&mut player, "0 followed");
    player.press("F");
    check_says(&mut player, "3 stories");
}

#[test]
fn a_source_is_removed_once_that_is_confirmed() {
    let mut player = plain((80, 20), "j x");
    check_says(&mut player, "Follow The Ledger no more? Its articles stay.");
    player.press("esc");
    check_says(&mut player, "The Ledger is followed as before");
    check_says(&mut player, "4 followed");
    player.press("delete enter");
    check_says(&mut player, "The Ledger is followed no more; its articles stay");
    check_says(&mut player, "3 followed");
    check_says(&mut player, "Ferries at a glance: page");
}

#[test]
fn enter_shows_the_stories_of_the_outlet() {
    let mut player = plain((80, 20), "enter");
    assert_eq!(player.app.stories.filter, "outlet:\"Coast Wire\"");
    check_says(&mut player, "Harbour notice 0");
    assert!(!player.text().contains("Reservoir"), "only those of the outlet");
    check_says(&mut plain((80, 20), "j enter"), "No article came from here yet");
    check_says(&mut plain((80, 20), "G enter"), "The articles of a folder have outlets of their own");
}

#[test]
fn one_source_or_all_are_read() {
    let mut player = plain((80, 20), "j r");
    let how = How::default();
    let one = Effect::Update { which: Which::These(vec![SourceId(2)]), how };
    assert_eq!(player.effects, [one]);
    check_says(&mut player, "waiting");
    player.press("g r");
    check_says(&mut player, "Coast Wire is read when this update is over");
    player.effects.clear();
    let failed = report(2, "The Ledger", Outcome::Failed("was not found (404)".to_owned()), 0);
    player.send(Event::Round(Happened::Ended(Ok(Report { sources: vec![failed], stopped: false }))));
    let next = Effect::Update { which: Which::These(vec![SourceId(1)]), how };
    assert_eq!(player.effects, [next], "the next has its turn");
    player.effects.clear();
    player.press("R");
    assert_eq!(player.effects, [Effect::StopUpdate]);
    check_says(&mut player, "Stopping the update");
    player.send(Event::Round(Happened::Ended(Ok(Report { sources: Vec::new(), stopped: true }))));
    player.effects.clear();
    player.press("R");
    assert_eq!(player.effects, [Effect::Update { which: Which::All, how }]);
}

#[test]
fn a_round_is_seen_on_both_screens_and_told_at_its_end() {
    let mut player = plain((80, 20), "R");
    player.send(Event::Round(Happened::Sources(4)));
    check_says(&mut player, "Updating: 0 of 4 · R stops it");
    player.send(Event::Round(Happened::Source(Box::new(report(1, "Coast Wire", Outcome::Unchanged, 0)))));
    check_says(&mut player, "Updating: 1 of 4");
    player.press("esc");
    check_says(&mut player, "Updating: 1 of 4");
    assert!(player.app.round.is_running(), "Esc stops nothing");
    let sources = vec![
        report(1, "Coast Wire", Outcome::Read, 3),
        report(2, "The Ledger", Outcome::Failed("was not found (404)".to_owned()), 0),
    ];
    player.send(Event::Round(Happened::Ended(Ok(Report { sources, stopped: false }))));
    check_says(&mut player, "Updated: 3 new, 1 failed (F shows which)");
    player.press("F");
    check_says(&mut player, "Updated: 3 new, 1 failed");
    player.send(Event::Round(Happened::Ended(Err("news.db: it is locked; try again".to_owned()))));
    check_says(&mut player, "news.db: it is locked; try again");
}

#[test]
fn news_leave_the_cursor_on_its_story() {
    let mut store = shelf(SHELF);
    store.add_source(&source(SourceKind::Feed, "https://star.example/feed", None), at(0)).expect("followed");
    let mut player = Player::new(store, (80, 20), Vec::new());
    player.press("j");
    let before = player.app.stories.current().map(|story| story.id);
    let day = jiff::civil::date(2026, 4, 21);
    let arrival = Arrival {
        outlet: "Evening Star".to_owned(),
        title: Some("Lighthouse sold".to_owned()),
        url: Some("https://star.example/light".to_owned()),
        byline: None,
        published: Some(crate::model::Moment::Day(day)),
        source: "https://star.example/feed".to_owned(),
        document: std::sync::Arc::new(Document::parse("The lighthouse was sold to a painter.\n")),
        summary: false,
    };
    player.bring(SourceId(1), &[arrival]);
    player.press("R");
    player.send(Event::Round(Happened::Source(Box::new(report(1, "Evening Star", Outcome::Read, 1)))));
    check_says(&mut player, "Lighthouse sold");
    let after = player.app.stories.current().map(|story| story.id);
    assert_eq!((after, player.app.stories.selected()), (before, 2));
}

fn failing(player: &mut Player, page: bool) {
    let fault = LookError {
        what: "https://coast.ex is no feed, and names none".to_owned(),
        hint: "name the feed itself".to_owned(),
        page,
    };
    player.send(Event::Looked { typed: "coast.ex".to_owned(), found: Err(fault) });
}

#[test]
fn what_was_typed_stays_where_nothing_is_found() {
    let mut player = plain((60, 16), "a enter");
    assert!(player.app.overlay.is_none(), "nothing typed adds nothing");
    player.press("a c o a s t . e x enter");
    check_says(&mut player, "Looking");
    player.press("x");
    failing(&mut player, true);
    check_says(&mut player, "is no feed, and names none.");
    check_says(&mut player, "Enter follows the page itself");
    check_says(&mut player, "coast.ex");
    player.effects.clear();
    player.press("enter");
    let page = Effect::Look { typed: "coast.ex".to_owned(), as_page: true };
    assert_eq!(player.effects, [page]);
    player.press("esc");
    failing(&mut player, false);
    assert_eq!(player.effects.pop(), Some(Effect::GiveUp));
    assert!(!player.text().contains("names none"), "what was given up is not told");
    player.press("a m p l e enter");
    let again = Effect::Look { typed: "coast.example".to_owned(), as_page: false };
    assert_eq!(player.effects.pop(), Some(again));
}

#[test]
fn an_address_can_be_pasted() {
    let mut player = plain((60, 16), "a");
    player.send(Event::Paste("https://coast.example/feed\n".to_owned()));
    let Some(Overlay::Add(adding)) = &player.app.overlay else { panic!("the box is closed") };
    assert_eq!(adding.text, "https://coast.example/feed");
    player.press("esc");
    player.send(Event::Paste("Rx".to_owned()));
    check_says(&mut player, "4 followed");
}

#[test]
fn adding_to_the_sample_edition_makes_the_readers_store() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("news.db");
    let mut player = Player::with(shelf(SHELF), (80, 20), Vec::new(), Opening::Sample, theme("newsprint-dark"));
    player.own(&path);
    check_says(&mut player, "Sample edition.");
    player.press("R");
    check_says(&mut player, "which has no sources; a adds your own");
    assert!(player.effects.is_empty() && !path.exists(), "looking makes no file");
    player.press("a c o a s t . e x enter");
    let sources = vec![source(SourceKind::Feed, "https://coast.example/feed", Some("Coast Wire"))];
    let others = vec!["https://coast.example/sport".to_owned()];
    let found = Ok(Looked::Sources { sources, others, warnings: Vec::new() });
    player.send(Event::Looked { typed: "coast.ex".to_owned(), found });
    check_says(&mut player, "Following Coast Wire");
    check_says(&mut player, "No stories yet. a adds a source; R reads what you follow; F shows it.");
    let which = Which::These(vec![SourceId(1)]);
    assert_eq!(player.effects.pop(), Some(Effect::Update { which, how: How::default() }));
    player.press("!");
    check_says(&mut player, "the page names another feed: https://coast.example/sport");
    assert_eq!(Store::open(&path).and_then(|store| store.sources()).expect("sources").len(), 1);
}

#[test]
fn a_store_that_cannot_be_made_is_told_where_the_address_stands() {
    let home = tempfile::tempdir().expect("a folder");
    std::fs::write(home.path().join("data"), "no folder").expect("written");
    let mut player = Player::with(shelf(SHELF), (80, 20), Vec::new(), Opening::Sample, theme("newsprint-dark"));
    player.own(&home.path().join("data/news.db"));
    player.press("a c o a s t . e x enter");
    let sources = vec![source(SourceKind::Feed, "https://coast.example/feed", None)];
    let found = Ok(Looked::Sources { sources, others: Vec::new(), warnings: Vec::new() });
    player.send(Event::Looked { typed: "coast.ex".to_owned(), found });
    check_says(&mut player, "coast.ex ");
    check_says(&mut player, "news.db");
    check_says(&mut player, "Enter tries again");
    player.press("esc");
    check_says(&mut player, "Sample edition.");
}

#[test]
fn the_cursor_goes_to_what_was_added() {
    let mut player = plain((80, 20), "a c o a s t . e x enter");
    let sources = vec![source(SourceKind::Feed, "https://radio.example/feed", Some("Radio One"))];
    let found = Ok(Looked::Sources { sources, others: Vec::new(), warnings: Vec::new() });
    player.send(Event::Looked { typed: "coast.ex".to_owned(), found });
    check_says(&mut player, "5 followed");
    check_says(&mut player, "Radio One: feed");
}

#[test]
fn a_file_of_articles_is_kept() {
    let mut player = plain((80, 20), "a n o t e enter");
    let harvest = crate::ingest::read("one.txt", b"The mast fell.\n\nNobody was hurt at the quay.\n");
    player.send(Event::Looked { typed: "note".to_owned(), found: Ok(Looked::Articles(harvest)) });
    check_says(&mut player, "1 new, 0 changed, 0 known before");
    player.press("q");
    check_says(&mut player, "Nobody was hurt at the quay.");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_selected_source_is_always_in_sight(keys in prop::collection::vec(prop::sample::select(vec!["j", "k", "g", "G", "space", "b", "d", "u"]), 0..12), sizes in prop::collection::vec((40u16..200, 10u16..40), 1..4)) {
        let mut player = plain(sizes[0], "");
        for (n, key) in keys.iter().enumerate() {
            player.resize(sizes[n % sizes.len()]);
            player.press(key);
            let text = player.text();
            prop_assert!(text.lines().skip(1).any(|line| line.starts_with('❯')), "{}", text);
        }
    }
}
