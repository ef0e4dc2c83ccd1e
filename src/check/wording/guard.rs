//! What the rules leave alone: addresses, times, file names, standards; and titles in 《》, of
//! which only the widths of marks are the house's business.

use crate::text::chars::is_han;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    Free,
    /// Inside 《》: the title is quoted as it is.
    Quoted,
    /// Not to be spoken of at all.
    Fixed,
}

/// So far back a file name may begin.
const FILE_NAME: usize = 40;

const ENDINGS: [&str; 14] = [
    "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "wps", "txt", "csv", "jpg", "png", "zip",
    "md",
];

const STANDARDS: [&str; 8] = ["ISO", "IEC", "GB", "GB/T", "DB", "DB51/T", "ISO/IEC", "GA/T"];

pub(super) fn guards(chars: &[char]) -> Vec<Guard> {
    let mut guards = vec![Guard::Free; chars.len()];
    titles(chars, &mut guards);
    let mut start = 0;
    for run in chars.chunk_by(|a, b| a.is_ascii_graphic() == b.is_ascii_graphic()) {
        let end = start + run.len();
        if run.first().is_some_and(char::is_ascii_graphic) && run.len() > 2 {
            run_of_latin(chars, start, end, &mut guards);
        }
        start = end;
    }
    guards
}

fn titles(chars: &[char], guards: &mut [Guard]) {
    let mut depth = 0_usize;
    let mut from = 0;
    for (at, c) in chars.iter().enumerate() {
        match c {
            '《' => {
                if depth == 0 {
                    from = at;
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    fill(guards, from + 1, at, Guard::Quoted);
                }
            }
            _ => {}
        }
    }
}

fn fill(guards: &mut [Guard], start: usize, end: usize, guard: Guard) {
    guards.iter_mut().take(end).skip(start).for_each(|one| *one = guard);
}

/// A run of characters without blanks or Chinese.
fn run_of_latin(chars: &[char], start: usize, end: usize, guards: &mut [Guard]) {
    let run = chars.get(start..end).unwrap_or_default();
    let text: String = run.iter().collect();
    if text.contains("://") || text.contains("www.") || text.contains('@') {
        fill(guards, start, end, Guard::Fixed);
        return;
    }
    for (at, c) in run.iter().enumerate() {
        if *c == ':' && is_time(run, at) {
            let from = at - run.iter().take(at).rev().take_while(|c| c.is_ascii_digit()).count();
            fill(guards, start + from, start + at + 3, Guard::Fixed);
        }
        if *c == '.' && is_ending(run, at + 1) {
            fill(guards, file_start(chars, start + at), start + at + 1, Guard::Fixed);
            let name = run.iter().skip(at + 1).take_while(|c| c.is_ascii_alphanumeric()).count();
            fill(guards, start + at, start + at + 1 + name, Guard::Fixed);
        }
    }
    standard(chars, start, end, guards);
}

/// 9:30, and 9:30:15.
fn is_time(run: &[char], colon: usize) -> bool {
    let digits = |from: usize| {
        run.get(from..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count()
    };
    let before = run.iter().take(colon).rev().take_while(|c| c.is_ascii_digit()).count();
    (1..=2).contains(&before) && digits(colon + 1) == 2
}

fn is_ending(run: &[char], from: usize) -> bool {
    let word: String =
        run.iter().skip(from).take_while(|c| c.is_ascii_alphanumeric()).take(6).collect();
    ENDINGS.iter().any(|ending| word.eq_ignore_ascii_case(ending))
}

fn file_start(chars: &[char], dot: usize) -> usize {
    let in_name = |c: &char| {
        is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '(' | ')')
    };
    let before = chars.get(..dot).unwrap_or_default();
    dot - before.iter().rev().take(FILE_NAME).take_while(|c| in_name(c)).count()
}

/// ISO 9001:2015, GB/T 9704-2012: the letters, and the number after them.
fn standard(chars: &[char], start: usize, end: usize, guards: &mut [Guard]) {
    let run = chars.get(start..end).unwrap_or_default();
    let letters = run.iter().take_while(|c| c.is_ascii_alphabetic() || **c == '/').count();
    let name: String = run.iter().take(letters).collect();
    if letters > 0 && letters < run.len() && STANDARDS.contains(&name.as_str()) {
        fill(guards, start, end, Guard::Fixed);
    }
    let number = run.first().is_some_and(char::is_ascii_digit);
    let word: Vec<char> = chars
        .get(..start)
        .unwrap_or_default()
        .iter()
        .rev()
        .skip_while(|c| **c == ' ')
        .take_while(|c| c.is_ascii_alphanumeric() || **c == '/')
        .take(8)
        .copied()
        .collect();
    let word: String = word.iter().rev().collect();
    if number && STANDARDS.contains(&word.as_str()) {
        let length = run.iter().take_while(|c| c.is_ascii_digit() || ":.-".contains(**c)).count();
        fill(guards, start, start + length, Guard::Fixed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mark = |guard: &Guard| match guard {
            Guard::Free => '-',
            Guard::Quoted => 'q',
            Guard::Fixed => 'x',
        };
        guards(&chars).iter().map(mark).collect()
    }

    #[test]
    fn what_is_left_alone() {
        for (text, want) in [
            ("见www.a.cn好", "-xxxxxxxx-"),
            ("上午9:30到", "--xxxx-"),
            ("《甲《乙》丙》丁", "-qqqqq--"),
            ("按ISO 9001:2015办", "-----xxxxxxxxx-"),
            ("按GB/T9704办", "-xxxxxxxx-"),
            ("附件1.docx。", "xxxxxxxx-"),
            ("比为3:1,", "------"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }
}
