//! The issue before another, for what a check compares.

use super::book::Book;
use super::error::OpError;
use crate::check::{Finding, against_last};
use crate::document::Document;
use crate::model::Issue;

impl Book {
    /// What is odd about an issue beside that of the month before; nothing when there is none.
    pub(super) fn against_last_issue(
        &self,
        issue: &Issue,
        document: &Document,
    ) -> Result<Vec<Finding>, OpError> {
        let before = issue.month.previous();
        let heads = self.issues()?;
        let own = |bulletin: &_, month| *bulletin == issue.bulletin && month == before;
        let Some(head) = heads.iter().find(|head| own(&head.bulletin, head.month)) else {
            return Ok(Vec::new());
        };
        let last = self.issue(&head.id)?;
        // A record that cannot be read is the examination's to tell; this issue is checked without it.
        let Ok(printed) = self.document(&last) else { return Ok(Vec::new()) };
        Ok(against_last(issue, document, &last, &printed))
    }
}
