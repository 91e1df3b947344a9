//! The command line: what the program is asked to do, and the one place that prints an error.

mod add;
mod args;
mod claims;
mod compare;
mod completions;
mod doctor;
mod export;
mod group;
mod man;
mod network;
mod only;
mod open;
mod pager;
mod progress;
mod report;
mod search;
mod sources;
mod stories;
mod themes;
mod update;
mod watch;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use serde::Serialize;

use args::{Cli, Command};
use open::Setting;

/// Reads the command line, does what it says, and returns the exit status: 0 done, 1 failed, 2 wrong usage.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let cli = match only::comparison(&arguments).map_or_else(|| Cli::try_parse_from(&arguments), Ok) {
        Ok(cli) => cli,
        Err(usage) => return explain(&usage),
    };
    let setting = Setting::load(cli.global);
    let done = match &cli.command {
        None => open::run(&cli.paths, setting),
        Some(Command::Add(args)) => add::run(args, &setting),
        Some(Command::Sources(command)) => sources::run(command, &setting),
        Some(Command::Update(args)) => update::run(args, &setting),
        Some(Command::Watch(args)) => watch::run(args, &setting),
        Some(Command::Stories(args)) => stories::run(args, &setting),
        Some(Command::Search(args)) => search::run(args, &setting),
        Some(Command::Group(change)) => group::run(change, &setting),
        Some(Command::Export(args)) => export::run(args, &setting),
        Some(Command::Doctor(args)) => doctor::run(args, &setting),
        Some(Command::Compare(args)) => compare::run(args, &setting),
        Some(Command::Claims(args)) => claims::run(args, &setting),
        Some(Command::Themes(command)) => themes::run(command, &setting),
        Some(Command::Completions(args)) => completions::run(args),
        Some(Command::Man) => man::run(),
    };
    done.unwrap_or_else(|failure| failure.tell())
}

/// Prints help, the version or what was wrong with the usage.
fn explain(usage: &clap::Error) -> ExitCode {
    // Help that nobody reads to its end is no failure.
    let _ = usage.print();
    ExitCode::from(usage.exit_code() as u8)
}

/// A value as indented JSON that ends its line.
fn json_text(shape: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(shape).expect("plain structs with text keys are always JSON");
    text.push('\n');
    text
}
