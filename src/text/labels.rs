//! The labels that open headings and items: 一、 （一） 1. （1） ① 一是. Knows no section.

use super::numerals::chinese_value;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// 一、
    Section,
    /// （一）
    Chinese,
    /// 1.
    Arabic,
    /// （1）
    ArabicBrackets,
    /// ①
    Circled,
    /// 一是
    Running,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    pub kind: LabelKind,
    pub number: u32,
}

/// Reads the label at the start of a line and returns it with the rest of the line.
pub fn split(line: &str) -> Option<(Label, &str)> {
    let line = line.trim_start();
    bracketed(line)
        .or_else(|| circled(line))
        .or_else(|| arabic(line))
        .or_else(|| chinese(line))
        .map(|(label, rest)| (label, rest.trim_start()))
}

const OPENING: [char; 2] = ['（', '('];
const CLOSING: [char; 2] = ['）', ')'];

fn bracketed(line: &str) -> Option<(Label, &str)> {
    let (inside, rest) = line.strip_prefix(OPENING)?.split_once(CLOSING)?;
    let inside = inside.trim();
    let rest = rest.strip_prefix(['、', '.', '．']).unwrap_or(rest);
    let label = match inside.parse() {
        Ok(number) => Label { kind: LabelKind::ArabicBrackets, number },
        Err(_) => Label { kind: LabelKind::Chinese, number: ordinal(inside)? },
    };
    (label.number < 100).then_some((label, rest))
}

fn circled(line: &str) -> Option<(Label, &str)> {
    let first = line.chars().next().filter(|c| ('①'..='⑳').contains(c))?;
    let number = u32::from(first) - u32::from('①') + 1;
    Some((Label { kind: LabelKind::Circled, number }, line.strip_prefix(first)?))
}

fn arabic(line: &str) -> Option<(Label, &str)> {
    let end = line.find(|c: char| !c.is_ascii_digit())?;
    let (digits, rest) = line.split_at_checked(end)?;
    let number = digits.parse().ok().filter(|n| (1..100).contains(n))?;
    let dotted = rest.starts_with(['.', '．']);
    let rest = rest.strip_prefix(['.', '．', '、'])?;
    // 3.5万件 and 11、12月 are no labels; 3.5月8日, 3.6月底前 and 3.2025年5月 hold one.
    let is_number = rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
        && !opens_with_day(rest.trim_start())
        && !(dotted && opens_with_month(rest.trim_start()));
    (!is_number).then_some((Label { kind: LabelKind::Arabic, number }, rest))
}

fn opens_with_day(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.starts_with('年') {
        return text.len() - rest.len() == 4;
    }
    rest.strip_prefix('月')
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// 6月: no month has a decimal.
fn opens_with_month(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('月')
}

fn chinese(line: &str) -> Option<(Label, &str)> {
    let plain: String = line.chars().take(4).map(plain_numeral).collect();
    let length = plain.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).count();
    let end = line.char_indices().nth(length).map_or(line.len(), |(at, _)| at);
    let (_, rest) = line.split_at_checked(end)?;
    let numeral: String = plain.chars().take(length).collect();
    let number = ordinal(&numeral)?;
    if let Some(rest) = rest.strip_prefix(['、', '.', '．']) {
        return Some((Label { kind: LabelKind::Section, number }, rest));
    }
    let rest = rest.strip_prefix('是')?;
    Some((Label { kind: LabelKind::Running, number }, rest))
}

/// 壹 as 一.
fn plain_numeral(c: char) -> char {
    let mut pairs = "壹贰叁肆伍陆柒捌玖拾".chars().zip("一二三四五六七八九十".chars());
    pairs.find(|(formal, _)| *formal == c).map_or(c, |(_, plain)| plain)
}

fn ordinal(numeral: &str) -> Option<u32> {
    let in_words =
        !numeral.is_empty() && numeral.chars().all(|c| "一二三四五六七八九十".contains(c));
    let value = if in_words { chinese_value(numeral)? } else { return None };
    u32::try_from(value).ok().filter(|n| (1..100).contains(n))
}

/// Whether a text could stand alone as a heading: short and without the marks of a sentence.
pub fn is_heading_text(text: &str) -> bool {
    let text = text.trim();
    let marks = ['。', '；', '，', '！', '？', ',', ';', '：', ':'];
    !text.is_empty() && text.chars().count() <= 40 && !text.contains(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_every_kind() {
        for (line, kind, number, rest) in [
            ("一、2025年4月总体", LabelKind::Section, 1, "2025年4月总体"),
            ("叁、窗口之声", LabelKind::Section, 3, "窗口之声"),
            ("十二、附则", LabelKind::Section, 12, "附则"),
            ("（一）4月25日", LabelKind::Chinese, 1, "4月25日"),
            ("(十一) 4月", LabelKind::Chinese, 11, "4月"),
            ("1.培训", LabelKind::Arabic, 1, "培训"),
            ("2、4月3日，调研", LabelKind::Arabic, 2, "4月3日，调研"),
            ("1.6月底前，完成", LabelKind::Arabic, 1, "6月底前，完成"),
            ("3. 5月8日，召开", LabelKind::Arabic, 3, "5月8日，召开"),
            ("3.2025年1月2日，召开", LabelKind::Arabic, 3, "2025年1月2日，召开"),
            ("（3）培训", LabelKind::ArabicBrackets, 3, "培训"),
            ("②培训", LabelKind::Circled, 2, "培训"),
            ("一是加强", LabelKind::Running, 1, "加强"),
        ] {
            assert_eq!(split(line), Some((Label { kind, number }, rest)), "{line}");
        }
    }

    #[test]
    fn numbers_and_words_are_no_labels() {
        for line in [
            "3.5万件",
            "1、6月",
            "2024年度全省",
            "一件事",
            "（含知识产权）",
            "12345热线",
            "11、12家",
            "",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }
}
