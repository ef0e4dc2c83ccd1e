//! The issue before another, for what a check compares.

use super::book::Book;
use super::error::OpError;
use crate::document::Document;
use crate::model::Issue;

impl Book {
    /// The issue of the month before in the same series, as printed.
    pub(super) fn last_issue(&self, issue: &Issue) -> Result<Option<(Issue, Document)>, OpError> {
        let before = issue.month.previous();
        let heads = self.issues()?;
        let own = |bulletin: &_, month| *bulletin == issue.bulletin && month == before;
        let Some(head) = heads.iter().find(|head| own(&head.bulletin, head.month)) else {
            return Ok(None);
        };
        let last = self.issue(&head.id)?;
        // A record that cannot be read is the examination's to tell; this issue is checked without it.
        Ok(self.document(&last).ok().map(|printed| (last, printed)))
    }
}
