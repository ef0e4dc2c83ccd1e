//! L1: document → pages of placed lines, by the rules of GB/T 9704 and 15834: 22 lines of 28
//! characters, marks kept from the edges of lines, masthead, tables, distribution block, page
//! numbers. Used by PDF and preview, which therefore show the same. Touches no font file: what
//! prints a character comes in through [`Fonts`].
//!
//! | here | what it is |
//! |---|---|
//! | [`geometry`] | paper, lines, sizes, faces; shared with docx |
//! | `chars`, `cells`, `lines` | text → cells → lines |
//! | `flow` | lines → pages |
//! | `masthead`, `table`, `chart`, `imprint` | the parts that are no running text |
//! | `told` | which figures a place on a page tells |

mod cells;
mod chars;
mod chart;
mod faces;
mod flow;
pub mod geometry;
mod imprint;
mod lines;
mod masthead;
mod misfit;
mod table;
mod told;

use crate::document::{Anchor, Document};
use crate::model::HouseStyle;

pub use faces::{FontId, FontRole, Fonts, Ink, Shape};
pub use misfit::Misfit;
pub use told::{Made, Told, told};

/// Printed where no font at hand has a character: the mark typesetters use for a missing type.
pub const MISSING: char = '〓';

/// Points of a millimetre.
pub const MM: f32 = 72.0 / 25.4;
/// A4 in points.
pub const PAPER: (f32, f32) = (210.0 * MM, 297.0 * MM);

/// An issue as it lies on paper. Lengths are points from the paper's upper left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    pub pages: Vec<Page>,
    /// Titles and leads with the place they begin at.
    pub outline: Vec<OutlineEntry>,
    /// What does not fit as it should.
    pub misfits: Vec<Misfit>,
    /// What was printed by a font that is not the role's own.
    pub stand_ins: Vec<StandIn>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub lines: Vec<Line>,
    pub rules: Vec<Rule>,
    /// Behind what is not filled yet.
    pub shades: Vec<Rect>,
    /// Lines and markers of charts.
    pub shapes: Vec<Polygon>,
}

/// A filled polygon.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    pub corners: Vec<(f32, f32)>,
    /// Red, green, blue.
    pub colour: [u8; 3],
}

/// One line of print.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub source: Source,
    pub glyphs: Vec<Glyph>,
    /// The room it stands in; what a click may hit.
    pub room: Rect,
    pub baseline: f32,
}

/// Where a line's text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    Masthead,
    Heading(Anchor),
    Paragraph(Anchor),
    Caption(Anchor),
    /// Row 0 is the head.
    Cell {
        anchor: Anchor,
        row: usize,
        column: usize,
    },
    /// The nth line of the distribution list.
    Distribution(usize),
    PageNumber,
}

/// One character in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    pub c: char,
    /// Which character of the source's text it is.
    pub at: usize,
    pub x: f32,
    pub role: FontRole,
    pub font: FontId,
    /// `None` where nothing is drawn.
    pub glyph: Option<u16>,
    pub size: f32,
    /// Horizontal scale.
    pub stretch: f32,
    pub tint: Tint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tint {
    Black,
    /// Masthead and its rule, nothing else.
    Red,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

/// A filled bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    pub rect: Rect,
    pub tint: Tint,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// 1 for titles, 2 for leads.
    pub level: u8,
    pub title: String,
    /// From 0.
    pub page: usize,
    pub top: f32,
}

/// Characters of a role that another font printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    pub role: FontRole,
    pub font: FontId,
    pub chars: String,
}

/// Sets an issue.
pub fn paginate(document: &Document, house: &HouseStyle, fonts: &dyn Fonts) -> Pages {
    flow::Flow::new(house, fonts).pages(document)
}

impl Rect {
    pub fn contains(&self, x: f32, y: f32) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }
}

impl Source {
    /// The part of the issue to open for it.
    pub fn anchor(&self) -> Option<Anchor> {
        match self {
            Self::Heading(anchor)
            | Self::Paragraph(anchor)
            | Self::Caption(anchor)
            | Self::Cell { anchor, .. } => Some(*anchor),
            Self::Masthead | Self::Distribution(_) | Self::PageNumber => None,
        }
    }
}

impl Line {
    /// What it says; cells of one line of a table are lines of their own.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.c).collect()
    }
}

impl Page {
    /// The line at a point of the paper.
    pub fn line_at(&self, x: f32, y: f32) -> Option<&Line> {
        self.lines.iter().find(|line| line.room.contains(x, y))
    }
}

impl Pages {
    /// The first page that prints something of this place.
    pub fn page_of(&self, anchor: Anchor) -> Option<usize> {
        let prints =
            |page: &Page| page.lines.iter().any(|line| line.source.anchor() == Some(anchor));
        self.pages.iter().position(prints)
    }
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
