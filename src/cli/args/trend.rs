//! What the commands about trends are told.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is one option that is given or not")]
pub struct Trend {
    /// 指标名，可写多个
    #[arg(required = true, value_name = "指标")]
    pub indicators: Vec<String>,
    /// 起始月份；不写则为截止月往前 24 个月
    #[arg(long, value_name = "月份")]
    pub from: Option<String>,
    /// 截止月份；不写则到最新
    #[arg(long, value_name = "月份")]
    pub until: Option<String>,
    /// 画法：line 折线、bar 柱形、years 按年对比、cumulative 累计与上年、changes 环比和同比、
    /// stack 构成、share 占比、multiples 分部门、heat 热力表
    #[arg(
        long,
        default_value = "line",
        value_name = "画法",
        hide_possible_values = true,
        value_parser = [
            "line", "bar", "years", "cumulative", "changes", "stack", "share", "multiples", "heat",
        ]
    )]
    pub kind: String,
    /// 量度：value 数值、mom 环比、yoy 同比、ytd 累计
    #[arg(long, default_value = "value", value_name = "量度")]
    pub measure: String,
    /// 春节：calendar 不管、together 1、2月合在一起、festival 按春节对齐
    #[arg(
        long,
        default_value = "calendar",
        value_name = "春节",
        hide_possible_values = true,
        value_parser = ["calendar", "together", "festival"]
    )]
    pub season: String,
    /// 对数纵轴，用于相差极大的数
    #[arg(long)]
    pub log: bool,
    /// 并入的部门连起来看：并入前的月份加进接替的部门
    #[arg(long)]
    pub joined: bool,
    /// 每年一条线，叠在 1–12 月上（同 --kind years）
    #[arg(long)]
    pub overlay_years: bool,
    /// 部门；不写为全厅
    #[arg(long, value_name = "部门")]
    pub department: Option<String>,
    /// 图宽多少毫米；不写为一页纸的版心宽
    #[arg(long, value_name = "毫米", value_parser = clap::value_parser!(u16).range(30..=1000))]
    pub width: Option<u16>,
    /// 写到哪个文件
    #[arg(long, value_name = "文件", required_unless_present = "explain")]
    pub to: Option<PathBuf>,
    /// 说明截止月与上月、去年同月相比的变化由谁造成，并给出可粘贴的句子
    #[arg(long)]
    pub explain: bool,
}

#[derive(Debug, Args)]
pub struct MergeDepartment {
    /// 被并入的部门，名称、简称或别名
    #[arg(value_name = "部门")]
    pub name: String,
    /// 接替它的部门
    #[arg(long, value_name = "部门")]
    pub into: String,
    /// 它最后报数的月份
    #[arg(long, value_name = "月份")]
    pub last: String,
}

#[derive(Debug, Args)]
pub struct Aim {
    /// 指标名或别名
    #[arg(value_name = "指标")]
    pub indicator: String,
    /// 年份，如 2025
    #[arg(value_name = "年份", value_parser = clap::value_parser!(i32).range(1900..3000))]
    pub year: i32,
    /// 数，如 6.5万；空文字取消
    #[arg(value_name = "数", allow_hyphen_values = true)]
    pub value: String,
    /// 全年累计的目标；不写为每月的目标
    #[arg(long)]
    pub total: bool,
}
