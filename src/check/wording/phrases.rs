//! Wording that no single word shows (W01–W16, S09).

use std::collections::HashSet;

use crate::text::chars::is_han;

use super::line::{Hit, Line};
use super::page::Page;

/// Little words that are never meant twice.
const DOUBLED: &str = "的了与及将向由";

/// S09: a word or little word written twice.
pub(super) fn doubled_words(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = line.body;
    while at < line.chars.len() {
        match doubled_at(line, at) {
            Some((length, hit)) => {
                hits.push(hit);
                at += 2 * length;
            }
            None => at += 1,
        }
    }
    hits
}

fn doubled_at(line: &Line, at: usize) -> Option<(usize, Hit)> {
    let c = line.get(at).filter(|c| is_han(*c))?;
    let length = (1..=4).rev().find(|length| {
        let first = line.chars.get(at..at + length);
        first.is_some_and(|first| first.iter().all(|c| is_han(*c)))
            && first == line.chars.get(at + length..at + 2 * length)
    })?;
    if !line.is_free(at) || !line.is_typed(at, at + 2 * length) {
        return None;
    }
    let (before, after) = (line.before(at), line.get(at + 2 * length));
    let meant = match length {
        1 => !DOUBLED.contains(c) || is_word_of_its_own(c, before, after),
        // 一步一步, 研究研究, 中心中心组.
        2 => {
            matches!(c, '一' | '很' | '等' | '越' | '好')
                || ["研究", "讨论", "商量", "考虑", "了解", "学习", "交流", "沟通", "试点"]
                    .iter()
                    .any(|word| line.follows(at, word))
                || after == Some('组')
                || line.get(at) == line.get(at + 1)
        }
        _ => c == '一',
    };
    let word = line.slice(at, at + length);
    let hit = Hit::new(at, at + 2 * length, format!("“{word}”写了两遍")).becomes(word);
    (!meant).then_some((length, hit))
}

/// 目的的, 为了了解, 大将将.
fn is_word_of_its_own(c: char, before: Option<char>, after: Option<char>) -> bool {
    match c {
        '的' => {
            before.is_some_and(|c| "目标有中".contains(c))
                || after.is_some_and(|c| "确士".contains(c))
        }
        '了' => {
            before.is_some_and(|c| "为除".contains(c))
                || after.is_some_and(|c| "解结然".contains(c))
        }
        '将' => before.is_some_and(|c| "大小名健".contains(c)) || after == Some('士'),
        '与' => before == Some('参') || after == Some('会'),
        '及' => {
            before.is_some_and(|c| "以涉普".contains(c))
                || after.is_some_and(|c| "时格其".contains(c))
        }
        '向' => before.is_some_and(|c| "方导面走".contains(c)),
        '由' => before.is_some_and(|c| "自理缘事".contains(c)) || after == Some('来'),
        _ => false,
    }
}

const PROVINCES: [&str; 22] = [
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
];

/// W01: an organ of the province without the word 省 beside one that has it.
pub(super) fn organ_names(line: &Line) -> Vec<Hit> {
    if !line.chars.contains(&'省') {
        return Vec::new();
    }
    let mut full: Vec<&str> = Vec::new();
    let mut short: Vec<(&str, usize, usize)> = Vec::new();
    for at in line.body..line.chars.len() {
        let province = PROVINCES.iter().find(|province| line.follows(at, province));
        let Some(province) = province.filter(|_| line.is_free(at)) else { continue };
        let after = at + province.chars().count();
        let has_word = line.get(after) == Some('省');
        match organ_end(line, after + usize::from(has_word)) {
            Some(_) if has_word => full.push(province),
            Some(end) => short.push((province, after, end)),
            None => {}
        }
    }
    let beside = short.into_iter().filter(|(province, ..)| full.contains(province));
    let hit = |(province, after, end): (&str, usize, usize)| {
        let name = line.slice(after, end);
        let message = format!("并列的机构带“{province}省”，这里是否应为“{province}省{name}”");
        let start = after - province.chars().count();
        Hit::new(start, end, message).becomes(format!("{province}省{name}"))
    };
    beside.map(hit).collect()
}

/// The end of an organ's name that begins at `at`: up to six characters and 厅, 局 or 委员会.
fn organ_end(line: &Line, at: usize) -> Option<usize> {
    (at + 2..at + 7).find_map(|end| {
        let name = line.chars.get(at..end)?;
        let plain = name.iter().all(|c| is_han(*c) && *c != '省');
        let closed = line.get(end).is_some_and(|c| matches!(c, '厅' | '局'));
        (plain && closed).then_some(end + 1)
    })
}

/// W06: 市州 where the issue elsewhere writes 市（州）.
pub(super) fn level_pattern(page: &Page<'_>) -> Vec<(usize, Hit)> {
    let full = |line: &Line| (0..line.chars.len()).any(|at| line.follows(at, "市（州）"));
    if !page.lines.iter().any(full) {
        return Vec::new();
    }
    let mut hits = Vec::new();
    for (index, line) in page.lines.iter().enumerate() {
        for at in line.body..line.chars.len() {
            let quoted = line.pairs.alike.iter().any(|pair| pair.open < at && at < pair.close);
            let listed = line.follows(at, "市州")
                && line.before(at).is_none_or(|c| "各个一级".contains(c) || c.is_ascii_digit());
            if listed && !quoted && line.is_free(at) {
                let hit = Hit::new(at, at + 2, "全文别处写作“市（州）”");
                hits.push((index, hit.becomes("市（州）")));
            }
        }
    }
    hits
}

/// W04: a name filled up to three places here and not there.
pub(super) fn person_names(page: &Page<'_>) -> Vec<(usize, Hit)> {
    let texts: Vec<String> =
        page.lines.iter().map(|line| line.slice(0, line.chars.len())).collect();
    let mut hits = Vec::new();
    for (index, line) in page.lines.iter().enumerate() {
        for (at, _) in line.open_marks().filter(|(at, c)| *c == '\u{3000}' && *at > 0) {
            let (Some(first), Some(second)) = (line.before(at), line.get(at + 1)) else { continue };
            let name = format!("{first}{second}");
            if is_han(first) && is_han(second) && texts.iter().any(|text| text.contains(&name)) {
                hits.push((
                    index,
                    Hit::new(at - 1, at + 2, format!("别处写作“{name}”，全文应一致")),
                ));
            }
        }
    }
    hits
}

/// W09: 通过…，使…: a sentence without a subject.
pub(super) fn missing_subject(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (start, end) in line.sentences() {
        let opens = ["通过", "由于", "经过", "随着"].iter().any(|word| line.follows(start, word));
        let clause = |at: &usize| {
            line.get(*at) == Some('，')
                && (line.follows(at + 1, "使") || line.follows(at + 1, "让"))
                && !["使用", "使命", "让利", "使馆", "让群众少"]
                    .iter()
                    .any(|w| line.follows(at + 1, w))
        };
        let first = (start..end).find(|at| line.get(*at) == Some('，'));
        if let Some(at) = first.filter(|at| opens && clause(at) && line.is_free(start)) {
            hits.push(Hit::new(start, at + 2, "句子缺主语，请去掉句首的介词或“使”"));
        }
    }
    hits
}

/// The beginning of a pattern, and endings of another that must not follow it in one clause.
const MERGED: [(&str, &[&str]); 5] = [
    (
        "举办",
        &[
            "火热开赛",
            "圆满举行",
            "成功举行",
            "顺利举行",
            "正式启动",
            "拉开帷幕",
            "成功举办",
            "开赛",
        ],
    ),
    ("召开", &["顺利召开", "成功召开", "圆满召开", "成功举行"]),
    ("开展", &["活动正式启动", "活动圆满举行", "拉开帷幕"]),
    ("原因是", &["造成的", "导致的", "引起的", "所致"]),
    ("以", &["为主题的主题"]),
];

/// W10: two patterns run into one: 举办…比赛火热开赛.
pub(super) fn merged_patterns(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    let clause_end = |c: char| matches!(c, '。' | '，' | '；' | '！' | '：');
    for at in line.body..line.chars.len() {
        let Some((_, tails)) = MERGED.iter().find(|(head, _)| line.follows(at, head)) else {
            continue;
        };
        let end = (at..line.chars.len())
            .find(|at| line.get(*at).is_some_and(clause_end))
            .unwrap_or(line.chars.len());
        let tail = tails.iter().find(|tail| line.precedes(end, tail));
        if let Some(tail) = tail.filter(|_| line.is_free(at)) {
            let message = format!("两种句式混在一起，请去掉“{tail}”或改写");
            hits.push(Hit::new(at, end, message));
        }
    }
    hits
}

/// W13: numbers of persons that a bulletin must not print.
pub(super) fn private_numbers(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, c) in line.open_marks().filter(|(_, c)| c.is_ascii_digit()) {
        if line.before(at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.') {
            continue;
        }
        let digits = line.digits(at);
        let last = line.get(at + digits).filter(|c| matches!(c, 'X' | 'x'));
        let second = line.get(at + 1);
        let what = match digits {
            11 if c == '1' && second.is_some_and(|c| ('3'..='9').contains(&c)) => "手机号码",
            18 => "身份证号",
            17 if last.is_some() => "身份证号",
            _ => continue,
        };
        hits.push(Hit::new(at, at + digits, format!("像是{what}，公开的月报不应刊出")));
    }
    hits
}

/// W16: a sentence of more than 100 characters, a paragraph of more than 400.
pub(super) fn long_sentences(line: &Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (start, end) in line.sentences() {
        if end - start > 100 {
            hits.push(Hit::new(start, end, format!("一句有{}字，可分成几句", end - start)));
        }
    }
    if line.chars.len() > 400 {
        let message = format!("一段有{}字，可分段", line.chars.len());
        hits.push(Hit::new(line.body, line.chars.len(), message));
    }
    hits
}

/// S12: a unit that stands in the distribution list twice.
pub(super) fn listed_twice(page: &Page<'_>) -> Vec<String> {
    let mut seen = HashSet::new();
    let names = page.issue.distribution.iter().map(|recipient| recipient.name.trim());
    names.filter(|name| !name.is_empty() && !seen.insert(*name)).map(str::to_owned).collect()
}
