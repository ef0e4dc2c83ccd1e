//! The shapes of `--json`. Fields may be added, never renamed.

use serde::Serialize;

use crate::check::{Finding, Level};
use crate::model::OfficeWord;
use crate::ops::{HistoryEntry, ImportReport, IssueSummary};

#[derive(Serialize)]
pub struct IssueShape {
    pub month: String,
    pub year: i32,
    pub number: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_number: Option<u32>,
    pub title: String,
    pub issuer: String,
    pub issue_date: Option<String>,
    pub status: crate::model::IssueStatus,
    pub bulletin: String,
}

#[derive(Serialize)]
pub struct ImportShape {
    pub file: String,
    pub month: String,
    pub placed: Placed,
    pub unplaced: Vec<UnplacedShape>,
    pub joined: Vec<String>,
    pub notes: Vec<String>,
    /// Figures the book has otherwise, which were kept.
    pub conflicts: Vec<ConflictShape>,
    pub number: u32,
    pub dry_run: bool,
}

#[derive(Serialize)]
pub struct ConflictShape {
    pub indicator: String,
    pub stored: String,
    pub found: String,
}

#[derive(Serialize)]
pub struct Placed {
    pub figures: usize,
    pub items: usize,
    pub visits: usize,
    pub recipients: usize,
}

#[derive(Serialize)]
pub struct UnplacedShape {
    pub line: usize,
    pub text: String,
}

impl From<&IssueSummary> for IssueShape {
    fn from(issue: &IssueSummary) -> Self {
        Self {
            month: issue.month.to_string(),
            year: issue.month.year(),
            number: issue.number,
            total_number: issue.total_number,
            title: issue.title.clone(),
            issuer: issue.issuer.clone(),
            issue_date: issue.issue_date.map(|date| date.to_string()),
            status: issue.status,
            bulletin: issue.bulletin.to_string(),
        }
    }
}

impl ImportShape {
    pub fn of(file: String, report: &ImportReport, dry_run: bool) -> Self {
        Self {
            file,
            month: report.month.to_string(),
            placed: Placed {
                figures: report.figures,
                items: report.items,
                visits: report.visits,
                recipients: report.recipients,
            },
            unplaced: report
                .unplaced
                .iter()
                .map(|u| UnplacedShape { line: u.line, text: u.text.clone() })
                .collect(),
            joined: report.joined.clone(),
            notes: report.notes.clone(),
            conflicts: report
                .conflicts
                .iter()
                .map(|c| ConflictShape {
                    indicator: c.indicator.clone(),
                    stored: c.stored.clone(),
                    found: c.found.clone(),
                })
                .collect(),
            number: report.number,
            dry_run,
        }
    }
}

/// One change of one field.
#[derive(Serialize)]
pub struct Trace<'a> {
    /// UTC, ISO 8601.
    at: &'a str,
    actor: &'a str,
    step: &'a str,
    field: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

impl<'a> Trace<'a> {
    pub fn of(entry: &'a HistoryEntry) -> Self {
        Self {
            at: &entry.at,
            actor: &entry.actor,
            step: &entry.label,
            field: entry.field,
            old: entry.old.as_deref(),
            new: entry.new.as_deref(),
        }
    }
}

/// What `check --fix` mended, and what is left.
#[derive(Serialize)]
pub struct Mended<'a> {
    pub fixed: &'a [Finding],
    pub findings: &'a [Finding],
}

/// One rule of the proofreader.
#[derive(Serialize)]
pub struct RuleShape {
    pub rule: &'static str,
    pub name: &'static str,
    pub level: Level,
    pub on: bool,
}

#[derive(Serialize)]
pub struct WordShape<'a> {
    pub wrong: &'a str,
    pub right: &'a str,
    pub level: Level,
    pub note: &'a str,
}

impl<'a> WordShape<'a> {
    pub fn of(word: &'a OfficeWord) -> Self {
        let OfficeWord { wrong, right, level, note } = word;
        Self { wrong, right, level: *level, note }
    }
}
