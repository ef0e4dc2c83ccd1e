//! One backup being made, in whatever thread: copied, checked, named, thinned out, and copied on to
//! the second folder. An unsound book stops it before any older backup is touched.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Backup, BackupReason, backup_folder, in_folder, stem, thin};
use crate::ops::error::OpError;
use crate::ops::message::{UserMessage, message};
use crate::store::{Copying, StoreError, copy_finished, stated_sum, sum_path};

/// So many backups that a folder lacks are made good at once.
const CAUGHT_UP: usize = 3;

/// A backup begun: the book as it stood then.
pub struct BackupJob {
    pub(super) copying: Copying,
    pub(super) book: PathBuf,
    pub(super) second: Option<PathBuf>,
    pub(super) at: Timestamp,
    pub(super) batch: i64,
    pub(super) reason: BackupReason,
}

/// What was made.
#[derive(Debug)]
pub struct BackupReport {
    pub path: PathBuf,
    pub bytes: u64,
    /// Older ones that went.
    pub thinned: usize,
    pub second: SecondCopy,
}

/// What became of the copy in the second folder.
#[derive(Debug)]
pub enum SecondCopy {
    /// No second folder is named.
    None,
    Done,
    /// The folder is away: a stick pulled out, a share not connected.
    Away(PathBuf),
    Failed(UserMessage),
}

impl BackupJob {
    /// Makes the backup. The second folder comes last and its failure is none of the first's.
    pub fn run(self) -> Result<BackupReport, OpError> {
        let Self { copying, book, second, at, batch, reason } = self;
        let folder = backup_folder(&book);
        std::fs::create_dir_all(&folder)
            .map_err(|source| OpError::WriteFile { path: folder.clone(), source })?;
        let path = folder.join(Backup::name(&stem(&book), at, batch, reason));
        copying.finish(&path).map_err(unsound)?;
        let thinned = thin_out(&folder, &book, at);
        let second =
            second.map_or(SecondCopy::None, |second| second_copy(&folder, &second, &book, at));
        let bytes = std::fs::metadata(&path).map_or(0, |data| data.len());
        Ok(BackupReport { path, bytes, thinned, second })
    }
}

/// A copy that fails its check speaks of the book it was made of.
pub(super) fn unsound(err: StoreError) -> OpError {
    match err {
        StoreError::Damaged { detail, .. } => OpError::BackupStopped { detail },
        other => OpError::Store(other),
    }
}

/// Removes what is no longer needed and says how many. What cannot be removed is left for the next
/// time.
fn thin_out(folder: &Path, book: &Path, now: Timestamp) -> usize {
    let all = in_folder(folder, book);
    let gone = thin::surplus(&all, now, &TimeZone::system());
    let removed = gone.iter().filter(|backup| std::fs::remove_file(&backup.path).is_ok());
    removed.map(|backup| drop(std::fs::remove_file(sum_path(&backup.path)))).count()
}

/// Copies the newest backups that the second folder lacks: the one just made, and some that were
/// made while it was away.
fn second_copy(folder: &Path, second: &Path, book: &Path, now: Timestamp) -> SecondCopy {
    if !second.is_dir() {
        return SecondCopy::Away(second.to_owned());
    }
    let there: Vec<_> =
        in_folder(second, book).iter().map(|b| b.path.file_name().map(ToOwned::to_owned)).collect();
    let own = in_folder(folder, book);
    let lacking =
        own.iter().filter(|b| !there.contains(&b.path.file_name().map(ToOwned::to_owned)));
    for backup in lacking.take(CAUGHT_UP) {
        let (Some(name), Some(sum)) = (backup.path.file_name(), stated_sum(&backup.path)) else {
            continue;
        };
        if let Err(err) = copy_finished(&backup.path, &second.join(name), &sum) {
            return SecondCopy::Failed(message(&OpError::Store(err)));
        }
    }
    thin_out(second, book, now);
    SecondCopy::Done
}
