//! How a source is: in a few words for its row, in sentences for its details.

use super::Followed;
use crate::store::SourceKind;
use crate::theme::StyleRole;
use crate::tui::clock::Clock;
use crate::tui::round::Round;
use crate::update::{Outcome, SourceReport};

/// The state of a source in a few words, and the role they have.
pub(super) fn state(followed: &Followed, round: &Round) -> (String, StyleRole) {
    let source = &followed.source;
    if round.waits(source.id) {
        return ("waiting".to_owned(), StyleRole::Info);
    }
    if let Some(error) = &source.error {
        return (error.clone(), StyleRole::Error);
    }
    if source.tried.is_none() {
        return ("not read yet".to_owned(), StyleRole::Muted);
    }
    let said = match source.new_items {
        0 => "nothing new".to_owned(),
        new => format!("{new} new"),
    };
    let changed = round.report(source.id).map_or(0, |report| report.items.revised + report.pages.revised);
    if changed == 0 {
        return (said, StyleRole::Muted);
    }
    let said = if source.new_items == 0 { String::new() } else { format!("{said}, ") };
    (format!("{said}{changed} changed"), StyleRole::Muted)
}

/// When a source was last read.
pub(super) fn last(followed: &Followed, clock: &Clock) -> String {
    followed.source.succeeded.map_or_else(|| "never".to_owned(), |moment| clock.ago(moment))
}

/// When it is due, as `watch` goes by.
pub(super) fn next(followed: &Followed, clock: &Clock) -> String {
    let source = &followed.source;
    if source.stopped {
        return "never".to_owned();
    }
    clock.until(source.held.unwrap_or(source.due).max(source.due))
}

/// The sentences about a source, each with its role: what it is, how its readings go, what is wrong and what to do.
pub(super) fn details(followed: &Followed, round: &Round, clock: &Clock, keys: &Keys) -> Vec<(String, StyleRole)> {
    let source = &followed.source;
    let mut said =
        vec![(source.about.address.clone(), StyleRole::LinkText), (readings(followed, clock), StyleRole::Muted)];
    if let Some(error) = &source.error {
        let times = if source.failures > 1 { format!(", {} times in a row", source.failures) } else { String::new() };
        said.push((format!("It {error}{times}."), StyleRole::Error));
        said.push((remedy(followed, keys), StyleRole::Info));
    }
    if let Some(report) = round.report(source.id) {
        said.extend(of_the_last_round(report));
    }
    said
}

/// "Read 2 min ago · 41 articles · due in 28 min"
fn readings(followed: &Followed, clock: &Clock) -> String {
    let source = &followed.source;
    let read = match source.succeeded {
        None => "Never read".to_owned(),
        Some(moment) => format!("Read {}", clock.ago(moment)),
    };
    let mut said = vec![read];
    match followed.brought.articles {
        0 => {}
        1 => said.push("1 article".to_owned()),
        articles => said.push(format!("{articles} articles")),
    }
    if !source.stopped {
        said.push(format!("due {}", next(followed, clock)));
    }
    said.join(" · ")
}

/// What came of the last reading beside its sums: where it has moved, what could not be read.
fn of_the_last_round(report: &SourceReport) -> Vec<(String, StyleRole)> {
    let mut said = Vec::new();
    if let Outcome::Skipped { why, .. } = &report.outcome {
        said.push((format!("It was not asked: {why}."), StyleRole::Info));
    }
    if let Some(moved) = &report.moved {
        said.push((format!("It has moved for good to {moved}."), StyleRole::Info));
    }
    if let Some(first) = report.faults.first() {
        let count = report.faults.len();
        let pages = if count == 1 { "A page".to_owned() } else { format!("{count} pages") };
        let them = if count == 1 { "" } else { "; the first" };
        said.push((format!("{pages} could not be read{them}: {} {}.", first.url, first.why), StyleRole::Warning));
    }
    if let Some(first) = report.warnings.first() {
        said.push((first.message.clone(), StyleRole::Warning));
    }
    said
}

/// The keys that remedies name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Keys {
    /// Reads a source.
    pub(super) update: String,
    /// Follows it no more.
    pub(super) remove: String,
    /// Adds one.
    pub(super) add: String,
}

/// What to do about a source that could not be read.
fn remedy(followed: &Followed, Keys { update, remove, add }: &Keys) -> String {
    let source = &followed.source;
    let error = source.error.as_deref().unwrap_or_default();
    if source.stopped {
        return format!("It is asked no more. {remove} removes it; its articles stay.");
    }
    if source.held.is_some() {
        return "Its server wants to be left alone until then; nothing needs to be done.".to_owned();
    }
    if source.about.kind == SourceKind::Folder {
        return format!("Put the folder back, or {remove} removes it and {add} adds it where it is now.");
    }
    if error.contains("certificate") || error.contains("not speak https") {
        return format!("Once that is put right, {update} tries again; {remove} removes it.");
    }
    if error.contains("404") || error.contains("no feed") || error.contains("is no http") {
        return format!("Look at its site for the new address: {add} adds it, {remove} removes this one.");
    }
    if error.contains("private or local") {
        return format!("If you know it, {remove} removes it and {add} adds it by its own address.");
    }
    if error.contains("nobody knows") || error.contains("be reached") || error.contains("in time") {
        return format!("Is the network up? {update} tries again.");
    }
    format!("{update} tries again.")
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::fetch::{FetchError, Flaw};
    use crate::model::SourceId;
    use crate::store::{Brought, NewSource, Source};

    fn failing(error: &str) -> Followed {
        let about = NewSource {
            kind: SourceKind::Feed,
            address: "https://coast.example/feed".to_owned(),
            title: Some("Coast Wire".to_owned()),
            site: None,
            tag: None,
            near: false,
        };
        let source = Source {
            id: SourceId(1),
            about,
            added: Timestamp::UNIX_EPOCH,
            tried: Some(Timestamp::UNIX_EPOCH),
            succeeded: None,
            etag: None,
            modified: None,
            due: Timestamp::UNIX_EPOCH,
            held: None,
            failures: 1,
            error: Some(error.to_owned()),
            stopped: false,
            new_items: 0,
        };
        Followed { source, brought: Brought::default() }
    }

    fn check_remedy(fault: &FetchError, expected: &str) {
        let keys = Keys { update: "r".to_owned(), remove: "x".to_owned(), add: "a".to_owned() };
        let said = remedy(&failing(&fault.to_string()), &keys);
        assert!(said.contains(expected), "{fault}: {said}");
    }

    #[test]
    fn faults_have_remedies() {
        check_remedy(&FetchError::NotFound, "a adds it, x removes this one");
        check_remedy(&FetchError::UnknownHost, "Is the network up? r");
        check_remedy(&FetchError::Unreachable("nothing listens there".to_owned()), "Is the network up?");
        check_remedy(&FetchError::Insecure(Flaw::Expired), "Once that is put right, r tries again");
        check_remedy(&FetchError::TimedOut, "Is the network up?");
        check_remedy(&FetchError::Near, "by its own address");
        check_remedy(&FetchError::Status(500), "r tries again");
        let mut gone = failing(&FetchError::Gone.to_string());
        gone.source.stopped = true;
        assert!(remedy(&gone, &Keys::default()).contains("its articles stay"));
    }
}
