//! Cells → lines: where a paragraph breaks (避头尾, numbers with their units), and where each cell
//! of a line stands. Knows no page.

use std::ops::Range;

use super::cells::Cell;
use super::chars::{Kind, is_pair, is_unit, never_begins, never_ends};

/// Rounding must not cost a line its last character.
const TOLERANCE: f32 = 0.05;
/// How far behind the overflow an end of the line is looked for.
const AHEAD: usize = 12;
/// More cells than any line has.
const LONGEST_UNIT: usize = 200;
/// A gap wider than this part of a character is worse than a ragged line.
const WIDEST_GAP: f32 = 0.5;

/// How a line is set in its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    Left,
    Centre,
    Right,
    /// Filled to both edges; the last line of a paragraph is `Left`.
    Both,
}

/// The lines of a paragraph whose first line has less room than the others, or more.
pub fn break_lines(cells: &[Cell], first: f32, rest: f32) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let room = if lines.is_empty() { first } else { rest };
        let end = line_end(cells, start, room, rest);
        lines.push(start..end);
        start = end;
    }
    lines
}

fn line_end(cells: &[Cell], start: usize, room: f32, rest: f32) -> usize {
    let mut width = 0.0;
    let mut fit = None;
    for (at, cell) in cells.iter().enumerate().skip(start) {
        if at > start && may_break(cells, at) {
            fit = Some(at);
        }
        if cell.kind != Kind::Space && width + cell.width > room + TOLERANCE {
            return overflowing(cells, start, at, fit, (room, rest));
        }
        width += cell.width;
    }
    cells.len()
}

/// The end of a line whose cell `at` does not fit: what hangs on is squeezed in where its marks
/// have the white to give, or moved to the next line together with what it clings to.
fn overflowing(
    cells: &[Cell],
    start: usize,
    at: usize,
    fit: Option<usize>,
    (room, rest): (f32, f32),
) -> usize {
    let next = (at + 1..cells.len().min(at + AHEAD)).find(|end| may_break(cells, *end));
    let next = next.or_else(|| (cells.len() <= at + AHEAD).then_some(cells.len()));
    let loss = fit.map_or(f32::MAX, |end| room - visible_width(cells, start..end));
    if let Some(end) = next {
        let excess = visible_width(cells, start..end) - room;
        if excess <= slack(cells, start..end) + TOLERANCE && excess <= loss + TOLERANCE {
            return end;
        }
    }
    // What cannot stand on any line as a whole is cut where the line ends.
    let from = fit.unwrap_or(start);
    let longest = from + LONGEST_UNIT;
    let unit_end = (from + 1..cells.len().min(longest)).find(|end| may_break(cells, *end));
    let unit = from..unit_end.unwrap_or(cells.len().min(longest));
    let whole = visible_width(cells, unit) <= rest + TOLERANCE;
    match fit {
        Some(end) if whole => end,
        _ => cut(cells, start, at),
    }
}

/// A place inside an unbreakable stretch, not before a mark that belongs to its neighbour.
fn cut(cells: &[Cell], start: usize, at: usize) -> usize {
    let clings = |end: &usize| cells.get(*end).is_some_and(|cell| cell.kind == Kind::Mark);
    let back = (start + 1..=at).rev().find(|end| !clings(end));
    back.unwrap_or_else(|| {
        (at.max(start) + 1..cells.len()).find(|end| !clings(end)).unwrap_or(cells.len())
    })
}

/// Whether a line may end before cell `at`.
pub fn may_break(cells: &[Cell], at: usize) -> bool {
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|b| cells.get(b)), cells.get(at))
    else {
        return true;
    };
    if never_begins(after.c) || never_ends(before.c) || is_pair(before.c, after.c) {
        return false;
    }
    // A single — joins dates and places, and stays with what stands before it.
    if after.c == '—' && cells.get(at + 1).is_none_or(|next| next.c != '—') {
        return false;
    }
    if before.kind == Kind::Latin && after.kind == Kind::Latin {
        return false;
    }
    !(is_unit(after.c) && ends_number(cells, at))
}

/// Whether what stands before cell `at` is a number, with or without magnitudes: `5.87万`.
fn ends_number(cells: &[Cell], at: usize) -> bool {
    let before = cells.get(..at).unwrap_or_default();
    let magnitudes = |cell: &&Cell| matches!(cell.c, '万' | '亿' | '千' | '百' | '余');
    let last = before.iter().rev().take(4).find(|cell| !magnitudes(cell));
    last.is_some_and(|cell| cell.c.is_ascii_digit() || cell.c == '%')
}

/// The range without the spaces at its end.
fn visible(cells: &[Cell], range: Range<usize>) -> &[Cell] {
    let line = cells.get(range).unwrap_or_default();
    let end = line.iter().rposition(|cell| cell.kind != Kind::Space).map_or(0, |last| last + 1);
    line.get(..end).unwrap_or_default()
}

pub fn visible_width(cells: &[Cell], range: Range<usize>) -> f32 {
    visible(cells, range).iter().map(|cell| cell.width).sum()
}

fn slack(cells: &[Cell], range: Range<usize>) -> f32 {
    visible(cells, range).iter().map(|cell| cell.slack).sum()
}

/// Where each cell of a line begins, from the left edge of its room, and the glyph's own shift.
pub fn positions(cells: &[Cell], range: Range<usize>, room: f32, set: Set) -> Vec<f32> {
    let shown = visible(cells, range.clone());
    let natural: f32 = shown.iter().map(|cell| cell.width).sum();
    let excess = natural - room;
    let gap = if set == Set::Both { gap(shown, -excess) } else { 0.0 };
    let mut x = match set {
        Set::Left | Set::Both => 0.0,
        Set::Centre => (-excess / 2.0).max(0.0),
        Set::Right => (-excess).max(0.0),
    };
    let mut taken = Squeeze::of(shown, excess);
    let all = cells.get(range).unwrap_or_default();
    let mut places = Vec::with_capacity(all.len());
    for (at, cell) in all.iter().enumerate() {
        let less = if at < shown.len() { taken.of_cell(cell, at + 1 == shown.len()) } else { 0.0 };
        // The ink of an opening mark is at the right of its cell.
        let shift = if cell.kind == Kind::Open { -less } else { 0.0 };
        places.push(x + cell.shift + shift);
        x += cell.width - less;
        if all.get(at + 1).is_some_and(|next| may_widen(cell, next)) {
            x += gap;
        }
    }
    places
}

/// What each mark gives up so that an overfull line fits: the last one first, the others alike.
struct Squeeze {
    last: f32,
    part: f32,
}

impl Squeeze {
    fn of(shown: &[Cell], excess: f32) -> Self {
        if excess <= 0.0 {
            return Self { last: 0.0, part: 0.0 };
        }
        let own = |cell: &Cell| if cell.kind == Kind::Open { 0.0 } else { cell.slack };
        let last = shown.last().map_or(0.0, own);
        let others: f32 = shown.iter().map(|cell| cell.slack).sum::<f32>() - last;
        let first = last.min(excess);
        let part = if others > 0.0 { ((excess - first) / others).min(1.0) } else { 0.0 };
        Self { last: first, part }
    }

    fn of_cell(&mut self, cell: &Cell, is_last: bool) -> f32 {
        if is_last && cell.kind != Kind::Open { self.last } else { cell.slack * self.part }
    }
}

/// What is added between cells so that a line fills its room.
fn gap(shown: &[Cell], missing: f32) -> f32 {
    if missing <= 0.0 {
        return 0.0;
    }
    let places =
        shown.iter().zip(shown.iter().skip(1)).filter(|(cell, next)| may_widen(cell, next)).count();
    let size = shown.first().map_or(0.0, |cell| cell.size);
    let gap = missing / places.max(1) as f32;
    if places == 0 || gap > size * WIDEST_GAP { 0.0 } else { gap }
}

fn may_widen(cell: &Cell, next: &Cell) -> bool {
    next.kind != Kind::Mark
        && !(cell.kind == Kind::Latin && next.kind == Kind::Latin)
        && !is_pair(cell.c, next.c)
}
