//! Reading rows: the two functions through which every SELECT goes. Changes nothing.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, ToSql, params_from_iter};

use super::error::StoreError;
use super::patience::Patience;
use super::table::{Table, Value};

/// Reads the book, inside a transaction or not.
#[derive(Clone, Copy)]
pub struct Reader<'c> {
    pub(super) connection: &'c Connection,
    pub(super) patience: &'c Patience,
    pub(super) path: &'c Path,
}

impl Reader<'_> {
    pub(super) fn sort(&self, err: &rusqlite::Error) -> StoreError {
        StoreError::sort(self.path, err)
    }

    /// All rows a statement gives, each as its values.
    pub(super) fn rows(&self, sql: &str, params: &[Value]) -> Result<Vec<Vec<Value>>, StoreError> {
        self.patience.begin();
        let read = || -> rusqlite::Result<Vec<Vec<Value>>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let count = statement.column_count();
            let mut rows = statement.query(params_from_iter(params))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(values(row, count)?);
            }
            Ok(found)
        };
        read().map_err(|err| self.sort(&err))
    }

    pub(super) fn first(
        &self,
        sql: &str,
        params: &[Value],
    ) -> Result<Option<Vec<Value>>, StoreError> {
        Ok(self.rows(sql, params)?.into_iter().next())
    }

    /// Rows of a recorded table; `tail` begins with WHERE or ORDER BY.
    pub(super) fn select<T>(
        &self,
        table: &'static Table,
        tail: &str,
        params: &[Value],
        read: impl Fn(Vec<Value>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let sql = format!("{} {tail}", table.select());
        self.rows(&sql, params)?.into_iter().map(read).collect()
    }

    /// The row with this key.
    pub(super) fn by_key(
        &self,
        table: &Table,
        key: &[Value],
    ) -> Result<Option<Vec<Value>>, StoreError> {
        self.first(&format!("{} WHERE {}", table.select(), table.key_condition(1)), key)
    }

    /// One number a statement gives; 0 when it gives none.
    pub(super) fn number(&self, sql: &str, params: &[Value]) -> Result<i64, StoreError> {
        let row = self.first(sql, params)?.unwrap_or_default();
        Ok(match row.first() {
            Some(Value::Int(number)) => *number,
            _ => 0,
        })
    }
}

fn values(row: &Row<'_>, count: usize) -> rusqlite::Result<Vec<Value>> {
    (0..count)
        .map(|at| {
            Ok(match row.get_ref(at)? {
                ValueRef::Integer(number) => Value::Int(number),
                text @ ValueRef::Text(_) => Value::Text(text.as_str()?.to_owned()),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Value::Null,
            })
        })
        .collect()
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        match self {
            Self::Null => rusqlite::types::Null.to_sql(),
            Self::Int(number) => number.to_sql(),
            Self::Text(text) => text.to_sql(),
        }
    }
}
