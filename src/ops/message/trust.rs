//! Backups, packs and passphrases, in Chinese.

use std::path::Path;

use super::{MessageKind, UserMessage, new};
use crate::import::pack::PackError;
use crate::ops::error::OpError;

pub(super) fn of_backup(err: &OpError) -> UserMessage {
    use MessageKind::{Damaged, Disk, NotFound, You};
    match err {
        OpError::NoSuchFolder { path } => new(
            NotFound,
            format!("没有文件夹 {}", path.display()),
            "请插好优盘或连上共享文件夹，再指定一次",
        ),
        OpError::SameFolder { path } => new(
            You,
            format!("{} 已经存着第一份备份", path.display()),
            "第二份请放在另一个磁盘、优盘或共享文件夹",
        ),
        OpError::BackupStopped { detail } => new(
            Damaged,
            format!("工作簿没有通过检查，已停止备份，原有备份一份没动（{detail}）"),
            "请用“检查工作簿”看是哪里，必要时从备份恢复",
        ),
        OpError::NoBackup { path } => new(
            NotFound,
            format!("没有找到 {} 的完好备份", path.display()),
            "如有拷到别处的备份，请指明那个文件",
        ),
        other => new(Disk, other.to_string(), ""),
    }
}

pub(super) fn of_pack(path: &Path, err: &PackError) -> UserMessage {
    use MessageKind::{Damaged, TooNew, You};
    let place = path.display();
    let hostile = |what: String| {
        let hint = "这不是本程序打的台账，或有人动过手脚；请向打包的单位另要一份";
        new(Damaged, format!("没有打开 {place}：{what}"), hint)
    };
    match err {
        PackError::TooLarge { limit } => hostile(format!("里面的内容超过 {} MB", limit >> 20)),
        PackError::TooMany { limit } => hostile(format!("里面的文件超过 {limit} 个")),
        PackError::StrangeName { name } => {
            let name = crate::model::invisible::shown(name);
            hostile(format!("里面有名字可疑的文件“{name}”，会写到别处"))
        }
        PackError::Twice => hostile("里面有同名的文件，或末尾夹带了别的内容".to_owned()),
        PackError::NotAPack => {
            new(You, format!("{place} 不是台账"), "请选择由“台账”打出的 .zip 文件")
        }
        PackError::Damaged { .. } => new(
            Damaged,
            format!("{place} 已损坏，或没有拷完整"),
            "请从原处重新拷一份；原有的文件没有改动",
        ),
        PackError::Manifest { .. } => hostile("清单读不懂".to_owned()),
        PackError::Locked => {
            new(You, format!("{place} 加了口令"), "请给出口令；忘了口令，谁也打不开它")
        }
        PackError::WrongPassphrase => new(
            You,
            format!("口令不对，打不开 {place}"),
            "请检查大小写、全角半角和空格；忘了口令，谁也打不开它",
        ),
        PackError::Newer { format, known } => new(
            TooNew,
            format!("{place} 由更新的版本打包（格式 {format}，本程序只认到 {known}）"),
            "请用新版本的程序核对",
        ),
    }
}
