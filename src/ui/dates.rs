//! Dates as a clerk types and reads them: `25`, `4.25`, `4月25日`, `2025-04-25`.

use jiff::civil::Date;

use crate::model::Month;

/// Understands a day of the month worked on; the year is the month's unless typed. An empty text
/// is no date.
pub fn parse(text: &str, month: Month) -> Result<Option<Date>, String> {
    let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let numbers: Vec<i32> = plain
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or(-1))
        .collect();
    let only_marks = plain.chars().all(|c| c.is_ascii_digit() || "-./年月日号".contains(c));
    let (year, of_month, day) = match *numbers.as_slice() {
        [day] if only_marks => (month.year(), month.month(), day),
        [of_month, day] if only_marks => (month.year(), positive(of_month), day),
        [year, of_month, day] if only_marks => (year, positive(of_month), day),
        _ => return Err("没看懂这个日期，可写 25、4.25 或 4月25日".to_owned()),
    };
    Month::new(year, of_month)
        .zip(i8::try_from(day).ok())
        .and_then(|(month, day)| month.day(day))
        .map(Some)
        .ok_or_else(|| "没有这一天，请再看一下日期".to_owned())
}

fn positive(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
        '．' | '。' => '.',
        '－' | '—' => '-',
        '／' => '/',
        other => other,
    }
}

/// 4月25日, with the year where it is not the one expected.
pub fn short(date: Date, year: i32) -> String {
    let day = format!("{}月{}日", date.month(), date.day());
    if i32::from(date.year()) == year { day } else { format!("{}年{day}", date.year()) }
}

/// 2025年5月16日
pub fn long(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_as_typed() {
        let month = "2025-04".parse().unwrap();
        for (text, date) in [
            ("25", "2025-04-25"),
            ("4.25", "2025-04-25"),
            ("4月25日", "2025-04-25"),
            ("４．２５", "2025-04-25"),
            ("2025-04-25", "2025-04-25"),
            ("2024年12月3日", "2024-12-03"),
            ("3/31", "2025-03-31"),
        ] {
            assert_eq!(parse(text, month), Ok(Some(date.parse().unwrap())), "{text}");
        }
        assert_eq!(parse(" ", month), Ok(None));
        for text in ["31", "2.30", "十五", "25x", "1.2.3.4", "0"] {
            assert!(parse(text, month).is_err(), "{text}");
        }
    }
}
