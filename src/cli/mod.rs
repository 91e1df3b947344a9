//! The command line: what the program is asked to do, and the one place that prints an error.

use std::process::ExitCode;

/// Reads the command line, does what it says, and returns the exit status: 0 done, 1 failed, 2 wrong usage.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
