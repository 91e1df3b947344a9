//! The store as several programs, kills and bad files meet it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a store and files of its own, and no configuration of the machine's.
pub(super) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(super) fn new() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("written");
        path
    }

    pub(super) fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsdiff"));
        command.current_dir(self.folder.path()).args(words.split(' ').filter(|word| !word.is_empty()));
        command.env("HOME", self.folder.path()).env("XDG_CONFIG_HOME", self.path("config"));
        command.env("XDG_DATA_HOME", self.path("data")).env("NEWSDIFF_STORE", self.path("store.db"));
        command
    }

    pub(super) fn run(&self, words: &str) -> Output {
        self.command(words).output().expect("started")
    }

    /// Standard output of a command that must succeed.
    pub(super) fn output(&self, words: &str) -> String {
        let done = self.run(words);
        assert!(done.status.success(), "{words}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("UTF-8")
    }

    pub(super) fn json(&self, words: &str) -> Value {
        serde_json::from_str(&self.output(words)).expect("JSON")
    }

    /// The exit status and standard error of a command that must fail.
    pub(super) fn failure(&self, words: &str) -> (Option<i32>, String) {
        let done = self.run(words);
        (done.status.code(), String::from_utf8(done.stderr).expect("UTF-8"))
    }

    pub(super) fn files(&self) -> Vec<String> {
        let entries =
            fs::read_dir(self.folder.path()).expect("a folder").map(|entry| entry.expect("a file").file_name());
        let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// JSON Lines of articles numbered from `first`, each with words of its own.
pub(super) fn articles(first: usize, count: usize) -> String {
    let line = |n| {
        let text = format!("Item {n} tells of the harbour of town{n}.\\n\\nMore is expected of mayor{n} on Monday.");
        format!(r#"{{"outlet":"Wire","title":"Item {n}","url":"https://wire.example/{n}","text":"{text}"}}"#)
    };
    (first..first + count).map(line).collect::<Vec<_>>().join("\n")
}

/// The addresses of all articles in the store.
pub(super) fn addresses(desk: &Desk) -> Vec<String> {
    let stories = desk.json("stories --format json");
    let articles =
        stories["stories"].as_array().expect("a list").iter().filter_map(|story| story["articles"].as_array());
    let mut found: Vec<String> =
        articles.flatten().map(|article| article["url"].as_str().expect("an address").to_owned()).collect();
    found.sort();
    found
}

/// The file is sound by the engine's own checks, its full text agrees with its texts, and every article has a version.
fn check_whole(desk: &Desk, kept: &[String]) {
    assert!(kept.windows(2).all(|pair| pair[0] != pair[1]), "an article is there twice");
    let file = rusqlite::Connection::open(desk.path("store.db")).expect("opened");
    let sound: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(sound, "ok");
    file.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []).expect("full text agrees");
    let versions: i64 = file.query_row("SELECT count(*) FROM version", [], |row| row.get(0)).expect("counted");
    assert_eq!(versions, kept.len() as i64);
}

#[test]
fn two_programs_adding_at_once_lose_nothing() {
    let desk = Desk::new();
    desk.write("left.jsonl", &articles(0, 350));
    desk.write("right.jsonl", &articles(300, 350));
    let mut running: Vec<_> = ["add left.jsonl", "add right.jsonl"]
        .map(|words| desk.command(words).stdout(Stdio::null()).spawn().expect("started"))
        .into();
    for child in &mut running {
        assert!(child.wait().expect("ended").success());
    }
    let kept = addresses(&desk);
    assert_eq!(kept.len(), 650);
    check_whole(&desk, &kept);
}

#[test]
fn what_was_reported_survives_a_kill() {
    let desk = Desk::new();
    desk.write("many.jsonl", &articles(0, 1200));
    let mut reported = 0;
    for round in 0..4 {
        let mut child = desk.command("add many.jsonl").stdout(Stdio::piped()).spawn().expect("started");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        // Killed in the middle of the work: when the batch after the last round's has just been reported.
        let stop_after = reported + 100 * round + 50;
        let seen = lines.map_while(Result::ok).filter(|line| line.contains("Wire: Item")).take(stop_after).count();
        child.kill().expect("killed");
        child.wait().expect("ended");
        reported = reported.max(seen);
        let kept = addresses(&desk);
        assert!(kept.len() >= reported, "{reported} were reported and {} kept", kept.len());
        check_whole(&desk, &kept);
    }
    assert!(reported > 0);
    desk.output("add many.jsonl");
    assert_eq!(addresses(&desk).len(), 1200);
}

#[test]
fn add_says_what_became_of_each_article() {
    let desk = Desk::new();
    desk.write("a.md", "---\nOutlet: Coast Wire\nTitle: Bridge closes\nDate: 2026-03-02\n---\n\nThe bridge is shut.\n");
    desk.write("bad.jsonl", "{\"outlet\": \"X\", \"text\": \"Fine words here.\"}\nnot json\n");
    let added = desk.json("add a.md bad.jsonl --format json");
    assert_eq!(added["schema"], "newsdiff.added/1");
    let first = &added["articles"][0];
    assert_eq!((&first["outlet"], &first["title"]), (&"Coast Wire".into(), &"Bridge closes".into()));
    assert_eq!(
        (&first["published"], &first["status"], &first["url"]),
        (&"2026-03-02".into(), &"new".into(), &Value::Null)
    );
    assert!(first["id"].is_i64());
    let paragraphs = first["paragraphs"].as_array().expect("a list");
    assert!(paragraphs.iter().any(|p| p["text"] == "The bridge is shut." && p["role"] == "body"), "{paragraphs:?}");
    let warning = &added["warnings"][0];
    assert_eq!((&warning["source"], &warning["line"]), (&"bad.jsonl".into(), &2.into()));
    assert!(warning["message"].is_string() && warning.get("hint").is_some());
    let again = desk.json("add a.md --format json");
    assert_eq!(again["articles"][0]["status"], "unchanged");
    assert_eq!(again["articles"][0]["id"], first["id"]);
    desk.write("a.md", "---\nOutlet: Coast Wire\nTitle: Bridge closes\n---\n\nThe bridge stays shut.\n");
    assert_eq!(desk.output("add a.md"), "revised    Coast Wire: Bridge closes\n0 new, 1 revised, 0 unchanged\n");
}

#[test]
fn stories_are_listed_with_numbers_that_compare_takes() {
    let desk = Desk::new();
    desk.write("a.md", "---\nOutlet: Coast Wire\nTitle: Bridge closes\nURL: https://c.example/1\n---\n\nIt is shut.\n");
    desk.output("add a.md");
    desk.write(
        "a.md",
        "---\nOutlet: Coast Wire\nTitle: Bridge closes\nURL: https://c.example/1\n---\n\nIt stays shut.\n",
    );
    desk.output("add a.md");
    let listed = desk.json("stories --format json");
    assert_eq!(listed["schema"], "newsdiff.stories/1");
    let story = &listed["stories"][0];
    assert!(story["id"].is_i64() && story["confidence"].is_number());
    let article = &story["articles"][0];
    assert_eq!((&story["title"], &article["title"]), (&"Bridge closes".into(), &"Bridge closes".into()));
    assert_eq!((&article["outlet"], &article["url"]), (&"Coast Wire".into(), &"https://c.example/1".into()));
    let versions: Vec<i64> =
        article["versions"].as_array().expect("a list").iter().map(|v| v["id"].as_i64().expect("a number")).collect();
    assert_eq!(versions.len(), 2);
    assert!(article["versions"][0]["seen"].is_string() && article["versions"][0]["published"].is_null());
    let compared = desk.json(&format!("compare {} {} --format json", versions[0], versions[1]));
    assert_eq!(compared["schema"], "newsdiff.comparison/1");
    assert!(compared["right"]["text"].as_str().expect("a text").contains("stays"));
    assert_eq!(desk.json("stories --format json --limit 0")["stories"], Value::Array(Vec::new()));
    assert!(desk.output("stories --search bridge").contains("Bridge closes"));
    assert_eq!(desk.output("stories --search glacier"), "No story has what you look for.\n");
}

#[test]
fn looking_makes_no_store() {
    let desk = Desk::new();
    desk.write("a.txt", "The bridge is shut.\n");
    desk.write("b.txt", "The bridge stays shut.\n");
    assert_eq!(desk.output("stories"), "No stories yet: `newsdiff add FILES` keeps some.\n");
    assert!(desk.output("--plain").contains("sample edition"));
    assert!(desk.output("--plain a.txt b.txt").starts_with("Left: a"));
    assert!(desk.output("add --dry-run a.txt").contains("nothing was kept"));
    desk.output("compare a.txt b.txt");
    assert_eq!(desk.files(), ["a.txt", "b.txt"]);
}

#[test]
fn a_dry_run_keeps_nothing_and_knows_what_is_kept() {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 2));
    desk.output("add a.jsonl");
    desk.write("b.jsonl", &articles(1, 2));
    let previewed = desk.json("add --dry-run --format json b.jsonl");
    let [known, fresh] = [&previewed["articles"][0], &previewed["articles"][1]];
    assert_eq!((&known["status"], &fresh["status"], &fresh["id"]), (&"unchanged".into(), &"new".into(), &Value::Null));
    assert_eq!(addresses(&desk).len(), 2);
}

#[test]
fn comparing_says_by_its_status_whether_texts_differ() {
    let desk = Desk::new();
    desk.write("a.txt", "The bridge is shut.\n");
    desk.write("b.txt", "The library will open a second reading room in spring.\n");
    let status = |words: &str| desk.run(words).status.code();
    assert_eq!(status("compare a.txt a.txt --exit-code"), Some(0));
    assert_eq!(status("compare a.txt b.txt --exit-code"), Some(1));
    assert_eq!(status("compare a.txt b.txt"), Some(0));
}

/// One error line, one hint, nothing else.
pub(super) fn check_failure(desk: &Desk, words: &str, what: &str) {
    let (status, said) = desk.failure(words);
    assert_eq!(status, Some(1), "{words}: {said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(
        lines.len() == 2 && lines[0].starts_with("newsdiff: ") && lines[1].starts_with("hint: "),
        "{words}: {said}"
    );
    assert!(lines[0].contains(what), "{words}: {said}");
}

#[test]
fn failures_name_what_why_and_a_remedy() {
    let desk = Desk::new();
    desk.write("a.txt", "The bridge is shut.\n");
    desk.write("notes.txt", &"Notes are no database, whatever their name says.\n".repeat(40));
    check_failure(&desk, "--store notes.txt add a.txt", "notes.txt is not a newsdiff store");
    check_failure(&desk, "--store notes.txt stories", "notes.txt is not a newsdiff store");
    check_failure(&desk, "--store notes.txt/store.db add a.txt", "cannot make the folder of the store");
    check_failure(&desk, "compare a.txt none.txt", "none.txt: cannot be read");
    check_failure(&desk, "compare a.txt 99", "has no version 99");
    check_failure(&desk, "none.txt", "none.txt: cannot be read");
    assert!(fs::read_to_string(desk.path("notes.txt")).expect("read").starts_with("Notes are"));
}

#[test]
fn a_store_that_may_not_be_written_is_read_and_kept_as_it_is() {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 3));
    desk.write("b.jsonl", &articles(3, 3));
    desk.output("add a.jsonl");
    set_readonly(&desk.path("store.db"));
    check_failure(&desk, "add b.jsonl", "store.db cannot be written");
    assert_eq!(addresses(&desk).len(), 3);
}

fn set_readonly(path: &Path) {
    let mut permissions = fs::metadata(path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions).expect("set");
}

#[test]
fn wrong_usage_has_a_status_of_its_own() {
    let desk = Desk::new();
    for words in ["add", "compare a", "stories --limit many", "--nonsense", "stories --color red"] {
        assert_eq!(desk.run(words).status.code(), Some(2), "{words}");
    }
    assert_eq!(desk.run("--help").status.code(), Some(0));
    assert!(desk.output("--version").starts_with("newsdiff "));
}

#[test]
fn articles_come_from_standard_input_too() {
    let desk = Desk::new();
    let mut command = desk.command("add -");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("started");
    child.stdin.take().expect("a pipe").write_all(articles(0, 3).as_bytes()).expect("written");
    assert!(child.wait_with_output().expect("ended").status.success());
    assert_eq!(addresses(&desk).len(), 3);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 1500));
    desk.output("add a.jsonl");
    let mut command = desk.command("stories");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
    let mut beginning = [0; 10];
    child.stdout.take().expect("a pipe").read_exact(&mut beginning).expect("read");
    let done = child.wait_with_output().expect("ended");
    assert_eq!((done.status.code(), done.stderr.as_slice()), (Some(0), &[][..]));
}

#[test]
fn what_is_searched_for_is_found_with_its_reason_or_said_to_be_wrong() {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 3));
    desk.output("add a.jsonl");
    let found = desk.json("search mayor1 outlet:wire --format json");
    assert_eq!((&found["total"], &found["hits"][0]["title"]), (&1.into(), &"Item 1".into()));
    assert_eq!(found["hits"][0]["snippet"], "More is expected of mayor1 on Monday.");
    let lines = desk.output("search town2 -- -mayor1");
    assert!(lines.contains("Wire, ") && lines.contains(": Item 2\n") && lines.contains("harbour of town2"), "{lines}");
    assert!(desk.output("search item --limit 1").contains("2 more: --limit NUMBER"));
    assert_eq!(desk.output("search nowhere"), "No article has what you look for.\n");
    assert!(desk.output("stories --search town2").contains("Item 2"));
    check_failure(&desk, "search author:x", "there is no `author:` to search by");
    check_failure(&desk, "stories --search date:soon", "`date:soon` is no day newsdiff knows");
}

#[test]
fn stories_are_regrouped_by_hand_and_it_is_undone_in_a_later_run() {
    let desk = Desk::new();
    for (name, text) in [("a", "Ferry aground."), ("b", "Orchards froze."), ("c", "Glaciers melt.")] {
        desk.write(&format!("{name}.txt"), text);
    }
    desk.output("add a.txt b.txt c.txt");
    assert_eq!(desk.output("group merge 1 2"), "1 Ferry aground. (2 articles)\n");
    assert!(desk.output("stories").contains("1 Ferry aground. (by hand)\n"));
    assert_eq!(desk.output("group split 2"), "4 Orchards froze. (1 article)\n");
    assert_eq!(desk.output("group pin 3"), "3 Glaciers melt. (1 article, pinned)\n");
    assert_eq!(desk.output("group undo"), "undone: pinning story 3\n");
    assert_eq!(desk.output("group undo"), "undone: splitting out article 2\n");
    assert_eq!(desk.output("group undo"), "undone: merging 2 into story 1\n");
    assert_eq!(desk.output("group undo"), "There is nothing to undo.\n");
    assert_eq!(desk.json("stories --format json")["stories"].as_array().expect("a list").len(), 3);
    check_failure(&desk, "group merge 1 99", "has no story 99");
    check_failure(&desk, "group split 1", "story 1 would have no article left");
}

#[test]
fn a_store_goes_out_as_lines_and_comes_back_equal() {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 450));
    desk.write("b.jsonl", &articles(0, 30).replace("More is expected", "Nothing is expected"));
    desk.output("add a.jsonl b.jsonl");
    desk.output("group pin 1");
    let out = desk.output("export");
    assert_eq!(out.lines().count(), 480);
    desk.write("out.jsonl", &out);
    desk.output("--store back.db add out.jsonl");
    assert_eq!(desk.output("--store back.db export"), out);
    assert_eq!(desk.json("--store back.db stories --format json"), desk.json("stories --format json"));
    assert!(desk.output("--store back.db doctor").ends_with("The store is sound.\n"));
    assert_eq!(desk.output("export --format jsonl mayor12 nothing").lines().count(), 2);
    check_failure(&desk, "export 9999", "has no story 9999");
}
