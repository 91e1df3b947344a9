//! What the screens go by, read again when the reader saves it: the configuration and the theme.
//!
//! The operating system wakes the program when a file of the folders changes; nothing looks at files in between.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
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

/// What watches the folders, for as long as it lives.
type Watch = Arc<Mutex<RecommendedWatcher>>;

/// Watches for what is saved of the configuration and of the reader's themes for as long as the result lives; `None` where there is
/// nothing to watch or the system cannot.
pub(super) fn watch(config: &Config, events: Sender<Event>) -> Option<Watch> {
    let (saved, changes) = channel();
    let file = PathBuf::from(&config.source);
    let folder = config.folder.clone()?;
    let places = move || Places::of(&file, &folder);
    let at = places.clone();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if let Ok(event) = event
            && !event.kind.is_access()
            && event.paths.iter().any(|path| at().count(path))
        {
            // The other end is there for as long as the screens.
            let _ = saved.send(());
        }
    });
    let watcher = Arc::new(Mutex::new(watcher.ok()?));
    if !begin(&watcher, &places()) {
        return None;
    }
    let watching = Arc::downgrade(&watcher);
    thread::spawn(move || {
        while changes.recv().is_ok() {
            while changes.recv_timeout(SETTLE).is_ok() {}
            // A folder may be a new one, and what is saved in it from now on counts.
            if let Some(watcher) = watching.upgrade() {
                begin(&watcher, &places());
            }
            if events.send(Event::Saved).is_err() {
                return;
            }
        }
    });
    Some(watcher)
}

/// Watches the folders that are there, and says whether any is. One that is watched already stays so.
fn begin(watcher: &Mutex<RecommendedWatcher>, places: &Places) -> bool {
    let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
    let mut some = false;
    for folder in places.folders() {
        some |= watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
    }
    some
}

/// Where something can be saved that counts, as the system names it now: links may lead elsewhere a moment later.
struct Places {
    /// The folder of the configuration.
    folder: PathBuf,
    /// The file of the configuration, and what it leads to if it is a link.
    files: [PathBuf; 2],
    /// The folder of the reader's themes, and what it leads to.
    themes: [PathBuf; 2],
}

impl Places {
    fn of(file: &Path, folder: &Path) -> Places {
        let folder = real(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let file = folder.join(file.file_name().unwrap_or_default());
        let themes = folder.join("themes");
        Places { files: [real(&file), file], themes: [real(&themes), themes], folder }
    }

    /// The folders to watch. Editors write a new file and give it the old one's name, so folders are watched and not files. One that
    /// is not there yet shows in the folder it belongs in.
    fn folders(&self) -> BTreeSet<&Path> {
        let [linked, _] = self.files.each_ref().map(|file| file.parent());
        let here = |folder: &PathBuf| folder.is_dir();
        let folder = if here(&self.folder) { Some(&*self.folder) } else { self.folder.parent() };
        let themes = self.themes.iter().find(|themes| here(themes)).map(PathBuf::as_path);
        [folder, linked, themes].into_iter().flatten().filter(|folder| folder.is_dir()).collect()
    }

    /// Whether a change there is one of settings.
    fn count(&self, path: &Path) -> bool {
        let theme = path.extension().is_some_and(|extension| extension == "toml")
            && self.themes.iter().any(|themes| path.parent() == Some(themes));
        theme || path == self.folder || self.files.iter().chain(&self.themes).any(|place| place == path)
    }
}

/// The path without links on the way, also where its last part is not there.
fn real(path: &Path) -> PathBuf {
    let parts = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(parts).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_counts_where_it_is_of_the_configuration() {
        let home = tempfile::tempdir().expect("a folder");
        let home = home.path().canonicalize().expect("its own name");
        let folder = home.join("newsdiff");
        let places = || Places::of(&folder.join("config.toml"), &folder);
        assert_eq!(places().folders(), BTreeSet::from([&*home]), "the folder is awaited where it belongs");
        std::fs::create_dir_all(folder.join("themes")).expect("folders");
        assert_eq!(places().folders(), BTreeSet::from([&*folder, &*folder.join("themes")]));
        for (path, counts) in [
            ("newsdiff", true),
            ("newsdiff/config.toml", true),
            ("newsdiff/themes", true),
            ("newsdiff/themes/dusk.toml", true),
            ("newsdiff/themes/dusk.toml.swp", false),
            ("newsdiff/other.toml", false),
            ("prompt.toml", false),
        ] {
            assert_eq!(places().count(&home.join(path)), counts, "{path}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn what_a_link_leads_to_counts() {
        let home = tempfile::tempdir().expect("a folder");
        let home = home.path().canonicalize().expect("its own name");
        let (folder, dots) = (home.join("newsdiff"), home.join("dots"));
        std::fs::create_dir_all(dots.join("looks")).expect("folders");
        std::fs::create_dir(&folder).expect("a folder");
        std::os::unix::fs::symlink(dots.join("news.toml"), folder.join("config.toml")).expect("a link");
        std::os::unix::fs::symlink(dots.join("looks"), folder.join("themes")).expect("a link");
        std::fs::write(dots.join("news.toml"), "").expect("a file");
        let places = Places::of(&folder.join("config.toml"), &folder);
        assert_eq!(places.folders(), BTreeSet::from([&*folder, &*dots, &*dots.join("looks")]));
        for (path, counts) in [("news.toml", true), ("looks/dusk.toml", true), ("prompt.toml", false)] {
            assert_eq!(places.count(&dots.join(path)), counts, "{path}");
        }
    }
}
