//! Next month's issue from the last one: what stands is carried over, what happened once is not.

use super::book::Book;
use super::error::OpError;
use crate::model::{BulletinCode, Issue, Month};

/// A place in the new issue that waits for a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmptySlot {
    /// What stands between 〔〕 in print.
    pub slot: String,
    /// Title of the section, printed.
    pub section: String,
}

/// What became of the earlier issue's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIssueReport {
    pub issue: Issue,
    /// Number of items carried over.
    pub carried: usize,
    /// Beginnings of undated items left behind, so that nothing goes unnoticed.
    pub dropped: Vec<String>,
    pub empty_slots: Vec<EmptySlot>,
    /// Things to know: months skipped, numbers restarted.
    pub notes: Vec<String>,
}

impl Book {
    /// Makes the issue of `month` from the latest earlier one, or from the definition's standing
    /// paragraphs when there is none. `number` overrides the counted one.
    pub fn new_issue(
        &mut self,
        bulletin: &BulletinCode,
        month: Month,
        number: Option<u32>,
    ) -> Result<NewIssueReport, OpError> {
        todo!()
    }
}
