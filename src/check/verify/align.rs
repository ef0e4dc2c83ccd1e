//! Which part of the returned stream says what each unit of the print says: first what stands there
//! exactly, in order where it can be, then what is most alike. Linear for a file that is the same.

use super::alike::{self, Candidate};
use super::returned::Returned;
use super::units::{Unit, is_end};

/// Shorter units are looked for only between their neighbours.
const TELLING: usize = 6;

/// Characters of the longest label.
const LABEL: usize = 6;

/// A stretch of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub from: usize,
    pub to: usize,
}

/// Where a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Exact(Span),
    /// Something like it. Several units may share one stretch; the first of them holds it.
    Alike(Span),
    /// The unit before holds the stretch.
    WithBefore,
    Nowhere,
}

pub(super) struct Alignment {
    pub found: Vec<Found>,
    /// Units found exactly, out of order.
    pub moved: Vec<bool>,
    /// Stretches that belong to no unit.
    pub left: Vec<Span>,
}

/// `likeness` is what is asked, in percent, of sentences that are only alike.
pub(super) fn align(units: &[Unit], returned: &Returned, likeness: usize) -> Alignment {
    let mut claims = Claims { returned, spans: vec![None; units.len()], taken: Vec::new() };
    claims.walk(units);
    claims.anchors(units);
    claims.between(units);
    claims.anywhere(units);
    let moved = out_of_order(&claims.spans);
    let mut found: Vec<Found> =
        claims.spans.iter().map(|span| span.map_or(Found::Nowhere, Found::Exact)).collect();
    let pieces = alike::pieces(returned, &claims.gaps());
    let pairs = alike::pairs(units, (&claims.spans, &moved), returned, &pieces, likeness);
    for Candidate { unit, units: count, span, .. } in &pairs {
        for (at, place) in found.iter_mut().enumerate().skip(*unit).take(*count) {
            *place = if at == *unit { Found::Alike(*span) } else { Found::WithBefore };
        }
        claims.taken.push(*span);
    }
    claims.taken.sort_by_key(|span| span.from);
    let left = claims.gaps();
    Alignment { found, moved, left }
}

struct Claims<'a> {
    returned: &'a Returned,
    spans: Vec<Option<Span>>,
    /// Sorted, apart.
    taken: Vec<Span>,
}

impl Claims<'_> {
    /// Units that follow one another just as in print, up to the first that does not.
    fn walk(&mut self, units: &[Unit]) {
        let mut at = 0;
        for (nth, unit) in units.iter().enumerate() {
            let from = self.after_label(at, unit);
            if !self.returned.folded.starts_with(unit.folded.text(), from) {
                continue;
            }
            let span = Span { from, to: from + unit.folded.len() };
            if self.ends_here(unit, span.to) {
                self.claim(nth, span);
                at = span.to;
            }
        }
    }

    /// Steps over the label that stands before a unit.
    fn after_label(&self, at: usize, unit: &Unit) -> usize {
        if unit.label.is_empty() {
            return at;
        }
        let length = super::labels::length(&self.returned.folded.chars, at);
        at + length
    }

    /// A unit without an end mark ends where its line does.
    fn ends_here(&self, unit: &Unit, to: usize) -> bool {
        unit.is_closed() || self.returned.ends_line(to)
    }

    /// A unit begins a line, with or without its label, or follows a sentence; else it is only the
    /// tail of what stands there.
    fn starts_here(&self, unit: &Unit, at: usize) -> bool {
        let chars = &self.returned.folded.chars;
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let closes = |c: &char| is_end(*c) || matches!(c, '"' | '\'' | ')');
        if self.returned.begins_line(at) || before.is_none_or(closes) {
            return true;
        }
        let line = (at.saturating_sub(LABEL)..at).rev().find(|at| self.returned.begins_line(*at));
        !unit.label.is_empty()
            && line.is_some_and(|line| line + super::labels::length(chars, line) == at)
    }

    fn is_free(&self, span: Span) -> bool {
        let next = self.taken.partition_point(|other| other.to <= span.from);
        self.taken.get(next).is_none_or(|other| other.from >= span.to)
    }

    fn claim(&mut self, nth: usize, span: Span) {
        if let Some(place) = self.spans.get_mut(nth) {
            *place = Some(span);
        }
        let at = self.taken.partition_point(|other| other.from < span.from);
        self.taken.insert(at, span);
    }

    /// The first free place of a unit within a stretch.
    fn find(&self, unit: &Unit, within: Span) -> Option<Span> {
        let mut from = within.from;
        while let Some(at) = self.returned.folded.find(unit.folded.text(), from, within.to) {
            let span = Span { from: at, to: at + unit.folded.len() };
            if self.is_free(span) && self.starts_here(unit, at) && self.ends_here(unit, span.to) {
                return Some(span);
            }
            from = at + 1;
        }
        None
    }

    fn all(&self) -> Span {
        Span { from: 0, to: self.returned.folded.len() }
    }

    /// Long units that stand in one place only; the longest first, so that a heading is not found
    /// within a sentence that says the same.
    fn anchors(&mut self, units: &[Unit]) {
        let mut open: Vec<usize> = (0..units.len()).filter(|at| self.is_open(units, *at)).collect();
        open.sort_by_key(|at| {
            std::cmp::Reverse(units.get(*at).map_or(0, |unit| unit.folded.len()))
        });
        for at in open {
            let Some(unit) = units.get(at) else { continue };
            let Some(span) = self.find(unit, self.all()) else { continue };
            let rest = Span { from: span.from + 1, to: self.all().to };
            if self.find(unit, rest).is_none() {
                self.claim(at, span);
            }
        }
    }

    fn is_open(&self, units: &[Unit], at: usize) -> bool {
        self.spans.get(at) == Some(&None)
            && units.get(at).is_some_and(|unit| unit.folded.len() >= TELLING)
    }

    /// Units between neighbours that were found.
    fn between(&mut self, units: &[Unit]) {
        let order = in_order(&self.spans);
        let mut from = 0;
        for (at, unit) in units.iter().enumerate() {
            if let Some(span) = self.spans.get(at).copied().flatten() {
                if order.get(at) == Some(&true) {
                    from = span.to;
                }
                continue;
            }
            let after = (at + 1..units.len()).find(|next| order.get(*next) == Some(&true));
            let to = after.and_then(|next| self.spans.get(next).copied().flatten());
            let to = to.map_or(self.all().to, |span| span.from);
            if let Some(span) = self.find(unit, Span { from, to }) {
                self.claim(at, span);
                from = span.to;
            }
        }
    }

    fn anywhere(&mut self, units: &[Unit]) {
        for (at, unit) in units.iter().enumerate() {
            if self.is_open(units, at)
                && let Some(span) = self.find(unit, self.all())
            {
                self.claim(at, span);
            }
        }
    }

    /// What is not taken.
    fn gaps(&self) -> Vec<Span> {
        let mut gaps = Vec::new();
        let mut from = 0;
        for span in &self.taken {
            if span.from > from {
                gaps.push(Span { from, to: span.from });
            }
            from = from.max(span.to);
        }
        if from < self.all().to {
            gaps.push(Span { from, to: self.all().to });
        }
        gaps
    }
}

/// Which units keep the order of print: the most that can.
pub(super) fn in_order(spans: &[Option<Span>]) -> Vec<bool> {
    // The smallest end of each rising chain, by length, with the unit it ends at.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; spans.len()];
    for (at, span) in spans.iter().enumerate() {
        let Some(span) = span else { continue };
        let length = ends.partition_point(|(end, _)| *end < span.from);
        if let Some(previous) = length.checked_sub(1).and_then(|length| ends.get(length))
            && let Some(place) = before.get_mut(at)
        {
            *place = Some(previous.1);
        }
        match ends.get_mut(length) {
            Some(end) => *end = (span.from, at),
            None => ends.push((span.from, at)),
        }
    }
    let mut order = vec![false; spans.len()];
    let mut at = ends.last().map(|(_, at)| *at);
    while let Some(here) = at {
        if let Some(flag) = order.get_mut(here) {
            *flag = true;
        }
        at = before.get(here).copied().flatten();
    }
    order
}

fn out_of_order(spans: &[Option<Span>]) -> Vec<bool> {
    let order = in_order(spans);
    spans.iter().zip(order).map(|(span, kept)| span.is_some() && !kept).collect()
}
