//! From exact rows to a chart: the power of the axis, its range, looks, marks.

use crate::model::{IndicatorKind, Measure, Month};
use crate::trend::chart::axis::{YAxis, log_axis, power_for, y_axis};
use crate::trend::chart::{
    Across, Chart, ChartKind, ChartRequest, Line, Look, Mark, MarkKind, Point, Season, TargetLine,
};
use crate::trend::expected::Expectation;
use crate::trend::festival;

use super::rows::{Row, RowPoint};
use super::{Drawn, band, notes};

pub(super) fn chart(request: &ChartRequest<'_>, drawn: Drawn) -> Chart {
    let Drawn { name, unit, rows, across, notes } = drawn;
    let largest = rows.iter().flat_map(|row| &row.points).filter_map(RowPoint::drawn);
    let largest = largest.map(f64::abs).fold(0.0, f64::max);
    let log = request.log && largest > 0.0 && takes_log(request.kind);
    let power = if log { 0 } else { power_for(largest, &unit) };
    let divisor = 10f64.powi(i32::from(power));
    let mut lines: Vec<Line> =
        rows.iter().enumerate().map(|at| line(request.kind, at, divisor)).collect();
    let unusual = expect(request, &mut lines, divisor);
    let targets = targets(request, &across, divisor);
    let y = axis(request, &lines, &targets, &unit, (power, log));
    let range = format!("{}—{}", request.from.chinese(), request.to.chinese());
    let title = match request.kind {
        ChartKind::Cumulative => {
            format!("{name}（{}年1—{}月）", request.to.year(), request.to.month())
        }
        _ if request.from == request.to => format!("{name}（{}）", request.to.chinese()),
        _ => format!("{name}（{range}）"),
    };
    let marks = marks(request, &across);
    let kind = request.kind;
    let mut chart = Chart { kind, title, across, y, lines, targets, marks, notes: Vec::new() };
    chart.notes = notes::notes(request, &chart, notes);
    chart.notes.splice(0..0, unusual);
    chart
}

fn takes_log(kind: ChartKind) -> bool {
    matches!(kind, ChartKind::Line | ChartKind::Years | ChartKind::Multiples)
}

fn line(kind: ChartKind, (index, row): (usize, &Row), divisor: f64) -> Line {
    let point = |point: &RowPoint| Point {
        month: point.month,
        value: point.drawn().map(|value| value / divisor),
        exact: point.value,
        text: point.text.clone(),
        note: point.note.clone(),
        state: point.state,
        partial: point.partial.filter(|_| point.value.is_some()),
        across_break: point.across_break && point.value.is_some(),
        unusual: false,
    };
    let look = match kind {
        _ if row.faint => Look::faint(),
        ChartKind::Years | ChartKind::Cumulative if index == 0 => Look::main(),
        ChartKind::Multiples | ChartKind::Heat => Look::of(0),
        _ => Look::of(index),
    };
    let points = row.points.iter().map(point).collect();
    Line { name: row.name.clone(), points, look, band: Vec::new() }
}

/// A single line carries what its past lets expect; returns the sentence about what lies outside.
fn expect(request: &ChartRequest<'_>, lines: &mut [Line], divisor: f64) -> Option<String> {
    let ([line], [indicator], [department]) = (lines, request.indicators, request.departments)
    else {
        return None;
    };
    if request.kind != ChartKind::Line || request.measure != Measure::Value {
        return None;
    }
    let range = (request.from, request.to);
    let within = request.facts.within;
    let expected = band::band(request.figures, indicator, &department.code, range, within);
    if expected.iter().all(Option::is_none) {
        return None;
    }
    let mut last: Option<(&Point, &Expectation, bool)> = None;
    let mut count = 0usize;
    for (point, expected) in line.points.iter_mut().zip(&expected) {
        let (Some(value), Some(expected)) = (point.exact, expected) else { continue };
        let (below, above) =
            (value.cmp_amount(expected.low).is_lt(), value.cmp_amount(expected.high).is_gt());
        point.unusual = below || above;
        if point.unusual {
            count += 1;
            last = Some((point, expected, above));
        }
    }
    let sentence = last.map(|(point, expected, above)| {
        let more =
            if count > 1 { format!("；另有{}个月异常", count - 1) } else { String::new() };
        let (month, text) = (point.month.chinese(), &point.text);
        let word = if above { "高于" } else { "低于" };
        format!("◎ {month}{text}，{word}往常：{}{more}。", expected.basis)
    });
    let ends = |one: &Expectation| [one.low.to_f64() / divisor, one.high.to_f64() / divisor];
    line.band = expected.iter().map(|one| one.as_ref().map(ends)).collect();
    sentence
}

fn targets(request: &ChartRequest<'_>, across: &Across, divisor: f64) -> Vec<TargetLine> {
    let measure = match request.kind {
        ChartKind::Line | ChartKind::Bar | ChartKind::Years => request.measure,
        ChartKind::Cumulative => Measure::YearToDate,
        _ => return Vec::new(),
    };
    let Some(indicator) = request.indicators.first() else { return Vec::new() };
    let hall = request.departments.first().is_some_and(|department| department.is_hall());
    let aims = request.facts.aims.iter().filter(|aim| {
        hall && aim.indicator == indicator.code
            && aim.measure == measure
            && aim.from <= request.to
            && request.from <= aim.until
    });
    let target = |aim: &super::facts::Aim| {
        let last = across.count().saturating_sub(1);
        let (from, to) = match across {
            Across::Months(_) => (
                across.position(aim.from.max(request.from)).unwrap_or(0),
                across.position(aim.until.min(request.to)).unwrap_or(last),
            ),
            Across::Year(_) => (0, last),
        };
        let text = format!("目标{}{}", indicator.print(aim.value), indicator.display_unit());
        TargetLine { value: aim.value.to_f64() / divisor, from, to, text }
    };
    let this_year = |aim: &&super::facts::Aim| {
        matches!(across, Across::Months(_)) || aim.until.year() >= request.to.year()
    };
    aims.filter(this_year).map(target).collect()
}

/// Amounts stand on zero, so that heights compare; rates may be looked at closely.
fn axis(
    request: &ChartRequest<'_>,
    lines: &[Line],
    targets: &[TargetLine],
    unit: &str,
    (power, log): (u8, bool),
) -> YAxis {
    if request.kind == ChartKind::Share {
        return y_axis(0.0, 100.0, true, unit, power);
    }
    let points = || lines.iter().flat_map(|line| &line.points);
    let bands = lines.iter().flat_map(|line| &line.band).flatten().flatten().copied();
    let aims = targets.iter().map(|target| target.value);
    let mut values: Vec<f64> = points().filter_map(|point| point.value).chain(aims).collect();
    values.extend(bands);
    if request.kind == ChartKind::Stack {
        values = stacked(lines);
    }
    if log {
        values.retain(|value| *value > 0.0);
    }
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if log {
        return log_axis(low, high, unit);
    }
    let is_rate = request.indicators.first().is_some_and(|i| i.kind == IndicatorKind::Ratio);
    let is_level = matches!(
        request.measure,
        Measure::Value | Measure::LastMonth | Measure::YearAgo | Measure::Share
    );
    let stands = matches!(request.kind, ChartKind::Bar | ChartKind::Stack | ChartKind::Changes);
    let close_up = is_level && (is_rate || request.measure == Measure::Share) && !stands;
    y_axis(low, high, !close_up, unit, power)
}

/// The heights of the columns.
fn stacked(lines: &[Line]) -> Vec<f64> {
    let count = lines.first().map_or(0, |line| line.points.len());
    (0..count).map(|at| lines.iter().filter_map(|line| line.points.get(at)?.value).sum()).collect()
}

/// Marks of the months shown; where years lie over each other, those of the newest.
fn marks(request: &ChartRequest<'_>, across: &Across) -> Vec<Mark> {
    let from = match across {
        Across::Months(_) => request.from,
        Across::Year(_) => request.from.max(request.to.plus(-11)),
    };
    let shown = |month: Month| from <= month && month <= request.to;
    let drawn = |one: &&super::Break| {
        request.indicators.iter().any(|indicator| indicator.code == one.indicator)
    };
    let breaks = request.facts.breaks.iter().filter(drawn).map(|one| Mark {
        kind: MarkKind::Break,
        month: one.month,
        text: one.text.clone(),
    });
    let mut marks: Vec<Mark> = breaks
        .chain(request.facts.marks.iter().cloned())
        .filter(|mark| shown(mark.month))
        .collect();
    marks.sort_by_key(|mark| (mark.month, mark.kind));
    if request.season != Season::Calendar && matches!(across, Across::Months(_)) {
        let years = request.from.year()..=request.to.year();
        let months = years.filter_map(festival::month_in).filter(|month| shown(*month));
        marks.extend(months.map(|month| Mark {
            kind: MarkKind::Festival,
            month,
            text: "春节".to_owned(),
        }));
    }
    marks
}
