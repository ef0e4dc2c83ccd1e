//! Every error in Chinese: what happened and where, and what to do. The one exhaustive match: a
//! new error does not compile without its words.

mod files;
mod import;
mod publishing;
mod rules;
mod sheet;
mod store;
mod trust;

use super::error::{OpError, Thing, UnfitSuccessor};
use crate::check::verify::Refusal;
use crate::model::{Measure, ParseQuantityError, ReadFigureError};

pub use files::io_words;
use files::{of_export, of_read_back};
use import::of_import;
use store::of_store;

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

impl UserMessage {
    /// Whether the book's file itself is the trouble, so that a backup would help.
    pub fn is_of_damage(&self) -> bool {
        self.kind == MessageKind::Damaged
    }
}

fn new(kind: MessageKind, text: impl Into<String>, hint: impl Into<String>) -> UserMessage {
    UserMessage { kind, text: text.into(), hint: hint.into() }
}

/// Words an error for people.
#[expect(clippy::too_many_lines, reason = "one arm an error, none hidden elsewhere")]
pub fn message(err: &OpError) -> UserMessage {
    use MessageKind::{Disk, NotFound, You};
    match err {
        OpError::Store(err) => of_store(err),
        OpError::Month(err) => new(
            You,
            format!("没有“{}”这个月份", short(&err.0)),
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
        OpError::ReadBack { path, fault } => of_read_back(path, fault),
        OpError::StaleFix { text, .. } => new(
            You,
            format!("“{}”这处已经改过，或不能自动改，没有动它", short(text)),
            "请重新校对，或到原处手工修改",
        ),
        OpError::StaleBinding { text } => new(
            You,
            format!("“{}”这处文字或它的数据已经改过，没有绑定", short(text)),
            "请重新选中这个数字，再绑定一次",
        ),
        OpError::StaleNumeral { text } => new(
            You,
            format!("“{}”这处文字已经改过，或已有来历，没有认定", short(text)),
            "请在校样里重新选中这个数字",
        ),
        OpError::NoSuchKind { text } => new(
            You,
            format!("没有“{}”这种认定", short(text)),
            "可用：date 日期、ordinal 名称或序次、quoted 引用、signed 例外",
        ),
        OpError::WordList { line, why } => new(
            You,
            format!("词表第 {line} 行读不懂：{why}，没有导入"),
            "一行一条：错、正、级别（必改、存疑、提示）、说明，用制表符或逗号分开",
        ),
        OpError::NoSuchRule { text } => new(
            NotFound,
            format!("没有“{}”这条校对规则", short(text)),
            "用 yuebao-cli rules 看全部规则，规则号如 P09",
        ),
        OpError::Definition { detail } => {
            new(You, format!("刊物定义读不懂：{detail}"), "按提示的行改正定义文件后再试")
        }
        OpError::NoSuchBulletin { code, known } => new(
            NotFound,
            format!("工作簿里没有刊物“{code}”"),
            format!("有的是：{}", known.join("、")),
        ),
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
            "请用 --bulletin 指明是哪一种刊物",
        ),
        OpError::IssueExists { bulletin, month, number } => new(
            You,
            format!("{}的《{bulletin}》已经有第{number}期，没有改动它", month.chinese()),
            "要重来，先撤销导入，或在窗口里删除那一期",
        ),
        OpError::NoSuchIndicator { text, suggestions } => {
            new(NotFound, format!("没有指标“{}”", short(text)), did_you_mean(suggestions))
        }
        OpError::IndicatorExists { code } => {
            new(You, format!("指标代码“{code}”已经用过"), "换一个代码")
        }
        OpError::IndicatorNameTaken { name } => {
            new(You, format!("已经有指标叫“{}”", short(name)), "换一个名称，或把数字绑定到那项指标")
        }
        OpError::NoIndicatorName { text } => new(
            You,
            format!("“{}”不能作指标的名称", short(text)),
            "名称不能空着，不能有花括号和“·”，也不能是年月、月、年、期、进大厅",
        ),
        OpError::NoSuchDepartment { text, suggestions } => {
            new(NotFound, format!("没有部门“{}”", short(text)), did_you_mean(suggestions))
        }
        OpError::DepartmentExists { code } => {
            new(You, format!("这个部门已经登记过（代码 {code}）"), "直接使用，或换一个名称")
        }
        OpError::NameTaken { name, of } => new(
            You,
            format!("“{}”已经是部门“{}”的名称、简称或别名", short(name), short(of)),
            "换一个写法，或先改那个部门",
        ),
        OpError::Successor { name, heir, why } => {
            let (text, advice) = unfit_successor(&short(name), &short(heir), *why);
            new(You, text, advice)
        }
        OpError::DepartmentInUse { name, uses } => new(
            You,
            format!("部门“{}”还用在{}里，没有删除", short(name), uses.join("、")),
            "可以停用它：以后不再提示选用，往期照旧",
        ),
        OpError::RestoreFirst { what } => new(
            You,
            format!("它所在的那{}也删除了，没有恢复", thing(*what)),
            "请先恢复那一项，再恢复它",
        ),
        OpError::Gone { what, .. } => {
            new(NotFound, format!("这{}已经不在了", thing(*what)), "可能刚被删除；用撤销可以找回")
        }
        OpError::NotAFigure { indicator, unit, typed, why } => new(
            You,
            format!("“{}”不是{indicator}的数值：{}", short(typed), why_no_figure(why)),
            if unit == "%" {
                "可以写 59.49%、59.49 或 未报".to_owned()
            } else {
                format!("可以写 6.1万、61023、61,023 或 未报，单位是{unit}")
            },
        ),
        OpError::Published { .. }
        | OpError::NotPublished { .. }
        | OpError::NotReady { .. }
        | OpError::PublicationStands { .. }
        | OpError::NoCorrection { .. }
        | OpError::NoSuchSection { .. } => publishing::of_publishing(err),
        OpError::Empty { what } => new(You, format!("{}不能为空", thing(*what)), ""),
        OpError::ReadFile { path, source } => {
            new(You, format!("读不了 {}：{}", path.display(), io_words(source)), "检查路径和权限")
        }
        OpError::WriteFile { path, source } => new(
            Disk,
            format!("写不了 {}：{}", path.display(), io_words(source)),
            "换一个文件夹，或检查权限和剩余空间",
        ),
        OpError::Import { path, source } => of_import(path, source),
        OpError::ForeignFile { path, what, wanted } => new(
            You,
            format!("{} {what}，不是{wanted}，没有逐句比较", path.display()),
            "请选对应的一期，或选对文件再核对",
        ),
        OpError::NotTaken { sentence, why } => not_taken(sentence, why),
        OpError::Sheet { path, source } => sheet::of_sheet(path, source),
        OpError::CellChanged { cell, was, now } => new(
            You,
            format!("{cell} 在预览之后从“{}”改成了“{}”，没有导入", short(was), short(now)),
            "请重新预览一次再采用",
        ),
        OpError::Export(err) => of_export(err),
        OpError::UnknownFormat { path, known } => new(
            You,
            format!("不知道 {} 该写成什么格式", path.display()),
            format!("请用这些扩展名之一：{}", known.join("、")),
        ),
        OpError::NoViewer { path } => new(
            You,
            "这台电脑上没有找到能打开或打印 PDF 的程序",
            format!(
                "PDF 已经生成：{}。请装一个 PDF 阅读器（如 WPS），或拷到别的电脑上打印",
                path.display()
            ),
        ),
        OpError::NoSuchMeasure { text } => {
            let known: Vec<_> = Measure::ALL.iter().map(|m| m.word()).collect();
            new(
                NotFound,
                format!("没有“{}”这个量度", short(text)),
                format!("可用：数值{}", known.join("、")),
            )
        }
        OpError::Indicator { fault } => rules::of_indicator(fault),
        OpError::NoSuchFinding { cell } => new(
            You,
            format!("“{cell}”现在没有这条意见，用不着说明"),
            "数据可能已经改过；请看最新的校对意见",
        ),
        OpError::Relation { fault } => new(
            You,
            format!("规则没有保存：{}", rules::fault(fault)),
            "请改正后再点“确定”；原有规则没有变",
        ),
        OpError::RelationExists { key } => {
            new(You, format!("已经有一条同样的规则（{key}）"), "请修改原有的那条，或先把它删除")
        }
        OpError::NoSuchRelation { key } => {
            new(NotFound, format!("没有规则“{}”", short(key)), "可能刚被删除；用撤销可以找回")
        }
        OpError::NoSuchFolder { .. }
        | OpError::SameFolder { .. }
        | OpError::BackupStopped { .. }
        | OpError::NoBackup { .. } => trust::of_backup(err),
        OpError::Pack { path, source } => trust::of_pack(path, source),
        OpError::WeakPassphrase { why } => {
            new(You, format!("这个口令不能用：{why}"), "换一个长一些的，或用程序给的口令")
        }
        OpError::NoPassphrase => new(
            You,
            "没有给出口令",
            "写在一个文件的第一行，用 --passphrase-file 指明；或从标准输入给一行",
        ),
        OpError::NoRandom => new(Disk, "系统给不出随机数，没有生成口令", "请自己想一个口令"),
        OpError::NoChart { why } => new(NotFound, format!("画不出图：{}", why.sentence()), ""),
    }
}

/// Why the words of a returned file were left where they are.
fn not_taken(sentence: &str, why: &Refusal) -> UserMessage {
    let text = format!("“{}”的文字没有采用：", short(sentence));
    let (what, hint) = match why {
        Refusal::Number { stored, printed } => (
            match (stored.as_str(), printed.as_str()) {
                (stored, "") => format!("文件里少了数字“{stored}”"),
                ("", printed) => format!("文件里多了数字“{printed}”"),
                (stored, printed) => format!("数字不同，文件是“{printed}”，本期是“{stored}”"),
            },
            "数字不会随文字采用：请到录入页改数，或在编排里改写、绑定后再核对",
        ),
        Refusal::Generated => (
            "要改的地方是数据、名单或序号自动印出来的".to_owned(),
            "请到录入、名单或编排里改它的来源",
        ),
        Refusal::Paragraph => ("它自成一段".to_owned(), "整段的增删请在编排里做"),
        Refusal::Nothing => ("这一句已经改过，或只是写法不同".to_owned(), "请重新核对一次"),
    };
    new(MessageKind::You, text + &what, hint)
}

fn did_you_mean(suggestions: &[String]) -> String {
    if suggestions.is_empty() {
        return "检查名称是否写对".to_owned();
    }
    format!("是不是：{}", suggestions.join("、"))
}

/// What was typed, as far as a message has room for it.
fn short(text: &str) -> String {
    const ROOM: usize = 40;
    if text.chars().count() <= ROOM {
        return text.to_owned();
    }
    text.chars().take(ROOM).chain(['…']).collect()
}

fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Issue => "一期",
        Thing::Section => "个栏目",
        Thing::Item => "个条目",
        Thing::Visit => "条进大厅记录",
        Thing::Recipient => "个报送对象",
        Thing::Department => "个部门",
        Thing::Person => "个人员",
        Thing::Name => "名称",
        Thing::Reason => "理由",
        Thing::Signer => "签字人",
        Thing::Word => "词",
    }
}

fn why_no_figure(why: &ReadFigureError) -> String {
    match why {
        ReadFigureError::Number(ParseQuantityError::NoDigits) => "没有阿拉伯数字".to_owned(),
        ReadFigureError::Number(ParseQuantityError::Malformed) => "数字写法有误".to_owned(),
        ReadFigureError::Number(ParseQuantityError::TooLong) => "位数太多".to_owned(),
        ReadFigureError::Unit { found, expected } => {
            format!("“{}”不是它的单位，应为{expected}", short(found))
        }
        ReadFigureError::TooFine => "小数位太多".to_owned(),
    }
}

fn unfit_successor(name: &str, heir: &str, why: UnfitSuccessor) -> (String, &'static str) {
    match why {
        UnfitSuccessor::Itself => {
            (format!("“{name}”不能并入它自己"), "写接替它的那个部门，没有就空着")
        }
        UnfitSuccessor::Hall => {
            ("“全厅”不是一个部门，不能并入，也不能接替".to_owned(), "写接替它的那个部门")
        }
        UnfitSuccessor::NoEnd => (
            format!("“{name}”还没有停用月份，不知道从哪个月起并入“{heir}”"),
            "先写停用月份，就是它最后报数的月份",
        ),
        UnfitSuccessor::Circle => {
            (format!("“{heir}”已经并入“{name}”，两个不能互相并入"), "先改其中一个")
        }
    }
}
