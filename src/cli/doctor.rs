//! `newsdiff doctor`: looks the store over, mends it, and lets go of what is old.

use std::fmt::Write as _;
use std::process::ExitCode;

use jiff::Timestamp;

use super::args;
use super::open::Setting;
use super::report::{Failure, Output};
use crate::config::Config;
use crate::model::Moment;
use crate::store::doctor::{self, Fault, Mended, Size};
use crate::store::{Pruned, Store};
use crate::update;

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
        return prune(args, setting, &mut out);
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
    if left.is_empty() { prune(args, setting, &mut out) } else { Ok(ExitCode::FAILURE) }
}

/// Lets go of what is old in a sound store, where that is asked for.
fn prune(args: &args::Doctor, setting: &Setting, out: &mut Output) -> Result<ExitCode, Failure> {
    if !args.prune {
        return Ok(ExitCode::SUCCESS);
    }
    let keep = update::keep(&setting.config);
    if !keep.is_bounded() {
        return Err(Failure::new(
            "the configuration keeps everything",
            "set keep_days or keep_megabytes under [store] in config.toml",
        ));
    }
    let mut store = Store::open(&setting.store_path()?)?;
    let pruned = store.prune(keep, Timestamp::now(), args.dry_run)?;
    let line = gone(&pruned, if args.dry_run { "would go" } else { "gone" });
    out.write(if line.is_empty() { "Nothing is old enough to go.\n" } else { &line })?;
    Ok(ExitCode::SUCCESS)
}

/// Lets go of what is old after a round, where the configuration says so; `None` where it keeps everything.
pub(super) fn prune_after_round(store: &mut Store, config: &Config) -> Result<Option<Pruned>, Failure> {
    let keep = update::keep(config);
    Ok(if keep.is_bounded() { Some(store.prune(keep, Timestamp::now(), false)?) } else { None })
}

/// What went after a round, in a line; empty where nothing did.
pub(super) fn gone_after_round(pruned: Option<&Pruned>) -> String {
    pruned.map_or_else(String::new, |pruned| gone(pruned, "gone"))
}

/// "gone       2 stories with 5 articles, 3 old versions, about 0.1 MB, the oldest of 2026-01-02"
fn gone(pruned: &Pruned, word: &str) -> String {
    let Some(oldest) = pruned.oldest else { return String::new() };
    let Pruned { versions, stories, articles, bytes, .. } = pruned;
    let day = Moment::Instant(oldest).day();
    let tenths = (bytes + 50_000) / 100_000;
    format!(
        "{word:<9}  stories: {stories} (articles: {articles}), old versions: {versions}, about {}.{} MB, the oldest of {day}\n",
        tenths / 10,
        tenths % 10
    )
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
