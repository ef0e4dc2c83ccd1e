//! Issues (期): listed, read whole, headed, deleted.

use super::book::Book;
use super::error::OpError;
use super::types::*;
use crate::model::*;

impl Book {
    /// All issues, newest month first.
    pub fn issues(&self) -> Result<Vec<IssueSummary>, OpError> {
        todo!()
    }

    /// The whole issue.
    pub fn issue(&self, id: &IssueId) -> Result<Issue, OpError> {
        todo!()
    }

    /// The issue of a month, when just one bulletin has one.
    pub fn issue_of(&self, month: Month) -> Result<Issue, OpError> {
        todo!()
    }

    /// The issue of a bulletin and month, if there is one.
    pub fn issue_in(
        &self,
        bulletin: &BulletinCode,
        month: Month,
    ) -> Result<Option<Issue>, OpError> {
        todo!()
    }

    /// Stores the masthead and status.
    pub fn update_issue_head(&mut self, head: &IssueHead) -> Result<(), OpError> {
        todo!()
    }

    /// Deletes an issue with its sections, their items, its visits and list; figures and the pool stay.
    pub fn delete_issue(&mut self, id: &IssueId) -> Result<(), OpError> {
        todo!()
    }
}
