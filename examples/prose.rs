//! Writes invented prose to files, for timing whole programs on texts of any length.
//!
//! `cargo run --release --example prose -- WORDS FOLDER [OUTLETS]` writes `left.txt` and `right.txt`, the second the first
//! edited, and with OUTLETS that many more tellings, `1.txt` and on; `dense` in place of WORDS two texts of 240 sentences that
//! share most of their words.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

#[path = "../benches/prose/mod.rs"]
mod prose;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if let [what, folder] = args.as_slice()
        && what == "dense"
    {
        return done(folder, put(Path::new(folder), [prose::dense(240, 1), prose::dense(240, 2)]));
    }
    let numbers = |k: usize| args.get(k).map_or(Some(0), |text| text.parse().ok());
    let (Some(words), Some(folder), Some(outlets)) = (numbers(0), args.get(1), numbers(2)) else {
        eprintln!("usage: prose WORDS FOLDER [OUTLETS]");
        return ExitCode::from(2);
    };
    done(folder, write(words, Path::new(folder), outlets as u64))
}

fn done(folder: &str, result: io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("prose: {folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(words: usize, folder: &Path, outlets: u64) -> io::Result<()> {
    const SEED: u64 = 7;
    put(folder, prose::pair(words, SEED))?;
    for (text, number) in prose::story(words, outlets, SEED).iter().zip(1..) {
        fs::write(folder.join(format!("{number}.txt")), text)?;
    }
    Ok(())
}

fn put(folder: &Path, [left, right]: [String; 2]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("left.txt"), left)?;
    fs::write(folder.join("right.txt"), right)
}
