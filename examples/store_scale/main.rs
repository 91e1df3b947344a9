//! What a store of many articles costs: keeping them, opening the store, the first page of stories, search, an update, the file.
//!
//! `cargo run --release --example store_scale -- [ARTICLES…]` writes invented news as JSON Lines to a folder of its own, lets the
//! program built beside it keep them (`cargo build --release` first), and measures: 1000, 10000 and 100000 articles where none
//! are named. `--write ARTICLES` writes them to standard output and does nothing else.

mod measure;
mod news;
#[expect(dead_code, reason = "news is made of single texts and stories alone")]
#[path = "../../benches/prose/mod.rs"]
mod prose;

use std::process::ExitCode;
use std::{env, io};

/// The sizes measured where none are named.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let done = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--write", count] => match count.parse() {
            Ok(count) => news::write(count, io::BufWriter::new(io::stdout().lock())).map(|_| ()),
            Err(_) => return usage(),
        },
        [] => measure::all(&SIZES),
        sizes => match sizes.iter().map(|size| size.parse()).collect::<Result<Vec<usize>, _>>() {
            Ok(sizes) => measure::all(&sizes),
            Err(_) => return usage(),
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("store_scale: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: store_scale [ARTICLES…] | --write ARTICLES");
    ExitCode::from(2)
}
