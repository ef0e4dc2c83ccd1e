//! The numerals of a text: Arabic, full width and Chinese, with value, power and unit. Knows no
//! indicator and does not judge what a numeral is for.

use std::ops::Range;

use crate::model::Quantity;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralForm {
    /// 6713, ６７１３, 1,000, 59.49
    Arabic,
    /// 二十二, 二〇二五
    Chinese,
}

/// One numeral and what stands right after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    pub form: NumeralForm,
    /// Bytes of the digits alone.
    pub range: Range<usize>,
    /// 4 before 万, 8 before 亿, 12 before 万亿, else 0; Chinese numerals contain their power.
    pub power: u8,
    /// Where the unit begins: after the digits and the power word.
    pub unit_at: usize,
    /// The amount, power included; `None` when it is malformed (6.1.2) or too long.
    pub quantity: Option<Quantity>,
}

impl Numeral {
    pub fn text<'a>(&self, of: &'a str) -> &'a str {
        of.get(self.range.clone()).unwrap_or("")
    }

    /// The digits with their power word: 5.87万.
    pub fn with_power<'a>(&self, of: &'a str) -> &'a str {
        of.get(self.range.start..self.unit_at).unwrap_or("").trim()
    }

    /// Everything after digits and power word.
    pub fn after<'a>(&self, of: &'a str) -> &'a str {
        of.get(self.unit_at..).unwrap_or("").trim_start()
    }

    /// The measure word after it (件, 人次, %), empty when there is none of the usual ones.
    pub fn unit<'a>(&self, of: &'a str) -> &'a str {
        unit_of(self.after(of))
    }

    /// Whether it dates or orders (2025年, 4月, 第3期) instead of counting.
    pub fn is_date_or_ordinal(&self, of: &str) -> bool {
        let before = of.get(..self.range.start).unwrap_or("").trim_end();
        let after = self.after(of);
        let dates = ["年", "月", "日", "时", "点", "：", ":", "号", "期", "届"];
        let counts = ["个月", "年来", "日均"];
        before.ends_with('第')
            || (dates.iter().any(|word| after.starts_with(word))
                && !counts.iter().any(|word| after.starts_with(word)))
            || before.ends_with(['：', ':'])
                && before.trim_end_matches(['：', ':']).ends_with(|c: char| c.is_ascii_digit())
    }
}

/// Words that follow a counted number, longest first where one begins another.
const UNITS: [&str; 46] = [
    "个百分点",
    "人（次）",
    "人(次)",
    "人次",
    "平方米",
    "公里",
    "分钟",
    "小时",
    "工作日",
    "个工作日",
    "户次",
    "家次",
    "条次",
    "件次",
    "场次",
    "班次",
    "批次",
    "%",
    "‰",
    "件",
    "家",
    "个",
    "条",
    "元",
    "人",
    "名",
    "项",
    "户",
    "次",
    "场",
    "台",
    "宗",
    "份",
    "起",
    "期",
    "支",
    "批",
    "套",
    "辆",
    "所",
    "处",
    "吨",
    "天",
    "倍",
    "笔",
    "亩",
];

/// The usual measure word a text begins with, or nothing.
pub fn unit_of(text: &str) -> &str {
    let found = UNITS.iter().filter(|unit| text.starts_with(**unit)).max_by_key(|unit| unit.len());
    found.and_then(|unit| text.get(..unit.len())).unwrap_or("")
}

/// Every numeral of a text, in order.
pub fn numerals(text: &str) -> Vec<Numeral> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        let numeral = if is_digit(c) {
            Some(arabic(text, at))
        } else if is_chinese_digit(c) {
            Some(chinese(text, at))
        } else {
            None
        };
        at = numeral.as_ref().map_or(at + c.len_utf8(), |n| n.range.end);
        found.extend(numeral);
    }
    found
}

/// What a text counts in Arabic numerals with one of the usual measure words: 142个, 2.3%. Dates
/// and ordinals are left out.
pub fn counts(text: &str) -> Vec<(Numeral, String)> {
    let counted = numerals(text).into_iter().filter_map(|n| {
        if n.form != NumeralForm::Arabic || n.is_date_or_ordinal(text) {
            return None;
        }
        let unit = unit_of(n.after(text).trim_start_matches(['余', '多']));
        let printed = format!("{}{unit}", n.with_power(text));
        (!unit.is_empty()).then_some((n, printed))
    });
    counted.collect()
}

/// Bytes of the Arabic number at the start of a text: digits, thousands commas between digits, a
/// point between digits. 0 when there is none.
pub fn arabic_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, next)| is_digit(*next));
        let inside = end > 0 && matches!(c, '.' | '．' | ',') && next_is_digit;
        if !is_digit(c) && !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// The value of a Chinese numeral: 二十二 → 22, 二〇二五 → 2025, 一百零五 → 105. `None` for
/// anything else.
pub fn chinese_value(text: &str) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    if text.chars().all(|c| digit_value(c).is_some()) {
        return text
            .chars()
            .try_fold(0u64, |value, c| value.checked_mul(10)?.checked_add(digit_value(c)?));
    }
    let (mut total, mut section, mut digit) = (0u64, 0u64, None);
    for c in text.chars() {
        if let Some(value) = digit_value(c) {
            digit = Some(value);
        } else if let Some(unit) = small_unit(c) {
            section = section.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?;
        } else {
            let unit = large_unit(c)?;
            section = section.checked_add(digit.take().unwrap_or(0))?;
            total = total.checked_add(section)?.checked_mul(unit)?;
            section = 0;
        }
    }
    total.checked_add(section)?.checked_add(digit.unwrap_or(0))
}

fn arabic(text: &str, start: usize) -> Numeral {
    let rest = text.get(start..).unwrap_or("");
    let end = start + arabic_length(rest);
    let tail = text.get(end..).unwrap_or("");
    let blank = tail.len() - tail.trim_start_matches(' ').len();
    let word = ["万亿", "亿", "万"]
        .into_iter()
        .find(|word| tail.trim_start_matches(' ').starts_with(word))
        .unwrap_or("");
    let power = match word {
        "万亿" => 12,
        "亿" => 8,
        "万" => 4,
        _ => 0,
    };
    let unit_at = if word.is_empty() { end } else { end + blank + word.len() };
    let quantity = text
        .get(start..unit_at)
        .and_then(|number| Quantity::parse_prefix(number).ok())
        .map(|(quantity, _)| quantity);
    Numeral { form: NumeralForm::Arabic, range: start..end, power, unit_at, quantity }
}

fn chinese(text: &str, start: usize) -> Numeral {
    let rest = text.get(start..).unwrap_or("");
    let end = rest.find(|c| !is_chinese_digit(c)).map_or(text.len(), |length| start + length);
    let quantity = text
        .get(start..end)
        .and_then(chinese_value)
        .and_then(|value| Quantity::whole(i64::try_from(value).ok()?));
    Numeral { form: NumeralForm::Chinese, range: start..end, power: 0, unit_at: end, quantity }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_chinese_digit(c: char) -> bool {
    digit_value(c).is_some() || small_unit(c).is_some()
}

fn digit_value(c: char) -> Option<u64> {
    let value = match c {
        '〇' | '零' | '○' => 0,
        '两' => 2,
        _ => "一二三四五六七八九".chars().zip(1..).find(|(digit, _)| *digit == c)?.1,
    };
    Some(value)
}

fn small_unit(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

fn large_unit(c: char) -> Option<u64> {
    match c {
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_numbers_with_power_and_unit() {
        let text = "受理5.87万件、1,000家，42.24 亿元，占59.49%，９５６人（次）";
        let found: Vec<_> = numerals(text)
            .iter()
            .map(|n| (n.text(text).to_owned(), n.power, n.unit(text).to_owned()))
            .collect();
        let expected = [
            ("5.87", 4, "件"),
            ("1,000", 0, "家"),
            ("42.24", 8, "元"),
            ("59.49", 0, "%"),
            ("９５６", 0, "人（次）"),
        ];
        assert_eq!(found, expected.map(|(n, p, u)| (n.to_owned(), p, u.to_owned())));
    }

    #[test]
    fn reads_chinese_numerals() {
        for (text, value) in [
            ("十二", 12),
            ("二十", 20),
            ("二十二", 22),
            ("一百零五", 105),
            ("两千三百", 2300),
            ("二〇二五", 2025),
            ("三万五千", 35_000),
        ] {
            assert_eq!(chinese_value(text), Some(value), "{text}");
        }
        assert_eq!(chinese_value("一件"), None);
        assert_eq!(chinese_value(""), None);
    }

    #[test]
    fn dates_and_ordinals_are_told_from_counts() {
        let text = "2025年4月25日第3期，12个月，共22个窗口，9:30";
        let flags: Vec<_> = numerals(text).iter().map(|n| n.is_date_or_ordinal(text)).collect();
        assert_eq!(flags, [true, true, true, true, false, false, true, true]);
    }

    proptest! {
        #[test]
        fn never_panics_and_stays_in_order(text in any::<String>()) {
            let mut at = 0;
            for numeral in numerals(&text) {
                prop_assert!(numeral.range.start >= at && numeral.range.end > numeral.range.start);
                prop_assert!(text.get(numeral.range.clone()).is_some());
                at = numeral.range.end;
            }
        }
    }
}
