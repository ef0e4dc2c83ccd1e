//! Taking a past issue into the book, all of it or nothing, as one step that can be undone.

use jiff::civil::Date;

use super::book::Book;
use super::error::OpError;
use super::types::{NewItem, NewRecipient, NewVisit, Unplaced};
use crate::model::{
    BulletinCode, DepartmentCode, FigureKey, IndicatorCode, IssueId, ItemNumbering, Month,
    SectionKind, TableSpec,
};

/// A whole issue as read from elsewhere, without ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIssue {
    pub bulletin: BulletinCode,
    pub month: Month,
    pub number: u32,
    pub total_number: Option<u32>,
    pub title: String,
    pub issuer: String,
    pub issue_date: Option<Date>,
    pub sections: Vec<NewSection>,
    pub visits: Vec<NewVisit>,
    pub recipients: Vec<NewRecipient>,
    pub figures: Vec<NewFigure>,
    /// Names of departments met; unknown ones are registered.
    pub departments: Vec<String>,
    pub unplaced: Vec<Unplaced>,
    /// Sentences that were put together again.
    pub joined: Vec<String>,
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSection {
    pub key: String,
    pub kind: SectionKind,
    /// Prose source.
    pub title: String,
    pub numbering: ItemNumbering,
    pub items: Vec<NewItem>,
    pub table: Option<TableSpec>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFigure {
    pub indicator: IndicatorCode,
    pub department: DepartmentCode,
    pub typed: String,
}

/// A figure that stands in the book already, with another amount; the book's was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub key: FigureKey,
    pub indicator: String,
    pub stored: String,
    pub found: String,
}

/// What an import placed, and what it could not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    pub issue: IssueId,
    pub month: Month,
    pub figures: usize,
    pub items: usize,
    pub visits: usize,
    /// Names newly registered.
    pub departments: Vec<String>,
    pub unplaced: Vec<Unplaced>,
    pub joined: Vec<String>,
    pub notes: Vec<String>,
    pub conflicts: Vec<Conflict>,
}

impl Book {
    /// Takes a whole issue in as one step. Replaces nothing: a month that has an issue of the
    /// bulletin is refused ([`OpError::IssueExists`]), and a figure that is stored otherwise is
    /// reported as a conflict and kept.
    pub fn import_issue(&mut self, issue: &NewIssue) -> Result<ImportReport, OpError> {
        todo!()
    }

    /// Takes many issues, figures and departments in as one step, for the sample book.
    pub fn import_issues(
        &mut self,
        label: &str,
        issues: &[NewIssue],
    ) -> Result<Vec<ImportReport>, OpError> {
        todo!()
    }
}
