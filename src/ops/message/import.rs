//! Why an outside file could not be read, in Chinese.

use std::path::Path;

use super::{MessageKind, UserMessage, new};
use crate::import::docx::{DocxError, Much};
use crate::import::{DefinitionFault, FileKind, ImportError};
use crate::model::invisible;

pub(super) fn of_import(path: &Path, err: &ImportError) -> UserMessage {
    let (what, hint) = words(err);
    new(MessageKind::You, format!("没能导入 {}：{what}。没有改动任何内容", path.display()), hint)
}

fn words(err: &ImportError) -> (String, String) {
    let fixed = |what: &str, hint: &str| (what.to_owned(), hint.to_owned());
    match err {
        ImportError::Empty => fixed("文件是空的", "请选择有正文的文件"),
        ImportError::TooLarge { size, limit } => (
            format!("文件有 {}，超过可读的 {}", megabytes(*size), megabytes(*limit)),
            "一期月报的文字不会这么大，请检查是不是选错了文件".to_owned(),
        ),
        ImportError::TooLong { line, count, limit } => {
            let place = line.map_or_else(|| "文中".to_owned(), |line| format!("第{line}行"));
            (
                format!("{place}有 {count} 个字，超过可读的 {limit} 个"),
                "一期月报没有这么长，请检查是不是选错了文件".to_owned(),
            )
        }
        ImportError::TooManySections { count, limit } => (
            format!("文中有 {count} 个栏目，超过可读的 {limit} 个"),
            "一期月报没有这么多栏目，请检查是不是选错了文件".to_owned(),
        ),
        ImportError::OtherKind(kind) => other_kind(*kind),
        ImportError::Encoding => fixed(
            "认不出文字编码，可能不是文本文件",
            "请用记事本或 WPS 另存为 UTF-8 编码的 .txt 再导入",
        ),
        ImportError::NoSections => {
            fixed("文中没有找到“一、……”这样的栏目", "请确认这是一期完整的月报；栏目标题要独占一行")
        }
        ImportError::NoMonth => {
            fixed("看不出所报的是哪个月", "请用 --month 指明月份，如 --month 2025-04")
        }
        ImportError::Docx(err) => docx(err),
        ImportError::Definition(fault) => {
            (format!("刊物定义有误：{}", definition(fault)), "请按提示改正后再试".to_owned())
        }
    }
}

fn other_kind(kind: FileKind) -> (String, String) {
    let name = match kind {
        FileKind::Docx => "Word 文档（.docx）",
        FileKind::Xlsx => "电子表格",
        FileKind::Pptx => "演示文稿",
        FileKind::Ofd => "OFD 版式文件",
        FileKind::Pdf => "PDF 文件",
        FileKind::OldOffice => "旧版 Word/WPS 文件（.doc、.wps）",
        FileKind::Encrypted => "加了打开密码的文档",
        FileKind::Rtf => "RTF 文档",
        FileKind::Html => "网页",
        FileKind::Image => "图片",
        FileKind::Database => "数据库或月报工作簿",
        FileKind::Zip | FileKind::Archive => "压缩包",
        FileKind::Program => "程序文件",
    };
    let hint = match kind {
        FileKind::OldOffice | FileKind::Rtf | FileKind::Html => {
            "请在 WPS/Word 中另存为 .docx 后再打开"
        }
        FileKind::Encrypted => "请在 WPS/Word 中去掉打开密码，另存为 .docx 后再打开",
        FileKind::Docx => "请另存为纯文本（.txt）再试",
        FileKind::Pdf | FileKind::Ofd => "请打开后全选、复制，粘贴到记事本存为 .txt 再导入",
        FileKind::Database => "打开工作簿请用 --book，或在窗口里用“打开”",
        FileKind::Xlsx
        | FileKind::Pptx
        | FileKind::Zip
        | FileKind::Image
        | FileKind::Archive
        | FileKind::Program => "请选择月报的 .docx、.md 或 .txt 文件",
    };
    (format!("这是{name}，读不了"), hint.to_owned())
}

fn docx(err: &DocxError) -> (String, String) {
    const SAVE_AGAIN: &str = "请在 WPS/Word 中打开检查，另存为 .docx 后再试";
    let what = match err {
        DocxError::Damaged { .. } => "文件已损坏，或没有传完整".to_owned(),
        DocxError::Doctype => "文件里有 Word 文档不该有的内容（DOCTYPE），没有打开".to_owned(),
        DocxError::NotWord => "里面没有 Word 文档的正文".to_owned(),
        DocxError::Encrypted => "文档加了密码".to_owned(),
        DocxError::TooMuch { what, limit } => match what {
            Much::Size => format!("文件超过可读的 {}", megabytes(*limit)),
            Much::Unpacked => format!("解开后超过 {}，没有打开", megabytes(*limit)),
            Much::Text => format!("文字超过 {}", megabytes(*limit)),
            Much::Parts => format!("里面的部件超过 {limit} 个"),
            Much::Depth => format!("内容套了超过 {limit} 层"),
            Much::Pieces => format!("段落超过 {limit} 个"),
        },
    };
    (what, SAVE_AGAIN.to_owned())
}

fn definition(fault: &DefinitionFault) -> String {
    match fault {
        DefinitionFault::Syntax { line, message } => format!("第 {line} 行读不懂（{message}）"),
        DefinitionFault::Blank { what } => format!("{what} 是空的"),
        DefinitionFault::DuplicateCode { code } => format!("代码“{code}”用了两次"),
        DefinitionFault::DuplicateName { name } => format!("名称“{name}”用了两次"),
        DefinitionFault::BadName { name } => format!("“{name}”不能作指标名"),
        DefinitionFault::UnknownIndicator { code, place } => {
            format!("“{place}”提到的指标“{code}”没有定义")
        }
        DefinitionFault::UnknownSection { key, place } => {
            format!("“{place}”提到的栏目“{key}”没有定义")
        }
        DefinitionFault::Prose { source_text, .. } => {
            format!("“{source_text}”里的花括号不成对，或填数位没有名称")
        }
        DefinitionFault::UnknownSlot { slot, source_text } => {
            format!("“{source_text}”里的填数位“{slot}”不是指标")
        }
        DefinitionFault::HiddenInName { what, name } => {
            let name = invisible::shown(name);
            format!("{what}“{name}”里有看不见的字符，请把这个名字重新打一遍")
        }
        DefinitionFault::TooMuch { what, limit } => format!("{what}超过 {limit}"),
        DefinitionFault::Relation(fault) => super::rules::fault(fault),
    }
}

fn megabytes(bytes: usize) -> String {
    format!("{} MB", bytes.div_ceil(1024 * 1024))
}
