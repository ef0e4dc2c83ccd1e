//! The reader: a printed text beside a prose, back to the values of its slots. Knows the shapes
//! of printed values, no indicator and no unit.
//!
//! Both sides become tokens (characters in folded form, whole numbers, slots) and are aligned at
//! least cost, so a changed word costs that word and not the other figures.

use std::ops::Range;

use super::{Prose, Slot, power_after};
use crate::model::Measure;
use align::{SAME, Step, align, literal_cost};
use tokens::{Expected, Token, TokenKind, pattern_tokens, text_tokens};

mod align;
mod tokens;

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
    reading.similarity = percent(matched, total);
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
    percent(before + after, count_before + count_after)
}

fn percent(part: usize, whole: usize) -> u8 {
    (part * 100).checked_div(whole).and_then(|p| u8::try_from(p).ok()).unwrap_or(100)
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
