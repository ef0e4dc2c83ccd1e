//! Which numerals order or name something instead of counting it, and which Chinese numerals
//! count only in passing.

use crate::text::chars::is_blank;
use crate::text::numerals::unit_of;

use super::classify::Place;

/// Words after a numeral that make it an ordinal or part of a name.
const AFTER: [&str; 26] = [
    "号", "期", "届", "级", "等奖", "版", "楼", "层", "路", "代", "岁", "周岁", "年级", "步", "端",
    "式", "制", "弄", "单元", "栋", "幢", "室", "巷", "房间", "国道", "省道",
];
/// Words before digits that are a number to call, to pay to, or to look something up by.
const NUMBERED: [&str; 14] = [
    "电话",
    "传真",
    "热线",
    "手机",
    "邮编",
    "邮政编码",
    "编号",
    "单号",
    "证号",
    "账号",
    "代码",
    "文号",
    "卡号",
    "分机",
];
/// Numbers everybody calls.
const CALLED: [&str; 6] = ["110", "119", "120", "122", "114", "12345"];
/// Words that begin like one of [`AFTER`] and say something else.
const OTHER: [&str; 3] = ["期间", "层面", "制作"];
/// Numbers that are called: 95598电力服务热线, 028-86660000.
const LINES: [&str; 6] = ["热线", "平台", "专线", "短信", "便民", "政务"];
/// Measure words that Chinese numerals stand before, beside those after Arabic ones.
const MEASURES: [&str; 37] = [
    "个百分点",
    "百分点",
    "个",
    "项",
    "名",
    "家",
    "件",
    "条",
    "次",
    "种",
    "类",
    "大",
    "支",
    "批",
    "位",
    "人",
    "户",
    "场",
    "起",
    "份",
    "套",
    "台",
    "所",
    "处",
    "张",
    "块",
    "座",
    "间",
    "宗",
    "笔",
    "辆",
    "亩",
    "倍",
    "成",
    "方面",
    "环节",
    "点",
];
/// Words before a Chinese numeral that make it a statistic.
const COUNTING: [&str; 10] = ["共", "计", "达", "超过", "超", "近", "约", "逾", "仅", "余下"];

/// The measure word a text begins with, beyond the usual ones after Arabic numerals.
pub fn measure_word(text: &str) -> &str {
    let found = MEASURES.iter().find(|word| text.starts_with(**word));
    found.and_then(|word| text.get(..word.len())).unwrap_or("")
}

/// Whether a numeral orders something or is part of a name.
pub fn is_ordinal(place: &Place<'_>) -> bool {
    let named = AFTER.iter().any(|word| place.after.starts_with(word))
        && !OTHER.iter().any(|word| place.after.starts_with(word))
        && place.numeral.power == 0;
    place.before.ends_with('第')
        || named
        || is_listing(place)
        || is_code(place)
        || is_scheme(place)
        || is_place_of_ranking(place)
        || is_long_name(place)
}

/// 一是…二是…, 一要…, and a label within the text (一、).
fn is_listing(place: &Place<'_>) -> bool {
    let opens =
        place.before.is_empty() || place.before.ends_with(['。', '；', '，', '：', ';', ':', ',']);
    let small = place.whole().is_some_and(|n| (1..30).contains(&n));
    let chinese = !place.is_arabic() && place.after.starts_with(['是', '要', '则']);
    let bracketed = place.before.ends_with(['（', '(']) && place.after.starts_with(['）', ')']);
    let label = !place.is_arabic() && place.after.starts_with('、') && place.before.is_empty();
    small && (opens && chinese || bracketed || label)
}

/// A telephone line, a code, or digits within a Latin word: 12345热线, 5G, V2.0, A4.
fn is_code(place: &Place<'_>) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let head = place.text.get(..place.numeral.range.start).unwrap_or("");
    let tail = place.text.get(place.numeral.unit_at..).unwrap_or("");
    let metric = ["km", "kg", "kW", "GB", "MB", "TB", "mm", "cm", "m2"];
    let latin = head.ends_with(letter)
        || (tail.starts_with(letter) && !metric.iter().any(|unit| tail.starts_with(unit)));
    let called = place.is_arabic()
        && (3..=12).contains(&place.digits.len())
        && place.digits.bytes().all(|b| b.is_ascii_digit())
        && (LINES.iter().any(|word| place.after.starts_with(word))
            || head.ends_with(['-', '－']) && ends_with_digit(head.trim_end_matches(['-', '－']))
            || tail.starts_with(['-', '－']) && place.digits.starts_with('0'));
    latin || called || is_called(place)
}

/// 电话：（0755）86123456, 工单编号20250806001234, 110与12345联动.
fn is_called(place: &Place<'_>) -> bool {
    let bare = place.numeral.power == 0 && unit_of(place.after).is_empty();
    if !bare || !place.is_arabic() || !place.digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let head = place.before.trim_end_matches(|c: char| {
        c.is_ascii_digit() || is_blank(c) || "：:为是（）()-－—".contains(c)
    });
    let numbered = place.digits.len() >= 3 && NUMBERED.iter().any(|word| head.ends_with(word));
    let joined = place.after.starts_with(['与', '和', '联', '报', '、', '”']);
    numbered || place.digits.len() >= 11 || CALLED.contains(&place.digits) && joined
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// 1+3+N, 7×24.
fn is_scheme(place: &Place<'_>) -> bool {
    let marks = ['+', '＋', '×', '*'];
    place.before.ends_with(marks) || place.after.starts_with(marks)
}

/// 前三, 前10名, 排名第3.
fn is_place_of_ranking(place: &Place<'_>) -> bool {
    let last = ["名后", "列后", "居后", "位后", "倒数", "末"];
    let elsewhen = ["之前", "以前", "目前", "此前", "日前", "年前", "月前", "提前", "会前"];
    let ahead =
        place.before.ends_with('前') && !elsewhen.iter().any(|word| place.before.ends_with(word));
    let first = ahead || last.iter().any(|word| place.before.ends_with(word));
    let ranked =
        ["位", "名", "强", ""].iter().any(|word| !word.is_empty() && place.after.starts_with(word));
    first && (ranked || !place.is_arabic() && measure_word(place.after).is_empty())
}

/// 二十大, 十四五: two Chinese digits that no measure word follows.
fn is_long_name(place: &Place<'_>) -> bool {
    let digits = place.digits.chars().count();
    let is_chinese =
        !place.is_arabic() && place.numeral.form == crate::text::numerals::NumeralForm::Chinese;
    let scaled = place.digits.contains(['百', '千', '万', '亿']);
    is_chinese
        && digits > 1
        && !scaled
        && measure_word(place.after).is_empty()
        && unit_of(place.after).is_empty()
}

/// A Chinese numeral that counts in passing: 一个机制, 三个方面, 百件. Statistics are written in
/// Arabic numerals, or say that they count (共三个).
pub fn is_manner_of_speaking(place: &Place<'_>) -> bool {
    let chinese = place.numeral.form == crate::text::numerals::NumeralForm::Chinese;
    let counted = COUNTING.iter().any(|word| place.before.ends_with(word));
    let share = ["倍", "成", "个百分点", "百分点"].iter().any(|word| place.after.starts_with(word));
    let small = place.whole().is_none_or(|n| n <= 10);
    let bare_hundred = matches!(place.digits, "百" | "千" | "万");
    chinese && !share && (place.whole() == Some(1) || bare_hundred || small && !counted)
}
