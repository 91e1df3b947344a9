//! Rounds on a store in memory: what is read when, and what those who watch hear.

use std::fs;

use super::*;
use crate::fetch::{Limits, SystemClock};
use crate::store::{NewSource, SourceKind, Visit};

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + minutes * 60).expect("a moment")
}

fn client() -> Arc<Client> {
    Arc::new(Client::new(Limits::default(), Arc::new(SystemClock), None))
}

fn folder(path: &std::path::Path) -> NewSource {
    let at = NewSource::at(SourceKind::Folder, path.to_str().expect("UTF-8"));
    NewSource { title: Some("notes".to_owned()), ..at }
}

/// How a source stands at minute 100 after one reading at minute 90.
fn check_standing(visit: &Visit, due: i64, which: &Which, expected: &str) {
    let mut store = Store::in_memory().expect("a store");
    let (id, _) = store.add_source(&folder(std::path::Path::new("x")), at(0)).expect("followed");
    store.record_fetch(id, visit, at(90), at(due)).expect("kept");
    let found = match standing(&store.source(id).expect("a source"), which, at(100)) {
        Standing::Wanted => "wanted".to_owned(),
        Standing::NotAsked => "not asked".to_owned(),
        Standing::Waits(why) => why,
    };
    assert_eq!(found, expected, "{visit:?} {which:?}");
}

#[test]
fn who_is_read_depends_on_who_asks() {
    let read = Visit::Read { validators: None, title: None, site: None, moved: None, new_items: 0 };
    let failed = |held, gone| Visit::Failed { error: "is away".to_owned(), held, gone };
    let named = Which::These(vec![SourceId(1)]);
    check_standing(&read, 120, &Which::All, "wanted");
    check_standing(&read, 120, &Which::Due, "not asked");
    check_standing(&read, 99, &Which::Due, "wanted");
    check_standing(&read, 120, &Which::These(vec![SourceId(2)]), "not asked");
    check_standing(&failed(None, false), 120, &Which::All, "it failed a short while ago");
    check_standing(&failed(None, false), 120, &named, "wanted");
    check_standing(&failed(None, false), 99, &Which::Due, "wanted");
    check_standing(&failed(None, true), 99, &Which::All, "it is gone for good");
    check_standing(&failed(None, true), 99, &Which::Due, "not asked");
    check_standing(&failed(None, true), 99, &named, "wanted");
    check_standing(&failed(Some(at(110)), false), 99, &named, "its server asks not to be disturbed");
    check_standing(&failed(Some(at(95)), false), 99, &Which::All, "wanted");
}

#[test]
fn those_who_watch_hear_of_every_source() {
    let files = tempfile::tempdir().expect("a folder");
    fs::write(files.path().join("a.txt"), "Bridge closes\n\nThe bridge is shut until May.\n").expect("written");
    let mut store = Store::in_memory().expect("a store");
    store.add_source(&folder(files.path()), at(0)).expect("followed");
    store.add_source(&folder(&files.path().join("none")), at(0)).expect("followed");
    let mut heard = Vec::new();
    let mut tell = |progress: Progress<'_>| {
        heard.push(match progress {
            Progress::Sources(count) => format!("{count} sources"),
            Progress::Source(report) => format!("{} {:?}", report.id, report.outcome == Outcome::Read),
            Progress::Pages(count) => format!("{count} pages"),
            Progress::Page(address) => address.to_owned(),
        });
    };
    let report =
        round(&mut store, &client(), &Which::All, &Settings::default(), &Stop::default(), &mut tell).expect("a round");
    assert_eq!(heard, ["2 sources", "1 true", "2 false"]);
    assert_eq!((report.tally().new, report.stopped, report.all_failed()), (1, false, false));
    let next = store.source(SourceId(1)).expect("a source");
    assert!(next.due > next.succeeded.expect("a reading"));
}

#[test]
fn nothing_is_read_after_the_word_to_stop() {
    let files = tempfile::tempdir().expect("a folder");
    let mut store = Store::in_memory().expect("a store");
    store.add_source(&folder(files.path()), at(0)).expect("followed");
    let stop = Stop::default();
    stop.say();
    let report = round(&mut store, &client(), &Which::All, &Settings::default(), &stop, &mut |_| ()).expect("a round");
    assert_eq!((report.sources.len(), report.stopped), (0, true));
    assert_eq!(store.source(SourceId(1)).expect("a source").tried, None);
}
