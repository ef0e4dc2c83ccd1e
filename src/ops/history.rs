//! Who changed what, when, from what to what.

use super::book::Book;
use super::error::OpError;
use crate::model::{DepartmentCode, FigureKey, IssueId, ItemId, SectionId, VisitId};

/// Whose history is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    Figure(&'a FigureKey),
    Item(&'a ItemId),
    Visit(&'a VisitId),
    Issue(&'a IssueId),
    Section(&'a SectionId),
    Department(&'a DepartmentCode),
}

/// One change of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// UTC, ISO 8601.
    pub at: String,
    pub actor: String,
    /// The step it was part of, e.g. 填写 全程网办受理（2025年4月）.
    pub label: String,
    /// In Chinese: 数值, 说明, 正文…
    pub field: &'static str,
    /// `None` where the thing did not exist or the field was empty.
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Book {
    /// All recorded changes of one thing, oldest first; undone and redone ones too.
    pub fn history(&self, subject: Subject<'_>) -> Result<Vec<HistoryEntry>, OpError> {
        todo!()
    }
}
