//! Where themes come from: those in the program, and the files of the reader's `themes` folder, which go first.

use std::path::{Path, PathBuf};

use super::layer::{self, Layer};
use super::{Depth, Kind, Theme, cascade};
use crate::config::document::{did_you_mean, shown, text_of};
use crate::model::Warning;

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/themes/", $name, ".toml")))),+]
    };
}

/// The themes in the program: name and file.
pub(super) const BUILT_IN: &[(&str, &str)] = built_in![
    "newsprint-dark",
    "newsprint-light",
    "terminal",
    "mono",
    "high-contrast-dark",
    "high-contrast-light",
    "gruvbox-dark",
    "gruvbox-light",
    "solarized-dark",
    "solarized-light",
    "catppuccin-mocha",
    "catppuccin-latte",
    "rose-pine",
    "rose-pine-dawn",
    "nord",
    "dracula",
    "tokyo-night",
    "everforest-dark",
    "one-light",
];

/// All themes there are to choose from.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    folder: Option<PathBuf>,
}

/// A theme someone asked for, and where, so that a message can say where to look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The theme's name.
    pub(super) name: &'a str,
    /// The file or flag that names it.
    pub(super) source: &'a str,
    /// The line in that file, counted from 1.
    pub(super) line: Option<usize>,
}

impl Catalog {
    /// The built-in themes and the `NAME.toml` files of a folder, which need not exist.
    pub fn new(folder: Option<PathBuf>) -> Catalog {
        Catalog { folder }
    }

    /// Every name, sorted, each once.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = BUILT_IN.iter().map(|&(name, _)| name.to_owned()).collect();
        let files = self.folder.as_deref().and_then(|folder| std::fs::read_dir(folder).ok());
        for path in files.into_iter().flatten().flatten().map(|entry| entry.path()) {
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            if let Some(stem) = stem.filter(|_| path.extension().is_some_and(|ext| ext == "toml")) {
                names.push(stem.to_owned());
            }
        }
        names.sort();
        names.dedup();
        names
    }

    /// Where the reader's own theme of this name lies; `None` where it is built in, or there is none.
    pub fn own_file(&self, name: &str) -> Option<PathBuf> {
        self.file(name)
    }

    /// Whether there is a theme of this name.
    pub fn has(&self, name: &str) -> bool {
        built_in(name).is_some() || self.file(name).is_some()
    }

    /// Loads a theme by name for a terminal of the given depth. Whatever is wrong, there is a theme: what cannot be used
    /// falls back to `newsprint-dark` or `newsprint-light`, with a warning.
    pub fn load(&self, name: &str, depth: Depth) -> (Theme, Vec<Warning>) {
        let (theme, warnings) = self.compose(Asked { name, source: "theme", line: None }, None);
        (theme.at_depth(depth), warnings)
    }

    /// Loads one theme file, whatever it is called and wherever it lies.
    pub fn load_file(&self, path: &Path, depth: Depth) -> (Theme, Vec<Warning>) {
        let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let mut warnings = Vec::new();
        let layers = vec![read_file(path, &mut warnings)];
        let theme = self.finish(&name, layers, &[(name.clone(), true)], &mut warnings);
        (theme.at_depth(depth), warnings)
    }

    /// Loads a theme by name, with `over` on top of it.
    pub(super) fn compose(&self, asked: Asked<'_>, over: Option<Layer>) -> (Theme, Vec<Warning>) {
        let mut warnings = Vec::new();
        let mut layers: Vec<Layer> = over.into_iter().collect();
        let mut path = Vec::new();
        match self.find(asked.name, &path, &mut warnings) {
            Some((layer, own)) => {
                layers.push(layer);
                path.push((asked.name.to_owned(), own));
            }
            None => warnings.push(self.unknown(asked)),
        }
        let theme = self.finish(asked.name, layers, &path, &mut warnings);
        (theme, warnings)
    }

    /// The warning for a theme that does not exist.
    pub(super) fn unknown(&self, asked: Asked<'_>) -> Warning {
        let names = self.names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Warning {
            source: asked.source.to_owned(),
            line: asked.line,
            message: format!("unknown theme {}", shown(asked.name)),
            hint: Some(did_you_mean(asked.name, &names)),
        }
    }

    /// Follows `inherits` from the last layer to its end, puts the default theme under it all, and resolves.
    ///
    /// `path` holds the themes taken so far, each with whether it is the reader's own file.
    fn finish(
        &self,
        name: &str,
        mut layers: Vec<Layer>,
        path: &[(String, bool)],
        warnings: &mut Vec<Warning>,
    ) -> Theme {
        let mut path = path.to_vec();
        while let Some((parent, line)) = layers.last().and_then(|layer| layer.inherits.clone()) {
            let source = layers.last().map(|layer| layer.source.clone()).unwrap_or_default();
            let Some((layer, own)) = self.find(&parent, &path, warnings) else {
                let asked = Asked { name: &parent, source: &source, line: Some(line) };
                warnings.push(if self.has(&parent) { cycle(asked) } else { self.unknown(asked) });
                break;
            };
            path.push((parent, own));
            layers.push(layer);
        }
        // The reader's own files may leave anything out; the program's themes are whole.
        if path.last().is_none_or(|&(_, own)| own) {
            let kind = layers.iter().find_map(|layer| layer.kind).unwrap_or(Kind::Dark);
            let mut default = Some(kind.default_theme().to_owned());
            while let Some(layer) = default.take().and_then(|name| built_in(&name)) {
                default = layer.inherits.as_ref().map(|(parent, _)| parent.clone());
                layers.push(layer);
            }
        }
        let (theme, faults) = cascade::resolve(name, &layers);
        warnings.extend(faults);
        theme
    }

    /// The theme of a name that is not on the path yet, the reader's own before the built-in one, and which it was.
    ///
    /// A reader's own `terminal.toml` may therefore inherit `terminal`, and means the one it replaces.
    fn find(&self, name: &str, path: &[(String, bool)], warnings: &mut Vec<Warning>) -> Option<(Layer, bool)> {
        let taken = |own: bool| path.iter().any(|(other, kind)| other == name && *kind == own);
        if let Some(file) = self.file(name).filter(|_| !taken(true)) {
            return Some((read_file(&file, warnings), true));
        }
        if taken(false) { None } else { built_in(name).map(|layer| (layer, false)) }
    }

    /// The reader's file for a name; a name that would lead out of the folder has none.
    fn file(&self, name: &str) -> Option<PathBuf> {
        let plain = Path::new(name).file_name().is_some_and(|file| file == name);
        let path = self.folder.as_deref().filter(|_| plain)?.join(format!("{name}.toml"));
        path.is_file().then_some(path)
    }
}

/// What a file sets; nothing, with a warning, where it cannot be read.
fn read_file(path: &Path, warnings: &mut Vec<Warning>) -> Layer {
    let text = text_of(path).unwrap_or_else(|warning| {
        warnings.push(warning);
        None
    });
    let (layer, faults) = layer::read(&path.display().to_string(), &text.unwrap_or_default());
    warnings.extend(faults);
    layer
}

/// The layer of a built-in theme. Tests hold that none of them has a fault, so there are no warnings to pass on.
pub(super) fn built_in(name: &str) -> Option<Layer> {
    let &(name, text) = BUILT_IN.iter().find(|&&(known, _)| known == name)?;
    Some(layer::read(name, text).0)
}

fn cycle(asked: Asked<'_>) -> Warning {
    Warning {
        source: asked.source.to_owned(),
        line: asked.line,
        message: format!("inherits {}, which inherits this theme", shown(asked.name)),
        hint: Some("remove one of the two `inherits`".to_owned()),
    }
}
