//! Months and days of the print against the issue: titles, the month a paragraph opens with, the
//! day of an item.

use std::ops::Range;

use crate::check::is_ahead;
use crate::check::proof::Class;
use crate::check::proof::passages::Part;
use crate::check::{Finding, Level};
use crate::document::Role;
use crate::model::SectionKind;
use crate::text::dates::{leading_day, leading_month, months, number};

use super::Scene;

pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    match scene.passage.part {
        Part::Heading | Part::Caption => title(scene).into_iter().collect(),
        Part::Paragraph => {
            let mut found = openings(scene);
            found.extend(day(scene));
            found.extend(years(scene));
            found
        }
        Part::Masthead | Part::Head | Part::Cell | Part::Distribution => Vec::new(),
    }
}

/// 2025年3月总体运行情况 in the issue of April.
fn title(scene: &Scene<'_>) -> Option<Finding> {
    if is_ahead(scene.text()) {
        return None;
    }
    let covered = scene.issue.month;
    let (range, year, month) = printed_month(scene)?;
    let differs = i32::try_from(year) != Ok(covered.year()) || month != covered.month();
    differs.then(|| {
        let message = format!("标题写{year}年{month}月，本期所报是{}", covered.chinese());
        scene.finding("month-title", Level::Must, range, message)
    })
}

/// The first year and month of a passage, possible or not.
fn printed_month(scene: &Scene<'_>) -> Option<(Range<usize>, u32, u32)> {
    let text = scene.text();
    let (at, _) = text.char_indices().find(|(at, c)| {
        c.is_ascii_digit() && after_year(text.get(*at..).unwrap_or("")).is_some()
    })?;
    let (year, rest) = after_year(text.get(at..)?)?;
    let (month, rest) = number(rest)?;
    let rest = rest.strip_prefix('月')?;
    Some((at..text.len() - rest.len(), year, month))
}

fn after_year(text: &str) -> Option<(u32, &str)> {
    let (year, rest) = number(text)?;
    Some((year, rest.strip_prefix('年')?))
}

/// Bytes before the text proper: label and lead.
fn opened(scene: &Scene<'_>) -> usize {
    let runs = scene.passage.runs.iter();
    let ahead = runs.take_while(|run| matches!(run.role, Role::Label | Role::Lead));
    ahead.map(|run| run.text.len()).sum()
}

/// 3月，省本级… at the start of a sentence about figures of April.
fn openings(scene: &Scene<'_>) -> Vec<Finding> {
    use SectionKind::{Prose, Table, Visits, Work};
    let kind = scene.section().map(|section| section.kind);
    if !kind.is_some_and(|kind| matches!(kind, Prose | Table | Visits | Work)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = opened(scene);
    while let Some(text) = scene.text().get(start..).filter(|text| !text.is_empty()) {
        let end = text.find(['。', '；']).map_or(text.len(), |at| at + '。'.len_utf8());
        let sentence = text.get(..end).unwrap_or(text);
        if let Some(length) = other_month(scene, sentence) {
            let covered = scene.issue.month.chinese();
            let message = format!("这里写的月份不是本期所报的{covered}，请核对");
            found.push(scene.finding("month-text", Level::Doubt, start..start + length, message));
        }
        start += end;
    }
    found
}

/// Bytes of the month a sentence opens with, if it is not the one covered and no plan.
fn other_month(scene: &Scene<'_>, sentence: &str) -> Option<usize> {
    let covered = scene.issue.month;
    let full = months(sentence).into_iter().find(|(range, _)| range.start == 0);
    let (differs, length) = match full {
        Some((range, month)) => (month != covered, range.end),
        None => {
            leading_month(sentence).map(|(month, length)| (month != covered.month(), length))?
        }
    };
    let rest = sentence.get(length..)?;
    let span = rest.starts_with(['底', '末', '初', '上', '中', '下', '起', '以', '前', '至', '、'])
        || rest.starts_with(['—', '-', '–', '~', '～', '旬']);
    let elsewhen = ["将", "拟", "计划", "去年", "上年", "同期"];
    let other_time = elsewhen.iter().any(|word| rest.contains(word));
    (differs && !span && !other_time).then_some(length)
}

/// 4月27日 printed where the item's date is the 25th.
fn day(scene: &Scene<'_>) -> Option<Finding> {
    let anchor = scene.passage.anchor.filter(|anchor| anchor.paragraph == 0)?;
    let item = scene.section()?.items.get(anchor.item?)?;
    let date = item.date?;
    let start = opened(scene);
    let text = scene.text().get(start..)?;
    let (printed, length) = match leading_day(text) {
        Some(day) => (day.date(scene.issue.month), day.length),
        None => (None, impossible_day(text)?),
    };
    (printed != Some(date)).then(|| {
        let message = format!("这里印的日期与条目的日期{}月{}日不同", date.month(), date.day());
        scene.finding("date-item", Level::Must, start..start + length, message)
    })
}

/// Bytes of a 4月35日 at the start of a text.
fn impossible_day(text: &str) -> Option<usize> {
    let (_, rest) = number(text)?;
    let (_, rest) = number(rest.strip_prefix('月')?)?;
    Some(text.len() - rest.strip_prefix('日')?.len())
}

/// Years far from the issue's: 2035年第2次会议. Plans reach ahead and reviews back, so it is only a
/// remark.
fn years(scene: &Scene<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for token in scene.tokens {
        let year = token.numeral.text(scene.text()).parse::<i32>().ok();
        let dated = token.class == Class::Date && token.unit == "年" && token.slot.is_none();
        let Some(year) = year.filter(|year| dated && *year >= 1000) else { continue };
        if (year - scene.issue.month.year()).abs() > 1 {
            let message = format!("{year}年与本期所报年份相差较大，请核对");
            let range = token.numeral.range.clone();
            found.push(scene.finding("year-far", Level::Hint, range, message));
        }
    }
    found
}
