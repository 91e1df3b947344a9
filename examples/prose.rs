//! Writes invented prose to files, for timing whole programs on texts of any length.
//!
//! `cargo run --release --example prose -- WORDS FOLDER [OUTLETS]` writes `left.txt` and `right.txt`, the second the first
//! edited, and with OUTLETS that many more tellings, `1.txt` and on.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

#[path = "../benches/prose/mod.rs"]
mod prose;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let numbers = |k: usize| args.get(k).map_or(Some(0), |text| text.parse().ok());
    let (Some(words), Some(folder), Some(outlets)) = (numbers(0), args.get(1), numbers(2)) else {
        eprintln!("usage: prose WORDS FOLDER [OUTLETS]");
        return ExitCode::from(2);
    };
    match write(words, Path::new(folder), outlets as u64) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("prose: {folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(words: usize, folder: &Path, outlets: u64) -> io::Result<()> {
    const SEED: u64 = 7;
    fs::create_dir_all(folder)?;
    let [left, right] = prose::pair(words, SEED);
    fs::write(folder.join("left.txt"), left)?;
    fs::write(folder.join("right.txt"), right)?;
    for (text, number) in prose::story(words, outlets, SEED).iter().zip(1..) {
        fs::write(folder.join(format!("{number}.txt")), text)?;
    }
    Ok(())
}
