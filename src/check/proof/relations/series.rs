//! What the print says of many months: 连续3个月增长, 创今年以来新高, and figures that are last
//! month's to the digit.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::proof::Class;
use crate::check::proof::passages::Part;
use crate::check::{Finding, Level};
use crate::model::{DepartmentCode, Indicator, IndicatorKind, Interval, Measure, Month};
use crate::text::dates::number;

use super::Scene;
use super::claims::{Claim, Direction, direction, subject};

/// Digits below which two months may well be equal by chance.
const TELLING_DIGITS: usize = 3;

pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let mut found = repeated(scene);
    found.extend(streaks(scene));
    found.extend(records(scene));
    found
}

/// Figures equal to last month's in every digit.
fn repeated(scene: &Scene<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for token in scene.tokens {
        let bound = token.class == Class::Bound && scene.passage.part == Part::Paragraph;
        let Some(indicator) = token.indicator.filter(|_| bound) else { continue };
        let at = |month| quantity(scene, indicator, month);
        let month = scene.issue.month;
        let (Some(now), Some(last)) = (at(month), at(month.previous())) else { continue };
        let telling = now.digits().unsigned_abs().to_string().len() >= TELLING_DIGITS;
        let flow = indicator.kind == IndicatorKind::Flow;
        if now == last && telling && flow && seen.insert(&indicator.code) {
            let message = format!("{}与上月完全相同，请核对是否忘了更新", indicator.name);
            let range = token.numeral.range.clone();
            found.push(scene.finding("figure-repeated", Level::Hint, range, message));
        }
    }
    found
}

/// 连续3个月增长.
fn streaks(scene: &Scene<'_>) -> Vec<Finding> {
    let text = scene.text();
    let streak = |(at, word): (usize, &str)| {
        let rest = text.get(at + word.len()..)?;
        let (months, rest) = number(rest)?;
        let rest = rest.strip_prefix("个月")?;
        let clause = rest.split(['，', '。', '；', '、']).next()?;
        let (way, _) = direction(clause)?;
        let range = at..text.len() - rest.len();
        let indicator = subject_at(scene, range.clone())?;
        let months = i32::try_from(months).ok().filter(|months| (2..=24).contains(months))?;
        let broken = (0..months).any(|back| {
            let month = scene.issue.month.plus(-back);
            let pair =
                interval(scene, indicator, month).zip(interval(scene, indicator, month.previous()));
            pair.is_some_and(|(now, last)| match way {
                Direction::Up => now.high < last.low,
                Direction::Down => now.low > last.high,
                Direction::Flat => false,
            })
        });
        broken.then(|| {
            let message = format!("{}并没有连续{months}个月如此，请核对", indicator.name);
            scene.finding("series-streak", Level::Must, range, message)
        })
    };
    text.match_indices("连续").filter_map(streak).collect()
}

/// 创今年以来新高, 创历史新低: one month beyond it is enough to contradict.
fn records(scene: &Scene<'_>) -> Vec<Finding> {
    let text = scene.text();
    let record = |(at, word): (usize, &str)| {
        let head = text.get(..at)?;
        let start = head.rfind('创')?;
        let scope = head.get(start..).filter(|scope| scope.chars().count() <= 10)?;
        let this_year = scope.contains("今年") || scope.contains("年内") || scope.contains("本年");
        let range = start..at + word.len();
        let indicator = subject_at(scene, range.clone())?;
        let month = scene.issue.month;
        let now = interval(scene, indicator, month)?;
        let beyond = |other: Month| {
            let earlier = other < month && (!this_year || other.year() == month.year());
            earlier
                && interval(scene, indicator, other).is_some_and(|other| {
                    if word == "新高" { other.low > now.high } else { other.high < now.low }
                })
        };
        let hall = DepartmentCode::hall();
        let own = scene.figures.iter().map(|figure| &figure.key);
        let mut own = own.filter(|key| key.indicator == indicator.code && key.department == hall);
        let other = own.find(|key| beyond(key.month))?;
        let which = if word == "新高" { "更高" } else { "更低" };
        let message = format!("{}{}{which}，请核对", other.month.chinese(), indicator.name);
        Some(scene.finding("series-record", Level::Must, range, message))
    };
    let words = ["新高", "新低"];
    words.into_iter().flat_map(|word| text.match_indices(word)).filter_map(record).collect()
}

fn subject_at<'a>(scene: &Scene<'a>, base: Range<usize>) -> Option<&'a Indicator> {
    let measure = Measure::MonthOnMonth;
    let claim = Claim { measure, base, direction: None, token: None, slot: None };
    subject(scene, &claim).map(|(indicator, _)| indicator)
}

fn quantity(
    scene: &Scene<'_>,
    indicator: &Indicator,
    month: Month,
) -> Option<crate::model::Quantity> {
    scene.figures.quantity(&indicator.code, month, &DepartmentCode::hall())
}

fn interval(scene: &Scene<'_>, indicator: &Indicator, month: Month) -> Option<Interval> {
    quantity(scene, indicator, month).map(|quantity| quantity.interval(indicator.exact_from()))
}
