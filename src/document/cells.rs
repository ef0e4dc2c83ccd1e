//! The cells of a table: which belong to the head, which reach over others.

use std::collections::HashMap;

use super::{Run, Span, Table};

/// Which cell reaches over a place of a table, rows counted from the head. Built once, since a table
/// may have thousands of merged cells.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    over: HashMap<(usize, usize), Span>,
}

impl Reach {
    /// Spans beyond the table end with it; of two over one place the first counts.
    pub fn new(spans: &[Span], rows: usize, columns: usize) -> Self {
        let mut over = HashMap::new();
        for span in spans {
            let last_row = span.row.saturating_add(span.rows).min(rows);
            let last_column = span.column.saturating_add(span.columns).min(columns);
            let own = || {
                (span.row..last_row)
                    .flat_map(move |row| (span.column..last_column).map(move |at| (row, at)))
            };
            if own().any(|place| over.contains_key(&place)) {
                continue;
            }
            let (rows, columns) =
                (last_row.saturating_sub(span.row), last_column.saturating_sub(span.column));
            over.extend(own().map(|place| (place, Span { rows, columns, ..*span })));
        }
        Self { over }
    }

    pub fn over(&self, row: usize, column: usize) -> Option<&Span> {
        self.over.get(&(row, column))
    }

    /// How many rows and columns a cell takes; `None` for one that another reaches over.
    pub fn extent(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        match self.over(row, column) {
            Some(span) if (span.row, span.column) == (row, column) => {
                Some((span.rows, span.columns))
            }
            Some(_) => None,
            None => Some((1, 1)),
        }
    }
}

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

    pub fn reach(&self) -> Reach {
        Reach::new(&self.spans, self.rows.len() + 1, self.head.len())
    }

    /// What the head says of each column, from above down: 受理 本月.
    pub fn column_heads(&self) -> Vec<String> {
        let rows: Vec<&Vec<Run>> = self.all_rows().take(self.head_rows()).collect();
        let text = |row: usize, column: usize| {
            rows.get(row).and_then(|cells| cells.get(column)).map_or("", |cell| cell.text.as_str())
        };
        let reach = self.reach();
        let column = |column: usize| {
            let mut said: Vec<&str> = Vec::new();
            for row in 0..rows.len() {
                let from = reach.over(row, column).map_or((row, column), |s| (s.row, s.column));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_end_with_the_table_and_never_overlap() {
        let span = |row, column, rows, columns| Span { row, column, rows, columns };
        let reach = Reach::new(
            &[span(0, 1, usize::MAX, usize::MAX), span(0, 0, 1, 2), span(9, 9, 2, 2)],
            2,
            3,
        );
        assert_eq!(reach.over(1, 2), Some(&span(0, 1, 2, 2)));
        assert_eq!(reach.over(0, 0), None);
        let extents = [(0, 0), (0, 1), (1, 2)].map(|(row, column)| reach.extent(row, column));
        assert_eq!(extents, [Some((1, 1)), Some((2, 2)), None]);
    }
}
