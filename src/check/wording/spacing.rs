//! Blanks and invisible characters (P08–P10).

use crate::model::invisible::turns_line;
use crate::text::chars::{half_width, is_blank, is_chinese, is_han, is_wide_mark, is_zero_width};

use super::line::{Hit, Line};

/// P08: a blank between Chinese and digits or Latin, or beside a Chinese mark.
pub(super) fn beside_chinese(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (start, end) in blanks(line) {
        let (Some(before), Some(after)) = (line.before(start), line.get(end)) else { continue };
        let apart = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '‰' | '+' | '-');
        let slot = |at: usize| at >= line.body && line.origin(at).is_none();
        let wrong = start > 0 && slot(start - 1) && is_han(after)
            || is_han(before) && slot(end)
            || is_han(before) && apart(after)
            || apart(before) && is_han(after)
            || is_wide_mark(before) && !is_half_mark(after)
            || is_wide_mark(after) && !is_half_mark(before)
            || before.is_ascii_digit() && after == '%';
        let label = start <= line.body + 4 && is_label(line, start);
        if wrong && !label {
            let message = "中文与数字、字母、标点之间不空格";
            hits.push(Hit::new(start, end, message).becomes(""));
        }
    }
    hits
}

/// The marks of which rule P01 speaks, blanks included.
fn is_half_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '?' | '!')
}

/// Whether what stands before `end` is the label of the paragraph, of which rule S01 speaks.
fn is_label(line: &Line, end: usize) -> bool {
    let text = line.slice(line.body, end);
    crate::text::labels::split(&text).is_some_and(|(_, rest)| rest.is_empty())
}

/// P09: a blank between two Chinese characters; one ideographic blank fills a name up.
pub(super) fn between_chinese(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (start, end) in blanks(line) {
        let (Some(before), Some(after)) = (line.before(start), line.get(end)) else { continue };
        let name = end == start + 1 && line.get(start) == Some('\u{3000}');
        if is_han(before) && is_han(after) && !name && line.is_free(start) {
            hits.push(Hit::new(start, end, "汉字之间有空格").becomes(""));
        }
    }
    hits
}

/// Runs of blanks that were typed, each with the place after it.
fn blanks(line: &Line) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in line.open_marks().filter(|(_, c)| is_blank(*c)) {
        match runs.last_mut() {
            Some(run) if run.1 == at => run.1 = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

/// P10: full-width digits and letters, hard blanks, tabs, typed indents, invisible characters.
pub(super) fn wide_characters(line: &Line) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut until = 0;
    for (at, c) in line.open_marks().filter(|(at, _)| line.origin(*at).is_some()) {
        if at < until {
            continue;
        }
        let mut end = at + 1;
        let found = if narrow(line, at).is_some() {
            while narrow(line, end).is_some() && !line.is_fixed(end) {
                end += 1;
            }
            let new: String = (at..end).filter_map(|at| narrow(line, at)).collect();
            Some(("数字、字母应为半角", new))
        } else if turns_line(c) {
            // What is stored is what the proof has checked; without the character it is also seen.
            Some(("有颠倒文字次序的控制字符，印出来的次序会不同", String::new()))
        } else if is_zero_width(c) {
            Some(("有看不见的字符", String::new()))
        } else if c == '\u{3000}' && at == 0 {
            while line.get(end) == Some('\u{3000}') {
                end += 1;
            }
            Some(("段首不手工空格，缩进由版式产生", String::new()))
        } else if is_hard_blank(c) && !beside(line, at) {
            Some(("特殊空格应为普通空格", " ".to_owned()))
        } else {
            None
        };
        if let Some((message, new)) = found {
            until = end;
            hits.push(Hit::new(at, end, message).becomes(new));
        }
    }
    hits
}

/// The half-width form of a full-width character, and of ．between digits.
fn narrow(line: &Line, at: usize) -> Option<char> {
    let c = line.get(at)?;
    let digit = |c: Option<char>| c.is_some_and(|c| half_width(c).is_ascii_digit());
    if c == '．' && digit(line.before(at)) && digit(line.get(at + 1)) {
        return Some('.');
    }
    Some(half_width(c)).filter(|narrow| *narrow != c)
}

fn is_hard_blank(c: char) -> bool {
    is_blank(c) && !matches!(c, ' ' | '\u{3000}')
}

/// Whether a blank stands beside Chinese, where rules P08 and P09 speak of it.
fn beside(line: &Line, at: usize) -> bool {
    let (left, right) = (line.left(at), line.right(at + 1));
    [left, right].into_iter().flatten().any(is_chinese)
}
