//! Going back to a backup: first what would change, in words; then the book is set aside whole and
//! the backup takes its place.

use std::path::{Path, PathBuf};

use super::dated_folder;
use crate::ops::book::Book;
use crate::ops::clock::Env;
use crate::ops::difference::{Difference, in_words};
use crate::ops::error::OpError;
use crate::store::{self, RowDifference, Scratch, StoreError, stated_sum, sum_of_file};

/// What going back would change. Nothing was changed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestorePreview {
    pub backup: PathBuf,
    pub differences: Vec<Difference>,
    /// Whether the file has the sum beside it; without one only its pages were checked.
    pub has_sum: bool,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub from: PathBuf,
    /// Where the book that stood there lies now, whole.
    pub set_aside: PathBuf,
}

impl Book {
    /// What going back to the backup at `path` would change. Refuses a file that is not what was
    /// written.
    pub fn preview_restore(&self, path: &Path) -> Result<RestorePreview, OpError> {
        let has_sum = check_sum(path)?;
        let scratch = Scratch::of(path, self.path(), true)?;
        let theirs = scratch.read()?;
        let rows: Vec<RowDifference> = store::differences(&self.read(), &theirs)?;
        let differences = in_words(&rows, &self.read(), &theirs);
        Ok(RestorePreview { backup: path.to_owned(), differences, has_sum })
    }

    /// Goes back to a backup: closes the book, sets it aside whole and opens the backup in its
    /// place. When this fails the book stands as it stood.
    pub fn restore_backup(self, backup: &Path, env: Env) -> Result<(Self, Restored), OpError> {
        let path = self.path().to_owned();
        check_sum(backup)?;
        drop(Scratch::of(backup, &path, true)?);
        drop(self);
        let restored = put_in_place(&path, backup, "换下", &env)?;
        Ok((Self::open(&path, env)?, restored))
    }
}

/// Sets the book aside and lets a sound backup stand in its place.
pub(in crate::ops) fn put_in_place(
    path: &Path,
    backup: &Path,
    word: &str,
    env: &Env,
) -> Result<Restored, OpError> {
    let folder = dated_folder(path, word, env);
    store::replace(path, backup, &folder)?;
    log::info!("restored from a backup");
    Ok(Restored { from: backup.to_owned(), set_aside: folder })
}

/// Whether there is a sum and, if so, that it is right.
pub(in crate::ops) fn check_sum(path: &Path) -> Result<bool, OpError> {
    let Some(stated) = stated_sum(path) else { return Ok(false) };
    if sum_of_file(path)? == stated {
        return Ok(true);
    }
    let detail = "sum differs".to_owned();
    Err(StoreError::Damaged { path: path.to_owned(), detail }.into())
}
