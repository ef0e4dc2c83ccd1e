//! Publishing an issue, and beginning its revision.

use super::Standing;
use super::freeze::{Content, Thawed, freeze, thaw};
use super::obstacles::Obstacle;
use crate::model::{CorrectionKind, Issue, IssueId, IssueStatus, Publication};
use crate::ops::backup::{BackupReason, BackupReport};
use crate::ops::book::{Book, Writer};
use crate::ops::error::{OpError, Thing};
use crate::ops::op::Op;
use crate::ops::print;

/// Who answers for publishing an issue with what still stands against it, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiver<'a> {
    pub reason: &'a str,
    pub signer: &'a str,
}

/// What was published.
#[derive(Debug)]
pub struct Published {
    pub publication: Publication,
    /// What somebody answered for.
    pub waived: Vec<Obstacle>,
    /// `None` for a book in memory.
    pub backup: Option<BackupReport>,
    /// Why there is no backup, in Chinese. The issue is published all the same.
    pub no_backup: Option<String>,
}

impl Book {
    /// Publishes an issue: freezes what is printed and numbers it. `why` is asked of a revision;
    /// `waiver` lets unproven numerals and 必改 stand. Refused with all that is in the way.
    pub fn publish(
        &mut self,
        issue: &IssueId,
        why: &str,
        waiver: Option<Waiver<'_>>,
    ) -> Result<Published, OpError> {
        let issue = self.issue(issue)?;
        self.refuse_frozen(&issue)?;
        let issue = Issue { status: IssueStatus::Draft, ..issue };
        let standing = self.standing(&issue)?;
        let why = why.trim();
        if standing.is_revised() && why.is_empty() {
            return Err(OpError::Empty { what: Thing::Reason });
        }
        let waiver = waiver.map(checked).transpose()?;
        let (waived, open): (Vec<_>, Vec<_>) = standing
            .obstacles
            .iter()
            .cloned()
            .partition(|one| waiver.is_some() && one.can_be_waived());
        if !open.is_empty() {
            let obstacles = open.iter().map(Obstacle::sentence).collect();
            let can_be_waived = open.iter().all(Obstacle::can_be_waived);
            let number = issue.number;
            return Err(OpError::NotReady { number, obstacles, can_be_waived });
        }
        let publication = self.record(&issue, &standing, why, (&waived, waiver))?;
        let (backup, no_backup) = match self.back_up(BackupReason::Publish) {
            Ok(report) => (report, None),
            Err(err) => (None, Some(crate::ops::message(&err).text)),
        };
        let again = if publication.version > 1 { "修订发布" } else { "发布" };
        let label = format!("{again}第{}期（{}）", issue.number, issue.month.chinese());
        self.transact(Op::Publish, &label, |writer| {
            set_status(writer, &issue.id, IssueStatus::Published)?;
            writer.add_publication(&publication)?;
            settle(writer, &publication)
        })?;
        Ok(Published { publication, waived, backup, no_backup })
    }

    /// Begins the revision of a published issue: its text can be edited again, what was published
    /// is kept.
    pub fn revise(&mut self, issue: &IssueId) -> Result<(), OpError> {
        let issue = self.issue(issue)?;
        if !self.read().is_frozen(&issue.id)? {
            return Err(OpError::NotPublished { number: issue.number });
        }
        let label = format!("修订第{}期（{}）", issue.number, issue.month.chinese());
        self.transact(Op::Revise, &label, |writer| {
            set_status(writer, &issue.id, IssueStatus::Draft)
        })
    }

    /// Refuses what cannot be done to an issue that stays as it was printed.
    pub(super) fn refuse_frozen(&self, issue: &Issue) -> Result<(), OpError> {
        if self.read().is_frozen(&issue.id)? {
            return Err(OpError::Published { number: issue.number });
        }
        Ok(())
    }

    fn record(
        &self,
        issue: &Issue,
        standing: &Standing,
        why: &str,
        waived: (&[Obstacle], Option<Waiver<'_>>),
    ) -> Result<Publication, OpError> {
        let (document, bulletin, figures) = self.composed_for_print(issue)?;
        let content = Content {
            issue,
            bulletin: &bulletin,
            document: &document,
            figures: &figures,
            parts: &standing.parts,
            exceptions: &self.read().exceptions(&issue.id)?,
            ignored: &self.read().ignored(&issue.id)?,
            waived,
            fonts: &print::fonts(&self.font_sources()?),
        };
        let at = self.now().to_string();
        let frozen = freeze(&content, &at)?;
        let last = self.read().publications()?.pop();
        let seq = last.as_ref().map_or(1, |last| last.seq + 1);
        let version = standing.publications.last().map_or(1, |last| last.version + 1);
        let who = (at, self.actor().to_owned(), why.to_owned());
        let previous = last.map(|last| last.hash);
        Ok(Publication::sealed((seq, previous), (issue.id.clone(), version), who, frozen))
    }

    /// The latest publication of an issue that stays as it was printed.
    pub(in crate::ops) fn thawed(&self, issue: &Issue) -> Result<Option<(i64, Thawed)>, OpError> {
        if issue.status != IssueStatus::Published {
            return Ok(None);
        }
        let Some(head) = self.read().publications_of(&issue.id)?.pop() else { return Ok(None) };
        let publication = self.read().publication(head.seq)?;
        publication.map(|one| Ok((one.seq, thaw(&one)?))).transpose()
    }
}

fn checked(waiver: Waiver<'_>) -> Result<Waiver<'_>, OpError> {
    let (reason, signer) = (waiver.reason.trim(), waiver.signer.trim());
    if reason.is_empty() {
        return Err(OpError::Empty { what: Thing::Reason });
    }
    if signer.is_empty() {
        return Err(OpError::Empty { what: Thing::Signer });
    }
    Ok(Waiver { reason, signer })
}

fn set_status(
    writer: &mut Writer<'_>,
    issue: &IssueId,
    status: IssueStatus,
) -> Result<(), OpError> {
    if let Some(head) = writer.read().issue_head(issue)? {
        writer.put_issue(&crate::store::IssueSummary { status, ..head })?;
    }
    Ok(())
}

/// What was open of an earlier version is answered by the one that now says it.
fn settle(writer: &mut Writer<'_>, publication: &Publication) -> Result<(), OpError> {
    let corrections = writer.read().corrections_of_issue(&publication.issue)?;
    for mut one in corrections.into_iter().filter(|one| one.kind == CorrectionKind::Open) {
        one.kind = CorrectionKind::Revision;
        one.why = format!("第{}版已改：{}", publication.version, publication.why);
        one.actor.clone_from(&publication.actor);
        one.at.clone_from(&publication.at);
        writer.put_correction(&one)?;
    }
    Ok(())
}
