//! What reading and writing other files answered, in Chinese.

use std::io;
use std::path::Path;

use super::{MessageKind, UserMessage, new};
use crate::export::{ExportError, WriteTrouble};
use crate::ops::read_back::ReadBackFault;

pub(super) fn of_export(err: &ExportError) -> UserMessage {
    let broken = |detail: String| {
        new(MessageKind::Bug, format!("没能生成文件：{detail}"), "请把这句话告诉开发者")
    };
    match err {
        ExportError::Workbook(err) => broken(err.to_string()),
        ExportError::Pack(err) => broken(err.to_string()),
        ExportError::PackWrite(err) => broken(err.to_string()),
        ExportError::Json(err) => broken(err.to_string()),
        ExportError::Pdf(detail) => new(
            MessageKind::Bug,
            format!("没能生成 PDF：{detail}"),
            "多半是某个字体文件有问题，请在 设置·字体 里换一个字体文件再试",
        ),
        ExportError::Picture(err) => broken(err.to_string()),
        ExportError::Write { path, trouble, source } => {
            let (why, hint) = match trouble {
                WriteTrouble::NotAFile => ("这里不是普通文件（可能是文件夹）", "请写上文件名"),
                WriteTrouble::NoFolder => ("文件夹不存在", "请先建好文件夹，或换一个位置"),
                WriteTrouble::Permission => ("没有写入权限，或磁盘只读", "请换一个文件夹"),
                WriteTrouble::DiskFull => ("磁盘已满", "请腾出空间后重试，或换一个磁盘"),
                WriteTrouble::Busy => {
                    ("文件正被别的程序打开", "请关闭 Word/WPS 里的这个文件后重试，或另存为别的名字")
                }
                WriteTrouble::Other => ("", "请检查磁盘，或换一个位置"),
            };
            let why = if why.is_empty() { io_words(source) } else { why.to_owned() };
            let text = format!("没能写入 {}：{why}。原有文件没有改动", path.display());
            new(MessageKind::Disk, text, hint)
        }
    }
}

pub(super) fn of_read_back(path: &Path, fault: &ReadBackFault) -> UserMessage {
    let kept = "原有文件没有改动";
    let bug =
        |text: String| new(MessageKind::Bug, text, "请把这句话告诉开发者；可先导出为 txt 或 md");
    match fault {
        ReadBackFault::Unreadable(err) => {
            bug(format!("没有导出：生成的文件读不回来（{err}），{kept}"))
        }
        ReadBackFault::Text { line, wanted, found } => bug(format!(
            "没有导出：生成的文件第{line}段与月报不一致，应为“{wanted}”，读回是“{found}”，{kept}"
        )),
        ReadBackFault::Carries(what) => {
            bug(format!("没有导出：生成的文件里有{}，{kept}", what.join("、")))
        }
        ReadBackFault::Disk => new(
            MessageKind::Disk,
            format!("{} 写入后读回的内容不同", path.display()),
            "这个磁盘可能有问题，请换一个位置重新导出",
        ),
    }
}

/// What the operating system answered, in Chinese.
pub fn io_words(err: &io::Error) -> String {
    use io::ErrorKind;
    match err.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹".to_owned(),
        ErrorKind::PermissionDenied => "没有权限".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘已满".to_owned(),
        ErrorKind::AlreadyExists => "文件已经存在".to_owned(),
        ErrorKind::IsADirectory => "这是一个文件夹".to_owned(),
        ErrorKind::NotADirectory => "路径中有一段不是文件夹".to_owned(),
        ErrorKind::InvalidFilename => "文件名太长，或含有不能用的字符".to_owned(),
        _ => format!("系统报告 {err}"),
    }
}
