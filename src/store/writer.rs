//! Writing rows: the one place where content changes, each change recorded in the same
//! transaction. Undo plays recorded changes backwards through the same functions.

use rusqlite::params_from_iter;

use super::error::StoreError;
use super::frozen::Guard;
use super::history::{Change, ChangeKind};
use super::reader::Reader;
use super::table::{Table, Value, kept_row, row_from_text, row_text};
use super::tables;
use crate::model::invisible;

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
    /// Whether rows of a published issue may be written.
    pub guard: Guard,
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
    /// Whether a row came or went, so that lists of what there is are stale.
    reshaped: bool,
}

impl<'c> Writer<'c> {
    pub(super) fn new(reader: Reader<'c>, head: BatchHead<'c>) -> Self {
        Self { reader, head, batch: None, seq: 0, touched: Vec::new(), reshaped: false }
    }

    pub fn read(&self) -> Reader<'c> {
        self.reader
    }

    /// The batch that was recorded, `None` when nothing changed.
    pub(super) fn batch(&self) -> Option<i64> {
        self.batch
    }

    pub(super) fn has_touched(&self, table: &Table) -> bool {
        self.touched.contains(&table.name)
    }

    pub(super) fn is_reshaped(&self) -> bool {
        self.reshaped
    }

    pub(super) fn into_touched(self) -> Vec<&'static str> {
        self.touched
    }

    /// Stores a row: new, or differing columns of the one with its key. Says whether anything
    /// changed.
    pub(super) fn put(&mut self, table: &'static Table, row: &[Value]) -> Result<bool, StoreError> {
        let key = table.key_of(row);
        let stored = self.reader.by_key(table, key)?;
        refuse_hidden(table, row, stored.as_deref())?;
        self.put_over(table, row, stored)
    }

    fn put_over(
        &mut self,
        table: &'static Table,
        row: &[Value],
        stored: Option<Vec<Value>>,
    ) -> Result<bool, StoreError> {
        let key = table.key_of(row);
        let Some(stored) = stored else {
            self.insert(table, row)?;
            return Ok(true);
        };
        let pairs = table.columns.iter().zip(row.iter().zip(&stored));
        let changed: Vec<_> = pairs.filter(|(_, (new, old))| new != old).collect();
        if changed.is_empty() {
            return Ok(false);
        }
        self.guard(table, &stored)?;
        self.guard(table, row)?;
        let cells: Vec<_> = changed.iter().map(|(column, (new, _))| (column.0, *new)).collect();
        self.set(table, key, &cells)?;
        for (column, (new, old)) in changed {
            let (old, new) = (old.to_history(), new.to_history());
            self.record(table, key, ChangeKind::Update, column.0, old, new)?;
        }
        Ok(true)
    }

    pub(super) fn insert(
        &mut self,
        table: &'static Table,
        row: &[Value],
    ) -> Result<(), StoreError> {
        self.guard(table, row)?;
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
        self.guard(table, &stored)?;
        let sql = format!("DELETE FROM {} WHERE {}", table.name, table.key_condition(1));
        self.execute(&sql, key)?;
        self.record(table, key, ChangeKind::Delete, "", Some(row_text(&stored)), None)?;
        Ok(true)
    }

    fn guard(&self, table: &Table, row: &[Value]) -> Result<(), StoreError> {
        match self.head.guard {
            Guard::Closed => self.reader.guard(table, row),
            Guard::Open => Ok(()),
        }
    }

    /// Sets some columns of one row in one statement, so that conditions over several columns
    /// hold.
    fn set(
        &self,
        table: &Table,
        key: &[Value],
        cells: &[(&str, &Value)],
    ) -> Result<(), StoreError> {
        let columns: Vec<String> =
            (1..).zip(cells).map(|(n, (column, _))| format!("{column} = ?{n}")).collect();
        let condition = table.key_condition(cells.len() + 1);
        let sql = format!("UPDATE {} SET {} WHERE {condition}", table.name, columns.join(", "));
        let params: Vec<Value> =
            cells.iter().map(|(_, value)| *value).chain(key).cloned().collect();
        self.execute(&sql, &params).map(drop)
    }

    /// Gives one column of one row another value, written as in the history; says whether there is
    /// such a row.
    pub fn put_column(
        &mut self,
        table: &str,
        key: &[&str],
        column: &str,
        value: Option<&str>,
    ) -> Result<bool, StoreError> {
        let Some(table) = tables::named(table) else { return Ok(false) };
        let key: Vec<Value> = key.iter().map(|part| (*part).into()).collect();
        let Some(mut row) = self.reader.by_key(table, &key)? else { return Ok(false) };
        let place = table.position(column);
        let Some((cell, kind)) = place.and_then(|(at, kind)| Some((row.get_mut(at)?, kind))) else {
            return Ok(false);
        };
        *cell = Value::from_history(kind, value.map(str::to_owned));
        self.put(table, &row)?;
        Ok(true)
    }

    /// Plays the changes of a batch backwards (undo) or forwards (redo).
    pub fn replay(&mut self, changes: &[Change], backwards: bool) -> Result<(), StoreError> {
        let ordered: Vec<Change> = if backwards {
            changes.iter().rev().map(Change::inverse).collect()
        } else {
            changes.to_vec()
        };
        ordered.chunk_by(Change::is_of_same_row).try_for_each(|changes| self.apply(changes))
    }

    /// Makes sure the transaction leaves a batch even when nothing differs, so that taking back a
    /// step without effect still moves the undo stack.
    pub fn stand(&mut self) -> Result<(), StoreError> {
        self.batch_id().map(drop)
    }

    /// Applies one change, or successive changes of one row.
    fn apply(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        let Some(change) = changes.first() else { return Ok(()) };
        let stale = || change.stale();
        let table = tables::named(&change.table).ok_or_else(stale)?;
        let key = row_from_text(&change.row)?;
        match change.kind {
            ChangeKind::Insert => {
                let row = kept_row(table, change.new.as_deref().unwrap_or("[]"))?;
                self.insert(table, &row)
            }
            ChangeKind::Delete if self.delete(table, &key)? => Ok(()),
            ChangeKind::Delete => Err(stale()),
            ChangeKind::Update => {
                let stored = self.reader.by_key(table, &key)?.ok_or_else(stale)?;
                let mut row = stored.clone();
                for change in changes {
                    let (at, kind) = table.position(&change.column).ok_or_else(stale)?;
                    let cell = row.get_mut(at).ok_or_else(stale)?;
                    if cell.to_history() != change.old {
                        return Err(stale());
                    }
                    *cell = Value::from_history(kind, change.new.clone());
                }
                // History is played as it was recorded.
                self.put_over(table, &row, Some(stored)).map(drop)
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
        self.reshaped |= kind != ChangeKind::Update || column == "month";
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
                let mut values = kept_row(table, whole)?;
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
        self.reader.patience.begin();
        let run = || {
            let mut statement = self.reader.connection.prepare_cached(sql)?;
            statement.execute(params_from_iter(params))
        };
        run().map_err(|err| self.reader.sort(&err))
    }
}

/// Refuses a name with something in it that is not seen, unless it stands there already.
fn refuse_hidden(
    table: &'static Table,
    row: &[Value],
    stored: Option<&[Value]>,
) -> Result<(), StoreError> {
    for (at, (column, _)) in table.columns.iter().enumerate() {
        let Some(what) = tables::names(table, column) else { continue };
        let Some(Value::Text(name)) = row.get(at) else { continue };
        let stands = stored.and_then(|stored| stored.get(at)) == row.get(at);
        if !stands && invisible::hides(name) {
            return Err(StoreError::HiddenInName { what, name: name.clone() });
        }
    }
    Ok(())
}
