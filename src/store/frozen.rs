//! The guard of what is published: no row that a published issue is printed from is written, by
//! whatever operation. Figures are not guarded: their changes become corrections.

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Table, Value};
use super::tables::{ISSUE, ITEM, RECIPIENT, SECTION, VISIT};
use crate::model::IssueId;

/// Whether a published issue may be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Guard {
    #[default]
    Closed,
    /// For the few operations that mean the issue itself: its publishing, its revision, and names
    /// that change everywhere.
    Open,
}

impl Reader<'_> {
    /// Whether the issue is published and not under revision.
    pub fn is_frozen(&self, issue: &IssueId) -> Result<bool, StoreError> {
        let condition = "i.id = ?1";
        Ok(self.frozen_issue(condition, &[issue.as_str().into()])?.is_some())
    }

    fn frozen_issue(
        &self,
        condition: &str,
        params: &[Value],
    ) -> Result<Option<IssueId>, StoreError> {
        let sql = format!(
            "SELECT i.id FROM issue i WHERE {condition} AND i.status = 'published'
             AND EXISTS(SELECT 1 FROM publication p WHERE p.issue = i.id)"
        );
        Ok(match self.first(&sql, params)?.as_deref() {
            Some([Value::Text(id)]) => Some(IssueId::new(id.as_str())),
            _ => None,
        })
    }

    /// The published issue that is printed from this row.
    fn frozen_by(&self, table: &Table, row: &[Value]) -> Result<Option<IssueId>, StoreError> {
        let cell = |column: &str| {
            let at = table.position(column).map(|(at, _)| at);
            at.and_then(|at| row.get(at)).cloned().unwrap_or(Value::Null)
        };
        let (condition, params) = if *table == ISSUE {
            ("i.id = ?1", vec![cell("id")])
        } else if *table == SECTION || *table == RECIPIENT {
            ("i.id = ?1", vec![cell("issue")])
        } else if *table == ITEM {
            ("i.id = (SELECT issue FROM section WHERE id = ?1)", vec![cell("section")])
        } else if *table == VISIT {
            ("i.bulletin = ?1 AND i.month = ?2", vec![cell("bulletin"), cell("month")])
        } else {
            return Ok(None);
        };
        self.frozen_issue(condition, &params)
    }

    /// Refuses to write a row of a published issue.
    pub(super) fn guard(&self, table: &Table, row: &[Value]) -> Result<(), StoreError> {
        match self.frozen_by(table, row)? {
            Some(issue) => Err(StoreError::Frozen { issue }),
            None => Ok(()),
        }
    }
}
