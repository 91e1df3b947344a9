//! The terminal's modes: taken when the screens begin, given back however the program ends.
//!
//! Quit, an error, a panic, SIGTERM, SIGHUP, SIGINT, and Ctrl-Z with its way back all pass through [`leave`].

use std::io::{self, Write, stdout};
use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::style::{Print, ResetColor};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;

use super::event::Event;
use super::input::Gate;
use crate::model::Warning;
use crate::text::neutralise;

/// Whether the terminal is ours now; a panic anywhere asks it.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the terminal is lent to another program that was started from the screens.
static LENT: AtomicBool = AtomicBool::new(false);

/// What panicked in threads the screens can go on without.
static FAULTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The terminal while the screens have it.
pub(super) struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<Frames>>,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal: raw mode, the other screen, bracketed paste, and the mouse if wanted.
    pub(super) fn enter(mouse: bool) -> io::Result<Terminal> {
        // Under NO_COLOR crossterm would write a full reset where a colour stood, and bold and underline would go with it.
        // The theme has no colours then, so nothing is coloured all the same.
        crossterm::style::force_color_output(true);
        restore_on_panic();
        take(mouse)?;
        // The first look for input begins to watch for changes of size; before it they would be missed.
        event::poll(Duration::ZERO)?;
        Ok(Terminal { inner: fresh()?, mouse })
    }

    /// Draws a frame, which the terminal shows all at once if it can.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.inner.backend_mut(), BeginSynchronizedUpdate)?;
        self.inner.draw(draw)?;
        execute!(self.inner.backend_mut(), EndSynchronizedUpdate)
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        self.inner.size().map(|size| (size.width, size.height))
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub(super) fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on { take_mouse() } else { execute!(stdout(), DisableMouseCapture) }
    }

    /// Hands text to the terminal's clipboard (OSC 52). Whether it takes it, no terminal says.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.inner.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Gives the terminal back, stops the program as its shell expects, and takes the terminal again once continued.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        leave();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.retake()
    }

    /// Gives the terminal back while `other` runs, which may start a program on it, and takes it again. Keys are the other program's
    /// meanwhile, and so is what Ctrl-C and Ctrl-Z mean.
    pub(super) fn lend<T>(&mut self, gate: &Gate, other: impl FnOnce() -> T) -> io::Result<T> {
        gate.close();
        LENT.store(true, Ordering::SeqCst);
        leave();
        let result = other();
        LENT.store(false, Ordering::SeqCst);
        self.retake()?;
        gate.open();
        Ok(result)
    }

    /// Sets every mode again and forgets what was on screen: after a stop, the shell or another program has had it.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        take(self.mouse)?;
        execute!(stdout(), Clear(ClearType::All))?;
        // A new one knows that the screen is empty. `ratatui::Terminal::clear` would ask the terminal where its cursor is and
        // wait for an answer that the thread reading keys takes away.
        self.inner = fresh()?;
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// Standard output, a frame in one piece or, where the program panicked in the middle of one, not at all: by then the terminal
/// is given back, and half a frame would leave it waiting for the rest.
#[derive(Default)]
struct Frames {
    waiting: Vec<u8>,
}

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = std::mem::take(&mut self.waiting);
        if thread::panicking() {
            return Ok(());
        }
        let mut out = stdout().lock();
        out.write_all(&frame)?;
        out.flush()
    }
}

/// Drawing on an empty screen.
fn fresh() -> io::Result<ratatui::Terminal<CrosstermBackend<Frames>>> {
    ratatui::Terminal::new(CrosstermBackend::new(Frames::default()))
}

fn take(mouse: bool) -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    let mut out = stdout();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
    if mouse { take_mouse() } else { Ok(()) }
}

/// Buttons and wheel only. Reports of mere movement would wake the program for nothing.
fn take_mouse() -> io::Result<()> {
    #[cfg(unix)]
    return execute!(stdout(), Print("\x1b[?1000h\x1b[?1006h"));
    #[cfg(not(unix))]
    return execute!(stdout(), event::EnableMouseCapture);
}

/// Gives the terminal back; does nothing where it was not taken. Errors are left alone: there is nobody to tell.
fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// A panic on the main thread gives the terminal back before it is reported; one in another thread is an event, not an end,
/// and is reported when the screens are left.
fn restore_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    let main = thread::current().id();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().id() != main && TAKEN.load(Ordering::SeqCst) {
                FAULTS.lock().unwrap_or_else(PoisonError::into_inner).push(panic.to_string());
                return;
            }
            leave();
            report(panic, &usual);
        }));
    });
}

/// Reports a panic as usual, or harmless where it quotes something a terminal would act on: it may quote an article.
fn report(panic: &PanicHookInfo<'_>, usual: &dyn Fn(&PanicHookInfo<'_>)) {
    let said = panic.to_string();
    let harmless = neutralise(&said);
    if harmless == said {
        usual(panic);
    } else {
        // Nobody is left to tell where this fails.
        let _ = writeln!(io::stderr().lock(), "\n{harmless}");
    }
}

/// The reports of what panicked in threads the screens went on without, each once.
pub(super) fn faults() -> Vec<Warning> {
    let reports = std::mem::take(&mut *FAULTS.lock().unwrap_or_else(PoisonError::into_inner));
    let warning = |message: String| Warning {
        source: "an internal fault".to_owned(),
        line: None,
        message: message.split_whitespace().collect::<Vec<_>>().join(" "),
        hint: Some("newsdiff is at fault, not you; a report with this line helps to mend it".to_owned()),
    };
    reports.into_iter().map(warning).collect()
}

/// Starts the thread that waits for signals.
///
/// # Errors
/// If the signals cannot be watched.
#[cfg(unix)]
pub(super) fn watch_signals(events: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if LENT.load(Ordering::SeqCst) && heard_by_the_other(signal) {
                continue;
            }
            let event = match signal {
                SIGTSTP => Event::Stop,
                SIGCONT => Event::Continued,
                other => Event::Terminate(other),
            };
            if events.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Deals with a signal from the keyboard while another program has the terminal. It goes to both: that program decides what Ctrl-C
/// means, and Ctrl-Z stops both, so that the shell has the terminal until it continues both.
#[cfg(unix)]
fn heard_by_the_other(signal: i32) -> bool {
    use signal_hook::consts::{SIGCONT, SIGINT, SIGTSTP};
    if signal == SIGTSTP {
        // What cannot be stopped goes on.
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
    [SIGCONT, SIGINT, SIGTSTP].contains(&signal)
}

/// Ends the program as the signal would have, so that the shell that sent it is told the truth.
#[cfg(unix)]
pub(super) fn end_by(signal: i32) {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}
