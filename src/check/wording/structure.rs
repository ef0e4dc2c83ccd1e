//! Labels, lists and paragraphs (S01–S10, P18, S12): what only shows over several lines.

use std::collections::HashMap;

use crate::text::chars::is_han;
use crate::text::labels::{self, Label, LabelKind};
use crate::text::rejoin;

use super::Level;
use super::line::{Hit, Line};
use super::page::{Page, Place};

/// S01: the form of a label at the start of a paragraph.
pub(super) fn label_form(line: &Line) -> Vec<Hit> {
    let Some((label, length)) = label_of(line) else { return Vec::new() };
    let written = line.slice(line.body, line.body + length);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let Some(right) = house_form(label) else { return Vec::new() };
    let formal = written.chars().any(|c| "壹贰叁肆伍陆柒捌玖拾".contains(c));
    if written == right || formal || digits(&written) != digits(&right) || line.is_title {
        return Vec::new();
    }
    let message = format!("序号应写作“{right}”");
    vec![Hit::new(line.body, line.body + length, message).becomes(right)]
}

fn house_form(label: Label) -> Option<String> {
    use crate::document::numbering::chinese_ordinal;
    let number = usize::try_from(label.number).ok()?;
    Some(match label.kind {
        LabelKind::Section => format!("{}、", chinese_ordinal(number)),
        LabelKind::Chinese => format!("（{}）", chinese_ordinal(number)),
        LabelKind::Arabic => format!("{number}."),
        LabelKind::ArabicBrackets => format!("（{number}）"),
        LabelKind::Circled => char::from_u32(u32::from('①') + label.number - 1)?.to_string(),
        LabelKind::Running => return None,
    })
}

/// The typed label of a paragraph, and how many characters it takes with the blanks after it.
pub(super) fn label_of(line: &Line) -> Option<(Label, usize)> {
    let text = line.slice(line.body, line.chars.len());
    let (label, rest) = labels::split(&text)?;
    let length = text.chars().count() - rest.chars().count();
    let first = rest.chars().next();
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    // 十.五规划 and 二、三产业 are words.
    let word = label.kind == LabelKind::Section && first.is_some_and(numeral);
    let circled = label.kind == LabelKind::Circled;
    let rest_of_circled = rest.strip_prefix(['、', '.']).map_or(0, |_| 1);
    (!word).then_some((label, length + if circled { rest_of_circled } else { 0 }))
}

/// S02 and S05: numbers that leave one out or come twice, and labels of two forms in one list.
pub(super) fn sequence(page: &Page<'_>) -> Vec<(usize, Hit)> {
    let mut hits = Vec::new();
    let mut open: Vec<Label> = Vec::new();
    let mut section = usize::MAX;
    for (index, line) in page.lines.iter().enumerate() {
        let place = page.place(index);
        // A generated label begins a list of its own below it.
        if place.section != section || place.opens_item && line.body > 0 {
            (section, open) = (place.section, Vec::new());
        }
        let Some((label, length)) = label_of(line).filter(|_| !line.is_title) else { continue };
        let known = open.iter().position(|other| other.kind == label.kind);
        let hit = |message: String| Hit::new(line.body, line.body + length, message);
        match known.and_then(|at| Some((at, *open.get(at)?))) {
            Some((at, last)) => {
                open.truncate(at);
                if label.number != last.number + 1 && label.number != 1 {
                    let message =
                        format!("序号不连续：前一个是第{}，这里是第{}", last.number, label.number);
                    hits.push((index, hit(message)));
                }
            }
            None if label.number == 1 => {}
            None => {
                let mixed = open.last().is_some_and(|last| label.number == last.number + 1);
                let message = if mixed {
                    "同一列表的序号写法不一".to_owned()
                } else {
                    format!("序号从第{}开始，前面没有第1", label.number)
                };
                let level = if mixed { Level::Must } else { Level::Doubt };
                hits.push((index, hit(message).at(level)));
            }
        }
        open.push(label);
    }
    hits
}

/// S06: 一是…二是…四是 within a paragraph.
pub(super) fn running_labels(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut last = 0;
    for at in line.body..line.chars.len().saturating_sub(1) {
        if line.get(at + 1) != Some('是') {
            continue;
        }
        let Some(c) = line.get(at) else { continue };
        let opens = at == line.body
            || line.before(at).is_some_and(|c| matches!(c, '。' | '；' | '，' | '：' | '、'));
        let Some(number) = "一二三四五六七八九".chars().position(|one| one == c) else {
            continue;
        };
        if !opens || !line.is_free(at) {
            continue;
        }
        let number = number + 1;
        if number != 1 && last != 0 && number != last + 1 {
            hits.push(Hit::new(at, at + 2, format!("“{c}是”与前面的序号不连续")));
        }
        last = number;
    }
    hits
}

/// S07: text that holds a place for what was never written.
pub(super) fn placeholders(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks() {
        let length = line.chars.iter().skip(at).take_while(|other| **other == c).count();
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let found = match c {
            'X' | '×' | 'Ｘ' | '＊' => {
                length >= 2 && !latin(line.before(at)) && !latin(line.get(at + length))
            }
            '？' | '?' => length >= 2,
            '●' | '○' | '□' | '＿' | '_' => length >= 2 && !latin(line.before(at)),
            _ => false,
        };
        if found && line.before(at) != Some(c) && line.is_free(at) {
            hits.push(Hit::new(at, at + length, "占位符号还没有换成内容"));
        }
    }
    for (at, _) in line.chars.iter().enumerate().filter(|(_, c)| **c == '\u{fffd}') {
        hits.push(Hit::new(at, at + 1, "这里有一个读不出的字，请对照原件改正"));
    }
    let words = ["待补充", "待核实", "待确认", "此处略", "（待补）", "（略）"];
    for at in line.body..line.chars.len() {
        let opens = matches!(line.get(at), Some('待' | '此' | '（'));
        let word = words.iter().find(|word| opens && line.follows(at, word));
        let Some(length) = word.map(|word| word.chars().count()) else { continue };
        // 待确认事项 and 待补充材料 are words of the trade.
        let closed = line.get(at + length).is_none_or(|c| !is_han(c));
        if closed && line.is_free(at) {
            hits.push(Hit::new(at, at + length, "这里还有待补的内容"));
        }
    }
    hits
}

/// S10: a paragraph cut in two in the middle of a sentence.
pub(super) fn cut_paragraphs(page: &Page<'_>) -> Vec<(usize, Hit)> {
    let mut hits = Vec::new();
    for (index, pair) in page.lines.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        if !continues(page, index, first, second) {
            continue;
        }
        let start = first.chars.len().saturating_sub(6).max(first.body);
        let mut hit = Hit::new(start, first.chars.len(), "句子在这里被分成了两段，应与下一段接合");
        hit.joins = true;
        hits.push((index, hit));
    }
    hits
}

/// Whether the next line is the rest of a sentence, by what decides it when a file is read.
fn continues(page: &Page<'_>, index: usize, first: &Line, second: &Line) -> bool {
    let next = match (page.place(index), page.place(index + 1)) {
        (Place { item: Some(a), paragraph: p, .. }, Place { item: Some(b), paragraph: q, .. }) => {
            a == b && p + 1 == q
        }
        _ => false,
    };
    let whole = |line: &Line| {
        !line.is_title && (line.body..line.chars.len()).any(|at| line.origin(at).is_some())
    };
    if !next || !whole(first) || !whole(second) || label_of(second).is_some() {
        return false;
    }
    let texts = [first.slice(0, first.chars.len()), second.slice(0, second.chars.len())];
    let lines = texts.each_ref().map(|text| rejoin::Line { text, alone: false });
    rejoin::paragraphs(&lines).paragraphs.len() == 1
}

/// P18: items of one list that end in different marks.
pub(super) fn list_ends(page: &Page<'_>) -> Vec<(usize, Hit)> {
    let mut lists: Vec<Vec<usize>> = Vec::new();
    for (index, line) in page.lines.iter().enumerate() {
        let Some((label, _)) = label_of(line).filter(|_| !line.is_title) else { continue };
        if label.number == 1 {
            lists.push(Vec::new());
        }
        if let Some(list) = lists.last_mut() {
            list.push(index);
        }
    }
    lists.iter().filter(|list| list.len() > 1).flat_map(|list| uneven(page, list)).collect()
}

fn uneven(page: &Page<'_>, list: &[usize]) -> Vec<(usize, Hit)> {
    let end = |index: usize| page.lines.get(index).and_then(|line| line.chars.last().copied());
    let joined = list.iter().any(|index| end(*index) == Some('；'));
    let mut hits = Vec::new();
    for (at, index) in list.iter().enumerate() {
        let last = at + 1 == list.len();
        let wanted = if joined && !last { '；' } else { '。' };
        let Some(line) = page.lines.get(*index) else { continue };
        let stands = line.chars.last().copied().filter(|c| matches!(c, '；' | '。'));
        if joined && stands.is_some_and(|c| c != wanted) {
            let place = line.chars.len().saturating_sub(1);
            let message = format!("同一列表各项末尾标点不一，这里应为“{wanted}”");
            hits.push((*index, Hit::new(place, place + 1, message).becomes(wanted)));
        }
    }
    hits
}

/// S04: a list of one.
pub(super) fn lists_of_one(page: &Page<'_>) -> Vec<(usize, Hit)> {
    let mut hits = Vec::new();
    let found: Vec<(usize, Label, usize)> = page
        .lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| label_of(line).map(|(label, n)| (index, label, n)))
        .collect();
    for (at, (index, label, length)) in found.iter().enumerate() {
        let section = page.place(*index).section;
        let second = found.iter().skip(at + 1).any(|(other, next, _)| {
            page.place(*other).section == section && next.kind == label.kind && next.number == 2
        });
        let alone = label.number == 1 && label.kind != LabelKind::Running && !second;
        let Some(line) = page.lines.get(*index).filter(|line| alone && !line.is_title) else {
            continue;
        };
        hits.push((*index, Hit::new(line.body, line.body + length, "只有一项，不必编号")));
    }
    hits
}

/// Shorter sentences come twice by chance.
const REPEATED_FROM: usize = 20;

/// S08: a sentence that stands there twice.
pub(super) fn repeated(page: &Page<'_>) -> Vec<(usize, Hit)> {
    let mut seen: HashMap<Vec<char>, usize> = HashMap::new();
    let mut hits = Vec::new();
    for (index, line) in page.lines.iter().enumerate() {
        for (start, end) in line.sentences() {
            let letters = line.chars.get(start..end).unwrap_or_default();
            let plain: Vec<char> =
                letters.iter().copied().filter(|c| is_han(*c) || c.is_ascii_digit()).collect();
            if plain.len() < REPEATED_FROM {
                continue;
            }
            if seen.insert(plain, index).is_some() {
                hits.push((index, Hit::new(start, end, "与前文的一句完全相同")));
            }
        }
    }
    hits
}

/// N05: items that do not stand in the order of their days.
pub(super) fn item_order(page: &Page<'_>) -> Vec<(usize, Hit)> {
    let mut hits = Vec::new();
    let mut last = None;
    for (index, line) in page.lines.iter().enumerate() {
        let place = page.place(index);
        if line.is_title {
            last = None;
        }
        let Some(section) = page.issue.sections.get(place.section) else { continue };
        let item = place.item.and_then(|at| section.items.get(at));
        let date = item.and_then(|item| item.date).filter(|_| section.kind.is_dated());
        let Some(date) = date.filter(|_| place.opens_item) else { continue };
        if last.is_some_and(|last| date < last) {
            hits.push((index, Hit::new(0, line.body, "各条没有按日期先后排列")));
        }
        last = Some(date);
    }
    hits
}
