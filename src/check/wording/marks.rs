//! Marks (P01–P07, P11–P17): widths, pairs, doubled and stray marks.

use crate::text::chars::{is_chinese, is_han};

use super::Level;
use super::line::{Hit, Line};
use super::pairs::Pair;

/// P01: a half-width mark beside Chinese.
pub(super) fn half_width(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks() {
        let Some(wide) = wide_mark(c) else { continue };
        let (left, right) = (line.left(at), line.right(at + 1));
        let both_digits = [left, right].iter().all(|c| c.is_some_and(|c| c.is_ascii_digit()));
        if both_digits || ![left, right].into_iter().flatten().any(is_chinese) {
            continue;
        }
        let blank = |at: Option<usize>| {
            at.and_then(|at| line.get(at)) == Some(' ') && at.is_some_and(|at| !line.is_fixed(at))
        };
        let (mut start, mut end) = (at, at + 1);
        while blank(start.checked_sub(1)) {
            start -= 1;
        }
        while blank(Some(end)) {
            end += 1;
        }
        let message = format!("中文里的“{c}”应为全角“{wide}”");
        hits.push(Hit::new(start, end, message).becomes(wide));
    }
    hits
}

fn wide_mark(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

/// P02: half-width brackets around Chinese, both ends together.
pub(super) fn half_brackets(line: &Line) -> Vec<Hit> {
    let round = line.pairs.alike.iter().filter(|pair| {
        line.get(pair.open) == Some('(')
            && pair.open != line.body
            && !line.is_fixed(pair.open)
            && !line.is_fixed(pair.close)
            && is_of_chinese(line, **pair)
    });
    let hit = |pair: &Pair| {
        Hit::new(pair.open, pair.close + 1, "中文里的括号应为全角（）")
            .with([whole(pair.open, "（"), whole(pair.close, "）")])
    };
    round.map(hit).collect()
}

/// Whether a pair holds Chinese, or stands beside it and belongs to no Latin word.
fn is_of_chinese(line: &Line, pair: Pair) -> bool {
    if (pair.open + 1..pair.close).any(|at| line.get(at).is_some_and(is_han)) {
        return true;
    }
    let before = line.left(pair.open);
    let after = line.right(pair.close + 1);
    !before.is_some_and(|c| c.is_ascii_alphanumeric())
        && [before, after].into_iter().flatten().any(is_chinese)
}

fn whole(at: usize, new: &str) -> (usize, usize, String) {
    (at, at + 1, new.to_owned())
}

/// P03: a pair whose ends differ.
pub(super) fn unlike_pairs(line: &Line) -> Vec<Hit> {
    let hit = |pair: &Pair| {
        let (open, close) = (line.get(pair.open)?, line.get(pair.close)?);
        let hit = Hit::new(pair.open, pair.close + 1, format!("“{open}”与“{close}”不配对"));
        Some(match (open, close) {
            ('（', ')') => hit.with([whole(pair.close, "）")]),
            ('(', '）') => hit.with([whole(pair.open, "（")]),
            _ => hit.at(Level::Doubt),
        })
    };
    line.pairs.unlike.iter().filter_map(hit).collect()
}

/// P04: a mark without its other half, or crossed with another pair.
pub(super) fn loose_marks(line: &Line) -> Vec<Hit> {
    let hit = |at: &usize| {
        let c = line.get(*at)?;
        Some(Hit::new(*at, at + 1, format!("“{c}”没有与之配对的另一半，或与别的括号交叉")))
    };
    line.pairs.loose.iter().filter(|at| line.origin(**at).is_some()).filter_map(hit).collect()
}

/// P05: straight quotes, and quotes the wrong way round.
pub(super) fn quotes(line: &Line) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for (open, close) in &line.pairs.reversed {
        let hit = Hit::new(*open, close + 1, "引号方向反了");
        hits.push(hit.with([whole(*open, "“"), whole(*close, "”")]));
    }
    let straight: Vec<usize> = line
        .open_marks()
        .filter(|(at, c)| matches!(c, '"' | '＂') && line.is_free(*at))
        .map(|(at, _)| at)
        .collect();
    for pair in straight.chunks(2) {
        let (Some(open), close) = (pair.first().copied(), pair.get(1).copied()) else { continue };
        let Some(close) = close else {
            hits.push(Hit::new(open, open + 1, "直引号应为“”，且缺了另一半"));
            continue;
        };
        let chinese =
            (open.saturating_sub(1)..close + 2).any(|at| line.get(at).is_some_and(is_chinese));
        if chinese {
            let hit = Hit::new(open, close + 1, "中文里的直引号应为“”");
            hits.push(hit.with([whole(open, "“"), whole(close, "”")]));
        }
    }
    hits
}

/// P06: a full stop written as a point, and marks written twice.
pub(super) fn stops(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks() {
        if c == '.' && is_stop(line, at) {
            // Between two words it may stand for · of a foreign name.
            let inside = line.get(at + 1).is_some_and(is_han);
            let level = if inside { Level::Doubt } else { Level::Must };
            hits.push(Hit::new(at, at + 1, "句号写成了小数点").at(level).becomes("。"));
        }
        let doubled = matches!(c, '。' | '，' | '；' | '、' | '：')
            && line.before(at) != Some(c)
            && line.get(at + 1) == Some(c)
            && line.get(at + 2) != Some(c)
            && !line.is_fixed(at + 1);
        if doubled {
            hits.push(Hit::new(at, at + 2, format!("“{c}”重复")).becomes(c));
        }
    }
    hits
}

fn is_stop(line: &Line, at: usize) -> bool {
    let after = line.right(at + 1);
    let label = at < line.body + 4
        && (line.body..at)
            .all(|at| line.get(at).is_some_and(|c| "一二三四五六七八九十".contains(c)));
    line.before(at).is_some_and(is_han)
        && !label
        && after.is_none_or(|c| is_han(c) || matches!(c, '”' | '’' | '）' | '〕'))
}

/// P07: ellipses and dashes.
pub(super) fn dots_and_dashes(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut until = 0;
    for (at, c) in line.open_marks() {
        if at < until || !matches!(c, '.' | '。' | '…' | '-' | '－' | '—' | '–') {
            continue;
        }
        let length = line.chars.iter().skip(at).take_while(|other| **other == c).count();
        until = at + length;
        let (before, after) = (line.before(at), line.get(at + length));
        let chinese = [before, after].into_iter().flatten().any(is_chinese);
        if !chinese || (at..until).any(|at| line.is_fixed(at)) {
            continue;
        }
        let stray = [before, after].into_iter().flatten().any(|c| matches!(c, '，' | '。' | '；'));
        let (new, level) = match (c, length) {
            ('.' | '。', 3..) => ("……", Level::Must),
            ('…', 1 | 3..) => ("……", Level::Doubt),
            ('-' | '－' | '–', 2..) => ("——", Level::Must),
            ('—', 3..) => ("——", Level::Doubt),
            ('—', 1) if stray => ("——", Level::Doubt),
            _ => continue,
        };
        let message = format!("“{}”应为“{new}”", line.slice(at, until));
        hits.push(Hit::new(at, until, message).at(level).becomes(new));
    }
    hits
}

/// P11: 、 between quotations or titles that stand side by side.
pub(super) fn listed_quotes(line: &Line) -> Vec<Hit> {
    let between = |at: usize| {
        matches!(
            (line.before(at), line.get(at + 1)),
            (Some('”'), Some('“')) | (Some('》'), Some('《'))
        )
    };
    let commas = line.open_marks().filter(|(at, c)| *c == '、' && between(*at));
    commas
        .map(|(at, _)| Hit::new(at, at + 1, "并列的引号或书名号之间不用顿号").becomes(""))
        .collect()
}

/// Words that begin with 等 and may follow 、.
const NOT_ETC: &str = "级待候额比效同于价值离身距第式次保边温高";

/// P12: 、 or …… before 等.
pub(super) fn before_etc(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks() {
        let etc = |at: usize| {
            line.get(at) == Some('等')
                && line.get(at + 1).is_none_or(|next| !NOT_ETC.contains(next))
        };
        if c == '、' && line.before(at) != Some('、') && etc(at + 1) {
            hits.push(Hit::new(at, at + 2, "“等”前不用顿号").becomes("等"));
        }
        if c == '…' && line.before(at) == Some('…') && etc(at + 1) {
            hits.push(Hit::new(at - 1, at + 2, "省略号与“等”不并用").at(Level::Doubt));
        }
    }
    hits
}

/// P13: a pair of titles or quotes inside a pair of the same.
pub(super) fn nested(line: &Line) -> Vec<Hit> {
    let clean = line.pairs.loose.is_empty() && line.pairs.unlike.is_empty();
    let inner = line.pairs.alike.iter().filter(|pair| clean && pair.depth == 1);
    let hit = |pair: &Pair| {
        let (open, close) = match line.get(pair.open)? {
            '《' => ("〈", "〉"),
            '“' => ("‘", "’"),
            _ => return None,
        };
        let message = format!("里层应为{open}{close}");
        let hit = Hit::new(pair.open, pair.close + 1, message);
        Some(hit.with([whole(pair.open, open), whole(pair.close, close)]))
    };
    inner.filter_map(hit).collect()
}

/// P14: the year of a document number in other brackets than 〔〕.
pub(super) fn document_numbers(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks() {
        let close = at + 5;
        let closes = matches!(line.get(close), Some(')' | '）' | ']' | '］' | '】' | '〕'));
        if !matches!(c, '（' | '(' | '[' | '［' | '【' | '〔')
            || !closes
            || line.digits(at + 1) != 4
        {
            continue;
        }
        let number = line.digits(close + 1);
        let is_number = (1..=4).contains(&number) && line.get(close + 1 + number) == Some('号');
        let right = c == '〔' && line.get(close) == Some('〕');
        if is_number && !right && line.before(at).is_some_and(is_han) {
            hits.push(
                Hit::new(at, close + 2 + number, "文号的年份应用六角括号〔〕")
                    .with([whole(at, "〔"), whole(close, "〕")]),
            );
        }
    }
    hits
}

/// P15: the mark between the ends of a range.
pub(super) fn ranges(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks().filter(|(at, _)| line.is_free(*at)) {
        if !matches!(c, '-' | '－' | '–' | '~') {
            continue;
        }
        let Some(mark) = range_mark(line, at) else { continue };
        if mark != c {
            let message = format!("起止之间的“{c}”应为“{mark}”");
            hits.push(Hit::new(at, at + 1, message).becomes(mark));
        }
    }
    hits
}

/// — between years, months and days, ～ between other numbers; `None` where there is no range.
fn range_mark(line: &Line, at: usize) -> Option<char> {
    let unit = |c: Option<char>| c.filter(|c| is_han(*c) || *c == '%');
    let first_unit = unit(line.before(at));
    let first_end = if first_unit.is_some() { at.checked_sub(1)? } else { at };
    let first = line.digits_before(first_end);
    let start = first_end.checked_sub(first)?;
    let second = line.digits(at + 1);
    let end = at + 1 + second;
    let last_unit = unit(line.get(end))?;
    let alone =
        |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || "-/:".contains(c));
    if first == 0 || second == 0 || !alone(line.before(start)) || first.max(second) > 6 {
        return None;
    }
    if first_unit.is_some_and(|first| first != last_unit && !"年月日万亿".contains(first)) {
        return None;
    }
    let dated = matches!(last_unit, '年' | '月' | '日' | '时') || (last_unit == '学' && first == 4);
    Some(if dated { '—' } else { '～' })
}

/// P16: a month-day name with a point, as in “3.15”.
pub(super) fn day_names(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks() {
        let (before, after) = (line.digits_before(at), line.digits(at + 1));
        let quoted = matches!(line.before(at - before.min(at)), Some('“' | '"'));
        let fits = matches!(c, '.' | '•' | '．')
            && (1..=2).contains(&before)
            && (1..=2).contains(&after)
            && quoted
            && line.is_free(at)
            && line.get(at + 1 + after).is_some_and(|c| "”消国活妇维宣".contains(c));
        if fits {
            hits.push(Hit::new(at, at + 1, "月日名称中间用间隔号“·”").becomes("·"));
        }
    }
    hits
}

/// P17: a title that ends in a mark, a paragraph that ends in none.
pub(super) fn ends(line: &Line) -> Vec<Hit> {
    let Some(last) = line.chars.len().checked_sub(1) else { return Vec::new() };
    let Some(c) = line.get(last) else { return Vec::new() };
    let place = Hit::new;
    if line.is_title {
        let marked = matches!(c, '。' | '，' | '；' | '：' | '、');
        let hit = || place(last, last + 1, format!("标题末尾不用“{c}”")).becomes("");
        return marked.then(hit).into_iter().collect();
    }
    let open = is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '，' | '、' | '%');
    let hit = || place(last, last + 1, "段末没有句末标点".to_owned());
    (open && line.origin(last).is_some()).then(hit).into_iter().collect()
}
