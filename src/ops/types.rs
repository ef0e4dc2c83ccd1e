//! What goes into operations and comes out of reading, where the model's own values do not fit.
//! New things carry no id: operations give it.

use jiff::civil::Date;

use crate::model::{
    DistributionLevel, IssueId, IssueStatus, ItemNumbering, SectionId, SectionKind, TableSpec,
};

/// The masthead of an issue as edited: everything but the month and what hangs below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueHead {
    pub id: IssueId,
    pub number: u32,
    pub total_number: Option<u32>,
    pub title: String,
    pub issuer: String,
    pub issue_date: Option<Date>,
    pub status: IssueStatus,
}

/// A section without its items, as edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionHead {
    pub id: SectionId,
    pub kind: SectionKind,
    /// Prose source, e.g. `{年月}总体运行情况`.
    pub title: String,
    /// Whether no 一、 stands before its title.
    pub unnumbered: bool,
    pub numbering: ItemNumbering,
    pub table: Option<TableSpec>,
}

/// An event or item to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewItem {
    pub date: Option<Date>,
    /// By name, as printed.
    pub department: Option<String>,
    /// Without its closing 。
    pub lead: Option<String>,
    /// Prose sources, one a paragraph.
    pub paragraphs: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewVisit {
    pub department: String,
    /// Posts as printed, joined by 、
    pub posts: String,
    pub person: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecipient {
    pub level: DistributionLevel,
    pub name: String,
    /// The mark printed between this entry and the next of the same level.
    pub joint: char,
}

/// A line of a past issue that found no place; never dropped in silence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// From 1.
    pub line: usize,
    pub text: String,
}
