//! The distribution list (报 送 发) of an issue.

use super::book::Book;
use super::error::{OpError, Thing};
use super::ids;
use super::items::next;
use super::op::Op;
use super::types::NewRecipient;
use crate::model::{IssueId, Recipient, RecipientId};
use crate::store::RecipientRow;

impl Book {
    /// Replaces the whole list as one step.
    pub fn set_recipients(
        &mut self,
        issue: &IssueId,
        recipients: &[NewRecipient],
    ) -> Result<Vec<Recipient>, OpError> {
        self.issue_head(issue)?;
        let new: Vec<Recipient> = recipients.iter().map(|r| self.new_recipient(r)).collect();
        self.transact(Op::SetRecipients, "改写报送范围", |writer| {
            for row in writer.read().recipients(issue)? {
                writer.delete_recipient(&row.recipient.id)?;
            }
            for (ord, recipient) in (0..).zip(&new) {
                let (recipient, issue) = (recipient.clone(), issue.clone());
                writer.put_recipient(&RecipientRow { recipient, issue, ord })?;
            }
            Ok(())
        })?;
        Ok(new)
    }

    /// Every level and name that ever stood on a list, in the order of the newest lists.
    pub fn known_recipients(&self) -> Result<Vec<Recipient>, OpError> {
        Ok(self.read().known_recipients()?)
    }

    /// Adds an entry at the end of the list.
    pub fn add_recipient(
        &mut self,
        issue: &IssueId,
        recipient: &NewRecipient,
    ) -> Result<Recipient, OpError> {
        self.issue_head(issue)?;
        let recipient = self.new_recipient(recipient);
        let label = format!("新增报送 {}", recipient.name);
        self.transact(Op::AddRecipient, &label, |writer| {
            let ord = next(writer.read().recipients(issue)?.last().map(|row| row.ord));
            let (recipient, issue) = (recipient.clone(), issue.clone());
            writer.put_recipient(&RecipientRow { recipient, issue, ord })?;
            Ok(())
        })?;
        Ok(recipient)
    }

    /// Stores an edited entry. Edits in quick succession become one step.
    pub fn update_recipient(&mut self, recipient: &Recipient) -> Result<(), OpError> {
        let row = self.recipient_row(&recipient.id)?;
        let label = format!("修改报送 {}", recipient.name);
        let field = format!("recipient {}", recipient.id);
        let recipient = recipient.clone();
        self.transact_field(Op::UpdateRecipient, &label, field, |writer| {
            writer.put_recipient(&RecipientRow { recipient, ..row })?;
            Ok(())
        })
    }

    /// Moves an entry to `position` (from 0) of the issue's list.
    pub fn move_recipient(
        &mut self,
        recipient: &RecipientId,
        position: usize,
    ) -> Result<(), OpError> {
        let row = self.recipient_row(recipient)?;
        let label = format!("移动报送 {}", row.recipient.name);
        self.transact(Op::MoveRecipient, &label, |writer| {
            let mut rows = writer.read().recipients(&row.issue)?;
            rows.retain(|other| other.recipient.id != *recipient);
            rows.insert(position.min(rows.len()), row);
            for (ord, row) in (0..).zip(rows) {
                writer.put_recipient(&RecipientRow { ord, ..row })?;
            }
            Ok(())
        })
    }

    /// Deletes an entry; undo brings it back.
    pub fn delete_recipient(&mut self, recipient: &RecipientId) -> Result<(), OpError> {
        let row = self.recipient_row(recipient)?;
        let label = format!("删除报送 {}", row.recipient.name);
        self.transact(Op::DeleteRecipient, &label, |writer| {
            writer.delete_recipient(recipient)?;
            Ok(())
        })
    }

    pub(super) fn new_recipient(&self, new: &NewRecipient) -> Recipient {
        Recipient {
            id: RecipientId::new(ids::mint(self.now())),
            level: new.level,
            name: new.name.clone(),
            joint: new.joint,
        }
    }

    fn recipient_row(&self, id: &RecipientId) -> Result<RecipientRow, OpError> {
        let gone = || OpError::Gone { what: Thing::Recipient, id: id.to_string() };
        self.read().recipient(id)?.ok_or_else(gone)
    }
}
