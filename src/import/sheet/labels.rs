//! What a heading or the beginning of a row names: an indicator, a department, a month, 本月…

use std::ops::Range;

use crate::model::{DepartmentCode, IndicatorCode, Month, same_unit};
use crate::text::chars::half_width;

use super::Context;

/// What a cell's text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// With the unit in brackets, 万件.
    Indicator(IndicatorCode, Option<String>),
    Department(DepartmentCode),
    /// 本月, 数值, 合计: the value asked for. With a unit in brackets.
    Value(Option<String>),
    /// 填报内容, as our own tables call what was typed; its unit stands in the cell.
    Typed,
    Month(Month),
    /// `4月`: a month whose year is told elsewhere.
    MonthNumber(u32),
    /// `2025年` above months; 今年 and 去年 are counted from the month asked for.
    Year(i32),
    Unit,
    /// 上月, 环比, 备注: known and not imported.
    Other,
    /// Headings of the columns that hold names.
    IndicatorColumn,
    DepartmentColumn,
    MonthColumn,
}

const VALUES: [&str; 12] = [
    "本月",
    "本期",
    "当月",
    "数值",
    "数据",
    "本月数",
    "当月数",
    "数量",
    "值",
    "本月值",
    "填的",
    "本月完成",
];
const OTHERS: [&str; 22] = [
    "上月",
    "上月数",
    "上期",
    "去年同月",
    "去年同期",
    "上年同期",
    "同期",
    "环比",
    "同比",
    "累计",
    "本年累计",
    "累计数",
    "备注",
    "说明",
    "序号",
    "状态",
    "占比",
    "增长",
    "增幅",
    "近12月",
    "编号",
    "填报人",
];
const HALLS: [&str; 6] = ["全厅", "合计", "总计", "全中心", "大厅合计", "全厅合计"];
const INDICATORS: [&str; 5] = ["指标", "指标名称", "项目", "事项", "名称"];
const DEPARTMENTS: [&str; 6] = ["部门", "单位名称", "窗口", "部门名称", "进驻部门", "窗口名称"];

/// Reads one heading.
pub(super) fn label(text: &str, context: &Context<'_>) -> Option<Label> {
    let plain = plain(text);
    let (name, bracket) = without_unit(&plain);
    if name.is_empty() || name.chars().count() > 40 {
        return None;
    }
    let is = |words: &[&str]| words.contains(&name.as_str());
    if let Some(indicator) = indicator(&name, &plain, context) {
        let unit = bracket.filter(|_| !names_indicator(&plain, context));
        return Some(Label::Indicator(indicator, unit));
    }
    if let Some(department) = department(&plain, context) {
        return Some(Label::Department(department));
    }
    if let Some(month) = month(&plain) {
        return Some(month);
    }
    if let Some(year) = year(&plain, context) {
        return Some(Label::Year(year));
    }
    let label = match () {
        () if is(&VALUES) => Label::Value(bracket),
        () if is(&["填报内容"]) => Label::Typed,
        () if is(&OTHERS) => Label::Other,
        () if is(&HALLS) => Label::Department(DepartmentCode::hall()),
        () if is(&INDICATORS) => Label::IndicatorColumn,
        () if is(&DEPARTMENTS) => Label::DepartmentColumn,
        () if is(&["月份", "月度", "时间"]) => Label::MonthColumn,
        () if is(&["单位", "计量单位"]) => Label::Unit,
        () => return None,
    };
    Some(label)
}

fn names_indicator(plain: &str, context: &Context<'_>) -> bool {
    context
        .bulletin
        .indicators
        .iter()
        .flat_map(crate::model::Indicator::names)
        .any(|n| self::plain(n) == *plain)
}

fn indicator(name: &str, whole: &str, context: &Context<'_>) -> Option<IndicatorCode> {
    let named = |wanted: &str, by_name: bool| {
        context.bulletin.indicators.iter().find(|indicator| {
            let names = indicator.names().take(if by_name { 1 } else { usize::MAX });
            let mut names = names.filter(|name| !name.contains('…'));
            names.any(|name| plain(name) == wanted)
        })
    };
    let found = named(whole, true).or_else(|| named(name, true));
    let found = found.or_else(|| named(whole, false)).or_else(|| named(name, false));
    found.map(|indicator| indicator.code.clone())
}

fn department(name: &str, context: &Context<'_>) -> Option<DepartmentCode> {
    let bare = |text: &str| plain(text).trim_end_matches("窗口").to_owned();
    let wanted = bare(name);
    let is = |known: &&crate::model::Department| {
        known.names().any(|known| plain(known) == name || bare(known) == wanted)
    };
    context.departments.iter().find(is).map(|department| department.code.clone())
}

/// Without white space, half width, letters as they are.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{3000}' && *c != '*')
        .map(|c| match half_width(c) {
            '（' => '(',
            '）' => ')',
            other => other,
        })
        .collect()
}

/// 受理量(万件) is 受理量 with 万件; 受理量、万件 too.
fn without_unit(plain: &str) -> (String, Option<String>) {
    match plain.strip_suffix(')').and_then(bracket_of) {
        Some((name, unit)) if !name.is_empty() => {
            let unit = unit.trim_start_matches("单位:").trim_start_matches("单位：");
            (name.to_owned(), Some(unit.to_owned()))
        }
        _ => (plain.trim_end_matches([':', '：']).to_owned(), None),
    }
}

/// What stands before and in the bracket that a text, without its last mark, ends with; the unit
/// may hold brackets itself: 人（次）.
fn bracket_of(open: &str) -> Option<(&str, &str)> {
    let mut depth = 1u32;
    let opens = |(_, c): &(usize, char)| {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        depth == 0
    };
    let (at, _) = open.char_indices().rev().find(opens)?;
    Some((open.get(..at)?, open.get(at + 1..)?))
}

fn year(plain: &str, context: &Context<'_>) -> Option<i32> {
    let this = context.month.map(Month::year);
    match plain {
        "今年" | "本年" | "本年度" => this,
        "去年" | "上年" | "上年度" => this.map(|year| year - 1),
        _ => {
            let digits = plain.strip_suffix("年度").or_else(|| plain.strip_suffix('年'))?;
            digits.parse().ok().filter(|year| (1990..2100).contains(year))
        }
    }
}

/// 2025年4月, 2025-04, 2025.4, 202504, 4月, 四月 is not read.
pub(super) fn month(plain: &str) -> Option<Label> {
    let text = plain.trim_end_matches("份").trim_end_matches("数");
    if let Some(number) = text.strip_suffix('月').and_then(|n| n.parse().ok()) {
        return Month::new(2000, number).map(|_| Label::MonthNumber(number));
    }
    let date = text.strip_suffix("1日").unwrap_or(text);
    let (year, rest) = date.split_at_checked(4)?;
    let year: i16 = year.parse().ok()?;
    let rest = rest.trim_start_matches(['年', '-', '.', '/']).trim_end_matches('月');
    let number: u32 = rest.parse().ok()?;
    let in_digits = date.len() == 6 || date.contains(['年', '-', '.', '/']);
    Month::new(year.into(), number).filter(|_| in_digits).map(Label::Month)
}

/// The first month named anywhere in a title or a sheet's name.
pub(super) fn month_within(text: &str) -> Option<Month> {
    let plain = plain(text);
    let characters: Vec<char> = plain.chars().collect();
    (0..characters.len()).find_map(|start| {
        let rest: String = characters.iter().skip(start).take(8).collect();
        let (year, rest) = rest.split_at_checked(4)?;
        let year: i16 = year.parse().ok().filter(|year| (1990..2100).contains(year))?;
        let rest = rest.strip_prefix(['年', '-', '.'])?;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        Month::new(year.into(), digits.parse().ok()?)
    })
}

/// The year a text names, where it names one: 2025年政务数据统计表.
pub(super) fn year_within(text: &str) -> Option<i32> {
    let plain = plain(text);
    let mut years = plain.match_indices('年').filter_map(|(at, _)| {
        let before = plain.get(..at)?;
        let digits = before.get(before.len().checked_sub(4)?..)?;
        let longer = before.get(..before.len() - 4)?.ends_with(|c: char| c.is_ascii_digit());
        digits.parse().ok().filter(|year| (1990..2100).contains(year) && !longer)
    });
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// The one indicator a title speaks of, and the unit it states in brackets.
pub(super) fn indicator_within(
    title: &str,
    context: &Context<'_>,
) -> Option<(IndicatorCode, Option<String>)> {
    let title = plain(title);
    let spoken_of = context.bulletin.indicators.iter().flat_map(|indicator| {
        let names = indicator.names().map(plain).filter(|name| name.chars().count() > 1);
        let hits: Vec<_> =
            names.filter_map(|name| Some((title.find(&name)?, name.len()))).collect();
        hits.into_iter().map(move |(at, length)| (at..at + length, indicator))
    });
    let spoken_of: Vec<_> = spoken_of.collect();
    // 全程网办受理 holds the name of 受理, too: the longest speaks.
    let (longest, indicator) = spoken_of.iter().max_by_key(|(range, _)| range.len())?;
    let within = |range: &Range<usize>| range.start >= longest.start && range.end <= longest.end;
    if !spoken_of.iter().all(|(range, other)| within(range) || other.code == indicator.code) {
        return None;
    }
    let (_, unit) = without_unit(&title);
    let unit = unit.filter(|unit| unit_mark(unit, &indicator.unit).is_some());
    Some((indicator.code.clone(), unit))
}

/// The power of a stated unit (万件 4, 亿元 8, 件 0), if it is of the indicator's base unit.
pub(super) fn unit_mark(stated: &str, base: &str) -> Option<&'static str> {
    let stated = stated.trim();
    for (mark, text) in [("万", "万"), ("亿", "亿"), ("", "")] {
        if let Some(rest) = stated.strip_prefix(mark)
            && (same_unit(rest, base) || (rest.is_empty() && !mark.is_empty()))
        {
            return Some(text);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::without_unit;

    #[test]
    fn a_unit_may_hold_brackets_itself() {
        let read = |text: &str| {
            let (name, unit) = without_unit(text);
            (name, unit.unwrap_or_default())
        };
        let own = |name: &str, unit: &str| (name.to_owned(), unit.to_owned());
        assert_eq!(read("电话咨询(人(次))"), own("电话咨询", "人(次)"));
        assert_eq!(read("办件(网办)(件)"), own("办件(网办)", "件"));
        assert_eq!(read("(件)"), own("(件)", ""));
        assert_eq!(read("办件)"), own("办件)", ""));
    }
}
