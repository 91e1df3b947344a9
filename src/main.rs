//! The `newsdiff` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsdiff::cli::run()
}
