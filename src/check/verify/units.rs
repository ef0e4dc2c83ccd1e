//! The issue as printed, cut into units that can be found again in another text: sentences,
//! headings, lines of masthead and distribution list, rows of tables. Generated labels stand apart.

use crate::check::proof::{Part, Passage};
use crate::document::{Block, ChartBlock, Document, Role, text_of};
use crate::model::Measure;
use crate::text::prose::Slot;

use super::fold::{CELL, Folded};

pub(super) struct Unit {
    /// First passage it stands in.
    pub passage: usize,
    /// Characters of that passage's text; of a row those of the first cell.
    pub start: usize,
    pub end: usize,
    /// The generated label before it, as printed.
    pub label: String,
    pub chars: Vec<char>,
    /// Passage and character each of `chars` is printed by.
    places: Vec<(usize, usize)>,
    pub folded: Folded,
    /// Some files carry it and some do not: the values of a chart.
    pub optional: bool,
}

impl Unit {
    pub fn text(&self) -> String {
        self.chars.iter().collect::<String>().replace(CELL, "　").trim().to_owned()
    }

    /// Ends with the mark of a sentence.
    pub fn is_closed(&self) -> bool {
        self.chars.iter().rev().find(|c| !c.is_whitespace()).is_some_and(|c| is_end(*c))
    }

    /// The slot that prints character `at` of the unit, when it prints a figure.
    pub fn slot<'a>(&self, at: usize, passages: &'a [Passage<'_>]) -> Option<&'a Slot> {
        let (passage, at) = self.places.get(at)?;
        let passage = passages.get(*passage)?;
        let byte = passage.text.char_indices().nth(*at)?.0;
        let (run, _) = passage.run_at(byte)?;
        run.slot.as_ref().filter(|slot| slot.issue_slot().is_none())
    }

    /// Whether the slot prints the figure itself and nothing derived.
    pub fn is_value(slot: &Slot) -> bool {
        slot.measure == Measure::Value
    }
}

pub(super) fn is_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

/// Every unit in order of print.
pub(super) fn units(passages: &[Passage<'_>], document: &Document) -> Vec<Unit> {
    let mut found: Vec<Unit> = Vec::new();
    let mut at = 0;
    while let Some(passage) = passages.get(at) {
        if matches!(passage.part, Part::Head | Part::Cell) {
            let row = passages.iter().skip(at).take_while(|other| {
                matches!(other.part, Part::Head | Part::Cell)
                    && (other.anchor, other.paragraph) == (passage.anchor, passage.paragraph)
            });
            let count = row.count();
            found.push(row_of(passages, at, count));
            at += count.max(1);
        } else {
            found.extend(sentences(passage, at));
            found.extend(values(passage, at, document));
            at += 1;
        }
    }
    found.extend(foot(passages, document));
    found.retain(|unit| unit.folded.len() > 0);
    found
}

/// Editors and （共印60份）: no passages of the proof, since they state no figure of the month.
fn foot(passages: &[Passage<'_>], document: &Document) -> Vec<Unit> {
    let texts = document.blocks.iter().find_map(|block| match block {
        Block::Distribution { editors, copies, .. } => Some(editors.iter().chain(copies)),
        _ => None,
    });
    let Some(passage) = passages.len().checked_sub(1) else { return Vec::new() };
    let unit = |text: &String| {
        let chars: Vec<char> = text.chars().collect();
        let places = chars.iter().map(|_| (passage, 0)).collect();
        let folded = Folded::of(chars.iter().copied());
        let (label, optional) = (String::new(), false);
        Unit { passage, start: 0, end: 0, label, chars, places, folded, optional }
    };
    texts.into_iter().flatten().map(unit).collect()
}

/// The values of a chart, which Word files and markdown carry as a table below its caption.
fn values(passage: &Passage<'_>, at: usize, document: &Document) -> Vec<Unit> {
    let of_passage = |block: &&ChartBlock| {
        passage.part == Part::Paragraph
            && Some(block.anchor) == passage.anchor
            && text_of(&block.caption) == passage.text
    };
    let charts = document.blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    let Some(table) = charts.into_iter().find(of_passage).map(ChartBlock::table) else {
        return Vec::new();
    };
    table
        .all_rows()
        .map(|cells| {
            let text = cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t");
            let chars: Vec<char> = text.chars().collect();
            let places = chars.iter().map(|_| (at, 0)).collect();
            let folded = Folded::of(chars.iter().copied());
            let (label, optional) = (String::new(), true);
            Unit { passage: at, start: 0, end: 0, label, chars, places, folded, optional }
        })
        .collect()
}

fn row_of(passages: &[Passage<'_>], first: usize, count: usize) -> Unit {
    let (mut chars, mut places) = (Vec::new(), Vec::new());
    for (at, cell) in passages.iter().enumerate().skip(first).take(count) {
        if at > first {
            chars.push(CELL);
            places.push((at, 0));
        }
        let text = cell.text.chars().map(|c| if c == CELL { ' ' } else { c });
        places.extend((0..cell.text.chars().count()).map(|place| (at, place)));
        chars.extend(text);
    }
    let end = passages.get(first).map_or(0, |cell| cell.text.chars().count());
    let folded = Folded::of(chars.iter().copied());
    let label = String::new();
    Unit { passage: first, start: 0, end, label, chars, places, folded, optional: false }
}

fn sentences(passage: &Passage<'_>, at: usize) -> Vec<Unit> {
    let label = passage.runs.first().filter(|run| run.role == Role::Label);
    let label = label.map(|run| run.text.clone()).unwrap_or_default();
    let chars: Vec<char> = passage.text.chars().collect();
    let mut found = Vec::new();
    let mut start = label.chars().count();
    let mut label = label;
    while start < chars.len() {
        let end = sentence_end(&chars, start);
        let own: Vec<char> = chars.get(start..end).unwrap_or_default().to_vec();
        let folded = Folded::of(own.iter().map(|c| if *c == CELL { ' ' } else { *c }));
        let places = (start..end).map(|place| (at, place)).collect();
        let label = std::mem::take(&mut label);
        found.push(Unit {
            passage: at,
            start,
            end,
            label,
            chars: own,
            places,
            folded,
            optional: false,
        });
        start = end;
    }
    found
}

/// One past the sentence that begins at `start`: after its end mark and the quotes and brackets
/// that close with it.
pub(super) fn sentence_end(chars: &[char], start: usize) -> usize {
    let length = chars.iter().skip(start).position(|c| is_end(*c));
    let Some(mut end) = length.map(|length| start + length + 1) else { return chars.len() };
    while chars.get(end).is_some_and(|c| matches!(c, '”' | '’' | '）' | ')' | '」') || is_end(*c))
    {
        end += 1;
    }
    end
}
