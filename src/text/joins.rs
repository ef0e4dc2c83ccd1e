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
        let within = |from: usize, count: usize, at: usize| from <= at && at - from < count;
        within(self.row, self.rows, row) && within(self.column, self.columns, column)
    }
}

/// Rows of a head at most.
const HEADS: usize = 3;

/// How many of the rows are the head; a rule stood below so many of them (`ruled`) or none did. A cell
/// that is one with the head belongs to it; without a rule so do the heads below one over several
/// columns.
pub fn head_rows(rows: &[Vec<String>], ruled: Option<usize>) -> usize {
    let joined = |row: Option<&Vec<String>>, join| {
        row.is_some_and(|row| row.iter().any(|cell| Join::of_mark(cell) == Some(join)))
    };
    let tells_numbers = |row: Option<&Vec<String>>| {
        row.is_some_and(|row| row.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit())))
    };
    let goes_on = |at: &usize| {
        let over = ruled.is_none()
            && joined(rows.get(at - 1), Join::Left)
            && !tells_numbers(rows.get(*at));
        rows.get(at + 1).is_some() && (over || joined(rows.get(*at), Join::Up))
    };
    let least = ruled.unwrap_or(1).max(1);
    least + (least..HEADS).take_while(goes_on).count()
}

/// Marks the cells of a head of two rows that merged cells left empty in a text: those below a head
/// that reaches down, those beside one that reaches over others. Any other rows stay as they are.
pub fn mark_head(first: &mut [String], second: &mut [String]) {
    let tells_numbers = |cell: &String| cell.starts_with(|c: char| c.is_ascii_digit());
    let reaches_down = |(above, below): (&String, &String)| !above.is_empty() && below.is_empty();
    let reaches_over = |(above, below): (&String, &String)| above.is_empty() && !below.is_empty();
    let pairs = || first.iter().zip(second.iter());
    let is_head = pairs().next().is_some_and(reaches_down)
        && pairs().any(reaches_over)
        && pairs().all(|(above, below)| !(above.is_empty() && below.is_empty()))
        && !second.iter().any(tells_numbers);
    if !is_head {
        return;
    }
    for (above, below) in first.iter_mut().zip(second) {
        if below.is_empty() {
            Join::Up.mark().clone_into(below);
        } else if above.is_empty() {
            Join::Left.mark().clone_into(above);
        }
    }
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
    fn a_rule_ends_the_head_but_for_cells_that_reach_down() {
        let table = rows(&["窗口 受理 <", "名称 本月 累计", "公安 1 2"]);
        assert_eq!(head_rows(&table, Some(1)), 1);
        let table = rows(&["窗口 受理 <", "^ 本月 累计", "公安 1 2"]);
        assert_eq!(head_rows(&table, Some(1)), 2);
        assert_eq!(head_rows(&table, Some(2)), 2);
    }

    #[test]
    fn a_head_that_lost_its_marks_is_known_by_its_gaps() {
        let cells =
            |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let (mut first, mut second) = (cells(&["窗口", "受理", ""]), cells(&["", "本月", "累计"]));
        mark_head(&mut first, &mut second);
        assert_eq!((first, second), (cells(&["窗口", "受理", "<"]), cells(&["^", "本月", "累计"])));
        for (above, below) in [
            (["窗口", "受理", "办结"], ["", "本月", "累计"]),
            (["窗口", "受理", ""], ["", "12", "34"]),
            (["窗口", "受理", ""], ["公安", "本月", "累计"]),
            (["窗口", "", ""], ["", "本月", ""]),
        ] {
            let (mut first, mut second) = (cells(&above), cells(&below));
            mark_head(&mut first, &mut second);
            assert_eq!((first, second), (cells(&above), cells(&below)));
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
            assert_eq!(head_rows(&table, None), expected, "{table:?}");
        }
    }
}
