//! L2: documents, tables and charts as files. Knows no database; only [`write_whole`] touches the
//! disk, and [`fonts`] reads font files.

pub mod chart;
mod docx;
mod error;
mod figures;
pub mod fonts;
mod grid;
mod html;
mod json;
mod markdown;
mod pack;
mod pdf;
pub mod raster;
mod write;

pub use crate::document::plain_text;
pub use docx::docx;
pub use error::{ExportError, WriteTrouble};
pub use figures::{FigureRow, figure_rows, figures_csv};
pub use grid::{Grid, GridCell, grid_csv, grid_xlsx};
pub use html::{html, text_of_section};
pub use json::{IssueJson, issue_json, json};
pub use markdown::{chart_file, markdown};
pub use pack::{locked, pack};
pub use pdf::pdf;
pub use write::write_whole;

#[cfg(test)]
mod tests;
