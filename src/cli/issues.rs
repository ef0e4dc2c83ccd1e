//! Commands about issues: listed, imported, begun for the next month, checked.

use std::path::Path;

use crate::check::Finding;
use crate::ops::{Book, ImportReport, OpError, built_in};

use super::args::{ImportIssue, OfIssue, OfMonth};
use super::output::Output;
use super::shapes::{ImportShape, IssueShape};
use super::{FINDINGS, Place, month};

pub fn list(book: &Book, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issues = book.issues()?;
    output.json(&issues.iter().map(IssueShape::from).collect::<Vec<_>>());
    if issues.is_empty() {
        output.note("还没有任何一期。可用 import-issue 导入往期，或用 new-issue 新建。");
    }
    for issue in &issues {
        let dated = issue.issue_date.map(|d| d.to_string()).unwrap_or_default();
        output.say(&format!(
            "{}  第{}期  {}  {}  {}",
            issue.month,
            issue.number,
            issue.title,
            dated,
            issue.status.chinese()
        ));
    }
    Ok(0)
}

/// Reads past issues into the book, which is made when there is none yet.
pub fn import(place: &Place, import: &ImportIssue, output: &mut Output<'_>) -> Result<u8, OpError> {
    let hint = import.month.as_deref().map(month).transpose()?;
    let mut book = if place.path.exists() {
        place.open()?
    } else if import.dry_run {
        Book::in_memory(&built_in::bulletin(built_in::DEFAULT)?, place.env())?
    } else {
        // The files are read once before, so that a hopeless one leaves no empty book behind.
        let bulletin = built_in::bulletin(built_in::DEFAULT)?;
        let trial = Book::in_memory(&bulletin, place.env())?;
        for file in &import.files {
            trial.preview_issue_file(file, hint)?;
        }
        Book::create(&place.path, &bulletin, place.env())?
    };
    let mut shapes = Vec::new();
    for file in &import.files {
        let report = if import.dry_run {
            book.preview_issue_file(file, hint)?
        } else {
            book.import_issue_file(file, hint)?
        };
        tell(file, &report, import.dry_run, output);
        shapes.push(ImportShape::of(file.display().to_string(), &report, import.dry_run));
    }
    match shapes.as_slice() {
        [one] => output.json(one),
        many => output.json(&many),
    }
    Ok(0)
}

fn tell(file: &Path, report: &ImportReport, dry_run: bool, output: &mut Output<'_>) {
    let done = if dry_run { "将导入" } else { "已导入" };
    output.say(&format!(
        "{done} {}：{} 第{}期，数据 {} 项，条目 {} 条，进大厅 {} 人次，名单 {} 条",
        file.display(),
        report.month.chinese(),
        report.number,
        report.figures,
        report.items,
        report.visits,
        report.recipients
    ));
    for sentence in &report.joined {
        output.say(&format!("  接合断句：{sentence}"));
    }
    for conflict in &report.conflicts {
        output.note(&format!(
            "  与已有数据不同，未改动：{} 已有 {}，文中 {}",
            conflict.indicator, conflict.stored, conflict.found
        ));
    }
    for note in &report.notes {
        output.say(&format!("  {note}"));
    }
    for unplaced in &report.unplaced {
        output.note(&format!("  未能归位（第 {} 行）：{}", unplaced.line, unplaced.text));
    }
}

pub fn next(book: &mut Book, of: &OfMonth, output: &mut Output<'_>) -> Result<u8, OpError> {
    let bulletin = book.main_bulletin()?;
    let report = book.new_issue(&bulletin.code, month(&of.month)?, None)?;
    output.say(&format!(
        "已新建 {} 第{}期：沿用 {} 段，待填 {} 处",
        report.issue.month.chinese(),
        report.issue.number,
        report.carried,
        report.empty_slots.len()
    ));
    for dropped in &report.dropped {
        output.say(&format!("  未沿用：{dropped}"));
    }
    for note in &report.notes {
        output.say(&format!("  {note}"));
    }
    for slot in &report.empty_slots {
        output.say(&format!("  待填：{}（{}）", slot.slot, slot.section));
    }
    output.json(&serde_json::json!({
        "month": report.issue.month,
        "number": report.issue.number,
        "carried": report.carried,
        "dropped": report.dropped,
        "empty_slots": report.empty_slots.iter().map(|s| s.slot.as_str()).collect::<Vec<_>>(),
        "notes": report.notes,
    }));
    Ok(0)
}

pub fn check(book: &Book, of: &OfIssue, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = book.issue_of(month(&of.issue)?)?;
    let findings = book.check(&issue)?;
    output.json(&findings);
    for finding in &findings {
        output.say(&line(finding));
    }
    if findings.is_empty() {
        output.say("没有意见。");
        return Ok(0);
    }
    Ok(FINDINGS)
}

fn line(finding: &Finding) -> String {
    let place = format!("{}{}", finding.section, finding.item.as_deref().unwrap_or_default());
    let place = if place.is_empty() { "数据".to_owned() } else { place };
    format!("{} {place}：{}", finding.level.chinese(), finding.message)
}
