//! The house rules of ARCHITECTURE.md, held by reading the sources.
//!
//! Rules look at code alone: comments, strings and `#[cfg(test)]` modules may name anything.

mod source;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use source::{mentions, production_code};

/// Files longer than this hold more than one thing.
const LONGEST_FILE: usize = 500;

/// Rooms below the screens.
const BELOW_TUI: &[&str] = &[
    "text", "compare", "cluster", "ingest", "fetch", "update", "store", "export", "theme", "config", "model", "sides",
    "sample", "tellings",
];

/// Names that may stand in some rooms only.
struct Rule {
    /// Paths and words of code, each matched whole.
    names: &'static [&'static str],
    /// Where they may not stand.
    rooms: Rooms,
    /// Why, as the failing test says it.
    reason: &'static str,
    /// A comment on the line that lifts the rule, where there is one.
    unless: Option<&'static str>,
}

/// A set of rooms: the first folder or file name below `src`.
enum Rooms {
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

const RULES: &[Rule] = &[
    Rule {
        names: &["std::fs", "std::io", "std::net", "std::process", "std::env", "println", "eprintln"],
        rooms: Rooms::Only(&["text", "compare", "cluster", "model", "sides"]),
        reason: "pure rooms neither read nor write: the same texts give the same comparison everywhere",
        unless: None,
    },
    Rule {
        names: &["std::time", "Timestamp::now", "Zoned::now", "rand", "std::hash::RandomState"],
        rooms: Rooms::Only(&["text", "compare", "cluster", "model", "sides"]),
        reason: "pure rooms have no clock and no dice: a comparison can be repeated",
        unless: None,
    },
    Rule {
        names: &["std::collections::HashMap", "std::collections::HashSet"],
        rooms: Rooms::Only(&["text", "compare", "cluster", "export"]),
        reason: "hash order never reaches output: use BTreeMap, or end the line with `// order never read` where that is so",
        unless: Some("// order never read"),
    },
    Rule {
        names: &["rusqlite"],
        rooms: Rooms::AllBut(&["store"]),
        reason: "only store knows SQL, so that a second engine fits behind it",
        unless: None,
    },
    Rule {
        names: &["ratatui", "crossterm"],
        rooms: Rooms::AllBut(&["tui", "theme"]),
        reason: "only tui and theme know a terminal exists",
        unless: None,
    },
    Rule {
        names: &["std::net", "ureq"],
        rooms: Rooms::AllBut(&["fetch"]),
        reason: "only fetch opens a socket, so that what may be asked for is decided in one place",
        unless: None,
    },
    Rule { names: &["clap"], rooms: Rooms::AllBut(&["cli"]), reason: "only cli reads the command line", unless: None },
    Rule {
        names: &["tui"],
        rooms: Rooms::Only(BELOW_TUI),
        reason: "data flows up to the screens and never back",
        unless: None,
    },
    Rule {
        names: &["cli"],
        rooms: Rooms::AllBut(&["cli", "main", "lib"]),
        reason: "the command line calls the rooms, and no room calls it",
        unless: None,
    },
];

/// One broken rule.
struct Fault {
    line: usize,
    what: String,
    reason: &'static str,
}

/// Every way a file breaks the rules, rule by rule.
fn faults(path: &str, text: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() > LONGEST_FILE {
        let what = format!("over {LONGEST_FILE} lines");
        found.push(Fault { line: lines.len(), what, reason: "divide it, so that each file is one thing" });
    }
    let Some(room) = room(path) else { return found };
    let code = production_code(path, text);
    for rule in RULES.iter().filter(|rule| rule.rooms.hold(room)) {
        for &name in rule.names {
            for line in mentions(&code, name) {
                if rule.unless.is_none_or(|word| !lines[line - 1].contains(word)) {
                    found.push(Fault { line, what: name.to_owned(), reason: rule.reason });
                }
            }
        }
    }
    found
}

impl Rooms {
    fn hold(&self, room: &str) -> bool {
        match self {
            Rooms::Only(rooms) => rooms.contains(&room),
            Rooms::AllBut(rooms) => !rooms.contains(&room),
        }
    }
}

/// The first name below `src`; nothing for tests, benches and examples, which are no room.
fn room(path: &str) -> Option<&str> {
    let below = path.strip_prefix("src/")?;
    Some(below.split_once('/').map_or(below, |(folder, _)| folder).trim_end_matches(".rs"))
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

#[test]
fn the_sources_keep_the_house_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        rust_files(&root.join(folder), &mut files);
    }
    files.sort();
    assert!(files.iter().any(|f| f.ends_with("src/lib.rs")), "found no sources below {}", root.display());
    let mut broken = String::new();
    for file in &files {
        let path = file.strip_prefix(root).expect("a file below the root").to_string_lossy().replace('\\', "/");
        for Fault { line, what, reason } in faults(&path, &fs::read_to_string(file).expect("a source file")) {
            let _ = writeln!(broken, "{path}:{line}: {what}: {reason}");
        }
    }
    assert!(broken.is_empty(), "the house rules of ARCHITECTURE.md are broken:\n{broken}");
}

/// The faults of a snippet, each as its line and what stands there.
fn check_faults(path: &str, snippet: &str, expected: &[&str]) {
    let found: Vec<String> = faults(path, snippet).iter().map(|f| format!("{} {}", f.line, f.what)).collect();
    assert_eq!(found, expected, "in {path}:\n{snippet}");
}

#[test]
fn pure_rooms_do_nothing_but_compute() {
    check_faults("src/text/roles.rs", "use std::fs;\n", &["1 std::fs"]);
    check_faults("src/compare/mod.rs", "\nfn f() { let now = std::time::Instant::now(); }", &["2 std::time"]);
    check_faults("src/compare/mod.rs", "use std::{fmt, io::Read};", &["1 std::io"]);
    check_faults("src/cluster/mod.rs", "use std::{\n    fmt,\n    env,\n};", &["3 std::env"]);
    check_faults("src/compare/score.rs", "let n = rand::random();", &["1 rand"]);
    check_faults("src/text/words.rs", "println!(\"{word}\");", &["1 println"]);
    check_faults("src/model.rs", "let seen = Timestamp::now();", &["1 Timestamp::now"]);
    check_faults("src/ingest/plain.rs", "use std::fs;", &[]);
}

#[test]
fn hash_order_stays_inside() {
    let hashed = "use std::collections::HashMap;";
    check_faults("src/compare/vocabulary.rs", hashed, &["1 std::collections::HashMap"]);
    check_faults("src/export/json.rs", "use std::collections::{BTreeMap, HashSet};", &["1 std::collections::HashSet"]);
    check_faults("src/text/mod.rs", "use std::collections::HashMap; // order never read", &[]);
    check_faults("src/store/mod.rs", hashed, &[]);
}

#[test]
fn each_library_has_its_room() {
    check_faults("src/ingest/mod.rs", "use rusqlite::Connection;", &["1 rusqlite"]);
    check_faults("src/store/open.rs", "use rusqlite::Connection;", &[]);
    check_faults("src/export/text.rs", "fn f(s: ratatui::style::Style) {}", &["1 ratatui"]);
    check_faults("src/cli/mod.rs", "use crossterm::tty::IsTty;", &["1 crossterm"]);
    check_faults("src/theme/mod.rs", "use ratatui::style::Style;", &[]);
    check_faults("src/store/mod.rs", "#[derive(clap::Args)]", &["1 clap"]);
    check_faults("src/ingest/mod.rs", "use std::net::TcpStream;", &["1 std::net"]);
    check_faults("src/update/mod.rs", "let answer = ureq::get(address);", &["1 ureq"]);
    check_faults("src/fetch/client.rs", "use std::net::ToSocketAddrs;\nuse ureq::Agent;", &[]);
}

#[test]
fn nothing_calls_upward() {
    check_faults("src/compare/mod.rs", "use crate::tui::command::Command;", &["1 tui"]);
    check_faults("src/store/mod.rs", "use crate::{model, tui};", &["1 tui"]);
    check_faults("src/tui/mod.rs", "use crate::cli::Options;", &["1 cli"]);
    check_faults("src/main.rs", "fn main() { newsdiff::cli::run() }", &[]);
}

#[test]
fn only_code_is_judged() {
    check_faults("src/text/mod.rs", "// std::fs would be wrong here\n/* and ratatui /* too */ clap */\n", &[]);
    check_faults("src/text/mod.rs", "let s = \"std::fs \\\" clap\"; let r = r#\"a \"tui\" b\"#; let c = '\"';", &[]);
    check_faults("src/text/mod.rs", "let c = '\"'; use std::fs;", &["1 std::fs"]);
    check_faults("src/text/mod.rs", "fn f<'a>(x: &'a str) { std::fs::read(x) }", &["1 std::fs"]);
    check_faults("src/text/mod.rs", "let operand = intuition;", &[]);
    check_faults("src/text/mod.rs", "fn f() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n", &[]);
    check_faults("src/text/mod.rs", "#[cfg(test)]\nmod tests;\nuse std::fs;\n", &["3 std::fs"]);
    check_faults("src/text/roles/tests.rs", "use std::fs;", &[]);
}

#[test]
fn a_long_file_is_found_wherever_it_is() {
    check_faults("src/text/mod.rs", &"\n".repeat(LONGEST_FILE), &[]);
    check_faults("benches/screen.rs", &"\n".repeat(LONGEST_FILE + 1), &["501 over 500 lines"]);
}

/// The names of the crates that stand in one of a manifest's dependency tables.
fn dependencies(manifest: &str) -> Vec<&str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if let (true, Some((name, _))) = (inside, line.split_once('=')) {
            found.push(name.trim());
        }
    }
    found
}

#[test]
fn every_dependency_has_its_reason_in_the_architecture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("a file of the project");
    let (manifest, architecture) = (read("Cargo.toml"), read("ARCHITECTURE.md"));
    let stated: Vec<&str> = architecture
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" |").next())
        .flat_map(|cell| cell.trim_end_matches(" (Unix)").split(", "))
        .filter(|name| *name != "crate")
        .collect();
    let used = dependencies(&manifest);
    assert!(used.contains(&"ratatui") && used.contains(&"insta"), "read the manifest wrongly: {used:?}");
    for name in &used {
        assert!(stated.contains(name), "ARCHITECTURE.md does not say what {name} is for");
    }
    for name in stated {
        assert!(used.contains(&name), "ARCHITECTURE.md gives a reason for {name}, which nothing depends on");
    }
}
