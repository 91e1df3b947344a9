//! What can go wrong with a store, in the reader's words: which file, what, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

use super::QueryError;
use crate::model::StoryId;

/// The engine's codes for a write, a flush, a cut and a shared-memory file that the system did not allow.
const WRITING: [i32; 5] = [
    ffi::SQLITE_IOERR_WRITE,
    ffi::SQLITE_IOERR_FSYNC,
    ffi::SQLITE_IOERR_TRUNCATE,
    ffi::SQLITE_IOERR_SHMSIZE,
    ffi::SQLITE_IOERR_SHMMAP,
];

/// Its codes for a file that ends too soon or that the file system calls damaged.
const READING: [i32; 2] = [ffi::SQLITE_IOERR_SHORT_READ, ffi::SQLITE_IOERR_CORRUPTFS];

/// Why the store could not do what was asked. Nothing of the failed step is kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder of the store cannot be made.
    #[error("cannot make the folder of the store {}: {why}", path.display())]
    Folder {
        /// The store's file.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// The file cannot be opened or made.
    #[error("cannot open the store {}: {why}", path.display())]
    Unopenable {
        /// The store's file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The file holds something else.
    #[error("{} is not a newsdiff store", path.display())]
    NotAStore {
        /// The file.
        path: PathBuf,
    },
    /// A later newsdiff wrote it.
    #[error("the store {} has format {found}, and this newsdiff knows formats up to {known}", path.display())]
    Newer {
        /// The store's file.
        path: PathBuf,
        /// The format of the file.
        found: i64,
        /// The newest format this program knows.
        known: i64,
    },
    /// Another process holds it and did not let go in time.
    #[error("the store {} is locked by another program", path.display())]
    Locked {
        /// The store's file.
        path: PathBuf,
    },
    /// The file or its folder may not be written.
    #[error("the store {} cannot be written", path.display())]
    ReadOnly {
        /// The store's file.
        path: PathBuf,
    },
    /// The disk has no room left.
    #[error("no room left on the disk, or no more allowed, for the store {}", path.display())]
    Full {
        /// The store's file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("the store {} is damaged: {why}", path.display())]
    Damaged {
        /// The store's file.
        path: PathBuf,
        /// Where the damage shows.
        why: String,
    },
    /// There is no such story or version.
    #[error("the store {} has no {what}", path.display())]
    Missing {
        /// The store's file.
        path: PathBuf,
        /// What was asked for: "version 12".
        what: String,
    },
    /// A story cannot be split into itself and nothing.
    #[error("story {story} would have no article left")]
    NothingLeft {
        /// The story.
        story: StoryId,
    },
    /// What was looked for cannot be understood.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// Anything else.
    #[error("the store {} failed: {why}", path.display())]
    Failed {
        /// The store's file.
        path: PathBuf,
        /// What the engine said.
        why: String,
    },
}

impl StoreError {
    /// What the reader can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            StoreError::Folder { .. } | StoreError::Unopenable { .. } => {
                "check the path and who may write there, or name another file with --store"
            }
            StoreError::NotAStore { .. } => "name another file with --store; this one is left as it is",
            StoreError::Newer { .. } => "update newsdiff, or name another file with --store; this one is left as it is",
            StoreError::Locked { .. } => "close the other program, or try again when it is done",
            StoreError::ReadOnly { .. } => "make the file and its folder writable, or name another file with --store",
            StoreError::Full { .. } => "make room and run the command again; what was kept before is whole",
            StoreError::Damaged { .. } => {
                "`newsdiff doctor --repair` saves what can be read, and keeps the damaged file"
            }
            StoreError::Missing { .. } => "`newsdiff stories --format json` lists the numbers there are",
            StoreError::NothingLeft { .. } => "name some of its articles and not all",
            StoreError::Query(error) => error.hint,
            StoreError::Failed { .. } => "run the command again; nothing of this step was kept",
        }
    }

    /// Puts the engine's fault into the reader's words.
    pub(super) fn read(path: &Path, fault: &rusqlite::Error) -> StoreError {
        let path = path.to_owned();
        let why = fault.to_string();
        let extended = fault.sqlite_error().map_or(0, |error| error.extended_code);
        match fault.sqlite_error_code() {
            // Writing and making room fail so where a limit on the size of files is reached.
            Some(ErrorCode::SystemIoFailure) if WRITING.contains(&extended) => StoreError::Full { path },
            Some(ErrorCode::SystemIoFailure) if READING.contains(&extended) => StoreError::Damaged { path, why },
            Some(ErrorCode::NotADatabase) => StoreError::NotAStore { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { path },
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { path },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure) => {
                StoreError::Unopenable { path, why }
            }
            Some(ErrorCode::DiskFull) => StoreError::Full { path },
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, why },
            _ => StoreError::Failed { path, why },
        }
    }
}
