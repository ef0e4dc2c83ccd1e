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

/// Letters that open the number of a standard.
const STANDARDS: [&str; 14] =
    ["GB", "DB", "ISO", "IEC", "GA", "HJ", "JGJ", "CJJ", "LB", "MZ", "WS", "YD", "T/", "Q/"];

/// Bytes of addresses and of the numbers of standards: https://…/2025/11, a2025@b.cn, GB/T 9704—2012.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.find(|c: char| !c.is_ascii_graphic()).unwrap_or(rest.len());
        let Some(run) = rest.get(..length).filter(|run| !run.is_empty()) else {
            at += rest.find(|c: char| c.is_ascii_graphic()).unwrap_or(rest.len());
            continue;
        };
        let address = ["://", "www.", "@"].iter().any(|mark| run.contains(mark));
        let length = if address { length } else { standard(rest).unwrap_or(0) };
        if length > 0 {
            found.push(at..at + length);
        }
        at += length.max(run.len());
    }
    found
}

/// Bytes of a standard's letters and number at the start of a text.
fn standard(text: &str) -> Option<usize> {
    STANDARDS.iter().find(|letters| text.starts_with(**letters))?;
    let body = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '/';
    let letters = text.find(|c| !body(c)).unwrap_or(text.len());
    let rest = text.get(letters..)?.trim_start_matches(' ');
    let number = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let rest = rest.get(number..)?;
    let year = rest.strip_prefix(['—', '-', '–', ':', '：']).map(|year| {
        let digits = year.bytes().take(4).take_while(u8::is_ascii_digit).count();
        if digits == 4 { rest.len() - year.len() + digits } else { 0 }
    });
    let end = text.len() - rest.len() + year.unwrap_or(0);
    let numbered = number > 0 || text.get(..letters)?.contains(|c: char| c.is_ascii_digit());
    numbered.then_some(end)
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
