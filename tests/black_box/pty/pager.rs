//! Long output on a terminal: the pager, and every way not to have one.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use portable_pty::CommandBuilder;

use super::Session;

/// A folder with two texts of a story that take more than a screen, and a pager that keeps what it is given.
struct Desk {
    folder: tempfile::TempDir,
}

/// Words of a command line.
type Words<'a> = &'a [&'a str];
/// Variables of the environment.
type Variables<'a> = &'a [(&'a str, &'a str)];

/// Says what it was called with, keeps what it reads, and lets the test see that it ran.
const KEEPER: &str =
    "#!/bin/sh\n{ printf 'called %s, LESS=%s\\n' \"$*\" \"$LESS\"; cat; } > \"$0.kept\"\necho it was paged\n";

impl Desk {
    fn new(sentences: usize) -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a folder") };
        let text = |outlet: &str, word: &str| {
            let mut text = format!("Outlet: {outlet}\n\n");
            for n in 0..sentences {
                let _ = writeln!(text, "Pier {n} of the harbour was {word} by the crew of boat {n} on Monday.\n");
            }
            text
        };
        fs::write(desk.path("one.txt"), text("Wire", "mended")).expect("written");
        fs::write(desk.path("two.txt"), text("Ledger", "painted")).expect("written");
        desk.script("keeper", KEEPER);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn script(&self, name: &str, text: &str) -> String {
        fs::write(self.path(name), text).expect("written");
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o755)).expect("a program");
        self.path(name).display().to_string()
    }

    /// The program comparing the two texts, with these words and variables beside.
    fn compare(&self, words: &[&str], environment: &[(&str, &str)]) -> Session {
        let (one, two) = (self.path("one.txt"), self.path("two.txt"));
        let mut arguments = vec![Path::new("compare"), &one, &two];
        arguments.extend(words.iter().map(Path::new));
        Session::start((80, 24), &arguments, environment)
    }

    /// What the keeper was given.
    fn kept(&self) -> Option<String> {
        fs::read_to_string(self.path("keeper.kept")).ok()
    }
}

/// Waits for the end and gives the exit status and all that came to the terminal.
fn ended(session: Session) -> (u32, String) {
    session.wait_for("the end", |session| session.seen.lock().expect("the lock").over);
    let written = session.written();
    (session.end().exit_code(), written)
}

#[test]
fn what_is_longer_than_the_screen_goes_to_the_pager_in_colour() {
    let desk = Desk::new(30);
    let keeper = desk.path("keeper").display().to_string();
    let pager = format!("'{keeper}' -x \"two words\"");
    let (status, written) = ended(desk.compare(&["--exit-code"], &[("PAGER", &pager)]));
    assert_eq!((status, written.trim()), (1, "it was paged"));
    let kept = desk.kept().expect("the pager ran");
    assert!(kept.starts_with("called -x two words, LESS=FRX\n"), "{kept}");
    assert!(kept.contains("\u{1b}[") && kept.contains("Pier 29"), "{kept}");
    let told = [("PAGER", &*keeper), ("LESS", "-S"), ("NO_COLOR", "1")];
    assert_eq!(ended(desk.compare(&[], &told)).0, 0);
    let kept = desk.kept().expect("the pager ran");
    assert!(kept.contains("LESS=-S\n") && kept.contains("[-mended-]") && !kept.contains('\u{1b}'), "{kept}");
}

#[test]
fn there_are_many_ways_to_want_no_pager() {
    let desk = Desk::new(30);
    let keeper = desk.path("keeper").display().to_string();
    let config = desk.path("config.toml");
    fs::write(&config, "[open]\npager = \"never\"\n").expect("written");
    let without: [(Words<'_>, Variables<'_>); 6] = [
        (&["--no-pager"], &[("PAGER", &keeper)]),
        (&["--plain"], &[("PAGER", &keeper)]),
        (&[], &[("PAGER", "cat")]),
        (&[], &[("PAGER", &keeper), ("NEWSDIFF_PAGER", "")]),
        (&[], &[("PAGER", &keeper), ("TERM", "dumb")]),
        (&["--config", config.to_str().expect("UTF-8")], &[("PAGER", &keeper)]),
    ];
    for (words, environment) in without {
        let (status, written) = ended(desk.compare(words, environment));
        assert!(status == 0 && written.contains("Pier 29"), "{words:?}, {environment:?}: {written}");
        assert_eq!(desk.kept(), None, "{words:?}, {environment:?}");
    }
}

#[test]
fn what_fits_the_screen_is_written_at_once() {
    let desk = Desk::new(2);
    let (status, written) = ended(desk.compare(&[], &[("PAGER", &desk.path("keeper").display().to_string())]));
    assert!(status == 0 && written.contains("Pier 1"), "{written}");
    assert_eq!(desk.kept(), None);
}

#[test]
fn the_most_particular_wish_is_heard() {
    let desk = Desk::new(30);
    let keeper = desk.path("keeper").display().to_string();
    let other = desk.script("other", "#!/bin/sh\ncat > /dev/null\necho the other ran\n");
    let config = desk.path("config.toml");
    fs::write(&config, format!("[open]\npager = \"{other}\"\n")).expect("written");
    let words = ["--config", config.to_str().expect("UTF-8")];
    assert_eq!(ended(desk.compare(&words, &[("PAGER", &keeper)])).1.trim(), "the other ran");
    let both = [("PAGER", &*other), ("NEWSDIFF_PAGER", &*keeper)];
    assert_eq!(ended(desk.compare(&words, &both)).1.trim(), "it was paged");
}

#[test]
fn a_pager_left_early_is_no_failure() {
    // More than a pipe takes, so that writing meets the closed end.
    let desk = Desk::new(900);
    let hasty = desk.script("hasty", "#!/bin/sh\nhead -n 1 > /dev/null\nexit 3\n");
    let (status, written) = ended(desk.compare(&[], &[("PAGER", &hasty)]));
    assert_eq!((status, written.as_str()), (0, ""));
}

#[test]
fn where_the_pager_cannot_start_the_text_is_there_and_a_warning() {
    let desk = Desk::new(30);
    let (status, written) = ended(desk.compare(&[], &[("PAGER", "newsdiff-has-no-such-pager -R")]));
    assert!(status == 0 && written.contains("Pier 29"), "{written}");
    let warnings: Vec<&str> = written.lines().filter(|line| line.contains("warning")).collect();
    let [warning] = warnings[..] else { panic!("{warnings:?}") };
    assert!(warning.contains("PAGER: newsdiff-has-no-such-pager cannot be started"), "{warning}");
    let (status, written) = ended(desk.compare(&[], &[("PATH", "/newsdiff/has/no/such/folder")]));
    assert!(status == 0 && !written.contains("warning"), "nobody asked for less: {written}");
}

#[test]
fn ctrl_c_is_the_pagers() {
    let desk = Desk::new(30);
    let patient =
        desk.script("patient", "#!/bin/sh\ntrap 'echo heard' INT\ncat > /dev/null\necho ready\nread -r key < /dev/tty\nread -r key < /dev/tty\necho \"got $key\"\n");
    let mut session = desk.compare(&[], &[("PAGER", &patient)]);
    session.wait_for_text("ready");
    session.press("\x03");
    session.wait_for_text("heard");
    session.press("on\n");
    session.press("on\n");
    session.wait_for_text("got on");
    assert_eq!(ended(session).0, 0);
}

#[test]
fn less_shows_it_in_colour_and_a_key_ends_it() {
    let desk = Desk::new(30);
    let path = std::env::var("PATH").unwrap_or_default();
    if std::process::Command::new("less").arg("--version").output().is_err() {
        eprintln!("skipped: less is not installed");
        return;
    }
    let mut session = desk.compare(&[], &[("PATH", &path)]);
    session.wait_for_text("Pier 3 ");
    session.wait_for("its prompt", |session| session.text().lines().last().is_some_and(|line| line.starts_with(':')));
    let coloured = session.look(|screen| {
        let cells = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
        cells.filter_map(|(row, column)| screen.cell(row, column)).any(|cell| cell.fgcolor() != vt100::Color::Default)
    });
    assert!(coloured && !session.text().contains("ESC["), "{}", session.text());
    session.press("q");
    assert_eq!(ended(session).0, 0);
}

#[test]
fn git_difftool_on_a_terminal_opens_the_pager_for_each_file() {
    let desk = Desk::new(30);
    let path = std::env::var("PATH").unwrap_or_default();
    let git = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(desk.path(".")).args(["-c", "user.name=A", "-c", "user.email=a@wire.example"]);
        command.args(arguments).env("HOME", desk.path(".")).env("GIT_CONFIG_NOSYSTEM", "1").output()
    };
    if git(&["init", "-q"]).is_err() {
        eprintln!("skipped: git is not installed");
        return;
    }
    for arguments in [&["add", "one.txt", "two.txt"][..], &["commit", "-qm", "First"]] {
        assert!(git(arguments).expect("started").status.success(), "{arguments:?}");
    }
    for name in ["one.txt", "two.txt"] {
        let text = fs::read_to_string(desk.path(name)).expect("read");
        fs::write(desk.path(name), text.replace("boat", "ship")).expect("written");
    }
    let mut command = CommandBuilder::new("git");
    let tool = format!("{} compare", env!("CARGO_BIN_EXE_newsdiff"));
    command.args(["difftool", "--no-prompt", "--extcmd", &tool]);
    command.cwd(desk.path("."));
    command.env_clear();
    for (name, value) in [("PATH", &*path), ("TERM", "xterm"), ("GIT_CONFIG_NOSYSTEM", "1")] {
        command.env(name, value);
    }
    command.env("PAGER", desk.path("keeper"));
    let (status, written) = ended(Session::run((80, 24), command));
    assert_eq!((status, written.matches("it was paged").count()), (0, 2), "{written}");
    assert!(desk.kept().expect("the pager ran").contains("ship"));
}
