//! `newsdiff themes`: the themes there are, one shown, and what is wrong with a file.

use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};

use super::open::Setting;
use super::pager;
use super::report::{Failure, Output, marks, warn, width};
use crate::config::document::did_you_mean;
use crate::export::Marks;
use crate::theme::{Catalog, Depth, Kind, contrast, sample};

#[derive(Debug, Subcommand)]
pub(super) enum Themes {
    /// List every theme: those built in, and those in the folder themes beside the configuration.
    List,
    /// Show a theme: a few lines of the screens, and every role in its style.
    Show {
        /// The theme's name.
        #[arg(value_name = "NAME")]
        name: String,
        /// How to show it.
        #[arg(long, default_value = "sample")]
        format: ShowFormat,
    },
    /// Say every fault of theme files: unknown keys, wrong colours, themes they build on that do not exist.
    Check {
        /// The files.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowFormat {
    /// In its own colours.
    Sample,
    /// As a theme file with every role, to begin one of your own from.
    Toml,
}

pub(super) fn run(command: &Themes, setting: &Setting) -> Result<ExitCode, Failure> {
    let catalog = Catalog::new(setting.config.themes_folder());
    match command {
        Themes::List => pager::show(&list(&catalog), setting)?,
        Themes::Show { name, format } => show(&catalog, name, *format, setting)?,
        Themes::Check { files } => check(&catalog, files)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A theme a line: its name, its ground, and where it is from.
fn list(catalog: &Catalog) -> String {
    let names = catalog.names();
    let widest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let mut lines = String::new();
    for name in names {
        let (theme, _) = catalog.load(&name, Depth::TrueColour);
        let kind = if theme.kind == Kind::Light { "light" } else { "dark" };
        let from = catalog.own_file(&name).map_or_else(|| "built in".to_owned(), |file| file.display().to_string());
        let _ = writeln!(
            lines,
            "{:<widest$}  {kind:<5}  {}",
            super::report::harmless(&name),
            super::report::harmless(&from)
        );
    }
    lines
}

fn show(catalog: &Catalog, name: &str, format: ShowFormat, setting: &Setting) -> Result<(), Failure> {
    if !catalog.has(name) {
        let names = catalog.names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        return Err(Failure::new(format!("there is no theme {name}"), did_you_mean(name, &names)));
    }
    if format == ShowFormat::Toml {
        let (theme, warnings) = catalog.load(name, Depth::TrueColour);
        warn(&warnings);
        return pager::show(&theme.to_toml(), setting);
    }
    let coloured = marks(&setting.global) == Marks::Colour && !setting.global.plain;
    // Colours asked for are written, also where the environment knows of none.
    let depth = if coloured { Depth::detect(&|name| env::var(name).ok()).max(Depth::Ansi16) } else { Depth::Mono };
    let (theme, warnings) = catalog.load(name, depth);
    warn(&warnings);
    pager::show(&sample::text(&theme, width(), coloured), setting)
}

/// Says the faults of each file, and what is hard to read in it, which is no fault.
fn check(catalog: &Catalog, files: &[PathBuf]) -> Result<(), Failure> {
    let mut faults = 0;
    let mut out = Output::default();
    for file in files {
        faults += check_file(catalog, file, &mut out)?;
    }
    match faults {
        0 => Ok(()),
        1 => Err(Failure::new("1 fault in the theme", "what has a fault is taken from the theme below it")),
        n => Err(Failure::new(format!("{n} faults in the theme"), "what has a fault is taken from the theme below it")),
    }
}

fn check_file(catalog: &Catalog, file: &Path, out: &mut Output) -> Result<usize, Failure> {
    if !file.is_file() {
        return Err(Failure::new(format!("{}: no such file", file.display()), "name a theme file, NAME.toml"));
    }
    let (theme, faults) = catalog.load_file(file, Depth::TrueColour);
    let mut said = String::new();
    for fault in &faults {
        let _ = writeln!(said, "{}", crate::text::neutralise(&fault.to_string()));
    }
    for low in contrast::low(&theme, contrast::LEAST) {
        let _ = writeln!(said, "{}: note: {low} to 1, hard to read below {}", file.display(), contrast::LEAST);
    }
    if faults.is_empty() {
        let _ = writeln!(said, "{}: no faults", file.display());
    }
    out.write(&said)?;
    Ok(faults.len())
}
