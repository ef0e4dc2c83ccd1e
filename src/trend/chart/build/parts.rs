//! What a whole is made of: the parts the bulletin declares, or the departments.

use crate::model::{Agreement, Indicator, Measure, Month, Quantity};
use crate::trend::chart::{ChartKind, ChartRequest, Nothing, PointState};
use crate::trend::series::short_or_full;

use super::rows::{Row, RowPoint, row};
use super::{Drawn, notes, refuse_too_little, rows};

/// Parts drawn on their own; the rest of them are one part.
const MOST: usize = 7;
const REST: &str = "其余";

pub(super) fn parts(request: &ChartRequest<'_>, first: &Indicator) -> Result<Drawn, Nothing> {
    let whole = request.whole.unwrap_or(first);
    if whole.is_ratio() || request.indicators.iter().any(|part| part.is_ratio()) {
        return Err(Nothing::NoSum { name: whole.name.clone() });
    }
    let measure = match request.measure {
        Measure::YearToDate => Measure::YearToDate,
        _ => Measure::Value,
    };
    let mut parts = rows::wanted(request, measure);
    parts.retain(|part| part.unit == whole.unit);
    if request.indicators.len() == 1
        && let [.., _] = request.departments
    {
        for (part, department) in parts.iter_mut().zip(request.departments) {
            short_or_full(department).clone_into(&mut part.name);
        }
    }
    if parts.len() < 2 {
        return Err(Nothing::NoParts { name: whole.name.clone() });
    }
    refuse_too_little(request, &parts, false)?;
    refuse_negative(&parts)?;
    let totals = request.whole.and_then(|whole| totals(request, whole, measure));
    let mut notes = Vec::new();
    let rows = with_rest(parts, totals.as_deref(), whole, &mut notes);
    let rows = if request.kind == ChartKind::Share { in_percent(rows, &mut notes) } else { rows };
    let unit = rows.first().map(|row| row.unit.clone()).unwrap_or_default();
    let word = request.kind.chinese();
    let name = match request.whole {
        Some(whole) => whole.name.clone(),
        None => format!("{}等{}项指标", first.name, request.indicators.len()),
    };
    let name = format!("{name}{}：{word}", rows::measure_suffix(measure));
    Ok(Drawn { name, unit, rows, across: request.months(), notes })
}

fn refuse_negative(parts: &[Row]) -> Result<(), Nothing> {
    let negative = parts.iter().find_map(|part| {
        let below = |point: &&RowPoint| point.value.is_some_and(|value| value.digits() < 0);
        part.points.iter().find(below).map(|point| (part.name.clone(), point.month))
    });
    negative.map_or(Ok(()), |(name, month)| Err(Nothing::NegativePart { name, month }))
}

/// The declared whole's own figures of the hall, where it has any.
fn totals(
    request: &ChartRequest<'_>,
    whole: &Indicator,
    measure: Measure,
) -> Option<Vec<Option<Quantity>>> {
    let hall = crate::model::Department::new(crate::model::DepartmentCode::hall(), "", 0);
    let row = row(request, whole, &hall, measure, (request.from, request.to));
    row.has_value().then(|| row.points.iter().map(|point| point.value).collect())
}

/// The largest parts, then one for all others together with what the parts leave of the whole.
fn with_rest(
    mut parts: Vec<Row>,
    totals: Option<&[Option<Quantity>]>,
    whole: &Indicator,
    notes: &mut Vec<String>,
) -> Vec<Row> {
    let silent: Vec<String> =
        parts.iter().filter(|part| !part.has_value()).map(|part| part.name.clone()).collect();
    if !silent.is_empty() {
        let names: Vec<&str> = silent.iter().map(String::as_str).collect();
        notes.push(format!("{}没有数据，没有画出。", notes::several(&names, "个部分")));
    }
    parts.retain(Row::has_value);
    let size = |part: &Row| part.points.iter().filter_map(RowPoint::drawn).sum::<f64>();
    parts.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let count = parts.len();
    let small = if count > MOST + 1 { parts.split_off(MOST) } else { Vec::new() };
    let mut rest = Vec::new();
    let mut over = Vec::new();
    let months: Vec<Month> =
        parts.first().iter().flat_map(|part| &part.points).map(|point| point.month).collect();
    for (at, month) in months.into_iter().enumerate() {
        let value = |part: &Row| part.points.get(at).and_then(|point| point.value);
        let sum_of = |rows: &[Row]| sum(rows.iter().filter_map(value));
        let total = totals.and_then(|totals| totals.get(at).copied().flatten());
        let left = total.and_then(|total| total.minus(sum_of(&parts)?)).or_else(|| sum_of(&small));
        let mut point = RowPoint::gap(month);
        let exact = whole.exact_from();
        let contradicts = total.zip(sum_of(&parts)).is_some_and(|(total, sum)| {
            let (total, sum) = (total.interval(exact), sum.interval(exact));
            sum.compare(total) == Agreement::Contradicts && sum.low > total.high
        });
        if contradicts {
            over.push(month.chinese());
        }
        point.value = left.filter(|left| left.digits() > 0);
        point.text = point
            .value
            .map(|left| format!("{}{}", whole.print(left), whole.display_unit()))
            .unwrap_or_default();
        point.state = if point.value.is_some() { PointState::Known } else { PointState::Missing };
        rest.push(point);
    }
    if !over.is_empty() {
        let months: Vec<&str> = over.iter().map(String::as_str).collect();
        notes.push(format!("{}各部分之和大于总数，请核对。", notes::several(&months, "个月")));
    }
    let rest = Row {
        name: if small.is_empty() {
            REST.to_owned()
        } else {
            format!("{REST}{}个部分", small.len())
        },
        unit: whole.unit.clone(),
        points: rest,
        faint: true,
    };
    if rest.has_value() && shows(&rest, &parts) {
        parts.push(rest);
    }
    parts
}

/// A rest that is only the rounding of the whole (6.1万 against 60,987) is none.
fn shows(rest: &Row, parts: &[Row]) -> bool {
    rest.points.iter().enumerate().any(|(at, point)| {
        let sum: f64 =
            parts.iter().filter_map(|part| part.points.get(at)).filter_map(RowPoint::drawn).sum();
        point.drawn().is_some_and(|left| left > 0.01 * sum)
    })
}

/// `None` of nothing, and where the sum is too large to keep.
fn sum(mut values: impl Iterator<Item = Quantity>) -> Option<Quantity> {
    let first = values.next()?;
    values.try_fold(first, Quantity::plus)
}

/// Each part in percent of the parts drawn; a month in which a part is missing is a gap, because
/// the other shares would be too large.
fn in_percent(rows: Vec<Row>, notes: &mut Vec<String>) -> Vec<Row> {
    let months = rows.first().map_or(0, |row| row.points.len());
    let holes: Vec<bool> = (0..months)
        .map(|at| {
            let missing = |row: &&Row| {
                row.points.get(at).is_some_and(|point| {
                    point.value.is_none() && !row.faint && point.state != PointState::Absent
                })
            };
            let any = rows.iter().any(|row| row.points.get(at).is_some_and(|p| p.value.is_some()));
            any && rows.iter().any(|row| missing(&row))
        })
        .collect();
    let sums: Vec<Option<Quantity>> = (0..months)
        .map(|at| sum(rows.iter().filter_map(|row| row.points.get(at)?.value)))
        .collect();
    let withheld = holes.iter().filter(|hole| **hole).count();
    if withheld > 0 {
        notes.push(format!("有{withheld}个月缺部分数据，占比会失真，没有画出。"));
    }
    let share = |row: Row| {
        let point = |(at, point): (usize, RowPoint)| {
            let whole = sums.get(at).copied().flatten().filter(|sum| !sum.is_zero());
            let hole = holes.get(at).copied().unwrap_or(true);
            let part = point.value.zip(whole).filter(|_| !hole);
            let share = part.and_then(|(part, whole)| part.percent_of(whole, 1));
            let style = crate::model::DisplayStyle { power: 0, decimals: 1, trim: true };
            let text = match share {
                Some(share) => format!("{}%（{}）", share.print(style), point.text),
                None => point.text.clone(),
            };
            RowPoint { value: share, text, ..point }
        };
        let points = row.points.into_iter().enumerate().map(point).collect();
        Row { unit: "%".to_owned(), points, ..row }
    };
    rows.into_iter().map(share).collect()
}
