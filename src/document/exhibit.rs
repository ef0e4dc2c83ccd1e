//! Paragraphs of an item that print as a table or a chart. Knows no page.

use crate::model::{Department, DepartmentCode, Indicator};
use crate::text::exhibit::{self, ChartSource, Column};
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
    let (head, body) = rows.split_first()?;
    let ruled = body.first().and_then(|row| exhibit::rule(row));
    let body = if ruled.is_some() { body.split_first()?.1 } else { body };
    let width = head.len();
    let mut line = |cells: &Vec<String>| -> Vec<Run> {
        let cells = fitted(cells, width);
        cells.iter().map(|cell| one_run(print(cell))).collect()
    };
    let head = line(head);
    let rows: Vec<Vec<Run>> = body.iter().map(&mut line).collect();
    let align = (0..width)
        .map(|at| match ruled.as_ref().and_then(|columns| columns.get(at)) {
            Some(Column::Centre) => Align::Centre,
            Some(Column::Right) => Align::Right,
            None if is_numeric(&rows, at) => Align::Right,
            Some(Column::Left) | None => Align::Left,
        })
        .collect();
    Some(Table { caption, head, align, rows, anchor })
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
