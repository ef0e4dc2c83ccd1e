//! Dates and months as print writes them. Knows no layout.

use std::ops::Range;

use jiff::civil::Date;

use super::numerals::chinese_value;
use crate::model::Month;

/// A day at the start of a text, with or without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeadingDay {
    pub year: Option<i32>,
    pub month: u32,
    pub day: u32,
    /// Bytes of the date.
    pub length: usize,
}

impl LeadingDay {
    /// The date nearest to the month covered; `None` for days that do not exist (4月31日).
    pub fn date(self, covered: Month) -> Option<Date> {
        let year = self.year.unwrap_or_else(|| self.nearest_year(covered));
        Month::new(year, self.month)?.day(i8::try_from(self.day).ok()?)
    }

    fn nearest_year(self, covered: Month) -> i32 {
        let distance = i64::from(self.month) - i64::from(covered.month());
        match distance {
            7.. => covered.year() - 1,
            ..=-7 => covered.year() + 1,
            _ => covered.year(),
        }
    }
}

/// Whether a text begins with a whole month, told by its first and last day: 4月1日至30日.
pub fn opens_with_whole_month(text: &str) -> bool {
    let Some(day) = leading_day(text).filter(|day| day.day == 1) else { return false };
    let end = text.get(day.length..).and_then(span_end);
    end.is_some_and(|end| end.day >= 28 && end.is_of(day.month))
}

/// `4月25日` or `2025年4月25日` at the start of a text.
pub fn leading_day(text: &str) -> Option<LeadingDay> {
    let (first, rest) = number(text)?;
    let (year, month, rest) = match rest.strip_prefix('年') {
        Some(rest) => {
            let (month, rest) = number(rest)?;
            (Some(i32::try_from(first).ok()?), month, rest)
        }
        None => (None, first, rest),
    };
    let (day, rest) = number(rest.strip_prefix('月')?)?;
    let rest = rest.strip_prefix('日')?;
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| LeadingDay { year, month, day, length: text.len() - rest.len() })
}

/// The end of a span of days (至30日, —4月30日), right behind its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpanEnd {
    /// As told; `None` when it is the first day's.
    pub month: Option<u32>,
    pub day: u32,
    /// Bytes up to the number of the day, and up to the end of `30日`.
    pub day_at: usize,
    pub length: usize,
}

impl SpanEnd {
    pub fn is_of(self, month: u32) -> bool {
        self.month.is_none_or(|own| own == month)
    }
}

/// Reads the end of a span of days.
pub fn span_end(text: &str) -> Option<SpanEnd> {
    let marks = ['至', '到', '—', '–', '-', '－', '~', '～'];
    let from = text.trim_start_matches(marks);
    let (first, rest) = number(from).filter(|_| from.len() < text.len())?;
    let (month, day, day_from, rest) = match rest.strip_prefix('月') {
        Some(after) => {
            let (day, rest) = number(after)?;
            (Some(first), day, after, rest)
        }
        None => (None, first, from, rest),
    };
    let rest = rest.strip_prefix('日')?;
    let day_from = day_from.trim_start_matches([' ', '\u{3000}']);
    Some(SpanEnd {
        month,
        day,
        day_at: text.len() - day_from.len(),
        length: text.len() - rest.len(),
    })
}

/// The first full date of a text, in Chinese form (2025年5月16日, 二〇二五年五月十六日) or in
/// figures (2025-05-16, 2025.5.16, 2025/5/16).
pub fn full_date(text: &str) -> Option<(Range<usize>, Date)> {
    let mut previous: Option<char> = None;
    for (at, c) in text.char_indices() {
        let starts = is_number_char(c) && !previous.is_some_and(is_number_char);
        previous = Some(c);
        let rest = text.get(at..).unwrap_or("");
        if let Some((length, date)) = starts.then(|| date_at(rest)).flatten() {
            return Some((at..at + length, date));
        }
    }
    None
}

fn date_at(text: &str) -> Option<(usize, Date)> {
    let (year, rest) = number(text)?;
    let mark = rest.trim_start().chars().next()?;
    let (month, day, rest) = match mark {
        '年' => {
            let (month, rest) = number(rest.trim_start().strip_prefix('年')?)?;
            let (day, rest) = number(rest.trim_start().strip_prefix('月')?)?;
            (month, day, rest.trim_start().strip_prefix(['日', '号'])?)
        }
        '-' | '.' | '/' | '－' => {
            let (month, rest) = number(rest.strip_prefix(mark)?)?;
            let (day, rest) = number(rest.strip_prefix(mark)?)?;
            (month, day, rest)
        }
        _ => return None,
    };
    let month = Month::new(i32::try_from(year).ok()?, month)?;
    let date = month.day(i8::try_from(day).ok()?)?;
    Some((text.len() - rest.len(), date))
}

/// Every `2025年4月` of a text that is not the beginning of a day.
pub fn months(text: &str) -> Vec<(Range<usize>, Month)> {
    let mut found = Vec::new();
    let mut previous: Option<char> = None;
    for (at, c) in text.char_indices() {
        let starts = is_number_char(c) && !previous.is_some_and(is_number_char);
        previous = Some(c);
        let rest = text.get(at..).unwrap_or("");
        if let Some((length, month)) = starts.then(|| month_at(rest)).flatten() {
            found.push((at..at + length, month));
        }
    }
    found
}

fn month_at(text: &str) -> Option<(usize, Month)> {
    let (year, rest) = number(text)?;
    let (month, rest) = number(rest.strip_prefix('年')?)?;
    let rest = rest.strip_prefix('月')?;
    let is_day = number(rest).is_some_and(|(_, rest)| rest.starts_with('日'));
    let month = Month::new(i32::try_from(year).ok()?, month)?;
    (!is_day).then_some((text.len() - rest.len(), month))
}

/// `4月，` or `4月份` at the start of a text: the number of the month and the bytes of `4月`.
pub fn leading_month(text: &str) -> Option<(u32, usize)> {
    let (month, rest) = number(text)?;
    let rest = rest.strip_prefix('月')?;
    let is_day = number(rest).is_some();
    ((1..=12).contains(&month) && !is_day).then_some((month, text.len() - rest.len()))
}

fn is_number_char(c: char) -> bool {
    c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c)
}

/// An Arabic number of up to four digits or a Chinese one, blanks before and after skipped.
pub fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start_matches([' ', '\u{3000}']);
    let arabic = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let end = match arabic {
        0 => text.find(|c| !is_number_char(c)).unwrap_or(text.len()),
        end => end,
    };
    let (numeral, rest) = text.split_at_checked(end)?;
    let value = if arabic > 0 {
        numeral.parse().ok().filter(|_| numeral.len() <= 4)?
    } else {
        u32::try_from(chinese_value(numeral)?).ok()?
    };
    Some((value, rest.trim_start_matches([' ', '\u{3000}'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_dates_in_all_forms() {
        for text in [
            "中心 2025年5月16日",
            "2025 年 5 月 16 日",
            "二〇二五年五月十六日",
            "印发于2025-05-16",
            "2025.5.16",
        ] {
            let date = full_date(text).map(|(_, date)| date.to_string());
            assert_eq!(date.as_deref(), Some("2025-05-16"), "{text}");
        }
        assert_eq!(full_date("2025年2月30日"), None);
        assert_eq!(full_date("2025年4月"), None);
    }

    #[test]
    fn days_take_the_year_nearest_to_the_month_covered() {
        let date = |text: &str, covered: &str| {
            leading_day(text)?.date(covered.parse().ok()?).map(|d| d.to_string())
        };
        assert_eq!(date("4月25日，召开", "2025-04").as_deref(), Some("2025-04-25"));
        assert_eq!(date("12月30日，召开", "2025-01").as_deref(), Some("2024-12-30"));
        assert_eq!(date("1月3日，召开", "2024-12").as_deref(), Some("2025-01-03"));
        assert_eq!(date("2023年4月5日，", "2025-04").as_deref(), Some("2023-04-05"));
        assert_eq!(date("4月31日，", "2025-04"), None);
        assert_eq!(date("4月，", "2025-04"), None);
        assert_eq!(date("4月1日至3日，召开", "2025-04").as_deref(), Some("2025-04-01"));
        for whole in ["4月1日至30日，受理", "4月1日—4月30日，受理", "2025年4月1日-30日受理"]
        {
            assert!(opens_with_whole_month(whole), "{whole}");
        }
        for part in ["4月1日至3日，召开", "4月1日至5月30日", "4月2日至30日", "4月，受理", "4月1日"]
        {
            assert!(!opens_with_whole_month(part), "{part}");
        }
    }

    #[test]
    fn months_are_no_days() {
        let found =
            |text: &str| months(text).into_iter().map(|(_, m)| m.to_string()).collect::<Vec<_>>();
        assert_eq!(found("2025年4月总体，2025年4月25日，2024 年 12 月"), ["2025-04", "2024-12"]);
        assert_eq!(leading_month("4月，办理"), Some((4, 4)));
        assert_eq!(leading_month("4月25日，"), None);
    }
}
