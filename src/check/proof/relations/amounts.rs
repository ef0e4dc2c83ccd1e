//! A printed number as an amount with its base unit, for sums and comparisons.

use std::ops::Range;

use crate::check::proof::Class;
use crate::check::proof::classify::Token;
use crate::model::Interval;

/// A numeral that counts something.
#[derive(Clone, Debug)]
pub struct Amount {
    /// The unit without 万 and 亿; brackets left out.
    pub unit: String,
    pub interval: Interval,
    /// 4 when written in 万.
    pub power: u8,
    pub digits: Range<usize>,
    /// Digits, power and unit.
    pub whole: Range<usize>,
    /// As printed.
    pub printed: String,
    pub is_bound: bool,
}

/// The amount a token prints; `None` for dates, ordinals, rates and what has no unit.
pub fn amount(token: &Token<'_>, text: &str) -> Option<Amount> {
    let numeral = &token.numeral;
    let counts = matches!(token.class, Class::Bound | Class::Unproven | Class::Quoted)
        || token.class == Class::Derived && token.slot.is_none();
    let quantity = numeral.quantity.filter(|_| counts)?;
    let unit: String = token
        .unit
        .chars()
        .filter(|c| !matches!(c, '万' | '亿' | '千' | '百' | '（' | '）' | '(' | ')' | ' '))
        .collect();
    if unit.is_empty() || ["%", "％", "‰", "百分点", "个百分点", "倍"].contains(&unit.as_str())
    {
        return None;
    }
    // Nothing counted by pieces has a half; money is exact to the cent.
    let exact_from = if unit == "元" { -2 } else { 0 };
    let printed = format!("{}{}", numeral.text(text), token.unit);
    let after = text.get(numeral.range.end..).unwrap_or("");
    let blank = after.len() - after.trim_start_matches(' ').len();
    Some(Amount {
        interval: quantity.interval(Some(exact_from)),
        unit,
        power: numeral.power,
        digits: numeral.range.clone(),
        whole: numeral.range.start..numeral.range.end + blank + token.unit.len(),
        printed,
        is_bound: token.class == Class::Bound,
    })
}
