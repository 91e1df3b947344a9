//! `newsdiff doctor`: looks the store over, and mends it.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::args;
use super::open::Setting;
use super::report::{Failure, Output};
use crate::store::doctor::{self, Fault, Mended, Size};

/// Says what is wrong with the store, and mends it where that is asked for. The exit status says whether it is sound now.
pub(super) fn run(args: &args::Doctor, setting: &Setting) -> Result<ExitCode, Failure> {
    let path = setting.store_path()?;
    if !path.exists() {
        let what = format!("there is no store {}", path.display());
        return Err(Failure::new(what, "`newsdiff add FILES` makes one; --store PATH names another"));
    }
    let (size, faults) = doctor::examine(&path)?;
    let mut out = Output::default();
    out.write(&told(size, &faults))?;
    if faults.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    if !args.repair {
        out.write("`newsdiff doctor --repair` mends it.\n")?;
        return Ok(ExitCode::FAILURE);
    }
    if let Some(Mended::Salvaged { damaged, versions }) = doctor::repair(&path)? {
        out.write(&format!(
            "{versions} versions could be read and stand in a new store in its place; the damaged one is kept as {}.\n",
            damaged.display()
        ))?;
    }
    let (size, left) = doctor::examine(&path)?;
    out.write(&told(size, &left))?;
    Ok(if left.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn told(size: Option<Size>, faults: &[Fault]) -> String {
    let mut text = String::new();
    if let Some(Size { format, articles, versions, stories }) = size {
        let _ = writeln!(text, "{articles} articles in {versions} versions and {stories} stories, format {format}");
    }
    for fault in faults {
        let _ = writeln!(text, "fault: {fault}");
    }
    if faults.is_empty() {
        text.push_str("The store is sound.\n");
    }
    text
}
