//! The record of changes: batches (steps of undo) and what each changed. Read here, written by
//! the writer alone.

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Table, Value, kept_row, row_from_text, row_text};
use super::tables;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Insert,
    Update,
    Delete,
}

/// One recorded change: of one column, or of a whole row (then `old` or `new` is the row).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub table: String,
    /// The key, as a JSON array.
    pub row: String,
    pub kind: ChangeKind,
    /// Empty for a whole row.
    pub column: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// One step as the undo stacks need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    pub id: i64,
    pub label: String,
    /// do, undo or redo.
    pub kind: String,
    pub target: Option<i64>,
}

/// One step as a list of them shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    pub id: i64,
    /// UTC, ISO 8601.
    pub at: String,
    pub actor: String,
}

/// One change of one column with who made it when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub at: String,
    pub actor: String,
    pub label: String,
    pub table: &'static str,
    pub column: &'static str,
    pub old: Option<String>,
    pub new: Option<String>,
}

impl ChangeKind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Insert, Self::Update, Self::Delete].into_iter().find(|kind| kind.word() == word)
    }
}

impl Change {
    /// The values of the row's key.
    pub fn key(&self) -> Vec<String> {
        let key = row_from_text(&self.row).unwrap_or_default();
        key.iter().filter_map(Value::to_history).collect()
    }

    /// Whether it made the row of this table with this id.
    pub fn makes(&self, table: &str, id: &str) -> bool {
        self.kind == ChangeKind::Insert && self.table == table && self.key() == [id]
    }

    pub(super) fn inverse(&self) -> Self {
        let kind = match self.kind {
            ChangeKind::Insert => ChangeKind::Delete,
            ChangeKind::Update => ChangeKind::Update,
            ChangeKind::Delete => ChangeKind::Insert,
        };
        Self { kind, old: self.new.clone(), new: self.old.clone(), ..self.clone() }
    }

    /// Whether two successive changes are updates of one row, to be applied together.
    pub(super) fn is_of_same_row(&self, other: &Self) -> bool {
        let updates = [self.kind, other.kind] == [ChangeKind::Update; 2];
        updates && self.table == other.table && self.row == other.row
    }

    pub(super) fn stale(&self) -> StoreError {
        StoreError::Stale { table: self.table.clone(), row: self.row.clone() }
    }
}

impl Reader<'_> {
    /// The newest `limit` steps, oldest first.
    pub fn batches(&self, limit: i64) -> Result<Vec<BatchRow>, StoreError> {
        let sql = "SELECT id, label, kind, target FROM batch WHERE kind <> 'setting'
             ORDER BY id DESC LIMIT ?1";
        let mut found = Vec::new();
        for row in self.rows(sql, &[Value::Int(limit)])? {
            let [Value::Int(id), Value::Text(label), Value::Text(kind), target] = row.as_slice()
            else {
                return Err(StoreError::Row { table: "batch", detail: format!("{row:?}") });
            };
            let target = match target {
                Value::Int(target) => Some(*target),
                Value::Null | Value::Text(_) => None,
            };
            found.push(BatchRow { id: *id, label: label.clone(), kind: kind.clone(), target });
        }
        found.reverse();
        Ok(found)
    }

    /// The newest recorded change's number.
    pub fn last_batch(&self) -> Result<i64, StoreError> {
        self.number("SELECT max(id) FROM batch", &[])
    }

    /// When a step was done and by whom.
    pub fn step(&self, batch: i64) -> Result<Option<StepRow>, StoreError> {
        let row = self.first("SELECT at, actor FROM batch WHERE id = ?1", &[Value::Int(batch)])?;
        let Some(row) = row else { return Ok(None) };
        let [Value::Text(at), Value::Text(actor)] = row.as_slice() else {
            return Err(StoreError::Row { table: "batch", detail: format!("{row:?}") });
        };
        Ok(Some(StepRow { id: batch, at: at.clone(), actor: actor.clone() }))
    }

    /// Everybody who ever changed the book, the latest first.
    pub fn actors(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT actor FROM batch WHERE actor <> '' GROUP BY actor ORDER BY max(id) DESC";
        let rows = self.rows(sql, &[])?;
        Ok(rows.into_iter().flatten().filter_map(|value| value.to_history()).collect())
    }

    /// Whether a row with this key is or ever was in the book.
    pub fn was_recorded(&self, table: &str, key: &[&str]) -> Result<bool, StoreError> {
        let key: Vec<Value> = key.iter().map(|part| (*part).into()).collect();
        let sql = "SELECT EXISTS(SELECT 1 FROM change WHERE tbl = ?1 AND row = ?2)";
        Ok(self.number(sql, &[table.into(), row_text(&key).into()])? > 0)
    }

    /// Keys of every row of a table that was ever made with all these texts in its key or values.
    pub fn keys_made_with(
        &self,
        table: &str,
        values: &[&str],
    ) -> Result<Vec<Vec<String>>, StoreError> {
        let with: Vec<String> = (2..values.len() + 2)
            .map(|n| format!(" AND instr(row || coalesce(new, ''), ?{n}) > 0"))
            .collect();
        let sql = format!(
            "SELECT DISTINCT row FROM change WHERE tbl = ?1 AND kind = 'insert'{} ORDER BY row",
            with.concat()
        );
        // As the value stands in the rows' JSON.
        let quoted = |value: &&str| row_text(&[(*value).into()]).trim_matches(['[', ']']).into();
        let params: Vec<Value> =
            std::iter::once(table.into()).chain(values.iter().map(quoted)).collect();
        let rows = self.rows(&sql, &params)?.into_iter().flatten();
        rows.filter_map(|row| row.to_history())
            .map(|row| Ok(row_from_text(&row)?.iter().filter_map(Value::to_history).collect()))
            .collect()
    }

    /// What a step changed, in order.
    pub fn changes(&self, batch: i64) -> Result<Vec<Change>, StoreError> {
        let sql = "SELECT tbl, row, kind, col, old, new FROM change WHERE batch = ?1 ORDER BY seq";
        self.rows(sql, &[Value::Int(batch)])?.into_iter().map(change).collect()
    }

    /// Every recorded change of one row, oldest first, whole rows split into their columns.
    pub fn traces(&self, table: &str, key: &[&str]) -> Result<Vec<Trace>, StoreError> {
        let key = row_text(&key.iter().map(|part| (*part).into()).collect::<Vec<Value>>());
        self.traces_where("c.tbl = ?1 AND c.row = ?2", &[table.into(), key.into()])
    }

    /// As [`Self::traces`], with the changes of the rows of `under` whose key begins with `key`.
    pub fn traces_with(
        &self,
        table: &str,
        under: &str,
        key: &[&str],
    ) -> Result<Vec<Trace>, StoreError> {
        let key = row_text(&key.iter().map(|part| (*part).into()).collect::<Vec<Value>>());
        let from = format!("{},", key.strip_suffix(']').unwrap_or(&key));
        let to = format!("{from}\u{10FFFF}");
        let condition = "c.tbl = ?1 AND c.row = ?2
             OR c.tbl = ?3 AND c.row > ?4 AND c.row < ?5";
        let params = [table.into(), key.into(), under.into(), from.into(), to.into()];
        self.traces_where(condition, &params)
    }

    fn traces_where(&self, condition: &str, params: &[Value]) -> Result<Vec<Trace>, StoreError> {
        let sql = format!(
            "SELECT c.tbl, c.row, c.kind, c.col, c.old, c.new, b.at, b.actor, b.label
             FROM change c JOIN batch b ON b.id = c.batch
             WHERE {condition} ORDER BY c.batch, c.seq"
        );
        let mut traces = Vec::new();
        for mut row in self.rows(&sql, params)? {
            let who = row.split_off(6.min(row.len()));
            let [Value::Text(at), Value::Text(actor), Value::Text(label)] = who.as_slice() else {
                return Err(StoreError::Row { table: "batch", detail: format!("{who:?}") });
            };
            let change = change(row)?;
            let Some(table) = tables::named(&change.table) else { continue };
            for (column, old, new) in columns(table, &change)? {
                let (at, actor, label) = (at.clone(), actor.clone(), label.clone());
                traces.push(Trace { at, actor, label, table: table.name, column, old, new });
            }
        }
        Ok(traces)
    }
}

fn change(row: Vec<Value>) -> Result<Change, StoreError> {
    let fault = |row: &[Value]| StoreError::Row { table: "change", detail: format!("{row:?}") };
    let [table, key, kind, column, old, new] =
        <[Value; 6]>::try_from(row).map_err(|row| fault(&row))?;
    let text = |value: Value| value.to_history().unwrap_or_default();
    let kind = ChangeKind::from_word(&text(kind)).ok_or_else(|| fault(&[]))?;
    Ok(Change {
        table: text(table),
        row: text(key),
        kind,
        column: text(column),
        old: old.to_history(),
        new: new.to_history(),
    })
}

type ColumnChange = (&'static str, Option<String>, Option<String>);

fn columns(table: &'static Table, change: &Change) -> Result<Vec<ColumnChange>, StoreError> {
    if change.kind == ChangeKind::Update {
        let column = table.columns.iter().find(|(name, _)| *name == change.column);
        let name = column.map_or("", |(name, _)| *name);
        return Ok(vec![(name, change.old.clone(), change.new.clone())]);
    }
    let side = |text: &Option<String>| match text {
        Some(text) => kept_row(table, text),
        None => Ok(vec![Value::Null; table.columns.len()]),
    };
    let (old, new) = (side(&change.old)?, side(&change.new)?);
    let pairs = table.columns.iter().zip(old.iter().zip(&new)).skip(table.key);
    Ok(pairs.map(|((name, _), (old, new))| (*name, old.to_history(), new.to_history())).collect())
}
