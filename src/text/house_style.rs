//! House style (行文规范) of characters: widths of marks, blanks, invisible characters. Knows no
//! wording and never removes a blank between two Chinese characters, which may be meant.

use super::chars::{half_width, is_blank, is_chinese, is_han, is_zero_width};

/// Rewrites a text, line by line, in the house's way: marks and brackets beside Chinese full
/// width, digits half width, no blanks between Chinese and digits or Latin, no bold marks. Times
/// (9:30), grouped numbers (1,000) and addresses stay. Applying it twice changes nothing more.
pub fn normalise(text: &str) -> String {
    text.split('\n').map(normalise_line).collect::<Vec<_>>().join("\n")
}

fn normalise_line(line: &str) -> String {
    let mut text = line.to_owned();
    // A change can make the next one due: (中,) needs the comma before the bracket.
    for _ in 0..8 {
        let next = pass(&text);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

fn pass(line: &str) -> String {
    let mut chars = join_groups(&clean(line));
    let guarded = addresses(&chars);
    widen_brackets(&mut chars, &guarded);
    widen_marks(&mut chars, &guarded);
    drop_blanks(&chars)
}

/// Bold marks and invisible characters out, blanks plain, digits and letters half width.
fn clean(line: &str) -> Vec<char> {
    let visible = line.replace("**", "");
    let plain: Vec<char> = visible
        .chars()
        .filter(|c| !is_zero_width(*c) && (!c.is_control() || *c == '\t'))
        .map(|c| if is_blank(c) && c != '\u{3000}' { ' ' } else { half_width(c) })
        .collect();
    let digit =
        |at: Option<usize>| at.and_then(|at| plain.get(at)).is_some_and(char::is_ascii_digit);
    let point = |(at, c): (usize, &char)| {
        let inside = *c == '．' && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if inside { '.' } else { *c }
    };
    plain.iter().enumerate().map(point).collect()
}

/// 1 012人 → 1012人: digits in groups of three, set apart by single blanks, before a measure word.
fn join_groups(chars: &[char]) -> Vec<char> {
    let mut kept: Vec<char> = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let before = kept.iter().rev().find(|c| **c != ' ');
        let goes_on =
            before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '—' | '/'));
        let starts = c.is_ascii_digit() && !goes_on;
        let length = if starts { grouped_length(chars.get(at..).unwrap_or_default()) } else { 0 };
        let run = chars.get(at..at + length.max(1)).unwrap_or_default();
        kept.extend(run.iter().filter(|c| length == 0 || **c != ' '));
        at += length.max(1);
    }
    kept
}

/// Characters of a number in blank-separated groups at the start, 0 when there is none.
fn grouped_length(chars: &[char]) -> usize {
    let digits = |from: usize| {
        let rest = chars.get(from..).unwrap_or_default();
        rest.iter().take(4).take_while(|c| c.is_ascii_digit()).count()
    };
    let mut end = digits(0);
    if !(1..=3).contains(&end) || chars.first() == Some(&'0') {
        return 0;
    }
    let first = end;
    while chars.get(end) == Some(&' ') && digits(end + 1) == 3 {
        end += 4;
    }
    let counts =
        ['万', '亿', '件', '人', '家', '条', '项', '个', '次', '户', '份', '元', '名', '宗'];
    let next = chars.get(end..).unwrap_or_default().iter().find(|c| **c != ' ');
    if end > first && next.is_some_and(|c| counts.contains(c)) { end } else { 0 }
}

/// Marks characters that belong to a web or mail address, which no rule may touch.
fn addresses(chars: &[char]) -> Vec<bool> {
    let mut guarded = vec![false; chars.len()];
    let mut start = 0;
    for run in chars.chunk_by(|a, b| a.is_ascii_graphic() == b.is_ascii_graphic()) {
        let text: String = run.iter().collect();
        let is_address = text.contains("://") || text.contains("www.") || text.contains('@');
        if is_address {
            guarded.iter_mut().skip(start).take(run.len()).for_each(|flag| *flag = true);
        }
        start += run.len();
    }
    guarded
}

/// The nearest character that is no blank, to the left of `at`.
fn left(chars: &[char], at: usize) -> Option<char> {
    chars.get(..at)?.iter().rev().find(|c| !is_blank(**c)).copied()
}

fn right(chars: &[char], at: usize) -> Option<char> {
    chars.get(at + 1..)?.iter().find(|c| !is_blank(**c)).copied()
}

fn widen_brackets(chars: &mut [char], guarded: &[bool]) {
    let mut open = Vec::new();
    let mut wide = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if guarded.get(at).copied().unwrap_or(false) {
            continue;
        }
        match c {
            '(' | '（' => open.push(at),
            ')' | '）' => match open.pop() {
                Some(from) if pair_is_chinese(chars, from, at) => wide.extend([from, at]),
                None if left(chars, at).is_some_and(is_han) => wide.push(at),
                Some(_) | None => {}
            },
            _ => {}
        }
    }
    wide.extend(open.into_iter().filter(|at| right(chars, *at).is_some_and(is_han)));
    for at in wide {
        if let Some(c) = chars.get_mut(at) {
            *c = if matches!(c, '(' | '（') { '（' } else { '）' };
        }
    }
}

fn pair_is_chinese(chars: &[char], from: usize, to: usize) -> bool {
    let inside = chars.get(from..=to).unwrap_or_default();
    if inside.iter().any(|c| is_han(*c) || matches!(c, '（' | '）')) {
        return true;
    }
    let before = left(chars, from);
    let after = right(chars, to);
    !before.is_some_and(|c| c.is_ascii_alphanumeric())
        && [before, after].into_iter().flatten().any(is_chinese)
}

fn widen_marks(chars: &mut [char], guarded: &[bool]) {
    for at in 0..chars.len() {
        let Some(wide) = chars.get(at).copied().and_then(wide_mark) else { continue };
        let (before, after) = (left(chars, at), right(chars, at));
        let in_number = [before, after].iter().all(|c| c.is_some_and(|c| c.is_ascii_digit()));
        let in_address = guarded.get(at).copied().unwrap_or(false);
        let chinese = [before, after].into_iter().flatten().any(is_chinese);
        if chinese
            && !in_number
            && !in_address
            && let Some(c) = chars.get_mut(at)
        {
            *c = wide;
        }
    }
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

fn drop_blanks(chars: &[char]) -> String {
    let mut text = String::with_capacity(chars.len() * 3);
    let mut before: Option<char> = None;
    let mut blanks = String::new();
    for c in chars {
        if is_blank(*c) {
            blanks.push(*c);
            continue;
        }
        if before.is_some_and(|before| keeps_blank(before, *c)) {
            text.push_str(&blanks);
        }
        blanks.clear();
        text.push(*c);
        before = Some(*c);
    }
    text
}

fn keeps_blank(before: char, after: char) -> bool {
    if is_han(before) && is_han(after) {
        return true;
    }
    let percent = before.is_ascii_digit() && after == '%';
    !(is_chinese(before) || is_chinese(after) || percent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_and_blanks_become_the_houses() {
        for (wrong, right) in [
            ("4月1日,水利厅印发", "4月1日，水利厅印发"),
            (
                "(四) 4月15日, 交通运输部印发《措施》, 围绕",
                "（四）4月15日，交通运输部印发《措施》，围绕",
            ),
            ("各县(市、区)政务服务", "各县（市、区）政务服务"),
            ("（高新区)", "（高新区）"),
            ("办法(暂行)(征求意见稿)》", "办法（暂行）（征求意见稿）》"),
            ("共 22 个窗口", "共22个窗口"),
            ("通过天府通办 APP 推送", "通过天府通办APP推送"),
            ("５６件、５．６％", "56件、5.6%"),
            ("办理**6.1**万件", "办理6.1万件"),
            ("5.6 % 左右", "5.6%左右"),
            ("\u{3000}\u{3000}4月\u{a0}1日\u{200b}", "4月1日"),
            ("资源,", "资源，"),
            ("增长(3.2%)", "增长（3.2%）"),
            ("咨询1 012人（次）、12 345 678件", "咨询1012人（次）、12345678件"),
        ] {
            assert_eq!(normalise(wrong), right);
        }
    }

    #[test]
    fn what_may_be_meant_stays() {
        for text in [
            "专项工作机制办公室 中央纪委办公厅",
            "王\u{3000}强",
            "上午9:30开始，共1,000件",
            "网址https://www.sczwfw.gov.cn/a,b?c=(1)",
            "Open Data Day",
            "电话12345 600次",
            "f(x)",
            "“信用+承诺+批量”",
            "ISO 9001:2015标准",
        ] {
            assert_eq!(normalise(text), text);
        }
    }

    proptest! {
        #[test]
        fn twice_is_once(text in "[政务（）(),;:?!，。“” 0-9a-z%.*\u{3000}]{0,40}") {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }

        #[test]
        fn any_text_keeps_its_han(text in any::<String>()) {
            let han = |text: &str| text.chars().filter(|c| is_han(*c)).collect::<String>();
            prop_assert_eq!(han(&normalise(&text)), han(&text));
        }
    }
}
