//! Commands about the book as a whole: made, filled with the sample, checked, undone.

use std::path::Path;

use crate::model::Month;
use crate::ops::{Book, OpError, built_in, demo_book, read_definition};

use super::args::{Demo, NewBook};
use super::output::Output;
use super::{Place, REFUSED, month};

pub fn new(place: &Place, new: &NewBook, output: &mut Output<'_>) -> Result<u8, OpError> {
    let path = Path::new(&new.bulletin);
    let bulletin = if path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("toml")) {
        read_definition(path)?
    } else {
        built_in::bulletin(&new.bulletin)?
    };
    let book = Book::create(&place.path, &bulletin, place.env())?;
    output.say(&format!("已新建工作簿《{}》：{}", bulletin.name, book.path().display()));
    output.json(&serde_json::json!({ "book": book.path(), "bulletin": bulletin.code }));
    Ok(0)
}

pub fn demo(place: &Place, demo: &Demo, output: &mut Output<'_>) -> Result<u8, OpError> {
    let last: Month = month(&demo.month)?;
    let bulletin = built_in::bulletin(&demo.bulletin)?;
    let book = demo_book::create(&place.path, &bulletin, last, place.env())?;
    let issues = book.issues()?.len();
    output.say(&format!("已建示例工作簿：{}（{issues} 期）", book.path().display()));
    let files = match &demo.export {
        Some(folder) => demo_book::export(&book, last, folder)?,
        None => Vec::new(),
    };
    for file in &files {
        output.say(&format!("已导出：{}", file.display()));
    }
    output.json(&serde_json::json!({ "book": book.path(), "issues": issues, "files": files }));
    Ok(0)
}

pub fn undo(book: &mut Book, output: &mut Output<'_>) -> Result<u8, OpError> {
    let undone = book.undo()?;
    Ok(told(undone, "已撤销", "没有可撤销的操作。", output))
}

pub fn redo(book: &mut Book, output: &mut Output<'_>) -> Result<u8, OpError> {
    let redone = book.redo()?;
    Ok(told(redone, "已重做", "没有可重做的操作。", output))
}

fn told(step: Option<String>, done: &str, nothing: &str, output: &mut Output<'_>) -> u8 {
    output.json(&serde_json::json!({ "step": step }));
    if let Some(step) = step {
        output.say(&format!("{done}：{step}"));
        0
    } else {
        output.note(nothing);
        REFUSED
    }
}

pub fn doctor(place: &Place, output: &mut Output<'_>) -> Result<u8, OpError> {
    let book = place.open()?;
    let defects = book.examine()?;
    output.json(&serde_json::json!({ "book": book.path(), "defects": defects }));
    if defects.is_empty() {
        output.say(&format!("工作簿完好：{}", book.path().display()));
        return Ok(0);
    }
    for defect in &defects {
        output.note(defect);
    }
    Ok(3)
}
