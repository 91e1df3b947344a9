//! newsdiff in a pseudo-terminal with a home of its own.

use std::error::Error;
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};

const COLUMNS: NonZero<u16> = NonZero::new(120).unwrap();
const ROWS: NonZero<u16> = NonZero::new(34).unwrap();
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Session {
    keys: Box<dyn Write + Send>,
    terminal: Arc<Mutex<vt100::Parser>>,
    /// Held for as long as the program runs.
    _master: Box<dyn MasterPty>,
    _home: tempfile::TempDir,
}

impl Session {
    pub(crate) fn start() -> Result<Session, Box<dyn Error>> {
        let size = PtySize { rows: ROWS.get(), cols: COLUMNS.get(), pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let home = tempfile::tempdir()?;
        let mut command = CommandBuilder::new(std::env::current_exe()?);
        command.args(["--theme", "newsprint-dark"]);
        // Nothing of the machine the picture is made on may be seen in it.
        command.env_clear();
        for (name, value) in
            [(super::INSIDE, "1"), ("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("TZ", "UTC")]
        {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        pair.slave.spawn_command(command)?;
        let terminal = Arc::new(Mutex::new(vt100::Parser::new(ROWS, COLUMNS, 0)));
        let mut output = pair.master.try_clone_reader()?;
        let into = Arc::clone(&terminal);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                into.lock().unwrap_or_else(PoisonError::into_inner).process(&buffer[..count]);
            }
        });
        Ok(Session { keys: pair.master.take_writer()?, terminal, _master: pair.master, _home: home })
    }

    pub(crate) fn press(&mut self, keys: &str) -> std::io::Result<()> {
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()
    }

    /// The screen once it shows some words and has come to rest.
    pub(crate) fn screen_with(&self, words: &str) -> Result<vt100::Screen, Box<dyn Error>> {
        let start = Instant::now();
        let mut last = String::new();
        while start.elapsed() < PATIENCE {
            let screen = self.terminal.lock().unwrap_or_else(PoisonError::into_inner).screen().clone();
            let shown = screen.contents();
            if shown.contains(words) && shown == last {
                return Ok(screen);
            }
            last = shown;
            thread::sleep(Duration::from_millis(200));
        }
        Err(format!("{words:?} never came; the screen is\n{last}").into())
    }
}
