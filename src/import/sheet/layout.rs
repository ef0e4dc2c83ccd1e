//! How a table is laid out: which rows are headings, which column names what, where values stand.

use crate::model::{DepartmentCode, IndicatorCode, Month};

use super::cells::{Row, Sheet};
use super::labels::{Label, indicator_within, label, month, month_within, year_within};
use super::{Cell, Context};

/// Headings stand within so many rows from the top.
const HEADING_ROWS: usize = 15;

/// A table whose headings were understood.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Rows before this one (index) are headings and titles.
    pub body: usize,
    pub names: Names,
    pub columns: Vec<Column>,
    /// Column that states the unit of each row.
    pub unit: Option<usize>,
    /// The month that a title or the sheet's name tells.
    pub month: Option<Month>,
    /// The year they tell, where they name one only.
    pub year: Option<i32>,
    /// Columns with numbers below a heading nobody knows: row and column (indices), heading.
    pub unknown: Vec<(usize, usize, String)>,
}

/// Columns that name what a row is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Names {
    pub indicator: Option<usize>,
    pub department: Option<usize>,
    pub month: Option<usize>,
}

/// A column of values, with what its headings tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub at: usize,
    pub indicator: Option<IndicatorCode>,
    pub department: Option<DepartmentCode>,
    pub month: Option<MonthLabel>,
    pub unit: Option<String>,
    /// What was typed: no unit stated elsewhere belongs to it.
    pub typed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonthLabel {
    Whole(Month),
    /// The year is told elsewhere.
    Number(u32),
}

/// Finds the layout; the reason in Chinese where there is none.
pub(super) fn layout(sheet: &Sheet, context: &Context<'_>) -> Result<Layout, &'static str> {
    let labels: Vec<Vec<Option<Label>>> =
        sheet.rows.iter().map(|row| labels(row, context)).collect();
    let names = name_columns(&labels);
    let named = names.indicator.is_some() || has_indicator_headings(&labels);
    let of_title = if named { None } else { titled_indicator(sheet, context) };
    if !named && of_title.is_none() {
        return Err("没有认出任何指标的名称");
    }
    let body = first_body_row(sheet, &labels, names);
    let headings = labels.get(..body).unwrap_or_default();
    let years = years(sheet, headings);
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut columns: Vec<Column> = (0..width)
        .filter(|at| ![names.indicator, names.department, names.month].contains(&Some(*at)))
        .filter_map(|at| column(at, headings, years.get(at).copied().flatten()))
        .collect();
    let unit = (0..width)
        .find(|at| headings.iter().any(|row| matches!(row.get(*at), Some(Some(Label::Unit)))));
    let known = |at: usize| headings.iter().any(|row| matches!(row.get(at), Some(Some(_))));
    if names.indicator.is_some() && columns.is_empty() {
        columns = only_value_column(sheet, body, names, known)?;
    }
    if let Some((code, unit)) = &of_title {
        for column in &mut columns {
            column.indicator = Some(code.clone());
            column.unit = column.unit.take().or_else(|| unit.clone());
        }
    } else if names.indicator.is_none() {
        columns.retain(|column| column.indicator.is_some());
    }
    if columns.iter().any(|column| column.typed) {
        columns.retain(|column| column.typed);
    }
    if columns.is_empty() {
        return Err("看不出哪一列是本月的数：请在表头写“本月”或月份");
    }
    let titles = sheet.rows.iter().take(body).flat_map(|row| &row.cells);
    let texts: Vec<&str> = titles
        .filter_map(|cell| match cell {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let month = only(texts.iter().filter_map(|text| month_within(text)));
    let month = month.or_else(|| month_within(&sheet.name));
    let year = only(texts.iter().copied().chain([sheet.name.as_str()]).filter_map(year_within));
    let mut unknown: Vec<_> =
        (0..width).filter(|at| !known(*at)).filter_map(|at| unknown(sheet, body, at)).collect();
    unknown.retain(|(_, at, _)| columns.iter().all(|column| column.at != *at));
    Ok(Layout { body, names, columns, unit, month, year, unknown })
}

/// What all of them say, where they say one thing.
fn only<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The one indicator that the titles above a table, or the sheet's name, speak of, with the unit
/// they state: 全程网办受理量统计表（万件）.
fn titled_indicator(
    sheet: &Sheet,
    context: &Context<'_>,
) -> Option<(IndicatorCode, Option<String>)> {
    let alone = |row: &Row| {
        let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let first = filled.next().map(Cell::text)?;
        filled.next().is_none().then(|| first.to_owned())
    };
    let titles = sheet.rows.iter().take(HEADING_ROWS).map_while(alone);
    let titles: Vec<String> = titles.chain([sheet.name.clone()]).collect();
    let spoken_of = |title: &String| indicator_within(title, context);
    only(titles.iter().filter_map(spoken_of))
}

fn labels(row: &Row, context: &Context<'_>) -> Vec<Option<Label>> {
    row.cells
        .iter()
        .map(|cell| match cell {
            Cell::Text(text) | Cell::Date(text) => label(text, context),
            // A heading such as 202504.
            Cell::Number(text) if text.len() == 6 => month(text),
            _ => None,
        })
        .collect()
}

/// The columns in which most indicators, departments and months stand below each other.
fn name_columns(labels: &[Vec<Option<Label>>]) -> Names {
    let most = |wanted: fn(&Label) -> bool, least: usize| {
        let width = labels.iter().map(Vec::len).max().unwrap_or(0);
        let count = |at: &usize| {
            labels
                .iter()
                .filter(|row| row.get(*at).and_then(Option::as_ref).is_some_and(wanted))
                .count()
        };
        (0..width).rev().max_by_key(count).filter(|at| count(at) >= least)
    };
    let headed = |wanted: fn(&Label) -> bool| {
        labels
            .iter()
            .take(HEADING_ROWS)
            .find_map(|row| row.iter().position(|label| label.as_ref().is_some_and(wanted)))
    };
    let across = has_indicator_headings(labels);
    let down = most(|label| matches!(label, Label::Indicator(..)), 1);
    let headed_indicator = headed(|label| matches!(label, Label::IndicatorColumn));
    let indicator = headed_indicator.or(down.filter(|_| !across));
    let headed_department = headed(|label| matches!(label, Label::DepartmentColumn));
    let department = headed_department
        .or_else(|| most(|label| matches!(label, Label::Department(_)), 2))
        .filter(|at| indicator != Some(*at));
    let month = headed(|label| matches!(label, Label::MonthColumn));
    Names { indicator, department, month }
}

/// Whether the one indicator a table names heads a column beside departments or months.
fn has_one_heading(labels: &[Vec<Option<Label>>]) -> bool {
    let is = |label: &Option<Label>| matches!(label, Some(Label::Indicator(..)));
    let mut named = labels.iter().enumerate().filter(|(_, row)| row.iter().any(is));
    let Some((at, row)) = named.next().filter(|(at, _)| *at < HEADING_ROWS) else { return false };
    let beside =
        |label: &Option<Label>| matches!(label, Some(Label::DepartmentColumn | Label::MonthColumn));
    let below = labels.iter().skip(at + 1);
    let departments = below.filter(|row| matches!(row.first(), Some(Some(Label::Department(_)))));
    let first = row.first().is_some_and(is);
    named.next().is_none()
        && row.iter().filter(|label| is(label)).count() == 1
        && (row.iter().any(beside) || !first && departments.count() > 1)
}

/// Whether some row near the top names several indicators side by side.
fn has_indicator_headings(labels: &[Vec<Option<Label>>]) -> bool {
    if has_one_heading(labels) {
        return true;
    }
    let is = |label: &&Option<Label>| matches!(label, Some(Label::Indicator(..)));
    let widest = labels.iter().take(HEADING_ROWS).map(|row| row.iter().filter(is).count()).max();
    let width = labels.iter().map(Vec::len).max().unwrap_or(0);
    let tall = (0..width)
        .map(|at| labels.iter().filter(|row| row.get(at).is_some_and(|label| is(&label))).count());
    let tallest = tall.max().unwrap_or(0);
    widest.is_some_and(|widest| {
        widest > tallest || (widest >= 1 && tallest <= 1 && widest >= tallest && widest > 1)
    })
}

fn first_body_row(sheet: &Sheet, labels: &[Vec<Option<Label>>], names: Names) -> usize {
    let named = |row: &Vec<Option<Label>>| {
        let at = |column: Option<usize>| column.and_then(|at| row.get(at)).and_then(Option::as_ref);
        match names.indicator {
            Some(_) => matches!(at(names.indicator), Some(Label::Indicator(..))),
            None => matches!(at(names.department), Some(Label::Department(_))),
        }
    };
    let first = labels.iter().position(named);
    let headings = labels.iter().take(HEADING_ROWS).rposition_with(|row| {
        row.iter().flatten().any(|label| {
            matches!(label, Label::IndicatorColumn | Label::DepartmentColumn | Label::Value(_))
        })
    });
    match (first, headings) {
        (Some(first), Some(heading)) => first_named(sheet, labels, names, heading + 1).min(first),
        (Some(first), None) => first,
        (None, Some(heading)) => heading + 1,
        (None, None) => {
            let across = labels.iter().take(HEADING_ROWS).position(|row| {
                row.iter().any(|label| matches!(label, Some(Label::Indicator(..))))
            });
            across.map_or(0, |at| at + 1)
        }
    }
}

/// The first row from `start` that has a name where indicators are named, known or not: an unknown
/// one is a row to be listed as not understood, not a heading. A second row of headings has none.
fn first_named(sheet: &Sheet, labels: &[Vec<Option<Label>>], names: Names, start: usize) -> usize {
    let Some(at) = names.indicator else { return usize::MAX };
    let is_name = |(row, labels): (&Row, &Vec<Option<Label>>)| {
        let filled = row.cells.get(at).is_some_and(|cell| !cell.is_empty());
        filled && matches!(labels.get(at), None | Some(None | Some(Label::Indicator(..))))
    };
    let rows = sheet.rows.iter().zip(labels).skip(start);
    rows.map(is_name).position(|named| named).map_or(usize::MAX, |found| start + found)
}

/// The year each column stands under: a year's heading reaches over the empty cells right of it,
/// as a merged cell does.
fn years(sheet: &Sheet, headings: &[Vec<Option<Label>>]) -> Vec<Option<i32>> {
    let mut years = Vec::new();
    for (row, labels) in sheet.rows.iter().zip(headings) {
        let mut reaching = None;
        for (at, cell) in row.cells.iter().enumerate() {
            match labels.get(at) {
                Some(Some(Label::Year(year))) => reaching = Some(*year),
                _ if !cell.is_empty() => reaching = None,
                _ => {}
            }
            if years.len() <= at {
                years.resize(at + 1, None);
            }
            if let (Some(place), Some(_)) = (years.get_mut(at), reaching) {
                *place = reaching;
            }
        }
    }
    years
}

/// `rposition` for iterators that only go forward.
trait Last: Iterator + Sized {
    fn rposition_with(self, is: impl Fn(Self::Item) -> bool) -> Option<usize> {
        self.enumerate().filter_map(|(at, item)| is(item).then_some(at)).last()
    }
}
impl<I: Iterator> Last for I {}

/// What the headings above a column say; `None` when it holds no values that are asked for.
fn column(at: usize, headings: &[Vec<Option<Label>>], year: Option<i32>) -> Option<Column> {
    let mut column = Column { at, ..Column::default() };
    let mut is_value = false;
    for label in headings.iter().filter_map(|row| row.get(at)).flatten() {
        match label {
            Label::Indicator(code, unit) => {
                column.indicator = Some(code.clone());
                column.unit.clone_from(unit);
                is_value = true;
            }
            Label::Department(code) => {
                column.department = Some(code.clone());
                is_value = true;
            }
            Label::Value(unit) => {
                column.unit = unit.clone().or(column.unit);
                is_value = true;
            }
            Label::Typed => {
                column.typed = true;
                is_value = true;
            }
            Label::Month(month) => {
                column.month = Some(MonthLabel::Whole(*month));
                is_value = true;
            }
            Label::MonthNumber(number) => {
                let whole = year.and_then(|year| Month::new(year, *number)).map(MonthLabel::Whole);
                column.month = Some(whole.unwrap_or(MonthLabel::Number(*number)));
                is_value = true;
            }
            Label::Other | Label::Unit => return None,
            Label::IndicatorColumn
            | Label::DepartmentColumn
            | Label::MonthColumn
            | Label::Year(_) => {}
        }
    }
    is_value.then_some(column)
}

fn looks_like_number(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => text.starts_with(|c: char| c.is_numeric() || matches!(c, '-' | '－')),
        _ => false,
    }
}

/// The heading of a column that holds numbers.
fn unknown(sheet: &Sheet, body: usize, at: usize) -> Option<(usize, usize, String)> {
    let cell = |row: &Row| row.cells.get(at).cloned().unwrap_or_default();
    if !sheet.rows.iter().skip(body).any(|row| looks_like_number(&cell(row))) {
        return None;
    }
    let headings = sheet.rows.iter().enumerate().take(body);
    let mut texts = headings.filter_map(|(row, cells)| match cell(cells) {
        Cell::Text(text) => Some((row, at, text)),
        _ => None,
    });
    texts.next_back()
}

/// Without headings, the values are the only column that holds numbers.
fn only_value_column(
    sheet: &Sheet,
    body: usize,
    names: Names,
    known: impl Fn(usize) -> bool,
) -> Result<Vec<Column>, &'static str> {
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let numbers = |at: &usize| {
        let mut cells = sheet.rows.iter().skip(body).filter_map(|row| row.cells.get(*at));
        cells.any(looks_like_number)
    };
    let others = (0..width).filter(|at| Some(*at) != names.indicator && !known(*at));
    let candidates: Vec<usize> = others.filter(numbers).collect();
    match candidates.as_slice() {
        [at] => Ok(vec![Column { at: *at, ..Column::default() }]),
        [] => Err("指标旁边没有一列是数"),
        _ => Err("有几列都是数，看不出哪一列是本月：请在表头写“本月”或月份"),
    }
}
