//! Months and days of the print against the issue: titles, the month a paragraph opens with, the
//! day of an item.

use crate::check::proof::passages::Part;
use crate::check::{Finding, Level};
use crate::document::Role;
use crate::model::SectionKind;
use crate::text::dates::{leading_day, leading_month, months};

use super::Scene;

pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    match scene.passage.part {
        Part::Heading | Part::Caption => title(scene).into_iter().collect(),
        Part::Paragraph => opening(scene).or_else(|| day(scene)).into_iter().collect(),
        Part::Masthead | Part::Head | Part::Cell | Part::Distribution => Vec::new(),
    }
}

/// 2025年3月总体运行情况 in the issue of April.
fn title(scene: &Scene<'_>) -> Option<Finding> {
    let covered = scene.issue.month;
    let (range, month) = months(scene.text()).into_iter().next()?;
    (month != covered).then(|| {
        let message = format!("标题写{}，本期所报是{}", month.chinese(), covered.chinese());
        scene.finding("month-title", Level::Must, range, message)
    })
}

/// Bytes before the text proper: label and lead.
fn opened(scene: &Scene<'_>) -> usize {
    let runs = scene.passage.runs.iter();
    let ahead = runs.take_while(|run| matches!(run.role, Role::Label | Role::Lead));
    ahead.map(|run| run.text.len()).sum()
}

/// 3月，省本级… in a paragraph of figures of April.
fn opening(scene: &Scene<'_>) -> Option<Finding> {
    let kind = scene.section()?.kind;
    let of_figures = matches!(kind, SectionKind::Prose | SectionKind::Work | SectionKind::Visits);
    let start = opened(scene);
    let text = scene.text().get(start..).filter(|_| of_figures)?;
    let covered = scene.issue.month;
    let full = months(text).into_iter().find(|(range, _)| range.start == 0);
    let (differs, length) = match full {
        Some((range, month)) => (month != covered, range.end),
        None => leading_month(text).map(|(month, length)| (month != covered.month(), length))?,
    };
    let rest = text.get(length..)?;
    let alone = rest.starts_with(['，', ',', '份']) || rest.is_empty();
    (alone && differs).then(|| {
        let message = format!("开头写的月份不是本期所报的{}，请核对", covered.chinese());
        scene.finding("month-text", Level::Doubt, start..start + length, message)
    })
}

/// 4月27日 printed where the item's date is the 25th.
fn day(scene: &Scene<'_>) -> Option<Finding> {
    let anchor = scene.passage.anchor.filter(|anchor| anchor.paragraph == 0)?;
    let item = scene.section()?.items.get(anchor.item?)?;
    let date = item.date?;
    let start = opened(scene);
    let day = leading_day(scene.text().get(start..)?)?;
    let printed = day.date(scene.issue.month);
    (printed != Some(date)).then(|| {
        let message = format!("这里印的日期与条目的日期{}月{}日不同", date.month(), date.day());
        scene.finding("date-item", Level::Must, start..start + day.length, message)
    })
}
