//! The value of a measure, computed from the figures of the book and worded for print.

use crate::model::{
    DepartmentCode, DisplayStyle, Figures, Indicator, IndicatorKind, Measure, Month, Quantity,
};

/// A derived value with the unit it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    pub quantity: Quantity,
    pub unit: DerivedUnit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DerivedUnit {
    /// The indicator's own unit.
    Own,
    Percent,
    /// 百分点: the difference of two rates.
    Points,
}

/// Places of a percentage in print.
const PERCENT_DECIMALS: u8 = 1;

/// Computes `measure` of one indicator in one month; `None` when a figure it needs is missing, its
/// base is zero, or the indicator does not have the measure (a rate has no 累计).
///
/// `whole` is the indicator that `indicator` is a share of, needed for [`Measure::Share`] only.
pub fn derive(
    figures: &Figures,
    indicator: &Indicator,
    whole: Option<&Indicator>,
    department: &DepartmentCode,
    month: Month,
    measure: Measure,
) -> Option<Derived> {
    let value = |at: Month| figures.quantity(&indicator.code, at, department);
    let own = |quantity| Derived { quantity, unit: DerivedUnit::Own };
    match measure {
        Measure::Value => value(month).map(own),
        Measure::LastMonth => value(month.previous()).map(own),
        Measure::YearAgo => value(month.year_ago()).map(own),
        Measure::YearToDate => year_to_date(figures, indicator, department, month).map(own),
        Measure::Difference => value(month)?.minus(value(month.previous())?).map(|quantity| {
            let unit = difference_unit(indicator);
            Derived { quantity, unit }
        }),
        Measure::MonthOnMonth => change(indicator, value(month)?, value(month.previous())?),
        Measure::YearOnYear => change(indicator, value(month)?, value(month.year_ago())?),
        Measure::YearToDateOnYear => change(
            indicator,
            year_to_date(figures, indicator, department, month)?,
            year_to_date(figures, indicator, department, month.year_ago())?,
        ),
        Measure::Share => {
            let whole = figures.quantity(&whole?.code, month, department)?;
            let quantity = value(month)?.percent_of(whole, PERCENT_DECIMALS)?;
            Some(Derived { quantity, unit: DerivedUnit::Percent })
        }
    }
}

/// The text a slot prints for `measure`: a plain number for figures (written in 10^`power`), a
/// direction and a percentage for changes (`增长3.2%`, `下降1.2个百分点`, `持平`), a percentage for
/// shares.
pub fn words(derived: Derived, measure: Measure, indicator: &Indicator, power: u8) -> String {
    let Derived { quantity, unit } = derived;
    let is_change =
        matches!(measure, Measure::MonthOnMonth | Measure::YearOnYear | Measure::YearToDateOnYear);
    match unit {
        DerivedUnit::Own if measure == Measure::Difference => {
            directed(quantity, ["增加", "减少"], &own_number(quantity.abs(), indicator, power))
        }
        DerivedUnit::Own => own_number(quantity, indicator, power),
        DerivedUnit::Percent if is_change => {
            directed(quantity, ["增长", "下降"], &format!("{}%", percent(quantity.abs())))
        }
        DerivedUnit::Percent => format!("{}%", percent(quantity)),
        DerivedUnit::Points => {
            directed(quantity, ["提高", "降低"], &format!("{}个百分点", percent(quantity.abs())))
        }
    }
}

/// A figure in 10^`power` of its unit. Where the report is coarser than the unit's ones, as when
/// 5.87万 meets a bare 件, the number brings its own 万 rather than inventing digits.
pub fn own_number(quantity: Quantity, indicator: &Indicator, power: u8) -> String {
    let number = ungrouped_number(quantity, indicator, power);
    if indicator.grouped { grouped(&number) } else { number }
}

/// With a comma before every third digit left of the point.
pub fn grouped(number: &str) -> String {
    let whole = number.find(|c: char| c != '-' && c != '−' && !c.is_ascii_digit());
    let (whole, rest) =
        number.split_at_checked(whole.unwrap_or(number.len())).unwrap_or((number, ""));
    let digits = whole.chars().filter(char::is_ascii_digit).count();
    let mut text = String::with_capacity(number.len() + digits / 3);
    let mut left = digits;
    for c in whole.chars() {
        if c.is_ascii_digit() {
            if left < digits && left.is_multiple_of(3) {
                text.push(',');
            }
            left -= 1;
        }
        text.push(c);
    }
    text.push_str(rest);
    text
}

fn ungrouped_number(quantity: Quantity, indicator: &Indicator, power: u8) -> String {
    let style = indicator.style;
    if power == 0 && style.power > 0 && quantity.exponent() > 0 {
        let word = if style.power == 8 { "亿" } else { "万" };
        return format!("{}{word}", quantity.print(style));
    }
    let decimals =
        if power == style.power { style.decimals } else { indicator.decimals.max(power / 2) };
    match reported_places(quantity, power).filter(|_| style.trim) {
        // As reported: 0.20万 keeps its zero, 6.123万 its third place.
        Some(places) if quantity.exponent() > 0 || places <= decimals => {
            quantity.print(DisplayStyle { power, decimals: places, trim: false })
        }
        _ => quantity.print(DisplayStyle { power, decimals, trim: style.trim }),
    }
}

/// Places after the point that a quantity was reported to, written in 10^`power`.
fn reported_places(quantity: Quantity, power: u8) -> Option<u8> {
    let places = i16::from(power) - i16::from(quantity.exponent());
    u8::try_from(places).ok()
}

/// A rate's change is a difference in points; anything else changes in percent of its base.
fn change(indicator: &Indicator, now: Quantity, base: Quantity) -> Option<Derived> {
    if indicator.kind == IndicatorKind::Ratio {
        let quantity = now.minus(base)?;
        return Some(Derived { quantity, unit: DerivedUnit::Points });
    }
    let quantity = now.change_percent(base, PERCENT_DECIMALS)?;
    Some(Derived { quantity, unit: DerivedUnit::Percent })
}

fn difference_unit(indicator: &Indicator) -> DerivedUnit {
    match indicator.kind {
        IndicatorKind::Ratio => DerivedUnit::Points,
        IndicatorKind::Flow | IndicatorKind::Stock => DerivedUnit::Own,
    }
}

/// January to `month`: the sum of a flow, the latest level of a stock, nothing for a rate. A
/// missing month leaves the whole unknown.
fn year_to_date(
    figures: &Figures,
    indicator: &Indicator,
    department: &DepartmentCode,
    month: Month,
) -> Option<Quantity> {
    let value = |at: Month| figures.quantity(&indicator.code, at, department);
    match indicator.kind {
        IndicatorKind::Ratio => None,
        IndicatorKind::Stock => value(month),
        IndicatorKind::Flow => {
            let first = value(month.january())?;
            month.january().next().through(month).try_fold(first, |sum, at| sum.plus(value(at)?))
        }
    }
}

fn percent(quantity: Quantity) -> String {
    quantity.print(DisplayStyle { power: 0, decimals: 2, trim: true })
}

fn directed(quantity: Quantity, [up, down]: [&str; 2], amount: &str) -> String {
    if quantity.is_zero() {
        "持平".to_owned()
    } else if quantity.digits() > 0 {
        format!("{up}{amount}")
    } else {
        format!("{down}{amount}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_left_of_the_point_only() {
        for (plain, with_commas) in [
            ("5", "5"),
            ("812", "812"),
            ("1204", "1,204"),
            ("-38426", "-38,426"),
            ("1234567.8912", "1,234,567.8912"),
            ("123456万", "123,456万"),
        ] {
            assert_eq!(grouped(plain), with_commas);
        }
    }
    use crate::model::{Figure, FigureKey, FigureSource, IndicatorCode};

    fn indicator(kind: IndicatorKind, unit: &str, power: u8) -> Indicator {
        Indicator {
            code: IndicatorCode::new("x"),
            name: "办件量".into(),
            aliases: Vec::new(),
            unit: unit.into(),
            kind,
            decimals: 0,
            style: DisplayStyle { power, decimals: 2, trim: true },
            section: String::new(),
            definition: String::new(),
            redefined: Vec::new(),
            valid_to: None,
            share_of: None,
            by_department: false,
            departments: Vec::new(),
            grouped: false,
        }
    }

    fn figures(indicator: &Indicator, values: &[(&str, &str)]) -> Figures {
        let figure = |(month, typed): &(&str, &str)| {
            let (state, quantity) = indicator.read(typed).unwrap();
            let key = FigureKey::of_hall(&indicator.code, month.parse().unwrap());
            let source = FigureSource::Typed;
            Figure { key, typed: (*typed).into(), quantity, state, source, note: String::new() }
        };
        values.iter().map(figure).collect()
    }

    fn print(indicator: &Indicator, values: &[(&str, &str)], measure: Measure) -> Option<String> {
        let figures = figures(indicator, values);
        let hall = DepartmentCode::hall();
        let month = "2025-04".parse().unwrap();
        let derived = derive(&figures, indicator, None, &hall, month, measure)?;
        Some(words(derived, measure, indicator, 0))
    }

    #[test]
    fn changes_carry_their_direction() {
        let cases = indicator(IndicatorKind::Flow, "件", 0);
        for (now, base, text) in [
            ("1032", "1000", "增长3.2%"),
            ("988", "1000", "下降1.2%"),
            ("1000", "1000", "持平"),
            ("1999", "1000", "增长99.9%"),
        ] {
            let printed =
                print(&cases, &[("2025-04", now), ("2025-03", base)], Measure::MonthOnMonth);
            assert_eq!(printed.as_deref(), Some(text));
        }
        assert_eq!(
            print(&cases, &[("2025-04", "5"), ("2025-03", "0")], Measure::MonthOnMonth),
            None
        );
        assert_eq!(print(&cases, &[("2025-04", "5")], Measure::YearOnYear), None);
        let difference = [("2025-04", "900"), ("2025-03", "1000")];
        assert_eq!(print(&cases, &difference, Measure::Difference).as_deref(), Some("减少100"));
    }

    #[test]
    fn rates_change_by_points_and_have_no_sum() {
        let rate = indicator(IndicatorKind::Ratio, "%", 0);
        let values = [("2025-04", "99.5%"), ("2024-04", "98.25%")];
        assert_eq!(print(&rate, &values, Measure::YearOnYear).as_deref(), Some("提高1.3个百分点"));
        assert_eq!(print(&rate, &values, Measure::YearToDate), None);
    }

    #[test]
    fn the_year_to_date_needs_every_month() {
        let cases = indicator(IndicatorKind::Flow, "件", 4);
        let year =
            [("2025-01", "1万"), ("2025-02", "2.5万"), ("2025-03", "3万"), ("2025-04", "1.25万")];
        assert_eq!(print(&cases, &year, Measure::YearToDate).as_deref(), Some("8万"));
        assert_eq!(print(&cases, year.get(1..).unwrap(), Measure::YearToDate), None);
    }

    #[test]
    fn a_coarse_report_brings_its_own_power() {
        let cases = indicator(IndicatorKind::Flow, "件", 4);
        let coarse = cases.read("5.87万").unwrap().1.unwrap();
        assert_eq!(own_number(coarse, &cases, 0), "5.87万");
        assert_eq!(own_number(coarse, &cases, 4), "5.87");
        let exact = cases.read("58723").unwrap().1.unwrap();
        assert_eq!(own_number(exact, &cases, 0), "58723");
    }
}
