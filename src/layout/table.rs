//! Tables in the text: as wide as the type area, head repeated on each page, numbers flush right.
//! A wide one gets smaller type, then wrapped cells. Knows no figures, only cells.

mod grid;
#[cfg(test)]
mod tests;

use crate::document::{Role, Run, Table, text_of};

use super::cells::Cells;
use super::faces::FontRole;
use super::flow::{ASCENT, BOTTOM, Flow, LEFT, SMALL, TOP, Text, WIDTH};
use super::lines::{Set, break_lines};
use super::{Misfit, Rect, Source, Tint};
use grid::{Grid, Measured, between, fits};

/// Sizes that are tried, largest first; a table of many columns begins with the second.
const SIZES: [f32; 4] = [SMALL, 12.0, 10.5, 9.0];
const COLUMNS_AT_FULL_SIZE: usize = 7;
/// White at the sides of a cell, and above and below its lines together.
const PADDING: f32 = 4.0;
const WHITE: f32 = 5.8;
/// Lines of a cell, in parts of its size.
const PITCH: f32 = 1.3;
const RULE: f32 = 0.5;
/// Between the table and the text after it.
const AFTER: f32 = 8.0;
/// A name is as wide as it likes up to so many ems, and never squeezed below so many.
const WIDEST_NAME: f32 = 12.0;
const NARROWEST_NAME: f32 = 4.0;
const NARROWEST_HEAD: f32 = 2.0;
/// A head longer than this may take two lines.
const LONG_HEAD: f32 = 6.0;

impl Flow<'_> {
    pub fn table(&mut self, table: &Table) {
        let caption = text_of(&table.caption);
        let (grid, cut) = self.grid(table);
        let (columns, anchor) = (table.head.len(), table.anchor);
        if cut {
            self.misfits.push(Misfit::Table { caption: caption.clone(), columns, anchor });
        }
        let wanted = self.rows_of_table_start(table);
        if self.row + wanted > self.rows && wanted <= self.rows {
            self.new_page();
        }
        self.caption(table);
        self.room_for_one();
        let y = self.top_of(self.row);
        let end = self.draw_table(&grid, table, y, &caption);
        self.row = self.row_below(end + AFTER);
    }

    /// Rows that caption, head and first row take, with the rows this is tied to.
    pub fn rows_of_table_start(&self, table: &Table) -> usize {
        let (grid, _) = self.grid(table);
        let height = grid.head_height() + grid.height_from(grid.heads);
        let rows = (height / self.pitch).ceil();
        let rows = (0..self.rows).find(|row| *row as f32 >= rows).unwrap_or(self.rows);
        rows + usize::from(!table.caption.is_empty())
    }

    fn caption(&mut self, table: &Table) {
        let mut cells = Cells::default();
        for run in &table.caption {
            self.push(&mut cells, run, self.small(FontRole::Hei, SMALL));
        }
        let text = Text { cells: &cells.list, source: Source::Caption(table.anchor) };
        for range in break_lines(&cells.list, WIDTH, WIDTH) {
            self.line(&text, range, (LEFT, WIDTH), Set::Centre);
        }
    }

    /// The table at the first size at which it fits; whether something had to be cut.
    fn grid(&self, table: &Table) -> (Grid, bool) {
        let first = usize::from(table.head.len() > COLUMNS_AT_FULL_SIZE);
        let sizes = SIZES.get(first..).unwrap_or_default();
        // Heads on two lines at most, names of a usual width.
        for size in sizes.iter().take(3 - first) {
            let measured = self.measured(table, *size);
            let wants = measured.wants();
            if fits(&wants) {
                return (measured.laid(&wants), false);
            }
        }
        for size in sizes.iter().skip(1 - first) {
            let measured = self.measured(table, *size);
            let needs = measured.needs();
            if fits(&needs) {
                let widths = between(&needs, &measured.wants());
                return (measured.laid(&widths), false);
            }
        }
        let measured = self.measured(table, SIZES.last().copied().unwrap_or(SMALL));
        let needs = measured.needs();
        (measured.laid(&needs), true)
    }

    fn measured(&self, table: &Table, size: f32) -> Measured {
        let row = |runs: &[Run], role| -> Vec<Cells> {
            let cells = |run: &Run| {
                let mut cells = Cells::default();
                let role = if run.role == Role::Lead { FontRole::Kai } else { role };
                self.push(&mut cells, run, self.small(role, size));
                cells
            };
            runs.iter().map(cells).collect()
        };
        let heads = table.head_rows();
        let role = |at: usize| if at < heads { FontRole::Hei } else { FontRole::Fang };
        let rows = table.all_rows().enumerate().map(|(at, runs)| row(runs, role(at))).collect();
        Measured { size, rows, heads, align: table.align.clone(), spans: table.spans.clone() }
    }

    /// Draws head and rows, going on overleaf as often as needed; returns where it ends.
    fn draw_table(&mut self, grid: &Grid, table: &Table, start: f32, caption: &str) -> f32 {
        let head = grid.head_height();
        let mut drawn = Vec::new();
        let mut y = self.table_head(grid, table, start, &mut drawn);
        for at in grid.heads..grid.rows.len() {
            for (part, height) in grid.parts(at, BOTTOM - TOP - head).into_iter().enumerate() {
                let needed = if part == 0 { grid.height_from(at).max(height) } else { height };
                // Tied rows that fit no page are no longer tied, so this is never in vain.
                if y + needed > BOTTOM && y > TOP + head + 1.0 {
                    self.frame(grid, &drawn, y);
                    self.new_page();
                    y = self.table_head(grid, table, TOP, &mut drawn);
                }
                if part == 1 {
                    let (caption, anchor) = (caption.to_owned(), table.anchor);
                    self.misfits.push(Misfit::Row { caption, row: at, anchor });
                }
                drawn.push((at, y));
                y = self.table_row(grid, table, (at, part), y);
            }
        }
        self.frame(grid, &drawn, y);
        y
    }

    /// The head, at the top of what is drawn on a page; returns its foot.
    fn table_head(
        &mut self,
        grid: &Grid,
        table: &Table,
        top: f32,
        drawn: &mut Vec<(usize, f32)>,
    ) -> f32 {
        drawn.clear();
        (0..grid.heads).fold(top, |y, row| {
            drawn.push((row, y));
            self.table_row(grid, table, (row, 0), y)
        })
    }

    /// One row, or the part of it that fits a page, with the rule above it; returns its foot.
    fn table_row(
        &mut self,
        grid: &Grid,
        table: &Table,
        (at, part): (usize, usize),
        top: f32,
    ) -> f32 {
        let whole = grid.lines_at_most(BOTTOM - TOP - grid.head_height());
        let row_height = grid.part_height(at, part, whole);
        let cells = grid.rows.get(at).map(Vec::as_slice).unwrap_or_default();
        for (column, cell) in cells.iter().enumerate() {
            let Some((rows, columns)) = grid.extent(at, column) else { continue };
            let edges = grid.edges.get(column).zip(grid.edges.get(column + columns));
            let Some((left, right)) = edges else { continue };
            let (height, lines) = if rows > 1 {
                ((at..at + rows).map(|row| grid.height(row)).sum(), cell.lines.as_slice())
            } else {
                (row_height, cell.lines.chunks(whole).nth(part).unwrap_or_default())
            };
            let pitch = grid.size * PITCH;
            let mut y = top + (height - lines.len() as f32 * pitch) / 2.0;
            let source = Source::Cell { anchor: table.anchor, row: at, column };
            let text = Text { cells: &cell.cells.list, source };
            for range in lines {
                let room = Rect {
                    left: left + PADDING,
                    top: y,
                    right: right - PADDING,
                    bottom: y + pitch,
                };
                let baseline = y + (pitch - grid.size) / 2.0 + ASCENT * grid.size;
                self.place(&text, range.clone(), room, (baseline, cell.set));
                y += pitch;
            }
        }
        for (left, right) in grid.rules_above(at) {
            self.rule(Rect { left, top, right, bottom: top + RULE }, Tint::Black);
        }
        top + row_height
    }

    /// The rule below the last of the rows drawn on a page (each with its top) and those between the
    /// columns.
    fn frame(&mut self, grid: &Grid, drawn: &[(usize, f32)], bottom: f32) {
        let foot = Rect { left: LEFT, top: bottom, right: LEFT + WIDTH, bottom: bottom + RULE };
        self.rule(foot, Tint::Black);
        let ends = drawn.iter().map(|(_, top)| *top).skip(1).chain([bottom]);
        let rows: Vec<(usize, f32, f32)> =
            drawn.iter().zip(ends).map(|((row, top), end)| (*row, *top, end)).collect();
        for (column, x) in grid.edges.iter().enumerate() {
            let left = x.min(LEFT + WIDTH - RULE);
            let crossed = |row: &(usize, f32, f32)| grid.crosses(row.0, column);
            for run in rows.chunk_by(|above, below| crossed(above) == crossed(below)) {
                if let [(_, top, _), ..] = run
                    && let [.., (_, _, end)] = run
                    && !run.iter().any(crossed)
                {
                    let (top, bottom) = (*top, end + RULE);
                    self.rule(Rect { left, top, right: left + RULE, bottom }, Tint::Black);
                }
            }
        }
    }
}
