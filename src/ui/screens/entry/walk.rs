//! Walking from cell to cell, as in a spreadsheet. Knows no widget.

/// A cell that is typed in: the row's place among all rows of the form, and which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub row: usize,
    pub part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Figure,
    Note,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    /// To the explanation of this row, or to the figure.
    Right,
    Left,
    /// As Tab: cell by cell, row by row.
    Next,
    Previous,
    First,
    Last,
    PageUp,
    PageDown,
    NextBlank,
    PreviousBlank,
}

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    Cell(Cell),
    /// There is no further row in this direction, or no further blank.
    Edge(&'static str),
    /// Tab beyond the last cell or before the first: out of the form.
    Out,
    /// The key means nothing here.
    Here,
}

/// The form as the keys see it.
pub struct Ground<'a> {
    /// Rows that are not folded away, in order.
    pub rows: &'a [usize],
    pub blank: &'a dyn Fn(usize) -> bool,
    /// Rows of a page.
    pub page: usize,
}

impl Ground<'_> {
    pub fn step(&self, from: Cell, step: Step) -> Reached {
        let Some(at) = self.rows.iter().position(|row| *row == from.row) else {
            return self.rows.first().map_or(Reached::Here, |row| cell(*row, Part::Figure));
        };
        let last = self.rows.len().saturating_sub(1);
        match step {
            Step::Up => self.row_or(at.checked_sub(1), from.part, "已到开头"),
            Step::Down => self.row_or(Some(at + 1), from.part, "已到末尾"),
            Step::Left => within(from, Part::Figure),
            Step::Right => within(from, Part::Note),
            Step::Next if from.part == Part::Figure => within(from, Part::Note),
            Step::Next => self.tab(Some(at + 1), Part::Figure),
            Step::Previous if from.part == Part::Note => within(from, Part::Figure),
            Step::Previous => self.tab(at.checked_sub(1), Part::Note),
            Step::First => self.row_or(Some(0), from.part, ""),
            Step::Last => self.row_or(Some(last), from.part, ""),
            Step::PageUp if at == 0 => Reached::Edge("已到开头"),
            Step::PageUp => self.row_or(Some(at.saturating_sub(self.page)), from.part, ""),
            Step::PageDown if at == last => Reached::Edge("已到末尾"),
            Step::PageDown => self.row_or(Some((at + self.page).min(last)), from.part, ""),
            Step::NextBlank => self.blank_among(self.rows.iter().skip(at + 1), "下面没有空项了"),
            Step::PreviousBlank => {
                self.blank_among(self.rows.iter().take(at).rev(), "上面没有空项了")
            }
        }
    }

    fn row_or(&self, at: Option<usize>, part: Part, edge: &'static str) -> Reached {
        let row = at.and_then(|at| self.rows.get(at));
        row.map_or(Reached::Edge(edge), |row| cell(*row, part))
    }

    fn tab(&self, at: Option<usize>, part: Part) -> Reached {
        at.and_then(|at| self.rows.get(at)).map_or(Reached::Out, |row| cell(*row, part))
    }

    fn blank_among<'r>(
        &self,
        mut rows: impl Iterator<Item = &'r usize>,
        edge: &'static str,
    ) -> Reached {
        let found = rows.find(|row| (self.blank)(**row));
        found.map_or(Reached::Edge(edge), |row| cell(*row, Part::Figure))
    }
}

fn cell(row: usize, part: Part) -> Reached {
    Reached::Cell(Cell { row, part })
}

fn within(from: Cell, part: Part) -> Reached {
    if from.part == part { Reached::Here } else { cell(from.row, part) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows 0 1 2, then a folded group 3 4, then 5; 1, 3 and 5 are blank.
    fn go(row: usize, part: Part, step: Step) -> Reached {
        let blank = |row: usize| row % 2 == 1;
        let ground = Ground { rows: &[0, 1, 2, 5], blank: &blank, page: 2 };
        ground.step(Cell { row, part }, step)
    }

    fn figure(row: usize) -> Reached {
        Reached::Cell(Cell { row, part: Part::Figure })
    }

    fn note(row: usize) -> Reached {
        Reached::Cell(Cell { row, part: Part::Note })
    }

    #[test]
    fn rows_keep_the_column_and_skip_what_is_folded() {
        use Part::{Figure, Note};
        assert_eq!(go(2, Figure, Step::Down), figure(5));
        assert_eq!(go(2, Note, Step::Down), note(5));
        assert_eq!(go(5, Figure, Step::Up), figure(2));
        assert_eq!(go(5, Figure, Step::Down), Reached::Edge("已到末尾"));
        assert_eq!(go(0, Figure, Step::Up), Reached::Edge("已到开头"));
        assert_eq!(go(3, Figure, Step::Down), figure(0), "the focus was folded away");
    }

    #[test]
    fn tab_goes_across_and_out_at_both_ends() {
        use Part::{Figure, Note};
        assert_eq!(go(0, Figure, Step::Next), note(0));
        assert_eq!(go(0, Note, Step::Next), figure(1));
        assert_eq!(go(1, Figure, Step::Previous), note(0));
        assert_eq!(go(5, Note, Step::Next), Reached::Out);
        assert_eq!(go(0, Figure, Step::Previous), Reached::Out);
        assert_eq!(go(1, Figure, Step::Left), Reached::Here);
        assert_eq!(go(1, Figure, Step::Right), note(1));
    }

    #[test]
    fn pages_ends_and_blanks() {
        use Part::Figure;
        assert_eq!(go(0, Figure, Step::PageDown), figure(2));
        assert_eq!(go(2, Figure, Step::PageDown), figure(5));
        assert_eq!(go(5, Figure, Step::PageDown), Reached::Edge("已到末尾"));
        assert_eq!(go(1, Figure, Step::PageUp), figure(0));
        assert_eq!(go(2, Figure, Step::First), figure(0));
        assert_eq!(go(0, Figure, Step::Last), figure(5));
        assert_eq!(go(1, Figure, Step::NextBlank), figure(5));
        assert_eq!(go(5, Figure, Step::PreviousBlank), figure(1));
        assert_eq!(go(1, Figure, Step::PreviousBlank), Reached::Edge("上面没有空项了"));
    }
}
