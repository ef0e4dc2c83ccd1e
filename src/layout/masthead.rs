//! The masthead (报头): red name fitted to its line, number, issuer and date over the red rule.
//! Knows only the four lines.

use crate::document::{Meta, Role, Run};
use crate::model::DateLine;

use super::cells::{Cells, Look};
use super::faces::FontRole;
use super::flow::{ASCENT, CELL, Flow, LEFT, SIZE, TOP, Text, WIDTH};
use super::lines::{Set, break_lines};
use super::{MM, Misfit, Rect, Source, Tint, geometry};

/// Issuer and date stand one character in.
const INSET: f32 = SIZE;
/// From the foot of the issuer's glyphs to the red rule.
const RULE_BELOW: f32 = 4.0 * MM;
/// White below the rule where the house leaves no blank line.
const AIR: f32 = 2.0 * MM;

impl Flow<'_> {
    pub fn masthead(&mut self, meta: &Meta) {
        let [name, number, issuer, date] = meta.lines();
        self.row = self.name(&name) + usize::from(self.house.gap_after_title);
        let cells = self.masthead_cells(&number, self.look(FontRole::Fang));
        let text = Text { cells: &cells.list, source: Source::Masthead };
        for range in break_lines(&cells.list, WIDTH, WIDTH) {
            self.line(&text, range, (LEFT, WIDTH), Set::Centre);
        }
        self.row += usize::from(self.house.gap_after_number);
        self.issuer_and_date(&issuer, &date);
        let top = self.top_of(self.row) - self.pitch + SIZE + RULE_BELOW;
        let weight = f32::from(self.house.rule_eighths) / 8.0;
        let rule = Rect { left: LEFT, top, right: LEFT + WIDTH, bottom: top + weight };
        self.rule(rule, Tint::Red);
        let below = self.row_below(rule.bottom + AIR);
        self.row = (self.row + usize::from(self.house.gap_after_rule)).max(below);
    }

    fn masthead_cells(&self, run: &Run, look: Look) -> Cells {
        let mut cells = Cells::default();
        self.push(&mut cells, run, look);
        cells
    }

    /// Sets the name; returns the row after it.
    fn name(&mut self, name: &Run) -> usize {
        let characters = name.text.chars().count();
        let (size, scale) = self.fit_name(&name.text);
        let tint = if name.role == Role::Empty { Tint::Black } else { Tint::Red };
        let look = Look { scale, tint, ..self.name_look(size) };
        let cells = self.masthead_cells(name, look);
        let lines = evenly(&cells);
        if lines.len() > 1 {
            self.misfits.push(Misfit::Name { characters, lines: lines.len() });
        }
        let ink = |cell: &super::cells::Cell| {
            cell.shape.map(|shape| self.fonts.ink(shape.font, shape.glyph)).unwrap_or_default()
        };
        let highest = cells.list.iter().map(|cell| ink(cell).top).fold(0.0, f32::max);
        let mut baseline = TOP + f32::from(self.house.title_top_mm) * MM + highest * size;
        let text = Text { cells: &cells.list, source: Source::Masthead };
        let count = u32::try_from(lines.len()).unwrap_or(1);
        for (nth, range) in lines.into_iter().enumerate() {
            if nth > 0 {
                baseline += size * geometry::NAME_PITCH as f32 / 100.0;
            }
            let top = baseline - ASCENT * size;
            let room = Rect { left: LEFT, top, right: LEFT + WIDTH, bottom: top + size };
            self.place(&text, range, room, (baseline, Set::Centre));
        }
        let rows = geometry::name_lines(&self.house, half_points(size), count);
        usize::try_from(rows).unwrap_or(self.rows)
    }

    fn name_look(&self, size: f32) -> Look {
        Look { size, cell: size, latin: false, digit_space: false, ..self.look(FontRole::Title) }
    }

    /// Size and scale at which the name stays on one line, if there is one.
    fn fit_name(&self, name: &str) -> (f32, f32) {
        let own = f32::from(self.house.title_width) / 100.0;
        let share = WIDTH * geometry::NAME_SHARE as f32 / 100.0;
        let smallest = geometry::NAME_SMALLEST as f32 / 2.0;
        let narrowest = geometry::NAME_NARROWEST as f32 / 100.0;
        let ems = Cells::of(name, self.name_look(1.0), self.fonts).width().max(1.0);
        let largest = f32::from(self.house.title_points).max(smallest);
        let fitting = share / (ems * own);
        if fitting >= smallest {
            // Half points, as Word has them.
            return ((fitting.min(largest) * 2.0).floor() / 2.0, own);
        }
        let scale = share / (ems * smallest);
        (smallest, if scale >= narrowest { scale.min(own) } else { own })
    }

    fn issuer_and_date(&mut self, issuer: &Run, date: &Run) {
        let look = self.look(FontRole::Fang);
        let date = self.masthead_cells(date, look);
        let plain = self.masthead_cells(issuer, look);
        // One character in at both ends and one between.
        let beside = (WIDTH - 3.0 * INSET - date.width()) / plain.width().max(1.0);
        let steps = (beside.min(1.0) * 20.0 + 0.01).floor() / 20.0;
        let narrowest = geometry::ISSUER_NARROWEST as f32 / 100.0;
        let room = (LEFT + INSET, WIDTH - 2.0 * INSET);
        let own_line = self.house.date_line == DateLine::Own || steps < narrowest;
        let scale = if own_line {
            ((room.1 / plain.width().max(1.0)).min(1.0)).max(narrowest)
        } else {
            steps
        };
        let cells = self.masthead_cells(issuer, Look { scale, ..look });
        let text = Text { cells: &cells.list, source: Source::Masthead };
        let lines = break_lines(&cells.list, room.1, room.1);
        if lines.len() > 1 {
            let characters = issuer.text.chars().count();
            self.misfits.push(Misfit::Issuer { characters });
        }
        for range in lines {
            self.line(&text, range, room, Set::Left);
        }
        if !own_line {
            self.row -= 1;
        }
        let text = Text { cells: &date.list, source: Source::Masthead };
        let width = date.width().min(room.1);
        let right = (room.0 + room.1 - width, width + CELL);
        self.line(&text, 0..date.list.len(), right, Set::Left);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a small whole number of half points"
)]
fn half_points(size: f32) -> u32 {
    (size * 2.0).round().clamp(0.0, 1000.0) as u32
}

/// A name over as few lines as it needs, of about the same length.
fn evenly(cells: &Cells) -> Vec<std::ops::Range<usize>> {
    let lines = break_lines(&cells.list, WIDTH, WIDTH);
    if lines.len() < 2 {
        return lines;
    }
    let room = cells.width() / lines.len() as f32 + cells.list.first().map_or(0.0, |c| c.size);
    let even = break_lines(&cells.list, room.min(WIDTH), room.min(WIDTH));
    if even.len() == lines.len() { even } else { lines }
}
