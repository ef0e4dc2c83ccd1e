//! Whole and parts in one sentence: 92.84亿元（其中：减免86.07亿元、奖补6.77亿元）, 共31条，其中19条…
//! 其余12条…, A 3件、B 5件，合计8件.

use crate::check::{Finding, Level};
use crate::model::{Agreement, Interval};

use super::Scene;
use super::amounts::{Amount, amount};
use crate::check::proof::passages::sentence_range;

/// How much the text promises that the parts are all of the whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Promise {
    /// In brackets after the whole, ended by 其余, or followed by 合计.
    All,
    /// Named after 其中.
    Some,
}

struct Group<'a> {
    whole: &'a Amount,
    parts: Vec<&'a Amount>,
    promise: Promise,
}

pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let text = scene.text();
    let amounts: Vec<Amount> =
        scene.tokens.iter().filter_map(|token| amount(token, text)).collect();
    let mut groups = Vec::new();
    for (at, word) in text.match_indices("其中") {
        groups.extend(among(text, at, word.len(), &amounts));
    }
    for word in ["合计", "共计", "总计"] {
        for (at, _) in text.match_indices(word) {
            groups.extend(total(text, at + word.len(), &amounts));
        }
    }
    groups.iter().flat_map(|group| judge(scene, group)).collect()
}

/// Whole and parts around the 其中 at byte `at`.
fn among<'a>(text: &str, at: usize, length: usize, amounts: &'a [Amount]) -> Option<Group<'a>> {
    let head = text.get(..at)?;
    let bracketed = head.trim_end().ends_with(['（', '(']);
    let tail = text.get(at + length..)?;
    let end = if bracketed {
        tail.find(['）', ')']).unwrap_or(tail.len())
    } else {
        tail.find(['。', '；', '！']).unwrap_or(tail.len())
    };
    let end = at + length + end;
    let after =
        amounts.iter().filter(|amount| at < amount.digits.start && amount.digits.start < end);
    let first = after.clone().next()?;
    let sentence = sentence_range(text, at.saturating_sub("。其".len()));
    let mut before =
        amounts.iter().filter(|a| a.digits.start >= sentence.start && a.whole.end <= at);
    let whole = if bracketed {
        // Only the number right before the bracket is divided in it.
        before
            .next_back()
            .filter(|a| head.get(a.whole.end..).is_some_and(|gap| gap.chars().count() <= 2))?
    } else {
        before.rfind(|a| a.unit == first.unit)?
    };
    let (chain, closed) = chain(text, first, after.filter(|a| a.unit == whole.unit), end);
    let all = bracketed || closed;
    (first.unit == whole.unit && !chain.is_empty()).then_some(Group {
        whole,
        parts: chain,
        promise: if all { Promise::All } else { Promise::Some },
    })
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
        let between = between.unwrap_or("");
        if ["其余", "剩余"].iter().any(|word| between.contains(word)) {
            chain.push(part);
            return (chain, true);
        }
        let changes = ["环比", "同比", "累计", "上月", "去年", "同期", "较", "比"];
        let joined = chain.is_empty()
            || !between.contains(['；', '。', '（', '）'])
                && !changes.iter().any(|word| between.contains(word))
                && (between.starts_with(['、', '和']) || rest_follows(text, part, end));
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
    ["其余", "剩余"].iter().any(|word| later.contains(word))
}

/// The parts before a 合计 that ends at byte `at`, with the total after it.
fn total<'a>(text: &str, at: usize, amounts: &'a [Amount]) -> Option<Group<'a>> {
    let whole = amounts.iter().find(|amount| amount.digits.start >= at)?;
    let gap = text.get(at..whole.digits.start)?;
    let start = sentence_range(text, at).start;
    let earlier = amounts
        .iter()
        .filter(|a| a.digits.start >= start && a.whole.end <= at && a.unit == whole.unit);
    let parts: Vec<&Amount> = earlier.collect();
    let between = text.get(parts.last()?.whole.end.min(at)..at)?;
    let close = gap.chars().count() <= 2 && between.chars().count() <= 8;
    (close && parts.len() >= 2).then_some(Group { whole, parts, promise: Promise::All })
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
