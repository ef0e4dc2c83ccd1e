//! A sentence as tokens, numerals whole and everything else by the character, and where two
//! sentences part. Knows no issue.

use std::ops::Range;

use super::fold::{CELL, fold};
use super::value::{Amount, numeral};

#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Folded.
    pub text: String,
    /// Characters of the sentence.
    pub range: Range<usize>,
    pub is_number: bool,
    /// The amount of a numeral as far as it is known.
    pub amount: Option<Amount>,
}

/// Tokens of one side and of the other that stand in each other's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub issue: Range<usize>,
    pub file: Range<usize>,
}

/// Blanks and what lies between cells give no token.
pub(super) fn tokens(chars: &[char]) -> Vec<Token> {
    let folded: Vec<(usize, char)> = chars
        .iter()
        .enumerate()
        .filter_map(|(at, c)| Some((at, fold(*c).map(|c| if c == CELL { '\u{1f}' } else { c })?)))
        .collect();
    let letters: Vec<char> = folded.iter().map(|(_, c)| *c).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = letters.get(at) {
        let shape = numeral(&letters, at);
        let length = shape.map_or(1, |shape| shape.length.max(1));
        let start = folded.get(at).map_or(0, |(place, _)| *place);
        let last = folded.get(at + length - 1).map_or(start, |(place, _)| *place);
        if *c != '\u{1f}' {
            found.push(Token {
                text: letters.iter().skip(at).take(length).collect(),
                range: start..last + 1,
                is_number: shape.is_some(),
                amount: shape.and_then(|shape| shape.amount),
            });
        }
        at += length;
    }
    found
}

/// Tables for longer sentences would be too large; they are taken as changed from the first
/// difference to the last.
const MOST_CELLS: usize = 4_000_000;

/// Where two sentences differ, in order.
pub(super) fn hunks(issue: &[Token], file: &[Token]) -> Vec<Hunk> {
    let same = |(a, b): &(&Token, &Token)| a.text == b.text;
    let head = issue.iter().zip(file).take_while(same).count();
    let shorter = issue.len().min(file.len()) - head;
    let tail = issue.iter().rev().zip(file.iter().rev()).take(shorter).take_while(same).count();
    let (from, to) = (issue.len() - tail, file.len() - tail);
    let one = issue.get(head..from).unwrap_or_default();
    let other = file.get(head..to).unwrap_or_default();
    if one.is_empty() && other.is_empty() {
        return Vec::new();
    }
    if (one.len() + 1).saturating_mul(other.len() + 1) > MOST_CELLS {
        return vec![Hunk { issue: head..from, file: head..to }];
    }
    let mut found: Vec<Hunk> = Vec::new();
    let (mut a, mut b) = (0, 0);
    for (x, y) in common(one, other).into_iter().chain([(one.len(), other.len())]) {
        if x > a || y > b {
            let hunk = Hunk { issue: head + a..head + x, file: head + b..head + y };
            match found.last_mut().filter(|last| is_close(issue, last, &hunk)) {
                Some(last) => {
                    last.issue.end = hunk.issue.end;
                    last.file.end = hunk.file.end;
                }
                None => found.push(hunk),
            }
        }
        (a, b) = (x + 1, y + 1);
    }
    found
}

/// A single character that two rewritten places happen to share sets nothing apart.
fn is_close(issue: &[Token], last: &Hunk, next: &Hunk) -> bool {
    let between = issue.get(last.issue.end..next.issue.start).unwrap_or_default();
    let rewritten = |hunk: &Hunk| !hunk.issue.is_empty() && !hunk.file.is_empty();
    let is_word = |token: &Token| !token.is_number && token.text.chars().all(char::is_alphabetic);
    between.len() <= 1 && between.iter().all(is_word) && rewritten(last) && rewritten(next)
}

/// The longest common sequence, as pairs of places.
fn common(one: &[Token], other: &[Token]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let mut table = vec![0_u16; (one.len() + 1) * width];
    let get = |table: &[u16], a: usize, b: usize| table.get(a * width + b).copied().unwrap_or(0);
    for (a, left) in one.iter().enumerate().rev() {
        for (b, right) in other.iter().enumerate().rev() {
            let value = if left.text == right.text {
                get(&table, a + 1, b + 1).saturating_add(1)
            } else {
                get(&table, a + 1, b).max(get(&table, a, b + 1))
            };
            if let Some(cell) = table.get_mut(a * width + b) {
                *cell = value;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut a, mut b) = (0, 0);
    while let (Some(left), Some(right)) = (one.get(a), other.get(b)) {
        if left.text == right.text {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if get(&table, a + 1, b) >= get(&table, a, b + 1) {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// The characters of a sentence that some tokens take up.
pub(super) fn range_of(tokens: &[Token], hunk: &Range<usize>, length: usize) -> Range<usize> {
    let inside = tokens.get(hunk.clone()).unwrap_or_default();
    if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
        return first.range.start..last.range.end;
    }
    let next = tokens.get(hunk.start).map_or(length, |token| token.range.start);
    let before = hunk.start.checked_sub(1).and_then(|at| tokens.get(at));
    let at = before.map_or(next, |token| token.range.end);
    at..at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differing(one: &str, other: &str) -> Vec<(String, String)> {
        let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
        let (x, y) = (tokens(&a), tokens(&b));
        let text = |chars: &[char], range: Range<usize>| chars[range].iter().collect::<String>();
        hunks(&x, &y)
            .iter()
            .map(|hunk| {
                let of_issue = range_of(&x, &hunk.issue, a.len());
                (text(&a, of_issue), text(&b, range_of(&y, &hunk.file, b.len())))
            })
            .collect()
    }

    #[test]
    fn numbers_are_whole_and_words_are_apart() {
        let pair = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
        assert_eq!(differing("受理5.87万件，", "受理5.78万件，"), pair("5.87万", "5.78万"));
        assert_eq!(differing("受理 5.87 万件，", "受理5.87万件,"), []);
        assert_eq!(differing("环比增长3%", "环比下降3%"), pair("增长", "下降"));
        assert_eq!(differing("税务局、水利局", "税务局"), pair("、水利局", ""));
        assert_eq!(differing("", "新"), pair("", "新"));
        assert_eq!(differing("1\t税务局\t34", "1税务局 34"), []);
    }

    proptest::proptest! {
        #[test]
        fn the_same_sentence_never_differs(text in "[一二三甲乙0-9.,万%，。 ]{0,40}") {
            proptest::prop_assert_eq!(differing(&text, &text), []);
        }
    }
}
