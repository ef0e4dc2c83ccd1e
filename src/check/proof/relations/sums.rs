//! Whole and parts in one sentence: 92.84亿元（其中：减免86.07亿元、奖补6.77亿元）, 共31条，其中19条…
//! 其余12条…, A 3件、B 5件，合计8件.

use crate::check::{Finding, Level};
use crate::model::{Agreement, Interval};

use super::amounts::{Amount, any};
use super::{Scene, shares, totals};
use crate::check::proof::passages::sentence_range;

/// How much the text promises that the parts are all of the whole.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// In brackets after the whole, ended by 其余, or followed by 合计.
    All,
    /// Named after 其中.
    Some,
}

pub struct Group<'a> {
    pub whole: &'a Amount,
    pub parts: Vec<&'a Amount>,
    pub promise: Promise,
}

pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let text = scene.text();
    let all: Vec<Amount> = scene.tokens.iter().filter_map(|token| any(token, text)).collect();
    let (rates, amounts): (Vec<Amount>, Vec<Amount>) =
        all.into_iter().filter(|amount| amount.unit != "倍").partition(Amount::is_rate);
    let mut found = Vec::new();
    for (at, word) in text.match_indices("其中") {
        let Some(group) = among(text, at, word.len(), &amounts) else { continue };
        found.extend(judge(scene, &group));
        found.extend(shares::findings(scene, group.whole, &group.parts, &rates));
    }
    for group in totals::totals(text, &amounts, &rates) {
        found.extend(judge(scene, &group));
        found.extend(shares::listed(scene, group.whole, &group.parts, &rates));
    }
    for group in totals::announced(text, &amounts) {
        found.extend(judge(scene, &group));
    }
    found.extend(totals::rests(scene, &amounts));
    found.extend(totals::averages(scene, &amounts));
    found
}

/// Words before a number that is no whole of anything.
const NO_WHOLE: [&str; 12] =
    ["日均", "月均", "人均", "平均", "增加", "减少", "增长", "下降", "最高", "最低", "较", "比"];

/// Whole and parts around the 其中 at byte `at`.
fn among<'a>(text: &str, at: usize, length: usize, amounts: &'a [Amount]) -> Option<Group<'a>> {
    let head = text.get(..at)?;
    let bracketed = head.trim_end().ends_with(['（', '(']);
    let tail = text.get(at + length..)?;
    let end = if bracketed {
        tail.find(['）', ')']).unwrap_or(tail.len())
    } else {
        tail.find(['。', '！']).unwrap_or(tail.len())
    };
    let end = at + length + end;
    let after =
        amounts.iter().filter(|amount| at < amount.digits.start && amount.digits.start < end);
    let first = after.clone().next()?;
    let sentence = sentence_range(text, at.saturating_sub("。其".len()));
    let mut before = amounts.iter().filter(|a| {
        let lead = text.get(..a.digits.start).unwrap_or("");
        a.digits.start >= sentence.start
            && a.whole.end <= at
            && !NO_WHOLE.iter().any(|word| lead.ends_with(word))
    });
    let mut wholes: Vec<&Amount> = if bracketed {
        // Only the number right before the bracket is divided in it.
        let last = before.next_back()?;
        let close =
            |a: &&Amount| head.get(a.whole.end..).is_some_and(|gap| gap.chars().count() <= 2);
        Some(last).filter(close).into_iter().collect()
    } else {
        before.collect()
    };
    wholes.retain(|whole| whole.unit == first.unit);
    let nearest = *wholes.last()?;
    let (parts, closed) = chain(text, first, after.filter(|a| a.unit == first.unit), end);
    // 受理28316件，办结27954件。其中: the parts tell which of them they are of.
    let total = parts.iter().map(|part| part.interval).reduce(Interval::plus)?;
    let fits = |whole: &&&Amount| total.compare(whole.interval) == Agreement::Consistent;
    let fitting = wholes.iter().find(fits).copied();
    let largest = wholes.iter().copied().max_by_key(|whole| whole.interval.high)?;
    let whole = fitting.unwrap_or(if parts.len() > 1 { largest } else { nearest });
    let sure = fitting.is_some() || wholes.len() == 1;
    let promise = if (bracketed || closed) && sure { Promise::All } else { Promise::Some };
    Some(Group { whole, parts, promise })
}

/// The parts that belong together, and whether 其余 closes them.
fn chain<'a>(
    text: &str,
    first: &'a Amount,
    after: impl Iterator<Item = &'a Amount>,
    end: usize,
) -> (Vec<&'a Amount>, bool) {
    let mut chain: Vec<&Amount> = Vec::new();
    for part in after {
        let last = chain.last().copied().unwrap_or(first);
        let between = text.get(last.whole.end.min(part.digits.start)..part.digits.start);
        let between = shares::without_share(between.unwrap_or(""));
        if ["其余", "剩余"].iter().any(|word| between.contains(word)) {
            chain.push(part);
            return (chain, true);
        }
        let changes = ["环比", "同比", "累计", "上月", "去年", "同期", "较", "比", "其中"];
        let joined = chain.is_empty()
            || !between.contains(['。', '（', '）'])
                && !changes.iter().any(|word| between.contains(word))
                && (between.starts_with(['、', '和'])
                    || between.starts_with('；') && shares::follows(text, last)
                    || !between.contains('；') && rest_follows(text, part, end));
        if !joined {
            break;
        }
        chain.push(part);
    }
    (chain, false)
}

/// Whether 其余 comes later in the same stretch.
fn rest_follows(text: &str, part: &Amount, end: usize) -> bool {
    let later = text.get(part.whole.end.min(end)..end).unwrap_or("");
    let later = later.split('；').next().unwrap_or("");
    ["其余", "剩余"].iter().any(|word| later.contains(word))
}

fn judge(scene: &Scene<'_>, group: &Group<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(mixed(scene, group));
    let whole = group.whole;
    let larger = group.parts.iter().find(|part| part.interval.low > whole.interval.high);
    if let Some(part) = larger {
        let message = format!("部分 {} 大于总数 {}，请核对", part.printed, whole.printed);
        let level = if group.promise == Promise::All { Level::Must } else { Level::Doubt };
        found.push(scene.finding("sum-part", level, part.digits.clone(), message));
        return found;
    }
    found.extend(sum(scene, group));
    found
}

fn sum(scene: &Scene<'_>, group: &Group<'_>) -> Option<Finding> {
    let whole = group.whole;
    // Bound figures may overlap (受理 and 办结); which of them add up is declared in the definition.
    let all_bound = whole.is_bound && group.parts.iter().all(|part| part.is_bound);
    if group.parts.len() < 2 || all_bound && group.promise == Promise::Some {
        return None;
    }
    let total = group.parts.iter().map(|part| part.interval).reduce(Interval::plus)?;
    let terms: Vec<&str> = group.parts.iter().map(|part| part.printed.as_str()).collect();
    let statement = format!("{} 与 {} 之和", whole.printed, terms.join("、"));
    let (level, message) = match (total.compare(whole.interval), group.promise) {
        (Agreement::Consistent, _) => return None,
        (Agreement::Off, _) => (Level::Hint, format!("{statement}末位差 1，可能是截尾，请核对")),
        (Agreement::Contradicts, Promise::All) => {
            (Level::Must, format!("{statement}不符，请核对各数"))
        }
        (Agreement::Contradicts, Promise::Some) if total.low > whole.interval.high => {
            (Level::Doubt, format!("{statement}不符（各部分之和大于总数），请核对"))
        }
        (Agreement::Contradicts, Promise::Some) => {
            (Level::Hint, format!("{statement}不等，如已列全请核对"))
        }
    };
    Some(scene.finding("sum-text", level, whole.digits.clone(), message))
}

/// 5.87万件 and 2400件 in one sum.
fn mixed(scene: &Scene<'_>, group: &Group<'_>) -> Option<Finding> {
    let other = group.parts.iter().find(|part| part.power != group.whole.power)?;
    let message = format!("{} 与 {} 单位不一，请统一", group.whole.printed, other.printed);
    Some(scene.finding("sum-unit-mixed", Level::Hint, other.digits.clone(), message))
}
