//! The record of what was exported: which file, when, with which sum. Kept with the issue; it is
//! no step of undo.

use serde::{Deserialize, Serialize};

use super::book::Book;
use super::error::OpError;
use super::export::ExportReport;
use crate::model::{IssueId, Sum};

/// So many exports of an issue are remembered.
const KEPT: usize = 20;

/// One file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRecord {
    /// UTC, to the second.
    pub at: String,
    /// The name without its folder.
    pub file: String,
    pub bytes: usize,
    pub sha256: Sum,
}

impl Book {
    /// Remembers that an issue was exported.
    pub fn record_export(&mut self, issue: &IssueId, report: &ExportReport) -> Result<(), OpError> {
        let mut records = self.exports(issue)?;
        let at = self.now().to_string();
        let at = at.split('.').next().unwrap_or_default().trim_end_matches('Z').to_owned() + "Z";
        let name = report.path.file_name().unwrap_or_default();
        records.push(ExportRecord {
            at,
            file: name.to_string_lossy().into_owned(),
            bytes: report.bytes,
            sha256: report.sha256.clone(),
        });
        let old = records.len().saturating_sub(KEPT);
        records.drain(..old);
        let text = serde_json::to_string(&records).unwrap_or_default();
        self.set_setting(&key(issue), &text)
    }

    /// The issue's exports, oldest first. A record that cannot be read counts as none.
    pub fn exports(&self, issue: &IssueId) -> Result<Vec<ExportRecord>, OpError> {
        let text = self.setting(&key(issue))?.unwrap_or_default();
        Ok(serde_json::from_str(&text).unwrap_or_default())
    }
}

fn key(issue: &IssueId) -> String {
    format!("exports of {issue}")
}
