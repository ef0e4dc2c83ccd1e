//! Stretches of a text whose numerals belong to somebody else's words: titles, document numbers,
//! short quotations. Knows no numeral.

use std::ops::Range;

/// Longest quotation, in characters, that is a name and no statement.
const LONGEST_NAME: usize = 24;

/// Bytes within 《》 or 〈〉, marks included. An unclosed title ends with its sentence.
pub fn titles(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('《', None) => open = Some((at, 1)),
            ('《', Some((start, depth))) => open = Some((start, depth + 1)),
            ('》', Some((start, 1))) => {
                found.push(start..at + c.len_utf8());
                open = None;
            }
            ('》', Some((start, depth))) => open = Some((start, depth - 1)),
            ('。', Some(_)) => open = None,
            _ => {}
        }
    }
    found
}

/// Bytes within “” where these quote a name: short and without the marks of a statement.
pub fn quoted_names(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('“') {
        let inside = text.get(start + '“'.len_utf8()..).unwrap_or("");
        let Some(length) = inside.find(['”', '“']) else { continue };
        let Some(quote) = inside.get(..length) else { continue };
        let is_name = quote.chars().count() <= LONGEST_NAME && !quote.contains(['。', '；', '，']);
        if is_name && inside.get(length..).is_some_and(|rest| rest.starts_with('”')) {
            let end = start + '“'.len_utf8() + length + '”'.len_utf8();
            found.push(start..end);
        }
    }
    found
}

/// Bytes of `〔2025〕4号` and its look-alikes in other brackets.
pub fn document_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, mark) in text.match_indices(['〔', '［', '[', '【', '（', '(']) {
        let rest = text.get(start + mark.len()..).unwrap_or("");
        if let Some(rest) = after_number(rest) {
            found.push(start..text.len() - rest.len());
        }
    }
    found
}

/// What follows `2025〕第4号`.
fn after_number(text: &str) -> Option<&str> {
    let rest = digits(text, 4)?;
    let rest = rest.strip_prefix(['〕', '］', ']', '】', '）', ')'])?.trim_start();
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    let number = rest.find(|c: char| !c.is_ascii_digit())?;
    rest.get(number..).filter(|_| number > 0)?.trim_start().strip_prefix('号')
}

fn digits(text: &str, count: usize) -> Option<&str> {
    let (head, rest) = text.split_at_checked(count)?;
    head.bytes().all(|b| b.is_ascii_digit()).then_some(rest)
}

/// Whether any of the spans holds the whole range.
pub fn hold(spans: &[Range<usize>], range: &Range<usize>) -> bool {
    spans.iter().any(|span| span.start <= range.start && range.end <= span.end)
}

/// Whether any of the spans shares a byte with the range.
pub fn touch(spans: &[Range<usize>], range: &Range<usize>) -> bool {
    spans.iter().any(|span| span.start < range.end && range.start < span.end)
}
