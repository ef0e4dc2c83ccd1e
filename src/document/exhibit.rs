//! Paragraphs of an item that print as a table or a chart. Knows no page.

use crate::model::{Department, DepartmentCode, Indicator};
use crate::text::exhibit::{self, ChartSource, Column};
use crate::text::joins::{self, Span};
use crate::trend::chart::{Chart, ChartKind, ChartRequest, Facts, Nothing, Season, build};

use super::values::IssueValues;
use super::{Align, Anchor, Role, Run, Table, text_of};

/// A table from rows whose cells were printed; `sources` are the rows as written.
pub fn table(
    rows: &[Vec<String>],
    anchor: Anchor,
    mut print: impl FnMut(&str) -> Vec<Run>,
) -> Option<Table> {
    let mut rows = rows;
    let mut caption = Vec::new();
    if let [first, rest @ ..] = rows
        && let [only] = first.as_slice()
        && !rest.is_empty()
    {
        caption = print(only);
        rows = rest;
    }
    let width = rows.first()?.len();
    let rule = rows.iter().take(HEADS + 1).position(|row| exhibit::rule(row).is_some());
    let ruled = rule.and_then(|at| rows.get(at)).and_then(|row| exhibit::rule(row));
    let mut cells: Vec<Vec<String>> = rows.iter().map(|row| fitted(row, width)).collect();
    let rule = rule.filter(|at| *at > 0);
    if let Some(rule) = rule {
        cells.remove(rule);
    }
    let heads = joins::head_rows(&cells, rule);
    let spans = joins::spans(&cells, heads);
    for (row, column) in spans.iter().flat_map(covered) {
        if let Some(cell) = cells.get_mut(row).and_then(|row| row.get_mut(column)) {
            cell.clear();
        }
    }
    let mut line = |cells: &Vec<String>| -> Vec<Run> {
        cells.iter().map(|cell| one_run(print(cell))).collect()
    };
    let mut rows = cells.iter().map(&mut line);
    let head = rows.next()?;
    let rows: Vec<Vec<Run>> = rows.collect();
    let body = rows.get(heads - 1..).unwrap_or_default();
    let align = (0..width)
        .map(|at| match ruled.as_ref().and_then(|columns| columns.get(at)) {
            Some(Column::Centre) => Align::Centre,
            Some(Column::Right) => Align::Right,
            None if is_numeric(body, at) => Align::Right,
            Some(Column::Left) | None => Align::Left,
        })
        .collect();
    Some(Table { caption, head, align, rows, more_heads: heads - 1, spans, anchor })
}

/// The rule stands below so many rows of the head at most.
const HEADS: usize = 3;

/// The places a cell reaches over, without its own.
fn covered(span: &Span) -> impl Iterator<Item = (usize, usize)> + use<> {
    let Span { row, column, rows, columns } = *span;
    let places =
        (row..row + rows).flat_map(move |row| (column..column + columns).map(move |at| (row, at)));
    places.filter(move |place| *place != (row, column))
}

/// As many cells as the head has: missing ones are empty, those too many join the last.
fn fitted(cells: &[String], width: usize) -> Vec<String> {
    let (own, more) = cells.split_at_checked(width).unwrap_or((cells, &[]));
    let mut own = own.to_vec();
    if let Some(last) = own.last_mut().filter(|_| !more.is_empty()) {
        *last = [std::slice::from_ref(last), more].concat().join(" ");
    }
    own.resize(width, String::new());
    own
}

/// The runs of a cell as one: a slot alone stays what it is.
fn one_run(runs: Vec<Run>) -> Run {
    match <[Run; 1]>::try_from(runs) {
        Ok([only]) => only,
        Err(runs) => {
            let empty = runs.iter().any(|run| run.role == Role::Empty);
            Run::new(if empty { Role::Empty } else { Role::Plain }, &text_of(&runs))
        }
    }
}

fn is_numeric(rows: &[Vec<Run>], at: usize) -> bool {
    let texts = || rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.text.trim());
    let number = |text: &str| {
        text.is_empty()
            || matches!(text, "—" | "-" | "未报")
            || text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '〔'))
    };
    texts().any(|text| !text.is_empty()) && texts().all(number)
}

/// The chart a paragraph asks for, or why there is none; names no indicator has are returned.
pub fn chart(
    source: &ChartSource,
    values: &IssueValues<'_>,
) -> (Result<Chart, Nothing>, Vec<String>) {
    let find = |name: &String| values.bulletin.indicator_named(name);
    let indicators: Vec<&Indicator> = source.names.iter().filter_map(find).collect();
    let unknown = source.names.iter().filter(|name| find(name).is_none()).cloned().collect();
    let hall = Department::new(DepartmentCode::hall(), "全厅", 0);
    let to = values.issue.month;
    let built = build(&ChartRequest {
        figures: values.figures,
        indicators: &indicators,
        departments: &[&hall],
        all: &values.bulletin.indicators,
        whole: None,
        kind: kind_of(source),
        measure: source.measure,
        season: Season::Calendar,
        log: false,
        cut: false,
        from: to.plus(1 - source.months),
        to,
        facts: &Facts::default(),
    });
    (built, unknown)
}

/// How the chart is drawn.
pub fn kind_of(source: &ChartSource) -> ChartKind {
    if source.overlay_years { ChartKind::Years } else { ChartKind::Line }
}

/// The words below a chart: the caption, and what the reader must know of the axis and gaps.
pub fn caption(source: &ChartSource, chart: &Chart, printed: Vec<Run>) -> Vec<Run> {
    let mut runs = if source.caption.is_empty() || printed.is_empty() {
        vec![Run::plain(&chart.title)]
    } else {
        printed
    };
    let notes: Vec<&str> = chart.notes.iter().map(|note| note.trim_end_matches('。')).collect();
    if !notes.is_empty() {
        runs.push(Run::plain(&format!("（{}）", notes.join("；"))));
    }
    runs
}
