//! The rectangle the values live in: from positions and values to points.

use crate::trend::chart::YAxis;

use super::Area;

#[derive(Clone, Copy, Debug)]
pub struct Plot<'a> {
    pub area: Area,
    pub em: f64,
    /// The positions to be seen, as in [`super::Frame::view`].
    pub first: f64,
    pub last: f64,
    pub y: &'a YAxis,
}

impl Plot<'_> {
    /// The middle of a position.
    pub fn x(&self, position: usize) -> f64 {
        self.at(position as f64)
    }

    pub fn at(&self, position: f64) -> f64 {
        self.area.left + (position - self.first + 0.5) * self.slot()
    }

    /// The width of one position.
    pub fn slot(&self) -> f64 {
        (self.area.right - self.area.left) / (self.last - self.first + 1.0).max(1.0)
    }

    /// `None` for what a logarithm has no place for.
    pub fn y(&self, value: f64) -> Option<f64> {
        let height = self.y.height(value)?;
        Some(self.area.bottom - height * (self.area.bottom - self.area.top))
    }

    /// Where columns stand.
    pub fn base(&self) -> f64 {
        let zero = if self.y.log { None } else { self.y(0.0) };
        zero.unwrap_or(self.area.bottom).clamp(self.area.top, self.area.bottom)
    }

    /// Whether any of a position can be seen.
    pub fn shows(&self, position: usize) -> bool {
        let at = position as f64;
        self.first - 0.5 <= at && at <= self.last + 0.5
    }

    /// Positions that can be seen.
    pub fn shown(&self) -> f64 {
        self.last - self.first + 1.0
    }

    /// Very little room: thicker lines, fewer words.
    pub fn is_narrow(&self) -> bool {
        self.area.right - self.area.left < 30.0 * self.em
    }

    pub fn line_width(&self) -> f64 {
        self.em * if self.is_narrow() { 0.22 } else { 0.16 }
    }
}
