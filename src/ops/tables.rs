//! Tables going out: the month's form and the figures of several months, as xlsx or csv.

use std::path::Path;

use super::book::Book;
use super::error::OpError;
use super::export::extension;
use crate::export::{Grid, GridCell, grid_csv, grid_xlsx, write_whole};
use crate::model::{
    Bulletin, DepartmentCode, DisplayStyle, FigureKey, FigureState, Figures, Indicator, Measure,
    Month, Quantity,
};
use crate::trend::measure::{Derived, DerivedUnit, derive};

/// Extensions that a table can be written in.
pub const TABLE_FORMATS: [&str; 2] = ["xlsx", "csv"];

const HEADINGS: [&str; 10] =
    ["指标", "单位", "填报内容", "本月", "上月", "去年同月", "环比", "同比", "累计", "说明"];

impl Book {
    /// Writes the form of a month, of one department or the hall, as its screen shows it. What
    /// was typed stands beside the value, so that the table can be read back without a loss.
    pub fn export_form(
        &self,
        bulletin: &Bulletin,
        month: Month,
        department: &DepartmentCode,
        path: &Path,
    ) -> Result<(), OpError> {
        let asked = bulletin.indicators.iter().filter(|i| i.is_asked_of(department));
        let asked: Vec<&Indicator> = asked.filter(|i| i.is_asked_in(month)).collect();
        let codes: Vec<_> = asked.iter().map(|indicator| indicator.code.clone()).collect();
        let figures = self.series(&codes, department, month.year_ago().january(), month)?;
        let row = |indicator: &&Indicator| form_row(&figures, indicator, month, department);
        let grid = Grid {
            name: month.chinese(),
            headings: HEADINGS.map(str::to_owned).to_vec(),
            rows: asked.iter().map(row).collect(),
        };
        write_grid(&grid, path)
    }

    /// Writes months as rows and indicators as columns, from the first month to the last.
    pub fn export_months(
        &self,
        bulletin: &Bulletin,
        (first, last): (Month, Month),
        department: &DepartmentCode,
        path: &Path,
    ) -> Result<(), OpError> {
        let asked = bulletin.indicators.iter().filter(|i| i.is_asked_of(department));
        let asked: Vec<&Indicator> = asked.collect();
        let codes: Vec<_> = asked.iter().map(|indicator| indicator.code.clone()).collect();
        let figures = self.series(&codes, department, first, last)?;
        let heading = |i: &&Indicator| format!("{}（{}）", i.name, i.display_unit());
        let row = |month: Month| {
            let value = |indicator: &&Indicator| value(&figures, indicator, month, department);
            std::iter::once(GridCell::text(month.chinese()))
                .chain(asked.iter().map(value))
                .collect()
        };
        let headings = std::iter::once("月份".to_owned()).chain(asked.iter().map(heading));
        let rows = first.through(last).map(row).collect();
        let grid = Grid { name: "数据".to_owned(), headings: headings.collect(), rows };
        write_grid(&grid, path)
    }
}

pub(super) fn write_grid(grid: &Grid, path: &Path) -> Result<(), OpError> {
    let bytes = match extension(path).as_str() {
        "xlsx" => grid_xlsx(grid)?,
        "csv" => grid_csv(grid),
        _ => {
            return Err(OpError::UnknownFormat { path: path.to_owned(), known: &TABLE_FORMATS });
        }
    };
    Ok(write_whole(path, &bytes)?)
}

fn form_row(
    figures: &Figures,
    indicator: &Indicator,
    month: Month,
    department: &DepartmentCode,
) -> Vec<GridCell> {
    let stored = figures.get(&FigureKey::new(&indicator.code, month, department));
    let text = |text: Option<&str>| GridCell::text(text.unwrap_or_default());
    let at = |measure| derive(figures, indicator, None, department, month, measure);
    let sum = at(Measure::YearToDate).map(|derived| printed(derived.quantity, indicator));
    vec![
        GridCell::text(&indicator.name),
        GridCell::text(indicator.display_unit()),
        text(stored.map(|figure| figure.typed.as_str())),
        value(figures, indicator, month, department),
        value(figures, indicator, month.previous(), department),
        value(figures, indicator, month.year_ago(), department),
        change(at(Measure::MonthOnMonth)),
        change(at(Measure::YearOnYear)),
        sum.unwrap_or(GridCell::text("")),
        text(stored.map(|figure| figure.note.as_str())),
    ]
}

/// The figure of a month as printed, or its state in words where it is no number.
fn value(
    figures: &Figures,
    indicator: &Indicator,
    month: Month,
    department: &DepartmentCode,
) -> GridCell {
    let figure = figures.get(&FigureKey::new(&indicator.code, month, department));
    match figure.map(|figure| (figure.state, figure.quantity)) {
        Some((_, Some(quantity))) => printed(quantity, indicator),
        Some((FigureState::NotReported, _)) => GridCell::text("未报"),
        Some((FigureState::Draft, _)) => GridCell::text("不是数"),
        _ => GridCell::text(""),
    }
}

fn printed(quantity: Quantity, indicator: &Indicator) -> GridCell {
    let percent = if indicator.unit == "%" { "%" } else { "" };
    GridCell::Number(format!("{}{percent}", indicator.print(quantity)))
}

fn change(derived: Option<Derived>) -> GridCell {
    let Some(Derived { quantity, unit }) = derived else { return GridCell::text("") };
    let number = quantity.print(DisplayStyle { power: 0, decimals: 2, trim: true });
    match unit {
        DerivedUnit::Points => GridCell::text(format!("{number}个百分点")),
        DerivedUnit::Own | DerivedUnit::Percent => GridCell::Number(format!("{number}%")),
    }
}
