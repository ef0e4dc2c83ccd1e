//! One program at a time: an advisory lock on a file beside the book. The book itself is never
//! opened for this, because closing it would drop SQLite's own locks.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::error::StoreError;

/// How often a waiting program tries again.
const PAUSE: Duration = Duration::from_millis(25);

/// Even the impatient wait so long: while a program starts another, the child holds a copy of the
/// lock for a moment.
const GRACE: Duration = Duration::from_millis(200);

/// Takes the lock of the book at `path`, waiting up to `patience`; held until the file is dropped.
pub(super) fn take(path: &Path, patience: Duration) -> Result<File, StoreError> {
    let lock_path = lock_path(path);
    let file = open(&lock_path).map_err(|err| StoreError::of_io(path, err))?;
    let deadline = Instant::now() + patience.max(GRACE);
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                std::thread::sleep(PAUSE);
            }
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Locked { path: path.to_owned() });
            }
            Err(TryLockError::Error(err)) => return Err(StoreError::of_io(path, err)),
        }
    }
}

/// Another person's lock file may only be readable here, which is enough to lock it.
fn open(lock_path: &Path) -> io::Result<File> {
    let made = OpenOptions::new().create(true).truncate(false).write(true).open(lock_path);
    match made {
        Err(err) if err.kind() == io::ErrorKind::PermissionDenied => {
            File::open(lock_path).map_err(|_| err)
        }
        other => other,
    }
}

/// Whether some program ever opened the book here.
pub(super) fn was_taken(path: &Path) -> bool {
    lock_path(path).exists()
}

fn lock_path(path: &Path) -> PathBuf {
    beside(path, ".lock")
}

/// `book.yuebao` + `.lock` → `book.yuebao.lock`
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}
