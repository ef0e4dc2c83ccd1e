//! The print as passages: each stretch of text a numeral is read in, with its place and its runs.
//! Knows no numeral.

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;

use crate::document::numbering::section_name;
use crate::document::{Anchor, Block, Document, Role, Run, Table, text_of};
use crate::model::{Issue, TableSpec};

/// Which piece of the print a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Masthead,
    Heading,
    Paragraph,
    Caption,
    /// Head of a table's column.
    Head,
    Cell,
    Distribution,
}

/// One line of the print, or one cell of a table.
pub struct Passage<'a> {
    pub part: Part,
    /// `None` outside all sections.
    pub anchor: Option<Anchor>,
    pub section: String,
    pub item: Option<String>,
    /// See [`super::Numeral::paragraph`].
    pub paragraph: usize,
    pub column: Option<usize>,
    pub text: String,
    pub runs: Cow<'a, [Run]>,
    /// What stands for a sentence beside a cell of a table.
    pub around: Option<String>,
    pub table: Option<&'a TableSpec>,
}

impl<'a> Passage<'a> {
    /// A passage outside all sections.
    pub fn new(part: Part, runs: Cow<'a, [Run]>) -> Self {
        Self {
            part,
            anchor: None,
            section: String::new(),
            item: None,
            paragraph: 0,
            column: None,
            text: text_of(&runs),
            runs,
            around: None,
            table: None,
        }
    }

    /// The sentence around a byte of the text.
    pub fn sentence(&self, at: usize) -> String {
        let own = || sentence_near(&self.text, at);
        self.around.clone().unwrap_or_else(|| own().trim().to_owned())
    }

    /// The run that prints the byte, with its bytes.
    pub fn run_at(&self, byte: usize) -> Option<(&Run, Range<usize>)> {
        let mut start = 0;
        for run in self.runs.iter() {
            let end = start + run.text.len();
            if (start..end).contains(&byte) {
                return Some((run, start..end));
            }
            start = end;
        }
        None
    }
}

/// The sentence that holds byte `at`; of a very long one only what is near.
fn sentence_near(text: &str, at: usize) -> &str {
    const NEAR: usize = 400;
    let head = text.get(..at).unwrap_or("");
    let from = head.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    let tail = text.get(at..).unwrap_or("");
    let to = tail.char_indices().nth(NEAR).map_or(text.len(), |(length, _)| at + length);
    let near = text.get(from..to).unwrap_or("");
    near.get(sentence_range(near, at - from)).unwrap_or(near)
}

/// The bytes of the sentence that holds byte `at`, its closing mark included.
pub fn sentence_range(text: &str, at: usize) -> Range<usize> {
    const ENDS: [char; 3] = ['。', '！', '？'];
    let before = text.get(..at).unwrap_or("");
    let start = before.rfind(ENDS).map_or(0, |at| at + '。'.len_utf8());
    let after = text.get(at..).unwrap_or("");
    let end = after.find(ENDS).map_or(text.len(), |length| at + length + '。'.len_utf8());
    start..end
}

/// Everything that is printed, in order.
pub fn passages<'a>(issue: &'a Issue, document: &'a Document) -> Vec<Passage<'a>> {
    let mut walk = Walk { issue, at: None, section: String::new(), item: None, found: Vec::new() };
    for block in &document.blocks {
        match block {
            Block::Masthead => walk.lines(Part::Masthead, "报头", document.meta.lines().to_vec()),
            Block::Heading { runs, anchor, .. } => walk.heading(runs, *anchor),
            Block::Paragraph { runs, anchor } => walk.paragraph(runs, *anchor),
            Block::Table(table) => walk.table(table),
            Block::Chart(chart) => walk.paragraph(&chart.caption, chart.anchor),
            Block::Distribution { lines, .. } => {
                let lines = lines.iter().map(|line| Run::plain(&line.print())).collect();
                walk.lines(Part::Distribution, "报尾", lines);
            }
        }
    }
    walk.found
}

struct Walk<'a> {
    issue: &'a Issue,
    /// Which section the name is of.
    at: Option<usize>,
    section: String,
    /// Label of the item, with its place.
    item: Option<(Anchor, String)>,
    found: Vec<Passage<'a>>,
}

impl<'a> Walk<'a> {
    fn lines(&mut self, part: Part, section: &str, lines: Vec<Run>) {
        for (paragraph, run) in lines.into_iter().enumerate() {
            let passage = Passage::new(part, Cow::Owned(vec![run]));
            self.found.push(Passage { section: section.to_owned(), paragraph, ..passage });
        }
    }

    fn heading(&mut self, runs: &'a [Run], anchor: Anchor) {
        (self.at, self.section) = (Some(anchor.section), text_of(runs));
        self.item = None;
        self.push(Passage::new(Part::Heading, Cow::Borrowed(runs)), anchor);
    }

    fn paragraph(&mut self, runs: &'a [Run], anchor: Anchor) {
        if let Some(label) = runs.first().filter(|run| run.role == Role::Label) {
            self.item = Some((anchor, label.text.clone()));
        }
        let own = self.item.as_ref().filter(|(labelled, _)| {
            (labelled.section, labelled.item) == (anchor.section, anchor.item)
        });
        let item = own.map(|(_, label)| label.clone());
        let passage = Passage::new(Part::Paragraph, Cow::Borrowed(runs));
        self.push(Passage { item, paragraph: anchor.paragraph, ..passage }, anchor);
    }

    fn table(&mut self, table: &'a Table) {
        let spec = self.issue.sections.get(table.anchor.section).and_then(|s| s.table.as_ref());
        let caption = text_of(&table.caption);
        let passage = Passage::new(Part::Caption, Cow::Borrowed(&*table.caption));
        self.push(Passage { table: spec, ..passage }, table.anchor);
        let heads = table.column_heads();
        for (row, cells) in table.all_rows().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let part = if row < table.head_rows() { Part::Head } else { Part::Cell };
                let passage = Passage::new(part, Cow::Borrowed(std::slice::from_ref(cell)));
                let head = heads.get(column).map_or("", String::as_str);
                let around = Some(around(&caption, head, table, row));
                let place =
                    Passage { paragraph: row, column: Some(column), table: spec, ..passage };
                self.push(Passage { around, ..place }, table.anchor);
            }
        }
    }

    fn push(&mut self, passage: Passage<'a>, anchor: Anchor) {
        if self.at != Some(anchor.section) {
            // What opens an issue may have no title.
            self.at = Some(anchor.section);
            self.section = section_name(self.issue, anchor.section);
        }
        let (section, anchor) = (self.section.clone(), Some(anchor));
        self.found.push(Passage { anchor, section, ..passage });
    }
}

/// 各窗口办件量排名：税务局，办结量（件）
fn around(caption: &str, head: &str, table: &Table, row: usize) -> String {
    let name = row.checked_sub(table.head_rows()).and_then(|row| table.body().get(row)).and_then(
        |cells| {
            // The name stands left of the numbers, after the place of a ranking.
            cells.iter().find(|cell| !cell.text.chars().all(|c| c.is_ascii_digit() || c == '—'))
        },
    );
    let name = name.map_or("", |cell| &cell.text);
    let parts = [name, head].into_iter().filter(|part| !part.is_empty());
    let place = parts.collect::<Vec<_>>().join("，");
    if caption.is_empty() { place } else { format!("{caption}：{place}") }
}
