//! Reads every file below a folder as a feed and counts what came of them.
//!
//! usage: feeds FOLDER [--each]
//!
//! A file gives items, or a reason why it gives none; anything else is a fault. `--each` names every file with its outcome. Ends
//! with a failure when a reader panicked, took too long or said nothing, or when fewer feeds below a folder `wellformed` were
//! read than the floor asks for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;
use std::{env, fs, thread};

use newsdiff::ingest::feed::{self, Feed};

/// Far beyond what the largest feed takes in a debug build under load: who has not answered by then hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// Of the feeds that are well formed, how many must be read: give items, or be known for a feed that has none.
const FLOOR: f64 = 0.98;

/// Folders that are counted apart.
const GROUPS: [&str; 5] = ["wellformed", "illformed", "encoding", "entities", "json"];

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Items and nothing to say.
    Items,
    /// Items, and something that could not be read.
    Warned,
    /// A feed that has none, and says so.
    Empty,
    /// No feed, with the reason.
    Refused,
    /// Neither items nor a reason.
    Silent,
    Panicked,
    TooLong,
}

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let Some(folder) = words.first() else {
        eprintln!("usage: feeds FOLDER [--each]");
        return ExitCode::from(2);
    };
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files);
    files.sort();
    let each = words.iter().any(|word| word == "--each");
    let mut groups: BTreeMap<String, BTreeMap<Outcome, usize>> = BTreeMap::new();
    for path in &files {
        let (outcome, said) = outcome(path);
        if each || outcome >= Outcome::Silent {
            println!("{outcome:?} {} {said}", path.display());
        }
        *groups.entry(group(path)).or_default().entry(outcome).or_default() += 1;
    }
    let fine = groups.iter().map(|(group, outcomes)| report(group, outcomes)).filter(|fine| *fine).count();
    if fine == groups.len() && !groups.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, into);
        } else if ["xml", "json", "rss", "atom", "rdf"].contains(&ending.as_str()) {
            into.push(path);
        }
    }
}

/// The folder of the suite that a file lies in.
fn group(path: &Path) -> String {
    let mut folders = path.iter().map(|name| name.to_string_lossy().into_owned());
    folders.rfind(|name| GROUPS.contains(&name.as_str())).unwrap_or_else(|| "others".to_owned())
}

fn outcome(path: &Path) -> (Outcome, String) {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return (Outcome::Silent, error.to_string()),
    };
    let name = path.display().to_string();
    let (send, receive) = mpsc::channel();
    let reader = thread::spawn(move || {
        // Nobody listens any more to a reader that took too long.
        let _ = send.send(feed::read(&name, &bytes, None));
    });
    match receive.recv_timeout(PATIENCE) {
        Ok(feed) => judged(&feed),
        Err(RecvTimeoutError::Timeout) => (Outcome::TooLong, String::new()),
        Err(RecvTimeoutError::Disconnected) => {
            (Outcome::Panicked, reader.join().err().map(|_| "see above".to_owned()).unwrap_or_default())
        }
    }
}

fn judged(feed: &Feed) -> (Outcome, String) {
    let said: Vec<&str> = feed.warnings.iter().map(|warning| warning.message.as_str()).collect();
    let outcome = match (feed.items.is_empty(), said.is_empty()) {
        (false, true) => Outcome::Items,
        (false, false) => Outcome::Warned,
        (true, true) => Outcome::Silent,
        (true, false) if feed.form.is_some() => Outcome::Empty,
        (true, false) => Outcome::Refused,
    };
    (outcome, said.join("; "))
}

/// Prints the counts of a group; whether they are as they must be.
fn report(group: &str, outcomes: &BTreeMap<Outcome, usize>) -> bool {
    let of = |outcome| outcomes.get(&outcome).copied().unwrap_or(0);
    let total: usize = outcomes.values().sum();
    let read = of(Outcome::Items) + of(Outcome::Warned) + of(Outcome::Empty);
    let faults = of(Outcome::Silent) + of(Outcome::Panicked) + of(Outcome::TooLong);
    let share = read as f64 / total as f64;
    println!(
        "feeds    {group:10} {read:4} of {total:4} known for feeds ({share:.3}): {} gave items, {} items and a warning, {} said that they have none; \
         {} were refused with a reason; {} silent, {} panicked, {} too long",
        of(Outcome::Items),
        of(Outcome::Warned),
        of(Outcome::Empty),
        of(Outcome::Refused),
        of(Outcome::Silent),
        of(Outcome::Panicked),
        of(Outcome::TooLong),
    );
    faults == 0 && (group != "wellformed" || share >= FLOOR)
}
