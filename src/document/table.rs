//! A table of figures by department: which rows, in what order, and what each cell prints. Knows
//! no page.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::{
    Department, DepartmentCode, DisplayStyle, FigureKey, FigureState, Indicator, Measure, Quantity,
    TableColumn, TableSpec,
};
use crate::trend::measure::{Derived, DerivedUnit};

use super::values::IssueValues;
use super::{Align, EmptyReason, Role, Run};

/// Head, rows and alignment, plus the columns whose indicator does not exist.
#[derive(Default)]
pub struct Body {
    pub head: Vec<Run>,
    pub align: Vec<Align>,
    pub rows: Vec<Vec<Run>>,
    pub faults: Vec<(String, EmptyReason)>,
}

struct Row<'a> {
    code: DepartmentCode,
    department: Option<&'a Department>,
    /// What the row is ranked by; rows without it come last.
    key: Option<Quantity>,
}

/// Lays out the rows of a table: departments that reported anything shown in it.
pub fn body(spec: &TableSpec, values: &IssueValues<'_>, departments: &[Department]) -> Body {
    let ranked = spec.rank_by.and_then(|column| spec.columns.get(column));
    let mut rows = rows(spec, ranked, values, departments);
    let places = places(&rows);
    if spec.limit > 0 {
        rows.truncate(spec.limit);
    }
    let cells = |row: &Row<'_>| -> Vec<Run> {
        spec.columns.iter().map(|column| cell(column, values, &row.code)).collect()
    };
    let print = |(row, place): (&Row<'_>, &Option<usize>)| {
        let place = ranked.map(|_| {
            Run::plain(&place.map_or_else(|| ABSENT.to_owned(), |place| place.to_string()))
        });
        place.into_iter().chain([name(row)]).chain(cells(row)).collect()
    };
    Body {
        head: ranked
            .map(|_| Run::plain("名次"))
            .into_iter()
            .chain([Run::plain(&spec.row_head)])
            .chain(spec.columns.iter().map(|column| Run::plain(&column.head)))
            .collect(),
        align: ranked
            .map(|_| Align::Centre)
            .into_iter()
            .chain([Align::Left])
            .chain(spec.columns.iter().map(|_| Align::Right))
            .collect(),
        rows: rows.iter().zip(&places).map(print).collect(),
        faults: spec
            .columns
            .iter()
            .filter(|column| values.bulletin.indicator(&column.indicator).is_none())
            .map(|column| (column.indicator.to_string(), EmptyReason::UnknownName))
            .collect(),
    }
}

/// Printed where a department has no figure.
const ABSENT: &str = "—";

fn name(row: &Row<'_>) -> Run {
    Run::plain(row.department.map_or(row.code.as_str(), |department| &department.name))
}

fn rows<'a>(
    spec: &TableSpec,
    ranked: Option<&TableColumn>,
    values: &IssueValues<'_>,
    departments: &'a [Department],
) -> Vec<Row<'a>> {
    let shown = |key: &FigureKey| {
        key.month == values.issue.month
            && key.department != DepartmentCode::hall()
            && spec.columns.iter().any(|column| column.indicator == key.indicator)
    };
    let reported: BTreeSet<&DepartmentCode> = values
        .figures
        .iter()
        .filter(|figure| figure.quantity.is_some() && shown(&figure.key))
        .map(|figure| &figure.key.department)
        .collect();
    let row = |code: &DepartmentCode| Row {
        code: code.clone(),
        department: departments.iter().find(|department| department.code == *code),
        key: ranked.and_then(|column| derived(column, values, code)).map(|(d, _)| d.quantity),
    };
    let mut rows: Vec<Row<'_>> = reported.into_iter().map(row).collect();
    rows.sort_by_cached_key(|row| {
        let order = row.department.map_or((i64::MAX, ""), |d| (d.rank, d.name.as_str()));
        (Reverse(row.key.map(Quantity::on_grid)), order)
    });
    rows
}

/// Places in a ranking: equal amounts share one, and the next place is skipped (1, 2, 2, 4).
fn places(rows: &[Row<'_>]) -> Vec<Option<usize>> {
    let amount = |row: &Row<'_>| row.key.map(Quantity::on_grid);
    let place = |row: &Row<'_>| {
        let own = amount(row)?;
        Some(1 + rows.iter().filter(|other| amount(other) > Some(own)).count())
    };
    rows.iter().map(place).collect()
}

fn derived<'a>(
    column: &TableColumn,
    values: &IssueValues<'a>,
    department: &DepartmentCode,
) -> Option<(Derived, &'a Indicator)> {
    let indicator = values.bulletin.indicator(&column.indicator)?;
    Some((values.derived(indicator, column.measure, department)?, indicator))
}

fn cell(column: &TableColumn, values: &IssueValues<'_>, department: &DepartmentCode) -> Run {
    if values.bulletin.indicator(&column.indicator).is_none() {
        return Run::empty(column.indicator.as_str());
    }
    if let Some((derived, indicator)) = derived(column, values, department) {
        let role = if column.measure == Measure::Value { Role::Figure } else { Role::Derived };
        return Run::new(role, &number(derived, indicator));
    }
    let key = FigureKey::new(&column.indicator, values.issue.month, department);
    let state = values.figures.get(&key).map(|figure| figure.state);
    let unreported = column.measure == Measure::Value && state == Some(FigureState::NotReported);
    Run::plain(if unreported { "未报" } else { ABSENT })
}

/// A number for a column: signed instead of worded, with the same decimals in every row.
fn number(derived: Derived, indicator: &Indicator) -> String {
    let Derived { quantity, unit } = derived;
    let percent = DisplayStyle { power: 0, decimals: 1, trim: false };
    match unit {
        DerivedUnit::Own => quantity.print(DisplayStyle { trim: false, ..indicator.style }),
        DerivedUnit::Percent => format!("{}%", quantity.print(percent)),
        DerivedUnit::Points => format!("{}个百分点", quantity.print(percent)),
    }
}
