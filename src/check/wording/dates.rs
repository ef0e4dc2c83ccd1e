//! Dates and numbers in words (N01–N10): what can be told from the text and the month alone.

use jiff::civil::{Date, Weekday};

use crate::model::{Issue, Month};
use crate::text::chars::is_han;
use crate::text::numerals::chinese_value;

use super::Level;
use super::line::{Hit, Line};
use super::page::Page;

/// 2025年4月25日 as it stands in a line; a month without a day is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Written {
    start: usize,
    end: usize,
    year: Option<i16>,
    month: u32,
    day: u32,
    /// Where the digits of month and day begin.
    month_at: usize,
    day_at: usize,
    /// 日 or 号.
    mark: char,
}

fn written(line: &Line) -> Vec<Written> {
    let months = line.chars.iter().enumerate().filter(|(_, c)| **c == '月').map(|(at, _)| at);
    months.filter_map(|at| written_at(line, at)).collect()
}

fn written_at(line: &Line, moon: usize) -> Option<Written> {
    let before = line.digits_before(moon);
    let after = line.digits(moon + 1);
    let month_at = moon - before;
    let end = moon + 1 + after;
    let mark = line.get(end).filter(|c| matches!(c, '日' | '号'))?;
    if !(1..=2).contains(&before) || !(1..=2).contains(&after) {
        return None;
    }
    let year_end = month_at.checked_sub(1).filter(|at| line.get(*at) == Some('年'));
    let years = year_end.map_or(0, |end| line.digits_before(end));
    let start = if years == 4 { month_at - 5 } else { month_at };
    let year = if years == 4 { line.slice(start, start + 4).parse().ok() } else { None };
    let (month, day) = (line.number(month_at, moon)?, line.number(moon + 1, end)?);
    let day_at = moon + 1;
    Some(Written { start, end: end + 1, year, month, day, month_at, day_at, mark })
}

impl Written {
    fn in_year(&self, year: i16) -> Option<Date> {
        let (month, day) = (i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?);
        Date::new(year, month, day).ok()
    }

    /// The days it may mean: of its own year, or of those near the issue.
    fn days(&self, issue: &Issue) -> Vec<Date> {
        let Ok(around) = i16::try_from(issue.month.year()) else { return Vec::new() };
        let years = match self.year {
            Some(year) => vec![year],
            None if self.month > issue.month.month() => vec![around, around - 1],
            None if self.month < issue.month.month() => vec![around, around + 1],
            None => vec![around],
        };
        years.into_iter().filter_map(|year| self.in_year(year)).collect()
    }
}

/// N01: a day that no calendar has.
pub(super) fn impossible(line: &Line, issue: &Issue) -> Vec<Hit> {
    let wrong = |date: &Written| date.days(issue).is_empty();
    let hit = |date: Written| {
        let text = line.slice(date.month_at, date.end);
        Hit::new(date.start, date.end, format!("没有{text}这一天"))
    };
    written(line).into_iter().filter(wrong).map(hit).collect()
}

/// N02: a weekday that is not the day's.
pub(super) fn weekday(line: &Line, issue: &Issue) -> Vec<Hit> {
    let mut hits = Vec::new();
    for date in written(line) {
        let bracket = matches!(line.get(date.end), Some('（' | '('));
        let at = date.end + usize::from(bracket);
        let Some(word) = ["星期", "周"].into_iter().find(|word| line.follows(at, word)) else {
            continue;
        };
        let place = at + word.chars().count();
        let Some(stated) = line.get(place).and_then(day_of_week) else { continue };
        let days = date.days(issue);
        let right = days.iter().any(|day| day.weekday() == stated);
        if let Some(day) = days.first().filter(|_| !right) {
            let message = format!(
                "{}年{}月{}日是星期{}",
                day.year(),
                day.month(),
                day.day(),
                chinese(day.weekday())
            );
            hits.push(Hit::new(date.start, place + 1, message));
        }
    }
    hits
}

const WEEK: [(char, Weekday); 8] = [
    ('一', Weekday::Monday),
    ('二', Weekday::Tuesday),
    ('三', Weekday::Wednesday),
    ('四', Weekday::Thursday),
    ('五', Weekday::Friday),
    ('六', Weekday::Saturday),
    ('日', Weekday::Sunday),
    ('天', Weekday::Sunday),
];

fn day_of_week(c: char) -> Option<Weekday> {
    WEEK.iter().find(|(word, _)| *word == c).map(|(_, day)| *day)
}

fn chinese(day: Weekday) -> char {
    WEEK.iter().find(|(_, other)| *other == day).map_or('？', |(word, _)| *word)
}

/// N03: the text opens with another day than the item's, or with one outside the month.
pub(super) fn opening_day(page: &Page<'_>) -> Vec<(usize, Hit)> {
    let mut hits = Vec::new();
    for (index, line) in page.lines.iter().enumerate() {
        let place = page.place(index);
        let section = page.issue.sections.get(place.section);
        let dated = section.is_some_and(|section| section.kind.is_dated());
        let Some(item) = page.item_of(index).filter(|_| dated && place.opens_item) else {
            continue;
        };
        let Some(first) = written(line).into_iter().find(|date| date.start == line.body) else {
            continue;
        };
        let days = first.days(page.issue);
        let differs = item.date.is_some_and(|date| !days.contains(&date));
        let outside = item.date.is_none()
            && !days.iter().any(|day| Month::of(*day) == Some(page.issue.month));
        let message = if differs {
            "文中日期与本条的日期不同".to_owned()
        } else if outside && !days.is_empty() {
            format!("日期不在所报的{}内", page.issue.month.chinese())
        } else {
            continue;
        };
        hits.push((index, Hit::new(first.start, first.end, message)));
    }
    hits
}

/// Words that look ahead of the day of publication.
const AHEAD: [&str; 14] = [
    "将",
    "拟",
    "计划",
    "预计",
    "定于",
    "下月",
    "截止",
    "有效期",
    "之前",
    "日前",
    "至",
    "起",
    "报名",
    "为期",
];

/// N04: a day after that of publication, told as past.
pub(super) fn after_print(line: &Line, issue: &Issue) -> Vec<Hit> {
    let Some(printed) = issue.issue_date else { return Vec::new() };
    let mut hits = Vec::new();
    for date in written(line) {
        // A month without its year that lies far ahead is last year's.
        let near = date.year.is_some() || date.month <= issue.month.month() + 4;
        let year = date.year.or_else(|| i16::try_from(issue.month.year()).ok());
        let day = year.filter(|_| near).and_then(|year| date.in_year(year));
        if day.is_none_or(|day| day <= printed) {
            continue;
        }
        let around =
            line.sentences().into_iter().find(|(from, to)| (*from..*to).contains(&date.start));
        let sentence = around.map(|(from, to)| line.slice(from, to)).unwrap_or_default();
        if !AHEAD.iter().any(|word| sentence.contains(word)) {
            hits.push(Hit::new(date.start, date.end, "日期晚于印发日期，叙述却是已经发生"));
        }
    }
    hits
}

/// N07: forms of a year.
pub(super) fn year_form(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (end, c) in line.chars.iter().copied().enumerate() {
        if c == '年' {
            hits.extend(chinese_year(line, end));
            hits.extend(short_year(line, end));
        }
    }
    hits
}

/// 二零二五年, 二○二五年 → 二〇二五年.
fn chinese_year(line: &Line, end: usize) -> Option<Hit> {
    let start = end.checked_sub(4)?;
    let is_zero = |c: char| matches!(c, '零' | '○' | 'О' | 'O' | 'Ｏ' | '0');
    let is_digit = |c: char| "〇一二三四五六七八九".contains(c) || is_zero(c);
    let year = line.chars.get(start..end)?;
    let whole = year.iter().all(|c| is_digit(*c))
        && year.first().is_some_and(|c| matches!(c, '一' | '二'))
        && !line.before(start).is_some_and(is_digit);
    let zeros: Vec<usize> = (start..end).filter(|at| line.get(*at).is_some_and(is_zero)).collect();
    (whole && !zeros.is_empty() && line.all_free(start, end)).then(|| {
        Hit::new(start, end + 1, "年份里的零应为“〇”")
            .with(zeros.into_iter().map(|at| (at, at + 1, "〇".to_owned())))
    })
}

/// 25年4月 → 2025年4月; 2025年四月 → 2025年4月.
fn short_year(line: &Line, end: usize) -> Option<Hit> {
    let digits = line.digits_before(end);
    let start = end - digits;
    let month = line.digits(end + 1);
    let with_month = (1..=2).contains(&month) && line.get(end + 1 + month) == Some('月');
    let bare = !line.before(start).is_some_and(|c| matches!(c, '.' | '’' | '\'' | '第'));
    if digits == 2 && with_month && bare && line.all_free(start, end) {
        let full = format!("20{}", line.slice(start, end));
        return Some(Hit::new(start, end, "年份应写全").at(Level::Doubt).becomes(full));
    }
    let rest: String = line.slice(end + 1, end + 4);
    let (number, _) = rest.split_once('月')?;
    number.chars().all(is_han).then_some(())?;
    let number = chinese_value(number).filter(|n| (1..=12).contains(n))?;
    let length = rest.chars().take_while(|c| *c != '月').count();
    (digits == 4).then(|| {
        Hit::new(end + 1, end + 1 + length, "年份用数字时月份也用数字")
            .at(Level::Doubt)
            .becomes(number.to_string())
    })
}

/// N08: 4月05号 → 4月5日.
pub(super) fn day_form(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for date in written(line) {
        let building = line.get(date.end).is_some_and(|c| "楼线门窗机院车馆文令".contains(c));
        let mut edits = Vec::new();
        for at in [date.month_at, date.day_at] {
            if line.get(at) == Some('0') && line.digits(at) == 2 {
                edits.push((at, at + 1, String::new()));
            }
        }
        if date.mark == '号' && !building {
            edits.push((date.end - 1, date.end, "日".to_owned()));
        }
        if !edits.is_empty() && line.all_free(date.month_at, date.end) {
            hits.push(Hit::new(date.month_at, date.end, "日期不补零，用“日”不用“号”").with(edits));
        }
    }
    hits
}

/// N09: 15～30% → 15%～30%; 9～16亿 → 9亿～16亿.
pub(super) fn range_units(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, _) in line.open_marks().filter(|(_, c)| *c == '～') {
        let second = number_length(line, at + 1);
        let Some(unit) = line.get(at + 1 + second).filter(|c| matches!(c, '%' | '‰' | '万' | '亿'))
        else {
            continue;
        };
        let bare = line.before(at).is_some_and(|c| c.is_ascii_digit());
        if second > 0 && bare && line.is_free(at) {
            let message = format!("起止两个数都应带“{unit}”");
            let start = at - line.digits_before(at);
            hits.push(Hit::new(start, at + 2 + second, message).with([(
                at,
                at + 1,
                format!("{unit}～"),
            )]));
        }
    }
    hits
}

fn number_length(line: &Line, at: usize) -> usize {
    let rest = line.chars.get(at..).unwrap_or_default();
    rest.iter().take_while(|c| c.is_ascii_digit() || **c == '.').count()
}

/// N10: approximate numbers: 3、5家, 近20余名, 约50家左右.
pub(super) fn approximations(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks() {
        if c == '、' {
            hits.extend(two_guesses(line, at));
        }
        let begins =
            c.is_ascii_digit() && !line.before(at).is_some_and(|c| c.is_ascii_digit() || c == '.');
        if begins {
            hits.extend(doubled_guess(line, at));
        }
    }
    hits
}

/// 3、5家: two single digits one or two apart, before a measure word.
fn two_guesses(line: &Line, at: usize) -> Option<Hit> {
    let (first, second) = (line.before(at)?.to_digit(10)?, line.get(at + 1)?.to_digit(10)?);
    let single = line.digits_before(at) == 1 && line.digits(at + 1) == 1;
    let near = (1..=2).contains(&second.saturating_sub(first));
    let alone = !line.before(at - 1).is_some_and(|c| "第、.—～-附".contains(c));
    let counted = line.get(at + 2).is_some_and(|c| "家个名人件次天户条项种本份".contains(c));
    let plain = line.get(at + 3).is_none_or(|c| c != '、');
    (single && near && alone && counted && plain && line.is_free(at)).then(|| {
        let digit = |n: u32| "零一二三四五六七八九".chars().nth(usize::try_from(n).unwrap_or(0));
        let words: String = [digit(first), digit(second)].into_iter().flatten().collect();
        Hit::new(at - 1, at + 2, "概数用汉字，中间不用顿号").at(Level::Doubt).becomes(words)
    })
}

/// 近20余名, 约50家左右, 超过100家以上: said twice.
fn doubled_guess(line: &Line, at: usize) -> Option<Hit> {
    let before = ["近", "约", "大约", "超过", "不低于", "不少于", "不超过", "至少", "最多"];
    let word = before.into_iter().filter(|word| line.precedes(at, word)).max_by_key(|w| w.len())?;
    let end = at + number_length(line, at);
    let tail: Vec<char> =
        (end..end + 6).map_while(|at| line.get(at)).take_while(|c| is_han(*c)).collect();
    let tail: String = tail.into_iter().collect();
    let after: &[&str] = match word {
        "近" | "约" | "大约" => &["余", "左右", "上下"],
        "超过" | "不低于" | "不少于" | "至少" => &["以上"],
        _ => &["以内", "以下"],
    };
    let said = after.iter().find_map(|word| tail.find(word).map(|at| (*word, at)))?;
    let offset = tail.get(..said.1)?.chars().count();
    let near = offset <= 4;
    let start = at - word.chars().count();
    let stop = end + offset + said.0.chars().count();
    (near && line.is_free(start)).then(|| {
        let message = format!("“{word}”与“{}”只留一个", said.0);
        Hit::new(start, stop, message).at(Level::Doubt)
    })
}
