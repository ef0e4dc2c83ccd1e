//! The print as lines of text, each with the numerals in it, and what each numeral looks like.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::{Class, Finding, Level, Numeral, Part, wording};
use crate::document::{Anchor, Block, Document, Run, Table, text_of};

/// How a numeral is shown: by ink, and by something that needs no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Bound,
    /// Dates, names, quotations.
    Quiet,
    Exception,
    Unproven,
    /// Some finding says that it is wrong or must be looked at.
    Contradicted,
}

/// One line of the print.
pub struct Line {
    pub part: Part,
    pub text: String,
    /// Bytes of the text, and which numeral stands there.
    pub marks: Vec<(Range<usize>, usize)>,
}

/// A numeral as the table shows it.
pub struct Entry {
    pub numeral: Numeral,
    pub look: Look,
    /// What is said against it.
    pub message: String,
    /// 二、（三）
    pub place: String,
}

/// The whole proof sheet.
#[derive(Default)]
pub struct Sheet {
    pub lines: Vec<Line>,
    pub entries: Vec<Entry>,
}

/// Where in print a numeral stands.
type Key = (Part, Option<Anchor>, usize, Option<usize>);

impl Sheet {
    pub fn new(document: &Document, numerals: &[Numeral], findings: &[Finding]) -> Self {
        let entries: Vec<Entry> = numerals.iter().map(|one| entry(one, findings)).collect();
        let mut by_place: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, numeral) in numerals.iter().enumerate() {
            let Numeral { part, anchor, paragraph, column, .. } = numeral;
            let key = (*part, anchor.filter(|_| true), *paragraph, *column);
            by_place.entry(word(&key)).or_default().push(at);
        }
        let mut sheet = Self { lines: Vec::new(), entries };
        for block in &document.blocks {
            sheet.block(document, block, &by_place);
        }
        sheet
    }

    fn block(&mut self, document: &Document, block: &Block, by: &BTreeMap<String, Vec<usize>>) {
        match block {
            Block::Masthead => {
                for (at, run) in document.meta.lines().into_iter().enumerate() {
                    self.line(by, (Part::Masthead, None, at, None), &[run]);
                }
            }
            Block::Heading { runs, anchor, .. } => {
                self.line(by, (Part::Heading, Some(*anchor), 0, None), runs);
            }
            Block::Paragraph { runs, anchor } => {
                let key = (Part::Paragraph, Some(*anchor), anchor.paragraph, None);
                self.line(by, key, runs);
            }
            Block::Table(table) => self.table(by, table),
            Block::Chart(_) => {}
            Block::Distribution { lines, .. } => {
                for (at, line) in lines.iter().enumerate() {
                    let run = Run::plain(&line.print());
                    self.line(by, (Part::Distribution, None, at, None), &[run]);
                }
            }
        }
    }

    fn line(&mut self, by: &BTreeMap<String, Vec<usize>>, key: Key, runs: &[Run]) {
        let mut line = Line { part: key.0, text: String::new(), marks: Vec::new() };
        line.push(by, &key, &text_of(runs), &self.entries);
        self.lines.push(line);
    }

    /// A row is one line, its cells apart.
    fn table(&mut self, by: &BTreeMap<String, Vec<usize>>, table: &Table) {
        let anchor = Some(table.anchor);
        if !table.caption.is_empty() {
            self.line(by, (Part::Caption, anchor, 0, None), &table.caption);
        }
        for (row, cells) in table.all_rows().enumerate() {
            let part = if row < table.head_rows() { Part::Head } else { Part::Cell };
            let mut line = Line { part, text: String::new(), marks: Vec::new() };
            for (column, cell) in cells.iter().enumerate() {
                if column > 0 {
                    line.text.push_str("　｜　");
                }
                line.push(by, &(part, anchor, row, Some(column)), &cell.text, &self.entries);
            }
            self.lines.push(line);
        }
    }
}

impl Line {
    fn push(
        &mut self,
        by: &BTreeMap<String, Vec<usize>>,
        key: &Key,
        text: &str,
        entries: &[Entry],
    ) {
        let base = self.text.len();
        self.text.push_str(text);
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
        for at in by.get(&word(key)).into_iter().flatten() {
            let Some(entry) = entries.get(*at) else { continue };
            let range = base + byte(entry.numeral.start)..base + byte(entry.numeral.end);
            self.marks.push((range, *at));
        }
    }

    /// The numeral at a character of the line.
    pub fn numeral_at(&self, character: usize) -> Option<usize> {
        let byte = self.text.char_indices().nth(character).map_or(self.text.len(), |(at, _)| at);
        let touches = |range: &Range<usize>| range.start <= byte && byte <= range.end;
        self.marks.iter().find(|(range, _)| touches(range)).map(|(_, at)| *at)
    }
}

fn word(key: &Key) -> String {
    let (part, anchor, paragraph, column) = key;
    let anchor = anchor.map(|a| (a.section, a.item));
    format!("{part:?} {anchor:?} {paragraph} {column:?}")
}

fn entry(numeral: &Numeral, findings: &[Finding]) -> Entry {
    let against = findings.iter().find(|finding| speaks_of(finding, numeral));
    let look = match numeral.class {
        _ if against.is_some_and(|finding| finding.level <= Level::Doubt) => Look::Contradicted,
        Class::Bound | Class::Derived => Look::Bound,
        Class::Date | Class::Ordinal | Class::Quoted => Look::Quiet,
        Class::Exception => Look::Exception,
        Class::Unproven => Look::Unproven,
    };
    let label = numeral.section.split_once('、').map_or(numeral.section.as_str(), |(n, _)| n);
    let place = format!("{label}{}", numeral.item.as_deref().unwrap_or_default());
    let message = against.map(|finding| finding.message.clone()).unwrap_or_default();
    Entry { numeral: numeral.clone(), look, message, place }
}

/// Whether a finding about numbers is about this one; that it is unproven is no contradiction.
fn speaks_of(finding: &Finding, numeral: &Numeral) -> bool {
    let of_numbers = wording::rule(finding.rule).is_none() && finding.rule != "numeral-unproven";
    let apart = finding.end <= numeral.start || numeral.end <= finding.start;
    of_numbers
        && finding.anchor.is_some()
        && finding.anchor == numeral.anchor
        && numeral.part == Part::Paragraph
        && !apart
}
