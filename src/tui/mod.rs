//! The screens.
//!
//! ```text
//! terminal event --keymap--> Command --App::update--> App changed + effects
//! Effect --worker thread (owns the Store)--> Event::Loaded / Event::Failed --> update
//! App + Theme --view--> frame        layout is used by update and by view
//! ```
//!
//! Threads and channels, no async runtime. Nothing runs while nothing happens: every thread waits for its one source.

mod app;
mod browser;
mod cells;
pub mod claims;
pub mod clock;
pub mod command;
pub mod compare;
mod compare_host;
mod desk;
mod editor;
mod event;
mod fault;
mod find;
mod footer;
mod grouping;
mod input;
mod key;
mod keyboard;
mod keymap;
mod layout;
mod network;
mod overlay;
mod reader;
mod reload;
mod round;
mod search;
mod sources;
mod stories;
mod terminal;
mod timeline;
mod view;
mod worker;
mod wrap;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use app::{App, Setup};
use clock::Clock;
use compare::{Layout, ViewSettings};
use desk::Desk;
use editor::Editor;
use event::{Effect, Event};
use input::Gate;
use keymap::Keymap;
use network::{How, Network};
use reader::Reading;
use reload::Begun;
use terminal::Terminal;
use worker::Worker;

use crate::compare::Options;
use crate::config::{self, Config};
use crate::model::{Arrival, Warning};
use crate::store::Store;
use crate::theme::{self, Kind, background};

/// Events taken between two frames at most, so that a flood of them cannot keep the screen from being drawn.
const BURST: usize = 64;

/// What the screens start from.
#[derive(Debug)]
pub struct Start {
    /// The stories.
    pub store: Store,
    /// Where the reader's own store is or will be; `None` for files opened together, to which nothing is added.
    pub path: Option<PathBuf>,
    /// The configuration.
    pub settings: Config,
    /// The theme asked for on the command line.
    pub theme: Option<String>,
    /// The colours asked for on the command line, which go before the configuration's.
    pub colour: Option<config::Colour>,
    /// What to show first.
    pub opening: Opening,
    /// The articles of files named on the command line, which the reader may want to edit.
    pub opened: Vec<Arrival>,
    /// What was wrong with files and settings so far.
    pub warnings: Vec<Warning>,
}

/// What to show first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// The list of stories.
    Stories,
    /// The list of stories, which is the sample edition, and a line that says so.
    Sample,
    /// The first story, two of its texts side by side: for files opened together.
    FirstStory,
}

/// Shows the screens until the reader quits. A signal that asks the program to end does so, with the terminal given back.
///
/// What comes back are the reports of internal faults that the screens went on after.
///
/// # Errors
/// If this is no terminal, or it cannot be read or written.
pub fn run(mut start: Start) -> io::Result<Vec<Warning>> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::other("the output is no terminal; `newsdiff compare` writes to files and pipes"));
    }
    let env = |name: &str| std::env::var(name).ok();
    start.settings.ui.colour = start.colour.unwrap_or(start.settings.ui.colour);
    let mut warnings = start.warnings;
    let supposed = Cell::new(None);
    let (theme, faults) = theme::resolve(&start.settings, start.theme.as_deref(), &env, || {
        supposed.set(background::supposed(&env).or(Some(Kind::Dark)));
        supposed.get()
    });
    warnings.extend(faults);
    let (events, arriving) = channel();
    // Before the terminal is taken, so that no signal leaves it so.
    #[cfg(unix)]
    terminal::watch_signals(events.clone())?;
    // Asked first of all, so that the terminal answers while the stories are read.
    let asked = supposed.get().filter(|_| background::may_answer(&env));
    let ui = &start.settings.ui;
    let terminal = Terminal::enter(ui.mouse, asked.map(|_| background::QUESTION))?;
    let (keymap, faults) = Keymap::resolve(&start.settings.source, &start.settings.keys);
    warnings.extend(faults);
    let app = App::new(Setup {
        opening: start.opening,
        keymap,
        theme,
        supposed: asked,
        settings: view_settings(&start.settings),
        kept: start.store.is_kept(),
        has_store: start.path.is_some(),
        how: How::of(&start.settings),
        reading: Reading { measure: ui.measure, reach: ui.reach },
        clock: Clock::system(),
        browser: start.settings.open.browser.clone(),
        mouse: ui.mouse,
        warnings,
    });
    let options = Options { profile: start.settings.compare.profile, ..Options::default() };
    let watcher = reload::watch(&start.settings, events.clone());
    let config = start.settings.clone();
    let mut desk = Desk::new(start.store, start.settings, options);
    desk.own.clone_from(&start.path);
    let ground = supposed.get().or_else(|| background::supposed(&env));
    desk.begun = Begun { flag: start.theme, colour: start.colour, ground };
    desk.opened = start.opened;
    let worker = Worker::start(desk, events.clone());
    let gate = Gate::default();
    input::watch(events.clone(), gate.clone(), asked.map(|_| background::patience(&env)));
    let mut network = Network::new(start.path, config, events.clone());
    let ending = event_loop(app, terminal, (&worker, &mut network), (&arriving, &events, &gate));
    drop(watcher);
    drop(network);
    drop(worker);
    #[cfg(unix)]
    if let Ok(Some(signal)) = ending {
        terminal::end_by(signal);
    }
    ending.map(|_| terminal::faults())
}

/// Draws, waits, acts, until the end; the number of the signal that ended it, if one did.
fn event_loop(
    mut app: App,
    mut terminal: Terminal,
    (worker, network): (&Worker, &mut Network),
    (arriving, events, gate): (&Receiver<Event>, &Sender<Event>, &Gate),
) -> io::Result<Option<i32>> {
    let mut editor = Editor::default();
    let mut next = Some(Event::Resize(0, 0));
    while let Some(first) = next {
        for event in batch(first, arriving, &terminal) {
            if let Event::Resize(width, height) = event {
                terminal.fit((width, height))?;
            }
            for effect in app.update(event) {
                match effect {
                    Effect::Ask(request) => worker.ask(request),
                    Effect::Copy(text) => terminal.copy(&text)?,
                    Effect::Browse { command, addresses } => browser::open(&command, addresses, events),
                    Effect::Edit(editing) => {
                        let outcome = terminal.lend(gate, || editor.open(&editing))?;
                        app.edited(outcome);
                        // The window may have changed while nobody here looked; its size is looked up then.
                        let _ = events.send(Event::Resize(0, 0));
                    }
                    Effect::Look { typed, as_page } => network.look(typed, as_page),
                    Effect::GiveUp => network.give_up(),
                    Effect::Update { which, how } => network.update(which, how),
                    Effect::StopUpdate => network.stop_update(),
                    Effect::Mouse(on) => terminal.set_mouse(on)?,
                    Effect::Suspend => terminal.suspend()?,
                    Effect::Redraw => terminal.retake()?,
                    Effect::Quit(signal) => return Ok(signal),
                }
            }
        }
        if !app.awaits_ground() {
            terminal.draw(|frame| {
                view::view(&app, &app.theme, frame);
                if app.is_comparing() {
                    fault::place("draw");
                }
            })?;
        }
        next = arriving.recv().ok();
    }
    Ok(None)
}

/// An event and what has arrived in the meantime, which costs no frame of its own. Of changes of size there is one at most, the first
/// of all, with the size the window has now: it never has those between again, and may have changed while the program was stopped.
fn batch(first: Event, arriving: &Receiver<Event>, terminal: &Terminal) -> Vec<Event> {
    let mut events: Vec<Event> = std::iter::once(first).chain(arriving.try_iter().take(BURST)).collect();
    let (width, height) = terminal.size();
    if terminal.fits() != (width, height) || events.iter().any(Event::is_resize) {
        events.retain(|event| !event.is_resize());
        events.insert(0, Event::Resize(width, height));
    }
    events
}

fn view_settings(config: &Config) -> ViewSettings {
    let layout = match config.ui.layout {
        config::Layout::Auto => Layout::Auto,
        config::Layout::SideBySide => Layout::SideBySide,
        config::Layout::Stacked => Layout::Stacked,
        config::Layout::Inline => Layout::Inline,
        config::Layout::Single => Layout::Single,
    };
    ViewSettings { layout, legend: config.ui.legend, show_maybe: config.compare.show_maybe }
}
