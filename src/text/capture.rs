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
    // Word processors end lines by a lone return or a vertical tab as well.
    let text = text.replace("\r\n", "\n");
    for line in text.split(['\n', '\r', '\u{b}', '\u{2028}', '\u{2029}']).map(str::trim) {
        let line = line.trim_matches('\u{3000}');
        if line.is_empty() {
            parted = true;
            continue;
        }
        let (labelled, rest) = without_label(line, month);
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
fn without_label(line: &str, month: Month) -> (bool, &str) {
    let count = |text: &str| {
        text.chars()
            .take_while(|c| half_width(*c).is_ascii_digit() || "一二三四五六七八九十".contains(*c))
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
    let rest = after(line, digits + 1);
    // 1.4月25日 is the label 1 and a date; 1.5万 is a number.
    let dated = || rest.chars().take(3).any(|c| c == '月') && leading_date(rest, month).0.is_some();
    let is_label = match mark {
        Some('、') => true,
        Some('.' | '．') => next.is_some_and(|c| !half_width(c).is_ascii_digit()) || dated(),
        _ => false,
    };
    if is_label && (1..=3).contains(&digits) {
        return (true, rest.trim_start());
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
    let mut characters = body.chars().take(24).peekable();
    while let Some(c) = characters.next() {
        let plain = half_width(c);
        // 4 月 25 日: a blank before 月, and one behind it.
        let within = if digits.is_empty() {
            matches!(numbers.last(), Some((_, '年' | '月')))
        } else {
            matches!(characters.peek(), Some('年' | '月' | '日' | '号'))
        };
        if c == ' ' && within {
            used += 1;
            continue;
        }
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
    if goes_on(rest, in_words) {
        return (None, text);
    }
    if open {
        rest = rest.trim_start_matches(['）', ')', '】', ']']);
    }
    (Some(date), rest.trim_start_matches(['，', ',', '：', ':', '、', ' ', '\u{3000}']))
}

/// Whether what looked like a date is part of more: a term (15日内), a span (8日至10日), an amount
/// (1.5 万件). Splitting it off would break the sentence.
fn goes_on(rest: &str, in_words: bool) -> bool {
    let begins = |text: &str, with: &str| text.starts_with(|c| with.contains(c));
    let numbered = |text: &str| text.starts_with(|c| half_width(c).is_ascii_digit());
    if !in_words {
        return begins(rest.trim_start(), "万亿千百倍的件个元人次项家份分%％");
    }
    if ["前往", "前来", "起草", "内部", "后勤"].iter().any(|word| rest.starts_with(word))
    {
        return false;
    }
    let joined = rest.strip_prefix(['至', '到', '、', '和', '及', '-', '－', '–', '—', '~', '～']);
    begins(rest, "内均前后间起") || joined.is_some_and(numbered)
}

/// The month nearest to the one covered: in January `12月30日` is of last year.
fn nearest(of: u32, covered: Month) -> Option<Month> {
    let year = match i64::from(of) - i64::from(covered.month()) {
        7.. => covered.year() - 1,
        ..=-7 => covered.year() + 1,
        _ => covered.year(),
    };
    Month::new(year, of)
}

fn date_of(numbers: &[(u32, char)], month: Month) -> Option<Date> {
    let day = |month: Month, day: u32| month.day(i8::try_from(day).ok()?);
    match *numbers {
        // 3号 alone is a counter's or a building's number.
        [(number, '日')] => day(month, number),
        [(of, '月'), (number, '日' | '号')] => day(nearest(of, month)?, number),
        [(of, '.' | '．' | '-' | '/'), (number, ' ' | '日')] if of <= 12 => {
            day(nearest(of, month)?, number)
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
    fn terms_spans_amounts_and_numbered_counters_keep_their_text() {
        for line in [
            "3号窗口启用自助设备。",
            "15日内办结三十项。",
            "4月25日前完成整改。",
            "4月8日至10日，开展培训。",
            "4月8日-10日，开展培训。",
            "8日、9日，开展培训。",
            "1.5 万件业务当场办结。",
            "3/4 的事项网上办。",
        ] {
            assert_eq!(read(line), [event("", "", line)], "{line}");
        }
    }

    #[test]
    fn words_that_only_begin_like_a_term_leave_the_date() {
        for text in ["前往省厅汇报。", "到省厅汇报。", "起草方案。", "以视频形式开会。"]
        {
            assert_eq!(read(&format!("4月25日{text}")), [event("2025-04-25", "", text)], "{text}");
        }
    }

    #[test]
    fn labels_and_blanks_before_a_date_are_recognised() {
        for line in [
            "1.4月25日，启用新系统。",
            "１．4月25日，启用新系统。",
            "１、4月25日，启用新系统。",
            "4 月 25 日，启用新系统。",
            "2025 年 4 月 25 日，启用新系统。",
            "4月25号，启用新系统。",
        ] {
            assert_eq!(read(line), [event("2025-04-25", "", "启用新系统。")], "{line}");
        }
    }

    #[test]
    fn every_line_end_parts_lines() {
        for end in ["\n", "\r\n", "\r", "\u{b}", "\u{2028}"] {
            let both = [event("2025-04-08", "", "甲事。"), event("2025-04-09", "", "乙事。")];
            assert_eq!(read(&format!("4月8日，甲事。{end}4月9日，乙事。")), both, "{end:?}");
        }
    }

    #[test]
    fn a_day_without_its_year_is_the_nearest() {
        let january = "2025-01".parse().unwrap();
        let date = capture("12月30日，召开座谈会。", january, &[])[0].date.unwrap();
        assert_eq!(date.to_string(), "2024-12-30");
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
