//! Whether a book is just as its last program left it, so that opening need not read all of it.
//! Knows the file from outside only.
//!
//! A sound book that is closed leaves its size and time in its lock file. When both still hold and
//! no log waits to be read in, nothing has touched the pages since they were last known sound; a
//! copied, restored, foreign-edited or killed book has no such seal and is checked whole.
//! The check reads every page, so its time grows with the book.

use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::lock::beside;

/// The lock of an open book; seals the book when it is let go, after the connection.
pub(super) struct Held {
    file: File,
    path: PathBuf,
    /// Set once the book was found sound; a book in doubt is never sealed.
    sound: bool,
}

impl Held {
    pub(super) fn new(file: File, path: &Path) -> Self {
        Self { file, path: path.to_owned(), sound: false }
    }

    pub(super) fn is_sound(&mut self) {
        self.sound = true;
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let seal = state(&self.path).filter(|_| self.sound).unwrap_or_default();
        let write = |file: &mut File| {
            file.rewind()?;
            file.write_all(seal.as_bytes())?;
            file.set_len(u64::try_from(seal.len()).unwrap_or(0))
        };
        // Without a seal the next opening checks the whole file: slower, not wrong.
        if let Err(err) = write(&mut self.file) {
            log::debug!("no seal for {}: {err}", self.path.display());
        }
    }
}

/// Whether the seal beside the book still fits it.
pub(super) fn holds(path: &Path) -> bool {
    let sealed = std::fs::read_to_string(beside(path, ".lock")).unwrap_or_default();
    !sealed.is_empty() && state(path).is_some_and(|state| state == sealed)
}

/// Size and time of the book; `None` while a log waits beside it or the system keeps no times.
fn state(path: &Path) -> Option<String> {
    let log_waits = std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    let data = std::fs::metadata(path).ok().filter(|_| !log_waits)?;
    let time = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}", data.len(), time.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(folder: &Path) -> (PathBuf, Held) {
        let path = folder.join("b.yuebao");
        std::fs::write(&path, "pages").unwrap();
        let lock = File::create(beside(&path, ".lock")).unwrap();
        let held = Held::new(lock, &path);
        (path, held)
    }

    #[test]
    fn a_sound_book_is_sealed_until_anything_touches_it() {
        let folder = tempfile::tempdir().unwrap();
        let (path, mut held) = book(folder.path());
        held.is_sound();
        drop(held);
        assert!(holds(&path));
        std::fs::write(beside(&path, "-wal"), "a commit").unwrap();
        assert!(!holds(&path), "a log waits");
        std::fs::remove_file(beside(&path, "-wal")).unwrap();
        let touched = File::options().write(true).open(&path).unwrap();
        touched.set_modified(UNIX_EPOCH).unwrap();
        assert!(!holds(&path), "written by another hand");
    }

    #[test]
    fn a_book_in_doubt_or_copied_is_not_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, held) = book(folder.path());
        drop(held);
        assert!(!holds(&path));
        let (path, mut held) = book(folder.path());
        held.is_sound();
        drop(held);
        let copy = folder.path().join("copy.yuebao");
        std::fs::copy(&path, &copy).unwrap();
        assert!(!holds(&copy));
    }
}
