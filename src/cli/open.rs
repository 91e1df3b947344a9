//! What is opened: the store, the sample edition while there is none, or files as one story.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::{Global, When};
use super::report::{Failure, Output, on_terminal, warn};
use super::{compare, stories};
use crate::config::{self, Colour, Config};
use crate::ingest;
use crate::model::{Arrival, Warning};
use crate::sample;
use crate::sides::Sides;
use crate::store::{Store, StoreError, StoryQuery};
use crate::theme::Depth;
use crate::tui::{self, Opening};

/// What holds for every command: the options, and the configuration under them.
#[derive(Debug)]
pub(super) struct Setting {
    pub(super) global: Global,
    pub(super) config: Config,
    warnings: Vec<Warning>,
}

impl Setting {
    /// Loads the configuration the options name.
    pub(super) fn load(global: Global) -> Setting {
        let (config, warnings) = config::load(global.config.as_deref());
        Setting { global, config, warnings }
    }

    /// The file of the store: as the option says, else the configuration, else the platform.
    pub(super) fn store_path(&self) -> Result<PathBuf, Failure> {
        let named = self.global.store.clone().or_else(|| self.config.store.clone());
        named.or_else(Store::default_path).ok_or_else(|| {
            Failure::new("there is no home folder to keep a store in", "name a file for it with --store PATH")
        })
    }

    /// Whether the screens can be shown and are wanted.
    fn wants_screens(&self) -> bool {
        !self.global.plain && on_terminal()
    }
}

/// The store to write to, made where there is none.
pub(super) fn store_to_write(setting: &Setting) -> Result<Store, Failure> {
    warn(&setting.warnings);
    Ok(Store::open(&setting.store_path()?)?)
}

/// The store to look at. Looking makes no file: where there is none, an empty one in memory stands for it.
pub(super) fn store_to_look_at(setting: &Setting) -> Result<Store, Failure> {
    warn(&setting.warnings);
    Ok(existing_or_empty(&setting.store_path()?)?)
}

/// `newsdiff` without a command: the screens, or what they would show as lines where there is no terminal for them.
pub(super) fn run(paths: &[PathBuf], setting: Setting) -> Result<ExitCode, Failure> {
    let opened = if paths.is_empty() { open_store(&setting.store_path()?)? } else { open_files(paths)? };
    if setting.wants_screens() { show(opened, setting) } else { list(&opened, &setting) }
}

/// What the screens start from.
struct Opened {
    store: Store,
    /// Where the reader's own store is or will be; `None` for files opened together.
    path: Option<PathBuf>,
    opening: Opening,
    warnings: Vec<Warning>,
    /// The articles of files named on the command line, in the order they were named.
    arrivals: Vec<Arrival>,
}

fn open_store(path: &Path) -> Result<Opened, Failure> {
    let store = existing_or_empty(path)?;
    // Who follows sources already waits for their news, not for a sample.
    let nothing = store.is_empty()? && store.sources()?.is_empty();
    let (store, opening) = if nothing { (sample_edition()?, Opening::Sample) } else { (store, Opening::Stories) };
    Ok(Opened { store, path: Some(path.to_owned()), opening, warnings: Vec::new(), arrivals: Vec::new() })
}

fn open_files(paths: &[PathBuf]) -> Result<Opened, Failure> {
    let harvest = ingest::gather(paths);
    if harvest.arrivals.is_empty() {
        let first = harvest.warnings.into_iter().next().map(Failure::from);
        return Err(first.unwrap_or_else(|| Failure::new("no article was found", "name files that hold text")));
    }
    let mut store = Store::in_memory()?;
    store.add_together(None, &harvest.arrivals)?;
    Ok(Opened {
        store,
        path: None,
        opening: Opening::FirstStory,
        warnings: harvest.warnings,
        arrivals: harvest.arrivals,
    })
}

fn sample_edition() -> Result<Store, StoreError> {
    let mut store = Store::in_memory()?;
    for story in sample::stories() {
        store.add_together(None, &story)?;
    }
    Ok(store)
}

/// The store at a path, or an empty one in memory where nothing is there.
fn existing_or_empty(path: &Path) -> Result<Store, StoreError> {
    match fs::symlink_metadata(path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Store::in_memory(),
        // Whatever else is wrong with the path, opening it says best.
        _ => Store::open(path),
    }
}

fn show(opened: Opened, setting: Setting) -> Result<ExitCode, Failure> {
    let start = tui::Start {
        store: opened.store,
        path: opened.path,
        colour: colour(setting.global.color, &setting.config),
        settings: setting.config,
        theme: setting.global.theme,
        opening: opened.opening,
        opened: opened.arrivals,
        warnings: setting.warnings.into_iter().chain(opened.warnings).collect(),
    };
    match tui::run(start) {
        Ok(faults) => {
            warn(&faults);
            Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Err(e) => Err(Failure::new(format!("the terminal cannot be used: {e}"), "--plain writes lines instead")),
    }
}

/// The colours the option asks for, where it says anything else than the configuration: without any, or with what the terminal
/// has, whatever wish for none is in the environment.
fn colour(when: When, config: &Config) -> Option<Colour> {
    let no_wishes =
        |name: &str| env::var(name).ok().filter(|_| !["NO_COLOR", "CLICOLOR", "FORCE_COLOR"].contains(&name));
    match when {
        When::Auto => None,
        When::Never => Some(Colour::Mono),
        When::Always if config.ui.colour != Colour::Auto => None,
        When::Always => Some(match Depth::detect(&no_wishes) {
            Depth::TrueColour => Colour::True,
            Depth::Ansi256 => Colour::Indexed,
            Depth::Ansi16 | Depth::Mono => Colour::Basic,
        }),
    }
}

/// What the screens would show, as lines: two files compared, or the list of stories.
fn list(opened: &Opened, setting: &Setting) -> Result<ExitCode, Failure> {
    warn(&setting.warnings);
    warn(&opened.warnings);
    let mut out = Output::default();
    if let [left, right, ..] = opened.arrivals.as_slice() {
        out.write(&compare::linear(&Sides::new(left, right), setting))?;
        return Ok(ExitCode::SUCCESS);
    }
    if opened.opening == Opening::Sample {
        out.write(
            "The store is empty. This is the sample edition; `newsdiff add FILES` keeps stories of your own.\n\n",
        )?;
    }
    let list = opened.store.stories(&StoryQuery::default())?;
    out.write(&stories::text(&list.stories, opened.opening == Opening::Stories))?;
    Ok(ExitCode::SUCCESS)
}
