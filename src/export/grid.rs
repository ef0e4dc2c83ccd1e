//! Any table as xlsx or csv. Knows no figure: what the cells mean was decided before.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};

use super::error::ExportError;
use super::figures::csv_line;

/// A table with one row of headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Name of the sheet, e.g. 2025年4月.
    pub name: String,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<GridCell>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridCell {
    /// Never run as a formula, whatever it begins with.
    Text(String),
    /// Decimal digits, with `%` behind a percentage.
    Number(String),
}

impl GridCell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// The table as csv that Excel and WPS open with their Chinese intact.
pub fn grid_csv(grid: &Grid) -> Vec<u8> {
    let mut csv = String::from("\u{feff}");
    let headings: Vec<&str> = grid.headings.iter().map(String::as_str).collect();
    csv.push_str(&csv_line(&headings));
    for row in &grid.rows {
        let cells: Vec<&str> = row.iter().map(shown).collect();
        csv.push_str(&csv_line(&cells));
    }
    csv.into_bytes()
}

/// The table as a workbook of one sheet: numbers are numbers, the headings stay in view. The same
/// table gives the same bytes; no person is named in it.
pub fn grid_xlsx(grid: &Grid) -> Result<Vec<u8>, ExportError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    let name: String = grid.name.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect();
    if !name.is_empty() {
        sheet.set_name(name)?;
    }
    let heading = Format::new().set_bold().set_align(FormatAlign::Center);
    for (column, text) in (0..).zip(&grid.headings) {
        sheet.write_string_with_format(0, column, text, &heading)?;
        sheet.set_column_width(column, width(grid, usize::from(column)))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in (1..).zip(&grid.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                GridCell::Text(text) if text.is_empty() => {}
                GridCell::Text(text) => {
                    sheet.write_string(row, column, text)?;
                }
                GridCell::Number(text) => {
                    let (value, format) = number(text);
                    let format = Format::new().set_num_format(format);
                    sheet.write_number_with_format(row, column, value, &format)?;
                }
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

fn shown(cell: &GridCell) -> &str {
    match cell {
        GridCell::Text(text) | GridCell::Number(text) => text,
    }
}

/// The value with the number format that shows it as it was written.
fn number(text: &str) -> (f64, String) {
    let digits = text.trim_end_matches('%');
    let places = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let value: f64 = digits.parse().unwrap_or(0.0);
    let pattern = if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places)) };
    if digits.len() == text.len() {
        (value, pattern)
    } else {
        (value / 100.0, format!("{pattern}%"))
    }
}

/// In characters of the default font; a Chinese one takes two.
fn width(grid: &Grid, column: usize) -> f64 {
    let wide = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u32>();
    let cells = grid.rows.iter().take(200).filter_map(|row| row.get(column)).map(shown);
    let headings = grid.headings.get(column).map(String::as_str);
    let widest = cells.chain(headings).map(wide).max().unwrap_or(0);
    f64::from(widest.clamp(6, 46)) + 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        Grid {
            name: "2025年4月".into(),
            headings: vec!["指标".into(), "本月".into(), "同比".into()],
            rows: vec![
                vec![
                    GridCell::text("=1+1"),
                    GridCell::Number("6.10".into()),
                    GridCell::Number("-3.4%".into()),
                ],
                vec![GridCell::text("@SUM(A1)"), GridCell::text("未报"), GridCell::text("—")],
            ],
        }
    }

    #[test]
    fn text_never_becomes_a_formula() {
        let csv = String::from_utf8(grid_csv(&grid())).unwrap();
        assert!(csv.contains("'=1+1,6.10,-3.4%\r\n") && csv.contains("'@SUM(A1)"), "{csv}");
        let bytes = grid_xlsx(&grid()).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut sheet = String::new();
        let mut part = zip.by_name("xl/worksheets/sheet1.xml").unwrap();
        std::io::Read::read_to_string(&mut part, &mut sheet).unwrap();
        assert!(!sheet.contains("<f>"), "{sheet}");
        assert!(sheet.contains("<v>6.1</v>") && sheet.contains("<v>-0.034</v>"), "{sheet}");
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        assert_eq!(grid_xlsx(&grid()).unwrap(), grid_xlsx(&grid()).unwrap());
    }
}
