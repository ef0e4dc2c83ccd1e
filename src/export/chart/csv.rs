//! A chart's values as a table for spreadsheets: exact numbers in the base unit. Knows no picture.

use crate::model::{DisplayStyle, Quantity};
use crate::trend::chart::{Across, Chart, Line};

/// Writes one row a month and one column a line, numbers in full (61000, never 6.1万). A gap is an
/// empty cell. Starts with a byte order mark, without which spreadsheets misread Chinese.
pub fn csv(chart: &Chart) -> String {
    let mut out = String::from('\u{feff}');
    let unit = base_unit(chart);
    let heads = chart.lines.iter().map(|line| format!("{}（{unit}）", line.name));
    row(&mut out, std::iter::once("月份".to_owned()).chain(heads));
    for position in 0..chart.across.count() {
        let cells = chart.lines.iter().map(|line| cell(line, position));
        row(&mut out, std::iter::once(row_head(chart, position)).chain(cells));
    }
    out
}

fn row_head(chart: &Chart, position: usize) -> String {
    match &chart.across {
        Across::Months(months) => months.get(position).map(ToString::to_string).unwrap_or_default(),
        Across::Year => chart.across.name(position),
    }
}

fn base_unit(chart: &Chart) -> &str {
    let unit = chart.y.unit.as_str();
    let scaled = if chart.y.power == 0 { None } else { unit.strip_prefix(['万', '亿']) };
    scaled.unwrap_or(unit)
}

fn cell(line: &Line, position: usize) -> String {
    let exact = line.points.get(position).and_then(|point| point.exact);
    exact.map(in_full).unwrap_or_default()
}

fn in_full(quantity: Quantity) -> String {
    quantity.print(DisplayStyle { power: 0, decimals: 6, trim: false })
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}
