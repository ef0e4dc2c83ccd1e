//! Writing rows: the one place where content changes, each change recorded in the same
//! transaction. Undo plays recorded changes backwards through the same functions.

use rusqlite::params_from_iter;

use super::error::StoreError;
use super::history::{Change, ChangeKind};
use super::reader::Reader;
use super::table::{Table, Value, row_from_text, row_text};
use super::tables;

/// What a transaction is recorded as.
#[derive(Clone, Copy, Debug)]
pub struct BatchHead<'a> {
    /// UTC, ISO 8601.
    pub at: &'a str,
    pub actor: &'a str,
    pub op: &'a str,
    /// In Chinese, for the undo menu and the history.
    pub label: &'a str,
    pub kind: BatchKind,
    /// The newest batch, to be continued instead of beginning another.
    pub continues: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchKind {
    Do,
    /// Of the batch named.
    Undo(i64),
    Redo(i64),
    /// Recorded, but no step of undo.
    Setting,
}

/// An open transaction.
pub struct Writer<'c> {
    reader: Reader<'c>,
    head: BatchHead<'c>,
    /// Known once something was recorded.
    batch: Option<i64>,
    seq: i64,
    touched: Vec<&'static str>,
}

impl<'c> Writer<'c> {
    pub(super) fn new(reader: Reader<'c>, head: BatchHead<'c>) -> Self {
        Self { reader, head, batch: None, seq: 0, touched: Vec::new() }
    }

    pub fn read(&self) -> Reader<'c> {
        self.reader
    }

    /// The batch that was recorded, `None` when nothing changed.
    pub(super) fn batch(&self) -> Option<i64> {
        self.batch
    }

    pub(super) fn into_touched(self) -> Vec<&'static str> {
        self.touched
    }

    /// Stores a row: new, or differing columns of the one with its key. Says whether anything
    /// changed.
    pub(super) fn put(&mut self, table: &'static Table, row: &[Value]) -> Result<bool, StoreError> {
        let key = table.key_of(row);
        let Some(stored) = self.reader.by_key(table, key)? else {
            self.insert(table, row)?;
            return Ok(true);
        };
        let mut changed = false;
        for ((column, new), old) in table.columns.iter().zip(row).zip(&stored) {
            if new != old {
                self.set(table, key, column.0, new)?;
                self.record(
                    table,
                    key,
                    ChangeKind::Update,
                    column.0,
                    old.to_history(),
                    new.to_history(),
                )?;
                changed = true;
            }
        }
        Ok(changed)
    }

    pub(super) fn insert(
        &mut self,
        table: &'static Table,
        row: &[Value],
    ) -> Result<(), StoreError> {
        let marks: Vec<String> = (1..=row.len()).map(|n| format!("?{n}")).collect();
        let sql = format!(
            "INSERT INTO {}({}) VALUES({})",
            table.name,
            table.column_names(),
            marks.join(", ")
        );
        self.execute(&sql, row)?;
        self.record(table, table.key_of(row), ChangeKind::Insert, "", None, Some(row_text(row)))
    }

    /// Deletes the row with this key; says whether there was one.
    pub(super) fn delete(
        &mut self,
        table: &'static Table,
        key: &[Value],
    ) -> Result<bool, StoreError> {
        let Some(stored) = self.reader.by_key(table, key)? else { return Ok(false) };
        let sql = format!("DELETE FROM {} WHERE {}", table.name, table.key_condition(1));
        self.execute(&sql, key)?;
        self.record(table, key, ChangeKind::Delete, "", Some(row_text(&stored)), None)?;
        Ok(true)
    }

    fn set(
        &self,
        table: &Table,
        key: &[Value],
        column: &str,
        value: &Value,
    ) -> Result<(), StoreError> {
        let sql =
            format!("UPDATE {} SET {column} = ?1 WHERE {}", table.name, table.key_condition(2));
        let params: Vec<Value> = std::iter::once(value).chain(key).cloned().collect();
        self.execute(&sql, &params).map(drop)
    }

    /// Plays the changes of a batch backwards (undo) or forwards (redo).
    pub fn replay(&mut self, changes: &[Change], backwards: bool) -> Result<(), StoreError> {
        if backwards {
            changes.iter().rev().try_for_each(|change| self.apply(&change.inverse()))
        } else {
            changes.iter().try_for_each(|change| self.apply(change))
        }
    }

    /// Makes sure the transaction leaves a batch even when nothing differs, so that taking back a
    /// step without effect still moves the undo stack.
    pub fn stand(&mut self) -> Result<(), StoreError> {
        self.batch_id().map(drop)
    }

    fn apply(&mut self, change: &Change) -> Result<(), StoreError> {
        let stale = || StoreError::Stale { table: change.table.clone(), row: change.row.clone() };
        let table = tables::named(&change.table).ok_or_else(stale)?;
        let key = row_from_text(&change.row)?;
        match change.kind {
            ChangeKind::Insert => {
                let row = row_from_text(change.new.as_deref().unwrap_or("[]"))?;
                self.insert(table, &row)
            }
            ChangeKind::Delete => {
                if self.delete(table, &key)? {
                    Ok(())
                } else {
                    Err(stale())
                }
            }
            ChangeKind::Update => {
                let mut row = self.reader.by_key(table, &key)?.ok_or_else(stale)?;
                let (at, kind) = table.position(&change.column).ok_or_else(stale)?;
                let cell = row.get_mut(at).ok_or_else(stale)?;
                if cell.to_history() != change.old {
                    return Err(stale());
                }
                *cell = Value::from_history(kind, change.new.clone());
                self.put(table, &row).map(drop)
            }
        }
    }

    fn record(
        &mut self,
        table: &'static Table,
        key: &[Value],
        kind: ChangeKind,
        column: &str,
        old: Option<String>,
        new: Option<String>,
    ) -> Result<(), StoreError> {
        if !self.touched.contains(&table.name) {
            self.touched.push(table.name);
        }
        let row = row_text(key);
        let batch = self.batch_id()?;
        if kind == ChangeKind::Update
            && self.head.continues.is_some()
            && self.continue_change(batch, table, &row, column, new.as_ref())?
        {
            return Ok(());
        }
        self.seq += 1;
        self.execute(
            "INSERT INTO change(batch, seq, tbl, row, kind, col, old, new)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            &[
                Value::Int(batch),
                Value::Int(self.seq),
                table.name.into(),
                row.into(),
                kind.word().into(),
                column.into(),
                Value::opt(old),
                Value::opt(new),
            ],
        )
        .map(drop)
    }

    /// Writes the new value into the change that is being continued, if there is one.
    fn continue_change(
        &self,
        batch: i64,
        table: &Table,
        row: &str,
        column: &str,
        new: Option<&String>,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT seq, col, new FROM change
             WHERE batch = ?1 AND tbl = ?2 AND row = ?3 AND kind <> 'delete' AND col IN ('', ?4)
             ORDER BY seq DESC";
        let params = [Value::Int(batch), table.name.into(), row.into(), column.into()];
        let Some(found) = self.reader.first(sql, &params)? else { return Ok(false) };
        let [Value::Int(seq), Value::Text(recorded), stored] = found.as_slice() else {
            return Ok(false);
        };
        let new = match (recorded.as_str(), stored, table.position(column)) {
            ("", Value::Text(whole), Some((at, kind))) => {
                let mut values = row_from_text(whole)?;
                if let Some(cell) = values.get_mut(at) {
                    *cell = Value::from_history(kind, new.cloned());
                }
                Value::Text(row_text(&values))
            }
            _ => Value::opt(new.cloned()),
        };
        let sql = "UPDATE change SET new = ?3 WHERE batch = ?1 AND seq = ?2";
        self.execute(sql, &[Value::Int(batch), Value::Int(*seq), new])?;
        Ok(true)
    }

    /// Begins the batch with its first change, so that a transaction without changes leaves none.
    fn batch_id(&mut self) -> Result<i64, StoreError> {
        if let Some(batch) = self.batch {
            return Ok(batch);
        }
        let batch = match self.head.continues {
            Some(batch) => {
                let sql = "SELECT max(seq) FROM change WHERE batch = ?1";
                self.seq = self.reader.number(sql, &[Value::Int(batch)])?;
                batch
            }
            None => self.begin_batch()?,
        };
        self.batch = Some(batch);
        Ok(batch)
    }

    fn begin_batch(&self) -> Result<i64, StoreError> {
        let id = self.reader.number("SELECT max(id) FROM batch", &[])? + 1;
        let (kind, target) = match self.head.kind {
            BatchKind::Do => ("do", Value::Null),
            BatchKind::Undo(target) => ("undo", Value::Int(target)),
            BatchKind::Redo(target) => ("redo", Value::Int(target)),
            BatchKind::Setting => ("setting", Value::Null),
        };
        let BatchHead { at, actor, op, label, .. } = self.head;
        self.execute(
            "INSERT INTO batch(id, at, actor, op, label, kind, target)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            &[
                Value::Int(id),
                at.into(),
                actor.into(),
                op.into(),
                label.into(),
                kind.into(),
                target,
            ],
        )?;
        Ok(id)
    }

    fn execute(&self, sql: &str, params: &[Value]) -> Result<usize, StoreError> {
        let run = || {
            let mut statement = self.reader.connection.prepare_cached(sql)?;
            statement.execute(params_from_iter(params))
        };
        run().map_err(|err| self.reader.sort(&err))
    }
}
