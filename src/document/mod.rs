//! L1: what is printed, as blocks and runs with roles. Knows no file format, font or page.
//!
//! One tree feeds every writer, so they cannot disagree in content. Numbers are worded once, in
//! [`compose`]; text is free of control characters and line breaks from then on. A document can be
//! written down whole and read again, so that an issue prints the same when its figures have moved;
//! it is frozen so with every publication. A field that is added needs a default, none goes.

mod cells;
mod compose;
mod day;
mod exhibit;
mod opening;
mod table;
mod values;

pub mod numbering;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{DistributionLevel, Month};
use crate::text::prose::Slot;
use crate::trend::chart::{Across, Chart};

pub use crate::text::joins::Span;
pub use cells::Reach;
pub use compose::compose;
pub use exhibit::kind_of;
pub use opening::begins_with_date;

/// An issue as it will be printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub meta: Meta,
    pub blocks: Vec<Block>,
    /// Every place printed as 〔…〕, in order of print.
    pub empty: Vec<EmptySlot>,
}

/// The facts of the masthead and of the file's properties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    pub title: String,
    /// 第4期（总第58期）
    pub number_line: String,
    pub issuer: String,
    #[serde(with = "day", default, skip_serializing_if = "Option::is_none")]
    pub issue_date: Option<Date>,
    /// The month covered.
    pub month: Month,
    pub number: u32,
    pub total_number: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Name, number, issuer and date: see [`Meta::lines`].
    Masthead,
    /// A section's title with its label, level 1; level 0 is the issue's own title (标题), above all
    /// numbered ones.
    Heading {
        level: u8,
        runs: Vec<Run>,
        anchor: Anchor,
    },
    Paragraph {
        runs: Vec<Run>,
        anchor: Anchor,
    },
    Table(Table),
    Chart(ChartBlock),
    /// 报 / 送 / 发, only the levels that have entries and are printed.
    Distribution {
        lines: Vec<DistributionLine>,
        /// 编辑：… 审核：…, where the house prints it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        editors: Option<String>,
        /// （共印60份）, where the house prints it.
        copies: Option<String>,
    },
}

/// A trend chart with its caption, which stands below it and may be empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChartBlock {
    pub caption: Vec<Run>,
    pub chart: Box<Chart>,
    pub anchor: Anchor,
}

/// A table of figures. Every row has as many cells as the head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Printed above the table; may be empty.
    pub caption: Vec<Run>,
    pub head: Vec<Run>,
    /// How each column is set; as long as the head.
    pub align: Vec<Align>,
    pub rows: Vec<Vec<Run>>,
    /// How many of the rows belong to the head, too.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more_heads: usize,
    /// Cells that reach over others, rows counted from the head.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    pub anchor: Anchor,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// How a column is set: names to the left, places centred, numbers to the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    Left,
    Centre,
    Right,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistributionLine {
    pub level: DistributionLevel,
    /// The entries with their marks, ended by 。
    pub text: String,
    /// The entries one by one: a name may hold the marks that part others.
    #[serde(default)]
    pub names: Vec<String>,
}

/// A stretch of text with one meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub role: Role,
    pub text: String,
    /// The slot that printed it, also when it printed nothing but its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
}

/// Meaning, never look: writers decide on faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Plain,
    /// The value of an indicator.
    Figure,
    /// A value computed from figures: 环比, 累计, 占比.
    Derived,
    /// 〔…〕: something that must be filled before print.
    Empty,
    /// 一、 （一） 1.
    Label,
    /// Run-in heading (段首标题) with its closing mark.
    Lead,
    /// To whom the issue speaks (主送), flush left: 各进驻单位：
    Address,
}

/// Where in the issue a block comes from: indices into `Issue::sections`, `Section::items` and
/// `Item::paragraphs`, so that a click on print finds the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    pub section: usize,
    pub item: Option<usize>,
    pub paragraph: usize,
}

/// A place printed as 〔label〕.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmptySlot {
    /// What stands between the brackets.
    pub label: String,
    pub reason: EmptyReason,
    /// Label of the section (二、), empty in the masthead.
    pub section: String,
    /// Label of the item (（三）), empty where items have none.
    pub item: String,
    /// `None` in the masthead.
    pub anchor: Option<Anchor>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmptyReason {
    /// The figure, or one the derived value needs, is not there.
    NoFigure,
    /// No indicator has this name.
    UnknownName,
    /// No visits were entered.
    NoVisits,
    /// A text is missing: masthead, title, item or the whole section.
    NoText,
}

impl Run {
    /// A run without a slot. Control characters are dropped; a line break or tab becomes a space
    /// between Latin words and nothing elsewhere.
    pub fn new(role: Role, text: &str) -> Self {
        Self { role, text: one_line(text), slot: None }
    }

    pub fn plain(text: &str) -> Self {
        Self::new(Role::Plain, text)
    }

    /// 〔label〕
    pub fn empty(label: &str) -> Self {
        Self::new(Role::Empty, &format!("〔{label}〕"))
    }
}

impl Meta {
    /// The four lines of the masthead: name, number, issuer, date. A missing one is 〔…〕.
    pub fn lines(&self) -> [Run; 4] {
        let date = self.issue_date.map(chinese_date).unwrap_or_default();
        [
            text_or_empty(&self.title, "刊名"),
            Run::plain(&self.number_line),
            text_or_empty(&self.issuer, "编印单位"),
            text_or_empty(&date, "印发日期"),
        ]
    }
}

impl ChartBlock {
    /// The chart as a table: a head and one row a position; gaps are empty.
    pub fn values(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let chart = &self.chart;
        let first = if matches!(chart.across, Across::Year(_)) { "月" } else { "月份" };
        let names = chart.lines.iter().map(|line| line.name.clone());
        let head = [first.to_owned()].into_iter().chain(names).collect();
        let row = |at: usize| {
            let values = chart.lines.iter().map(|line| {
                line.points.get(at).map(|point| point.text.clone()).unwrap_or_default()
            });
            [chart.across.name(at)].into_iter().chain(values).collect()
        };
        (head, (0..chart.across.count()).map(row).collect())
    }

    /// The same as a block of its own.
    pub fn table(&self) -> Table {
        let (head, rows) = self.values();
        let runs = |cells: Vec<String>| cells.iter().map(|cell| Run::plain(cell)).collect();
        let align =
            std::iter::once(Align::Left).chain(self.chart.lines.iter().map(|_| Align::Right));
        Table {
            caption: self.caption.clone(),
            align: align.collect(),
            head: runs(head),
            rows: rows.into_iter().map(runs).collect(),
            more_heads: 0,
            spans: Vec::new(),
            anchor: self.anchor,
        }
    }
}

impl DistributionLine {
    /// 报：A、B。
    pub fn print(&self) -> String {
        format!("{}：{}", self.level.label(), self.text)
    }
}

/// 2025年5月16日, without leading zeros.
pub fn chinese_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Whether a paragraph names those the issue is sent to, so that it stands flush left.
pub fn is_addressed(runs: &[Run]) -> bool {
    runs.iter().any(|run| run.role == Role::Address)
}

/// The text of runs, one after the other.
pub fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Everything that must be filled before print, in order.
pub fn empty_slots(document: &Document) -> &[EmptySlot] {
    &document.empty
}

/// The issue as text for pasting: one line a paragraph, no blank lines; four lines of masthead,
/// cells of a table separated by tabs, a chart by its caption, the distribution list last. Ends
/// with a line break.
pub fn plain_text(document: &Document) -> String {
    let mut text = String::new();
    let mut line = |content: &str| {
        text.push_str(content);
        text.push('\n');
    };
    for block in &document.blocks {
        match block {
            Block::Masthead => document.meta.lines().iter().for_each(|run| line(&run.text)),
            Block::Heading { runs, .. } | Block::Paragraph { runs, .. } => line(&text_of(runs)),
            Block::Table(table) => table_lines(table).iter().for_each(|row| line(row)),
            Block::Chart(chart) => line(&text_of(&chart.caption)),
            Block::Distribution { lines, editors, copies } => {
                let printed = lines.iter().map(DistributionLine::print);
                printed.chain(editors.clone()).chain(copies.clone()).for_each(|text| line(&text));
            }
        }
    }
    text
}

fn table_lines(table: &Table) -> Vec<String> {
    let caption = Some(text_of(&table.caption)).filter(|caption| !caption.is_empty());
    let row = |cells: &Vec<Run>| {
        cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t")
    };
    caption.into_iter().chain(table.all_rows().map(row)).collect()
}

fn text_or_empty(text: &str, label: &str) -> Run {
    let run = Run::plain(text.trim());
    if run.text.is_empty() { Run::empty(label) } else { run }
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let gap = matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}');
        let between_words = |next: Option<&char>| {
            line.ends_with(|c: char| c.is_ascii_alphanumeric())
                && next.is_some_and(char::is_ascii_alphanumeric)
        };
        if c == '\t' && !line.is_empty() && chars.peek().is_some_and(|c| !c.is_whitespace()) {
            // Columns of a table kept as text must not run into one another.
            line.push_str("  ");
        } else if gap && between_words(chars.peek()) {
            line.push(' ');
        } else if !gap && !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}') {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
