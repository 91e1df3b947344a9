//! What the manual and the README tell a reader to type.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::store::Desk;

/// The commands of newsdiff in the blocks of a page, without what is said of them and what becomes of their output.
fn commands(page: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect("read");
    let lines = text.lines().filter_map(|line| line.strip_prefix("    newsdiff"));
    let cut = |line: &str| {
        let end = ["  #", " > ", " | "].iter().filter_map(|mark| line.find(mark)).min();
        line[..end.unwrap_or(line.len())].trim().to_owned()
    };
    lines.map(cut).collect()
}

#[test]
fn every_command_of_the_pages_is_one() {
    let desk = Desk::new();
    for (page, least) in [("README.md", 20), ("docs/manual.md", 15)] {
        let commands = commands(page);
        assert!(commands.len() >= least, "{page}: {commands:?}");
        for words in commands {
            // Asked for help at their end, all words before it are read and nothing is done.
            let line = format!("{} {words} --help", env!("CARGO_BIN_EXE_newsdiff"));
            let done = Command::new("sh").args(["-c", &line]).env("HOME", desk.path(".")).output().expect("started");
            assert!(done.status.success(), "{page}: newsdiff {words}: {}", String::from_utf8_lossy(&done.stderr));
        }
    }
}

#[test]
fn from_nothing_to_a_story_that_is_compared_and_sent() {
    let desk = Desk::new();
    let text = |count: &str, more: &str| {
        format!(
            "The old mast of the harbour fell at noon on Monday, after {count} years on the pier.\n\nThe keeper of the harbour had \
             asked for a new mast every spring. {more}\n"
        )
    };
    let head = |outlet: &str| format!("Outlet: {outlet}\nTitle: Harbour mast falls on Monday\nDate: 2026-04-06\n\n");
    fs::create_dir(desk.path("articles")).expect("a folder");
    desk.write("articles/wire.md", &(head("Wire") + &text("nine", "Nobody was hurt.")));
    desk.write("articles/ledger.md", &(head("Ledger") + &text("twelve", "A boat was sunk.")));
    let title = "Harbour mast falls on Monday";
    let line =
        serde_json::json!({"outlet": "Radio", "title": title, "published": "2026-04-06", "text": text("ten", "")});
    desk.write("more.jsonl", &format!("{line}\n"));
    assert!(desk.output("add articles/ more.jsonl").contains("3 new"));
    let stories = desk.json("stories --format json");
    let story = stories["stories"][0]["id"].as_i64().expect("a number");
    assert!(desk.output("search mast").contains("Wire"));
    let claims = desk.output(&format!("claims {story} --format markdown"));
    assert!(claims.contains("Wire") && claims.contains("Ledger"), "{claims}");
    assert!(desk.output("compare 1 2 --format html").contains("<html"));
    let number = |n: usize| stories["stories"][0]["articles"][n]["id"].as_i64().expect("a number");
    desk.output(&format!("group split {}", number(0)));
    desk.output("group undo");
    desk.output(&format!("group pin {story}"));
    let all = desk.output("export");
    desk.write("all.jsonl", &all);
    assert!(desk.output("--store other.db add all.jsonl").contains("3 new"));
    assert!(desk.output("doctor --repair").contains("sound"));
    assert!(desk.output("themes list").contains("nord"));
}
