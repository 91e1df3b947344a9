//! `newsdiff completions`: what a shell needs to complete the command line.

use std::process::ExitCode;

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::{Generator, Shell as Known, generate};
use clap_complete_nushell::Nushell;

use super::args::Cli;
use super::report::{Failure, Output};

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    /// For ~/.local/share/bash-completion/completions/newsdiff.
    Bash,
    /// For a file _newsdiff in a folder of $fpath.
    Zsh,
    /// For ~/.config/fish/completions/newsdiff.fish.
    Fish,
    /// For $PROFILE, or a file it reads.
    #[value(name = "powershell")]
    Power,
    /// For a file that config.nu reads with `source`.
    Nushell,
    /// For ~/.config/elvish/rc.elv, or a file it reads.
    Elvish,
}

/// Writes the completions of a shell on standard output.
pub(super) fn run(args: &Completions) -> Result<ExitCode, Failure> {
    let text = match args.shell {
        Shell::Bash => completions(Known::Bash),
        Shell::Zsh => completions(Known::Zsh),
        Shell::Fish => completions(Known::Fish),
        Shell::Power => completions(Known::PowerShell),
        Shell::Nushell => completions(Nushell),
        Shell::Elvish => completions(Known::Elvish),
    };
    Output::default().write(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn completions(shell: impl Generator) -> String {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "newsdiff", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}
