//! Backups and publishing, in Chinese.

use super::{MessageKind, UserMessage, new};
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
