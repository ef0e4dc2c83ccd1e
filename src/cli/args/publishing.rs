//! What the commands about setting a figure, signing, publishing and correcting are told.

use clap::{Args, ValueEnum};

use super::OfIssue;

#[derive(Debug, Args)]
pub struct Set {
    /// 指标名或别名
    #[arg(value_name = "指标")]
    pub indicator: String,
    /// 月份，如 2025-05
    #[arg(value_name = "月份")]
    pub month: String,
    /// 数，如 5.9万、61023、59.49%、未报；空文字清空
    #[arg(value_name = "数", allow_hyphen_values = true)]
    pub value: String,
    /// 部门；不写为全厅
    #[arg(long, value_name = "部门")]
    pub department: Option<String>,
    /// 这个数已经刊出过时，定为更正还是修订；不写则记为待处理
    #[arg(long, value_name = "更正|修订", hide_possible_values = true, requires = "why")]
    pub correction: Option<Decision>,
    /// 为什么更正或修订
    #[arg(long, value_name = "理由", requires = "correction")]
    pub why: Option<String>,
}

#[derive(Debug, Args)]
pub struct Sign {
    #[command(flatten)]
    pub of: OfIssue,
    /// 只签这个栏目：标题或序号（1 为一、），报头、报尾写“报头”；可写多次；不写则签还没签的各部分
    #[arg(long, value_name = "栏目")]
    pub section: Vec<String>,
    /// 谁签字；不写则是 --actor 的姓名
    #[arg(long, value_name = "姓名", default_value = "")]
    pub signer: String,
    /// 撤回签字
    #[arg(long, requires = "section")]
    pub withdraw: bool,
    /// 只列出各部分签了没有
    #[arg(long, conflicts_with_all = ["section", "withdraw"])]
    pub list: bool,
}

#[derive(Debug, Args)]
pub struct Publish {
    #[command(flatten)]
    pub of: OfIssue,
    /// 修订后再发布时：为什么修订
    #[arg(long, value_name = "理由", default_value = "")]
    pub why: String,
    /// 待证、必改之处作为例外发布的理由；须有签字人
    #[arg(long, value_name = "理由", requires = "signer")]
    pub exception: Option<String>,
    /// 谁为例外签字
    #[arg(long, value_name = "姓名", requires = "exception")]
    pub signer: Option<String>,
    /// 只列出还差什么，不发布
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Publications {
    /// 只列这个月的一期，带签字、例外、更正和导出的文件
    #[arg(long, value_name = "月份")]
    pub issue: Option<String>,
    #[command(flatten)]
    pub of: super::OfBulletin,
}

#[derive(Debug, Args)]
pub struct Corrections {
    /// 指标名或别名；不写则列出全部待处理的
    #[arg(value_name = "指标", requires = "month")]
    pub indicator: Option<String>,
    /// 月份，如 2025-05
    #[arg(value_name = "月份")]
    pub month: Option<String>,
    /// 部门；不写为全厅
    #[arg(long, value_name = "部门", requires = "indicator")]
    pub department: Option<String>,
    /// 定为：更正（刊出的数错了，下一期登更正）或修订（当时没有错，两个数都留着）
    #[arg(long, value_name = "更正|修订", hide_possible_values = true, requires_all = ["indicator", "why"])]
    pub decide: Option<Decision>,
    /// 为什么
    #[arg(long, value_name = "理由", requires = "decide")]
    pub why: Option<String>,
}

/// What a figure changed after it was printed means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Decision {
    #[value(name = "更正", alias = "erratum")]
    Erratum,
    #[value(name = "修订", alias = "revision")]
    Revision,
}
