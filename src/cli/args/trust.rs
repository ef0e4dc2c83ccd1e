//! Arguments of backups, packs and what locks them. A passphrase is never an argument: those are
//! seen by every program and kept by the shell.

use std::path::PathBuf;

use clap::Args;

use super::OfIssue;

#[derive(Debug, Args)]
pub struct Backup {
    /// 备份到这个文件或文件夹；不写则备份到工作簿旁边的备份文件夹
    #[arg(long, value_name = "文件")]
    pub to: Option<PathBuf>,
    /// 只列出已有的备份
    #[arg(long, conflicts_with = "to")]
    pub list: bool,
    /// 第二备份文件夹（另一个磁盘、优盘、共享文件夹）；空文字取消
    #[arg(long, value_name = "文件夹", conflicts_with_all = ["to", "list"])]
    pub second: Option<String>,
    #[command(flatten)]
    pub locking: Locking,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// 备份文件；不写则用最近一份完好的
    #[arg(value_name = "备份")]
    pub backup: Option<PathBuf>,
    /// 照做；不写则只看会改动什么
    #[arg(long)]
    pub yes: bool,
    /// 工作簿损坏时，把损坏文件里还读得出的内容也取回来
    #[arg(long, requires = "yes")]
    pub salvage: bool,
    #[command(flatten)]
    pub opening: Opening,
}

#[derive(Debug, Args)]
pub struct Pack {
    #[command(flatten)]
    pub of: OfIssue,
    /// 存成哪个文件（.zip）
    #[arg(long, value_name = "文件")]
    pub to: PathBuf,
    #[command(flatten)]
    pub locking: Locking,
}

#[derive(Debug, Args)]
pub struct VerifyPack {
    /// 要核对的台账
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    #[command(flatten)]
    pub opening: Opening,
}

/// For a file to be made.
#[derive(Debug, Args)]
pub struct Locking {
    /// 加口令（AES-256；口令只用字母、数字、符号的，7-Zip 也能打开）；口令从 --passphrase-file 或标准输入读。忘了口令谁也打不开
    #[arg(long)]
    pub lock: bool,
    #[command(flatten)]
    pub opening: Opening,
}

/// For a file that exists.
#[derive(Debug, Args)]
pub struct Opening {
    /// 口令写在这个文件的第一行；不写则从标准输入读一行
    #[arg(long, value_name = "文件")]
    pub passphrase_file: Option<PathBuf>,
}
