//! Text → cells: each character with what prints it, its width, and the white it can give away.
//! Knows no line.

use super::chars::{Kind, is_invisible, kind};
use super::faces::{FontRole, Fonts, Shape};
use super::{MISSING, Tint};

/// How a stretch of text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    pub role: FontRole,
    /// Digits and Latin letters in their own face.
    pub latin: bool,
    /// Points.
    pub size: f32,
    /// Width of a full-width character.
    pub cell: f32,
    /// Part of their width that letters get (字符缩放).
    pub scale: f32,
    /// A quarter space between Chinese and digits or letters.
    pub digit_space: bool,
    pub tint: Tint,
    /// Not filled yet: shaded, so that nobody prints it unseen.
    pub marked: bool,
}

/// One character of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub c: char,
    /// Which character of the paragraph's text.
    pub at: usize,
    pub kind: Kind,
    pub role: FontRole,
    /// What prints it; `None` where nothing is drawn.
    pub shape: Option<Shape>,
    pub size: f32,
    pub width: f32,
    /// From the cell's left edge to the glyph's origin.
    pub shift: f32,
    /// Horizontal scale of the glyph.
    pub stretch: f32,
    /// White that can be taken away.
    pub slack: f32,
    pub tint: Tint,
    pub marked: bool,
    /// No font at hand has it; [`MISSING`] is printed in its place.
    pub missing: bool,
}

/// The cells of one paragraph, piece after piece.
#[derive(Default)]
pub struct Cells {
    pub list: Vec<Cell>,
}

impl Cells {
    pub fn push(&mut self, text: &str, look: Look, fonts: &dyn Fonts) {
        for c in text.chars() {
            let at = self.list.len();
            let cell = cell(c, at, look, fonts);
            self.close_up(&cell, look);
            self.list.push(cell);
            self.close_up_opening();
        }
    }

    pub fn of(text: &str, look: Look, fonts: &dyn Fonts) -> Self {
        let mut cells = Self::default();
        cells.push(text, look, fonts);
        cells
    }

    pub fn width(&self) -> f32 {
        self.list.iter().map(|cell| cell.width).sum()
    }

    /// What the last cell gives up or gains because of the one that follows it.
    fn close_up(&mut self, next: &Cell, look: Look) {
        let Some(last) = self.list.last_mut() else { return };
        let closes = matches!(last.kind, Kind::Close | Kind::Stop);
        if closes && matches!(next.kind, Kind::Close | Kind::Stop | Kind::Open) && last.slack > 0.0
        {
            last.width -= last.slack;
            last.slack = 0.0;
        }
        let letter = |cell: &Cell| cell.kind == Kind::Latin && cell.c.is_alphanumeric();
        let meets =
            (last.kind == Kind::Han && letter(next)) || (letter(last) && next.kind == Kind::Han);
        if look.digit_space && meets {
            last.width += look.size * 0.25;
        }
    }

    /// An opening mark right after another stands close to it.
    fn close_up_opening(&mut self) {
        if let [.., before, last] = self.list.as_mut_slice()
            && before.kind == Kind::Open
            && last.kind == Kind::Open
            && last.slack > 0.0
        {
            last.width -= last.slack;
            last.shift -= last.slack;
            last.slack = 0.0;
        }
    }
}

fn cell(c: char, at: usize, look: Look, fonts: &dyn Fonts) -> Cell {
    let kind = kind(c);
    let latin = look.latin && kind == Kind::Latin;
    let role = if latin { FontRole::Latin } else { look.role };
    let found = fonts.shape(role, c);
    let blank = kind == Kind::Space || is_invisible(c);
    let missing = found.is_none() && !blank;
    let shape = match found {
        _ if is_invisible(c) => None,
        None if missing => fonts.shape(look.role, MISSING),
        other => other,
    };
    let mut cell = Cell {
        c,
        at,
        kind,
        role,
        shape,
        size: look.size,
        width: 0.0,
        shift: 0.0,
        stretch: look.scale,
        slack: 0.0,
        tint: look.tint,
        marked: look.marked,
        missing,
    };
    let advance = shape.map_or(0.0, |shape| shape.advance * look.size) * look.scale;
    let full = look.cell * look.scale;
    match kind {
        Kind::Mark => {}
        Kind::Space if c != '\u{3000}' => cell.width = full / 2.0,
        Kind::Latin if missing => cell.width = full,
        Kind::Latin => cell.width = advance * look.cell / look.size,
        _ => fill(&mut cell, full, advance, fonts),
    }
    cell
}

/// Sets a full-width character into its cell.
fn fill(cell: &mut Cell, full: f32, advance: f32, fonts: &dyn Fonts) {
    cell.width = full;
    let narrow = advance < full * 0.75;
    cell.shift = match cell.kind {
        Kind::Open if narrow => full - advance,
        Kind::Close | Kind::Stop if narrow => 0.0,
        _ => (full - advance) / 2.0,
    };
    if matches!(cell.kind, Kind::Open | Kind::Close | Kind::Stop) {
        cell.slack = full / 2.0;
    }
    if cell.c == '—' {
        join(cell, full, fonts);
    }
}

/// Two dashes must meet: the ink of each fills its cell.
fn join(cell: &mut Cell, full: f32, fonts: &dyn Fonts) {
    let Some(shape) = cell.shape else { return };
    let ink = fonts.ink(shape.font, shape.glyph);
    let width = (ink.right - ink.left) * cell.size;
    if width > 0.0 {
        cell.stretch = full / width;
        cell.shift = -ink.left * cell.size * cell.stretch;
    }
}
