//! Chart description → SVG and PNG pictures, CSV and xlsx tables. Knows no figures, no database,
//! no screen: what is drawn was decided in `trend::chart`, where it stands in `trend::picture`.

mod png;
mod svg;
mod table;

pub use png::{Raster, png, raster};
pub use svg::svg;
pub use table::{csv, table};

use crate::trend::chart::Chart;
use crate::trend::picture::{Frame, Picture, lay_out};

/// Outer size in millimetres. A picture too low for its texts grows in height, it clips nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub width_mm: f64,
    pub height_mm: f64,
}

impl Size {
    /// Across the type area of an A4 page.
    pub const PAGE: Self = Self { width_mm: 156.0, height_mm: 90.0 };
    /// Half a column.
    pub const SMALL: Self = Self { width_mm: 60.0, height_mm: 45.0 };
}

impl Default for Size {
    fn default() -> Self {
        Self::PAGE
    }
}

const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// The chart as it stands on paper, in points.
fn on_paper(chart: &Chart, size: Size) -> Picture {
    let width = size.width_mm.clamp(30.0, 1000.0) * POINTS_PER_MM;
    let height = size.height_mm.clamp(20.0, 1000.0) * POINTS_PER_MM;
    let em = (width / 50.0).clamp(6.3, 9.0);
    lay_out(chart, Frame { width, height, em, view: None, chosen: None })
}

#[cfg(test)]
mod tests;
