//! One issue (期) of a bulletin: sections (栏目), items (条目), visits and the distribution list.
//!
//! Titles and paragraphs are *prose sources*: literal text with `{…}` slots, see `text::prose`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{BulletinCode, IssueId, ItemId, RecipientId, SectionId, VisitId};
use super::month::Month;
use super::table::TableSpec;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueStatus {
    #[default]
    Draft,
    Checked,
    Signed,
    Published,
}

/// What a section holds; decides its form, not its look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Running paragraphs without labels (总体运行情况).
    #[default]
    Prose,
    /// Dated events (政务工作动态).
    Events,
    /// Topics with a run-in lead (重点工作推进情况).
    Work,
    /// Dated news of departments (窗口资讯).
    News,
    /// Leaders at the hall (厅（局）长进大厅).
    Visits,
    /// A table from the month's figures, after any paragraphs.
    Table,
}

/// How the items of a section are labelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemNumbering {
    /// No label.
    #[default]
    None,
    /// （一）（二）
    Chinese,
    /// 1. 2.
    Arabic,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// In its section, or still in the pool when it has none.
    #[default]
    Active,
    /// Kept in the pool, not to be printed; `reason` says why.
    LeftOut,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub id: IssueId,
    pub bulletin: BulletinCode,
    /// The month covered, not the month of publication.
    pub month: Month,
    /// 第N期, restarting each year.
    pub number: u32,
    /// 总第N期, never restarting; `None` when the series does not print it.
    pub total_number: Option<u32>,
    pub title: String,
    pub issuer: String,
    pub issue_date: Option<Date>,
    pub status: IssueStatus,
    pub sections: Vec<Section>,
    pub visits: Vec<Visit>,
    pub distribution: Vec<Recipient>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub id: SectionId,
    /// Key of the section in the bulletin definition; a made-up one for an unknown section.
    pub key: String,
    pub kind: SectionKind,
    /// Prose source, e.g. `{年月}总体运行情况`; empty for one that opens the issue without a title.
    pub title: String,
    /// Whether no 一、 stands before its title; it is not counted.
    pub unnumbered: bool,
    pub numbering: ItemNumbering,
    pub items: Vec<Item>,
    pub table: Option<TableSpec>,
}

/// An item of a section, or an event (动态) of the month's pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub id: ItemId,
    pub month: Month,
    /// The day it happened. Printed as `4月25日，` before the text unless the text itself begins
    /// with a date.
    pub date: Option<Date>,
    /// Department by name, as printed.
    pub department: Option<String>,
    /// Run-in heading (段首标题) without its closing 。
    pub lead: Option<String>,
    /// Prose sources, one a paragraph.
    pub paragraphs: Vec<String>,
    pub state: ItemState,
    /// Why it was left out.
    pub reason: String,
}

/// One leader on duty in the hall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub id: VisitId,
    pub department: String,
    /// Posts as printed, joined by 、
    pub posts: String,
    pub person: String,
}

/// One entry of the distribution list (报尾).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub id: RecipientId,
    /// 报, 送 or 发.
    pub level: DistributionLevel,
    pub name: String,
    /// The mark printed between this entry and the next of the same level.
    pub joint: char,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DistributionLevel {
    #[serde(rename = "报")]
    Report,
    #[serde(rename = "送")]
    Send,
    #[serde(rename = "发")]
    Issue,
}

impl DistributionLevel {
    /// In the order in which they are printed.
    pub const ALL: [Self; 3] = [Self::Report, Self::Send, Self::Issue];

    pub fn label(self) -> &'static str {
        match self {
            Self::Report => "报",
            Self::Send => "送",
            Self::Issue => "发",
        }
    }

    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.label() == label)
    }
}

impl IssueStatus {
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Checked => "已校",
            Self::Signed => "已签",
            Self::Published => "已发布",
        }
    }
}

impl SectionKind {
    pub const ALL: [Self; 6] =
        [Self::Prose, Self::Events, Self::Work, Self::News, Self::Visits, Self::Table];

    /// Whether its items are dated and therefore belong to one month only.
    pub fn is_dated(self) -> bool {
        matches!(self, Self::Events | Self::News)
    }

    /// The name used in files and on the console.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prose => "prose",
            Self::Events => "events",
            Self::Work => "work",
            Self::News => "news",
            Self::Visits => "visits",
            Self::Table => "table",
        }
    }
}

impl Issue {
    /// 第4期, with （总第58期） where the series prints it.
    pub fn number_line(&self) -> String {
        let total = self.total_number.map(|n| format!("（总第{n}期）")).unwrap_or_default();
        format!("第{}期{total}", self.number)
    }

    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    pub fn recipients(&self, level: DistributionLevel) -> impl Iterator<Item = &Recipient> {
        self.distribution.iter().filter(move |r| r.level == level)
    }
}

impl Item {
    /// Whether the text is new each month, so that the next issue must not repeat it.
    pub fn is_of_one_month(&self) -> bool {
        self.date.is_some()
    }
}
