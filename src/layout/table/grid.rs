//! A table measured and broken into lines: widths of columns, heights of rows, cells over several.

use std::ops::Range;

use super::{LONG_HEAD, NARROWEST_HEAD, NARROWEST_NAME, PADDING, PITCH, WHITE, WIDEST_NAME};
use crate::document::{Align, Reach, Span};
use crate::layout::cells::Cells;
use crate::layout::flow::{BOTTOM, LEFT, TOP, WIDTH};
use crate::layout::lines::{Set, break_lines, may_break, visible_width};

/// A table measured at one size.
pub(super) struct Measured {
    pub size: f32,
    /// Those of the head first.
    pub rows: Vec<Vec<Cells>>,
    /// How many rows the head has.
    pub heads: usize,
    pub align: Vec<Align>,
    pub spans: Vec<Span>,
}

/// A table with its columns' widths, broken into lines.
pub(super) struct Grid {
    pub size: f32,
    pub rows: Vec<Vec<Cell>>,
    pub heads: usize,
    pub edges: Vec<f32>,
    /// Over several rows only where these fit a page.
    reach: Reach,
    /// Rows that cells tie to one another, from above down.
    tied: Vec<Range<usize>>,
    /// What rows are higher for the sake of a cell that reaches down to them.
    extra: Vec<f32>,
}

pub(super) struct Cell {
    pub cells: Cells,
    pub lines: Vec<Range<usize>>,
    pub set: Set,
}

impl Measured {
    fn reach(&self) -> Reach {
        Reach::new(&self.spans, self.rows.len(), self.columns())
    }

    fn columns(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// The widest of what `width` says of each cell of a column, with the white at its sides. A cell
    /// over several columns takes the room of these, and asks for more only so as not to be cut.
    fn widest(&self, width: impl Fn(&Cells, bool, Align) -> f32) -> Vec<f32> {
        let reach = self.reach();
        let over = |row, column| reach.over(row, column).is_some_and(|span| span.columns > 1);
        let column = |at: usize| {
            let align = self.align.get(at).copied().unwrap_or(Align::Left);
            let cells = self.rows.iter().enumerate().filter(|(row, _)| !over(*row, at));
            let cells = cells.filter_map(|(row, cells)| Some((row, cells.get(at)?)));
            let widths = cells.map(|(row, cells)| width(cells, row < self.heads, align));
            widths.fold(self.size, f32::max) + 2.0 * PADDING
        };
        let mut widths: Vec<f32> = (0..self.columns()).map(column).collect();
        for span in self.spans.iter().filter(|span| span.columns > 1) {
            let cells = self.rows.get(span.row).and_then(|cells| cells.get(span.column));
            let need = cells.map_or(0.0, longest_unit) + 2.0 * PADDING;
            let own = widths.get_mut(span.column..span.column.saturating_add(span.columns));
            let own = own.unwrap_or_default();
            let lacking = need - own.iter().sum::<f32>();
            if let Some(last) = own.last_mut().filter(|_| lacking > 0.0) {
                *last += lacking;
            }
        }
        widths
    }

    pub fn wants(&self) -> Vec<f32> {
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

    pub fn needs(&self) -> Vec<f32> {
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
    pub fn laid(self, widths: &[f32]) -> Grid {
        let total: f32 = widths.iter().sum::<f32>().max(1.0);
        let mut edges = vec![LEFT];
        let mut x = LEFT;
        for width in widths {
            x += width * WIDTH / total;
            edges.push(x);
        }
        let reach = self.reach();
        let Self { size, rows, heads, align, spans } = self;
        let mut laid = Vec::with_capacity(rows.len());
        for (row, cells) in rows.into_iter().enumerate() {
            let cell = |(at, cells): (usize, Cells)| {
                let columns = reach.over(row, at).map_or(1, |span| span.columns);
                let room = edges.get(at + columns).zip(edges.get(at));
                let room = room.map_or(WIDTH, |(right, left)| right - left) - 2.0 * PADDING;
                let lines = break_lines(&cells.list, room, room);
                let set = match align.get(at) {
                    _ if row < heads || columns > 1 => Set::Centre,
                    Some(Align::Right) => Set::Right,
                    Some(Align::Centre) => Set::Centre,
                    Some(Align::Left) | None => Set::Left,
                };
                Cell { cells, lines, set }
            };
            laid.push(cells.into_iter().enumerate().map(cell).collect());
        }
        let (extra, tied) = (vec![0.0; laid.len()], Vec::new());
        let mut grid = Grid { size, rows: laid, heads, edges, reach, tied, extra };
        grid.set_heights(spans);
        grid
    }
}

impl Grid {
    /// Makes rows higher where a cell over several needs it. Rows that no page can hold together are
    /// set one by one.
    fn set_heights(&mut self, mut spans: Vec<Span>) {
        spans.retain(|span| self.reach.over(span.row, span.column) == Some(span));
        for span in spans.iter().filter(|span| span.rows > 1) {
            let rows = span.row..span.row + span.rows;
            let cell = self.rows.get(span.row).and_then(|cells| cells.get(span.column));
            let need = self.height_of(cell.map_or(1, |cell| cell.lines.len()));
            let lacking = need - self.height_of_rows(rows.clone());
            if let Some(last) = self.extra.get_mut(rows.end - 1).filter(|_| lacking > 0.0) {
                *last += lacking;
            }
        }
        let room = BOTTOM - TOP - self.head_height();
        let (fitting, too_high): (Vec<_>, Vec<_>) = tied(&spans)
            .into_iter()
            .partition(|rows| rows.start < self.heads || self.height_of_rows(rows.clone()) <= room);
        self.tied = fitting;
        for rows in too_high {
            let own = spans.iter_mut().filter(|span| rows.contains(&span.row));
            own.for_each(|span| span.rows = 1);
            self.extra.get_mut(rows).unwrap_or_default().fill(0.0);
        }
        let columns = self.rows.first().map_or(0, Vec::len);
        self.reach = Reach::new(&spans, self.rows.len(), columns);
    }

    fn height_of_rows(&self, rows: Range<usize>) -> f32 {
        rows.map(|row| self.height(row)).sum()
    }

    pub fn extent(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        self.reach.extent(row, column)
    }

    /// From where to where a rule stands above a row: not where a cell reaches through.
    pub fn rules_above(&self, row: usize) -> Vec<(f32, f32)> {
        let through = |column: usize| self.reach.over(row, column).is_some_and(|s| s.row < row);
        let count = self.edges.len().saturating_sub(1);
        let columns: Vec<usize> = (0..count).collect();
        let runs = columns.chunk_by(|left, right| through(*left) == through(*right));
        let runs = runs.filter(|run| run.first().is_some_and(|first| !through(*first)));
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or(LEFT);
        let ends = runs.filter_map(|run| Some((*run.first()?, *run.last()?)));
        ends.map(|(first, last)| {
            let right = if last + 1 == count { LEFT + WIDTH } else { edge(last + 1) };
            (edge(first), right)
        })
        .collect()
    }

    /// Whether a cell reaches across the rule at the left of a column.
    pub fn crosses(&self, row: usize, column: usize) -> bool {
        self.reach.over(row, column).is_some_and(|span| span.column < column)
    }

    fn line_count(&self, row: usize) -> usize {
        let cells = self.rows.get(row).map(Vec::as_slice).unwrap_or_default().iter().enumerate();
        let own = cells.filter(|(at, _)| self.reach.over(row, *at).is_none_or(|s| s.rows == 1));
        own.map(|(_, cell)| cell.lines.len()).max().unwrap_or(0).max(1)
    }

    fn height_of(&self, lines: usize) -> f32 {
        lines as f32 * self.size * PITCH + WHITE
    }

    pub fn height(&self, row: usize) -> f32 {
        let extra = self.extra.get(row).copied().unwrap_or(0.0);
        if row < self.rows.len() { self.height_of(self.line_count(row)) + extra } else { 0.0 }
    }

    pub fn head_height(&self) -> f32 {
        self.height_of_rows(0..self.heads)
    }

    /// Height of what must not be parted from a row's top: all rows it is tied to, where it is the
    /// first of them.
    pub fn height_from(&self, row: usize) -> f32 {
        let at = self.tied.binary_search_by_key(&row, |rows| rows.start).ok();
        let rows = at.and_then(|at| self.tied.get(at)).cloned();
        self.height_of_rows(rows.unwrap_or(row..row + 1))
    }

    /// Lines of a cell that fit a height.
    pub fn lines_at_most(&self, height: f32) -> usize {
        (1..=200).take_while(|lines| self.height_of(*lines) <= height).last().unwrap_or(1)
    }

    pub fn part_height(&self, row: usize, part: usize, whole: usize) -> f32 {
        let left = self.line_count(row).saturating_sub(part * whole);
        let extra = if left <= whole { self.extra.get(row).copied().unwrap_or(0.0) } else { 0.0 };
        self.height_of(left.clamp(1, whole)) + extra
    }

    /// Heights of the parts a row is set in: one, unless it is taller than a page.
    pub fn parts(&self, row: usize, height: f32) -> Vec<f32> {
        let whole = self.lines_at_most(height);
        let count = self.line_count(row).div_ceil(whole);
        (0..count).map(|part| self.part_height(row, part, whole)).collect()
    }
}

/// The runs of rows that cells over several of them tie to one another.
fn tied(spans: &[Span]) -> Vec<Range<usize>> {
    let mut down: Vec<Range<usize>> =
        spans.iter().filter(|s| s.rows > 1).map(|s| s.row..s.row + s.rows).collect();
    down.sort_by_key(|rows| rows.start);
    let mut found: Vec<Range<usize>> = Vec::new();
    for rows in down {
        match found.last_mut().filter(|last| rows.start < last.end) {
            Some(last) => last.end = last.end.max(rows.end),
            None => found.push(rows),
        }
    }
    found
}

pub(super) fn fits(widths: &[f32]) -> bool {
    widths.iter().sum::<f32>() <= WIDTH + 0.1
}

/// What is left over above the needs goes to the columns that want more.
pub(super) fn between(needs: &[f32], wants: &[f32]) -> Vec<f32> {
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
