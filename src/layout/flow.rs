//! Lines → pages: the grid of rows, what stays with what, page numbers. Knows no file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::document::{Anchor, Block, Document, Role, Run, is_addressed, text_of};
use crate::model::{HouseStyle, LabelFace, PageNumber};

use super::cells::{Cell, Cells, Look};
use super::chars::Kind;
use super::faces::{FontId, FontRole, Fonts};
use super::geometry;
use super::lines::{Set, break_lines, positions};
use super::{
    Glyph, Line, MM, Misfit, OutlineEntry, Page, Pages, Rect, Rule, Source, StandIn, Tint,
};

/// 版心: 28 mm from the left, 37 mm from the top, 156 × 225 mm.
pub const LEFT: f32 = 28.0 * MM;
pub const TOP: f32 = 37.0 * MM;
pub const WIDTH: f32 = 156.0 * MM;
pub const BOTTOM: f32 = TOP + 225.0 * MM;
/// 三号, and the cell a body character stands in: 28 of them fill a line.
pub const SIZE: f32 = 16.0;
/// 二号: the issue's own title.
const SIZE_2: f32 = 22.0;
pub const CELL: f32 = WIDTH / 28.0;
/// 四号.
pub const SMALL: f32 = 14.0;
/// From the top of a glyph's box to its baseline, in ems.
pub const ASCENT: f32 = 0.86;
/// GB/T 33476.2: one line is 10.39 mm.
const PITCH: f32 = 10.39 * MM;
/// Where the dashes of the page number stand.
const NUMBER_AT: f32 = 269.0 * MM;
/// Lines of a page by the standard.
const USUAL_LINES: usize = 22;

/// Pages being filled.
pub struct Flow<'a> {
    pub fonts: &'a dyn Fonts,
    pub house: HouseStyle,
    /// Rows of a page and their pitch.
    pub rows: usize,
    pub pitch: f32,
    pub pages: Vec<Page>,
    /// The next free row of the last page.
    pub row: usize,
    /// Pages from here on carry no number.
    pub unnumbered: usize,
    pub misfits: Vec<Misfit>,
    outline: Vec<OutlineEntry>,
}

/// A stretch of text that is set as lines.
pub struct Text<'a> {
    pub cells: &'a [Cell],
    pub source: Source,
}

impl<'a> Flow<'a> {
    pub fn new(house: &HouseStyle, fonts: &'a dyn Fonts) -> Self {
        let house = house.within_bounds();
        let page = geometry::Page::of(&house);
        let rows = usize::try_from(page.lines).unwrap_or(USUAL_LINES).max(1);
        // The usual pitches stand for the standard's own; another one is the house's wish.
        let usual = house.line_twips == 0 || matches!(house.line_twips, 579 | 589);
        let pitch = if usual { PITCH } else { page.line as f32 / 20.0 };
        Self {
            fonts,
            house,
            rows,
            pitch,
            pages: vec![Page::default()],
            row: 0,
            unnumbered: usize::MAX,
            misfits: Vec::new(),
            outline: Vec::new(),
        }
    }

    pub fn pages(mut self, document: &Document) -> Pages {
        if self.rows != USUAL_LINES {
            self.misfits.push(Misfit::Lines { lines: self.rows });
        }
        for (at, block) in document.blocks.iter().enumerate() {
            let following = document.blocks.get(at + 1..).unwrap_or_default();
            self.block(block, following, document);
        }
        for at in 0..self.pages.len().min(self.unnumbered) {
            self.number(at);
        }
        self.finish()
    }

    fn block(&mut self, block: &Block, following: &[Block], document: &Document) {
        match block {
            Block::Masthead => self.masthead(&document.meta),
            Block::Heading { level, runs, anchor } => {
                self.heading(*level, runs, *anchor, following);
            }
            Block::Paragraph { runs, anchor } => self.paragraph(runs, *anchor),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Distribution { lines, editors, copies } => {
                self.imprint(lines, editors.as_deref(), copies.as_deref());
            }
        }
    }

    /// How body text of a role is set.
    pub fn look(&self, role: FontRole) -> Look {
        Look {
            role,
            latin: self.house.latin_digits,
            size: SIZE,
            cell: CELL,
            scale: 1.0,
            digit_space: self.house.digit_space,
            tint: Tint::Black,
            marked: false,
        }
    }

    /// How text of 14 pt and less is set.
    pub fn small(&self, role: FontRole, size: f32) -> Look {
        Look { size, cell: size, digit_space: false, ..self.look(role) }
    }

    /// The issue's own title: 小标宋 of size 2, centred, a blank line below (GB/T 9704-2012, 7.3.1).
    fn headline(&mut self, runs: &[Run], anchor: Anchor) {
        let mut cells = Cells::default();
        let look = self.look(FontRole::Title);
        let look = Look { size: SIZE_2, cell: SIZE_2, latin: false, digit_space: false, ..look };
        for run in runs {
            self.push(&mut cells, run, look);
        }
        self.outlined(1, text_of(runs));
        let text = Text { cells: &cells.list, source: Source::Heading(anchor) };
        for range in break_lines(&cells.list, WIDTH, WIDTH) {
            self.room_for_one();
            let top = self.top_of(self.row);
            let room = Rect { left: LEFT, top, right: LEFT + WIDTH, bottom: top + self.pitch };
            let baseline = top + ASCENT * SIZE_2 - (SIZE_2 - SIZE) / 2.0;
            self.place(&text, range, room, (baseline, Set::Centre));
            self.row += 1;
        }
        self.row += 1;
    }

    fn heading(&mut self, level: u8, runs: &[Run], anchor: Anchor, following: &[Block]) {
        if level == 0 {
            return self.headline(runs, anchor);
        }
        let role = if level == 1 { FontRole::Hei } else { FontRole::Kai };
        let mut cells = Cells::default();
        for run in runs {
            self.push(&mut cells, run, self.look(role));
        }
        let lines = break_lines(&cells.list, WIDTH - 2.0 * CELL, WIDTH);
        // A title at the foot of a page would announce what stands overleaf.
        let wanted = lines.len() + self.rows_wanted(following);
        if wanted <= self.rows && self.row + wanted > self.rows {
            self.new_page();
        }
        self.outlined(1, text_of(runs));
        let text = Text { cells: &cells.list, source: Source::Heading(anchor) };
        self.set(&text, &lines, 2.0 * CELL);
    }

    /// Rows that what follows a title needs at least.
    fn rows_wanted(&self, following: &[Block]) -> usize {
        match following.first() {
            Some(Block::Heading { .. }) => {
                1 + self.rows_wanted(following.get(1..).unwrap_or_default())
            }
            Some(Block::Table(table)) => self.rows_of_table_start(table),
            Some(Block::Chart(chart)) => self.chart_rows(chart),
            Some(Block::Paragraph { .. }) => 1,
            _ => 0,
        }
    }

    fn paragraph(&mut self, runs: &[Run], anchor: Anchor) {
        let led = runs.iter().any(|run| run.role == Role::Lead);
        let label_as_lead = led || self.house.label_face == LabelFace::Lead;
        let mut cells = Cells::default();
        for run in runs {
            let kai = run.role == Role::Lead || (label_as_lead && run.role == Role::Label);
            let role = if kai { FontRole::Kai } else { FontRole::Fang };
            self.push(&mut cells, run, self.look(role));
        }
        let indent = if is_addressed(runs) { 0.0 } else { 2.0 * CELL };
        let lines = break_lines(&cells.list, WIDTH - indent, WIDTH);
        self.misfits.extend(orphan(&cells.list, &lines, anchor));
        if led {
            self.room_for_one();
            let title = runs.iter().filter(|run| matches!(run.role, Role::Label | Role::Lead));
            let title: String = title.map(|run| run.text.as_str()).collect();
            self.outlined(2, title.trim_end_matches('。').to_owned());
        }
        let text = Text { cells: &cells.list, source: Source::Paragraph(anchor) };
        self.set(&text, &lines, indent);
    }

    pub fn push(&self, cells: &mut Cells, run: &Run, look: Look) {
        let marked = run.role == Role::Empty;
        cells.push(&run.text, Look { marked, ..look }, self.fonts);
    }

    fn outlined(&mut self, level: u8, title: String) {
        let page = self.pages.len() - 1;
        let top = self.top_of(self.row);
        self.outline.push(OutlineEntry { level, title, page, top });
    }

    /// Sets lines on the grid, the first one two cells in, the last one ragged.
    fn set(&mut self, text: &Text<'_>, lines: &[Range<usize>], indent: f32) {
        for (nth, range) in lines.iter().enumerate() {
            let indent = if nth == 0 { indent } else { 0.0 };
            let set = if nth + 1 == lines.len() { Set::Left } else { Set::Both };
            self.line(text, range.clone(), (LEFT + indent, WIDTH - indent), set);
        }
    }

    /// Sets one line on the next row.
    pub fn line(
        &mut self,
        text: &Text<'_>,
        range: Range<usize>,
        (left, width): (f32, f32),
        set: Set,
    ) {
        self.room_for_one();
        let top = self.top_of(self.row);
        let room = Rect { left, top, right: left + width, bottom: top + self.pitch };
        self.place(text, range, room, (top + ASCENT * SIZE, set));
        self.row += 1;
    }

    /// Puts a line anywhere on the last page.
    pub fn place(
        &mut self,
        text: &Text<'_>,
        range: Range<usize>,
        room: Rect,
        (baseline, set): (f32, Set),
    ) {
        let xs = positions(text.cells, range.clone(), room.right - room.left, set);
        let cells = text.cells.get(range).unwrap_or_default();
        let glyphs = cells.iter().zip(&xs).map(|(cell, x)| glyph(cell, room.left + x)).collect();
        let Some(page) = self.pages.last_mut() else { return };
        let marked = cells.iter().zip(&xs).filter(|(cell, _)| cell.marked);
        page.shades.extend(marked.map(|(cell, x)| {
            let (left, top) = (room.left + x - cell.shift, baseline - ASCENT * cell.size);
            Rect { left, top, right: left + cell.width, bottom: top + cell.size }
        }));
        page.lines.push(Line { source: text.source, glyphs, room, baseline });
    }

    pub fn rule(&mut self, rect: Rect, tint: Tint) {
        if let Some(page) = self.pages.last_mut() {
            page.rules.push(Rule { rect, tint });
        }
    }

    pub fn top_of(&self, row: usize) -> f32 {
        TOP + row as f32 * self.pitch
    }

    /// The first row that begins at or below a place.
    pub fn row_below(&self, y: f32) -> usize {
        let taken = ((y - TOP) / self.pitch - 0.01).ceil().max(0.0);
        (0..self.rows).find(|row| *row as f32 >= taken).unwrap_or(self.rows)
    }

    pub fn room_for_one(&mut self) {
        if self.row >= self.rows {
            self.new_page();
        }
    }

    pub fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.row = 0;
    }

    /// `— 1 —`: odd pages at the right, even ones at the left, one character in.
    fn number(&mut self, at: usize) {
        if self.house.page_number == PageNumber::None {
            return;
        }
        let look = Look { latin: false, ..self.small(FontRole::Song, SMALL) };
        let text = Cells::of(&format!("— {} —", at + 1), look, self.fonts);
        let (width, inset) = (text.width(), SMALL);
        let left = match self.house.page_number {
            PageNumber::Centre => LEFT + (WIDTH - width) / 2.0,
            _ if at.is_multiple_of(2) => LEFT + WIDTH - inset - width,
            _ => LEFT + inset,
        };
        // The middle of the dash's ink, not of its box, stands at 269 mm.
        let dash = text.list.first().and_then(|cell| cell.shape);
        let ink = dash.map(|shape| self.fonts.ink(shape.font, shape.glyph)).unwrap_or_default();
        let baseline = NUMBER_AT + f32::midpoint(ink.top, ink.bottom) * SMALL;
        let xs = positions(&text.list, 0..text.list.len(), width, Set::Left);
        let glyphs = text.list.iter().zip(xs).map(|(cell, x)| glyph(cell, left + x)).collect();
        let (top, bottom) = (NUMBER_AT - SMALL / 2.0, NUMBER_AT + SMALL / 2.0);
        let room = Rect { left, top, right: left + width, bottom };
        if let Some(page) = self.pages.get_mut(at) {
            page.lines.push(Line { source: Source::PageNumber, glyphs, room, baseline });
        }
    }

    fn finish(mut self) -> Pages {
        let mut used: BTreeMap<(FontRole, FontId), BTreeSet<char>> = BTreeMap::new();
        let mut missing: BTreeMap<char, Option<(Anchor, usize)>> = BTreeMap::new();
        let lines = self.pages.iter().flat_map(|page| &page.lines);
        let glyphs = lines.flat_map(|line| line.glyphs.iter().map(move |glyph| (line, glyph)));
        for (line, glyph) in glyphs.filter(|(_, glyph)| is_printed(glyph)) {
            if self.fonts.shape(glyph.role, glyph.c).is_none() {
                let place = || line.source.anchor().map(|anchor| (anchor, glyph.at));
                missing.entry(glyph.c).or_insert_with(place);
            } else if glyph.font != self.fonts.own(glyph.role) {
                used.entry((glyph.role, glyph.font)).or_default().insert(glyph.c);
            }
        }
        if !missing.is_empty() {
            let first = missing.values().next().copied().flatten();
            self.misfits.push(Misfit::NoFont { chars: missing.into_keys().collect(), first });
        }
        let stand_in = |((role, font), chars): ((FontRole, FontId), BTreeSet<char>)| StandIn {
            role,
            font,
            chars: chars.into_iter().collect(),
        };
        Pages {
            pages: self.pages,
            outline: self.outline,
            misfits: self.misfits,
            stand_ins: used.into_iter().map(stand_in).collect(),
        }
    }
}

/// A last line of one character, marks aside.
fn orphan(cells: &[Cell], lines: &[Range<usize>], anchor: Anchor) -> Option<Misfit> {
    let [_, .., last] = lines else { return None };
    let line = cells.get(last.clone())?;
    let mut words = line
        .iter()
        .filter(|cell| !matches!(cell.kind, Kind::Close | Kind::Stop | Kind::Mark | Kind::Space));
    let only = words.next().filter(|cell| cell.kind == Kind::Han)?;
    if words.next().is_some() {
        return None;
    }
    Some(Misfit::Orphan { text: line.iter().map(|cell| cell.c).collect(), at: only.at, anchor })
}

/// Whether a glyph leaves ink: a blank is no one's stand-in.
fn is_printed(glyph: &Glyph) -> bool {
    glyph.glyph.is_some() && !glyph.c.is_whitespace()
}

fn glyph(cell: &Cell, x: f32) -> Glyph {
    Glyph {
        c: cell.c,
        at: cell.at,
        x,
        role: cell.role,
        font: cell.shape.map_or(FontId(0), |shape| shape.font),
        glyph: cell.shape.map(|shape| shape.glyph),
        size: cell.size,
        stretch: cell.stretch,
        tint: cell.tint,
    }
}
