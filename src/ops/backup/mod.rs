//! Backups (备份): whole, checked copies of the book beside it and, when one is named, in a second
//! folder. What is due when; the copying itself is [`BackupJob`], which any thread may run.
//!
//! A backup's name says all that is known of it: book, time, the last step it holds, and why it was
//! made. So the folder is its own register, and a copied or renamed folder is still understood.

mod job;
mod leaving;
mod restore;
mod thin;

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::book::Book;
use super::clock::Env;
use super::error::OpError;
use crate::store::{StoreError, stated_sum, sum_of_file};

pub use job::{BackupJob, BackupReport, SecondCopy};
pub use leaving::{Unlocked, is_file_locked, unlock_backup};
pub use restore::{RestorePreview, Restored};
pub(super) use restore::{check_sum, put_in_place};

/// After so long a changed book is backed up.
const EVERY: SignedDuration = SignedDuration::from_mins(30);

/// The setting that names the second folder.
const SECOND: &str = "backup folder";

const ENDING: &str = "yuebao";

/// What a backup was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupReason {
    Exit,
    Timed,
    Import,
    Merge,
    /// Kept for good.
    Publish,
    Restore,
    Manual,
}

/// One backup as found in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    pub at: Timestamp,
    /// The last step it holds.
    pub batch: i64,
    pub reason: BackupReason,
    pub bytes: u64,
}

/// Whether a backup is what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupState {
    Sound,
    /// Its sum file is missing or cannot be read.
    NoSum,
    /// It differs from its sum.
    Altered,
    Unreadable,
}

impl BackupReason {
    const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Exit, "exit", "退出时"),
        (Self::Timed, "timed", "定时"),
        (Self::Import, "import", "导入前"),
        (Self::Merge, "merge", "合并前"),
        (Self::Publish, "publish", "发布时"),
        (Self::Restore, "restore", "恢复前"),
        (Self::Manual, "manual", "手动"),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(reason, ..)| *reason == self).map_or("", |(_, word, _)| word)
    }

    fn from_word(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, word, _)| *word == text).map(|(reason, ..)| *reason)
    }

    pub fn chinese(self) -> &'static str {
        Self::ALL.iter().find(|(reason, ..)| *reason == self).map_or("", |(_, _, name)| name)
    }
}

impl Backup {
    /// `月报-20250516T170231Z-1234-exit.yuebao`
    fn name(book: &str, at: Timestamp, batch: i64, reason: BackupReason) -> String {
        format!("{book}-{}-{batch}-{}.{ENDING}", at.strftime("%Y%m%dT%H%M%SZ"), reason.word())
    }

    /// Understands the name of a backup of `book`.
    fn of_file(path: &Path, book: &str) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let rest = name.strip_prefix(book)?.strip_prefix('-')?.strip_suffix(ENDING)?;
        let mut parts = rest.strip_suffix('.')?.split('-');
        let at = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", parts.next()?).ok()?;
        let at = jiff::tz::Offset::UTC.to_timestamp(at).ok()?;
        let batch = parts.next()?.parse().ok()?;
        let reason = BackupReason::from_word(parts.next()?)?;
        let bytes = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?.len();
        parts.next().is_none().then(|| Self { path: path.to_owned(), at, batch, reason, bytes })
    }

    /// Reads the backup whole and compares it with its sum.
    pub fn state(&self) -> BackupState {
        match (stated_sum(&self.path), sum_of_file(&self.path)) {
            (_, Err(_)) => BackupState::Unreadable,
            (None, Ok(_)) => BackupState::NoSum,
            (Some(stated), Ok(found)) if stated == found => BackupState::Sound,
            (Some(_), Ok(_)) => BackupState::Altered,
        }
    }
}

/// The backups of the book at `book` in a folder, newest first; of no folder there are none.
pub(super) fn in_folder(folder: &Path, book: &Path) -> Vec<Backup> {
    let stem = stem(book);
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<Backup> =
        entries.filter_map(|entry| Backup::of_file(&entry.path(), &stem)).collect();
    found.sort_by(|a, b| (b.at, b.batch, &b.path).cmp(&(a.at, a.batch, &a.path)));
    found
}

/// Where the backups of the book at `path` are kept: beside it.
pub fn backup_folder(path: &Path) -> PathBuf {
    path.with_file_name(format!("{}-备份", stem(path)))
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

impl Book {
    /// The backups beside the book, newest first.
    pub fn backups(&self) -> Vec<Backup> {
        if self.path().as_os_str().is_empty() {
            return Vec::new();
        }
        in_folder(&backup_folder(self.path()), self.path())
    }

    /// The newest backup there is by now. One from the time to come was made before the clock was set
    /// back, and says nothing of what was done since.
    fn newest_backup(&self) -> Option<Backup> {
        let now = self.now();
        self.backups().into_iter().find(|backup| backup.at <= now)
    }

    /// The second folder, when one is named.
    pub fn second_folder(&self) -> Result<Option<PathBuf>, OpError> {
        let stored = self.setting(SECOND)?.filter(|text| !text.is_empty());
        Ok(stored.map(PathBuf::from))
    }

    /// Names the second folder, or none. It must be there now; it may be away later.
    pub fn set_second_folder(&mut self, folder: Option<&Path>) -> Result<(), OpError> {
        let Some(folder) = folder else { return self.set_setting(SECOND, "") };
        let own = backup_folder(self.path());
        if !folder.is_dir() {
            return Err(OpError::NoSuchFolder { path: folder.to_owned() });
        }
        if same(folder, &own) || self.path().parent().is_some_and(|parent| same(folder, parent)) {
            return Err(OpError::SameFolder { path: folder.to_owned() });
        }
        self.set_setting(SECOND, &folder.to_string_lossy())
    }

    /// Whether something was changed that no backup holds.
    pub fn is_unsaved_in_backups(&self) -> Result<bool, OpError> {
        if self.path().as_os_str().is_empty() {
            return Ok(false);
        }
        let newest = self.newest_backup().map_or(0, |backup| backup.batch);
        Ok(self.read().last_batch()? != newest)
    }

    /// Whether a backup of a working day is due: something changed, and the last one is old. A
    /// clock set back makes it due, too.
    pub fn backup_is_due(&self) -> Result<bool, OpError> {
        let last = self.newest_backup().map(|backup| self.now().duration_since(backup.at));
        let old = last.is_none_or(|age| age >= EVERY);
        Ok(old && self.is_unsaved_in_backups()?)
    }

    /// Begins a backup of the book as it stands now; `None` for a book in memory.
    pub fn begin_backup(&mut self, reason: BackupReason) -> Result<Option<BackupJob>, OpError> {
        let (at, batch) = (self.now(), self.read().last_batch()?);
        let second = self.second_folder()?;
        let path = self.path().to_owned();
        let Some(copying) = self.begin_copy()? else { return Ok(None) };
        Ok(Some(BackupJob { copying, book: path, second, at, batch, reason }))
    }

    /// Makes a backup and waits for it.
    pub fn back_up(&mut self, reason: BackupReason) -> Result<Option<BackupReport>, OpError> {
        self.begin_backup(reason)?.map(BackupJob::run).transpose()
    }

    /// Makes a backup where `target` says, a file or a folder, and nowhere else.
    pub fn back_up_to(&mut self, target: &Path) -> Result<PathBuf, OpError> {
        let (at, batch) = (self.now(), self.read().last_batch()?);
        let name = Backup::name(&stem(self.path()), at, batch, BackupReason::Manual);
        let target = if target.is_dir() { target.join(name) } else { target.to_owned() };
        if target.exists() {
            return Err(OpError::BookExists { path: target });
        }
        if let Some(copying) = self.begin_copy()? {
            copying.finish(&target).map_err(job::unsound)?;
        }
        Ok(target)
    }
}

/// The newest backup that is what was written, of all the folders known.
pub(super) fn newest_sound(book: &Path, second: Option<&Path>, now: Timestamp) -> Option<Backup> {
    let mut all = in_folder(&backup_folder(book), book);
    all.extend(second.into_iter().flat_map(|folder| in_folder(folder, book)));
    // Where a clock was set back, dates say nothing and the number of steps does. Elsewhere dates are
    // better: a book that was restored has fewer steps than before.
    if all.iter().any(|backup| backup.at > now) {
        all.sort_by_key(|backup| std::cmp::Reverse((backup.batch, backup.at)));
    } else {
        all.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    }
    all.into_iter().find(|backup| backup.state() == BackupState::Sound)
}

/// A name for what is put aside, that nothing has yet.
pub(super) fn dated_folder(path: &Path, word: &str, env: &Env) -> PathBuf {
    let at = env.clock.now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let name = |n: u32| {
        let count = if n == 0 { String::new() } else { format!("-{n}") };
        path.with_file_name(format!("{}-{word}-{at}{count}", stem(path)))
    };
    (0..1000).map(name).find(|folder| !folder.exists()).unwrap_or_else(|| name(1000))
}

fn same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    real(one) == real(other)
}

impl From<&Backup> for StoreError {
    fn from(backup: &Backup) -> Self {
        Self::Damaged { path: backup.path.clone(), detail: "sum differs".to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_the_backup_is() {
        let folder = tempfile::tempdir().unwrap();
        let at: Timestamp = "2025-05-16T17:02:31Z".parse().unwrap();
        for (reason, ..) in BackupReason::ALL {
            let path = folder.path().join(Backup::name("月-报", at, 1234, reason));
            std::fs::write(&path, "x").unwrap();
            let found = Backup::of_file(&path, "月-报").unwrap();
            assert_eq!((found.at, found.batch, found.reason), (at, 1234, reason));
            assert_eq!(Backup::of_file(&path, "月"), None, "another book's");
        }
        for odd in ["月-报.yuebao", "月-报-x-1-exit.yuebao", "月-报-20250516T170231Z-1-exit.txt"]
        {
            assert_eq!(Backup::of_file(&folder.path().join(odd), "月-报"), None);
        }
    }
}
