//! The office's own words (本单位词表): what it never wants to read, and what instead.

use std::collections::BTreeMap;

use crate::model::OfficeWord;

use super::line::{Hit, Line};

/// The rule under which they are reported.
pub(super) const RULE: &str = "W18";

/// The words by their first character, so that a line is walked once.
pub(super) struct Office<'a> {
    by_first: BTreeMap<char, Vec<&'a OfficeWord>>,
}

impl<'a> Office<'a> {
    pub fn new(words: &'a [OfficeWord]) -> Self {
        let mut by_first: BTreeMap<char, Vec<&OfficeWord>> = BTreeMap::new();
        for word in words {
            if let Some(first) = word.wrong.chars().next() {
                by_first.entry(first).or_default().push(word);
            }
        }
        Self { by_first }
    }

    /// Where the words stand in a line.
    pub fn hits(&self, line: &Line) -> Vec<Hit> {
        if self.by_first.is_empty() {
            return Vec::new();
        }
        let at = |(start, c): (usize, &char)| {
            let words = self.by_first.get(c).into_iter().flatten();
            words.filter_map(|word| found(line, start, word)).collect::<Vec<_>>()
        };
        line.chars.iter().enumerate().flat_map(at).collect()
    }
}

fn found(line: &Line, start: usize, word: &OfficeWord) -> Option<Hit> {
    let end = start + word.wrong.chars().count();
    let here = line.follows(start, &word.wrong) && line.all_free(start, end);
    // 省政务中心 for 政务中心 must not be asked of 省政务中心.
    (here && !stands_right(line, start, word)).then(|| {
        let hit = Hit::new(start, end, said(word)).at(word.level);
        let one = !word.right.is_empty() && !word.right.contains('/');
        if one { hit.becomes(word.right.as_str()) } else { hit }
    })
}

/// Whether the right form, which holds the wrong one, stands there already.
fn stands_right(line: &Line, start: usize, word: &OfficeWord) -> bool {
    let Some(at) = word.right.find(&word.wrong) else { return false };
    let before = word.right.get(..at).map_or(0, |head| head.chars().count());
    start.checked_sub(before).is_some_and(|from| line.follows(from, &word.right))
}

fn said(word: &OfficeWord) -> String {
    let OfficeWord { wrong, right, note, .. } = word;
    let note = if note.is_empty() { String::new() } else { format!("：{note}") };
    if right.is_empty() {
        format!("“{wrong}”不用（本单位词表{note}）")
    } else if right.contains('/') {
        format!("“{wrong}”请按意思选用：{right}（本单位词表{note}）")
    } else {
        format!("“{wrong}”应为“{right}”（本单位词表{note}）")
    }
}
