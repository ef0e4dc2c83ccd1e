//! An issue beside the one before it (与上期对照): sentences aligned, words and numbers apart, each
//! number with what became of it. What stands unchanged is named too: it may only have been
//! forgotten.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::proof::{Part, Passage, passages};
use crate::document::Document;
use crate::model::{DepartmentCode, IndicatorCode, Measure};
use crate::text::numerals::unit_of;
use crate::text::prose::Slot;
use crate::trend::measure::{derive, words};

use super::align::{Found, Span, align};
use super::alike::pieces;
use super::compare::Pair;
use super::fold::CELL;
use super::returned::{Returned, ReturnedLine};
use super::tokens::tokens;
use super::units::{Unit, units};
use super::words::with_units;
use super::{Kind, Place, Printed, labels};

/// Percent of likeness from which two sentences of different months are one.
const LIKENESS: usize = 55;
/// Shorter sentences that stand as they did say nothing.
const TELLING: usize = 8;

/// What became of a sentence since the issue before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// Words and numbers are those of the issue before.
    Unchanged,
    /// The words are, the numbers are not.
    Numbers,
    Words,
    New,
    /// It stood in the issue before.
    Gone,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SentenceSince {
    pub state: Since,
    /// Label and title of the section as printed; of a sentence that is gone, empty.
    pub section: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// This issue's sentence; of one that is gone, that of the issue before.
    pub sentence: String,
    /// The sentence of the issue before, where it was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Words that differ.
    pub words: Vec<WordsSince>,
    pub numbers: Vec<NumberSince>,
    /// A sentence without any figure that stands there as it did last month.
    pub standing: bool,
    #[serde(skip)]
    pub place: Option<Place>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordsSince {
    pub before: String,
    pub now: String,
}

/// A number that a slot prints, or that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberSince {
    /// As printed now; empty when it is gone.
    pub now: String,
    /// As printed in the issue before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// 环比, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Why the figure is worth a second look, in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unusual: Option<String>,
}

impl Since {
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Unchanged => "未变",
            Self::Numbers => "数变",
            Self::Words => "字变",
            Self::New => "新增",
            Self::Gone => "已去",
        }
    }
}

/// Every sentence of the issue, then what only the issue before has. `unusual` says why figures
/// deviate from their own past.
pub fn since(
    printed: &Printed<'_>,
    before: &Document,
    unusual: &BTreeMap<IndicatorCode, String>,
) -> Vec<SentenceSince> {
    let passages = passages(printed.issue, printed.document);
    let units = units(&passages, printed.document);
    let text = crate::document::plain_text(before);
    let own: Vec<String> = text.lines().map(str::to_owned).collect();
    let lines: Vec<ReturnedLine> = own
        .iter()
        .enumerate()
        .map(|(at, text)| ReturnedLine {
            number: at + 1,
            text: text.clone(),
            columns: text.contains('\t'),
        })
        .collect();
    let returned = Returned::new(&lines, &own);
    let alignment = align(&units, &returned, LIKENESS);
    let walk = Walk { printed, passages: &passages, units: &units, returned: &returned, unusual };
    let mut found = Vec::new();
    for (at, place) in alignment.found.iter().enumerate() {
        let followers = alignment.found.iter().skip(at + 1);
        let count = 1 + followers.take_while(|found| **found == Found::WithBefore).count();
        match place {
            Found::Exact(span) | Found::Alike(span) => found.push(walk.pair(at, count, *span)),
            Found::Nowhere if units.get(at).is_some_and(|unit| unit.optional) => {}
            Found::Nowhere => found.push(walk.alone(at)),
            Found::WithBefore => {}
        }
    }
    for piece in pieces(&returned, &alignment.left) {
        let label = piece.label;
        let sentence = returned.slice(piece.span.from + label, piece.span.to);
        let sentence = sentence.replace(CELL, "　");
        if !sentence.is_empty() && piece.span.from + label < piece.span.to {
            found.push(gone(sentence));
        }
    }
    found
}

struct Walk<'a> {
    printed: &'a Printed<'a>,
    passages: &'a [Passage<'a>],
    units: &'a [Unit],
    returned: &'a Returned,
    unusual: &'a BTreeMap<IndicatorCode, String>,
}

impl Walk<'_> {
    fn pair(&self, at: usize, count: usize, span: Span) -> SentenceSince {
        let mut span = span;
        if self.units.get(at).is_some_and(|unit| !unit.label.is_empty()) {
            let length = labels::length(&self.returned.folded.chars, span.from);
            span.from = (span.from + length).min(span.to);
        }
        let own: Vec<char> =
            self.units.iter().skip(at).take(count).flat_map(|unit| unit.chars.clone()).collect();
        let text = self.returned.slice(span.from, span.to);
        let other: Vec<char> = text.chars().collect();
        let mut sentence = self.sentence(at, count);
        let words_of = |chars: &[char], range: &std::ops::Range<usize>| -> String {
            chars.get(range.clone()).unwrap_or_default().iter().collect()
        };
        let mut changed: Vec<(usize, String, String)> = Vec::new();
        // That a date is another one every month says nothing.
        let mut dated = false;
        for part in Pair::new(&own, &other).parts(&|_| None) {
            dated |= part.kind == Kind::Date;
            if matches!(part.kind, Kind::Number | Kind::Notation) {
                let part = with_units(&own, &other, &part);
                let (now, before) = (words_of(&own, &part.issue), words_of(&other, &part.file));
                changed.push((part.issue.start, now, before));
            } else if part.kind != Kind::Date {
                let (now, before) = (words_of(&own, &part.issue), words_of(&other, &part.file));
                sentence.words.push(WordsSince { before, now });
            }
        }
        sentence.numbers = self.numbers(at, count, &own, &changed);
        sentence.state = match (sentence.words.is_empty(), changed.is_empty() && !dated) {
            (true, true) => Since::Unchanged,
            (true, false) => Since::Numbers,
            (false, _) => Since::Words,
        };
        let text = text.replace(CELL, "　");
        sentence.before = (sentence.state != Since::Unchanged).then_some(text);
        let is_text = sentence.place.is_some_and(|place| place.part == Part::Paragraph);
        sentence.standing = sentence.state == Since::Unchanged
            && is_text
            && sentence.numbers.is_empty()
            && own.len() >= TELLING;
        sentence
    }

    fn alone(&self, at: usize) -> SentenceSince {
        let own = self.units.get(at).map(|unit| unit.chars.clone()).unwrap_or_default();
        let numbers = self.numbers(at, 1, &own, &[]);
        SentenceSince { numbers, ..self.sentence(at, 1) }
    }

    /// Numbers printed by slots, and those that differ.
    fn numbers(
        &self,
        at: usize,
        count: usize,
        own: &[char],
        changed: &[(usize, String, String)],
    ) -> Vec<NumberSince> {
        let mut numbers: Vec<(usize, NumberSince)> = Vec::new();
        for token in tokens(own).into_iter().filter(|token| token.is_number) {
            let slot = self.slot(at, count, token.range.start);
            let differs = changed.iter().find(|(start, ..)| *start == token.range.start);
            if slot.is_none() && differs.is_none() {
                continue;
            }
            let mut text: String =
                own.get(token.range.clone()).unwrap_or_default().iter().collect();
            let after: String = own.iter().skip(token.range.end).take(6).collect();
            text.push_str(unit_of(&after));
            let (now, before) = match differs {
                Some((_, now, before)) => (now.clone(), Some(before.clone())),
                None => (text, None),
            };
            let mut number =
                NumberSince { now, before, indicator: None, change: None, unusual: None };
            if let Some(slot) = slot {
                number.indicator = Some(slot.label());
                self.figure(slot, &mut number);
            }
            numbers.push((token.range.start, number));
        }
        for (start, now, before) in changed.iter().filter(|(_, now, _)| now.is_empty()) {
            let (now, before) = (now.clone(), Some(before.clone()));
            let number = NumberSince { now, before, indicator: None, change: None, unusual: None };
            numbers.push((*start, number));
        }
        numbers.sort_by_key(|(start, _)| *start);
        numbers.into_iter().map(|(_, number)| number).collect()
    }

    fn slot(&self, at: usize, count: usize, place: usize) -> Option<&Slot> {
        let mut place = place;
        for unit in self.units.iter().skip(at).take(count) {
            if place < unit.chars.len() {
                return unit.slot(place, self.passages);
            }
            place -= unit.chars.len();
        }
        None
    }

    fn figure(&self, slot: &Slot, number: &mut NumberSince) {
        let Some(indicator) = self.printed.bulletin.indicator_named(&slot.name) else { return };
        if slot.measure != Measure::Value {
            return;
        }
        let (figures, month) = (self.printed.figures, self.printed.issue.month);
        let measure = Measure::MonthOnMonth;
        let derived = derive(figures, indicator, None, &DepartmentCode::hall(), month, measure);
        number.change = derived.map(|derived| words(derived, measure, indicator, 0));
        number.unusual = self.unusual.get(&indicator.code).cloned();
    }

    fn sentence(&self, at: usize, count: usize) -> SentenceSince {
        let own = self.units.iter().skip(at).take(count);
        let passage = self.units.get(at).and_then(|unit| self.passages.get(unit.passage));
        let (start, end) = (
            own.clone().next().map_or(0, |u| u.start),
            own.clone().next_back().map_or(0, |u| u.end),
        );
        SentenceSince {
            state: Since::New,
            section: passage.map(|passage| passage.section.clone()).unwrap_or_default(),
            item: passage.and_then(|passage| passage.item.clone()),
            paragraph: passage.map(|passage| passage.paragraph),
            sentence: own.map(Unit::text).collect(),
            before: None,
            words: Vec::new(),
            numbers: Vec::new(),
            standing: false,
            place: passage.map(|p| Place { part: p.part, anchor: p.anchor, start, end }),
        }
    }
}

fn gone(sentence: String) -> SentenceSince {
    SentenceSince {
        state: Since::Gone,
        section: String::new(),
        item: None,
        paragraph: None,
        sentence,
        before: None,
        words: Vec::new(),
        numbers: Vec::new(),
        standing: false,
        place: None,
    }
}
