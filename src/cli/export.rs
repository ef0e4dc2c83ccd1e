//! An issue written to a file.

use crate::ops::{Book, ExportReport, OpError};

use super::args::Export;
use super::books::shown;
use super::output::Output;

pub fn issue(book: &mut Book, of: &Export, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &of.of.issue, &of.of.of)?;
    let report = book.export_issue(&issue, &of.to)?;
    book.record_export(&issue.id, &report)?;
    tell(&report, output);
    output.json(&serde_json::json!({
        "file": shown(&report.path),
        "bytes": report.bytes,
        "sha256": report.sha256,
        "empty_slots": report.empty,
        "remarks": report.remarks,
    }));
    Ok(0)
}

pub fn tell(report: &ExportReport, output: &mut Output<'_>) {
    output.say(&format!("已导出：{}", report.path.display()));
    output.say(&format!("已读回核对；SHA-256：{}", report.sha256));
    for remark in &report.remarks {
        output.note(&format!("版面：{remark}"));
    }
    if !report.empty.is_empty() {
        let places = report.empty.join("、");
        output.note(&format!("注意：还有 {} 处待填，印作〔〕：{places}", report.empty.len()));
    }
}
