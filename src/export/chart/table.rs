//! A chart's values as a table for spreadsheets: exact numbers in the base unit. Knows no picture.

use crate::export::grid::{Grid, GridCell, grid_csv};
use crate::model::{DisplayStyle, Quantity};
use crate::trend::chart::{Across, Chart, Line, PointState};

/// One row a month and one column a line, numbers in full (61000, never 6.1万). A gap is an empty
/// cell.
pub fn csv(chart: &Chart) -> Vec<u8> {
    grid_csv(&values(chart))
}

/// As [`csv()`], with what the picture says in marks and notes below the values.
pub fn table(chart: &Chart) -> Grid {
    let mut grid = values(chart);
    let width = grid.headings.len();
    let said = |text: String| {
        let rest = (1..width).map(|_| GridCell::text(""));
        std::iter::once(GridCell::Text(text)).chain(rest).collect::<Vec<GridCell>>()
    };
    let marks = chart
        .marks
        .iter()
        .map(|mark| format!("{}{}：{}", mark.month.chinese(), mark.kind.chinese(), mark.text));
    let targets = chart.targets.iter().map(|target| target.text.clone());
    let notes = chart.notes.iter().map(|note| format!("注：{note}"));
    grid.rows.extend(targets.chain(marks).chain(notes).map(said));
    grid
}

fn values(chart: &Chart) -> Grid {
    let unit = base_unit(chart);
    let heads = chart.lines.iter().map(|line| format!("{}（{unit}）", line.name));
    let headings: Vec<String> = std::iter::once("月份".to_owned()).chain(heads).collect();
    let row = |position: usize| {
        let cells = chart.lines.iter().map(|line| cell(line, position));
        std::iter::once(GridCell::Text(row_head(chart, position))).chain(cells).collect()
    };
    let rows = (0..chart.across.count()).map(row).collect();
    Grid { name: "趋势".to_owned(), headings, rows }
}

fn row_head(chart: &Chart, position: usize) -> String {
    match &chart.across {
        Across::Months(months) => months.get(position).map(ToString::to_string).unwrap_or_default(),
        Across::Year(_) => chart.across.name(position),
    }
}

fn base_unit(chart: &Chart) -> &str {
    let unit = chart.y.unit.as_str();
    let scaled = if chart.y.power == 0 { None } else { unit.strip_prefix(['万', '亿']) };
    scaled.unwrap_or(unit)
}

fn cell(line: &Line, position: usize) -> GridCell {
    let Some(point) = line.points.get(position) else { return GridCell::text("") };
    match (point.exact, point.state) {
        // An estimate as a number would pass for a figure.
        (_, PointState::Estimated | PointState::NotReported | PointState::Draft) => {
            GridCell::text(&point.text)
        }
        (Some(exact), _) => GridCell::Number(in_full(exact)),
        (None, _) => GridCell::text(""),
    }
}

fn in_full(quantity: Quantity) -> String {
    let decimals = (-quantity.exponent()).max(0).unsigned_abs();
    quantity.print(DisplayStyle { power: 0, decimals, trim: false })
}
