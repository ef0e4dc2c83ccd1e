//! Why the book's file refused: SQLite's answers sorted into the few kinds people can act on.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::model::IssueId;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("no file {}", path.display())]
    NotFound { path: PathBuf },
    #[error("no folder for {}", path.display())]
    NoFolder { path: PathBuf },
    #[error("{} is empty", path.display())]
    Hollow { path: PathBuf },
    #[error("{} is no SQLite file", path.display())]
    NotABook { path: PathBuf },
    #[error("{} belongs to another program (application id {application_id:#x})", path.display())]
    Foreign { path: PathBuf, application_id: i64 },
    #[error("{} has schema {file}, this program knows {app}", path.display())]
    Newer { path: PathBuf, file: i64, app: i64 },
    #[error("{} is damaged: {detail}", path.display())]
    Damaged { path: PathBuf, detail: String },
    /// A statement took out of all proportion to the file: something in it leads back to itself.
    #[error("reading {} came to no end", path.display())]
    Endless { path: PathBuf },
    #[error("{} cannot be written", path.display())]
    ReadOnly { path: PathBuf },
    #[error("{} is open in another program", path.display())]
    Locked { path: PathBuf },
    #[error("no space left for {}", path.display())]
    Full { path: PathBuf },
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// The file could not be brought to this program's schema; it is as it was.
    #[error("{} could not be upgraded: {detail}", path.display())]
    Upgrade { path: PathBuf, detail: String },
    #[error("a row was refused: {detail}")]
    Constraint { detail: String },
    /// What is published stays as it was printed.
    #[error("{issue} is published")]
    Frozen { issue: IssueId },
    /// A name with characters that are not seen; `what` is the Chinese word for what it names.
    #[error("a name of {what} hides something: {}", crate::model::invisible::shown(name))]
    HiddenInName { what: &'static str, name: String },
    /// A stored value means nothing to this program.
    #[error("{table}: {detail}")]
    Row { table: &'static str, detail: String },
    #[error("row {row} of {table} is not what history says")]
    Stale { table: String, row: String },
    #[error("database: {detail}")]
    Other { detail: String },
}

impl StoreError {
    /// Sorts an answer of SQLite.
    pub(super) fn sort(path: &Path, err: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let detail = err.to_string();
        match err.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, detail },
            // Only `Patience` interrupts.
            Some(ErrorCode::OperationInterrupted) => Self::Endless { path },
            Some(ErrorCode::NotADatabase) => Self::NotABook { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly { path }
            }
            Some(ErrorCode::SystemIoFailure) => Self::Io { path, source: io::Error::other(detail) },
            Some(ErrorCode::ConstraintViolation) => Self::Constraint { detail },
            _ => Self::Other { detail },
        }
    }

    /// Sorts an answer of the operating system about `path`.
    pub(super) fn of_io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            _ => Self::Io { path, source },
        }
    }
}
