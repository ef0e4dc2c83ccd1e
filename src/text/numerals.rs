//! The numerals of a text: Arabic, full width and Chinese, with value, power and unit. Knows no
//! indicator and does not judge what a numeral is for.

use std::ops::Range;

use crate::model::Quantity;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralForm {
    /// 6713, ６７１３, 1,000, 59.49
    Arabic,
    /// 二十二, 二〇二五, 三万五千, 半
    Chinese,
    /// 三分之一, 百分之二十, 百分之3.2
    Fraction,
}

/// One numeral and what stands right after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    pub form: NumeralForm,
    /// Bytes of the digits alone.
    pub range: Range<usize>,
    /// 4 before 万, 8 before 亿, 3 before 千 and so on, else 0; Chinese numerals contain theirs.
    pub power: u8,
    /// Where the unit begins: after the digits and the power word.
    pub unit_at: usize,
    /// The amount, power included; `None` when it is malformed (6.1.2), too long or no decimal
    /// number (三分之一, 半). Of 百分之二十 it is 20.
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
        match self.form {
            NumeralForm::Fraction if self.text(of).starts_with('百') => "%",
            NumeralForm::Fraction if self.text(of).starts_with('千') => "‰",
            NumeralForm::Fraction => "",
            NumeralForm::Arabic | NumeralForm::Chinese => unit_of(self.after(of)),
        }
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
const UNITS: [&str; 58] = [
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
    "％",
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
    "位",
    "种",
    "张",
    "块",
    "卷",
    "篇",
    "趟",
    "座",
    "秒",
    "米",
    "轮",
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
        } else if is_chinese_digit(c) || is_half(rest) {
            Some(chinese(text, at))
        } else {
            None
        };
        // 千 of 3千 belongs to the 3; the 万 of 3万 begins no numeral.
        at = numeral.as_ref().map_or(at + c.len_utf8(), |n| match n.form {
            NumeralForm::Arabic => n.unit_at,
            NumeralForm::Chinese | NumeralForm::Fraction => n.range.end,
        });
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
    let spoken = |(word, _): &&(&str, u8)| tail.trim_start_matches(' ').starts_with(word);
    let (word, power) = POWERS.iter().find(spoken).copied().unwrap_or(("", 0));
    let unit_at = if word.is_empty() { end } else { end + blank + word.len() };
    let quantity = text.get(start..end).and_then(|number| {
        let (digits, _) = Quantity::parse_prefix(number).ok()?;
        Quantity::new(digits.digits(), digits.exponent() + i8::try_from(power).ok()?)
    });
    Numeral { form: NumeralForm::Arabic, range: start..end, power, unit_at, quantity }
}

/// Powers of ten as words, the longest first where one begins another.
const POWERS: [(&str, u8); 8] = [
    ("万亿", 12),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

fn chinese(text: &str, start: usize) -> Numeral {
    let rest = text.get(start..).unwrap_or("");
    if let Some(fraction) = fraction(text, start) {
        return fraction;
    }
    let end = start + chinese_length(rest);
    let quantity = text
        .get(start..end)
        .and_then(chinese_value)
        .and_then(|value| Quantity::whole(i64::try_from(value).ok()?));
    Numeral { form: NumeralForm::Chinese, range: start..end, power: 0, unit_at: end, quantity }
}

/// Bytes of the Chinese numeral at the start of a text, its 万 and 亿 included; `半` counts alone.
fn chinese_length(text: &str) -> usize {
    if text.starts_with('半') {
        return '半'.len_utf8();
    }
    let of_number = |c: char| is_chinese_digit(c) || large_unit(c).is_some();
    text.find(|c| !of_number(c)).unwrap_or(text.len())
}

/// 三分之一, 百分之二十, 千分之3.
fn fraction(text: &str, start: usize) -> Option<Numeral> {
    let rest = text.get(start..)?;
    let below = chinese_length(rest);
    let rest = rest.get(below..)?.strip_prefix("分之")?;
    let arabic = arabic_length(rest);
    let length = if arabic > 0 { arabic } else { chinese_length(rest) };
    let above = rest.get(..length).filter(|above| !above.is_empty())?;
    let end = start + below + "分之".len() + length;
    let per_cent =
        text.get(start..).is_some_and(|t| t.starts_with("百分之") || t.starts_with("千分之"));
    let value = || match arabic {
        0 => Quantity::whole(i64::try_from(chinese_value(above)?).ok()?),
        _ => Quantity::parse_prefix(above).ok().map(|(quantity, _)| quantity),
    };
    let quantity = if per_cent { value() } else { None };
    Some(Numeral {
        form: NumeralForm::Fraction,
        range: start..end,
        power: 0,
        unit_at: end,
        quantity,
    })
}

/// Whether a text begins with a 半 that measures: 半年, 半小时.
fn is_half(text: &str) -> bool {
    let measured = ["年", "天", "小时", "个月", "数"];
    text.strip_prefix('半').is_some_and(|rest| measured.iter().any(|word| rest.starts_with(word)))
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
            ("三万亿", 3_000_000_000_000),
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

    #[test]
    fn powers_and_fractions_are_one_numeral() {
        let text = "3千家、5千万元，占三分之一，降百分之3.2，一万二千件，半年，百分点，2半";
        let found: Vec<_> = numerals(text)
            .iter()
            .map(|n| {
                (n.with_power(text).to_owned(), n.quantity.map(|q| (q.digits(), q.exponent())))
            })
            .collect();
        let expected = [
            ("3千", Some((3, 3))),
            ("5千万", Some((5, 7))),
            ("三分之一", None),
            ("百分之3.2", Some((32, -1))),
            ("一万二千", Some((12_000, 0))),
            ("半", None),
            ("百", Some((100, 0))),
            ("2", Some((2, 0))),
        ];
        assert_eq!(found, expected.map(|(text, value)| (text.to_owned(), value)));
    }

    proptest! {
        #[test]
        fn never_panics_and_stays_in_order(text in any::<String>()) {
            let mut at = 0;
            for numeral in numerals(&text) {
                prop_assert!(numeral.range.start >= at && numeral.range.end > numeral.range.start);
                prop_assert!(text.get(numeral.range.clone()).is_some());
                at = numeral.range.end;
                prop_assert!(numeral.unit_at >= at && text.get(numeral.unit_at..).is_some());
            }
        }

        #[test]
        fn full_width_digits_count_as_half_width_ones(
            text in "([0-9]{1,6}(\\.[0-9]{1,3})?(万|亿|千)?(件|人次|%|个百分点|年|，|、)){1,6}"
        ) {
            let wide: String = text
                .chars()
                .map(|c| c.to_digit(10).and_then(|d| char::from_u32(0xff10 + d)).unwrap_or(c))
                .collect();
            let read = |text: &str| -> Vec<_> {
                let unit = |n: &Numeral| n.unit(text).to_owned();
                numerals(text).iter().map(|n| (n.power, n.quantity, unit(n))).collect()
            };
            prop_assert_eq!(read(&text), read(&wide));
        }
    }
}
