//! Single values so far from all others that an axis up to them would flatten the rest: they are
//! drawn at the end of an axis made for the others, and say so.

use std::collections::BTreeSet;

use crate::trend::chart::ChartKind;

use super::rows::{Row, RowPoint};

/// So many times the usual of its own line…
const TIMES: f64 = 100.0;
/// …and so many times the largest of all others, else there is nothing to gain.
const ABOVE: f64 = 20.0;
/// One point in so many may lie beyond the axis: more are no exception.
const RARE: usize = 10;
/// Fewer values of a line have no usual.
const FEWEST: usize = 3;

/// Lines and positions whose values lie beyond the axis.
pub(super) type Beyond = BTreeSet<(usize, usize)>;

pub(super) fn beyond(kind: ChartKind, rows: &[Row]) -> Beyond {
    match kind {
        ChartKind::Share | ChartKind::Cumulative => Beyond::new(),
        ChartKind::Stack => {
            let columns = columns(rows);
            let high: Vec<usize> = single(&[columns]).into_iter().map(|(_, at)| at).collect();
            let parts = 0..rows.len();
            parts.flat_map(|row| high.iter().map(move |at| (row, *at))).collect()
        }
        _ => {
            let values = |row: &Row| row.points.iter().map(|p| p.drawn().unwrap_or(0.0)).collect();
            single(&rows.iter().map(values).collect::<Vec<Vec<f64>>>())
        }
    }
}

/// The heights of stacked columns.
fn columns(rows: &[Row]) -> Vec<f64> {
    let count = rows.iter().map(|row| row.points.len()).max().unwrap_or(0);
    let value = |row: &Row, at: usize| row.points.get(at).and_then(RowPoint::drawn).unwrap_or(0.0);
    (0..count).map(|at| rows.iter().map(|row| value(row, at)).sum()).collect()
}

fn single(lines: &[Vec<f64>]) -> Beyond {
    let mut found = Beyond::new();
    for (line, values) in lines.iter().enumerate() {
        let mut sizes: Vec<f64> = values.iter().map(|v| v.abs()).filter(|v| *v > 0.0).collect();
        if sizes.len() < FEWEST {
            continue;
        }
        sizes.sort_by(f64::total_cmp);
        let Some(usual) = sizes.get((sizes.len() - 1) / 2) else { continue };
        let far = values.iter().enumerate().filter(|(_, v)| v.abs() >= usual * TIMES);
        found.extend(far.map(|(at, _)| (line, at)));
    }
    let all = || {
        lines.iter().enumerate().flat_map(|(line, values)| {
            values.iter().enumerate().map(move |(at, value)| ((line, at), value.abs()))
        })
    };
    let count = all().filter(|(_, size)| *size > 0.0).count();
    let others = all().filter(|(place, _)| !found.contains(place)).map(|(_, size)| size);
    let others = others.fold(0.0, f64::max);
    let least = all().filter(|(place, _)| found.contains(place)).map(|(_, size)| size);
    let least = least.fold(f64::INFINITY, f64::min);
    let rare = found.len() <= (count / RARE).max(1);
    if rare && others > 0.0 && least >= others * ABOVE { found } else { Beyond::new() }
}
