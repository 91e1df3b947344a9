//! The program in a pseudo-terminal, watched to the microsecond: when each frame was whole, and nothing else is looked at meanwhile.

use std::fs;
use std::io::{self, Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The window.
const SIZE: PtySize = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };

const ROWS: NonZero<u16> = NonZero::new(SIZE.rows).expect("a window has rows");
const COLUMNS: NonZero<u16> = NonZero::new(SIZE.cols).expect("a window has columns");

/// The end of a frame.
const END: &[u8] = b"\x1b[?2026l";

/// How the program asks for the terminal's ground, and what a dark one answers.
const QUESTION: &[u8] = b"\x1b]11;?";
const ANSWER: &[u8] = b"\x1b]11;rgb:1010/1010/1010\x1b\\";

/// How long anything may take before the measuring is given up.
const PATIENCE: Duration = Duration::from_mins(1);

/// The running program.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    /// What it writes, each piece with the moment it was read.
    output: Receiver<(Instant, Vec<u8>)>,
    /// When it was started.
    begun: Instant,
    _master: Box<dyn MasterPty>,
}

impl Session {
    /// Starts the program on a store.
    pub fn start(program: &Path, store: &Path, home: &Path) -> io::Result<Session> {
        let pair = native_pty_system().openpty(SIZE).map_err(io::Error::other)?;
        let mut command = CommandBuilder::new(program);
        command.arg("--store");
        command.arg(store);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LANG", "C.UTF-8")] {
            command.env(name, value);
        }
        command.env("HOME", home);
        let keys = pair.master.take_writer().map_err(io::Error::other)?;
        let mut reader = pair.master.try_clone_reader().map_err(io::Error::other)?;
        let (told, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if told.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let begun = Instant::now();
        let child = pair.slave.spawn_command(command).map_err(io::Error::other)?;
        Ok(Session { child, keys, output, begun, _master: pair.master })
    }

    /// The time from the start to the end of the first frame with a word in it; the terminal answers what it is asked at once, or never.
    pub fn first_frame_with(&mut self, word: &str, answers: bool) -> io::Result<Duration> {
        let (mut written, mut answered) = (Vec::new(), !answers);
        loop {
            let (at, piece) = self.piece(PATIENCE)?.ok_or_else(|| io::Error::other("no stories on screen"))?;
            written.extend(piece);
            if !answered && find(&written, QUESTION).is_some() {
                self.press(ANSWER)?;
                answered = true;
            }
            let word = find(&written, word.as_bytes());
            if word.is_some_and(|at| find(&written[at..], END).is_some()) {
                return Ok(at - self.begun);
            }
        }
    }

    /// The time from a key press to the end of the frame that answers it, once all that came before is over, and how much of a processor
    /// the program took in that time: the rest it waited, for a processor too where other programs have them.
    pub fn answer_to(&mut self, key: &str) -> io::Result<(Duration, Duration)> {
        self.calm()?;
        let before = self.on_processor()?;
        let pressed = Instant::now();
        self.press(key.as_bytes())?;
        let mut written = Vec::new();
        while let Some((at, piece)) = self.piece(PATIENCE)? {
            written.extend(piece);
            if find(&written, END).is_some() {
                return Ok((at - pressed, self.on_processor()?.saturating_sub(before)));
            }
        }
        Err(io::Error::other(format!("no frame after {key:?}")))
    }

    /// The time from a key press that opens a story to the frame with its texts in it, whose heads or number only that frame has.
    pub fn opened_by(&mut self, key: &str) -> io::Result<Duration> {
        self.calm()?;
        let mut paper = vt100::Parser::new(ROWS, COLUMNS, 0);
        let pressed = Instant::now();
        self.press(key.as_bytes())?;
        while let Some((at, piece)) = self.piece(PATIENCE)? {
            paper.process(&piece);
            let rows: Vec<String> = paper.screen().rows(0, SIZE.cols).collect();
            let filled = rows.iter().filter(|row| !row.trim().is_empty()).count() > rows.len() / 3;
            if filled && (rows[0].starts_with('❯') || rows.iter().any(|row| row.contains("of this story"))) {
                return Ok(at - pressed);
            }
        }
        Err(io::Error::other(format!("no text after {key:?}; the screen is\n{}", paper.screen().contents())))
    }

    /// Waits until nothing is drawn any more.
    pub fn calm(&mut self) -> io::Result<()> {
        const CALM: Duration = Duration::from_millis(25);
        while self.piece(CALM)?.is_some() {}
        Ok(())
    }

    /// The memory it has now, in bytes: all of it, and what is its own and no file's.
    pub fn memory(&self) -> io::Result<(u64, u64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id()?))?;
        Ok((field(&status, "VmRSS:") * 1024, field(&status, "RssAnon:") * 1024))
    }

    /// How often its threads went to sleep and were woken since the start, and the processor time they took in clock ticks.
    pub fn work(&self) -> io::Result<(u64, u64)> {
        let (mut wakes, mut ticks) = (0, 0);
        for task in fs::read_dir(format!("/proc/{}/task", self.id()?))? {
            let task = task?.path();
            wakes += field(&fs::read_to_string(task.join("status"))?, "voluntary_ctxt_switches:");
            let stat = fs::read_to_string(task.join("stat"))?;
            let fields: Vec<&str> = stat.rsplit_once(") ").map_or("", |(_, rest)| rest).split(' ').collect();
            // The 14th and 15th of proc(5), counted from 1; the first two stand before the bracket.
            ticks += [11, 12].iter().filter_map(|&k| fields.get(k)?.parse::<u64>().ok()).sum::<u64>();
        }
        Ok((wakes, ticks))
    }

    /// The time its threads have had a processor since the start; one that has ended since then is not counted.
    fn on_processor(&self) -> io::Result<Duration> {
        let mut nanoseconds = 0;
        for task in fs::read_dir(format!("/proc/{}/task", self.id()?))? {
            let about = fs::read_to_string(task?.path().join("schedstat")).unwrap_or_default();
            nanoseconds += about.split(' ').next().and_then(|time| time.parse::<u64>().ok()).unwrap_or_default();
        }
        Ok(Duration::from_nanos(nanoseconds))
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &[u8]) -> io::Result<()> {
        self.keys.write_all(keys)
    }

    fn id(&self) -> io::Result<u32> {
        self.child.process_id().ok_or_else(|| io::Error::other("it has ended"))
    }

    fn piece(&self, patience: Duration) -> io::Result<Option<(Instant, Vec<u8>)>> {
        match self.output.recv_timeout(patience) {
            Ok(piece) => Ok(Some(piece)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(io::Error::other("it ended")),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It is only measured, and nothing of it is wanted any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// The number behind a name in a file of /proc.
fn field(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
