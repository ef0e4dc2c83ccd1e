//! The record of what was written of an issue: which file, when, by whom, with which sum. Kept with
//! the issue; it is no step of undo.

use super::book::Book;
use super::error::OpError;
use super::export::ExportReport;
use super::op::Op;
use crate::model::{ExportRecord, IssueId};
use crate::store::BatchKind;

impl Book {
    /// Remembers that an issue was exported.
    pub fn record_export(&mut self, issue: &IssueId, report: &ExportReport) -> Result<(), OpError> {
        let at = self.now().to_string();
        let at = at.split('.').next().unwrap_or_default().trim_end_matches('Z').to_owned() + "Z";
        let name = report.path.file_name().unwrap_or_default();
        let record = ExportRecord {
            at,
            actor: self.actor().to_owned(),
            file: name.to_string_lossy().into_owned(),
            bytes: i64::try_from(report.bytes).unwrap_or(i64::MAX),
            sha256: report.sha256.clone(),
            publication: report.publication,
        };
        let label = format!("导出 {}", record.file);
        self.transact_as(Op::RecordExport, &label, BatchKind::Setting, |writer| {
            Ok(writer.add_exported(issue, &record)?)
        })
    }

    /// The files written of an issue, the oldest first.
    pub fn exports(&self, issue: &IssueId) -> Result<Vec<ExportRecord>, OpError> {
        Ok(self.read().exported(issue)?)
    }
}
