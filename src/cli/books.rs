//! Commands about the book as a whole: made, filled with the sample, checked, undone.

use std::path::Path;

use crate::model::{Bulletin, Month};
use crate::ops::{Book, OpError, built_in, demo_book, read_definition, scale_book};

use super::args::{AddBulletin, Demo, NewBook};
use super::output::Output;
use super::{Place, REFUSED, month};

pub fn new(place: &Place, new: &NewBook, output: &mut Output<'_>) -> Result<u8, OpError> {
    let bulletin = definition(&new.bulletin)?;
    let book = place.create(|path| Book::create(path, &bulletin, place.env()))?;
    output.say(&format!("已新建工作簿《{}》：{}", bulletin.name, book.path().display()));
    output.json(&serde_json::json!({ "book": shown(book.path()), "bulletin": bulletin.code }));
    Ok(0)
}

pub fn add(book: &mut Book, add: &AddBulletin, output: &mut Output<'_>) -> Result<u8, OpError> {
    let bulletin = definition(&add.name)?;
    book.add_bulletin(&bulletin)?;
    output.say(&format!("已加入刊物《{}》，用 --bulletin {} 指明", bulletin.name, bulletin.code));
    output.json(&serde_json::json!({ "book": shown(book.path()), "bulletin": bulletin.code }));
    Ok(0)
}

/// A definition by the name of a built-in one or the path of a TOML file.
pub fn definition(name: &str) -> Result<Bulletin, OpError> {
    let path = Path::new(name);
    if path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("toml")) {
        read_definition(path)
    } else {
        built_in::bulletin(name)
    }
}

/// A path in JSON: not every path is text.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

pub fn demo(place: &Place, demo: &Demo, output: &mut Output<'_>) -> Result<u8, OpError> {
    let last: Month = month(&demo.month)?;
    let bulletin = built_in::bulletin(&demo.bulletin)?;
    let book = place.create(|path| {
        if demo.scale {
            scale_book::create(path, &bulletin, last, scale_book::FULL, place.env())
        } else {
            demo_book::create(path, &bulletin, last, place.env())
        }
    })?;
    let issues = book.issues()?.len();
    let exported = demo.export.as_ref().map(|folder| demo_book::export(&book, last, folder));
    let files = match exported {
        Some(Ok(files)) => files,
        Some(Err(err)) => {
            // Or the same command could not be tried again.
            book.discard()?;
            return Err(err);
        }
        None => Vec::new(),
    };
    output.say(&format!("已建示例工作簿：{}（{issues} 期）", book.path().display()));
    for file in &files {
        output.say(&format!("已导出：{}", file.display()));
    }
    let files: Vec<String> = files.iter().map(|file| shown(file)).collect();
    let book = shown(book.path());
    output.json(&serde_json::json!({ "book": book, "issues": issues, "files": files }));
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
