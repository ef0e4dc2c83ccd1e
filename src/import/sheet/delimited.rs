//! csv files and pasted blocks: lines of cells parted by tabs, commas or semicolons.

use super::cells::Row;
use super::{Cell, Limits, Much, Progress, Sheet, SheetError};
use crate::import::{ImportError, decode};

/// Reads a text as one sheet. Tabs part the cells where there are any, as in a block copied from
/// a spreadsheet; else commas, Chinese ones too, or semicolons.
pub fn read_delimited(
    bytes: &[u8],
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<(Sheet, Vec<String>), SheetError> {
    let text = decode(bytes).map_err(|err| match err {
        ImportError::Empty => SheetError::Empty,
        ImportError::TooLarge { limit, .. } => SheetError::TooMuch {
            what: Much::Size,
            limit: u64::try_from(limit).unwrap_or(u64::MAX),
        },
        ImportError::OtherKind(_) => SheetError::OldFormat,
        _ => SheetError::Encoding,
    })?;
    let mut notes = Vec::new();
    let delimiter = delimiter(&text);
    let quoted = text.matches('"').count();
    if quoted % 2 == 1 {
        notes.push("引号不成对，按没有引号读入，请核对各列是否对齐".to_owned());
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .quoting(quoted % 2 == 0)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut cells = 0usize;
    for (nth, record) in reader.records().enumerate() {
        let record = record.map_err(|err| SheetError::Damaged { detail: err.to_string() })?;
        if nth >= limits.rows {
            return Err(too_much(Much::Rows, limits.rows));
        }
        if !progress(nth + 1) {
            return Err(SheetError::Cancelled);
        }
        if record.len() > limits.columns {
            return Err(too_much(Much::Columns, limits.columns));
        }
        cells += record.len();
        if cells > limits.cells {
            return Err(too_much(Much::Cells, limits.cells));
        }
        let line = record.position().map_or(0, csv::Position::line);
        let number = u32::try_from(line).unwrap_or(u32::MAX);
        let cells: Vec<Cell> = record.iter().map(inert).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(Row { number, cells });
        }
    }
    if rows.is_empty() {
        return Err(SheetError::Empty);
    }
    Ok((Sheet { name: String::new(), rows, is_workbook: false }, notes))
}

/// Our own exports put a ' before what a spreadsheet could take for a formula.
fn inert(text: &str) -> Cell {
    let harmless = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    Cell::of_text(harmless.unwrap_or(text))
}

fn too_much(what: Much, limit: usize) -> SheetError {
    SheetError::TooMuch { what, limit: u64::try_from(limit).unwrap_or(u64::MAX) }
}

fn delimiter(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(20).collect();
    let most = |mark: char| head.iter().map(|line| line.matches(mark).count()).max().unwrap_or(0);
    match (most('\t'), most(','), most(';')) {
        (tabs, ..) if tabs > 0 => b'\t',
        (_, commas, semicolons) if semicolons > commas => b';',
        _ => b',',
    }
}
