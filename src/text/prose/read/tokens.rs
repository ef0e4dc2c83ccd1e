//! Prose and text as tokens: characters in folded form, whole numbers, slots. Knows no alignment.

use std::ops::Range;

use super::super::{Part, Prose, Slot};
use crate::text::chars::folded;
use crate::text::numerals::arabic_length;

/// A piece of the prose: what must be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Char(char),
    Number(String),
    Slot(Slot),
}

/// A piece of the text with its bytes.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Char(char),
    Number(String),
    /// 〔label〕: an empty slot as printed.
    Blank,
}

pub(super) fn text_tokens(text: &str) -> Vec<Token> {
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
    let near = text.char_indices().take(60).find(|(_, c)| *c == '〕');
    near.map_or(0, |(end, c)| end + c.len_utf8())
}

fn plain_number(text: &str) -> String {
    text.chars().filter_map(folded).map(|c| if c == '．' { '.' } else { c }).collect()
}

pub(super) fn pattern_tokens(prose: &Prose) -> Vec<Expected> {
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
