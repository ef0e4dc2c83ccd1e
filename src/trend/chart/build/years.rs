//! Years under each other: each a line over its months, or this year's sum beside last year's.

use crate::model::{Indicator, IndicatorKind, Measure, Month};
use crate::trend::chart::{Across, ChartRequest, Nothing, PointState, Season};

use super::rows::{Row, RowPoint, january_and_february, row, subject};
use super::{Drawn, refuse_too_little, rows};

/// Years that keep a colour of their own; those before are faint.
const COLOURED: i32 = 4;

pub(super) fn years(request: &ChartRequest<'_>, first: &Indicator) -> Result<Drawn, Nothing> {
    let Some(department) = request.departments.first() else { return Err(Nothing::NoIndicator) };
    let mut notes = Vec::new();
    let mut season = request.season;
    if season == Season::Together && first.kind == IndicatorKind::Ratio {
        notes.push("比率不能把1、2月相加，仍按各月画。".to_owned());
        season = Season::Calendar;
    }
    let across = Across::Year(season);
    let start = request.from.january().previous();
    let last = Month::new(request.to.year(), 12).unwrap_or(request.to);
    let all = row(request, first, department, request.measure, (start, last));
    let year = |year: i32| {
        let point = |position: usize| point(request, first, &all, (season, year, position));
        let points = (0..across.count()).map(point).collect();
        let faint = request.to.year() - year >= COLOURED;
        Row { name: format!("{year}年"), unit: all.unit.clone(), points, faint }
    };
    let years = (request.from.year()..=request.to.year()).rev().map(year);
    let rows: Vec<Row> = years.filter(Row::has_value).collect();
    refuse_too_little(request, &rows, true)?;
    match season {
        Season::Together => {
            notes.push(
                "1、2月合在一起（春节有时在1月，有时在2月），画的是两个月的平均。".to_owned(),
            );
        }
        Season::Festival => notes.push("各年按春节所在的月份对齐。".to_owned()),
        Season::Calendar => {}
    }
    let name =
        format!("{}{}：按年对比", subject(request, first), rows::measure_suffix(request.measure));
    Ok(Drawn { name, unit: all.unit.clone(), rows, across, notes })
}

/// The point of one year at one position; months outside the range are gaps.
fn point(
    request: &ChartRequest<'_>,
    indicator: &Indicator,
    all: &Row,
    (season, year, position): (Season, i32, usize),
) -> RowPoint {
    let months = season.months(year, position);
    let inside = |month: &Month| request.from <= *month && *month <= request.to;
    let Some(last) = months.last().copied() else { return RowPoint::gap(request.to) };
    if !months.iter().all(inside) {
        return RowPoint::gap(last);
    }
    let own = all.points.iter().find(|point| point.month == last).cloned();
    let mut own = own.unwrap_or_else(|| RowPoint::gap(last));
    if months.len() == 2 && request.measure == Measure::Value {
        let sum = january_and_february(request, indicator, year);
        own.value = sum;
        own.months = if indicator.kind == IndicatorKind::Flow { 2 } else { 1 };
        let words = sum
            .map(|sum| format!("1、2月合计{}{}", indicator.print(sum), indicator.display_unit()));
        own.text = words.unwrap_or_default();
        own.state = if sum.is_some() { PointState::Known } else { PointState::Missing };
    }
    own
}

/// 累计 of the last month's year and of the year before.
pub(super) fn cumulative(request: &ChartRequest<'_>, first: &Indicator) -> Result<Drawn, Nothing> {
    let Some(department) = request.departments.first() else { return Err(Nothing::NoIndicator) };
    if first.kind == IndicatorKind::Ratio {
        return Err(Nothing::NoSum { name: first.name.clone() });
    }
    let across = Across::Year(Season::Calendar);
    let year = |january: Month, to: Month| {
        let mut row = row(request, first, department, Measure::YearToDate, (january, to));
        row.name = format!("{}年累计", january.year());
        for month in to.next().through(january.plus(11)) {
            row.points.push(RowPoint::gap(month));
        }
        row
    };
    let january = request.to.january();
    let this = year(january, request.to);
    let last = year(january.year_ago(), january.previous());
    let mut notes = Vec::new();
    for row in [&this, &last] {
        let months = row.points.iter().take_while(|point| point.value.is_some()).count();
        let hole = row.points.get(months).filter(|point| point.month <= request.to);
        if let Some(hole) = hole.filter(|_| row.has_value() || row.name == this.name) {
            notes.push(format!(
                "{}没有{}的数，从这个月起{}算不出累计。",
                if row.name == this.name { "今年" } else { "上年" },
                hole.month.chinese(),
                if row.name == this.name { "今年" } else { "上年" },
            ));
        }
    }
    let rows: Vec<Row> = [this, last].into_iter().filter(Row::has_value).collect();
    refuse_too_little(request, &rows, true)?;
    let unit = rows.first().map(|row| row.unit.clone()).unwrap_or_default();
    let name = format!("{}：累计与上年", subject(request, first));
    Ok(Drawn { name, unit, rows, across, notes })
}
