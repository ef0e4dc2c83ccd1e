//! A backup that leaves the house: made and checked here, put under a passphrase here, and only then
//! written to the stick or share, which never sees it open.

use std::path::{Path, PathBuf};

use super::{Backup, BackupReason, ENDING, backup_folder, job, stem};
use crate::export::write_whole;
use crate::import::pack::{PackError, is_locked, unlock};
use crate::ops::book::Book;
use crate::ops::error::OpError;
use crate::ops::locked::{Passphrase, locked};

/// What a locked backup is called at its end.
const LOCKED: &str = ".zip";
/// Larger books are copied, not sent.
const LARGEST: usize = 1 << 30;

/// A backup taken out of its lock, until it is dropped.
pub struct Unlocked(PathBuf);

impl Unlocked {
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Unlocked {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

impl Book {
    /// Makes a backup under a passphrase where `target` says, a file or a folder.
    pub fn back_up_locked(&mut self, target: &Path, by: &Passphrase) -> Result<PathBuf, OpError> {
        let (at, batch) = (self.now(), self.read().last_batch()?);
        let name = Backup::name(&stem(self.path()), at, batch, BackupReason::Manual);
        let target = if target.is_dir() {
            target.join(format!("{name}{LOCKED}"))
        } else {
            target.to_owned()
        };
        if target.exists() {
            return Err(OpError::BookExists { path: target });
        }
        let open = Unlocked(beside(self.path(), "open")?);
        remove(open.path());
        let Some(copying) = self.begin_copy()? else { return Ok(target) };
        copying.finish(open.path()).map_err(job::unsound)?;
        let failed = |source| OpError::ReadFile { path: open.path().to_owned(), source };
        let bytes = std::fs::read(open.path()).map_err(failed)?;
        write_whole(&target, &locked(&format!("backup.{ENDING}"), &bytes, by)?)?;
        Ok(target)
    }
}

/// Whether a file is a backup (or pack) under a passphrase.
pub fn is_file_locked(path: &Path) -> Result<bool, OpError> {
    let failed = |source| OpError::ReadFile { path: path.to_owned(), source };
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if usize::try_from(size).is_ok_and(|size| size > LARGEST) {
        return Ok(false);
    }
    Ok(is_locked(&std::fs::read(path).map_err(failed)?))
}

/// Takes a backup out of its lock, beside the book it is for.
pub fn unlock_backup(path: &Path, book: &Path, by: &Passphrase) -> Result<Unlocked, OpError> {
    let wrong = |source: PackError| OpError::Pack { path: path.to_owned(), source };
    let failed = |source| OpError::ReadFile { path: path.to_owned(), source };
    let bytes = unlock(&std::fs::read(path).map_err(failed)?, by.text(), LARGEST).map_err(wrong)?;
    let open = Unlocked(beside(book, "unlocked")?);
    write_whole(open.path(), &bytes)?;
    Ok(open)
}

/// A hidden name in the backup folder of the book, which is made if need be.
fn beside(book: &Path, word: &str) -> Result<PathBuf, OpError> {
    let folder = backup_folder(book);
    std::fs::create_dir_all(&folder)
        .map_err(|source| OpError::WriteFile { path: folder.clone(), source })?;
    Ok(folder.join(format!(".{word}.{ENDING}")))
}

fn remove(path: &Path) {
    // What is left behind is hidden, and replaced by the next of that name.
    drop(std::fs::remove_file(path));
    drop(std::fs::remove_file(crate::store::sum_path(path)));
}
