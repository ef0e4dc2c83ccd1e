//! Series as rows of a chart, with what is known of their months.

use crate::model::{Department, DisplayStyle, Indicator, IndicatorKind, Measure, Month, Quantity};
use crate::trend::chart::{ChartRequest, PointState, Reported};
use crate::trend::series::{SeriesPoint, SeriesRequest, series, short_or_full};

/// One line, still exact.
pub(super) struct Row {
    pub name: String,
    pub unit: String,
    pub points: Vec<RowPoint>,
    /// The rest of a whole; a year long ago.
    pub faint: bool,
}

#[derive(Clone)]
pub(super) struct RowPoint {
    pub month: Month,
    pub value: Option<Quantity>,
    /// The months that `value` is the sum of; it is drawn as their mean.
    pub months: u8,
    pub text: String,
    pub note: String,
    pub state: PointState,
    pub partial: Option<Reported>,
    pub across_break: bool,
    pub joined: bool,
}

impl Row {
    pub fn has_value(&self) -> bool {
        self.points.iter().any(|point| point.value.is_some())
    }
}

impl RowPoint {
    pub fn gap(month: Month) -> Self {
        Self {
            month,
            value: None,
            months: 1,
            text: String::new(),
            note: String::new(),
            state: PointState::Missing,
            partial: None,
            across_break: false,
            joined: false,
        }
    }

    /// What is drawn, in the base unit.
    pub fn drawn(&self) -> Option<f64> {
        self.value.map(|value| value.to_f64() / f64::from(self.months.max(1)))
    }
}

/// Every indicator of every department, from the first month to the last.
pub(super) fn wanted(request: &ChartRequest<'_>, measure: Measure) -> Vec<Row> {
    let (from, to) = (request.from, request.to);
    // One indicator of many departments: the title names it, the lines name the departments.
    let by_department = request.indicators.len() == 1 && request.departments.len() > 1;
    let one = |indicator: &Indicator, department: &Department| {
        let mut row = row(request, indicator, department, measure, (from, to));
        if by_department {
            short_or_full(department).clone_into(&mut row.name);
        }
        row
    };
    let all = request.indicators.iter().flat_map(|indicator| {
        request.departments.iter().map(move |department| one(indicator, department))
    });
    all.collect()
}

pub(super) fn row(
    request: &ChartRequest<'_>,
    indicator: &Indicator,
    department: &Department,
    measure: Measure,
    (from, to): (Month, Month),
) -> Row {
    let whole = indicator
        .share_of
        .as_ref()
        .and_then(|code| request.all.iter().find(|other| other.code == *code));
    let figures = request.figures;
    let wish = SeriesRequest { figures, indicator, whole, department, measure };
    let series = series(&wish, from, to);
    let is_first = request.indicators.first().is_some_and(|first| first.code == indicator.code);
    let join = request.facts.joins.iter().find(|join| join.department == department.code);
    let point = |point: SeriesPoint| {
        let month = point.month;
        let partial = request.facts.partial.get(&month).copied();
        RowPoint {
            month,
            value: point.value,
            months: 1,
            text: point.text,
            note: point.note,
            state: point.state,
            partial: partial.filter(|_| department.is_hall() && is_first),
            across_break: request.facts.crossed(&indicator.code, measure, month).is_some(),
            joined: join.is_some_and(|join| join.holds(month)),
        }
    };
    let points = series.points.into_iter().map(point).collect();
    Row { name: series.name, unit: series.unit, points, faint: false }
}

/// 全程网办受理, with the department before it unless that is the hall.
pub(super) fn subject(request: &ChartRequest<'_>, indicator: &Indicator) -> String {
    match request.departments {
        [only] if !only.is_hall() => format!("{}{}", short_or_full(only), indicator.name),
        _ => indicator.name.clone(),
    }
}

pub(super) fn measure_suffix(measure: Measure) -> String {
    match measure.word() {
        "" => String::new(),
        word => format!("·{word}"),
    }
}

/// January and February added up; of a level, February's. `None` where one is missing.
pub(super) fn january_and_february(
    request: &ChartRequest<'_>,
    indicator: &Indicator,
    year: i32,
) -> Option<Quantity> {
    let department = request.departments.first()?;
    let january = Month::new(year, 1)?;
    let at = |month| request.figures.quantity(&indicator.code, month, &department.code);
    match indicator.kind {
        IndicatorKind::Stock => at(january.next()),
        IndicatorKind::Flow => at(january)?.plus(at(january.next())?),
        IndicatorKind::Ratio => None,
    }
}

/// Rewrites the changes on the year before of January (a gap) and February (both months).
pub(super) fn year_on_year_together(request: &ChartRequest<'_>, row: &mut Row) {
    let Some(indicator) = request.indicators.first() else { return };
    for point in row.points.iter_mut().filter(|point| point.month.month() <= 2) {
        let year = point.month.year();
        let of = |year| january_and_february(request, indicator, year);
        let is_february = point.month.month() == 2;
        let change = of(year).zip(of(year - 1)).filter(|_| is_february);
        point.value = change.and_then(|(now, base)| now.change_percent(base, 1));
        let words = point.value.map(|value| {
            let direction = if value.digits() < 0 { "下降" } else { "增长" };
            let style = DisplayStyle { power: 0, decimals: 1, trim: true };
            format!("1、2月合计{direction}{}%", value.abs().print(style))
        });
        point.text = words.unwrap_or_default();
        point.state = if point.value.is_some() { PointState::Known } else { PointState::Missing };
    }
}
