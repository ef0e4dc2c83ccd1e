//! Looking into a book that is not the open one, and putting one in its place: the file that stood
//! there goes aside whole, with its log and its lock, and is never changed.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::OpenFlags;

use super::copy::{hidden, remove_with_log, stand};
use super::error::StoreError;
use super::lock::{self, beside};
use super::migrate;
use super::open::{Store, check_header, connect, prepare, quick_check};
use super::reader::Reader;

/// What belongs to a book's file.
const PARTS: [&str; 5] = ["", "-wal", "-shm", "-journal", ".lock"];

/// A copy of a book to look into; the book itself is not touched, not even its log.
pub struct Scratch {
    store: Option<Store>,
    path: PathBuf,
}

impl Scratch {
    /// Copies the book at `source` and its log beside `near` and brings the copy to this program's
    /// schema. `sound` asks for its check too.
    pub fn of(source: &Path, near: &Path, sound: bool) -> Result<Self, StoreError> {
        check_header(source)?;
        let path = hidden(near, ".look");
        remove_with_log(&path);
        let mut scratch = Self { store: None, path };
        for part in ["", "-wal"] {
            let from = beside(source, part);
            if from.exists() {
                let to = beside(&scratch.path, part);
                std::fs::copy(&from, &to).map_err(|err| StoreError::of_io(&from, err))?;
            }
        }
        let mut connection = connect(&scratch.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // Errors speak of the book, not of the copy.
        prepare(&connection, source)?;
        migrate::check_schema(&connection, source)?;
        if sound {
            quick_check(&connection, source)?;
        }
        let version = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(|err| StoreError::sort(source, &err))?;
        migrate::run(&mut connection, source, version)?;
        scratch.store = Some(Store::unlocked(connection, source.to_owned())?);
        Ok(scratch)
    }

    pub fn read(&self) -> Result<Reader<'_>, StoreError> {
        let gone = || StoreError::NotFound { path: self.path.clone() };
        self.store.as_ref().map(Store::read).ok_or_else(gone)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(self.store.take());
        remove_with_log(&self.path);
    }
}

/// Puts a sound book in the place of the one at `path`, which goes into `folder` whole. Fails as a
/// whole: what stood there stands there again.
pub fn replace(path: &Path, with: &Path, folder: &Path) -> Result<(), StoreError> {
    let lock = lock::take(path, Duration::ZERO)?;
    let part = hidden(path, ".part");
    let io = |path: &Path, err| StoreError::of_io(path, err);
    std::fs::copy(with, &part).map_err(|err| io(path, err))?;
    let ready = File::open(&part).and_then(|file| file.sync_all()).map_err(|err| io(path, err));
    let moved = ready
        .and_then(|()| set_aside(path, folder))
        .and_then(|()| stand_without_sum(&part, path).inspect_err(|_| bring_back(path, folder)));
    if moved.is_err() {
        drop(std::fs::remove_file(&part));
    }
    drop(lock);
    moved
}

/// Moves a book with all that belongs to it into a folder of its own.
pub fn set_aside(path: &Path, folder: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(folder).map_err(|err| StoreError::of_io(folder, err))?;
    for part in PARTS {
        let from = beside(path, part);
        let Some(name) = from.file_name().filter(|_| from.exists()) else { continue };
        if let Err(err) = std::fs::rename(&from, folder.join(name)) {
            bring_back(path, folder);
            return Err(StoreError::of_io(&from, err));
        }
    }
    Ok(())
}

fn bring_back(path: &Path, folder: &Path) {
    for part in PARTS {
        let to = beside(path, part);
        let Some(name) = to.file_name() else { continue };
        if folder.join(name).exists() {
            // Where this fails the file is safe in the folder, which the message names.
            drop(std::fs::rename(folder.join(name), &to));
        }
    }
}

fn stand_without_sum(part: &Path, path: &Path) -> Result<(), StoreError> {
    stand(part, path)?;
    // The sum of a book that is worked on is soon wrong.
    drop(std::fs::remove_file(super::copy::sum_path(path)));
    Ok(())
}
