//! A damaged book: set aside whole, the newest good backup in its place, and what can still be read
//! of the damaged one offered as differences, to be taken one by one or all.

use std::path::Path;

use jiff::Timestamp;

use super::backup::{Backup, Restored, check_sum, newest_sound, put_in_place};
use super::book::Book;
use super::clock::Env;
use super::difference::{Difference, in_words};
use super::error::OpError;
use super::op::Op;
use crate::store::{self, RowDifference, Scratch};

/// What came of a damaged book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    pub restored: Restored,
    pub salvage: Salvage,
}

/// What could be read of the damaged file and the book now lacks or holds otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvage {
    pub differences: Vec<Difference>,
    /// Rows that could be read.
    pub read: usize,
    /// Tables with rows that could not, in Chinese.
    pub broken: Vec<&'static str>,
    /// Why nothing could be read at all.
    pub hopeless: Option<String>,
}

/// The newest backup beside the book, by `now`, that is what was written.
pub fn best_backup(path: &Path, now: Timestamp) -> Option<Backup> {
    newest_sound(path, None, now)
}

/// Sets the damaged book aside, opens a backup in its place and looks what the damaged file still
/// tells.
pub fn recover(path: &Path, backup: &Path, env: Env) -> Result<(Book, Recovery), OpError> {
    check_sum(backup)?;
    drop(Scratch::of(backup, path, true)?);
    let restored = put_in_place(path, backup, "损坏", &env)?;
    let book = Book::open(path, env)?;
    let damaged = path.file_name().map(|name| restored.set_aside.join(name));
    let salvage = damaged.map(|damaged| book.salvage(&damaged)).unwrap_or_default();
    Ok((book, Recovery { restored, salvage }))
}

impl Book {
    /// What a damaged book still tells that this one does not hold. Never fails: that nothing can
    /// be read is an answer.
    pub fn salvage(&self, damaged: &Path) -> Salvage {
        self.read_damaged(damaged).unwrap_or_else(|err| Salvage {
            hopeless: Some(super::message(&err).text),
            ..Salvage::default()
        })
    }

    fn read_damaged(&self, damaged: &Path) -> Result<Salvage, OpError> {
        let scratch = Scratch::of(damaged, self.path(), false)?;
        let (ours, theirs) = (self.read(), scratch.read()?);
        let found = store::salvage(&ours, &theirs)?;
        Ok(Salvage {
            differences: in_words(&found.differences, &ours, &theirs),
            read: found.read,
            broken: found.broken.into_iter().map(table_name).collect(),
            hopeless: None,
        })
    }

    /// Takes the other book's content for the differences chosen, as one step.
    pub fn take_over(&mut self, chosen: &[Difference]) -> Result<(), OpError> {
        let label = match chosen {
            [] => return Ok(()),
            [one] => format!("取回{} {}", one.what, one.name),
            more => format!("取回 {} 项", more.len()),
        };
        let rows: Vec<RowDifference> = chosen.iter().map(|one| one.row.clone()).collect();
        self.transact(Op::TakeOver, &label, |writer| Ok(writer.take_over(&rows)?))
    }
}

/// What a table holds, in the words of the window.
pub(super) fn table_name(table: &str) -> &'static str {
    match table {
        "bulletin" => "刊物",
        "department" => "部门",
        "figure" => "数据",
        "issue" => "各期",
        "section" => "栏目",
        "item" => "动态和条目",
        "visit" => "进大厅",
        "recipient" => "报送名单",
        "person" => "人员",
        "explanation" => "说明",
        "signoff" => "签字",
        "publication" => "发布记录",
        "exported" => "导出记录",
        "correction" => "更正",
        "setting" => "设置",
        "batch" | "change" => "修改记录",
        _ => "其他记录",
    }
}
