//! xlsx workbooks, cell by cell: a sheet that claims a million rows is given up at the limit.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, SheetVisible, Style, Xlsx};

use super::cells::Row;
use super::{Cell, Limits, Much, Progress, Sheet, SheetError, zip_guard};
use crate::import::contained::contained;

/// OLE2: xls of before 2007, et, or a workbook with a password.
const OLD: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// Reads the visible sheets of an xlsx file.
pub fn read_workbook(
    bytes: &[u8],
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Vec<Sheet>, SheetError> {
    if u64::try_from(bytes.len()).is_ok_and(|size| size > limits.size) {
        return Err(SheetError::TooMuch { what: Much::Size, limit: limits.size });
    }
    if bytes.starts_with(&OLD) {
        let encrypted = bytes.windows(32).any(|part| part == ENCRYPTED);
        return Err(if encrypted { SheetError::Encrypted } else { SheetError::OldFormat });
    }
    zip_guard::check(bytes, limits)?;
    let unreadable = || SheetError::Damaged { detail: "the reader gave up".to_owned() };
    contained(|| read_sheets(bytes, limits, progress)).ok_or_else(unreadable)?
}

fn read_sheets(
    bytes: &[u8],
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Vec<Sheet>, SheetError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))
        .map_err(|err| SheetError::Damaged { detail: err.to_string() })?;
    let visible = book.sheets_metadata().iter();
    let names: Vec<String> = visible
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    if names.len() > limits.sheets {
        let limit = u64::try_from(limits.sheets).unwrap_or(u64::MAX);
        return Err(SheetError::TooMuch { what: Much::Sheets, limit });
    }
    let mut sheets = Vec::new();
    let mut counts = Counts { limits, rows: 0, cells: 0 };
    for name in names {
        let rows = rows(&mut book, &name, &mut counts, progress)?;
        let rows = with_merged(&mut book, &name, rows);
        sheets.push(Sheet { name, rows, is_workbook: true });
    }
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(SheetError::Empty);
    }
    Ok(sheets)
}

/// `EncryptedPackage` as the old container spells it, 16 bits a letter.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

struct Counts<'a> {
    limits: &'a Limits,
    rows: usize,
    cells: usize,
}

impl Counts<'_> {
    fn cell(&mut self, column: usize) -> Result<(), SheetError> {
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(too_much(Much::Cells, self.limits.cells));
        }
        if column >= self.limits.columns {
            return Err(too_much(Much::Columns, self.limits.columns));
        }
        Ok(())
    }

    fn row(&mut self, number: u32, progress: Progress<'_>) -> Result<(), SheetError> {
        self.rows += 1;
        if self.rows > self.limits.rows || number as usize > self.limits.rows {
            return Err(too_much(Much::Rows, self.limits.rows));
        }
        if progress(self.rows) { Ok(()) } else { Err(SheetError::Cancelled) }
    }
}

fn too_much(what: Much, limit: usize) -> SheetError {
    SheetError::TooMuch { what, limit: u64::try_from(limit).unwrap_or(u64::MAX) }
}

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

fn rows(
    book: &mut Book<'_>,
    name: &str,
    counts: &mut Counts<'_>,
    progress: Progress<'_>,
) -> Result<Vec<Row>, SheetError> {
    let damaged = |err: calamine::XlsxError| SheetError::Damaged { detail: err.to_string() };
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let mut rows = BTreeMap::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let percent = reader.styles().get(style).is_some_and(is_percent);
        let shown = shown(cell.get_value(), percent);
        if shown.is_empty() {
            continue;
        }
        put(&mut rows, (row, column), shown, counts, progress)?;
    }
    drop(reader);
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        // A workbook written by a program may hold formulas that no spreadsheet ever computed.
        if record.formula.is_some() && record.value == DataRef::Empty {
            put(&mut rows, record.pos, Cell::Formula, counts, progress)?;
        }
    }
    Ok(rows.into_iter().map(|(number, cells)| Row { number, cells }).collect())
}

fn put(
    rows: &mut BTreeMap<u32, Vec<Cell>>,
    (row, column): (u32, u32),
    cell: Cell,
    counts: &mut Counts<'_>,
    progress: Progress<'_>,
) -> Result<(), SheetError> {
    let column = column as usize;
    let number = row.saturating_add(1);
    counts.cell(column)?;
    if !rows.contains_key(&number) {
        counts.row(number, progress)?;
    }
    let cells = rows.entry(number).or_default();
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
    Ok(())
}

/// A merged heading counts for every column and row it covers; what was merged below the headings
/// stays where it is written.
fn with_merged(book: &mut Book<'_>, name: &str, mut rows: Vec<Row>) -> Vec<Row> {
    const HEADINGS: u32 = 12;
    let Ok(regions) = book.merge_cells_by_sheet_name(name) else { return rows };
    for region in regions.iter().filter(|region| region.start.0 < HEADINGS).take(2_000) {
        let first = cell_at(&rows, region.start);
        let Some(Cell::Text(text)) = first else { continue };
        // A title over the whole sheet is no heading of its columns.
        if region.end.1.saturating_sub(region.start.1) > 40 {
            continue;
        }
        for row in rows.iter_mut().filter(|row| {
            (region.start.0 + 1..=region.end.0.min(HEADINGS) + 1).contains(&row.number)
        }) {
            let last = region.end.1 as usize;
            if row.cells.len() <= last {
                row.cells.resize(last + 1, Cell::Empty);
            }
            for cell in row.cells.iter_mut().take(last + 1).skip(region.start.1 as usize) {
                if cell.is_empty() {
                    *cell = Cell::Text(text.clone());
                }
            }
        }
    }
    rows
}

fn cell_at(rows: &[Row], (row, column): (u32, u32)) -> Option<Cell> {
    let row = rows.iter().find(|found| found.number == row + 1)?;
    row.cells.get(column as usize).cloned()
}

fn is_percent(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| {
        matches!(format.format_id, Some(9 | 10)) || format.format_code.contains('%')
    })
}

fn shown(value: &DataRef<'_>, percent: bool) -> Cell {
    match Data::from(value.clone()) {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Float(number) => Cell::Number(decimal(number, percent)),
        Data::String(text) => Cell::of_text(&text),
        Data::Bool(is) => Cell::Text(if is { "TRUE" } else { "FALSE" }.to_owned()),
        Data::DateTime(date) => Cell::Date(date_text(&date)),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Date(text),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

/// The shortest digits that mean the number; a percentage is moved by two places in the text, so
/// that no digit changes.
fn decimal(number: f64, percent: bool) -> String {
    let number = if number == 0.0 { 0.0 } else { number };
    if !percent {
        return rounded(number);
    }
    format!("{}%", rounded(number * 100.0))
}

/// A spreadsheet keeps 15 digits; what comes after is the noise of binary fractions.
fn rounded(number: f64) -> String {
    let text = format!("{number:.14e}");
    let clean: f64 = text.parse().unwrap_or(number);
    format!("{clean}")
}

fn date_text(date: &ExcelDateTime) -> String {
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    format!("{year}年{month}月{day}日")
}
