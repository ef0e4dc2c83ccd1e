//! Totals after their parts (甲3件、乙5件，合计8件) and rests (收集31条，答复19条，其余12条).

use crate::check::proof::passages::sentence_range;
use crate::check::{Finding, Level};
use crate::model::{Agreement, Interval};

use super::Scene;
use super::amounts::{Amount, held_against};
use super::sums::{Group, Promise};

/// Words that begin a total; 共 only right before its number.
const TOTALS: [&str; 4] = ["合计", "共计", "总计", "共"];
/// Words between parts and total that make it the total of something else.
const OTHER: [&str; 12] =
    ["累计", "全", "目前", "截至", "已", "今年", "本年", "去年", "此外", "另", "还", "我"];
/// Most characters between the last part and the word of the total: ，10个部门.
const NEAR: usize = 10;

/// Every total with the list of parts right before it.
pub fn totals<'a>(text: &str, amounts: &'a [Amount], rates: &'a [Amount]) -> Vec<Group<'a>> {
    let mut found = Vec::new();
    for word in TOTALS {
        for (at, _) in text.match_indices(word) {
            // 合计 of 总共计, 共 of 公共 and 共计.
            let whole = word == "共" && text.get(at..).is_some_and(|t| t.starts_with("共计"));
            if !whole {
                found.extend(total(text, at, word, amounts));
                found.extend(total(text, at, word, rates));
            }
        }
    }
    found
}

fn total<'a>(text: &str, at: usize, word: &str, amounts: &'a [Amount]) -> Option<Group<'a>> {
    let end = at + word.len();
    let whole = amounts.iter().find(|amount| amount.digits.start >= end)?;
    let gap = text.get(end..whole.digits.start)?;
    let close = match word {
        "共" => gap.is_empty(),
        _ => matches!(gap, "" | "为" | "占" | "占比" | "占比达" | "达" | "约" | "：" | "有"),
    };
    if !close || whole.is_vague(text) {
        return None;
    }
    let start = sentence_range(text, at).start;
    let earlier = amounts.iter().filter(|a| a.digits.start >= start && a.whole.end <= at);
    let earlier: Vec<&Amount> = earlier.collect();
    // ，10个部门 may stand between the list and its total.
    let last = earlier.iter().rev().find(|amount| amount.unit == whole.unit)?;
    let between = text.get(last.whole.end..at)?;
    let apart = between.strip_prefix(['）', ')']).unwrap_or(between);
    let near = between.chars().count() <= NEAR
        && !OTHER.iter().any(|word| between.contains(word))
        && (apart.contains(['，', '；', '：']) || apart.is_empty());
    let listed = earlier.iter().position(|amount| amount.digits == last.digits)? + 1;
    let parts = list(text, earlier.get(..listed)?, &whole.unit);
    let by_commas = parts.get(1).is_some_and(|(_, mark)| *mark == '，');
    let parts: Vec<&Amount> = parts.into_iter().map(|(part, _)| part).collect();
    // A number before the list may belong to it, or be the whole said before.
    let alike = earlier.iter().filter(|amount| amount.unit == whole.unit).count();
    let sure = !by_commas && alike == parts.len();
    let promise = if sure { Promise::All } else { Promise::Some };
    (near && parts.len() >= 2).then_some(Group { whole, parts, promise })
}

/// The last amounts of a unit that one and the same mark joins, each with the mark before it.
fn list<'a>(text: &str, earlier: &[&'a Amount], unit: &str) -> Vec<(&'a Amount, char)> {
    const MARKS: [char; 3] = ['、', '；', '，'];
    let mut parts: Vec<(&Amount, char)> = Vec::new();
    let mut mark = None;
    for (at, part) in earlier.iter().enumerate().rev() {
        if part.unit != unit || part.is_vague(text) {
            break;
        }
        let before = at.checked_sub(1).and_then(|at| earlier.get(at));
        let from = before.map_or(0, |before| before.whole.end);
        let lead = text.get(from..part.digits.start).unwrap_or("");
        let lead = lead.strip_prefix(['）', ')']).unwrap_or(lead);
        let first = lead.chars().next().filter(|c| MARKS.contains(c));
        parts.push((part, first.unwrap_or(' ')));
        let other = ["其中", "环比", "同比", "比上", "比去", "较", "累计"];
        let joined = first.is_some()
            && mark.is_none_or(|mark| Some(mark) == first)
            && !lead.contains(['。', '：'])
            && !lead.ends_with('共')
            && !other.iter().any(|word| lead.contains(word));
        if !joined {
            break;
        }
        mark = first;
    }
    parts.reverse();
    parts
}

/// 37个：①制度不健全9个；②台账不规范16个；③人员不到岗12个.
pub fn announced<'a>(text: &str, amounts: &'a [Amount]) -> Vec<Group<'a>> {
    let mut found = Vec::new();
    for (at, whole) in amounts.iter().enumerate() {
        let after = text.get(whole.whole.end..).unwrap_or("");
        if !after.starts_with('：') || whole.is_vague(text) {
            continue;
        }
        let end = whole.whole.end + after.find('。').unwrap_or(after.len());
        let rest = amounts.get(at + 1..).unwrap_or_default();
        let own = rest.iter().take_while(|amount| amount.digits.start < end);
        let parts: Vec<&Amount> = own.collect();
        let alike = parts.iter().all(|part| part.unit == whole.unit && !part.is_vague(text));
        let joined = parts.windows(2).all(|pair| {
            let [first, second] = pair else { return false };
            let between = text.get(first.whole.end..second.digits.start).unwrap_or("");
            between.starts_with(['；', '、'])
        });
        if alike && joined && parts.len() >= 2 {
            found.push(Group { whole, parts, promise: Promise::Some });
        }
    }
    found
}

/// Months that a total counts, by the words before it.
const SPANS: [(&str, i64); 5] =
    [("全年", 12), ("上半年", 6), ("前三季度", 9), ("一季度", 3), ("前十一个月", 11)];

/// 全年累计受理51.6万件次，月均4.3万件次.
pub fn averages(scene: &Scene<'_>, amounts: &[Amount]) -> Vec<Finding> {
    let text = scene.text();
    let mut found = Vec::new();
    for pair in amounts.windows(2) {
        let [whole, average] = pair else { continue };
        let between = text.get(whole.whole.end..average.digits.start).unwrap_or("");
        let sentence = sentence_range(text, whole.digits.start).start;
        let lead = text.get(sentence..whole.digits.start).unwrap_or("");
        let months = SPANS.iter().find(|(word, _)| lead.contains(word)).map(|(_, months)| *months);
        let Some(months) = months.filter(|_| between == "，月均" && whole.unit == average.unit)
        else {
            continue;
        };
        let vague = whole.is_vague(text) || average.is_vague(text);
        let share = |amount: i128| amount.div_euclid(i128::from(months));
        let each =
            Interval { low: share(whole.interval.low), high: share(whole.interval.high) + 1 };
        if !vague && held_against(each, average.interval) == Agreement::Contradicts {
            let message =
                format!("{}按{months}个月平均与{}不符，请核对", whole.printed, average.printed);
            let place = average.digits.clone();
            found.push(scene.finding("rate-text", Level::Doubt, place, message));
        }
    }
    found
}

/// 其余12个 against the whole and the parts before it, where no 其中 tells them.
pub fn rests(scene: &Scene<'_>, amounts: &[Amount]) -> Vec<Finding> {
    let text = scene.text();
    let mut found = Vec::new();
    for (at, word) in text.match_indices("其余") {
        let sentence = sentence_range(text, at);
        if text.get(sentence.start..at).is_none_or(|head| head.contains("其中")) {
            continue;
        }
        let end = at + word.len();
        let rest = amounts.iter().find(|amount| amount.digits.start >= end);
        let close = |rest: &&Amount| {
            text.get(end..rest.digits.start).is_some_and(|gap| gap.chars().count() <= 4)
        };
        let Some(rest) = rest.filter(close) else { continue };
        let same = |a: &&Amount| {
            a.digits.start >= sentence.start && a.whole.end <= at && a.unit == rest.unit
        };
        let earlier: Vec<&Amount> = amounts.iter().filter(same).collect();
        found.extend(rest_finding(scene, &earlier, rest));
    }
    found
}

fn rest_finding(scene: &Scene<'_>, earlier: &[&Amount], rest: &Amount) -> Option<Finding> {
    let text = scene.text();
    if earlier.len() < 2 || earlier.iter().any(|amount| amount.is_vague(text)) {
        return None;
    }
    // Any of the numbers may be the whole of all after it.
    let fits = (0..earlier.len() - 1).any(|at| {
        let (whole, parts) = (earlier.get(at), earlier.get(at + 1..).unwrap_or_default());
        let total = parts.iter().map(|part| part.interval).fold(rest.interval, Interval::plus);
        whole.is_some_and(|whole| total.compare(whole.interval) != Agreement::Contradicts)
    });
    (!fits).then(|| {
        let level = if earlier.len() == 2 { Level::Must } else { Level::Doubt };
        let message = format!("“其余{}”与前面的总数、已列各数不符，请核对", rest.printed);
        scene.finding("sum-text", level, rest.digits.clone(), message)
    })
}
