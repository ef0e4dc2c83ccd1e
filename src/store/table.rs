//! Tables as data: names, keys and columns, so that one function writes and one records. Knows no
//! connection.

use super::error::StoreError;

/// A stored value. The schema uses no other types.
/// Ordered as the database orders them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    Text,
    Int,
}

/// A recorded table. The first `key` columns are its primary key.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    pub key: usize,
    pub columns: &'static [(&'static str, ColumnType)],
}

impl Table {
    pub(super) fn column_names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }

    pub(super) fn key_of<'r>(&self, row: &'r [Value]) -> &'r [Value] {
        row.split_at_checked(self.key).map_or(row, |(key, _)| key)
    }

    /// `a = ?1 AND b = ?2` over the key, counting parameters from `first`.
    pub(super) fn key_condition(&self, first: usize) -> String {
        let parts: Vec<String> = self
            .columns
            .iter()
            .take(self.key)
            .enumerate()
            .map(|(n, (name, _))| format!("{name} = ?{}", n + first))
            .collect();
        parts.join(" AND ")
    }

    pub(super) fn select(&self) -> String {
        format!("SELECT {} FROM {}", self.column_names(), self.name)
    }

    pub(super) fn position(&self, column: &str) -> Option<(usize, ColumnType)> {
        self.columns
            .iter()
            .enumerate()
            .find(|(_, (name, _))| *name == column)
            .map(|(at, (_, kind))| (at, *kind))
    }
}

impl Value {
    pub(super) fn opt(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.into()))
    }

    /// As written in the history: NULL stays NULL, numbers become digits.
    pub(super) fn to_history(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Int(number) => Some(number.to_string()),
            Self::Text(text) => Some(text.clone()),
        }
    }

    pub(super) fn from_history(kind: ColumnType, text: Option<String>) -> Self {
        match (text, kind) {
            (None, _) => Self::Null,
            (Some(text), ColumnType::Text) => Self::Text(text),
            (Some(text), ColumnType::Int) => text.parse().map_or(Self::Null, Self::Int),
        }
    }

    fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Int(number) => serde_json::Value::from(*number),
            Self::Text(text) => serde_json::Value::from(text.as_str()),
        }
    }

    fn from_json(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::String(text) => Self::Text(text),
            serde_json::Value::Number(number) => number.as_i64().map_or(Self::Null, Self::Int),
            _ => Self::Null,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

/// Writes values as one line of JSON: keys and whole rows in the history.
pub(super) fn row_text(values: &[Value]) -> String {
    serde_json::Value::Array(values.iter().map(Value::to_json).collect()).to_string()
}

/// Reads what [`row_text`] wrote.
pub(super) fn row_from_text(text: &str) -> Result<Vec<Value>, StoreError> {
    let values: Vec<serde_json::Value> = serde_json::from_str(text)
        .map_err(|err| StoreError::Row { table: "change", detail: err.to_string() })?;
    Ok(values.into_iter().map(Value::from_json).collect())
}

/// Reads a whole row that the history kept; columns the table has gained since are empty.
pub(super) fn kept_row(table: &Table, text: &str) -> Result<Vec<Value>, StoreError> {
    let mut row = row_from_text(text)?;
    let missing = table.columns.len().saturating_sub(row.len());
    row.extend(std::iter::repeat_n(Value::Null, missing));
    Ok(row)
}

/// Takes the values of one row in column order, checking their types.
pub(super) struct Cells {
    table: &'static Table,
    values: std::vec::IntoIter<Value>,
}

impl Cells {
    pub(super) fn new(table: &'static Table, values: Vec<Value>) -> Self {
        Self { table, values: values.into_iter() }
    }

    pub(super) fn fault(&self, detail: impl Into<String>) -> StoreError {
        StoreError::Row { table: self.table.name, detail: detail.into() }
    }

    pub(super) fn text(&mut self) -> Result<String, StoreError> {
        self.opt_text()?.ok_or_else(|| self.fault("NULL where text is expected"))
    }

    pub(super) fn opt_text(&mut self) -> Result<Option<String>, StoreError> {
        match self.values.next() {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Null) => Ok(None),
            Some(Value::Int(number)) => Err(self.fault(format!("{number} where text is expected"))),
            None => Err(self.fault("a column is missing")),
        }
    }

    pub(super) fn int(&mut self) -> Result<i64, StoreError> {
        self.opt_int()?.ok_or_else(|| self.fault("NULL where a number is expected"))
    }

    pub(super) fn opt_int(&mut self) -> Result<Option<i64>, StoreError> {
        match self.values.next() {
            Some(Value::Int(number)) => Ok(Some(number)),
            Some(Value::Null) => Ok(None),
            Some(Value::Text(text)) => {
                Err(self.fault(format!("{text} where a number is expected")))
            }
            None => Err(self.fault("a column is missing")),
        }
    }

    /// A text that some type understands: months, dates, words of enums.
    pub(super) fn parsed<T>(
        &mut self,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        let text = self.text()?;
        read(&text).ok_or_else(|| self.fault(format!("not understood: {text}")))
    }

    pub(super) fn opt_parsed<T>(
        &mut self,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        let Some(text) = self.opt_text()? else { return Ok(None) };
        read(&text).map(Some).ok_or_else(|| self.fault(format!("not understood: {text}")))
    }

    pub(super) fn json<T: serde::de::DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        let text = self.text()?;
        serde_json::from_str(&text).map_err(|err| self.fault(err.to_string()))
    }

    pub(super) fn opt_json<T: serde::de::DeserializeOwned>(
        &mut self,
    ) -> Result<Option<T>, StoreError> {
        let Some(text) = self.opt_text()? else { return Ok(None) };
        serde_json::from_str(&text).map(Some).map_err(|err| self.fault(err.to_string()))
    }
}
