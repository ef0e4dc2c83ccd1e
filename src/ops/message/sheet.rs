//! Why a table of figures could not be read, in Chinese.

use std::path::Path;

use super::{MessageKind, UserMessage, new};
use crate::import::sheet::{Much, SheetError};

pub(super) fn of_sheet(path: &Path, err: &SheetError) -> UserMessage {
    let (what, hint) = words(err);
    new(MessageKind::You, format!("没能读入 {}：{what}。没有改动任何内容", path.display()), hint)
}

fn words(err: &SheetError) -> (String, &'static str) {
    let fixed = |what: &str| what.to_owned();
    match err {
        SheetError::Empty => (fixed("里面没有内容"), "请选择有数据的表"),
        SheetError::TooMuch { what, limit } => (too_much(*what, *limit), "请只留下本月的表再导入"),
        SheetError::Damaged { .. } => {
            (fixed("文件已损坏，或不是电子表格"), "请在 WPS 或 Excel 里打开，另存为 .xlsx 再导入")
        }
        SheetError::Encrypted => (fixed("文件加了密码"), "请先取消密码，另存后再导入"),
        SheetError::OldFormat => (
            fixed("这种格式读不了（只读 .xlsx 和 .csv）"),
            "请在 WPS 或 Excel 里打开，另存为 .xlsx 再导入",
        ),
        SheetError::Encoding => {
            (fixed("认不出文字编码"), "请在 WPS 或 Excel 里打开，另存为 .xlsx 再导入")
        }
        SheetError::Cancelled => (fixed("已取消"), ""),
    }
}

fn too_much(what: Much, limit: u64) -> String {
    let megabytes = limit / 1_000_000;
    match what {
        Much::Size => format!("文件超过 {megabytes} MB"),
        Much::Unpacked => format!("解开后超过 {megabytes} MB，可能是恶意文件"),
        Much::Parts => format!("文件里的部件超过 {limit} 个，可能是恶意文件"),
        Much::Sheets => format!("工作表超过 {limit} 张"),
        Much::Rows => format!("超过 {limit} 行"),
        Much::Columns => format!("超过 {limit} 列"),
        Much::Cells => format!("填了字的格子超过 {limit} 个"),
    }
}
