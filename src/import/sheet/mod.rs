//! Tables of figures from outside: xlsx, csv, and blocks pasted from a spreadsheet. First the bare
//! cells with their places (`read_workbook`, `read_delimited`), then what they mean ([`understand`]).
//! Nothing is guessed in silence: what is not understood is listed with its place and the reason.

mod cells;
mod delimited;
mod labels;
mod layout;
mod meaning;
mod workbook;
mod zip_guard;

#[cfg(test)]
mod tests;

use crate::model::{Bulletin, Department, DepartmentCode, FigureKey, Month};

pub use cells::{Cell, Limits, Sheet};
pub use delimited::read_delimited;
pub use meaning::understand;
pub use workbook::read_workbook;

/// Told how many rows were read; answers whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(usize) -> bool;

/// Why a table could not be read at all; the words are made in `ops`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("no cell is filled")]
    Empty,
    #[error("{what:?}: at most {limit}")]
    TooMuch { what: Much, limit: u64 },
    #[error("not a workbook: {detail}")]
    Damaged { detail: String },
    #[error("encrypted")]
    Encrypted,
    #[error("an old or foreign format")]
    OldFormat,
    #[error("no encoding fits")]
    Encoding,
    #[error("cancelled")]
    Cancelled,
}

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Much {
    /// Bytes of the file.
    Size,
    /// Bytes once unpacked.
    Unpacked,
    Parts,
    Sheets,
    Rows,
    Columns,
    Cells,
}

/// What a reader knows beforehand.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub bulletin: &'a Bulletin,
    pub departments: &'a [Department],
    /// The month to be filled; `None` takes the months that the table names.
    pub month: Option<Month>,
    /// Whose figures they are where the table names no department.
    pub department: &'a DepartmentCode,
}

/// What a table says, as far as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub figures: Vec<SheetFigure>,
    pub unread: Vec<Unread>,
    /// How doubtful things were taken, in Chinese.
    pub notes: Vec<String>,
    /// Months that the table names and that were not asked for.
    pub other_months: Vec<Month>,
}

/// One figure with the place it stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFigure {
    pub key: FigureKey,
    /// As a clerk would type it, with the 万 and % that the table states elsewhere.
    pub typed: String,
    /// 工作表“4月”B5, or 第5行第2列.
    pub place: String,
}

/// A cell or row that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub place: String,
    pub text: String,
    /// In Chinese.
    pub reason: String,
}
