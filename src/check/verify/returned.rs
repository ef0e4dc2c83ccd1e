//! A returned file as one stream of folded characters, freed of what print adds to a text: page
//! numbers and running heads. Knows no issue but its lines.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::joins::Join;
use crate::text::rejoin::is_page_number;

use super::fold::{CELL, Folded};

/// One line of a returned file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedLine {
    /// From 1.
    pub number: usize,
    pub text: String,
    /// Several cells or things set apart by tabs, bars or wide blanks.
    pub columns: bool,
}

pub(super) struct Returned {
    /// The text with a line break after each line.
    pub chars: Vec<char>,
    pub folded: Folded,
}

/// Lines of the masthead, of which running heads are made.
const MASTHEAD: usize = 4;

impl Returned {
    /// `printed` are the lines of the issue, the masthead first: one that stands there as often is
    /// no running head.
    pub fn new(lines: &[ReturnedLine], printed: &[String]) -> Self {
        let key = |text: &str| Folded::of(text.chars()).text().to_owned();
        let known: BTreeSet<String> = printed.iter().map(|line| key(line)).collect();
        let is_line = |text: &str| known.contains(&key(text));
        let texts: Vec<String> = lines.iter().flat_map(|line| lines_of(line, &is_line)).collect();
        let count = |lines: &mut dyn Iterator<Item = &String>| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for line in lines.filter(|line| line.chars().count() <= 40) {
                *counts.entry(key(line)).or_default() += 1;
            }
            counts
        };
        let heads: Vec<String> = printed.iter().take(MASTHEAD).map(|line| key(line)).collect();
        let printed = count(&mut printed.iter());
        let found = count(&mut texts.iter());
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut chars = Vec::new();
        for text in &texts {
            if is_page_number(text.trim()) && !printed.contains_key(&key(text)) {
                continue;
            }
            let key = key(text);
            let seen = seen.entry(key.clone()).or_default();
            *seen += 1;
            let so_far = *seen;
            let (expected, here) = (printed.get(&key), found.get(&key).copied().unwrap_or(0));
            // A head is printed once and comes again on other pages, or is none of the and
            // comes on most of them.
            let repeats = heads.contains(&key) && expected.is_some_and(|most| so_far > *most);
            let head = expected.is_none() && here >= 3 && !text.contains('。');
            if repeats || head {
                continue;
            }
            chars.extend(text.chars());
            chars.push('\n');
        }
        let folded = Folded::of(chars.iter().copied());
        Self { chars, folded }
    }

    /// Whether a folded character begins a line.
    pub fn begins_line(&self, at: usize) -> bool {
        let Some(place) = self.folded.places.get(at) else { return true };
        let before = self.chars.get(..*place).unwrap_or_default().iter().rev();
        before.take_while(|c| c.is_whitespace() || **c == '*').any(|c| *c == '\n') || *place == 0
    }

    /// Whether a line ends before a folded character, or the file.
    pub fn ends_line(&self, at: usize) -> bool {
        at >= self.folded.len() || self.begins_line(at)
    }

    /// The text of folded characters as it stands in the file, on one line; cells stay apart.
    pub fn slice(&self, from: usize, to: usize) -> String {
        let place = |at: usize| self.folded.places.get(at).copied();
        let (Some(start), Some(last)) = (place(from), to.checked_sub(1).and_then(place)) else {
            return String::new();
        };
        let part = self.chars.get(start..=last).unwrap_or_default();
        let mut text = String::new();
        text.extend(part.iter().filter(|c| **c != '\n'));
        text.trim_matches(' ').to_owned()
    }
}

/// Lines of the issue that one line of the file holds side by side, as issuer and date often
/// stand; else the line as it is.
fn lines_of(line: &ReturnedLine, is_line: &impl Fn(&str) -> bool) -> Vec<String> {
    let text = line.text.trim();
    let mut apart: Vec<String> = vec![String::new()];
    let mut blanks = 0;
    for c in text.chars() {
        if c.is_whitespace() {
            blanks += if c == CELL { WIDE } else { 1 };
            continue;
        }
        if blanks >= WIDE {
            apart.push(String::new());
        } else if blanks > 0 {
            apart.last_mut().into_iter().for_each(|part| part.push(' '));
        }
        blanks = 0;
        apart.last_mut().into_iter().for_each(|part| part.push(c));
    }
    if apart.len() > 1 && apart.iter().all(|part| is_line(part)) {
        return apart;
    }
    vec![text_of(line)]
}

/// Blanks that set things apart instead of words.
const WIDE: usize = 2;

/// 共印60份 without the brackets it is printed in; it says the same.
fn is_copies(text: &str) -> bool {
    let count = text.strip_prefix("共印").and_then(|rest| rest.strip_suffix('份'));
    count.is_some_and(|count| !count.is_empty() && count.chars().all(|c| c.is_ascii_digit()))
}

/// Cells set apart by one tab each; elsewhere a tab is a blank.
fn text_of(line: &ReturnedLine) -> String {
    let text = line.text.trim();
    if is_copies(text) {
        return format!("（{text}）");
    }
    if !line.columns {
        return text.replace(CELL, " ");
    }
    if text.starts_with('|') {
        let inner = text.trim_matches('|');
        // A cell that is one with a neighbour says nothing of its own.
        let said = |cell: &str| Join::of_mark(cell.trim()).is_none();
        let cells = inner.split('|').map(|cell| if said(cell) { cell.trim() } else { "" });
        return cells.collect::<Vec<_>>().join("\t");
    }
    if text.contains(CELL) {
        return text.split(CELL).map(str::trim).collect::<Vec<_>>().join("\t");
    }
    let cells = text.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
    cells.collect::<Vec<_>>().join("\t")
}
