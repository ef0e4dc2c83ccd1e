//! What the schema itself forbids and how it is asked: history stays, a step is whole.

use super::*;
use crate::store::history::ChangeKind;

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
fn what_a_step_changed_is_found_without_reading_all_history() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("a.yuebao"), Duration::ZERO, HEAD, fill).unwrap();
    let plan = format!("EXPLAIN QUERY PLAN {}", figures::CHANGED);
    let mut plan = store.connection().prepare(&plan).unwrap();
    let steps = plan.query_map([1], |row| row.get::<_, String>("detail")).unwrap();
    let steps: Vec<String> = steps.map(Result::unwrap).collect();
    assert_eq!(steps, ["SEARCH change USING PRIMARY KEY (batch=?)"]);
}
