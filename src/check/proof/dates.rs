//! Which numerals are days, times, months, years or spans of them.

use crate::text::numerals::arabic_length;

use super::classify::Place;

/// Words after a numeral that make it a date or a span of time, the longest first.
const AFTER: [&str; 9] = ["个季度", "个半月", "个月", "季度", "年", "月", "日", "周", "旬"];
/// Words that begin like one of [`AFTER`] and say something else.
const OTHER: [&str; 7] = ["年级", "周岁", "日均", "月均", "月饼", "周边", "周围"];
/// After Chinese numerals only: 3天 is a promise that may be wrong, 三天 is a way of speaking.
const AFTER_CHINESE: [&str; 4] = ["天", "小时", "分钟", "刻钟"];
const RANGES: [char; 8] = ['—', '-', '–', '－', '~', '～', '至', '、'];
const BEFORE: [&str; 5] = ["星期", "礼拜", "周", "初", "农历"];

/// Whether a numeral dates something.
pub fn is_date(place: &Place<'_>) -> bool {
    !unit(place).is_empty()
        || is_clock(place)
        || is_written_in_figures(place)
        || opens_range(place)
        || is_bare_year(place)
        || is_weekday(place)
}

/// The unit of a date: 年, 个月, 时; empty when the numeral is none or has none.
pub fn unit<'t>(place: &Place<'t>) -> &'t str {
    let after = place.after;
    if place.numeral.power > 0 || OTHER.iter().any(|word| after.starts_with(word)) {
        // 15日均 is no average of 15 where a month stands before.
        let day = place.before.ends_with('月') && after.starts_with('日');
        return if day { prefix(after, "日") } else { "" };
    }
    if let Some(word) = AFTER.iter().find(|word| after.starts_with(**word)) {
        return prefix(after, word);
    }
    let spoken = AFTER_CHINESE.iter().find(|word| after.starts_with(**word));
    if let Some(word) =
        spoken.filter(|_| !place.is_arabic() && place.whole().is_none_or(|n| n <= 10))
    {
        return prefix(after, word);
    }
    clock_unit(place)
}

fn prefix<'t>(text: &'t str, word: &str) -> &'t str {
    text.get(..word.len()).unwrap_or("")
}

/// 9时, 9点30分.
fn clock_unit<'t>(place: &Place<'t>) -> &'t str {
    let after = place.after;
    if place.whole().is_none_or(|hour| hour > 60) {
        return "";
    }
    if after.starts_with('分') && place.before.ends_with(['时', '点']) {
        return prefix(after, "分");
    }
    let hour = place.whole().is_some_and(|hour| hour <= 24);
    if hour && after.starts_with('时') && !after.starts_with("时代") {
        return prefix(after, "时");
    }
    let spoken = after.strip_prefix('点').filter(|_| hour).is_some_and(|rest| {
        rest.is_empty()
            || rest.starts_with([
                '半', '整', '至', '到', '前', '后', '左', '，', '。', '—', '-', '～', '钟',
            ])
            || rest.starts_with(|c: char| c.is_ascii_digit())
    });
    if spoken { prefix(after, "点") } else { "" }
}

/// 9:30, both halves.
fn is_clock(place: &Place<'_>) -> bool {
    let two_digits = |text: &str| {
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        digits == 2
    };
    let marks = [':', '：'];
    let hour = place.whole().is_some_and(|hour| hour <= 24);
    let before = place.before.strip_suffix(marks);
    place.is_arabic()
        && (hour && place.after.strip_prefix(marks).is_some_and(two_digits)
            || place.digits.len() == 2
                && before.is_some_and(|text| {
                    let hour = text.trim_start_matches(|c: char| !c.is_ascii_digit());
                    !hour.is_empty() && text.ends_with(|c: char| c.is_ascii_digit())
                }))
}

/// 2025-04-25, 2025.4.25, 2025/4/25: any of its numbers.
fn is_written_in_figures(place: &Place<'_>) -> bool {
    let mark = |c: char| matches!(c, '-' | '.' | '/');
    let of_date = |c: char| c.is_ascii_digit() || mark(c);
    let head = place.text.get(..place.numeral.range.start).unwrap_or("");
    let start = head.trim_end_matches(of_date).len();
    let tail = place.text.get(start..).unwrap_or("");
    let end = tail.find(|c| !of_date(c)).unwrap_or(tail.len());
    let parts: Vec<&str> = tail.get(..end).unwrap_or("").split(mark).collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    let year = parts.first().is_some_and(|year| year.len() == 4);
    let month = number(1).is_some_and(|month| (1..=12).contains(&month));
    let day = parts.len() == 3 && number(2).is_some_and(|day| (1..=31).contains(&day));
    year && month
        && (day || parts.len() == 2 && parts.get(1).is_some_and(|m| m.len() == 2))
        && number(0).is_some_and(is_year)
}

/// 1 of 1—4月, 3 of 3、4月, 15 of 15至17日.
fn opens_range(place: &Place<'_>) -> bool {
    if place.numeral.power > 0 || place.whole().is_none() {
        return false;
    }
    let mut rest = place.after;
    // 1、2、3、4月 names every month at most.
    for _ in 0..12 {
        let Some(next) = rest.strip_prefix(RANGES) else { return false };
        let next = next.trim_start_matches(RANGES);
        let length = arabic_length(next).max(chinese_length(next));
        let Some(after) = next.get(length..).filter(|_| length > 0) else { return false };
        let after = after.trim_start();
        if after.starts_with(['年', '月', '日', '时']) || after.starts_with("季度") {
            return true;
        }
        rest = after;
    }
    false
}

fn chinese_length(text: &str) -> usize {
    text.find(|c| !"〇零一二三四五六七八九十".contains(c)).unwrap_or(text.len())
}

/// 2025 alone, as in （2025）.
fn is_bare_year(place: &Place<'_>) -> bool {
    place.is_arabic()
        && place.digits.len() == 4
        && place.numeral.power == 0
        && place.numeral.unit(place.text).is_empty()
        && place.whole().is_some_and(is_year)
        && (place.after.is_empty()
            || place.after.starts_with(['）', ')', '》', '/', '—', '-', '版', '财']))
}

fn is_year(number: u32) -> bool {
    (1949..2100).contains(&number)
}

/// 周五, 星期三, 初一.
fn is_weekday(place: &Place<'_>) -> bool {
    let weekday = BEFORE.iter().any(|word| place.before.ends_with(word));
    !place.is_arabic() && weekday && place.digits.chars().count() <= 3
}
