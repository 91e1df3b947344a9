//! The measurements, each in the words it is printed with.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use newsdiff::ingest;
use newsdiff::store::{Query, Store, StoreError, StoryQuery, today};

use crate::news;

/// How often a thing that takes milliseconds is done; what is told is the median, and the 95th of a hundred where it says so.
const REPEATS: usize = 21;

/// Searches measured: one, two and three names of events, and words of the whole vocabulary.
const SEARCHES: usize = 200;

/// The stories on a first page.
const PAGE: usize = 50;

/// Measures stores of these sizes, one line a figure.
pub fn all(sizes: &[usize]) -> io::Result<()> {
    let program = program()?;
    for &size in sizes {
        let folder = tempfile::tempdir()?;
        println!("{size} articles");
        one(&program, folder.path(), size)?;
    }
    Ok(())
}

/// The program built by the same profile: two folders above this example's.
fn program() -> io::Result<PathBuf> {
    let here = std::env::current_exe()?;
    let beside =
        here.parent().and_then(Path::parent).map(|folder| folder.join("newsdiff")).filter(|path| path.is_file());
    beside.ok_or_else(|| io::Error::other("build the program first, with the same profile: cargo build --release"))
}

fn one(program: &Path, folder: &Path, size: usize) -> io::Result<()> {
    let (news, path) = (folder.join("news.jsonl"), folder.join("store.db"));
    let text = news::write(size, BufWriter::new(File::create(&news)?))?;
    let begun = Instant::now();
    keep(program, &path, &news)?;
    let took = begun.elapsed().as_secs_f64();
    println!("  add         {took:8.2} s   {:6.0} articles a second", size as f64 / took);
    let file = fs::metadata(&path)?.len();
    println!("  file        {:8.1} MB  {:6.2} times the text", file as f64 / 1e6, file as f64 / text as f64);
    figure("open", &mut times(REPEATS, |_| Store::open(&path).map(|_| ()))?);
    let mut store = Store::open(&path).map_err(io::Error::other)?;
    let page = StoryQuery { limit: Some(PAGE), ..StoryQuery::default() };
    figure("first page", &mut times(REPEATS, |_| store.stories(&page).map(|_| ()))?);
    figure("search", &mut times(SEARCHES, |n| search(&store, &words(n, size)))?);
    figure("in stories", &mut times(SEARCHES, |n| search_stories(&store, &words(n, size)))?);
    let arrivals = ingest::read("update.jsonl", &update(size)?).arrivals;
    figure("one update", &mut times(REPEATS, |n| store.add(&arrivals[n..=n]).map(|_| ()))?);
    println!("  stories     {:8}", store.stories(&page).map_err(io::Error::other)?.total);
    Ok(())
}

fn keep(program: &Path, store: &Path, news: &Path) -> io::Result<()> {
    let done = Command::new(program).arg("--store").arg(store).arg("add").arg(news).stdout(Stdio::null()).status()?;
    if done.success() { Ok(()) } else { Err(io::Error::other("the program could not keep the articles")) }
}

/// What a reader may look for: names of an event, or a word that stands in many.
fn words(n: usize, size: usize) -> String {
    let names = news::names(n * 7 % (size / 5));
    match n % 4 {
        0 => names[0].clone(),
        1 => names[1..3].join(" "),
        2 => names[0][..4].to_owned(),
        _ => crate::prose::spelled(60 + n * 13),
    }
}

fn search(store: &Store, words: &str) -> Result<(), StoreError> {
    let query = Query::parse(words, today())?;
    store.search(&query, Some(PAGE)).map(|_| ())
}

fn search_stories(store: &Store, words: &str) -> Result<(), StoreError> {
    let query = StoryQuery { limit: Some(PAGE), offset: 0, search: Query::parse(words, today())? };
    store.stories(&query).map(|_| ())
}

/// New articles of the day after the last.
fn update(size: usize) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    news::write(size + REPEATS, &mut lines)?;
    let from = lines.split_inclusive(|&byte| byte == b'\n').skip(size);
    Ok(from.flatten().copied().collect())
}

fn times(count: usize, mut work: impl FnMut(usize) -> Result<(), StoreError>) -> io::Result<Vec<Duration>> {
    (0..count)
        .map(|n| {
            let begun = Instant::now();
            work(n).map_err(io::Error::other)?;
            Ok(begun.elapsed())
        })
        .collect()
}

fn figure(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
    println!("  {name:<11} {:8.2} ms  median, {:.2} ms for 95 of 100", at(50), at(95));
}
