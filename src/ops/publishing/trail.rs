//! What became of one issue, in order: signed, published, written to files, corrected.

use crate::model::{CorrectionKind, IssueId};
use crate::ops::book::Book;
use crate::ops::error::OpError;

/// One line of an issue's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailEntry {
    /// UTC, ISO 8601.
    pub at: String,
    pub actor: String,
    /// In Chinese.
    pub text: String,
    /// What is worth a second look: whole sums, reasons.
    pub more: String,
}

impl Book {
    /// What was signed, published, written and corrected of an issue, the oldest first.
    pub fn trail(&self, issue: &IssueId) -> Result<Vec<TrailEntry>, OpError> {
        let mut trail = Vec::new();
        for part in self.parts_of(issue)? {
            if let super::Signing::Signed { signer, at } = part.signing {
                let (text, more) = (format!("签字 {}", part.title), part.hash.to_string());
                trail.push(TrailEntry { at, actor: signer, text, more });
            }
        }
        for one in self.read().publications_of(issue)? {
            let version =
                if one.version > 1 { format!("第{}版", one.version) } else { String::new() };
            let text = format!("发布{version}，校验和 {}…", one.hash.short());
            let more = format!("{}\n{}", one.hash, one.why);
            trail.push(TrailEntry { at: one.at, actor: one.actor, text, more });
        }
        for file in self.read().exported(issue)? {
            let of = if file.publication.is_some() { "发布件" } else { "草稿" };
            let text = format!("导出{of} {}，校验和 {}…", file.file, file.sha256.short());
            let more = format!("SHA-256 {}\n{} 字节", file.sha256, file.bytes);
            trail.push(TrailEntry { at: file.at, actor: file.actor, text, more });
        }
        for one in self.read().corrections_of_issue(issue)? {
            let kind = match one.kind {
                CorrectionKind::Open => "更正待处理",
                kind => kind.chinese(),
            };
            let text = format!("{kind} {}", self.correction_line(&one));
            trail.push(TrailEntry { at: one.at, actor: one.actor, text, more: one.why });
        }
        trail.sort_by(|a, b| a.at.cmp(&b.at));
        Ok(trail)
    }
}
