//! What a reader names as news: an address of the web, a folder, or a file.

use std::path::{Path, PathBuf};

use crate::fetch::host_of;
use crate::store::{NewSource, SourceKind};

/// What was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// An address of the web, with its scheme.
    Address(String),
    /// A folder that can be followed.
    Folder(NewSource),
    /// Something else that lies on this machine.
    File(PathBuf),
}

/// Why it is nothing that can be followed or read, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct GivenError {
    /// What is wrong.
    pub what: String,
    /// What can be named instead.
    pub hint: &'static str,
}

/// Tells what `text` names. What lies on this machine goes before an address without its scheme.
///
/// # Errors
/// Where it is no address and nothing lies there, or a folder has no path that can be kept.
pub fn given(text: &str) -> Result<Given, GivenError> {
    let path = Path::new(text);
    if as_address(path).is_none() {
        if path.is_dir() {
            return folder(path).map(Given::Folder);
        }
        if path.exists() {
            return Ok(Given::File(path.to_owned()));
        }
    }
    with_scheme(text).map(Given::Address)
}

/// Whether what was given for a path is an address of the web.
pub fn as_address(given: &Path) -> Option<&str> {
    let text = given.to_str()?;
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https")).then_some(text)
}

/// The folder by its whole path, so that it is found from wherever newsdiff runs.
fn folder(path: &Path) -> Result<NewSource, GivenError> {
    let whole = std::fs::canonicalize(path).ok();
    let Some(address) = whole.as_deref().and_then(Path::to_str) else {
        let hint = "check its permissions, and that its name is UTF-8";
        return Err(GivenError { what: format!("{} cannot be followed", path.display()), hint });
    };
    let title =
        path.file_name().or(whole.as_deref().and_then(Path::file_name)).map(|name| name.to_string_lossy().into_owned());
    Ok(NewSource { title, ..NewSource::at(SourceKind::Folder, address) })
}

/// "coast.example/news" is what people write for an address.
fn with_scheme(given: &str) -> Result<String, GivenError> {
    let address = if given.contains("://") { given.to_owned() } else { format!("https://{given}") };
    let looks_like_one = given.contains("://") || given.split('/').next().is_some_and(|host| host.contains('.'));
    if looks_like_one && host_of(&address).is_some() {
        return Ok(address);
    }
    let hint = "name an address that begins with http:// or https://, or a folder";
    Err(GivenError { what: format!("{given} is no address and no folder"), hint })
}
