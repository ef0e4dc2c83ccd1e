//! Exact amounts that remember how precisely they were reported.

use std::cmp::Ordering;

/// An amount as reported: `digits × 10^exponent` in the indicator's base unit (件, 元, %), where
/// `exponent` is the place of the last digit that was given. `6.1万` is 61 × 10³: 61000 known to
/// the thousands; `61023` is 61023 × 10⁰; `59.49`% is 5949 × 10⁻².
///
/// Equality compares both parts: 61000 and 6.1万 are different reports of one amount. Compare
/// amounts with [`Quantity::cmp_amount`] or, allowing for rounding, with [`Interval::compare`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    digits: i64,
    exponent: i8,
}

/// How a quantity is written: in 10^`power` of the base unit (4 = 万, 8 = 亿) with at most
/// `decimals` places, trailing zeros cut when `trim`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct DisplayStyle {
    #[serde(default)]
    pub power: u8,
    #[serde(default)]
    pub decimals: u8,
    #[serde(default)]
    pub trim: bool,
}

/// What an as-reported amount can stand for, in 10⁻⁷ of the base unit: `low ≤ x < high`, or one
/// point when `low == high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: i128,
    pub high: i128,
}

/// How two as-reported amounts that should be equal stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Some value lies in both intervals.
    Consistent,
    /// They would agree if the last digit of either were one off (an office that cuts digits).
    Off,
    Contradicts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseQuantityError {
    #[error("no digits")]
    NoDigits,
    #[error("malformed number")]
    Malformed,
    #[error("more than 15 digits")]
    TooLong,
}

const FINEST: i8 = -6;
const COARSEST: i8 = 12;
/// Intervals count in tenths of the finest place, so that half of a last digit is whole.
const GRID: i8 = FINEST - 1;

impl Quantity {
    /// Returns `None` when the exponent lies outside 10⁻⁶…10¹² or there are more than 15 digits.
    pub fn new(digits: i64, exponent: i8) -> Option<Self> {
        let fits = digits.unsigned_abs() < 10u64.pow(15);
        (fits && (FINEST..=COARSEST).contains(&exponent)).then_some(Self { digits, exponent })
    }

    /// An exact whole number.
    pub fn whole(digits: i64) -> Option<Self> {
        Self::new(digits, 0)
    }

    pub fn digits(self) -> i64 {
        self.digits
    }

    /// Power of ten of the last reported digit.
    pub fn exponent(self) -> i8 {
        self.exponent
    }

    pub fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// The amount in 10⁻⁷ of the base unit.
    pub(crate) fn on_grid(self) -> i128 {
        i128::from(self.digits) * pow10(self.exponent - GRID)
    }

    /// Orders by amount alone.
    pub fn cmp_amount(self, other: Self) -> Ordering {
        self.on_grid().cmp(&other.on_grid())
    }

    /// What the report can stand for. `exact_from` is the place at which the counted thing has no
    /// finer parts (件: `Some(0)`, 元: `Some(-2)`); a report down to that place is exact. A rate
    /// has no such place (`None`).
    pub fn interval(self, exact_from: Option<i8>) -> Interval {
        let amount = self.on_grid();
        if exact_from.is_some_and(|place| self.exponent <= place) {
            return Interval { low: amount, high: amount };
        }
        let half = pow10(self.exponent - GRID) / 2;
        Interval { low: amount - half, high: amount + half }
    }

    /// The sum, known to the coarsest last digit of the two.
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::from_grid(self.on_grid() + other.on_grid(), self.exponent.max(other.exponent))
    }

    /// The difference, known to the coarsest last digit of the two.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { digits: -other.digits, ..other })
    }

    #[must_use]
    pub fn abs(self) -> Self {
        Self { digits: self.digits.abs(), ..self }
    }

    /// The change from `base` to `self` in percent of `base`, half-up to `decimals` places;
    /// `None` when the base is zero or the result does not fit.
    pub fn change_percent(self, base: Self, decimals: u8) -> Option<Self> {
        let base_amount = base.on_grid();
        ratio(self.on_grid() - base_amount, base_amount.abs(), decimals)
    }

    /// `self` in percent of `whole`, half-up to `decimals` places; `None` when `whole` is zero.
    pub fn percent_of(self, whole: Self, decimals: u8) -> Option<Self> {
        ratio(self.on_grid(), whole.on_grid(), decimals)
    }

    /// The amount rounded half-up (四舍五入, away from zero) to the place 10^`exponent`; digits
    /// that were never reported are not invented, so a coarser report stays as it is.
    #[must_use]
    pub fn rounded(self, exponent: i8) -> Self {
        if exponent <= self.exponent {
            return self;
        }
        let step = pow10(exponent - self.exponent);
        let digits = divide_half_up(i128::from(self.digits), step);
        Self { digits: i64::try_from(digits).unwrap_or(self.digits), exponent }
    }

    /// The amount given in 10⁻⁷ of the base unit, half-up to the place 10^`exponent`.
    pub(crate) fn from_grid(amount: i128, exponent: i8) -> Option<Self> {
        let digits = divide_half_up(amount, pow10(exponent - GRID));
        Self::new(i64::try_from(digits).ok()?, exponent)
    }

    /// As [`Self::from_grid`], rounded down.
    pub(crate) fn from_grid_floor(amount: i128, exponent: i8) -> Option<Self> {
        let step = pow10(exponent.checked_sub(GRID)?);
        Self::new(i64::try_from(amount.div_euclid(step)).ok()?, exponent)
    }

    /// Writes the number without a unit: 61023 in 万 with two places is `6.1`. Never prints a
    /// digit that was not reported; a report coarser than the last place shown gets fewer places
    /// (`6.1万` with two places is `6.1`, not `6.10`).
    pub fn print(self, style: DisplayStyle) -> String {
        let power = i8::try_from(style.power).unwrap_or(0);
        let decimals = i8::try_from(style.decimals).unwrap_or(0);
        let rounded = self.rounded(power - decimals);
        let text = place_point(rounded.digits, rounded.exponent - power);
        if style.trim && text.contains('.') {
            return text.trim_end_matches('0').trim_end_matches('.').to_owned();
        }
        text
    }

    /// For charts only.
    #[expect(clippy::float_arithmetic, reason = "pixels are floats; nothing is computed from them")]
    pub fn to_f64(self) -> f64 {
        self.digits as f64 * 10f64.powi(i32::from(self.exponent))
    }

    /// Reads a number at the start of `text`, with an optional sign, thousands commas, decimals
    /// and 万 / 亿 / 万亿, full width or half, and returns it with the unread rest (the unit).
    pub fn parse_prefix(text: &str) -> Result<(Self, &str), ParseQuantityError> {
        let scanned = scan_number(text)?;
        let (power, rest) = scan_power(scanned.rest);
        let exponent = i8::try_from(scanned.decimals)
            .ok()
            .and_then(|decimals| power.checked_sub(decimals))
            .ok_or(ParseQuantityError::TooLong)?;
        let quantity = Self::new(scanned.digits, exponent).ok_or(ParseQuantityError::TooLong)?;
        Ok((quantity, rest))
    }
}

impl Interval {
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low.saturating_add(other.low), high: self.high.saturating_add(other.high) }
    }

    fn overlaps(self, other: Self) -> bool {
        let half_open =
            |a: Self, b: Self| if a.low == a.high { b.low <= a.low } else { b.low < a.high };
        half_open(self, other) && half_open(other, self)
    }

    fn widened(self) -> Self {
        let width = self.high - self.low;
        Self { low: self.low - width, high: self.high + width }
    }

    /// Compares two amounts that should be one.
    pub fn compare(self, other: Self) -> Agreement {
        if self.overlaps(other) {
            Agreement::Consistent
        } else if self.widened().overlaps(other) || other.widened().overlaps(self) {
            Agreement::Off
        } else {
            Agreement::Contradicts
        }
    }
}

struct Scanned<'a> {
    digits: i64,
    decimals: usize,
    rest: &'a str,
}

fn scan_number(text: &str) -> Result<Scanned<'_>, ParseQuantityError> {
    let (negative, body) = match text.chars().next() {
        Some(sign @ ('-' | '－' | '−')) => (true, text.get(sign.len_utf8()..).unwrap_or("")),
        Some(sign @ ('+' | '＋')) => (false, text.get(sign.len_utf8()..).unwrap_or("")),
        _ => (false, text),
    };
    let end = body
        .char_indices()
        .find(|(_, c)| ascii_digit(*c).is_none() && !is_point(*c) && !is_comma(*c))
        .map_or(body.len(), |(at, _)| at);
    let (number, rest) = body.split_at_checked(end).unwrap_or((body, ""));
    let plain: String = number.chars().map(to_plain).collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    if whole.is_empty() && fraction.is_empty() {
        return Err(ParseQuantityError::NoDigits);
    }
    let grouped = !whole.contains(',') || is_grouped(whole);
    let bare_point = plain.contains('.') && fraction.is_empty();
    if whole.is_empty() || bare_point || !grouped || fraction.contains([',', '.']) {
        return Err(ParseQuantityError::Malformed);
    }
    let all: String = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
    let magnitude: i64 = all.parse().map_err(|_| ParseQuantityError::TooLong)?;
    let digits = if negative { -magnitude } else { magnitude };
    Ok(Scanned { digits, decimals: fraction.len(), rest })
}

fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.all(|g| g.len() == 3)
}

fn scan_power(text: &str) -> (i8, &str) {
    [("万亿", 12), ("亿", 8), ("万", 4)]
        .into_iter()
        .find_map(|(word, power)| text.trim_start().strip_prefix(word).map(|rest| (power, rest)))
        .unwrap_or((0, text))
}

fn ascii_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

fn is_point(c: char) -> bool {
    matches!(c, '.' | '．')
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，')
}

fn to_plain(c: char) -> char {
    match c {
        '．' => '.',
        '，' => ',',
        other => ascii_digit(other).unwrap_or(other),
    }
}

fn pow10(exponent: i8) -> i128 {
    10i128.pow(u32::from(exponent.max(0).unsigned_abs()))
}

/// Rounds half away from zero, as 四舍五入 does.
fn divide_half_up(amount: i128, by: i128) -> i128 {
    let magnitude = (amount.abs() * 2 + by) / (by * 2);
    if amount < 0 { -magnitude } else { magnitude }
}

fn ratio(part: i128, whole: i128, decimals: u8) -> Option<Quantity> {
    let decimals = i8::try_from(decimals).ok().filter(|d| *d <= 4)?;
    let scaled = part.checked_mul(100 * pow10(decimals))?;
    if whole == 0 {
        return None;
    }
    let (scaled, whole) = if whole < 0 { (-scaled, -whole) } else { (scaled, whole) };
    Quantity::new(i64::try_from(divide_half_up(scaled, whole)).ok()?, -decimals)
}

/// Writes `digits × 10^exponent` in full.
fn place_point(digits: i64, exponent: i8) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let mut text = digits.unsigned_abs().to_string();
    if exponent >= 0 {
        if digits != 0 {
            text.push_str(&"0".repeat(usize::from(exponent.unsigned_abs())));
        }
        return format!("{sign}{text}");
    }
    let places = usize::from(exponent.unsigned_abs());
    let padded = format!("{text:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at_checked(padded.len() - places).unwrap_or((&padded, ""));
    format!("{sign}{whole}.{fraction}")
}

#[cfg(test)]
mod tests;
