//! Writes a file whole or not at all. Knows only a path and bytes.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::{ExportError, WriteTrouble};

/// Writes `bytes` to `path` by way of a temporary file beside it, so that a crash, a full disk or
/// a missing right leaves the old file as it was. Both file and folder are synced.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let target = &behind_links(path);
    let temporary = temporary_name(target).map_err(|source| trouble(path, source))?;
    let written = write_new(&temporary, bytes)
        .and_then(|()| keep_rights(target, &temporary))
        .and_then(|()| fs::rename(&temporary, target));
    written.map_err(|source| {
        // A leftover is harmless and the first error is the one to tell.
        drop(fs::remove_file(&temporary));
        trouble(path, source)
    })?;
    // The file is in place; some network folders refuse to be synced.
    drop(sync_folder(target));
    Ok(())
}

/// The file a link leads to: the link itself is to stay. A link that leads nowhere is replaced.
fn behind_links(path: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(path).is_ok_and(|data| data.is_symlink());
    let target = if is_link { fs::canonicalize(path).ok() } else { None };
    target.unwrap_or_else(|| path.to_owned())
}

/// What others may not read stays so in its new version.
fn keep_rights(old: &Path, new: &Path) -> io::Result<()> {
    match fs::metadata(old) {
        Ok(data) => fs::set_permissions(new, data.permissions()),
        Err(_) => Ok(()),
    }
}

/// The name beside the file, once it is clear that the file may be replaced.
fn temporary_name(path: &Path) -> io::Result<PathBuf> {
    let is_other = fs::metadata(path).is_ok_and(|data| !data.is_file());
    let name = path.file_name().filter(|_| !is_other);
    let name = name.ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
    if fs::metadata(path).is_ok_and(|old| old.permissions().readonly()) {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(".tmp");
    Ok(path.with_file_name(hidden))
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the new name itself survive a power cut. Windows cannot open folders and needs it not.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if cfg!(windows) {
        return Ok(());
    }
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn trouble(path: &Path, source: io::Error) -> ExportError {
    use io::ErrorKind as Kind;
    let trouble = match source.kind() {
        Kind::IsADirectory => WriteTrouble::NotAFile,
        Kind::NotFound | Kind::NotADirectory => WriteTrouble::NoFolder,
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem if held_open(&source) => {
            WriteTrouble::Busy
        }
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => WriteTrouble::Permission,
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => WriteTrouble::DiskFull,
        Kind::ResourceBusy | Kind::ExecutableFileBusy => WriteTrouble::Busy,
        _ if held_open(&source) => WriteTrouble::Busy,
        _ => WriteTrouble::Other,
    };
    ExportError::Write { path: path.to_owned(), trouble, source }
}

/// Windows reports a file open in Word as a sharing or lock violation.
fn held_open(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(result: Result<(), ExportError>) -> WriteTrouble {
        match result {
            Err(ExportError::Write { trouble, .. }) => trouble,
            other => panic!("{other:?}"),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn replaces_the_file_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("月报 第3期.docx");
        write_whole(&path, b"one").unwrap();
        write_whole(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["月报 第3期.docx"]);
    }

    #[test]
    fn says_what_stood_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let inside = |name: &str| folder.path().join(name);
        assert_eq!(kind(write_whole(folder.path(), b"x")), WriteTrouble::NotAFile);
        assert_eq!(kind(write_whole(&inside("gone/a.txt"), b"x")), WriteTrouble::NoFolder);
        assert_eq!(kind(write_whole(Path::new("/"), b"x")), WriteTrouble::NotAFile);
        write_whole(&inside("file"), b"x").unwrap();
        assert_eq!(kind(write_whole(&inside("file/a.txt"), b"x")), WriteTrouble::NoFolder);
        let mut rights = fs::metadata(inside("file")).unwrap().permissions();
        rights.set_readonly(true);
        fs::set_permissions(inside("file"), rights).unwrap();
        assert_eq!(kind(write_whole(&inside("file"), b"y")), WriteTrouble::Permission);
        assert_eq!(fs::read(inside("file")).unwrap(), b"x");
        assert_eq!(names(folder.path()), ["file"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_keeps_the_old_file() {
        // A name too long for its temporary twin fails after the checks, like a full disk does.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("长".repeat(84));
        fs::write(&path, b"old").unwrap();
        assert_eq!(kind(write_whole(&path, b"new")), WriteTrouble::Other);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        let full = trouble(&path, io::Error::from_raw_os_error(28));
        assert_eq!(kind(Err(full)), WriteTrouble::DiskFull);
    }
}
