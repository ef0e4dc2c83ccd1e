//! The labels of sections and items (一、 （一） 1.), and how sections are named.

use crate::model::{Issue, ItemNumbering};
use crate::text::prose::title_of_month;

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 1 → 一, 10 → 十, 11 → 十一, 20 → 二十, 99 → 九十九, 105 → 一百零五; Arabic from 1000 on.
pub fn chinese_ordinal(number: usize) -> String {
    let digit = |n: usize| DIGITS.get(n % 10).copied().unwrap_or_default();
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", tail(number, digit)),
        20..=99 => format!("{}十{}", digit(number / 10), tail(number, digit)),
        100..=999 => {
            let hundreds = format!("{}百", digit(number / 100));
            match number % 100 {
                0 => hundreds,
                rest @ 1..=9 => format!("{hundreds}零{}", digit(rest)),
                rest => format!("{hundreds}{}十{}", digit(rest / 10), tail(rest, digit)),
            }
        }
        _ => number.to_string(),
    }
}

fn tail(number: usize, digit: impl Fn(usize) -> &'static str) -> &'static str {
    if number.is_multiple_of(10) { "" } else { digit(number) }
}

/// `一、`; counts from 1.
fn section_label(number: usize) -> String {
    format!("{}、", chinese_ordinal(number))
}

/// What stands before the title of the section at `at` (from 0): 一、 counted over those that have one.
pub fn label_of_section(issue: &Issue, at: usize) -> String {
    let numbered = |at: &usize| issue.sections.get(*at).is_none_or(|section| !section.unnumbered);
    if numbered(&at) { section_label((0..=at).filter(numbered).count()) } else { String::new() }
}

/// How people name the section at `at` (from 0): label and title, 开头 for one that has neither.
pub fn section_name(issue: &Issue, at: usize) -> String {
    let title = issue.sections.get(at).map_or("", |section| section.title.as_str());
    let title = title_of_month(title, issue.month);
    let name = format!("{}{title}", label_of_section(issue, at));
    if name.is_empty() { OPENING.to_owned() } else { name }
}

/// Titles of what is put before an issue without being its own.
const FOREWORDS: [&str; 9] =
    ["编者按", "编者的话", "按语", "导读", "卷首语", "前言", "提要", "摘要", "批示"];

/// Whether the title of the section at `at` (from 0) is the issue's own (标题): it stands before the
/// first number, and is no foreword's.
pub fn is_headline(issue: &Issue, at: usize) -> bool {
    let own = |title: &str| !FOREWORDS.iter().any(|word| title.trim().ends_with(word));
    at == 0
        && issue.sections.first().is_some_and(|first| first.unnumbered && own(&first.title))
        && issue.sections.iter().any(|section| !section.unnumbered)
}

/// Name of what opens an issue without a title.
const OPENING: &str = "开头";

/// `（一）`, `1.` or nothing; counts from 1.
pub fn item_label(numbering: ItemNumbering, number: usize) -> String {
    match numbering {
        ItemNumbering::None => String::new(),
        ItemNumbering::Chinese => format!("（{}）", chinese_ordinal(number)),
        ItemNumbering::Arabic => format!("{number}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_people_do() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (35, "三十五"),
            (99, "九十九"),
            (100, "一百"),
            (105, "一百零五"),
            (110, "一百一十"),
            (999, "九百九十九"),
        ] {
            assert_eq!(chinese_ordinal(number), text);
        }
    }

    #[test]
    fn every_ordinal_is_its_own_and_reads_back() {
        let value = |c: char| DIGITS.iter().position(|d| d.starts_with(c));
        for number in 1..100 {
            let text = chinese_ordinal(number);
            let read = match text.split_once('十') {
                None => text.chars().next().and_then(value).unwrap(),
                Some((tens, ones)) => {
                    let tens = tens.chars().next().map_or(1, |c| value(c).unwrap());
                    tens * 10 + ones.chars().next().map_or(0, |c| value(c).unwrap())
                }
            };
            assert_eq!(read, number, "{text}");
        }
    }

    #[test]
    fn labels_carry_their_marks() {
        assert_eq!(section_label(3), "三、");
        assert_eq!(item_label(ItemNumbering::Chinese, 12), "（十二）");
        assert_eq!(item_label(ItemNumbering::Arabic, 12), "12.");
        assert_eq!(item_label(ItemNumbering::None, 12), "");
    }
}
