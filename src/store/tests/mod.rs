//! Opening: the right kind of refusal for each kind of file, the file untouched.

mod rows;
mod schemas;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

pub(crate) use schemas::{as_sql, released};

use super::*;
use crate::model::{Department, DepartmentCode};

const HEAD: BatchHead<'static> = BatchHead {
    at: "2025-05-16T00:00:00Z",
    actor: "测试员",
    op: "test",
    label: "测试",
    kind: BatchKind::Do,
    continues: None,
    guard: Guard::Closed,
};

fn fill(writer: &mut Writer<'_>) -> Result<(), StoreError> {
    for n in 0..200 {
        let code = DepartmentCode::new(format!("d{n}"));
        writer.put_department(&Department::new(code, format!("部门{n}"), n))?;
    }
    Ok(())
}

struct File {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

/// A closed book of some pages.
fn file() -> File {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yuebao");
    drop(Store::create(&path, Duration::ZERO, HEAD, fill).unwrap());
    File { _folder: folder, path }
}

fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open(path, Duration::ZERO)
}

fn change(path: &Path, work: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = std::fs::read(path).unwrap();
    work(&mut bytes);
    std::fs::write(path, &bytes).unwrap();
    bytes
}

/// Opening fails with the kind, and the file stays as it is.
fn refused(path: &Path, kind: impl Fn(&StoreError) -> bool) {
    let before = std::fs::read(path).unwrap();
    let err = open(path).err().unwrap();
    assert!(kind(&err), "{err:?}");
    assert_eq!(std::fs::read(path).unwrap(), before);
}

#[test]
fn a_new_book_opens_with_its_safeguards() {
    let file = file();
    let store = open(&file.path).unwrap();
    let text = |name: &str| -> String {
        let answer = store
            .connection()
            .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0));
        match answer.unwrap() {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => panic!("{other:?}"),
        }
    };
    let pragmas = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("temp_store", "2"),
        ("journal_size_limit", "4194304"),
        ("busy_timeout", "5000"),
        ("user_version", "7"),
    ];
    for (name, value) in pragmas {
        assert_eq!(text(name), value, "{name}");
    }
    assert!(store.examine().unwrap().is_empty());
}

#[test]
fn other_files_are_refused_by_kind() {
    let file = file();
    let path = &file.path;
    let sound = std::fs::read(path).unwrap();

    assert!(matches!(open(&path.with_extension("none")), Err(StoreError::NotFound { .. })));
    assert!(matches!(open(path.parent().unwrap()), Err(StoreError::NotABook { .. })));

    change(path, Vec::clear);
    refused(path, |err| matches!(err, StoreError::Hollow { .. }));
    change(path, |bytes| *bytes = "窗口月报".repeat(100).into_bytes());
    refused(path, |err| matches!(err, StoreError::NotABook { .. }));

    change(path, |bytes| sound.clone_into(bytes));
    change(path, |bytes| bytes[68..72].fill(7));
    refused(path, |err| matches!(err, StoreError::Foreign { .. }));

    change(path, |bytes| sound.clone_into(bytes));
    change(path, |bytes| bytes[60..64].copy_from_slice(&9_i32.to_be_bytes()));
    refused(path, |err| matches!(err, StoreError::Newer { file: 9, app: 7, .. }));

    change(path, |bytes| sound.clone_into(bytes));
    open(path).unwrap();

    let text = path.with_file_name("issue.txt");
    std::fs::write(&text, "窗口月报").unwrap();
    refused(&text, |err| matches!(err, StoreError::NotABook { .. }));
    assert!(!path.with_file_name("issue.txt.lock").exists(), "a stranger's folder stays clean");
}

#[test]
fn damage_is_seen() {
    let file = file();
    let path = &file.path;
    let sound = std::fs::read(path).unwrap();
    let damaged = |err: &StoreError| matches!(err, StoreError::Damaged { .. });
    let pages = sound.len() / 4096;
    for page in 1..pages {
        change(path, |bytes| {
            sound.clone_into(bytes);
            bytes[page * 4096..(page + 1) * 4096].fill(0);
        });
        refused(path, damaged);
    }
    for keep in [50, 4096, sound.len() / 2, sound.len() - 4096] {
        change(path, |bytes| {
            sound.clone_into(bytes);
            bytes.truncate(keep);
        });
        refused(path, damaged);
    }
}

#[test]
fn an_edited_or_unknown_migration_stops_opening() {
    let file = file();
    let raw = Connection::open(&file.path).unwrap();
    raw.execute_batch("UPDATE refinery_schema_history SET checksum = '1'").unwrap();
    drop(raw);
    assert!(matches!(open(&file.path), Err(StoreError::Upgrade { .. })));
    let raw = Connection::open(&file.path).unwrap();
    raw.execute_batch("UPDATE refinery_schema_history SET checksum = 'x'").unwrap();
    drop(raw);
    assert!(matches!(open(&file.path), Err(StoreError::Damaged { .. })));
}

/// Writes the seal of a book as it stands, as whoever hands it on could.
fn seal(path: &Path) {
    let lock = std::fs::File::create(lock::beside(path, ".lock")).unwrap();
    seal::Held::new(lock, path).is_sound();
    assert!(seal::holds(path));
}

/// What would be run by reading or writing an innocent row, and may never end.
#[test]
fn what_another_hand_put_into_the_schema_is_refused() {
    let endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    for change in [
        format!(
            "DROP TABLE setting; CREATE VIEW setting AS SELECT 'a' AS key, ({endless}) AS value"
        ),
        format!("CREATE TRIGGER t AFTER INSERT ON department BEGIN {endless}; END"),
        "CREATE VIRTUAL TABLE t USING fts5(x)".to_owned(),
    ] {
        let file = file();
        let raw = Connection::open(&file.path).unwrap();
        // Some builds of SQLite know no such module, and then no such file.
        if let Err(err) = raw.execute_batch(&change) {
            assert!(err.to_string().contains("fts5"), "{err}");
            continue;
        }
        drop(raw);
        let err = open(&file.path).err().unwrap();
        assert!(matches!(err, StoreError::Damaged { .. }), "{change}: {err:?}");
        seal(&file.path);
        let err = open(&file.path).err().unwrap();
        assert!(matches!(err, StoreError::Damaged { .. }), "sealed, {change}: {err:?}");
        assert!(Scratch::of(&file.path, &file.path, true).is_err(), "{change}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_read_only() {
    use std::io::{Error, ErrorKind};
    let path = Path::new("/b.yuebao");
    for kind in [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem] {
        let err = StoreError::of_io(path, Error::from(kind));
        assert!(matches!(err, StoreError::ReadOnly { .. }));
    }
    for code in [rusqlite::ffi::SQLITE_READONLY, rusqlite::ffi::SQLITE_CANTOPEN] {
        let err = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
        assert!(matches!(StoreError::sort(path, &err), StoreError::ReadOnly { .. }));
    }
}

/// Root may write anywhere, so this proves something for other users only.
#[cfg(unix)]
#[test]
fn a_read_only_file_or_folder_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let file = file();
    let folder = file.path.parent().unwrap();
    let allow = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(&file.path, 0o444);
    let is_root = std::fs::OpenOptions::new().append(true).open(&file.path).is_ok();
    if !is_root {
        refused(&file.path, |err| matches!(err, StoreError::ReadOnly { .. }));
        allow(&file.path, 0o644);
        std::fs::remove_file(folder.join("b.yuebao.lock")).unwrap();
        allow(folder, 0o555);
        refused(&file.path, |err| matches!(err, StoreError::ReadOnly { .. }));
        allow(folder, 0o755);
    }
    allow(&file.path, 0o644);
}
