//! What the screens go by, read again when the reader saves it: the configuration and the theme.
//!
//! The operating system wakes the program when a file of the folders changes; nothing looks at files in between.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::event::Event;
use super::keymap::Keymap;
use crate::config::{self, Colour, Config};
use crate::model::Warning;
use crate::theme::{self, Kind, Theme};

/// Saving a file is several steps, and an editor may have emptied it before it writes: so long is waited for the last one.
const SETTLE: Duration = Duration::from_millis(60);

/// What was found where the reader saved something.
#[derive(Debug)]
pub struct Fresh {
    /// The configuration.
    pub config: Config,
    /// The theme it asks for, or the one chosen on screen.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
    /// Everything wrong with them; where there is anything the screens keep what they have.
    pub faults: Vec<Warning>,
}

/// What stays as it was when the program started.
#[derive(Debug, Clone, Default)]
pub(super) struct Begun {
    /// The theme of the command line.
    pub(super) flag: Option<String>,
    /// The colours of the command line.
    pub(super) colour: Option<Colour>,
    /// What the terminal said of its ground, or what was supposed of it.
    pub(super) ground: Option<Kind>,
}

/// Reads the configuration again, and the theme: the one chosen on screen, while the configuration asks for the same as before.
pub(super) fn read(before: &Config, begun: &Begun, chosen: Option<&str>) -> Fresh {
    let path = PathBuf::from(&before.source);
    // The usual file may be absent; one the reader named must exist.
    let named = (path.exists() || config::default_path().is_none_or(|usual| usual != path)).then_some(&*path);
    let (mut config, mut faults) = config::load(named);
    config.ui.colour = begun.colour.unwrap_or(config.ui.colour);
    let asks = |config: &Config| {
        let theme = &config.theme;
        [&theme.name, &theme.dark, &theme.light].map(|name| name.text.clone())
    };
    let chosen = chosen.filter(|_| asks(&config) == asks(before));
    let (theme, more) = self::theme(&config, begun, chosen);
    // What was wrong with the command line was said when it was read.
    faults.extend(more.into_iter().filter(|fault| fault.source != "--theme"));
    let (keymap, more) = Keymap::resolve(&config.source, &config.keys);
    faults.extend(more);
    Fresh { config, theme, keymap, faults }
}

/// The theme of a configuration, or the one chosen on screen, on the ground the terminal has; and what is wrong with it.
pub(super) fn theme(config: &Config, begun: &Begun, chosen: Option<&str>) -> (Theme, Vec<Warning>) {
    let env = |name: &str| std::env::var(name).ok();
    theme::resolve(config, chosen.or(begun.flag.as_deref()), &env, || begun.ground)
}

/// Whether a warning is about the configuration or a theme of the reader's.
pub(super) fn is_about(warning: &Warning, config: &Config) -> bool {
    let themes = config.themes_folder();
    warning.source == config.source || themes.is_some_and(|folder| Path::new(&warning.source).starts_with(folder))
}

/// Watches the folders of the configuration and of the reader's themes for as long as the result lives; `None` where there is
/// nothing to watch or the system cannot.
pub(super) fn watch(config: &Config, events: Sender<Event>) -> Option<RecommendedWatcher> {
    let (saved, changes) = channel();
    let file = PathBuf::from(&config.source);
    let name = file.file_name().map(ToOwned::to_owned);
    let ours = move |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "toml") || path.file_name() == name.as_deref()
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if let Ok(event) = event
            && !event.kind.is_access()
            && event.paths.iter().any(&ours)
        {
            // The other end is there for as long as the screens.
            let _ = saved.send(());
        }
    })
    .ok()?;
    let mut some = false;
    for folder in folders(config, &file) {
        some |= watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok();
    }
    if !some {
        return None;
    }
    thread::spawn(move || {
        while changes.recv().is_ok() {
            while changes.recv_timeout(SETTLE).is_ok() {}
            if events.send(Event::Saved).is_err() {
                return;
            }
        }
    });
    Some(watcher)
}

/// The folders in which something can be saved that counts. Editors write a new file and give it the old one's name, so folders
/// are watched and not files; of a link the folder of what it leads to as well.
fn folders(config: &Config, file: &Path) -> Vec<PathBuf> {
    let here = |folder: PathBuf| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    let linked = file.canonicalize().ok().and_then(|file| file.parent().map(Path::to_owned));
    let mut folders: Vec<PathBuf> = [config.folder.clone(), linked, config.themes_folder()]
        .into_iter()
        .flatten()
        .map(here)
        .filter(|folder| folder.is_dir())
        .map(|folder| folder.canonicalize().unwrap_or(folder))
        .collect();
    folders.sort();
    folders.dedup();
    folders
}
