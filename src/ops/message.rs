//! Every error in Chinese: what happened and where, and what to do. The one exhaustive match: a
//! new error does not compile without its words.

use std::path::Path;

use super::error::{OpError, Thing};
use crate::model::{ParseQuantityError, ReadFigureError};
use crate::store::StoreError;

/// What kind of trouble: decides colour and exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// What was asked cannot be done.
    You,
    NotFound,
    TooNew,
    Locked,
    Damaged,
    Disk,
    /// Something to look at, not a failure.
    Findings,
    Bug,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserMessage {
    pub kind: MessageKind,
    /// What happened, and where.
    pub text: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl MessageKind {
    /// 1 findings, 2 cannot be done, 3 trouble with file or disk, 70 a bug of ours.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Findings => 1,
            Self::You | Self::NotFound => 2,
            Self::TooNew | Self::Locked | Self::Damaged | Self::Disk => 3,
            Self::Bug => 70,
        }
    }
}

fn new(kind: MessageKind, text: impl Into<String>, hint: impl Into<String>) -> UserMessage {
    UserMessage { kind, text: text.into(), hint: hint.into() }
}

/// Words an error for people.
#[expect(clippy::too_many_lines, reason = "one arm an error, none hidden elsewhere")]
pub fn message(err: &OpError) -> UserMessage {
    use MessageKind::{Bug, Disk, NotFound, You};
    match err {
        OpError::Store(err) => of_store(err),
        OpError::Month(err) => new(
            You,
            format!("没有“{}”这个月份", err.0),
            "月份写作 2025-04 或 2025年4月，年份在1900至2999之间",
        ),
        OpError::BookExists { path } => new(
            You,
            format!("{} 已经存在，没有改动它", path.display()),
            "换一个文件名，或直接打开这个文件",
        ),
        OpError::NoSuchBuiltIn { name, known } => new(
            NotFound,
            format!("没有叫“{name}”的内置刊物"),
            format!("内置的有：{}", known.join("、")),
        ),
        OpError::Definition { detail } => {
            new(You, format!("刊物定义读不懂：{detail}"), "按提示的行改正定义文件后再试")
        }
        OpError::NoSuchBulletin { code } => {
            new(NotFound, format!("文件里没有刊物“{code}”"), "用 issues 命令看有哪些刊物")
        }
        OpError::BulletinExists { code } => {
            new(You, format!("文件里已经有刊物“{code}”"), "换一个代码")
        }
        OpError::NoIssue { month, nearest } => new(
            NotFound,
            format!("{}没有月报", month.chinese()),
            nearest.map_or_else(
                || "文件里还没有任何一期，可以导入往期或新建一期".to_owned(),
                |near| format!("离它最近的一期是{}", near.chinese()),
            ),
        ),
        OpError::SeveralIssues { month, bulletins } => new(
            You,
            format!("{}有不止一种刊物：{}", month.chinese(), bulletins.join("、")),
            "请指明是哪一种刊物",
        ),
        OpError::IssueExists { bulletin, month, number } => new(
            You,
            format!("{}的《{bulletin}》已经有第{number}期，没有改动它", month.chinese()),
            "要重来，先删除那一期（可以撤销）",
        ),
        OpError::NoSuchIndicator { text, suggestions } => {
            new(NotFound, format!("没有指标“{text}”"), did_you_mean(suggestions))
        }
        OpError::IndicatorExists { code } => {
            new(You, format!("指标代码“{code}”已经用过"), "换一个代码")
        }
        OpError::NoSuchDepartment { text, suggestions } => {
            new(NotFound, format!("没有部门“{text}”"), did_you_mean(suggestions))
        }
        OpError::DepartmentExists { code } => {
            new(You, format!("这个部门已经登记过（代码 {code}）"), "直接使用，或换一个名称")
        }
        OpError::Gone { what, .. } => {
            new(NotFound, format!("这{}已经不在了", thing(*what)), "可能刚被删除；用撤销可以找回")
        }
        OpError::NotAFigure { indicator, unit, typed, why } => new(
            You,
            format!("“{typed}”不是{indicator}的数值：{}", why_no_figure(why)),
            format!("可以写 6.1万、61023、61,023 或 未报，单位是{unit}"),
        ),
        OpError::Empty { what } => new(You, format!("{}不能为空", thing(*what)), ""),
        OpError::ReadFile { path, source } => {
            new(You, format!("读不了 {}：{}", path.display(), io_words(source)), "检查路径和权限")
        }
        OpError::WriteFile { path, source } => new(
            Disk,
            format!("写不了 {}：{}", path.display(), io_words(source)),
            "换一个文件夹，或检查权限和剩余空间",
        ),
        OpError::Import(err) => new(You, format!("读不懂这个文件：{err}"), "没有改动任何内容"),
        OpError::Export(err) => new(Bug, format!("生成文件时出错：{err}"), "请把这句话告诉开发者"),
        OpError::History { detail } => new(
            Bug,
            format!("修改记录与内容对不上，没有改动任何内容：{detail}"),
            "请保留这个文件并告诉开发者",
        ),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm an error, none hidden elsewhere")]
fn of_store(err: &StoreError) -> UserMessage {
    use MessageKind::{Bug, Damaged, Disk, Locked, NotFound, TooNew, You};
    match err {
        StoreError::NotFound { path } => {
            new(NotFound, format!("没有文件 {}", path.display()), "检查路径，或先新建一个月报文件")
        }
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
        StoreError::Damaged { path, detail } => new(
            Damaged,
            format!("{} 已损坏，没有改动它（{detail}）", path.display()),
            "用备份恢复；损坏的文件请原样保留",
        ),
        StoreError::ReadOnly { path } => new(
            Disk,
            format!("{} 只能读，不能写", path.display()),
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
        StoreError::Row { table, detail } => new(
            Damaged,
            format!("文件里“{table}”的一行读不懂：{detail}"),
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

fn did_you_mean(suggestions: &[String]) -> String {
    if suggestions.is_empty() {
        return "检查名称是否写对".to_owned();
    }
    format!("是不是：{}", suggestions.join("、"))
}

fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Issue => "一期",
        Thing::Section => "个栏目",
        Thing::Item => "个条目",
        Thing::Visit => "条进大厅记录",
        Thing::Recipient => "个报送对象",
        Thing::Department => "个部门",
        Thing::Name => "名称",
    }
}

fn why_no_figure(why: &ReadFigureError) -> String {
    match why {
        ReadFigureError::Number(ParseQuantityError::NoDigits) => "没有数字".to_owned(),
        ReadFigureError::Number(ParseQuantityError::Malformed) => "数字写法有误".to_owned(),
        ReadFigureError::Number(ParseQuantityError::TooLong) => "位数太多".to_owned(),
        ReadFigureError::Unit { found, expected } => format!("单位是{found}，应为{expected}"),
        ReadFigureError::TooFine => "小数位太多".to_owned(),
    }
}

fn io_words(err: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match err.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹".to_owned(),
        ErrorKind::PermissionDenied => "没有权限".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘已满".to_owned(),
        ErrorKind::AlreadyExists => "文件已经存在".to_owned(),
        ErrorKind::IsADirectory => "这是一个文件夹".to_owned(),
        ErrorKind::NotADirectory => "路径中有一段不是文件夹".to_owned(),
        _ => err.to_string(),
    }
}
