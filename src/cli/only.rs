//! The command line of `compare` alone.
//!
//! clap builds all that can be said before it reads what was: fifteen commands, in more time than reading two short articles takes.
//! A comparison is asked for again and again by scripts, so its command line is also built alone. What it cannot read, help and
//! faults included, is left to the whole.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use super::args::{Cli, Command, Compare, Global};

#[derive(Debug, Parser)]
#[command(name = "newsdiff")]
struct Only {
    #[command(subcommand)]
    command: Comparing,
    #[command(flatten)]
    global: Global,
}

#[derive(Debug, Subcommand)]
enum Comparing {
    Compare(Compare),
}

/// What these arguments ask for, the program's name before them, if they begin with `compare` and have no fault.
pub(super) fn comparison(arguments: &[OsString]) -> Option<Cli> {
    if arguments.get(1)? != "compare" {
        return None;
    }
    let Only { command: Comparing::Compare(compare), global } = Only::try_parse_from(arguments).ok()?;
    Some(Cli { command: Some(Command::Compare(compare)), paths: Vec::new(), global })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks whether a line is read alone, and that it is then read as the whole command line reads it.
    fn check_read(line: &str, alone: bool) {
        let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let read = comparison(&arguments);
        assert_eq!(read.is_some(), alone, "{line}");
        if let Some(read) = read {
            let whole = Cli::try_parse_from(&arguments).expect("what is read alone has no fault");
            assert_eq!(format!("{read:?}"), format!("{whole:?}"), "{line}");
        }
    }

    #[test]
    fn a_comparison_is_read_as_by_the_whole_command_line() {
        check_read("newsdiff compare a.txt b.txt", true);
        check_read("newsdiff compare a.txt b.txt --format json --profile=revision --tier sure --exit-code", true);
        check_read("newsdiff compare --plain --store s.db --color always 1 - --no-pager --config c --theme dusk", true);
        check_read("newsdiff compare -- --plain compare", true);
    }

    #[test]
    fn all_else_is_left_to_the_whole() {
        for line in
            ["compare", "compare a.txt", "compare --help", "compare a b c", "compare a b --tier high", "help compare"]
        {
            check_read(&format!("newsdiff {line}"), false);
        }
        check_read("newsdiff", false);
        check_read("newsdiff --plain compare a.txt b.txt", false);
        check_read("newsdiff claims a.txt b.txt", false);
    }
}
