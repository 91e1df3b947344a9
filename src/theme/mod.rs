//! Themes: TOML in, a style for every role out.
//!
//! The screen asks for a role and never for a colour, so a theme can change everything and `NO_COLOR` needs no second path.
//!
//! ```text
//! file --layer--> what it sets --catalog--> the chain of `inherits` --cascade--> Theme --at_depth--> Theme
//! ```
//!
//! Everything but the reading of theme files is a pure function.

pub mod background;
mod cascade;
mod catalog;
pub mod colour;
pub mod contrast;
mod depth;
mod layer;
mod role;
pub mod sample;
mod symbols;
mod written;

#[cfg(test)]
mod tests;

use std::cell::LazyCell;

use ratatui::style::Style;
use toml::de::DeTable;

pub use catalog::Catalog;
pub use depth::{Depth, wished};
pub use role::{Section, StyleRole};
pub use symbols::{Preset, Symbols};

use crate::config::document::Reader;
use crate::config::{Colour, Config, Marks};
use crate::model::Warning;

/// Whether a ground is dark or light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
}

impl Kind {
    /// Both with their names in a theme file.
    pub const NAMES: [(&str, Kind); 2] = [("dark", Kind::Dark), ("light", Kind::Light)];

    /// The built-in theme for this ground, which also stands under every theme of the reader's own.
    pub const fn default_theme(self) -> &'static str {
        match self {
            Kind::Dark => "newsprint-dark",
            Kind::Light => "newsprint-light",
        }
    }
}

/// A resolved theme.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The ground it is made for.
    pub kind: Kind,
    /// The marks.
    pub symbols: Symbols,
    /// Whether word marks are brackets, `[-left-]` and `{+right+}`, because colour says nothing here.
    pub brackets: bool,
    /// One style a role, in the order of [`StyleRole::ALL`].
    styles: Vec<Style>,
    /// Styles of outlet names, in turn.
    outlets: Vec<Style>,
}

impl Default for Theme {
    /// The theme of a dark ground in all its colours.
    fn default() -> Theme {
        Catalog::default().load(Kind::Dark.default_theme(), Depth::TrueColour).0
    }
}

impl Theme {
    /// The style of a role. A colour it leaves open is that of whatever it is drawn on.
    pub fn style(&self, role: StyleRole) -> Style {
        self.styles[role as usize]
    }

    /// A stable style for the n-th outlet's name.
    pub fn outlet(&self, n: usize) -> Style {
        if self.outlets.is_empty() { Style::new() } else { self.outlets[n % self.outlets.len()] }
    }

    /// The theme as a terminal of this depth shows it.
    ///
    /// A section with a colour the terminal has not got is taken from the theme written for that depth, `terminal` or
    /// `mono`: the nearest of sixteen colours turns an amber ground red or yellow by chance, and what only colour said
    /// would be lost without any. It is taken whole, because the roles of a section are made to be stacked.
    #[must_use]
    pub fn at_depth(mut self, depth: Depth) -> Theme {
        let stand_in = LazyCell::new(|| written_for(if depth == Depth::Mono { "mono" } else { "terminal" }));
        for section in Section::ALL {
            let roles = || StyleRole::ALL.iter().copied().filter(|role| role.section() == section);
            let shown: Option<Vec<Style>> = roles().map(|role| depth.show(self.style(role))).collect();
            for (n, role) in roles().enumerate() {
                self.styles[role as usize] = shown.as_ref().map_or_else(|| stand_in.style(role), |shown| shown[n]);
            }
        }
        let shown: Option<Vec<Style>> = self.outlets.iter().map(|&style| depth.show(style)).collect();
        self.outlets = shown.unwrap_or_else(|| stand_in.outlets.clone());
        self.brackets |= depth == Depth::Mono;
        self
    }
}

/// The theme this run shows: the one asked for, for this terminal, with the configuration's changes on top.
///
/// `flag` is the value of `--theme`, which goes before the configuration. `background` says what the ground is, and is called only
/// where the theme is `auto` and the answer matters. A theme that does not exist is a warning, and the `auto` pair is used.
pub fn resolve(
    config: &Config,
    flag: Option<&str>,
    env: &dyn Fn(&str) -> Option<String>,
    background: impl FnOnce() -> Option<Kind>,
) -> (Theme, Vec<Warning>) {
    let catalog = Catalog::new(config.themes_folder());
    let depth = depth(config, env);
    let mut warnings = Vec::new();
    let set = &config.theme;
    let asked = match flag {
        Some(name) => catalog::Asked { name, source: "--theme", line: None },
        None => catalog::Asked { name: &set.name.text, source: &config.source, line: set.name.line },
    };
    let known = asked.name != "auto" && catalog.has(asked.name);
    if !known && asked.name != "auto" {
        warnings.push(catalog.unknown(asked));
    }
    let asked = if known {
        asked
    } else {
        // With sixteen colours or none the ground stays the terminal's own, whichever of the pair it is.
        let kind = if depth >= Depth::Ansi256 { background() } else { None };
        let of_pair = if kind == Some(Kind::Light) { &set.light } else { &set.dark };
        catalog::Asked { name: &of_pair.text, source: &config.source, line: of_pair.line }
    };
    let read = |reader: &mut Reader<'_>, table: &DeTable<'_>| layer::from_table(reader, &config.source, table);
    let over = set.overrides.as_ref().and_then(|changes| changes.read(&config.source, read));
    let over = over.map(|(layer, faults)| {
        warnings.extend(faults);
        layer
    });
    let (mut theme, faults) = catalog.compose(asked, over);
    warnings.extend(faults);
    if let Some(preset) = preset(config, env) {
        theme.symbols = Symbols::preset(preset);
    }
    (theme.at_depth(depth), warnings)
}

/// The depth the configuration asks for, or the terminal's own. A setting made by hand goes before `NO_COLOR`, as
/// no-color.org asks.
fn depth(config: &Config, env: &dyn Fn(&str) -> Option<String>) -> Depth {
    match config.ui.colour {
        Colour::Auto => Depth::detect(env),
        Colour::True => Depth::TrueColour,
        Colour::Indexed => Depth::Ansi256,
        Colour::Basic => Depth::Ansi16,
        Colour::Mono => Depth::Mono,
    }
}

/// The marks to use instead of the theme's, where the configuration or the terminal asks for others.
fn preset(config: &Config, env: &dyn Fn(&str) -> Option<String>) -> Option<Preset> {
    match config.ui.symbols {
        Marks::Unicode => Some(Preset::Unicode),
        Marks::Ascii => Some(Preset::Ascii),
        Marks::Nerd => Some(Preset::Nerd),
        Marks::Auto => {
            let term = env("TERM").unwrap_or_default();
            let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env(name).filter(|v| !v.is_empty()));
            // A locale without a charset ("C", or none at all in a container) says nothing about the terminal.
            let charset =
                locale.as_deref().and_then(|locale| locale.split_once('.')).map(|(_, rest)| rest.to_lowercase());
            let other = charset.is_some_and(|charset| !charset.starts_with("utf"));
            // The console of Linux has one small font, and terminals of the VT series and their likes were made before Unicode.
            let plain = ["dumb", "linux", "ansi"].contains(&&*term) || is_vt(&term);
            (other || plain).then_some(Preset::Ascii)
        }
    }
}

/// Whether a terminal calls itself by a number of the VT series: `vt100`, `vt220-w`.
fn is_vt(term: &str) -> bool {
    term.strip_prefix("vt").is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// A built-in theme that needs no other.
fn written_for(name: &str) -> Theme {
    let layers: Vec<layer::Layer> = catalog::built_in(name).into_iter().collect();
    cascade::resolve(name, &layers).0
}
