//! A table of figures by department: which rows, in what order, and what each cell prints. Knows
//! no page.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::{
    Department, DepartmentCode, DisplayStyle, FigureKey, FigureState, Indicator, Measure, Quantity,
    TableColumn, TableSpec,
};
use crate::text::joins::Span;
use crate::text::prose::Slot;
use crate::trend::measure::{Derived, DerivedUnit, grouped};

use super::values::IssueValues;
use super::{Align, EmptyReason, Role, Run};

/// Head, rows and alignment, plus the columns whose indicator does not exist.
#[derive(Default)]
pub struct Body {
    pub head: Vec<Run>,
    pub align: Vec<Align>,
    pub rows: Vec<Vec<Run>>,
    pub more_heads: usize,
    pub spans: Vec<Span>,
    pub faults: Vec<(String, EmptyReason)>,
}

struct Row<'a> {
    code: DepartmentCode,
    department: Option<&'a Department>,
    /// What the row is ranked by; rows without it come last.
    key: Option<Quantity>,
}

/// Lays out the rows of a table: departments that are to be in it, those that reported anything
/// shown in it, the hall's own row.
pub fn body(spec: &TableSpec, values: &IssueValues<'_>, departments: &[Department]) -> Body {
    let ranked = spec.rank_by.and_then(|column| spec.columns.get(column));
    let mut rows = rows(spec, ranked, values, departments);
    let places = places(rows.iter().map(|row| row.key).collect());
    let of_columns = column_places(spec, values, &rows);
    if spec.limit > 0 {
        rows.truncate(spec.limit);
    }
    let mut body = Body { head: head(spec), align: align(spec), ..Body::default() };
    let unknown = |column: &&TableColumn| values.bulletin.indicator(&column.indicator).is_none();
    let unknown = spec.columns.iter().filter(unknown);
    body.faults = unknown.map(|c| (c.indicator.to_string(), EmptyReason::UnknownName)).collect();
    for (number, (row, place)) in (1..).zip(rows.iter().zip(&places)) {
        let mut cells = leading(spec, number, *place);
        let name = name(spec, row);
        cells.push(name.clone());
        for (at, column) in spec.columns.iter().enumerate() {
            if column.place {
                let place = of_columns.get(at).and_then(|places| *places.get(number - 1)?);
                let stated = place.is_none().then(|| stated_cell(column, values, &row.code));
                cells.push(stated.flatten().unwrap_or_else(|| place_cell(place)));
                continue;
            }
            let due = spec.departments.contains(&row.code);
            cells.push(body.cell(column, values, &row.code, due.then_some(&name.text)));
        }
        body.rows.push(cells);
    }
    if !spec.total.is_empty() && !body.rows.is_empty() {
        let mut cells = vec![Run::plain(&spec.total)];
        cells.resize(spec.leading(), Run::plain(""));
        let hall = DepartmentCode::hall();
        let of_hall = |column: &TableColumn| {
            if column.untotalled || column.place {
                return Run::plain(ABSENT);
            }
            body.cell(column, values, &hall, Some(&spec.total))
        };
        cells.extend(spec.columns.iter().map(of_hall));
        let at = if spec.total_first { 0 } else { body.rows.len() };
        body.rows.insert(at, cells);
    }
    if !body.rows.is_empty() {
        body.two_heads(spec);
    }
    if !spec.total.is_empty() && spec.leading() > 1 && !body.rows.is_empty() {
        // The total's name is over the numbers of the rows, too.
        let row = if spec.total_first { 1 + body.more_heads } else { body.rows.len() };
        let columns = spec.leading();
        body.spans.push(Span { row, column: 0, rows: 1, columns });
    }
    body
}

impl Body {
    /// Splits the head in two rows where heads of columns share one above them; all others reach over
    /// both.
    fn two_heads(&mut self, spec: &TableSpec) {
        if spec.columns.iter().all(|column| column.over.is_empty()) {
            return;
        }
        let leading = std::iter::repeat_n("", spec.leading());
        let over: Vec<&str> =
            leading.chain(spec.columns.iter().map(|column| column.over.as_str())).collect();
        let mut below = vec![Run::plain(""); self.head.len()];
        let mut column = 0;
        for shared in over.chunk_by(|left, right| !left.is_empty() && left == right) {
            let above = shared.first().copied().unwrap_or_default();
            let columns = shared.len();
            if above.is_empty() {
                self.spans.push(Span { row: 0, column, rows: 2, columns });
            } else {
                if columns > 1 {
                    self.spans.push(Span { row: 0, column, rows: 1, columns });
                }
                let own = self.head.iter_mut().zip(&mut below).skip(column).take(columns);
                own.for_each(|(head, below)| *below = std::mem::replace(head, Run::plain("")));
                if let Some(first) = self.head.get_mut(column) {
                    *first = Run::plain(above);
                }
            }
            column += columns;
        }
        self.rows.insert(0, below);
        self.more_heads = 1;
    }

    /// A cell; where the row is there for its figure (`due`, the row's name), a figure that is
    /// not there is still to be reported.
    fn cell(
        &mut self,
        column: &TableColumn,
        values: &IssueValues<'_>,
        code: &DepartmentCode,
        due: Option<&String>,
    ) -> Run {
        let printed = cell(column, values, code);
        let asked = column.asks(values.bulletin, values.issue.month);
        let asked = asked.filter(|indicator| indicator.is_asked_of(code));
        let missing = printed.text == ABSENT;
        match due.zip(asked).filter(|_| missing) {
            Some((row, indicator)) => {
                let label = format!("{row}{}", indicator.name);
                self.faults.push((label.clone(), EmptyReason::NoFigure));
                Run::empty(&label)
            }
            None => printed,
        }
    }
}

/// Printed where a department has no figure.
const ABSENT: &str = "—";

fn head(spec: &TableSpec) -> Vec<Run> {
    let serial = (!spec.serial.is_empty()).then_some(spec.serial.as_str());
    let place = if spec.rank_head.is_empty() { "名次" } else { &spec.rank_head };
    let place = spec.has_places().then_some(place);
    let names = serial.into_iter().chain(place).chain([spec.row_head.as_str()]);
    names.chain(spec.columns.iter().map(|column| column.head.as_str())).map(Run::plain).collect()
}

fn align(spec: &TableSpec) -> Vec<Align> {
    let numbers = std::iter::repeat_n(Align::Centre, spec.leading() - 1);
    numbers.chain([Align::Left]).chain(spec.columns.iter().map(|_| Align::Right)).collect()
}

/// The cells before a row's name: its number, its place.
fn leading(spec: &TableSpec, number: usize, place: Option<usize>) -> Vec<Run> {
    let serial = (!spec.serial.is_empty()).then(|| Run::plain(&number.to_string()));
    let place = spec.has_places().then(|| place_cell(place));
    serial.into_iter().chain(place).collect()
}

fn name(spec: &TableSpec, row: &Row<'_>) -> Run {
    let own = || row.department.map_or(row.code.as_str(), |department| &department.name);
    Run::plain(spec.names.get(&row.code).map_or_else(own, String::as_str))
}

fn rows<'a>(
    spec: &TableSpec,
    ranked: Option<&TableColumn>,
    values: &IssueValues<'_>,
    departments: &'a [Department],
) -> Vec<Row<'a>> {
    let month = values.issue.month;
    let shown = |key: &FigureKey| {
        key.month == month
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
    let known = |code: &&DepartmentCode| {
        let department = departments.iter().find(|department| department.code == **code);
        department.is_some_and(|department| department.is_active(month)) && !reported.contains(code)
    };
    let due = spec.departments.iter().filter(known);
    let mut rows: Vec<Row<'_>> = reported.iter().copied().chain(due).map(row).collect();
    rows.sort_by_cached_key(|row| {
        let named = spec.departments.iter().position(|code| *code == row.code);
        let order = row.department.map_or((i64::MAX, ""), |d| (d.rank, d.name.as_str()));
        (Reverse(row.key.map(Quantity::on_grid)), named.unwrap_or(usize::MAX), order)
    });
    rows
}

/// The places of the rows by each column that tells them; empty for the others.
fn column_places(
    spec: &TableSpec,
    values: &IssueValues<'_>,
    rows: &[Row<'_>],
) -> Vec<Vec<Option<usize>>> {
    let amount = |column: &TableColumn, row: &Row<'_>| {
        derived(column, values, &row.code).map(|(derived, _)| derived.quantity)
    };
    let by = |column: &TableColumn| places(rows.iter().map(|row| amount(column, row)).collect());
    let told = |column: &TableColumn| if column.place { by(column) } else { Vec::new() };
    spec.columns.iter().map(told).collect()
}

fn place_cell(place: Option<usize>) -> Run {
    Run::plain(&place.map_or_else(|| ABSENT.to_owned(), |place| place.to_string()))
}

/// Places in a ranking: equal amounts share one, and the next place is skipped (1, 2, 2, 4).
fn places(amounts: Vec<Option<Quantity>>) -> Vec<Option<usize>> {
    let amounts: Vec<_> = amounts.into_iter().map(|amount| amount.map(Quantity::on_grid)).collect();
    let place = |own: &Option<i128>| {
        let own = (*own)?;
        Some(1 + amounts.iter().filter(|other| **other > Some(own)).count())
    };
    amounts.iter().map(place).collect()
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
        return Run::new(role, &number(column, derived, indicator));
    }
    if let Some(stated) = stated_cell(column, values, department) {
        return stated;
    }
    let key = FigureKey::new(&column.indicator, values.issue.month, department);
    let state = values.figures.get(&key).map(|figure| figure.state);
    let unreported = column.measure == Measure::Value && state == Some(FigureState::NotReported);
    Run::plain(if unreported { "未报" } else { ABSENT })
}

/// What was stated where the book cannot compute it.
fn stated_cell(
    column: &TableColumn,
    values: &IssueValues<'_>,
    department: &DepartmentCode,
) -> Option<Run> {
    let indicator = values.bulletin.indicator(column.stated.as_ref()?)?;
    let figure = values.derived(indicator, Measure::Value, department)?;
    Some(Run::new(Role::Figure, &number(column, figure, indicator)))
}

/// The change of the hall's figure that a slot tells, as a column of a table would.
pub fn change(values: &IssueValues<'_>, slot: &Slot) -> Option<Run> {
    let indicator = values.bulletin.indicator_named(&slot.name)?;
    let derived = values.derived(indicator, slot.measure, &DepartmentCode::hall())?;
    let text = number(&TableColumn::of(indicator), derived, indicator);
    Some(Run { slot: Some(slot.clone()), ..Run::new(Role::Derived, &text) })
}

/// A number for a column: signed instead of worded, with the same decimals in every row unless the
/// column says otherwise.
fn number(column: &TableColumn, derived: Derived, indicator: &Indicator) -> String {
    let Derived { quantity, unit } = derived;
    let percent = DisplayStyle { power: 0, decimals: 1, trim: false };
    match unit {
        DerivedUnit::Own => {
            let style = column.style.unwrap_or(DisplayStyle { trim: false, ..indicator.style });
            let number = quantity.print(style);
            let number = if indicator.grouped { grouped(&number) } else { number };
            let number = if column.signs.percent { format!("{number}%") } else { number };
            plus(column, quantity, number)
        }
        DerivedUnit::Percent | DerivedUnit::Points if column.signs.bare => {
            plus(column, quantity, quantity.print(percent))
        }
        DerivedUnit::Percent => plus(column, quantity, format!("{}%", quantity.print(percent))),
        DerivedUnit::Points => format!("{}个百分点", quantity.print(percent)),
    }
}

fn plus(column: &TableColumn, quantity: Quantity, number: String) -> String {
    if column.signs.plus && quantity.on_grid() > 0 { format!("+{number}") } else { number }
}
