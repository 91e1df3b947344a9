//! The settings as typed values, with their defaults.

use std::path::PathBuf;

use toml::de::DeTable;

use super::document::Reader;
use crate::compare::Profile;
use crate::model::Warning;

/// Every setting.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The file the settings are from, for messages; it need not exist.
    pub source: String,
    /// The folder of that file, which also holds the reader's `themes`; `None` where the platform names no such folder.
    pub folder: Option<PathBuf>,
    /// `[theme]`
    pub theme: ThemeSettings,
    /// `[ui]`
    pub ui: Ui,
    /// `[compare]`
    pub compare: Compare,
    /// `[update]`
    pub update: Update,
    /// `[open]`
    pub open: Open,
    /// `[keys]`, in the order of the file: a command's name, its keys, and the line. The keymap resolves them.
    pub keys: Vec<(String, Vec<String>, usize)>,
    /// `[store] path`: the store's file; `None` is the platform's data folder.
    pub store: Option<PathBuf>,
    /// `[store] keep_days`: days after which what is old goes; 0 for never.
    pub keep_days: u16,
    /// `[store] keep_megabytes`: the size beyond which the oldest goes, in millions of bytes; 0 for none.
    pub keep_megabytes: u16,
}

/// Which theme to show.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeSettings {
    /// A theme's name, or `auto` for the one of the pair that suits the terminal's ground.
    pub name: Named,
    /// The theme `auto` takes on a dark ground.
    pub dark: Named,
    /// The theme `auto` takes on a light ground.
    pub light: Named,
    /// `[theme.override]`: changes on top of any theme.
    pub overrides: Option<Overrides>,
}

/// A name, and the line that gives it, counted from 1; a default has no line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub line: Option<usize>,
}

/// What `[theme.override]` holds: a theme's sections, which the theme room reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overrides {
    /// The whole configuration file, so that warnings have their lines.
    text: String,
}

impl Overrides {
    /// Remembers the file whose `[theme.override]` counts.
    pub(crate) fn new(text: &str) -> Overrides {
        Overrides { text: text.to_owned() }
    }

    /// Reads the table with a reader that knows the file's lines; faults of syntax have been reported by then.
    pub(crate) fn read<T>(
        &self,
        source: &str,
        use_table: impl FnOnce(&mut Reader<'_>, &DeTable<'_>) -> T,
    ) -> Option<(T, Vec<Warning>)> {
        let (file, _) = DeTable::parse_recoverable(&self.text);
        let table = file.get_ref().get("theme")?.get_ref().get("override")?.get_ref().as_table()?;
        let mut reader = Reader::on(source, &self.text);
        let value = use_table(&mut reader, table);
        Some((value, reader.finish()))
    }
}

/// What every screen goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ui {
    /// How two versions are laid out.
    pub layout: Layout,
    /// The widest column of text, in columns of the terminal.
    pub measure: u16,
    /// Whether the mouse scrolls and selects.
    pub mouse: bool,
    /// Which marks to draw.
    pub symbols: Marks,
    /// How many colours to use.
    pub colour: Colour,
    /// Whether a line explains the marks until it is dismissed.
    pub legend: bool,
    /// Whether the Reader says beside each sentence how many outlets tell it.
    pub reach: bool,
}

/// What a comparison goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compare {
    /// How the two texts are related; `None` decides by how much they share.
    pub profile: Option<Profile>,
    /// Whether pairs that are only likely are shown.
    pub show_maybe: bool,
}

/// Which programs newsdiff hands things to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The browser: a program and its first arguments; empty is what the platform has for it.
    pub browser: Vec<String>,
    /// What long output is read in.
    pub pager: Pager,
}

/// What long output is read in, on a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pager {
    /// What `PAGER` names, else `less`.
    Auto,
    /// Nothing: all of it is written at once.
    Never,
    /// A program and its arguments, in one line that no shell reads.
    Line(String),
}

/// How sources are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Minutes from one reading of a source to the next.
    pub interval: u16,
    /// Days for which the page of an article is read again; 0 for never.
    pub reread: u16,
    /// The most pages read for one source in a round.
    pub pages: u16,
    /// A file of root certificates trusted beside the usual ones; a relative path begins at the configuration's folder.
    pub roots: Option<PathBuf>,
}

/// How two versions are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// By the width of the terminal.
    Auto,
    /// Two columns.
    SideBySide,
    /// Each pair one above the other.
    Stacked,
    /// Both wordings in one text.
    Inline,
    /// One side alone.
    Single,
}

/// Which marks to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Marks {
    /// The theme's, or ASCII where the terminal or the locale has no others.
    Auto,
    /// Unicode.
    Unicode,
    /// ASCII.
    Ascii,
    /// A font patched by Nerd Fonts.
    Nerd,
}

/// How many colours to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// As many as the terminal says it has.
    Auto,
    /// Any colour.
    True,
    /// The 256.
    Indexed,
    /// The sixteen with names.
    Basic,
    /// None: brackets, bold, underline and reverse.
    Mono,
}

impl Default for Config {
    fn default() -> Self {
        let named = |text: &str| Named { text: text.to_owned(), line: None };
        Config {
            source: "config.toml".to_owned(),
            folder: None,
            theme: ThemeSettings {
                name: named("auto"),
                dark: named("newsprint-dark"),
                light: named("newsprint-light"),
                overrides: None,
            },
            ui: Ui {
                layout: Layout::Auto,
                measure: 72,
                mouse: true,
                symbols: Marks::Auto,
                colour: Colour::Auto,
                legend: true,
                reach: true,
            },
            compare: Compare { profile: None, show_maybe: true },
            update: Update { interval: 30, reread: 7, pages: 50, roots: None },
            open: Open { browser: Vec::new(), pager: Pager::Auto },
            keys: Vec::new(),
            store: None,
            keep_days: 0,
            keep_megabytes: 0,
        }
    }
}

impl Config {
    /// The folder with the reader's own themes.
    pub fn themes_folder(&self) -> Option<PathBuf> {
        self.folder.as_deref().map(|folder| folder.join("themes"))
    }
}
