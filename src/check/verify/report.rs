//! From the alignment to what a person reads: differences with their places, words and figures.

use crate::check::proof::{Passage, passages};
use crate::model::FigureKey;
use crate::text::prose::Slot;

use super::align::{Alignment, Found, Span, align};
use super::alike::pieces;
use super::compare::{Pair, Part};
use super::fold::CELL;
use super::names::Names;
use super::returned::{Returned, ReturnedLine};
use super::units::{Unit, units};
use super::value::Amount;
use super::{Difference, Kind, MOST_DIFFERENCES, Place, Printed, Verification, labels, words};

pub(super) struct Report<'a> {
    printed: &'a Printed<'a>,
    passages: Vec<Passage<'a>>,
    units: Vec<Unit>,
    returned: Returned,
    alignment: Alignment,
    names: Names<'a>,
    made: Verification,
}

impl<'a> Report<'a> {
    pub fn of(printed: &'a Printed<'a>, lines: &[ReturnedLine]) -> Self {
        let passages = passages(printed.issue, printed.document);
        let units = units(&passages, printed.document);
        let text = crate::document::plain_text(printed.document);
        let own_lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let returned = Returned::new(lines, &own_lines);
        let alignment = align(&units, &returned, LIKENESS);
        let names = Names::new(printed.names);
        let made = Verification::default();
        Self { printed, passages, units, returned, alignment, names, made }
    }

    pub fn finish(mut self) -> Verification {
        self.made.coverage = self.coverage();
        for at in 0..self.units.len() {
            match self.alignment.found.get(at).copied() {
                Some(Found::Exact(span)) => self.exact(at, span),
                Some(Found::Alike(span)) => self.alike(at, span),
                Some(Found::WithBefore | Found::Nowhere) | None => {}
            }
        }
        self.removed();
        self.moved();
        self.left();
        let order = |d: &Difference| {
            let anchor = d.place.and_then(|place| place.anchor);
            let place = anchor.map(|a| (a.section, a.item, a.paragraph));
            (d.place.is_none(), place.is_none() && d.section != "报头", place, d.paragraph, d.start)
        };
        self.made.differences.sort_by_key(order);
        self.made.more = self.made.differences.len().saturating_sub(MOST_DIFFERENCES);
        self.made.differences.truncate(MOST_DIFFERENCES);
        self.made.style.truncate(MOST_DIFFERENCES);
        self.made
    }

    fn coverage(&self) -> usize {
        let exact: usize = self
            .alignment
            .found
            .iter()
            .filter_map(|found| match found {
                Found::Exact(span) => Some(span.to - span.from),
                _ => None,
            })
            .sum();
        let own: usize = self.units.iter().map(|unit| unit.folded.len()).sum();
        let shorter = own.min(self.returned.folded.len());
        (exact * 100).checked_div(shorter).unwrap_or(0).min(100)
    }

    /// The same but for the look, perhaps.
    fn exact(&mut self, at: usize, span: Span) {
        let Some(unit) = self.units.get(at) else { return };
        let own = unit.folded.places.iter().map(|place| unit.chars.get(*place));
        let places = self.returned.folded.places.get(span.from..span.to).unwrap_or_default();
        let other = places.iter().map(|place| self.returned.chars.get(*place));
        if own.ne(other) {
            self.compare(at, 1, span);
        }
        let before = self.label_span(at, span.from);
        self.label(at, before);
    }

    fn alike(&mut self, at: usize, span: Span) {
        let followers = self.alignment.found.iter().skip(at + 1);
        let count = 1 + followers.take_while(|found| **found == Found::WithBefore).count();
        let mut span = span;
        if self.units.get(at).is_some_and(|unit| !unit.label.is_empty()) {
            let length = labels::length(&self.returned.folded.chars, span.from);
            let own = Span { from: span.from, to: (span.from + length).min(span.to) };
            let before = if length > 0 { own } else { self.label_span(at, span.from) };
            span.from = own.to;
            self.label(at, before);
        }
        self.compare(at, count, span);
    }

    /// What stands right before a unit that has a label, as far as it may be one.
    fn label_span(&self, at: usize, from: usize) -> Span {
        let none = Span { from, to: from };
        if self.units.get(at).is_none_or(|unit| unit.label.is_empty()) {
            return none;
        }
        let gap = self.alignment.left.iter().find(|gap| gap.to == from);
        let Some(gap) = gap else { return none };
        let line =
            (gap.from..from).rev().take(LONGEST_LABEL).find(|at| self.returned.begins_line(*at));
        let short = from - gap.from <= LONGEST_LABEL;
        line.map_or(if short { *gap } else { none }, |line| Span { from: line, to: from })
    }

    fn label(&mut self, at: usize, span: Span) {
        let Some(unit) = self.units.get(at).filter(|unit| !unit.label.is_empty()) else { return };
        let found = self.returned.slice(span.from, span.to);
        if labels::form(&found) == labels::form(&unit.label) {
            return;
        }
        let folded: Vec<char> =
            self.returned.folded.chars.get(span.from..span.to).unwrap_or_default().to_vec();
        let whole = labels::length(&folded, 0) == folded.len()
            && labels::is_open(&folded) == labels::is_open(&unit.label.chars().collect::<Vec<_>>());
        let (kind, printed) = (if whole { Kind::Style } else { Kind::Changed }, found);
        let mut difference = self.difference(kind, at, 1);
        difference.message = words::of_label(&unit.label, &printed);
        difference.stored = Some(unit.label.clone());
        difference.printed = Some(printed).filter(|text| !text.is_empty());
        self.tell(difference);
    }

    fn compare(&mut self, at: usize, count: usize, span: Span) {
        let own: Vec<char> =
            self.units.iter().skip(at).take(count).flat_map(|unit| unit.chars.clone()).collect();
        let found = self.returned.slice(span.from, span.to);
        let other: Vec<char> = found.chars().collect();
        let pair = Pair::new(&own, &other);
        let exact = |place: usize| self.exact_amount(at, place);
        for part in pair.parts(&exact) {
            let difference = self.part(at, count, &own, &other, &part);
            self.tell(Difference { found: Some(shown(&found)), ..difference });
        }
        let style = pair.style();
        if !style.is_empty() {
            let text = |pick: fn(&(char, char)) -> char| style.iter().map(pick).collect::<String>();
            let (stored, printed) = (text(|(one, _)| *one), text(|(_, two)| *two));
            let mut difference = self.difference(Kind::Style, at, count);
            difference.message = words::of_style(&stored, &printed);
            (difference.stored, difference.printed) = (Some(stored), Some(printed));
            self.tell(Difference { found: Some(shown(&found)), ..difference });
        }
    }

    fn part(
        &self,
        at: usize,
        count: usize,
        own: &[char],
        other: &[char],
        part: &Part,
    ) -> Difference {
        let part = match part.kind {
            Kind::Changed => self.names.widened(own, other, part),
            Kind::Number | Kind::Date | Kind::Notation => words::with_units(own, other, part),
            _ => part.clone(),
        };
        let text = |chars: &[char], range: &std::ops::Range<usize>| {
            let text: String = chars.get(range.clone()).unwrap_or_default().iter().collect();
            Some(shown(&text)).filter(|text| !text.is_empty())
        };
        let mut difference = self.difference(part.kind, at, count);
        difference.stored = text(own, &part.issue);
        difference.printed = text(other, &part.file);
        difference.start += part.issue.start;
        difference.end = difference.start + part.issue.len();
        if let Some((slot, typed)) = self.figure(at, part.issue.start) {
            difference.indicator = Some(slot.label());
            difference.value = typed;
        }
        difference.message = words::of_part(&difference, part.unread);
        difference
    }

    /// The slot that prints a character, with the figure as typed.
    fn figure(&self, at: usize, place: usize) -> Option<(&Slot, Option<String>)> {
        let slot = self.units.get(at)?.slot(place, &self.passages)?;
        let value = Unit::is_value(slot).then(|| self.typed(slot)).flatten();
        Some((slot, value))
    }

    fn key(&self, slot: &Slot) -> Option<FigureKey> {
        let indicator = self.printed.bulletin.indicator_named(&slot.name)?;
        Some(FigureKey::of_hall(&indicator.code, self.printed.issue.month))
    }

    fn typed(&self, slot: &Slot) -> Option<String> {
        let figure = self.printed.figures.get(&self.key(slot)?)?;
        Some(figure.typed.trim().to_owned()).filter(|typed| !typed.is_empty())
    }

    /// The amount of the figure printed at a character, exactly as the book has it.
    fn exact_amount(&self, at: usize, place: usize) -> Option<Amount> {
        let slot = self.units.get(at)?.slot(place, &self.passages)?;
        if !Unit::is_value(slot) {
            return None;
        }
        let quantity = self.printed.figures.get(&self.key(slot)?)?.quantity?;
        Amount::decimal(i128::from(quantity.digits()), i32::from(quantity.exponent()))
    }

    /// A difference about some units, with the place filled in.
    fn difference(&self, kind: Kind, at: usize, count: usize) -> Difference {
        let mut own = self.units.iter().skip(at).take(count);
        let sentence: String = own.clone().map(Unit::text).collect();
        let passage = self.units.get(at).and_then(|unit| self.passages.get(unit.passage));
        let (start, end) =
            (own.clone().next().map_or(0, |unit| unit.start), own.next_back().map_or(0, |u| u.end));
        Difference {
            kind,
            sentence,
            printed: None,
            stored: None,
            indicator: None,
            value: None,
            found: None,
            section: passage.map(|passage| passage.section.clone()).unwrap_or_default(),
            item: passage.and_then(|passage| passage.item.clone()),
            paragraph: passage.map(|passage| passage.paragraph),
            start,
            end,
            message: String::new(),
            place: passage.map(|p| Place { part: p.part, anchor: p.anchor, start, end }),
        }
    }

    fn tell(&mut self, difference: Difference) {
        let list = if difference.kind == Kind::Style {
            &mut self.made.style
        } else {
            &mut self.made.differences
        };
        list.push(difference);
    }

    /// Sentences that are nowhere in the file; a section that is gone altogether is told once.
    fn removed(&mut self) {
        let needed = |at: usize| self.units.get(at).is_some_and(|unit| !unit.optional);
        let gone =
            |at: &usize| self.alignment.found.get(*at) == Some(&Found::Nowhere) && needed(*at);
        let section = |at: usize| {
            let passage = self.units.get(at).and_then(|unit| self.passages.get(unit.passage));
            passage.map(|passage| passage.section.as_str())
        };
        let all: Vec<usize> = (0..self.units.len()).filter(|at| needed(*at)).collect();
        let mut told = Vec::new();
        for part in all.chunk_by(|a, b| section(*a) == section(*b)) {
            let missing: Vec<usize> = part.iter().copied().filter(gone).collect();
            let Some(first) = missing.first() else { continue };
            if missing.len() == part.len() && part.len() > 1 {
                let mut difference = self.difference(Kind::Removed, *first, 1);
                difference.message = words::of_section(section(*first).unwrap_or(""), part.len());
                told.push(difference);
                continue;
            }
            told.extend(missing.into_iter().map(|at| {
                let mut difference = self.difference(Kind::Removed, at, 1);
                difference.stored = Some(difference.sentence.clone());
                "文件里没有这一句".clone_into(&mut difference.message);
                difference
            }));
        }
        self.made.differences.extend(told);
    }

    /// Sentences in another place, told once for each paragraph.
    fn moved(&mut self) {
        let moved: Vec<usize> = (0..self.units.len())
            .filter(|at| self.alignment.moved.get(*at) == Some(&true))
            .collect();
        let item = |at: usize| {
            let passage = self.units.get(at).and_then(|unit| self.passages.get(unit.passage));
            passage.map(|passage| (passage.anchor, passage.section.as_str()))
        };
        let mut told = Vec::new();
        for group in moved.chunk_by(|a, b| *b == a + 1 && item(*a) == item(*b)) {
            let Some(first) = group.first() else { continue };
            let mut difference = self.difference(Kind::Moved, *first, 1);
            difference.message = words::of_move(group.len());
            told.push(difference);
        }
        self.made.differences.extend(told);
    }

    /// What the file has beyond the issue.
    fn left(&mut self) {
        let gaps = std::mem::take(&mut self.alignment.left);
        let titles: Vec<String> =
            self.units.iter().map(|unit| unit.folded.text().to_owned()).collect();
        for piece in pieces(&self.returned, &gaps) {
            if self.is_label(piece.span, piece.label) {
                continue;
            }
            let text = shown(&self.returned.slice(piece.span.from, piece.span.to));
            if is_contents(&self.returned, piece.span, piece.label, &titles) || text.is_empty() {
                continue;
            }
            self.tell(Difference {
                kind: Kind::Added,
                sentence: text.clone(),
                printed: Some(text),
                stored: None,
                indicator: None,
                value: None,
                found: None,
                section: self.section_before(piece.span.from),
                item: None,
                paragraph: None,
                start: 0,
                end: 0,
                message: "本期没有这一句".to_owned(),
                place: self.end_before(piece.span.from),
            });
        }
    }

    /// Whether a stretch is the label of what follows, told with it.
    fn is_label(&self, span: Span, label: usize) -> bool {
        if label > 0 && span.from + label == span.to {
            return true;
        }
        let labelled = self.units.iter().zip(&self.alignment.found).any(|(unit, found)| {
            let from = match found {
                Found::Exact(own) | Found::Alike(own) => own.from,
                Found::WithBefore | Found::Nowhere => return false,
            };
            from == span.to && !unit.label.is_empty()
        });
        labelled && span.to - span.from <= LONGEST_LABEL
    }

    /// The end of the issue's sentence right before a stretch that goes on with its paragraph.
    fn end_before(&self, at: usize) -> Option<Place> {
        if self.returned.begins_line(at) {
            return None;
        }
        let found = self.units.iter().zip(&self.alignment.found);
        let mut before = found.filter_map(|(unit, found)| match found {
            Found::Exact(span) | Found::Alike(span) if span.to == at => Some(unit),
            _ => None,
        });
        let unit = before.next_back()?;
        let passage = self.passages.get(unit.passage)?;
        let (part, anchor) = (passage.part, passage.anchor);
        anchor.map(|_| Place { part, anchor, start: unit.end, end: unit.end })
    }

    /// The section in which a stretch of the file stands.
    fn section_before(&self, at: usize) -> String {
        let found =
            self.units.iter().zip(&self.alignment.found).filter_map(|(unit, found)| match found {
                Found::Exact(span) | Found::Alike(span) if span.to <= at => Some((span.to, unit)),
                _ => None,
            });
        let last = found.max_by_key(|(to, _)| *to);
        let passage = last.and_then(|(_, unit)| self.passages.get(unit.passage));
        passage.map(|passage| passage.section.clone()).unwrap_or_default()
    }
}

/// Percent of likeness asked of sentences that stand in the same place.
const LIKENESS: usize = 34;
const LONGEST_LABEL: usize = 8;

/// Text of a row on one line.
fn shown(text: &str) -> String {
    text.replace(CELL, "　").trim().to_owned()
}

/// A line of a table of contents: a title of the issue with dots and a page.
fn is_contents(returned: &Returned, span: Span, label: usize, titles: &[String]) -> bool {
    let chars = returned.folded.chars.get(span.from + label..span.to).unwrap_or_default();
    let text: String = chars.iter().collect();
    let title = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let title = title.trim_end_matches(['.', '…', '·', '-', '\t']);
    if title.len() == text.len() {
        return ["目录", "目次"].contains(&title);
    }
    titles.iter().any(|known| known == title)
}
