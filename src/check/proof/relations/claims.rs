//! Changes that the text states: 环比增长3.2%, 较上月下降0.4个百分点, 同比持平. Knows no figure.

use std::ops::Range;

use crate::check::proof::Class;
use crate::check::proof::classify::Token;
use crate::check::proof::passages::{Passage, sentence_range};
use crate::document::Role;
use crate::model::{Indicator, Measure};

use super::Scene;

/// Words that declare a base, the longest first where one contains another.
const BASES: [(&str, Measure); 14] = [
    ("累计同比", Measure::YearToDateOnYear),
    ("较去年同期", Measure::YearOnYear),
    ("比去年同期", Measure::YearOnYear),
    ("较上年同期", Measure::YearOnYear),
    ("比上年同期", Measure::YearOnYear),
    ("较去年同月", Measure::YearOnYear),
    ("比去年同月", Measure::YearOnYear),
    ("与去年同期相比", Measure::YearOnYear),
    ("与上月相比", Measure::MonthOnMonth),
    ("较上个月", Measure::MonthOnMonth),
    ("较上月", Measure::MonthOnMonth),
    ("比上月", Measure::MonthOnMonth),
    ("环比", Measure::MonthOnMonth),
    ("同比", Measure::YearOnYear),
];
const UP: [&str; 8] = ["增长", "增加", "上升", "提高", "提升", "上涨", "升高", "扩大"];
const DOWN: [&str; 8] = ["下降", "减少", "降低", "回落", "下滑", "缩短", "下跌", "缩小"];
/// What a stated change cannot reach beyond.
const ENDS: [char; 10] = ['，', '。', '；', '、', '：', '（', '）', '！', '？', ','];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Flat,
}

/// One stated change.
pub struct Claim<'s> {
    pub measure: Measure,
    /// Bytes of the word that declares the base.
    pub base: Range<usize>,
    pub direction: Option<(Direction, Range<usize>)>,
    /// The number, an index into the tokens.
    pub token: Option<usize>,
    /// Text and measure of the slot that prints the change, if one does.
    pub slot: Option<(&'s str, Measure)>,
}

/// Every change a passage states, in order.
pub fn claims<'s>(passage: &'s Passage<'s>, tokens: &[Token<'_>]) -> Vec<Claim<'s>> {
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut found = Vec::new();
    for (word, measure) in BASES {
        for (at, _) in passage.text.match_indices(word) {
            let base = at..at + word.len();
            if taken.iter().any(|other| other.start < base.end && base.start < other.end) {
                continue;
            }
            taken.push(base.clone());
            found.push(claim(passage, tokens, base, measure));
        }
    }
    found.sort_by_key(|claim| claim.base.start);
    found
}

fn claim<'s>(
    passage: &'s Passage<'s>,
    tokens: &[Token<'_>],
    base: Range<usize>,
    measure: Measure,
) -> Claim<'s> {
    let tail = passage.text.get(base.end..).unwrap_or("");
    let end = base.end + tail.find(ENDS).unwrap_or(tail.len());
    let slot = slot(passage, base.end, end);
    let until = slot.as_ref().map_or(end, |(at, _, _)| *at);
    let window = passage.text.get(base.end..until).unwrap_or("");
    let direction = direction(window)
        .map(|(direction, at)| (direction, base.end + at.start..base.end + at.end));
    let from = direction.as_ref().map_or(base.end, |(_, at)| at.end);
    let counts = |token: &Token<'_>| !matches!(token.class, Class::Date | Class::Ordinal);
    let token = tokens.iter().position(|token| {
        let start = token.numeral.range.start;
        counts(token) && (from..end).contains(&start)
    });
    Claim { measure, base, direction, token, slot: slot.map(|(_, text, measure)| (text, measure)) }
}

/// The first derived slot printed within the bytes.
fn slot<'s>(passage: &'s Passage<'s>, from: usize, to: usize) -> Option<(usize, &'s str, Measure)> {
    let mut start = 0;
    for run in passage.runs.iter() {
        if run.role == Role::Derived && (from..to).contains(&start) {
            return Some((start, &run.text, run.slot.as_ref()?.measure));
        }
        start += run.text.len();
    }
    None
}

/// The first word of direction in a text.
pub fn direction(text: &str) -> Option<(Direction, Range<usize>)> {
    let ups = UP.iter().map(|word| (*word, Direction::Up));
    let downs = DOWN.iter().map(|word| (*word, Direction::Down));
    let flat = [("持平", Direction::Flat)];
    ups.chain(downs)
        .chain(flat)
        .filter_map(|(word, direction)| {
            let at = text.find(word)?;
            Some((direction, at..at + word.len()))
        })
        .min_by_key(|(_, at)| at.start)
}

/// Whose change is stated: the indicator named right before the base, or the number before it.
/// The measure is another than the claim's where the number is a sum of months.
pub fn subject<'a>(scene: &Scene<'a>, claim: &Claim<'_>) -> Option<(&'a Indicator, Measure)> {
    let before = scene.text().get(..claim.base.start)?;
    let clause = before.rsplit(ENDS).next().unwrap_or("").trim();
    let clause = clause.strip_suffix("分别").unwrap_or(clause);
    if !clause.is_empty() {
        let named = scene.bulletin.indicators.iter().flat_map(|i| i.names().map(move |n| (i, n)));
        let ending = named.filter(|(_, name)| name.chars().count() >= 3 && clause.ends_with(name));
        let (indicator, _) = ending.max_by_key(|(_, name)| name.len())?;
        return Some((indicator, claim.measure));
    }
    let sentence = sentence_range(scene.text(), claim.base.start.saturating_sub(1)).start;
    let earlier = scene.tokens.iter().filter(|token| {
        token.numeral.range.start >= sentence && token.numeral.range.end <= claim.base.start
    });
    for token in earlier.rev() {
        match (token.class, token.slot) {
            (Class::Bound, _) => return Some((token.indicator?, claim.measure)),
            (Class::Date | Class::Ordinal | Class::Quoted, _) => {}
            (_, Some(Measure::YearToDate)) if claim.measure == Measure::YearOnYear => {
                return Some((token.indicator?, Measure::YearToDateOnYear));
            }
            (_, Some(measure)) if is_change(measure) => {}
            _ if is_percent(&token.unit) => {}
            _ => return None,
        }
    }
    None
}

fn is_change(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::MonthOnMonth
            | Measure::YearOnYear
            | Measure::YearToDateOnYear
            | Measure::Difference
            | Measure::Share
    )
}

pub fn is_percent(unit: &str) -> bool {
    matches!(unit, "%" | "％" | "百分点" | "个百分点")
}
