//! Books of every released schema: opened, upgraded, copied aside before; how they are frozen.

use super::*;

/// Each schema as released, with a little of everything in it.
const SCHEMAS: [&str; 7] = [
    include_str!("../../../tests/fixtures/schema/v1.sql"),
    include_str!("../../../tests/fixtures/schema/v2.sql"),
    include_str!("../../../tests/fixtures/schema/v3.sql"),
    include_str!("../../../tests/fixtures/schema/v4.sql"),
    include_str!("../../../tests/fixtures/schema/v5.sql"),
    include_str!("../../../tests/fixtures/schema/v6.sql"),
    include_str!("../../../tests/fixtures/schema/v7.sql"),
];

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
