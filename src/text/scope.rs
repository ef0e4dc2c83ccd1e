//! Of which time the words before a number speak: the month covered, or more or other months.
//! Knows no indicator.

use super::dates;
use crate::model::Month;

/// Whether a place lies within the title of a document (《》): its months are its own.
pub fn is_in_title(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.rfind('《').is_some_and(|open| before.rfind('》').is_none_or(|close| close < open))
}

/// What a word of time says of the numbers after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// 当月, 4月: the month covered.
    Covered,
    /// 今年以来, 上半年, 1—5月: more months or other ones.
    Other,
}

/// Words that hold until another word of time follows.
const SPANS: [&str; 14] = [
    "今年以来",
    "年初以来",
    "以来累计",
    "上半年",
    "下半年",
    "季度",
    "全年",
    "年累计",
    "年共",
    "年全",
    "年度累计",
    "今年累计",
    "本年累计",
    "截至目前",
];
/// Words that hold within their own clause, and longer where they are the whole of it (上月，…).
const CLAUSE_WORDS: [&str; 13] = [
    "累计",
    "去年",
    "上年",
    "同期",
    "上月",
    "上期",
    "上个月",
    "计划",
    "目标",
    "任务",
    "预计",
    "力争",
    "拟",
];
const COMPARISONS: [&str; 9] = ["比", "较", "增", "减", "降", "升", "持平", "完成", "超"];

/// Whether the words before an indicator's wording (in folded form) speak of another time than
/// the month covered: 今年以来累计…, 去年同期…, 计划….
pub fn is_of_other_time(before: &str, covered: Month) -> bool {
    let clauses: Vec<&str> = before.split([',', ';', ':']).collect();
    let Some((last, earlier)) = clauses.split_last() else { return false };
    if clause_says(last) {
        return !covered_after_clause_word(last, covered);
    }
    let ending = |clause: &&str| {
        let short = clause.chars().count() <= 8 && clause_says(clause);
        short && !COMPARISONS.iter().any(|word| clause.contains(word))
    };
    let of_clause = |(at, clause): (usize, &&str)| {
        let closed = at < earlier.len();
        let spoken = last_word(clause, closed, covered);
        spoken.or_else(|| (closed && ending(clause)).then_some(Says::Other))
    };
    clauses.iter().enumerate().rev().find_map(of_clause) == Some(Says::Other)
}

/// Whether the month covered is named in so many words: 当月, 4月.
pub fn names_month(before: &str, covered: Month) -> bool {
    let clauses = before.split([',', ';', ':']).rev();
    clauses.take(3).find_map(|clause| last_word(clause, true, covered)) == Some(Says::Covered)
}

fn clause_says(clause: &str) -> bool {
    CLAUSE_WORDS.iter().any(|word| clause.contains(word))
}

/// 较上月增长后，当月… within one clause: the later word counts.
fn covered_after_clause_word(clause: &str, covered: Month) -> bool {
    let at = CLAUSE_WORDS.iter().filter_map(|word| clause.rfind(word)).max().unwrap_or(0);
    let rest = clause.get(at..).unwrap_or("");
    last_word(rest, false, covered) == Some(Says::Covered)
}

/// What the last word of time of a clause says. `closed`: a mark follows the clause.
fn last_word(clause: &str, closed: bool, covered: Month) -> Option<Says> {
    let fixed = SPANS.iter().filter_map(|word| Some((clause.rfind(word)?, Says::Other)));
    let own = ["当月", "本月", "本期"];
    let own = own.iter().filter_map(|word| Some((clause.rfind(word)?, Says::Covered)));
    let months = clause
        .match_indices('月')
        .filter_map(|(at, _)| Some((at, month_says(clause, at, closed, covered)?)));
    let year = closed
        .then(|| clause.strip_suffix('年'))
        .flatten()
        .filter(|number| number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit()))
        .map(|_| (0, Says::Other));
    fixed.chain(own).chain(months).chain(year).max_by_key(|(at, _)| *at).map(|(_, says)| says)
}

/// What a month named before byte `at` (its 月) says; nothing for days and deadlines.
fn month_says(clause: &str, at: usize, closed: bool, covered: Month) -> Option<Says> {
    let before = clause.get(..at)?;
    let after = clause.get(at..)?.strip_prefix('月')?;
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let (month, _) = dates::number(before.get(head.len()..)?)?;
    let ranges = ['—', '-', '至', '~', '～', '–'];
    if head.ends_with(ranges) || after.starts_with(ranges) {
        return Some(Says::Other);
    }
    let year = head.strip_suffix('年').map(|head| {
        let rest = head.trim_end_matches(|c: char| c.is_ascii_digit());
        dates::number(head.get(rest.len()..).unwrap_or("")).map(|(year, _)| year)
    });
    let of_year = match year {
        Some(Some(year)) => i32::try_from(year) == Ok(covered.year()),
        Some(None) => false,
        None => true,
    };
    let is_day = after.starts_with(|c: char| c.is_ascii_digit());
    let is_deadline = after.starts_with(['底', '末', '初', '上', '中', '下', '起', '以', '前']);
    if is_day || is_deadline {
        return None;
    }
    if month == covered.month() && of_year {
        return Some(Says::Covered);
    }
    let is_theme = !(after.starts_with('份') || after.is_empty() && closed);
    (!is_theme || !of_year).then_some(Says::Other)
}

/// The period a text names last: 一季度, 上半年, 全年, 1—5月.
pub fn period(text: &str) -> Option<&'static str> {
    const PERIODS: [(&str, &str); 13] = [
        ("一季度", "一季度"),
        ("1季度", "一季度"),
        ("二季度", "二季度"),
        ("2季度", "二季度"),
        ("三季度", "三季度"),
        ("3季度", "三季度"),
        ("四季度", "四季度"),
        ("4季度", "四季度"),
        ("上半年", "上半年"),
        ("下半年", "下半年"),
        ("全年", "全年"),
        ("年度", "全年"),
        ("今年以来", "今年以来"),
    ];
    let named = PERIODS.iter().filter_map(|(word, period)| Some((text.rfind(word)?, *period)));
    let ranges = ["1—", "1-", "1至", "1~"].into_iter();
    let ranges = ranges.filter_map(|word| Some((text.rfind(word)?, "数月")));
    named.chain(ranges).max_by_key(|(at, _)| *at).map(|(_, period)| period)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_of_time_decides() {
        let covered: Month = "2025-05".parse().unwrap();
        for (before, other) in [
            ("5月,省本级", false),
            ("1—5月,", true),
            ("1-5月", true),
            ("今年以来,累计推送2条,", true),
            ("上半年,办理3万件,", true),
            ("上半年,办理3万件;当月", false),
            ("上半年,办理3万件;5月,", false),
            ("2025年,", true),
            ("2025年预算4亿元,", false),
            ("去年同期,办理3万件,", true),
            ("办理3万件,较上月增加,", false),
            ("办理3万件,同比增长3%,", false),
            ("计划", true),
            ("4月,受理18件,", true),
            ("2024年5月,受理18件,", true),
            ("2025年5月,受理18件,", false),
            ("4月底前完成的,", false),
            ("2024年累计推送2条,涉及企业3家;5月", false),
        ] {
            assert_eq!(is_of_other_time(before, covered), other, "{before}");
        }
        assert!(names_month("5月,推送2条,", covered));
        assert!(!names_month("推送2条,", covered));
    }

    #[test]
    fn periods_are_told_apart() {
        assert_eq!(period("2025年全年兑现"), Some("全年"));
        assert_eq!(period("截至5月底,一季度"), Some("一季度"));
        assert_eq!(period("1—5月兑现"), Some("数月"));
        assert_eq!(period("兑现"), None);
    }
}
