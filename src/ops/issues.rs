//! Issues (期): listed, read whole, headed, deleted.

use super::book::{Book, Writer};
use super::error::{OpError, Thing};
use super::op::Op;
use super::types::IssueHead;
use crate::model::{BulletinCode, Issue, IssueId, Month};
use crate::store::IssueSummary;

impl Book {
    /// All issues, newest month first.
    pub fn issues(&self) -> Result<Vec<IssueSummary>, OpError> {
        Ok(self.read().issues()?)
    }

    /// The whole issue.
    pub fn issue(&self, id: &IssueId) -> Result<Issue, OpError> {
        let head = self.issue_head(id)?;
        Ok(self.read().issue(head)?)
    }

    /// The issue of a month, when just one bulletin has one.
    pub fn issue_of(&self, month: Month) -> Result<Issue, OpError> {
        let all = self.issues()?;
        let mut of_month = all.iter().filter(|issue| issue.month == month);
        match (of_month.next(), of_month.next()) {
            (Some(head), None) => Ok(self.read().issue(head.clone())?),
            (None, _) => Err(OpError::NoIssue { month, nearest: nearest(&all, month) }),
            (Some(_), Some(_)) => {
                let of_month = all.iter().filter(|issue| issue.month == month);
                let bulletins = of_month.map(|issue| self.bulletin_name(&issue.bulletin)).collect();
                Err(OpError::SeveralIssues { month, bulletins })
            }
        }
    }

    /// The issue of a bulletin and month, if there is one.
    pub fn issue_in(
        &self,
        bulletin: &BulletinCode,
        month: Month,
    ) -> Result<Option<Issue>, OpError> {
        let all = self.issues()?;
        let head = all.into_iter().find(|head| head.month == month && head.bulletin == *bulletin);
        Ok(head.map(|head| self.read().issue(head)).transpose()?)
    }

    /// Stores the masthead and status. Edits in quick succession become one step.
    pub fn update_issue_head(&mut self, head: &IssueHead) -> Result<(), OpError> {
        let stored = self.issue_head(&head.id)?;
        let label = format!("修改报头（{}）", stored.month.chinese());
        let field = format!("issue {}", head.id);
        let head = head.clone();
        self.transact_field(Op::UpdateIssueHead, &label, field, |writer| {
            writer.put_issue(&IssueSummary {
                id: head.id,
                bulletin: stored.bulletin,
                month: stored.month,
                number: head.number,
                total_number: head.total_number,
                title: head.title,
                issuer: head.issuer,
                issue_date: head.issue_date,
                status: head.status,
            })?;
            Ok(())
        })
    }

    /// Deletes an issue with its sections, their items, its visits and list; figures and the pool
    /// stay. Undo brings it back.
    pub fn delete_issue(&mut self, id: &IssueId) -> Result<(), OpError> {
        let issue = self.issue(id)?;
        if !self.publications_of(id)?.is_empty() {
            return Err(OpError::Published { number: issue.number });
        }
        let label = format!("删除第{}期（{}）", issue.number, issue.month.chinese());
        self.transact(Op::DeleteIssue, &label, |writer| delete(writer, &issue))
    }

    pub(super) fn issue_head(&self, id: &IssueId) -> Result<IssueSummary, OpError> {
        let gone = || OpError::Gone { what: Thing::Issue, id: id.to_string() };
        self.read().issue_head(id)?.ok_or_else(gone)
    }

    /// Refuses a second issue of a month.
    pub(super) fn refuse_second(
        &self,
        bulletin: &BulletinCode,
        month: Month,
    ) -> Result<(), OpError> {
        let all = self.issues()?;
        let found = all.iter().find(|head| head.month == month && head.bulletin == *bulletin);
        found.map_or(Ok(()), |head| {
            let bulletin = self.bulletin_name(bulletin);
            Err(OpError::IssueExists { bulletin, month, number: head.number })
        })
    }
}

fn delete(writer: &mut Writer<'_>, issue: &Issue) -> Result<(), OpError> {
    for item in issue.items() {
        writer.delete_item(&item.id)?;
    }
    for section in &issue.sections {
        writer.delete_section(&section.id)?;
    }
    for visit in &issue.visits {
        writer.delete_visit(&visit.id)?;
    }
    for recipient in &issue.distribution {
        writer.delete_recipient(&recipient.id)?;
    }
    for exception in writer.read().exceptions(&issue.id)? {
        writer.delete_exception(&issue.id, &exception.key)?;
    }
    for ignored in writer.read().ignored(&issue.id)? {
        writer.delete_ignored(&issue.id, &ignored.key)?;
    }
    for sign_off in writer.read().sign_offs(&issue.id)? {
        writer.delete_sign_off(&issue.id, sign_off.section.as_ref())?;
    }
    writer.delete_issue(&issue.id)?;
    Ok(())
}

/// Stores a whole issue that has its ids.
pub(super) fn store(writer: &mut Writer<'_>, issue: &Issue) -> Result<(), OpError> {
    use crate::store::{ItemRow, RecipientRow, SectionRow, VisitRow};
    writer.put_issue(&summary(issue))?;
    for (ord, section) in (0..).zip(&issue.sections) {
        writer.put_section(&SectionRow {
            id: section.id.clone(),
            issue: issue.id.clone(),
            key: section.key.clone(),
            kind: section.kind,
            title: section.title.clone(),
            numbering: section.numbering,
            ord,
            table: section.table.clone(),
            unnumbered: section.unnumbered,
        })?;
        for (ord, item) in (0..).zip(&section.items) {
            let (item, bulletin) = (item.clone(), issue.bulletin.clone());
            let section = Some(section.id.clone());
            writer.put_item(&ItemRow { item, bulletin, section, ord })?;
        }
    }
    let first = writer.read().visits(&issue.bulletin, issue.month)?;
    let first = super::items::next(first.last().map(|row| row.ord));
    for (ord, visit) in (first..).zip(&issue.visits) {
        let (visit, bulletin) = (visit.clone(), issue.bulletin.clone());
        writer.put_visit(&VisitRow { visit, bulletin, month: issue.month, ord })?;
    }
    for (ord, recipient) in (0..).zip(&issue.distribution) {
        let (recipient, issue) = (recipient.clone(), issue.id.clone());
        writer.put_recipient(&RecipientRow { recipient, issue, ord })?;
    }
    Ok(())
}

fn summary(issue: &Issue) -> IssueSummary {
    IssueSummary {
        id: issue.id.clone(),
        bulletin: issue.bulletin.clone(),
        month: issue.month,
        number: issue.number,
        total_number: issue.total_number,
        title: issue.title.clone(),
        issuer: issue.issuer.clone(),
        issue_date: issue.issue_date,
        status: issue.status,
    }
}

/// The month nearest to `month` that has an issue.
fn nearest(issues: &[IssueSummary], month: Month) -> Option<Month> {
    let months = issues.iter().map(|issue| issue.month);
    months.min_by_key(|other| other.months_since(month).abs())
}
