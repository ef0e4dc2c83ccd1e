//! What the book's file answered, in Chinese.

use std::path::Path;

use super::{MessageKind, UserMessage, io_words, new};
use crate::ops::damage::table_name;
use crate::store::StoreError;

#[expect(clippy::too_many_lines, reason = "one arm an error, none hidden elsewhere")]
pub(super) fn of_store(err: &StoreError) -> UserMessage {
    use MessageKind::{Bug, Damaged, Disk, Locked, TooNew, You};
    match err {
        StoreError::NotFound { path } => new(
            Disk,
            format!("没有工作簿 {}", path.display()),
            "检查路径；还没有的话，先用 new、demo 或 import-issue 建一个",
        ),
        StoreError::NoFolder { path } => new(
            Disk,
            format!("没能新建 {}：所在的文件夹不存在", path.display()),
            "请先建好文件夹，或换一个位置",
        ),
        StoreError::Hollow { path } => new(
            Damaged,
            format!("{} 是空文件，还不是月报文件", path.display()),
            "可以用 new、demo 或 import-issue 在这里建一个；若它本来有内容，请用备份恢复",
        ),
        StoreError::NotABook { path } => new(
            Damaged,
            format!("{} 不是月报文件，没有改动它", path.display()),
            "打开由本程序建立的文件；往期的文稿请用“导入”",
        ),
        StoreError::Foreign { path, .. } => new(
            Damaged,
            format!("{} 是别的程序的数据文件，没有改动它", path.display()),
            "请选择月报文件",
        ),
        StoreError::Newer { path, file, app } => new(
            TooNew,
            format!(
                "{} 由更新的版本建立（格式 {file}，本程序只认到 {app}），没有改动它",
                path.display()
            ),
            "请安装新版本的程序",
        ),
        StoreError::Endless { path } => new(
            Damaged,
            format!("{} 已损坏，没有改动它（有一处读来读去没有尽头）", path.display()),
            "用备份恢复；损坏的文件请原样保留",
        ),
        StoreError::Damaged { path, detail } => new(
            Damaged,
            format!("{} 已损坏，没有改动它（{detail}）", path.display()),
            "用备份恢复；损坏的文件请原样保留",
        ),
        StoreError::ReadOnly { path } => new(
            Disk,
            format!("{} 不能写入：文件、文件夹或磁盘是只读的，或没有权限", path.display()),
            "把文件复制到自己的文件夹，或去掉“只读”",
        ),
        StoreError::Locked { path } => {
            new(Locked, format!("{} 正被另一个窗口或程序使用", place(path)), "先关闭那一个再试")
        }
        StoreError::Full { path } => new(
            Disk,
            format!("{} 所在的磁盘已满，这一步没有保存", place(path)),
            "腾出空间后再做一次；此前保存的内容都在",
        ),
        StoreError::Io { path, source } => new(
            Disk,
            format!("读写 {} 时出错：{}", place(path), io_words(source)),
            "检查磁盘或网络盘；此前保存的内容都在",
        ),
        StoreError::Upgrade { path, detail } => new(
            Damaged,
            format!("{} 的格式与本程序记录的不符，没有改动它（{detail}）", path.display()),
            "用建立它的那个版本打开，或用备份恢复",
        ),
        StoreError::Constraint { detail } => {
            new(You, format!("内容不符合要求，没有保存：{detail}"), "检查填写的内容")
        }
        StoreError::Frozen { .. } => new(
            You,
            "这一期已发布，不能再改".to_owned(),
            "要改请先“修订本期”：改好后再发布一次，原来发布的那份照样保留",
        ),
        StoreError::HiddenInName { what, name } => new(
            You,
            format!(
                "{what}“{}”里有看不见的字符，没有保存；带着它，同一个名字会变成两个",
                crate::model::invisible::shown(name)
            ),
            "请把这个名字重新打一遍，不要粘贴",
        ),
        StoreError::Row { table, detail } => new(
            Damaged,
            format!("“{}”里有一行读不懂（{detail}）", table_name(table)),
            "用备份恢复，并把这句话告诉开发者",
        ),
        StoreError::Stale { table, row } => new(
            Bug,
            format!("修改记录与内容对不上，没有改动任何内容：{table} {row}"),
            "请保留这个文件并告诉开发者",
        ),
        StoreError::Other { detail } => {
            new(Bug, format!("数据库出错：{detail}"), "请把这句话告诉开发者")
        }
    }
}

fn place(path: &Path) -> String {
    let text = path.display().to_string();
    if text.is_empty() { "月报文件".to_owned() } else { text }
}
