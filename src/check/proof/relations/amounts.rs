//! A printed number as an amount with its base unit, for sums and comparisons.

use std::ops::Range;

use crate::check::proof::Class;
use crate::check::proof::classify::Token;
use crate::model::{Agreement, Interval};

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

/// The amount a token prints, shares and points included; `None` for dates, ordinals and what has
/// no unit.
pub fn any(token: &Token<'_>, text: &str) -> Option<Amount> {
    let numeral = &token.numeral;
    let counts = matches!(token.class, Class::Bound | Class::Unproven | Class::Quoted)
        || token.class == Class::Derived && token.slot.is_none();
    let quantity = numeral.quantity.filter(|_| counts)?;
    let plain: String = token
        .unit
        .chars()
        .filter(|c| !matches!(c, '万' | '亿' | '千' | '百' | '（' | '）' | '(' | ')' | ' '))
        .collect();
    let unit = match token.unit.as_str() {
        "％" => "%".to_owned(),
        "百分点" | "个百分点" => "个百分点".to_owned(),
        _ => plain,
    };
    if unit.is_empty() {
        return None;
    }
    // Nothing counted by pieces has a half; money is exact to the cent, a measure not at all.
    let measured = quantity.exponent() < 0 && numeral.power == 0 || unit == "%";
    let exact_from = if unit == "元" { Some(-2) } else { (!measured).then_some(0) };
    let printed = format!("{}{}", numeral.text(text), token.unit);
    let after = text.get(numeral.range.end..).unwrap_or("");
    let blank = after.len() - after.trim_start_matches(' ').len();
    // The unit may stand in the numeral (百分之三十) or after 余.
    let unit_at = after.get(blank..).filter(|rest| rest.starts_with(token.unit.as_str()));
    let length = unit_at.map_or(0, |_| blank + token.unit.len());
    Some(Amount {
        interval: quantity.interval(exact_from),
        unit,
        power: numeral.power,
        digits: numeral.range.clone(),
        whole: numeral.range.start..numeral.range.end + length,
        printed,
        is_bound: token.class == Class::Bound,
    })
}

/// Words before and after a number that is no exact one.
const VAGUE_BEFORE: [&str; 12] =
    ["约", "近", "超", "超过", "逾", "不到", "不足", "突破", "至少", "最多", "不低于", "仅"];
const VAGUE_AFTER: [&str; 9] = ["余", "多", "以上", "左右", "以下", "以内", "上下", "几", "～"];

impl Amount {
    pub fn is_rate(&self) -> bool {
        matches!(self.unit.as_str(), "%" | "‰" | "个百分点")
    }

    /// 约三成, 75%以上.
    pub fn is_vague(&self, text: &str) -> bool {
        let before = text.get(..self.digits.start).unwrap_or("");
        let after = text.get(self.digits.end..).unwrap_or("");
        let beyond = text.get(self.whole.end..).unwrap_or("");
        VAGUE_BEFORE.iter().any(|word| before.ends_with(word))
            || VAGUE_AFTER.iter().any(|word| after.starts_with(word) || beyond.starts_with(word))
    }
}

/// 100% on the grid of intervals.
const WHOLE: i128 = 1_000_000_000;

/// The share of `part` in `whole`, in percent; `None` where the whole may be nothing.
pub fn percent(part: Interval, whole: Interval) -> Option<Interval> {
    let share = |part: i128, whole: i128| {
        (whole > 0).then(|| part.checked_mul(WHOLE).map(|scaled| scaled.div_euclid(whole)))?
    };
    let bound = |part: i128| Some((share(part, whole.low)?, share(part, whole.high)?));
    let ((a, b), (c, d)) = (bound(part.low)?, bound(part.high)?);
    // A quotient has no last digit: what is exact above may still be cut below.
    Some(Interval { low: a.min(b) - 1, high: c.max(d) + 1 })
}

pub fn minus(a: Interval, b: Interval) -> Interval {
    Interval { low: a.low - b.high, high: a.high - b.low }
}

/// A stated number against a computed one: one unit of its last digit is no contradiction, however
/// wide the rounding of what was computed is.
pub fn held_against(computed: Interval, stated: Interval) -> Agreement {
    let width = (stated.high - stated.low).max(1);
    let wider = Interval { low: stated.low - width, high: stated.high + width };
    if computed.compare(stated) == Agreement::Consistent {
        Agreement::Consistent
    } else if computed.compare(wider) == Agreement::Consistent {
        Agreement::Off
    } else {
        Agreement::Contradicts
    }
}
