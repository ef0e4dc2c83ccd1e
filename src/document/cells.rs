//! The cells of a table: which belong to the head, which reach over others.

use super::{Run, Table};
use crate::text::joins::Span;

impl Table {
    /// All rows, those of the head first.
    pub fn all_rows(&self) -> impl Iterator<Item = &Vec<Run>> {
        std::iter::once(&self.head).chain(&self.rows)
    }

    /// How many rows the head has.
    pub fn head_rows(&self) -> usize {
        1 + self.more_heads.min(self.rows.len())
    }

    /// The rows below the head.
    pub fn body(&self) -> &[Vec<Run>] {
        self.rows.get(self.more_heads..).unwrap_or_default()
    }

    /// The cell that reaches over a place, rows counted from the head.
    pub fn span_over(&self, row: usize, column: usize) -> Option<&Span> {
        self.spans.iter().find(|span| span.covers(row, column))
    }

    /// What the head says of each column, from above down: 受理 本月.
    pub fn column_heads(&self) -> Vec<String> {
        let rows: Vec<&Vec<Run>> = self.all_rows().take(self.head_rows()).collect();
        let text = |row: usize, column: usize| {
            rows.get(row).and_then(|cells| cells.get(column)).map_or("", |cell| cell.text.as_str())
        };
        let column = |column: usize| {
            let mut said: Vec<&str> = Vec::new();
            for row in 0..rows.len() {
                let from = self.span_over(row, column).map_or((row, column), |s| (s.row, s.column));
                let own = text(from.0, from.1);
                if !own.is_empty() && said.last() != Some(&own) {
                    said.push(own);
                }
            }
            said.join(" ")
        };
        (0..self.head.len()).map(column).collect()
    }
}
