//! How the first paragraph of an item opens: label, lead, date, department, in this order. Knows
//! no page.

use crate::model::{Department, Item};

use super::{Role, Run, text_of};

/// The runs before an item's first paragraph. `text` holds the paragraph as printed.
pub fn opening(label: &str, item: &Item, text: &[Run], departments: &[Department]) -> Vec<Run> {
    let printed = text_of(text);
    let lead = item.lead.as_deref().map(str::trim).filter(|lead| !lead.is_empty());
    let date = item.date.filter(|_| !begins_with_date(&printed));
    let department = item
        .department
        .as_deref()
        .filter(|name| !printed.is_empty() && !names_department(&printed, name, departments));
    [
        Some(Run::new(Role::Label, label)),
        lead.map(|lead| Run::new(Role::Lead, &closed(lead))),
        date.map(|date| Run::plain(&format!("{}月{}日，", date.month(), date.day()))),
        department.map(Run::plain),
    ]
    .into_iter()
    .flatten()
    .filter(|run| !run.text.is_empty())
    .collect()
}

fn closed(lead: &str) -> String {
    let mark = if lead.ends_with(['。', '！', '？', '：']) { "" } else { "。" };
    format!("{lead}{mark}")
}

/// Whether the first sentence names the department, by any name it goes by.
fn names_department(text: &str, name: &str, departments: &[Department]) -> bool {
    let sentence = text.split(['。', '！', '？']).next().unwrap_or(text);
    let known = departments.iter().find(|d| d.names().any(|known| known == name));
    sentence.contains(name)
        || known.is_some_and(|department| department.names().any(|n| sentence.contains(n)))
}

/// Whether a text opens with a date of any usual form: `4月25日`, `4月1日至3日`, `4月1日—10日`,
/// `2025年4月25日`, `2025-04-25`, `25日`, `4月，`, `四月一日`, full width or spaced.
pub fn begins_with_date(text: &str) -> bool {
    let start: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{3000}' | '\u{a0}'))
        .take(12)
        .map(half_width)
        .collect();
    let Some((number, rest)) = leading_number(&start) else { return false };
    match rest.chars().next() {
        Some('年') => leading_number(rest.trim_start_matches('年'))
            .is_some_and(|(month, rest)| (1..=12).contains(&month) && rest.starts_with('月')),
        Some('-' | '.' | '/') => (1900..3000).contains(&number) && written_in_figures(rest),
        Some('月') => (1..=12).contains(&number),
        Some('日') => (1..=31).contains(&number),
        _ => false,
    }
}

/// The rest of `2025-04-25` after the year.
fn written_in_figures(rest: &str) -> bool {
    let is_mark = |c: char| matches!(c, '-' | '.' | '/');
    rest.strip_prefix(is_mark)
        .and_then(leading_number)
        .filter(|(month, _)| (1..=12).contains(month))
        .and_then(|(_, rest)| rest.strip_prefix(is_mark))
        .and_then(leading_number)
        .is_some_and(|(day, _)| (1..=31).contains(&day))
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        other => other,
    }
}

/// An Arabic number of up to four digits, or a Chinese one up to 三十一.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end > 0 {
        let (digits, rest) = text.split_at_checked(end)?;
        return digits.parse().ok().filter(|_| end <= 4).map(|number| (number, rest));
    }
    let end = text.find(|c| !"一二三四五六七八九十".contains(c)).unwrap_or(text.len());
    let (numeral, rest) = text.split_at_checked(end)?;
    (1..=31)
        .find(|n| super::numbering::chinese_ordinal(*n) == numeral)
        .and_then(|n| Some((u32::try_from(n).ok()?, rest)))
}

/// 各进驻单位： with no sentence in it.
pub fn is_address(text: &str) -> bool {
    let short = text.chars().count() <= 60 && !text.contains(['。', '；']);
    short && text.ends_with('：') && !text.ends_with("如下：")
}

/// The words of an address as such.
pub fn address(text: Vec<Run>) -> Vec<Run> {
    let role = |run: &Run| if run.role == Role::Plain { Role::Address } else { run.role };
    text.into_iter().map(|run| Run { role: role(&run), ..run }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_date_in_any_usual_form() {
        for text in [
            "4月25日，召开",
            "4月1日至3日",
            "4月1日—10日",
            "4 月 25 日",
            "４月２５日",
            "2025年4月25日",
            "2025-04-25",
            "2025.4.5",
            "25日，",
            "4月上旬",
            "四月十一日",
        ] {
            assert!(begins_with_date(text), "{text}");
        }
        for text in [
            "",
            "近日，",
            "截至4月25日",
            "2025年第2次",
            "13月",
            "32日",
            "3家企业",
            "2025",
            "一件事",
            "十余个窗口",
            "1.5万件",
            "20250月",
        ] {
            assert!(!begins_with_date(text), "{text}");
        }
    }
}
