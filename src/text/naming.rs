//! What a number of a text counts, as the name of an indicator nobody has defined yet: the words
//! before it without dates, subject and filler. Proposes; a person decides.

use super::chars::is_blank;
use super::evidence::without_base;
use super::numerals::{Numeral, NumeralForm, numerals, unit_of};
use super::prose::JOINTS;
use crate::model::{DisplayStyle, IndicatorKind};

/// Whether a name says only what was done, and not to what: 办理, 受理.
pub fn is_bare_act(name: &str) -> bool {
    ACTS.contains(&name)
}

/// Characters of a name; the last ones say what is counted.
const LONGEST: usize = 18;
/// Shorter words before a number name nothing (共3件).
const SHORTEST: usize = 2;
/// A longer stretch behind a number is no noun.
const LONGEST_NOUN: usize = 8;
/// A sum since the beginning of the year.
const SUM: &str = "累计";
/// Words after which a sum is no longer spoken of (其中本月, 9月).
const OF_MONTH: [&str; 3] = ["其中", "本期", "月"];
/// Words that reach out to what is counted (对32个进驻单位).
const REACHING: [char; 5] = ['对', '向', '为', '给', '由'];

/// An indicator as the words around a number suggest it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub name: String,
    /// The same with the subject of its sentence, for when the name is taken: 热线办结率.
    pub full_name: String,
    /// Without 万 and 亿.
    pub unit: String,
    pub kind: IndicatorKind,
    pub style: DisplayStyle,
    /// Written with thousands commas.
    pub grouped: bool,
    /// Places of the unit itself: 2 for 12.5元, 0 for 6.1万件.
    pub decimals: u8,
}

/// Words that end a comparison right before its number: 环比增长5.2%, 较上月增加126件.
const CHANGES: [&str; 22] = [
    "增长", "下降", "增加", "减少", "提高", "降低", "上升", "提升", "压减", "压缩", "缩短", "回落",
    "增幅", "降幅", "同比", "环比", "增", "降", "升", "减", "多", "少",
];
/// What a comparison names as its base, and the words that open one.
const BASES: [&str; 7] = ["上月", "上年", "去年", "同期", "上期", "上季", "年初"];
const AGAINST: [char; 5] = ['比', '较', '由', '从', '与'];
/// Words that may stand between a comparison, or a name, and its number.
const FILLERS: [&str; 32] = [
    "分别达到",
    "分别为",
    "分别",
    "共计",
    "合计",
    "总计",
    "累计",
    "达到",
    "已达",
    "达",
    "约为",
    "约",
    "近",
    "超过",
    "超",
    "为",
    "是",
    "有",
    "了",
    "共",
    "仅",
    "均为",
    "均",
    "的",
    "完成",
    "逾",
    "：",
    "等",
    "就",
    "还",
    "实现",
    "计",
];
/// Words that begin a clause without naming anything.
const OPENINGS: [&str; 29] = [
    "其中",
    "另有",
    "另外",
    "此外",
    "同时",
    "截至目前",
    "今年以来",
    "本年度",
    "本月",
    "当月",
    "本期",
    "全月",
    "目前",
    "期间",
    "全年",
    "上半年",
    "已经",
    "并",
    "还",
    "且",
    "另",
    "共计",
    "累计",
    "共",
    "又",
    "分别",
    "今年",
    "已",
    "，",
];
/// Words that say the number covers more than its month, or a level at its end.
const LEVELS: [&str; 13] = [
    "累计",
    "以来",
    "截至",
    "现有",
    "共有",
    "总数",
    "在册",
    "入驻",
    "进驻",
    "设立",
    "设置",
    "存量",
    "已建成",
];
/// Words of what is yet to be done: a number behind them is no figure of the month.
const PLANS: [&str; 6] = ["力争", "争取", "确保", "预计", "计划新增", "计划于"];
/// Words behind a count that say how something was done, and name nothing (42家按时办结).
const MANNERS: [&str; 8] = ["按时", "按期", "提前", "全部", "当场", "当日", "一次", "均"];
/// What a hall does with a matter: a longer clause is named from here on, its subject left out.
const ACTS: [&str; 27] = [
    "受理", "办理", "办结", "接待", "接听", "接收", "收到", "受办", "发放", "发出", "邮寄", "寄递",
    "推送", "完成", "解答", "提供", "开展", "举办", "组织", "走访", "回访", "核发", "新增", "减免",
    "兑现", "节约", "征集",
];

/// What the numeral counts; `None` for dates, ordinals, changes and numbers without a unit.
/// `text` is the paragraph with its slots hidden.
pub fn suggestion(numeral: &Numeral, text: &str) -> Option<Suggestion> {
    let unit = unit_of(numeral.after(text).trim_start_matches(['余', '多']));
    let counts = numeral.form == NumeralForm::Arabic
        && !numeral.is_date_or_ordinal(text)
        && !unit.is_empty()
        && unit != "个百分点"
        && !is_change(numeral, text)
        && !PLANS.iter().any(|word| clause_before(numeral, text).contains(word));
    numeral.quantity.filter(|_| counts)?;
    let (name, subject) = named(numeral, text)?;
    let clause = clause_before(numeral, text);
    let kind = kind(&name, clause, unit);
    let places = places(numeral.text(text));
    let power = numeral.power;
    let unit = if unit == "％" { "%" } else { unit };
    let decimals = if power == 0 { places } else { 0 };
    Some(Suggestion {
        full_name: trimmed(&format!("{subject}{name}")),
        name,
        unit: unit.to_owned(),
        kind,
        style: DisplayStyle { power: shown_power(power), decimals: places, trim: true },
        grouped: numeral.text(text).contains([',', '，']),
        decimals,
    })
}

/// How figures of that name add up; `clause` are the words around it.
pub fn kind(name: &str, clause: &str, unit: &str) -> IndicatorKind {
    let rate = matches!(unit, "%" | "％" | "‰")
        || ["率", "占比", "比例", "均", "平均"].iter().any(|word| name.contains(word));
    let level = LEVELS.iter().any(|word| clause.contains(word)) || name.starts_with(SUM);
    match (rate, level) {
        (true, _) => IndicatorKind::Ratio,
        (false, true) => IndicatorKind::Stock,
        (false, false) => IndicatorKind::Flow,
    }
}

/// Powers that print as 万 or 亿; a figure printed in 千 or 百 is shown in ones.
fn shown_power(power: u8) -> u8 {
    if matches!(power, 4 | 8 | 12) { power } else { 0 }
}

fn places(digits: &str) -> u8 {
    let after = digits.split_once(['.', '．']).map_or(0, |(_, after)| after.chars().count());
    u8::try_from(after).unwrap_or(0).min(6)
}

/// Whether a number tells a change, or stands in a row that begins with one (增长5.2%、4.8%).
pub fn is_change(numeral: &Numeral, text: &str) -> bool {
    let before = text.get(..numeral.range.start).unwrap_or("");
    let bare = without_fillers(without_base(before).trim_end_matches(is_blank));
    let clause = clause_before(numeral, text);
    let against = BASES.iter().any(|base| clause.contains(base)) && clause.contains(AGAINST);
    if against || bare.ends_with(['由', '从']) || CHANGES.iter().any(|word| bare.ends_with(word))
    {
        return true;
    }
    let row = JOINTS.iter().find_map(|joint| before.trim_end().strip_suffix(joint));
    let Some(row) = row else { return false };
    let earlier = numerals(text);
    let last = earlier.iter().rev().find(|one| one.range.end <= row.len());
    last.is_some_and(|one| {
        let unit = one.unit(text);
        one.unit_at + unit.len() == row.len() && is_change(one, text)
    })
}

/// The words right before a number, back to the last mark; without the base of 由96%提高到98%.
fn clause_before<'t>(numeral: &Numeral, text: &'t str) -> &'t str {
    let before = without_base(text.get(..numeral.range.start).unwrap_or(""));
    let marks = ['，', '。', '；', '：', '、', '（', '）', '！', '？', ',', ';', '\n'];
    let from = before.rfind(marks).map_or(0, |at| {
        at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    });
    before.get(from..).unwrap_or("")
}

/// The name and the subject of its sentence.
fn named(numeral: &Numeral, text: &str) -> Option<(String, String)> {
    let clause = clause_before(numeral, text);
    let before = without_base(text.get(..numeral.range.start)?);
    let from = before.len() - clause.len();
    let own = words(clause);
    // 为96.5% says what something is.
    let reaches = clause.trim_end_matches(is_blank).ends_with(REACHING);
    if let Some(name) = noun_after(numeral, text).filter(|_| reaches) {
        return Some((name, String::new()));
    }
    if own.ends_with(REACHING) {
        return None;
    }
    // 今年以来累计受理 is not what 受理 counts, nor is what its sentence goes on to count.
    let summed = sentence_before(numeral, text).rsplit_once(SUM);
    let of_month = |rest: &str| OF_MONTH.iter().any(|word| rest.contains(word));
    let sums = summed.is_some_and(|(_, rest)| !of_month(rest)) && !own.contains(SUM);
    let rate = own.ends_with('率') || own.starts_with('占');
    let summed = sums && !rate && own.chars().count() >= SHORTEST;
    let own = if summed { format!("{SUM}{own}") } else { own };
    let subject = subject(text.get(..from).unwrap_or(""), clause);
    // 市政务服务中心38个进驻部门: who has them is not what is counted.
    if let Some(name) = noun_after(numeral, text).filter(|_| own == subject) {
        return Some((name, subject));
    }
    if let Some(whole) = own.strip_prefix('占') {
        let part = part_before(text, from)?;
        let of_it = !whole.contains(|c: char| c.is_ascii_digit());
        return of_it.then(|| (trimmed(&format!("{part}占比")), subject));
    }
    if own.chars().count() >= SHORTEST {
        return Some((trimmed(&own), subject));
    }
    // 受理政务服务事项（含跨省）共3件: the words before the mark.
    let earlier = text.get(..from)?.trim_end_matches(['，', '：', '（', '）', '、']);
    let marks = ['，', '。', '；', '：', '（', '）', '、'];
    let start = earlier.rfind(marks).map_or(0, |at| at + 3);
    let own = words(earlier.get(start..)?);
    (own.chars().count() >= SHORTEST && !own.contains(|c: char| c.is_ascii_digit()))
        .then(|| (trimmed(&own), subject))
}

/// The sentence up to the number.
fn sentence_before<'t>(numeral: &Numeral, text: &'t str) -> &'t str {
    let before = text.get(..numeral.range.start).unwrap_or("");
    before.rsplit(['。', '；', '！', '？']).next().unwrap_or("")
}

/// 对32个进驻单位 counts what stands behind its unit, up to the next mark or act.
fn noun_after(numeral: &Numeral, text: &str) -> Option<String> {
    let after = numeral.after(text).trim_start_matches(['余', '多']);
    let rest = after.get(unit_of(after).len()..)?;
    let mark = rest.find(['，', '。', '；', '：', '、', '（', '！', '？', ',', ';', '共']);
    let act = ACTS.iter().filter_map(|act| rest.find(act)).min();
    let end = mark.into_iter().chain(act).min()?;
    let noun: String = rest.get(..end)?.chars().filter(|c| !is_blank(*c)).collect();
    let fits = (SHORTEST..=LONGEST_NOUN).contains(&noun.chars().count())
        && !MANNERS.iter().any(|word| noun.starts_with(word));
    (fits && noun.chars().all(char::is_alphabetic)).then_some(noun)
}

/// What the number before the clause counts: the part that a share is of.
fn part_before(text: &str, from: usize) -> Option<String> {
    let before = text.get(..from)?;
    let found = numerals(before);
    let last = found.iter().rev().find(|one| !one.unit(before).is_empty())?;
    let own = words(clause_before(last, before));
    (own.chars().count() >= SHORTEST).then_some(own)
}

/// A clause without dates and openings at its head, filler at its end, its subject left out.
fn words(clause: &str) -> String {
    let mut rest = without_openings(without_fillers(clause.trim_matches(is_blank)));
    rest = without_count(rest);
    // 市政务大厅共受理各类事项: what comes after 共 is what is counted.
    if let Some((_, after)) = rest.rsplit_once('共').filter(|(_, after)| after.chars().count() > 3)
    {
        rest = after.trim_start_matches('计');
    }
    let act = ACTS.iter().filter_map(|act| rest.find(act)).min();
    let from_act = act.and_then(|at| rest.get(at..)).filter(|tail| tail.chars().count() >= 4);
    let name = from_act.unwrap_or(rest);
    name.chars().filter(|c| !is_blank(*c) && !"“”‘’《》〈〉{}·*".contains(*c)).collect()
}

/// Who did it: the beginning of the sentence, or of the clause, before its first act.
fn subject(before: &str, clause: &str) -> String {
    let sentence = before.rsplit(['。', '；', '！', '？']).next().unwrap_or("");
    let whole = format!("{sentence}{clause}");
    let head = without_openings(whole.trim_matches(is_blank));
    let end = head.find(['，', '：', '、', '（']).unwrap_or(head.len());
    let end = ACTS.iter().chain(&["共"]).filter_map(|act| head.find(act)).min().unwrap_or(end);
    let subject = head.get(..end).unwrap_or("");
    // 12345热线 is a name; other digits are of something counted.
    let of_name = subject.trim_start_matches(|c: char| c.is_ascii_digit());
    if !of_name.contains(|c: char| c.is_ascii_digit()) && subject.chars().count() <= 14 {
        subject.to_owned()
    } else {
        String::new()
    }
}

fn without_fillers(text: &str) -> &str {
    let mut rest = text;
    while let Some(shorter) = FILLERS.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end_matches(is_blank);
    }
    rest.strip_suffix(['到', '至']).filter(|rest| !rest.is_empty()).unwrap_or(rest)
}

fn without_openings(text: &str) -> &str {
    let mut rest = text;
    loop {
        let undated = without_date(rest).trim_start_matches(is_blank);
        let opened = OPENINGS.iter().find_map(|word| undated.strip_prefix(word)).unwrap_or(undated);
        if opened.len() == rest.len() {
            return rest;
        }
        rest = opened;
    }
}

/// Leaves out 147名 at the head of 147名窗口人员参加督查; 12345热线 is a name.
fn without_count(text: &str) -> &str {
    let digits = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let rest = text.trim_start_matches(digits);
    let unit = unit_of(rest);
    if rest.len() == text.len() || unit.is_empty() {
        text
    } else {
        rest.get(unit.len()..).unwrap_or(text)
    }
}

/// Leaves out 6月份, 2025年6月, 1—6月, 截至6月30日 at the head.
fn without_date(text: &str) -> &str {
    let head = text.strip_prefix("截至").or_else(|| text.strip_prefix('至')).unwrap_or(text);
    let of_date = |c: char| c.is_ascii_digit() || "年月日份底末—-～至".contains(c);
    let rest = head.trim_start_matches(of_date);
    let date = head.get(..head.len() - rest.len()).unwrap_or("");
    let dated = date.starts_with(|c: char| c.is_ascii_digit()) && date.contains(['年', '月', '日']);
    if dated { rest } else { text }
}

fn trimmed(name: &str) -> String {
    let count = name.chars().count();
    name.chars().skip(count.saturating_sub(LONGEST)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Name, unit and kind of every number that would be proposed.
    fn proposed(text: &str) -> Vec<(String, String, IndicatorKind)> {
        let found = numerals(text);
        let found = found.iter().filter_map(|numeral| suggestion(numeral, text));
        found.map(|one| (one.name, one.unit, one.kind)).collect()
    }

    fn names(text: &str) -> Vec<String> {
        proposed(text).into_iter().map(|(name, ..)| name).collect()
    }

    #[test]
    fn names_are_the_words_before_a_number() {
        for (text, expected) in [
            (
                "6月份，市政务服务大厅共受理各类政务服务事项38,426件，办结37,915件，办结率98.67%。",
                vec!["受理各类政务服务事项", "办结", "办结率"],
            ),
            (
                "本月共收到群众评价3.21万条，其中五星评价32,011条，四星评价76条，差评3条，差评整改率100%。",
                vec!["收到群众评价", "五星评价", "四星评价", "差评", "差评整改率"],
            ),
            ("12345热线受理群众诉求12,307件，满意率达到96.5%。", vec!["受理群众诉求", "满意率"]),
            (
                "其中即办件26,310件，占办件总量的69.39%，承诺件11,605件，占30.61%。",
                vec!["即办件", "即办件占比", "承诺件", "承诺件占比"],
            ),
            ("今年1—6月累计受理21.36万件。", vec!["累计受理"]),
            ("提供电话咨询956人次、现场咨询6713人次。", vec!["提供电话咨询", "现场咨询"]),
            ("日均受理量1830件。", vec!["日均受理量"]),
            ("市公安局窗口9,812件、市人社局窗口7,544件。", vec!["市公安局窗口", "市人社局窗口"]),
            ("截至6月30日，已上线主题事项26项。", vec!["上线主题事项"]),
            (
                "1—9月，累计受理15.38万件，办结15.27万件，办结率99%。",
                vec!["累计受理", "累计办结", "办结率"],
            ),
            ("累计受理9,000件，其中本月受理820件。", vec!["累计受理", "受理"]),
            ("累计受理9,000件，9月受理820件。", vec!["累计受理", "受理"]),
            ("市政务服务中心38个进驻部门共办理事项4.62万件。", vec!["进驻部门", "办理事项"]),
            ("为12个重点项目提供全程帮办，办结率为98.6%。", vec!["重点项目", "办结率"]),
            (
                "中心对32个进驻单位、147名窗口人员督查考勤12次。",
                vec!["进驻单位", "窗口人员督查考勤"],
            ),
            ("四级深度事项占比82.4%，网办占比为31%。", vec!["四级深度事项占比", "网办占比"]),
            ("排名末位的是：甲街道（97.1%）、乙镇（96.4%）。", vec!["甲街道", "乙镇"]),
            ("承办单位45家，其中42家按时办结率达99%。", vec!["承办单位", "按时办结率"]),
            ("推进数据共享，力争年底前新增共享接口20个。", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn changes_dates_and_bare_numbers_are_not_proposed() {
        for text in [
            "环比增长5.2%，同比分别下降4.1%、3.2%。",
            "同比分别增长9.6%和9.9%。",
            "较上月增加126件，比去年同期多办理3件，提高0.3个百分点。",
            "2025年6月12日至14日，第3期，12345热线。",
            "共3件。",
        ] {
            let found = names(text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
        assert_eq!(names("满意率由96%提高到98.1%。"), ["满意率"]);
    }

    #[test]
    fn rates_never_add_up_and_levels_show_the_last() {
        let kind = |text: &str| proposed(text)[0].2;
        assert_eq!(kind("按时办结率99.2%。"), IndicatorKind::Ratio);
        assert_eq!(kind("日均受理1830件。"), IndicatorKind::Ratio);
        assert_eq!(kind("今年以来累计受理21.36万件。"), IndicatorKind::Stock);
        assert_eq!(kind("进驻事项1250项。"), IndicatorKind::Stock);
        assert_eq!(kind("受理企业开办82户。"), IndicatorKind::Flow);
    }

    #[test]
    fn a_taken_name_is_told_apart_by_its_subject() {
        let text = "便民热线受理诉求12,307件，办结率97.2%。";
        let found = numerals(text);
        let rate = suggestion(found.last().unwrap(), text).unwrap();
        assert_eq!((rate.name.as_str(), rate.full_name.as_str()), ("办结率", "便民热线办结率"));
    }

    #[test]
    fn what_is_printed_in_ten_thousands_is_shown_so_again() {
        let text = "受理政务服务事项21.36万件，金额12.5元。";
        let found: Vec<_> = numerals(text).iter().filter_map(|n| suggestion(n, text)).collect();
        assert_eq!((found[0].style.power, found[0].style.decimals, found[0].decimals), (4, 2, 0));
        assert_eq!((found[1].style.power, found[1].style.decimals, found[1].decimals), (0, 1, 1));
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "[受理办结率共增长占，。、（）0-9.万%件年月日a“ ]{0,40}") {
            for one in numerals(&text).iter().filter_map(|numeral| suggestion(numeral, &text)) {
                let length = one.name.chars().count();
                prop_assert!((1..=LONGEST).contains(&length) && !one.unit.is_empty());
            }
        }
    }
}
