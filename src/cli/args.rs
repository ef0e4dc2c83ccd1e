//! The console program's arguments; their doc comments are its help.

mod publishing;
mod trend;
mod trust;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use publishing::{Corrections, Decision, Publications, Publish, Set, Sign};
pub use trend::{Aim, MergeDepartment, Trend};
pub use trust::{Backup, Locking, Opening, Pack, Restore, VerifyPack};

/// 政务窗口月报：不用窗口也能做的事
#[derive(Debug, Parser)]
#[command(
    name = "yuebao-cli",
    version,
    subcommand_help_heading = "命令",
    disable_help_subcommand = true,
    arg_required_else_help = true,
    next_help_heading = "通用选项"
)]
#[command(disable_help_flag = true, disable_version_flag = true)]
#[command(
    after_help = "退出码：0 完成；1 有意见或差异；2 所求做不到；3 工作簿或磁盘有问题；70 程序缺陷"
)]
pub struct Arguments {
    /// 工作簿文件；不写则用本机的默认工作簿
    #[arg(long, global = true, value_name = "文件")]
    pub book: Option<PathBuf>,
    /// 以 JSON 输出（给别的程序读）
    #[arg(long, global = true)]
    pub json: bool,
    /// 记在改动上的姓名
    #[arg(long, global = true, value_name = "姓名")]
    pub actor: Option<String>,
    /// 显示帮助
    #[arg(long, short, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本
    #[arg(long, short = 'V', action = clap::ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// 新建工作簿
    New(NewBook),
    /// 建一本示例工作簿（24 个月虚构数据）
    Demo(Demo),
    /// 在工作簿里再加一种刊物
    AddBulletin(AddBulletin),
    /// 导入往期（docx、txt、md）
    ImportIssue(ImportIssue),
    /// 导入数据表（xlsx、csv）
    ImportFigures(ImportFigures),
    /// 列出各期
    Issues(OfBulletin),
    /// 列出一个月的数据
    Figures(Figures),
    /// 填一项数据，如：set 全程网办受理 2025-05 5.9万
    Set(Set),
    /// 由上一期建下一期
    NewIssue(OfMonth),
    /// 由一期固定段落里的数字和按部门列的表建指标：数存为本月数据，原处改为填数位和数据表
    Learn(Learn),
    /// 导出一期（按扩展名：docx、pdf、md、txt、json；csv 为当月数据表）
    Export(Export),
    /// 数字校样：一期里每个数字的来历；可认定、可存成校样表
    Proof(Proof),
    /// 本单位词表：列出、导入、导出
    Words(Words),
    /// 校对一期（填数位、数据关系、日期、文字），或一个月填的数
    Check(Check),
    /// 核对成品：把定稿或退回的 docx、md、txt 与一期逐句对照
    Verify(Verify),
    /// 给一期的各部分签字，或看谁签了、哪些已失效
    Sign(Sign),
    /// 发布一期：各部分签好、校样干净才行；发布的内容从此冻结
    Publish(Publish),
    /// 修订已发布的一期：原来发布的那份照样保留
    Revise(OfIssue),
    /// 列出发布过的各期，核对冻结记录有没有被改动
    Publications(Publications),
    /// 刊出后改过的数据：列出印过它的各句，定为更正或修订
    Corrections(Corrections),
    /// 与上期对照：句子对齐，文字和数字的变化分开列
    Diff(Diff),
    /// 列出文字校对规则，开关其中一条
    Rules(Rules),
    /// 说明一条校对意见：数没有错，为什么偏离
    Explain(Explain),
    /// 画趋势（按扩展名：svg、png 为图，csv、xlsx 为图里的数）
    Trend(Trend),
    /// 设定一年的目标，画在趋势图上
    Aim(Aim),
    /// 记下一个部门并入了另一个，如：merge-department 水利厅 --into 自然资源厅 --last 2025-02
    MergeDepartment(MergeDepartment),
    /// 一项数据由谁、何时、从什么改成什么
    History(History),
    /// 搜所有年份的动态、正文、数据、说明和名单
    Search(Search),
    /// 撤销上一步
    Undo,
    /// 重做
    Redo,
    /// 检查工作簿和它的备份是否完好
    Doctor,
    /// 备份工作簿；或列出已有的备份
    Backup(Backup),
    /// 用一份备份恢复工作簿；先看会改动什么
    Restore(Restore),
    /// 打一期的台账：成品、数据、校样、修改记录和校验和，一个文件
    Pack(Pack),
    /// 核对台账：每个字节都查，再由原文重新排印一遍；不需要工作簿
    VerifyPack(VerifyPack),
}

#[derive(Debug, Args)]
pub struct NewBook {
    /// 刊物：zhengwu（政务窗口月报）、pingyi，或一个 TOML 文件
    #[arg(long, default_value = "zhengwu", value_name = "刊物")]
    pub bulletin: String,
}

#[derive(Debug, Args)]
pub struct AddBulletin {
    /// 刊物：zhengwu、pingyi，或一个 TOML 文件
    #[arg(value_name = "刊物")]
    pub name: String,
}

#[derive(Debug, Args)]
pub struct OfBulletin {
    /// 刊物；只有一种或不会弄混时可以不写
    #[arg(long, value_name = "刊物")]
    pub bulletin: Option<String>,
}

#[derive(Debug, Args)]
pub struct Demo {
    /// 并把最新一期的 docx、md、txt 和一张趋势图写到这个文件夹
    #[arg(long, value_name = "文件夹")]
    pub export: Option<PathBuf>,
    /// 最新一期的月份
    #[arg(long, default_value = "2025-04", value_name = "月份")]
    pub month: String,
    /// 刊物：zhengwu 或 pingyi
    #[arg(long, default_value = "zhengwu", value_name = "刊物")]
    pub bulletin: String,
    /// 另加十年的大厅业务，量速度用：144 万个数据、2 万条动态，要一两分钟和约 500 MB
    #[arg(long, conflicts_with = "export")]
    pub scale: bool,
}

#[derive(Debug, Args)]
pub struct ImportIssue {
    /// 往期文件，可写多个
    #[arg(required = true, value_name = "文件")]
    pub files: Vec<PathBuf>,
    /// 只看会导入什么，不写入
    #[arg(long)]
    pub dry_run: bool,
    /// 所报月份；不写则从文中认
    #[arg(long, value_name = "月份")]
    pub month: Option<String>,
    /// 还没有工作簿时，用哪种刊物新建；不写则从文中认
    #[arg(long, value_name = "刊物")]
    pub bulletin: Option<String>,
}

#[derive(Debug, Args)]
pub struct ImportFigures {
    /// 数据表，可写多个
    #[arg(required = true, value_name = "文件")]
    pub files: Vec<PathBuf>,
    /// 只看会改动什么，不写入
    #[arg(long)]
    pub dry_run: bool,
    /// 只收这个月的数；不写则按表里写的月份
    #[arg(long, value_name = "月份")]
    pub month: Option<String>,
    /// 表里没有写部门时算谁的；不写为全厅
    #[arg(long, value_name = "部门")]
    pub department: Option<String>,
    #[command(flatten)]
    pub of: OfBulletin,
}

#[derive(Debug, Args)]
pub struct Figures {
    /// 月份，如 2025-04
    #[arg(long, value_name = "月份")]
    pub month: String,
    /// 写成一张表（按扩展名：xlsx、csv），带上月、去年同月、环比、同比和累计
    #[arg(long, value_name = "文件")]
    pub to: Option<PathBuf>,
    /// 表从这个月开始，一月一行；只和 --to 一起用
    #[arg(long, value_name = "月份", requires = "to")]
    pub from: Option<String>,
    /// 部门；不写为全厅
    #[arg(long, value_name = "部门")]
    pub department: Option<String>,
    #[command(flatten)]
    pub of: OfBulletin,
}

#[derive(Debug, Args)]
pub struct History {
    /// 指标名或别名
    #[arg(value_name = "指标")]
    pub indicator: String,
    /// 月份，如 2025-05
    #[arg(value_name = "月份")]
    pub month: String,
    /// 部门；不写为全厅
    #[arg(long, value_name = "部门")]
    pub department: Option<String>,
}

#[derive(Debug, Args)]
pub struct Search {
    /// 要找的词，几个词用空格分开
    #[arg(required = true, value_name = "词")]
    pub words: Vec<String>,
    /// 最多列多少处
    #[arg(long, default_value_t = 50, value_name = "条数")]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub struct OfMonth {
    /// 月份，如 2025-05
    #[arg(long, value_name = "月份")]
    pub month: String,
    /// 期号；不写则接着上一期
    #[arg(long, value_name = "期号", value_parser = clap::value_parser!(u32).range(1..10_000))]
    pub number: Option<u32>,
    #[command(flatten)]
    pub of: OfBulletin,
}

#[derive(Debug, Args)]
pub struct OfIssue {
    /// 所报月份，如 2025-04
    #[arg(long, value_name = "月份")]
    pub issue: String,
    #[command(flatten)]
    pub of: OfBulletin,
}

#[derive(Debug, Args)]
pub struct Proof {
    #[command(flatten)]
    pub of: OfIssue,
    /// 存成校样表（按扩展名：docx、xlsx、csv、md、txt）
    #[arg(long, value_name = "文件")]
    pub to: Option<PathBuf>,
    /// 认定一个待证的数字，写它和单位，如 120名
    #[arg(long, value_name = "数字", conflicts_with = "to")]
    pub except: Option<String>,
    /// 它是什么：date 日期、ordinal 名称或序次、quoted 引用、signed 例外
    #[arg(long, value_name = "类别", default_value = "signed", requires = "except")]
    pub kind: String,
    /// 为什么没有数据可对；例外必须写
    #[arg(long, value_name = "理由", default_value = "", requires = "except")]
    pub reason: String,
    /// 谁签字；不写则是 --actor 的姓名
    #[arg(long, value_name = "姓名", default_value = "", requires = "except")]
    pub signer: String,
}

#[derive(Debug, Args)]
pub struct Words {
    /// 读入一份词表：一行一条，错、正、级别、说明，用制表符分开
    #[arg(long, value_name = "文件")]
    pub import: Option<PathBuf>,
    /// 把词表存成文本
    #[arg(long, value_name = "文件")]
    pub to: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Diff {
    #[command(flatten)]
    pub of: OfIssue,
    /// 与哪个月的一期对照；不写为上一期
    #[arg(long, value_name = "月份")]
    pub from: Option<String>,
}

#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    pub of: OfIssue,
    /// 要核对的文件
    #[arg(value_name = "文件")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
#[group(id = "subject", required = true, multiple = false, args = ["issue", "month"])]
pub struct Check {
    /// 校对这个月的一期，如 2025-04
    #[arg(long, value_name = "月份")]
    pub issue: Option<String>,
    /// 只校对这个月填的数
    #[arg(long, value_name = "月份")]
    pub month: Option<String>,
    /// 部门；不写为全厅（与 --month 同用）
    #[arg(long, value_name = "部门", conflicts_with = "issue")]
    pub department: Option<String>,
    #[command(flatten)]
    pub of: OfBulletin,
    /// 改正确定的文字错误（可撤销），列出改了什么
    #[arg(long, conflicts_with = "month")]
    pub fix: bool,
    /// 文字方面的提示也列出
    #[arg(long, conflicts_with = "month")]
    pub all_levels: bool,
}

#[derive(Debug, Args)]
pub struct Learn {
    #[command(flatten)]
    pub of: OfIssue,
    /// 只列出会建哪些，不写入
    #[arg(long)]
    pub dry_run: bool,
    /// 不建这个名称的，或不改这个栏目的表格，可写多次
    #[arg(long, value_name = "名称")]
    pub without: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Rules {
    /// 关掉一条规则，如 P09，可写多次
    #[arg(long, value_name = "规则")]
    pub switch_off: Vec<String>,
    /// 打开一条规则，可写多次
    #[arg(long, value_name = "规则")]
    pub switch_on: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// 指标名或别名
    #[arg(value_name = "指标")]
    pub indicator: String,
    /// 月份，如 2025-05
    #[arg(value_name = "月份")]
    pub month: String,
    /// 意见后方括号里的规则，如 sum:handled
    #[arg(value_name = "规则")]
    pub rule: String,
    /// 理由；空文字撤回原有的说明
    #[arg(value_name = "理由")]
    pub reason: String,
    /// 部门；不写为全厅
    #[arg(long, value_name = "部门")]
    pub department: Option<String>,
}

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub of: OfIssue,
    /// 写到哪个文件
    #[arg(long, value_name = "文件")]
    pub to: PathBuf,
}
