//! One indicator of one department over a range of months, as exact values; knows no axis and no
//! float. A month without a figure stays a gap.

use serde::{Deserialize, Serialize};

use crate::model::{
    Department, Figure, FigureKey, FigureState, Figures, Indicator, Measure, Month, Quantity,
};

use super::estimate::estimated;
use super::measure::{Derived, DerivedUnit, derive, words};

/// What to follow through the months.
#[derive(Clone, Copy, Debug)]
pub struct SeriesRequest<'a> {
    pub figures: &'a Figures,
    pub indicator: &'a Indicator,
    /// The indicator it is a share of, for [`Measure::Share`] only.
    pub whole: Option<&'a Indicator>,
    pub department: &'a Department,
    pub measure: Measure,
}

/// The months in order, one point each; empty when the range was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The indicator's name; with the department's before it unless that is the whole hall.
    pub name: String,
    /// What 1 means: 件, 元, %, 百分点.
    pub unit: String,
    pub points: Vec<SeriesPoint>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesPoint {
    pub month: Month,
    /// In [`Series::unit`]; `None` is a gap, never zero.
    pub value: Option<Quantity>,
    /// The value in words, e.g. `6.1万件` or `增长3.2%`; empty at a gap.
    pub text: String,
    pub state: PointState,
    /// The explanation (说明) written beside the month's own figure.
    pub note: String,
}

/// How a month stands in a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointState {
    Known,
    /// A draft that says itself to be about right (约6.1万); it has a value all the same.
    Estimated,
    /// The month's own figure was declared 未报.
    NotReported,
    /// What was typed is no number.
    Draft,
    /// The figures are there, but the base of the change is zero.
    ZeroBase,
    /// The department did not exist in that month.
    Absent,
    /// Nothing was typed, or a figure of the base is missing.
    Missing,
}

/// The first month whose figures `measure` needs when it is shown from `from` on, so that the
/// caller can load them.
pub fn first_needed(measure: Measure, from: Month) -> Month {
    match measure {
        Measure::Value | Measure::Share => from,
        Measure::MonthOnMonth | Measure::LastMonth | Measure::Difference => from.previous(),
        Measure::YearOnYear | Measure::YearAgo => from.year_ago(),
        Measure::YearToDate => from.january(),
        Measure::YearToDateOnYear => from.year_ago().january(),
    }
}

/// Follows the request from `from` to `to`, both included.
pub fn series(request: &SeriesRequest<'_>, from: Month, to: Month) -> Series {
    Series {
        name: series_name(request),
        unit: unit(request).to_owned(),
        points: from.through(to).map(|month| point(request, month)).collect(),
    }
}

fn series_name(request: &SeriesRequest<'_>) -> String {
    let indicator = &request.indicator.name;
    if request.department.is_hall() {
        return indicator.clone();
    }
    format!("{}{indicator}", short_or_full(request.department))
}

/// 水利 where there is a short name, else 水利厅.
pub fn short_or_full(department: &Department) -> &str {
    if department.short_name.is_empty() { &department.name } else { &department.short_name }
}

fn point(request: &SeriesRequest<'_>, month: Month) -> SeriesPoint {
    let SeriesRequest { figures, indicator, whole, department, measure } = *request;
    let derived = derive(figures, indicator, whole, &department.code, month, measure);
    let figure = figures.get(&FigureKey::new(&indicator.code, month, &department.code));
    let note = figure.map(|figure| figure.note.clone()).unwrap_or_default();
    if let Some(derived) = derived {
        let (value, text) = (Some(derived.quantity), in_words(derived, request));
        return SeriesPoint { month, value, text, state: PointState::Known, note };
    }
    let estimate = figure.filter(|_| measure == Measure::Value).and_then(|figure| {
        let is_draft = figure.state == FigureState::Draft;
        estimated(indicator, &figure.typed).filter(|_| is_draft)
    });
    let state =
        if estimate.is_some() { PointState::Estimated } else { gap(request, month, figure) };
    let text = match state {
        PointState::NotReported => "未报".to_owned(),
        PointState::Estimated | PointState::Draft => {
            figure.map(|figure| figure.typed.trim().to_owned()).unwrap_or_default()
        }
        PointState::ZeroBase => "基数为0，算不出".to_owned(),
        PointState::Known | PointState::Absent | PointState::Missing => String::new(),
    };
    SeriesPoint { month, value: estimate, text, state, note }
}

/// Why there is no value.
fn gap(request: &SeriesRequest<'_>, month: Month, figure: Option<&Figure>) -> PointState {
    if !request.department.is_active(month) {
        return PointState::Absent;
    }
    match figure.map(|figure| figure.state) {
        Some(FigureState::NotReported) => PointState::NotReported,
        Some(FigureState::Draft) => PointState::Draft,
        Some(FigureState::Entered | FigureState::Zero) if has_zero_base(request, month) => {
            PointState::ZeroBase
        }
        _ => PointState::Missing,
    }
}

fn has_zero_base(request: &SeriesRequest<'_>, month: Month) -> bool {
    let SeriesRequest { figures, indicator, whole, department, measure } = *request;
    let of = |measure| derive(figures, indicator, whole, &department.code, month, measure);
    let base = match measure {
        Measure::MonthOnMonth => of(Measure::LastMonth).map(|derived| derived.quantity),
        Measure::YearOnYear => of(Measure::YearAgo).map(|derived| derived.quantity),
        Measure::YearToDateOnYear => {
            let last = month.year_ago();
            derive(figures, indicator, whole, &department.code, last, Measure::YearToDate)
                .map(|derived| derived.quantity)
        }
        Measure::Share => {
            whole.and_then(|whole| figures.quantity(&whole.code, month, &department.code))
        }
        _ => None,
    };
    base.is_some_and(Quantity::is_zero)
}

fn in_words(derived: Derived, request: &SeriesRequest<'_>) -> String {
    let indicator = request.indicator;
    let text = words(derived, request.measure, indicator, indicator.style.power);
    let is_zero_difference = request.measure == Measure::Difference && derived.quantity.is_zero();
    match derived.unit {
        DerivedUnit::Own if !is_zero_difference => format!("{text}{}", indicator.display_unit()),
        DerivedUnit::Own | DerivedUnit::Percent | DerivedUnit::Points => text,
    }
}

fn unit<'a>(request: &SeriesRequest<'a>) -> &'a str {
    use crate::model::IndicatorKind::Ratio;
    let is_ratio = request.indicator.kind == Ratio;
    match request.measure {
        Measure::Share => "%",
        Measure::MonthOnMonth | Measure::YearOnYear | Measure::YearToDateOnYear if !is_ratio => "%",
        Measure::MonthOnMonth
        | Measure::YearOnYear
        | Measure::YearToDateOnYear
        | Measure::Difference
            if is_ratio =>
        {
            "百分点"
        }
        _ => &request.indicator.unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IndicatorKind;
    use crate::trend::fixture::{figures, hall, indicator, month};

    fn follow(typed: &[(&str, &str)], measure: Measure, from: &str, to: &str) -> Series {
        let indicators = [indicator("cases", "办件量", "件", IndicatorKind::Flow)];
        let typed: Vec<_> = typed.iter().map(|(at, text)| ("cases", *at, "", *text)).collect();
        let figures = figures(&indicators, &typed);
        let (indicator, department) = (&indicators[0], &hall());
        let request =
            SeriesRequest { figures: &figures, indicator, whole: None, department, measure };
        series(&request, month(from), month(to))
    }

    #[test]
    fn gaps_are_gaps_and_changes_are_in_words() {
        let values =
            [("2025-01", "6万"), ("2025-02", "未报"), ("2025-03", "0"), ("2025-04", "3万")];
        let own = follow(&values, Measure::Value, "2025-01", "2025-05");
        let texts: Vec<&str> = own.points.iter().map(|point| point.text.as_str()).collect();
        assert_eq!(texts, ["6万件", "未报", "0万件", "3万件", ""]);
        assert_eq!((own.name.as_str(), own.unit.as_str()), ("办件量", "件"));
        use PointState::{Known, Missing, NotReported, ZeroBase};
        let states = |series: &Series| -> Vec<PointState> {
            series.points.iter().map(|point| point.state).collect()
        };
        assert_eq!(states(&own), [Known, NotReported, Known, Known, Missing]);
        assert_eq!(own.points[1].value, None);
        let change = follow(&values, Measure::MonthOnMonth, "2025-01", "2025-05");
        assert_eq!(change.unit, "%");
        assert_eq!(states(&change), [Missing, NotReported, Missing, ZeroBase, Missing]);
    }

    #[test]
    fn drafts_are_no_figures_and_estimates_are_marked() {
        let typed = [("2025-01", "约6.1万"), ("2025-02", "六万多吧")];
        let own = follow(&typed, Measure::Value, "2025-01", "2025-02");
        assert_eq!(own.points[0].state, PointState::Estimated);
        assert_eq!(own.points[0].value, Quantity::new(61, 3));
        assert_eq!(own.points[0].text, "约6.1万");
        assert_eq!((own.points[1].state, own.points[1].value), (PointState::Draft, None));
        let change = follow(&typed, Measure::MonthOnMonth, "2025-02", "2025-02");
        assert_eq!(change.points[0].value, None, "nothing is computed from an estimate");
    }

    #[test]
    fn says_from_when_figures_are_needed() {
        let april = month("2025-04");
        assert_eq!(first_needed(Measure::Value, april), april);
        assert_eq!(first_needed(Measure::MonthOnMonth, april), month("2025-03"));
        assert_eq!(first_needed(Measure::YearToDate, april), month("2025-01"));
        assert_eq!(first_needed(Measure::YearToDateOnYear, april), month("2024-01"));
    }
}
