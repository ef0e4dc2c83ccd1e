//! Cells of a table that are one with a neighbour: `<` with the one to the left, `^` with the one above.
//! Knows rows of cells, no page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The neighbour a cell is one with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    Left,
    Up,
}

/// A cell that reaches over others; these are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Of its first cell, from 0; 0 is the first row of the head.
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
}

impl Join {
    /// How a row says it.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Left => "<",
            Self::Up => "^",
        }
    }

    pub fn of_mark(cell: &str) -> Option<Self> {
        [Self::Left, Self::Up].into_iter().find(|join| join.mark() == cell)
    }
}

impl Span {
    pub fn covers(&self, row: usize, column: usize) -> bool {
        (self.row..self.row + self.rows).contains(&row)
            && (self.column..self.column + self.columns).contains(&column)
    }
}

/// Rows of a head at most.
const HEADS: usize = 3;

/// How many of the rows, which have no rule among them, are the head: below a cell that reaches over
/// several columns there are the heads of these, and a cell may reach down to them.
pub fn head_rows(rows: &[Vec<String>]) -> usize {
    let joined = |row: Option<&Vec<String>>, join| {
        row.is_some_and(|row| row.iter().any(|cell| Join::of_mark(cell) == Some(join)))
    };
    let tells_numbers = |row: Option<&Vec<String>>| {
        row.is_some_and(|row| row.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit())))
    };
    let goes_on = |at: &usize| {
        let over = joined(rows.get(at - 1), Join::Left) && !tells_numbers(rows.get(*at));
        rows.get(at + 1).is_some() && (over || joined(rows.get(*at), Join::Up))
    };
    1 + (1..HEADS).take_while(goes_on).count()
}

/// The cells that reach over others. What is joined must be a rectangle, in the head or below it.
pub fn spans(rows: &[Vec<String>], heads: usize) -> Vec<Span> {
    let mut areas: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for (row, owners) in owners(rows).into_iter().enumerate() {
        for (column, owner) in owners.into_iter().enumerate() {
            areas.entry(owner).or_default().push((row, column));
        }
    }
    areas.into_iter().filter_map(|(owner, cells)| rectangle(owner, &cells, heads)).collect()
}

/// The cell each cell is one with, itself mostly.
fn owners(rows: &[Vec<String>]) -> Vec<Vec<(usize, usize)>> {
    let mut owners: Vec<Vec<(usize, usize)>> = Vec::with_capacity(rows.len());
    for (row, cells) in rows.iter().enumerate() {
        let mut of_row: Vec<(usize, usize)> = Vec::with_capacity(cells.len());
        for (column, cell) in cells.iter().enumerate() {
            let owner = match Join::of_mark(cell) {
                Some(Join::Left) => of_row.last(),
                Some(Join::Up) => owners.last().and_then(|above| above.get(column)),
                None => None,
            };
            of_row.push(owner.copied().unwrap_or((row, column)));
        }
        owners.push(of_row);
    }
    owners
}

fn rectangle(owner: (usize, usize), cells: &[(usize, usize)], heads: usize) -> Option<Span> {
    let (row, column) = owner;
    let last_row = cells.iter().map(|(row, _)| *row).max()?;
    let last_column = cells.iter().map(|(_, column)| *column).max()?;
    let (rows, columns) =
        ((last_row + 1).checked_sub(row)?, (last_column + 1).checked_sub(column)?);
    let whole = rows * columns == cells.len() && cells.len() > 1;
    let across = row < heads && last_row >= heads;
    (whole && !across).then_some(Span { row, column, rows, columns })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&str]) -> Vec<Vec<String>> {
        let cells = |row: &&str| row.split(' ').map(str::to_owned).collect();
        rows.iter().map(cells).collect()
    }

    #[test]
    fn marks_make_rectangles() {
        let table = rows(&["窗口 受理 < 办结 <", "^ 本月 累计 本月 累计", "公安 1 2 3 4"]);
        let found = spans(&table, 2);
        let span = |row, column, rows, columns| Span { row, column, rows, columns };
        assert_eq!(found, [span(0, 0, 2, 1), span(0, 1, 1, 2), span(0, 3, 1, 2)]);
        assert!(found[1].covers(0, 2) && !found[1].covers(1, 2));
        let block = rows(&["甲 <", "^ <", "乙 丙"]);
        assert_eq!(spans(&block, 0), [span(0, 0, 2, 2)]);
    }

    #[test]
    fn what_is_no_rectangle_or_leaves_the_head_is_not_joined() {
        for (table, heads) in [
            (rows(&["甲 < 乙", "^ 丙 丁"]), 2),
            (rows(&["甲 乙", "^ 丙"]), 1),
            (rows(&["< ^", "乙 丙"]), 1),
        ] {
            assert_eq!(spans(&table, heads), [], "{table:?}");
        }
    }

    #[test]
    fn a_head_may_have_several_rows() {
        for (table, expected) in [
            (rows(&["窗口 受理 <", "^ 本月 累计", "公安 1 2"]), 2),
            (rows(&["窗口 受理 <", "名称 本月 累计", "公安 1 2"]), 2),
            (rows(&["窗口 受理", "公安 1", "^ 2"]), 1),
            (rows(&["窗口 受理 <", "公安 1 2"]), 1),
            (rows(&["窗口 受理"]), 1),
            (rows(&["甲 < <", "^ 乙 <", "^ 丙 丁", "公安 1 2"]), 3),
        ] {
            assert_eq!(head_rows(&table), expected, "{table:?}");
        }
    }
}
