//! Tables in the text: as wide as the type area, head repeated on each page, numbers flush right.
//! A wide one gets smaller type, then wrapped cells. Knows no figures, only cells.

use std::ops::Range;

use crate::document::{Align, Role, Run, Table, text_of};

use super::cells::Cells;
use super::faces::FontRole;
use super::flow::{ASCENT, BOTTOM, Flow, LEFT, SMALL, TOP, Text, WIDTH};
use super::lines::{Set, break_lines, may_break, visible_width};
use super::{Misfit, Rect, Source, Tint};

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

/// A table measured at one size.
struct Measured {
    size: f32,
    /// Head first.
    rows: Vec<Vec<Cells>>,
    align: Vec<Align>,
}

/// A table with its columns' widths, broken into lines.
struct Grid {
    size: f32,
    rows: Vec<Vec<Cell>>,
    edges: Vec<f32>,
}

struct Cell {
    cells: Cells,
    lines: Vec<Range<usize>>,
    set: Set,
}

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

    /// Rows that caption, head and first row take.
    pub fn rows_of_table_start(&self, table: &Table) -> usize {
        let (grid, _) = self.grid(table);
        let height: f32 = (0..2).map(|row| grid.height(row)).sum();
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
        let body = table.rows.iter().map(|runs| row(runs, FontRole::Fang));
        let rows = [row(&table.head, FontRole::Hei)].into_iter().chain(body).collect();
        Measured { size, rows, align: table.align.clone() }
    }

    /// Draws head and rows, going on overleaf as often as needed; returns where it ends.
    fn draw_table(&mut self, grid: &Grid, table: &Table, start: f32, caption: &str) -> f32 {
        let head = grid.height(0);
        let mut top = start;
        let mut y = self.table_row(grid, table, (0, 0), top);
        for at in 1..grid.rows.len() {
            for (part, height) in grid.parts(at, BOTTOM - TOP - head).into_iter().enumerate() {
                if y + height > BOTTOM && y > TOP + head + 1.0 {
                    self.frame(grid, top, y);
                    self.new_page();
                    top = TOP;
                    y = self.table_row(grid, table, (0, 0), top);
                }
                if part == 1 {
                    let (caption, anchor) = (caption.to_owned(), table.anchor);
                    self.misfits.push(Misfit::Row { caption, row: at, anchor });
                }
                y = self.table_row(grid, table, (at, part), y);
            }
        }
        self.frame(grid, top, y);
        y
    }

    /// One row, or the part of it that fits a page, with the rule above it; returns its foot.
    fn table_row(
        &mut self,
        grid: &Grid,
        table: &Table,
        (at, part): (usize, usize),
        top: f32,
    ) -> f32 {
        let whole = grid.lines_at_most(BOTTOM - TOP - grid.height(0));
        let height = grid.part_height(at, part, whole);
        let cells = grid.rows.get(at).map(Vec::as_slice).unwrap_or_default();
        for (column, (cell, edges)) in cells.iter().zip(grid.edges.windows(2)).enumerate() {
            let [left, right] = edges else { continue };
            let lines = cell.lines.chunks(whole).nth(part).unwrap_or_default();
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
        let rule = Rect { left: LEFT, top, right: LEFT + WIDTH, bottom: top + RULE };
        self.rule(rule, Tint::Black);
        top + height
    }

    /// The rule below the last row and those between the columns.
    fn frame(&mut self, grid: &Grid, top: f32, bottom: f32) {
        let foot = Rect { left: LEFT, top: bottom, right: LEFT + WIDTH, bottom: bottom + RULE };
        self.rule(foot, Tint::Black);
        for x in &grid.edges {
            let left = x.min(LEFT + WIDTH - RULE);
            let rect = Rect { left, top, right: left + RULE, bottom: bottom + RULE };
            self.rule(rect, Tint::Black);
        }
    }
}

impl Measured {
    fn columns(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// The widest of what `width` says of each cell of a column, with the white at its sides.
    fn widest(&self, width: impl Fn(&Cells, bool, Align) -> f32) -> Vec<f32> {
        let column = |at: usize| {
            let align = self.align.get(at).copied().unwrap_or(Align::Left);
            let cells = self.rows.iter().enumerate();
            let cells = cells.filter_map(|(row, cells)| Some((row, cells.get(at)?)));
            let widths = cells.map(|(row, cells)| width(cells, row == 0, align));
            widths.fold(self.size, f32::max) + 2.0 * PADDING
        };
        (0..self.columns()).map(column).collect()
    }

    fn wants(&self) -> Vec<f32> {
        let em = self.size;
        self.widest(|cells, head, align| {
            let width = cells.width();
            match align {
                _ if head && width > LONG_HEAD * em => (width / 2.0 + em).max(longest_unit(cells)),
                _ if head => width,
                Align::Left => width.min(WIDEST_NAME * em).max(longest_unit(cells)),
                Align::Centre | Align::Right => width,
            }
        })
    }

    fn needs(&self) -> Vec<f32> {
        let em = self.size;
        self.widest(|cells, head, align| {
            let least = if head { NARROWEST_HEAD } else { NARROWEST_NAME } * em;
            match align {
                Align::Centre | Align::Right if !head => longest_unit(cells),
                _ => cells.width().min(least).max(longest_unit(cells)),
            }
        })
    }

    /// Breaks the cells at widths that are brought to the width of the type area.
    fn laid(self, widths: &[f32]) -> Grid {
        let total: f32 = widths.iter().sum::<f32>().max(1.0);
        let mut edges = vec![LEFT];
        let mut x = LEFT;
        for width in widths {
            x += width * WIDTH / total;
            edges.push(x);
        }
        let mut rows = Vec::with_capacity(self.rows.len());
        for (row, cells) in self.rows.into_iter().enumerate() {
            let columns = cells.into_iter().zip(edges.windows(2)).enumerate();
            rows.push(
                columns
                    .map(|(at, (cells, edges))| {
                        let room = edges.iter().rev().copied().reduce(|right, left| right - left);
                        let room = room.unwrap_or(WIDTH) - 2.0 * PADDING;
                        let lines = break_lines(&cells.list, room, room);
                        let set = match self.align.get(at) {
                            _ if row == 0 => Set::Centre,
                            Some(Align::Right) => Set::Right,
                            Some(Align::Centre) => Set::Centre,
                            Some(Align::Left) | None => Set::Left,
                        };
                        Cell { cells, lines, set }
                    })
                    .collect(),
            );
        }
        Grid { size: self.size, rows, edges }
    }
}

impl Grid {
    fn line_count(&self, row: usize) -> usize {
        let cells = self.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1)
    }

    fn height_of(&self, lines: usize) -> f32 {
        lines as f32 * self.size * PITCH + WHITE
    }

    fn height(&self, row: usize) -> f32 {
        if row < self.rows.len() { self.height_of(self.line_count(row)) } else { 0.0 }
    }

    /// Lines of a cell that fit a height.
    fn lines_at_most(&self, height: f32) -> usize {
        (1..=200).take_while(|lines| self.height_of(*lines) <= height).last().unwrap_or(1)
    }

    fn part_height(&self, row: usize, part: usize, whole: usize) -> f32 {
        let left = self.line_count(row).saturating_sub(part * whole);
        self.height_of(left.clamp(1, whole))
    }

    /// Heights of the parts a row is set in: one, unless it is taller than a page.
    fn parts(&self, row: usize, height: f32) -> Vec<f32> {
        let whole = self.lines_at_most(height);
        let count = self.line_count(row).div_ceil(whole);
        (0..count).map(|part| self.part_height(row, part, whole)).collect()
    }
}

fn fits(widths: &[f32]) -> bool {
    widths.iter().sum::<f32>() <= WIDTH + 0.1
}

/// What is left over above the needs goes to the columns that want more.
fn between(needs: &[f32], wants: &[f32]) -> Vec<f32> {
    let spare = WIDTH - needs.iter().sum::<f32>();
    let more = |(need, want): (&f32, &f32)| (want - need).max(0.0);
    let wish: f32 = needs.iter().zip(wants).map(more).sum::<f32>().max(1.0);
    needs.iter().zip(wants).map(|pair| pair.0 + more(pair) * spare / wish).collect()
}

/// The widest stretch that no line may break.
fn longest_unit(cells: &Cells) -> f32 {
    let list = &cells.list;
    let mut longest: f32 = 0.0;
    let mut start = 0;
    for at in 1..=list.len() {
        if may_break(list, at) {
            longest = longest.max(visible_width(list, start..at));
            start = at;
        }
    }
    longest
}
