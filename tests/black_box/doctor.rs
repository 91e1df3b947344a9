//! Stores as faults leave them: what is said, what is mended, and that nothing that could be read is lost.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use rusqlite::Connection;

use super::store::{Desk, addresses, articles, check_failure};

fn filled(count: usize) -> Desk {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, count));
    desk.output("add a.jsonl");
    desk
}

/// What a doctor that finds something says.
fn found(desk: &Desk, words: &str) -> String {
    let done = desk.run(words);
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

#[test]
fn a_sound_store_is_said_to_be_sound() {
    let desk = filled(3);
    let said = desk.output("doctor");
    assert!(said.starts_with("3 articles in 3 versions") && said.ends_with("The store is sound.\n"), "{said}");
    check_failure(&desk, "--store none.db doctor", "there is no store none.db");
    assert_eq!(desk.files(), ["a.jsonl", "store.db"]);
}

#[test]
fn what_is_loose_changed_or_not_found_is_said_and_mended() {
    let desk = filled(6);
    let file = Connection::open(desk.path("store.db")).expect("opened");
    file.execute_batch(
        "PRAGMA foreign_keys = off;
         DELETE FROM article WHERE id = 1;
         DELETE FROM membership WHERE article = 2;
         UPDATE text SET body = body || '!' WHERE id = 3;
         INSERT INTO text (hash, body, paragraphs) VALUES (x'00', 'Nobody printed this.', '');
         DELETE FROM search WHERE rowid = 4;",
    )
    .expect("damaged");
    drop(file);
    let said = found(&desk, "doctor");
    let expected = [
        "fault: the search does not agree with the texts",
        "fault: versions that belong to nothing: 1",
        "fault: texts that belong to nothing: 1",
        "fault: articles in no story: 1",
        "fault: texts that were changed behind newsdiff's back: 2",
        "`newsdiff doctor --repair` mends it.",
    ];
    for line in expected {
        assert!(said.lines().any(|said| said == line), "{line}: {said}");
    }
    assert!(desk.output("doctor --repair").ends_with("The store is sound.\n"));
    assert_eq!(addresses(&desk).len(), 5);
    assert!(desk.output("search town3").contains("Item 3"));
    assert!(desk.output("doctor").starts_with("5 articles in 5 versions"));
}

#[test]
fn what_is_older_than_the_configuration_keeps_goes_when_asked_and_not_before() {
    let desk = Desk::new();
    let events = ["Ferry aground", "Orchard frost", "Violin found", "Glacier calves"];
    let line = |(n, event): (usize, &&str)| {
        format!(r#"{{"outlet":"Wire","title":"{event}","url":"https://wire.example/{n}","text":"{event}."}}"#)
    };
    desk.write("a.jsonl", &events.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"));
    desk.output("add a.jsonl");
    check_failure(&desk, "doctor --prune", "the configuration keeps everything");
    assert_eq!(desk.failure("doctor --dry-run").0, Some(2));
    desk.write("config.toml", "[store]\nkeep_days = 30\n");
    let prune = "--config config.toml doctor --prune";
    assert!(desk.output(prune).ends_with("Nothing is old enough to go.\n"));
    let file = Connection::open(desk.path("store.db")).expect("opened");
    file.execute_batch(
        "UPDATE version SET seen = 1767355200000 WHERE id < 4;
         UPDATE story SET starred = 1 WHERE id IN (SELECT story FROM membership WHERE article = 1);",
    )
    .expect("aged");
    drop(file);
    let line = "stories: 2 (articles: 2), old versions: 0, about 0.";
    let would = desk.output(&format!("{prune} --dry-run"));
    assert!(would.contains(&format!("\nwould go   {line}")), "{would}");
    assert!(would.ends_with(" MB, the oldest of 2026-01-02\n"), "{would}");
    assert_eq!(addresses(&desk).len(), 4);
    let gone = desk.output(prune);
    assert!(gone.contains(&format!("\ngone       {line}")), "{gone}");
    assert!(desk.output("doctor").ends_with("The store is sound.\n"));
    assert_eq!(addresses(&desk).len(), 2);
    assert!(desk.output(prune).ends_with("Nothing is old enough to go.\n"));
}

#[test]
fn an_update_lets_go_of_what_is_old_and_says_so_in_words_and_in_json() {
    let desk = Desk::new();
    let inbox = |name: &str, event: &str| {
        let line =
            format!(r#"{{"outlet":"Wire","title":"{event}","url":"https://wire.example/{name}","text":"{event}."}}"#);
        desk.write(&format!("inbox/{name}.jsonl"), &line);
    };
    fs::create_dir(desk.path("inbox")).expect("made");
    inbox("a", "Ferry aground");
    inbox("b", "Orchard frost");
    desk.output("sources add inbox");
    let told = desk.json("update --format json");
    assert_eq!((&told["total"]["new"], &told["pruned"]), (&2.into(), &serde_json::Value::Null));
    let age = |article: i64| {
        let file = Connection::open(desk.path("store.db")).expect("opened");
        file.execute("UPDATE version SET seen = 1767355200000 WHERE article = ?1", [article]).expect("aged");
    };
    desk.write("config.toml", "[store]\nkeep_days = 30\n");
    let update = "--config config.toml update --format json";
    let told = desk.json(update);
    let counts =
        ["stories", "articles", "versions", "bytes"].map(|name| told["pruned"][name].as_i64().expect("a number"));
    assert_eq!((counts, &told["pruned"]["oldest"]), ([0; 4], &serde_json::Value::Null), "{told}");
    age(1);
    inbox("c", "Violin found");
    let told = desk.json(update);
    assert_eq!(told["total"]["new"], 1, "{told}");
    assert_eq!((&told["pruned"]["stories"], &told["pruned"]["articles"]), (&1.into(), &1.into()), "{told}");
    assert_eq!(told["pruned"]["oldest"], "2026-01-02T12:00:00Z");
    age(2);
    let told = desk.output("--config config.toml update");
    assert!(told.contains("\ngone       stories: 1 (articles: 1), old versions: 0, about 0."), "{told}");
    assert!(told.ends_with(" MB, the oldest of 2026-01-02\n"), "{told}");
    assert_eq!(addresses(&desk), ["https://wire.example/c"]);
    // What went does not come back with the next round, though it still lies there.
    desk.output("--config config.toml update");
    assert_eq!(addresses(&desk), ["https://wire.example/c"]);
    assert!(desk.output("doctor").ends_with("The store is sound.\n"));
}

#[test]
fn what_can_be_read_of_a_damaged_file_is_saved_and_the_file_is_kept() {
    let desk = filled(900);
    let path = desk.path("store.db");
    let mut bytes = fs::read(&path).expect("read");
    // Pages in the midst of the texts.
    let middle = bytes.len() / 2;
    let text = bytes[middle..].windows(12).position(|words| words == b"tells of the").expect("a text");
    let at = (middle + text) / 4096 * 4096;
    bytes[at..at + 3 * 4096].fill(0xaa);
    fs::write(&path, &bytes).expect("written");
    let said = found(&desk, "doctor");
    assert!(said.contains("fault: the file is damaged"), "{said}");
    let repaired = desk.output("doctor --repair");
    assert!(
        repaired.contains("stand in a new store in its place") && repaired.ends_with("The store is sound.\n"),
        "{repaired}"
    );
    assert_eq!(fs::read(desk.path("store.db.damaged")).expect("kept"), bytes);
    let kept = addresses(&desk).len();
    assert!((700..900).contains(&kept), "{kept} of 900");
    desk.output("add a.jsonl");
    assert_eq!(addresses(&desk).len(), 900);
}

#[test]
fn a_store_of_a_later_newsdiff_and_no_store_at_all_are_left_alone() {
    let desk = filled(1);
    let later = Connection::open(desk.path("store.db")).expect("opened");
    later.pragma_update(None, "user_version", 99).expect("written");
    drop(later);
    for words in ["doctor", "doctor --repair", "stories", "add a.jsonl"] {
        check_failure(&desk, words, "has format 99");
        check_failure(&desk, &format!("--store a.jsonl {words}"), "a.jsonl is not a newsdiff store");
    }
    assert!(desk.files().iter().all(|name| !name.contains("damaged")));
}

/// Ends the program at a moment of its work, again and again, and looks the store over after each.
fn check_kills(rounds: usize, seed: u64) {
    const ROUND: usize = 500;
    let desk = Desk::new();
    let mut reported = 0;
    for round in 0..rounds {
        desk.write("many.jsonl", &articles(round * ROUND, ROUND));
        let out = fs::File::create(desk.path("out.txt")).expect("made");
        let mut child = desk.command("add many.jsonl").stdout(out).spawn().expect("started");
        if round > 0 {
            // Moments that look like chance and are the same every time.
            let dice = (seed * 1_000 + round as u64).wrapping_mul(6_364_136_223_846_793_005) >> 54;
            sleep(Duration::from_millis(dice));
            child.kill().expect("killed");
        }
        child.wait().expect("ended");
        let said = fs::read_to_string(desk.path("out.txt")).expect("read");
        reported += said.lines().filter(|line| line.starts_with("new ")).count();
        let found = desk.output("doctor");
        let kept: usize = found.split(' ').next().and_then(|count| count.parse().ok()).expect("a count");
        assert!(kept >= reported, "round {round}: {reported} reported, {kept} kept");
    }
    assert!(reported >= ROUND);
}

#[test]
fn killed_at_any_moment_the_store_is_sound_and_holds_what_was_reported() {
    check_kills(6, 0);
}

#[test]
#[ignore = "two hundred rounds take minutes"]
fn killed_two_hundred_times_the_store_is_sound() {
    for seed in 1..=20 {
        check_kills(11, seed);
    }
}
