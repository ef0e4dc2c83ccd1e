//! The distribution block (报尾) at the foot of the last page: 报, 送, 发 between three weights of
//! rule. Knows only its lines.

use std::ops::Range;

use crate::document::DistributionLine;

use super::cells::Cells;
use super::faces::FontRole;
use super::flow::{ASCENT, BOTTOM, Flow, LEFT, SMALL, TOP, Text, WIDTH};
use super::lines::{Set, break_lines};
use super::{MM, Misfit, Page, Rect, Source, Tint, geometry};

/// First and last rule, and those between.
const OUTER: f32 = 0.35 * MM;
const INNER: f32 = 0.25 * MM;
/// One character in at both ends.
const INSET: f32 = SMALL;
const PITCH: f32 = geometry::DISTRIBUTION_LINE as f32 / 20.0;

struct Row {
    cells: Cells,
    lines: Vec<Range<usize>>,
    /// Continuation lines begin below the first character after 报：.
    hang: f32,
    set: Set,
    /// A rule stands below it.
    ruled: bool,
}

impl Flow<'_> {
    pub fn imprint(
        &mut self,
        list: &[DistributionLine],
        editors: Option<&str>,
        copies: Option<&str>,
    ) {
        let mut rows: Vec<Row> = list.iter().map(|line| self.imprint_row(line)).collect();
        rows.extend(editors.map(|editors| self.plain_row(editors, Set::Left)));
        rows.extend(copies.map(|copies| self.plain_row(copies, Set::Right)));
        if let Some(last) = rows.last_mut() {
            last.ruled = true;
        }
        let height = height(&rows);
        // A block taller than a page is set from its top and goes on overleaf.
        let top = (BOTTOM - height).max(TOP);
        if height > BOTTOM - TOP {
            self.misfits.push(Misfit::Imprint);
        }
        self.imprint_page(top);
        self.draw(&rows, top);
    }

    fn imprint_row(&self, line: &DistributionLine) -> Row {
        let look = self.small(FontRole::Fang, SMALL);
        let cells = Cells::of(&line.print(), look, self.fonts);
        let hang = cells.list.iter().take(2).map(|cell| cell.width).sum();
        let room = WIDTH - 2.0 * INSET;
        let lines = break_lines(&cells.list, room, room - hang);
        Row { cells, lines, hang, set: Set::Both, ruled: true }
    }

    fn plain_row(&self, text: &str, set: Set) -> Row {
        let cells = Cells::of(text, self.small(FontRole::Fang, SMALL), self.fonts);
        let lines = break_lines(&cells.list, WIDTH - 2.0 * INSET, WIDTH - 2.0 * INSET);
        Row { cells, lines, hang: 0.0, set, ruled: true }
    }

    /// Goes to the page whose foot takes the block. On an even page it stands alone, as the docx
    /// cannot know where Word's text ends; that page and a blank one before it carry no number.
    fn imprint_page(&mut self, top: f32) {
        if self.house.even_page {
            self.unnumbered = self.pages.len();
            self.new_page();
            if !self.pages.len().is_multiple_of(2) {
                self.new_page();
            }
        } else if self.top_of(self.row) + self.pitch / 2.0 > top {
            self.new_page();
        }
    }

    fn draw(&mut self, rows: &[Row], top: f32) {
        let mut y = self.imprint_rule(top, OUTER);
        for (nth, row) in rows.iter().enumerate() {
            let text = Text { cells: &row.cells.list, source: Source::Distribution(nth) };
            for (at, range) in row.lines.iter().enumerate() {
                if y + PITCH > BOTTOM {
                    self.pages.push(Page::default());
                    y = TOP;
                }
                let hang = if at == 0 { 0.0 } else { row.hang };
                let last = at + 1 == row.lines.len();
                let set = if last && row.set == Set::Both { Set::Left } else { row.set };
                let left = LEFT + INSET + hang;
                let right = LEFT + WIDTH - INSET;
                let room = Rect { left, top: y, right, bottom: y + PITCH };
                let baseline = y + (PITCH - SMALL) / 2.0 + ASCENT * SMALL;
                self.place(&text, range.clone(), room, (baseline, set));
                y += PITCH;
            }
            let weight = if nth + 1 == rows.len() { OUTER } else { INNER };
            y = self.imprint_rule(y, weight);
        }
    }

    fn imprint_rule(&mut self, top: f32, weight: f32) -> f32 {
        let bottom = top + weight;
        self.rule(Rect { left: LEFT, top, right: LEFT + WIDTH, bottom }, Tint::Black);
        bottom
    }
}

fn height(rows: &[Row]) -> f32 {
    let lines: usize = rows.iter().map(|row| row.lines.len()).sum();
    lines as f32 * PITCH + 2.0 * OUTER + rows.len().saturating_sub(1) as f32 * INNER
}
