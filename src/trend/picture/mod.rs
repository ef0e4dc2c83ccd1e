//! A chart laid out: where every line, mark and word stands, in points, before any painter draws
//! it. Screen, SVG and PNG draw the same shapes and cannot disagree. Knows no font file and no
//! screen; a Chinese character is one em wide.

mod bars;
mod cells;
mod grid;
mod lines;
mod marks;
mod page;
mod plot;
mod shape;
mod words;

pub use shape::{Anchor, Fill, Ink, Shape};

use super::chart::Chart;
use page::Page;

/// What to lay out for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub width: f64,
    /// Wanted; a picture too low for its texts grows, it clips nothing.
    pub height: f64,
    /// Size of the small texts; all distances follow it.
    pub em: f64,
    /// First and last position to be seen, fractions where somebody pans; all when `None`.
    pub view: Option<(f64, f64)>,
    /// The position under discussion.
    pub chosen: Option<usize>,
}

/// The laid out chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub width: f64,
    pub height: f64,
    pub shapes: Vec<Shape>,
    /// What can be pointed at.
    pub spots: Vec<Spot>,
    /// Where the positions lie; `None` where there are several plots.
    pub plot: Option<Area>,
}

/// A value of the chart on the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub line: usize,
    pub position: usize,
    pub area: Area,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn contains(&self, x: f64, y: f64) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    pub fn centre(&self) -> (f64, f64) {
        (self.left.midpoint(self.right), self.top.midpoint(self.bottom))
    }
}

/// Lays the chart out. Same chart and frame, same picture.
pub fn lay_out(chart: &Chart, frame: Frame) -> Picture {
    Page::new(chart, frame).finish()
}

#[cfg(test)]
mod tests;
