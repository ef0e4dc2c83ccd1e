//! A printed table as its head and the rows below: heads of two rows, merged cells. Knows no
//! departments.

use crate::text::exhibit;
use crate::text::joins::{self, Join};

/// A table without its rule.
pub(super) struct Shape {
    /// Of each column: the head above, empty for none, and its own.
    pub heads: Vec<(String, String)>,
    pub body: Vec<Vec<String>>,
}

impl Shape {
    /// The error says, in Chinese, why the head is none that can be drawn again.
    pub fn of(rows: &[Vec<String>]) -> Result<Self, String> {
        let rule = rows.iter().position(|row| exhibit::rule(row).is_some());
        let width = rows.first().map_or(0, Vec::len);
        let cells = rows.iter().filter(|row| exhibit::rule(row).is_none());
        let mut cells: Vec<Vec<String>> = cells.map(|row| fitted(row, width)).collect();
        let heads = joins::head_rows(&cells, rule.filter(|at| (1..=2).contains(at)));
        if cells.is_empty() {
            return Err("只有表头".to_owned());
        }
        if heads > 2 {
            return Err(format!("表头有 {heads} 行"));
        }
        let spans = joins::spans(&cells, heads);
        let body = cells.split_off(heads.min(cells.len()));
        let text = |row: usize, column: usize| {
            let place = spans.iter().find(|span| span.covers(row, column));
            let (row, column) = place.map_or((row, column), |span| (span.row, span.column));
            cells.get(row).and_then(|cells| cells.get(column)).cloned().unwrap_or_default()
        };
        let head = |column: usize| {
            let (above, own) = (text(0, column), text(heads - 1, column));
            let through = heads == 1
                || spans.iter().any(|span| span.covers(0, column) && span.covers(1, column));
            match (through, own.is_empty()) {
                (true, _) => (String::new(), own),
                (false, true) => (String::new(), above),
                (false, false) => (above, own),
            }
        };
        Ok(Self { heads: (0..width).map(head).collect(), body: without_joined_totals(body) })
    }
}

/// 合计 over the columns before the numbers is the total's name as well as in one cell.
fn without_joined_totals(mut body: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let is_total = |row: &&mut Vec<String>| row.first().is_some_and(|c| exhibit::is_total(c));
    for row in body.iter_mut().filter(is_total) {
        let joined =
            row.iter_mut().skip(1).take_while(|cell| Join::of_mark(cell) == Some(Join::Left));
        joined.for_each(String::clear);
    }
    body
}

fn fitted(row: &[String], width: usize) -> Vec<String> {
    let mut row = row.to_vec();
    row.resize(width, String::new());
    row
}
