//! The configuration: one TOML file in, typed settings and warnings out.
//!
//! Nothing in the file can stop the program: what cannot be used keeps its default and is named in a warning with file,
//! line and remedy. The program reads the configuration folder and never writes to it.

pub(crate) mod document;
mod settings;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use settings::{Colour, Compare, Config, Layout, Marks, Named, Open, Overrides, Pager, ThemeSettings, Ui, Update};

use crate::compare::Profile;
use crate::model::Warning;
use document::{Key, Reader, Value, text_of};

/// Where the configuration is looked for: `config.toml` in the platform's folder for it.
pub fn default_path() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "newsdiff").map(|dirs| dirs.config_dir().join("config.toml"))
}

/// Loads the configuration from `path`, or from [`default_path`].
///
/// The default file may be absent. A file the reader named must exist: without it there is a warning and the defaults.
pub fn load(path: Option<&Path>) -> (Config, Vec<Warning>) {
    let Some(file) = path.map(Path::to_owned).or_else(default_path) else {
        return (Config::default(), Vec::new());
    };
    let source = file.display().to_string();
    let (text, mut warnings) = match text_of(&file) {
        Ok(Some(text)) => (text, Vec::new()),
        Ok(None) if path.is_none() => (String::new(), Vec::new()),
        Ok(None) => (String::new(), vec![missing(&source)]),
        Err(warning) => (String::new(), vec![warning]),
    };
    let (config, faults) = read(&source, &text);
    warnings.extend(faults);
    (Config { folder: file.parent().map(Path::to_owned), ..config }, warnings)
}

/// Reads the text of a configuration; `source` names it in warnings.
pub fn read(source: &str, text: &str) -> (Config, Vec<Warning>) {
    Reader::read(source, text, |reader, table| {
        let mut config = Config { source: source.to_owned(), ..Config::default() };
        for (key, value) in &table {
            match key.get_ref().as_ref() {
                "theme" => read_theme(reader, text, key, value, &mut config.theme),
                "ui" => read_ui(reader, key, value, &mut config.ui),
                "compare" => read_compare(reader, key, value, &mut config.compare),
                "update" => read_update(reader, key, value, &mut config.update),
                "open" => read_open(reader, key, value, &mut config.open),
                "keys" => config.keys = read_keys(reader, key, value),
                "store" => read_store(reader, key, value, &mut config),
                _ => reader.unknown_key(key, &["theme", "ui", "compare", "update", "open", "keys", "store"]),
            }
        }
        config
    })
}

/// `theme = "NAME"`, or a section with more to say.
fn read_theme(reader: &mut Reader<'_>, text: &str, key: &Key<'_>, value: &Value<'_>, theme: &mut ThemeSettings) {
    let named = |reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>, place: &mut Named| {
        if let Some(name) = reader.string(key, value) {
            *place = Named { text: name.to_owned(), line: Some(reader.line(&value.span())) };
        }
    };
    let Some(table) = value.get_ref().as_table() else {
        if value.get_ref().is_str() {
            named(reader, key, value, &mut theme.name);
        } else {
            reader.wrong_type(key, value, "a theme's name in quotes, or a section [theme]");
        }
        return;
    };
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "name" => named(reader, key, value, &mut theme.name),
            "dark" => named(reader, key, value, &mut theme.dark),
            "light" => named(reader, key, value, &mut theme.light),
            "override" => {
                theme.overrides = reader.section(key, value, "theme.override").map(|_| Overrides::new(text));
            }
            _ => reader.unknown_key(key, &["name", "dark", "light", "override"]),
        }
    }
}

fn read_ui(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>, ui: &mut Ui) {
    const LAYOUTS: [(&str, Layout); 5] = [
        ("auto", Layout::Auto),
        ("side-by-side", Layout::SideBySide),
        ("stacked", Layout::Stacked),
        ("inline", Layout::Inline),
        ("single", Layout::Single),
    ];
    const MARKS: [(&str, Marks); 4] =
        [("auto", Marks::Auto), ("unicode", Marks::Unicode), ("ascii", Marks::Ascii), ("nerd", Marks::Nerd)];
    const COLOURS: [(&str, Colour); 5] = [
        ("auto", Colour::Auto),
        ("truecolour", Colour::True),
        ("256", Colour::Indexed),
        ("16", Colour::Basic),
        ("mono", Colour::Mono),
    ];
    for (key, value) in reader.table(key, value).into_iter().flatten() {
        match key.get_ref().as_ref() {
            "layout" => ui.layout = reader.choice(key, value, &LAYOUTS).unwrap_or(ui.layout),
            // Below 20 columns words break; above 200 no eye finds the next line.
            "measure" => ui.measure = reader.integer(key, value, 20..201).unwrap_or(ui.measure),
            "mouse" => ui.mouse = reader.boolean(key, value).unwrap_or(ui.mouse),
            "symbols" => ui.symbols = reader.choice(key, value, &MARKS).unwrap_or(ui.symbols),
            "colour" => ui.colour = reader.choice(key, value, &COLOURS).unwrap_or(ui.colour),
            "legend" => ui.legend = reader.boolean(key, value).unwrap_or(ui.legend),
            "reach" => ui.reach = reader.boolean(key, value).unwrap_or(ui.reach),
            _ => reader.unknown_key(key, &["layout", "measure", "mouse", "symbols", "colour", "legend", "reach"]),
        }
    }
}

fn read_compare(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>, compare: &mut Compare) {
    const PROFILES: [(&str, Option<Profile>); 3] =
        [("auto", None), ("coverage", Some(Profile::Coverage)), ("revision", Some(Profile::Revision))];
    for (key, value) in reader.table(key, value).into_iter().flatten() {
        match key.get_ref().as_ref() {
            "profile" => compare.profile = reader.choice(key, value, &PROFILES).unwrap_or(compare.profile),
            "show_maybe" => compare.show_maybe = reader.boolean(key, value).unwrap_or(compare.show_maybe),
            _ => reader.unknown_key(key, &["profile", "show_maybe"]),
        }
    }
}

fn read_update(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>, update: &mut Update) {
    for (key, value) in reader.table(key, value).into_iter().flatten() {
        match key.get_ref().as_ref() {
            // Below five minutes a reader is a burden; above a day it is no news.
            "interval" => update.interval = reader.integer(key, value, 5..1441).unwrap_or(update.interval),
            "reread" => update.reread = reader.integer(key, value, 0..8).unwrap_or(update.reread),
            "pages" => update.pages = reader.integer(key, value, 0..1001).unwrap_or(update.pages),
            // Empty is how the example writes "none".
            "roots" => update.roots = reader.string(key, value).filter(|path| !path.is_empty()).map(expand_home),
            _ => reader.unknown_key(key, &["interval", "reread", "pages", "roots"]),
        }
    }
}

fn read_open(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>, open: &mut Open) {
    for (key, value) in reader.table(key, value).into_iter().flatten() {
        match key.get_ref().as_ref() {
            "browser" => open.browser = reader.strings(key, value).unwrap_or_default(),
            "pager" => open.pager = reader.string(key, value).map_or(Pager::Auto, pager),
            _ => reader.unknown_key(key, &["browser", "pager"]),
        }
    }
}

/// `cat` would only copy what can as well be written at once.
fn pager(line: &str) -> Pager {
    match line.trim() {
        "auto" => Pager::Auto,
        "" | "never" | "cat" => Pager::Never,
        line => Pager::Line(line.to_owned()),
    }
}

fn read_keys(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Vec<(String, Vec<String>, usize)> {
    let mut bindings = Vec::new();
    for (command, value) in reader.table(key, value).into_iter().flatten() {
        if let Some(keys) = reader.strings(command, value) {
            bindings.push((command.get_ref().to_string(), keys, reader.line(&command.span())));
        }
    }
    bindings.sort_by_key(|&(_, _, line)| line);
    bindings
}

/// A path and how long and much is kept; `~/` at its beginning is the reader's home, as a shell would have it.
fn read_store(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>, config: &mut Config) {
    for (key, value) in reader.table(key, value).into_iter().flatten() {
        match key.get_ref().as_ref() {
            "path" => {
                // Empty is how the example writes "the platform's data folder".
                config.store = reader.string(key, value).filter(|path| !path.is_empty()).map(expand_home);
            }
            "keep_days" => config.keep_days = reader.integer(key, value, 0..36_501).unwrap_or(0),
            "keep_megabytes" => config.keep_megabytes = reader.integer(key, value, 0..60_001).unwrap_or(0),
            _ => reader.unknown_key(key, &["path", "keep_days", "keep_megabytes"]),
        }
    }
}

fn expand_home(path: &str) -> PathBuf {
    let home = directories::BaseDirs::new();
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.home_dir().join(rest),
        _ => PathBuf::from(path),
    }
}

fn missing(source: &str) -> Warning {
    Warning {
        source: source.to_owned(),
        line: None,
        message: "no such file".to_owned(),
        hint: Some("the defaults are used".to_owned()),
    }
}
