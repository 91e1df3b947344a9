//! `newsdiff sources add`.

use std::process::ExitCode;

use jiff::Timestamp;

use super::super::network;
use super::super::open::{self, Setting};
use super::super::report::{Failure, Output, harmless};
use super::Add;
use crate::fetch::{Client, FetchError};
use crate::store::{NewSource, SourceKind, Store};
use crate::update::{self, FindError, Found, Given, Stop, find};

/// Follows what is named, and says what was found. One that fails keeps none of the others from being followed.
pub(super) fn run(args: &Add, setting: &Setting) -> Result<ExitCode, Failure> {
    let mut store = open::store_to_write(setting)?;
    let (client, stop) = (network::client(&setting.config), network::stop());
    let mut out = Output::default();
    let mut failures = Vec::new();
    for given in &args.sources {
        match look(args, given, &client, &stop) {
            Ok(found) => follow(&mut store, args, found, &mut out)?,
            Err(failure) => failures.push(failure),
        }
    }
    match failures.pop() {
        None => Ok(ExitCode::SUCCESS),
        Some(last) => {
            for failure in &failures {
                failure.tell();
            }
            Err(last)
        }
    }
}

/// What lies where the reader says.
fn look(args: &Add, given: &str, client: &Client, stop: &Stop) -> Result<Found, Failure> {
    let address = match update::given(given) {
        Ok(Given::Folder(folder)) => return Ok(alone(folder)),
        Ok(Given::File(_)) => {
            let hint = "`newsdiff add` keeps the articles of a file; a folder can be followed";
            return Err(Failure::new(format!("{} is a file", harmless(given)), hint));
        }
        Ok(Given::Address(address)) => address,
        Err(fault) => return Err(Failure::new(harmless(&fault.what), fault.hint)),
    };
    if args.page {
        let near = client.is_near(&address);
        let page = NewSource { near, ..NewSource::at(SourceKind::Page, address) };
        return Ok(alone(page));
    }
    find(client, &address, stop).map_err(|fault| {
        let hint = match fault {
            FindError::NoFeed => "name the feed itself, or follow the page as one article with --page",
            FindError::Fetch(FetchError::Insecure(_)) => "add it again once that is put right",
            FindError::Fetch(_) => "check the address and try again",
        };
        Failure::new(format!("{} {fault}", harmless(&address)), hint)
    })
}

fn alone(source: NewSource) -> Found {
    Found { source, others: Vec::new(), by_page: false }
}

fn follow(store: &mut Store, args: &Add, found: Found, out: &mut Output) -> Result<(), Failure> {
    let Found { mut source, others, by_page } = found;
    if args.sources.len() == 1 {
        source.title = args.title.clone().or(source.title);
    }
    source.tag.clone_from(&args.tag);
    let (id, known) = store.add_source(&source, Timestamp::now())?;
    let name = harmless(source.title.as_deref().unwrap_or(&source.address));
    let word = if known { "known" } else { "added" };
    out.write(&format!("{word:<9}  {id} {name}: {} {}\n", source.kind.name(), harmless(&source.address)))?;
    if by_page && !others.is_empty() {
        out.write("           the page names other feeds too, which can be added:\n")?;
        for other in others {
            out.write(&format!("           {}\n", harmless(&other)))?;
        }
    }
    Ok(())
}
