//! A verified copy of the open book, made beside the work.
//!
//! The pages are read in another thread while edits go on. Until that is done nothing is moved
//! from the log into the book, so its pages stand still; the log was read when the copy was begun.
//! Both together are the book at that commit. The book's file is opened once for this and closed
//! after SQLite has closed it: on Unix, closing any handle of a file drops every lock the program
//! holds on it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use super::lock::beside;
use super::open::{quick_check, sync_file, sync_folder};
use crate::model::{Sum, Summing};

/// Pages of the log after which SQLite moves it into the book; its own default.
const MOVE_AFTER: i64 = 1000;

/// How many copies are being read.
#[derive(Default)]
struct Gate {
    readers: Mutex<usize>,
    left: Condvar,
}

/// What an open book keeps for copies of itself.
pub(super) struct Source {
    pages: Arc<Mutex<File>>,
    gate: Arc<Gate>,
    in_log: bool,
    held: bool,
}

/// Waits, when the book is closed, until no copy reads its pages any more.
pub(super) struct Closing(Arc<Gate>);

/// A copy begun; it is the book as it stood then, however late it is written.
pub struct Copying {
    pages: Arc<Mutex<File>>,
    log: Vec<u8>,
    gate: Arc<Gate>,
}

/// A copy of a book that nobody is to find.
pub struct LyingCopy(PathBuf);

impl LyingCopy {
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for LyingCopy {
    fn drop(&mut self) {
        remove_with_log(&self.0);
    }
}

impl Gate {
    fn count(&self) -> MutexGuard<'_, usize> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self) {
        let mut readers = self.count();
        while *readers > 0 {
            readers = self.left.wait(readers).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Source {
    /// To be made before SQLite opens the file. `in_log` says whether commits go to a log.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let pages = Arc::new(Mutex::new(File::open(path)?));
        Ok(Self { pages, gate: Arc::default(), in_log: true, held: false })
    }

    pub(super) fn closing(&self) -> Closing {
        Closing(Arc::clone(&self.gate))
    }

    pub(super) fn writes_to_log(&mut self, in_log: bool) {
        self.in_log = in_log;
    }

    /// Begins a copy: from now on the pages stand still.
    pub(super) fn begin(
        &mut self,
        connection: &Connection,
        path: &Path,
    ) -> Result<Copying, StoreError> {
        move_log_after(connection, 0).map_err(|err| StoreError::sort(path, &err))?;
        self.held = true;
        *self.gate.count() += 1;
        let mut copying = Copying {
            pages: Arc::clone(&self.pages),
            log: Vec::new(),
            gate: Arc::clone(&self.gate),
        };
        copying.log = match std::fs::read(beside(path, "-wal")) {
            Ok(log) => log,
            Err(err) if err.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(err) => return Err(StoreError::of_io(path, err)),
        };
        Ok(copying)
    }

    /// Before each commit: lets the log be moved again once no copy reads the pages, and without a
    /// log waits for them.
    pub(super) fn before_commit(&mut self, connection: &Connection) {
        if !self.held {
            return;
        }
        if !self.in_log {
            self.gate.wait();
        }
        let free = *self.gate.count() == 0;
        // Where this fails the log grows until the book is closed: larger, not wrong.
        if free && move_log_after(connection, MOVE_AFTER).is_ok() {
            self.held = false;
        }
    }
}

fn move_log_after(connection: &Connection, pages: i64) -> rusqlite::Result<()> {
    connection.pragma_update_and_check(None, "wal_autocheckpoint", pages, |_| Ok(()))
}

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.wait();
    }
}

impl Drop for Copying {
    fn drop(&mut self) {
        *self.gate.count() -= 1;
        self.gate.left.notify_all();
    }
}

impl Copying {
    /// Writes the copy to `target`, checks it and lets it stand there, its sum beside it. Nothing
    /// stands there when this fails.
    pub fn finish(self, target: &Path) -> Result<Sum, StoreError> {
        let raw = hidden(target, ".raw");
        remove_with_log(&raw);
        let done = self.write(&raw).and_then(|()| verified(&raw, target));
        remove_with_log(&raw);
        done
    }

    /// The file as it lies there, defects and all, under a hidden name beside `near`, until the
    /// answer is dropped.
    pub fn as_it_lies(self, near: &Path) -> Result<LyingCopy, StoreError> {
        let copy = LyingCopy(hidden(near, ".look"));
        remove_with_log(&copy.0);
        self.write(&copy.0)?;
        Ok(copy)
    }

    /// The pages and the log as files; the gate opens when this returns.
    fn write(self, raw: &Path) -> Result<(), StoreError> {
        let copy = || -> io::Result<()> {
            let mut to = File::create(raw)?;
            let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
            pages.rewind()?;
            io::copy(&mut *pages, &mut to)?;
            if !self.log.is_empty() {
                File::create(beside(raw, "-wal"))?.write_all(&self.log)?;
            }
            Ok(())
        };
        copy().map_err(|err| StoreError::of_io(raw, err))
    }
}

/// Brings a raw copy and its log into one sound file at `target`.
fn verified(raw: &Path, target: &Path) -> Result<Sum, StoreError> {
    let part = hidden(target, ".part");
    let made = vacuum(raw, &part).and_then(|()| stand(&part, target));
    if made.is_err() {
        // The first error is the one to tell.
        drop(std::fs::remove_file(&part));
    }
    made
}

fn vacuum(raw: &Path, part: &Path) -> Result<(), StoreError> {
    if part.exists() {
        std::fs::remove_file(part).map_err(|err| StoreError::of_io(part, err))?;
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(raw, flags).map_err(|err| StoreError::sort(raw, &err))?;
    compact(&connection, part)
}

/// Copies what a connection holds into one new file and checks that file.
pub(super) fn compact(connection: &Connection, part: &Path) -> Result<(), StoreError> {
    let sort = |err: rusqlite::Error| StoreError::sort(part, &err);
    connection.execute("VACUUM INTO ?1", [part.to_string_lossy()]).map_err(sort)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let check = Connection::open_with_flags(part, flags).map_err(sort)?;
    quick_check(&check, part)
}

/// Gives a checked file its name, once it is on the disk, and writes its sum beside it.
pub(super) fn stand(part: &Path, target: &Path) -> Result<Sum, StoreError> {
    let io = |err| StoreError::of_io(target, err);
    let sum = sum_of_file(part)?;
    sync_file(part).map_err(io)?;
    write_sum(target, &sum).map_err(io)?;
    std::fs::rename(part, target).map_err(io)?;
    sync_folder(target).map_err(io)?;
    Ok(sum)
}

/// The sum stands there before the file does: a file without its sum was not finished.
fn write_sum(target: &Path, sum: &Sum) -> io::Result<()> {
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let part = hidden(target, ".sum");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&part)?;
    file.write_all(format!("{sum}  {name}\n").as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&part, sum_path(target))
}

/// `b.yuebao` → `b.yuebao.sha256`
pub fn sum_path(file: &Path) -> PathBuf {
    beside(file, ".sha256")
}

/// The sum written beside a file; `None` when there is none that can be read.
pub fn stated_sum(file: &Path) -> Option<Sum> {
    let mut text = String::new();
    File::open(sum_path(file)).ok()?.take(1024).read_to_string(&mut text).ok()?;
    Sum::read(&text)
}

/// The sum of a file's content, read piece by piece.
pub fn sum_of_file(path: &Path) -> Result<Sum, StoreError> {
    let io = |err| StoreError::of_io(path, err);
    let mut file = File::open(path).map_err(io)?;
    let mut piece = vec![0; 1 << 18];
    let mut summing = Summing::default();
    loop {
        let length = file.read(&mut piece).map_err(io)?;
        if length == 0 {
            return Ok(summing.finish());
        }
        summing.add(piece.get(..length).unwrap_or_default());
    }
}

/// Copies a finished backup to another folder, whole or not at all, and reads it back: a stick or
/// share may store something else than it was given.
pub fn copy_finished(from: &Path, to: &Path, sum: &Sum) -> Result<(), StoreError> {
    let part = hidden(to, ".part");
    let io = |err| StoreError::of_io(to, err);
    let copied = || {
        std::fs::copy(from, &part).map_err(io)?;
        if stand(&part, to)? == *sum {
            return Ok(());
        }
        drop(std::fs::remove_file(to));
        drop(std::fs::remove_file(sum_path(to)));
        Err(StoreError::Damaged { path: to.to_owned(), detail: "sum differs".to_owned() })
    };
    let done = copied();
    if done.is_err() {
        drop(std::fs::remove_file(&part));
    }
    done
}

/// A name of the program's own beside `target`, which nobody takes for a finished file.
pub(super) fn hidden(target: &Path, ending: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(ending);
    target.with_file_name(name)
}

pub(super) fn remove_with_log(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal", ".lock"] {
        // What is left behind is hidden and replaced by the next copy of that name.
        drop(std::fs::remove_file(beside(path, ending)));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::model::{Department, DepartmentCode};
    use crate::store::{BatchHead, BatchKind, Guard, Store};

    const HEAD: BatchHead<'static> = BatchHead {
        at: "2025-05-16T00:00:00Z",
        actor: "测试员",
        op: "test",
        label: "测试",
        kind: BatchKind::Do,
        continues: None,
        guard: Guard::Closed,
    };

    fn add(store: &mut Store, numbers: std::ops::Range<i64>) {
        for n in numbers {
            let code = DepartmentCode::new(format!("d{n}"));
            let name = format!("部门{n}{}", "长".repeat(3000));
            store
                .write(HEAD, |writer| writer.put_department(&Department::new(code, name, n)))
                .unwrap();
        }
    }

    fn book(folder: &Path) -> Store {
        let path = folder.join("b.yuebao");
        let nothing = |_: &mut crate::store::Writer<'_>| Ok::<(), StoreError>(());
        Store::create(&path, Duration::ZERO, HEAD, nothing).unwrap()
    }

    fn content(path: &Path) -> usize {
        let store = Store::open(path, Duration::ZERO).unwrap();
        assert!(store.examine().unwrap().is_empty());
        store.read().departments().unwrap().len()
    }

    #[test]
    fn a_copy_is_the_book_as_it_was_however_much_is_written_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = book(folder.path());
        // More than the log holds before it is moved, so that pages are in both places.
        add(&mut store, 0..150);
        let copying = store.begin_copy().unwrap().unwrap();
        let target = folder.path().join("copy.yuebao");
        let copier = std::thread::spawn({
            let target = target.clone();
            move || copying.finish(&target)
        });
        add(&mut store, 150..300);
        let sum = copier.join().unwrap().unwrap();
        assert_eq!(stated_sum(&target).unwrap(), sum);
        assert_eq!(sum_of_file(&target).unwrap(), sum);
        assert_eq!(content(&target), 150);
        let left = std::fs::read_dir(folder.path()).unwrap().flatten();
        assert!(
            left.map(|entry| entry.file_name())
                .all(|name| !name.to_string_lossy().starts_with('.'))
        );
        drop(store);
        assert_eq!(content(&folder.path().join("b.yuebao")), 300);
    }

    #[test]
    fn the_log_is_moved_again_after_a_copy() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = book(folder.path());
        let copying = store.begin_copy().unwrap().unwrap();
        let log = || std::fs::metadata(folder.path().join("b.yuebao-wal")).unwrap().len();
        add(&mut store, 0..150);
        assert!(log() > 1000 * 4096, "it stands still while a copy is read");
        drop(copying);
        add(&mut store, 150..160);
        let grown = log();
        add(&mut store, 160..220);
        assert!(log() <= grown, "it is used from its beginning again");
    }

    #[test]
    fn a_book_is_closed_only_after_its_pages_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = book(folder.path());
        add(&mut store, 0..50);
        let copying = store.begin_copy().unwrap().unwrap();
        let target = folder.path().join("copy.yuebao");
        let copier = std::thread::spawn({
            let target = target.clone();
            move || {
                std::thread::sleep(Duration::from_millis(100));
                copying.finish(&target).map(drop)
            }
        });
        drop(store);
        copier.join().unwrap().unwrap();
        assert_eq!(content(&target), 50);
    }

    #[test]
    fn a_second_copy_that_differs_is_not_left_there() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("a.yuebao"), folder.path().join("b.yuebao"));
        std::fs::write(&from, "pages").unwrap();
        let err = copy_finished(&from, &to, &Sum::of(b"other")).unwrap_err();
        assert!(matches!(err, StoreError::Damaged { .. }));
        assert!(!to.exists() && !sum_path(&to).exists());
        copy_finished(&from, &to, &Sum::of(b"pages")).unwrap();
        assert_eq!(stated_sum(&to), Some(Sum::of(b"pages")));
    }
}
