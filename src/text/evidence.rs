//! How the words before a number, the unit after it and the sentence speak for an indicator.
//! Knows no slots and no paragraphs but the one given.

use super::chars::folded;
use super::numerals::Numeral;
use super::scope;
use crate::model::{Indicator, IndicatorKind, Month, SectionKind};

/// Characters before and after a numeral that are looked at.
const REACH: usize = 300;
/// Most characters between an indicator's wording and its number.
const MAX_GAP: usize = 8;

/// The text around a numeral in folded form.
pub struct Surroundings {
    /// Up to the beginning of the sentence.
    before: Vec<char>,
    /// From right after the power word: the unit and on.
    after: Vec<char>,
    /// The whole sentence with the item's lead.
    context: String,
    /// All words before that may say of which time the number is.
    pub scope: String,
}

impl Surroundings {
    /// The words around a numeral of a paragraph; `lead` is the item's run-in heading.
    pub fn of(numeral: &Numeral, text: &str, lead: &str) -> Self {
        const ENDS: [char; 3] = ['。', '！', '？'];
        let all = last_chars(text.get(..numeral.range.start).unwrap_or(""), REACH);
        let sentence = all.rsplit(ENDS).next().unwrap_or("");
        let before = without_base(sentence);
        let based = before.len() < sentence.len();
        let after = first_chars(numeral.after(text), REACH);
        let rest = first_chars(text.get(numeral.range.start..).unwrap_or(""), REACH);
        let sentence_end = rest.split(ENDS).next().unwrap_or("");
        Self {
            before: fold(before),
            after: fold(after.split(ENDS).next().unwrap_or("")),
            scope: if based { fold(before).into_iter().collect() } else { sentence_scope(all) },
            context: fold(&format!("{lead}。{before}{sentence_end}")).into_iter().collect(),
        }
    }
}

/// 电话咨询由上月的956人次上升至 → 电话咨询: the number after 上升至 is the month's, the one before
/// it was only its base.
pub(super) fn without_base(before: &str) -> &str {
    const REACHES: [&str; 12] = [
        "上升到",
        "上升至",
        "增加到",
        "增加至",
        "增长到",
        "增长至",
        "下降到",
        "下降至",
        "减少到",
        "减少至",
        "提高到",
        "提高至",
    ];
    let reaches = REACHES.iter().any(|word| before.ends_with(word));
    let clause = before.rfind(['，', '；', '、', '。']).unwrap_or(0);
    let base = reaches.then(|| before.rfind(['由', '从', '较', '比'])).flatten();
    base.filter(|at| *at > clause).and_then(|at| before.get(..at)).unwrap_or(before)
}

/// The words of the sentence so far, folded; with the sentence before it where it goes on with
/// that one's thought (其中…).
pub fn sentence_scope(before: &str) -> String {
    let mut sentences = before.rsplit(['。', '！', '？']);
    let own = sentences.next().unwrap_or("");
    let goes_on = own.trim_start().starts_with("其中");
    let earlier = sentences.next().filter(|_| goes_on).unwrap_or("");
    let text = format!("{earlier}{}{own}", if goes_on { "，" } else { "" });
    fold(&text).into_iter().collect()
}

fn first_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count).map_or(0, |(at, c)| at + c.len_utf8());
    text.get(start..).unwrap_or(text)
}

/// Folded characters without brackets: 人（次） is 人次, 市（州） is 市州.
fn fold(text: &str) -> Vec<char> {
    text.chars().filter_map(folded).filter(|c| !matches!(c, '(' | ')')).collect()
}

/// What speaks for an indicator.
pub struct Evidence {
    pub score: i64,
    /// Characters of the wording that were found.
    pub length: usize,
    pub gap: usize,
    /// The wording is the indicator's name.
    pub own_name: bool,
    /// Pairs of characters of the name that the sentence has beside the wording.
    pub known: usize,
}

/// How strongly the surroundings speak for an indicator; `None` when not at all.
pub fn evidence(place: &Surroundings, indicator: &Indicator) -> Option<Evidence> {
    let unit = fold(&indicator.unit);
    let exact = indicator
        .names()
        .filter_map(|wording| wording_evidence(place, wording, &unit, indicator))
        .max_by_key(|evidence| evidence.score);
    exact.or_else(|| scattered(place, indicator))
}

fn wording_evidence(
    place: &Surroundings,
    wording: &str,
    unit: &[char],
    indicator: &Indicator,
) -> Option<Evidence> {
    let (before, after) = wording.split_once('…').unwrap_or((wording, ""));
    let (before, after) = (fold(before), fold(after));
    if !place.after.starts_with(&after) {
        return None;
    }
    let gap = if before.is_empty() { 0 } else { gap_after(&place.before, &before)? };
    // The unit by itself proves nothing.
    let length = before.len() + after.len().saturating_sub(unit.len());
    let known = context_words(place, indicator, wording);
    let is_own_name = wording == indicator.name;
    let needed = if after.is_empty() { 2 } else { 1 };
    // 出件0.3万件 right after a mark says as much as a longer wording in a longer clause.
    let ahead = place.before.len().saturating_sub(gap + before.len());
    let opens = place.before.get(..ahead).and_then(<[char]>::last);
    let bare = gap == 0 && opens.is_none_or(|c| matches!(c, ',' | '、' | ';'));
    let needed = if bare { 1 } else { needed };
    if length == 0 || (length <= 2 && !is_own_name && known < needed) {
        return None;
    }
    let score = i64::try_from(length * 10).ok()? + i64::try_from(known.min(6) * 4).ok()?
        - i64::try_from(gap * 5).ok()?;
    Some(Evidence { score, length, gap, own_name: is_own_name, known })
}

/// Characters between the last occurrence of `wording` and the number; `None` when it is too far
/// or another clause, number or comparison stands between.
fn gap_after(before: &[char], wording: &[char]) -> Option<usize> {
    (0..=MAX_GAP.min(before.len())).find(|gap| {
        let end = before.len() - gap;
        let between = before.get(end..).unwrap_or_default();
        before.get(..end).is_some_and(|text| text.ends_with(wording)) && is_filler(between)
    })
}

/// Words that may stand between a wording and its number (为, 达到, 共计), but no new thought.
fn is_filler(between: &[char]) -> bool {
    let text: String = between.iter().collect();
    let marks = [',', ';', ':', '、', '"', '《', '》', '比', '占'];
    let turns = [
        "增",
        "降",
        "减少",
        "提高",
        "提升",
        "上升",
        "上月",
        "去年",
        "累计",
        "平均",
        "其中",
        "日均",
        "计划",
        "目标",
        "任务",
        "预计",
        "应",
        "上半年",
        "全年",
        "季度",
        "以来",
        "月均",
    ];
    !text.contains(marks)
        && !text.contains(|c: char| c.is_ascii_digit())
        && !turns.iter().any(|word| text.contains(word))
}

/// How many pairs of characters of the indicator's name the sentence or the lead contains beside
/// the wording itself.
fn context_words(place: &Surroundings, indicator: &Indicator, wording: &str) -> usize {
    let wording: String = fold(wording).into_iter().collect();
    pairs(&indicator.name)
        .iter()
        .filter(|pair| !wording.contains(pair.as_str()) && place.context.contains(pair.as_str()))
        .count()
}

fn pairs(name: &str) -> Vec<String> {
    fold(name).windows(2).map(|pair| pair.iter().collect()).collect()
}

/// The name's words in another order within the clause before the number: 受理全程网办事项 for
/// 全程网办受理. Weaker than any wording.
fn scattered(place: &Surroundings, indicator: &Indicator) -> Option<Evidence> {
    let clause: Vec<char> = {
        let start = place.before.iter().rposition(|c| matches!(c, ',' | ';' | ':' | '、'));
        place.before.get(start.map_or(0, |at| at + 1)..)?.to_vec()
    };
    let clause_text: String = clause.iter().collect();
    if clause.len() > 30 || !is_filler(&clause) {
        return None;
    }
    let pairs = pairs(&indicator.name);
    let present = |pair: &String| clause_text.contains(pair.as_str());
    let count = pairs.iter().filter(|pair| present(pair)).count();
    let ends =
        pairs.len() >= 4 && pairs.first().is_some_and(present) && pairs.last().is_some_and(present);
    (ends && count * 10 >= pairs.len() * 7).then(|| Evidence {
        score: i64::try_from(count).unwrap_or(0),
        length: 3,
        gap: 0,
        own_name: false,
        known: 0,
    })
}

/// Whether the words before a number say that it is not this indicator's for the month.
pub fn is_of_other_time(scope: &str, indicator: &Indicator, month: Month) -> bool {
    let clause = scope.rsplit([',', ';', ':']).next().unwrap_or("");
    let other_period = scope::period(&indicator.name).is_some_and(|own| {
        let words = if own == "全年" { clause } else { scope };
        scope::period(words).is_some_and(|named| named != own)
    });
    other_period || (indicator.kind == IndicatorKind::Flow && scope::is_of_other_time(scope, month))
}

/// The section decides between equals. Dated sections keep their numbers unless an indicator is
/// asked for there; another section's indicator needs plain words.
pub fn section_score(
    section: &str,
    kind: SectionKind,
    indicator: &Indicator,
    evidence: &Evidence,
) -> Option<i64> {
    if indicator.section == section {
        return Some(1000);
    }
    if kind.is_dated() {
        return None;
    }
    if indicator.section.is_empty() {
        return Some(500);
    }
    let plain = evidence.length >= 5 && evidence.gap <= 1;
    (plain && (evidence.own_name || evidence.known >= 2)).then_some(0)
}

/// Whether the words after a number begin with the indicator's unit.
pub fn unit_fits(after: &str, unit: &str) -> bool {
    let (after, unit) = (fold(first_chars(after, 16)), fold(unit));
    let begins = |word: &str| after.starts_with(&fold(word));
    if unit.is_empty() || begins("个百分点") || begins("个月") {
        return begins("个百分点") && unit == fold("个百分点");
    }
    let people = unit == fold("人次") && begins("人");
    after.starts_with(&unit) || people
}
