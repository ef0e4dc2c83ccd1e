//! Figures and wishes in, a chart out. Knows figures and axes; draws nothing.

mod band;
mod beyond;
mod facts;
mod notes;
mod parts;
mod rows;
mod scale;
mod years;

use crate::model::{Department, Figures, Indicator, IndicatorKind, Measure, Month};

use super::{Across, Chart, ChartKind, Nothing, PointState, Season};
pub use facts::{Aim, Break, Facts, Join, Reported};
pub use notes::ALL_MARKED;
use rows::Row;

/// What to draw. `figures` must reach back to [`first_needed`].
#[derive(Clone, Copy, Debug)]
pub struct ChartRequest<'a> {
    pub figures: &'a Figures,
    /// One line each, in this order; of a chart by parts, the parts.
    pub indicators: &'a [&'a Indicator],
    /// What the parts add up to.
    pub whole: Option<&'a Indicator>,
    /// One line each for every indicator; usually the whole hall alone.
    pub departments: &'a [&'a Department],
    /// All indicators of the bulletin, to find the base of a share.
    pub all: &'a [Indicator],
    pub kind: ChartKind,
    pub measure: Measure,
    pub season: Season,
    /// An axis of factors instead of differences.
    pub log: bool,
    /// Whether a single value far from all others may lie beyond the axis; only where the
    /// footnotes that say so are shown.
    pub cut: bool,
    pub from: Month,
    pub to: Month,
    pub facts: &'a Facts,
}

/// The longest range that is drawn.
pub const MOST_MONTHS: i32 = 240;

/// The first month whose figures the chart needs: what its changes compare with, and the past that
/// the expected band rests on.
pub fn first_needed(kind: ChartKind, measure: Measure, from: Month) -> Month {
    use crate::trend::expected::PAST_MONTHS;
    match kind {
        ChartKind::Changes => from.year_ago().previous(),
        ChartKind::Cumulative => from.year_ago().january(),
        ChartKind::Years => crate::trend::series::first_needed(measure, from.january()).previous(),
        ChartKind::Line if measure == Measure::Value => from.plus(-PAST_MONTHS),
        _ => crate::trend::series::first_needed(measure, from),
    }
}

/// Describes the chart, or says why there is none.
pub fn build(request: &ChartRequest<'_>) -> Result<Chart, Nothing> {
    if request.from > request.to {
        return Err(Nothing::NoMonths);
    }
    if request.to.months_since(request.from) >= MOST_MONTHS {
        return Err(Nothing::TooManyMonths { most: MOST_MONTHS });
    }
    let Some(first) = request.indicators.first() else { return Err(Nothing::NoIndicator) };
    let drawn = match request.kind {
        ChartKind::Line | ChartKind::Bar => lines(request)?,
        ChartKind::Multiples | ChartKind::Heat => by_department(request, first)?,
        ChartKind::Years => years::years(request, first)?,
        ChartKind::Cumulative => years::cumulative(request, first)?,
        ChartKind::Changes => changes(request, first)?,
        ChartKind::Stack | ChartKind::Share => parts::parts(request, first)?,
    };
    Ok(scale::chart(request, drawn))
}

/// What will be drawn, still exact.
struct Drawn {
    /// Before the range of months in the title.
    name: String,
    unit: String,
    rows: Vec<Row>,
    across: Across,
    /// Found on the way.
    notes: Vec<String>,
}

impl ChartRequest<'_> {
    fn months(&self) -> Across {
        Across::Months(self.from.through(self.to).collect())
    }
}

fn lines(request: &ChartRequest<'_>) -> Result<Drawn, Nothing> {
    let wanted = rows::wanted(request, request.measure);
    let unit = wanted.first().map(|row| row.unit.clone()).unwrap_or_default();
    let (rows, other): (Vec<Row>, Vec<Row>) = wanted.into_iter().partition(|row| row.unit == unit);
    refuse_too_little(request, &rows, request.kind == ChartKind::Line)?;
    let first = request.indicators.first().map(|i| i.name.as_str()).unwrap_or_default();
    let name = match rows.as_slice() {
        [only] => only.name.clone(),
        _ if request.indicators.len() == 1 => first.to_owned(),
        several => format!("{first}等{}项指标", several.len()),
    };
    let name = format!("{name}{}", rows::measure_suffix(request.measure));
    let mut notes = Vec::new();
    if !other.is_empty() {
        let names: Vec<&str> = other.iter().map(|row| row.name.as_str()).collect();
        notes.push(format!("{}的单位不是{unit}，没有画在这张图上。", names.join("、")));
    }
    Ok(Drawn { name, unit, rows, across: request.months(), notes })
}

/// Departments without a single value are named, not drawn.
fn by_department(request: &ChartRequest<'_>, first: &Indicator) -> Result<Drawn, Nothing> {
    let mut only = *request;
    let (indicators, name) = ([first], first.name.clone());
    only.indicators = &indicators;
    let windows: Vec<&Department> =
        request.departments.iter().copied().filter(|d| !d.is_hall()).collect();
    only.departments = &windows;
    if windows.is_empty() {
        return Err(Nothing::NoDepartments { name });
    }
    let (rows, silent): (Vec<Row>, Vec<Row>) =
        rows::wanted(&only, request.measure).into_iter().partition(Row::has_value);
    if rows.is_empty() {
        return Err(Nothing::NoDepartments { name });
    }
    let mut notes = Vec::new();
    if !silent.is_empty() {
        let names: Vec<&str> = silent.iter().map(|row| row.name.as_str()).collect();
        notes.push(format!("{}没有数据，没有画出。", notes::several(&names, "个部门")));
    }
    let name =
        format!("{name}{}：{}", rows::measure_suffix(request.measure), request.kind.chinese());
    let unit = rows.first().map(|row| row.unit.clone()).unwrap_or_default();
    Ok(Drawn { name, unit, rows, across: request.months(), notes })
}

/// 环比 and 同比 of the first indicator. With January and February together, the change on the
/// year before is that of both months.
fn changes(request: &ChartRequest<'_>, first: &Indicator) -> Result<Drawn, Nothing> {
    let indicators = [first];
    let one = ChartRequest { indicators: &indicators, ..*request };
    let mut rows = Vec::new();
    for measure in [Measure::MonthOnMonth, Measure::YearOnYear] {
        let mut row = rows::wanted(&one, measure).into_iter().next();
        if let Some(row) = &mut row {
            measure.word().clone_into(&mut row.name);
        }
        rows.extend(row);
    }
    let mut notes = Vec::new();
    if request.season == Season::Together && first.kind == IndicatorKind::Flow {
        if let Some(row) = rows.last_mut() {
            rows::year_on_year_together(&one, row);
        }
        notes.push("1、2月的同比按两个月合计计算，画在2月。".to_owned());
    }
    refuse_too_little(request, &rows, false)?;
    let unit = rows.first().map(|row| row.unit.clone()).unwrap_or_default();
    let subject = rows::subject(request, first);
    Ok(Drawn {
        name: format!("{subject}：环比和同比"),
        unit,
        rows,
        across: request.months(),
        notes,
    })
}

/// Why no month has a value.
fn nothing(request: &ChartRequest<'_>, rows: &[Row], names: String) -> Nothing {
    let (from, to) = (request.from, request.to);
    let mut states = rows.iter().flat_map(|row| &row.points).map(|point| point.state);
    let changes = request.kind == ChartKind::Changes
        || matches!(request.measure, Measure::MonthOnMonth | Measure::YearOnYear);
    if states.any(|state| state == PointState::ZeroBase) {
        Nothing::ZeroBases { names, from, to }
    } else if changes {
        Nothing::NoChanges { names, from, to }
    } else {
        Nothing::NoFigures { names, from, to }
    }
}

/// `two` asks for values in two months.
fn refuse_too_little(request: &ChartRequest<'_>, rows: &[Row], two: bool) -> Result<(), Nothing> {
    let mut values = rows.iter().flat_map(|row| {
        row.points.iter().filter(|p| p.value.is_some()).map(move |point| (row, point))
    });
    let Some((row, point)) = values.next() else {
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        let names = match request.kind {
            ChartKind::Line | ChartKind::Bar => {
                names.join("、") + rows::measure_suffix(request.measure).as_str()
            }
            _ => {
                let first = request.indicators.first();
                first.map(|i| rows::subject(request, i)).unwrap_or_default()
            }
        };
        return Err(nothing(request, rows, names));
    };
    if two && values.all(|(_, other)| other.month == point.month) {
        let (name, month, text) = (row.name.clone(), point.month, point.text.clone());
        return Err(Nothing::OneValue { name, month, text });
    }
    Ok(())
}
