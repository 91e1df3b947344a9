//! The terminal's modes: taken when the screens begin, given back however the program ends.
//!
//! Quit, an error, a panic, SIGTERM, SIGHUP, SIGINT, SIGQUIT, and Ctrl-Z with its way back all pass through [`leave`].

use std::cell::RefCell;
use std::io::{self, Write, stdout};
use std::panic::PanicHookInfo;
use std::rc::Rc;
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
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::{Frame, TerminalOptions, Viewport};

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

/// What is believed to be on screen, and what goes there next.
type Drawn = ratatui::Terminal<CrosstermBackend<Frames>>;

/// The terminal while the screens have it.
pub(super) struct Terminal {
    inner: Drawn,
    /// What is written next; `inner` writes to it as well.
    frames: Frames,
    /// The columns and rows that are drawn.
    fits: (u16, u16),
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal: raw mode, the other screen, bracketed paste, and the mouse if wanted. `question` is what to ask the terminal
    /// first, if anything: its answer comes among the keys.
    pub(super) fn enter(mouse: bool, question: Option<&str>) -> io::Result<Terminal> {
        // Under NO_COLOR crossterm would write a full reset where a colour stood, and bold and underline would go with it.
        // The theme has no colours then, so nothing is coloured all the same.
        crossterm::style::force_color_output(true);
        restore_on_panic();
        let frames = Frames::default();
        let fits = (0, 0);
        // Before the terminal is taken, so that it is given back where taking it fails half-way.
        let terminal = Terminal { inner: fresh(&frames, fits)?, frames, fits, mouse };
        take(mouse, question)?;
        // The first look for input begins to watch for changes of size; before it they would be missed.
        event::poll(Duration::ZERO)?;
        Ok(terminal)
    }

    /// Draws a frame, which goes out in one piece and which the terminal shows all at once if it can.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.frames, BeginSynchronizedUpdate)?;
        self.inner.draw(draw)?;
        queue!(self.frames, EndSynchronizedUpdate)?;
        self.frames.send()
    }

    /// Goes on at a size, which is that of every frame up to the next call, so that a frame has the size its contents were made for
    /// though the window may have another by then. No cell is trusted to hold what was drawn there: the next frame writes every one,
    /// for a terminal that was made smaller and at once as large as before has lost some. Nothing is erased, so nothing flickers.
    pub(super) fn fit(&mut self, columns_rows: (u16, u16)) -> io::Result<()> {
        self.fits = columns_rows;
        self.begin_anew()?;
        // No theme asks for all of it at once, so no cell is taken for drawn already. The symbol is a blank one's, for ratatui sets
        // the second half of an emoji anew where the symbols differ.
        self.inner.current_buffer_mut().content.iter_mut().for_each(|cell| cell.modifier = Modifier::all());
        self.inner.swap_buffers();
        Ok(())
    }

    /// The columns and rows that are drawn.
    pub(super) fn fits(&self) -> (u16, u16) {
        self.fits
    }

    /// The columns and rows the window has now; those that are drawn where it is gone, and those of old where it has never had any.
    pub(super) fn size(&self) -> (u16, u16) {
        let known = |now, drawn, usual| [now, drawn, usual].into_iter().find(|&count| count > 0).unwrap_or_default();
        let (columns, rows) = crossterm::terminal::size().unwrap_or_default();
        (known(columns, self.fits.0, 80), known(rows, self.fits.1, 24))
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub(super) fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on { take_mouse() } else { execute!(stdout(), DisableMouseCapture) }
    }

    /// Hands text to the terminal's clipboard (OSC 52). Whether it takes it, no terminal says.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        queue!(self.frames, CopyToClipboard::to_clipboard_from(text))?;
        self.frames.send()
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
        // Where it was stopped without being asked (SIGSTOP), the shell has ended raw mode and crossterm takes it to be on.
        disable_raw_mode()?;
        take(self.mouse, None)?;
        execute!(stdout(), Clear(ClearType::All))?;
        self.begin_anew()
    }

    /// Goes on as on an empty screen. `ratatui::Terminal::clear` would ask the terminal where its cursor is and wait for an answer
    /// that the thread reading keys takes away.
    fn begin_anew(&mut self) -> io::Result<()> {
        self.inner = fresh(&self.frames, self.fits)?;
        // The one before wanted the cursor shown at its end.
        self.frames.0.take();
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// What goes to standard output, collected until a frame is whole: ratatui flushes in the middle of one. Where the program panicked
/// there nothing goes out: by then the terminal is given back, and half a frame would leave it waiting for the rest.
#[derive(Default, Clone)]
struct Frames(Rc<RefCell<Vec<u8>>>);

impl Frames {
    /// Writes what was collected.
    fn send(&self) -> io::Result<()> {
        let frame = self.0.take();
        let mut out = stdout().lock();
        out.write_all(&frame)?;
        out.flush()
    }
}

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Drawing on an empty screen of so many columns and rows.
fn fresh(frames: &Frames, (columns, rows): (u16, u16)) -> io::Result<Drawn> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
    ratatui::Terminal::with_options(CrosstermBackend::new(frames.clone()), TerminalOptions { viewport })
}

fn take(mouse: bool, question: Option<&str>) -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    // An answer is not to be echoed, so nothing is asked before.
    enable_raw_mode()?;
    let mut out = stdout();
    execute!(out, Print(question.unwrap_or_default()), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
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
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
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
/// and Ctrl-\\ mean, and Ctrl-Z stops both, so that the shell has the terminal until it continues both.
#[cfg(unix)]
fn heard_by_the_other(signal: i32) -> bool {
    use signal_hook::consts::{SIGCONT, SIGINT, SIGQUIT, SIGTSTP};
    if signal == SIGTSTP {
        // What cannot be stopped goes on.
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
    [SIGCONT, SIGINT, SIGQUIT, SIGTSTP].contains(&signal)
}

/// Ends the program as the signal would have, so that the shell that sent it is told the truth.
#[cfg(unix)]
pub(super) fn end_by(signal: i32) {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}
