//! What a table in an issue shows: rows of departments, columns of figures, ranked or not.

use serde::{Deserialize, Serialize};

use super::ids::IndicatorCode;
use super::measure::Measure;

/// A table drawn from the month's figures: one row a department that reported, one column an
/// indicator or a measure of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSpec {
    /// Caption above the table, a prose source.
    pub caption: String,
    /// Head of the first column, e.g. 窗口.
    pub row_head: String,
    pub columns: Vec<TableColumn>,
    /// Column (from 0) by which rows are ranked, largest first; `None` keeps department order.
    #[serde(default)]
    pub rank_by: Option<usize>,
    /// At most so many rows; 0 for all.
    #[serde(default)]
    pub limit: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableColumn {
    pub head: String,
    pub indicator: IndicatorCode,
    #[serde(default)]
    pub measure: Measure,
}
