//! How long reading a web page takes: `cargo run --release --example pages -- PAGE.html...` reads every page several times in this
//! process and one thread, and prints the median and the longest time a page, file access aside.

use std::time::Instant;
use std::{env, fs};

use newsdiff::ingest::html::page;

/// Readings of one page; the quickest counts, as what disturbs a machine only adds time.
const TIMES: usize = 5;

fn main() {
    let mut spent = Vec::new();
    let (mut articles, mut warnings) = (0, 0);
    for path in env::args().skip(1) {
        let Ok(bytes) = fs::read(&path) else {
            eprintln!("{path}: cannot be read");
            continue;
        };
        let mut best = f64::INFINITY;
        for _ in 0..TIMES {
            let start = Instant::now();
            let found = page(&path, &bytes, None);
            best = best.min(start.elapsed().as_secs_f64() * 1000.0);
            articles += usize::from(found.arrival.is_some());
            warnings += found.warnings.len();
        }
        spent.push(best);
    }
    spent.sort_by(f64::total_cmp);
    if let (Some(median), Some(longest)) = (spent.get(spent.len() / 2), spent.last()) {
        let (pages, articles, warnings) = (spent.len(), articles / TIMES, warnings / TIMES);
        println!(
            "{pages} pages, {articles} articles, {warnings} warnings: median {median:.2} ms a page, longest {longest:.2} ms"
        );
    }
}
