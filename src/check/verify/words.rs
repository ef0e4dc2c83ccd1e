//! What a difference is called, in Chinese, and how much of a sentence is quoted with it.

use std::ops::Range;

use crate::text::numerals::unit_of;

use super::compare::Part;
use super::{Difference, Kind};

/// A number with the measure word after it, on both sides.
pub(super) fn with_units(own: &[char], other: &[char], part: &Part) -> Part {
    let widened = |chars: &[char], range: &Range<usize>| {
        if range.is_empty() {
            return range.clone();
        }
        let after: String = chars.iter().skip(range.end).take(5).collect();
        let mut length = unit_of(&after).chars().count();
        if length == 0 && after.starts_with(['年', '月', '日', '时']) {
            length = 1;
        }
        range.start..range.end + length
    };
    Part { issue: widened(own, &part.issue), file: widened(other, &part.file), ..part.clone() }
}

pub(super) fn of_part(difference: &Difference, unread: bool) -> String {
    let (stored, printed) = (difference.stored.as_deref(), difference.printed.as_deref());
    let mut message = match (stored, printed) {
        (Some(stored), Some(printed)) => format!("文件是“{printed}”，本期是“{stored}”"),
        (Some(stored), None) => format!("文件里少了“{stored}”"),
        (None, Some(printed)) => format!("文件里多了“{printed}”"),
        (None, None) => String::new(),
    };
    if difference.kind == Kind::Notation {
        message.push_str("，数值相同，写法不同");
    }
    if unread {
        message.push_str("；这种写法认不出数值，请人工核对");
    }
    if let Some(indicator) = &difference.indicator {
        let value = difference.value.as_ref().map(|value| format!("，录入为 {value}"));
        message.extend(["（", indicator, value.as_deref().unwrap_or(""), "）"]);
    }
    message
}

pub(super) fn of_label(own: &str, found: &str) -> String {
    if found.is_empty() {
        format!("文件里没有序号“{own}”")
    } else {
        format!("序号写作“{found}”，本期是“{own}”")
    }
}

pub(super) fn of_style(stored: &str, printed: &str) -> String {
    format!("符号宽窄或样式不同：文件用“{printed}”，本期用“{stored}”")
}

pub(super) fn of_section(section: &str, sentences: usize) -> String {
    format!("文件里没有“{section}”这一部分（{sentences}句）")
}

pub(super) fn of_move(sentences: usize) -> String {
    if sentences > 1 {
        format!("这里起的{sentences}句在文件里换了位置")
    } else {
        "这一句在文件里换了位置".to_owned()
    }
}
