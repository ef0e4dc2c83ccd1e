//! Opening and making book files: lock, look at the header, refuse what is not ours, check, copy,
//! upgrade. Every refusal leaves the file as it was.
//!
//! Decisions: WAL with `synchronous = FULL` costs one fdatasync a commit and loses nothing when
//! the power fails; no mmap, because an I/O error would become a crash; a new book is built under
//! another name and renamed, so a half-made one never stands there; exclusive locking, because the
//! book is one program's at a time anyway and without a `-shm` file a full disk can still be read.

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::copy::{Closing, Copying, Source};
use super::error::StoreError;
use super::lock::{self, beside};
use super::migrate;
use super::patience::Patience;
use super::reader::Reader;
use super::seal::{self, Held};
use super::table::Value;
use super::writer::{BatchHead, Writer};

/// "YBao": marks a SQLite file as a book.
pub(super) const APPLICATION_ID: i64 = 0x5942_616F;

const HEADER: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";
const VERSION_AT: usize = 60;
const APPLICATION_AT: usize = 68;

/// An open book file.
pub struct Store {
    /// Dropped first: what copies the book is let finish before the book is closed.
    closing: Option<Closing>,
    connection: Connection,
    patience: Patience,
    path: PathBuf,
    /// Dropped after the connection; `None` in memory.
    source: Option<Source>,
    /// Dropped last, after the connection.
    _lock: Option<Held>,
}

/// What a committed transaction did.
#[derive(Debug)]
pub struct Written<T> {
    pub value: T,
    /// `None` when nothing changed.
    pub batch: Option<i64>,
    /// Tables that changed.
    pub touched: Vec<&'static str>,
    /// Whether rows came or went.
    pub reshaped: bool,
}

impl Store {
    /// Opens the book at `path`, waiting up to `patience` for another program to close it.
    pub fn open(path: &Path, patience: Duration) -> Result<Self, StoreError> {
        let data = std::fs::metadata(path).map_err(|err| StoreError::of_io(path, err))?;
        if !data.is_file() {
            return Err(StoreError::NotABook { path: path.to_owned() });
        }
        if data.len() == 0 {
            return Err(StoreError::Hollow { path: path.to_owned() });
        }
        if !lock::was_taken(path) {
            // No one has it open, so it may be looked at without the lock: a file that is no book
            // gets no lock file beside it.
            check_header(path)?;
        }
        Self::open_locked(path, lock::take(path, patience)?)
    }

    fn open_locked(path: &Path, lock: File) -> Result<Self, StoreError> {
        let mut lock = Held::new(lock, path);
        let sealed = seal::holds(path);
        check_header(path)?;
        // SQLite would open a file without the right to write and leave its WAL beside it.
        OpenOptions::new().append(true).open(path).map_err(|err| StoreError::of_io(path, err))?;
        let mut source = Source::open(path).map_err(|err| StoreError::of_io(path, err))?;
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        prepare(&connection, path)?;
        upgrade(&mut connection, path, sealed)?;
        source.writes_to_log(use_wal(&connection, path)?);
        lock.is_sound();
        let store = Self::unlocked(connection, path.to_owned())?;
        let (closing, source) = (Some(source.closing()), Some(source));
        Ok(Self { closing, source, _lock: Some(lock), ..store })
    }

    /// Makes a book at `path`, filled by `fill` before it stands there, and opens it. A file that
    /// holds anything is never replaced.
    pub fn create<E: From<StoreError>>(
        path: &Path,
        patience: Duration,
        head: BatchHead<'_>,
        fill: impl FnOnce(&mut Writer<'_>) -> Result<(), E>,
    ) -> Result<Self, E> {
        let io = |err| StoreError::of_io(path, err);
        check_folder(path)?;
        let lock = lock::take(path, patience)?;
        if std::fs::metadata(path).is_ok_and(|data| data.len() > 0 || !data.is_file()) {
            let source = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(StoreError::Io { path: path.to_owned(), source }.into());
        }
        let part = beside(path, ".part");
        if part.exists() {
            std::fs::remove_file(&part).map_err(io)?;
        }
        let built = Self::build(&part, path, head, fill);
        if let Err(err) = built {
            std::fs::remove_file(&part).ok();
            return Err(err);
        }
        std::fs::rename(&part, path).map_err(io)?;
        sync_folder(path).map_err(io)?;
        Ok(Self::open_locked(path, lock)?)
    }

    /// Closes the book and removes its file.
    pub fn discard(self) -> Result<(), StoreError> {
        let Self { closing, connection, patience: _, path, source: _source, _lock } = self;
        drop(closing);
        drop(connection);
        std::fs::remove_file(&path).map_err(|err| StoreError::of_io(&path, err))?;
        for ending in ["-wal", "-shm"] {
            // What SQLite left beside it means nothing without it.
            std::fs::remove_file(beside(&path, ending)).ok();
        }
        Ok(())
    }

    fn build<E: From<StoreError>>(
        part: &Path,
        path: &Path,
        head: BatchHead<'_>,
        fill: impl FnOnce(&mut Writer<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let connection = connect(part, flags)?;
        let mut store = Self::unlocked(connection, path.to_owned())?;
        store.found()?;
        store.write(head, fill)?;
        drop(store);
        sync_file(part).map_err(|err| StoreError::of_io(path, err))?;
        Ok(())
    }

    /// A book in memory, for tests and previews.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::new();
        let connection =
            Connection::open_in_memory().map_err(|err| StoreError::sort(&path, &err))?;
        let mut store = Self::unlocked(connection, path)?;
        store.found()?;
        Ok(store)
    }

    pub(super) fn unlocked(mut connection: Connection, path: PathBuf) -> Result<Self, StoreError> {
        let patience = Patience::of(&mut connection, &path)?;
        Ok(Self { closing: None, connection, patience, path, source: None, _lock: None })
    }

    /// Begins a copy of the book as it stands now; `None` for a book in memory.
    pub fn begin_copy(&mut self) -> Result<Option<Copying>, StoreError> {
        let Some(source) = &mut self.source else { return Ok(None) };
        source.begin(&self.connection, &self.path).map(Some)
    }

    /// Marks an empty file as a book and gives it the schema.
    fn found(&mut self) -> Result<(), StoreError> {
        prepare(&self.connection, &self.path)?;
        self.connection
            .pragma_update(None, "application_id", APPLICATION_ID)
            .map_err(|err| StoreError::sort(&self.path, &err))?;
        migrate::run(&mut self.connection, &self.path, 0)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn read(&self) -> Reader<'_> {
        Reader { connection: &self.connection, patience: &self.patience, path: &self.path }
    }

    /// Runs `work` in one transaction, recorded under `head`: all of it or nothing.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        head: BatchHead<'_>,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        if let Some(source) = &mut self.source {
            source.before_commit(&self.connection);
        }
        let (path, patience) = (&self.path, &self.patience);
        let sort = |err: rusqlite::Error| StoreError::sort(path, &err);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(sort)?;
        let mut writer = Writer::new(Reader { connection: &transaction, patience, path }, head);
        let value = work(&mut writer)?;
        let batch = writer.batch();
        let reshaped = writer.is_reshaped();
        let touched = writer.into_touched();
        transaction.commit().map_err(sort)?;
        patience.measure(path);
        Ok(Written { value, batch, touched, reshaped })
    }

    /// Every defect SQLite can find, in its words; empty for a sound file. Takes a second for
    /// every 200 MB.
    pub fn examine(&self) -> Result<Vec<String>, StoreError> {
        let reader = self.read();
        let mut defects = Vec::new();
        for row in reader.rows("PRAGMA integrity_check(20)", &[])? {
            defects.extend(row.first().and_then(Value::to_history));
        }
        defects.retain(|defect| defect != "ok");
        for row in reader.rows("PRAGMA foreign_key_check", &[])? {
            defects.push(format!("foreign key: {row:?}"));
        }
        Ok(defects)
    }

    /// All content as text, without its history.
    #[cfg(test)]
    pub(crate) fn dump(&self) -> String {
        use std::fmt::Write as _;
        let mut text = String::new();
        for table in super::tables::ALL {
            let sql = format!(
                "{} ORDER BY 1, 2, 3",
                table.select().replace("key, value", "key, value, 0")
            );
            for row in self.read().rows(&sql, &[]).unwrap() {
                writeln!(text, "{} {row:?}", table.name).unwrap();
            }
        }
        text
    }

    /// Refuses to grow beyond `pages`, as a full disk does.
    #[cfg(test)]
    pub(crate) fn limit_pages(&self, pages: i64) {
        self.connection.pragma_update(None, "max_page_count", pages).unwrap();
    }

    #[cfg(test)]
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// A new file needs a folder to stand in.
fn check_folder(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.map(std::fs::metadata) {
        Some(Err(err)) if err.kind() == std::io::ErrorKind::NotFound => {
            Err(StoreError::NoFolder { path: path.to_owned() })
        }
        _ => Ok(()),
    }
}

pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|err| StoreError::sort(path, &err))
}

/// Reads the first bytes without SQLite, so that a foreign or newer file is not even opened.
pub(super) fn check_header(path: &Path) -> Result<(), StoreError> {
    let mut header = Vec::with_capacity(HEADER);
    File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut header))
        .map_err(|err| StoreError::of_io(path, err))?;
    if !header.starts_with(MAGIC) {
        return Err(StoreError::NotABook { path: path.to_owned() });
    }
    let number = |at: usize| {
        let bytes = header.get(at..at + 4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        bytes.map(|bytes| i64::from(i32::from_be_bytes(bytes)))
    };
    match (number(APPLICATION_AT), number(VERSION_AT)) {
        (Some(id), Some(version)) => check_identity(path, id, version),
        _ => Err(StoreError::Damaged { path: path.to_owned(), detail: "short header".to_owned() }),
    }
}

fn check_identity(path: &Path, application_id: i64, version: i64) -> Result<(), StoreError> {
    let path = path.to_owned();
    if application_id != APPLICATION_ID {
        return Err(StoreError::Foreign { path, application_id });
    }
    let app = migrate::NEWEST;
    if version > app {
        return Err(StoreError::Newer { path, file: version, app });
    }
    Ok(())
}

/// Settings of the connection that touch nothing in the file.
pub(super) fn prepare(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let set = || -> rusqlite::Result<i64> {
        connection.busy_timeout(Duration::from_secs(5))?;
        // Before anything that reads the file, or SQLite makes the `-shm` file after all.
        connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        // KiB. A search reads ten years of events and notes again with each keystroke.
        connection.pragma_update(None, "cache_size", -32_768)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        #[cfg(target_os = "macos")]
        {
            connection.pragma_update(None, "fullfsync", true)?;
            connection.pragma_update(None, "checkpoint_fullfsync", true)?;
        }
        connection.pragma_query_value(None, "synchronous", |row| row.get(0))
    };
    match set() {
        Ok(2) => Ok(()),
        Ok(other) => Err(StoreError::Other { detail: format!("synchronous = {other}") }),
        Err(err) => Err(StoreError::sort(path, &err)),
    }
}

/// Checks identity and soundness once more through SQLite (the WAL may know better than the
/// header), then brings the file to this program's schema.
fn upgrade(connection: &mut Connection, path: &Path, sealed: bool) -> Result<(), StoreError> {
    let sort = |err: rusqlite::Error| StoreError::sort(path, &err);
    if connection.is_readonly("main").map_err(sort)? {
        return Err(StoreError::ReadOnly { path: path.to_owned() });
    }
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get(0));
    let application_id: i64 = number("application_id").map_err(sort)?;
    let version: i64 = number("user_version").map_err(sort)?;
    check_identity(path, application_id, version)?;
    // A seal says that nothing touched the pages since, not who made them.
    migrate::check_schema(connection, path)?;
    if sealed && version == migrate::NEWEST {
        return Ok(());
    }
    quick_check(connection, path)?;
    if version < migrate::NEWEST {
        migrate::copy_aside(connection, path, version)?;
    }
    migrate::run(connection, path, version)
}

/// Says whether commits go to a log.
fn use_wal(connection: &Connection, path: &Path) -> Result<bool, StoreError> {
    let set = || -> rusqlite::Result<bool> {
        let mode: String =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if mode != "wal" {
            connection.pragma_update_and_check(None, "journal_mode", "TRUNCATE", |_| Ok(()))?;
        }
        connection.pragma_update_and_check(None, "journal_size_limit", 4 << 20, |_| Ok(()))?;
        Ok(mode == "wal")
    };
    set().map_err(|err| StoreError::sort(path, &err))
}

/// Asks SQLite whether the file is sound.
pub(super) fn quick_check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let answer: rusqlite::Result<String> =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    match answer {
        Ok(answer) if answer == "ok" => Ok(()),
        Ok(detail) => {
            // "*** in database main ***" and then the defect, on lines of their own.
            let lines = detail.lines().filter(|line| !line.starts_with("***"));
            let detail = lines.collect::<Vec<_>>().join("; ");
            Err(StoreError::Damaged { path: path.to_owned(), detail })
        }
        Err(err) => Err(StoreError::sort(path, &err)),
    }
}

/// Waits until a closed file is on the disk. Some systems want the right to write for that.
pub(super) fn sync_file(path: &Path) -> std::io::Result<()> {
    OpenOptions::new().write(true).open(path)?.sync_all()
}

pub(super) fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if cfg!(unix) { File::open(folder.unwrap_or(Path::new(".")))?.sync_all() } else { Ok(()) }
}
