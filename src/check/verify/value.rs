//! Numerals of any shape and what they amount to, exactly: 6.1万, ６１,０００, 六万一千, 百分之二十,
//! ½, ⑳. A shape that is not known is still a numeral, without a value. Knows no sentence.

use crate::text::chars::{half_width, is_han};
use crate::text::numerals::{chinese_value, unit_of};

/// An exact amount; what is written in percent counts as hundredths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    above: i128,
    below: i128,
}

impl Amount {
    pub fn new(above: i128, below: i128) -> Option<Self> {
        (below != 0).then_some(Self { above, below })
    }

    /// `digits` × 10^`power`.
    pub fn decimal(digits: i128, power: i32) -> Option<Self> {
        let size = 10_i128.checked_pow(power.unsigned_abs())?;
        if power < 0 { Self::new(digits, size) } else { Self::new(digits.checked_mul(size)?, 1) }
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        let above = self.above.checked_mul(other.below)?;
        let above = above.checked_add(other.above.checked_mul(self.below)?)?;
        Self::new(above, self.below.checked_mul(other.below)?)
    }

    fn times(self, other: Self) -> Option<Self> {
        Self::new(self.above.checked_mul(other.above)?, self.below.checked_mul(other.below)?)
    }

    pub fn negative(self) -> Option<Self> {
        Self::new(self.above.checked_neg()?, self.below)
    }

    pub fn equals(self, other: Self) -> bool {
        let one = self.above.checked_mul(other.below);
        one.is_some() && one == other.above.checked_mul(self.below)
    }
}

/// A numeral at the start of some characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Characters, powers and % included.
    pub length: usize,
    pub amount: Option<Amount>,
}

/// The numeral that begins at `at`, if one does; a minus belongs to it.
pub(super) fn numeral(chars: &[char], at: usize) -> Option<Shape> {
    let rest = chars.get(at..)?;
    let first = *rest.first()?;
    let before = at.checked_sub(1).and_then(|before| chars.get(before));
    let signed = matches!(first, '-' | '−' | '－')
        && rest.get(1).copied().is_some_and(is_digit)
        && !before.is_some_and(|c| c.is_alphanumeric() && !is_han(*c));
    if signed {
        let own = arabic(rest.get(1..)?);
        return Some(Shape {
            length: own.length + 1,
            amount: own.amount.and_then(Amount::negative),
        });
    }
    if is_digit(first) {
        return Some(arabic(rest));
    }
    if let Some(amount) = single(first) {
        return Some(Shape { length: 1, amount: Some(amount) });
    }
    if is_chinese(first) {
        return chinese(rest, before == Some(&'第'));
    }
    first.is_numeric().then_some(Shape { length: 1, amount: None })
}

fn is_digit(c: char) -> bool {
    half_width(c).is_ascii_digit()
}

/// Digits with grouping commas, a point, powers and percent: 1,234.5万, 1亿2000万, 59.49%.
fn arabic(rest: &[char]) -> Shape {
    let mut length = 0;
    let mut total: Option<Amount> = None;
    let mut known = true;
    let mut least = i32::MAX;
    loop {
        let (digits, own) = plain(rest.get(length..).unwrap_or_default());
        let (word, power) = power_at(rest.get(length + digits..).unwrap_or_default());
        if digits == 0 || power >= least {
            break;
        }
        length += digits + word;
        let own = own.and_then(|own| own.times(Amount::decimal(1, power)?));
        known &= own.is_some();
        total = match (total, own) {
            (Some(total), Some(own)) => total.plus(own),
            (None, own) => own,
            (Some(_), None) => None,
        };
        if power == 0 {
            break;
        }
        least = power;
    }
    let amount = total.filter(|_| known);
    let (mark, share) = share_at(rest.get(length..).unwrap_or_default());
    let amount = amount.and_then(|amount| amount.times(Amount::decimal(1, share)?));
    Shape { length: length + mark, amount }
}

/// Digits, grouped or with a point; the value is missing where they are malformed (6.1.2).
fn plain(rest: &[char]) -> (usize, Option<Amount>) {
    let digit = |at: usize| rest.get(at).copied().is_some_and(is_digit);
    let (mut length, mut points, mut decimals) = (0, 0, 0_i32);
    let mut value: Option<i128> = Some(0);
    while let Some(c) = rest.get(length).copied() {
        if let Some(digit) = half_width(c).to_digit(10) {
            value = value.and_then(|v| v.checked_mul(10)?.checked_add(i128::from(digit)));
            decimals += i32::from(points > 0);
            length += 1;
        } else if matches!(c, '.' | '．') && length > 0 && digit(length + 1) {
            points += 1;
            length += 1;
        } else if matches!(c, ',' | '，')
            && points == 0
            && (1..=3).all(|ahead| digit(length + ahead))
            && !digit(length + 4)
        {
            length += 1;
        } else {
            break;
        }
    }
    let amount = value.filter(|_| points < 2).and_then(|v| Amount::decimal(v, -decimals));
    (length, amount)
}

/// The longest word of a power of ten at the start: its characters and the power.
fn power_at(rest: &[char]) -> (usize, i32) {
    const WORDS: [(&str, i32); 9] = [
        ("万亿", 12),
        ("千万", 7),
        ("百万", 6),
        ("十万", 5),
        ("亿", 8),
        ("億", 8),
        ("万", 4),
        ("千", 3),
        ("百", 2),
    ];
    let begins = |word: &str| word.chars().eq(rest.iter().copied().take(word.chars().count()));
    let found = WORDS.iter().find(|(word, _)| begins(word));
    found.map_or((0, 0), |(word, power)| (word.chars().count(), *power))
}

fn share_at(rest: &[char]) -> (usize, i32) {
    match rest.first() {
        Some('%' | '％') => (1, -2),
        Some('‰') => (1, -3),
        _ => (0, 0),
    }
}

/// A numeral of one sign: ½ ① ⑴ ⒈ ㈠ Ⅳ ².
fn single(c: char) -> Option<Amount> {
    const ROWS: [(char, char, u32); 12] = [
        ('①', '⑳', 1),
        ('⑴', '⒇', 1),
        ('⒈', '⒛', 1),
        ('㈠', '㈩', 1),
        ('㊀', '㊉', 1),
        ('❶', '❿', 1),
        ('Ⅰ', 'Ⅻ', 1),
        ('ⅰ', 'ⅻ', 1),
        ('⁴', '⁹', 4),
        ('₀', '₉', 0),
        ('㉑', '㉟', 21),
        ('⓫', '⓴', 11),
    ];
    const FRACTIONS: [(char, i128, i128); 10] = [
        ('½', 1, 2),
        ('⅓', 1, 3),
        ('⅔', 2, 3),
        ('¼', 1, 4),
        ('¾', 3, 4),
        ('⅕', 1, 5),
        ('⅖', 2, 5),
        ('⅗', 3, 5),
        ('⅘', 4, 5),
        ('⅛', 1, 8),
    ];
    if let Some((_, above, below)) = FRACTIONS.iter().find(|(sign, ..)| *sign == c) {
        return Amount::new(*above, *below);
    }
    let (first, _, value) = ROWS.iter().find(|(first, last, _)| (*first..=*last).contains(&c))?;
    Amount::new(i128::from(u32::from(c) - u32::from(*first) + value), 1)
}

/// The plain digit or unit of a Chinese numeral, formal ones included.
fn plain_chinese(c: char) -> char {
    const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾佰仟萬億○";
    const PLAIN: &str = "一二三四五六七八九十百千万亿〇";
    let mut pairs = FORMAL.chars().zip(PLAIN.chars());
    pairs.find(|(formal, _)| *formal == c).map_or(c, |(_, plain)| plain)
}

fn is_chinese(c: char) -> bool {
    "〇零一二三四五六七八九十百千两".contains(plain_chinese(c))
}

/// 二十二, 二〇二五, 六点一万, 三分之一, 百分之二十, 半 no. A lone sign is one only where it counts:
/// 统一 holds no numeral, 一项 does.
fn chinese(rest: &[char], ordered: bool) -> Option<Shape> {
    let run = |from: usize| {
        let of_number = |c: &&char| is_chinese(**c) || matches!(plain_chinese(**c), '万' | '亿');
        rest.get(from..).unwrap_or_default().iter().take_while(of_number).count()
    };
    let whole = run(0);
    let value_of = |from: usize, length: usize| {
        let part = rest.get(from..from + length)?;
        let text: String = part.iter().map(|c| plain_chinese(*c)).collect();
        Amount::new(i128::from(chinese_value(&text)?), 1)
    };
    let share: Vec<char> = rest.get(whole..whole + 2).unwrap_or_default().to_vec();
    if share == ['分', '之'] {
        return Some(part_of(rest, whole, value_of(0, whole)));
    }
    if rest.get(whole) == Some(&'点') && run(whole + 1) > 0 {
        return Some(spoken_decimal(rest, whole, run(whole + 1)));
    }
    let (mark, scale) = share_at(rest.get(whole..).unwrap_or_default());
    let after: String = rest.iter().skip(whole).take(5).collect();
    let counts = !unit_of(&after).is_empty()
        || ["年", "月", "日", "季", "时", "届", "周", "级", "类", "窗"]
            .iter()
            .any(|u| after.starts_with(u));
    if whole == 1 && !ordered && !counts || whole == 0 {
        return None;
    }
    let amount = value_of(0, whole).and_then(|a| a.times(Amount::decimal(1, scale)?));
    Some(Shape { length: whole + mark, amount })
}

/// 百分之二十, 百分之3.2, 三分之一; `below` is what stands before 分之.
fn part_of(rest: &[char], whole: usize, below: Option<Amount>) -> Shape {
    let from = whole + 2;
    let tail = rest.get(from..).unwrap_or_default();
    let (length, above) = match plain(tail) {
        (0, _) => {
            let length = tail.iter().take_while(|c| is_chinese(**c)).count();
            let after = tail.iter().skip(length + 1).take_while(|c| is_chinese(**c)).count();
            if tail.get(length) == Some(&'点') && after > 0 {
                let spoken = spoken_decimal(tail, length, after);
                return share_of(from + spoken.length, spoken.amount, below);
            }
            let text: String = tail.iter().take(length).map(|c| plain_chinese(*c)).collect();
            let value = chinese_value(&text).and_then(|v| Amount::new(i128::from(v), 1));
            (length, value)
        }
        arabic => arabic,
    };
    share_of(from + length, above, below)
}

fn share_of(length: usize, above: Option<Amount>, below: Option<Amount>) -> Shape {
    let amount = above.zip(below).and_then(|(above, below)| {
        Amount::new(above.above.checked_mul(below.below)?, above.below.checked_mul(below.above)?)
    });
    Shape { length, amount }
}

/// 六点一万: digits after 点, then a power.
fn spoken_decimal(rest: &[char], whole: usize, run: usize) -> Shape {
    let letters: Vec<char> = rest.iter().copied().map(plain_chinese).collect();
    let after = letters.get(whole + 1..whole + 1 + run).unwrap_or_default();
    let decimals = after.iter().take_while(|c| !"十百千万亿".contains(**c)).count();
    let (word, power) = power_at(letters.get(whole + 1 + decimals..).unwrap_or_default());
    let length = whole + 1 + decimals + word;
    let text = |part: &[char]| part.iter().collect::<String>();
    let before = chinese_value(&text(letters.get(..whole).unwrap_or_default()));
    let digits = chinese_value(&text(after.get(..decimals).unwrap_or_default()));
    let amount = before.zip(digits).and_then(|(before, digits)| {
        let places = i32::try_from(decimals).ok()?;
        let part = Amount::decimal(i128::from(digits), -places)?;
        Amount::new(i128::from(before), 1)?.plus(part)?.times(Amount::decimal(1, power)?)
    });
    Shape { length, amount }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Option<(usize, Option<Amount>)> {
        let chars: Vec<char> = text.chars().collect();
        numeral(&chars, 0).map(|shape| (shape.length, shape.amount))
    }

    #[test]
    fn the_same_amount_in_other_shapes_is_equal() {
        for group in [
            &[
                "6.1万",
                "61,000",
                "61000",
                "６１０００",
                "6万1千",
                "六万一千",
                "六点一万",
                "陆万壹仟",
            ][..],
            &["20%", "百分之二十", "百分之20", "0.2", "五分之一", "⅕", "20％"],
            &["½", "0.5", "二分之一", "百分之五十", "50%"],
            &["12", "⑫", "十二", "Ⅻ", "⑿", "一十二"],
            &["1亿2000万", "1.2亿", "120,000,000", "12000万"],
            &["2025", "二〇二五", "二○二五"],
        ] {
            let first = amount(group[0]).unwrap().1.unwrap();
            for text in group {
                let (length, value) = amount(text).unwrap();
                assert_eq!(length, text.chars().count(), "{text}");
                assert!(value.unwrap().equals(first), "{text}");
            }
        }
        assert!(!amount("6.1万").unwrap().1.unwrap().equals(amount("6.2万").unwrap().1.unwrap()));
    }

    #[test]
    fn strange_shapes_are_numerals_without_a_value() {
        for text in ["6.1.2", "૭", "99999999999999999999999999999999999999999999"] {
            let (length, value) = amount(text).unwrap();
            assert_eq!(length, text.chars().count());
            assert!(value.is_none() || text == "૭", "{text}");
        }
    }

    #[test]
    fn words_that_hold_a_digit_are_no_numerals() {
        for text in ["一是", "百姓", "十分", "万物", "一体化"] {
            assert!(amount(text).is_none(), "{text}");
        }
        assert!(amount("一项").is_some());
        assert!(amount("三十").is_some());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_walked_through(text in "\\PC{0,20}|[0-9.,，万亿千百十点分之%一二三〇½①]{0,20}") {
            let chars: Vec<char> = text.chars().collect();
            for at in 0..chars.len() {
                if let Some(shape) = numeral(&chars, at) {
                    proptest::prop_assert!(shape.length > 0 && at + shape.length <= chars.len());
                }
            }
        }
    }
}
