//! From exact rows to a chart: the power of the axis, its range, looks, marks.

use crate::model::{IndicatorKind, Measure, Month};
use crate::trend::chart::axis::{YAxis, log_axis, power_for, y_axis};
use crate::trend::chart::{
    Across, Chart, ChartKind, ChartRequest, Line, Look, Mark, MarkKind, Point, Season, TargetLine,
};
use crate::trend::expected::Expectation;
use crate::trend::festival;

use super::beyond::{self, Beyond};
use super::rows::{Row, RowPoint};
use super::{Drawn, band, notes};

/// Share of the axis that is left free for values beyond it.
const ROOM_BEYOND: f64 = 0.2;

pub(super) fn chart(request: &ChartRequest<'_>, drawn: Drawn) -> Chart {
    let Drawn { name, unit, rows, across, notes } = drawn;
    let log = request.log && takes_log(request.kind) && rows.iter().any(Row::has_value);
    let cut = request.cut && !log;
    let beyond = if cut { beyond::beyond(request.kind, &rows) } else { Beyond::new() };
    let largest = largest(&rows, &beyond);
    let log = log && largest > 0.0;
    let power = if log { 0 } else { power(request, largest, &unit) };
    let divisor = 10f64.powi(i32::from(power));
    let mut lines: Vec<Line> =
        rows.iter().enumerate().map(|at| line(request.kind, at, divisor, &beyond)).collect();
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

/// An axis reads as the bulletin prints, unless its numbers would begin with zeros.
fn power(request: &ChartRequest<'_>, largest: f64, unit: &str) -> u8 {
    let fitting = power_for(largest, unit);
    let own = request.indicators.first().filter(|indicator| indicator.unit == unit);
    let printed = own.map_or(0, |indicator| indicator.style.power);
    let reads = largest >= 10f64.powi(i32::from(printed) - 1);
    if reads { fitting.max(printed) } else { fitting }
}

/// The largest amount that lies within the axis.
fn largest(rows: &[Row], beyond: &Beyond) -> f64 {
    let within = rows.iter().enumerate().flat_map(|(line, row)| {
        let points = row.points.iter().enumerate();
        points.filter(move |(at, _)| !beyond.contains(&(line, *at))).map(|(_, point)| point)
    });
    within.filter_map(RowPoint::drawn).map(f64::abs).fold(0.0, f64::max)
}

pub(super) fn takes_log(kind: ChartKind) -> bool {
    matches!(kind, ChartKind::Line | ChartKind::Years | ChartKind::Multiples)
}

fn line(kind: ChartKind, (index, row): (usize, &Row), divisor: f64, beyond: &Beyond) -> Line {
    let point = |(at, point): (usize, &RowPoint)| Point {
        month: point.month,
        value: point.drawn().map(|value| value / divisor),
        exact: point.value,
        text: point.text.clone(),
        note: point.note.clone(),
        state: point.state,
        partial: point.partial.filter(|_| point.value.is_some()),
        across_break: point.across_break && point.value.is_some(),
        joined: point.joined && point.value.is_some(),
        unusual: false,
        beyond: beyond.contains(&(index, at)) && point.value.is_some(),
    };
    let look = match kind {
        _ if row.faint => Look::faint(),
        ChartKind::Years | ChartKind::Cumulative if index == 0 => Look::main(),
        ChartKind::Multiples | ChartKind::Heat => Look::of(0),
        _ => Look::of(index),
    };
    let points = row.points.iter().enumerate().map(point).collect();
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
        let reason = match point.exact {
            Some(value) => expected.reason(indicator, value),
            None => expected.basis.clone(),
        };
        format!("◎ {month}{text}，{word}往常：{reason}{more}。")
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
    let points = || lines.iter().flat_map(|line| &line.points).filter(|point| !point.beyond);
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
    let (low, high) = with_room_beyond(lines, low, high);
    y_axis(low, high, !close_up, unit, power)
}

/// Room at the ends of the axis for what lies beyond it and the words there.
fn with_room_beyond(lines: &[Line], low: f64, high: f64) -> (f64, f64) {
    let far = || lines.iter().flat_map(|line| &line.points).filter(|point| point.beyond);
    let room = (high.max(0.0) - low.min(0.0)) * ROOM_BEYOND;
    let above = far().any(|point| point.value.is_some_and(|value| value > 0.0));
    let below = far().any(|point| point.value.is_some_and(|value| value < 0.0));
    (if below { low.min(0.0) - room } else { low }, if above { high.max(0.0) + room } else { high })
}

/// The heights of the columns within the axis.
fn stacked(lines: &[Line]) -> Vec<f64> {
    let count = lines.first().map_or(0, |line| line.points.len());
    let within = |line: &Line, at: usize| line.points.get(at).filter(|p| !p.beyond)?.value;
    (0..count).map(|at| lines.iter().filter_map(|line| within(line, at)).sum()).collect()
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
    let joins = request.facts.joins.iter().filter(|_| !request.kind.is_by_department());
    let mergers = joins.flat_map(|join| join.merged.iter().map(move |merged| (join, merged)));
    let mergers = mergers.map(|(join, (name, from))| Mark {
        kind: MarkKind::Merger,
        month: *from,
        text: format!("{name}并入{}", join.name),
    });
    let mut marks: Vec<Mark> = breaks
        .chain(mergers)
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
