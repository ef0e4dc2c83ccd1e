//! The alignment of prose and text at least cost. Knows the shapes of printed values.

use super::super::{IssueSlot, Slot};
use super::tokens::{Expected, Token, TokenKind};
use crate::model::Measure;

pub(super) const SAME: u32 = 0;
const ONE_SIDED: u32 = 2;
const REPLACED: u32 = 3;
const NUMBER_REPLACED: u32 = 5;
const NUMBER_ALONE: u32 = 4;

/// One step of the alignment, as indices into both sides.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Match,
    Replace(usize, usize),
    /// A slot took the tokens `start..end`.
    Take(usize, usize, usize),
    Missing(usize),
    Extra(usize),
}

/// Least-cost alignment, as steps from the beginning of both sides.
pub(super) fn align(pattern: &[Expected], given: &[Token]) -> Vec<Step> {
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
pub(super) fn literal_cost(expected: &Expected, token: &TokenKind) -> Option<u32> {
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
        Some(IssueSlot::Month | IssueSlot::LastMonth) if is_number(0) && is_char(1, '月') => {
            vec![(2, SAME)]
        }
        Some(IssueSlot::MonthEnd) if is_number(0) && is_char(1, '日') => vec![(2, SAME)],
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
