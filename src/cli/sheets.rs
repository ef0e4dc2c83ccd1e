//! The command that takes in tables of figures.

use serde::Serialize;

use crate::model::Month;
use crate::ops::{Book, OpError, SheetChange, SheetContent, SheetPreview, SheetUnread};

use super::args::ImportFigures;
use super::figures::department;
use super::output::Output;
use super::{FINDINGS, bulletin, month, publishing};

/// What one file would change, or changed.
#[derive(Serialize)]
struct Imported<'a> {
    file: &'a str,
    dry_run: bool,
    changes: Vec<Changed<'a>>,
    unchanged: usize,
    unread: Vec<Unread<'a>>,
    notes: &'a [String],
    other_months: Vec<String>,
}

#[derive(Serialize)]
struct Changed<'a> {
    month: String,
    indicator: &'a str,
    department: &'a str,
    old: &'a str,
    new: &'a str,
    place: &'a str,
}

#[derive(Serialize)]
struct Unread<'a> {
    place: &'a str,
    text: &'a str,
    reason: &'a str,
}

/// All files are read before the first is taken in: one that cannot be read stops everything.
pub fn import(book: &mut Book, of: &ImportFigures, output: &mut Output<'_>) -> Result<u8, OpError> {
    let bulletin = bulletin(book, &of.of)?;
    let wanted = of.month.as_deref().map(month).transpose()?;
    let department = department(book, of.department.as_deref())?;
    let request = book.sheet_request(&bulletin, wanted, &department);
    let read = |path| SheetContent::of_file(path, &request, &mut |_| true);
    let contents: Vec<SheetContent> =
        of.files.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let mut code = 0;
    let mut previews = Vec::new();
    for content in &contents {
        let preview = book.preview_sheet(content)?;
        if !of.dry_run {
            book.import_sheet(&preview, &preview.changes)?;
        }
        if !preview.unread.is_empty() || !preview.other_months.is_empty() {
            code = FINDINGS;
        }
        say(&preview, of.dry_run, output);
        previews.push(preview);
    }
    if !of.dry_run && publishing::tell_open(book, output)? {
        code = FINDINGS;
    }
    output.json(&previews.iter().map(|preview| shape(preview, of.dry_run)).collect::<Vec<_>>());
    Ok(code)
}

fn say(preview: &SheetPreview, dry_run: bool, output: &mut Output<'_>) {
    let done = if dry_run { "会改动" } else { "已导入" };
    let (count, same) = (preview.changes.len(), preview.unchanged);
    output.say(&format!("{}：{done} {count} 项，{same} 项相同", preview.name));
    for change in &preview.changes {
        let old = if change.old.is_empty() { "（空）" } else { &change.old };
        let SheetChange { key, indicator, department, new, place, .. } = change;
        let month = key.month.chinese();
        output.say(&format!("  {month}  {department}  {indicator}  {old} → {new}  {place}"));
    }
    for unread in &preview.unread {
        let SheetUnread { place, text, reason } = unread;
        output.note(&format!("  没读懂：{place}  {text}  {reason}"));
    }
    for note in &preview.notes {
        output.note(&format!("  {note}"));
    }
    if !preview.other_months.is_empty() {
        let months: Vec<String> = preview.other_months.iter().map(|m| m.chinese()).collect();
        let months = months.join("、");
        output.note(&format!("  表里还有{months}的数，没有导入；要导入请改 --month"));
    }
}

fn shape(preview: &SheetPreview, dry_run: bool) -> Imported<'_> {
    let changed = |change: &'_ SheetChange| change.key.month.to_string();
    Imported {
        file: &preview.name,
        dry_run,
        changes: preview
            .changes
            .iter()
            .map(|change| Changed {
                month: changed(change),
                indicator: &change.indicator,
                department: &change.department,
                old: &change.old,
                new: &change.new,
                place: &change.place,
            })
            .collect(),
        unchanged: preview.unchanged,
        unread: preview
            .unread
            .iter()
            .map(|SheetUnread { place, text, reason }| Unread { place, text, reason })
            .collect(),
        notes: &preview.notes,
        other_months: preview.other_months.iter().map(Month::to_string).collect(),
    }
}
