//! The distribution list (报 送 发) of an issue.

use super::book::Book;
use super::error::OpError;
use super::types::*;
use crate::model::*;

impl Book {
    /// Replaces the whole list as one step.
    pub fn set_recipients(
        &mut self,
        issue: &IssueId,
        recipients: &[NewRecipient],
    ) -> Result<Vec<Recipient>, OpError> {
        todo!()
    }

    /// Adds an entry at the end of its level.
    pub fn add_recipient(
        &mut self,
        issue: &IssueId,
        recipient: &NewRecipient,
    ) -> Result<Recipient, OpError> {
        todo!()
    }

    /// Stores an edited entry.
    pub fn update_recipient(&mut self, recipient: &Recipient) -> Result<(), OpError> {
        todo!()
    }

    /// Moves an entry to `position` (from 0) of the issue's list.
    pub fn move_recipient(
        &mut self,
        recipient: &RecipientId,
        position: usize,
    ) -> Result<(), OpError> {
        todo!()
    }

    /// Deletes an entry.
    pub fn delete_recipient(&mut self, recipient: &RecipientId) -> Result<(), OpError> {
        todo!()
    }
}
