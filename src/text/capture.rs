//! Events as they are pasted from chat groups and reports: lines that begin with a date or a
//! label, taken apart into date, department and text. Nothing of the text is lost but the labels,
//! the dates and the departments that were recognised.

use jiff::civil::Date;

use super::chars::half_width;
use crate::model::Month;

/// One event taken from a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captured {
    pub date: Option<Date>,
    /// Full name of a known department.
    pub department: Option<String>,
    pub paragraphs: Vec<String>,
}

/// More lines than this become paragraphs of the last event.
const MOST: usize = 500;

/// Takes a text apart. A line with a date or a label begins an event, as does the line after an
/// empty one; other lines are further paragraphs. `departments` are full names, each with the
/// names it goes by; `month` lends the year, and the month to a bare `25日`.
pub fn capture(text: &str, month: Month, departments: &[(&str, Vec<&str>)]) -> Vec<Captured> {
    let mut events: Vec<Captured> = Vec::new();
    let mut parted = true;
    for line in text.lines().map(str::trim) {
        let line = line.trim_matches('\u{3000}');
        if line.is_empty() {
            parted = true;
            continue;
        }
        let (labelled, rest) = without_label(line);
        let (date, rest) = leading_date(rest, month);
        let begins = parted || date.is_some() || labelled;
        let full = events.len() >= MOST;
        parted = false;
        match events.last_mut() {
            Some(event) if !begins || full => {
                event.paragraphs.push(line.to_owned());
            }
            _ => {
                let (department, rest) = leading_department(rest, departments);
                let paragraphs = if rest.is_empty() { Vec::new() } else { vec![rest.to_owned()] };
                events.push(Captured { date, department, paragraphs });
            }
        }
    }
    events
}

/// The line without `1.`, `（一）`, `一、`, `•`; whether there was one.
fn without_label(line: &str) -> (bool, &str) {
    let count = |text: &str| {
        text.chars()
            .take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c))
            .count()
    };
    for open in ['（', '('] {
        if let Some(inner) = line.strip_prefix(open) {
            let digits = count(inner);
            let end: String = inner.chars().skip(digits).take(1).collect();
            if (1..=3).contains(&digits) && matches!(end.as_str(), "）" | ")") {
                return (true, after(inner, digits + 1).trim_start());
            }
        }
    }
    let digits = count(line);
    let mark = line.chars().nth(digits);
    let next = line.chars().nth(digits + 1);
    let is_label = (1..=3).contains(&digits)
        && (mark == Some('、') || (mark == Some('.') && next.is_some_and(|c| !c.is_ascii_digit())));
    if is_label {
        return (true, after(line, digits + 1).trim_start());
    }
    match line.strip_prefix(['•', '●', '◆', '★']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    }
}

/// The text after so many characters.
fn after(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or("", |(at, _)| text.get(at..).unwrap_or_default())
}

/// `4月25日，`, `25日`, `4.25`, `2025-04-25`, `2025年4月25日`, in brackets too.
fn leading_date(text: &str, month: Month) -> (Option<Date>, &str) {
    let open = text.starts_with(['（', '(', '【', '[']);
    let body = if open { after(text, 1) } else { text };
    let mut numbers: Vec<(u32, char)> = Vec::new();
    let mut used = 0;
    let mut digits = String::new();
    for c in body.chars().take(16) {
        let plain = half_width(c);
        if plain.is_ascii_digit() {
            digits.push(plain);
            used += 1;
            continue;
        }
        let Ok(number) = digits.parse() else { break };
        digits.clear();
        if !matches!(c, '年' | '月' | '日' | '号' | '.' | '-' | '/' | '．') {
            numbers.push((number, ' '));
            break;
        }
        numbers.push((number, c));
        used += 1;
        if matches!(c, '日' | '号') {
            break;
        }
    }
    let Some(date) = date_of(&numbers, month) else { return (None, text) };
    let mut rest = after(body, used);
    // 6.1万件 is no 1st of June: a date without 日 ends where the word does.
    let in_words = numbers.last().is_some_and(|(_, mark)| matches!(mark, '日' | '号'));
    if !in_words && !rest.starts_with([' ', '\u{3000}', '，', ',', '：', ':', '）', ')', '】', ']'])
    {
        return (None, text);
    }
    if open {
        rest = rest.trim_start_matches(['）', ')', '】', ']']);
    }
    (Some(date), rest.trim_start_matches(['，', ',', '：', ':', '、', ' ', '\u{3000}']))
}

fn date_of(numbers: &[(u32, char)], month: Month) -> Option<Date> {
    let day = |month: Month, day: u32| month.day(i8::try_from(day).ok()?);
    match *numbers {
        [(number, '日' | '号')] => day(month, number),
        [(of, '月'), (number, '日' | '号')] => day(Month::new(month.year(), of)?, number),
        [(of, '.' | '．' | '-' | '/'), (number, ' ' | '日')] if of <= 12 => {
            day(Month::new(month.year(), of)?, number)
        }
        [
            (year, '年' | '-' | '.' | '/'),
            (of, '月' | '-' | '.' | '/'),
            (number, '日' | '号' | ' '),
        ] => day(Month::new(i32::try_from(year).ok()?, of)?, number),
        _ => None,
    }
}

/// `水利厅：…` gives the department away; `水利厅印发…` names it and keeps it in the sentence.
fn leading_department<'t>(
    text: &'t str,
    departments: &[(&str, Vec<&str>)],
) -> (Option<String>, &'t str) {
    let named = |start: &str| {
        departments
            .iter()
            .flat_map(|(full, names)| names.iter().map(move |name| (*full, *name)))
            .filter(|(_, name)| !name.is_empty() && start.starts_with(name))
            .max_by_key(|(_, name)| name.chars().count())
    };
    let Some((full, name)) = named(text) else { return (None, text) };
    let rest = text.get(name.len()..).unwrap_or_default();
    let rest = rest.strip_prefix("窗口").filter(|r| r.starts_with(['：', ':'])).unwrap_or(rest);
    match rest.strip_prefix(['：', ':']) {
        Some(said) => (Some(full.to_owned()), said.trim_start()),
        None => (Some(full.to_owned()), text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn month() -> Month {
        "2025-04".parse().unwrap()
    }

    fn read(text: &str) -> Vec<(String, String, String)> {
        let departments =
            [("水利厅", vec!["水利厅", "省水利厅"]), ("公安厅", vec!["公安厅", "公安"])];
        capture(text, month(), &departments)
            .into_iter()
            .map(|event| {
                let date = event.date.map(|date| date.to_string()).unwrap_or_default();
                (date, event.department.unwrap_or_default(), event.paragraphs.join("|"))
            })
            .collect()
    }

    fn event(date: &str, department: &str, text: &str) -> (String, String, String) {
        (date.into(), department.into(), text.into())
    }

    #[test]
    fn a_date_at_the_beginning_is_split_off() {
        for line in [
            "4月25日，启用新系统。",
            "25日启用新系统。",
            "４月２５日，启用新系统。",
            "4.25 启用新系统。",
            "2025-04-25 启用新系统。",
            "2025年4月25日，启用新系统。",
            "（4月25日）启用新系统。",
            "1. 4月25日，启用新系统。",
            "（一）4月25日，启用新系统。",
        ] {
            assert_eq!(read(line), [event("2025-04-25", "", "启用新系统。")], "{line}");
        }
    }

    #[test]
    fn numbers_that_are_no_date_stay() {
        for line in ["6.1万件业务按期办结。", "25家企业受邀座谈。", "4月30多家企业参会。", "31日"]
        {
            assert_eq!(read(line), [event("", "", line)], "{line}");
        }
    }

    #[test]
    fn a_department_is_recognised_at_the_beginning() {
        assert_eq!(
            read("25日，省水利厅：启用系统。"),
            [event("2025-04-25", "水利厅", "启用系统。")]
        );
        assert_eq!(read("公安厅窗口启用设备。"), [event("", "公安厅", "公安厅窗口启用设备。")]);
        assert_eq!(read("水利厅窗口：启用设备。"), [event("", "水利厅", "启用设备。")]);
    }

    #[test]
    fn a_pasted_block_becomes_several_events() {
        let block = "4月8日，甲事。\r\n补充一段。\r\n4月9日，乙事。\r\n\r\n丙事。\n1、丁事。";
        assert_eq!(
            read(block),
            [
                event("2025-04-08", "", "甲事。|补充一段。"),
                event("2025-04-09", "", "乙事。"),
                event("", "", "丙事。"),
                event("", "", "丁事。"),
            ]
        );
    }

    proptest! {
        #[test]
        fn no_chinese_character_of_the_text_is_lost(text in "([甲乙丙丁，。\n]|第){0,80}") {
            let kept: String = capture(&text, month(), &[])
                .into_iter()
                .flat_map(|event| event.paragraphs)
                .collect();
            let han = |text: &str| text.chars().filter(|c| "甲乙丙丁第".contains(*c)).count();
            prop_assert_eq!(han(&kept), han(&text));
        }

        #[test]
        fn any_text_is_taken(text in "\\PC{0,200}") {
            capture(&text, month(), &[("水利厅", vec!["水利厅", "水"])]);
        }
    }
}
