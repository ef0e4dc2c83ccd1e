//! Opening: the right kind of refusal for each kind of file, the file untouched; upgrading; what
//! the schema itself forbids.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::history::ChangeKind;
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

/// Each schema as released, with a little of everything in it.
const SCHEMAS: [&str; 6] = [
    include_str!("../../tests/fixtures/schema/v1.sql"),
    include_str!("../../tests/fixtures/schema/v2.sql"),
    include_str!("../../tests/fixtures/schema/v3.sql"),
    include_str!("../../tests/fixtures/schema/v4.sql"),
    include_str!("../../tests/fixtures/schema/v5.sql"),
    include_str!("../../tests/fixtures/schema/v6.sql"),
];

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
        ("user_version", "6"),
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
    refused(path, |err| matches!(err, StoreError::Newer { file: 9, app: 6, .. }));

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

#[test]
fn history_cannot_be_rewritten() {
    let mut store = Store::in_memory().unwrap();
    for n in 0..2 {
        let code = DepartmentCode::new(format!("d{n}"));
        let department = Department::new(code, format!("部门{n}"), n);
        store.write(HEAD, |writer| writer.put_department(&department)).unwrap();
    }
    let run = |sql: &str| store.connection().execute_batch(sql);
    for sql in [
        "DELETE FROM change",
        "DELETE FROM batch",
        "UPDATE batch SET label = 'x'",
        "UPDATE change SET new = 'x' WHERE batch = 1",
        "UPDATE change SET old = 'x' WHERE batch = 2",
        "UPDATE change SET col = 'x' WHERE batch = 2",
    ] {
        assert!(run(sql).is_err(), "{sql}");
    }
    run("UPDATE change SET new = '[]' WHERE batch = 2").unwrap();
}

#[test]
fn a_row_recorded_before_its_table_gained_a_column_is_inserted_again() {
    let mut store = Store::in_memory().unwrap();
    let change = Change {
        table: "department".into(),
        row: r#"["d9"]"#.into(),
        kind: ChangeKind::Insert,
        column: String::new(),
        old: None,
        new: Some(r#"["d9","九厅","","[]",9,null,"2024-12"]"#.into()),
    };
    store.write(HEAD, |writer| writer.replay(&[change], false)).unwrap();
    let [department] = store.read().departments().unwrap().try_into().unwrap();
    assert_eq!((department.name.as_str(), department.successor), ("九厅", None));
}

#[test]
fn a_failed_transaction_leaves_nothing() {
    let mut store = Store::in_memory().unwrap();
    let before = store.dump();
    let result = store.write(HEAD, |writer| {
        writer.put_department(&Department::new(DepartmentCode::new("a"), "水利厅", 1))?;
        writer.put_department(&Department::new(DepartmentCode::new("b"), "水利厅", 1))
    });
    assert!(matches!(result, Err(StoreError::Constraint { .. })));
    assert_eq!(store.dump(), before);
    assert_eq!(store.read().batches(10).unwrap(), []);
}

#[test]
fn every_released_schema_still_opens_and_equals_a_new_one() {
    SCHEMAS.into_iter().for_each(still_opens);
}

/// A book as the version of this number left it, in a folder of its own.
pub(crate) fn released(version: usize) -> (tempfile::TempDir, PathBuf) {
    as_file(SCHEMAS[version - 1])
}

fn as_file(frozen: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.yuebao");
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(frozen).unwrap();
    (folder, path)
}

fn still_opens(frozen: &str) {
    let (_folder, path) = as_file(frozen);
    let store = open(&path).unwrap();
    let new = Store::in_memory().unwrap();
    assert_eq!(schema(&store), schema(&new));
    let reader = store.read();
    assert_eq!(reader.bulletins().unwrap().len(), 1);
    let issues = reader.issues().unwrap();
    let issue = reader.issue(issues[0].clone()).unwrap();
    assert_eq!((issue.number, issue.sections.len(), issue.visits.len()), (4, 4, 1));
    assert_eq!(issue.distribution.len(), 1);
    assert!(reader.months().unwrap().contains(&issue.month));
    assert!(!reader.batches(10).unwrap().is_empty());
    assert!(store.examine().unwrap().is_empty());
}

/// What the program wrote of an issue's files until version 4: one setting with JSON.
#[test]
fn files_exported_by_an_older_program_are_taken_over() {
    let (_folder, path) = released(4);
    let raw = Connection::open(&path).unwrap();
    let sum = "ab".repeat(32);
    let record = format!(
        r#"[{{"at":"2025-05-16T01:02:03Z","file":"月报.docx","bytes":7,"sha256":"{sum}"}},{{"at":1}}]"#
    );
    let sql = "INSERT INTO setting SELECT 'exports of ' || id, ?1 FROM issue";
    raw.execute(sql, [&record]).unwrap();
    raw.execute("INSERT INTO setting VALUES('exports of nothing', 'no json')", []).unwrap();
    drop(raw);
    let store = open(&path).unwrap();
    let reader = store.read();
    let issue = reader.issues().unwrap()[0].id.clone();
    let found = reader.exported(&issue).unwrap();
    assert_eq!(found.len(), 1, "what cannot be read is left");
    assert_eq!(
        (found[0].file.as_str(), found[0].bytes, found[0].publication),
        ("月报.docx", 7, None)
    );
    assert_eq!(reader.setting(&format!("exports of {issue}")).unwrap(), None);
}

#[test]
fn an_older_book_is_copied_aside_before_it_is_upgraded() {
    let file = file();
    let raw = Connection::open(&file.path).unwrap();
    raw.execute_batch("PRAGMA user_version = 0").unwrap();
    drop(raw);
    let before = open_and_dump(&file.path);
    let copy = file.path.with_file_name("b.yuebao.v0.bak");
    assert_eq!(open_and_dump(&copy), before);
    assert!(!file.path.with_file_name("b.yuebao.v0.bak.part").exists());
}

/// Content and version after opening.
fn open_and_dump(path: &Path) -> (String, i64) {
    let store = open(path).unwrap();
    let version =
        store.connection().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    (store.dump(), version)
}

fn schema(store: &Store) -> Vec<String> {
    let sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name";
    let mut statement = store.connection().prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The whole file as SQL: how the frozen schemas of `tests/fixtures` are made.
pub(crate) fn as_sql(store: &Store) -> String {
    use std::fmt::Write as _;
    let connection = store.connection();
    let mut text = String::from("PRAGMA foreign_keys = OFF;\nBEGIN;\n");
    let sql = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL
         ORDER BY type = 'trigger', type = 'index', rowid";
    let mut statement = connection.prepare(sql).unwrap();
    let objects: Vec<(String, String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (kind, name, sql) in &objects {
        writeln!(text, "{sql};").unwrap();
        if kind == "table" {
            rows_as_sql(connection, name, &mut text);
        }
    }
    for name in ["application_id", "user_version"] {
        let value: i64 = connection.pragma_query_value(None, name, |row| row.get(0)).unwrap();
        writeln!(text, "PRAGMA {name} = {value};").unwrap();
    }
    text.push_str("COMMIT;\n");
    text
}

fn rows_as_sql(connection: &Connection, table: &str, text: &mut String) {
    use rusqlite::types::Value;
    use std::fmt::Write as _;
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let values: Vec<String> = (0..columns)
            .map(|at| match row.get(at).unwrap() {
                Value::Null => "NULL".to_owned(),
                Value::Integer(number) => number.to_string(),
                Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
                other => panic!("{other:?}"),
            })
            .collect();
        writeln!(text, "INSERT INTO {table} VALUES({});", values.join(", ")).unwrap();
    }
}

#[test]
fn what_a_step_changed_is_found_without_reading_all_history() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("a.yuebao"), Duration::ZERO, HEAD, fill).unwrap();
    let plan = format!("EXPLAIN QUERY PLAN {}", figures::CHANGED);
    let mut plan = store.connection().prepare(&plan).unwrap();
    let steps = plan.query_map([1], |row| row.get::<_, String>("detail")).unwrap();
    let steps: Vec<String> = steps.map(Result::unwrap).collect();
    assert_eq!(steps, ["SEARCH change USING PRIMARY KEY (batch=?)"]);
}
