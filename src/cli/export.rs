//! `newsdiff export`: a store, or some of it, as JSON Lines that `newsdiff add` takes back.

use std::process::ExitCode;

use super::args;
use super::open::{self, Setting};
use super::report::{Failure, Output};
use crate::export::jsonl;
use crate::model::StoryId;
use crate::store::{Choice, Query, StoreError, today};

/// Writes every version chosen, one a line, in the order in which they were kept.
pub(super) fn run(args: &args::Export, setting: &Setting) -> Result<ExitCode, Failure> {
    let asked = args.what.join(" ");
    let store = open::store_to_look_at(setting)?;
    let choice = match asked.parse() {
        Ok(number) => Choice::Story(store.story(StoryId(number))?.id),
        Err(_) => Choice::Query(Query::parse(&asked, today()).map_err(StoreError::from)?),
    };
    let args::ExportFormat::Jsonl = args.format;
    let mut out = Output::default();
    let mut written = Ok(());
    store.export(&choice, &mut |record| {
        written = out.write(&jsonl::line(&record));
        written.is_ok()
    })?;
    written?;
    Ok(ExitCode::SUCCESS)
}
