//! A calendar month: the period every figure, event and issue belongs to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A month between 1900-01 and 2999-12. Ordered by time; written `2025-04` in files and on the
/// console, 2025年4月 on screen and paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Months since year 0: `year * 12 + (month - 1)`.
    index: i32,
}

/// Text or numbers that name no month of the years 1900–2999.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month: {0}")]
pub struct ParseMonthError(pub String);

impl Month {
    const FIRST: i32 = 1900 * 12;
    const LAST: i32 = 2999 * 12 + 11;

    /// Returns the month, or `None` when `month` is not 1–12 or the year not 1900–2999.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let month = i32::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
        Self::from_index(year.checked_mul(12)?.checked_add(month - 1)?)
    }

    fn from_index(index: i32) -> Option<Self> {
        (Self::FIRST..=Self::LAST).contains(&index).then_some(Self { index })
    }

    pub fn year(self) -> i32 {
        self.index.div_euclid(12)
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.index.rem_euclid(12).unsigned_abs() + 1
    }

    /// Months since year 0; the x coordinate of charts.
    pub fn index(self) -> i32 {
        self.index
    }

    /// Moves by whole months, stopping at the ends of the range this type can hold.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self { index: self.index.saturating_add(months).clamp(Self::FIRST, Self::LAST) }
    }

    /// The month before: the base of 环比.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus(-1)
    }

    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The same month last year: the base of 同比.
    #[must_use]
    pub fn year_ago(self) -> Self {
        self.plus(-12)
    }

    /// January of the same year: the start of 累计.
    #[must_use]
    pub fn january(self) -> Self {
        Self { index: self.year() * 12 }
    }

    /// All months from `self` to `last`, both included; empty when `last` is earlier.
    pub fn through(self, last: Self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        let count = usize::try_from(last.index - self.index + 1).unwrap_or(0);
        (0..count).map(move |n| self.plus(i32::try_from(n).unwrap_or(i32::MAX)))
    }

    /// Whole months from `earlier` to `self`; negative when `earlier` is later.
    pub fn months_since(self, earlier: Self) -> i32 {
        self.index - earlier.index
    }

    pub fn of(date: jiff::civil::Date) -> Option<Self> {
        Self::new(i32::from(date.year()), u32::try_from(date.month()).ok()?)
    }

    /// The day of this month as a date, or `None` when the month has no such day.
    pub fn day(self, day: i8) -> Option<jiff::civil::Date> {
        let year = i16::try_from(self.year()).ok()?;
        jiff::civil::Date::new(year, i8::try_from(self.month()).ok()?, day).ok()
    }

    /// How many days it has.
    pub fn last_day(self) -> i8 {
        (29..=31).rev().find(|day| self.day(*day).is_some()).unwrap_or(28)
    }

    /// 2025年4月
    pub fn chinese(self) -> String {
        format!("{}年{}月", self.year(), self.month())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for Month {
    type Err = ParseMonthError;

    /// Reads `2025-04`, `2025-4`, `2025.4`, `2025/04`, `202504` and `2025年4月`.
    fn from_str(text: &str) -> Result<Self, ParseMonthError> {
        let err = || ParseMonthError(text.chars().take(40).collect());
        let trimmed = text.trim();
        let trimmed = trimmed.strip_suffix('月').unwrap_or(trimmed);
        let (year, month) = trimmed
            .split_once(['-', '.', '/', '年'])
            .or_else(|| (trimmed.len() == 6).then(|| trimmed.split_at_checked(4)).flatten())
            .ok_or_else(err)?;
        if year.len() != 4 || month.len() > 2 || !trimmed.chars().all(|c| !c.is_whitespace()) {
            return Err(err());
        }
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(year) || !all_digits(month) {
            return Err(err());
        }
        let year = year.parse().map_err(|_| err())?;
        let month = month.parse().map_err(|_| err())?;
        Self::new(year, month).ok_or_else(err)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn reads_the_usual_spellings() {
        for text in ["2025-04", "2025-4", "2025.4", "2025/04", "202504", "2025年4月", " 2025-04 "]
        {
            assert_eq!(month(text).to_string(), "2025-04", "{text}");
        }
    }

    #[test]
    fn refuses_months_that_do_not_exist() {
        for text in
            ["2025-13", "2025-00", "25-04", "2025", "", "四月", "2025-4a", "2025- 4", "+025-04"]
        {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }

    #[test]
    fn walks_over_new_year() {
        assert_eq!(month("2025-01").previous(), month("2024-12"));
        assert_eq!(month("2024-12").next(), month("2025-01"));
        assert_eq!(month("2025-04").year_ago(), month("2024-04"));
        assert_eq!(month("2024-11").through(month("2025-02")).count(), 4);
        assert_eq!(month("2025-02").through(month("2025-01")).count(), 0);
        assert_eq!(month("2025-04").chinese(), "2025年4月");
    }
}
