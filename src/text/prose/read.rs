//! The reader: a printed text beside a prose, back to the values of its slots. Knows the shapes
//! of printed values, no indicator and no unit.
//!
//! Both sides become tokens (characters in folded form, whole numbers, slots) and are aligned at
//! least cost, so a changed word costs that word and not the other figures.

use std::ops::Range;

use super::{IssueSlot, Part, Prose, Slot, power_after};
use crate::model::Measure;
use crate::text::chars::folded;
use crate::text::numerals::arabic_length;

/// What reading found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// In order of the text; a slot that met nothing is absent.
    pub values: Vec<SlotReading>,
    /// Pieces of the prose's literals that the text does not have.
    pub missing: Vec<String>,
    /// Pieces of the text that the prose does not have, as bytes of the text.
    pub extra: Vec<Range<usize>>,
    /// How much of literals and text agree, in percent.
    pub similarity: u8,
}

/// The value one slot met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotReading {
    pub slot: Slot,
    /// As printed, without the power word and the unit.
    pub text: String,
    /// Bytes of the given text that `text` was taken from.
    pub range: Range<usize>,
    /// Power of ten that the word after the number announces: 4 for 万, 8 for 亿, 12 for 万亿.
    pub power: u8,
    /// How well the words just before and after agree with the prose, in percent.
    pub agreement: u8,
}

/// Longest side, in tokens, that is still aligned; more is no paragraph.
const MAX_TOKENS: usize = 6000;
/// Most cells of one alignment.
const MAX_CELLS: usize = 6_000_000;
/// Tokens on each side of a slot that speak for its value.
const CONTEXT: usize = 6;

const SAME: u32 = 0;
const ONE_SIDED: u32 = 2;
const REPLACED: u32 = 3;
const NUMBER_REPLACED: u32 = 5;
const NUMBER_ALONE: u32 = 4;

/// Reads a printed text with the prose it was (or could have been) printed from.
pub fn read(prose: &Prose, text: &str) -> Reading {
    let pattern = pattern_tokens(prose);
    let given = text_tokens(text);
    let cells = (pattern.len() + 1).saturating_mul(given.len() + 1);
    if pattern.len().max(given.len()) > MAX_TOKENS || cells > MAX_CELLS {
        return Reading::default();
    }
    let steps = align(&pattern, &given);
    collect(&pattern, &given, &steps, text)
}

/// A piece of the prose: what must be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Expected {
    Char(char),
    Number(String),
    Slot(Slot),
}

/// A piece of the text with its bytes.
#[derive(Clone, Debug)]
struct Token {
    kind: TokenKind,
    range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum TokenKind {
    Char(char),
    Number(String),
    /// 〔label〕: an empty slot as printed.
    Blank,
}

/// One step of the alignment, as indices into both sides.
#[derive(Clone, Copy, Debug)]
enum Step {
    Match,
    Replace(usize, usize),
    /// A slot took the tokens `start..end`.
    Take(usize, usize, usize),
    Missing(usize),
    Extra(usize),
}

fn text_tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        let number = arabic_length(rest);
        let blank = if c == '〔' { blank_length(rest) } else { 0 };
        let length = number.max(blank).max(c.len_utf8());
        let range = at..at + length;
        at += length;
        let kind = if number > 0 {
            TokenKind::Number(plain_number(rest.get(..number).unwrap_or("")))
        } else if blank > 0 {
            TokenKind::Blank
        } else if let Some(c) = folded(c) {
            TokenKind::Char(c)
        } else {
            continue;
        };
        tokens.push(Token { kind, range });
    }
    tokens
}

fn blank_length(text: &str) -> usize {
    text.find('〕').filter(|end| *end < 120).map_or(0, |end| end + '〕'.len_utf8())
}

fn plain_number(text: &str) -> String {
    text.chars().filter_map(folded).map(|c| if c == '．' { '.' } else { c }).collect()
}

fn pattern_tokens(prose: &Prose) -> Vec<Expected> {
    let literal = |text: &str| -> Vec<Expected> {
        let plain = |token: Token| match token.kind {
            TokenKind::Char(c) => Expected::Char(c),
            TokenKind::Number(number) => Expected::Number(number),
            TokenKind::Blank => Expected::Char('〔'),
        };
        text_tokens(text).into_iter().map(plain).collect()
    };
    let tokens = |part: &Part| match part {
        Part::Text(text) => literal(text),
        Part::Slot(slot) => vec![Expected::Slot(slot.clone())],
    };
    prose.parts.iter().flat_map(tokens).collect()
}

/// Least-cost alignment, as steps from the beginning of both sides.
fn align(pattern: &[Expected], given: &[Token]) -> Vec<Step> {
    let mut table = Table::new(pattern.len(), given.len());
    for p in 0..=pattern.len() {
        for t in 0..=given.len() {
            relax_from(&mut table, pattern, given, p, t);
        }
    }
    table.steps()
}

/// Offers every step that leads on from the cell (`p`, `t`).
fn relax_from(table: &mut Table, pattern: &[Expected], given: &[Token], p: usize, t: usize) {
    let expected = pattern.get(p);
    let token = given.get(t);
    if let Some(token) = token {
        let cost = if matches!(token.kind, TokenKind::Char(_)) { ONE_SIDED } else { NUMBER_ALONE };
        table.offer((p, t), (p, t + 1), cost);
    }
    let Some(expected) = expected else { return };
    let alone = if matches!(expected, Expected::Char(_)) { ONE_SIDED } else { NUMBER_ALONE };
    table.offer((p, t), (p + 1, t), alone);
    if let Expected::Slot(slot) = expected {
        let own_power = !matches!(pattern.get(p + 1), Some(Expected::Char('万' | '亿')));
        for (length, cost) in value_lengths(slot, given.get(t..).unwrap_or_default(), own_power) {
            table.offer((p, t), (p + 1, t + length), cost);
        }
    } else if let Some(token) = token
        && let Some(cost) = literal_cost(expected, &token.kind)
    {
        table.offer((p, t), (p + 1, t + 1), cost);
    }
}

/// What it costs to set a literal token against a token of the text; `None` when that makes no
/// sense.
fn literal_cost(expected: &Expected, token: &TokenKind) -> Option<u32> {
    match (expected, token) {
        (Expected::Char(a), TokenKind::Char(b)) => Some(if a == b { SAME } else { REPLACED }),
        (Expected::Number(a), TokenKind::Number(b)) => {
            Some(if a == b { SAME } else { NUMBER_REPLACED })
        }
        _ => None,
    }
}

/// The lengths in tokens that a slot's printed value can have here, with their cost.
fn value_lengths(slot: &Slot, given: &[Token], own_power: bool) -> Vec<(usize, u32)> {
    let kind = |at: usize| given.get(at).map(|token| &token.kind);
    let is_number = |at: usize| matches!(kind(at), Some(TokenKind::Number(_)));
    let is_char = |at: usize, c: char| kind(at) == Some(&TokenKind::Char(c));
    if kind(0) == Some(&TokenKind::Blank) {
        return vec![(1, SAME)];
    }
    match slot.issue_slot() {
        Some(IssueSlot::YearMonth) => {
            let whole = is_number(0) && is_char(1, '年') && is_number(2) && is_char(3, '月');
            if whole { vec![(4, SAME)] } else { Vec::new() }
        }
        Some(IssueSlot::Month) if is_number(0) && is_char(1, '月') => vec![(2, SAME)],
        Some(IssueSlot::Year) if is_number(0) && is_char(1, '年') => vec![(2, SAME)],
        Some(IssueSlot::Number) if is_number(0) => vec![(1, SAME)],
        Some(IssueSlot::Visits) => visit_lengths(given),
        Some(_) => Vec::new(),
        None => figure_lengths(slot, given, own_power),
    }
}

/// A visits sentence is free text: anything up to the paragraph's end, the shorter the better.
fn visit_lengths(given: &[Token]) -> Vec<(usize, u32)> {
    let cost = |length: usize| (length, u32::try_from(length / 64).unwrap_or(u32::MAX));
    (1..=given.len().min(1500)).map(cost).collect()
}

fn figure_lengths(slot: &Slot, given: &[Token], own_power: bool) -> Vec<(usize, u32)> {
    let is_word = |at: usize, word: &str| {
        word.chars().enumerate().all(|(offset, c)| {
            given.get(at + offset).is_some_and(|token| token.kind == TokenKind::Char(c))
        })
    };
    let is_derived = !matches!(
        slot.measure,
        Measure::Value | Measure::LastMonth | Measure::YearAgo | Measure::YearToDate
    );
    if is_derived && is_word(0, "持平") {
        return vec![(2, SAME)];
    }
    let directions = ["增长", "下降", "提高", "降低", "增加", "减少"];
    let direction =
        if is_derived && directions.iter().any(|word| is_word(0, word)) { 2 } else { 0 };
    let negative = usize::from(direction == 0 && is_word(0, "-"));
    let start = direction + negative;
    if !given.get(start).is_some_and(|token| matches!(token.kind, TokenKind::Number(_))) {
        return Vec::new();
    }
    let mut lengths = vec![(start + 1, SAME)];
    let tail = |word: &str| is_word(start + 1, word).then(|| word.chars().count());
    let tails: &[&str] =
        if is_derived { &["%", "个百分点", "万", "亿"] } else { &["万", "亿"] };
    if own_power || is_derived {
        lengths.extend(tails.iter().filter_map(|word| tail(word)).map(|n| (start + 1 + n, SAME)));
    }
    lengths
}

/// Costs and back pointers of all cells.
struct Table {
    width: usize,
    cost: Vec<u32>,
    from: Vec<(u32, u32)>,
}

impl Table {
    fn new(pattern: usize, given: usize) -> Self {
        let cells = (pattern + 1) * (given + 1);
        let mut cost = vec![u32::MAX; cells];
        if let Some(first) = cost.first_mut() {
            *first = 0;
        }
        Self { width: given + 1, cost, from: vec![(0, 0); cells] }
    }

    fn offer(&mut self, from: (usize, usize), to: (usize, usize), cost: u32) {
        let base = self.cost.get(from.0 * self.width + from.1).copied().unwrap_or(u32::MAX);
        let total = base.saturating_add(cost);
        let at = to.0 * self.width + to.1;
        if let (Some(best), Some(back)) = (self.cost.get_mut(at), self.from.get_mut(at))
            && total < *best
        {
            *best = total;
            let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            *back = (small(from.0), small(from.1));
        }
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = (self.cost.len() / self.width.max(1) - 1, self.width - 1);
        while at != (0, 0) {
            let back = self.from.get(at.0 * self.width + at.1).copied().unwrap_or((0, 0));
            let from = (back.0 as usize, back.1 as usize);
            steps.push(match (at.0 - from.0, at.1 - from.1) {
                (0, _) => Step::Extra(from.1),
                (_, 0) => Step::Missing(from.0),
                _ => Step::Take(from.0, from.1, at.1),
            });
            at = from;
        }
        steps.reverse();
        steps
    }
}

/// Turns takes of one literal token into matches and replacements.
fn refine(steps: &[Step], pattern: &[Expected], given: &[Token]) -> Vec<Step> {
    let refined = |step: &Step| match *step {
        Step::Take(p, start, end) => match (pattern.get(p), given.get(start)) {
            (Some(Expected::Slot(_)), _) => Step::Take(p, start, end),
            (Some(expected), Some(token)) if literal_cost(expected, &token.kind) == Some(SAME) => {
                Step::Match
            }
            _ => Step::Replace(p, start),
        },
        other => other,
    };
    steps.iter().map(refined).collect()
}

fn collect(pattern: &[Expected], given: &[Token], steps: &[Step], text: &str) -> Reading {
    let steps = refine(steps, pattern, given);
    let mut reading = Reading::default();
    let (mut matched, mut total) = (0usize, 0usize);
    for (index, step) in steps.iter().enumerate() {
        match *step {
            Step::Match => {
                matched += 2;
                total += 2;
            }
            Step::Replace(p, t) => {
                total += 2;
                push_missing(&mut reading, pattern, p, &steps, index);
                push_extra(&mut reading, given, t);
            }
            Step::Missing(p) => {
                total += 1;
                push_missing(&mut reading, pattern, p, &steps, index);
            }
            Step::Extra(t) => {
                total += 1;
                push_extra(&mut reading, given, t);
            }
            Step::Take(p, start, end) => {
                let agreement = agreement(&steps, index);
                reading.values.extend(value(pattern.get(p), given, start..end, text, agreement));
            }
        }
    }
    reading.similarity =
        if total == 0 { 100 } else { u8::try_from(matched * 100 / total).unwrap_or(100) };
    reading
}

fn push_missing(
    reading: &mut Reading,
    pattern: &[Expected],
    p: usize,
    steps: &[Step],
    index: usize,
) {
    let piece = match pattern.get(p) {
        Some(Expected::Char(c)) => c.to_string(),
        Some(Expected::Number(number)) => number.clone(),
        Some(Expected::Slot(slot)) => format!("{{{}}}", slot.label()),
        None => return,
    };
    let goes_on = index
        .checked_sub(1)
        .and_then(|before| steps.get(before))
        .is_some_and(|step| matches!(step, Step::Missing(_) | Step::Replace(..)));
    match reading.missing.last_mut() {
        Some(last) if goes_on => last.push_str(&piece),
        _ => reading.missing.push(piece),
    }
}

fn push_extra(reading: &mut Reading, given: &[Token], t: usize) {
    let Some(token) = given.get(t) else { return };
    match reading.extra.last_mut() {
        Some(last) if last.end == token.range.start => last.end = token.range.end,
        _ => reading.extra.push(token.range.clone()),
    }
}

/// Share of matches among the literal steps next to a slot, up to the neighbouring slots.
fn agreement(steps: &[Step], index: usize) -> u8 {
    let near = |steps: &mut dyn Iterator<Item = &Step>| {
        steps.take_while(|step| !matches!(step, Step::Take(..))).take(CONTEXT).fold(
            (0usize, 0usize),
            |(matched, total), step| {
                (matched + usize::from(matches!(step, Step::Match)), total + 1)
            },
        )
    };
    let (before, count_before) = near(&mut steps.get(..index).unwrap_or_default().iter().rev());
    let (after, count_after) = near(&mut steps.get(index + 1..).unwrap_or_default().iter());
    let total = count_before + count_after;
    if total == 0 {
        return 100;
    }
    u8::try_from((before + after) * 100 / total).unwrap_or(100)
}

fn value(
    expected: Option<&Expected>,
    given: &[Token],
    taken: Range<usize>,
    text: &str,
    agreement: u8,
) -> Option<SlotReading> {
    let Some(Expected::Slot(slot)) = expected else { return None };
    let tokens = given.get(taken)?;
    let first = tokens.first()?;
    if first.kind == TokenKind::Blank {
        return None;
    }
    let is_figure = slot.issue_slot().is_none()
        && matches!(
            slot.measure,
            Measure::Value | Measure::LastMonth | Measure::YearAgo | Measure::YearToDate
        );
    // A figure's range ends with its digits; the power word after them is told apart.
    let last = if is_figure {
        tokens.iter().rev().find(|token| matches!(token.kind, TokenKind::Number(_)))?
    } else {
        tokens.last()?
    };
    let range = first.range.start..last.range.end;
    let after = text.get(range.end..)?.trim_start_matches([' ', '*']);
    let printed = text.get(range.clone())?.to_owned();
    let power = if is_figure { power_after(after) } else { 0 };
    Some(SlotReading { slot: slot.clone(), text: printed, range, power, agreement })
}

#[cfg(test)]
mod tests;
