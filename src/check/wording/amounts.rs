//! How amounts and ordinals are written (N13, N19–N21), and names of organs in one list (W02).

use crate::text::chars::is_han;

use super::Level;
use super::line::{Hit, Line};
use super::page::Page;

const FALLS: [&str; 9] = ["下降", "减少", "降低", "缩短", "压缩", "压减", "缩减", "回落", "精简"];

/// N13: 下降2倍: nothing falls by more than itself.
pub(super) fn falls_by_times(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks().filter(|(at, _)| line.is_free(*at)) {
        let begins = c.is_ascii_digit() && !is_digit_or_point(line.before(at));
        if !begins {
            continue;
        }
        let end = at + number_length(line, at);
        let head = if line.before(at) == Some('了') { at - 1 } else { at };
        let word = FALLS.into_iter().find(|word| line.precedes(head, word));
        if let Some(word) = word.filter(|_| line.get(end) == Some('倍')) {
            let start = head - word.chars().count();
            let message = format!("“{word}”不能用倍数，请改为百分比或“降到…分之一”");
            hits.push(Hit::new(start, end + 1, message));
        }
    }
    hits
}

fn is_digit_or_point(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit() || c == '.')
}

fn number_length(line: &Line, at: usize) -> usize {
    let rest = line.chars.get(at..).unwrap_or_default();
    rest.iter().take_while(|c| c.is_ascii_digit() || **c == '.').count()
}

/// N19: .24 for 0.24, 1..5, 012件.
pub(super) fn decimals(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks() {
        let digit = |at: usize| line.get(at).is_some_and(|c| c.is_ascii_digit());
        if c != '.' || line.is_fixed(at) {
            continue;
        }
        let doubled = line.get(at + 1) == Some('.') && digit(at + 2);
        let before = line.before(at);
        if doubled && before.is_some_and(|c| c.is_ascii_digit()) {
            hits.push(Hit::new(at, at + 2, "数里有两个小数点").at(Level::Doubt).becomes("."));
        } else if digit(at + 1) && before.is_some_and(is_han) && is_counted(line, at + 1) {
            hits.push(Hit::new(at, at + 1, "小数点前缺“0”").becomes("0."));
        }
    }
    hits
}

/// Whether the digits from `at` on are followed by a power or a unit.
fn is_counted(line: &Line, at: usize) -> bool {
    let end = at + line.digits(at);
    line.get(end).is_some_and(|c| "万亿%％件个家条元人次户项倍".contains(c))
}

/// N20: 二十二个窗口 in a sentence of statistics.
pub(super) fn in_words(line: &Line) -> Vec<Hit> {
    const DIGITS: &str = "一二三四五六七八九十百千零两";
    let mut hits = Vec::new();
    for (start, end) in line.sentences() {
        let arabic = (start..end).filter(|at| {
            line.get(*at).is_some_and(|c| c.is_ascii_digit()) && is_counted(line, *at)
        });
        if arabic.count() == 0 {
            continue;
        }
        let mut at = start;
        while at < end {
            let length = (at..end)
                .take_while(|at| line.get(*at).is_some_and(|c| DIGITS.contains(c)))
                .count();
            let counted = line.get(at + length).is_some_and(|c| "个件家条户项名次".contains(c));
            let number = line.slice(at, at + length);
            let scaled = number.contains(['十', '百', '千']) && length >= 2;
            let ordinal = line.before(at).is_some_and(|c| "第十数几".contains(c));
            if counted && scaled && !ordinal && line.all_free(at, at + length) {
                hits.push(Hit::new(at, at + length + 1, "统计数一般用阿拉伯数字"));
            }
            at += length.max(1);
        }
    }
    hits
}

/// N21: 第三期 here and 第3期 there.
pub(super) fn ordinals(page: &Page<'_>) -> Vec<(usize, Hit)> {
    const NAMES: &str = "期批届次季";
    let mut seen: Vec<(char, u64)> = Vec::new();
    let mut chinese: Vec<(usize, Hit, (char, u64))> = Vec::new();
    for (index, line) in page.lines.iter().enumerate() {
        for at in (line.body..line.chars.len()).filter(|at| line.get(*at) == Some('第')) {
            let digits = line.digits(at + 1);
            let words = (at + 1..line.chars.len())
                .take_while(|at| line.get(*at).is_some_and(|c| "一二三四五六七八九十".contains(c)))
                .count();
            let end = at + 1 + digits.max(words);
            let Some(name) = line.get(end).filter(|c| NAMES.contains(*c)) else { continue };
            let number = line.slice(at + 1, end);
            if let Some(value) = number.parse().ok().filter(|_| digits > 0) {
                seen.push((name, value));
            } else if let Some(value) = crate::text::numerals::chinese_value(&number)
                && line.all_free(at, end)
            {
                let message = format!("别处写作“第{value}{name}”，全文应一致");
                chinese.push((index, Hit::new(at, end + 1, message), (name, value)));
            }
        }
    }
    let mixed = chinese.into_iter().filter(|(.., key)| seen.contains(key));
    mixed.map(|(index, hit, _)| (index, hit)).collect()
}

/// W02: 省经信厅、交通运输厅、省公安厅、水利厅: some of a list with the level, some without.
pub(super) fn mixed_levels(line: &Line) -> Vec<Hit> {
    const LEVELS: &str = "省市县区州";
    let mut hits = Vec::new();
    let mut start = line.body;
    let stops = |c: char| "，。；：（）“”《》！？".contains(c);
    for end in line.body..=line.chars.len() {
        if line.get(end).is_some_and(|c| !stops(c)) {
            continue;
        }
        let clause = line.slice(start, end);
        let names: Vec<&str> = clause.split('、').collect();
        let organ = |name: &&&str| name.ends_with(['厅', '局', '委']) && name.chars().count() <= 12;
        let organs: Vec<&&str> = names.iter().filter(organ).collect();
        let with = organs.iter().filter(|name| name.starts_with(|c| LEVELS.contains(c))).count();
        let plain = organs.len() - with;
        if names.len() >= 5 && with >= 2 && plain >= 2 && line.is_free(start) {
            let message = format!("并列的机构{with}个带“省”“市”等字，{plain}个不带，请统一");
            hits.push(Hit::new(start, end, message));
        }
        start = end + 1;
    }
    hits
}
