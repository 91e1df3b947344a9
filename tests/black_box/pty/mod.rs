//! The built program in a real pseudo-terminal: what it draws, and that it gives the terminal back however it ends.

mod beside;
mod editor;
#[cfg(debug_assertions)]
mod faults;
mod frames;
mod ground;
mod grouping;
mod hand;
mod outside;
mod pager;
mod screens;
mod sizes;
mod sources;
mod terminals;
mod update;

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use frames::Frames;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long anything may take before a test gives up; nothing is said about speed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal with the program running in it.
struct Session {
    master: Box<dyn MasterPty>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    seen: Arc<Mutex<Seen>>,
    /// The terminal's local modes before the program began.
    modes: u64,
    _home: tempfile::TempDir,
}

/// What the program has written: as bytes, and as the terminal understands them.
struct Seen {
    bytes: Vec<u8>,
    terminal: vt100::Parser,
    frames: Frames,
    /// Whether no more can come: nobody has the terminal any more.
    over: bool,
}

fn size((columns, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// Rows and columns as the fake terminal takes them.
fn grid((columns, rows): (u16, u16)) -> (NonZero<u16>, NonZero<u16>) {
    let some = |count| NonZero::new(count).expect("a terminal has cells");
    (some(rows), some(columns))
}

impl Session {
    /// Starts the program in a terminal of so many columns and rows, with a home of its own.
    fn start(columns_rows: (u16, u16), arguments: &[&Path], environment: &[(&str, &str)]) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_newsdiff"));
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("TZ", "UTC");
        for (name, value) in environment {
            command.env(name, value);
        }
        Session::run(columns_rows, command)
    }

    /// Starts any program in such a terminal. Where nothing else is said its home is a folder of its own, and it starts there.
    fn run(columns_rows: (u16, u16), mut command: CommandBuilder) -> Session {
        let pair = native_pty_system().openpty(size(columns_rows)).expect("a pseudo-terminal");
        let home = tempfile::tempdir().expect("a folder");
        command.env("HOME", home.path());
        if command.get_cwd().is_none() {
            command.cwd(home.path());
        }
        let modes = local_modes(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let (rows, columns) = grid(columns_rows);
        let terminal = vt100::Parser::new(rows, columns, 0);
        let seen = Arc::new(Mutex::new(Seen { bytes: Vec::new(), terminal, frames: Frames::default(), over: false }));
        let mut output = pair.master.try_clone_reader().expect("the terminal's output");
        let into = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                let mut seen = into.lock().expect("the reader's lock");
                let Seen { bytes, terminal, frames, .. } = &mut *seen;
                bytes.extend_from_slice(&buffer[..count]);
                terminal.process(&buffer[..count]);
                frames.look(bytes);
            }
            into.lock().expect("the reader's lock").over = true;
        });
        let keys = pair.master.take_writer().expect("the terminal's input");
        // The slave stays with the child alone, so that the output ends when it does.
        drop(pair.slave);
        Session { master: pair.master, child, keys, seen, modes, _home: home }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys are taken");
    }

    fn resize(&self, columns_rows: (u16, u16)) {
        self.terminal_alone(columns_rows);
        self.master.resize(size(columns_rows)).expect("another size");
    }

    /// Gives the terminal another size that the program cannot learn of.
    fn terminal_alone(&self, columns_rows: (u16, u16)) {
        let (rows, columns) = grid(columns_rows);
        self.seen.lock().expect("the lock").terminal.screen_mut().set_size(rows, columns);
    }

    fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.seen.lock().expect("the lock").terminal.screen())
    }

    /// The rows of the screen down to the last that is not empty, whether or not the terminal believes one to go on in the next.
    fn text(&self) -> String {
        let rows: Vec<String> = self.look(|screen| screen.rows(0, screen.size().1.get()).collect());
        rows.join("\n").trim_end_matches('\n').to_owned()
    }

    fn written(&self) -> String {
        self.written_behind(0)
    }

    /// What was written behind a place.
    fn written_behind(&self, place: usize) -> String {
        String::from_utf8_lossy(&self.seen.lock().expect("the lock").bytes[place..]).into_owned()
    }

    /// Waits until something is so, and is so between two frames: half a frame shows what the program never meant to show.
    fn wait_for(&self, what: &str, so: impl Fn(&Session) -> bool) {
        let start = Instant::now();
        let so_between_frames = || {
            let frames = self.frames();
            frames.is_some() && so(self) && self.frames() == frames
        };
        while !so_between_frames() {
            assert!(start.elapsed() < PATIENCE, "{what} never came; the screen is\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |session| session.text().contains(text));
    }

    fn signal(&self, name: &str) {
        self.send(name, &self.child.process_id().expect("a running program").to_string());
    }

    /// Continues the program and all it started, as a shell does: the terminal made it the first of a group of its own.
    fn continue_group(&self) {
        self.send("CONT", &format!("-{}", self.child.process_id().expect("a running program")));
    }

    #[expect(clippy::unused_self, reason = "signals are for the program of this session")]
    fn send(&self, name: &str, process: &str) {
        let sent = std::process::Command::new("kill").args([&format!("-{name}"), "--", process]).status();
        assert!(sent.is_ok_and(|status| status.success()), "kill -{name} {process}");
    }

    /// Waits for the end, and checks that the terminal is as it was.
    fn end(mut self) -> ExitStatus {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("the program's state") {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "the program does not end; the screen is\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        };
        self.wait_for("the terminal given back", |session| session.look(|screen| !screen.alternate_screen()));
        self.check_modes_are_back();
        status
    }

    fn check_modes_are_back(&self) {
        self.look(|screen| {
            assert!(!screen.hide_cursor(), "the cursor is shown again");
            assert!(!screen.bracketed_paste(), "pasting is as before");
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is the terminal's");
        });
        assert_eq!(local_modes(&*self.master), self.modes, "raw mode is over");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A test that failed must not leave the program running.
        let _ = self.child.kill();
    }
}

fn local_modes(master: &dyn MasterPty) -> u64 {
    master.get_termios().expect("a terminal has modes").local_flags.bits().into()
}

#[test]
fn the_sample_edition_opens_and_quitting_gives_the_terminal_back() {
    let mut session = Session::start((100, 30), &[], &[]);
    session.wait_for_text("Sample edition.");
    assert!(session.look(vt100::Screen::alternate_screen));
    assert_ne!(local_modes(&*session.master), session.modes);
    session.press("\r");
    session.wait_for_text("change");
    session.press("qq");
    assert!(session.end().success());
}

#[test]
fn signals_that_end_the_program_give_the_terminal_back() {
    for (name, keys, shown) in [
        ("TERM", "", "Sample"),
        ("HUP", "", "Sample"),
        ("HUP", "\r", "] ["),
        ("INT", "m?", " Keys "),
        ("QUIT", "", "Sample"),
    ] {
        let mut session = Session::start((80, 24), &[], &[]);
        session.wait_for_text("Sample edition.");
        session.press(keys);
        session.wait_for_text(shown);
        session.signal(name);
        assert!(!session.end().success(), "the shell is told of SIG{name}");
    }
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_continuing_draws_again() {
    let mut session = Session::start((80, 24), &[], &[]);
    session.wait_for_text("Sample edition.");
    session.press("\x1a");
    session.wait_for("the shell's screen", |session| session.look(|screen| !screen.alternate_screen()));
    session.wait_for("the shell's modes", |session| local_modes(&*session.master) == session.modes);
    session.check_modes_are_back();
    session.wait_for("the screen", |session| {
        // The terminal is given back a moment before the program stops, and what is not stopped yet cannot be continued.
        session.signal("CONT");
        session.look(vt100::Screen::alternate_screen)
    });
    session.wait_for_text("Sample edition.");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn stopped_without_being_asked_it_has_the_terminal_again_once_continued() {
    let mut session = Session::start((80, 24), &[], &[]);
    session.wait_for_text("Sample edition.");
    let raw = local_modes(&*session.master);
    session.signal("STOP");
    // As a shell does when it notices.
    let terminal = std::fs::File::open(session.master.tty_name().expect("a name")).expect("the terminal");
    let sane = std::process::Command::new("stty").arg("sane").stdin(terminal).status();
    assert!(sane.is_ok_and(|status| status.success()));
    assert_ne!(local_modes(&*session.master), raw);
    session.signal("CONT");
    session.wait_for("raw mode", |session| local_modes(&*session.master) == raw);
    session.press("?");
    session.wait_for_text(" Keys ");
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn a_resize_is_followed() {
    let mut session = Session::start((100, 30), &[], &[]);
    session.wait_for_text("Sample edition.");
    session.resize((38, 9));
    session.wait_for_text("newsdiff needs 40 x 10;");
    session.resize((60, 20));
    session.wait_for_text("Sample edition.");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn escape_bytes_of_an_article_never_reach_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = ["one.txt", "two.txt"].map(|name| folder.path().join(name));
    // Enough text around them that the files are not taken for binary.
    let rest =
        "\n\nThe keeper of the harbour had asked for a new mast every spring for nine years and was told to wait.\n";
    let one = "The mast fell\u{1b}]0;owned\u{7} at noon.\u{1b}[?1049l\n\nA \u{202e}yob\u{202c} saw it.";
    let two = "The mast fell at one.\u{9b}2J\u{1b}[2J\n\nA boy saw it.";
    std::fs::write(&files[0], format!("{one}{rest}")).expect("a file");
    std::fs::write(&files[1], format!("{two}{rest}")).expect("a file");
    let mut session = Session::start((100, 30), &[&files[0], &files[1]], &[]);
    session.wait_for_text("at noon.");
    session.press("w");
    session.wait_for_text(" texts · ");
    assert!(session.look(vt100::Screen::alternate_screen), "the article did not leave the screen");
    session.press("Q");
    let written = Arc::clone(&session.seen);
    assert!(session.end().success());
    let written = String::from_utf8_lossy(&written.lock().expect("the lock").bytes).into_owned();
    // Before it takes the screen the program asks the terminal for its ground, in an escape of its own.
    let (_, drawn) = written.split_once("\u{1b}[?1049h").expect("the screen was taken");
    for harmful in ["\u{1b}]0;", "\u{7}", "\u{9b}", "\u{202e}", "\u{202c}"] {
        assert!(!drawn.contains(harmful), "{harmful:?} was written");
    }
}

#[test]
fn without_colour_nothing_is_coloured_and_marks_are_brackets() {
    for environment in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let mut session = Session::start((80, 24), &[], &[environment]);
        session.wait_for_text("Sample edition.");
        session.press("\r");
        session.wait_for("brackets", |session| session.text().contains("[-") || session.text().contains("{+"));
        session.press("Q");
        let written = session.written();
        assert!(session.end().success());
        for colour in ["38;5;", "48;5;", "38;2;", "48;2;"] {
            assert!(!written.contains(colour), "{environment:?} and yet {colour}");
        }
    }
}

#[test]
fn faults_of_the_configuration_are_on_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "[keys]\nswap = [\"j\"]\nflod = [\"m\"]\n").expect("a file");
    let mut session = Session::start((100, 30), &[Path::new("--config"), &config], &[]);
    session.wait_for_text("2 warnings");
    session.press("!");
    session.wait_for_text("j is both swap and down");
    session.wait_for_text("did you mean `fold`?");
    session.press("q");
    session.wait_for("the list", |session| !session.text().contains("did you mean"));
    session.press("q");
    assert!(session.end().success());
}
