//! The issue as printed, line by line, each character traced back to where it was typed.

use crate::document::{Anchor, Block, Document, Role, Run};
use crate::model::{Issue, Item};
use crate::text::prose::{Part, Prose};

use super::line::{Field, Line, Origin};

/// All lines of an issue.
pub(super) struct Page<'a> {
    pub issue: &'a Issue,
    pub lines: Vec<Line>,
    anchors: Vec<Anchor>,
}

/// Where a line stands in the issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub section: usize,
    pub item: Option<usize>,
    pub paragraph: usize,
    /// The first line of an item, or a title.
    pub opens_item: bool,
}

impl<'a> Page<'a> {
    pub fn new(issue: &'a Issue, document: &Document) -> Self {
        Self::of(issue, document, |_| true)
    }

    /// Only the lines at some places.
    pub fn of(issue: &'a Issue, document: &Document, keep: impl Fn(Anchor) -> bool) -> Self {
        let mut page = Self { issue, lines: Vec::new(), anchors: Vec::new() };
        for block in &document.blocks {
            match block {
                Block::Heading { anchor, .. } | Block::Paragraph { anchor, .. }
                    if !keep(*anchor) => {}
                Block::Heading { runs, anchor, .. } => page.title(runs, *anchor),
                Block::Paragraph { runs, anchor } => page.paragraph(runs, *anchor),
                Block::Masthead
                | Block::Table(_)
                | Block::Chart(_)
                | Block::Distribution { .. } => {}
            }
        }
        page
    }

    fn title(&mut self, runs: &[Run], anchor: Anchor) {
        let Some(section) = self.issue.sections.get(anchor.section) else { return };
        let mut line = line(runs, Field::Title, &section.title, None);
        line.is_title = true;
        self.lines.push(line);
        self.anchors.push(anchor);
    }

    fn paragraph(&mut self, runs: &[Run], anchor: Anchor) {
        let Some(item) = self.item(anchor) else { return };
        let source = item.paragraphs.get(anchor.paragraph).map_or("", String::as_str);
        self.lines.push(line(runs, Field::Paragraph, source, item.lead.as_deref()));
        self.anchors.push(anchor);
    }

    fn item(&self, anchor: Anchor) -> Option<&'a Item> {
        self.issue.sections.get(anchor.section)?.items.get(anchor.item?)
    }

    pub fn anchor(&self, index: usize) -> Anchor {
        let none = Anchor { section: usize::MAX, item: None, paragraph: 0 };
        self.anchors.get(index).copied().unwrap_or(none)
    }

    /// The item a line belongs to.
    pub fn item_of(&self, index: usize) -> Option<&'a Item> {
        self.item(self.anchor(index))
    }

    pub fn place(&self, index: usize) -> Place {
        let Anchor { section, item, paragraph } = self.anchor(index);
        let before = index.checked_sub(1).map(|before| self.anchor(before));
        let opens_item = before.is_none_or(|one| (one.section, one.item) != (section, item));
        Place { section, item, paragraph, opens_item }
    }
}

/// A printed line; what cannot be traced to the source has no origin.
fn line(runs: &[Run], field: Field, source: &str, lead: Option<&str>) -> Line {
    let (own, origins) = traced(runs, field, source).unwrap_or((0, Vec::new()));
    let opening = runs.get(..runs.len() - own).unwrap_or_default();
    let mut chars: Vec<char> = Vec::new();
    let mut all: Vec<Option<Origin>> = Vec::new();
    for run in opening {
        let text: Vec<char> = run.text.chars().collect();
        let lead = lead.filter(|_| run.role == Role::Lead).unwrap_or_default();
        all.extend(of_lead(&text, lead));
        chars.extend(text);
    }
    let body = if own == 0 { 0 } else { chars.len() };
    for run in runs.get(runs.len() - own..).unwrap_or_default() {
        chars.extend(run.text.chars());
    }
    all.extend(origins);
    all.resize(chars.len(), None);
    Line::new(chars, all, body)
}

/// How many of the last runs a source printed, and the origin of each of their characters.
fn traced(runs: &[Run], field: Field, source: &str) -> Option<(usize, Vec<Option<Origin>>)> {
    let letters: Vec<char> = source.chars().collect();
    let skipped = source.chars().count() - source.trim_start().chars().count();
    let prose = Prose::parse(source.trim());
    let own = runs.iter().rev().take_while(|run| is_own(run)).count();
    let mut tracer = Tracer { source: &letters, at: skipped, field };
    // The opening may hold plain runs too: take the fewest last runs that print the whole source.
    (1..=own).find_map(|count| {
        tracer.at = skipped;
        let last = runs.get(runs.len() - count..)?;
        Some((count, tracer.trace(&prose, last)?))
    })
}

fn is_own(run: &Run) -> bool {
    !matches!(run.role, Role::Label | Role::Lead)
}

/// The characters of a lead, which is printed as typed, with a mark added.
fn of_lead(printed: &[char], lead: &str) -> Vec<Option<Origin>> {
    let letters: Vec<char> = lead.chars().collect();
    let skipped = lead.chars().count() - lead.trim_start().chars().count();
    let place = |(at, c): (usize, &char)| {
        let start = skipped + at;
        let field = Field::Lead;
        (letters.get(start) == Some(c)).then_some(Origin { field, start, end: start + 1 })
    };
    printed.iter().enumerate().map(place).collect()
}

struct Tracer<'a> {
    source: &'a [char],
    at: usize,
    field: Field,
}

impl Tracer<'_> {
    fn trace(&mut self, prose: &Prose, runs: &[Run]) -> Option<Vec<Option<Origin>>> {
        let mut origins = Vec::new();
        let mut runs = runs.iter().peekable();
        for part in &prose.parts {
            match part {
                Part::Text(text) => {
                    let printed = Run::plain(text).text;
                    if !printed.is_empty() {
                        let run = runs.next().filter(|run| run.slot.is_none())?;
                        (run.text == printed).then_some(())?;
                        self.literal(&printed, &mut origins)?;
                    }
                    self.skip_unprinted();
                }
                Part::Slot(slot) => {
                    if let Some(run) = runs.next_if(|run| run.slot.as_ref() == Some(slot)) {
                        origins.extend(run.text.chars().map(|_| None));
                    }
                    self.skip_slot()?;
                }
            }
        }
        runs.next().is_none().then_some(origins)
    }

    fn literal(&mut self, printed: &str, origins: &mut Vec<Option<Origin>>) -> Option<()> {
        for c in printed.chars() {
            origins.push(Some(self.letter(c)?));
        }
        Some(())
    }

    /// The next source character that printed `c`.
    fn letter(&mut self, c: char) -> Option<Origin> {
        loop {
            let start = self.at;
            let typed = *self.source.get(start)?;
            let field = self.field;
            if typed == c {
                let doubled = matches!(c, '{' | '}') && self.source.get(start + 1) == Some(&c);
                self.at += 1 + usize::from(doubled);
                return Some(Origin { field, start, end: self.at });
            }
            if c == ' ' && typed.is_whitespace() {
                return Some(Origin { field, start, end: start + 1 });
            }
            if !is_unprinted(typed) {
                return None;
            }
            self.at += 1;
        }
    }

    fn skip_unprinted(&mut self) {
        while self.source.get(self.at).is_some_and(|c| is_unprinted(*c)) {
            self.at += 1;
        }
    }

    fn skip_slot(&mut self) -> Option<()> {
        let rest = self.source.get(self.at..)?;
        (rest.first() == Some(&'{')).then_some(())?;
        self.at += rest.iter().position(|c| *c == '}')? + 1;
        Some(())
    }
}

/// What print drops: see `Run::new`.
fn is_unprinted(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
