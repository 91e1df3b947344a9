//! Opening a store: a file, which is made where there is none and brought to the newest format, or memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Store, StoreError, grouping, migrate};

/// What the engine takes for no file.
const IN_MEMORY: &str = ":memory:";

/// How long a step waits for another program's write before it fails with [`StoreError::Locked`].
const PATIENCE: Duration = Duration::from_secs(10);

/// How long it waits before it looks again. The engine's own pauses grow to a tenth of a second, in which an update that writes step by
/// step begins its next before anybody looks.
const LOOK: Duration = Duration::from_millis(1);

/// Statements kept prepared: all that a step of many articles goes through by turns, so that none is read anew for each.
const STATEMENTS: usize = 64;

/// Kibibytes of the file kept in memory, with the engine's sign for them: the pages a step of many articles changes, so that none
/// is written before the step ends and once more when it does.
const PAGES_IN_MEMORY: i64 = -16_384;

/// Pages that are written beside the file before they are brought into it: those of some steps of many articles.
const PAGES_BESIDE: i64 = 4_000;

impl Store {
    /// Opens the store at a path, making folders and file where there are none.
    ///
    /// A store of an older format is brought to the newest after a copy was put beside it. A file that may not be written is
    /// opened for reading, also on a disk where nothing may be. On a full disk a store is opened by one program at a time.
    ///
    /// # Errors
    /// Every [`StoreError`] but [`StoreError::Missing`]; the file is then as it was.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        let closed = fs::metadata(path).is_ok_and(|file| file.permissions().readonly());
        let opened = if closed { Store::open_for_reading(path) } else { Store::open_shared(path) };
        match opened {
            Err(StoreError::Full { .. }) if path.is_file() => Store::open_alone(path).or(opened),
            // What was written beside it and not brought into it could only be read with files that cannot be made.
            Err(StoreError::Unopenable { .. } | StoreError::ReadOnly { .. })
                if path.is_file() && !beside(path, "-wal").exists() =>
            {
                Store::open_unchanging(path).or(opened)
            }
            opened => opened,
        }
    }

    /// An empty store that lasts as long as the value.
    ///
    /// # Errors
    /// [`StoreError::Failed`] where there is no memory for it.
    pub fn in_memory() -> Result<Store, StoreError> {
        let path = Path::new(IN_MEMORY);
        let mut store = Store::connect(path, path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        migrate::migrate(&mut store.connection, path)?;
        Ok(store)
    }

    /// Where the reader's store lies: `store.db` in the platform's folder for data. `None` where there is no home folder.
    pub fn default_path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "newsdiff").map(|folders| folders.data_dir().join("store.db"))
    }

    /// The file of this store; ":memory:" where there is none.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether what is written outlasts the program.
    pub fn is_kept(&self) -> bool {
        self.path != Path::new(IN_MEMORY)
    }

    fn open_shared(path: &Path) -> Result<Store, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|why| StoreError::Folder { path: path.to_owned(), why })?;
        }
        let mut store = Store::connect(path, path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        // Looked at before anything is written, so that a file that is no store stays as it is.
        migrate::format_of(&store.connection, path)?;
        store.enter_wal().map_err(|e| store.fault(&e))?;
        migrate::migrate(&mut store.connection, path)?;
        Ok(store)
    }

    /// Opens a store where there is no room for the file by which programs see each other's work: it is kept in memory, and
    /// others are told that the store is locked.
    fn open_alone(path: &Path) -> Result<Store, StoreError> {
        let fault = |e: rusqlite::Error| StoreError::read(path, &e);
        let connection =
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        let connection = connection.map_err(fault)?;
        // Before anything is read: the first reading decides where programs see each other's work.
        connection.pragma_update(None, "locking_mode", "exclusive").map_err(fault)?;
        let store = Store::set_up(connection, path).map_err(fault)?;
        store.of_newest_format(StoreError::Full { path: path.to_owned() })
    }

    /// Opens a store on a disk where nothing can be written, by anybody, so that no lock is needed.
    fn open_unchanging(path: &Path) -> Result<Store, StoreError> {
        let refused = || StoreError::ReadOnly { path: path.to_owned() };
        let name = path.to_str().ok_or_else(refused)?.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let name = PathBuf::from(format!("file:{name}?immutable=1"));
        let store = Store::connect(path, &name, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?;
        store.of_newest_format(refused())
    }

    /// This store, unless it would have to be brought to a newer format first.
    fn of_newest_format(self, else_fault: StoreError) -> Result<Store, StoreError> {
        if migrate::format_of(&self.connection, &self.path)? < migrate::newest() { Err(else_fault) } else { Ok(self) }
    }

    fn open_for_reading(path: &Path) -> Result<Store, StoreError> {
        let store = Store::connect(path, path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        store.of_newest_format(StoreError::ReadOnly { path: path.to_owned() })
    }

    /// Connects to the store at a path, which the engine knows by a name.
    fn connect(path: &Path, name: &Path, flags: OpenFlags) -> Result<Store, StoreError> {
        let fault = |e: rusqlite::Error| StoreError::read(path, &e);
        let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(fault)?;
        Store::set_up(connection, path).map_err(fault)
    }

    fn set_up(mut connection: Connection, path: &Path) -> rusqlite::Result<Store> {
        be_patient(&mut connection)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What was reported as kept stays kept when the power fails.
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "cache_size", PAGES_IN_MEMORY)?;
        connection.pragma_update(None, "wal_autocheckpoint", PAGES_BESIDE)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // One plan for a statement, whatever values it is given: no statistics are kept by which another could be better, and looking
        // for one anew took longer than reading an article.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(Store { connection, path: path.to_owned(), window: grouping::Window::default() })
    }

    /// Makes the file one that can be read while it is written. The engine does not wait by itself for this one step, which
    /// two programs may well take at once on a new store.
    fn enter_wal(&self) -> rusqlite::Result<()> {
        let begun = Instant::now();
        loop {
            match self.connection.pragma_update(None, "journal_mode", "wal") {
                Err(e) if e.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                done => return done,
            }
        }
    }
}

/// The path of a file beside another, whose name begins as that one's.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Has the steps of a connection wait for another program's write, up to [`PATIENCE`]. A time-out set on it meanwhile is forgotten.
pub(super) fn be_patient(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_handler(Some(wait))
}

/// Waits a moment for another program's write, unless that has lasted too long; the engine asks with how often it has asked before.
fn wait(asked: i32) -> bool {
    std::thread::sleep(LOOK);
    u128::from(asked.unsigned_abs()) * LOOK.as_millis() < PATIENCE.as_millis()
}
