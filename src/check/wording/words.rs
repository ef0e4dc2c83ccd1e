//! Word lists (`assets/words/`): what stands there, what should, and where it counts.
//!
//! One entry a line: wrong, right, level (E 必改, W 存疑, H 提示), condition, separated by tabs. The
//! right form may be empty or hold a choice (权利/权力): then only a person can mend it. A
//! condition is 前=, 后=, 非前= or 非后= with words separated by |; `#` is a digit, `$` the end of a
//! clause. Several conditions are separated by blanks and must all hold.

use std::sync::LazyLock;

use crate::text::chars::is_han;

use super::Level;
use super::line::{Hit, Line};

/// The lists, each with the rule it belongs to.
const LISTS: [(&str, &str); 8] = [
    ("W17", include_str!("../../../assets/words/typos.txt")),
    ("W07", include_str!("../../../assets/words/confusable.txt")),
    ("W08", include_str!("../../../assets/words/redundant.txt")),
    ("W03", include_str!("../../../assets/words/short_forms.txt")),
    ("W11", include_str!("../../../assets/words/manner.txt")),
    ("W12", include_str!("../../../assets/words/address.txt")),
    ("W15", include_str!("../../../assets/words/cliches.txt")),
    ("N06", include_str!("../../../assets/words/vague_dates.txt")),
];

/// One line of a list.
#[derive(Debug)]
pub(super) struct Entry {
    pub rule: &'static str,
    pub wrong: &'static str,
    pub right: &'static str,
    pub level: Level,
    pub conditions: Vec<Condition>,
}

#[derive(Debug)]
pub(super) struct Condition {
    after: bool,
    negated: bool,
    pub words: Vec<&'static str>,
}

/// Entries in buckets by their first character.
struct Index {
    entries: Vec<Entry>,
    buckets: Vec<Vec<usize>>,
}

const BUCKETS: usize = 1024;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let entries: Vec<Entry> = LISTS
        .iter()
        .flat_map(|(rule, text)| text.lines().filter_map(|line| entry(rule, line)))
        .collect();
    let mut buckets = vec![Vec::new(); BUCKETS];
    for (at, entry) in entries.iter().enumerate() {
        let first = entry.wrong.chars().next().map(bucket);
        if let Some(bucket) = first.and_then(|first| buckets.get_mut(first)) {
            bucket.push(at);
        }
    }
    Index { entries, buckets }
});

fn bucket(c: char) -> usize {
    usize::try_from(u32::from(c)).unwrap_or(0) % BUCKETS
}

fn entry(rule: &'static str, line: &'static str) -> Option<Entry> {
    let mut columns = line.split('\t');
    let wrong = columns.next().filter(|wrong| !wrong.is_empty() && !wrong.starts_with('#'))?;
    let right = columns.next()?;
    let level = match columns.next()? {
        "E" => Level::Must,
        "W" => Level::Doubt,
        "H" => Level::Hint,
        _ => return None,
    };
    let conditions = columns.next().unwrap_or_default();
    let conditions = conditions.split_whitespace().filter_map(condition).collect();
    Some(Entry { rule, wrong, right, level, conditions })
}

fn condition(text: &'static str) -> Option<Condition> {
    let (side, words) = text.split_once('=')?;
    let negated = side.starts_with('非');
    let after = side.ends_with('后');
    Some(Condition { after, negated, words: words.split('|').collect() })
}

impl Condition {
    fn holds(&self, line: &Line, start: usize, end: usize) -> bool {
        let found = self.words.iter().any(|word| self.stands(line, word, start, end));
        found != self.negated
    }

    fn stands(&self, line: &Line, word: &str, start: usize, end: usize) -> bool {
        let beside = if self.after { line.get(end) } else { line.before(start) };
        match word {
            "#" => beside.is_some_and(|c| c.is_ascii_digit()),
            "$" => !beside.is_some_and(is_han),
            word if self.after => line.follows(end, word),
            word => line.precedes(start, word),
        }
    }
}

/// What the lists say about a line, each hit with its rule.
pub(super) fn words(line: &Line) -> Vec<(&'static str, Hit)> {
    let mut hits = Vec::new();
    for (start, c) in line.chars.iter().enumerate() {
        for at in INDEX.buckets.get(bucket(*c)).into_iter().flatten() {
            let Some(entry) = INDEX.entries.get(*at) else { continue };
            if let Some(hit) = found(line, start, entry) {
                hits.push((entry.rule, hit));
            }
        }
    }
    hits
}

fn found(line: &Line, start: usize, entry: &Entry) -> Option<Hit> {
    let end = start + entry.wrong.chars().count();
    let here = line.follows(start, entry.wrong)
        && line.all_free(start, end)
        && entry.conditions.iter().all(|condition| condition.holds(line, start, end));
    here.then(|| {
        let hit = Hit::new(start, end, said(entry)).at(entry.level);
        let one = !entry.right.is_empty() && !entry.right.contains('/');
        if one { hit.becomes(entry.right) } else { hit }
    })
}

fn said(entry: &Entry) -> String {
    let Entry { wrong, right, .. } = entry;
    match entry.rule {
        "N06" => format!("“{wrong}”请改为具体日期"),
        "W12" => format!("“{wrong}”用于本单位不妥，请核对称谓"),
        "W15" => format!("“{wrong}”是套话，可写具体做法"),
        _ if right.is_empty() => format!("“{wrong}”意思重复或用词不当"),
        _ if right.contains('/') => format!("“{wrong}”请按意思选用：{right}"),
        _ => format!("“{wrong}”应为“{right}”"),
    }
}

/// All entries, for the tests of the lists.
#[cfg(test)]
pub(super) fn entries() -> &'static [Entry] {
    &INDEX.entries
}

/// The texts of all lists.
#[cfg(test)]
pub(super) fn texts() -> Vec<&'static str> {
    LISTS.iter().map(|(_, text)| *text).collect()
}

/// A text in which an entry must be found.
#[cfg(test)]
pub(super) fn example(entry: &Entry) -> String {
    let shown = |word: &str| match word {
        "#" => "4".to_owned(),
        "$" => "，".to_owned(),
        word => word.to_owned(),
    };
    let side = |after: bool| {
        let of_side = entry.conditions.iter().find(|c| c.after == after && !c.negated);
        of_side.and_then(|c| c.words.first()).map_or("，".to_owned(), |word| shown(word))
    };
    format!("{}{}{}。", side(false), entry.wrong, side(true))
}
