//! Files, folders and standard input, in an order that never changes.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Cut, Harvest, LARGEST_INPUT, feed, read_cut};

/// The path that means standard input.
pub(super) const STANDARD_INPUT: &str = "-";

/// How deep folders are followed; deeper is a loop of links or not a collection of articles.
const DEEPEST: usize = 32;

/// Reads every path: a file, a folder with all below it in order of name, or `-` for standard input.
pub fn gather(paths: &[PathBuf]) -> Harvest {
    gather_cut(paths, Cut::Articles)
}

/// The same, files with two articles left whole: for a comparison of two files, which is asked for files.
pub fn gather_whole(paths: &[PathBuf]) -> Harvest {
    gather_cut(paths, Cut::Never)
}

fn gather_cut(paths: &[PathBuf], cut: Cut) -> Harvest {
    let mut harvest = Harvest::default();
    for path in paths {
        if path.as_os_str() == STANDARD_INPUT {
            standard_input(io::stdin().lock(), cut, &mut harvest);
        } else {
            from_path(path, 0, cut, &mut harvest);
        }
    }
    harvest
}

/// Standard input of which some may have been looked at.
pub(super) fn standard_input_of(input: impl Read) -> Harvest {
    let mut harvest = Harvest::default();
    standard_input(input, Cut::Articles, &mut harvest);
    harvest
}

fn standard_input(input: impl Read, cut: Cut, harvest: &mut Harvest) {
    let mut bytes = Vec::new();
    match input.take(LARGEST_INPUT + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > LARGEST_INPUT => too_large(harvest, "standard input"),
        // A stream of JSON Lines has no ending to tell it by; its first character does.
        Ok(_) if bytes.trim_ascii_start().starts_with(b"{") && !feed::is_feed(&bytes) => {
            harvest.extend(read_cut("standard input.jsonl", &bytes, cut));
        }
        Ok(_) => harvest.extend(read_cut(STANDARD_INPUT, &bytes, cut)),
        Err(error) => harvest.warn(
            "standard input",
            None,
            format!("cannot be read: {error}"),
            "check the command before the pipe",
        ),
    }
}

fn from_path(path: &Path, depth: usize, cut: Cut, harvest: &mut Harvest) {
    let shown = path.display().to_string();
    let about = match fs::metadata(path) {
        Ok(about) => about,
        Err(error) => {
            harvest.warn(&shown, None, format!("cannot be read: {error}"), "check the path");
            return;
        }
    };
    if about.is_dir() {
        return from_folder(path, depth, cut, harvest);
    }
    if !about.is_file() {
        return harvest.warn(
            &shown,
            None,
            "is not a file or a folder",
            "name a file, a folder, or - for standard input",
        );
    }
    if about.len() > LARGEST_INPUT {
        return too_large(harvest, &shown);
    }
    match fs::read(path) {
        Ok(bytes) => harvest.extend(read_cut(&shown, &bytes, cut)),
        Err(error) => harvest.warn(&shown, None, format!("cannot be read: {error}"), "check its permissions"),
    }
}

fn from_folder(path: &Path, depth: usize, cut: Cut, harvest: &mut Harvest) {
    let shown = path.display().to_string();
    if depth >= DEEPEST {
        return harvest.warn(&shown, None, "lies too deep below the folder named", "name this folder itself");
    }
    let entries = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut inside: Vec<PathBuf> = match entries {
        Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
        Err(error) => return harvest.warn(&shown, None, format!("cannot be read: {error}"), "check its permissions"),
    };
    // Hidden files are a tool's and not the reader's.
    inside.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    inside.sort();
    let before = harvest.arrivals.len() + harvest.warnings.len();
    for path in &inside {
        from_path(path, depth + 1, cut, harvest);
    }
    if harvest.arrivals.len() + harvest.warnings.len() == before {
        harvest.warn(&shown, None, "holds no articles", "put text, Markdown or JSON Lines files in it");
    }
}

fn too_large(harvest: &mut Harvest, shown: &str) {
    let limit = LARGEST_INPUT / 1024 / 1024;
    harvest.warn(shown, None, format!("is larger than {limit} MB"), "split it, or add the articles one by one");
}
