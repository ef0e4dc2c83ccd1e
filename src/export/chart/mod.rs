//! Chart description → SVG picture and CSV table. Knows no figures, no database, no screen: what
//! is drawn was decided in `trend::chart`.

mod csv;
mod lines;
mod svg;

pub use csv::csv;
pub use svg::{Size, svg};
