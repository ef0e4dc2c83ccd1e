//! An issue beside the one before it, sentence by sentence.

use std::collections::BTreeMap;

use super::book::Book;
use super::error::OpError;
use crate::check::verify::{Printed, SentenceSince, since};
use crate::model::{DepartmentCode, IndicatorCode, Issue, Month};

/// The kind of rule that speaks of figures far from their own past.
const UNUSUAL: &str = "figure-unusual";

impl Book {
    /// The issue of `before`, or the latest one before this issue, of the same bulletin.
    pub fn issue_before(&self, issue: &Issue, before: Option<Month>) -> Result<Issue, OpError> {
        let issues = self.issues()?;
        let own = issues.iter().filter(|one| one.bulletin == issue.bulletin);
        let found = match before {
            Some(month) => own.clone().find(|one| one.month == month),
            None => own.clone().filter(|one| one.month < issue.month).max_by_key(|one| one.month),
        };
        if let Some(found) = found {
            return self.issue(&found.id);
        }
        let month = before.unwrap_or(issue.month.previous());
        let nearest = own.map(|one| one.month).filter(|one| *one != issue.month);
        let nearest = nearest.min_by_key(|one| one.months_since(month).abs());
        Err(OpError::NoIssue { month, nearest })
    }

    /// What became of every sentence since the issue before: words and numbers apart.
    pub fn since(&self, issue: &Issue, before: &Issue) -> Result<Vec<SentenceSince>, OpError> {
        let (document, bulletin, figures) = self.composed(issue)?;
        let earlier = self.document(before)?;
        let unusual: BTreeMap<IndicatorCode, String> = self
            .entry_findings(&bulletin, issue.month, &DepartmentCode::hall())?
            .into_iter()
            .filter(|finding| finding.kind == UNUSUAL)
            .filter_map(|finding| Some((finding.cells.first()?.clone(), finding.message)))
            .collect();
        let (bulletin, figures) = (&bulletin, &figures);
        let printed = Printed { issue, bulletin, figures, document: &document, names: &[] };
        Ok(since(&printed, &earlier, &unusual))
    }
}
