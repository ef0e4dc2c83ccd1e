//! One sentence of the issue beside the file's: numeral by numeral, then the words between.

use std::ops::Range;

use crate::text::numerals::unit_of;

use super::Kind;
use super::fold::is_same_mark;
use super::tokens::{Hunk, Token, hunks, range_of, tokens};
use super::value::Amount;

/// Something that differs, as characters of both sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub kind: Kind,
    pub issue: Range<usize>,
    pub file: Range<usize>,
    /// Whether a number of the file has no amount that could be compared.
    pub unread: bool,
}

/// Both sentences with their tokens.
pub(super) struct Pair<'a> {
    pub issue: &'a [char],
    pub file: &'a [char],
    own: Vec<Token>,
    other: Vec<Token>,
}

impl<'a> Pair<'a> {
    pub fn new(issue: &'a [char], file: &'a [char]) -> Self {
        Self { issue, file, own: tokens(issue), other: tokens(file) }
    }

    /// Everything that differs but for the look, in order. `exact` tells the exact amount behind a
    /// character of the issue, where a figure is printed there.
    pub fn parts(&self, exact: &dyn Fn(usize) -> Option<Amount>) -> Vec<Part> {
        let hunks = hunks(&self.own, &self.other);
        let mut found: Vec<Part> =
            hunks.iter().flat_map(|hunk| self.of_hunk(hunk, exact)).collect();
        found.extend(self.turned_marks(&hunks));
        found.sort_by_key(|part| (part.issue.start, part.file.start));
        found
    }

    fn of_hunk(&self, hunk: &Hunk, exact: &dyn Fn(usize) -> Option<Amount>) -> Vec<Part> {
        let numbers = |tokens: &[Token], range: &Range<usize>| -> Vec<usize> {
            range.clone().filter(|at| tokens.get(*at).is_some_and(|t| t.is_number)).collect()
        };
        let own = numbers(&self.own, &hunk.issue);
        let other = numbers(&self.other, &hunk.file);
        let mut found = Vec::new();
        for nth in 0..own.len().max(other.len()) {
            let one = own.get(nth).copied();
            let two = other.get(nth).copied();
            found.push(self.number(one, two, hunk, exact));
        }
        found.extend(self.words(hunk, !own.is_empty() || !other.is_empty()));
        found
    }

    fn number(
        &self,
        one: Option<usize>,
        two: Option<usize>,
        hunk: &Hunk,
        exact: &dyn Fn(usize) -> Option<Amount>,
    ) -> Part {
        let issue = span(&self.own, one, &hunk.issue, self.issue.len());
        let file = span(&self.other, two, &hunk.file, self.file.len());
        let amount = |tokens: &[Token], at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).and_then(|token| token.amount)
        };
        let (stored, printed) = (amount(&self.own, one), amount(&self.other, two));
        let equal =
            |amount: Option<Amount>| amount.zip(printed).is_some_and(|(one, two)| one.equals(two));
        let same_unit = || unit_after(&self.own, one) == unit_after(&self.other, two);
        let same = equal(stored) || equal(exact(issue.start));
        let kind = if one.is_some() && same && same_unit() {
            Kind::Notation
        } else if is_date(one, &self.own, self.issue) || is_date(two, &self.other, self.file) {
            Kind::Date
        } else {
            Kind::Number
        };
        Part { kind, issue, file, unread: two.is_some() && printed.is_none() }
    }

    /// The words of a hunk without its numerals; a unit beside a numeral is the number's.
    fn words(&self, hunk: &Hunk, numbers: bool) -> Vec<Part> {
        let text = |tokens: &[Token], range: &Range<usize>| -> String {
            let inside = tokens.get(range.clone()).unwrap_or_default();
            inside.iter().filter(|t| !t.is_number).map(|t| t.text.as_str()).collect()
        };
        let (own, other) = (text(&self.own, &hunk.issue), text(&self.other, &hunk.file));
        if own == other {
            return Vec::new();
        }
        let is_unit =
            |text: &str| text.is_empty() || !unit_of(text).is_empty() && unit_of(text) == text;
        if numbers && is_unit(&own) && is_unit(&other) {
            return Vec::new();
        }
        // A date that came or went is told number by number, each with its 年, 月 or 日.
        let of_date = |text: &str| text.chars().all(|c| matches!(c, '年' | '月' | '日'));
        if numbers && (own.is_empty() || other.is_empty()) && of_date(&own) && of_date(&other) {
            return Vec::new();
        }
        let after_number = |tokens: &[Token], at: usize| {
            at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.is_number)
        };
        let beside =
            after_number(&self.own, hunk.issue.start) && after_number(&self.other, hunk.file.start);
        let unit_of_hunk = |tokens: &[Token], from: usize| {
            let rest: String = tokens.iter().skip(from).take(6).map(|t| t.text.as_str()).collect();
            unit_of(&rest).to_owned()
        };
        let units =
            (unit_of_hunk(&self.own, hunk.issue.start), unit_of_hunk(&self.other, hunk.file.start));
        let mut issue = range_of(&self.own, &hunk.issue, self.issue.len());
        let mut file = range_of(&self.other, &hunk.file, self.file.len());
        if beside && units.0 != units.1 {
            // The number is told with its unit.
            let start = |tokens: &[Token], at: usize| {
                at.checked_sub(1).and_then(|at| tokens.get(at)).map_or(0, |t| t.range.start)
            };
            issue.start = start(&self.own, hunk.issue.start);
            file.start = start(&self.other, hunk.file.start);
            return vec![Part { kind: Kind::Number, issue, file, unread: false }];
        }
        vec![Part { kind: Kind::Changed, issue, file, unread: false }]
    }

    /// “ for ”: folded alike, but wrong.
    fn turned_marks(&self, hunks: &[Hunk]) -> Vec<Part> {
        self.marks(hunks)
            .filter(|(a, b)| !self.same_mark(*a, *b))
            .map(|(a, b)| Part {
                kind: Kind::Changed,
                issue: a..a + 1,
                file: b..b + 1,
                unread: false,
            })
            .collect()
    }

    /// Marks of another width or make, as they stand in the issue and in the file.
    pub fn style(&self) -> Vec<(char, char)> {
        let hunks = hunks(&self.own, &self.other);
        let mut found: Vec<(char, char)> = Vec::new();
        for (a, b) in self.marks(&hunks).filter(|(a, b)| self.same_mark(*a, *b)) {
            let (Some(one), Some(two)) = (self.issue.get(a), self.file.get(b)) else { continue };
            if one != two && !found.contains(&(*one, *two)) {
                found.push((*one, *two));
            }
        }
        found
    }

    fn same_mark(&self, a: usize, b: usize) -> bool {
        self.issue.get(a).zip(self.file.get(b)).is_some_and(|(a, b)| is_same_mark(*a, *b))
    }

    /// Characters that stand in each other's place outside the hunks.
    fn marks<'b>(&'b self, hunks: &'b [Hunk]) -> impl Iterator<Item = (usize, usize)> + 'b {
        let ends = [Hunk {
            issue: self.own.len()..self.own.len(),
            file: self.other.len()..self.other.len(),
        }];
        let mut from = (0, 0);
        let stretches: Vec<_> = hunks
            .iter()
            .cloned()
            .chain(ends)
            .map(|hunk| {
                let stretch = (from.0..hunk.issue.start, from.1..hunk.file.start);
                from = (hunk.issue.end, hunk.file.end);
                stretch
            })
            .collect();
        let tokens = stretches.into_iter().flat_map(|(one, two)| one.zip(two));
        tokens.flat_map(|(a, b)| self.letters(a, b))
    }

    /// The characters of two equal tokens, blanks within them left out.
    fn letters(&self, a: usize, b: usize) -> Vec<(usize, usize)> {
        let seen = |chars: &[char], token: Option<&Token>| -> Vec<usize> {
            let range = token.map_or(0..0, |token| token.range.clone());
            range
                .filter(|at| chars.get(*at).is_some_and(|c| super::fold::fold(*c).is_some()))
                .collect()
        };
        let (one, two) = (seen(self.issue, self.own.get(a)), seen(self.file, self.other.get(b)));
        one.into_iter().zip(two).collect()
    }
}

/// The characters of a numeral, or the place where one would stand.
fn span(tokens: &[Token], at: Option<usize>, hunk: &Range<usize>, length: usize) -> Range<usize> {
    if let Some(token) = at.and_then(|at| tokens.get(at)) {
        return token.range.clone();
    }
    let end = range_of(tokens, hunk, length).end;
    end..end
}

/// The measure word after a numeral.
fn unit_after(tokens: &[Token], at: Option<usize>) -> String {
    let Some(at) = at else { return String::new() };
    let after: String = tokens.iter().skip(at + 1).take(5).map(|t| t.text.as_str()).collect();
    unit_of(&after).to_owned()
}

fn is_date(at: Option<usize>, tokens: &[Token], chars: &[char]) -> bool {
    let Some(token) = at.and_then(|at| tokens.get(at)) else { return false };
    let after: String =
        chars.iter().skip(token.range.end).filter(|c| !c.is_whitespace()).take(6).collect();
    let dated = |text: &str| {
        text.starts_with(['年', '月', '日', '时']) && !text.starts_with("年来")
            || text.starts_with("：")
            || text.starts_with(':')
    };
    let beyond = after.trim_start_matches(['至', '—', '-', '–', '、', '到']);
    let beyond = beyond.trim_start_matches(|c: char| c.is_ascii_digit());
    let ranged = beyond.len() < after.len() && dated(beyond) && !beyond.starts_with('：');
    dated(&after)
        && token.text.chars().all(|c| c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(c))
        || ranged
}
