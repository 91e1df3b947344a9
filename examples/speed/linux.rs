//! The measurements, each in the words it is printed with and beside what it should be.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use newsdiff::store::{Store, StoryQuery};

use crate::news;
use crate::session::Session;
use crate::update;

/// Articles where no number is given.
const ARTICLES: usize = 100_000;
/// Starts measured.
const STARTS: usize = 15;
/// Keys measured on each screen.
const KEYS: usize = 300;
/// Articles another program adds while keys are pressed.
const ADDED: usize = 20_000;
/// For so long nothing is done.
const IDLE: Duration = Duration::from_secs(3);

/// Screens where nothing may happen, each with the keys that go there from the one before; the last goes back to the list.
const STILL: [(&str, &[&str]); 10] = [
    ("the list", &[]),
    ("Compare", &["g\r"]),
    ("a find in Compare", &["/", "a", "\r"]),
    ("the commands", &["\x1b", ":", "s"]),
    ("the keys", &["\x1b", "?"]),
    ("the Reader", &["\x1b", "w"]),
    ("the claims", &["\x1b", "m"]),
    ("the versions", &["\x1b", "\x1b", "T"]),
    ("the search", &["\x1b", "/", "a"]),
    ("the sources", &["\x1b", "F"]),
];

/// In the list, down and up again, so that every press moves something; then in Compare.
const IN_LIST: [&str; 6] = ["j", "j", " ", "k", "b", "j"];
const IN_COMPARE: [&str; 8] = ["]", "j", " ", "]", "\t", "k", "b", "x"];

pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let count = args.first().map_or(Ok(ARTICLES), |count| count.parse());
    let (Ok(count), true) = (count, args.len() <= 2) else {
        eprintln!("usage: speed [ARTICLES [STORE]]");
        return ExitCode::from(2);
    };
    match measure(count, args.get(1).map(PathBuf::from)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("speed: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(count: usize, store: Option<PathBuf>) -> io::Result<()> {
    let program = program()?;
    let folder = tempfile::tempdir()?;
    let kept = store.unwrap_or_else(|| folder.path().join("kept.db"));
    if !kept.exists() {
        println!("making a store of {count} articles …");
        let news = folder.path().join("news.jsonl");
        news::write(count, BufWriter::new(File::create(&news)?))?;
        if !add(&program, &kept, &news)?.wait()?.success() {
            return Err(io::Error::other("the program could not keep the articles"));
        }
    }
    let store = folder.path().join("store.db");
    std::fs::copy(&kept, &store)?;
    let word = first_word(&store)?;
    println!("{}, {count} articles, a terminal of 200 by 60", program.display());
    for (name, answers) in [("first frame with stories", true), ("  the terminal is silent", false)] {
        let mut starts = Vec::new();
        for _ in 0..STARTS {
            starts.push(Session::start(&program, &store, folder.path())?.first_frame_with(&word, answers)?);
        }
        figure(name, &mut starts, "(60 ms)");
    }
    let mut session = Session::start(&program, &store, folder.path())?;
    session.first_frame_with(&word, true)?;
    session.calm()?;
    let (all, own) = session.memory()?;
    println!("  memory then               {:8.1} MB, {:.1} MB of it its own   (40 MB)", mega(all), mega(own));
    answers("key in the list", keys(&mut session, &IN_LIST, KEYS)?);
    session.press(b"g\r")?;
    answers("key in Compare", keys(&mut session, &IN_COMPARE, KEYS)?);
    session.press(b"q")?;
    while_it_updates(&store, &mut session, count)?;
    let count = count + update::ARTICLES;
    while_another_adds(&program, &store, folder.path(), &mut session, count)?;
    let (all, own) = session.memory()?;
    println!("  memory at the end         {:8.1} MB, {:.1} MB of it its own", mega(all), mega(own));
    Ok(())
}

/// The same keys while the program itself reads feeds: in the list, and then in Compare.
fn while_it_updates(store: &Path, session: &mut Session, count: usize) -> io::Result<()> {
    let (mut in_list, mut opened, mut in_compare) = (Vec::new(), Vec::new(), Vec::new());
    update::follow(store, count)?;
    let begun = Instant::now();
    update::while_it_reads(session, store, |session| {
        in_list.extend(keys(session, &IN_LIST, 2 * IN_LIST.len())?);
        // Each is a story that is still unread, so that opening it writes to the store.
        opened.push(session.opened_by("\r")?);
        in_compare.extend(keys(session, &IN_COMPARE, IN_COMPARE.len())?);
        session.press(b"\x1b")
    })?;
    let took = begun.elapsed().as_secs_f64();
    println!("  an update of {:6} articles {took:7.1} s", update::ARTICLES);
    answers("key in the list, updating", in_list);
    figure("a story opened, updating", &mut opened, "");
    answers("key in Compare, updating", in_compare);
    idle(session)
}

/// The same keys while another program adds articles of later days to the store.
fn while_another_adds(
    program: &Path,
    store: &Path,
    folder: &Path,
    session: &mut Session,
    count: usize,
) -> io::Result<()> {
    let later = folder.join("later.jsonl");
    let mut out = BufWriter::new(File::create(&later)?);
    for news::Telling { outlet, title, url, day, text } in news::articles(count + ADDED).skip(count) {
        let line = serde_json::json!({"outlet": outlet, "title": title, "url": url, "published": day.to_string(), "text": text});
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    let mut adding = add(program, store, &later)?;
    for (name, screen) in [("key in the list, adding", &IN_LIST[..]), ("key in Compare, adding", &IN_COMPARE[..])] {
        if screen == IN_COMPARE {
            session.press(b"g\r")?;
        }
        let mut times = Vec::new();
        while times.len() < KEYS && adding.try_wait()?.is_none() {
            times.extend(keys(session, screen, screen.len())?);
        }
        if times.is_empty() {
            println!("  {name:<25} the other program was done before");
        } else {
            answers(name, times);
        }
    }
    adding.kill()?;
    adding.wait()?;
    Ok(())
}

/// How long each of so many keys took, in the order of the screen's round.
fn keys(session: &mut Session, round: &[&str], count: usize) -> io::Result<Vec<(Duration, Duration)>> {
    round.iter().cycle().take(count).map(|key| session.answer_to(key)).collect()
}

/// What happens while nothing does, on every screen. Ends in the list.
fn idle(session: &mut Session) -> io::Result<()> {
    for (screen, keys) in STILL {
        for key in keys {
            session.press(key.as_bytes())?;
            session.calm()?;
        }
        std::thread::sleep(Duration::from_millis(500));
        let (wakes, ticks) = session.work()?;
        std::thread::sleep(IDLE);
        let (after, later) = session.work()?;
        let (wakes, ticks) = (after - wakes, later - ticks);
        println!(
            "  idle, {screen:<18} {wakes:9} wake-ups, {ticks} ticks of the processor in {} s   (0)",
            IDLE.as_secs()
        );
    }
    session.press(b"\x1b")
}

/// Starts the program adding a file to a store.
fn add(program: &Path, store: &Path, news: &Path) -> io::Result<Child> {
    Command::new(program).arg("--store").arg(store).arg("add").arg(news).stdout(Stdio::null()).spawn()
}

/// The first word of the first headline: it stands in the first frame with stories and in none before.
fn first_word(store: &Path) -> io::Result<String> {
    let query = StoryQuery { limit: Some(1), ..StoryQuery::default() };
    let page = Store::open(store).and_then(|store| store.stories(&query)).map_err(io::Error::other)?;
    let word = page.stories.first().and_then(|story| story.title.split(' ').next().map(str::to_owned));
    word.ok_or_else(|| io::Error::other("the store is empty"))
}

/// The program built by the same profile: two folders above this example's.
fn program() -> io::Result<PathBuf> {
    let here = std::env::current_exe()?;
    let beside = here.parent().and_then(Path::parent).map(|folder| folder.join("newsdiff"));
    let built = beside.filter(|path| path.is_file());
    built.ok_or_else(|| io::Error::other("build the program first, with the same profile: cargo build --profile quick"))
}

/// Tells how long keys took, and below how much of a processor: on a busy machine only the second is the program's own doing.
fn answers(name: &str, times: Vec<(Duration, Duration)>) {
    let (mut whole, mut own): (Vec<_>, Vec<_>) = times.into_iter().unzip();
    figure(name, &mut whole, "(8 ms)");
    figure("  of it on a processor", &mut own, "");
}

fn figure(name: &str, times: &mut [Duration], target: &str) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
    let (median, high, most) = (at(50), at(99), at(100));
    println!(
        "  {name:<25} {median:8.2} ms median, {high:.2} ms for 99 of 100, {most:.2} ms at most of {}   {target}",
        times.len()
    );
}

fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
