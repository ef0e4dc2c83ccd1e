//! Commands about issues: listed, imported, begun for the next month.

use std::path::Path;

use crate::model::Bulletin;
use crate::ops::{
    Book, EmptySlot, ImportReport, IssueSummary, OpError, built_in, bulletin_of_file,
};

use super::args::{ImportIssue, OfBulletin, OfMonth};
use super::books::definition;
use super::output::Output;
use super::shapes::{ImportShape, IssueShape};
use super::{Place, bulletin, month};

pub fn list(book: &Book, of: &OfBulletin, output: &mut Output<'_>) -> Result<u8, OpError> {
    let mut issues = book.issues()?;
    if let Some(name) = &of.bulletin {
        let bulletin = book.find_bulletin(name)?;
        issues.retain(|issue| issue.bulletin == bulletin.code);
    }
    for issue in &mut issues {
        issue.status = book.issue_status(&book.issue(&issue.id)?)?;
    }
    output.json(&issues.iter().map(IssueShape::from).collect::<Vec<_>>());
    if issues.is_empty() {
        output.note("还没有任何一期。可用 import-issue 导入往期，或用 new-issue 新建。");
    }
    for issue in &issues {
        output.say(&line_of(issue));
    }
    Ok(0)
}

fn line_of(issue: &IssueSummary) -> String {
    let total = issue.total_number.map(|n| format!("（总第{n}期）")).unwrap_or_default();
    let dated = issue.issue_date.map_or_else(|| "未定日期".to_owned(), |d| d.to_string());
    let (month, number, title) = (issue.month, issue.number, &issue.title);
    format!("{month}  第{number}期{total}  {title}  {dated}  {}", issue.status.chinese())
}

/// Reads past issues into the book, which is made when there is none yet.
pub fn import(place: &Place, import: &ImportIssue, output: &mut Output<'_>) -> Result<u8, OpError> {
    let hint = import.month.as_deref().map(month).transpose()?;
    let files = &import.files;
    let reports = if place.is_taken() {
        let mut book = place.open()?;
        if import.dry_run {
            book.preview_issue_files(files, hint)?
        } else {
            book.import_issue_files(files, hint)?
        }
    } else {
        let bulletin = first_bulletin(import)?;
        let env = || place.env();
        if import.dry_run {
            Book::in_memory(&bulletin, env())?.preview_issue_files(files, hint)?
        } else {
            place.create(|path| Book::create_from_files(path, &bulletin, env, files, hint))?.1
        }
    };
    let mut shapes = Vec::new();
    for (file, report) in files.iter().zip(&reports) {
        tell(file, report, import.dry_run, output);
        shapes.push(ImportShape::of(file.display().to_string(), report, import.dry_run));
    }
    match shapes.as_slice() {
        [one] => output.json(one),
        many => output.json(&many),
    }
    Ok(0)
}

/// What a book begins with that is made of these files.
fn first_bulletin(import: &ImportIssue) -> Result<Bulletin, OpError> {
    match (&import.bulletin, import.files.first()) {
        (Some(name), _) => definition(name),
        (None, Some(file)) => bulletin_of_file(file),
        (None, None) => built_in::bulletin(built_in::DEFAULT),
    }
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
    let bulletin = bulletin(book, &of.of)?;
    let report = book.new_issue(&bulletin.code, month(&of.month)?, of.number)?;
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
    for line in waiting(&report.empty_slots) {
        output.say(&line);
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

/// What there is to type, section by section; values that follow from it are only counted.
fn waiting(slots: &[EmptySlot]) -> Vec<String> {
    let typed: Vec<&EmptySlot> = slots.iter().filter(|s| !s.slot.contains('·')).collect();
    let mut lines = Vec::new();
    for section in typed.chunk_by(|a, b| a.section == b.section) {
        let Some(first) = section.first() else { continue };
        let names: Vec<&str> = section.iter().map(|s| s.slot.as_str()).collect();
        lines.push(format!("  待填（{}）：{}", first.section, names.join("、")));
    }
    let derived = slots.len() - typed.len();
    if derived > 0 {
        lines.push(format!("  环比、同比等 {derived} 处由数据算出，基数齐了即有"));
    }
    lines
}
