//! Figures and wishes in, a chart out. Knows figures and axes; draws nothing.

use crate::model::{Department, Figures, Indicator, IndicatorKind, Measure, Month};
use crate::trend::series::{Series, SeriesPoint, SeriesRequest, series};

use super::axis::{power_for, y_axis};
use super::{Across, Chart, Line, Look, Mark, Nothing, Point, YAxis};

/// What to draw. `figures` must reach back to [`crate::trend::series::first_needed`].
#[derive(Clone, Copy, Debug)]
pub struct ChartRequest<'a> {
    pub figures: &'a Figures,
    /// One line each, in this order.
    pub indicators: &'a [&'a Indicator],
    /// One line each for every indicator; usually the whole hall alone.
    pub departments: &'a [&'a Department],
    /// All indicators of the bulletin, to find the base of a share.
    pub all: &'a [Indicator],
    pub measure: Measure,
    pub from: Month,
    pub to: Month,
    /// Each year a line over 1–12月, for the first indicator and department.
    pub overlay_years: bool,
    pub marks: &'a [Mark],
}

/// Months named in a note before it says 等.
const NAMED_MONTHS: usize = 3;

/// Describes the chart, or says why there is none.
pub fn build(request: &ChartRequest<'_>) -> Result<Chart, Nothing> {
    if request.from > request.to {
        return Err(Nothing::NoMonths);
    }
    let wanted = wanted(request);
    let Some(first) = wanted.first() else { return Err(Nothing::NoIndicator) };
    let unit = first.unit.clone();
    let (shown, other): (Vec<Series>, Vec<Series>) =
        wanted.into_iter().partition(|series| series.unit == unit);
    refuse_too_little(request, &shown)?;
    let shown = if request.overlay_years { years(&shown, request) } else { shown };
    let power = power_for(largest(&shown), &unit);
    let lines = (0..).zip(&shown).map(|(index, series)| line(series, index, power)).collect();
    let lines: Vec<Line> = lines;
    let y = axis(request, &lines, &unit, power);
    let notes = notes(&shown, &other, &y, &unit);
    let title = title(request, &shown);
    Ok(Chart { title, across: across(request), y, lines, marks: marks(request), notes })
}

fn wanted(request: &ChartRequest<'_>) -> Vec<Series> {
    let whole = |indicator: &Indicator| {
        let code = indicator.share_of.as_ref()?;
        request.all.iter().find(|other| other.code == *code)
    };
    // One indicator of many departments: the title names it, the lines name the departments.
    let by_department = request.indicators.len() == 1 && request.departments.len() > 1;
    let one = |indicator: &Indicator, department: &Department| {
        let (figures, measure) = (request.figures, request.measure);
        let whole = whole(indicator);
        let wish = SeriesRequest { figures, indicator, whole, department, measure };
        let mut series = series(&wish, request.from, request.to);
        if by_department {
            series.name.clone_from(&department.name);
        }
        series
    };
    let all = request.indicators.iter().flat_map(|indicator| {
        request.departments.iter().map(move |department| one(indicator, department))
    });
    let most = if request.overlay_years { 1 } else { usize::MAX };
    all.take(most).collect()
}

fn refuse_too_little(request: &ChartRequest<'_>, shown: &[Series]) -> Result<(), Nothing> {
    let mut values = shown.iter().flat_map(|series| {
        series.points.iter().filter(|p| p.value.is_some()).map(move |point| (series, point))
    });
    let Some((series, point)) = values.next() else {
        let names: Vec<&str> = shown.iter().map(|series| series.name.as_str()).collect();
        let names = names.join("、") + measure_suffix(request.measure).as_str();
        return Err(Nothing::NoFigures { names, from: request.from, to: request.to });
    };
    if values.all(|(_, other)| other.month == point.month) {
        let (name, month, text) = (series.name.clone(), point.month, point.text.clone());
        return Err(Nothing::OneValue { name, month, text });
    }
    Ok(())
}

/// Splits a series into its years; months outside the range are gaps.
fn years(shown: &[Series], request: &ChartRequest<'_>) -> Vec<Series> {
    let Some(all) = shown.first() else { return Vec::new() };
    let gap = |month| SeriesPoint {
        month,
        value: None,
        text: String::new(),
        not_reported: false,
        note: String::new(),
    };
    let year = |year: i32| {
        let months = (1..=12).filter_map(|month| Month::new(year, month));
        let point = |m: Month| all.points.iter().find(|p| p.month == m).cloned();
        let points = months.map(|m| point(m).unwrap_or_else(|| gap(m))).collect();
        Series { name: format!("{year}年"), unit: all.unit.clone(), points }
    };
    let years = (request.from.year()..=request.to.year()).rev().map(year);
    years.filter(|series| series.points.iter().any(|p| p.value.is_some())).collect()
}

fn largest(shown: &[Series]) -> f64 {
    let values = shown.iter().flat_map(|series| &series.points).filter_map(|point| point.value);
    values.map(|quantity| quantity.to_f64().abs()).fold(0.0, f64::max)
}

fn line(series: &Series, index: usize, power: u8) -> Line {
    let divisor = 10f64.powi(i32::from(power));
    let point = |point: &SeriesPoint| Point {
        month: point.month,
        value: point.value.map(|quantity| quantity.to_f64() / divisor),
        exact: point.value,
        text: if point.not_reported && point.value.is_none() {
            "未报".to_owned()
        } else {
            point.text.clone()
        },
        note: point.note.clone(),
    };
    let points = series.points.iter().map(point).collect();
    Line { name: series.name.clone(), points, look: Look::of(index) }
}

/// Amounts stand on zero, so that heights compare; rates may be looked at closely.
fn axis(request: &ChartRequest<'_>, lines: &[Line], unit: &str, power: u8) -> YAxis {
    let values = || lines.iter().flat_map(|line| &line.points).filter_map(|point| point.value);
    let low = values().fold(f64::INFINITY, f64::min);
    let high = values().fold(f64::NEG_INFINITY, f64::max);
    let is_rate = request.indicators.first().is_some_and(|i| i.kind == IndicatorKind::Ratio);
    let is_level = matches!(
        request.measure,
        Measure::Value | Measure::LastMonth | Measure::YearAgo | Measure::Share
    );
    let close_up = is_level && (is_rate || request.measure == Measure::Share);
    y_axis(low, high, !close_up, unit, power)
}

fn across(request: &ChartRequest<'_>) -> Across {
    if request.overlay_years {
        Across::Year
    } else {
        Across::Months(request.from.through(request.to).collect())
    }
}

/// Marks of the months shown. Where years lie over each other a month is no place of its own.
fn marks(request: &ChartRequest<'_>) -> Vec<Mark> {
    let inside = |mark: &&Mark| request.from <= mark.month && mark.month <= request.to;
    if request.overlay_years {
        return Vec::new();
    }
    let mut marks: Vec<Mark> = request.marks.iter().filter(inside).cloned().collect();
    marks.sort_by_key(|mark| mark.month);
    marks
}

fn title(request: &ChartRequest<'_>, shown: &[Series]) -> String {
    let range = format!("{}—{}", request.from.chinese(), request.to.chinese());
    let first = request.indicators.first().map(|i| i.name.as_str()).unwrap_or_default();
    let name = match shown {
        [only] if !request.overlay_years => only.name.clone(),
        _ if request.overlay_years || request.indicators.len() == 1 => first.to_owned(),
        _ => format!("{first}等{}项指标", shown.len()),
    };
    format!("{name}{}（{range}）", measure_suffix(request.measure))
}

fn measure_suffix(measure: Measure) -> String {
    match measure.word() {
        "" => String::new(),
        word => format!("·{word}"),
    }
}

fn notes(shown: &[Series], other: &[Series], y: &YAxis, unit: &str) -> Vec<String> {
    let mut notes: Vec<String> = shown.iter().filter_map(not_reported).collect();
    if y.low > 0.0 {
        notes.push("纵轴不从0开始。".to_owned());
    }
    if !other.is_empty() {
        let names: Vec<&str> = other.iter().map(|series| series.name.as_str()).collect();
        notes.push(format!("{}的单位不是{unit}，没有画在这张图上。", names.join("、")));
    }
    notes
}

fn not_reported(series: &Series) -> Option<String> {
    let missing: Vec<String> = series
        .points
        .iter()
        .filter(|point| point.not_reported && point.value.is_none())
        .map(|point| point.month.chinese())
        .collect();
    if missing.is_empty() {
        return None;
    }
    let named: Vec<&str> = missing.iter().take(NAMED_MONTHS).map(String::as_str).collect();
    let more = if missing.len() > named.len() {
        format!("等{}个月", missing.len())
    } else {
        String::new()
    };
    Some(format!("{}：{}{more}未报。", series.name, named.join("、")))
}
