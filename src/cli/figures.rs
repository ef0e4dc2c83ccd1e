//! Commands about figures: a month listed, a cell filled.

use crate::model::{DepartmentCode, FigureKey, FigureSource};
use crate::ops::{Book, FigureRow, OpError, Subject, in_words};

use super::args::{Check, Explain, Figures, History, Set};
use super::output::Output;
use super::shapes::Trace;
use super::{FINDINGS, bulletin, month, publishing};

pub fn list(book: &Book, of: &Figures, output: &mut Output<'_>) -> Result<u8, OpError> {
    let month = month(&of.month)?;
    let department = department(book, of.department.as_deref())?;
    if let Some(path) = &of.to {
        let bulletin = bulletin(book, &of.of)?;
        match &of.from {
            Some(from) => {
                let months = (super::month(from)?, month);
                book.export_months(&bulletin, months, &department, path)?;
            }
            None => book.export_form(&bulletin, month, &department, path)?,
        }
        output.say(&format!("已导出：{}", path.display()));
        return Ok(0);
    }
    let rows = book.figure_rows(&bulletin(book, &of.of)?, month, &department)?;
    output.json(&rows);
    for line in table(&rows) {
        output.say(&line);
    }
    Ok(0)
}

/// A figure that a publication had printed otherwise.
#[derive(serde::Serialize)]
struct Answered<'a> {
    #[serde(flatten)]
    row: &'a FigureRow,
    correction: serde_json::Value,
}

pub fn set(book: &mut Book, set: &Set, output: &mut Output<'_>) -> Result<u8, OpError> {
    let month = month(&set.month)?;
    let indicator = book.find_indicator(&set.indicator)?;
    let department = department(book, set.department.as_deref())?;
    book.check_figure(&indicator.code, &set.value)?;
    let key = FigureKey::new(&indicator.code, month, &department);
    book.set_figure(&key, set.value.trim(), FigureSource::Typed)?;
    let row = book.figure_row(&key)?;
    for line in table(std::slice::from_ref(&row)) {
        output.say(&line);
    }
    let Some(changed) = book.open_correction(&key)? else {
        output.json(&row);
        return Ok(0);
    };
    output.json(&Answered { row: &row, correction: publishing::changed_shape(&changed) });
    publishing::tell_changed(&changed, output);
    if let Some(decision) = set.correction {
        let why = set.why.as_deref().unwrap_or_default();
        let decided = book.decide_correction(&key, publishing::kind(decision), why)?;
        publishing::tell_decided(&decided, output);
        return Ok(0);
    }
    output.note(&format!(
        "数已存好，还没有定是更正还是修订：corrections {} {} --decide 更正 --why 理由",
        indicator.name, key.month
    ));
    Ok(FINDINGS)
}

/// Every change of one cell, the oldest first.
pub fn history(book: &Book, of: &History, output: &mut Output<'_>) -> Result<u8, OpError> {
    let indicator = book.find_indicator(&of.indicator)?;
    let department = department(book, of.department.as_deref())?;
    let key = FigureKey::new(&indicator.code, month(&of.month)?, &department);
    let entries = book.history(Subject::Figure(&key))?;
    output.json(&entries.iter().map(Trace::of).collect::<Vec<_>>());
    if entries.is_empty() {
        output.say(&format!("{}（{}）还没有改动", indicator.name, key.month.chinese()));
    }
    for entry in &entries {
        let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "（空）".to_owned());
        let (old, new) = (side(&entry.old), side(&entry.new));
        let line = format!(
            "{}  {}  {}：{old} → {new}  {}",
            entry.at, entry.actor, entry.field, entry.label
        );
        output.say(&line);
    }
    Ok(0)
}

/// What the rules ask about a month's figures. Explained ones are told and do not count.
pub fn check(book: &Book, check: &Check, output: &mut Output<'_>) -> Result<u8, OpError> {
    let month = month(check.month.as_deref().unwrap_or_default())?;
    let department = department(book, check.department.as_deref())?;
    let findings = book.entry_findings(&bulletin(book, &check.of)?, month, &department)?;
    output.json(&findings);
    for finding in &findings {
        let level = finding.weight().chinese();
        output.say(&format!("{level} {} [{}]", finding.in_words(), finding.rule));
    }
    let mut changed = book.open_corrections()?;
    changed.retain(|one| (one.figure.month, &one.figure.department) == (month, &department));
    for one in &changed {
        output.say(&format!("存疑 {}，请定为修订或更正 [correction-open]", one.headline()));
    }
    if findings.is_empty() && changed.is_empty() {
        output.say("没有意见。");
    }
    let is_open = !changed.is_empty() || findings.iter().any(|finding| finding.explained.is_none());
    Ok(if is_open { FINDINGS } else { 0 })
}

pub fn explain(book: &mut Book, given: &Explain, output: &mut Output<'_>) -> Result<u8, OpError> {
    let month = month(&given.month)?;
    let indicator = book.find_indicator(&given.indicator)?;
    let department = department(book, given.department.as_deref())?;
    let key = FigureKey::new(&indicator.code, month, &department);
    let reason = given.reason.trim();
    let done = if reason.is_empty() {
        book.withdraw_explanation(&key, &given.rule)?;
        "已撤回说明"
    } else {
        book.explain(&key, &given.rule, reason)?;
        "已说明"
    };
    output.say(&format!("{done} {}（{}）：{reason}", indicator.name, month.chinese()));
    output.json(&serde_json::json!({ "rule": given.rule, "explained": reason }));
    Ok(0)
}

pub(super) fn department(book: &Book, name: Option<&str>) -> Result<DepartmentCode, OpError> {
    name.map_or_else(
        || Ok(DepartmentCode::hall()),
        |name| book.find_department(name).map(|department| department.code),
    )
}

/// The rows in columns: month, department, name, value as printed, and what was typed where the
/// print does not show it.
fn table(rows: &[FigureRow]) -> Vec<String> {
    let departments = rows.iter().map(|row| width(&row.department)).max().unwrap_or(0);
    let names = rows.iter().map(|row| width(&row.name)).max().unwrap_or(0);
    let line = |row: &FigureRow| {
        let typed = typed_aside(row).map(|typed| format!("（填的是 {typed}）"));
        let department = padded(&row.department, departments);
        let name = padded(&row.name, names);
        let (value, typed) = (in_words(row), typed.unwrap_or_default());
        format!("{}  {department}  {name}  {value}{typed}", row.month)
    };
    rows.iter().map(line).collect()
}

/// What was typed, unless the printed value says as much: 61,023 behind 6.1万件.
fn typed_aside(row: &FigureRow) -> Option<&str> {
    let value = row.value.as_deref()?;
    let digits = |text: &str| -> String {
        text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect()
    };
    let power = |text: &str| text.chars().find(|c| matches!(c, '万' | '亿'));
    let same = digits(&row.typed) == digits(value) && power(&row.typed) == power(&row.unit);
    (!same).then_some(row.typed.as_str())
}

fn padded(text: &str, to: usize) -> String {
    let spaces = to.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(spaces))
}

/// Columns on a terminal: a Chinese character takes two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
