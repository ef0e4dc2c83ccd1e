//! What is counted: indicators (指标) and how their figures are understood and shown.

use serde::{Deserialize, Serialize};

use super::figure::FigureState;
use super::ids::{DepartmentCode, IndicatorCode};
use super::month::Month;
use super::quantity::{DisplayStyle, ParseQuantityError, Quantity};

/// How figures of an indicator add up over months and departments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// Counted over the month (办件量): months and departments add up.
    #[default]
    Flow,
    /// A level at the month's end (事项总数): departments add up, the year shows the last.
    Stock,
    /// A rate (满意率): never added up.
    Ratio,
}

/// What is counted from a month on, where that changed (口径调整).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redefinition {
    pub from: Month,
    pub text: String,
}

/// One indicator of a bulletin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    pub code: IndicatorCode,
    pub name: String,
    /// Other wordings found in print just before the number; used to bind numerals on import.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Base unit (件, 元, %): what a quantity of 1 means.
    pub unit: String,
    #[serde(default)]
    pub kind: IndicatorKind,
    /// Decimal places of the smallest part of the unit (件 0, 元 2).
    #[serde(default)]
    pub decimals: u8,
    #[serde(default)]
    pub style: DisplayStyle,
    /// Key of the section whose form shows it.
    #[serde(default)]
    pub section: String,
    /// What exactly is counted (口径), in words.
    #[serde(default)]
    pub definition: String,
    /// Later definitions, the oldest first; figures of both sides are not quite comparable.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redefined: Vec<Redefinition>,
    /// The last month in which it is asked for; past figures stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Month>,
    /// Base of `占比`: the indicator this one is a share of.
    #[serde(default)]
    pub share_of: Option<IndicatorCode>,
    /// Asked of each department, not only of the hall as a whole.
    #[serde(default)]
    pub by_department: bool,
    /// The only departments it is asked of; empty means every one. Needs `by_department`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<DepartmentCode>,
    /// Printed in the issue with thousands commas, as its office writes it: 38,426件.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub grouped: bool,
}

/// Why a typed text is kept as a draft instead of a figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadFigureError {
    #[error(transparent)]
    Number(#[from] ParseQuantityError),
    /// The text names another unit than the indicator's.
    #[error("unit {found} where {expected} is counted")]
    Unit { found: String, expected: String },
    /// Finer than the smallest part of the unit.
    #[error("more decimals than the unit has")]
    TooFine,
}

/// Words that say a figure was not reported, as typed by clerks.
const NOT_REPORTED: [&str; 11] =
    ["未报", "未上报", "未报送", "缺报", "暂无", "暂无数据", "—", "——", "--", "－－", "/"];

impl Indicator {
    /// The unit as printed with figures: 万件, 亿元, %.
    pub fn display_unit(&self) -> String {
        let power = match self.style.power {
            4 => "万",
            8 => "亿",
            12 => "万亿",
            _ => "",
        };
        format!("{power}{}", self.unit)
    }

    /// Whether it is a rate, which never adds up.
    pub fn is_ratio(&self) -> bool {
        self.kind == IndicatorKind::Ratio
    }

    /// The place from which a report is exact, for [`Quantity::interval`].
    pub fn exact_from(&self) -> Option<i8> {
        match self.kind {
            IndicatorKind::Ratio => None,
            IndicatorKind::Flow | IndicatorKind::Stock => {
                Some(-i8::try_from(self.decimals).unwrap_or(0))
            }
        }
    }

    /// Prints a quantity in the indicator's own style, without the unit.
    pub fn print(&self, quantity: Quantity) -> String {
        quantity.print(self.style)
    }

    /// Every wording it goes by, its name first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether the form of `department` has a row for it; the whole hall's form has every one.
    pub fn is_asked_of(&self, department: &DepartmentCode) -> bool {
        let one_of = || self.departments.is_empty() || self.departments.contains(department);
        *department == DepartmentCode::hall() || (self.by_department && one_of())
    }

    /// What was counted in a month.
    pub fn definition_in(&self, month: Month) -> &str {
        let newest = self.redefined.iter().filter(|change| change.from <= month);
        let newest = newest.max_by_key(|change| change.from);
        newest.map_or(self.definition.as_str(), |change| change.text.as_str())
    }

    /// Whether the month's form still asks for it.
    pub fn is_asked_in(&self, month: Month) -> bool {
        self.valid_to.is_none_or(|last| month <= last)
    }

    /// Whether the departments' figures add up to the hall's.
    pub fn adds_up(&self) -> bool {
        self.by_department && self.kind != IndicatorKind::Ratio
    }

    /// Understands what was typed into a figure's field: a number with or without 万/亿 and unit
    /// (`6.1万`, `61,023件`, `61 023`, `59.49%`), nothing, zero, or a word for "not reported". A `。`
    /// between digits is the point that a Chinese input method made of it.
    ///
    /// A bare number with a decimal point, where the unit has no parts and figures are shown in
    /// 万, is taken in 万: nobody reports 6.1 件. From 10,000 on it is not: `61023.0` is how some
    /// programs write a whole number.
    pub fn read(&self, typed: &str) -> Result<(FigureState, Option<Quantity>), ReadFigureError> {
        let text = typed.trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}');
        if text.is_empty() {
            return Ok((FigureState::Blank, None));
        }
        if NOT_REPORTED.contains(&text) {
            return Ok((FigureState::NotReported, None));
        }
        let quantity = self.read_number(&plain(text))?;
        let state = if quantity.is_zero() { FigureState::Zero } else { FigureState::Entered };
        Ok((state, Some(quantity)))
    }

    fn read_number(&self, text: &str) -> Result<Quantity, ReadFigureError> {
        let (mut quantity, unit) = Quantity::parse_prefix(text)?;
        let unit = unit.trim();
        if !unit.is_empty() && !same_unit(unit, &self.unit) {
            let expected = self.unit.clone();
            return Err(ReadFigureError::Unit { found: unit.chars().take(12).collect(), expected });
        }
        let finest = -i8::try_from(self.decimals).unwrap_or(0);
        let bare = unit.is_empty() && !text.contains(['万', '亿']);
        if bare && quantity.exponent() < finest && self.style.power > 0 {
            let power = i8::try_from(self.style.power).unwrap_or(0);
            let one = Quantity::new(1, power).ok_or(ParseQuantityError::TooLong)?;
            let whole = quantity.rounded(finest);
            if quantity.abs().cmp_amount(one).is_lt() {
                quantity = Quantity::new(quantity.digits(), quantity.exponent() + power)
                    .ok_or(ParseQuantityError::TooLong)?;
            } else if whole.cmp_amount(quantity).is_eq() {
                quantity = whole;
            }
        }
        if self.kind != IndicatorKind::Ratio && quantity.exponent() < finest {
            return Err(ReadFigureError::TooFine);
        }
        Ok(quantity)
    }
}

/// The number with `。` between digits as a point and without the spaces that group thousands.
fn plain(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| characters.get(at)).is_some_and(|c| matches!(c, '0'..='9' | '０'..='９'))
    };
    let groups = |at: usize| {
        let three = (at + 1..at + 4).all(|next| digit(Some(next)));
        digit(at.checked_sub(1)) && three && !digit(Some(at + 4))
    };
    let point = |at: usize| digit(at.checked_sub(1)) && digit(Some(at + 1));
    characters
        .iter()
        .enumerate()
        .filter(|(at, c)| !(c.is_whitespace() && groups(*at)))
        .map(|(at, c)| if *c == '。' && point(at) { '.' } else { *c })
        .collect()
}

/// Compares units ignoring width, brackets and optional 次: 人次 = 人（次） = 人(次).
pub fn same_unit(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| !matches!(c, '（' | '）' | '(' | ')' | ' '))
            .map(|c| if c == '％' { '%' } else { c })
            .collect()
    };
    plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indicator(unit: &str, kind: IndicatorKind, style: DisplayStyle) -> Indicator {
        Indicator {
            code: IndicatorCode::new("x"),
            name: "办理政务服务事项".into(),
            aliases: Vec::new(),
            unit: unit.into(),
            kind,
            decimals: 0,
            style,
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

    fn cases() -> Indicator {
        indicator("件", IndicatorKind::Flow, DisplayStyle { power: 4, decimals: 2, trim: true })
    }

    #[test]
    fn understands_the_field_as_typed() {
        for (typed, digits, exponent) in [
            ("6.1万", 61, 3),
            ("61023", 61023, 0),
            ("61,023", 61023, 0),
            ("６.１万件", 61, 3),
            ("6.1", 61, 3),
            ("6.1 万件", 61, 3),
            ("61 023", 61023, 0),
            ("1\u{a0}061 023件", 1_061_023, 0),
            ("６１　０２３", 61023, 0),
            ("6。1万", 61, 3),
            ("６。１万件", 61, 3),
            ("－5", -5, 0),
            ("−5", -5, 0),
            ("+5", 5, 0),
            ("61，023", 61023, 0),
            ("61023.0", 61023, 0),
            ("9999.5", 99995, 3),
        ] {
            let (state, quantity) = cases().read(typed).unwrap();
            assert_eq!(state, FigureState::Entered);
            assert_eq!(quantity, Quantity::new(digits, exponent), "{typed}");
        }
        let rate = indicator(
            "%",
            IndicatorKind::Ratio,
            DisplayStyle { power: 0, decimals: 2, trim: true },
        );
        assert_eq!(rate.read("59.49%").unwrap().1, Quantity::new(5949, -2));
        assert_eq!(rate.read("５９.４９％").unwrap().1, Quantity::new(5949, -2));
    }

    #[test]
    fn a_restricted_indicator_is_asked_of_its_departments_only() {
        let (water, land) = (DepartmentCode::new("water"), DepartmentCode::new("land"));
        let mut asked = cases();
        assert!(asked.is_asked_of(&DepartmentCode::hall()) && !asked.is_asked_of(&water));
        asked.by_department = true;
        assert!(asked.is_asked_of(&water) && asked.is_asked_of(&land));
        asked.departments = vec![water.clone()];
        assert!(asked.is_asked_of(&water) && !asked.is_asked_of(&land));
        assert!(asked.is_asked_of(&DepartmentCode::hall()));
        let old: Indicator =
            serde_json::from_str(r#"{"code":"a","name":"受理","unit":"件","by_department":true}"#)
                .unwrap();
        assert!(old.is_asked_of(&land));
    }

    #[test]
    fn blank_zero_and_not_reported_are_three_things() {
        assert_eq!(cases().read("  ").unwrap().0, FigureState::Blank);
        assert_eq!(cases().read("0").unwrap().0, FigureState::Zero);
        assert_eq!(cases().read("未报").unwrap(), (FigureState::NotReported, None));
    }

    #[test]
    fn says_why_a_text_is_no_figure() {
        assert!(matches!(cases().read("6.1.2万"), Err(ReadFigureError::Number(_))));
        assert!(matches!(cases().read("6.1万元"), Err(ReadFigureError::Unit { .. })));
        assert!(matches!(cases().read("6.10231万"), Err(ReadFigureError::TooFine)));
        assert!(matches!(cases().read("61023.5"), Err(ReadFigureError::TooFine)));
        for typed in ["大约六万", "六万一千", "6。1。2万", "61 02", "6 1023", "6。", "。5"]
        {
            assert!(
                matches!(
                    cases().read(typed),
                    Err(ReadFigureError::Number(_) | ReadFigureError::Unit { .. })
                ),
                "{typed}"
            );
        }
    }
}
