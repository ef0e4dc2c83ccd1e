//! One indicator of one department over a range of months, as exact values; knows no axis and no
//! float. A month without a figure stays a gap.

use crate::model::{
    Department, FigureKey, FigureState, Figures, Indicator, Measure, Month, Quantity,
};

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
    /// The month's own figure was asked for and declared 未报.
    pub not_reported: bool,
    /// The explanation (说明) written beside the month's own figure.
    pub note: String,
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

fn short_or_full(department: &Department) -> &str {
    if department.short_name.is_empty() { &department.name } else { &department.short_name }
}

fn point(request: &SeriesRequest<'_>, month: Month) -> SeriesPoint {
    let SeriesRequest { figures, indicator, whole, department, measure } = *request;
    let derived = derive(figures, indicator, whole, &department.code, month, measure);
    let figure = figures.get(&FigureKey::new(&indicator.code, month, &department.code));
    SeriesPoint {
        month,
        value: derived.map(|derived| derived.quantity),
        text: derived.map(|derived| in_words(derived, request)).unwrap_or_default(),
        not_reported: figure.is_some_and(|figure| figure.state == FigureState::NotReported),
        note: figure.map(|figure| figure.note.clone()).unwrap_or_default(),
    }
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
    use crate::model::{
        DepartmentCode, DisplayStyle, Figure, FigureSource, IndicatorCode, IndicatorKind,
    };

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    fn indicator() -> Indicator {
        Indicator {
            code: IndicatorCode::new("x"),
            name: "办件量".into(),
            aliases: Vec::new(),
            unit: "件".into(),
            kind: IndicatorKind::Flow,
            decimals: 0,
            style: DisplayStyle { power: 4, decimals: 2, trim: true },
            section: String::new(),
            definition: String::new(),
            share_of: None,
            by_department: true,
            departments: Vec::new(),
            grouped: false,
        }
    }

    fn figures(indicator: &Indicator, values: &[(&str, &str)]) -> Figures {
        let figure = |(at, typed): &(&str, &str)| {
            let (state, quantity) = indicator.read(typed).unwrap();
            let key = FigureKey::of_hall(&indicator.code, month(at));
            let source = FigureSource::Typed;
            Figure { key, typed: (*typed).into(), quantity, state, source, note: String::new() }
        };
        values.iter().map(figure).collect()
    }

    #[test]
    fn gaps_are_gaps_and_changes_are_in_words() {
        let indicator = indicator();
        let values =
            [("2025-01", "6万"), ("2025-02", "未报"), ("2025-03", "0"), ("2025-04", "3万")];
        let figures = figures(&indicator, &values);
        let hall = Department::new(DepartmentCode::hall(), "全厅", 0);
        let request = |measure| SeriesRequest {
            figures: &figures,
            indicator: &indicator,
            whole: None,
            department: &hall,
            measure,
        };
        let own = series(&request(Measure::Value), month("2025-01"), month("2025-05"));
        let texts: Vec<&str> = own.points.iter().map(|point| point.text.as_str()).collect();
        assert_eq!(texts, ["6万件", "", "0万件", "3万件", ""]);
        assert_eq!((own.name.as_str(), own.unit.as_str()), ("办件量", "件"));
        let reported: Vec<bool> = own.points.iter().map(|point| point.not_reported).collect();
        assert_eq!(reported, [false, true, false, false, false]);
        assert_eq!(own.points[1].value, None);
        let change = series(&request(Measure::MonthOnMonth), month("2025-01"), month("2025-05"));
        assert_eq!(change.unit, "%");
        assert!(change.points.iter().all(|point| point.value.is_none()));
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
